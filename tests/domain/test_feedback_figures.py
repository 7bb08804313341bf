"""What may be shown of 360 feedback, and that nothing else can be computed from it."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import pytest
from feedback_attackers import ITEMS, WEIGHTS, Attacker, Round, Unknown, forms_of, levels_by, random_round, released

from perftui.domain.feedback_figures import (
    Comparison,
    Insight,
    Item,
    Source,
    extremes,
    figures,
    grouping,
    insight,
    is_releasable,
)

PEER, REPORT, CUSTOMER, OTHERS = Source.PEER, Source.REPORT, Source.CUSTOMER, Source.OTHERS


def everybody(**raters: int) -> Round:
    """Everybody answers everything."""
    counts = {Source(name): count for name, count in raters.items()}
    return Round(counts, frozenset(Unknown(source, n, item.id) for source, count in counts.items() for n in range(count) for item in ITEMS))


def naive(given: Round, threshold: int = 1, total_of_all: bool = True) -> list:
    """Figures that hide small groups and cells, but take totals over everybody: the usual mistake."""
    shown = {source for source, count in given.raters.items() if count >= given.threshold}
    every = figures(ITEMS, levels_by(given, Source), WEIGHTS, 1)
    forms = [cell.mean for (_question, source), cell in every.cells.items() if source in shown and cell.n >= threshold]
    forms += [group.mean for group in every.groups if group.source in shown]
    return [*forms, every.total.others] if total_of_all else forms


class TestGroups:
    @pytest.mark.parametrize(
        ("completed", "shown", "merged", "hidden"),
        [
            ({"peer": 1}, "", "", "peer"),
            ({"peer": 2}, "", "", "peer"),
            ({"peer": 3}, "peer", "", ""),
            ({"peer": 4}, "peer", "", ""),
            ({"peer": 2, "report": 1}, "others", "peer report", ""),
            ({"peer": 1, "report": 1, "customer": 1}, "others", "peer report customer", ""),
            ({"peer": 1, "report": 1}, "", "", "peer report"),
            ({"peer": 4, "report": 2}, "peer", "", "report"),
            ({"peer": 4, "report": 2, "customer": 2}, "peer others", "report customer", ""),
            ({"manager": 1, "self": 1, "peer": 2}, "manager self", "", "peer"),
            ({"manager": 0, "self": 0, "peer": 3}, "peer", "", "manager self"),
        ],
    )
    def test_small_groups_are_merged_where_that_is_enough_and_else_hidden(self, completed, shown, merged, hidden):
        found = grouping(completed, 3)

        assert [" ".join(each) for each in found] == [shown, merged, hidden]

    def test_answers_of_a_merged_group_stand_under_others_and_those_of_a_hidden_one_nowhere(self):
        found = grouping({"peer": 3, "report": 2, "customer": 1}, 3)

        assert (found.place("peer"), found.place("report"), found.place("customer")) == (PEER, OTHERS, OTHERS)
        assert grouping({"peer": 3, "report": 2}, 3).place("report") is None

    def test_the_manager_is_shown_alone_and_everybody_else_from_the_threshold_on(self):
        assert is_releasable(Source.MANAGER, 1, 3)
        assert not is_releasable(Source.MANAGER, 0, 3)
        assert [is_releasable(OTHERS, count, 4) for count in (3, 4)] == [False, True]


class TestFigures:
    levels = {
        ("q1", PEER): [4, 4, 5],
        ("q2", PEER): [2, 3, 4],
        ("q3", PEER): [1, 1],
        ("q1", Source.MANAGER): [3],
        ("q3", Source.MANAGER): [5],
        ("q1", Source.SELF): [5],
        ("q2", Source.SELF): [5],
    }

    def found(self):
        return figures(ITEMS, self.levels, WEIGHTS, 3)

    def test_a_question_that_too_few_answered_is_in_no_figure(self):
        found = self.found()

        assert ("q3", PEER) not in found.cells
        assert {group.source: group.mean for group in found.groups}[PEER] == (Fraction(13, 3) + 3) / 2
        assert found.questions["q3"].others == 5

    def test_the_composite_weighs_the_groups_that_are_shown_and_leaves_out_oneself(self):
        assert self.found().total == Comparison((Fraction(4000 * 4) + 3000 * Fraction(11, 3)) / 7000, Fraction(5))

    def test_a_competency_is_the_mean_of_its_questions(self):
        found = self.found()

        assert found.competencies["Clarity"].own == 5
        assert found.competencies["Care"] == Comparison(Fraction(5), None)
        assert found.competencies["Clarity"].others == (found.questions["q1"].others + found.questions["q2"].others) / 2

    def test_groups_without_any_weight_count_alike(self):
        assert figures(ITEMS[:1], {("q1", PEER): [1, 1, 1], ("q1", Source.MANAGER): [3]}, {}, 3).total.others == 2

    def test_nothing_to_show_is_no_data_and_not_zero(self):
        assert figures(ITEMS, {("q1", PEER): [4, 4]}, WEIGHTS, 3).total == Comparison(None, None)

    def test_one_level_apart_is_a_blind_spot_or_a_hidden_strength(self):
        assert insight(Comparison(Fraction(3), Fraction(4))) is Insight.BLIND_SPOT
        assert insight(Comparison(Fraction(4), Fraction(3))) is Insight.HIDDEN_STRENGTH
        assert insight(Comparison(Fraction(7, 2), Fraction(4))) is None
        assert insight(Comparison(None, Fraction(4))) is None

    def test_the_highest_and_the_lowest_questions_are_never_the_same(self):
        items = [Item(f"q{n}") for n in range(5)]
        levels = {(f"q{n}", Source.MANAGER): [n + 1] for n in range(5)}

        assert extremes(figures(items, levels, {}, 3)) == (("q4", "q3"), ("q0", "q1"))
        assert extremes(figures(items[:1], levels, {}, 3)) == ((), ())


class TestAttacks:
    def test_a_thousand_random_rounds_give_nothing_away(self):
        random = Random(360)
        sizes = set()
        for number in range(1000):
            given = random_round(random)
            sizes |= set(given.raters.values())
            attacker = Attacker(given, released(given))
            assert attacker.leaks() == [], given
            if number % 10 == 0:
                assert attacker.leaks(together=2) == [], given

        assert sizes == {0, 1, 2, 3, 4, 5}

    def test_a_total_over_a_hidden_group_is_found_out(self):
        given = everybody(manager=1, peer=4, report=2)

        assert "group report" in Attacker(given, naive(given)).leaks()
        assert Attacker(given, released(given)).leaks(together=2) == []

    def test_a_group_mean_over_a_hidden_question_is_found_out(self):
        given = everybody(peer=4)
        given = given._replace(answered=given.answered - {Unknown(PEER, 0, "q2"), Unknown(PEER, 1, "q2")})

        assert Attacker(given, naive(given, threshold=3, total_of_all=False)).leaks() == ["question q2 of peer"]
        assert Attacker(given, released(given)).leaks(together=2) == []

    def test_a_merged_group_beside_one_of_its_parts_is_found_out(self):
        given = everybody(peer=4, report=2)
        everyone = figures(ITEMS, levels_by(given, lambda _group: OTHERS), WEIGHTS, 3)

        assert "group report" in Attacker(given, [*released(given), *forms_of(everyone)]).leaks()

    def test_without_a_threshold_single_raters_are_found_out(self):
        given = everybody(peer=1, report=2)._replace(threshold=1)
        attacker = Attacker(given._replace(threshold=3), released(given))

        assert "raters ((<Source.PEER: 'peer'>, 0),)" in attacker.leaks()
