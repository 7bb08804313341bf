"""Upgrades: once, however many start at the same moment; whole or not at all, whatever happens in between."""

import os
import random
import signal
import time

import pytest
from organisations import HANNA, LABEL, Organisation

from perftui.storage import backups, drivers, schemas, upgrades
from perftui.storage.upgrades import UpgradeFailed, open_store
from perftui.storage.verifies import verify

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs fork")


@pytest.fixture
def add_migration(monkeypatch):
    """Make this version know one migration more, and expect of a file what it leads to."""

    def add(migration):
        monkeypatch.setattr(schemas.MIGRATIONS, "_migrations", [*schemas.MIGRATIONS._migrations])
        schemas.MIGRATIONS()(migration)
        monkeypatch.setattr(upgrades, "LATEST", upgrades.LATEST + 1)

    return add


def m0002_nicknames(db):
    db.execute("ALTER TABLE unit ADD COLUMN nickname TEXT")
    db.execute("UPDATE step SET template = 'Upgraded'")


def m0002_slow(db):
    for number in range(30):
        db.execute(f"ALTER TABLE unit ADD COLUMN nickname_{number} TEXT")
        db.execute("UPDATE setting SET value = value || 'x'")
        time.sleep(0.002 if db.journal_mode != "memory" else 0)


def all_of(works):
    """Run each in a process of its own at the same time and give their exit statuses."""
    children = []
    for work in works:
        child = os.fork()
        if not child:
            status = 1
            try:
                work()
                status = 0
            finally:
                os._exit(status)
        children.append(child)
    return [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]


def opens(path):
    return lambda: open_store(path, HANNA, create=True).close()


@pytest.mark.parametrize("times", range(5))
def test_eight_who_start_at_once_on_a_new_file_all_succeed(path, times):
    assert all_of([opens(path)] * 8) == [0] * 8
    store = open_store(path, HANNA)
    assert schemas.differences(store.connection) == []
    assert store.value("SELECT count(*) FROM _sqlite_migrations") == upgrades.LATEST
    Organisation(store).unit("Sales")
    store.close()


def test_eight_who_start_at_once_on_an_older_file_upgrade_it_once(file_store, add_migration):
    Organisation(file_store).unit("Sales")
    file_store.close()
    add_migration(m0002_nicknames)
    assert all_of([opens(file_store.path)] * 8) == [0] * 8
    assert [backup.reason for backup in backups.list_backups(backups.folder_of(file_store.path))] == ["upgrade"]
    store = open_store(file_store.path, HANNA)
    assert store.row("SELECT name, nickname FROM unit")[:] == ("Sales", None)
    assert store.value("PRAGMA user_version") == upgrades.LATEST
    assert store.value("PRAGMA foreign_keys") == 1
    store.close()


def test_the_backup_before_an_upgrade_holds_the_file_as_it_was(file_store, add_migration):
    Organisation(file_store).unit("Sales")
    file_store.close()
    add_migration(m0002_nicknames)
    open_store(file_store.path, HANNA).close()
    copy = backups.list_backups(backups.folder_of(file_store.path))[0].path
    connection = drivers.connect(copy)
    assert connection.execute("PRAGMA user_version").fetchone()[0] == upgrades.LATEST - 1
    assert connection.execute("SELECT template FROM step").fetchone()[0] != "Upgraded"
    connection.close()


def test_a_new_file_needs_no_backup(file_store):
    assert not backups.folder_of(file_store.path).exists()


def breaks(db):
    db.execute("UPDATE step SET template = 'damaged'")
    raise ValueError("a defect")


def loses_a_trigger(db):
    db.execute("CREATE TABLE fresh AS SELECT * FROM goal_link")
    db.execute("DROP TABLE goal_link")
    db.execute("ALTER TABLE fresh RENAME TO goal_link")


def loses_a_reference(db):
    db.execute("INSERT INTO step (id, at, actor, kind, target, template, label_values) VALUES (99, '', '', 'do', 98, '', '{}')")


def is_interrupted(db):
    db.execute("UPDATE step SET template = 'damaged'")
    raise KeyboardInterrupt


@pytest.mark.parametrize(
    ("migration", "error"),
    [(breaks, ValueError), (loses_a_trigger, UpgradeFailed), (loses_a_reference, UpgradeFailed), (is_interrupted, KeyboardInterrupt)],
)
def test_an_upgrade_that_fails_leaves_the_file_as_it_was_and_can_be_used(file_store, add_migration, monkeypatch, migration, error):
    Organisation(file_store).unit("Sales")
    before = [row[:] for row in file_store.rows("SELECT name, sql FROM sqlite_master")]
    file_store.close()
    with monkeypatch.context():
        add_migration(migration)
        with pytest.raises(error):
            open_store(file_store.path, HANNA)
    monkeypatch.undo()
    store = open_store(file_store.path, HANNA)
    assert [row[:] for row in store.rows("SELECT name, sql FROM sqlite_master")] == before
    assert store.value("SELECT template FROM step") == "Did {what}"
    assert verify(store, deep=True).is_sound
    store.close()


def test_a_file_that_lost_a_trigger_is_not_upgraded(file_store, add_migration):
    file_store.connection.execute("DROP TRIGGER person_update")
    file_store.close()
    add_migration(m0002_nicknames)
    with pytest.raises(UpgradeFailed, match="trigger"):
        open_store(file_store.path, HANNA)


def test_a_view_that_the_owner_added_does_not_stop_an_upgrade(file_store, add_migration):
    file_store.connection.execute("CREATE VIEW mine AS SELECT name FROM unit")
    file_store.close()
    add_migration(m0002_nicknames)
    open_store(file_store.path, HANNA).close()


@pytest.mark.slow
def test_whoever_is_killed_in_the_middle_of_an_upgrade_leaves_the_file_whole(file_store, add_migration):
    Organisation(file_store).unit("Sales")
    file_store.connection.execute("INSERT INTO setting VALUES ('hanna', 'a', '')")
    file_store.close()
    original = file_store.path.read_bytes()
    add_migration(m0002_slow)
    chance, cut_off = random.Random(7), 0
    for _ in range(10):
        remove(file_store.path)
        file_store.path.write_bytes(original)
        version = after_a_kill(file_store.path, 0.01 + 0.1 * chance.random())
        cut_off += version == upgrades.LATEST - 1
        store = open_store(file_store.path, HANNA)
        assert (store.value("SELECT value FROM setting"), store.value("PRAGMA integrity_check")) == ("x" * 30, "ok")
        store.close()
    store = open_store(file_store.path, HANNA)
    assert verify(store, deep=True).is_sound
    store.close()
    assert cut_off > 1, "most of them have to be killed before the end, or this proves nothing"


def after_a_kill(path, seconds):
    """Upgrade in a process that is killed after a while; the version of the file that it leaves behind."""
    child = os.fork()
    if not child:
        try:
            open_store(path, HANNA)
        finally:
            os._exit(0)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    connection = drivers.connect(path)
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    value, columns = connection.execute("SELECT (SELECT value FROM setting), count(*) FROM pragma_table_info('unit')").fetchone()
    assert (value, columns) == (("", 5) if version == upgrades.LATEST - 1 else ("x" * 30, 35))
    assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    connection.close()
    return version


def remove(path):
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def test_a_file_of_the_second_schema_keeps_its_meetings_and_what_refers_to_them(path, monkeypatch):
    with monkeypatch.context() as before:
        before.setattr(schemas.MIGRATIONS, "_migrations", schemas.MIGRATIONS._migrations[:2])
        before.setattr(upgrades, "LATEST", 2)
        old = open_store(path, HANNA, create=True)
        with old.write(LABEL):
            old.insert("meeting", id="m", kind="resource", title="Budget", on_date="2026-11-02")
            old.insert("meeting_topic", id="t", meeting_id="m", title="Who pays")
            old.insert("action", id="a", title="Ask finance", origin_entity="meeting", origin_id="m")
        old.close()
    store = open_store(path, HANNA)
    joined = store.row("SELECT m.title, t.title, t.gap_id FROM meeting_topic t JOIN meeting m ON m.id = t.meeting_id")
    assert tuple(joined) == ("Budget", "Who pays", None)
    assert verify(store, deep=True).is_sound
    with store.write(LABEL):
        store.insert("meeting", id="r", kind="retrospective", title="Looking back", on_date="2026-11-03")
    assert store.value("SELECT count(*) FROM event WHERE entity = 'meeting'") == 2
    store.close()
