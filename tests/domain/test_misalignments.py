"""What is poor about a whole tree: each kind of finding, and laws that hold for every tree."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perftui.domain.codes import Level
from perftui.domain.cross_links import CrossLink, link_findings
from perftui.domain.findings import Severity
from perftui.domain.handed_down import CountedResult
from perftui.domain.misalignments import (
    FindingKind,
    Mending,
    OwnedGoal,
    TreeGoal,
    counted_twice,
    goal_findings,
    silos,
    top_weights,
    weights_below,
    weights_owned,
)
from perftui.i18n import say

FULL = 10_000
WHOLE = TreeGoal("g", Level.UNIT, True, Level.THEME, FULL, "q4", "sales", goals_below=0, key_results=1)
ALONE = CountedResult("k1", "Renewals", "measure", "q4", "top", "top/a", "a", "")


def kinds(goal):
    return [found.kind for found in goal_findings([goal])]


def severity(results):
    found = list(counted_twice(results))
    return found[0].finding.severity if found else None


def test_a_goal_that_is_in_its_place_measured_and_whole_has_no_findings():
    assert kinds(WHOLE) == []


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"has_parent": False, "parent_level": None}, [FindingKind.ORPHAN]),
        ({"level": Level.THEME, "parent_level": Level.THEME}, [FindingKind.EMPTY_THEME]),
        ({"level": Level.PERSON}, [FindingKind.LEVEL_SKIP]),
        ({"parent_level": Level.PERSON}, [FindingKind.LEVEL_SKIP]),
        ({"level": Level.PERSON, "parent_level": Level.UNIT}, []),
        ({"key_results": 0}, [FindingKind.NO_KEY_RESULT]),
        ({"key_results": 0, "goals_below": 2}, [FindingKind.NO_KEY_RESULT]),
        ({"parent_level": None}, []),
    ],
)
def test_each_kind_of_finding_about_a_single_goal(change, expected):
    assert kinds(WHOLE._replace(**change)) == expected


def test_a_goal_that_the_goals_below_measure_is_a_note_and_one_that_nothing_measures_a_warning():
    measured_below, unmeasured = (WHOLE._replace(key_results=0, goals_below=n) for n in (2, 0))
    assert [found.finding.severity for found in goal_findings([measured_below, unmeasured])] == [Severity.INFO, Severity.WARNING]


def test_the_topmost_themes_of_a_cycle_weigh_a_whole_together():
    theme = WHOLE._replace(level=Level.THEME, has_parent=False, weight=6_000)
    assert [found.finding.entity_id for found in top_weights([theme, theme._replace(weight=4_000), theme._replace(cycle="q3")])] == ["q3"]


def test_each_cycle_below_a_goal_is_a_whole_of_its_own():
    (found,) = weights_below({("theme", "q3"): FULL, ("theme", "q4"): 9_000})
    assert (found.finding.entity_id, found.cycle, say(found.finding.message)) == ("theme", "q4", "The weights below sum to 90%")


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        ([("a", 4_000), ("b", 5_000)], ["The goals of Li Na weigh 90% in Q4"]),
        ([("a", 4_000), ("b", 6_000)], []),
        ([("a", 4_000), ("a", 5_000)], []),
        ([("a", 4_000), ("", 5_000)], ["The goals of Li Na weigh 90% in Q4"]),
    ],
)
def test_the_goals_of_a_person_below_several_others_weigh_a_whole_in_a_cycle(others, expected):
    goals = [OwnedGoal("li", "Li Na", "q4", "Q4", parent, weight) for parent, weight in others]
    found = list(weights_owned([*goals, OwnedGoal("li", "Li Na", "q3", "Q3", "c", 10)]))
    assert [say(each.finding.message) for each in found] == expected
    assert all(each.finding.severity is Severity.INFO for each in found)


def test_a_unit_that_hangs_on_nobody_elses_goals_is_a_silo():
    goals = [WHOLE, WHOLE._replace(unit="service"), WHOLE._replace(unit="finance"), WHOLE._replace(unit="", level=Level.THEME)]
    found = list(silos(goals, [("sales", ""), ("service", "sales"), ("finance", "finance")]))
    assert [each.finding.entity_id for each in found] == ["finance"]
    assert say(found[0].finding.message) == "Its 1 goal hangs on nobody else's"


def test_a_theme_that_a_unit_owns_makes_no_silo_of_it():
    assert list(silos([WHOLE._replace(level=Level.THEME)], [])) == []


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ({"path": "top/a/b", "goal": "b"}, Severity.SERIOUS),
        ({}, Severity.SERIOUS),
        ({"path": "top/b", "goal": "b"}, Severity.WARNING),
        ({"path": "top/b", "goal": "b", "root": "other"}, None),
        ({"path": "top/a/b", "goal": "b", "cycle": "q3"}, None),
        ({"path": "top/a/b", "goal": "b", "yardstick": "another"}, None),
    ],
)
def test_a_measure_counts_twice_where_one_counts_into_the_others_goal_or_both_meet_further_up(other, expected):
    assert severity([ALONE, ALONE._replace(id="k2", **other)]) == expected


def test_people_side_by_side_may_each_count_their_own():
    mine, theirs = ALONE._replace(person="li"), ALONE._replace(id="k2", path="top/b", goal="b", person="wang")
    assert severity([mine, theirs]) is Severity.INFO
    assert severity([mine, theirs._replace(person="li")]) is Severity.WARNING
    assert severity([mine, theirs, ALONE._replace(id="k3", path="top", goal="top")]) is Severity.SERIOUS


def test_a_measure_that_counts_in_many_goals_is_one_finding_at_the_upper_goal():
    below = [ALONE._replace(id=f"k{n}", path=f"top/a/{n}", goal=f"b{n}", person=f"p{n}") for n in range(2, 42)]
    (found,) = counted_twice([*below, ALONE])
    assert found.finding.entity_id == "a"
    assert len(found.parts) == 41
    assert say(found.finding.message) == "“Renewals” counts here and in 40 more below"


def handed(n, **change):
    share = ALONE._replace(id=f"s{n}", path=f"top/a/{n}", goal=f"b{n}", person=f"p{n}", parent="a", aim="50")
    return share._replace(**change)


@pytest.mark.parametrize(
    ("shares", "expected"),
    [
        ([handed(1), handed(2)], Severity.INFO),
        ([handed(1, aim="100"), handed(2, aim="100")], Severity.INFO),
        ([handed(1), handed(2, aim="51")], Severity.SERIOUS),
        ([handed(1), handed(2, title="Renewed")], Severity.SERIOUS),
        ([handed(1), handed(2, parent="elsewhere")], Severity.SERIOUS),
        ([handed(1, aim="90–100"), handed(2, aim="90–95")], Severity.SERIOUS),
        ([handed(1), ALONE._replace(id="k9", path="top/b", goal="b")], Severity.WARNING),
    ],
)
def test_shares_that_are_handed_down_to_the_goals_below_are_a_note(shares, expected):
    assert severity([ALONE._replace(aim="100"), *shares]) is expected


def test_handed_down_twice_is_still_no_more_than_a_note_that_is_mended_at_the_upper_key_result():
    person = ALONE._replace(id="k3", path="top/a/1/x", goal="x", person="li", parent="b1", aim="20")
    (found,) = counted_twice([ALONE._replace(aim="100"), handed(1), person])
    assert (found.finding.severity, found.mending, found.record) == (Severity.INFO, Mending.UNWEIGH_RESULT, "k1")
    assert say(found.finding.message) == "“Renewals” counts here and in the 2 shares handed down"


def test_what_counts_twice_is_mended_at_the_second_key_result():
    (found,) = counted_twice([ALONE, ALONE._replace(id="k2", path="top/a/b", goal="b")])
    assert (found.mending, found.record) == (Mending.ARCHIVE_RESULT, "k2")


def test_open_conflicts_and_dependencies_have_a_line_each_and_all_others_are_counted():
    links = [
        CrossLink("l1", "conflicts", "open", "a", "Other", "l1"),
        CrossLink("l2", "conflicts", "open", "b", "Third", "l2"),
        CrossLink("l3", "conflicts", "settled", "a", "Other"),
        CrossLink("l7", "conflicts", "dismissed", "a", "Other"),
        CrossLink("l4", "depends", "open", "a", "Other", "found:late"),
        CrossLink("l8", "depends", "open", "a", "Third"),
        CrossLink("l5", "contributes", "open", "c", "Other"),
        CrossLink("l6", "depends", "in a meeting", "a", "Other"),
    ]
    told = [(say(found.finding.message), found.finding.severity, found.mending, found.record) for found in link_findings(links)]
    assert told == [
        ("Stands against “Other”", Severity.WARNING, Mending.SETTLE, "l1"),
        ("Stands against “Third”", Severity.WARNING, Mending.SETTLE, "l2"),
        ("Depends on “Other”", Severity.WARNING, Mending.SETTLE, "found:late"),
        ("Depends on “Third”", Severity.INFO, Mending.LINK, ""),
        ("1 conflict is dismissed", Severity.INFO, Mending.NONE, ""),
        ("1 conflict is settled", Severity.INFO, Mending.NONE, ""),
        ("1 dependency: in a meeting", Severity.INFO, Mending.NONE, ""),
        ("1 goal contributes to another", Severity.INFO, Mending.NONE, ""),
    ]


UNITS = st.sampled_from(["", "a", "b", "c", "d"])
RESULTS = st.builds(
    CountedResult,
    id=st.uuids().map(str),
    title=st.just("Renewals"),
    yardstick=st.sampled_from("xy"),
    cycle=st.sampled_from(("q3", "q4")),
    root=st.sampled_from("12"),
    path=st.lists(st.sampled_from("abc"), max_size=3).map("".join),
    goal=st.just("g"),
    person=st.sampled_from(("", "li", "wang")),
)


@given(st.lists(UNITS), st.lists(st.tuples(UNITS, UNITS)))
def test_a_silo_is_a_unit_with_goals_that_no_tie_leads_out_of(units, ties):
    found = {each.finding.entity_id for each in silos([WHOLE._replace(unit=unit) for unit in units], ties)}
    alone = {unit for unit in units if unit and all(set(tie) == {unit} or unit not in tie for tie in ties)}
    assert found == alone


@given(st.lists(RESULTS, max_size=12), st.randoms())
def test_what_counts_twice_does_not_depend_on_the_order(results, chance):
    shuffled = chance.sample(results, len(results))
    assert {(found.parts, found.finding.severity) for found in counted_twice(results)} == {
        (found.parts, found.finding.severity) for found in counted_twice(shuffled)
    }


@given(st.lists(RESULTS, max_size=12))
def test_it_is_serious_exactly_where_a_path_begins_with_another(results):
    by_id = {result.id: result for result in results}
    for found in counted_twice(results):
        paths = sorted(by_id[part].path for part in found.parts)
        assert len(paths) > 1
        is_nested = any(one is not other and other.startswith(one) for one in paths for other in paths) or any(
            one == other for one, other in pairwise(paths)
        )
        assert (found.finding.severity is Severity.SERIOUS) == is_nested
