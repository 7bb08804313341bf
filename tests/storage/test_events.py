"""The event log: nobody writes past it, and whoever meddles with it is found out."""

import hashlib
import shutil
import subprocess

import pytest
from organisations import LABEL, Organisation

from perftui.storage import drivers
from perftui.storage.drivers import IntegrityError
from perftui.storage.events import FIRST, chain_hash, content_digest, read_head, verify_chain


@pytest.fixture
def logged(store):
    """Five events, the third of which is an update."""
    organisation = Organisation(store)
    first = organisation.unit("Sales")
    organisation.unit("Service")
    organisation.change("unit", first, name="Sales North")
    organisation.unit("Tools")
    organisation.unit("Law")
    return store


def verdict(store, anchors=None):
    found = verify_chain(store.connection, store.chain_key, anchors)
    return found.trouble, found.seq


def meddle(store, *statements):
    """As somebody does who owns the file: the triggers go, the events are changed, the triggers come back."""
    triggers = [row[0] for row in store.rows("SELECT sql FROM sqlite_master WHERE name IN ('event_keep', 'event_stay')")]
    store.connection.execute("DROP TRIGGER event_keep")
    store.connection.execute("DROP TRIGGER event_stay")
    for statement in statements:
        store.connection.execute(statement)
    for trigger in triggers:
        store.connection.execute(trigger)


def test_an_untouched_chain_holds(logged):
    found = verify_chain(logged.connection, logged.chain_key)
    assert (found.trouble, found.seq, found.events, found.erased) == ("", 0, 5, 0)
    assert found.head == read_head(logged.connection)
    assert (found.head.seq, len(found.head.hash)) == (5, 64)


def test_an_empty_chain_holds(store):
    assert verdict(store) == ("", 0)
    assert read_head(store.connection).seq == 0


TAMPERS = {
    "the content of an event": (["""UPDATE event SET diff = '{"name":["Sales","Stolen"]}' WHERE seq = 3"""], ("content", 3)),
    "content and digest": (["UPDATE event SET diff = '{}', digest = zeroblob(32) WHERE seq = 3"], ("content", 3)),
    "who did it": (["UPDATE event SET actor = 'li.na' WHERE seq = 2"], ("chain", 2)),
    "when it was done": (["UPDATE event SET at = '2020-01-01T00:00:00Z' WHERE seq = 2"], ("chain", 2)),
    "in which role": (["UPDATE event SET role = 'admin' WHERE seq = 2"], ("chain", 2)),
    "to which record": (["UPDATE event SET entity_id = 'x' WHERE seq = 2"], ("chain", 2)),
    "in which step": (["UPDATE event SET step = 9 WHERE seq = 2"], ("chain", 2)),
    "what was done": (["UPDATE event SET verb = 'update' WHERE seq = 2"], ("chain", 2)),
    "the salt": (["UPDATE event SET salt = zeroblob(16) WHERE seq = 2"], ("content", 2)),
    "the salt as text": (["UPDATE event SET hash = NULL, salt = x'00' WHERE seq = 2"], ("unsealed", 2)),
    "the first deleted": (["DELETE FROM event WHERE seq = 1"], ("gap", 1)),
    "one in the middle deleted": (["DELETE FROM event WHERE seq = 3"], ("gap", 3)),
    "one deleted and the rest moved up": (
        ["DELETE FROM event WHERE seq = 3", "UPDATE event SET seq = 3 WHERE seq = 4", "UPDATE event SET seq = 4 WHERE seq = 5"],
        ("chain", 3),
    ),
    "two in another order": (
        ["UPDATE event SET seq = 99 WHERE seq = 2", "UPDATE event SET seq = 2 WHERE seq = 3", "UPDATE event SET seq = 3 WHERE seq = 99"],
        ("chain", 2),
    ),
    "one added at the end": (
        [
            "INSERT INTO event (step, at, actor, role, entity, entity_id, verb, diff)"
            " SELECT step, at, actor, role, entity, 'x', verb, diff FROM event LIMIT 1",
        ],
        ("unsealed", 6),
    ),
    "one added with the hash of another": (
        [
            "INSERT INTO event (step, at, actor, role, entity, entity_id, verb, diff, salt, digest, prev_hash, hash)"
            " SELECT step, at, actor, role, entity, entity_id, verb, diff, salt, digest, prev_hash, hash FROM event WHERE seq = 5"
        ],
        ("chain", 6),
    ),
    "the previous hash": (["UPDATE event SET prev_hash = zeroblob(32) WHERE seq = 4"], ("chain", 4)),
}


@pytest.mark.parametrize(("statements", "expected"), TAMPERS.values(), ids=TAMPERS)
def test_meddling_with_the_log_is_found_where_it_was_done(logged, statements, expected):
    meddle(logged, *statements)
    assert verdict(logged) == expected


def rebuild(store, key):
    """Seal everything again, as somebody with a key does."""
    previous = FIRST
    for row in store.rows("SELECT * FROM event ORDER BY seq"):
        digest = content_digest(row["salt"], row["diff"]) if row["diff"] is not None else row["digest"]
        place = tuple(row[name] for name in ("seq", "step", "at", "actor", "role", "entity", "entity_id", "verb"))
        current = chain_hash(key, previous, place, digest)
        store.connection.execute(
            "UPDATE event SET digest = ?, prev_hash = ?, hash = ? WHERE seq = ?", (digest, previous, current, row["seq"])
        )
        previous = current


def test_a_chain_rebuilt_without_the_key_does_not_hold(logged):
    meddle(logged, """UPDATE event SET diff = '{"name":["Sales","Stolen"]}' WHERE seq = 3""")
    logged.connection.execute("DROP TRIGGER event_keep")
    rebuild(logged, b"guessed" * 4)
    assert verdict(logged) == ("chain", 1)


def test_a_chain_rebuilt_with_the_key_holds_but_not_against_a_head_kept_elsewhere(logged):
    head = read_head(logged.connection)
    logged.connection.execute("DROP TRIGGER event_keep")
    logged.connection.execute("""UPDATE event SET diff = '{"name":["Sales","Stolen"]}' WHERE seq = 3""")
    rebuild(logged, logged.chain_key)
    assert verdict(logged) == ("", 0)
    assert verdict(logged, {head.seq: head.hash}) == ("anchor", 5)


def test_a_log_cut_off_at_the_end_is_found_by_a_head_kept_elsewhere(logged):
    head = read_head(logged.connection)
    meddle(logged, "DELETE FROM event WHERE seq = 5")
    assert verdict(logged) == ("", 0)
    assert verdict(logged, {head.seq: head.hash}) == ("truncated", 5)


def test_heads_kept_elsewhere_hold_for_a_chain_that_only_grew(logged):
    head = read_head(logged.connection)
    Organisation(logged).unit("Buying")
    assert verdict(logged, {head.seq: head.hash}) == ("", 0)


def test_an_event_slipped_in_is_not_sealed_by_the_next_save(logged):
    meddle(logged, TAMPERS["one added at the end"][0][0])
    Organisation(logged).unit("Buying")
    assert verdict(logged) == ("unsealed", 6)
    assert logged.value("SELECT hash IS NULL FROM event WHERE seq = 6")
    assert logged.value("SELECT hash IS NOT NULL FROM event WHERE seq = 7")


def test_content_erased_by_law_leaves_the_chain_whole(logged):
    with logged.write_aside():
        logged.connection.execute("UPDATE event SET diff = NULL WHERE seq IN (1, 3)")
    found = verify_chain(logged.connection, logged.chain_key)
    assert (found.trouble, found.events, found.erased) == ("", 5, 2)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE event SET diff = '{}' WHERE seq = 1",
        "UPDATE event SET actor = 'li.na' WHERE seq = 1",
        "UPDATE event SET diff = NULL, at = '2020-01-01' WHERE seq = 1",
        "UPDATE event SET hash = NULL WHERE seq = 1",
        "UPDATE event SET seq = 77 WHERE seq = 1",
        "DELETE FROM event WHERE seq = 1",
        "DELETE FROM event",
    ],
)
def test_the_log_is_append_only(logged, statement):
    with pytest.raises(IntegrityError, match="append-only"), logged.write(LABEL):
        logged.connection.execute(statement)
    assert verdict(logged) == ("", 0)


@pytest.mark.parametrize("statement", ["UPDATE unit SET name = 'x'", "DELETE FROM unit", "INSERT INTO unit (id, name) VALUES ('x', 'x')"])
def test_another_connection_cannot_write_past_the_log(file_store, statement):
    Organisation(file_store).unit("Sales")
    other = drivers.connect(file_store.path)
    with pytest.raises(IntegrityError, match=r"event\.\w+"):
        other.execute(statement)
    other.close()
    assert [row["name"] for row in file_store.rows("SELECT name FROM unit")] == ["Sales"]


@pytest.mark.skipif(shutil.which("sqlite3") is None, reason="needs the sqlite3 shell")
def test_the_sqlite3_shell_can_read_but_not_write(file_store):
    Organisation(file_store).unit("Sales")
    path = file_store.path
    file_store.close()

    def shell(statement):
        return subprocess.run(["sqlite3", path, statement], capture_output=True, text=True, check=False)

    assert shell("SELECT name FROM unit").stdout == "Sales\n"
    refused = shell("UPDATE unit SET name = 'Stolen'")
    assert refused.returncode != 0
    assert "NOT NULL constraint failed: event" in refused.stderr
    assert shell("SELECT name FROM unit").stdout == "Sales\n"


def test_the_seal_is_keyed_and_covers_content_and_place(logged):
    row = logged.row("SELECT * FROM event WHERE seq = 1")
    assert row["prev_hash"] == FIRST
    assert row["digest"] == hashlib.sha256(row["salt"] + row["diff"].encode()).digest()
    place = tuple(row[name] for name in ("seq", "step", "at", "actor", "role", "entity", "entity_id", "verb"))
    assert row["hash"] == chain_hash(logged.chain_key, FIRST, place, row["digest"])
    assert row["hash"] != chain_hash(b"x" * 32, FIRST, place, row["digest"])


def test_two_files_have_different_keys_and_equal_contents_different_salts(logged, file_store):
    assert logged.chain_key != file_store.chain_key
    assert len(logged.chain_key) == 32
    assert logged.value("SELECT count(DISTINCT salt) FROM event") == 5


def test_quotes_newlines_and_chinese_letters_survive_in_the_log(store, organisation):
    name = 'O\'Neil "客户" \\ \n\t {"a":[1]} \U0001f4c8'
    person = organisation.person(name)
    diff = store.value("SELECT json_extract(diff, '$.name[1]') FROM event WHERE entity_id = ?", (person,))
    assert diff == name
    assert verdict(store) == ("", 0)
