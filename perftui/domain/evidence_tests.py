"""What the record of a plan shows by itself about the requirements of its evidence pack."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from perftui.errors import Message
from perftui.i18n import mark
from perftui.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date


class Facts(NamedTuple):
    """What the record knows of a plan, as the tests ask for it."""

    goals: int
    first_on: tuple[date, ...] = ()
    """Of each goal that has a first value, its day."""
    again_on: tuple[date, ...] = ()
    """Of each goal that was measured after its first value by the same definition, the last day."""
    gaps: int = 0
    causes: int = 0
    """Gaps with a cause."""
    acknowledged_on: date | None = None
    """When the latest version came to be known; None: it is not."""
    acknowledged_as: str = ""
    checks: int = 0
    """Monthly and final ones."""
    held: int = 0
    missed: int = 0
    support: int = 0
    """Steps that the employer promised."""
    support_done: int = 0
    """Those that are done, or otherwise settled."""
    talks: tuple[date, ...] = ()
    """Days of the talks held since the plan began."""
    talks_before: tuple[date, ...] = ()
    """Days of the talks held before that."""
    trainings: tuple[tuple[str, date], ...] = ()
    """Trainings that were completed with a sign-in, and when."""
    statement_on: date | None = None
    """When it was offered."""


class Found(NamedTuple):
    """What a test found."""

    is_met: bool
    message: Message


def _first_measured(facts: Facts) -> Found:
    return _counted(facts.goals, len(facts.first_on), facts.first_on, mark("{k} of {n} goals have a first value, the last of {date}."))


def _measured_again(facts: Facts) -> Found:
    words = mark("{k} of {n} goals were measured again by the same definition, last on {date}.")
    return _counted(facts.goals, len(facts.again_on), facts.again_on, words)


def _counted(wanted: int, there: int, days: Sequence[date], words: str) -> Found:
    if not wanted:
        return Found(False, Message(mark("The plan has no goals.")))
    if not there:
        return Found(False, Message(mark("None of {n} goals so far."), {"n": wanted}))
    return Found(there >= wanted, Message(words, {"k": there, "n": wanted, "date": max(days)}))


def _caused(facts: Facts) -> Found:
    if not facts.gaps:
        return Found(False, Message(mark("The plan answers no gap of the gap table.")))
    return Found(facts.causes >= facts.gaps, Message(mark("{k} of {n} gaps have a cause."), {"k": facts.causes, "n": facts.gaps}))


def _acknowledged(facts: Facts) -> Found:
    if facts.acknowledged_on is None:
        return Found(False, Message(mark("The latest version is not acknowledged.")))
    return Found(True, Message(mark("{kind} on {date}."), {"kind": facts.acknowledged_as, "date": facts.acknowledged_on}))


def _checks_held(facts: Facts) -> Found:
    if not facts.checks:
        return Found(False, Message(mark("The plan has no checks.")))
    words = mark("{k} of {n} checks held, {m} missed.") if facts.missed else mark("{k} of {n} checks held.")
    return Found(facts.held >= facts.checks, Message(words, {"k": facts.held, "n": facts.checks, "m": facts.missed}))


def _support_done(facts: Facts) -> Found:
    if not facts.support:
        return Found(False, Message(mark("The employer promised nothing.")))
    words = mark("{k} of {n} promises of the employer are kept or settled.")
    return Found(facts.support_done >= facts.support, Message(words, {"k": facts.support_done, "n": facts.support}))


def _talks_held(facts: Facts) -> Found:
    if not facts.talks:
        return Found(False, Message(mark("No talk held yet.")))
    values = {"n": len(facts.talks), "date": max(facts.talks)}
    return Found(True, Message(mark("{n} talk held, on {date}."), values, mark("{n} talks held, last on {date}.")))


def _informal_talk(facts: Facts) -> Found:
    if not facts.talks_before:
        return Found(False, Message(mark("No talk was held before the plan began.")))
    values = {"n": len(facts.talks_before), "date": max(facts.talks_before)}
    return Found(True, Message(mark("{n} talk before the plan, on {date}."), values, mark("{n} talks before the plan, last on {date}.")))


def _training_signed(facts: Facts) -> Found:
    if not facts.trainings:
        return Found(False, Message(mark("No training was completed with a sign-in.")))
    title, on = max(facts.trainings, key=lambda training: training[1])
    return Found(True, Message(mark("{title}: signed in, completed on {date}."), {"title": title, "date": on}))


def _statement_offered(facts: Facts) -> Found:
    if facts.statement_on is None:
        return Found(False, Message(mark("No statement was offered yet.")))
    return Found(True, Message(mark("Offered on {date}."), {"date": facts.statement_on}))


TESTS: Final[Mapping[str, Callable[[Facts], Found]]] = {
    "first_measured": _first_measured,
    "measured_again": _measured_again,
    "caused": _caused,
    "acknowledged": _acknowledged,
    "checks_held": _checks_held,
    "support_done": _support_done,
    "talks_held": _talks_held,
    "informal_talk": _informal_talk,
    "training_signed": _training_signed,
    "statement_offered": _statement_offered,
}
"""Code of a test to what it finds."""
