"""Adding to the lists of support: one line, or a form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on

from perftui.domain.support import SupportTable
from perftui.errors import PerftuiError
from perftui.i18n import gettext as _
from perftui.i18n import say
from screens import line_drafts
from screens.form_frames import not_understood
from screens.shown_parts import shown_part
from screens.support_works import SupportWorks
from widgets.quick_adds import QuickAdd

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual.app import ComposeResult

    from screens.form_screens import FormScreen
    from screens.shown_parts import ShownPart


def form_of(table: SupportTable) -> type[FormScreen]:
    """The form of the records of a list."""
    from screens import course_forms, mentor_forms, support_forms  # load what only forms need

    return {
        SupportTable.REQUEST: support_forms.RequestForm,
        SupportTable.INITIATIVE: support_forms.InitiativeForm,
        SupportTable.ACCOMMODATION: support_forms.AccommodationForm,
        SupportTable.TRAINING: support_forms.TrainingForm,
        SupportTable.SKILL_GAP: support_forms.SkillGapForm,
        SupportTable.COURSE: course_forms.CourseForm,
        SupportTable.MENTORSHIP: mentor_forms.MentorshipForm,
    }[table]


class SupportAdds(SupportWorks):
    """A section of support in full."""

    DEFAULT_CSS = "SupportAdds QuickAdd { dock: none; }"

    def body(self) -> ComposeResult:
        """The list, and the line that adds to it."""
        yield from super().body()
        yield QuickAdd(self._parts)

    @property
    def bar(self) -> QuickAdd:
        """The line that adds."""
        return self.query_one(QuickAdd)

    def view_spec(self) -> Mapping[str, str]:
        """The list with its filter and order, to be saved under a name."""
        from perftui.services import support_views

        return support_views.support_spec(
            support_views.SupportShown(self.listed, self.shown, self._order, is_descending=self._is_descending)
        )

    def apply_view(self, spec: Mapping[str, str]) -> None:
        """Show a saved list."""
        from perftui.services import support_views

        view = support_views.support_shown(self.store, self.TABLES, spec)
        self.switch(view.table, view.shown)
        if view.order in {column.key for column in self._read().columns}:
            self._order, self._is_descending = view.order, view.is_descending
            self.reload()

    def _line_table(self) -> SupportTable:
        return SupportTable(self.bar.above) if self.bar.above in set(SupportTable) else self.listed

    def _parts(self, text: str) -> Sequence[ShownPart]:
        from perftui.services.quick_support import parse_quick_support

        line = parse_quick_support(self.store, self._line_table(), text, self.host.today())
        return [shown_part(part) for part in line.parts]

    def action_add(self) -> None:
        """Open the line that adds; from within it, the form, with what is typed."""
        if self.bar.has_focus_within:
            self._go_on_in_form()
        else:
            self.open_line("", self.listed.value)
            self.bar.show_example(_("{parts} · Ctrl+N again: form").format(parts=self.line_hint()))
            if not self.bar.text:
                self.tell(_("New in “{list}”").format(list=say(self.listed)))

    def line_hint(self) -> str:
        """What the line of this list looks like."""
        return {
            SupportTable.REQUEST: _("what; who provides; for whom; by when; kind; !1"),
            SupportTable.INITIATIVE: _("what; owner; unit; due date; kind"),
            SupportTable.ACCOMMODATION: _("who; what; 4h; until when"),
            SupportTable.TRAINING: _("who; course; start date"),
            SupportTable.SKILL_GAP: _("who; what; 2>4"),
            SupportTable.COURSE: _("name; provider"),
            SupportTable.MENTORSHIP: _("mentor; mentee; how often; reason; start date"),
        }[self.listed]

    def action_add_in_form(self) -> None:
        """Add a record in the form at once."""
        self.push(form_of(self.listed)())

    def action_edit(self) -> None:
        """Change the record under the cursor; in the line, fill in the form instead."""
        if self.bar.has_focus_within:
            self._go_on_in_form()
        elif self.key:
            self.push(form_of(self.listed)(self.key))

    def action_take_up(self, form: str, subject: str) -> None:
        """Go on with what was typed for a new record."""
        table = next((table for table in self.TABLES if table.value == form), None)
        if table is None:
            super().action_take_up(form, subject)
        else:
            self.switch(table)
            self.push(form_of(table)(draft=subject))

    def _go_on_in_form(self) -> None:
        from perftui.services.quick_support import parse_quick_support

        line = parse_quick_support(self.store, self._line_table(), self.bar.text, self.host.today())
        given: Mapping[str, str] = {part.field: part.value for part in line.parts if part.error is None}
        wrong = [part.text for part in line.parts if part.error is not None and part.text]
        self.app.push_screen(form_of(self._line_table())(given=given, warning=not_understood(wrong)), self._added)

    def _added(self, record_id: str | None) -> None:
        if record_id:
            line_drafts.added(self, self.bar)
            self.bar.action_close()
        self.edited(record_id)

    @on(QuickAdd.Submitted)
    def _add(self, event: QuickAdd.Submitted) -> None:
        from perftui.services.quick_support import quick_support

        event.stop()
        try:
            added = quick_support(self.store, self._line_table(), event.text, self.host.today())
        except PerftuiError as error:
            self.bar.refuse(say(error.message))
            return
        line_drafts.added(self, self.bar)
        self.edited(added)
        self.bar.accept(_("Added. Type the next one, or Esc."))
