from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest

from perftui.services import backups
from perftui.services.people import PeopleFilter, listing
from perftui.services.people_edits import PersonInput, add_person
from perftui.storage.drivers import NoSuchFile, NotPerftui
from perftui.storage.stores import Actor
from perftui.storage.upgrades import open_store


@pytest.fixture
def filed(tmp_path, clock):
    store = open_store(tmp_path / "data" / "hr.db", Actor("li.na"), create=True, clock=clock)
    yield store
    store.close()


def test_a_backup_is_made_only_when_something_changed(filed, clock, today):
    assert backups.back_up_if_changed(filed) is None
    add_person(filed, PersonInput("Li Na"), today)
    made = backups.back_up_if_changed(filed)
    assert (made.reason, made.at) == ("start", datetime(2026, 11, 23, 8, tzinfo=UTC))
    assert made.size > 0
    clock.at += timedelta(hours=1)
    assert backups.back_up_if_changed(filed) is None
    add_person(filed, PersonInput("Wang"), today)
    assert backups.back_up_if_changed(filed, "hand").reason == "hand"
    assert [line.reason for line in backups.listing(filed)] == ["hand", "start"]


def test_a_backup_that_cannot_be_read_does_not_count(filed, clock, today):
    add_person(filed, PersonInput("Li Na"), today)
    backups.back_up_if_changed(filed).path.write_bytes(b"no database at all" * 100)
    clock.at += timedelta(hours=1)
    assert backups.back_up_if_changed(filed) is not None


def test_the_newest_backup_is_told(filed, clock):
    assert backups.last_backup(filed) is None
    backups.back_up_now(filed)
    clock.at += timedelta(days=8)
    made = backups.back_up_now(filed)
    assert backups.last_backup(filed) == made


def test_a_file_that_was_lost_is_restored_and_can_be_opened(filed, tmp_path, today):
    add_person(filed, PersonInput("Li Na"), today)
    made = backups.back_up_now(filed)
    assert backups.restore(tmp_path / "new.db", made.path, filed.actor).saved is None
    with closing(open_store(tmp_path / "new.db", filed.actor)) as store:
        assert listing(store, PeopleFilter(), today).count() == 1


def test_old_backups_are_thinned(filed, clock):
    for _ in range(4):
        backups.back_up_now(filed)
        clock.at += timedelta(hours=1)
    clock.at += timedelta(days=2)
    backups.back_up_now(filed)
    assert len(backups.listing(filed)) == 2


def test_a_restore_brings_back_what_was_and_keeps_what_is(filed, clock, today):
    add_person(filed, PersonInput("Li Na"), today)
    before = backups.back_up_now(filed)
    clock.at += timedelta(hours=1)
    add_person(filed, PersonInput("Wang"), today)
    restored = backups.restore(filed.path, before.path, filed.actor)
    assert listing(filed, PeopleFilter(), today).count() == 1
    assert restored.path == filed.path
    clock.at += timedelta(hours=1)
    backups.restore(filed.path, restored.saved, filed.actor)
    assert listing(filed, PeopleFilter(), today).count() == 2


def test_only_a_perftui_file_is_restored(filed, tmp_path):
    with pytest.raises(NoSuchFile):
        backups.restore(filed.path, tmp_path / "nothing.db", filed.actor)
    (tmp_path / "other.db").write_bytes(b"x" * 5000)
    with pytest.raises(NotPerftui):
        backups.restore(filed.path, tmp_path / "other.db", filed.actor)


def test_what_is_in_memory_has_no_backups(store):
    assert backups.listing(store) == []
    assert backups.back_up_if_changed(store) is None
    with pytest.raises(backups.NoFile):
        backups.back_up_now(store)
