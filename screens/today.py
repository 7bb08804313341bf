"""Today: what needs the user first, then how much there is, then how the topmost goals stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual import on
from textual.content import Content
from textual.widgets import Static

from perftui.bindings import bindings_of
from perftui.commands.models import Needs, Scope
from perftui.domain.formats import percent, short_date
from perftui.i18n import gettext as _
from perftui.i18n import mark, ngettext, say
from perftui.records import NamedTuple
from perftui.services.drafts import drop
from perftui.services.today import AgendaKind, Count, today_view
from screens.draft_places import SECTION_OF, WORKED_ON, draft_place
from screens.hosts import Place
from screens.sections import Section
from widgets.cells import StyledCell, Tone, bar, fit, safe, status_text
from widgets.columns import Column
from widgets.notices import StatusLine
from widgets.virtual_lists import VirtualList
from widgets.virtual_tables import VirtualTable

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from textual.app import ComposeResult

    from perftui.commands.models import Command
    from perftui.services.today import AgendaLine, TodayView
    from widgets.cells import Cell

URGENT = frozenset({AgendaKind.OFF_TRACK, AgendaKind.CHECK_IN, AgendaKind.CYCLE_OVER})
BEGUN_WITH = {
    AgendaKind.MENTOR: "log",
    AgendaKind.SUPPORT: "take_step",
    AgendaKind.TRAINING: "take_step",
    AgendaKind.ACCOMMODATION: "edit",
}
"""What Enter begins at once on the record of a line."""
BAR_WIDTH, TITLE_WIDTH = 24, 36


class AgendaRow(NamedTuple):
    """One thing that needs the user, as the table draws it."""

    key: str
    cells: tuple[Cell, ...]


class AgendaSource:
    """The lines of Today as rows of a table."""

    def __init__(self, lines: Sequence[AgendaLine], today: date) -> None:
        self.lines, self._today = lines, today
        self._keys = [f"{line.kind}:{line.entity}:{line.entity_id}" for line in lines]

    def count(self) -> int:
        """How many there are."""
        return len(self.lines)

    def rows(self, start: int, count: int) -> Sequence[AgendaRow]:
        """Some of them."""
        return [self._row(index) for index in range(start, min(start + count, len(self.lines)))]

    def index_of(self, key: str) -> int | None:
        """Where one stands."""
        return self._keys.index(key) if key in self._keys else None

    def _row(self, index: int) -> AgendaRow:
        line = self.lines[index]
        tone = Tone.POOR if line.kind in URGENT else Tone.FAIR
        cells = (short_date(line.since, self._today), StyledCell(say(line.kind), tone), line.title, line.subject, say(line.message))
        return AgendaRow(self._keys[index], cells)


def columns(lines: Sequence[AgendaLine], today: date) -> list[Column]:
    """The columns of the list; days and kinds take no more room than these lines need, so that more is left for what they are about."""
    since = max((cell_len(short_date(line.since, today)) for line in lines), default=0)
    kind = max((cell_len(say(line.kind)) for line in lines), default=0)
    return [
        Column("since", _("Since"), max(since, cell_len(_("Since")))),
        Column("kind", _("What"), max(kind, cell_len(_("What")))),
        Column("title", _("About"), 28, min_width=14, grow=3),
        Column("subject", _("Whose"), 12, min_width=8, grow=1, priority=3),
        Column("message", _("Why"), 19, min_width=16, grow=2, priority=1),
    ]


def _counted(count: Count, words: str) -> str:
    """Words with a number, `25000+` where counting ended early."""
    return words.format(n=f"{count.number}+" if count.is_more else count.number)


class TodayScreen(Section):
    """What needs the user, oldest first."""

    SECTION = "today"
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.TODAY, Scope.APP, Scope.FILE)
    BINDINGS = bindings_of(Scope.TODAY, Scope.APP)
    HELP_TEXT = mark(
        "What needs you first, the oldest on top: Enter goes to where it is mended, F7 says that an action is done. "
        "Below: how much there is, and how the topmost goals stand. Progress counts only what is measured."
    )
    DEFAULT_CSS = """
    TodayScreen #summary { height: auto; padding: 0 2; }
    """
    _view: TodayView
    _lines: Sequence[AgendaLine] = ()

    def body(self) -> ComposeResult:
        """The list and the summary."""
        empty = _("Nothing needs you today. 2 shows the people, 3 the goals, F8 all that can be done.")
        today = self.host.today()
        yield VirtualTable(columns((), today), AgendaSource((), today), empty=empty, glyphs=self.host.glyphs)
        yield Static(id="summary")

    @property
    def table(self) -> VirtualTable:
        """The list."""
        return self.query_one(VirtualTable)

    def reload(self) -> None:
        """Read it all again."""
        today = self.host.today()
        self._view = today_view(self.store, today)
        self._lines = self._view.lines
        self.table.columns = tuple(columns(self._lines, today))
        self.table.source = AgendaSource(self._lines, today)
        self.query_one("#summary", Static).update(self._summary())
        waiting = self._view.waiting.values()
        all_of_them = Count(sum(count.number for count in waiting), any(count.is_more for count in waiting))
        words = _counted(all_of_them, ngettext("{n} thing needs you", "{n} things need you", all_of_them.number))
        if not all_of_them.number:
            words = _("Nothing needs you today.")
        self.query_one(StatusLine).show(words)

    def _summary(self) -> Content:
        counts = self._view.counts
        words = " · ".join(
            (
                _counted(counts.people, ngettext("{n} person", "{n} people", counts.people.number)),
                _counted(counts.goals, ngettext("{n} goal", "{n} goals", counts.goals.number)),
                _counted(counts.key_results, ngettext("{n} key result", "{n} key results", counts.key_results.number)),
                _("measured: {share}").format(share=percent(counts.measured)),
            )
        )
        glyphs = self.host.glyphs
        lines = [Content.assemble((words, "bold"))] if counts.people.number or counts.goals.number else []
        for line in self._view.bars:
            progress = bar(line.progress, BAR_WIDTH, glyphs)
            text = f"{fit(safe(line.title), TITLE_WIDTH)} {progress}  {status_text(line.status, glyphs)}"
            lines.append(Content(text))
        return Content("\n").join(lines)

    @on(VirtualList.Activated)
    def _open(self, event: VirtualList.Activated) -> None:
        line = self._lines[event.index]
        if line.entity == "backup":
            self.action_backup()
            self.reload()
        elif line.entity == "quarter":
            self.host.go_to(Place("goal_reviews", command="plan"))
        elif line.kind is AgendaKind.DRAFT:
            self.host.go_to(draft_place(line))
        else:
            command = BEGUN_WITH.get(line.kind) or WORKED_ON.get(line.entity, "")
            self.host.go_to(Place(SECTION_OF.get(line.entity, "goals"), line.entity_id, command=command))

    @property
    def _line(self) -> AgendaLine | None:
        """The line under the cursor."""
        return self._lines[self.table.cursor] if self._lines else None

    @property
    def _draft(self) -> AgendaLine | None:
        """The draft under the cursor; None where something else stands there."""
        line = self._line
        return line if line is not None and line.kind is AgendaKind.DRAFT else None

    def has(self, needs: Needs) -> bool:
        """Whether there is a line."""
        return needs is Needs.NOTHING or self._line is not None

    def is_enabled(self, command: Command) -> bool:
        """Only drafts can be dropped here, and only actions be done."""
        kinds = {"today.drop_draft": AgendaKind.DRAFT, "today.finish": AgendaKind.ACTION}
        wanted = kinds.get(command.id)
        return super().is_enabled(command) if wanted is None else self._line is not None and self._line.kind is wanted

    def action_finish(self) -> None:
        """The action under the cursor is done, or of a series the day that is due next."""
        from perftui.services import action_entries, undo  # who does nothing here does without
        from screens.habit_prompts import asks_for_number

        line = self._line
        if line is not None and line.kind is AgendaKind.ACTION and not asks_for_number(self, line.entity_id):
            with self.attempt():
                action_entries.mark_done(self.store, line.entity_id, self.host.today())
                label = undo.next_undo(self.store)
                self.saved(_("{what}. Ctrl+Z takes it back.").format(what=say(label)) if label else _("Saved."))

    def action_set_silent_days(self) -> None:
        """Choose after how many days without an entry a plan stands here."""
        from screens.silent_days import ask_silent_days  # chosen once

        ask_silent_days(self)

    def action_drop_draft(self) -> None:
        """Forget what was typed and not saved, after a question."""
        from widgets.dialogs.confirms import YES, yes_no  # a draft is seldom dropped

        line = self._draft
        if line is not None:
            question = yes_no(_("Drop “{text}”?").format(text=line.title), [_("It was typed and not saved. This cannot be taken back.")])
            self.app.push_screen(question, lambda answer: self._drop(line) if answer == YES else None)

    def _drop(self, line: AgendaLine) -> None:
        with self.attempt():
            drop(self.store, line.entity, line.entity_id)
            self.reload()
            self.tell(_("Dropped “{text}”.").format(text=line.title))

    def show(self, place: Place) -> None:
        """Nothing on Today has an address of its own."""

    def action_find(self) -> None:
        """Today is short: the search over everything finds more."""
        self.action_palette()
