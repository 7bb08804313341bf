"""After freezing, no byte of the file tells who gave which answer: searched in a copy that another process has made."""

import subprocess
import sys
from contextlib import closing
from datetime import date

import pytest

from perftui.services import backups, cycles, round_backups, round_freezing, undo
from perftui.storage import scrubbing, verifies
from perftui.storage.drivers import connect
from perftui.storage.stores import Actor, Label, Store
from perftui.storage.upgrades import open_store

TODAY = date(2026, 11, 23)
COPY = "import shutil, sys; [shutil.copy(path, sys.argv[1]) for path in sys.argv[2:]]"
HALF = "half a thought about the manager"


@pytest.fixture
def file_store(tmp_path, clock):
    store = open_store(tmp_path / "data.db", Actor("li.na"), clock=clock, create=True)
    yield store
    store.close()


@pytest.fixture
def big(file_store, make_rounds):
    """Forty peers with long comments, so that pages of the tables have split and merged, and forms that were begun and begun again."""
    made = make_rounds(file_store)
    with file_store.write(Label("Prepared the round")):
        round_id = made.round()
        for number in range(12):
            made.add("question", round_id=round_id, pos=10 + number, kind="open", text_en=f"Question {number}")
        subject = made.subject(round_id)
        raters = [made.rater(subject, "peer", (number % 5 + 1, 3, *(f"Secret {number} {'x' * 300}",) * 13)) for number in range(40)]
        raters += [made.rater(subject, "report", (1, 1, HALF), "begun") for _n in range(3)]
    with file_store.write_aside():
        file_store.connection.execute("INSERT INTO draft VALUES ('li.na', 'form', ?, ?, '2026')", (raters[-1], f'{{"a": "{HALF}"}}'))
        file_store.connection.execute("DELETE FROM answer WHERE rater_id IN (?, ?)", raters[:2])
    return round_id, raters, made.questions(round_id)


def bytes_of(store, folder):
    """Everything in the file and beside it."""
    store.close()
    return copied(store.path, folder)


def copied(path, folder):
    folder.mkdir()
    parts = [each for each in path.parent.iterdir() if each.is_file() and each.name.startswith(path.name)]
    subprocess.run([sys.executable, "-c", COPY, str(folder), *map(str, parts)], check=True)
    return b"".join(each.read_bytes() for each in folder.iterdir())


def pairs(raters, questions):
    """Rater and question as a row of answers, or its index, holds them one behind the other."""
    return [
        (first + second).encode() for rater in raters for question in questions for first, second in ((rater, question), (question, rater))
    ]


def found(data, wanted):
    return [each for each in wanted if each in data]


class TestTheFile:
    def test_before_freezing_the_bytes_tell_who_answered_what(self, big, file_store, tmp_path):
        _round_id, raters, questions = big

        assert found(bytes_of(file_store, tmp_path / "copy"), [*pairs(raters, questions), HALF.encode()])

    def test_after_freezing_no_byte_does_with_free_pages_log_and_drafts(self, big, file_store, tmp_path):
        round_id, raters, questions = big

        done = round_freezing.freeze(file_store, round_id, TODAY)

        data = bytes_of(file_store, tmp_path / "copy")
        assert done.is_clean
        assert found(data, [*pairs(raters, questions), HALF.encode(), HALF[:16].encode()]) == []
        assert b"Secret 39" in data  # a comment of a shown group is there, without whose it is
        assert raters[39].encode() in data

    def test_without_the_scrubbing_the_bytes_would_still_tell(self, big, file_store, tmp_path, monkeypatch):
        round_id, raters, questions = big
        monkeypatch.setattr(scrubbing, "scrub", lambda _store: False)

        assert not round_freezing.freeze(file_store, round_id, TODAY).is_clean

        data = bytes_of(file_store, tmp_path / "copy")
        assert found(data, [*pairs(raters, questions), HALF.encode()])

    def test_row_numbers_stay_on_which_the_tree_and_the_words_rest(self, big, file_store, clock):
        other = Store(file_store.connection, Actor("other"), file_store.path, clock)
        cycles.add_cycle(file_store, "2026-Q3", TODAY)
        cycles.add_cycle(other, "2026-Q4", TODAY)
        undo.undo(file_store)  # leaves a gap before the second
        before = [tuple(row) for row in file_store.rows("SELECT rowid, id FROM cycle ORDER BY 1")]
        assert before[0][0] == 2

        round_freezing.freeze(file_store, big[0], TODAY)

        assert [tuple(row) for row in file_store.rows("SELECT rowid, id FROM cycle ORDER BY 1")] == before
        assert verifies.verify(file_store, deep=True).is_sound


class TestOtherSessions:
    def test_a_session_that_only_has_it_open_is_no_hindrance(self, big, file_store, clock):
        with closing(open_store(file_store.path, Actor("other"), clock=clock)) as other:
            other.rows("SELECT * FROM person")

            assert round_freezing.freeze(file_store, big[0], TODAY).is_clean
            assert other.value("SELECT state FROM review_round") == "frozen"

    def test_while_somebody_is_reading_it_is_said_and_later_done_again(self, big, file_store, tmp_path):
        round_id, raters, questions = big
        with closing(connect(file_store.path)) as other:
            other.execute("BEGIN")
            other.execute("SELECT count(*) FROM answer").fetchone()
            file_store.wait_at_most(0.05)
            assert not round_freezing.freeze(file_store, round_id, TODAY).is_clean
            assert round_freezing.is_scrub_due(file_store)

        assert round_freezing.scrub(file_store)

        assert not round_freezing.is_scrub_due(file_store)
        assert found(bytes_of(file_store, tmp_path / "copy"), [*pairs(raters, questions), HALF.encode()]) == []


class TestBackups:
    def test_those_that_still_hold_answers_are_named_and_no_others(self, file_store, make_rounds, clock):
        made = make_rounds(file_store)
        empty = backups.back_up_now(file_store).path
        round_id, _subject = made.answered()
        clock.at = clock.at.replace(hour=9)
        holding = backups.back_up_now(file_store).path
        round_freezing.freeze(file_store, round_id, TODAY)
        clock.at = clock.at.replace(hour=10)
        after = backups.back_up_now(file_store).path

        lines = round_backups.backups_holding(file_store, round_id)

        assert [line.path for line in lines] == [holding] == [line.path for line in round_backups.frozen_backups(file_store)]
        assert round_backups.delete(lines) == 1
        assert (empty.exists(), holding.exists(), after.exists()) == (True, False, True)

    def test_one_that_was_made_before_the_bytes_were_overwritten_is_named_too(self, file_store, make_rounds, monkeypatch):
        round_id, _subject = make_rounds(file_store).answered()
        monkeypatch.setattr(scrubbing, "scrub", lambda _store: False)
        round_freezing.freeze(file_store, round_id, TODAY)

        made = backups.back_up_now(file_store).path

        assert [line.path for line in round_backups.backups_holding(file_store, round_id)] == [made]

    def test_remains_of_a_damaged_file_and_renamed_copies_are_named_too(self, big, file_store):
        folder = backups.back_up_now(file_store).path.parent
        (made,) = folder.iterdir()
        whole = made.read_bytes()
        made.rename(folder / "before the freeze.db")
        (folder / "20261101T000000000000.damaged").write_bytes(whole[:100].replace(b"SQLite", b"XXXXXX") + whole[100:])
        (folder / "notes.txt").write_text("no database")
        round_freezing.freeze(file_store, big[0], TODAY)

        lines = round_backups.backups_holding(file_store, big[0])

        assert sorted(line.path.name for line in lines) == ["20261101T000000000000.damaged", "before the freeze.db"]

    def test_a_backup_that_cannot_be_read_is_passed_over(self, file_store, make_rounds):
        round_id, _subject = make_rounds(file_store).answered()
        backups.back_up_now(file_store).path.write_bytes(b"no database")

        assert round_backups.backups_holding(file_store, round_id) == []
