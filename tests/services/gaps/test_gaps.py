"""Gaps: added, changed, measured again, ended; out of what was measured; two periods."""

import pytest

from perftui.domain.gaps import Change, GapState, Severity
from perftui.domain.targets import BadTarget
from perftui.services import check_ins, gap_comparisons, gap_ends, gap_sources, gap_subjects, gaps, goals, undo
from perftui.services.gap_ends import NoteMissing
from perftui.services.gap_listings import GapFilter
from perftui.services.gap_views import gap_view
from perftui.services.gaps import TargetMissing
from perftui.services.histories import history
from perftui.storage import follow_ups
from perftui.storage.stores import Changed


def test_the_record_of_the_requirements_is_seven_percentage_points_not_seven_percent(store, record):
    view = gap_view(store, record.gap)
    assert (view.target_text, view.actual_text) == ("≥95 %", "88 %")
    assert view.figures is not None
    assert (view.figures.points, view.figures.relative, view.figures.attainment) == ("7 pp", "7.4 %", "92.6 %")
    assert (view.severity, view.state, view.cycle) == (Severity.MODERATE, GapState.OPEN, "2026-Q4")
    assert [[measure.title for measure in cause.measures] for cause in view.roots] == [
        ["Mentoring plan"],
        ["Guide to classifying complaints", "Improve the response process"],
    ]
    assert [measure.kind for measure in view.roots[1].measures] == ["document", "action"]


@pytest.mark.parametrize(
    ("target", "actual", "severity"),
    [
        ("≥95%", "95%", Severity.MET),
        ("＞＝９５％", "９４％", Severity.MINOR),
        ("<= 2 days", "2.2 days", Severity.MODERATE),
        ("8-12 min", "15 min", Severity.SEVERE),
        ("≥95%", "", Severity.NO_DATA),
    ],
)
def test_targets_are_read_as_people_write_them_and_tell_how_severe_a_gap_is(store, add, target, actual, severity):
    assert gap_view(store, add(target=target, actual=actual)).severity is severity


def test_a_changed_actual_changes_gap_and_severity_and_can_be_undone(store, record):
    view = gap_view(store, record.gap)
    gaps.edit_gap(store, record.gap, view.version, actual="70%")
    assert gap_view(store, record.gap).severity is Severity.SEVERE
    with pytest.raises(Changed):
        gaps.edit_gap(store, record.gap, view.version, actual="80%")
    undo.undo(store)
    assert gap_view(store, record.gap).actual_text == "88 %"


def test_what_cannot_be_a_target_is_refused(store, add):
    with pytest.raises(TargetMissing):
        add(target=" ")
    with pytest.raises(BadTarget):
        add(target="more of it")


def test_no_gap_ends_without_a_word_unless_it_is_met(store, add):
    open_gap, met = add(), add(actual="96%")
    for end in (lambda: gap_ends.close(store, open_gap), lambda: gap_ends.need_nothing(store, open_gap, " ")):
        with pytest.raises(NoteMissing):
            end()
    gap_ends.close(store, met)
    gap_ends.need_nothing(store, open_gap, "The audit ends in January")
    assert [gap_view(store, each).state for each in (met, open_gap)] == [GapState.CLOSED, GapState.NONE_NEEDED]
    gap_ends.reopen(store, open_gap)
    assert gap_view(store, open_gap).state is GapState.OPEN


def test_several_gaps_end_in_one_step(store, add):
    both = [add(), add("Other")]
    gap_ends.end_all(store, both, lambda gap_id: gap_ends.close(store, gap_id, "Agreed"))
    undo.undo(store)
    assert {gap_view(store, each).state for each in both} == {GapState.OPEN}


def test_a_gap_is_measured_again_on_the_same_yardstick_and_no_longer_waits_on_today(store, add, ids, today):
    def waiting():
        return [row["id"] for row in follow_ups.gaps(store, today.isoformat(), 10)]

    first = add(cycle=ids.q3, actual="80%")
    assert waiting() == [first]
    second = gaps.measure_again(store, first, "90%", today)
    hashes = {row["definition_hash"] for row in store.rows("SELECT definition_hash FROM gap")}
    assert len(hashes) == 1
    assert (gap_view(store, second).cycle, gap_view(store, second).earlier_id) == ("2026-Q4", first)
    assert waiting() == [second]


def test_two_periods_say_what_has_closed_become_smaller_larger_or_come_up(store, add, ids, today):
    for dimension, before, after in (("Closed", "80%", "95%"), ("Smaller", "80%", "90%"), ("Larger", "90%", "80%"), ("Gone", "80%", None)):
        first = add(dimension, actual=before, cycle=ids.q3)
        if after:
            gaps.measure_again(store, first, after, today)
    add("Same", actual="80%", cycle=ids.q3)
    add("Same", actual="80%")
    add("New", actual="80%")
    found = gap_comparisons.compare_cycles(store, ids.q3, ids.q4)
    assert {line.gap.dimension: line.change for line in found.lines} == {
        **{"Closed": Change.CLOSED, "Smaller": Change.SMALLER, "Larger": Change.LARGER, "Same": Change.SAME},
        **{"Gone": Change.UNMEASURED, "New": Change.NEW},
    }
    assert found.counts[Change.NEW] == 1
    own = gap_comparisons.compare_cycles(store, ids.q3, ids.q4, GapFilter(person=ids.lin)).lines
    assert own
    assert {line.gap.person_id for line in own} == {ids.lin}
    assert gap_comparisons.compare_cycles(store, ids.q3, ids.q4, GapFilter(person=ids.wang)).lines == []


def test_gaps_come_out_of_what_is_below_target_and_only_once(store, ids, today):
    goal = goals.add_goal(store, today, title="Complaints", cycle=ids.q4, owner_person=ids.lin)
    for title, value in (("Solved", "88"), ("Answered", "97"), ("Silent", None)):
        key = goals.add_key_result(store, goal, title=title, operator="at_least", unit="%", baseline="0", target="95")
        if value:
            check_ins.check_in(store, key, value, "0.5", on=today, today=today)
    for record_id in (goal, ids.lin):
        assert [source.title for source in gap_subjects.sources_of(store, record_id, today)] == ["Solved"]
    (made,) = gap_sources.add_gaps(store, gap_subjects.sources_of(store, ids.lin, today), today)
    view = gap_view(store, made)
    assert (view.dimension, view.figures.points if view.figures else "", view.goal_id) == ("Solved", "7 pp", goal)
    assert gap_subjects.sources_of(store, goal, today) == []
    with pytest.raises(gap_sources.NothingBelowTarget):
        gap_sources.add_gaps(store, [], today)


def test_the_history_names_what_happened_to_a_gap_and_its_causes(store, record):
    gaps.edit_gap(store, record.gap, gap_view(store, record.gap).version, actual="90%")
    told = {(line.label_text(), line.old_text(), line.new_text()) for line in history(store, "gap", record.gap, 50)}
    assert ("Actual", "88", "90") in told
    assert any(label == "Category" and new for label, _old, new in told)


@pytest.mark.parametrize(
    ("target", "actual", "texts"),
    [
        ("4/5", "2/5", ("4/5", "2/5", "2 levels")),
        ("４/５", "5", ("4/5", "5/5", "0 levels")),
        ("yes", "no", ("yes", "no", "not met")),
        ("是", "是", ("yes", "yes", "none")),
    ],
)
def test_levels_and_yes_or_no_are_typed_like_numbers_and_read_back(store, add, target, actual, texts):
    found = gap_view(store, add(target=target, actual=actual))
    assert (found.target_text, found.actual_text, found.figures.points) == texts
    gaps.edit_gap(store, found.id, found.version, target=found.target_text)
    assert gap_view(store, found.id).yardstick.operator == found.yardstick.operator


def test_another_target_keeps_where_it_started_unless_that_makes_no_sense_any_more(store, add):
    gap_id = add(target="from 60 to 95 %", actual="88%")
    version = gaps.edit_gap(store, gap_id, 1, target="≥90%")
    assert gap_view(store, gap_id).yardstick.baseline == 60
    version = gaps.edit_gap(store, gap_id, version, target="≥60%")
    assert gap_view(store, gap_id).yardstick.baseline is None
    gaps.edit_gap(store, gap_id, version, target="<=5 days", actual="7 days")
    assert gap_view(store, gap_id).figures.points == "2 days"
