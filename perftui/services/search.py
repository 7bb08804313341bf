"""One search over people, goals, plans, meetings and measures, by names, pinyin, initials, staff numbers and titles."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from perftui.domain.meetings import MeetingKind
from perftui.domain.pinyin import initials
from perftui.domain.plans import PlanState
from perftui.i18n import say
from perftui.storage import asides, goal_lookups, goals, measures, meetings, people, plan_lists, searches

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

TITLES = 5_000
"""Titles that are read aloud at most."""
LONGEST_INITIALS = 12
RECENTLY_USED = 5
"""Added to the score of what was used lately."""
RECORDS = 10
"""Plans that are found at most, and meetings, and measures."""
BESIDE = 5
"""Plans, meetings and measures score so much less than a goal that fits as well."""
WHOSE = 40
"""The score of a plan that was found by its person."""
DOT = " · "


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that was found."""

    kind: str
    """person, goal, plan, meeting or measure; a key result is found as a goal, by its own id."""
    id: str
    title: str
    """The name or the title."""
    subtitle: str
    """What tells it from others: staff number, unit and position, owner and cycle, person and state, kind and date, or code and area."""
    score: int
    """0 to 105; the higher, the better."""


def everything(store: Store, query: str, today: date, limit: int = 20) -> list[Hit]:
    """What a text may mean, the best first; the people and goals that were used last when the text is empty.

    Args:
        store: The store.
        query: Part of a name or title, the beginning of pinyin or initials, a staff number, or the initials of a Chinese title.
        today: Only people who are here on that day are found.
        limit: How many at most.
    """
    text = _plain(query)
    if not text:
        return _recent_people(store, today, limit // 2) + _recent_goals(store, limit - limit // 2)
    hits = _people_hits(store, text, today, limit) + _goal_hits(store, text, limit)
    hits += _plan_hits(store, text) + _meeting_hits(store, text) + _measure_hits(store, text)
    return sorted(hits, key=lambda hit: -hit.score)[:limit]


def people_choices(store: Store, query: str, today: date, limit: int = 20) -> list[Hit]:
    """People for a picker: those that a text may mean, the best first; when it is empty those used last, then the others by name."""
    text = _plain(query)
    if text:
        return sorted(_people_hits(store, text, today, limit), key=lambda hit: -hit.score)[:limit]
    recent = _recent_people(store, today, limit)
    known = {hit.id for hit in recent}
    first = searches.first_people(store, today.isoformat(), limit)
    others = [_person_hit(row, 0) for row in people.window(store, first, today.isoformat())]
    return (recent + [hit for hit in others if hit.id not in known])[:limit]


def remember(store: Store, kind: str, record_id: str) -> None:
    """Note that a person or goal (the kind) was opened just now."""
    asides.touch_recent(store, kind, record_id)


def _plain(query: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", query).lower().split())


def _recent_people(store: Store, today: date, limit: int) -> list[Hit]:
    rows = (people.get(store, person_id, today.isoformat()) for person_id in asides.recent(store, "person", limit))
    return [_person_hit(row, 0) for row in rows if row is not None and not row["is_archived"]]


def _recent_goals(store: Store, limit: int) -> list[Hit]:
    rows = goal_lookups.goals(store, asides.recent(store, "goal", limit))
    return [_goal_hit(row, 0) for row in rows if row["state"] != "archived"]


def _people_hits(store: Store, text: str, today: date, limit: int) -> list[Hit]:
    recent = set(asides.recent(store, "person", 50))
    found = people.search(store, text, today.isoformat(), max(limit, 50))
    return [_person_hit(row, _person_score(row, text) + RECENTLY_USED * (row["id"] in recent)) for row in found]


def _person_score(row: Row, text: str) -> int:
    name, spoken, squeezed = row["name"].lower(), row["pinyin"].replace(" ", ""), text.replace(" ", "")
    ways = (
        (100, text in {name, row["staff_no"].lower()} or squeezed == spoken),
        (90, text == row["initials"]),
        (85, name.startswith(text)),
        (80, spoken.startswith(squeezed)),
        (75, row["initials"].startswith(text)),
        (60, text in name),
    )
    return next((score for score, is_so in ways if is_so), 55)


def _goal_hits(store: Store, text: str, limit: int) -> list[Hit]:
    recent = set(asides.recent(store, "goal", 50))
    found = [(row, _title_score(row["title"].lower(), text)) for row in goals.search(store, text, max(limit, 50))]
    spoken = _spoken_scores(store, text, {row["id"] for row, _score in found})
    found += [(row, spoken[row["id"]]) for row in goal_lookups.goals(store, sorted(spoken, key=lambda one: -spoken[one])[:limit])]
    measured = [(row, _title_score(row["title"].lower(), text)) for row in goals.search_key_results(store, text, limit)]
    return [_goal_hit(row, score + RECENTLY_USED * (row["id"] in recent)) for row, score in found + measured]


def _title_score(title: str, text: str) -> int:
    return 95 if title == text else 70 if title.startswith(text) else 50


def _spoken_scores(store: Store, text: str, known: Iterable[str]) -> dict[str, int]:
    """Goals that were not found by their title but by the initials of its characters, such as `tskhmyd` for 提升客户满意度."""
    wanted = text.replace(" ", "")
    if not (wanted.isascii() and wanted.isalnum() and 1 < len(wanted) <= LONGEST_INITIALS):
        return {}
    scores = {row["id"]: _spoken_score(row["title"], wanted) for row in searches.chinese_titles(store, TITLES)}
    return {goal: score for goal, score in scores.items() if score and goal not in known}


def _spoken_score(title: str, wanted: str) -> int:
    letters = "".join(map(_letter, title))
    return 45 if letters.startswith(wanted) else 35 if wanted in letters else 0


@cache  # a reading never changes, and there are only so many characters
def _letter(character: str) -> str:
    return initials(character, is_name=False)


def _plan_hits(store: Store, text: str) -> list[Hit]:
    found = [(row, max(_record_score(text, row["title"]), _whose_score(row, text))) for row in plan_lists.issued(store)]
    hits = [
        Hit("plan", row["id"], row["title"], _joined(row["name"], say(PlanState(row["state"])), row["start_date"]), score)
        for row, score in found
        if score
    ]
    return sorted(hits, key=lambda hit: -hit.score)[:RECORDS]


def _whose_score(row: Row, text: str) -> int:
    """How well a text fits the person of a plan."""
    spoken = row["pinyin"].replace(" ", "").lower()
    begins = (row["initials"].lower(), spoken, row["staff_no"].lower())
    is_meant = text in row["name"].lower() or any(each.startswith(text.replace(" ", "")) for each in begins if each)
    return WHOSE if is_meant else 0


def _meeting_hits(store: Store, text: str) -> list[Hit]:
    found = ((row, _record_score(text, row["title"])) for row in meetings.titles(store))
    return [
        Hit("meeting", row["id"], row["title"], _joined(say(MeetingKind(row["kind"])), row["on_date"]), score)
        for row, score in found
        if score
    ][:RECORDS]


def _measure_hits(store: Store, text: str) -> list[Hit]:
    found = ((row, _record_score(text, row["name"], row["code"])) for row in measures.names(store))
    hits = [Hit("measure", row["id"], row["name"], _joined(row["code"], row["area"], row["unit"]), score) for row, score in found if score]
    return sorted(hits, key=lambda hit: -hit.score)[:RECORDS]


def _record_score(text: str, title: str, code: str = "") -> int:
    """How well a text fits a title or code, or the initials of the title's characters; a little less than it would fit a goal's."""
    plain, wanted = title.lower(), text.replace(" ", "")
    if text in plain or (code and code.lower().startswith(text)):
        return _title_score(text if code.lower() == text else plain, text) - BESIDE
    is_spoken = wanted.isascii() and wanted.isalnum() and 1 < len(wanted) <= LONGEST_INITIALS and not title.isascii()
    return max(0, _spoken_score(title, wanted) - BESIDE) if is_spoken else 0


def _person_hit(row: Row, score: int) -> Hit:
    return Hit("person", row["id"], row["name"], _joined(row["staff_no"], row["unit"], row["position"]), score)


def _goal_hit(row: Row, score: int) -> Hit:
    owner = row["owner"] if "owner" in row.keys() else row["owner_person"] or row["owner_unit"]  # noqa: SIM118  # a Row iterates over values
    return Hit("goal", row["id"], row["title"], _joined(owner, row["cycle"]), score)


def _joined(*parts: str | None) -> str:
    present: Sequence[str] = [part for part in parts if part]
    return DOT.join(present)
