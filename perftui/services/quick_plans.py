"""A plan in one line: `zhang wei; sales; +90d`, with a preview while it is typed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from perftui.domain.codes import Words
from perftui.domain.dates import BadDate, parse_date
from perftui.domain.durations import read_duration
from perftui.domain.formats import describe_date
from perftui.domain.gaps import GapState
from perftui.domain.plan_limits import check_span
from perftui.domain.plans import PlanKind
from perftui.domain.texts import fold
from perftui.errors import BadInput, PerftuiError
from perftui.i18n import mark, ngettext, say
from perftui.records import NamedTuple
from perftui.services import gap_listings, plan_library
from perftui.services.gap_listings import GapFilter
from perftui.services.plan_makings import PlanOrder, last_day, make_plan, template_for
from perftui.services.quick_adds import QuickPart
from perftui.services.quick_parts import QuickLine, not_read, once, owner_called, split

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from perftui.services.plan_library import Template
    from perftui.storage.stores import Store

LABELS: Final = {
    "person": Words(mark("Person")),
    "template": Words(mark("Template")),
    "end": Words(mark("Until")),
    "kind": Words(mark("Kind")),
    "gap": Words(mark("Gap")),
    "steps": Words(mark("Steps")),
}
_BLANK: Final = frozenset(("blank", "none", "空白", "无"))


class PersonMissing(BadInput):
    """A line that does not begin with a person."""

    template = mark("Begin with whose plan it is: name; template; +90d.")


class PlanNotUnderstood(BadInput):
    """Neither a template, a gap of the person, a kind nor a date."""

    template = mark("“{text}” is no template, gap of this person, kind or date. Write sales, the beginning of a gap, development, or +90d.")


class _Around(NamedTuple):
    """What the parts of a line are read with."""

    store: Store
    person: str
    today: date


def parse_quick_plan(store: Store, text: str, today: date) -> QuickLine:
    """Read a line `name; template; +90d`; nothing is written and nothing raised.

    Args:
        store: The store.
        text: Full width too. Behind the name come, in any order: a template, a gap of this person, a kind, and how long it lasts
            or its last day.
        today: The first day of the plan.
    """
    try:
        return QuickLine(tuple(_parts(store, split(text)[0], today)))
    except PerftuiError as error:
        return not_read(text, error)


def quick_plan(store: Store, text: str, today: date) -> str:
    """Make the plan that a line describes.

    Returns:
        Its id.

    Raises:
        BadInput: The line cannot be read: the first error of `parse_quick_plan`.
        PerftuiError: As `make_plan`.
    """
    line = parse_quick_plan(store, text, today)
    if line.error is not None:
        raise line.error
    gap = line.value("gap")
    order = PlanOrder(
        person=line.value("person"),
        kind=PlanKind(line.value("kind") or PlanKind.PIP),
        template=line.value("template"),
        end=date.fromisoformat(line.value("end")),
        gaps=(gap,) if gap else (),
    )
    return make_plan(store, order, today)


def _parts(store: Store, texts: list[str], today: date) -> Iterator[QuickPart]:
    whose = _part("person", texts[0], lambda: _person(store, texts[0], today))
    yield whose
    if whose.error:
        return
    around, parts = _Around(store, whose.value, today), [whose]
    for typed in filter(None, texts[1:]):
        parts.append(once(_read(around, typed), parts))
    yield from parts[1:]
    yield from _usual(around, {part.field: part.value for part in parts if not part.error})


def _usual(around: _Around, given: dict[str, str]) -> Iterator[QuickPart]:
    """What follows from the rest: the template that fits the gap, the end, and how many steps it has."""
    code = given.get("template")
    if code is None:
        code = template_for(around.store, (given["gap"],) if given.get("gap") else ())
        yield QuickPart("template", LABELS["template"], "", plan_library.template_name(code) or "–", code, None)
    template = plan_library.template(code)
    if "end" not in given:
        yield _end("", last_day(template, around.today), around.today)
    n = len(template.steps) if template else 0
    yield QuickPart("steps", LABELS["steps"], "", ngettext("{n} step", "{n} steps", n).format(n=n), "", None)


def _read(around: _Around, text: str) -> QuickPart:
    if (end := _day(text, around.today)) is not None:
        return _end(text, end, around.today)
    wanted = fold(text)
    if wanted in _BLANK:
        return QuickPart("template", LABELS["template"], text, "–", "", None)
    for found in (_template(wanted), _kind(wanted), _gap(around, wanted)):
        if found is not None:
            field, shown, value = found
            return QuickPart(field, LABELS[field], text, shown, value, None)
    return QuickPart("template", LABELS["template"], text, "", "", PlanNotUnderstood(text=text))


def _template(wanted: str) -> tuple[str, str, str] | None:
    def matches(each: Template) -> bool:
        return each.code.startswith(wanted) or fold(each.name).startswith(wanted)

    found = next((each for each in plan_library.templates() if matches(each)), None)
    return ("template", found.name, found.code) if found else None


def _kind(wanted: str) -> tuple[str, str, str] | None:
    names = ((kind, (kind.value, fold(kind.template), fold(say(kind)))) for kind in PlanKind)
    found = next((kind for kind, spoken in names if any(name.startswith(wanted) for name in spoken)), None)
    return ("kind", say(found), found.value) if found else None


def _gap(around: _Around, wanted: str) -> tuple[str, str, str] | None:
    listing = gap_listings.listing(around.store, GapFilter(person=around.person, states=(GapState.OPEN.value,)))
    lines = [line for line in listing.window(0, listing.count()) if line and fold(line.dimension).startswith(wanted)]
    return ("gap", f"{lines[0].dimension} {lines[0].gap_text}".strip(), lines[0].gap_id) if lines else None


def _day(text: str, today: date) -> date | None:
    lasts = read_duration(text)
    if lasts is not None:
        return lasts.last_day(today)
    try:
        return parse_date(text, today)
    except BadDate:
        return None


def _end(text: str, end: date, today: date) -> QuickPart:
    def read() -> tuple[str, str]:
        days = check_span(today, end)
        lasts = ngettext("{n} day", "{n} days", days).format(n=days)
        return f"{describe_date(end, today)} · {lasts}", end.isoformat()

    return _part("end", text, read)


def _part(field: str, text: str, read: Callable[[], tuple[str, str]]) -> QuickPart:
    try:
        shown, value = read()
    except PerftuiError as error:
        return QuickPart(field, LABELS[field], text, "", "", error)
    return QuickPart(field, LABELS[field], text, shown, value, None)


def _person(store: Store, text: str, today: date) -> tuple[str, str]:
    if not text:
        raise PersonMissing
    found = owner_called(store, text, today)
    if found.entity != "person":
        raise PersonMissing
    return found.shown, found.id
