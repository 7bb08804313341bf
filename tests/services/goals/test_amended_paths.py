"""Whatever way an agreed goal is changed, it asks why, keeps an amendment and one version a step, and undo takes all of it back."""

import pytest

from perftui.domain.amendments import ReasonMissing
from perftui.domain.codes import GoalState
from perftui.services import amendment_lines, goals, undo
from perftui.services.goal_import_words import summary
from perftui.services.goal_imports import apply_import, plan_import
from perftui.services.goal_versions import versions_of
from perftui.services.quick_key_results import quick_key_result
from perftui.storage.stores import Label

pytestmark = pytest.mark.usefixtures("anything_may_be_proposed")


@pytest.fixture
def agreed(store, tree):
    """All goals of the tree are agreed, and run."""
    everything = [tree.theme, tree.unit, tree.first, tree.second]
    goals.equal_weights(store, tree.first)
    for state in ("proposed", "agreed", "active"):
        goals.set_state(store, everything, GoalState(state))
    return tree


def version(store, table, record):
    return store.value(f"SELECT version FROM {table} WHERE id = ?", (record,))


def edit(store, tree, reason, **changes):
    goals.edit_goal(store, tree.first, version(store, "goal", tree.first), reason=reason, **changes)


def edit_result(store, tree, reason, **changes):
    goals.edit_key_result(store, tree.rate, version(store, "key_result", tree.rate), reason=reason, **changes)


def unarchive(store, tree, reason):
    goals.archive(store, [tree.rate], reason="before")
    goals.unarchive(store, [tree.rate], reason=reason)


PATHS = {
    "title in the form": lambda store, tree, today, reason: edit(store, tree, reason, title="Keep customers"),
    "due date in the form": lambda store, tree, today, reason: edit(store, tree, reason, due="2026-12-01"),
    "cycle in the form": lambda store, tree, today, reason: edit(store, tree, reason, cycle="c-year"),
    "target in the form": lambda store, tree, today, reason: edit_result(store, tree, reason, target="88"),
    "key result elsewhere in the form": lambda store, tree, today, reason: edit_result(store, tree, reason, goal=tree.second),
    "bulk change": lambda store, tree, today, reason: goals.change_many(store, [tree.first], "due", "2026-12-01", today, reason=reason),
    "bulk change of key results": lambda store, tree, today, reason: goals.change_many(
        store, [tree.rate], "unit", "points", today, reason=reason
    ),
    "weight": lambda store, tree, today, reason: goals.weigh(store, tree.rate, 5000, reason=reason),
    "weight of a goal": lambda store, tree, today, reason: goals.weigh(store, tree.first, 4000, reason=reason),
    "move": lambda store, tree, today, reason: goals.move_goal(store, tree.first, tree.theme, reason=reason),
    "move of a key result": lambda store, tree, today, reason: goals.move_key_result(store, tree.rate, tree.second, reason=reason),
    "assign": lambda store, tree, today, reason: goals.assign(store, [tree.first], unit="u-sales", reason=reason),
    "new key result": lambda store, tree, today, reason: goals.add_key_result(
        store, tree.first, title="More", operator="yes_no", reason=reason
    ),
    "quick line": lambda store, tree, today, reason: quick_key_result(store, tree.first, "More; 8 talks", today, reason=reason),
    "archive of a key result": lambda store, tree, today, reason: goals.archive(store, [tree.rate], reason=reason),
    "archive of a goal": lambda store, tree, today, reason: goals.archive(store, [tree.first], reason=reason),
    "bringing a key result back": lambda store, tree, today, reason: unarchive(store, tree, reason),
}


def amendments(store):
    return store.rows("SELECT * FROM goal_amendment ORDER BY rowid")


def contents(store):
    tables = ("goal", "key_result", "goal_version", "goal_amendment")
    return [[tuple(row[column] for column in row.keys() if column != "version") for row in rows(store, table)] for table in tables]  # noqa: SIM118  # a row is no mapping


def rows(store, table):
    return store.rows(f"SELECT * FROM {table} ORDER BY id")


@pytest.mark.parametrize("path", PATHS.values(), ids=PATHS)
def test_no_path_changes_an_agreed_goal_without_a_reason(store, agreed, today, path):
    if path is PATHS["bringing a key result back"]:
        goals.archive(store, [agreed.rate], reason="before")
    before = contents(store)
    with pytest.raises(ReasonMissing):
        path(store, agreed, today, "  ")
    assert contents(store)[:2] == before[:2]


@pytest.mark.parametrize("path", PATHS.values(), ids=PATHS)
def test_every_path_keeps_the_reason_and_undo_takes_it_back(store, agreed, today, path):
    if path is PATHS["bringing a key result back"]:
        pytest.skip("it is two steps")
    before = contents(store)
    path(store, agreed, today, " New law ")
    assert {row["reason"] for row in amendments(store)} == {"New law"}
    assert {row["by_name"] for row in amendments(store)} == {"li.na"}
    undo.undo(store)
    assert contents(store) == before


def test_what_was_not_agreed_on_changes_without_a_reason(store, agreed, today):
    edit(store, agreed, "", tags="q4", priority="P1")
    edit_result(store, agreed, "", cadence_days=14)
    goals.move_among_siblings(store, agreed.first, 1)
    assert not goals.preview_change(store, [agreed.first], "tags", "x", today).asks_why
    assert goals.preview_change(store, [agreed.first], "weight", "10%", today).asks_why
    assert goals.preview_change(store, [agreed.first], "state", "scored", today).asks_why is False
    assert len(amendments(store)) == 0


def test_a_draft_asks_for_nothing(store, tree, today):
    for path in ("title in the form", "target in the form", "weight", "move", "quick line", "archive of a key result"):
        PATHS[path](store, tree, today, "")
    assert len(amendments(store)) == 0


def test_one_step_gives_each_goal_one_version_however_much_it_changes(store, agreed):
    goals.add_key_result(store, agreed.first, title="More", operator="yes_no", weight=0, reason="One")
    goals.equal_weights(store, agreed.rate, reason="Two")
    kinds = [(line.number, line.kind, line.reason) for line in versions_of(store, agreed.first)]
    assert kinds == [(1, "proposed", ""), (2, "agreed", ""), (3, "amended", "One"), (4, "amended", "Two")]


def test_a_step_of_several_calls_keeps_one_version_with_what_it_came_to(store, agreed):
    with store.write(Label("Both")):
        edit(store, agreed, "Law", title="A")
        edit_result(store, agreed, "Law", target="85")
    lines = versions_of(store, agreed.first)
    assert [(line.number, line.kind) for line in lines] == [(1, "proposed"), (2, "agreed"), (3, "amended")]


def test_a_cycle_takes_along_what_runs_below_and_each_goal_keeps_why(store, agreed):
    goals.edit_goal(store, agreed.theme, version(store, "goal", agreed.theme), cycle="c-year", reason="A longer way")
    assert {row["goal_id"] for row in amendments(store)} == {agreed.theme, agreed.unit, agreed.first, agreed.second}
    assert {row["field"] for row in amendments(store)} == {"cycle_id"}


def test_an_import_that_changes_an_agreed_goal_says_which_file_it_was(store, agreed, today, company):
    text = (
        "Depth,Kind,Title,Operator,Baseline,Target,Unit,Due date\n1,Theme,Grow,,,,,\n2,Unit goal,Win customers,,,,,\n"
        "3,Personal goal,Raise retention,,,,,2026-12-01\n4,Key result,Retention,At least,80,95,%,\n4,Key result,Talks,At least,0,8,talks,\n"
    )
    planned = plan_import(store, text.encode(), "2026-Q4", today, name="okr.csv")
    assert "Changes 1 goal that is agreed already: “Raise retention”. The file is kept as the reason." in summary(planned)
    apply_import(store, planned)
    again = plan_import(store, text.encode(), "2026-Q4", today, name="okr.csv")
    assert not [words for words in summary(again) if "agreed" in words]
    kept = [(row["goal_id"], row["field"], row["new"]) for row in amendments(store) if row["reason"] == "Import of okr.csv"]
    assert len(kept) == len(amendments(store))
    assert {(agreed.first, "due_date", "2026-12-01"), (agreed.first, "target", "95"), (agreed.first, "key_result", "Talks")} <= set(kept)
    assert versions_of(store, agreed.first)[-1].reason == "Import of okr.csv"


def test_amendments_are_told_in_words_newest_first(store, agreed):
    edit_result(store, agreed, "First", target="88")
    goals.assign(store, [agreed.first], person="p-zhang", reason="Second")
    goals.archive(store, [agreed.rate], reason="Third")
    told = [
        (line.key_result, line.field, line.old, line.new, line.reason)
        for line in amendment_lines.amendments_of(store, agreed.first)
        if line.field != "Owning unit"
    ]
    assert told == [
        ("", "Key result", "Retention", "", "Third"),
        ("", "Owner", "Li Na", "张伟", "Second"),
        ("Retention", "Target", "90", "88", "First"),
    ]
    assert len(amendment_lines.listing(store)) == 3
    assert [line.reason for line in amendment_lines.amendments_of_key_result(store, agreed.rate)] == ["Third", "First"]


def test_the_list_of_amendments_is_that_of_the_cycles_shown(store, agreed):
    edit(store, agreed, "Law", title="A")
    number = store.value("SELECT rowid FROM cycle WHERE id = 'c-q4'")
    other = store.value("SELECT rowid FROM cycle WHERE id = 'c-year'")
    assert [line.goal for line in amendment_lines.listing(store, [number])] == ["A"]
    assert amendment_lines.listing(store, [other]) == []


def test_whoever_may_not_see_a_person_is_told_nothing_of_their_goals(store, agreed, company):
    edit(store, agreed, "Law", title="A")
    store.limit_to([company.zhang])
    assert amendment_lines.listing(store) == []
    assert amendment_lines.amendments_of(store, agreed.first) == []
