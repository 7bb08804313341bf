from datetime import date

import pytest

from perftui.domain.feedback import Proposed, RaterGroup, RaterState, RoundState
from perftui.domain.feedback_drafts import EmailWrong, QuestionEmpty
from perftui.domain.validation import FieldError
from perftui.i18n import say
from perftui.services import (
    round_answers,
    round_checks,
    round_guards,
    round_questions,
    round_raters,
    round_reminders,
    rounds,
    settings,
    undo,
)
from perftui.services.today import AgendaKind, today_view
from perftui.storage.round_steps import RoundHasAnswers, RoundStaysFrozen, ThresholdPromised
from perftui.storage.stores import Actor, Store

TODAY = date(2026, 11, 23)


def freeze(store, round_id):
    store.connection.execute("UPDATE _ctx SET actor = 'x', at = '2026-11-23T08:00:00Z', step = 999 WHERE id = 1")
    store.connection.execute("UPDATE review_round SET state = 'frozen' WHERE id = ?", (round_id,))
    store.connection.execute("UPDATE _ctx SET actor = NULL, at = NULL, step = NULL WHERE id = 1")


def everything(store):
    """All that the file holds beside the answers themselves, as one text."""
    tables = [row[0] for row in store.rows("SELECT name FROM main.sqlite_master WHERE type = 'table' AND name <> 'answer'")]
    return "\n".join(str(tuple(row)) for table in tables for row in store.rows(f"SELECT * FROM {table}"))


def dump(store):
    names = ("review_round", "round_group", "question", "review_subject", "rater")
    return {name: [{**dict(row), "version": 0} for row in store.rows(f"SELECT * FROM {name} ORDER BY id")] for name in names}


def test_a_round_begins_with_the_usual_weights_and_the_questions_in_both_languages(store, round_id):
    assert {line.group: line.weight for line in rounds.groups(store, round_id)} == {
        RaterGroup.MANAGER: 4000,
        RaterGroup.PEER: 3000,
        RaterGroup.REPORT: 1500,
        RaterGroup.CUSTOMER: 1500,
        RaterGroup.SELF: 0,
    }
    questions = rounds.questions(store, round_id)
    assert [line.kind for line in questions] == ["scale"] * 6 + ["open"] * 2
    assert all(line.text_en and line.text_zh for line in questions)
    assert rounds.get(store, round_id).anchors[0] == "rarely"


def test_opening_says_all_that_is_missing_and_opens_once_nothing_is(store, team, round_id):
    assert "about nobody" in say(round_checks.missing(store, round_id, TODAY)[0])
    round_raters.add_subjects(store, round_id, team.members[:2])
    rounds.weigh(store, round_id, {RaterGroup.CUSTOMER: 0})
    for question in rounds.questions(store, round_id)[:6]:
        round_questions.remove_question(store, question.id)
    texts = [say(message) for message in round_checks.missing(store, round_id, date(2026, 12, 12))]
    assert [word in text for word, text in zip(("2 people", "scale", "85%", "passed"), texts, strict=True)] == [True] * 4
    with pytest.raises(rounds.RoundNotReady):
        rounds.open_round(store, round_id, TODAY)
    for _ in range(6):
        undo.undo(store)
    rounds.weigh(store, round_id, {RaterGroup.PEER: 4500})
    for line in rounds.subjects(store, round_id):
        round_raters.add_person(store, line.id, RaterGroup.MANAGER, team.boss)
    rounds.open_round(store, round_id, TODAY)
    assert rounds.get(store, round_id).state is RoundState.COLLECTING


def test_raters_are_proposed_by_the_reporting_lines_and_added_in_one_step(store, team, round_id):
    round_raters.add_subjects(store, round_id, team.members[:1])
    (subject,) = rounds.subjects(store, round_id)
    found = round_raters.propose(store, round_id, [subject.id], None, TODAY)
    assert {one.rater for one in found if one.group is RaterGroup.REPORT} == set(team.reports)
    assert [one.rater for one in found if one.group is RaterGroup.MANAGER] == [team.boss]
    assert len([one for one in found if one.group is RaterGroup.PEER]) == 5
    before = dump(store)
    assert round_raters.add_proposed(store, round_id, found) == len(found) == 9
    assert round_raters.propose(store, round_id, [subject.id], None, TODAY) == []
    undo.undo(store)
    assert dump(store) == before


def test_who_has_too_many_forms_is_named(store, team, round_id):
    settings.change(store, "most_forms", "2")
    round_raters.add_subjects(store, round_id, team.members[:3])
    for line in rounds.subjects(store, round_id):
        round_raters.add_person(store, line.id, RaterGroup.MANAGER, team.boss)
    proposed = [Proposed(team.members[0], RaterGroup.SELF, team.boss), Proposed(team.members[4], RaterGroup.MANAGER, team.boss)]
    told = [say(message) for message in round_checks.overload_with(store, round_id, proposed)]
    assert told == ["Zhang Wei would have 4 forms to fill in, more than 2."]
    texts = [say(finding.message) for finding in round_checks.findings(store, round_id)]
    assert texts == ["Zhang Wei has 3 forms to fill in, more than 2: give some to others."]


def test_a_group_below_the_threshold_is_named_before_the_round_opens(store, team, round_id):
    round_raters.add_subjects(store, round_id, team.members[:1])
    (subject,) = rounds.subjects(store, round_id)
    for peer in team.members[1:3]:
        round_raters.add_person(store, subject.id, RaterGroup.PEER, peer)
    (finding,) = round_checks.findings(store, round_id)
    assert say(finding.message) == "Member 0: only 2 in the group Peers; below 3 it is merged with others or hidden."


def test_nobody_answers_twice_and_self_is_oneself(store, team, round_id):
    round_raters.add_subjects(store, round_id, team.members[:1])
    (subject,) = rounds.subjects(store, round_id)
    round_raters.add_outsider(store, subject.id, name="Ms Hu", email="hu@example.com")
    for again in ({"name": "Ms Hu"}, {"name": " Ms  Hu "}):
        with pytest.raises(round_raters.RaterTwice):
            round_raters.add_outsider(store, subject.id, **again)
    with pytest.raises(EmailWrong):
        round_raters.add_outsider(store, subject.id, name="Mr Wu", email="wu")
    for group, person in ((RaterGroup.SELF, team.boss), (RaterGroup.PEER, team.members[0])):
        with pytest.raises(round_raters.GroupOfPeople):
            round_raters.add_person(store, subject.id, group, person)


def test_questions_are_added_moved_and_changed_in_setup_only(store, team, round_id):
    first, second = rounds.questions(store, round_id)[:2]
    new = round_questions.add_question(store, round_id, first.id, text_en="Listens.")
    round_questions.move_question(store, second.id, -5)
    assert [line.id for line in rounds.questions(store, round_id)][:3] == [second.id, first.id, new]
    with pytest.raises(QuestionEmpty):
        round_questions.edit_question(store, new, 2, text_en="")
    assert [say(one.message) for one in round_checks.findings(store, round_id)] == ["Question 3 is written in one language only."]


def test_while_answers_come_in_only_raters_change_and_setup_comes_back_while_nobody_has_answered(store, collecting):
    question, form = rounds.questions(store, collecting.id)[0], collecting.forms[0]
    for action in (
        lambda: round_questions.remove_question(store, question.id),
        lambda: rounds.weigh(store, collecting.id, {RaterGroup.PEER: 1}),
        lambda: round_raters.remove_subjects(store, collecting.subjects),
    ):
        with pytest.raises(round_guards.RoundIsOpen):
            action()
    round_raters.remove_rater(store, form.id)
    rounds.reopen_setup(store, collecting.id)
    rounds.open_round(store, collecting.id, TODAY)
    round_answers.keep_level(store, collecting.forms[1].id, question.id, 4)
    with pytest.raises(rounds.AnswersExist):
        rounds.reopen_setup(store, collecting.id)
    with pytest.raises(round_raters.FormBegun):
        round_raters.remove_rater(store, collecting.forms[1].id)


def test_answers_leave_no_trace_in_log_drafts_or_undo(store, collecting):
    form = collecting.forms[0]
    questions = rounds.questions(store, collecting.id)
    steps, before = undo.next_undo(store), everything(store)
    round_answers.keep_level(store, form.id, questions[0].id, 2)
    round_answers.keep_level(store, form.id, questions[1].id, None)
    round_answers.keep_words(store, form.id, questions[-1].id, "Shouts at the printer.")
    assert undo.next_undo(store) == steps
    assert round_answers.complete(store, form.id) == len(questions) - 3
    assert set(everything(store).splitlines()) - set(before.splitlines()) == {f"('{form.id}', 'completed')"}
    view = round_answers.form(store, form.id)
    assert [line.answer for line in view.lines if line.answer] == [(2, ""), (None, ""), (None, "Shouts at the printer.")]
    assert view.unanswered == len(questions) - 3


def test_counts_tell_how_far_the_forms_are_and_declining_takes_answers_away(store, collecting):
    question, form = rounds.questions(store, collecting.id)[0], collecting.forms[0]
    round_answers.keep_level(store, form.id, question.id, 5)
    line = next(line for line in rounds.subjects(store, collecting.id) if line.id == form.subject_id)
    assert line.tally(form.group).begun == 1
    round_answers.decline(store, form.id)
    assert round_raters.rater(store, form.id).state is RaterState.DECLINED
    with pytest.raises(round_guards.FormDeclined):
        round_answers.keep_level(store, form.id, question.id, 5)
    round_answers.ask_again(store, form.id)
    assert [line.answer for line in round_answers.form(store, form.id).lines if line.answer] == []


def test_a_level_outside_the_scale_is_refused(store, collecting):
    question = rounds.questions(store, collecting.id)[0]
    for level in (0, 6):
        with pytest.raises(round_answers.LevelOutside):
            round_answers.keep_level(store, collecting.forms[0].id, question.id, level)


def test_who_begins_while_being_removed_keeps_the_form(store, collecting, monkeypatch):
    question, form = rounds.questions(store, collecting.id)[0], collecting.forms[0]
    write = store.write

    def late(label):
        monkeypatch.undo()
        round_answers.keep_level(store, form.id, question.id, 5)  # as another session does, between look and leap
        return write(label)

    for action in (lambda: round_raters.remove_rater(store, form.id), lambda: rounds.reopen_setup(store, collecting.id)):
        monkeypatch.setattr(store, "write", late, raising=False)
        with pytest.raises((round_raters.FormBegun, rounds.AnswersExist)):
            action()
    assert round_answers.form(store, form.id).lines[0].answer == (5, "")


def test_undo_takes_nothing_back_on_which_answers_stand(store, collecting):
    question, form = rounds.questions(store, collecting.id)[0], collecting.forms[0]
    added = round_raters.add_outsider(store, collecting.subjects[0], name="Ms Hu")
    round_answers.keep_level(store, added, question.id, 5)
    with pytest.raises(RoundHasAnswers):
        undo.undo(store)
    round_answers.decline(store, added)
    undo.undo(store)
    undo.undo(store)
    round_answers.keep_level(store, form.id, question.id, 5)
    with pytest.raises(RoundHasAnswers):
        undo.undo(store)
    assert rounds.get(store, collecting.id).state is RoundState.COLLECTING


def test_undo_does_not_decline_again_for_somebody_who_has_answered_since(store, collecting):
    question, form = rounds.questions(store, collecting.id)[0], collecting.forms[0]
    round_answers.decline(store, form.id)
    round_answers.ask_again(store, form.id)
    round_answers.keep_level(store, form.id, question.id, 5)
    with pytest.raises(RoundHasAnswers):
        undo.undo(store)
    assert round_answers.form(store, form.id).lines[0].answer == (5, "")


def test_undo_in_another_session_does_not_change_the_promised_threshold(store, clock, round_id, team):
    other = Store(store.connection, Actor("other"), store.path, clock)
    rounds.edit_round(other, round_id, rounds.get(store, round_id).version, threshold=5)
    round_raters.add_subjects(store, round_id, team.members[:1])
    round_raters.add_person(store, rounds.subjects(store, round_id)[0].id, RaterGroup.PEER, team.members[1])
    rounds.open_round(store, round_id, TODAY)
    with pytest.raises(ThresholdPromised):
        undo.undo(other)
    assert rounds.get(store, round_id).threshold == 5


def test_nothing_changes_in_a_frozen_round(store, team, collecting):
    question, form = rounds.questions(store, collecting.id)[0], collecting.forms[0]
    freeze(store, collecting.id)
    for action in (
        lambda: rounds.edit_round(store, collecting.id, 2, title="Other"),
        lambda: rounds.weigh(store, collecting.id, {RaterGroup.PEER: 1}),
        lambda: rounds.reopen_setup(store, collecting.id),
        lambda: round_questions.edit_question(store, question.id, 1, text_en="Other"),
        lambda: round_raters.add_subjects(store, collecting.id, team.members),
        lambda: round_raters.add_outsider(store, collecting.subjects[0], name="Ms Hu"),
        lambda: round_raters.remove_rater(store, form.id),
        lambda: round_answers.keep_level(store, form.id, question.id, 5),
        lambda: round_answers.complete(store, form.id),
        lambda: round_answers.decline(store, form.id),
        lambda: round_answers.form(store, form.id),
    ):
        with pytest.raises(round_guards.RoundIsFrozen):
            action()
    with pytest.raises(RoundStaysFrozen):
        undo.undo(store)


def test_the_promised_threshold_stays_once_people_were_asked(store, collecting):
    line = rounds.get(store, collecting.id)
    with pytest.raises(rounds.ThresholdFixed):
        rounds.edit_round(store, collecting.id, line.version, threshold=4)
    rounds.edit_round(store, collecting.id, line.version, due="2026-12-31")
    assert rounds.get(store, collecting.id).due == date(2026, 12, 31)


def test_a_threshold_of_two_is_refused_because_each_could_tell_what_the_other_said(store, round_id):
    with pytest.raises(FieldError, match="3"):
        rounds.edit_round(store, round_id, rounds.get(store, round_id).version, threshold=2)


def test_a_round_in_setup_is_removed_and_comes_back_whole(store, team, round_id, collecting):
    with pytest.raises(rounds.RoundHasBegun):
        rounds.remove_round(store, round_id)
    rounds.reopen_setup(store, round_id)
    before = dump(store)
    rounds.remove_round(store, round_id)
    assert rounds.listing(store) == []
    undo.undo(store)
    assert dump(store) == before


def test_a_reminder_names_each_rater_once_and_nobody_who_has_completed(store, collecting):
    done = next(form for form in collecting.forms if form.name == "Zhang Wei")
    round_answers.complete(store, done.id)
    text = round_reminders.reminder(store, collecting.id, TODAY)
    assert "- Zhang Wei (Sales): Member 1" in text
    assert text.count("Report 0") == 1
    for form in collecting.forms:
        round_answers.complete(store, form.id)
    assert "Everybody has answered." in round_reminders.reminder(store, collecting.id, TODAY)


def test_today_tells_of_a_round_past_its_day(store, collecting):
    assert round_reminders.past_due(store, date(2026, 12, 11)).number == 0
    (line,) = [line for line in today_view(store, date(2026, 12, 12)).lines if line.kind is AgendaKind.ROUND]
    assert (line.entity_id, say(line.message)) == (collecting.id, f"{len(collecting.forms)} forms are missing")


def test_a_scope_hides_rounds_about_others_and_the_answers_of_others(store, team, collecting):
    question, form = rounds.questions(store, collecting.id)[0], next(form for form in collecting.forms if form.name == "Zhang Wei")
    customer = round_raters.add_outsider(store, collecting.subjects[0], name="Ms Hu")
    for rater in (form.id, customer):
        round_answers.keep_level(store, rater, question.id, 2)
    store.limit_to([team.members[5]])
    assert rounds.listing(store) == []
    store.limit_to([team.members[0], team.members[1]])
    for rater in (form.id, customer):
        assert [line.answer for line in round_answers.form(store, rater).lines if line.answer] == []
