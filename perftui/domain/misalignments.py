"""What is poor about a whole tree of goals, kind by kind: the findings of the alignment report (R6, R7).

Every function costs as much as there are goals, key results or links given to it, and not more.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from perftui.domain.alignments import MISPLACED, Misplacement, misplacement
from perftui.domain.codes import Code, Level
from perftui.domain.findings import Finding, Severity
from perftui.domain.quantities import number_text
from perftui.domain.rollups import FULL_WEIGHT
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
    weights_below: int
    """Sum of the weights of the goals and key results right below it, in basis points."""


class CountedResult(NamedTuple):
    """A key result of which another measures the same."""

    id: str
    title: str
    yardstick: str
    """What makes it the same: the id of its measure, or else the hash of its definition."""
    cycle: str
    root: str
    """The topmost goal above it, into which it rolls up."""
    path: str
    """Where its goal stands: begins with the paths of all goals above."""
    goal: str
    person: str
    """The person who owns the goal; empty where it is a unit or nobody."""


class CrossLink(NamedTuple):
    """A link between two goals, wherever they stand in the tree."""

    id: str
    kind: str
    """contributes, depends or conflicts."""
    state: str
    from_goal: str


class Found(NamedTuple):
    """One finding of the report."""

    kind: FindingKind
    finding: Finding
    """Its entity is `goal`, `unit` or `cycle`: where it is mended."""
    parts: tuple[str, ...] = ()
    """Ids of the key results or links that it is about."""


_PLACES: Final[Mapping[Misplacement, tuple[FindingKind, str]]] = {
    Misplacement.ORPHAN: (FindingKind.ORPHAN, mark("Serves no other goal")),
    Misplacement.EMPTY_THEME: (FindingKind.EMPTY_THEME, mark("No goal serves it yet")),
    Misplacement.SKIPS_UNITS: (FindingKind.LEVEL_SKIP, mark("Personal goal right under a theme")),
    Misplacement.UPSIDE_DOWN: (FindingKind.LEVEL_SKIP, mark("Unit goal under a personal goal")),
}


def goal_findings(goals: Iterable[TreeGoal]) -> Iterator[Found]:
    """What is poor about single goals: their place, a lack of key results, and weights below that are not 100 %."""
    for goal in goals:
        place = misplacement(goal.level, goal.parent_level, has_parent=goal.has_parent, is_parent=goal.goals_below > 0)
        if place is not None:
            kind, template = _PLACES[place]
            yield _found(kind, MISPLACED[place][0], Message(template), goal.id)
        if not goal.key_results and goal.level is not Level.THEME:
            yield _unmeasured(goal)
        if (goal.goals_below or goal.key_results) and goal.weights_below != FULL_WEIGHT:
            text = Message(mark("The weights below sum to {percent} %"), {"percent": _percent(goal.weights_below)})
            yield _found(FindingKind.WEIGHTS, Severity.WARNING, text, goal.id)


def _unmeasured(goal: TreeGoal) -> Found:
    if goal.goals_below:
        text, severity = Message(mark("Only the goals below tell how far it is")), Severity.INFO
    else:
        text, severity = Message(mark("Nothing tells whether it is reached")), Severity.WARNING
    return _found(FindingKind.NO_KEY_RESULT, severity, text, goal.id)


def top_weights(goals: Iterable[TreeGoal]) -> Iterator[Found]:
    """The cycles whose topmost themes do not weigh 100 % together."""
    sums: dict[str, int] = defaultdict(int)
    for goal in goals:
        if goal.level is Level.THEME and not goal.has_parent:
            sums[goal.cycle] += goal.weight
    for cycle, total in sums.items():
        if total != FULL_WEIGHT:
            text = Message(mark("The topmost themes weigh {percent} %"), {"percent": _percent(total)})
            yield _found(FindingKind.WEIGHTS, Severity.WARNING, text, cycle, "cycle")


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
            yield _found(FindingKind.SILO, Severity.WARNING, text._replace(values={"n": n}), unit, "unit")


def counted_twice(results: Iterable[CountedResult]) -> Iterator[Found]:
    """Measures that count more than once in one cycle: the same yardstick in key results that roll up into the same topmost goal.

    Serious where one counts into the roll-up of the goal of another, which then counts it again. A warning where they only meet
    further up. No more than a note where different people are measured side by side: then each may well have their own value.

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
_ASIDE = Message(mark("“{title}” counts {n} times in one branch"))
_PEOPLE = Message(mark("“{title}” of {n} people: does each count their own?"))


def _counted(group: Sequence[CountedResult]) -> Found:
    # In the order of their paths, whatever stands below a goal comes right behind it.
    upper = next((above for above, below in pairwise(group) if below.path.startswith(above.path)), None)
    people = {result.person for result in group}
    if upper is not None:
        n = sum(result.path.startswith(upper.path) for result in group) - 1
        severity, text, at = Severity.SERIOUS, _NESTED, upper
    elif "" not in people and len(people) == len(group):
        severity, text, at, n = Severity.INFO, _PEOPLE, group[0], len(group)
    else:
        severity, text, at, n = Severity.WARNING, _ASIDE, group[0], len(group)
    said = text._replace(values={"title": at.title, "n": n})
    return _found(FindingKind.COUNTED_TWICE, severity, said, at.goal, parts=tuple(result.id for result in group))


_LINKS: Final[Mapping[tuple[str, str], Message]] = {
    ("conflicts", "open"): Message(mark("{n} conflict is open"), {}, mark("{n} conflicts are open")),
    ("conflicts", "settled"): Message(mark("{n} conflict is settled"), {}, mark("{n} conflicts are settled")),
    ("depends", "open"): Message(mark("{n} dependency is open"), {}, mark("{n} dependencies are open")),
    ("depends", "settled"): Message(mark("{n} dependency is settled"), {}, mark("{n} dependencies are settled")),
    ("contributes", "open"): Message(mark("{n} goal contributes to another"), {}, mark("{n} goals contribute to others")),
}
_OTHER_LINKS: Final[Mapping[str, Message]] = {
    "conflicts": Message(mark("{n} conflict: {state}"), {}, mark("{n} conflicts: {state}")),
    "depends": Message(mark("{n} dependency: {state}"), {}, mark("{n} dependencies: {state}")),
    "contributes": Message(mark("{n} contribution: {state}"), {}, mark("{n} contributions: {state}")),
}
"""For states that have no sentence of their own."""


def link_summary(links: Iterable[CrossLink]) -> Iterator[Found]:
    """How many links of each kind there are in each state; an open conflict is a warning. Conflicts first, open before settled."""
    groups: dict[tuple[str, str], list[CrossLink]] = defaultdict(list)
    for link in links:
        groups[link.kind, link.state].append(link)
    for kind, state in sorted(groups, key=lambda key: (list(_OTHER_LINKS).index(key[0]), key[1])):
        group = groups[kind, state]
        template = _LINKS.get((kind, state), _OTHER_LINKS[kind])
        severity = Severity.WARNING if (kind, state) == ("conflicts", "open") else Severity.INFO
        text = template._replace(values={"n": len(group), "state": state})
        yield _found(FindingKind.LINK, severity, text, group[0].from_goal, parts=tuple(link.id for link in group))


def _percent(weight: int) -> str:
    return number_text(Decimal(weight) / 100)


def _found(  # noqa: PLR0913  # the fields of a finding
    kind: FindingKind, severity: Severity, text: Message, entity_id: str, entity: str = "goal", *, parts: tuple[str, ...] = ()
) -> Found:
    return Found(kind, Finding(severity, text, entity, entity_id), parts)
