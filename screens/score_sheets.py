"""The sheet on which goals are scored at the end of a cycle: a proposal for each, changed by hand, saved in one step."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual import on
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.markup import escape
from textual.screen import ModalScreen
from textual.widgets import Static

from perftui.domain.formats import clauses
from perftui.domain.scores import RULES, read_score, score_text
from perftui.domain.statuses import band_of
from perftui.errors import PerftuiError
from perftui.i18n import gettext as _
from perftui.i18n import mark, ngettext, say
from perftui.services import goal_scores
from perftui.services.goal_scores import Scoring
from screens.kept_drafts import KeptDraft
from screens.score_rows import NOTE, SCORE, ScoreSource, ScoreTable, Typed, columns, proposed
from widgets.cells import safe
from widgets.dialogs.confirms import DISCARD, SAVE, leave_question
from widgets.virtual_lists import VirtualList
from widgets.virtual_tables import VirtualTable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult

    from perftui.services.goal_scores import ScoreLine
    from perftui.storage.stores import Store
    from screens.hosts import Host

FORM = "scores"
"""The code under which drafts are kept; their fields are the id of a goal, a point, and the column."""
NAME = "name"
"""The field of a draft that says what it is about."""
HELP = mark(
    "Each goal has its progress as a proposal; what you type in the column Score stands instead, from 0 to 1 or in percent. "
    "Digits begin at once, Enter edits the cell, Left and Right go between score and note. An empty score leaves the goal "
    "active. Below stands by which rule the score counts. Ctrl+S saves all in one step: Ctrl+Z takes it back."
)


class ScoreSheet(ModalScreen[int | None]):
    """Enter writes in a cell, Ctrl+S saves all; the answer is how many goals were changed."""

    DEFAULT_CSS = """
    ScoreSheet { align: center middle; }
    ScoreSheet > Vertical { width: 120; max-width: 100%; height: 100%; padding: 0 1; background: $surface; border: round $border; }
    ScoreSheet:ansi > Vertical { background: ansi_default; }
    ScoreSheet Static { height: auto; }
    ScoreSheet #rule { height: 3; color: $text-muted; }
    ScoreSheet #hint { color: $text-muted; }
    ScoreSheet #hint.-error { color: $text-error; text-style: bold; }
    ScoreSheet:ansi #rule, ScoreSheet:ansi #hint { color: ansi_default; }
    """
    BINDINGS = [
        Binding("escape,f12", "leave", mark("Back"), show=False),
        Binding("f1", "help", mark("Help"), show=False),
        Binding("ctrl+s", "save", mark("Save"), show=False),
        Binding("f5", "read_again", mark("Read again"), show=False),
        Binding("ctrl+g,ctrl+p,ctrl+o,f8,ctrl+q", "finish_first", mark("Finish the form first"), show=False),
    ]

    def __init__(self, name: str, subject: str, read: Callable[[Store], Sequence[ScoreLine]]) -> None:
        """A sheet.

        Args:
            name: What is scored, such as the name of a cycle.
            subject: The id of the cycle, under which a draft is kept.
            read: Reads the goals.
        """
        super().__init__()
        self._title, self._subject, self._read = name, subject, read
        self._lines: Sequence[ScoreLine] = ()
        self._typed: dict[str, Typed] = {}

    @property
    def store(self) -> Store:
        """The open file."""
        return cast("Host", self.app).store

    @property
    def table(self) -> VirtualTable:
        """The goals."""
        return self.query_one(VirtualTable)

    def compose(self) -> ComposeResult:
        """What it is about, the goals, the rule for the one under the cursor, and the keys."""
        glyphs = cast("Host", self.app).glyphs
        empty = _("No goal is active or scored here.")
        with Vertical() as frame:
            frame.border_title = escape(_("Score: {name}").format(name=self._title))
            yield Static(id="summary")
            source = ScoreSource((), {}, glyphs)
            yield ScoreTable(columns(), source, cell_cursor=True, edit_on_enter=True, empty=empty, glyphs=glyphs)
            yield Static(id="rule", markup=False)
            yield Static(id="hint", markup=False)

    def on_mount(self) -> None:
        """Read the goals, and put back what was typed before."""
        self._draft = KeptDraft(self.app, self.store, FORM, self._subject)
        self._read_lines()
        kept = self._draft.found()
        self._say_keys()
        if kept is not None and self._put_back(kept.fields):
            self._say(_("What you typed before is back. Ctrl+S saves it, Esc and Discard drop it."))
        self._show()
        self.table.choose_column(SCORE)
        self.table.focus()

    def _read_lines(self) -> None:
        self._lines = self._read(self.store)
        self._typed = {line.id: proposed(line) for line in self._lines}

    def _put_back(self, fields: object) -> bool:
        found = [(name.partition("."), text) for name, text in dict(cast("dict[str, str]", fields)).items()]
        known = [(key, column, text) for (key, _point, column), text in found if key in self._typed and column in {SCORE, NOTE}]
        for key, column, text in known:
            setattr(self._typed[key], column, text)
        return bool(known)

    def _changed(self) -> dict[str, str]:
        """What differs from what was proposed, as the fields of a draft."""
        changed = {}
        for line in self._lines:
            before, now = proposed(line), self._typed[line.id]
            for column in (SCORE, NOTE):
                if getattr(now, column) != getattr(before, column):
                    changed[f"{line.id}.{column}"] = str(getattr(now, column))
        return changed

    def keep_draft(self) -> None:
        """Keep what was typed; also called when the line drops."""
        changed = self._changed()
        if changed:
            self._draft.keep({NAME: self._title, **changed}, {})
        else:
            self._draft.drop()

    # what is shown

    def _show(self) -> None:
        self.table.source = ScoreSource(self._lines, self._typed, cast("Host", self.app).glyphs)
        self._show_summary()
        self._show_rule()

    def _show_summary(self) -> None:
        given = sum(bool(typed.score) for typed in self._typed.values())
        words = [
            ngettext("{n} goal", "{n} goals", len(self._lines)).format(n=len(self._lines)),
            ngettext("{n} with a score", "{n} with a score", given).format(n=given),
        ]
        if left := len(self._lines) - given:
            words.append(ngettext("{n} without, which stays active", "{n} without, which stay active", left).format(n=left))
        self.query_one("#summary", Static).update(Content(clauses(words)))

    @on(VirtualList.Highlighted)
    def _show_rule(self) -> None:
        line = self._lines[self.table.cursor] if self.table.cursor < len(self._lines) else None
        if line is None:
            return
        score = read_score(self._typed[line.id].score)
        parts = [_(RULES[line.kind])] if score is None else [say(band_of(score)), _(RULES[line.kind])]
        self.query_one("#rule", Static).update("\n".join((safe(line.title), " · ".join(parts))))

    def _say(self, text: str, *, is_error: bool = False) -> None:
        hint = self.query_one("#hint", Static)
        hint.set_class(is_error, "-error")
        hint.update(text)

    def _say_keys(self) -> None:
        self._say(_("Type or Enter edits · ← → columns · Ctrl+S saves all · F1 help · Esc leaves"))

    def action_help(self) -> None:
        """What the sheet is for, and its keys."""
        from widgets.dialogs.texts import help_panel

        self.app.push_screen(help_panel(_(HELP)))

    # writing

    @on(VirtualTable.CellEdited)
    def _take(self, event: VirtualTable.CellEdited) -> None:
        try:
            text = event.text.strip() if event.column == NOTE else score_text(read_score(event.text))
        except PerftuiError as error:
            event.table.reject_edit(say(error.message))
            return
        setattr(self._typed[event.key], event.column, text)
        event.table.reload()
        self.keep_draft()
        self._show_summary()
        self._show_rule()

    def action_save(self) -> None:
        """Keep all scores in one step."""
        if self.table.is_editing:
            self._say(_("Finish the cell with Enter first."), is_error=True)
            return
        typed = self._typed
        scorings = [Scoring(line.id, line.version, read_score(typed[line.id].score), typed[line.id].note) for line in self._lines]
        try:
            count = goal_scores.score_goals(self.store, scorings)
        except PerftuiError as error:
            self._say(say(error.message), is_error=True)
            return
        self._draft.drop()
        self.dismiss(count)

    def action_read_again(self) -> None:
        """Read the goals again; what is typed here stays."""
        changed = self._changed()
        self._read_lines()
        self._put_back(changed)
        self._show()
        self._say(_("Read again."))

    def action_leave(self) -> None:
        """Leave; ask where something would be lost."""
        if self._changed():
            self.app.push_screen(leave_question(), self._left)
        else:
            self._draft.drop()
            self.dismiss(None)

    def _left(self, answer: str | None) -> None:
        if answer == SAVE:
            self.action_save()
        elif answer == DISCARD:
            self._draft.drop()
            self.dismiss(None)

    def action_finish_first(self) -> None:
        """Other places can wait until the sheet is saved or left."""
        self._say(_("Save with Ctrl+S or leave with Esc first: then you can go elsewhere."))
