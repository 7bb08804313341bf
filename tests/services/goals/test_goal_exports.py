import json
import random
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from perftui.domain.codes import GoalState
from perftui.services import check_ins, goals
from perftui.services.goal_exports import FormatUnknown, as_json_lines, as_markdown, export
from perftui.services.goal_imports import apply_import, plan_import
from perftui.services.transfer.exports import ExportExists
from perftui.storage.stores import Actor, Label
from perftui.storage.upgrades import open_memory

DOCUMENT = """# OKRs 2026-Q4

## Grow the market

### [P1] Sales [Sales] (WIP: started) ([plan](https://example.org/plan))

Words that explain it.

- [x] [P0] Hire a lead [DP][HR]
- [ ] Open the office
- Publish 8 blog posts => 2, 5
- Move to the new system => 17%, 60%
- Retention of at least 95% [Service] (WIP) => 88%

### Product [x]

- [ ] Look & feel *of* [it]
"""
ROW = """SELECT n.depth, n.is_key_result, coalesce(k.title, g.title) AS title, iif(n.is_key_result, k.priority, g.priority) AS priority,
    iif(n.is_key_result, k.tags, g.tags) AS tags, g.description, g.level, p.staff_no, u.name AS unit, n.progress, n.value, n.confidence,
    k.operator, k.unit AS measure, k.baseline, k.target, k.low, k.high, k.red_high, k.commit_value, k.stretch_value, k.maximum,
    coalesce(k.weight, g.weight) AS weight, iif(n.is_key_result, k.due_date, g.due_date) AS due
FROM node n LEFT JOIN key_result k ON n.is_key_result = 1 AND k.id = n.ref JOIN goal g ON g.id = coalesce(k.goal_id, n.ref)
LEFT JOIN person p ON p.id = g.owner_person_id LEFT JOIN unit u ON u.id = g.owner_unit_id WHERE n.is_archived = 0 ORDER BY n.path"""
CHECK_INS = """SELECT k.title, c.value, c.note FROM check_in c JOIN key_result k ON k.id = c.key_result_id JOIN node n ON n.ref = k.id
ORDER BY n.path, c.on_date, c.id"""


def told(store, query=ROW):
    return [tuple(row) for row in store.rows(query)]


@pytest.fixture
def elsewhere(store, company, clock):
    """Another file of the same company, without goals."""
    other = open_memory(Actor("li.na"), clock)
    with other.write(Label("company")):
        for table in ("unit", "person", "cycle"):
            for row in store.rows(f"SELECT * FROM {table}"):
                other.insert(table, **dict(row))
    yield other
    other.close()


@pytest.fixture
def sample(store, company, tree, today, clock):
    """The tree with every kind of yardstick, dates, tags and check-ins."""
    goals.edit_goal(store, tree.unit, 1, due="2026-12-01", description="First.\n\nSecond, “quoted”.", tags="a, b", priority="P0")
    goals.weigh(store, tree.first, 3_000)
    goals.assign(store, [tree.second], person=company.other_zhang)
    for title, operator, fields in (
        ("Answer", "range", {"low": "8", "high": "12", "red_high": "20", "unit": "min"}),
        ("Rate of 50%", "at_least", {"baseline": "10", "commit": "20", "target": "50", "stretch": "70", "unit": "%"}),
        ("Level", "ordinal", {"target": "4", "levels": 6}),
        ("Dev", "within", {"target": "100", "tolerance": "5"}),
        ("Go live", "milestone", {}),
        ("Done", "yes_no", {}),
    ):
        goals.add_key_result(store, tree.second, title=title, operator=operator, tags="x", due="2026-12-24", **fields)
    for number, (title, value) in enumerate((("Answer", "15"), ("Rate of 50%", "30"), ("Level", "3"), ("Go live", "60%"), ("Done", "yes"))):
        ref = store.value("SELECT id FROM key_result WHERE title = ?", (title,))
        check_ins.check_in(store, ref, value, f"0.{number + 4}", on=today, note="as heard")
    return tree


@pytest.mark.parametrize("name", ["goals.csv", "goals.xlsx"])
def test_a_table_that_goes_out_comes_back_the_same(store, sample, elsewhere, today, tmp_path, name):
    count = export(store, tmp_path / name)
    plan = plan_import(elsewhere, tmp_path / name, None, today)
    assert plan.problems == ()
    assert apply_import(elsewhere, plan).goals_added + plan.counts().key_results_added == count == 12
    assert told(elsewhere) == told(store)
    assert told(elsewhere, CHECK_INS) == told(store, CHECK_INS)


@pytest.mark.parametrize("name", ["goals.csv", "goals.xlsx", "goals.md"])
def test_what_went_out_changes_nothing_when_it_comes_back_to_where_it_was(store, sample, today, tmp_path, name):
    export(store, tmp_path / name)
    plan = plan_import(store, tmp_path / name, None, today)
    assert plan.problems == ()
    changed = [(entry.title, dict(entry.values)) for entry in plan.goals if entry.values]
    changed += [(entry.title, dict(entry.values), entry.check_ins) for entry in plan.key_results if entry.values or entry.check_ins]
    assert changed == []
    assert plan.counts().is_nothing


def test_a_document_that_came_in_goes_out_and_comes_back_the_same(store, company, elsewhere, today):
    apply_import(store, plan_import(store, DOCUMENT.encode(), None, today))
    text = as_markdown(store)
    apply_import(elsewhere, plan_import(elsewhere, text.encode(), None, today))
    assert told(elsewhere) == told(store)
    assert told(elsewhere, CHECK_INS) == told(store, CHECK_INS)
    assert as_markdown(elsewhere) == text


def test_markdown_shows_boxes_priorities_tags_and_figures(store, company, today):
    apply_import(store, plan_import(store, DOCUMENT.encode(), None, today))
    lines = as_markdown(store).splitlines()
    assert lines[0] == "# OKRs 2026-Q4"
    for line in (
        "## Grow the market",
        "- [x] [P0] Hire a lead [DP][HR]",
        "- [ ] Open the office",
        "- Publish 8 blog posts => 2, 5",
        "- Move to the new system => 17%, 60%",
        "- Retention of at least 95% [Service] (WIP) => 88%",
    ):
        assert line in lines


def test_a_measured_key_result_goes_out_with_its_progress_where_its_title_tells_no_target(store, tree, today):
    check_ins.check_in(store, tree.rate, "85", on=today)
    assert "- Retention => 50%" in as_markdown(store).splitlines()


def test_a_title_that_would_be_read_wrong_goes_out_with_an_empty_box(store, tree, today):
    goals.edit_key_result(store, tree.calls, 1, title="Make 100 calls")
    milestone = goals.add_key_result(store, tree.first, title="Retention of at least 95%", operator="milestone")
    check_ins.check_in(store, milestone, "60%", on=today)
    lines = as_markdown(store).splitlines()
    assert "- [ ] Make 100 calls" in lines
    assert [line for line in lines if "Retention of" in line] == ["- [ ] Retention of at least 95%"]


def test_only_the_cycles_asked_for_go_out_each_goal_at_its_depth(store, company, tree, today):
    year = goals.add_goal(store, today, title="Year", cycle=company.year)
    quarter = goals.add_goal(store, today, title="Quarter", parent=year, cycle=company.quarter)
    goals.add_key_result(store, quarter, title="Result", operator="yes_no")
    number = store.value("SELECT rowid FROM cycle WHERE id = ?", (company.quarter,))
    lines = as_markdown(store, [number]).splitlines()
    assert "## Quarter" in lines
    assert not any("Year" in line for line in lines)
    assert as_markdown(store).splitlines()[0] == "# OKRs"


def test_goals_of_several_cycles_come_back_from_markdown_each_into_its_own(store, company, tree, elsewhere, today, tmp_path):
    goals.edit_goal(store, tree.theme, 1, cycle=company.year)
    goals.edit_goal(store, tree.second, 2, cycle=company.quarter)
    path = tmp_path / "all.md"
    export(store, path)
    assert plan_import(store, path, None, today).counts().is_nothing
    apply_import(elsewhere, plan_import(elsewhere, path, None, today))
    told_cycles = "SELECT g.title, c.name FROM goal g JOIN cycle c ON c.id = g.cycle_id ORDER BY g.title"
    assert told(elsewhere, told_cycles) == told(store, told_cycles)
    assert len({name for _title, name in told(store, told_cycles)}) == 2


def test_archived_goals_stay_at_home(store, tree):
    goals.archive(store, [tree.second])
    assert "Call more" not in as_markdown(store)


def test_lines_of_json_hold_everything_that_was_recorded(store, sample):
    lines = [json.loads(line) for line in as_json_lines(store)]
    rate = next(line for line in lines if line["title"] == "Rate of 50%")
    assert (rate["what"], rate["goal"], rate["operator"], rate["commit_value"]) == ("key_result", sample.second, "at_least", "20")
    assert rate["check_ins"] == [
        {"on_date": "2026-11-23", "value": "30", "confidence": "0.5", "note": "as heard", "blocker": "", "next_action": ""}
    ]
    unit = next(line for line in lines if line["title"] == "Win customers")
    assert (unit["parent"], unit["owner"], unit["tags"], unit["state"]) == (sample.theme, "Sales", ["a", "b"], GoalState.DRAFT)
    assert unit["progress"] is not None


def test_a_namesake_goes_out_with_the_staff_number(store, sample):
    owners = {line["title"]: line["owner"] for line in map(json.loads, as_json_lines(store))}
    assert owners["Call more"] == "张伟 S002"
    assert owners["Raise retention"] == "Li Na"


def test_a_file_is_not_written_over_by_accident(store, tree, tmp_path):
    export(store, tmp_path / "goals.md")
    with pytest.raises(ExportExists):
        export(store, tmp_path / "goals.md")
    assert export(store, tmp_path / "goals.md", overwrite=True) == 6
    with pytest.raises(FormatUnknown):
        export(store, tmp_path / "goals.docx")


WORDS = st.sampled_from(["Grow", "80%", "[P1]", "=> 5", "客户", "- x", "# y", "*b*", "(WIP)", "8 visits", "OKRs 2025", "[x]", "[A]"])
TITLES = st.lists(WORDS, min_size=1, max_size=3).map(" ".join)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    shape=st.lists(st.tuples(st.integers(0, 3), TITLES, st.sampled_from([None, "", "1", "0.4"])), min_size=1, max_size=8),
    seed=st.integers(),
)
def test_whatever_the_titles_a_document_comes_back_to_where_it_was_without_changes(store, company, today, clock, shape, seed):
    chance = random.Random(seed)
    with store.write(Label("empty")):
        goals.archive(store, [row[0] for row in store.rows("SELECT id FROM goal")]) if store.value("SELECT count(*) FROM goal") else None
    places = []
    for depth, title, value in shape:
        above = places[min(depth, len(places)) - 1] if places and depth else None
        if value is None or above is None:
            places = [*places[:depth], goals.add_goal(store, today, title=title, parent=above)]
        else:
            clock.at += timedelta(seconds=1)
            operator = chance.choice(["yes_no", "milestone"]) if value in ("", "1") else "milestone"
            result = goals.add_key_result(store, above, title=title, operator=operator)
            if value:
                check_ins.check_in(store, result, value, on=today)
    plan = plan_import(store, as_markdown(store).encode(), "2026-Q4", today)
    assert plan.unaccounted == ()
    assert plan.counts().is_nothing
