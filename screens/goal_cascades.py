"""Handing the goal under the cursor down: what each gets, then one preview, then all of it in one step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.errors import PerftuiError
from perftui.i18n import gettext as _
from perftui.i18n import ngettext, say
from perftui.services import cascade_offers, cascades, drafts
from screens.goal_weights import GoalWeights
from screens.works import FEW_RECORDS, worked

if TYPE_CHECKING:
    from collections.abc import Mapping

    from screens.cascade_forms import CascadeForm
    from screens.cascade_rows import CascadeSheet

FORM = "cascade"


class GoalCascades(GoalWeights):
    """What hands goals down."""

    def action_cascade(self) -> None:
        """Hand this goal down to the people of its unit, or a theme to the units."""
        goal_id = self.goal_id
        with self.attempt():
            cascade_offers.offer(self.store, goal_id, self.host.today())
            self.run_worker(self._cascade(goal_id))

    async def _cascade(self, goal_id: str) -> None:
        from screens.cascade_forms import CascadeForm

        draft = drafts.restore(self.store, FORM, goal_id)
        typed: Mapping[str, str] | None = dict(draft.fields) if draft else {}
        given: Mapping[str, str] = {}
        while typed is not None:
            form = CascadeForm(goal_id, given=given)
            if await self.app.push_screen_wait(form) is None:
                return
            given = form.answered
            with self.attempt():
                typed = await self._see_first(form, typed)

    async def _see_first(self, form: CascadeForm, typed: Mapping[str, str]) -> Mapping[str, str] | None:
        """Show what would be made until it is, or until somebody goes back to the form: then what was typed meanwhile."""
        from screens.cascade_rows import CascadeSheet
        from screens.cascades import MAKE, CascadePreview

        fault = ""
        while True:
            sheet = CascadeSheet(cascades.plan(self.store, form.subject, form.terms, self.host.today()), typed)
            if await self.app.push_screen_wait(CascadePreview(sheet, form.answered, fault)) != MAKE:
                return sheet.fields()
            typed = sheet.fields()
            try:
                await self._hand_down(sheet)
            except PerftuiError as error:
                fault = say(error.message)
                continue
            return None

    async def _hand_down(self, sheet: CascadeSheet) -> None:
        from perftui.services.cascade_writers import hand_down

        plan, chosen = sheet.plan, sheet.chosen
        is_long = len(sheet.getting) > FEW_RECORDS
        count = await worked(self, _("Handing down …"), lambda store, told: hand_down(store, plan, chosen, told), is_long=is_long)
        if count is not None:
            drafts.drop(self.store, FORM, plan.offer.goal_id)
            words = ngettext("{n} goal handed down as a draft", "{n} goals handed down as drafts", count).format(n=count)
            self.done(_("{what}. Ctrl+Z takes it back.").format(what=words), plan.offer.goal_id)
            self.goal_tree.action_expand()
