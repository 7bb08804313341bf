from datetime import date, timedelta
from decimal import Decimal

import pytest

from perftui.domain.codes import Level
from perftui.domain.cycles import CycleNameUnclear
from perftui.i18n import say
from perftui.services import check_ins, goals, undo
from perftui.services.goal_import_texts import Said, description_of, said_in
from perftui.services.goal_imports import ImportHasProblems, ImportOutdated, apply_import, plan_import
from perftui.services.goal_views import goal_view
from perftui.services.transfer.okr_documents import Link, Reason
from perftui.services.transfer.okr_plans import PlannedGoal

OKRS = """# OKRs 2026-Q4

Some words before.

## Grow

Market share first.

### Sales [Sales]

- [x] [P0] Hire a lead
- [ ] [P1] Open the office [DP]
- Publish 8 blog posts => 2, 5
- Move to the new system => 60%

### Product

- Retention of 95% => 88%
"""
TABLE = """Depth,Kind,Title,Owner,Weight %,Operator,Baseline,Target,Unit,Current value,Confidence,Due date,Tags
1,Theme,Serve,,,,,,,,,,
2,Unit goal,Answer faster,客户服务部,40,,,,,,,2026-12-01,"phone, mail"
3,Key result,投诉处理率,,100,At least,84,95,%,88,0.7,,
2,Personal goal,Call back,S002,60,,,,,,,,
"""


def bring_in(store, text, today, cycle=None, name="goals.md", **options):
    plan = plan_import(store, text.encode(), cycle, today, name=name, **options)
    return plan, apply_import(store, plan)


def titles(store, query="SELECT title FROM goal ORDER BY rowid"):
    return [row[0] for row in store.rows(query)]


def goal(store, title):
    return store.row("SELECT * FROM goal WHERE title = ?", (title,))


def key_result(store, title):
    return store.row("SELECT k.*, n.progress, n.value FROM key_result k JOIN node n ON n.ref = k.id WHERE k.title = ?", (title,))


def values(store, title):
    query = "SELECT c.value FROM check_in c JOIN key_result k ON k.id = c.key_result_id WHERE k.title = ? ORDER BY c.on_date, c.id"
    return [row[0] for row in store.rows(query, (title,))]


def test_headings_become_goals_and_items_key_results_in_one_step(store, company, today, undone):
    plan = plan_import(store, OKRS.encode(), None, today, name="okrs.md")
    counts = undone(lambda: apply_import(store, plan))
    assert (counts.goals_added, counts.key_results_added, counts.check_ins) == (3, 5, 5)
    assert titles(store) == ["Grow", "Sales", "Product"]
    assert goal(store, "Sales")["parent_id"] == goal(store, "Grow")["id"]
    assert say(undo.next_undo(store)) == "Imported okrs.md (8 new or changed)"


def test_the_preview_writes_nothing(store, company, today, nodes):
    before, events = nodes(store), store.value("SELECT count(*) FROM event")
    plan_import(store, OKRS.encode(), "2027-Q1", today)
    assert (nodes(store), store.value("SELECT count(*) FROM event")) == (before, events)


def test_every_line_is_planned_or_named(store, company, today):
    plan = plan_import(store, OKRS.encode(), None, today)
    assert [(named.line, named.reason) for named in plan.named] == [(1, Reason.TITLE), (3, Reason.NOTE), (7, Reason.NOTE)]
    assert plan.unaccounted == ()
    assert [entry.line for entry in plan.goals] == [5, 9, 16]


def test_boxes_and_figures_become_check_ins_of_today(store, company, today):
    bring_in(store, OKRS, today)
    assert (key_result(store, "Hire a lead")["progress"], values(store, "Hire a lead")) == (1_000_000, ["1"])
    assert values(store, "Open the office") == []
    assert (key_result(store, "Move to the new system")["operator"], values(store, "Move to the new system")) == ("milestone", ["0.60"])
    assert values(store, "Publish 8 blog posts") == ["2", "5"]
    assert key_result(store, "Publish 8 blog posts")["value"] == "5"
    assert set(store.rows("SELECT on_date FROM check_in")[0]) == {today.isoformat()}


def test_the_tree_rolls_up_at_once(store, company, today):
    bring_in(store, OKRS, today)
    progress = dict(store.rows("SELECT ref, progress FROM node"))
    assert progress[goal(store, "Sales")["id"]] is not None
    assert progress[goal(store, "Grow")["id"]] is not None


def test_siblings_get_equal_weights_that_sum_to_the_whole(store, company, today):
    bring_in(store, OKRS, today)
    sums = store.rows("SELECT up.ref, sum(n.weight) FROM node n JOIN node up ON up.id = n.parent GROUP BY up.ref")
    assert {row[1] for row in sums} == {10_000}
    assert goal(store, "Sales")["weight"] == goal(store, "Product")["weight"] == 5_000


def test_a_tag_that_is_the_name_of_a_unit_makes_it_the_owner(store, company, today):
    bring_in(store, OKRS, today)
    row = goal(store, "Sales")
    assert (row["owner_unit_id"], row["level"], row["tags"]) == (company.sales, "unit", "")
    assert key_result(store, "Open the office")["tags"] == "DP"


def test_notes_go_into_the_description(store, company, today):
    bring_in(store, OKRS, today)
    assert goal(store, "Grow")["description"] == "Market share first."


def test_a_second_import_of_the_same_file_changes_nothing(store, company, today, nodes):
    bring_in(store, OKRS, today)
    before, events = nodes(store), store.value("SELECT count(*) FROM event")
    plan, counts = bring_in(store, OKRS, today)
    assert counts.is_nothing
    assert not plan.is_possible
    assert counts.unchanged == 8
    assert (nodes(store), store.value("SELECT count(*) FROM event")) == (before, events)


def test_a_changed_file_updates_what_is_there_and_adds_what_is_new(store, company, today, undone, clock):
    bring_in(store, OKRS, today)
    clock.at += timedelta(minutes=1)
    changed = OKRS.replace("=> 2, 5", "=> 2, 5, 7").replace("[ ] [P1] Open", "[x] [P0] Open")
    changed = changed.replace("### Product", "### Product\n\n- [ ] New one")
    plan = plan_import(store, changed.encode(), None, today)
    counts = undone(lambda: apply_import(store, plan))
    assert (counts.goals_added, counts.goals_changed, counts.key_results_added, counts.key_results_changed) == (0, 0, 1, 2)
    assert values(store, "Publish 8 blog posts") == ["2", "5", "7"]
    assert key_result(store, "Open the office")["priority"] == "P0"
    assert key_result(store, "New one")["weight"] == key_result(store, "Retention of 95%")["weight"] == 10_000
    assert len(titles(store)) == 3


def test_what_was_changed_in_the_program_stays_where_the_file_says_nothing(store, company, today):
    bring_in(store, OKRS, today)
    row = goal(store, "Product")
    goals.edit_goal(store, row["id"], row["version"], due="2026-12-01", owner_unit=company.service, description="Mine")
    rate = key_result(store, "Retention of 95%")
    goals.edit_key_result(store, rate["id"], rate["version"], baseline="80")
    assert plan_import(store, OKRS.encode(), None, today).counts().is_nothing


def test_goals_of_one_title_are_told_apart_by_their_place(store, company, today):
    text = "# 2026-Q4\n\n## A\n\n- [ ] Same\n- [x] Same\n\n## B\n\n- [ ] Same\n\n## A\n\n- [ ] Other\n"
    _plan, counts = bring_in(store, text, today)
    assert (counts.goals_added, counts.key_results_added) == (3, 4)
    assert bring_in(store, text, today)[1].is_nothing


def test_a_cycle_that_is_not_there_is_made_by_the_name_in_the_file(store, today, undone):
    plan = plan_import(store, b"# OKRs 2026 Q4\n\n## A\n", None, today)
    assert (plan.cycle.name, plan.cycle.id) == ("2026-Q4", None)
    undone(lambda: apply_import(store, plan))
    assert tuple(store.row("SELECT name, state, start_date FROM cycle")) == ("2026-Q4", "active", "2026-10-01")


@pytest.mark.parametrize(("name", "state"), [("2025-Q1", "reviewing"), ("2027-H1", "planning")])
def test_a_cycle_that_is_over_is_made_under_review_and_a_future_one_in_planning(store, company, today, name, state):
    bring_in(store, "## A\n\n- b\n", today, name)
    assert store.value("SELECT state FROM cycle WHERE name = ?", (name,)) == state


def test_without_a_cycle_in_the_file_the_running_one_is_taken(store, company, today):
    plan, _counts = bring_in(store, "## A\n\n- b\n", today)
    assert (plan.cycle.name, goal(store, "A")["cycle_id"]) == ("2026-Q4", company.quarter)


def test_the_cycle_that_the_user_names_counts_more_than_the_file(store, company, today):
    plan, _counts = bring_in(store, OKRS, today, "2026")
    assert (plan.cycle.name, goal(store, "Grow")["cycle_id"]) == ("2026", company.year)
    with pytest.raises(CycleNameUnclear):
        plan_import(store, OKRS.encode(), "soon", today)


def test_suggested_targets_are_taken_only_when_accepted(store, company, today):
    text = "# 2026-Q4\n\n## A\n\n- [x] Publish 8 blog posts\n- [ ] Hire 3 people\n"
    plan = plan_import(store, text.encode(), None, today)
    assert [(one.line, one.target, one.is_accepted) for one in plan.suggestions] == [
        (5, "≥8 blog posts", False),
        (6, "≥3 people", False),
    ]
    bring_in(store, text, today, accepted={5})
    posts, people = key_result(store, "Publish 8 blog posts"), key_result(store, "Hire 3 people")
    assert (posts["operator"], posts["target"], posts["value"], posts["progress"]) == ("at_least", "8", "8", 1_000_000)
    assert people["operator"] == "yes_no"


def test_what_is_struck_through_comes_in_as_archived_and_weighs_nothing(store, company, today):
    text = "# 2026-Q4\n\n## A\n\n- ~~[P1] Dropped~~\n- Kept\n- Also\n\n## ~~Gone~~\n\n- Below\n"
    plan, _counts = bring_in(store, text, today)
    assert key_result(store, "Dropped")["is_archived"] == 1
    assert key_result(store, "Kept")["weight"] == 5_000
    assert goal(store, "Gone")["state"] == "archived"
    assert [say(note) for note in plan.notes] == [
        "Line 9 is struck through: it is imported as archived.",
        "Line 5 is struck through: it is imported as archived.",
    ]
    assert bring_in(store, text, today)[1].is_nothing


def test_a_goal_with_a_box_and_nothing_below_can_be_ticked(store, company, today):
    text = "# 2026-Q4\n\n- [x] Done\n- [ ] Open\n"
    _plan, counts = bring_in(store, text, today)
    assert (counts.goals_added, counts.key_results_added) == (2, 2)
    assert key_result(store, "Done")["progress"] == 1_000_000
    assert key_result(store, "Open")["progress"] is None
    assert bring_in(store, text, today)[1].is_nothing


def test_links_and_work_in_progress_are_kept(store, company, today):
    text = (
        "# 2026-Q4\n\n## A (WIP: half) ([doc](https://example.org/a))\n\n"
        "- B (WIP) ([b](https://example.org/b)) => 50%\n- C ([c](https://example.org/c))\n"
    )
    bring_in(store, text, today)
    assert goal(store, "A")["description"] == "(WIP: half)\n[doc](https://example.org/a)"
    query = "SELECT k.title, c.value, c.note FROM check_in c JOIN key_result k ON k.id = c.key_result_id"
    notes = {row["title"]: (row["value"], row["note"]) for row in store.rows(query)}
    assert notes == {"B": ("0.50", "(WIP)\n[b](https://example.org/b)"), "C": (None, "[c](https://example.org/c)")}
    assert bring_in(store, text, today)[1].is_nothing


def test_a_table_says_owners_weights_yardsticks_and_due_dates(store, company, today, undone):
    plan = plan_import(store, TABLE.encode(), "2026-Q4", today, name="goals.csv")
    assert plan.problems == ()
    undone(lambda: apply_import(store, plan))
    faster, back, rate = goal(store, "Answer faster"), goal(store, "Call back"), key_result(store, "投诉处理率")
    assert (faster["owner_unit_id"], faster["weight"], faster["due_date"], faster["tags"]) == (
        company.service,
        4_000,
        "2026-12-01",
        "phone, mail",
    )
    assert (back["owner_person_id"], back["level"], back["weight"]) == (company.other_zhang, "person", 6_000)
    assert (rate["operator"], rate["baseline"], rate["target"], rate["unit"], rate["value"]) == ("at_least", "84", "95", "%", "88")
    assert goal_view(store, faster["id"], today).key_results[0].confidence == Decimal("0.7")
    assert bring_in(store, TABLE, today, "2026-Q4", "goals.csv")[1].is_nothing


def test_a_new_confidence_alone_is_a_check_in(store, company, today, clock):
    bring_in(store, TABLE, today, "2026-Q4", "goals.csv")
    clock.at += timedelta(minutes=1)
    _plan, counts = bring_in(store, TABLE.replace(",0.7,", ",0.5,"), today, "2026-Q4", "goals.csv")
    assert (counts.key_results_changed, counts.check_ins) == (1, 1)
    assert values(store, "投诉处理率") == ["88", None]


def test_an_owner_whom_nobody_knows_becomes_a_tag_and_is_named(store, company, today):
    text = "Title,Owner,Kind\nA,Nobody Known,Goal\nB,张伟,Goal\n"
    plan, _counts = bring_in(store, text, today, "2026-Q4", "goals.csv")
    assert (goal(store, "A")["tags"], goal(store, "B")["tags"]) == ("Nobody Known", "张伟")
    assert "nobody and no unit is called “Nobody Known”" in say(plan.notes[-2])
    assert "several are called “张伟”" in say(plan.notes[-1])


def test_problems_keep_everything_out(store, company, today):
    text = TABLE.replace(",88,0.7,", ",many,7,")
    plan = plan_import(store, text.encode(), "2026-Q4", today, name="goals.csv")
    assert {problem.row for problem in plan.problems} == {4}
    with pytest.raises(ImportHasProblems):
        apply_import(store, plan)
    assert store.value("SELECT count(*) FROM goal") == 0


def test_a_plan_that_others_have_overtaken_is_refused(store, company, today):
    plan = plan_import(store, OKRS.encode(), None, today)
    goals.add_goal(store, today, title="Meanwhile")
    with pytest.raises(ImportOutdated):
        apply_import(store, plan)
    assert titles(store) == ["Meanwhile"]


def test_a_goal_that_came_without_an_owner_can_be_changed_and_is_found(store, company, today):
    bring_in(store, OKRS, today)
    row = goal(store, "Product")
    assert (row["level"], row["owner_unit_id"]) == ("unit", None)
    goals.weigh(store, row["id"], 2_000)
    goals.edit_goal(store, row["id"], row["version"] + 1, title="Better product")
    assert "Nobody owns this goal: give it to a person or unit." in [say(f.message) for f in goal_view(store, row["id"], today).findings]


def test_a_large_file_is_one_step_too(store, company, today):
    text = "# 2026-Q4\n\n" + "".join(f"## Goal {n}\n\n- [x] Done {n}\n- [ ] Open {n}\n\n" for n in range(260))
    _plan, counts = bring_in(store, text, today)
    assert (counts.goals_added, counts.key_results_added, counts.check_ins) == (260, 520, 260)
    assert store.value("SELECT count(*) FROM node WHERE progress = 1000000 AND is_key_result = 0") == 260
    assert sum(row[0] for row in store.rows("SELECT weight FROM goal")) == 10_000
    undo.undo(store)
    assert store.value("SELECT count(*) FROM node") == 0


def test_a_key_result_checked_in_meanwhile_keeps_its_newer_value(store, company, today, clock):
    bring_in(store, OKRS, today)
    check_ins.check_in(store, key_result(store, "Publish 8 blog posts")["id"], "6", on=date(2026, 11, 24))
    assert plan_import(store, OKRS.replace("=> 2, 5", "=> 6").encode(), None, today).counts().is_nothing


def test_the_lines_of_a_description_are_told_apart_again():
    text = "First\n[a](https://example.org/a)\nSecond\n(WIP: half)\n[b](https://example.org/b)\n[x]"
    said = said_in(text)
    assert said.notes == ("First", "[a](https://example.org/a)", "Second")
    assert (said.links, said.wip, said.is_ticked) == ((Link("b", "https://example.org/b"),), "half", True)
    assert said_in("") == said_in(" \n ") == Said()
    goal = PlannedGoal(1, None, "A", Level.UNIT, notes=said.notes, links=said.links, wip=said.wip)
    assert description_of(goal, is_ticked=True) == text


def test_a_priority_with_a_colon_and_from_to_give_priority_baseline_and_target(store, company, today):
    bring_in(store, "# OKRs 2026-Q4\n\n## Grow\n\n- P0: NPS from 30 to 50\n", today)
    found = key_result(store, "NPS from 30 to 50")
    assert (found["priority"], found["baseline"], found["target"]) == ("P0", "30", "50")
