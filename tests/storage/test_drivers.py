"""How a file is opened: protected, in a safe journal mode, closed to others, and never when it is not ours."""

import os
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from organisations import HANNA, LABEL, Organisation, in_child

from perftui.storage import drivers, upgrades
from perftui.storage.drivers import Damaged, DiskFailed, DiskFull, IsFolder, Locked, NoSuchFile, NotPerftui, ReadOnlyFile, is_wal_safe
from perftui.storage.upgrades import MadeByNewer, open_store


@pytest.mark.parametrize(
    ("version", "is_safe"),
    [
        *(("3.7.0", False), ("3.40.1", False), ("3.44.5", False), ("3.44.6", True), ("3.44.9", True), ("3.45.0", False)),
        *(("3.50.6", False), ("3.50.7", True), ("3.50.10", True), ("3.51.0", False), ("3.51.2", False), ("3.51.3", True)),
        *(("3.52.0", True), ("3.53.4", True), ("4.0.0", True)),
    ],
)
def test_wal_is_used_only_where_its_reset_defect_is_mended(version, is_safe):
    assert is_wal_safe(version) is is_safe


def pragmas(store):
    return {name: store.value(f"PRAGMA {name}") for name in ("journal_mode", "synchronous", "foreign_keys", "trusted_schema", "temp_store")}


def test_a_file_is_opened_with_everything_on_that_protects_it(file_store):
    expected = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "trusted_schema": 0, "temp_store": 2}
    if not is_wal_safe():
        expected |= {"journal_mode": "delete", "synchronous": 3}
    if drivers.sqlite3.sqlite_version_info < (3, 45):
        expected["trusted_schema"] = 1
    assert pragmas(file_store) == expected
    assert drivers.connect(file_store.path).execute("PRAGMA application_id").fetchone()[0] == drivers.APPLICATION_ID


def test_an_sqlite_with_the_defect_gets_the_rollback_journal(path, monkeypatch):
    monkeypatch.setattr(drivers, "is_wal_safe", lambda: False)
    store = open_store(path, HANNA, create=True)
    Organisation(store).unit("Sales")
    assert (store.value("PRAGMA journal_mode"), store.value("PRAGMA synchronous")) == ("delete", 3)
    store.close()


def test_sqlite_utils_and_the_store_use_one_sqlite():
    from sqlite_utils.utils import sqlite3

    assert sqlite3.connect is drivers.sqlite3.connect


@pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")
def test_nobody_else_can_read_the_file_or_look_into_its_folder(file_store):
    Organisation(file_store).unit("Sales")
    modes = {name.name: stat.S_IMODE(name.stat().st_mode) for name in file_store.path.parent.iterdir()}
    assert set(modes.values()) == {0o600}, modes
    assert stat.S_IMODE(file_store.path.parent.stat().st_mode) == 0o700


def test_a_missing_file_is_named_and_not_made(path):
    with pytest.raises(NoSuchFile, match=r"people\.db"):
        open_store(path, HANNA)
    assert not path.exists()


def test_a_folder_in_place_of_the_file_is_no_file(tmp_path):
    with pytest.raises(IsFolder):
        open_store(tmp_path, HANNA)


def foreign(path):
    connection = drivers.sqlite3.connect(str(path))
    connection.execute("CREATE TABLE bookmark (url TEXT)")
    connection.execute("PRAGMA user_version = 7")
    connection.commit()
    connection.close()


@pytest.mark.parametrize("make", [foreign, lambda path: path.write_bytes(b"staff_no,name\n1,Li Na\n" * 99)], ids=["database", "text"])
def test_a_file_of_another_program_is_refused_and_left_as_it_was(tmp_path, make):
    path = tmp_path / "other.db"
    make(path)
    before = path.read_bytes()
    with pytest.raises(NotPerftui, match=r"other\.db"):
        open_store(path, HANNA, create=True)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_of_a_newer_version_is_refused_and_left_as_it_was(file_store):
    file_store.connection.execute(f"PRAGMA user_version = {upgrades.LATEST + 1}")
    file_store.close()
    before = file_store.path.read_bytes()
    with pytest.raises(MadeByNewer):
        open_store(file_store.path, HANNA)
    assert file_store.path.read_bytes() == before


def test_a_damaged_file_is_called_damaged(file_store):
    file_store.close()
    with file_store.path.open("r+b") as file:
        file.seek(100)
        file.write(b"\xff" * 900)
    with pytest.raises(Damaged):
        open_store(file_store.path, HANNA)


def test_damage_found_while_saving_is_called_damaged(file_store):
    Organisation(file_store).unit("Sales")
    page = file_store.value("SELECT rootpage FROM sqlite_master WHERE name = 'unit'")
    size = file_store.value("PRAGMA page_size")
    file_store.close()
    with file_store.path.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * size)
    store = open_store(file_store.path, HANNA)
    with pytest.raises(Damaged):
        Organisation(store).unit("Service")
    store.close()


def without_rights(work):
    """Run in a process that may not write what its owner closed; root may write everything."""

    def drop_and_work():
        if os.geteuid() == 0:
            os.setuid(65534)
        work()

    return in_child(drop_and_work)


@pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")
@pytest.mark.parametrize("folder_mode", [0o555, 0o777])
def test_a_file_that_may_not_be_written_is_refused(folder_mode):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "people.db"
        open_store(path, HANNA, create=True).close()
        path.chmod(0o444)
        Path(folder).chmod(folder_mode)

        def work():
            with pytest.raises(ReadOnlyFile, match=r"people\.db"):
                open_store(path, HANNA)

        assert without_rights(work) == 0
        Path(folder).chmod(0o755)


@pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")
def test_a_folder_in_which_nothing_can_be_made_is_named():
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o555)

        def work():
            with pytest.raises(ReadOnlyFile, match=r"new\.db"):
                open_store(Path(folder) / "new.db", HANNA, create=True)

        assert without_rights(work) == 0
        Path(folder).chmod(0o755)


def test_a_connection_that_may_only_read_says_so_when_it_shall_write(file_store):
    file_store.connection.execute("PRAGMA query_only = ON")
    with pytest.raises(ReadOnlyFile):
        Organisation(file_store).unit("Sales")


def test_a_second_writer_waits_and_is_then_told_that_somebody_is_saving(file_store):
    other = open_store(file_store.path, HANNA, timeout=0.05)
    with file_store.write(LABEL):
        file_store.insert("unit", id="u1", name="Sales")
        with pytest.raises(Locked):
            Organisation(other).unit("Service")
        assert other.rows("SELECT * FROM unit") == []
    Organisation(other).unit("Service")
    assert other.value("SELECT count(*) FROM unit") == 2
    other.close()


def test_a_read_before_a_write_does_not_make_it_fail_when_another_wrote_in_between(file_store):
    other = open_store(file_store.path, HANNA, timeout=0.05)
    other.rows("SELECT * FROM unit")
    Organisation(file_store).unit("Sales")
    Organisation(other).unit("Service")
    assert file_store.value("SELECT count(*) FROM unit") == 2
    other.close()


def test_when_the_disk_is_full_nothing_changes_and_after_freeing_it_works(file_store):
    organisation = Organisation(file_store)
    organisation.unit("Sales")
    pages = file_store.value("PRAGMA page_count")
    file_store.value(f"PRAGMA max_page_count = {pages + 1}")
    with pytest.raises(DiskFull), file_store.write(LABEL):
        file_store.insert_many("unit", ("id", "name"), [(f"u{n}", f"{n} {'x' * 500}") for n in range(100)])
    assert file_store.value("SELECT count(*) FROM unit") == 1
    assert file_store.value("SELECT count(*) FROM event") == 1
    file_store.value("PRAGMA max_page_count = 1000000")
    organisation.unit("Service")
    assert file_store.value("SELECT count(*) FROM unit") == 2
    assert file_store.value("PRAGMA integrity_check") == "ok"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no limits of this kind")
def test_when_the_quota_is_used_up_nothing_changes_and_after_raising_it_works(path):
    open_store(path, HANNA, create=True).close()

    def work():
        import resource

        store = open_store(path, HANNA)
        resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size, resource.RLIM_INFINITY))
        with pytest.raises(DiskFailed), store.write(LABEL):
            store.insert_many("unit", ("id", "name"), [(f"u{n}", f"{n} {'x' * 500}") for n in range(2000)])
        assert store.rows("SELECT * FROM unit") == []
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        Organisation(store).unit("Service")
        assert store.value("PRAGMA integrity_check") == "ok"

    assert in_child(work) == 0


THEIRS = """
import sys
from pathlib import Path
from perftui.storage.stores import Actor, Label
from perftui.storage.upgrades import open_store
store = open_store(Path(sys.argv[1]), Actor("li.na"))
with store.write(Label("Added")):
    store.insert("unit", id="u9", name="Theirs")
store.close()
"""


def test_the_version_of_the_data_changes_when_another_process_wrote_and_only_then(file_store):
    before = file_store.data_version()
    Organisation(file_store).unit("Sales")
    assert file_store.data_version() == before
    root = str(Path(__file__).parents[2])
    subprocess.run([sys.executable, "-c", THEIRS, file_store.path], check=True, cwd=root, env={**os.environ, "PYTHONPATH": root})
    assert file_store.data_version() != before
    assert file_store.value("SELECT actor FROM event WHERE entity_id = 'u9'") == "li.na"


def test_a_wrong_statement_of_ours_is_not_passed_off_as_the_users_mistake(store):
    with pytest.raises(drivers.OperationalError, match="no such table"), store.write(LABEL):
        store.connection.execute("UPDATE locked_and_busy SET x = 1")
    with pytest.raises(drivers.IntegrityError), store.write(LABEL):
        store.insert("unit", id="u1", name="")
