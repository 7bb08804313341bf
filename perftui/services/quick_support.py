"""A record of support in one line: `test bench; procurement; +14d; !1`, with a preview while it is typed."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from perftui.domain.codes import Code, Words
from perftui.domain.recurrence_texts import BadRecurrence, parse_recurrence
from perftui.domain.recurrences import anchored, words
from perftui.domain.support import AccommodationKind, InitiativeKind, MentorReason, SupportKind, SupportTable
from perftui.domain.texts import fold
from perftui.errors import BadInput, PerftuiError
from perftui.i18n import mark, say
from perftui.services import courses, mentors, support_records, trainings
from perftui.services.quick_adds import QuickPart
from perftui.services.quick_parts import QuickLine, date_part, not_read, once, owner_called, split

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date

    from perftui.storage.stores import Store

LABELS: Final[Mapping[str, Words]] = {
    **{"title": Words(mark("Title")), "name": Words(mark("Course")), "competency": Words(mark("Competency"))},
    **{"person_id": Words(mark("For")), "owner_person_id": Words(mark("Owner"))},
    **{"provider_unit_id": Words(mark("Provider")), "unit_id": Words(mark("Unit"))},
    **{"mentor_id": Words(mark("Mentor")), "mentee_id": Words(mark("Mentee")), "kind": Words(mark("Kind"))},
    **{"reason": Words(mark("Reason")), "recurrence": Words(mark("How often")), "priority": Words(mark("Priority"))},
    **{"needed_by": Words(mark("Needed by")), "due_date": Words(mark("Due")), "start_date": Words(mark("Start"))},
    **{"valid_until": Words(mark("Valid until")), "hours_per_week": Words(mark("Hours a week"))},
    **{"level_now": Words(mark("Level now")), "level_needed": Words(mark("Level needed"))},
    **{"course_id": Words(mark("Course")), "provider": Words(mark("Provider")), "rest": Words(mark("Not understood"))},
}
"""Field to the label of its part."""
_HOURS: Final = re.compile(r"(\d+(?:\.\d+)?)\s*(?:h|hours?|小时|时)(?:\s*(?:/|a|per)?\s*(?:week|周)?)?", re.IGNORECASE)
_LEVELS: Final = re.compile(r"(?:([1-5])\s*(?:-?>|→|到|/|-)\s*)?([1-5])")


class PartUnclear(BadInput):
    """A part of a line that means nothing in its list."""

    template = mark("“{text}” is not understood here. Ctrl+N once more opens the form with what is understood.")


class FirstMissing(BadInput):
    """A line without its first parts."""

    template = mark("{field} is missing.")


class _Line:
    """Reads the parts of one line."""

    def __init__(self, store: Store, today: date) -> None:
        self.store, self.today = store, today

    def text(self, field: str) -> Callable[[str], QuickPart | None]:
        """Takes any text."""
        return lambda text: _made(field, text, text, text)

    def person(self, field: str, unit_field: str = "") -> Callable[[str], QuickPart | None]:
        """Takes a person, or where it says so a unit; what is neither is an error."""

        def read(text: str) -> QuickPart | None:
            try:
                found = owner_called(self.store, text, self.today)
            except PerftuiError as error:
                return QuickPart(field, LABELS[field], text, "", "", error)
            if found.entity == "person":
                return _made(field, text, found.shown, found.id)
            return _made(unit_field, text, found.shown, found.id) if unit_field else None

        return read

    def day(self, field: str) -> Callable[[str], QuickPart | None]:
        """Takes a date."""

        def read(text: str) -> QuickPart | None:
            found = date_part(text, self.today)
            return None if found is None else _made(field, text, found.shown, found.value)

        return read

    def often(self, text: str) -> QuickPart | None:
        """Takes what says how often."""
        try:
            series = parse_recurrence(text)
        except BadRecurrence:
            return None
        return _made("recurrence", text, words(anchored(series, self.today)), series.text())

    def course(self, text: str) -> QuickPart | None:
        """Takes the name of a course, or the beginning of one; any other text is the title of the training."""
        wanted, offered = fold(text), courses.listing(self.store)
        found = [one for one in offered if fold(one.name) == wanted] or [one for one in offered if fold(one.name).startswith(wanted)]
        if len(found) == 1:
            return _made("course_id", text, found[0].name, found[0].id)
        return _made("title", text, text, text)


def _code(field: str, codes: type[Code]) -> Callable[[str], QuickPart | None]:
    def read(text: str) -> QuickPart | None:
        wanted = fold(text)
        found = next((code for code in codes if wanted in (fold(say(code)), fold(code.template), code.value)), None)
        return None if found is None else _made(field, text, say(found), found.value)

    return read


def _hours(text: str) -> QuickPart | None:
    found = _HOURS.fullmatch(unicodedata.normalize("NFKC", text).strip())
    return None if found is None else _made("hours_per_week", text, found[1], found[1])


def _made(field: str, text: str, shown: str, value: str) -> QuickPart:
    return QuickPart(field, LABELS[field], text, shown, value, None)


def _readers(line: _Line, table: SupportTable) -> tuple[Sequence[Callable[[str], QuickPart | None]], ...]:
    """The parts that come first, in order, and those that follow in any."""
    whom, anybody = (line.person("person_id"),), line.person("person_id", "provider_unit_id")
    return {
        SupportTable.REQUEST: ((line.text("title"),), (line.day("needed_by"), _code("kind", SupportKind), anybody)),
        SupportTable.INITIATIVE: (
            (line.text("title"),),
            (line.day("due_date"), _code("kind", InitiativeKind), line.person("owner_person_id", "unit_id")),
        ),
        SupportTable.ACCOMMODATION: (whom, (_code("kind", AccommodationKind), _hours, line.day("valid_until"))),
        SupportTable.TRAINING: ((*whom, line.course), (line.day("start_date"), line.text("provider"))),
        SupportTable.SKILL_GAP: ((*whom, line.text("competency")), ()),
        SupportTable.COURSE: ((line.text("name"),), (line.text("provider"),)),
        SupportTable.MENTORSHIP: (
            (line.person("mentor_id"), line.person("mentee_id")),
            (_code("reason", MentorReason), line.often, line.day("start_date")),
        ),
    }[table]


FIRST: Final[Mapping[SupportTable, tuple[str, ...]]] = {
    SupportTable.REQUEST: ("title",),
    SupportTable.INITIATIVE: ("title",),
    SupportTable.ACCOMMODATION: ("person_id",),
    SupportTable.TRAINING: ("person_id", "course_id"),
    SupportTable.SKILL_GAP: ("person_id", "competency"),
    SupportTable.COURSE: ("name",),
    SupportTable.MENTORSHIP: ("mentor_id", "mentee_id"),
}
"""List to the fields that its lines begin with."""


def parse_quick_support(store: Store, table: SupportTable, text: str, today: date) -> QuickLine:
    """Read a line of a list; nothing is written and nothing raised.

    Args:
        store: The store.
        table: Which list.
        text: Full width too; the first parts in their order, all others in any.
        today: What a date such as `+7d` starts from.
    """
    try:
        return QuickLine(tuple(_parts(_Line(store, today), table, text)))
    except PerftuiError as error:
        return not_read(text, error)


def _parts(line: _Line, table: SupportTable, text: str) -> Iterator[QuickPart]:
    typed, priority = split(text)
    first, others = _readers(line, table)
    given: list[QuickPart] = []
    for place, field in enumerate(FIRST[table]):
        part = typed[place] if place < len(typed) else ""
        found = first[place](part) if part else QuickPart(field, LABELS[field], "", "", "", FirstMissing(field=LABELS[field]))
        given.append(found or _unclear(part))
    for part in filter(None, typed[len(first) :]):
        levels = _levels(part) if table is SupportTable.SKILL_GAP else []
        given += levels or [once(next((found for read in others if (found := read(part))), None) or _unclear(part), given)]
    if priority:
        is_right = table is SupportTable.REQUEST and priority in ("P1", "P2", "P3")
        given.append(_made("priority", f"!{priority}", priority[1:], priority[1:]) if is_right else _unclear(f"!{priority}"))
    yield from given


def _levels(text: str) -> list[QuickPart]:
    found = _LEVELS.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if found is None:
        return []
    now = [_made("level_now", text, found[1], found[1])] if found[1] else []
    return [*now, _made("level_needed", text, found[2], found[2])]


def _unclear(text: str) -> QuickPart:
    return QuickPart("rest", LABELS["rest"], text, "", "", PartUnclear(text=text))


def quick_support(store: Store, table: SupportTable, text: str, today: date) -> str:
    """Add the record that a line describes.

    Returns:
        Its id.

    Raises:
        BadInput: The line cannot be read: the first error of `parse_quick_support`.
        PerftuiError: As what adds to the list.
    """
    line = parse_quick_support(store, table, text, today)
    if line.error is not None:
        raise line.error
    values: dict[str, object] = {part.field: part.value for part in line.parts}
    day = today.isoformat()
    if table is SupportTable.TRAINING:
        return trainings.add(store, today, **{"title": "", **values})
    if table is SupportTable.COURSE:
        return courses.save(store, "", 0, (), **values)
    if table is SupportTable.MENTORSHIP:
        return mentors.add(store, **{"reason": MentorReason.NEW_HIRE.value, "start_date": day, **values})
    usual = {SupportTable.REQUEST: {"requested_on": day}, SupportTable.ACCOMMODATION: {"valid_from": day}}
    return support_records.add(store, table, **{**usual.get(table, {}), **values})
