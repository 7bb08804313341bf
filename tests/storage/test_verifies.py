"""`verify`: an untouched file is sound, and every kind of meddling and decay has its name."""

import pytest
from organisations import HANNA, LABEL, Organisation

from perftui.storage import events, nodes
from perftui.storage.upgrades import open_store
from perftui.storage.verifies import Fault, FaultCode, verify


@pytest.fixture
def company(store):
    organisation = Organisation(store)
    sales = organisation.unit("Sales")
    li_na = organisation.person("Li Na", sales, position="Engineer")
    organisation.change("person", li_na, position="Lead")
    goal = organisation.goal("Win", person=li_na)
    organisation.check_in(organisation.key_result(goal), "50")
    organisation.unit("Gone")
    with store.write(LABEL):
        store.connection.execute("DELETE FROM unit WHERE name = 'Gone'")
    return store


def past_the_log(store, table, *statements):
    """Change a table as somebody does who owns the file: without its triggers, which are put back."""
    triggers = store.rows("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?", (table,))
    for trigger in triggers:
        store.connection.execute(f"DROP TRIGGER {trigger['name']}")
    for statement in statements:
        store.connection.execute(statement)
    for trigger in triggers:
        store.connection.execute(trigger["sql"])


def codes(store, deep=True):
    return {(fault.code.value, fault.name) for fault in verify(store, deep).faults}


@pytest.mark.parametrize("deep", [False, True])
def test_an_untouched_file_is_sound(company, deep):
    report = verify(company, deep)
    assert (report.is_sound, report.faults, report.count, report.is_deep) == (True, (), 0, deep)
    assert report.chain.head == events.read_head(company.connection)
    assert not company.connection.in_transaction


def test_an_empty_file_is_sound(file_store):
    assert verify(file_store, deep=True).is_sound


MEDDLING = {
    "a changed value": ("person", ["UPDATE person SET position = 'Boss'"], {("record_differs", "person"), ("words_differ", "person")}),
    "a value cleared": ("person", ["UPDATE person SET unit_id = NULL"], {("record_differs", "person")}),
    "a value filled in": ("person", ["UPDATE person SET hire_date = '2020-01-01'"], {("record_differs", "person")}),
    "a record added": ("unit", ["INSERT INTO unit (id, name) VALUES ('A', 'First')"], {("record_unlogged", "unit")}),
    "a record added behind": ("unit", ["INSERT INTO unit (id, name) VALUES ('zz', 'Last')"], {("record_unlogged", "unit")}),
    "a removed record brought back": (
        "unit",
        ["INSERT INTO unit (id, name) SELECT entity_id, 'Gone' FROM event WHERE verb = 'delete'"],
        {("record_unlogged", "unit")},
    ),
    "a record removed": ("goal_link", ["DELETE FROM goal_link"], {("record_lost", "goal_link")}),
    "a check-in removed": ("check_in", ["DELETE FROM check_in"], {("record_lost", "check_in"), ("node_differs", "node")}),
    "a check-in improved": ("check_in", ["UPDATE check_in SET value = '90'"], {("record_differs", "check_in"), ("node_differs", "node")}),
    "progress improved": ("node", ["UPDATE node SET progress = 1000000"], {("node_differs", "node")}),
    "a node moved": ("node", ["UPDATE node SET path = path || 'x' WHERE depth = 1"], {("node_differs", "node")}),
    "a node removed": ("node", ["DELETE FROM node WHERE depth = 1"], {("node_differs", "node")}),
}


@pytest.mark.parametrize(("table", "statements", "expected"), MEDDLING.values(), ids=MEDDLING)
def test_what_was_changed_past_the_log_is_named_by_a_deep_look_only(company, organisation, table, statements, expected):
    organisation.add("goal_link", from_goal_id=organisation.goal("A"), to_goal_id=organisation.goal("B"), kind="depends")
    past_the_log(company, table, *statements)
    assert codes(company) == expected
    assert codes(company, deep=False) == set()


def test_the_version_of_a_record_is_no_part_of_the_comparison(company):
    past_the_log(company, "person", "UPDATE person SET version = 77")
    assert verify(company, deep=True).is_sound


def test_a_change_past_the_log_is_found_even_after_the_value_was_changed_again(company, organisation):
    past_the_log(company, "person", "UPDATE person SET position = 'Boss'")
    organisation.change("person", company.value("SELECT id FROM person"), position="Lead again")
    assert codes(company) == {("log_skips", "person")}


def test_a_record_whose_content_was_erased_by_law_is_not_compared_but_must_still_be_there(company):
    with company.write_aside():
        company.connection.execute("UPDATE event SET diff = NULL WHERE entity = 'person'")
    assert verify(company, deep=True).is_sound
    past_the_log(company, "person", "PRAGMA foreign_keys = OFF", "DELETE FROM person", "PRAGMA foreign_keys = ON")
    assert ("record_lost", "person") in codes(company)


def test_a_reference_to_nothing_is_found(company):
    past_the_log(company, "goal", "PRAGMA foreign_keys = OFF", "UPDATE goal SET owner_person_id = 'nobody'", "PRAGMA foreign_keys = ON")
    assert codes(company, deep=False) == {("reference", "goal")}


def test_a_changed_schema_is_named(company):
    company.connection.execute("DROP TRIGGER event_keep")
    company.connection.execute("CREATE VIEW mine AS SELECT 1")
    company.connection.execute("DROP INDEX goal_unit")
    company.connection.execute("CREATE INDEX goal_unit ON goal (owner_unit_id, title)")
    expected = {("schema_missing", "event_keep"), ("schema_extra", "mine"), ("schema_changed", "goal_unit")}
    assert codes(company, deep=False) == expected


def test_events_of_a_table_that_nobody_knows_are_found(company):
    company.connection.execute(
        "INSERT INTO event (step, at, actor, role, entity, entity_id, verb, diff) VALUES (1, '', '', '', 'secret', 's1', 'insert', '{}')"
    )
    report = verify(company, deep=True)
    assert report.faults == (Fault(FaultCode.LOG_UNKNOWN, "secret", "s1"),)
    assert report.chain.trouble == "unsealed"
    assert not report.is_sound


def test_trouble_in_the_chain_alone_makes_a_file_unsound(company):
    head = events.read_head(company.connection)
    report = verify(company, deep=False, anchors={head.seq + 3: head.hash})
    assert (report.is_sound, report.count, report.chain.trouble) == (False, 0, "truncated")


def test_a_hundred_faults_are_named_and_all_are_counted(store):
    with store.write(LABEL):
        store.insert_many("unit", ("id", "name"), [(f"u{n}", f"Unit {n}") for n in range(250)])
    past_the_log(store, "unit", "UPDATE unit SET name = name || '!'")
    report = verify(store, deep=True)
    assert (len(report.faults), report.count) == (100, 250)


@pytest.mark.parametrize("deep", [False, True])
def test_damaged_pages_are_named_and_nothing_is_read_from_them(file_store, deep):
    organisation = Organisation(file_store)
    organisation.unit("Sales")
    page = file_store.value("SELECT rootpage FROM sqlite_master WHERE name = 'event'")
    file_store.close()
    with file_store.path.open("r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(b"\xff" * 4096)
    store = open_store(file_store.path, HANNA)
    report = verify(store, deep)
    assert {fault.code for fault in report.faults} == {FaultCode.PAGES}
    assert (report.is_sound, report.chain) == (False, None)
    store.close()


def test_others_can_write_while_it_looks_and_it_sees_one_moment(file_store, monkeypatch):
    organisation = Organisation(file_store)
    organisation.unit("Sales")
    other = open_store(file_store.path, HANNA)
    real = events.verify_chain

    def write_in_between(*arguments):
        Organisation(other).unit("Meanwhile")
        return real(*arguments)

    monkeypatch.setattr(events, "verify_chain", write_in_between)
    report = verify(file_store, deep=True)
    assert (report.is_sound, report.chain.events) == (True, 1)
    assert file_store.value("SELECT count(*) FROM unit") == 2
    other.close()


def test_looking_deep_leaves_the_tree_alone(company):
    before = [row[:] for row in company.rows("SELECT * FROM node")]
    verify(company, deep=True)
    assert [row[:] for row in company.rows("SELECT * FROM node")] == before
    assert company.rows("SELECT name FROM temp.sqlite_master WHERE name = 'fresh'") == []
    assert nodes.find(company, "nothing") is None
