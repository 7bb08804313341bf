"""From the goal tree to the weights of siblings: one weight, equal ones, or all of them together."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from perftui.domain.formats import basis_points, percent
from perftui.domain.texts import shorten
from perftui.i18n import gettext as _
from perftui.i18n import ngettext
from perftui.services import goals, trees
from screens.goal_check_ins import GoalCheckIns
from screens.goal_form_bases import percent_of, weight_fault, weight_of
from screens.hosts import Place
from screens.reasons import with_reason
from screens.weight_texts import together_text
from widgets.dialogs.values import ValuePrompt
from widgets.fields import Field, FieldKind

if TYPE_CHECKING:
    from perftui.services.goal_weights import Equalised, Together


class GoalWeights(GoalCheckIns):
    """What changes weights, and hands goals down."""

    def action_weights(self) -> None:
        """See and change the weights of this one and its siblings together."""
        if self.key and self.is_there(self.key):
            self.host.go_to(Place("weights", self.key))

    def action_weigh(self) -> None:
        """Give this one and what stands beside it in the same cycle equal weights."""
        key = self.key
        if self.is_there(key):
            with_reason(self, lambda reason: self.done(_equalised(goals.equal_weights(self.store, key, reason=reason))))

    def action_set_weight(self) -> None:
        """Ask for another weight."""
        line = trees.line(self.store, self.key, self.host.today())
        if line is None or not self.is_there(self.key):
            return
        field = Field(
            "weight",
            _("Weight %"),
            FieldKind.PERCENT,
            percent_of(line.weight),
            _("All that stands beside it in the same cycle together makes 100 %. Enter takes · Esc leaves"),
            is_required=True,
        )
        self.app.push_screen(ValuePrompt(line.title, field, check=weight_fault), lambda text: self._weigh(line.key, weight_of(text)))

    def _weigh(self, key: str, weight: int | None) -> None:
        if weight is not None:
            with_reason(self, lambda reason: self.done(_weighed(weight, goals.weigh(self.store, key, weight, reason=reason)), key))


def _weighed(weight: int, together: Together) -> str:
    """Such as `Weight: 40%. Together with 4 others: 115%`."""
    words = _("Weight: {weight}").format(weight=basis_points(weight))
    if not together.others:
        return words
    return _("{weight}. {together}").format(weight=words, together=together_text(together))


def _equalised(given: Equalised) -> str:
    """Such as `5 goals and key results below “Gain market share” now weigh 20% each`."""
    if given.above:
        words = ngettext(
            "{n} goal or key result below “{title}” now weighs {weight}",
            "{n} goals and key results below “{title}” now weigh {weight} each",
            given.number,
        )
    else:
        words = ngettext("{n} goal at the top now weighs {weight}", "{n} goals at the top now weigh {weight} each", given.number)
    weight = percent(Decimal(1) / given.number, 1)
    return _("{what}. Ctrl+Z takes it back.").format(what=words.format(n=given.number, title=shorten(given.above, 40), weight=weight))
