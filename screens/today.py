"""Today: what needs the user first, then how much there is, then how the topmost goals stand."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual import on
from textual.content import Content
from textual.widgets import Static

from perftui.bindings import bindings_of
from perftui.commands.models import Scope
from perftui.domain.formats import percent, short_date
from perftui.i18n import gettext as _
from perftui.i18n import mark, ngettext, say
from perftui.records import NamedTuple
from perftui.services.today import AgendaKind, Count, today_view
from screens.hosts import Place
from screens.sections import Section
from widgets.cells import StyledCell, Tone, bar, fit, safe, status_text
from widgets.columns import Column
from widgets.notices import StatusLine
from widgets.virtual_lists import VirtualList
from widgets.virtual_tables import VirtualTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from perftui.services.today import AgendaLine, TodayView
    from widgets.cells import Cell

SECTION_OF = {
    **{"goal": "goals", "key_result": "goals", "check_in": "goals", "person": "people", "cycle": "cycles", "unit": "units"},
    **{"goals-line": "goals", "people-line": "people", "goal_review": "goal_reviews", "scores": "cycles"},
    **{"conflict": "conflicts", "resource": "conflicts", "conflict_meeting": "conflicts", "need": "goals"},
    **{"meeting": "meetings", "meeting_action": "meetings", "action": "meetings"},
    **{"weights": "weights", "cascade": "goals"},
}
"""Kind of record, or form of a draft, to the section that shows it."""
BEGUN_AT = {
    **{"check_in": "check_in", "conflict_meeting": "meet", "meeting_action": "add_action", "need": "allocate", "action": ""},
    **{"scores": "score", "goal_review": "hold", "cascade": "cascade", "weights": ""},
}
"""Form of a draft that belongs to another record to the action that opens it there."""
NEW_FORM = {"person": "add_in_form", "goal": "add_in_form", "unit": "add", "cycle": "add", "resource": "add_resource", "meeting": "add"}
"""Form of a draft of a new record to the action that opens it."""
URGENT = frozenset({AgendaKind.OFF_TRACK, AgendaKind.CHECK_IN, AgendaKind.CYCLE_OVER})
BAR_WIDTH, TITLE_WIDTH = 24, 36
LONGEST_DAY = date(2000, 12, 28)
"""A day that is long to write in either language."""


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


def columns() -> list[Column]:
    """The columns of the list."""
    kind = max(cell_len(say(kind)) for kind in AgendaKind)
    return [
        Column("since", _("Since"), cell_len(short_date(LONGEST_DAY, date.max))),
        Column("kind", _("What"), kind, min_width=min(kind, 12)),
        Column("title", _("About"), 24, min_width=14, grow=2),
        Column("subject", _("Whose"), 12, min_width=8, grow=1, priority=3),
        Column("message", _("Why"), 26, min_width=18, grow=3, priority=1),
    ]


def _counted(count: Count, words: str) -> str:
    """Words with a number, `25000+` where counting ended early."""
    return words.format(n=f"{count.number}+" if count.is_more else count.number)


def draft_place(line: AgendaLine) -> Place:
    """Where the form opens in which the draft was typed; what was typed comes back there."""
    section = SECTION_OF.get(line.entity, "goals")
    if line.entity in BEGUN_AT:
        return Place(section, line.entity_id, command=BEGUN_AT[line.entity])
    return Place(section, line.entity_id, command="edit" if line.entity_id else NEW_FORM.get(line.entity, ""))


class TodayScreen(Section):
    """What needs the user, oldest first."""

    SECTION = "today"
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.TODAY, Scope.APP, Scope.FILE)
    BINDINGS = bindings_of(Scope.TODAY, Scope.APP)
    HELP_TEXT = mark(
        "What needs you first, the oldest on top: Enter goes to where it is mended. "
        "Below: how much there is, and how the topmost goals stand. Progress counts only what is measured."
    )
    DEFAULT_CSS = """
    TodayScreen #summary { height: auto; padding: 0 2; }
    """
    _view: TodayView

    def body(self) -> ComposeResult:
        """The list and the summary."""
        empty = _("Nothing needs you today. 2 shows the people, 3 the goals, F8 all that can be done.")
        yield VirtualTable(columns(), AgendaSource((), self.host.today()), empty=empty, glyphs=self.host.glyphs)
        yield Static(id="summary")

    @property
    def table(self) -> VirtualTable:
        """The list."""
        return self.query_one(VirtualTable)

    def reload(self) -> None:
        """Read it all again."""
        today = self.host.today()
        self._view = today_view(self.store, today)
        self.table.source = AgendaSource(self._view.lines, today)
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
        line = self._view.lines[event.index]
        if line.entity == "backup":
            self.action_backup()
            self.reload()
        elif line.entity == "quarter":
            self.host.go_to(Place("goal_reviews", command="plan"))
        elif line.kind is AgendaKind.DRAFT:
            self.host.go_to(draft_place(line))
        elif line.entity == "action":
            self._open_origin(line.entity_id)
        else:
            self.host.go_to(Place(SECTION_OF.get(line.entity, "goals"), line.entity_id))

    def _open_origin(self, action_id: str) -> None:
        """Go to where an action came from; one that came from nowhere is its owner's."""
        from perftui.services.actions import action  # who opens none does without

        with self.attempt():
            line = action(self.store, action_id)
            if line.origin.entity in SECTION_OF:
                self.host.go_to(Place(SECTION_OF[line.origin.entity], line.origin.id))
            else:
                self.host.go_to(Place("people", line.owner_id))

    def show(self, place: Place) -> None:
        """Nothing on Today has an address of its own."""

    def action_find(self) -> None:
        """Today is short: the search over everything finds more."""
        self.action_palette()
