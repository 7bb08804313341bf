"""Measures from files: all places named, good files in, a second import updates, hostile YAML refused."""

import pytest

from perftui import i18n
from perftui.errors import BadInput
from perftui.i18n import say
from perftui.services import builtin_measures, measure_exports, measure_imports, measures, undo
from perftui.services.measure_import_words import change_text, in_order, summary
from perftui.services.measure_imports import NothingToImport
from perftui.services.measures import MeasureFilter
from perftui.services.transfer.measure_fields import days_of, kind_of, operator_of
from perftui.services.transfer.measure_files import NoFilesHere
from perftui.services.transfer.yaml_texts import MAX_BYTES, YamlAliases, YamlSeveral, YamlTooDeep, YamlTooLarge, YamlWrong, read_yaml

GOOD = """
id: time_to_hire
display_name: Time to hire (days)
domain: HR
category: Recruiting
aliases: ["TTH"]
grain: week
formula:
  expression: "AVG(days)"
  notes: "Closed requests only."
sql: {bigquery: {source_table: hr.requests}}
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "kpis" / "hr").mkdir(parents=True)
    (tmp_path / "kpis" / "hr" / "time_to_hire.yaml").write_text(GOOD, "utf-8")
    (tmp_path / "kpis" / "empty.yaml").write_text("\n", "utf-8")
    (tmp_path / "kpis" / "nameless.yml").write_text("id: x\nunit: '%'\n", "utf-8")
    (tmp_path / "kpis" / ".hidden.yaml").write_text("nonsense: [", "utf-8")
    return tmp_path / "kpis"


def write(path, text):
    path.write_text(text, "utf-8")
    return path


def places(planned):
    return [(problem.file, problem.row, problem.column) for problem in planned.problems]


def test_a_folder_comes_in_and_each_broken_file_is_named_with_what_it_lacks(store, folder):
    planned = measure_imports.plan(store, [folder])
    assert places(planned) == [("empty.yaml", 0, ""), ("nameless.yml", 1, "name")]
    assert "at least a name" in say(planned.problems[0].message)
    assert measure_imports.apply(store, planned) == 1
    line = measures.listing(store)[0]
    assert (line.code, line.name, line.area, line.unit, line.cadence_days) == ("time_to_hire", "Time to hire (days)", "HR", "days", 7)
    assert (line.formula, line.source, line.tags) == ("AVG(days)\nClosed requests only.", "hr.requests", "Recruiting, TTH")
    undo.undo(store)
    assert measures.listing(store) == []


def test_a_second_import_changes_only_what_differs_and_says_so(store, folder):
    measure_imports.apply(store, measure_imports.plan(store, [folder]))
    assert measure_imports.plan(store, [folder]).unchanged == 1
    write(folder / "hr" / "time_to_hire.yaml", GOOD.replace("week", "month") + "unit: Tage\n")
    planned = measure_imports.plan(store, [folder])
    assert change_text(planned.changed[0]) == "Unit of measure: days → Tage; Days between check-ins: 7 → 30"
    measure_imports.apply(store, planned)
    assert [(line.unit, line.cadence_days) for line in measures.listing(store)] == [("Tage", 30)]


def test_a_built_in_measure_that_a_file_would_replace_is_named_first(store, tmp_path):
    builtin_measures.add_missing(store)
    code, kpi = next(iter(builtin_measures.built_in("en").items()))
    folder = tmp_path / "own"
    folder.mkdir()
    write(folder / "a_new.yaml", "name: Quite new\nunit: days\n")
    write(folder / "z_known.yaml", f"id: {code}\nname: Mine\nunit: days\n")
    planned = measure_imports.plan(store, [folder])
    first = in_order(planned)[0]
    assert (first.file.rpartition("/")[2], first.replaces) == ("z_known.yaml", kpi["name"])
    assert change_text(first).startswith(f"replaces the built-in “{kpi['name']}”: Name: {kpi['name']} → Mine")
    assert any("built-in measure would be replaced" in line or "built-in measures would be replaced" in line for line in summary(planned))
    measure_imports.apply(store, planned)
    write(folder / "z_known.yaml", f"id: {code}\nname: Mine again\nunit: days\n")
    assert [entry.replaces for entry in measure_imports.plan(store, [folder]).changed] == [""]


def test_what_a_file_does_not_say_stays_and_what_it_says_in_vain_is_told(store, folder):
    lines = summary(measure_imports.plan(store, [folder]))
    assert any("do not say whether more or less is better" in line for line in lines)
    key = measures.add_measure(store, name="Old", code="time_to_hire", operator="at_most", description="mine")
    measure_imports.apply(store, measure_imports.plan(store, [folder]))
    line = measures.measure(store, key)
    assert (line.name, line.operator.value, line.description) == ("Time to hire (days)", "at_most", "mine")


def test_a_table_in_chinese_comes_in_and_its_faults_have_row_and_column(store, tmp_path):
    good = "指标名称,部门,单位,衡量方式,周期,指标类型\n客户复购率,销售,%,越高越好,季度,定量\n服务态度,客服,,等级,每月,定性\n"
    path = write(tmp_path / "指标.csv", good)
    measure_imports.apply(store, measure_imports.plan(store, [path]))
    found = {line.name: line for line in measures.listing(store)}
    assert (found["客户复购率"].cadence_days, found["服务态度"].kind.value, found["服务态度"].operator.value) == (
        90,
        "qualitative",
        "ordinal",
    )
    bad = write(tmp_path / "bad.csv", "Name,Direction,Unit\nA,sideways,%\n,up,%\nB,up,%\nB,up,%\n")
    planned = measure_imports.plan(store, [bad])
    assert places(planned) == [("bad.csv", 3, "Name"), ("bad.csv", 2, "Direction"), ("bad.csv", 5, "Name")]
    with pytest.raises(NothingToImport):
        measure_imports.apply(store, planned)


@pytest.mark.parametrize("ending", [".csv", ".xlsx", ".yaml"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_was_exported_comes_in_again_without_a_change(store, tmp_path, ending, language):
    builtin_measures.add_missing(store)
    measures.add_measure(store, name="Manners, [b]", kind="qualitative", operator="ordinal", anchors="poor\nfair\ngood", cadence_days=45)
    try:
        i18n.use(language)
        path = tmp_path / f"measures{ending}"
        count = measure_exports.export(store, path)
        planned = measure_imports.plan(store, [path])
    finally:
        i18n.use("en")
    assert [say(problem.message) for problem in planned.problems] == []
    assert [change_text(entry) for entry in planned.entries] == []
    assert planned.unchanged == count


def test_an_export_holds_what_is_listed_and_knows_its_formats(store, tmp_path):
    measures.add_measure(store, name="A", area="Sales")
    measures.add_measure(store, name="B", area="HR")
    assert measure_exports.export(store, tmp_path / "a.json", shown=MeasureFilter(area="HR")) == 1
    with pytest.raises(BadInput, match="format"):
        measure_exports.export(store, tmp_path / "a.doc")


def test_a_folder_without_files_says_so(store, tmp_path):
    with pytest.raises(NoFilesHere):
        measure_imports.plan(store, [tmp_path])


# YAML from anywhere


def bomb():
    return "a: &a [x, x]\n" + "".join(f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]\n" for n in range(20))


@pytest.mark.parametrize(
    ("text", "error"),
    [
        (bomb(), YamlAliases),
        ("[" * 5000, YamlTooDeep),
        ("name: a\n---\nname: b\n", YamlSeveral),
        ("name: [a\nunit: b: c", YamlWrong),
        ("name: a\x07b", YamlWrong),
        ("? [a, b]\n: c", YamlWrong),
        ("\tname: a", YamlWrong),
        ("%YAML 9.9\n", YamlWrong),
        ("x" * (MAX_BYTES + 1), YamlTooLarge),
    ],
)
def test_hostile_yaml_is_refused_with_a_clear_error(text, error):
    with pytest.raises(error):
        read_yaml(text.encode())


def test_the_line_of_what_is_wrong_is_told(store, tmp_path):
    path = write(tmp_path / "list.yaml", "- name: Good\n  unit: '%'\n- unit: days\n- just text\n")
    assert places(measure_imports.plan(store, [path])) == [("list.yaml", 3, "name"), ("list.yaml", 4, "")]
    path = write(tmp_path / "wrong.yaml", "name: a\nunit: b: c\n")
    assert places(measure_imports.plan(store, [path])) == [("wrong.yaml", 2, "")]


def test_scalars_stay_texts_and_tags_make_nothing():
    assert read_yaml(b"code: 007\nname: no\nx: !!python/object/apply:os.system [echo]")[0].data == {
        "code": "007",
        "name": "no",
        "x": ["echo"],
    }
    assert read_yaml("name: 客户复购率\n".encode("gb18030"))[0].data == {"name": "客户复购率"}


@pytest.mark.parametrize(
    ("text", "days"), [("week", 7), ("每月", 30), ("45", 45), ("45 days", 45), ("every 45 days", 45), ("Quarterly", 90), ("campaign", None)]
)
def test_cadences_are_read(text, days):
    assert days_of(text) == days


def test_kinds_and_operators_are_read_as_people_write_them():
    assert [kind_of(text).value for text in ("quant", "定性", "Qualitative")] == ["quantitative", "qualitative", "qualitative"]
    assert [operator_of(text).value for text in ("up", "越低越好", "band", "≥", "At most")] == [
        "at_least",
        "at_most",
        "range",
        "at_least",
        "at_most",
    ]
    assert operator_of("sideways") is None
