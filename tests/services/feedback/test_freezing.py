"""Freezing: answers leave their raters for good, what may never be shown goes, and nothing brings it back."""

import contextlib
from datetime import date

import pytest

from perftui.errors import Refused
from perftui.services import round_freezing, undo
from perftui.storage.steps import StillUsed
from perftui.storage.stores import Label

TODAY = date(2026, 11, 23)


def frozen(store, column):
    return sorted(store.rows(f"SELECT {column}, count(*) FROM frozen_answer GROUP BY 1"), key=tuple)


def undo_all(store):
    with contextlib.suppress(StillUsed):  # the people are in use
        while undo.undo(store):
            pass


class TestEffect:
    def test_it_tells_before_what_will_be_shown_and_what_is_lost(self, store, rounds):
        round_id, _subject = rounds.answered()

        effect = round_freezing.effect(store, round_id)

        assert (effect.subjects, effect.completed, effect.begun, effect.missing) == (1, 9, 1, 1)
        assert (effect.shown, effect.merged, effect.hidden) == (3, 2, 0)

    def test_a_round_without_a_complete_form_is_refused(self, store, rounds):
        round_id = rounds.round()
        rounds.rater(rounds.subject(round_id), "peer", (1, 1, ""), "begun")

        with pytest.raises(Refused, match="Nobody has completed a form of “Autumn 360”"):
            round_freezing.freeze(store, round_id, TODAY)

        assert store.value("SELECT count(*) FROM answer") == 3

    def test_a_round_that_is_not_collecting_is_refused(self, store, rounds):
        with pytest.raises(Refused, match="not collecting"):
            round_freezing.freeze(store, rounds.round("setup"), TODAY)


class TestFreezing:
    def test_no_rater_has_answers_any_more_nor_is_it_known_who_has_answered(self, store, rounds):
        round_id, _subject = rounds.answered()

        round_freezing.freeze(store, round_id, TODAY)

        assert store.value("SELECT count(*) FROM answer") == store.value("SELECT count(*) FROM rater_progress") == 0
        assert tuple(store.row("SELECT state, frozen_on FROM review_round")) == ("frozen", "2026-11-23")

    def test_small_groups_are_kept_together_and_which_of_them_said_what_is_lost(self, store, rounds):
        round_id, subject = rounds.answered()

        round_freezing.freeze(store, round_id, TODAY)

        levels = store.rows("SELECT level FROM frozen_answer WHERE code = 'others' AND level IS NOT NULL ORDER BY level")
        assert [row[0] for row in levels] == [1, 2, 2, 3, 5, 5]
        counts = {row["code"]: (row["invited"], row["completed"]) for row in store.rows("SELECT * FROM frozen_count")}
        assert counts == {
            **{"manager": (1, 1), "self": (1, 1), "peer": (6, 4)},
            **{"report": (2, 0), "customer": (1, 0), "others": (3, 3)},
        }
        assert subject

    def test_answers_of_a_hidden_group_or_question_are_not_kept(self, store, rounds):
        round_id = rounds.round()
        subject = rounds.subject(round_id)
        for levels in ((3, 4, "Listen."), (4, None, "Plan."), (3, 5, "")):
            rounds.rater(subject, "peer", levels)
        rounds.rater(subject, "report", (1, 1, "Cold."))

        round_freezing.freeze(store, round_id, TODAY)

        assert [tuple(row) for row in frozen(store, "code || level")] == [("peer3", 2), ("peer4", 1)]
        assert store.value("SELECT completed FROM frozen_count WHERE code = 'report'") == 0

    def test_levels_and_comments_do_not_belong_together_and_ids_tell_no_order(self, store, rounds):
        round_id, _subject = rounds.answered()

        kept = round_freezing.freeze(store, round_id, TODAY).answers

        ids = [row[0] for row in store.rows("SELECT id FROM frozen_answer")]
        assert len(set(ids)) == kept == len(ids)
        assert all(len(each) == 32 for each in ids)
        assert store.value("SELECT count(*) FROM frozen_answer WHERE level IS NOT NULL AND text <> ''") == 0

    def test_drafts_of_forms_and_recent_raters_are_dropped_and_others_stay(self, store, rounds):
        round_id, subject = rounds.answered()
        rater = store.value("SELECT id FROM rater WHERE subject_id = ? LIMIT 1", (subject,))
        with store.write_aside():
            for actor, subject_of, fields in (("a", rater, "{}"), ("b", "", f'{{"rater": "{rater}"}}'), ("c", "other", "{}")):
                store.connection.execute("INSERT INTO draft VALUES (?, 'form', ?, ?, '2026')", (actor, subject_of, fields))

        round_freezing.freeze(store, round_id, TODAY)

        assert [row[0] for row in store.rows("SELECT actor FROM draft")] == ["c"]

    def test_another_round_keeps_its_answers(self, store, rounds):
        first, _subject = rounds.answered()
        other = rounds.round()
        rounds.rater(rounds.subject(other, "Li Na"), "peer", (1, 2, "x"))

        round_freezing.freeze(store, first, TODAY)

        assert store.value("SELECT count(*) FROM answer") == 3

    def test_the_log_holds_no_answer_and_nobody_who_gave_one(self, store, rounds):
        round_id, _subject = rounds.answered()

        round_freezing.freeze(store, round_id, TODAY)

        log = " ".join(row[0] or "" for row in store.rows("SELECT entity || diff FROM event"))
        assert "Listen." not in log
        assert "progress" not in log
        assert store.value("SELECT count(*) FROM event WHERE entity IN ('answer', 'rater_progress', 'frozen_answer')") == 0


class TestUndo:
    def test_neither_the_freezing_nor_anything_of_the_round_before_it_is_taken_back(self, store, rounds):
        round_id, _subject = rounds.answered()
        before = store.value("SELECT count(*) FROM rater")

        round_freezing.freeze(store, round_id, TODAY)
        undo_all(store)

        assert store.value("SELECT state FROM review_round") == "frozen"
        assert store.value("SELECT count(*) FROM rater") == before

    def test_what_was_taken_back_before_is_not_done_again_and_removed_raters_do_not_return(self, store, rounds):
        round_id, subject = rounds.answered()
        extra = rounds.rater(subject, "peer")
        with store.write(Label("Removed")):
            store.connection.execute("DELETE FROM rater WHERE id = ?", (extra,))
        undone = rounds.rater(subject, "peer")
        undo.undo(store)

        round_freezing.freeze(store, round_id, TODAY)

        assert undo.redo(store) is None
        undo_all(store)
        assert store.value("SELECT count(*) FROM rater WHERE id IN (?, ?)", (extra, undone)) == 0

    def test_releasing_can_be_taken_back(self, store, rounds):
        round_id, _subject = rounds.answered()
        round_freezing.freeze(store, round_id, TODAY)
        round_freezing.release(store, round_id, TODAY)

        undo.undo(store)

        assert store.value("SELECT state FROM review_round") == "frozen"

    def test_only_a_frozen_round_is_released(self, store, rounds):
        with pytest.raises(Refused, match="is not frozen"):
            round_freezing.release(store, rounds.round(), TODAY)
