import string

import pytest

from perftui.i18n import say
from perftui.services import verification
from perftui.services.people_edits import PersonInput, add_person
from perftui.services.verification import _FAULTS, _TROUBLES, head, verify
from perftui.storage.verifies import FaultCode


@pytest.fixture
def person(store, today):
    return add_person(store, PersonInput("Li Na"), today).line


def sentences(found):
    return [say(message) for message in found.messages]


def test_a_sound_file_says_so(store, person):
    found = verify(store, is_deep=True)
    assert found.is_sound
    assert sentences(found) == ["Nothing is wrong: 1 event of the log holds."]
    assert (found.events, found.erased, found.more) == (1, 0, 0)
    assert (found.head_seq, found.head_hash) == head(store)
    assert len(found.head_hash) == 64


def test_a_change_past_the_log_is_told(store, person):
    store.connection.execute("DROP TRIGGER person_update")
    store.connection.execute("UPDATE person SET name = 'Mallory'")
    assert sentences(verify(store)) == ["person_update is missing: somebody removed it from the file."]
    found = verify(store, is_deep=True)
    assert not found.is_sound
    assert f"person {person.id} was changed past the log." in sentences(found)


def test_a_log_that_was_written_anew_is_told_by_a_head_kept_elsewhere(store, person):
    found = verify(store, anchors={1: "0" * 64})
    assert sentences(found) == ["Event 1 is not the one whose hash was given: the log was written anew."]
    assert sentences(verify(store, anchors={9: "0" * 64})) != sentences(verify(store))


def test_every_fault_has_its_sentence():
    assert set(_FAULTS) == set(FaultCode)
    for template in (*_FAULTS.values(), *_TROUBLES.values()):
        assert {name for _, name, _, _ in string.Formatter().parse(template) if name} <= {"name", "id", "seq"}


def test_faults_beyond_a_hundred_are_counted(store, today, monkeypatch):
    for n in range(3):
        add_person(store, PersonInput(f"P{n}"), today)
    store.connection.execute("DROP TRIGGER person_update")
    store.connection.execute("UPDATE person SET position = 'x'")
    monkeypatch.setattr(verification.verifies, "SHOWN", 2)
    found = verify(store, is_deep=True)
    assert (len(found.messages), found.more) == (2, 2)
