"""Actions: everything that somebody has to do, wherever it comes from, as one agenda."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on

from perftui.bindings import bindings_of
from perftui.commands.models import Scope
from perftui.errors import PerftuiError
from perftui.i18n import gettext as _
from perftui.i18n import mark, say
from screens import line_drafts
from screens.action_works import ActionWorks
from screens.form_frames import not_understood
from screens.shown_parts import shown_part
from widgets.quick_adds import QuickAdd

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from screens.shown_parts import ShownPart


class ActionsScreen(ActionWorks):
    """The agenda of all actions."""

    SECTION = "actions"
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.ACTIONS, Scope.APP, Scope.FILE)
    BINDINGS = bindings_of(Scope.ACTIONS, Scope.APP)
    HELP_TEXT = mark(
        "Everything that somebody has to do, out of meetings, gaps, assessments and goals, or added here. It reads as an agenda: overdue "
        "first. What repeats waits for its oldest open day: F7 says that it is done, F8 that it was missed; a missed day stays missed, "
        "a late one late."
    )
    DEFAULT_CSS = "ActionsScreen QuickAdd { dock: none; }"

    def body(self) -> ComposeResult:
        """The list, and the line that adds actions."""
        yield from super().body()
        hint = _("title; owner; due date or how often; role · Ctrl+N again: form")
        yield QuickAdd(self._parts, placeholder=hint)

    @property
    def bar(self) -> QuickAdd:
        """The line that adds actions."""
        return self.query_one(QuickAdd)

    def _parts(self, text: str) -> Sequence[ShownPart]:
        from perftui.services.quick_actions import parse_quick_action

        return [shown_part(part) for part in parse_quick_action(self.store, text, self.host.today()).parts]

    def action_add(self) -> None:
        """Open the line that adds actions; from within it, the form, with what is typed."""
        if self.bar.has_focus_within:
            self._go_on_in_form()
        else:
            self.open_line("", "")

    def action_take_up(self, form: str, subject: str) -> None:
        """Go on with what was typed for a new action."""
        from screens.action_forms import ActionForm

        if form == ActionForm.FORM:
            self.app.push_screen(ActionForm(draft=subject), self._edited)
        else:
            super().action_take_up(form, subject)

    def action_add_in_form(self) -> None:
        """Add an action in the form at once."""
        from screens.action_forms import ActionForm

        self.app.push_screen(ActionForm(), self._edited)

    def action_edit(self) -> None:
        """Change the action under the cursor; in the line that adds actions, fill in the form instead."""
        from screens.action_forms import ActionForm

        if self.bar.has_focus_within:
            self._go_on_in_form()
        elif self.key:
            self.app.push_screen(ActionForm(self.key), self._edited)

    def _go_on_in_form(self) -> None:
        from perftui.services.quick_actions import parse_quick_action
        from screens.action_forms import ActionForm

        line = parse_quick_action(self.store, self.bar.text, self.host.today())
        given = {part.field: part.value for part in line.parts if part.error is None}
        wrong = [part.text for part in line.parts if part.error is not None and part.text]
        self.app.push_screen(ActionForm(given=given, warning=not_understood(wrong)), self._added)

    def _added(self, action_id: str | None) -> None:
        if action_id:
            line_drafts.added(self, self.bar)
            self.bar.action_close()
        self._edited(action_id)

    def _edited(self, action_id: str | None) -> None:
        if action_id:
            self.done()
            self.table.move_to_key(action_id)

    @on(QuickAdd.Submitted)
    def _add(self, event: QuickAdd.Submitted) -> None:
        from perftui.services.quick_actions import quick_action

        event.stop()
        try:
            added = quick_action(self.store, event.text, self.host.today())
        except PerftuiError as error:
            self.bar.refuse(say(error.message))
            return
        line_drafts.added(self, self.bar)
        self._edited(added)
        line = self.line
        self.bar.accept(_("Added “{title}”. Type the next one, or Esc.").format(title=line.title if line else ""))
