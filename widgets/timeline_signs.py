"""The signs of a timeline, each with its ASCII twin and its tone: what they mean is also said in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from perftui.domain.timeline_marks import MarkKind as K
from perftui.records import NamedTuple
from widgets.cells import Tone
from widgets.glyphs import ASCII

if TYPE_CHECKING:
    from collections.abc import Mapping

    from widgets.glyphs import Glyphs


class Sign(NamedTuple):
    """What is drawn for something that became so."""

    unicode: str
    ascii: str
    tone: Tone

    def drawn(self, glyphs: Glyphs) -> str:
        """One cell."""
        return self.ascii if glyphs is ASCII else self.unicode


SIGNS: Final[Mapping[K, Sign]] = {
    K.CHECK_HELD: Sign("●", "o", Tone.GOOD),
    K.CHECK_LATE: Sign("◎", "@", Tone.FAIR),
    K.CHECK_PLANNED: Sign("○", "c", Tone.PLAIN),
    K.CHECK_DUE: Sign("△", "^", Tone.FAIR),
    K.CHECK_OVERDUE: Sign("▲", "!", Tone.FAIR),
    K.CHECK_MISSED: Sign("×", "x", Tone.POOR),
    K.MILESTONE: Sign("◇", "+", Tone.PLAIN),
    K.MILESTONE_REACHED: Sign("◆", "*", Tone.GOOD),
    K.MILESTONE_LATE: Sign("▼", "%", Tone.POOR),
    K.STEP: Sign("□", "s", Tone.PLAIN),
    K.STEP_DONE: Sign("✓", "v", Tone.GOOD),
    K.STEP_LATE: Sign("!", "#", Tone.POOR),
    K.ENTRY_DONE: Sign("▪", "'", Tone.GOOD),
    K.ENTRY_LATE: Sign("▫", ",", Tone.FAIR),
    K.ENTRY_MISSED: Sign("–", "-", Tone.POOR),
    K.PASSED: Sign("★", "P", Tone.DONE),
    K.FAILED: Sign("■", "F", Tone.POOR),
    K.DECIDED: Sign("▣", "D", Tone.PLAIN),
}
"""What became of something to its sign."""
LEGEND: Final = (
    *(K.CHECK_HELD, K.CHECK_LATE, K.CHECK_PLANNED, K.CHECK_DUE, K.CHECK_OVERDUE, K.CHECK_MISSED),
    *(K.MILESTONE_REACHED, K.MILESTONE, K.MILESTONE_LATE, K.STEP_DONE, K.STEP, K.STEP_LATE),
)
"""The signs that are explained below the axis, in this order."""


class Strokes(NamedTuple):
    """What the bar of a plan is drawn with; one cell each."""

    start: str
    end: str
    elapsed: str
    rest: str
    today: str
    earlier: str
    """All of it lies before the window."""
    later: str
    """All of it lies behind the window."""


UNICODE_STROKES: Final = Strokes("├", "┤", "━", "╌", "┃", "‹", "›")
ASCII_STROKES: Final = Strokes("|", "|", "=", ".", ":", "<", ">")


def strokes(glyphs: Glyphs) -> Strokes:
    """The strokes that this terminal can draw."""
    return ASCII_STROKES if glyphs is ASCII else UNICODE_STROKES
