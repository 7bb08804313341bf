"""What stands on a timeline."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from perftui.domain.meetings import ActionState
from perftui.domain.plans import CheckStatus
from perftui.domain.timeline_marks import OF_CHECK, WAITING, Mark, MarkKind, coming, in_order, of_milestone, of_step

TODAY = date(2026, 11, 23)
MARKS = st.builds(Mark, st.just("plan_check"), st.text("abc", max_size=2), st.dates(), st.sampled_from(list(MarkKind)), st.just("x"))


@given(st.lists(MARKS))
def test_what_comes_is_what_waits_in_the_order_of_time(marks):
    found = coming(marks)
    assert {each.kind for each in found} <= WAITING
    assert [each.day for each in found] == sorted(each.day for each in found)
    assert len(found) == sum(each.kind in WAITING for each in marks)


@given(st.lists(MARKS))
def test_the_order_of_signs_does_not_depend_on_how_they_were_read(marks):
    assert in_order(marks) == in_order(reversed(marks))


def test_every_check_has_a_sign_of_its_own():
    assert set(OF_CHECK) == set(CheckStatus)
    assert len(set(OF_CHECK.values())) == len(OF_CHECK)


def test_a_milestone_is_late_from_the_day_after_it_was_due():
    assert of_milestone(TODAY, None, TODAY) is MarkKind.MILESTONE
    assert of_milestone(date(2026, 11, 22), None, TODAY) is MarkKind.MILESTONE_LATE
    assert of_milestone(date(2026, 11, 22), TODAY, TODAY) is MarkKind.MILESTONE_REACHED


def test_a_step_of_a_plan_that_is_not_issued_is_never_late():
    assert of_step(date(2026, 1, 1), None, TODAY) is MarkKind.STEP
    assert of_step(date(2026, 1, 1), ActionState.OPEN, TODAY) is MarkKind.STEP_LATE
    assert of_step(date(2026, 1, 1), ActionState.DONE, TODAY) is MarkKind.STEP_DONE
