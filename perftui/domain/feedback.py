"""360 feedback: the codes that are stored, who is proposed to answer about whom, and what a round needs before it opens (R42)."""

from __future__ import annotations

from collections import Counter
from hashlib import blake2b
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from perftui.domain.codes import Code
from perftui.i18n import mark
from perftui.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence


class RoundState(Code):
    """How far a round has come."""

    SETUP = "setup", mark("Setup")
    COLLECTING = "collecting", mark("Collecting answers")
    FROZEN = "frozen", mark("Frozen")
    RELEASED = "released", mark("Released")


class RaterGroup(Code):
    """As what somebody answers about another."""

    MANAGER = "manager", mark("Manager")
    PEER = "peer", mark("Peers")
    REPORT = "report", mark("Direct reports")
    CUSTOMER = "customer", mark("Customers")
    SELF = "self", mark("Self")


class QuestionKind(Code):
    """How a question is answered."""

    SCALE = "scale", mark("With a level")
    OPEN = "open", mark("In words")


class RaterState(Code):
    """How far a form has come."""

    INVITED = "invited", mark("Not begun")
    BEGUN = "begun", mark("Begun")
    COMPLETED = "completed", mark("Completed")
    DECLINED = "declined", mark("Declined")


WHOLE: Final = 10_000
DEFAULT_WEIGHTS: Final = {
    RaterGroup.MANAGER: 4000,
    RaterGroup.PEER: 3000,
    RaterGroup.REPORT: 1500,
    RaterGroup.CUSTOMER: 1500,
    RaterGroup.SELF: 0,
}
"""Group to its weight in basis points; self is set against the others and never weighs."""
SHOWN_ALWAYS: Final = frozenset((RaterGroup.MANAGER, RaterGroup.SELF))
"""Groups of one, which no threshold hides."""
MOST_FORMS: Final = 8
"""How many forms one person gets in a round unless a setting says otherwise."""
PEERS: Final = 5
"""How many peers are proposed for one person."""
THRESHOLD: Final = 3
"""From so many raters on a group is shown, and never from fewer: of two, each could tell what the other said."""


class Proposed(NamedTuple):
    """Somebody proposed to answer about another."""

    subject: str
    """The person it is about."""
    group: RaterGroup
    rater: str
    """The person who answers."""


class Plan(NamedTuple):
    """By what raters are proposed."""

    groups: frozenset[RaterGroup] = frozenset((RaterGroup.MANAGER, RaterGroup.PEER, RaterGroup.REPORT, RaterGroup.SELF))
    peers: int = PEERS
    """At most so many peers a person."""
    seed: str = ""
    """The same seed draws the same peers."""
    most: int = MOST_FORMS
    """Who has so many forms is not proposed as a peer or report; 0 for no limit."""
    there: Mapping[str, frozenset[str]] = MappingProxyType({})
    """Subject to those who answer already: they are not proposed again, and peers among them count."""


def proposals(subjects: Sequence[str], managers: Mapping[str, str], plan: Plan, loads: Mapping[str, int]) -> list[Proposed]:
    """Who should answer about some people, by the reporting lines.

    Peers, who have the same manager, are drawn at random among those with the fewest forms.

    Args:
        subjects: The people it is about.
        managers: Person to manager, of everybody who is here.
        plan: Which groups, and how many.
        loads: Person to the number of forms that they have already.

    Returns:
        Subject by subject, in the order of the groups.
    """
    counted, below = Counter(loads), _below(managers)
    found = []
    for subject in subjects:
        for one in _of_subject(subject, managers, below, plan, counted):
            counted[one.rater] += 1
            found.append(one)
    return found


def _of_subject(
    subject: str, managers: Mapping[str, str], below: Mapping[str, list[str]], plan: Plan, loads: Counter[str]
) -> Iterator[Proposed]:
    manager = managers.get(subject, "")
    there = plan.there.get(subject, frozenset())
    if RaterGroup.MANAGER in plan.groups and manager and manager not in there:
        yield Proposed(subject, RaterGroup.MANAGER, manager)
    if RaterGroup.PEER in plan.groups and manager:
        beside = [one for one in below[manager] if one != subject]
        free = [one for one in beside if one not in there and not _is_full(loads[one], plan)]
        free.sort(key=lambda one: (loads[one], _draw(plan.seed, subject, one)))
        for one in free[: max(0, plan.peers - len(there.intersection(beside)))]:
            yield Proposed(subject, RaterGroup.PEER, one)
    if RaterGroup.REPORT in plan.groups:
        for one in below.get(subject, ()):
            if one not in there and not _is_full(loads[one], plan):
                yield Proposed(subject, RaterGroup.REPORT, one)
    if RaterGroup.SELF in plan.groups and subject not in there:
        yield Proposed(subject, RaterGroup.SELF, subject)


def _below(managers: Mapping[str, str]) -> dict[str, list[str]]:
    below: dict[str, list[str]] = {}
    for person, manager in managers.items():
        below.setdefault(manager, []).append(person)
    return below


def _is_full(load: int, plan: Plan) -> bool:
    return bool(plan.most) and load >= plan.most


def _draw(seed: str, subject: str, person: str) -> bytes:
    return blake2b(f"{seed}/{subject}/{person}".encode(), digest_size=8).digest()


def weighed(weights: Mapping[RaterGroup, int]) -> int:
    """What the groups weigh together, self left out; a round opens with exactly `WHOLE`."""
    return sum(weight for group, weight in weights.items() if group is not RaterGroup.SELF)


def thin_groups(counts: Mapping[RaterGroup, int], threshold: int) -> list[RaterGroup]:
    """Groups with raters, but too few to be shown by themselves."""
    return [group for group in RaterGroup if group not in SHOWN_ALWAYS and 0 < counts.get(group, 0) < threshold]


def overloaded(loads: Mapping[str, int], most: int) -> dict[str, int]:
    """Who has more forms than the limit, and how many; nobody where the limit is 0."""
    return {rater: n for rater, n in loads.items() if most and n > most}


def anchor_lines(anchors: Mapping[str, Sequence[str]]) -> str:
    """The words for the levels of a scale, in both languages, as they are stored: a line a level, from the lowest on."""
    return "\n".join(" | ".join(pair) for pair in zip(*anchors.values(), strict=True))


def anchors_in(stored: str, language: str) -> tuple[str, ...]:
    """The words for the levels in one language, from the lowest on; a line in one language counts for both."""
    return tuple(_part(line, language) for line in stored.splitlines())


def _part(line: str, language: str) -> str:
    parts = [part.strip() for part in line.split("|", 1)]
    return parts[-1] if language == "zh" else parts[0]


def in_language(texts: tuple[str, str], language: str) -> str:
    """A text that is written in English and in Chinese, or in one of them only, as a reader of a language gets it."""
    english, chinese = texts
    return (chinese or english) if language == "zh" else (english or chinese)


def missing_raters(subjects: Iterable[str], counts: Mapping[str, int]) -> list[str]:
    """The subjects about whom nobody answers."""
    return [subject for subject in subjects if not counts.get(subject)]
