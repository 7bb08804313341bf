"""The five SMART checks of a goal, by rules where rules can tell and by a question where they cannot (R10).

- *Specific*: the title has no vague word, or says how much, or what it is about is what a key result with a number measures. A vague
  time, such as “as soon as possible”, wants a number or a due date of the goal's own. Lists of words err: a written answer passes too.
- *Measurable*: one key result at least has a number and a unit; milestones, yes-no and levels on a scale carry theirs. No answer
  stands for a number. Of a goal of a unit it is known where a number comes from: by its measure, or else in writing (R8).
- *Achievable*: each key result of which more, or less, is better has a baseline, or results of earlier cycles; else what was reached
  so far is asked for.
- *Relevant*: there is a goal above; else what it is for is asked for.
- *Time-bound*: a due date, or the end of its cycle.

A theme gives a direction for a year and is measured by the goals below it: it needs a title and a cycle, but no number, no baseline,
no goal above and no precise words ([own]).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from perftui.domain.codes import Code, Level, Operator
from perftui.domain.vague_words import VagueKind
from perftui.domain.yardsticks import DIRECTED
from perftui.errors import Message
from perftui.i18n import mark

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from perftui.domain.vague_words import Wordings


class Check(Code):
    """One of the five."""

    SPECIFIC = "specific", mark("Specific")
    MEASURABLE = "measurable", mark("Measurable")
    ACHIEVABLE = "achievable", mark("Achievable")
    RELEVANT = "relevant", mark("Relevant")
    TIME_BOUND = "time_bound", mark("Time-bound")

    @property
    def letter(self) -> str:
        """Its letter in SMART."""
        return self.value[0].upper()


class Standing(StrEnum):
    """What a check says."""

    PASSED = "passed"
    FAILED = "failed"
    """The goal itself must change."""
    ASKS = "asks"
    """The goal must change, or a question be answered."""


ANSWERABLE: Final = (Check.SPECIFIC, Check.MEASURABLE, Check.ACHIEVABLE, Check.RELEVANT)
"""The checks that a written answer can pass; of what is measurable, only where the number comes from."""
COUNTED: Final = frozenset({Operator.MILESTONE, Operator.YES_NO, Operator.ORDINAL})
"""Operators that carry number and unit in themselves."""


@dataclass(frozen=True, slots=True)
class ResultFacts:
    """What the checks look at in a key result."""

    title: str
    operator: Operator
    unit: str = ""
    has_number: bool = True
    """Whether there is something to be reached."""
    has_start: bool = False
    """Whether it is known where it stands: a baseline, or results of earlier cycles."""

    has_source: bool = False
    """Whether its measure says where the number comes from."""

    @property
    def is_sourced(self) -> bool:
        """Whether it is known where its number comes from; milestones, yes-no and levels are seen by those who are there."""
        return self.is_measured and (self.operator in COUNTED or self.has_source)

    @property
    def is_measured(self) -> bool:
        """Whether number and unit are there."""
        return self.operator in COUNTED or (self.has_number and bool(self.unit))


@dataclass(frozen=True, slots=True)
class SmartFacts:
    """What the checks look at in a goal."""

    title: str
    level: Level
    has_parent: bool
    has_due: bool
    """Whether it has a due date of its own."""
    has_cycle: bool
    results: Sequence[ResultFacts]
    """Its own key results that are not archived."""
    answers: Mapping[Check, str]


@dataclass(frozen=True, slots=True)
class Checked:
    """A check with its outcome."""

    check: Check
    standing: Standing
    message: Message | None = None
    """What to do, in one sentence; None when it passed."""
    answer: str = ""
    """What was written for it, whether it is needed or not."""


def smart_checks(facts: SmartFacts, wordings: Wordings) -> tuple[Checked, ...]:
    """The five checks of a goal, in the order of their letters."""
    by_rule = {
        Check.SPECIFIC: _specific(facts, wordings),
        Check.MEASURABLE: _measurable(facts),
        Check.ACHIEVABLE: _achievable(facts),
        Check.RELEVANT: _relevant(facts),
        Check.TIME_BOUND: None if facts.has_due or facts.has_cycle else _NO_END,
    }
    return tuple(_outcome(check, message, facts) for check, message in by_rule.items())


def vague(title: str, level: Level, wordings: Wordings, *, has_due: bool) -> Message | None:
    """That a title has a vague word, in few words and before there are key results; None where it is precise, or empty."""
    facts = SmartFacts(title, level, has_parent=True, has_due=has_due, has_cycle=True, results=(), answers={})
    found = _specific(facts, wordings) if title.strip() else None
    return None if found is None else Message(mark("“{word}” is vague"), found.values)


def missing(checks: Sequence[Checked]) -> Message | None:
    """What all checks that did not pass want, in one message; None when the goal is SMART."""
    wanted: Message | None = None
    for checked in checks:
        if checked.message is not None:
            one = Message(_WANTED, {"check": checked.check, "what": checked.message})
            wanted = one if wanted is None else Message(_AND, {"first": wanted, "second": one})
    return wanted


def _outcome(check: Check, message: Message | None, facts: SmartFacts) -> Checked:
    answer = facts.answers.get(check, "").strip()
    if message is None:
        return Checked(check, Standing.PASSED, None, answer)
    needs_number = check is Check.MEASURABLE and message.template != _SOURCE
    can_be_answered = check in ANSWERABLE and message not in (_NO_TITLE, _NOTHING_TO_REACH) and not needs_number
    if not can_be_answered:
        return Checked(check, Standing.FAILED, message, answer)
    return Checked(check, Standing.PASSED, None, answer) if answer else Checked(check, Standing.ASKS, message)


def _specific(facts: SmartFacts, wordings: Wordings) -> Message | None:
    if not facts.title.strip():
        return _NO_TITLE
    if facts.level is Level.THEME or wordings.says_how_much(facts.title):
        return None
    about = wordings.objects(facts.title)
    is_named = any(result.is_measured and about & wordings.objects(result.title) for result in facts.results)
    for word, kind in wordings.vague(facts.title):
        if not (facts.has_due if kind is VagueKind.TIME else is_named):
            return Message(_VAGUE[kind], {"word": word})
    return None


def _measurable(facts: SmartFacts) -> Message | None:
    if facts.level is Level.THEME:
        return None
    measured = next((result for result in facts.results if result.is_measured), None)
    if measured is not None:
        is_known = facts.level is not Level.UNIT or any(result.is_sourced for result in facts.results)
        return None if is_known else Message(_SOURCE, {"title": measured.title})
    if not facts.results:
        return Message(mark("Add a key result with a number and a unit."))
    first = facts.results[0]
    template = mark("Say in which unit “{title}” is counted.") if first.has_number else mark("Give “{title}” a number to be reached.")
    return Message(template, {"title": first.title})


def _achievable(facts: SmartFacts) -> Message | None:
    if facts.level is Level.THEME:
        return None
    if not facts.results:
        return _NOTHING_TO_REACH
    unknown = next((result for result in facts.results if result.operator in DIRECTED and not result.has_start), None)
    return None if unknown is None else Message(mark("Give “{title}” a baseline: where does it stand today?"), {"title": unknown.title})


def _relevant(facts: SmartFacts) -> Message | None:
    if facts.level is Level.THEME or facts.has_parent:
        return None
    return Message(mark("Put it below another goal, or write what it is for."))


_SOURCE: Final = mark("Say where the number of “{title}” comes from.")
_NO_TITLE: Final = Message(mark("Say in one sentence what shall be reached."))
_NOTHING_TO_REACH: Final = Message(mark("Add a key result with a baseline."))
_NO_END: Final = Message(mark("Give it a due date, or a cycle whose end counts."))
_VAGUE: Final = {
    VagueKind.CHANGE: mark("“{word}” is vague: say by how much."),
    VagueKind.AMOUNT: mark("“{word}” is vague: say how many."),
    VagueKind.QUALITY: mark("“{word}” is vague: say what one will see."),
    VagueKind.TIME: mark("“{word}” is vague: say by when."),
}
_WANTED: Final = mark("{check}: {what}")
_AND: Final = mark("{first} {second}")
