"""Links between goals: made, settled and removed from one of the two ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.i18n import gettext as _
from perftui.i18n import say
from perftui.services import conflict_steps, goals
from perftui.services.goal_links import LinkKind
from perftui.services.goal_views import goal_view
from screens.goal_details import link_text
from screens.goal_edits import GoalEdits
from screens.goal_pickers import goal_choices
from widgets.dialogs.pickers import Picker, narrowed
from widgets.dialogs.values import ValuePrompt
from widgets.fields import Field
from widgets.pick_lists import Choice

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from perftui.services.goal_views import LinkLine


class GoalTies(GoalEdits):
    """What ties the goal under the cursor to others; on a key result, its goal."""

    def action_link(self) -> None:
        """Pick how the two have to do with each other, then the other one."""
        goal_id = self.goal_id
        choices = [Choice(kind.value, say(kind)) for kind in LinkKind]
        picker = Picker(_("Link"), lambda text: narrowed(choices, text))
        self.app.push_screen(picker, lambda kind: self._pick_other(goal_id, LinkKind(kind)) if kind else None)

    def _pick_other(self, goal_id: str, kind: LinkKind) -> None:
        def choices(text: str) -> Sequence[Choice]:
            return [choice for choice in goal_choices(self.store, text, self.host.today()) if choice.key != goal_id]

        picker = Picker(say(kind), choices, placeholder=_("part of a title, or the initials of a Chinese one"))
        self.app.push_screen(picker, lambda other: self._link(goal_id, other, kind) if other else None)

    def _link(self, goal_id: str, other: str, kind: LinkKind) -> None:
        with self.attempt():
            goals.link(self.store, goal_id, other, kind)
            self.done()

    def action_settle(self) -> None:
        """Write down how a conflict or dependency was settled."""
        links = [link for link in self._links() if link.kind is not LinkKind.CONTRIBUTES and not link.is_dismissed]
        self._with_one(links, _("Settle a conflict"), self._ask_resolution, _("There is no conflict or dependency here."))

    def _ask_resolution(self, link: LinkLine) -> None:
        is_conflict = link.kind is LinkKind.CONFLICTS
        explained = (
            _("How it was settled, and where. Enter takes · Esc leaves")
            if is_conflict
            else _("How it was settled, and where; empty opens it again. Enter takes · Esc leaves")
        )
        field = Field("resolution", _("Settled by"), value=link.resolution, help=explained, is_required=is_conflict)
        self.app.push_screen(ValuePrompt(link_text(link), field), lambda text: self._settle(link, text))

    def _settle(self, link: LinkLine, text: str | None) -> None:
        if text is None:
            return
        with self.attempt():
            if link.kind is LinkKind.CONFLICTS:
                conflict_steps.settle(self.store, link.id, text)
            else:
                goals.settle(self.store, link.id, link.version, text)
            self.done()

    def action_unlink(self) -> None:
        """Remove a link."""
        self._with_one(self._links(), _("Remove a link"), self._unlink, _("This goal has no links."))

    def _unlink(self, link: LinkLine) -> None:
        with self.attempt():
            goals.unlink(self.store, link.id)
            self.done()

    def _links(self) -> Sequence[LinkLine]:
        if not self.goal_id or not self.is_there(self.goal_id):
            return ()
        return goal_view(self.store, self.goal_id, self.host.today()).links

    def _with_one(self, links: Sequence[LinkLine], title: str, act: Callable[[LinkLine], None], nothing: str) -> None:
        """Do something with the only link, or with the one that is picked."""
        if not links:
            self.tell(nothing)
        elif len(links) == 1:
            act(links[0])
        else:
            by_id = {link.id: link for link in links}
            choices = [Choice(link.id, link_text(link)) for link in links]
            picker = Picker(title, lambda text: narrowed(choices, text))
            self.app.push_screen(picker, lambda key: act(by_id[key]) if key else None)
