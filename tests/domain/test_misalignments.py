"""What is poor about a whole tree: each kind of finding, and laws that hold for every tree."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perftui.domain.codes import Level
from perftui.domain.findings import Severity
from perftui.domain.misalignments import (
    CountedResult,
    CrossLink,
    FindingKind,
    TreeGoal,
    counted_twice,
    goal_findings,
    link_summary,
    silos,
    top_weights,
)
from perftui.i18n import say

FULL = 10_000
WHOLE = TreeGoal("g", Level.UNIT, True, Level.THEME, FULL, "q4", "sales", goals_below=0, key_results=1, weights_below=FULL)
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
        ({"key_results": 0, "weights_below": 0}, [FindingKind.NO_KEY_RESULT]),
        ({"key_results": 0, "goals_below": 2}, [FindingKind.NO_KEY_RESULT]),
        ({"weights_below": 9_000}, [FindingKind.WEIGHTS]),
        ({"weights_below": 0}, [FindingKind.WEIGHTS]),
        ({"parent_level": None}, []),
    ],
)
def test_each_kind_of_finding_about_a_single_goal(change, expected):
    assert kinds(WHOLE._replace(**change)) == expected


def test_a_goal_that_the_goals_below_measure_is_a_note_and_one_that_nothing_measures_a_warning():
    measured_below, unmeasured = (WHOLE._replace(key_results=0, goals_below=n, weights_below=n and FULL) for n in (2, 0))
    assert [found.finding.severity for found in goal_findings([measured_below, unmeasured])] == [Severity.INFO, Severity.WARNING]


def test_the_topmost_themes_of_a_cycle_weigh_a_whole_together():
    theme = WHOLE._replace(level=Level.THEME, has_parent=False, weight=6_000)
    assert [found.finding.entity_id for found in top_weights([theme, theme._replace(weight=4_000), theme._replace(cycle="q3")])] == ["q3"]


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


def test_links_are_counted_by_kind_and_state_and_an_open_conflict_is_a_warning():
    links = [
        CrossLink("l1", "conflicts", "open", "a"),
        CrossLink("l2", "conflicts", "open", "b"),
        CrossLink("l3", "conflicts", "settled", "a"),
        CrossLink("l4", "depends", "open", "a"),
        CrossLink("l5", "contributes", "open", "c"),
        CrossLink("l6", "depends", "in a meeting", "a"),
    ]
    told = [(say(found.finding.message), found.finding.severity) for found in link_summary(links)]
    assert told == [
        ("2 conflicts are open", Severity.WARNING),
        ("1 conflict is settled", Severity.INFO),
        ("1 dependency: in a meeting", Severity.INFO),
        ("1 dependency is open", Severity.INFO),
        ("1 goal contributes to another", Severity.INFO),
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
