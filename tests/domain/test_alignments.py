from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perftui import i18n
from perftui.domain.alignments import (
    STEPS,
    GoalFacts,
    GoalUnderItself,
    ThemeUnderGoal,
    WrongGoalStep,
    check_acyclic,
    check_parent,
    check_step,
    tree_findings,
)
from perftui.domain.codes import GoalState, Level
from perftui.domain.findings import Severity

FULL = 10_000


def goal(name: str, level: Level, parent: str | None = None, weight: int = FULL, key_results: int = 0) -> GoalFacts:
    return GoalFacts(name, level, parent, weight, "c1", key_results)


def said(*goals: GoalFacts) -> list[tuple[str, str]]:
    return [(finding.entity_id, i18n.say(finding.message)) for finding in tree_findings(goals)]


def test_a_goal_walks_from_draft_to_closed_and_may_be_returned():
    path = ["draft", "proposed", "returned", "proposed", "agreed", "active", "scored", "closed", "archived"]
    for old, new in pairwise(path):
        check_step(GoalState(old), GoalState(new))


@pytest.mark.parametrize(("old", "new"), [("draft", "active"), ("closed", "active"), ("archived", "draft"), ("draft", "draft")])
def test_a_goal_skips_no_step_and_does_not_go_back(old, new):
    with pytest.raises(WrongGoalStep) as caught:
        check_step(GoalState(old), GoalState(new))
    assert i18n.say(caught.value.message) == f"A goal that is “{old.title()}” cannot become “{new.title()}”."


def test_every_state_can_be_reached_and_left_but_the_archive():
    assert set(STEPS) == set(GoalState)
    assert set().union(*STEPS.values()) == set(GoalState) - {GoalState.DRAFT}
    assert [state for state, following in STEPS.items() if not following] == [GoalState.ARCHIVED]


@pytest.mark.parametrize("parent", [None, *Level])
@pytest.mark.parametrize("level", [Level.UNIT, Level.PERSON])
def test_goals_of_units_and_persons_stand_anywhere(level, parent):
    check_parent(level, parent)


def test_a_theme_stands_at_the_top_or_under_a_theme():
    check_parent(Level.THEME, None)
    check_parent(Level.THEME, Level.THEME)
    for level in (Level.UNIT, Level.PERSON):
        with pytest.raises(ThemeUnderGoal):
            check_parent(Level.THEME, level)


@given(st.lists(st.integers(0, 20), min_size=1, max_size=20), st.data())
def test_a_goal_never_comes_to_stand_under_itself(choices, data):
    parents = {str(n + 1): str(choice % (n + 1)) for n, choice in enumerate(choices)}
    moved, under = (data.draw(st.sampled_from([*parents, "0"])) for _turn in range(2))
    above: str | None = under
    lineage = []
    while above is not None:
        lineage.append(above)
        above = parents.get(above)
    if moved in lineage:
        with pytest.raises(GoalUnderItself):
            check_acyclic(moved, under, parents.get)
    else:
        check_acyclic(moved, under, parents.get)


def test_the_top_is_always_free_and_a_broken_tree_does_not_hang():
    check_acyclic("a", None, {}.get)
    check_acyclic("a", "x", {"x": "y", "y": "x"}.get)


def test_a_sound_tree_has_no_findings():
    assert said(goal("t", Level.THEME), goal("u", Level.UNIT, "t"), goal("p", Level.PERSON, "u", key_results=FULL)) == []


def test_goals_without_parent_and_themes_without_goals_are_found():
    assert said(goal("t", Level.THEME), goal("u", Level.UNIT), goal("p", Level.PERSON)) == [
        ("t", "No goal serves this theme yet."),
        ("u", "This goal serves no other goal: give it a parent."),
        ("p", "This goal serves no other goal: give it a parent."),
    ]


def test_levels_skipped_or_upside_down_are_found_but_not_forbidden():
    found = tree_findings(
        [
            goal("t", Level.THEME),
            goal("p", Level.PERSON, "t"),
            goal("u", Level.UNIT, "p"),
        ]
    )
    assert [(finding.entity_id, finding.severity) for finding in found] == [("p", Severity.INFO), ("u", Severity.INFO)]


def test_a_parent_that_is_not_listed_is_taken_to_be_elsewhere():
    assert said(goal("p", Level.PERSON, "somewhere")) == []


def test_weights_of_siblings_that_do_not_sum_to_the_whole_are_found():
    theme = goal("t", Level.THEME)
    assert said(theme, goal("a", Level.UNIT, "t", 5000), goal("b", Level.UNIT, "t", 4950)) == [
        ("t", "The weights below sum to 99.5 %, not to 100 %."),
    ]
    assert said(theme, goal("a", Level.UNIT, "t", 4000, key_results=9000), goal("b", Level.UNIT, "t", 6000)) == [
        ("a", "The weights below sum to 90 %, not to 100 %."),
    ]


def test_key_results_and_goals_under_one_goal_share_its_weight():
    assert said(goal("t", Level.THEME), goal("a", Level.UNIT, "t", key_results=6000), goal("b", Level.PERSON, "a", 4000)) == []


def test_themes_of_a_cycle_sum_to_the_whole():
    themes = [goal("t1", Level.THEME, weight=3000), goal("t2", Level.THEME, weight=3000)]
    below = [goal("u1", Level.UNIT, "t1"), goal("u2", Level.UNIT, "t2")]
    assert [(finding.entity, finding.entity_id) for finding in tree_findings([*themes, *below])] == [("cycle", "c1")]
