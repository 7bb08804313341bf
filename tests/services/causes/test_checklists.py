"""The checklist: an answer is kept at once, and what points to a problem becomes a candidate."""

import pytest

from perftui import i18n
from perftui.domain.causes import Answer, CauseCategory
from perftui.domain.gaps import CauseState
from perftui.services import causes, checklists, undo, whys
from perftui.services.histories import history
from perftui.services.root_cause_library import question, questions
from perftui.storage.stores import Gone

STAFF, STANDARD = "people.new_staff", "process.standard"


@pytest.fixture
def say(store, ids):
    return lambda code, answer, note=None: checklists.answer(store, ids.gap, code, answer, note)


@pytest.fixture
def line(store, ids):
    return lambda code: checklists.checklist(store, ids.gap).line(code)


def test_yes_points_to_new_staff_and_no_to_a_missing_standard(say, lines):
    say(STAFF, Answer.YES)
    say(STANDARD, Answer.NO)
    assert [(found.category, found.question, found.state) for found in lines().values()] == [
        ("people", STAFF, CauseState.CANDIDATE),
        ("process", STANDARD, CauseState.CANDIDATE),
    ]


@pytest.mark.parametrize(("code", "answer"), [(STAFF, Answer.NO), (STANDARD, Answer.YES), (STAFF, Answer.UNKNOWN)])
def test_other_answers_are_kept_and_point_to_nothing(say, line, lines, code, answer):
    say(code, answer, "asked on the shift")
    assert (line(code).answer, line(code).note, lines()) == (answer, "asked on the shift", {})


def test_the_note_becomes_part_of_the_candidate(say, lines):
    say(STAFF, Answer.YES)
    say(STAFF, Answer.YES, "62 % since May")
    assert list(lines()) == ["The share of new staff is unusually high: 62 % since May"]


def test_a_candidate_that_was_worded_by_hand_keeps_its_words(store, say, line, lines):
    say(STAFF, Answer.YES)
    found = causes.cause(store, line(STAFF).cause_id)
    causes.edit_cause(store, found.id, found.version, text="Too many beginners")
    say(STAFF, Answer.YES, "62 %")
    assert list(lines()) == ["Too many beginners"]


def test_another_answer_takes_its_candidate_back(say, line, lines):
    say(STAFF, Answer.YES)
    say(STAFF, Answer.NO)
    assert lines() == {}
    assert line(STAFF).cause_id == ""


def test_what_was_confirmed_or_dismissed_stays_whatever_is_answered_later(store, say, line, lines):
    say(STAFF, Answer.YES)
    whys.confirm(store, line(STAFF).cause_id)
    say(STANDARD, Answer.NO)
    whys.dismiss(store, line(STANDARD).cause_id)
    say(STAFF, Answer.NO)
    say(STANDARD, Answer.NO, "still none")
    assert [found.state for found in lines().values()] == [CauseState.CONFIRMED, CauseState.DISMISSED]


def test_an_answer_can_be_taken_back_with_its_candidate(store, ids, say, line, lines):
    say(STAFF, Answer.YES)
    checklists.clear(store, ids.gap, STAFF)
    assert (line(STAFF).answer, lines()) == (None, {})


def test_one_undo_takes_back_an_answer_and_its_candidate(store, say, line, lines):
    say(STAFF, Answer.YES)
    undo.undo(store)
    assert (line(STAFF).answer, lines()) == (None, {})
    undo.redo(store)
    assert (line(STAFF).answer, len(lines())) == (Answer.YES, 1)


def test_a_candidate_that_was_removed_by_hand_leaves_its_answer(store, say, line):
    say(STAFF, Answer.YES)
    whys.remove(store, line(STAFF).cause_id)
    assert (line(STAFF).answer, line(STAFF).cause_id) == (Answer.YES, "")


def test_progress_counts_what_nobody_knows_too(store, ids, say):
    say(STAFF, Answer.UNKNOWN)
    say(STANDARD, Answer.NO)
    found = checklists.checklist(store, ids.gap)
    assert (found.answered, found.candidates, len(found.lines)) == (2, 1, len(questions()))


def test_an_unknown_question_and_a_long_note_are_refused(store, ids, say):
    with pytest.raises(Gone):
        say("people.nothing", Answer.YES)
    with pytest.raises(checklists.NoteTooLong):
        say(STAFF, Answer.YES, "x" * 301)
    assert checklists.checklist(store, ids.gap).answered == 0


@pytest.fixture
def chinese():
    i18n.use("zh")
    yield
    i18n.use("en")


def test_both_languages_ask_the_same_and_mean_the_same(chinese):
    there = questions()
    i18n.use("en")
    assert [(each.code, each.problem) for each in there] == [(each.code, each.problem) for each in questions()]
    assert {each.category for each in there} == set(CauseCategory)
    assert chinese is None
    assert all(each.text and each.cause for each in there)
    assert question("people.new_staff").problem is Answer.YES


def test_the_history_of_a_gap_tells_of_answers_and_causes(store, ids, say):
    say(STAFF, Answer.YES, "62 %")
    told = [(line.label, line.new) for line in history(store, "gap", ids.gap)]
    assert ("Answer", Answer.YES) in told
    assert ("Category", CauseCategory.PEOPLE) in told
