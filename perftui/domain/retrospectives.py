"""Retrospectives: kinds of notes, steps of the agenda with their times, and the way from blame to a problem (R48, R50)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from perftui.domain.codes import Code
from perftui.domain.texts import fold
from perftui.errors import BadInput
from perftui.i18n import mark
from perftui.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

DAY = 24 * 60
"""Minutes of a day."""
LONGEST_STEP = 480
"""Minutes of one step at most."""


class NoteKind(Code):
    """What a note of the silent writing says."""

    GOOD = "good", mark("What worked")
    COMPLAINT = "complaint", mark("Complaint")
    IDEA = "idea", mark("Idea")


class StepState(Code):
    """How far the meeting is with a step of its agenda."""

    OPEN = "open", mark("To come")
    DONE = "done", mark("Done")
    SKIPPED = "skipped", mark("Left out")


class IssueTag(Code):
    """Where a problem lies, as the library has it."""

    EQUIPMENT = "equipment", mark("Equipment")
    PROCESS = "process", mark("Process")
    SKILL = "skill", mark("Skill")
    INFORMATION = "information", mark("Information")
    WORKLOAD = "workload", mark("Workload")
    GOAL = "goal", mark("Goal")


PERSONAL = frozenset((IssueTag.SKILL,))
"""What lies with the person; all other tags are the system's."""


class NotAClock(BadInput):
    """No time of day."""

    template = mark("“{text}” is no time of day. Write it like 14:00.")


class BadMinutes(BadInput):
    """No length of a step."""

    template = mark("“{text}” is no number of minutes from 0 to {most}.")


class Span(NamedTuple):
    """When a step begins and ends, in minutes after midnight, or after the start where that is not known."""

    begin: int
    end: int


class Shares(NamedTuple):
    """How many problems lie with the system, how many with a person, and how many nobody has tagged."""

    system: int
    person: int
    untagged: int

    @property
    def tagged(self) -> int:
        """Those that are tagged."""
        return self.system + self.person


def spans(start: int | None, minutes: Sequence[int]) -> list[Span]:
    """When each step begins and ends, one after the other.

    Args:
        start: Minutes after midnight; None where no time was said.
        minutes: Of each step.
    """
    found, at = [], start or 0
    for length in minutes:
        found.append(Span(at, at + length))
        at += length
    return found


def clock_text(at: int) -> str:
    """Minutes after midnight as a time of day."""
    return f"{at % DAY // 60:02d}:{at % 60:02d}"


def read_clock(text: str) -> int:
    """A time of day in minutes after midnight: `14:00`, `9`, `9.30`, full width too.

    Raises:
        NotAClock: It is none.
    """
    found = re.fullmatch(r"(\d{1,2})(?:[:.h](\d{2}))?", fold(text).strip())
    hour, minute = (int(found[1]), int(found[2] or 0)) if found else (DAY, 0)
    if hour > 23 or minute > 59:
        raise NotAClock(text=text)
    return hour * 60 + minute


def read_minutes(text: str) -> int:
    """The length of a step.

    Raises:
        BadMinutes: It is no number, or too large.
    """
    typed = fold(text).strip()
    if not (typed.isdecimal() and len(typed) < 5 and int(typed) <= LONGEST_STEP):
        raise BadMinutes(text=text, most=LONGEST_STEP)
    return int(typed)


def current_step(states: Sequence[StepState]) -> int | None:
    """The step that runs: the first that is neither done nor left out; None once all are."""
    return next((index for index, state in enumerate(states) if state is StepState.OPEN), None)


_SIGNS = {
    **dict.fromkeys("+＋", NoteKind.GOOD),
    **dict.fromkeys("-－−–", NoteKind.COMPLAINT),
    **dict.fromkeys("?？", NoteKind.IDEA),
}


def typed_note(text: str, usual: NoteKind) -> tuple[NoteKind, str]:
    """The kind of a note by the sign in front of it, and its words.

    Args:
        text: As typed: `+ worked`, `- hurts`, `? idea`.
        usual: The kind without a sign.
    """
    words = text.strip()
    kind = _SIGNS.get(words[:1])
    return (usual, words) if kind is None else (kind, words[1:].strip())


_BLAME_EN = re.compile(
    r"\b(always|never|lazy|fault|blame|careless|stupid|incompetent|irresponsible|useless|sloppy|don'?t care|doesn'?t care)\b", re.IGNORECASE
)
_BLAME_ZH = ("总是", "从不", "从来不", "老是", "不负责任", "都怪", "懒", "态度差", "不上心", "太笨", "没用", "不认真", "粗心")


def blame_words(text: str) -> list[str]:
    """Words that speak of somebody's character rather than of what happened, in both languages, in the order of the text."""
    found = [(match.start(), match[0].casefold()) for match in _BLAME_EN.finditer(text)]
    found += [(text.index(word), word) for word in _BLAME_ZH if word in text]
    return list(dict.fromkeys(word for _at, word in sorted(found)))


def shares(tags: Sequence[IssueTag | None]) -> Shares:
    """How problems divide between system and person, by their tags."""
    person = sum(tag in PERSONAL for tag in tags)
    untagged = sum(tag is None for tag in tags)
    return Shares(len(tags) - person - untagged, person, untagged)
