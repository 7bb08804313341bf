"""Undo and redo: one's own steps, newest first, across restarts, and never over somebody else's change."""

import json

import pytest
from organisations import HANNA, LABEL, Organisation

from perftui.storage import nodes, steps
from perftui.storage.steps import ChangedSince, StillUsed, WouldCircle
from perftui.storage.stores import Actor, Label, Store
from perftui.storage.upgrades import open_store

LI_NA = Actor("li.na")


def undo(store):
    return reverse(store, steps.undoable(store), "undo")


def redo(store):
    return reverse(store, steps.redoable(store), "redo")


def reverse(store, step, kind):
    if step is None:
        return False
    with store.write(step.label, kind, step.id):
        touched = steps.revert(store, step)
        nodes.sync(
            store,
            [record.entity_id for record in touched if record.entity == "goal"],
            [record.parent_id or record.entity_id for record in touched if record.entity in ("key_result", "check_in")],
        )
    return True


def names(store):
    return [row["name"] for row in store.rows("SELECT name FROM unit ORDER BY name")]


def test_without_steps_there_is_nothing_to_undo_or_redo(store):
    assert steps.undoable(store) is None
    assert steps.redoable(store) is None


def test_a_new_record_goes_and_comes_back_as_it_was(store, organisation):
    organisation.person("Li Na", hire_date="2026-01-05", position="Engineer")
    before = dict(store.row("SELECT * FROM person"))
    assert undo(store)
    assert store.rows("SELECT * FROM person") == []
    assert redo(store)
    after = dict(store.row("SELECT * FROM person"))
    assert after | {"version": 0} == before | {"version": 0}


def test_a_record_that_came_back_has_a_version_that_it_never_had(store, organisation):
    unit = organisation.unit("Sales")
    organisation.change("unit", unit, name="Sales North")
    seen = {1, 2}
    undo(store)
    seen.add(store.value("SELECT version FROM unit"))
    undo(store)
    redo(store)
    assert store.value("SELECT version FROM unit") not in seen


def test_a_change_is_taken_back_and_done_again(store, organisation):
    unit = organisation.unit("Sales")
    organisation.change("unit", unit, name="Service")
    undo(store)
    assert names(store) == ["Sales"]
    redo(store)
    assert names(store) == ["Service"]


def test_a_step_of_many_changes_is_taken_back_as_one(store):
    with store.write(Label("Imported")):
        store.insert_many("unit", ("id", "name"), [(f"u{n}", f"Unit {n}") for n in range(20)])
        store.update("unit", "u3", 1, name="Changed", parent_id="u2")
        store.connection.execute("DELETE FROM unit WHERE id = 'u7'")
    undo(store)
    assert names(store) == []
    redo(store)
    assert len(names(store)) == 19
    assert store.row("SELECT name, parent_id FROM unit WHERE id = 'u3'")[:] == ("Changed", "u2")


def test_undo_goes_back_step_by_step_and_redo_forth_again(store, organisation):
    for name in ("A", "B", "C"):
        organisation.unit(name)
    assert (undo(store), names(store)) == (True, ["A", "B"])
    assert (undo(store), names(store)) == (True, ["A"])
    assert (redo(store), names(store)) == (True, ["A", "B"])
    assert (undo(store), names(store)) == (True, ["A"])
    assert (undo(store), names(store)) == (True, [])
    assert not undo(store)
    assert [redo(store) for _ in range(4)] == [True, True, True, False]
    assert names(store) == ["A", "B", "C"]


def test_after_something_new_there_is_nothing_to_redo(store, organisation):
    organisation.unit("A")
    undo(store)
    assert steps.redoable(store) is not None
    organisation.unit("B")
    assert steps.redoable(store) is None
    undo(store)
    assert steps.redoable(store) is not None
    redo(store)
    assert names(store) == ["B"]


def test_a_step_that_changed_nothing_does_not_take_redo_away(store, organisation):
    organisation.unit("A")
    undo(store)
    with store.write(LABEL):
        pass
    assert redo(store)


def test_the_label_of_the_step_comes_back_with_its_values(store):
    with store.write(Label("Added {title} with {n}", {"title": "客户", "n": 3})):
        store.insert("unit", id="u1", name="客户")
    label = steps.undoable(store).label
    assert (label.template, label.values) == ("Added {title} with {n}", {"title": "客户", "n": 3})
    assert label.message().template == "Added {title} with {n}"


def test_undo_and_redo_work_after_closing_and_opening_again(file_store):
    Organisation(file_store).unit("Sales")
    file_store.close()
    store = open_store(file_store.path, HANNA)
    undo(store)
    assert names(store) == []
    store.close()
    store = open_store(file_store.path, HANNA)
    redo(store)
    assert names(store) == ["Sales"]
    store.close()


@pytest.fixture
def theirs(store):
    """The same database, as Li Na acts on it."""
    return Store(store.connection, LI_NA, None, store.clock)


def test_everybody_undoes_their_own_steps_only(store, theirs):
    Organisation(store).unit("Hers")
    Organisation(theirs).unit("His")
    undo(store)
    assert names(store) == ["His"]
    assert steps.undoable(store) is None
    assert steps.redoable(theirs) is None
    undo(theirs)
    redo(store)
    assert names(store) == ["Hers"]


def test_somebody_elses_new_step_does_not_take_ones_redo_away(store, theirs):
    Organisation(store).unit("Hers")
    undo(store)
    Organisation(theirs).unit("His")
    assert redo(store)


def test_undo_is_refused_when_somebody_changed_the_same_value_since_and_says_who(store, theirs, organisation):
    unit = organisation.unit("Sales")
    organisation.change("unit", unit, name="Mine")
    Organisation(theirs).change("unit", unit, name="Theirs")
    with pytest.raises(ChangedSince) as caught:
        undo(store)
    assert caught.value.message.values["who"] == "li.na"
    assert caught.value.message.values["at"].startswith("2026-03-01T08:")
    assert names(store) == ["Theirs"]
    assert steps.undoable(store) is not None


def test_undo_leaves_alone_what_somebody_else_changed_in_another_field(store, theirs, organisation):
    person = organisation.person("Li Na", position="Engineer")
    organisation.change("person", person, name="Li Na-Mei")
    Organisation(theirs).change("person", person, position="Lead")
    undo(store)
    assert store.row("SELECT name, position FROM person")[:] == ("Li Na", "Lead")


def test_undoing_a_new_record_is_refused_when_somebody_filled_in_an_empty_field(store, theirs, organisation):
    person = organisation.person("Li Na")
    Organisation(theirs).change("person", person, hire_date="2026-01-01")
    with pytest.raises(ChangedSince):
        undo(store)
    assert store.value("SELECT hire_date FROM person") == "2026-01-01"


def test_undoing_a_change_is_refused_when_the_record_is_gone(store, theirs, organisation):
    unit = organisation.unit("Sales")
    organisation.change("unit", unit, name="Mine")
    with theirs.write(LABEL):
        theirs.connection.execute("DELETE FROM unit")
    with pytest.raises(ChangedSince):
        undo(store)


def test_undoing_a_new_record_that_others_use_is_refused_and_changes_nothing(store, theirs, organisation):
    unit = organisation.unit("Sales")
    Organisation(theirs).person("Li Na", unit)
    with pytest.raises(StillUsed):
        undo(store)
    assert names(store) == ["Sales"]
    assert not store.connection.in_transaction
    assert store.value("SELECT count(*) FROM step WHERE kind = 'undo'") == 0


def test_undoing_a_removal_is_refused_when_its_place_was_taken(store, theirs):
    with store.write(LABEL):
        store.insert("person", id="p1", staff_no="E1", name="Li Na")
    with store.write(LABEL):
        store.connection.execute("DELETE FROM person")
    with theirs.write(LABEL):
        theirs.insert("person", id="p2", staff_no="E1", name="Wang Fang")
    with pytest.raises(StillUsed):
        undo(store)


def test_undo_does_not_put_a_goal_below_itself(store, theirs, organisation):
    upper, lower = organisation.goal("Upper"), organisation.goal("Lower")
    organisation.change("goal", lower, parent_id=upper)
    organisation.change("goal", lower, parent_id=None)
    Organisation(theirs).change("goal", upper, parent_id=lower)
    with pytest.raises(WouldCircle):
        undo(store)
    assert store.value("SELECT parent_id FROM goal WHERE id = ?", (lower,)) is None


def test_undo_does_not_put_a_unit_below_itself(store, theirs, organisation):
    upper, lower = organisation.unit("Upper"), organisation.unit("Lower")
    organisation.change("unit", lower, parent_id=upper)
    organisation.change("unit", lower, parent_id=None)
    Organisation(theirs).change("unit", upper, parent_id=lower)
    with pytest.raises(WouldCircle):
        undo(store)


def test_undo_does_not_let_two_people_report_to_each_other(store, theirs, organisation):
    boss = organisation.person("Wang Fang")
    person = organisation.person("Li Na")
    line = organisation.add("reporting", person_id=person, manager_id=boss, since="2026-01-01")
    organisation.change("reporting", line, until="2026-02-01")
    Organisation(theirs).add("reporting", person_id=boss, manager_id=person, since="2026-02-01")
    with pytest.raises(WouldCircle):
        undo(store)


def test_undo_does_not_reopen_a_reporting_line_beside_another(store, theirs, organisation):
    boss, other, person = organisation.person("Wang Fang"), organisation.person("Zhao Lei"), organisation.person("Li Na")
    line = organisation.add("reporting", person_id=person, manager_id=boss, since="2026-01-01")
    organisation.change("reporting", line, until="2026-02-01")
    Organisation(theirs).add("reporting", person_id=person, manager_id=other, since="2026-02-01")
    with pytest.raises(StillUsed):
        undo(store)


def test_a_moved_goal_goes_back_to_its_place(store, organisation):
    first, second = organisation.goal("First"), organisation.goal("Second")
    moved = organisation.goal("Moved", parent=first)
    organisation.change("goal", moved, parent_id=second)
    undo(store)
    assert store.value("SELECT parent_id FROM goal WHERE id = ?", (moved,)) == first


def test_undoing_a_goal_with_its_key_results_and_check_ins_in_one_step_leaves_no_node(store, organisation):
    organisation.cycle()
    with store.write(Label("Added a tree")):
        top = organisation.goal("Top")
        below = organisation.goal("Below", parent=top)
        organisation.check_in(organisation.key_result(below), "50")
    shown = store.rows("SELECT depth, progress FROM node ORDER BY path")
    assert [row[:] for row in shown] == [(0, 500000), (1, 500000), (2, 500000)]
    undo(store)
    assert store.value("SELECT count(*) FROM node") == 0
    redo(store)
    assert [row[:] for row in store.rows("SELECT depth, progress FROM node ORDER BY path")] == [row[:] for row in shown]


def test_the_touched_check_in_names_its_key_result(store, organisation):
    key_result = organisation.key_result(organisation.goal("Win"))
    check_in = organisation.check_in(key_result, "5")
    step = steps.undoable(store)
    with store.write(step.label, "undo", step.id):
        assert steps.revert(store, step) == [steps.Touched("check_in", check_in, key_result)]


def test_what_was_erased_by_law_cannot_come_back(store, organisation):
    unit = organisation.unit("Secret")
    organisation.change("unit", unit, name="Known")
    with store.write_aside():
        store.connection.execute("UPDATE event SET diff = NULL WHERE verb = 'update'")
    assert undo(store)
    assert names(store) == ["Known"]
    with pytest.raises(ChangedSince):
        undo(store)
    assert names(store) == ["Known"]


def test_undo_is_itself_in_the_log_as_what_it_did(store, organisation):
    unit = organisation.unit("Sales")
    organisation.change("unit", unit, name="Service")
    undo(store)
    last = store.row("SELECT * FROM event ORDER BY seq DESC LIMIT 1")
    assert (last["verb"], json.loads(last["diff"])) == ("update", {"name": ["Service", "Sales"]})
    assert store.row("SELECT kind, target FROM step ORDER BY id DESC LIMIT 1")[:] == ("undo", 2)


def test_finding_the_step_to_undo_does_not_read_all_of_them(store):
    for query in (steps.UNDOABLE, steps.REDOABLE):
        plan = store.rows(f"EXPLAIN QUERY PLAN {query}", {"actor": "hanna"})
        assert not [row["detail"] for row in plan if "SCAN step" in row["detail"] or "TEMP B-TREE" in row["detail"]]
