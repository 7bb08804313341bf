"""What is carried over to another cycle: everything that is not finished, chosen by ticks, with what each goal takes along."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from textual import on
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.markup import escape
from textual.screen import ModalScreen
from textual.widgets import Static

from perftui.domain.carry_overs import Leftover
from perftui.domain.codes import CycleState, GoalState
from perftui.domain.formats import percent
from perftui.i18n import gettext as _
from perftui.i18n import mark, ngettext, say
from perftui.services import cycles
from perftui.services.leftovers import NOT_BEGUN
from screens.carry_rows import CarrySource, CarryTable, columns
from widgets.cells import safe
from widgets.dialogs.confirms import NO, Answer, Confirm
from widgets.dialogs.pickers import Picker, narrowed
from widgets.pick_lists import Choice
from widgets.virtual_lists import VirtualList

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult

    from perftui.services.carry_overs import CarryLine, CarryPreview
    from perftui.storage.stores import Store
    from screens.hosts import Host

RESULTS_SHOWN = 3


@dataclass(frozen=True, slots=True)
class CarryChoice:
    """What was chosen."""

    goal_ids: Sequence[str]
    target: str
    leftover: Leftover
    above: Sequence[str] = ()
    """The goals above that go along."""


HELP = mark(
    "Marked goals go on in the other cycle as drafts. Below stands which key results the one under the cursor takes along. "
    "Space chooses one, * all or none, F4 picks the other cycle. Ctrl+S then asks what becomes of the old ones. All of it is "
    "one step: Ctrl+Z takes it back."
)


class CarrySheet(ModalScreen[CarryChoice | None]):
    """Space chooses, F4 picks the other cycle, Ctrl+S goes on; Esc leaves."""

    DEFAULT_CSS = """
    CarrySheet { align: center middle; }
    CarrySheet > Vertical { width: 120; max-width: 100%; height: 100%; padding: 0 1; background: $surface; border: round $border; }
    CarrySheet:ansi > Vertical { background: ansi_default; }
    CarrySheet Static { height: auto; }
    CarrySheet #taken { height: 5; margin-top: 1; }
    CarrySheet #hint { color: $text-muted; }
    CarrySheet:ansi #hint { color: ansi_default; }
    """
    BINDINGS = [
        Binding("escape,f12", "dismiss(None)", mark("Back"), show=False),
        Binding("f1", "help", mark("Help"), show=False),
        Binding("ctrl+s", "go_on", mark("Go on"), show=False),
        Binding("f4", "pick", mark("Pick"), show=False),
        Binding("asterisk,fullwidth_asterisk", "mark_all", mark("Mark all or none"), show=False),
    ]

    def __init__(self, read: Callable[[Store, str], CarryPreview], *, closes: bool = False) -> None:
        """A sheet.

        Args:
            read: Gives what is not finished, for the name of the other cycle; empty for the next one.
            closes: Whether the cycle is closed in the same step, so that nothing can be left as it is.
        """
        super().__init__()
        self._read, self._closes = read, closes
        self._found: CarryPreview | None = None

    @property
    def found(self) -> CarryPreview:
        """What is not finished."""
        if self._found is None:
            self._found = self._read(cast("Host", self.app).store, "")
        return self._found

    @property
    def table(self) -> CarryTable:
        """The goals."""
        return self.query_one(CarryTable)

    def compose(self) -> ComposeResult:
        """What it is about, the goals, what the one under the cursor takes along, and the keys."""
        glyphs = cast("Host", self.app).glyphs
        with Vertical() as frame:
            frame.border_title = escape(_("Carry over from {cycle}").format(cycle=self.found.cycle.name))
            yield Static(id="summary")
            yield CarryTable(columns(), CarrySource(self.found.lines, glyphs), empty=_("Everything here is finished."), glyphs=glyphs)
            yield Static(id="taken", markup=False)
            yield Static(_("Space chooses · * all or none · F4 cycle · Ctrl+S goes on · Esc leaves"), id="hint", markup=False)

    def on_mount(self) -> None:
        """Tick everything that can be carried over."""
        self.action_mark_all()
        self._show_taken()
        self.table.focus()

    def _carriable(self) -> frozenset[str]:
        return frozenset(line.id for line in self.found.lines if line.problem is None)

    @property
    def chosen(self) -> list[CarryLine]:
        """The ticked goals, in the order of the tree."""
        return [line for line in self.found.lines if line.id in self.table.ticked and line.problem is None]

    @on(CarryTable.Ticked)
    def _take_ticks(self) -> None:
        self.tick(self.table.ticked)

    def tick(self, keys: frozenset[str]) -> None:
        """Choose some, and show them."""
        self.table.ticked = keys
        self.table.source = CarrySource(self.found.lines, cast("Host", self.app).glyphs, lambda: self.table.ticked)
        self._show_summary()

    def _show_summary(self) -> None:
        n = sum(not line.is_above for line in self.chosen)
        words = ngettext("{n} goal goes on in {cycle}, as a draft.", "{n} goals go on in {cycle}, as drafts.", n)
        parts = [words.format(n=n, cycle=self.found.target)]
        if self.found.is_new:
            parts.append(_("That cycle is added for it."))
        if above := sum(line.is_above for line in self.chosen):
            parts.append(ngettext("{n} goal above goes along.", "{n} goals above go along.", above).format(n=above))
        alone = [line.title for line in self.chosen if line.is_left_alone(self.table.ticked)]
        if alone:
            words = ngettext(
                "Would stand without a goal above: {title}.", "{n} would stand without a goal above, such as {title}.", len(alone)
            )
            parts.append(words.format(n=len(alone), title=safe(alone[0])))
        self.query_one("#summary", Static).update(Content(" ".join(parts)))

    @on(VirtualList.Highlighted)
    def _show_taken(self) -> None:
        lines = self.found.lines
        if self.table.cursor >= len(lines):
            return
        line = lines[self.table.cursor]
        texts = [line.title, *(f"  {text}" for text in line.results[:RESULTS_SHOWN])]
        if (more := len(line.results) - RESULTS_SHOWN) > 0:
            texts.append("  " + ngettext("and {n} more", "and {n} more", more).format(n=more))
        if not line.results and not line.is_above:
            texts.append("  " + _("No key result is left of it: progress {percent}.").format(percent=percent(line.progress)))
        if line.is_above:
            texts.insert(1, "  " + _("It goes along into {cycle}, so that those below do not stand at the top.").format(cycle=line.into))
        if line.problem:
            texts = [line.title, "  " + say(line.problem)]
        self.query_one("#taken", Static).update("\n".join(safe(text) for text in texts))

    def action_mark_all(self) -> None:
        """Tick all goals, or none."""
        everything = self._carriable()
        self.tick(frozenset() if self.table.ticked == everything else everything)

    def action_help(self) -> None:
        """What the sheet is for, and its keys."""
        from widgets.dialogs.texts import help_panel

        self.app.push_screen(help_panel(_(HELP)))

    # the other cycle

    def action_pick(self) -> None:
        """Pick the cycle that they go on in."""
        host = cast("Host", self.app)
        source = self.found.cycle
        names = [
            line.name for line in cycles.listing(host.store, host.today()) if line.state is not CycleState.CLOSED and line.id != source.id
        ]
        following = self._read(host.store, "").target
        new = [] if following in names else [Choice(following, following, _("new"))]
        choices = [*new, *(Choice(name, name) for name in names)]
        picker = Picker(_("Carry over to"), lambda text: narrowed(choices, text), current=self.found.target)
        self.app.push_screen(picker, self._take_target)

    def _take_target(self, target: str | None) -> None:
        if not target:
            return
        left_out = self._carriable() - self.table.ticked
        self._found = self._read(cast("Host", self.app).store, target)
        self.tick(self._carriable() - left_out)
        self._show_taken()

    # going on

    def action_go_on(self) -> None:
        """Ask what becomes of the old goals."""
        chosen = self.chosen
        if all(line.is_above for line in chosen):
            self.query_one("#summary", Static).update(Content(_("Nothing is chosen: Space chooses the goal under the cursor.")))
            return
        settled = [line for line in chosen if line.into == self.found.target]
        active = sum(line.state is GoalState.ACTIVE for line in settled)
        question = ngettext("Carry {n} goal over to {cycle}?", "Carry {n} goals over to {cycle}?", len(chosen))
        self.app.push_screen(
            Confirm(question.format(n=len(chosen), cycle=self.found.target), self._answers(active), self._effects(settled), 1), self._answer
        )

    def _answers(self, active: int) -> list[Answer]:
        if not active and not self._closes:
            return [Answer(NO, _("No"), "n"), Answer(Leftover.LEAVE, _("Yes"), "y")]
        answers = [Answer(NO, _("No"), "n"), Answer(Leftover.SCORE, _("Score the old ones"), "s")]
        answers.append(Answer(Leftover.CLOSE, _("Close them"), "c"))
        return answers if self._closes else [*answers, Answer(Leftover.LEAVE, _("Leave them"), "l")]

    def _effects(self, settled: Sequence[CarryLine]) -> list[str]:
        lines, active = [], sum(line.state is GoalState.ACTIVE for line in settled)
        if early := sum(line.state in NOT_BEGUN for line in settled):
            words = ngettext("{n} had not begun and is archived here.", "{n} had not begun and are archived here.", early)
            lines.append(words.format(n=early))
        if active:
            words = ngettext("{n} of the old ones is still active.", "{n} of the old ones are still active.", active)
            lines.append(words.format(n=active))
            lines.append(_("Scored: by its progress, where there are data. Closed: without a score."))
        if self._closes:
            lines.append(
                _("{cycle} is closed in the same step; what is active and stays behind is treated alike.").format(
                    cycle=self.found.cycle.name
                )
            )
        return lines

    def _answer(self, answer: str | None) -> None:
        if answer and answer != NO:
            own, above = ([line.id for line in self.chosen if line.is_above is is_above] for is_above in (False, True))
            self.dismiss(CarryChoice(own, self.found.target, Leftover(answer), above))
