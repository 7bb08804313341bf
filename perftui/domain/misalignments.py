"""What is poor about a whole tree of goals, kind by kind: the findings of the alignment report (R6, R7).

Every function costs as much as there are goals, key results or links given to it, and not more.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from perftui.domain.alignments import MISPLACED, Misplacement, misplacement, not_whole
from perftui.domain.codes import Code, Level
from perftui.domain.findings import Finding, Severity
from perftui.domain.handed_down import CountedResult, shares_of
from perftui.domain.quantities import number_text
from perftui.errors import Message
from perftui.i18n import mark
from perftui.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence


class FindingKind(Code):
    """What kind of thing is poor about the tree, in the order in which the report lists them."""

    ORPHAN = "orphan", mark("No goal above")
    EMPTY_THEME = "empty_theme", mark("Empty theme")
    SILO = "silo", mark("Silo")
    LEVEL_SKIP = "level_skip", mark("Level skip")
    COUNTED_TWICE = "counted_twice", mark("Counted twice")
    NO_KEY_RESULT = "no_key_result", mark("No key result")
    WEIGHTS = "weights", mark("Weights")
    LINK = "link", mark("Cross links")


class Mending(StrEnum):
    """What is done about a finding; decides the place to which it leads."""

    GIVE_PARENT = "give_parent"
    ADD_GOAL = "add_goal"
    TIE = "tie"
    ARCHIVE_RESULT = "archive_result"
    UNWEIGH_RESULT = "unweigh_result"
    ADD_RESULT = "add_result"
    WEIGH = "weigh"
    WEIGH_OWN = "weigh_own"
    SETTLE = "settle"
    LINK = "link"
    NONE = "none"


class TreeGoal(NamedTuple):
    """A goal that is not archived, as the report looks at it; what stands beside or below it comes as numbers."""

    id: str
    level: Level
    has_parent: bool
    parent_level: Level | None
    weight: int
    """In basis points."""
    cycle: str
    unit: str
    """The unit that owns it, or to which its owner belongs; empty where there is none."""
    goals_below: int
    key_results: int
    """Its own."""


class OwnedGoal(NamedTuple):
    """A goal of a person, as the weights of an owner are looked at."""

    person: str
    name: str
    cycle: str
    cycle_name: str
    parent: str
    """Id of the goal above; empty where there is none."""
    weight: int
    """In basis points."""


class Found(NamedTuple):
    """One finding of the report."""

    kind: FindingKind
    finding: Finding
    """Its entity is `goal`, `unit`, `person` or `cycle`: what it is about."""
    mending: Mending
    parts: tuple[str, ...] = ()
    """Ids of the key results or links that it is about."""
    record: str = ""
    """Id of the key result or link where it is mended; empty where that is the entity itself."""
    cycle: str = ""
    """Of weights: the cycle in which they are no whole."""


_PLACES: Final[Mapping[Misplacement, tuple[FindingKind, str]]] = {
    Misplacement.ORPHAN: (FindingKind.ORPHAN, mark("Serves no other goal")),
    Misplacement.EMPTY_THEME: (FindingKind.EMPTY_THEME, mark("No goal serves it yet")),
    Misplacement.SKIPS_UNITS: (FindingKind.LEVEL_SKIP, mark("Personal goal right under a theme")),
    Misplacement.UPSIDE_DOWN: (FindingKind.LEVEL_SKIP, mark("Unit goal under a personal goal")),
}


def goal_findings(goals: Iterable[TreeGoal]) -> Iterator[Found]:
    """What is poor about single goals: their place, and a lack of key results."""
    for goal in goals:
        place = misplacement(goal.level, goal.parent_level, has_parent=goal.has_parent, is_parent=goal.goals_below > 0)
        if place is not None:
            kind, template = _PLACES[place]
            mending = Mending.ADD_GOAL if place is Misplacement.EMPTY_THEME else Mending.GIVE_PARENT
            yield Found(kind, Finding(MISPLACED[place][0], Message(template), "goal", goal.id), mending)
        if not goal.key_results and goal.level is not Level.THEME:
            yield _unmeasured(goal)


def _unmeasured(goal: TreeGoal) -> Found:
    if goal.goals_below:
        text, severity = Message(mark("Only the goals below tell how far it is")), Severity.INFO
    else:
        text, severity = Message(mark("Nothing tells whether it is reached")), Severity.WARNING
    return Found(FindingKind.NO_KEY_RESULT, Finding(severity, text, "goal", goal.id), Mending.ADD_RESULT)


def weights_below(sums: Mapping[tuple[str, str], int]) -> Iterator[Found]:
    """The goals below which the weights of a cycle are not 100 %.

    Args:
        sums: Goal and cycle, to what stands right below it in that cycle, together in basis points.
    """
    for goal, cycle, total in not_whole(sums):
        text = Message(mark("The weights below sum to {percent}%"), {"percent": _percent(total)})
        yield Found(FindingKind.WEIGHTS, Finding(Severity.WARNING, text, "goal", goal), Mending.WEIGH, cycle=cycle)


def weights_owned(goals: Iterable[OwnedGoal]) -> Iterator[Found]:
    """The people whose goals of a cycle stand below several others and do not weigh 100 % together: a note, as nothing demands it."""
    groups: dict[tuple[str, str], list[OwnedGoal]] = defaultdict(list)
    for goal in goals:
        groups[goal.person, goal.cycle].append(goal)
    spread = {key: group for key, group in groups.items() if len({goal.parent for goal in group}) > 1}
    template = mark("The goals of {person} weigh {percent}% in {cycle}")
    for person, cycle, total in not_whole({key: sum(goal.weight for goal in group) for key, group in spread.items()}):
        first = spread[person, cycle][0]
        text = Message(template, {"person": first.name, "percent": _percent(total), "cycle": first.cycle_name})
        yield Found(FindingKind.WEIGHTS, Finding(Severity.INFO, text, "person", person), Mending.WEIGH_OWN, cycle=cycle)


def top_weights(goals: Iterable[TreeGoal]) -> Iterator[Found]:
    """The cycles whose topmost themes do not weigh 100 % together."""
    sums: dict[tuple[str, str], int] = defaultdict(int)
    for goal in goals:
        if goal.level is Level.THEME and not goal.has_parent:
            sums[goal.cycle, goal.cycle] += goal.weight
    for cycle, _same, total in not_whole(sums):
        text = Message(mark("The topmost themes weigh {percent}%"), {"percent": _percent(total)})
        yield Found(FindingKind.WEIGHTS, Finding(Severity.WARNING, text, "cycle", cycle), Mending.WEIGH, cycle=cycle)


def silos(goals: Iterable[TreeGoal], ties: Iterable[tuple[str, str]]) -> Iterator[Found]:
    """The units that work for themselves alone ([own]).

    The goals of a unit are those that it owns and those that its people own. It is a silo when it has goals and none of them

    - stands right under a goal of another unit or of the company, which is a theme or a goal that nobody owns,
    - has a goal of another unit or of the company right below, or
    - contributes to or depends on one, or the other way round. A conflict ties nobody together.

    Args:
        goals: Those that are looked at; each unit that owns one, or whose people do, is judged.
        ties: The units on both sides of each such parent or link, empty for the company; pairs of one unit say nothing.
    """
    numbers = Counter(goal.unit for goal in goals if goal.unit and goal.level is not Level.THEME)
    tied = {unit for pair in ties if pair[0] != pair[1] for unit in pair}
    text = Message(mark("Its {n} goal hangs on nobody else's"), {}, mark("None of its {n} goals hangs together with another unit's"))
    for unit, n in numbers.items():
        if unit not in tied:
            said = text._replace(values={"n": n})
            yield Found(FindingKind.SILO, Finding(Severity.WARNING, said, "unit", unit), Mending.TIE)


def counted_twice(results: Iterable[CountedResult]) -> Iterator[Found]:
    """Measures that count more than once in one cycle: the same yardstick in key results that roll up into the same topmost goal.

    Serious where one counts into the roll-up of the goal of another, which then counts it again. A warning where they only meet
    further up. No more than a note where different people are measured side by side, as each may well have their own value, and where what
    stands below are shares that were handed down.

    Returns:
        One finding for each measure, cycle and topmost goal; at the upper goal where there is one.
    """
    groups: dict[tuple[str, str, str], list[CountedResult]] = defaultdict(list)
    for result in results:
        groups[result.yardstick, result.cycle, result.root].append(result)
    for group in groups.values():
        if len(group) > 1:
            yield _counted(sorted(group, key=lambda result: (result.path, result.id)))


_NESTED = Message(mark("“{title}” counts here and in {n} more below"))
_HANDED = Message(
    mark("“{title}” counts here and in the {n} share handed down"), {}, mark("“{title}” counts here and in the {n} shares handed down")
)
_ASIDE = Message(mark("“{title}” counts {n} times in one branch"))
_PEOPLE = Message(mark("“{title}” of {n} people: does each count their own?"))


def _counted(group: Sequence[CountedResult]) -> Found:
    nested, shares = shares_of(group)
    tops = [result for result in group if result.id not in shares]
    stray = next((below for below, _above in nested if below.id not in shares), None)
    if stray is not None:
        upper = next(above for below, above in nested if below is stray)
        n = sum(result.path.startswith(upper.path) for result in group) - 1
        return _twice(Severity.SERIOUS, _said(_NESTED, upper, n), upper, group, stray)
    if len(tops) == 1:
        return _twice(Severity.INFO, _said(_HANDED, tops[0], len(shares)), tops[0], group, tops[0])
    people = {result.person for result in tops}
    are_people = "" not in people and len(people) == len(tops)
    text, severity = (_PEOPLE, Severity.INFO) if are_people else (_ASIDE, Severity.WARNING)
    return _twice(severity, _said(text, tops[0], len(tops)), tops[0], tops, tops[1])


def _twice(severity: Severity, text: Message, at: CountedResult, group: Sequence[CountedResult], second: CountedResult) -> Found:
    mending = Mending.UNWEIGH_RESULT if second is at else Mending.ARCHIVE_RESULT
    parts = tuple(result.id for result in group)
    return Found(FindingKind.COUNTED_TWICE, Finding(severity, text, "goal", at.goal), mending, parts, second.id)


def _said(text: Message, at: CountedResult, n: int) -> Message:
    return text._replace(values={"title": at.title, "n": n})


def _percent(weight: int) -> str:
    return number_text(Decimal(weight) / 100)
