"""What each gets when a goal is handed down: whom, title, due date, weight, and how each key result is divided."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from perftui.domain.cascades import Division, titled
from perftui.domain.codes import CycleState, GoalKind
from perftui.domain.formats import basis_points
from perftui.domain.texts import shorten
from perftui.i18n import gettext as _
from perftui.i18n import say
from perftui.services import cascade_offers, cycles
from perftui.services.cascades import CascadeTerms
from screens.form_screens import FormScreen
from screens.goal_form_bases import percent_of, weight_fault, weight_of
from widgets.button_lines import Button, ButtonLine
from widgets.fields import Field, FieldKind, Option
from widgets.forms import SAVE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from perftui.services.cascade_offers import CascadeOffer, KeyResultOffer
    from widgets.fields import Check

LABEL = 24
"""Characters of a key result's title before its field."""


class CascadeForm(FormScreen):
    """Asks for the terms; they are saved with the goals, after the preview."""

    FORM: ClassVar[str] = "cascade"
    MERGES: ClassVar[bool] = False
    _offer: CascadeOffer | None = None
    terms: CascadeTerms
    """What was answered last."""
    answered: Mapping[str, str] = {}
    """The same, field by field."""

    @property
    def offer(self) -> CascadeOffer:
        """What can be handed down."""
        if self._offer is None:
            self._offer = cascade_offers.offer(self.store, self.subject, self.host.today())
        return self._offer

    def heading(self) -> str:
        """Which goal it is."""
        return _("Cascade: {title}").format(title=self.offer.title)

    def fields(self) -> Sequence[Field]:
        """Whom, what, and how each target is divided."""
        offer = self.offer
        audiences = [Option(found.code, found.label) for found in offer.audiences]
        kinds = [Option(kind.value, say(kind)) for kind in GoalKind]
        who_help = _("In the preview Space leaves out single ones.")
        title_help = _("{goal}, {name} and {unit} stand for the goal, the person and the unit.")
        due_help = _("Empty means the end of the cycle.")
        return (
            Field("audience", _("To whom"), FieldKind.CHOICE, audiences[0].code, who_help, is_required=True, choices=audiences),
            Field("title", _("Title"), value="{goal}", is_required=True, help=title_help),
            Field("kind", _("Kind"), FieldKind.CHOICE, offer.kind, is_required=True, choices=kinds),
            Field("cycle", _("Cycle"), FieldKind.CHOICE, offer.cycle, is_required=True, choices=self._cycles()),
            Field("due", _("Due"), FieldKind.DATE, offer.due, help=due_help, placeholder="+90d, eoq"),
            Field("weight", _("Together %"), FieldKind.PERCENT, percent_of(offer.weight), self._weight_help(), is_required=True),
            *(_division(number, found) for number, found in enumerate(offer.key_results)),
        )

    def _weight_help(self) -> str:
        words = _("What the new goals weigh together among all that stands below this goal; each gets an equal part of it.")
        if not self.offer.beside:
            return words
        return _("{what} Below it stands already: {sum}.").format(what=words, sum=basis_points(self.offer.beside))

    def _cycles(self) -> Sequence[Option]:
        return [Option(line.id, line.name) for line in cycles.listing(self.store, self.host.today()) if line.state is not CycleState.CLOSED]

    def checks(self) -> Mapping[str, Check]:
        """A weight is no more than the whole."""
        return {"weight": weight_fault}

    def opened(self) -> None:
        """What follows is the preview; nothing is saved by the button."""
        line = self.form.query_one(ButtonLine)
        line.buttons = [Button(SAVE, _("Preview"))]
        self.hint(_("Enter next field · Ctrl+S preview · F1 help · F4 pick · F6 as before · Esc back"))

    def save(self, values: Mapping[str, str]) -> str:
        """Take the terms; nothing is saved yet."""
        titled(values["title"], "", "", "")
        ways = {found.id: Division(values[f"division_{number}"]) for number, found in enumerate(self.offer.key_results)}
        self.terms = CascadeTerms(
            audience=values["audience"],
            pattern=values["title"],
            kind=GoalKind(values["kind"]),
            due=date.fromisoformat(values["due"]) if values["due"] else None,
            cycle=values["cycle"],
            together=weight_of(values["weight"]) or 0,
            divisions=ways,
        )
        self.answered = dict(values)
        return self.subject


def _division(number: int, found: KeyResultOffer) -> Field:
    options = [Option(way.value, say(way)) for way in found.divisions]
    help_ = _("{title}: {target}. Only amounts can be divided; percentages and levels stay the same for each.")
    explained = help_.format(title=found.title, target=found.yardstick)
    return Field(
        f"division_{number}", shorten(found.title, LABEL), FieldKind.CHOICE, options[0].code, explained, is_required=True, choices=options
    )
