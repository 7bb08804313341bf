"""People: the roster with units and managers, and all that is done with it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on

from perftui.bindings import bindings_of
from perftui.commands.models import Scope
from perftui.errors import PerftuiError
from perftui.i18n import gettext as _
from perftui.i18n import mark, ngettext, say
from perftui.services import people_archives, quick_adds
from screens import line_drafts
from screens.form_frames import not_understood
from screens.people_lists import PeopleList
from screens.person_forms import PersonForm
from screens.works import FEW_RECORDS, work
from widgets.dialogs.confirms import YES, yes_no
from widgets.quick_adds import QuickAdd as QuickAddBar
from widgets.virtual_tables import VirtualTable

if TYPE_CHECKING:
    from collections.abc import Awaitable, Sequence

    from textual.app import ComposeResult

    from perftui.services.quick_adds import QuickAdd
    from widgets.dialogs.confirms import Confirm

NAMES_SHOWN = 10
"""Names that a question lists at most."""


class PeopleScreen(PeopleList):
    """The roster and all that is done with it."""

    SECTION = "people"
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.PEOPLE, Scope.APP, Scope.FILE)
    BINDINGS = bindings_of(Scope.PEOPLE, Scope.APP)
    HELP_TEXT = mark(
        "Everybody who works here, with unit and manager. Space marks people: Ctrl+R then changes one field of all of them, Del "
        "archives them. What is copied in a spreadsheet can be pasted over the rows from the cursor down."
    )
    DEFAULT_CSS = "PeopleScreen QuickAdd { dock: none; }"

    def body(self) -> ComposeResult:
        """The list, and the line that adds people."""
        yield from super().body()
        yield QuickAddBar(self._preview, placeholder=_("name; unit; position; hire date > manager · Ctrl+N again: form"))

    @property
    def bar(self) -> QuickAddBar:
        """The line that adds people."""
        return self.query_one(QuickAddBar)

    # adding and editing

    def _preview(self, text: str) -> Sequence[_Part]:
        return preview_parts(quick_adds.parse_quick_add(self.store, text, self.host.today()))

    def action_add(self) -> None:
        """Open the line that adds people; from within it, the form, with what is typed."""
        if self.bar.has_focus_within:
            self._open_form()
        else:
            self.open_line("", "")

    def action_take_up(self, form: str, subject: str) -> None:
        """Go on with what was typed for somebody new."""
        if form == PersonForm.FORM:
            self.app.push_screen(PersonForm(draft=subject), self._edited)
        else:
            super().action_take_up(form, subject)

    def action_add_in_form(self) -> None:
        """Add a person in the form at once."""
        self.app.push_screen(PersonForm(), self._added)

    def action_edit(self) -> None:
        """Change the person under the cursor; in the line that adds people, fill in the form instead."""
        if self.bar.has_focus_within:
            self._open_form()
        elif self.key:
            self.app.push_screen(PersonForm(self.key), self._edited)

    def _open_form(self) -> None:
        line = quick_adds.parse_quick_add(self.store, self.bar.text, self.host.today())
        names = {"unit": "unit_id", "manager": "manager_id"}
        given = {names.get(part.field, part.field): part.value for part in line.parts if part.error is None}
        wrong = [part.text for part in line.parts if part.error is not None and part.text]
        self.app.push_screen(PersonForm(given=given, warning=not_understood(wrong)), self._added)

    def _added(self, person_id: str | None) -> None:
        if person_id:
            line_drafts.added(self, self.bar)
            self.bar.action_close()
        self._edited(person_id)

    def _edited(self, person_id: str | None) -> None:
        if person_id:
            self.done()
            self.table.move_to_key(person_id)

    @on(QuickAddBar.Submitted)
    def _add(self, event: QuickAddBar.Submitted) -> None:
        event.stop()
        try:
            line = quick_adds.quick_add(self.store, event.text, self.host.today()).line
        except PerftuiError as error:
            self.bar.refuse(say(error.message))
            return
        line_drafts.added(self, self.bar)
        self._edited(line.id)
        self.bar.accept(_("Added {name}, {staff_no}. Type the next one, or Esc.").format(name=line.name, staff_no=line.staff_no))

    # many at once

    def action_change(self) -> None:
        """Set one field of all marked people."""
        from screens.people_changes import change_people  # not everybody changes many

        self._run(change_people(self, self.keys))

    def action_archive(self) -> None:
        """Take the marked people, or the one under the cursor, out of the lists."""
        self._ask_archive(is_archived=True)

    def action_bring_back(self) -> None:
        """Put them back into the lists."""
        self._ask_archive(is_archived=False)

    def _ask_archive(self, *, is_archived: bool) -> None:
        """One person at once, several after a question that names them."""
        keys, today = self.keys, self.host.today()

        def ask(names: Sequence[str]) -> None:
            if not names:
                self.tell(_("They are archived already.") if is_archived else _("They are not archived."))
            elif len(names) == 1:
                self._archive(keys, is_archived=is_archived)
            else:
                question = archive_question(names, is_archived=is_archived)
                self.app.push_screen(question, lambda answer: self._archive(keys, is_archived=is_archived) if answer == YES else None)

        find = partial(people_archives.names_to_change, ids=keys, today=today, is_archived=is_archived)
        work(self, _("Comparing …"), find, ask, is_long=len(keys) > FEW_RECORDS)

    def _archive(self, keys: Sequence[str], *, is_archived: bool) -> None:
        words = _("Archiving …") if is_archived else _("Bringing back …")
        change = partial(people_archives.archive_people, ids=keys, today=self.host.today(), is_archived=is_archived)
        work(self, words, change, lambda _names: self._changed_many(), is_long=len(keys) > FEW_RECORDS)

    def _changed_many(self) -> None:
        # Counting the marks would take the place of saying what was done.
        with self.prevent(VirtualTable.Marked):
            self.table.marks = ()
        self.done()

    @on(VirtualTable.Pasted)
    def _paste(self, event: VirtualTable.Pasted) -> None:
        from screens.people_pastes import paste_people

        self._run(paste_people(self, event))

    # files

    def action_bring_in(self) -> None:
        """Import a roster."""
        from screens.people_imports import import_people

        if self._has_files():
            self._run(import_people(self))

    def action_send_out(self) -> None:
        """Export those who are listed."""
        from screens.exports import export_people

        if self._has_files():
            self.run_worker(export_people(self))

    def _has_files(self) -> bool:
        """Whether the files of the account are the user's own."""
        is_shared = getattr(self.app, "is_shared", False)
        if is_shared:
            self.warn(_("This is not available in shared sessions."))
        return not is_shared

    def _run(self, asking: Awaitable[bool]) -> None:
        """Wait for answers without keeping anything else from going on, and show what was done."""
        self.run_worker(self._finished(asking))

    async def _finished(self, asking: Awaitable[bool]) -> None:
        if await asking:
            self._changed_many()


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of the line that adds people, as its preview shows it."""

    label: str
    text: str
    is_wrong: bool


def preview_parts(line: QuickAdd) -> list[_Part]:
    """How a line is understood, and who has that name already."""
    parts = [_Part(say(part.label), say(part.problem) if part.problem else part.shown, part.problem is not None) for part in line.parts]
    if line.namesakes:
        parts.append(_Part(_("Same name:"), ", ".join(line.namesakes), is_wrong=False))
    return parts


def archive_question(names: Sequence[str], *, is_archived: bool) -> Confirm:
    """Whether several people are meant, with their names."""
    n, more = len(names), len(names) - NAMES_SHOWN
    if is_archived:
        words = ngettext("Archive {n} person?", "Archive {n} people?", n)
    else:
        words = ngettext("Bring {n} person back?", "Bring {n} people back?", n)
    lines = list(names[:NAMES_SHOWN])
    if more > 0:
        lines.append(ngettext("and {n} more", "and {n} more", more).format(n=more))
    return yes_no(words.format(n=n), lines)
