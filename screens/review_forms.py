"""A review in a form: the facts above, what is said about them below."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from perftui.domain.goal_reviews import Decision
from perftui.domain.texts import shorten
from perftui.i18n import gettext as _
from perftui.i18n import say
from perftui.services import goal_reviews
from perftui.services.goal_reviews import Held
from perftui.services.review_facts import facts
from screens.form_screens import FormScreen
from screens.review_details import fact_rows, result_figures
from widgets.fields import Field, FieldKind, Option

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from perftui.services.goal_reviews import ReviewLine

RESULTS_SHOWN = 4
TITLE_SHOWN = 14
"""Characters of a key result's title before its figures."""


class ReviewForm(FormScreen):
    """Writes down a review that was held."""

    FORM: ClassVar[str] = "goal_review"
    _line: ReviewLine | None = None
    decided: Decision | None = None
    """What came of it, once it is saved."""

    def line(self) -> ReviewLine:
        """The review as it stands."""
        if self._line is None:
            self._line = goal_reviews.review(self.store, self.subject, self.host.today())
        return self._line

    def heading(self) -> str:
        """Which goal is reviewed."""
        return _("Review {quarter}: {title}").format(quarter=self.line().quarter, title=self.line().title)

    def fields(self) -> Sequence[Field]:
        """What is asked, with the decision that the figures propose."""
        line, today = self.line(), self.host.today()
        chosen = line.decision or line.proposal
        options = [Option(decision.value, say(decision)) for decision in Decision]
        held_on = line.held_on or today
        return (
            *self._facts(),
            Field("went_well", _("Went well"), FieldKind.MULTILINE, line.went_well, _("What worked, and why."), lines=2),
            Field("hindered", _("Hindered"), FieldKind.MULTILINE, line.hindered, _("What stood in the way."), lines=2),
            Field(
                "decision",
                _("Decision"),
                FieldKind.CHOICE,
                chosen.value if chosen else "",
                _("From 90 % of what was to be reached the figures say keep, from 60 % adjust, below that rework. You decide."),
                is_required=True,
                choices=options,
            ),
            Field("next_step", _("Next step"), FieldKind.MULTILINE, line.next_step, _("What is done next, and by whom."), lines=2),
            Field(
                "on", _("Held on"), FieldKind.DATE, held_on.isoformat(), _("The day of the review; not in the future."), is_required=True
            ),
        )

    def _facts(self) -> Sequence[Field]:
        found = facts(self.store, self.line())
        rows = fact_rows(self.line(), found, self.host.today(), self.host.glyphs)
        figures = [Field(f"fact{n}", label, FieldKind.READONLY, text) for n, (label, text) in enumerate(rows)]
        results = found.results[:RESULTS_SHOWN]
        named = [(shorten(result.title, TITLE_SHOWN), result_figures(result)) for result in results]
        return [*figures, *(Field(f"result{n}", label, FieldKind.READONLY, text) for n, (label, text) in enumerate(named))]

    def opened(self) -> None:
        """Start below the facts."""
        self.form.focus_field("went_well")

    def save(self, values: Mapping[str, str]) -> str:
        """Write it down."""
        texts = {name: values[name] for name in ("went_well", "hindered", "next_step")}
        held = Held(date.fromisoformat(values["on"]), values["decision"], **texts)
        line = goal_reviews.hold(self.store, self.subject, self.line().version, held, self.host.today())
        self.decided = line.decision
        return self.subject
