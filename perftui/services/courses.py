"""Courses: those of the library in both languages and own ones; which help with which measure, and which fit somebody (R32, R33)."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from perftui.domain.support import Audience, SupportTable
from perftui.domain.texts import fold
from perftui.i18n import language, mark
from perftui.records import NamedTuple
from perftui.services import support_records
from perftui.services.builtin_measures import LANGUAGES, built_in, shown
from perftui.storage import course_measures, lookups, support
from perftui.storage.stores import Label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

BUILT_IN = "builtin:"
"""Before the code of a course of the library that is not in the file yet."""
SHORTEST = 2
"""Signs of a competency from which on the name of a course is looked through for it."""


class CourseLine(NamedTuple):
    """A course that can be chosen."""

    id: str
    """`builtin:` and its code where it is not in the file yet."""
    version: int
    code: str
    name: str
    provider: str
    audience: Audience
    measures: tuple[str, ...]
    """Codes, or else ids, of the measures with which it helps."""
    measure_names: tuple[str, ...]
    completed: int
    is_archived: bool
    note: str = ""


class Proposal(NamedTuple):
    """A course that fits, and why."""

    course: CourseLine
    why: tuple[str, ...]
    """The gaps and key results for which it does."""


@cache
def catalogue(lang: str) -> Mapping[str, Mapping[str, Any]]:
    """The courses of the library in a language, by code."""
    import tomllib  # few look at courses
    from importlib import resources

    text = resources.files(f"perftui.content.{lang}").joinpath("catalog.toml").read_text(encoding="utf-8")
    return {entry["id"]: entry for entry in tomllib.loads(text)["entry"] if entry["kind"] == "course"}


def shown_name(code: str, name: str) -> str:
    """The name of a course: in the language in use where it is still that of the library."""
    for lang in LANGUAGES:
        if code and catalogue(lang).get(code, {}).get("name") == name:
            return str(catalogue(_spoken())[code]["name"])
    return name


def _spoken() -> str:
    spoken = language()
    return spoken if spoken in LANGUAGES else LANGUAGES[0]


def listing(store: Store, *, with_archived: bool = False) -> list[CourseLine]:
    """The courses of the file, then those of the library that are not in it."""
    mapped: dict[str, list[Row]] = {}
    for row in course_measures.of_courses(store):
        mapped.setdefault(row["course_id"], []).append(row)
    rows = support.listing(store, SupportTable.COURSE)
    coded = course_measures.coded(store)
    lines = [_line(row, mapped.get(row["id"], []), coded) for row in rows if with_archived or not row["is_archived"]]
    known = {row["code"] for row in rows if row["code"]}
    return [*lines, *(_built_in(entry) for code, entry in catalogue(_spoken()).items() if code not in known)]


def _line(row: Row, mapped: Iterable[Row], coded: Mapping[str, str]) -> CourseLine:
    found = list(mapped)
    # What the library maps to measures that are not in the file cannot be stored there, and holds all the same.
    more = [code for code in catalogue(_spoken()).get(row["code"], {}).get("kpis", ()) if code not in coded]
    return CourseLine(
        **{name: row[name] for name in ("id", "version", "code", "provider", "completed", "note")},
        name=shown_name(row["code"], row["name"]),
        audience=Audience(row["audience"]),
        measures=(*(each["code"] or each["measure_id"] for each in found), *more),
        measure_names=(*(shown(each["code"], "name", each["name"]) for each in found), *_names_of(more)),
        is_archived=bool(row["is_archived"]),
    )


def _built_in(entry: Mapping[str, Any]) -> CourseLine:
    names = tuple(_names_of(entry["kpis"]))
    audience = Audience(entry.get("audience", Audience.EVERYBODY.value))
    return CourseLine(f"{BUILT_IN}{entry['id']}", 0, entry["id"], entry["name"], "", audience, tuple(entry["kpis"]), names, 0, False)


def _names_of(codes: Iterable[str]) -> list[str]:
    return [str(built_in(_spoken())[code]["name"]) for code in codes if code in built_in(_spoken())]


def line(store: Store, course_id: str) -> CourseLine | None:
    """One course, also one of the library that is not in the file."""
    return next((one for one in listing(store, with_archived=True) if one.id == course_id), None)


def take_up(store: Store, course_id: str) -> str:
    """The id of a course in the file; one of the library is put there with the measures it helps with, inside `write()`."""
    if not course_id.startswith(BUILT_IN):
        return course_id
    entry = catalogue(_spoken())[course_id.removeprefix(BUILT_IN)]
    found, measures = store.new_id(), course_measures.coded(store)
    audience = entry.get("audience", Audience.EVERYBODY.value)
    store.insert("course", id=found, code=entry["id"], name=entry["name"], audience=audience)
    for code in entry["kpis"]:
        if code in measures:
            store.insert("course_measure", id=store.new_id(), course_id=found, measure_id=measures[code])
    return found


def save(store: Store, course_id: str, version: int, measures: Iterable[str], **values: object) -> str:
    """Add or change a course together with the measures with which it helps.

    Args:
        store: The store.
        course_id: Empty for a new one; one of the library is taken into the file.
        version: The version that was read; 0 for new ones.
        measures: Ids of measures.
        **values: Fields of `CourseDraft`.

    Returns:
        Its id.

    Raises:
        FieldError: A value cannot be used.
        Gone, Changed: As always.
    """
    wanted = set(measures)
    stored = support_records.columns(store, SupportTable.COURSE, values)
    label = mark("Changed the course {title}") if course_id else support_records.ADDED[SupportTable.COURSE]
    with store.write(Label(label, {"title": str(stored["name"])})):
        found = take_up(store, course_id) if course_id else store.new_id()
        if not course_id:
            store.insert("course", id=found, **stored)
        else:
            store.update("course", found, version or 1, **stored)
        before = {row["measure_id"] for row in course_measures.of_courses(store) if row["course_id"] == found}
        for gone in before - wanted:
            course_measures.remove(store, found, gone)
        for new in sorted(wanted - before):
            store.insert("course_measure", id=store.new_id(), course_id=found, measure_id=new)
    return found


def archive(store: Store, course_id: str) -> None:
    """Offer a course no more; one of the library is put into the file for that.

    Raises:
        Gone: There is no such course.
    """
    name = next((one.name for one in listing(store) if one.id == course_id), "")
    with store.write(Label(mark("Archived the course {title}"), {"title": name})):
        found = take_up(store, course_id)
        store.update("course", found, support_records.row_of(store, SupportTable.COURSE, found)["version"], is_archived=1)


def proposals(store: Store, person_id: str, today: date, *, gap_id: str = "", competency: str = "") -> list[Proposal]:
    """The courses that fit somebody: by a competency, by one gap, or else by all measures of theirs that are below target.

    Args:
        store: The store.
        person_id: For whom; courses for managers are left out where nobody reports to them.
        today: On this day.
        gap_id: Only for this gap.
        competency: Also those whose name holds it.
    """
    is_manager = lookups.reports_of(store, person_id, today.isoformat()) > 0
    wanted = _wanted(store, person_id, today, gap_id)
    found = []
    for course in listing(store):
        if course.audience is Audience.MANAGER and not is_manager:
            continue
        why = [text for key, text in wanted if key in course.measures]
        if len(competency) >= SHORTEST and any(_is_about(name, competency) for name in _all_names(course)):
            why.insert(0, competency)
        if why:
            found.append(Proposal(course, tuple(dict.fromkeys(why))))
    return found


def _wanted(store: Store, person_id: str, today: date, gap_id: str) -> list[tuple[str, str]]:
    if gap_id:
        row = course_measures.of_gap(store, gap_id)
        rows = [row] if row is not None else []
    else:
        rows = course_measures.below_target(store, person_id, today.isoformat())
    loose = [row["dimension"] for row in course_measures.loose_gaps(store, person_id) if gap_id in ("", row["id"])]
    named = [(code, text) for text in loose for code in _named_in(text)]
    return [*((row["code"] or row["measure_id"], row["why"]) for row in rows), *named]


def _named_in(dimension: str) -> Iterator[str]:
    """The measures of the library whose name, in any language, stands in what a gap is about."""
    text = fold(dimension)
    for lang in LANGUAGES:
        yield from (code for code, measure in built_in(lang).items() if fold(str(measure["name"])) in text)


def _all_names(course: CourseLine) -> set[str]:
    """What a course is called: a competency may be written in another language than the one in use."""
    known = {str(catalogue(lang)[course.code]["name"]) for lang in LANGUAGES if course.code in catalogue(lang)}
    return known if course.name in known else {course.name}


def _is_about(name: str, competency: str) -> bool:
    bare, wanted = fold(name), fold(competency)
    return wanted in bare or bare in wanted
