import pytest
from hypothesis import given
from hypothesis import strategies as st

from perftui.domain.retrospectives import (
    BadMinutes,
    IssueTag,
    NotAClock,
    NoteKind,
    StepState,
    blame_words,
    clock_text,
    current_step,
    read_clock,
    read_minutes,
    shares,
    spans,
    typed_note,
)


@given(st.none() | st.integers(0, 1439), st.lists(st.integers(0, 480), max_size=12))
def test_the_steps_follow_one_another_without_a_gap_and_take_what_their_minutes_sum_to(start, minutes):
    found = spans(start, minutes)
    assert [one.end for one in found[:-1]] == [one.begin for one in found[1:]]
    assert not found or found[-1].end - found[0].begin == sum(minutes)


@given(st.integers(0, 1439))
def test_a_time_of_day_is_read_as_it_is_written(at):
    assert read_clock(clock_text(at)) == at


@pytest.mark.parametrize(
    ("text", "at"), [("9", 540), ("９：３０", 570), ("14.05", 845), ("24:00", None), ("9:60", None), ("soon", None), ("", None)]
)
def test_a_time_of_day_may_be_typed_in_short(text, at):
    if at is None:
        with pytest.raises(NotAClock):
            read_clock(text)
    else:
        assert read_clock(text) == at


@pytest.mark.parametrize("text", ["", "-1", "481", "ten", "99999"])
def test_a_step_takes_no_time_that_is_none(text):
    with pytest.raises(BadMinutes):
        read_minutes(text)


def test_the_running_step_is_the_first_that_is_open():
    done, left_out, to_come = StepState.DONE, StepState.SKIPPED, StepState.OPEN
    assert current_step([done, left_out, to_come, to_come]) == 2
    assert current_step([done, left_out]) is None
    assert current_step([]) is None


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("+ shift log", NoteKind.GOOD, "shift log"),
        ("－设备老化", NoteKind.COMPLAINT, "设备老化"),
        ("？换班时间", NoteKind.IDEA, "换班时间"),
        ("no sign", NoteKind.COMPLAINT, "no sign"),
    ],
)
def test_a_sign_in_front_says_what_kind_of_note_it_is(text, kind, words):
    assert typed_note(text, NoteKind.COMPLAINT) == (kind, words)


def test_words_of_blame_are_found_in_both_languages_and_not_inside_other_words():
    assert blame_words("He is ALWAYS late, it is his fault. Always.") == ["always", "fault"]
    assert blame_words("小王总是不负责任，都怪他") == ["总是", "不负责任", "都怪"]
    assert blame_words("Press 3 faulted twice; default settings; 总共三次") == []


@given(st.lists(st.none() | st.sampled_from(list(IssueTag))))
def test_every_problem_is_counted_once(tags):
    assert sum(shares(tags)) == len(tags)
