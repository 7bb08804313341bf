"""An attacker who knows every released figure of a participant, the manager's and the person's own answers, and linear algebra."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from perftui.domain.feedback_figures import EXEMPT, Item, Source, figures, grouping

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from random import Random

    from perftui.domain.feedback_figures import Comparison, Figures

ITEMS = (Item("q1", "Clarity"), Item("q2", "Clarity"), Item("q3", "Care"))
WEIGHTS = {Source.MANAGER: 4000, Source.PEER: 3000, Source.REPORT: 2000, Source.CUSTOMER: 1000}
Row = dict["Unknown", Fraction]


class Unknown(NamedTuple):
    """The level that one rater gave on one question."""

    group: Source
    rater: int
    question: str


class Form:
    """A level of which nobody knows the number: sums and shares of it are followed, so that each figure tells how it came about."""

    def __init__(self, row: Row) -> None:
        self.row = row

    def __add__(self, other: Form) -> Form:
        return Form(_sum(self.row, other.row, Fraction(1)))

    def __sub__(self, other: Form) -> Form:
        return Form(_sum(self.row, other.row, Fraction(-1)))

    def __mul__(self, share: Fraction) -> Form:
        return Form({key: value * share for key, value in self.row.items()})


def _sum(first: Row, second: Row, factor: Fraction) -> Row:
    total = dict(first)
    for key, value in second.items():
        total[key] = total.get(key, Fraction(0)) + factor * value
    return {key: value for key, value in total.items() if value}


class Round(NamedTuple):
    """Who answered what about one participant, and how few are too few."""

    raters: Mapping[Source, int]
    answered: frozenset[Unknown]
    threshold: int = 3


def random_round(random: Random) -> Round:
    """Any sizes from 0 to 5, and now and then a question that somebody could not observe."""
    raters = {source: random.randint(0, 5) for source in (Source.PEER, Source.REPORT, Source.CUSTOMER) if random.random() < 0.9}
    raters |= {Source.MANAGER: random.randint(0, 1), Source.SELF: random.randint(0, 1)}
    everything = (Unknown(source, n, item.id) for source, count in raters.items() for n in range(count) for item in ITEMS)
    observed = random.choice((0.5, 0.8, 1.0))
    return Round(raters, frozenset(unknown for unknown in everything if random.random() < observed))


def released(given: Round) -> list[Form]:
    """Every figure that the product releases."""
    found = grouping({source.value: count for source, count in given.raters.items()}, given.threshold)
    weights = {source: WEIGHTS.get(source, 0) for source in found.shown} | {Source.OTHERS: sum(WEIGHTS[each] for each in found.merged)}
    return list(forms_of(figures(ITEMS, levels_by(given, found.place), weights, given.threshold)))


def levels_by(given: Round, place: Callable[[str], Source | None]) -> Mapping[tuple[str, Source], Sequence[int]]:
    """The answers by question and the column they are shown in; forms in place of numbers."""
    levels: dict[tuple[str, Source], list[int]] = {}
    for unknown in sorted(given.answered):
        source = place(unknown.group)
        if source is not None:
            levels.setdefault((unknown.question, source), []).append(cast("int", Form({unknown: Fraction(1)})))
    return levels


def forms_of(found: Figures) -> Iterator[Form]:
    """All figures in all of their parts."""
    values: list[Any] = [cell.mean for cell in found.cells.values()] + [group.mean for group in found.groups]
    for compared in (*found.questions.values(), *found.competencies.values(), found.total):
        values += _parts(compared)
    return (value for value in values if value is not None)


def _parts(compared: Comparison) -> tuple[object, ...]:
    return compared.others, compared.own, compared.difference


class Attacker:
    """Keeps the equations in reduced form, without what everybody knows."""

    def __init__(self, given: Round, forms: Iterable[Form]) -> None:
        self.given = given
        self.rows = _reduced({key: value for key, value in form.row.items() if key.group not in EXEMPT} for form in forms)

    def learns_about(self, unknowns: Iterable[Unknown]) -> bool:
        """Whether the equations give any sum, mean or difference that is of these answers alone."""
        inside = frozenset(unknowns)
        outside = ({key: value for key, value in row.items() if key not in inside} for row in self.rows)
        return len(_reduced(outside)) < len(self.rows)

    def leaks(self, together: int = 1) -> list[str]:
        """What it finds out of fewer raters than the threshold, of groups, and of questions, that are too small to be shown.

        Args:
            together: So many raters at once, of whatever groups.
        """
        secret = sorted(each for each in self.given.answered if each.group not in EXEMPT)
        raters = sorted({(each.group, each.rater) for each in secret})
        found = [f"raters {some}" for some in combinations(raters, together) if self.learns_about(_of(secret, some))]
        for group in {each.group for each in secret}:
            mine = [each for each in secret if each.group is group]
            if self.given.raters[group] < self.given.threshold and self.learns_about(mine):
                found.append(f"group {group}")
            for item in ITEMS:
                cell = [each for each in mine if each.question == item.id]
                if len(cell) < self.given.threshold and self.learns_about(cell):
                    found.append(f"question {item.id} of {group}")
        return found


def _of(unknowns: Iterable[Unknown], raters: Sequence[tuple[Source, int]]) -> list[Unknown]:
    return [each for each in unknowns if (each.group, each.rater) in raters]


def _reduced(rows: Iterable[Row]) -> list[Row]:
    basis: dict[Unknown, Row] = {}
    for each in rows:
        row = each
        while row and (pivot := min(row)) in basis:
            row = _sum(row, basis[pivot], -row[pivot])
        if row:
            basis[pivot] = {key: value / row[pivot] for key, value in row.items()}
    return list(basis.values())
