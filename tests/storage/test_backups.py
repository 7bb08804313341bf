"""Backups: whole or not there, for the owner's eyes only, thinned with age, and good for getting everything back."""

import os
import stat
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from organisations import HANNA, LABEL, Organisation, in_child

from perftui.storage import backups, copies, drivers, upgrades
from perftui.storage.backups import Backup, BackupFailed, back_up, check, folder_of, list_backups, restore, thin, to_thin
from perftui.storage.drivers import Damaged, DiskFailed, DiskFull, Locked, NoSuchFile, NotPerftui, ReadOnlyFile
from perftui.storage.upgrades import MadeByNewer, open_store
from perftui.storage.verifies import verify

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture
def folder(path):
    return folder_of(path)


def names(store):
    return [row["name"] for row in store.rows("SELECT name FROM unit ORDER BY name")]


def names_in(path):
    store = open_store(path, HANNA)
    found = names(store)
    store.close()
    return found


def damage(path, page=None):
    """Destroy a page, or the header."""
    with path.open("r+b") as file:
        file.seek(0 if page is None else (page - 1) * 4096)
        file.write(b"\xff" * 4096)


def page_of(store, table):
    return store.value("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,))


def test_a_backup_is_the_file_as_last_committed_while_somebody_is_writing(file_store, folder):
    Organisation(file_store).unit("Sales")
    with file_store.write(LABEL):
        file_store.insert("unit", id="u2", name="Not yet saved")
        copy = back_up(file_store.path, folder, "hand", NOW)
    assert copy.name == "20261123T120000000000-hand.db"
    check(copy)
    assert names_in(copy) == ["Sales"]
    assert names(file_store) == ["Not yet saved", "Sales"]


def test_a_backup_is_one_file_that_needs_no_other(file_store, folder):
    copy = back_up(file_store.path, folder, "hand")
    connection = drivers.connect(copy)
    assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "delete"
    connection.close()
    assert list(folder.iterdir()) == [copy]


@pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")
def test_a_backup_is_readable_by_its_owner_alone(file_store, folder):
    copy = back_up(file_store.path, folder, "hand")
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_backups_are_listed_newest_first_and_other_files_are_passed_over(file_store, folder):
    for hours, reason in ((2, "start"), (0, "hand"), (1, "import")):
        back_up(file_store.path, folder, reason, NOW - timedelta(hours=hours))
    (folder / "notes.db").write_text("mine")
    (folder / "20261123T120000000000-hand.db.part").write_text("")
    assert [(backup.reason, backup.at) for backup in list_backups(folder)] == [
        ("hand", NOW),
        ("import", NOW - timedelta(hours=1)),
        ("start", NOW - timedelta(hours=2)),
    ]
    assert list_backups(folder)[0].size == list_backups(folder)[0].path.stat().st_size > 0
    assert list_backups(folder / "nowhere") == []


def test_a_copy_of_a_damaged_file_is_thrown_away(file_store, folder):
    Organisation(file_store).unit("Sales")
    page = page_of(file_store, "unit")
    file_store.close()
    damage(file_store.path, page)
    with pytest.raises(BackupFailed, match=r"people\.db"):
        back_up(file_store.path, folder, "hand")
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(("step", "error"), [("copy_pages", DiskFull), ("_sync", DiskFull), ("_sync", DiskFailed)])
def test_a_copy_for_which_there_is_no_room_leaves_nothing_behind(file_store, folder, monkeypatch, step, error):
    def fail(*_):
        if step == "copy_pages":
            raise drivers.OperationalError("database or disk is full")
        raise OSError(28 if error is DiskFull else 5, "no room")

    monkeypatch.setattr(copies, step, fail)
    with pytest.raises(error):
        back_up(file_store.path, folder, "hand")
    assert list(folder.iterdir()) == []


def test_a_copy_that_is_interrupted_leaves_nothing_behind(file_store, folder, monkeypatch):
    def interrupt(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(copies, "copy_pages", interrupt)
    with pytest.raises(KeyboardInterrupt):
        back_up(file_store.path, folder, "hand")
    assert list(folder.iterdir()) == []


def test_the_remains_of_a_copy_that_was_cut_off_hinder_nothing_and_go_with_time(file_store, tmp_path):
    target = tmp_path / "copy[1].db"
    remains = [tmp_path / name for name in ("copy[1].db.part", "copy[1].db.0123.part", "copy[1].db.4567.part", "other.db.89ab.part")]
    for part in remains:
        part.write_bytes(b"half")
    for old in remains[2:]:
        os.utime(old, (0, 0))
    copies.copy_to(file_store.path, target)
    copies.copy_to(file_store.path, target)
    backups.check(target)
    assert [part.exists() for part in remains] == [True, True, False, True]


def test_a_folder_that_cannot_be_made_is_named(file_store, tmp_path):
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(ReadOnlyFile, match="taken"):
        back_up(file_store.path, tmp_path / "taken" / "backups", "hand")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no limits of this kind")
def test_a_backup_larger_than_the_quota_leaves_nothing_behind(file_store, folder):
    with file_store.write(LABEL):
        file_store.insert_many("unit", ("id", "name"), [(f"u{n}", f"{n} {'x' * 500}") for n in range(500)])
    path = file_store.path

    def work():
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, resource.RLIM_INFINITY))
        with pytest.raises(DiskFailed):
            back_up(path, folder, "hand")

    assert in_child(work) == 0
    assert list(folder.iterdir()) == []


def made(at):
    return Backup(Path(f"/nowhere/{at.isoformat()}"), at, "start", 1)


def kept(ages_in_hours):
    found = [made(NOW - timedelta(hours=hours)) for hours in sorted(set(ages_in_hours))]
    gone = {backup.path for backup in to_thin(found, NOW)}
    return [backup for backup in found if backup.path not in gone]


def test_of_a_backup_every_hour_a_day_twelve_days_ten_weeks_and_nine_months_stay():
    found = kept(range(24 * 600))
    last_day = [backup for backup in found if NOW - backup.at < timedelta(days=1)]
    older = [backup for backup in found if backup not in last_day]
    assert len(last_day) == 24
    assert len({backup.at.date() for backup in found}) == len(
        {backup.at.date() for backup in last_day} | {backup.at.date() for backup in older}
    )
    assert len({backup.at.strftime("%Y-%m") for backup in found}) == 9
    assert len({backup.at.strftime("%G-%V") for backup in found if NOW - backup.at < timedelta(weeks=10)}) == 10
    assert len({backup.at.date() for backup in found if NOW - backup.at < timedelta(days=12)}) == 12
    assert len(older) <= 12 + 10 + 9


@given(st.lists(st.integers(0, 24 * 500), max_size=60))
@settings(max_examples=50, deadline=None, derandomize=True)
def test_thinning_keeps_the_newest_and_what_the_rule_demands_and_thinning_again_changes_nothing(ages):
    found = [made(NOW - timedelta(hours=hours)) for hours in sorted(set(ages))]
    left = kept(ages)
    assert left[:1] == found[:1]
    for period, number in (("%Y-%m-%d", 12), ("%G-%V", 10), ("%Y-%m", 9)):
        wanted = list(dict.fromkeys(backup.at.strftime(period) for backup in found))[:number]
        assert set(wanted) <= {backup.at.strftime(period) for backup in left}
    assert to_thin(left, NOW) == []
    assert to_thin(list(reversed(found)), NOW) == [backup for backup in found if backup not in left]


@given(st.lists(st.integers(1, 72), min_size=5, max_size=60))
@settings(max_examples=20, deadline=None, derandomize=True)
def test_thinned_after_each_backup_the_same_months_remain_as_thinned_once(pauses):
    now, left, every = NOW, [], []
    for hours in pauses:
        now += timedelta(hours=hours)
        every.append(made(now))
        left = [backup for backup in [*left, every[-1]] if backup.path not in {gone.path for gone in to_thin([*left, every[-1]], now)}]
    assert {backup.at.strftime("%Y-%m") for backup in left} == set(
        list(dict.fromkeys(backup.at.strftime("%Y-%m") for backup in reversed(every)))[:9]
    )


def test_thinning_removes_old_files_and_remains_of_copies_that_were_cut_off(file_store, folder):
    for days in (0, 400, 401):
        back_up(file_store.path, folder, "start", NOW - timedelta(days=days))
    stale, fresh = folder / "a.db.part", folder / "b.db.part"
    for part, age in ((stale, 2), (fresh, 0)):
        part.write_text("")
        os.utime(part, ((NOW - timedelta(days=age)).timestamp(),) * 2)
    thin(folder, NOW)
    assert [backup.at for backup in list_backups(folder)] == [NOW, NOW - timedelta(days=400), NOW - timedelta(days=401)]
    assert (stale.exists(), fresh.exists()) == (False, True)


def test_the_restore_drill(file_store, folder):
    organisation = Organisation(file_store)
    unit = organisation.unit("Sales")
    copy = back_up(file_store.path, folder, "hand")
    organisation.change("unit", unit, name="Changed")
    organisation.unit("Later")
    before = file_store.data_version()
    saved = restore(copy, file_store.path)
    assert file_store.data_version() != before
    assert names(file_store) == ["Sales"], "an open session sees the content of the backup"
    assert names_in(saved) == ["Changed", "Later"], "what was there before is kept aside"
    assert [backup.reason for backup in list_backups(folder)] == ["restore", "hand"]
    assert verify(file_store, deep=True).is_sound
    organisation.unit("After")
    assert names(file_store) == ["After", "Sales"]
    assert file_store.value("PRAGMA journal_mode") == ("wal" if drivers.is_wal_safe() else "delete")
    assert names_in(copy) == ["Sales"], "the backup stays as it was"


def test_a_restore_makes_a_file_that_was_lost(file_store, folder, tmp_path):
    Organisation(file_store).unit("Sales")
    copy = back_up(file_store.path, folder, "hand")
    new = tmp_path / "elsewhere" / "people.db"
    assert restore(copy, new) is None
    assert names_in(new) == ["Sales"]
    assert stat.S_IMODE(new.stat().st_mode) == 0o600 or os.name == "nt"


@pytest.mark.parametrize("where", ["table", "header"])
def test_a_damaged_file_can_be_restored_and_its_remains_are_kept(file_store, folder, where):
    Organisation(file_store).unit("Sales")
    copy = back_up(file_store.path, folder, "hand")
    page = page_of(file_store, "unit") if where == "table" else None
    file_store.close()
    damage(file_store.path, page)
    remains = restore(copy, file_store.path)
    assert names_in(file_store.path) == ["Sales"]
    assert remains.suffix == ".damaged"
    assert b"\xff" * 4096 in remains.read_bytes()
    assert [backup.path for backup in list_backups(folder)] == [copy], "remains are no backup"


def test_what_is_no_whole_backup_is_refused_and_the_file_stays(file_store, folder, tmp_path):
    Organisation(file_store).unit("Sales")
    other, damaged, newer = tmp_path / "other.db", tmp_path / "damaged.db", tmp_path / "newer.db"
    other.write_bytes(b"no database at all" * 500)
    copies.copy_to(file_store.path, damaged)
    copies.copy_to(file_store.path, newer)
    damage(damaged, page_of(file_store, "unit"))
    connection = drivers.connect(newer)
    connection.execute(f"PRAGMA user_version = {upgrades.LATEST + 1}")
    connection.close()
    for path, error in ((other, NotPerftui), (damaged, Damaged), (newer, MadeByNewer), (tmp_path / "missing.db", NoSuchFile)):
        with pytest.raises(error):
            restore(path, file_store.path)
    assert names(file_store) == ["Sales"]
    assert not folder.exists()


def test_a_restore_while_somebody_is_saving_gives_up_after_a_while(file_store, folder, monkeypatch):
    copy = back_up(file_store.path, folder, "hand")
    monkeypatch.setattr(drivers, "PATIENCE", 0.05)
    with file_store.write(LABEL):
        file_store.insert("unit", id="u1", name="Sales")
        with pytest.raises(Locked):
            restore_impatiently(copy, file_store.path, monkeypatch)
    assert names(file_store) == ["Sales"]


def restore_impatiently(copy, path, monkeypatch):
    patient = drivers.connect
    monkeypatch.setattr(drivers, "connect", lambda path, *, mode="rw", timeout=0.05: patient(path, mode=mode, timeout=0.05))
    restore(copy, path)


def test_a_restore_waits_for_somebody_who_is_saving(file_store, folder):
    copy = back_up(file_store.path, folder, "hand")
    other = open_store(file_store.path, HANNA)
    other.connection.execute("BEGIN IMMEDIATE")
    path = file_store.path
    done = []
    restoring = threading.Thread(target=lambda: done.append(restore(copy, path)))
    restoring.start()
    restoring.join(0.2)
    assert not done
    other.connection.execute("ROLLBACK")
    restoring.join(20)
    assert len(done) == 1
    other.close()


def test_backups_lie_beside_the_file(path):
    assert folder_of(path) == path.parent / "people.db.backups"
    assert (backups.KEEP_DAILY, backups.KEEP_WEEKLY, backups.KEEP_MONTHLY) == (12, 10, 9)
