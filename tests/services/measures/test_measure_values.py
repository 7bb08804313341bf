"""Values of measures with their evidence and their series."""

from datetime import date
from decimal import Decimal

import pytest

from perftui.domain.measure_drafts import SubjectTwice
from perftui.domain.periods import PeriodUnclear
from perftui.services import goals, measure_values, measures, measuring, undo, value_series
from perftui.services.check_ins import check_in, check_ins_of
from perftui.services.measure_values import ValueExists, ValueMissing
from perftui.services.measured_values import BadValue
from perftui.storage.stores import Gone, Label
from screens.plot_texts import series_lines
from widgets.glyphs import UNICODE


@pytest.fixture
def sales(store):
    with store.write(Label("company")):
        store.insert("unit", id="u-sales", name="Sales")
        store.insert("person", id="p-li", staff_no="S1", name="Li Na", pinyin="li na", initials="ln", sort_key="li na")
        store.insert("cycle", id="c-q4", name="2026-Q4", kind="quarter", start_date="2026-10-01", end_date="2026-12-31", state="active")
    return "u-sales"


@pytest.fixture
def rate(store):
    return measures.add_measure(store, name="Retention", unit="%")


def add(store, measure, period, value, **rest):
    return measure_values.add_value(store, measure, {"period": period, "value": value, **rest})


def test_a_value_keeps_its_period_subject_evidence_and_note_and_can_be_undone(store, rate, sales):
    add(store, rate, "2026-10", "88%", unit=sales, evidence="CRM export", note="after the fair")
    line = measure_values.values_of(store, rate)[0]
    assert (str(line.period), line.text, line.subject, line.evidence, line.note) == (
        "2026-10",
        "88 %",
        "Sales",
        "CRM export",
        "after the fair",
    )
    measure_values.edit_value(store, line.id, line.version, {"period": "2026-10", "value": "89", "unit": sales})
    assert measure_values.values_of(store, rate)[0].text == "89 %"
    measure_values.remove_value(store, line.id)
    assert measure_values.values_of(store, rate) == []
    for text in ("89 %", "88 %"):
        undo.undo(store)
        assert measure_values.values_of(store, rate)[0].text == text


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"period": "2026-10", "value": ""}, ValueMissing),
        ({"period": "sometime", "value": "88"}, PeriodUnclear),
        ({"period": "2026-10", "value": "many"}, BadValue),
        ({"period": "2026-10", "value": "88", "person": "p-li", "unit": "u-sales"}, SubjectTwice),
        ({"period": "2026-10", "value": "88", "unit": "gone"}, Gone),
    ],
)
def test_what_is_no_value_is_refused(store, rate, sales, given, error):
    with pytest.raises(error):
        measure_values.add_value(store, rate, given)
    assert measure_values.values_of(store, rate) == []


def test_a_subject_has_one_value_for_a_period(store, rate, sales):
    add(store, rate, "2026-10", "88", unit=sales)
    with pytest.raises(ValueExists):
        add(store, rate, "2026-10", "90", unit=sales)
    add(store, rate, "2026-10", "90")
    add(store, rate, "2026-Q3", "90", unit=sales)


def test_levels_are_read_and_written_as_such(store):
    key = measures.add_measure(store, name="Manners", kind="qualitative", operator="ordinal", anchors="poor\nfair\ngood")
    add(store, key, "2026-10", "2/3")
    assert measure_values.values_of(store, key)[0].text == "2/3"


def test_a_period_that_is_left_out_is_a_gap_in_the_series(store, rate, sales, today):
    for period, value in (("2026-06", "84"), ("2026-07", "85"), ("2026-09", "93")):
        add(store, rate, period, value, unit=sales)
    series = value_series.of_measure(store, rate)[0]
    assert [point.value for point in series.points] == [Decimal(84), Decimal(85), None, Decimal(93)]
    assert series_lines(series, today, UNICODE) == ["▁▂·▇", "84 % on 30 Jun … 93 % on 30 Sep", "lowest 84 %, highest 93 %"]


@pytest.fixture
def goal(store, sales, today):
    return goals.add_goal(store, today, title="Keep customers", cycle="c-q4", owner_unit=sales)


def test_the_series_of_a_key_result_has_its_target_and_its_gaps(store, goal, today):
    key = goals.add_key_result(store, goal, title="Retention", operator="at_least", target="96", unit="%")
    for day, value in ((5, "84"), (12, ""), (19, "90")):
        check_in(store, key, value, "0.8", on=date(2026, 10, day), today=date(2026, 10, day), evidence="CRM" if value else "")
    series = value_series.of_key_result(store, key)
    assert series_lines(series, today, UNICODE)[0] == "▁·▄|▇  target ≥96 %"
    assert [line.evidence for line in check_ins_of(store, key)] == ["CRM", "", "CRM"]


# key results that take a measure


def test_a_key_result_takes_operator_unit_cadence_and_anchors_from_its_measure(store, goal):
    key = measures.add_measure(store, name="Manners", operator="ordinal", anchors="poor\nfair\ngood", cadence_days=90)
    result = goals.add_key_result(store, goal, title="Be polite", operator="milestone", target="3")
    measuring.measure_by(store, result, 1, key)
    row = store.row("SELECT * FROM key_result WHERE id = ?", (result,))
    assert (row["operator"], row["maximum"], row["cadence_days"], row["anchors"]) == ("ordinal", "3", 90, "poor\nfair\ngood")
    assert (row["measure_id"], measures.measure(store, key).uses) == (key, 1)
    undo.undo(store)
    assert store.value("SELECT measure_id FROM key_result WHERE id = ?", (result,)) is None


def test_numbers_that_do_not_fit_the_measure_are_refused_and_a_measure_can_be_taken_off(store, goal, rate):
    result = goals.add_key_result(store, goal, title="Test passed", operator="yes_no")
    with pytest.raises(Exception, match="needs a target"):
        measuring.measure_by(store, result, 1, rate)
    other = goals.add_key_result(store, goal, title="Retention", operator="at_least", target="95", measure=rate)
    measuring.measure_by(store, other, 1, "")
    assert store.row("SELECT measure_id, target FROM key_result WHERE id = ?", (other,))[:] == (None, "95")


def test_a_measure_that_is_not_there_is_refused(store, goal):
    with pytest.raises(Gone):
        goals.add_key_result(store, goal, title="x", operator="yes_no", measure="nowhere")
