"""Assessments made for many people at once: from a template with measures of the library, or from their key results of the cycle."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final

from perftui.domain.anchors import levels_of
from perftui.domain.codes import Operator
from perftui.domain.measure_codes import MeasureKind
from perftui.domain.shares import dealt_out
from perftui.errors import Message, Refused
from perftui.i18n import language, mark
from perftui.records import NamedTuple
from perftui.services import builtin_measures
from perftui.services.assessment_actuals import reached
from perftui.storage import assessment_sources, assessments, measures, people
from perftui.storage.stores import Gone, Label

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

RESULTS: Final = "results"
"""The template that is no form: the person's key results of the cycle."""
COUNTED_WEIGHT, JUDGED_WEIGHT = 6000, 4000
"""What counted and judged indicators of a new assessment weigh together, in basis points ([own])."""
GENERAL: Final = "feedback_360"
"""The judged measure that joins key results, so that both kinds are there."""
YARDSTICK: Final = (
    *("operator", "unit", "baseline", "target", "low", "high", "red_low", "red_high", "tolerance"),
    *("commit_value", "stretch_value", "maximum", "anchors"),
)
"""The columns of a yardstick, the same in key results and indicators."""


class NobodyToAssess(Refused):
    """All have one already, or nobody was chosen."""

    template = mark("Everybody chosen has an assessment in this cycle already.")


class Template(NamedTuple):
    """Which measures an assessment begins with."""

    code: str
    name: str
    """In the language in use."""
    counted: tuple[str, ...]
    """Codes of quantitative measures."""
    judged: tuple[str, ...]


class MakingLine(NamedTuple):
    """What is made for one person."""

    person_id: str
    person: str
    staff_no: str
    unit: str
    indicators: int
    refusal: Message | None
    """Why there will be none; None where there will."""


class _Wish(NamedTuple):
    cycle: Row
    template: Template | None
    """None: from key results."""
    today: date


def templates() -> tuple[Template, ...]:
    """The forms that perftui brings along, by function."""
    spoken = language()
    return _templates(spoken if spoken in builtin_measures.LANGUAGES else builtin_measures.LANGUAGES[0])


@cache
def _templates(lang: str) -> tuple[Template, ...]:
    # Only making assessments reads these forms.
    import tomllib
    from importlib import resources

    text = resources.files(f"perftui.content.{lang}").joinpath("survey_360.toml").read_text(encoding="utf-8")
    forms = tomllib.loads(text)["form"]
    return tuple(Template(form["id"], form["name"], tuple(form["quant"]), tuple(form["qual"])) for form in forms)


def preview(store: Store, people_ids: Iterable[str], cycle_id: str, template: str, today: date) -> list[MakingLine]:
    """What `make` would do, person by person; who is gone is passed over.

    Args:
        store: The store.
        people_ids: The people.
        cycle_id: The cycle.
        template: The code of a template, or `RESULTS`.
        today: Decides who is there.

    Raises:
        Gone: There is no such cycle or template.
    """
    wish = _wish(store, cycle_id, template, today)
    rows = [row for each in dict.fromkeys(people_ids) if (row := people.get(store, each, today.isoformat()))]
    return [_line(store, row, wish) for row in rows]


def make(store: Store, people_ids: Iterable[str], cycle_id: str, template: str, today: date) -> list[str]:
    """Make an assessment for each of some people who has none in the cycle, in one step; actual values that are known are filled in.

    Returns:
        The ids of the new assessments. Arguments are those of `preview`.

    Raises:
        NobodyToAssess: There is nobody without one.
        Gone: There is no such cycle or template.
    """
    wish = _wish(store, cycle_id, template, today)
    lines = [line for line in preview(store, people_ids, cycle_id, template, today) if line.refusal is None]
    if not lines:
        raise NobodyToAssess
    if len(lines) == 1:
        label = Label(mark("Made the assessment of {person}"), {"person": lines[0].person})
    else:
        label = Label(mark("Made {n} assessments"), {"n": len(lines)})
    with store.write(label):
        return [_make_one(store, line.person_id, wish) for line in lines]


def _wish(store: Store, cycle_id: str, template: str, today: date) -> _Wish:
    from perftui.storage import units

    cycle = next((row for row in units.all_cycles(store) if row["id"] == cycle_id), None)
    found = next((each for each in templates() if each.code == template), None)
    if cycle is None or (found is None and template != RESULTS):
        raise Gone
    return _Wish(cycle, found, today)


def _line(store: Store, row: Row, wish: _Wish) -> MakingLine:
    refusal = None
    if wish.template is not None:
        number = len(wish.template.counted) + len(wish.template.judged)
    else:
        number = len(assessment_sources.key_results(store, row["id"], wish.cycle["id"]))
        if not number:
            refusal = Message(mark("has no key results in this cycle"))
        number += 1
    if assessments.of_person(store, row["id"], wish.cycle["id"]) is not None:
        refusal = Message(mark("has one already"))
    return MakingLine(row["id"], row["name"], row["staff_no"], row["unit"] or "", 0 if refusal else number, refusal)


def _make_one(store: Store, person_id: str, wish: _Wish) -> str:
    assessment_id = store.new_id()
    code = RESULTS if wish.template is None else wish.template.code
    store.insert("assessment", id=assessment_id, person_id=person_id, cycle_id=wish.cycle["id"], template=code)
    parts = _from_results(store, person_id, wish) if wish.template is None else _from_template(store, person_id, wish, wish.template)
    for pos, values in enumerate(parts):
        store.insert("indicator", id=store.new_id(), assessment_id=assessment_id, pos=pos, **values)
    return assessment_id


def _from_template(store: Store, person_id: str, wish: _Wish, template: Template) -> list[dict[str, Any]]:
    results = {row["measure_id"]: row for row in assessment_sources.key_results(store, person_id, wish.cycle["id"]) if row["measure_id"]}
    counted = dealt_out(COUNTED_WEIGHT, [1] * len(template.counted))
    judged = dealt_out(JUDGED_WEIGHT, [1] * len(template.judged))
    weights = zip((*template.counted, *template.judged), (*counted, *judged), strict=True)
    return [_from_measure(store, person_id, wish, (_measure(store, code), weight), results) for code, weight in weights]


def _from_results(store: Store, person_id: str, wish: _Wish) -> list[dict[str, Any]]:
    rows = assessment_sources.key_results(store, person_id, wish.cycle["id"])
    weights = dealt_out(COUNTED_WEIGHT, [row["goal_weight"] * row["weight"] for row in rows])
    made = [_from_result(row, weight) for row, weight in zip(rows, weights, strict=True)]
    return [*made, _from_measure(store, person_id, wish, (_measure(store, GENERAL), JUDGED_WEIGHT), {})]


def _from_result(row: Row, weight: int) -> dict[str, Any]:
    is_judged = row["operator"] == Operator.ORDINAL.value
    return {
        "name": row["title"],
        "kind": (MeasureKind.QUALITATIVE if is_judged else MeasureKind.QUANTITATIVE).value,
        "measure_id": row["measure_id"],
        "key_result_id": row["id"],
        "weight": weight,
        "actual": reached(row),
        **{column: row[column] for column in YARDSTICK if column != "maximum"},
        "maximum": None if row["maximum"] is None else int(row["maximum"]),
    }


def _from_measure(store: Store, person_id: str, wish: _Wish, wanted: tuple[Row, int], results: dict[str, Row]) -> dict[str, Any]:
    measure, weight = wanted
    values: dict[str, Any] = {"name": measure["name"], "kind": measure["kind"], "measure_id": measure["id"], "weight": weight}
    values |= {"operator": measure["operator"], "unit": measure["unit"]}
    result = results.get(measure["id"])
    source = result or assessment_sources.used_before(store, measure["id"], person_id)
    if source is not None and source["operator"] == measure["operator"] and source["unit"] == measure["unit"]:
        values |= {column: source[column] for column in YARDSTICK}
        values["maximum"] = None if source["maximum"] is None else int(source["maximum"])
    elif measure["operator"] == Operator.ORDINAL.value:
        values |= {"anchors": measure["anchors"] or None, "maximum": levels_of(measure["anchors"])}
    if result is not None:
        return values | {"key_result_id": result["id"], "actual": reached(result)}
    found = assessment_sources.value(store, measure["id"], person_id, wish.cycle["start_date"], wish.cycle["end_date"])
    return values | ({} if found is None else {"actual": found["value"], "evidence": found["evidence"]})


def _measure(store: Store, code: str) -> Row:
    """A measure of the library by its code; a built-in one that is not there yet is added."""
    row = measures.coded(store, code)
    if row is None:
        from perftui.domain.measure_drafts import MeasureDraft
        from perftui.domain.validation import validated
        from perftui.services.measure_rows import columns_of

        spoken = language() if language() in builtin_measures.LANGUAGES else builtin_measures.LANGUAGES[0]
        store.insert("measure", id=store.new_id(), **columns_of(validated(MeasureDraft, **builtin_measures.built_in(spoken)[code])))
        row = measures.coded(store, code)
    if row is None:
        raise Gone
    return row
