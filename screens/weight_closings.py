"""Weights of siblings saved in one step, and left."""

from __future__ import annotations

from perftui.i18n import gettext as _
from perftui.services import drafts, sibling_weights
from screens.weight_edits import FORM, WeightEdits
from screens.weight_saves import save
from screens.weight_sheets import WeightSheet
from screens.works import FEW_RECORDS, work
from widgets.dialogs.confirms import DISCARD, SAVE, leave_question
from widgets.find_bars import FindBar


class WeightClosings(WeightEdits):
    """What ends the editing."""

    _is_leaving = False
    """Whether to go back once all is saved."""

    def action_save(self) -> None:
        """Save all in one step, or ask first where the sum is not 100 %."""
        self._is_leaving = False
        self._save()

    def _save(self) -> None:
        edit = self.table.open_edit
        if edit is not None:
            fault = self.type_weight(edit.key, edit.line.text)
            if fault:
                self.table.reject_edit(fault)
                return
            self.table.cancel_edit()
            self.show_sheet()
        save(self, self.sheet, self.save_now)

    def save_now(self, reason: str) -> None:
        """Save, with the reason for what is agreed."""
        found, weights = self.sheet.found, dict(self.sheet.weights)

        def show(_count: int) -> None:
            drafts.drop(self.store, FORM, found.key)
            locked = self.sheet.locked
            self.sheet = WeightSheet(sibling_weights.siblings(self.store, found.key))
            self.sheet.locked = locked & set(self.sheet.weights)
            self.done()
            if self._is_leaving:
                super(WeightClosings, self).action_back()

        is_long = len(self.sheet.changed) > FEW_RECORDS
        work(self, _("Saving …"), lambda store: sibling_weights.save_weights(store, found, weights, reason), show, is_long=is_long)

    def action_back(self) -> None:
        """Drop the marks, then the search; ask about what is not saved; then back to where one came from."""
        is_list = not self.has_class("-detail") and not self.table.marks and not self.query_one(FindBar).text
        if not is_list or not self.sheet.is_dirty:
            super().action_back()
            return
        self.app.push_screen(leave_question(), self._leave)

    def _leave(self, answer: str | None) -> None:
        if answer == SAVE:
            self._is_leaving = True
            self._save()
        elif answer == DISCARD:
            drafts.drop(self.store, FORM, self.sheet.found.key)
            self.sheet = WeightSheet(self.sheet.found)
            self.reload()
            super().action_back()
