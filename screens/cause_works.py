"""What is done with the causes of a gap: added, explained, moved, confirmed, dismissed, answered by measures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.texts import fold
from perftui.i18n import gettext as _
from perftui.i18n import ngettext
from perftui.services import whys
from screens.hosts import Place
from screens.told_lists import ToldList
from widgets.dialogs.pickers import Picker, narrowed
from widgets.pick_lists import Choice

if TYPE_CHECKING:
    from collections.abc import Callable

    from perftui.services.cause_trees import CauseNode, CauseTree
    from perftui.storage.stores import Store
    from screens.form_screens import FormScreen

ALONE = "alone"
"""The key of the choice that begins a chain of its own."""


class CauseWorks(ToldList):
    """What changes the cause under the cursor."""

    gap_id: str
    """The gap that is looked at; empty for none."""
    causes: CauseTree | None
    """Its causes, as they were read last."""

    @property
    def node(self) -> CauseNode | None:
        """The cause under the cursor."""
        return self.causes.node(self.key) if self.causes else None

    def action_add(self) -> None:
        """Add a cause in a form."""
        from screens.cause_forms import CauseForm  # loads what only forms need

        self._open(CauseForm(above=self.gap_id))

    def action_add_why(self) -> None:
        """Ask why the cause under the cursor is so."""
        from screens.cause_forms import WhyForm  # likewise

        node = self.node
        if node is None:
            return
        if not node.can_ask:
            self.warn(_("Five whys are enough: this is the fifth. Word the root cause here with F2."))
            return
        self._open(WhyForm(above=node.line.id))

    def action_edit(self) -> None:
        """Change the cause under the cursor in a form."""
        from screens.cause_forms import CauseForm  # likewise

        if self.key:
            self._open(CauseForm(self.key))

    def action_add_measure(self) -> None:
        """Add an action against the cause under the cursor."""
        from screens.cause_forms import CauseActionForm  # likewise

        if self.key:
            self.app.push_screen(CauseActionForm(above=self.key), lambda saved: self.done() if saved else None)

    def _open(self, form: FormScreen) -> None:
        self.app.push_screen(form, self._saved)

    def _saved(self, cause_id: str | None) -> None:
        if cause_id:
            self.done()
            self.list.move_to_key(cause_id)

    def action_remove(self) -> None:
        """Take the cause away."""
        node = self.node
        if node is not None:
            self._do(whys.remove)
            self.list.move_to_key(node.line.parent_id)

    def action_confirm(self) -> None:
        """Say that it is a cause."""
        self._do(whys.confirm)

    def action_wave_off(self) -> None:
        """Say that it is none."""
        self._do(whys.dismiss)

    def _do(self, change: Callable[[Store, str], object]) -> None:
        if self.key:
            with self.attempt():
                change(self.store, self.key)
                self.done()

    def action_confirm_all(self) -> None:
        """Confirm all candidates, once it was said how many there are."""
        from perftui.domain.gaps import CauseState
        from widgets.dialogs.confirms import YES, yes_no

        supposed = [node.line.text for node in self.causes.nodes if node.line.state is CauseState.CANDIDATE] if self.causes else []
        if not supposed:
            self.tell(_("No cause is only supposed: there is nothing to confirm."))
            return
        words = ngettext("Confirm {n} candidate as a cause?", "Confirm {n} candidates as causes?", len(supposed))
        question = yes_no(words.format(n=len(supposed)), supposed, yes=_("Confirm"))
        self.app.push_screen(question, lambda answer: self._confirm_all() if answer == YES else None)

    def _confirm_all(self) -> None:
        with self.attempt():
            whys.confirm_all(self.store, self.gap_id)
            self.done()

    def action_move(self) -> None:
        """Pick the cause below which it is to stand."""
        node = self.node
        if node is None or self.causes is None:
            return
        others = [each for each in self.causes.nodes if each.line.id != node.line.id]
        choices = [Choice(ALONE, _("A chain of its own")), *(Choice(each.line.id, each.line.text, each.number) for each in others)]
        picker = Picker(_("Move below which cause?"), lambda text: narrowed(choices, text, fold))
        self.app.push_screen(picker, lambda above: self._move(node.line.id, above) if above else None)

    def _move(self, cause_id: str, above: str) -> None:
        with self.attempt():
            whys.move(self.store, cause_id, "" if above == ALONE else above)
            self.done()
            self.list.move_to_key(cause_id)

    # going on

    def action_check(self) -> None:
        """Run the checklist against the gap."""
        self.host.go_to(Place("gap_checklists", self.gap_id))

    def action_show_plans(self) -> None:
        """Show the plans that answer the gap; where there is none, make one."""
        from screens.plan_ways import open_plans_of_gap

        if self.gap_id:
            open_plans_of_gap(self, self.gap_id)

    def action_send_out(self) -> None:
        """Export this gap."""
        from perftui.services.gap_listings import GapFilter
        from screens.gap_exports import export_gaps

        self.run_worker(export_gaps(self, GapFilter(gap=self.gap_id), 1))
