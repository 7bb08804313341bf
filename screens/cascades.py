"""The preview of a cascade: a row for each, ticks, targets that can be typed, and then all of it in one step."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.markup import escape
from textual.screen import ModalScreen
from textual.widgets import Static

from perftui.errors import PerftuiError
from perftui.i18n import gettext as _
from perftui.i18n import mark, say
from perftui.services import drafts
from screens.cascade_rows import PART, CascadeSheet, CascadeSource, columns, summary
from screens.weight_rows import WeightTable
from widgets.cells import safe
from widgets.find_bars import FindBar
from widgets.glyphs import glyphs_of
from widgets.number_fields import parse_number
from widgets.virtual_tables import VirtualTable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.app import ComposeResult

    from screens.hosts import Host

MAKE, BACK = "make", "back"
"""The answers: make the goals, or back to what each gets."""
FORM = "cascade"
HELP = mark(
    "A row for each who gets a goal of their own. Space leaves one out or takes it in, * all or none; F2 or a digit types "
    "another target, Left and Right go between the cells. Below stands what the parts sum to. F3 finds a name. Nothing is "
    "made before Ctrl+S; Esc goes back to the terms. All of it is one step: Ctrl+Z takes it back."
)


class CascadeTable(WeightTable):
    """A table in which Space ticks, and a digit begins to write."""

    def action_toggle_mark(self) -> None:
        """Leave the one under the cursor out, or take it in, and go down."""
        cast("CascadePreview", self.screen).toggle([self.cursor_key or ""])
        self.action_cursor_down()


class CascadePreview(ModalScreen[str]):
    """Space ticks, F2 types a target, Ctrl+S makes all of it, Esc goes back to the terms."""

    DEFAULT_CSS = """
    CascadePreview { align: center middle; }
    CascadePreview > Vertical { width: 120; max-width: 100%; height: 100%; padding: 0 1; background: $surface; border: round $border; }
    CascadePreview:ansi > Vertical { background: ansi_default; }
    CascadePreview #summary { height: auto; max-height: 4; }
    CascadePreview #sums { height: auto; max-height: 2; text-style: bold; }
    CascadePreview #hint { height: auto; color: $text-muted; }
    CascadePreview #hint.-error { color: $text-error; text-style: bold; }
    CascadePreview:ansi #hint { color: ansi_default; }
    """
    BINDINGS: ClassVar = [
        Binding("f1", "help", mark("Help"), show=False),
        Binding("ctrl+s", "make", mark("Make the goals"), show=False),
        Binding("escape,f12", "back", mark("Back"), show=False),
        Binding("f3,slash,fullwidth_solidus", "find", mark("Find"), show=False),
        Binding("asterisk,fullwidth_asterisk", "toggle_all", mark("All or none"), show=False),
    ]

    def __init__(self, sheet: CascadeSheet, answered: Mapping[str, str], fault: str = "") -> None:
        """A preview.

        Args:
            sheet: The plan, with what was typed in it before.
            answered: What was answered in the form, for the draft.
            fault: Why the goals could not be made as it stands.
        """
        super().__init__()
        self.sheet, self._answered, self._fault = sheet, answered, fault

    def compose(self) -> ComposeResult:
        """Summary, rows, sums, find line, and what the keys do."""
        with Vertical() as frame:
            frame.border_title = escape(_("Cascade: {title}").format(title=self.sheet.plan.offer.title))
            yield Static(id="summary", markup=False)
            yield CascadeTable(columns(self.sheet), CascadeSource(self.sheet), cell_cursor=True, glyphs=glyphs_of(self))
            yield Static(id="sums", markup=False)
            yield FindBar()
            yield Static(id="hint", markup=False)

    def action_help(self) -> None:
        """What the sheet is for, and its keys."""
        from widgets.dialogs.texts import help_panel

        self.app.push_screen(help_panel(_(HELP)))

    @property
    def table(self) -> CascadeTable:
        """The table."""
        return self.query_one(CascadeTable)

    def on_mount(self) -> None:
        """Show everything, and stand on the first target."""
        self.show_rows()
        self._hint(self._fault, is_error=bool(self._fault))
        editable = [column.key for column in self.table.columns if column.is_editable]
        self.table.choose_column(editable[0] if editable else "name")
        self.table.focus()
        self.keep_draft()

    def show_rows(self) -> None:
        """Draw the rows and sums again."""
        self.table.source = CascadeSource(self.sheet, self.query_one(FindBar).text)
        self.query_one("#summary", Static).update(Content("\n".join(safe(line) for line in summary(self.sheet))))
        self.query_one("#sums", Static).update(safe(self.sheet.sums()))

    def _hint(self, text: str = "", *, is_error: bool = False) -> None:
        hint = self.query_one("#hint", Static)
        hint.set_class(is_error, "-error")
        hint.update(text or _("Ctrl+S makes them · Space ticks · * all · F2 target · F3 find · Esc back"))

    def keep_draft(self) -> None:
        """Keep what is ticked and typed; also called when the line drops."""
        store = cast("Host", self.app).store
        try:
            drafts.keep(store, FORM, self.sheet.plan.offer.goal_id, {**self._answered, **self.sheet.fields()})
        except PerftuiError as error:
            self._hint(say(error.message), is_error=True)

    def _changed(self) -> None:
        self.show_rows()
        self._hint()
        self.keep_draft()

    def toggle(self, keys: list[str]) -> None:
        """Leave some out, or take them in."""
        self.sheet.toggle(keys)
        self._changed()

    def action_toggle_all(self) -> None:
        """Take in all that are shown, or leave all of them out."""
        self.toggle([row.to.id for row in cast("CascadeSource", self.table.source).found])

    @on(VirtualTable.CellEdited)
    def _take_typed(self, event: VirtualTable.CellEdited) -> None:
        number = parse_number(event.text)
        is_part = event.column == PART.rstrip(":")
        if event.text.strip() and (number is None or (is_part and (number < 0 or number % 1))):
            event.table.reject_edit(_("A whole number, 0 or more.") if is_part else _("A number, such as 12.5."))
            return
        if is_part:
            self.sheet.type_part(event.key, number)
        else:
            self.sheet.type_target(event.key, event.column, number)
        self._changed()

    @on(FindBar.Narrowed)
    def _narrow(self) -> None:
        self.show_rows()

    @on(FindBar.Left)
    def _to_table(self) -> None:
        self.table.focus()

    def action_find(self) -> None:
        """Show only those whose name or unit holds a text."""
        find = self.query_one(FindBar)
        find.open(find.text)

    def action_make(self) -> None:
        """Make the goals."""
        if self.table.is_editing:
            self.table.commit_edit()
            self.call_later(self.action_make)
            return
        if not self.sheet.getting:
            self._hint(_("Nobody is ticked: Space ticks the one under the cursor, * all of them."), is_error=True)
            return
        self.keep_draft()
        self.dismiss(MAKE)

    def action_back(self) -> None:
        """Show all again, or go back to what each gets."""
        if self.query_one(FindBar).text:
            self.query_one(FindBar).action_close()
        else:
            self.keep_draft()
            self.dismiss(BACK)
