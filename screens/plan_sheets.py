"""One plan as one sheet: who, when and how far on top, then all its parts, written in in place."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Horizontal
from textual.widgets import Static

from perftui.bindings import bindings_of
from perftui.commands.models import Needs, Scope
from perftui.i18n import gettext as _
from perftui.i18n import mark, ngettext
from perftui.services.evidence_sheets import KINDS
from perftui.services.plan_places import plan_of
from perftui.services.plan_views import plan_view
from perftui.services.readiness import readiness
from perftui.storage.stores import Gone
from screens.details import Detail
from screens.hosts import Place
from screens.plan_heads import next_text, progress_text, when_text, whose_text
from screens.plan_jumps import target_of
from screens.plan_sheet_parts import PARTS
from screens.plan_sheet_rows import HEADING, TEXT, PlanTable, SheetSource, Shown, columns
from screens.plan_sheet_writes import LINES, PlanSheetWrites, line_id
from widgets.cells import safe
from widgets.detail_panes import DetailPane
from widgets.find_bars import FindBar
from widgets.quick_adds import QuickAdd
from widgets.virtual_lists import VirtualList

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.app import ComposeResult
    from textual.content import Content

    from perftui.domain.plan_facts import Missing
    from perftui.services.plan_lines import PlanLine


class PlanSheetsScreen(PlanSheetWrites):
    """The sheet of one plan."""

    SECTION = "plans"
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.PLAN_SHEETS, Scope.APP, Scope.FILE)
    BINDINGS = bindings_of(Scope.PLAN_SHEETS, Scope.APP)
    HELP_TEXT = mark(
        "One plan with all its parts. What is typed on a cell is written there: Enter goes down, Tab right. Ins adds a goal, step or "
        "milestone in one line, or picks a gap; Enter on any other line opens it. A date may be 1m, 3w or 75d, counted from the start "
        "of the plan. F7 is its next step: what is missing stands in a list, and Enter leads to where it is mended. Once issued, goals, "
        "steps and dates are locked; F8 pauses the plan to change it."
    )
    DEFAULT_CSS = """
    PlanSheetsScreen #above { height: auto; max-height: 4; padding: 0 1; text-wrap: nowrap; text-overflow: ellipsis; }
    PlanSheetsScreen VirtualList { width: 5fr; }
    PlanSheetsScreen DetailPane { width: 2fr; }
    PlanSheetsScreen #whole { height: 2; padding: 0 2; color: $text-muted; text-overflow: ellipsis; }
    PlanSheetsScreen:ansi #whole { color: ansi_default; }
    PlanSheetsScreen QuickAdd { dock: none; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._plan = ""

    def body(self) -> ComposeResult:
        """The head, the table with the details, the row under the cursor in full, and the lines that add."""
        yield Static(id="above", markup=False)
        with Horizontal(id="halves"):
            yield self.make_list()
            yield DetailPane()
        yield Static(id="whole", markup=False)
        yield FindBar()
        hints = {
            "plan_goal": _("title; target; start value; date – Visits a week; >= 12; 7; 2m"),
            "plan_step": _("what; who or role; date or how often; kind – First visits; daily +20%; chen qiang"),
            "plan_milestone": _("title; date; what is wanted – Half way; 1m; 92 k"),
        }
        for table in LINES.values():
            yield QuickAdd(lambda text, table=table: self.parts_of(table, text), placeholder=hints[table], id=line_id(table))  # type: ignore[misc]  # a default binds the loop's value

    def make_list(self) -> PlanTable:
        """The table, empty; `reload` fills it."""
        return PlanTable(
            columns(),
            SheetSource((), None),
            edit_on_enter=True,
            cell_cursor=True,
            show_header=False,
            empty=_("There is no plan here any more. Esc goes back to the list."),
            glyphs=self.host.glyphs,
            visible_cursor=self.host.is_accessible,
        )

    @property
    def line(self) -> PlanLine | None:
        """The plan whose sheet this is."""
        return self.found.line if self.found else None

    def has(self, needs: Needs) -> bool:
        """Whether there is what a command needs; a plan has no rows to mark."""
        return needs is Needs.NOTHING or (self.found is not None and needs is Needs.ROW)

    # what is shown

    def reload(self) -> None:
        """Read the plan again."""
        self.found = None
        if self._plan:
            with suppress(Gone):
                self.found = plan_view(self.store, self._plan)
        text = self.query_one(FindBar).text.casefold()
        shown = Shown(self.store, self.found, self.host.today(), self.host.glyphs) if self.found else None
        self.table.source = SheetSource(PARTS, shown, text)
        self.query_one("#above", Static).update("\n".join(self._above()))
        self.show_detail()
        self.show_summary()
        self.refresh_bindings()

    def _above(self) -> Iterator[str]:
        view, today, glyphs = self.found, self.host.today(), self.host.glyphs
        if view is not None:
            progress = progress_text(view, today, glyphs)
            yield from filter(None, (whose_text(view.line), when_text(view, today, glyphs), progress, safe(next_text(view, today))))

    @on(VirtualList.Highlighted)
    def show_whole(self) -> None:
        """The row under the cursor in full, below the table."""
        self.query_one("#whole", Static).update(safe(self.row.whole) if self.row else "")
        self.refresh_bindings()

    def show_detail(self) -> None:
        """The line below the table, and the pane where there is room for it."""
        super().show_detail()
        if self.query("#whole"):
            self.show_whole()

    def narrow(self, text: str) -> None:
        """Show only rows that hold a text."""
        self.reload()

    def summary(self) -> str:
        """How many of which part there are."""
        view = self.found
        if view is None:
            return ""
        goals, steps, checks = len(view.goals), len(view.steps), len(view.checks)
        ready = readiness(self.store, view.line.id)
        return " · ".join(
            (
                ngettext("{n} goal", "{n} goals", goals).format(n=goals),
                ngettext("{n} step", "{n} steps", steps).format(n=steps),
                ngettext("{n} check", "{n} checks", checks).format(n=checks),
                _("evidence {met} of {of}").format(met=ready.met, of=ready.of),
            )
        )

    def detail(self, key: str) -> Content:
        """The row under the cursor in full; of a text, all of it."""
        from screens.plan_row_details import row_detail  # beside the table, or on its key

        return row_detail(self.found, self.row, self.host.today()) if self.found and self.row else Detail("").content()

    # going somewhere

    def place(self) -> Place | None:
        """This plan."""
        return Place("plan_sheets", self._plan) if self._plan else None

    def evidence_key(self) -> str:
        """The plan."""
        return self._plan

    def action_show_row_evidence(self) -> None:
        """Open the evidence of the step, goal, check or other part under the cursor."""
        table, _colon, record_id = self.row.key.partition(":") if self.row else ("", "", "")
        self.host.go_to(Place("evidences", record_id if table in KINDS else self._plan))

    def show(self, place: Place) -> None:
        """Show a plan, or go to a part of one."""
        plan_id = plan_of(self.store, place.key)
        if plan_id != self._plan:
            self._plan = plan_id
            self.remove_class("-detail")
            if self.query_one(FindBar).text:
                self.query_one(FindBar).action_close()
            self.table.go_to(0)
        self.reload()
        if place.key != plan_id:
            found = (row.key for row in reversed(self.lines) if row.key.endswith(place.key))
            self.table.move_to_key(next(found, ""))
        self.table.choose_column(TEXT)
        self.table.focus()

    def action_jump_to_lack(self, part: str, lack: str, title: str) -> None:
        """Go to what mends something that is missing."""
        key, column = target_of(self.lines, part, lack, title)
        if self.table.index_of(key) is None:
            self.tell(_("That part comes with the plan's steps; F8 has all that can be done here."))
            return
        self.table.move_to_key(key)
        self.table.choose_column(column)
        self.table.focus()

    def action_tell_made(self) -> None:
        """Say what was made."""
        self.done()

    def places(self) -> Sequence[tuple[str, str]]:
        """The parts."""
        return [(row.key, row.whole) for row in self.lines if row.key.startswith(HEADING)]

    def jump_to(self, key: str) -> None:
        """Go to one of them, which then stands on top."""
        at = self.table.index_of(key)
        if at is not None:
            self.table.scroll_top(at)
            self.table.move_to_key(key)
        self.table.focus()

    def mend(self, plan_id: str, missing: Missing) -> None:
        """Go to what mends something that is missing; it is on this very sheet."""
        self.action_jump_to_lack(missing.part.value, missing.lack.value, str(missing.message.values.get("title", "")))

    def action_open(self) -> None:
        """Open what the row stands for."""
        self.open_row()

    def action_look(self) -> None:
        """Go to the details of the row."""
        super().action_open()

    def action_back(self) -> None:
        """From the details to the table, then back to where the plan was opened, or to the list."""
        is_plain = not (self.has_class("-detail") or self.table.marks or self.query_one(FindBar).text)
        super().action_back()
        if is_plain and self.app.screen is self:
            self.call_after_refresh(self._leave)

    def _leave(self) -> None:
        if self.app.screen is self:
            self.host.go_to(Place("plans", self._plan))
