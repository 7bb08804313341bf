"""Goals, milestones and steps of a plan in one line each, with a preview while they are typed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from perftui.domain.codes import Words
from perftui.domain.dates import BadDate, parse_date
from perftui.domain.durations import read_duration
from perftui.domain.formats import basis_points, describe_date
from perftui.domain.measures import target_text
from perftui.domain.plans import PlanStepKind
from perftui.domain.recurrence_texts import BadRecurrence
from perftui.domain.recurrences import short_words
from perftui.domain.roles import Role, role_of
from perftui.domain.texts import fold
from perftui.errors import PerftuiError
from perftui.i18n import mark, say
from perftui.records import NamedTuple
from perftui.services import plan_parts, plan_step_edits
from perftui.services.gaps import read_actual, read_yardstick
from perftui.services.measured_values import value_text
from perftui.services.plan_cells import read_often
from perftui.services.plan_step_makings import OWN
from perftui.services.quick_adds import QuickPart
from perftui.services.quick_parts import QuickLine, not_read, once, owner_called, split, title_part
from perftui.storage import plans
from perftui.storage.stores import Gone

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from perftui.storage.stores import Store

LABELS: Final = {
    "target": Words(mark("Target")),
    "start": Words(mark("Start value")),
    "due": Words(mark("Due date")),
    "wanted": Words(mark("Wanted")),
    "owner": Words(mark("Owner")),
    "role": Words(mark("Role")),
    "recurrence": Words(mark("Repeats")),
    "uplift": Words(mark("Uplift")),
    "kind": Words(mark("Kind")),
    "is_support": Words(mark("Support by the employer")),
}
GOAL, MILESTONE, STEP = "plan_goal", "plan_milestone", "plan_step"
_SUPPORT: Final = frozenset(("support", "promise", "支持", "承诺"))


class Around(NamedTuple):
    """The plan around a part."""

    start: date
    today: date
    person: str


def parse_part(store: Store, table: str, plan_id: str, text: str, today: date) -> QuickLine:
    """Read a line for a part; nothing is written and nothing raised.

    - A goal: `title; target; start value; due date`.
    - A milestone: `title; date; what is wanted by then`.
    - A step: `text; owner or role; date or how often; kind; support`, all but the text in any order.

    Args:
        store: The store.
        table: plan_goal, plan_milestone or plan_step.
        plan_id: The plan: a duration such as `1m` counts from its start.
        text: Full width too.
        today: What a date such as `+7d` starts from.
    """
    try:
        row = plans.get(store, plan_id)
        if row is None:
            raise Gone
        start = date.fromisoformat(row["start_date"]) if row["start_date"] else today
        texts, _priority = split(text)
        read = {GOAL: _goal, MILESTONE: _milestone, STEP: _step}[table]
        return QuickLine((title_part(texts[0]), *read(store, texts[1:], Around(start, today, row["person_id"]))))
    except PerftuiError as error:
        return not_read(text, error)


def add_part(store: Store, table: str, plan_id: str, text: str, today: date) -> str:
    """Add the part that a line describes.

    Returns:
        Its id.

    Raises:
        BadInput: The line cannot be read: the first error of `parse_part`.
        PlanLocked: The plan is issued.
        PerftuiError: As the service that adds such a part.
    """
    line = parse_part(store, table, plan_id, text, today)
    if line.error is not None:
        raise line.error
    given: dict[str, object] = {part.field: part.value for part in line.parts if part.value}
    if table == GOAL:
        started = {"start_on": today} if given.get("start") else {}
        return plan_parts.add_goal(store, plan_id, target=str(given.pop("target", "")), **given, **started)
    if table == MILESTONE:
        return plan_parts.add_milestone(store, plan_id, **given)
    given["text"] = given.pop("title")
    if given.get("uplift"):
        given["uplift"] = int(str(given["uplift"]))
    given.setdefault("kind", usual_kind(given))
    return plan_step_edits.add_step(store, plan_id, **given)


def usual_kind(given: dict[str, object]) -> PlanStepKind:
    """The kind of a step where none was named: by its role, else a habit where it repeats, else how the work is done."""
    by_role = {"mentor": PlanStepKind.MENTORING, "training": PlanStepKind.TRAINING, "manager": PlanStepKind.COACHING}
    found = by_role.get(str(given.get("role", "")))
    return found or (PlanStepKind.HABIT if given.get("recurrence") else PlanStepKind.PROCESS)


def _part(field: str, text: str, read: Callable[[], tuple[str, str]]) -> QuickPart:
    try:
        shown, value = read()
    except PerftuiError as error:
        return QuickPart(field, LABELS[field], text, "", "", error)
    return QuickPart(field, LABELS[field], text, shown, value, None)


def _day(text: str, of: Around) -> QuickPart | None:
    lasts = None if text.startswith("+") else read_duration(text)
    try:
        due = lasts.after(of.start) if lasts else parse_date(text, of.today)
    except BadDate:
        return None
    return QuickPart("due", LABELS["due"], text, describe_date(due, of.today), due.isoformat(), None)


def _sure_day(text: str, of: Around) -> QuickPart:
    def read() -> tuple[str, str]:
        due = parse_date(text, of.today)
        return describe_date(due, of.today), due.isoformat()

    return _day(text, of) or _part("due", text, read)


def _goal(_store: Store, texts: list[str], of: Around) -> Iterator[QuickPart]:
    target, start, due, *_more = [*texts, "", "", ""]

    def read_target() -> tuple[str, str]:
        return target_text(read_yardstick(target)), target

    shown = _part("target", target, read_target)
    yield shown
    if start:
        yield _part("start", start, lambda: (_value(target, start), start) if not shown.error else (start, start))
    if due:
        yield _sure_day(due, of)


def _value(target: str, start: str) -> str:
    yardstick = read_yardstick(target)
    return value_text(yardstick, read_actual(yardstick, start))


def _milestone(_store: Store, texts: list[str], of: Around) -> Iterator[QuickPart]:
    due, wanted, *_more = [*texts, "", ""]
    yield _sure_day(due, of)
    if wanted:
        yield QuickPart("wanted", LABELS["wanted"], wanted, wanted, wanted, None)


def _step(store: Store, texts: list[str], of: Around) -> Iterator[QuickPart]:
    parts: list[QuickPart] = []
    for text in filter(None, texts):
        for read in _step_parts(store, text, of):
            parts.append(once(read, parts))
    yield from parts
    given = {part.field: part.value for part in parts if not part.error}
    others = given.get("owner", of.person) != of.person or given.get("role", Role.EMPLOYEE) != Role.EMPLOYEE
    if others and "is_support" not in given and given.get("kind") not in OWN:
        yield QuickPart("is_support", LABELS["is_support"], "", "✓", "1", None)


def _step_parts(store: Store, text: str, of: Around) -> Iterator[QuickPart]:
    kind, role = _kind(text), role_of(text)
    day = _day(text, of)
    if day is not None:
        yield day
    elif kind is not None:
        yield QuickPart("kind", LABELS["kind"], text, say(kind), kind.value, None)
    elif fold(text) in _SUPPORT:
        yield QuickPart("is_support", LABELS["is_support"], text, "✓", "1", None)
    elif often := list(_often(text)):
        yield from often
    elif role is not None:
        yield QuickPart("role", LABELS["role"], text, say(role), role.value, None)
    else:
        yield _part("owner", text, lambda: _person(store, text, of.today))


def _often(text: str) -> Iterator[QuickPart]:
    try:
        found = read_often(text)
    except BadRecurrence:
        return
    if found["recurrence"]:
        recurrence = str(found["recurrence"])
        yield QuickPart("recurrence", LABELS["recurrence"], text, short_words(recurrence), recurrence, None)
    if found["uplift"] is not None:
        uplift = int(str(found["uplift"]))
        yield QuickPart("uplift", LABELS["uplift"], text, basis_points(uplift), str(uplift), None)


def _person(store: Store, text: str, today: date) -> tuple[str, str]:
    found = owner_called(store, text, today)
    return found.shown, found.id if found.entity == "person" else ""


def _kind(text: str) -> PlanStepKind | None:
    wanted = fold(text)
    return next((kind for kind in PlanStepKind if wanted in (kind.value, fold(say(kind)), fold(kind.template))), None)
