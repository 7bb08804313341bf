"""The library of measures: kept, found, built in, and shown in the language in use."""

import pytest

from perftui import i18n
from perftui.domain.anchors import AnchorsDoNotFit
from perftui.domain.codes import Operator
from perftui.domain.measure_codes import MeasureKind
from perftui.domain.validation import FieldMissing, TooSmall
from perftui.services import builtin_measures, histories, measures, undo
from perftui.services.builtin_measures import built_in
from perftui.services.measures import MeasureExists, MeasureFilter
from perftui.storage.stores import Changed


@pytest.fixture(autouse=True)
def _english():
    yield
    i18n.use("en")


def named(store, **shown):
    return {line.name: line for line in measures.listing(store, MeasureFilter(**shown))}


def test_a_measure_is_added_changed_and_both_can_be_undone(store):
    key = measures.add_measure(store, name=" Retention  rate ", area="Sales", unit="%", formula="kept / all")
    assert named(store)["Retention rate"].unit == "%"
    measures.edit_measure(store, key, 1, operator="at_most", unit="")
    assert (named(store)["Retention rate"].operator, named(store)["Retention rate"].unit) == (Operator.AT_MOST, "")
    undo.undo(store)
    assert named(store)["Retention rate"].operator is Operator.AT_LEAST
    undo.undo(store)
    assert named(store) == {}


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ({"name": " "}, FieldMissing),
        ({"name": "x", "cadence_days": 0}, TooSmall),
        ({"name": "x", "operator": "ordinal", "anchors": "only one"}, AnchorsDoNotFit),
    ],
)
def test_what_no_measure_can_be_is_refused(store, values, error):
    with pytest.raises(error):
        measures.add_measure(store, **values)


def test_one_name_in_one_area_and_one_code_stand_for_one_measure(store):
    measures.add_measure(store, name="Revenue", area="Sales", code="rev")
    for twin in ({"name": "revenue", "area": "sales"}, {"name": "Other", "code": "rev"}):
        with pytest.raises(MeasureExists):
            measures.add_measure(store, **twin)
    measures.add_measure(store, name="Revenue", area="Finance")


def test_who_was_first_wins(store):
    key = measures.add_measure(store, name="Revenue")
    measures.edit_measure(store, key, 1, unit="CNY")
    with pytest.raises(Changed):
        measures.edit_measure(store, key, 1, unit="EUR")


def test_an_archived_measure_is_listed_only_when_asked_for_and_comes_back(store):
    key = measures.add_measure(store, name="Revenue")
    measures.archive(store, key, 1)
    assert (list(named(store)), list(named(store, with_archived=True))) == ([], ["Revenue"])
    measures.bring_back(store, key, 2)
    assert list(named(store)) == ["Revenue"]


def test_measures_are_found_by_area_kind_and_any_of_their_words(store):
    measures.add_measure(store, name="Revenue", area="Sales", tags="money")
    measures.add_measure(store, name="Manners", area="Service", kind="qualitative")
    assert list(named(store, area="Sales")) == ["Revenue"]
    assert list(named(store, kind=MeasureKind.QUALITATIVE)) == ["Manners"]
    assert list(named(store, text="MONEY")) == ["Revenue"]


# the built-in ones


def test_both_languages_bring_the_same_measures_with_the_same_rules():
    english, chinese = built_in("en"), built_in("zh")
    assert english.keys() == chinese.keys()
    for code, fields in english.items():
        same = ("kind", "operator", "cadence_days")
        assert [fields[name] for name in same] == [chinese[code][name] for name in same], code
        assert all(fields[name] and chinese[code][name] for name in ("name", "area", "formula", "description", "source")), code
        assert len(str(fields["anchors"]).splitlines()) == len(str(chinese[code]["anchors"]).splitlines()), code


def test_the_measures_of_the_article_are_built_in_and_call_duration_is_a_band():
    names = {fields["name"] for fields in built_in("zh").values()}
    assert names >= {"新增客户数", "客户复购率", "客单价增长率", "项目交付及时率", "技术方案通过率", "专利申请数量", "解决率", "服务规范性"}
    assert built_in("en")["call_duration"]["operator"] == "range"
    assert {fields["kind"] for fields in built_in("en").values()} == {"quantitative", "qualitative"}


def test_adding_them_again_leaves_alone_what_was_edited_and_what_was_archived(store):
    count = builtin_measures.add_missing(store)
    line = named(store)["New customers"]
    measures.edit_measure(store, line.id, 1, name="Customers won", unit="people")
    measures.archive(store, named(store)["Call duration"].id, 1)
    assert builtin_measures.add_missing(store) == 0
    assert named(store)["Customers won"].unit == "people"
    assert len(measures.listing(store)) == count - 1


def test_an_unedited_text_is_shown_in_the_language_in_use_and_an_edited_one_stays(store):
    builtin_measures.add_missing(store)
    line = named(store)["New customers"]
    measures.edit_measure(store, line.id, 1, formula="count them")
    i18n.use("zh")
    shown = measures.measure(store, line.id)
    assert (shown.name, shown.area, shown.unit, shown.formula) == ("新增客户数", "销售", "家", "count them")
    assert measures.edit_measure(store, line.id, 2, name="新增客户数") == 2
    i18n.use("en")
    assert measures.measure(store, line.id).name == "New customers"


def test_a_built_in_measure_is_known_by_its_name_in_either_language(store):
    builtin_measures.add_missing(store)
    i18n.use("zh")
    with pytest.raises(MeasureExists):
        measures.add_measure(store, name="新增客户数", area="销售")


def test_the_history_of_a_measure_names_its_fields(store):
    key = measures.add_measure(store, name="Revenue")
    measures.edit_measure(store, key, 1, operator="at_most")
    told = [(line.label_text(), line.old_text(), line.new_text()) for line in histories.history(store, "measure", key)]
    assert told[0] == ("Operator", "At least", "At most")
