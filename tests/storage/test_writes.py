"""The one way to write: whole or not at all, compare-and-set, and no step for nothing."""

import pytest
from organisations import LABEL

from perftui.storage.stores import Changed, Gone, Label


def names(store):
    return [row["name"] for row in store.rows("SELECT name FROM unit ORDER BY name")]


def steps(store):
    return store.value("SELECT count(*) FROM step")


def test_what_is_written_is_there_afterwards_and_is_one_step(store):
    with store.write(Label("Added {name}", {"name": "Sales"})) as step:
        store.insert("unit", id="u1", name="Sales")
        store.insert("unit", id="u2", name="Service")
    assert names(store) == ["Sales", "Service"]
    row = store.row("SELECT * FROM step")
    assert (row["id"], row["actor"], row["kind"], row["template"], row["label_values"]) == (
        step,
        "hanna",
        "do",
        "Added {name}",
        '{"name": "Sales"}',
    )
    assert store.rows("SELECT DISTINCT step, at FROM event")[0][:] == (step, row["at"])


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, SystemExit, GeneratorExit])
def test_after_any_exception_nothing_is_left(store, error):
    def half_done():
        with store.write(LABEL):
            store.insert("unit", id="u1", name="Sales")
            raise error

    with pytest.raises(error):
        half_done()
    assert names(store) == []
    assert (steps(store), store.value("SELECT count(*) FROM event")) == (0, 0)
    assert not store.connection.in_transaction


def test_a_write_inside_another_belongs_to_the_outer_step(store):
    with store.write(LABEL) as outer:
        store.insert("unit", id="u1", name="Sales")
        with store.write(Label("unused")) as inner:
            store.insert("unit", id="u2", name="Service")
    assert outer == inner
    assert steps(store) == 1
    assert names(store) == ["Sales", "Service"]


def test_an_inner_write_that_fails_takes_only_itself_back(store):
    def half_done():
        with store.write(LABEL):
            store.insert("unit", id="u2", name="Service")
            raise ValueError("inner")

    with store.write(LABEL):
        store.insert("unit", id="u1", name="Sales")
        with pytest.raises(ValueError, match="inner"):
            half_done()
        store.insert("unit", id="u3", name="Tools")
    assert names(store) == ["Sales", "Tools"]
    assert store.rows("SELECT entity_id FROM event ORDER BY seq")[-1][0] == "u3"


def test_a_step_that_changes_nothing_is_not_kept(store, organisation):
    unit = organisation.unit("Sales")
    before = (steps(store), store.value("SELECT max(seq) FROM event"))
    with store.write(LABEL):
        pass
    with store.write(LABEL):
        assert store.update("unit", unit, 1, name="Sales") == 1
    assert (steps(store), store.value("SELECT max(seq) FROM event")) == before
    assert store.value("SELECT version FROM unit") == 1


def test_a_save_without_changes_does_not_spoil_the_next_one(store, organisation):
    unit = organisation.unit("Sales")
    with store.write(LABEL):
        version = store.update("unit", unit, 1, name="Sales")
    with store.write(LABEL):
        assert store.update("unit", unit, version, name="Service") == 2


def test_a_draft_dropped_in_a_step_without_changes_stays_dropped(store):
    with store.write_aside():
        store.connection.execute("INSERT INTO draft VALUES ('hanna', 'goal', '', '{}', '2026-03-01T08:00:00Z')")
    with store.write(LABEL), store.write_aside():
        store.connection.execute("DELETE FROM draft")
    assert store.rows("SELECT * FROM draft") == []
    assert steps(store) == 0


def test_the_next_step_after_one_that_was_not_kept_takes_its_number(store):
    with store.write(LABEL) as first:
        pass
    with store.write(LABEL) as second:
        store.insert("unit", id="u1", name="Sales")
    assert first == second == store.value("SELECT id FROM step")


def test_an_update_of_the_version_that_was_read_gives_the_next_one(store, organisation):
    unit = organisation.unit("Sales")
    with store.write(LABEL):
        assert store.update("unit", unit, 1, name="Sales North") == 2
    assert names(store) == ["Sales North"]


def test_an_update_of_an_older_version_is_refused(store, organisation):
    unit = organisation.unit("Sales")
    organisation.change("unit", unit, name="Theirs")
    with pytest.raises(Changed), store.write(LABEL):
        store.update("unit", unit, 1, name="Mine")
    assert names(store) == ["Theirs"]


def test_even_the_same_values_are_refused_on_an_older_version(store, organisation):
    unit = organisation.unit("Sales")
    organisation.change("unit", unit, name="Theirs")
    with pytest.raises(Changed), store.write(LABEL):
        store.update("unit", unit, 1, name="Theirs")


def test_an_update_of_what_does_not_exist_says_so(store):
    with pytest.raises(Gone), store.write(LABEL):
        store.update("unit", "nobody", 1, name="Mine")


def test_an_empty_value_can_be_set_and_cleared(store, organisation):
    person = organisation.person("Li Na", hire_date="2026-01-05")
    organisation.change("person", person, hire_date=None)
    assert store.value("SELECT hire_date FROM person") is None
    organisation.change("person", person, hire_date="2026-02-01")
    assert store.value("SELECT hire_date FROM person") == "2026-02-01"


def test_writing_outside_of_write_is_refused(store):
    for work in (
        lambda: store.insert("unit", id="u1", name="Sales"),
        lambda: store.insert_many("unit", ("id", "name"), [("u1", "Sales")]),
        lambda: store.update("unit", "u1", 1, name="Sales"),
    ):
        with pytest.raises(RuntimeError, match="write"):
            work()


def test_records_cannot_be_written_aside(store):
    with pytest.raises(RuntimeError, match="write_aside"), store.write_aside(), store.write(LABEL):
        raise AssertionError
    with pytest.raises(Exception, match="NOT NULL"), store.write_aside():
        store.insert("unit", id="u1", name="Sales")


def test_a_misspelt_table_is_refused_and_not_made(store):
    with store.write(LABEL), pytest.raises(KeyError):
        store.insert("untis", id="u1", name="Sales")
    with store.write(LABEL), pytest.raises(KeyError):
        store.insert_many("untis", ("id", "name"), [("u1", "Sales")])
    with pytest.raises(Exception, match="no such table"), store.write(LABEL):
        store.update("untis", "u1", 1, name="Sales")
    assert store.value("SELECT count(*) FROM sqlite_master WHERE name = 'untis'") == 0


def test_a_misspelt_column_is_refused(store):
    with pytest.raises(Exception, match="naem"), store.write(LABEL):
        store.insert("unit", id="u1", naem="Sales")


def test_every_read_is_a_list_that_needs_no_open_cursor(store, organisation):
    for name in ("A", "B", "C"):
        organisation.unit(name)
    rows = store.rows("SELECT * FROM unit")
    assert isinstance(rows, list)
    organisation.change("unit", rows[0]["id"], name="D")
    assert [row["name"] for row in rows] == ["A", "B", "C"]
    assert store.row("SELECT * FROM unit WHERE name = 'nobody'") is None
    assert store.value("SELECT name FROM unit WHERE name = 'nobody'") is None


def test_many_rows_are_one_step_and_each_is_in_the_log(store):
    with store.write(LABEL):
        store.insert_many("unit", ("id", "name"), [(f"u{n}", f"Unit {n}") for n in range(100)])
    assert steps(store) == 1
    assert store.value("SELECT count(*) FROM event WHERE verb = 'insert' AND hash IS NOT NULL") == 100


def test_the_log_tells_the_old_and_the_new_value_of_what_changed_and_nothing_else(store, organisation):
    unit = organisation.unit("Sales")
    organisation.change("unit", unit, name="Service")
    with store.write(LABEL):
        store.connection.execute("DELETE FROM unit")
    told = store.rows("SELECT verb, diff, actor, role FROM event ORDER BY seq")
    assert [tuple(row) for row in told] == [
        ("insert", '{"name":[null,"Sales"],"is_archived":[null,0]}', "hanna", "hr"),
        ("update", '{"name":["Sales","Service"]}', "hanna", "hr"),
        ("delete", '{"name":["Service",null],"is_archived":[0,null]}', "hanna", "hr"),
    ]


def test_after_a_write_nobody_acts(store, organisation):
    organisation.unit("Sales")
    assert store.row("SELECT actor, at, step FROM _ctx")[:] == (None, None, None)


def test_times_are_utc_to_the_second_and_ids_sort_by_time(store):
    assert store.now() == "2026-03-01T08:00:01Z"
    first, second = store.new_id(), store.new_id()
    assert first < second
