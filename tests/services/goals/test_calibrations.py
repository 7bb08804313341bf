"""Goals side by side, their ratings and weights, what was reached before, and who has looked at them."""

from datetime import date
from decimal import Decimal

import pytest

from perftui.domain.amendments import ReasonMissing
from perftui.domain.challenges import NO_DRIVE, TOO_HIGH, TOO_LOW
from perftui.domain.codes import GoalState
from perftui.i18n import say
from perftui.services import calibration_lists, calibrations, challenge_policies, goals, undo
from perftui.services.calibration_lists import CalibrationFilter
from perftui.services.calibrations import BadRating
from perftui.services.check_ins import check_in
from perftui.services.goal_views import goal_view
from perftui.services.settings import NoSuchSetting
from perftui.storage.stores import Changed, Label

pytestmark = pytest.mark.usefixtures("anything_may_be_proposed")


def line(store, goal):
    return calibration_lists.line(store, goal)


def titles(store, **shown):
    listing = calibration_lists.listing(store, CalibrationFilter(**{"level": "", **shown}))
    return [one.title for one in listing.window(0, listing.count())]


@pytest.fixture
def reached(store, company, tree):
    """Earlier results of Zhang Wei's calls: a value for each earlier quarter, the oldest first."""

    def reach(*values):
        for number, value in enumerate(values, 1):
            first, last = date(2026, 3 * number - 2, 1), date(2026, 3 * number, 28)
            cycle = f"c-{number}"
            with store.write(Label("earlier")):
                days = {"start_date": first.isoformat(), "end_date": last.isoformat()}
                store.insert("cycle", id=cycle, name=f"2026-Q{number}", kind="quarter", state="active", **days)
            before = goals.add_goal(store, last, title=f"Call {number}", owner_person=company.zhang, cycle=cycle)
            calls = goals.add_key_result(store, before, title="Calls", operator="at_least", target="1", unit="calls")
            check_in(store, calls, str(value), on=last, today=last)

    return reach


def test_goals_of_one_level_and_cycle_stand_side_by_side(store, company, tree):
    quarter = store.value("SELECT rowid FROM cycle WHERE id = ?", (company.quarter,))
    year = store.value("SELECT rowid FROM cycle WHERE id = ?", (company.year,))
    assert titles(store, cycle=quarter, level="person") == ["Raise retention", "Call more"]
    assert titles(store, cycle=quarter, level="unit") == ["Win customers"]
    assert titles(store, cycle=year) == []
    assert titles(store, units=(company.sales,)) == ["Win customers"]
    assert titles(store, text="CALL") == ["Call more"]


def test_archived_goals_are_not_calibrated(store, tree):
    goals.archive(store, [tree.second])
    assert "Call more" not in titles(store)


def test_a_goal_outside_the_scope_is_not_listed_and_neither_is_its_past(store, company, tree, reached):
    reached(100)
    store.limit_to([company.li])
    assert titles(store, level="person") == ["Raise retention"]
    assert calibration_lists.listing(store, CalibrationFilter(level="person")).index_of(tree.second) is None


def test_a_target_is_shown_beside_the_last_and_the_best_result_of_the_same_owner(store, tree, reached):
    reached(150, 120, 140)
    result = line(store, tree.second).shown
    assert (result.target, result.last, result.best) == ("≥200 calls", Decimal(140), Decimal(150))
    assert result.finding.message.template == TOO_HIGH  # 200 against 150


def test_results_of_another_owner_or_unit_of_measure_do_not_count(store, company, tree, reached):
    reached(150)
    assert line(store, tree.second).shown.last == 150
    before = store.row("SELECT k.id, k.version, k.goal_id FROM key_result k JOIN goal g ON g.id = k.goal_id WHERE g.title = 'Call 1'")
    goals.edit_key_result(store, before["id"], before["version"], unit="minutes")
    assert line(store, tree.second).shown.last is None
    undo.undo(store)
    goals.assign(store, [before["goal_id"]], person=company.li)
    assert line(store, tree.second).shown.last is None


def test_recorded_values_of_its_measure_count_as_results_before_the_cycle_began(store, company, tree):
    with store.write(Label("values")):
        store.insert("measure", id="m", name="Calls")
        store.update("key_result", tree.calls, 1, measure_id="m")
        for number, (start, end, value) in enumerate((("2026-07-01", "2026-09-30", "210"), ("2026-10-01", "2026-10-31", "999"))):
            period = {"period_start": start, "period_end": end}
            store.insert("measure_value", id=f"v{number}", measure_id="m", person_id=company.zhang, value=value, **period)
    result = line(store, tree.second).shown
    assert (result.last, result.finding.message.template) == (Decimal(210), TOO_LOW)


def test_what_is_found_stands_in_the_detail_of_the_goal_too(store, tree, reached, today):
    reached(150)
    calibrations.rate(store, tree.second, line(store, tree.second).version, "challenge", 1)
    found = [finding.message.template for finding in goal_view(store, tree.second, today).findings]
    assert [template for template in found if template in (TOO_HIGH, NO_DRIVE)] == [NO_DRIVE, TOO_HIGH]


def test_the_thresholds_are_the_actors_own_settings(store, tree, reached):
    reached(150)
    assert challenge_policies.policy(store).above_best == Decimal("0.3")
    challenge_policies.choose(store, 40, below_last=False)
    assert line(store, tree.second).findings == ()
    challenge_policies.choose(store, None, below_last=True)
    assert challenge_policies.policy(store).above_best is None
    with pytest.raises(NoSuchSetting):
        challenge_policies.choose(store, 5000, below_last=True)


def test_a_goal_is_rated_from_one_to_five_and_by_nothing_else(store, tree, undone):
    undone(lambda: calibrations.rate(store, tree.first, line(store, tree.first).version, "feasibility", calibrations.read_rating("５")))
    assert (line(store, tree.first).challenge, line(store, tree.first).feasibility) == (None, 5)
    assert say(undo.next_undo(store)) == "Rated the feasibility of Raise retention"
    for text in ("0", "6", "4.5", "high"):
        with pytest.raises(BadRating):
            calibrations.read_rating(text)
    assert calibrations.read_rating(" ") is None


def test_a_rating_of_what_somebody_else_has_changed_is_refused(store, tree):
    with pytest.raises(Changed):
        calibrations.rate(store, tree.first, line(store, tree.first).version + 1, "challenge", 3)


def test_the_weight_of_an_agreed_goal_changes_only_with_a_reason_which_is_kept(store, tree, undone):
    goals.equal_weights(store, tree.first)
    for step in (GoalState.PROPOSED, GoalState.AGREED):
        goals.set_state(store, [tree.first], step)
    version = line(store, tree.first).version
    with pytest.raises(ReasonMissing):
        calibrations.set_weight(store, tree.first, version, 3000)
    undone(lambda: calibrations.set_weight(store, tree.first, version, 3000, "Sales counts more now"))
    assert line(store, tree.first).weight == 3000
    kept = store.row("SELECT field, old, new, reason FROM goal_amendment")
    assert tuple(kept) == ("weight", "5000", "3000", "Sales counts more now")


def test_the_weight_of_a_draft_needs_no_reason(store, tree):
    calibrations.set_weight(store, tree.first, line(store, tree.first).version, 3000)
    assert store.value("SELECT count(*) FROM goal_amendment") == 0


def test_who_calibrated_when_and_with_what_note_is_written_on_all_goals_in_one_step(store, tree, undone, today):
    ids = [tree.first, tree.second]
    assert undone(lambda: calibrations.calibrate(store, ids, " compared \n", today)) == 2
    assert say(undo.next_undo(store)) == "Calibrated Raise retention and 1 more"
    for goal in ids:
        found = line(store, goal)
        assert (found.calibrated_by, found.calibrated_on, found.calibration_note) == (store.actor.name, today, "compared")
    assert line(store, tree.unit).calibrated_on is None


def test_beside_a_goal_stand_those_of_its_level_and_cycle(store, tree):
    shown = calibration_lists.beside(store, tree.second)
    listing = calibration_lists.listing(store, shown)
    assert [one.title for one in listing.window(0, 9)] == ["Raise retention", "Call more"]
    assert listing.index_of(tree.second) == 1
    assert listing.known([tree.second, "gone"]) == {tree.second}
