"""Key results measured by the library, their levels, and targets in words."""

import pytest

from perftui.services import goals, measures, measuring
from screens.key_result_forms import KeyResultForm
from screens.target_texts import spelled_out, target_fault
from widgets.forms import Form

CTRL_S = "\x13"


@pytest.fixture
def rate(store):
    return measures.add_measure(store, name="Retention rate", area="Sales", unit="%", cadence_days=7)


async def test_a_measure_is_picked_for_a_key_result_in_one_step(desk, ids, rate):
    await desk.on(ids.rate)
    await desk.give("goals.measure_by")
    await desk.press(*"retent", "enter")
    row = desk.key_result(ids.rate)
    assert (row["measure_id"], row["unit"], row["cadence_days"], row["target"]) == (rate, "%", 7, "90")
    await desk.press("ctrl+z")
    assert desk.key_result(ids.rate)["measure_id"] is None


async def test_where_its_numbers_do_not_fit_the_form_says_what_is_missing(desk, store, ids):
    band = measures.add_measure(store, name="Call time", operator="range", unit="min")
    await desk.on(ids.rate)
    await desk.give("goals.measure_by")
    await desk.press("enter")
    assert isinstance(desk.screen, KeyResultForm)
    await desk.burst(f"8\r12{CTRL_S}")
    row = desk.key_result(ids.rate)
    assert (row["measure_id"], row["operator"], row["low"], row["high"]) == (band, "range", "8", "12")


async def test_another_unit_is_shown_in_the_form_before_anything_is_saved(desk, store, ids):
    share = measures.add_measure(store, name="Share", unit="days")
    await desk.on(ids.rate)
    await desk.give("goals.measure_by")
    await desk.press(*"share", "enter")
    assert isinstance(desk.screen, KeyResultForm)
    assert any("% → days" in line for line in desk.lines)
    assert desk.key_result(ids.rate)["measure_id"] is None
    await desk.burst(CTRL_S)
    assert (desk.key_result(ids.rate)["measure_id"], desk.key_result(ids.rate)["unit"]) == (share, "days")


async def test_in_the_form_a_measure_fills_in_the_fields_below_it(desk, ids, rate):
    await desk.on(ids.rate)
    await desk.press("f2", "down", "right", "down")
    assert desk.screen.query_one(Form).values["cadence_days"] == "7"


async def test_the_levels_show_while_one_is_typed(desk, store, ids):
    key = measures.add_measure(store, name="Manners", operator="ordinal", anchors="poor\nfair\ngood")
    result = goals.add_key_result(store, ids.unit, title="Be polite", reason="added", **measuring.filled_by(measures.measure(store, key)))
    await desk.press("f5")
    await desk.on(result)
    await desk.press("f7", "2")
    assert any("> 2  fair" in line for line in desk.lines)
    assert any("  3  good" in line for line in desk.lines)


def test_a_target_in_words_fills_the_fields_that_it_means():
    form = {"target": "", "operator": "at_most", "unit": "", "low": "", "high": ""}

    def read(text):
        return {name: value for name, value in spelled_out({**form, "target": text}).items() if value != form.get(name)}

    assert read("９５") == {"target": "95"}
    assert read("９５％") == {"target": "95", "unit": "%"}
    assert read("不低于95%") == {"operator": "at_least", "target": "95", "unit": "%"}
    assert read("8-12分钟") == {"operator": "range", "unit": "分钟", "low": "8", "high": "12"}
    assert read("within 5%") == {"operator": "within", "target": "0", "unit": "%", "tolerance": "5"}
    assert read("at or below 10:1") == {"target": "10", "unit": ":1"}
    assert read("等级4/5") == {"operator": "ordinal", "target": "4", "levels": "5"}
    assert target_fault("soon") is not None
