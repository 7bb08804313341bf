"""The calibration meeting: expected and actual distribution, and the nine boxes, in which scores change with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual import on
from textual.binding import Binding
from textual.containers import Vertical
from textual.markup import escape
from textual.screen import ModalScreen
from textual.widgets import Static

from perftui.domain.assessments import WRITTEN_IN, AssessmentState, NotWrittenNow
from perftui.domain.texts import fold
from perftui.errors import BadInput, PerftuiError
from perftui.i18n import gettext as _
from perftui.i18n import mark, say
from perftui.services import assessment_meetings, assessments, indicator_cells
from perftui.services.assessment_sheets import score_text
from perftui.services.assessment_views import view
from perftui.services.indicator_cells import Typed, read_score
from perftui.services.report_sheets import share_text
from screens.assessment_boxes import NineBoxes, distribution_lines
from screens.assessment_details import POTENTIALS
from widgets.dialogs.pickers import Picker, narrowed
from widgets.dialogs.values import ValuePrompt
from widgets.fields import Field
from widgets.pick_lists import Choice

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from textual.app import ComposeResult

    from perftui.errors import Message
    from perftui.services.assessment_views import AssessmentLine, IndicatorView
    from perftui.storage.stores import Store
    from screens.hosts import Host

POTENTIAL, INDICATOR = "potential:", "indicator:"
"""What the key of a choice begins with."""
HELP = mark(
    "Above stand the rating bands of the cycle: how many are expected in each, and how many there are. What is expected is shown, and "
    "never forced. Below, people stand by performance (from left to right) and potential (from bottom to top). Arrows go from box to box; "
    "Enter picks one of its people, whose potential or calibrated score can be changed. A changed score asks for its reason, which is "
    "kept with the old score and the meeting that F4 picks. Ctrl+Z takes the last change back."
)


class CalibrationMeeting(ModalScreen[None]):
    """Arrows go through the boxes, Enter changes somebody in one, Esc leaves."""

    DEFAULT_CSS = """
    CalibrationMeeting { align: center middle; }
    CalibrationMeeting > Vertical { width: 130; max-width: 100%; height: 100%; padding: 0 1; background: $surface; border: round $border; }
    CalibrationMeeting:ansi > Vertical { background: ansi_default; }
    CalibrationMeeting #bands { height: auto; }
    CalibrationMeeting #hint { height: auto; max-height: 2; color: $text-muted; }
    CalibrationMeeting:ansi #hint { color: ansi_default; }
    CalibrationMeeting #hint.-error { color: $text-error; text-style: bold; }
    """
    BINDINGS = [
        Binding("escape,f12", "dismiss(None)", mark("Back"), show=False),
        Binding("f1", "help", mark("Help"), show=False),
        Binding("f4", "meeting", mark("Meeting"), show=False),
        Binding("f5", "show", mark("Read again"), show=False),
        Binding("ctrl+z", "undo", mark("Undo"), show=False),
    ]

    def __init__(self, cycle_id: str, units: tuple[str, ...] = ()) -> None:
        """A meeting.

        Args:
            cycle_id: Whose assessments are compared.
            units: Only people of these; empty for all.
        """
        super().__init__()
        self._cycle_id, self._units = cycle_id, units
        self._meeting, self._meeting_title = "", ""

    @property
    def store(self) -> Store:
        """The open file."""
        return cast("Host", self.app).store

    @property
    def boxes(self) -> NineBoxes:
        """The nine boxes."""
        return self.query_one(NineBoxes)

    def compose(self) -> ComposeResult:
        """Bands, boxes, and what the keys do."""
        with Vertical() as frame:
            frame.border_title = escape(_("Calibration meeting"))
            yield Static(id="bands", markup=False)
            yield NineBoxes()
            yield Static(id="hint", markup=False)

    def on_mount(self) -> None:
        """Read the assessments."""
        self.action_show()
        self.boxes.focus()

    def action_show(self) -> None:
        """Read everything again."""
        found = assessment_meetings.overview(self.store, self._cycle_id, self._units)
        frame = self.query_one(Vertical)
        frame.border_title = escape(_("Calibration meeting · {cycle}").format(cycle=found.cycle))
        glyphs = cast("Host", self.app).glyphs
        self.query_one("#bands", Static).update("\n".join(distribution_lines(found, glyphs)))
        self.boxes.show(found)
        self._say_keys()

    def _say(self, text: str, *, is_error: bool = False) -> None:
        hint = self.query_one("#hint", Static)
        hint.set_class(is_error, "-error")
        hint.update(text)

    def _say_keys(self) -> None:
        kept = _("Kept with: {meeting}").format(meeting=self._meeting_title) if self._meeting else _("F4 picks the meeting")
        self._say(_("Arrows choose · Enter changes · {meeting} · F1 help · Esc back").format(meeting=kept))

    def action_help(self) -> None:
        """What this is for."""
        from widgets.dialogs.texts import help_panel

        self.app.push_screen(help_panel(_(HELP)))

    def action_undo(self) -> None:
        """Take the last change back."""
        from perftui.services import undo

        def take() -> None:
            done = undo.undo(self.store)
            self.action_show()
            self._say(_("Undone: {what}").format(what=say(done.label)) if done else _("There is nothing to undo."))

        self._attempt(take)

    def _attempt(self, act: Callable[[], None]) -> None:
        try:
            act()
        except PerftuiError as error:
            self._say(say(error.message), is_error=True)

    def action_meeting(self) -> None:
        """Pick the meeting with which changes are kept."""
        lines = assessment_meetings.meetings_of(self.store)
        choices = [Choice(key, title) for key, title in lines.items()]
        empty = _("No calibration meeting yet: Ctrl+G E, then Ctrl+N plans one. Changes are kept without it too.")
        picker = Picker(_("Meeting"), lambda text: narrowed(choices, text, fold), empty=empty)
        self.app.push_screen(picker, lambda key: self._meet(key, lines[key]) if key else None)

    def _meet(self, key: str, title: str) -> None:
        self._meeting, self._meeting_title = key, title
        self._say_keys()

    @on(NineBoxes.Chosen)
    def _choose(self, event: NineBoxes.Chosen) -> None:
        lines = event.lines
        if len(lines) == 1:
            self._change(lines[0])
            return
        choices = [Choice(line.id, line.person, f"{share_text(line.totals.counts.share)} · {say(line.state)}") for line in lines]
        by_id = {line.id: line for line in lines}
        picker = Picker(_("Whom?"), lambda text: narrowed(choices, text, fold), empty=_("Nobody stands here."))
        self.app.push_screen(picker, lambda key: self._change(by_id[key]) if key else None)

    def _change(self, line: AssessmentLine) -> None:
        if line.state is AssessmentState.FINAL:
            self._say(say(NotWrittenNow(state=line.state).message), is_error=True)
            return
        found = view(self.store, line.id)
        scored = [
            Choice(f"{INDICATOR}{each.id}", each.name, score_text(each, each.part.counts) or "–", _("Calibrated score"))
            for each in (found.indicators if line.state in WRITTEN_IN["calibrated_score"] else ())
        ]
        levels = [
            Choice(f"{POTENTIAL}{level}", _(words), "[x]" if level == line.potential else "", _("Potential"))
            for level, words in POTENTIALS.items()
        ]
        title = f"{line.person} · {share_text(line.totals.counts.share)} · {say(line.state)}"
        self.app.push_screen(
            Picker(title, lambda text: narrowed([*scored, *levels], text, fold)), lambda key: self._do(line, key) if key else None
        )

    def _do(self, line: AssessmentLine, key: str) -> None:
        if key.startswith(POTENTIAL):
            potential = key.removeprefix(POTENTIAL)
            self._attempt(lambda: self._set_potential(line, potential))
            return
        shown = next(each for each in view(self.store, line.id).indicators if each.id == key.removeprefix(INDICATOR))
        levels = _("A level from 1 to {n}.").format(n=shown.levels) if shown.is_level else _("In percent, such as 85.")
        field = Field("score", _("Score"), value="", help=levels + " " + _("Empty takes the calibrated score away."))

        def ask_why(score: str | None) -> None:
            if score is not None and read_score(shown, score) == shown.part.calibrated_score:
                self._say(_("The score stays as it is."))
            elif score is not None:
                field = Field("reason", _("Reason"), is_required=True)
                self.app.push_screen(ValuePrompt(_("Why does the score change?"), field), lambda why: take(score, why))

        def take(score: str, why: str | None) -> None:
            if why is not None:
                typed = Typed("calibrated_score", score, why, self._meeting)
                today = cast("Host", self.app).today()
                self._attempt(lambda: self._write(shown, typed, today))

        self.app.push_screen(ValuePrompt(f"{line.person} · {shown.name}", field, check=lambda text: _fault(shown, text)), ask_why)

    def _write(self, shown: IndicatorView, typed: Typed, today: date) -> None:
        indicator_cells.write_cell(self.store, shown, typed, today)
        self._done()

    def _set_potential(self, line: AssessmentLine, potential: str) -> None:
        assessments.edit_notes(self.store, line.id, line.version, potential=potential)
        self._done()

    def _done(self) -> None:
        cast("Host", self.app).say_saved()
        self.action_show()
        self._say(_("Saved. Ctrl+Z takes it back."))


def _fault(shown: IndicatorView, text: str) -> Message | None:
    """What is wrong with a score, said before anybody writes down why it changes."""
    try:
        read_score(shown, text)
    except BadInput as error:
        return error.message
    return None
