"""What may be shown of 360 feedback: which groups, with which figures, so that nothing hidden can be computed from what is shown.

Rules ([S], [L], [own]): the answers of a group are shown when at least `threshold` of its raters have completed their form; the manager
and the person's own answers are exempt, for everybody knows whose they are. Peers, reports and customers below the threshold are
merged into "others" where together they reach it; else they are hidden. The same holds for each question: where fewer than
`threshold` of a shown group gave a level ("not observed" is none), or wrote a comment, that question is hidden for that group.

Why nothing can be computed by subtraction. Call a *cell* the levels of one shown or merged group on one question.

1. Every answer belongs to one cell at most: a group stands for itself or inside "others", never in both; a hidden group in none.
2. Of each cell two numbers are shown: how many answered, and their mean. That is one equation for at least `threshold` unknowns.
3. Every other figure (of a group, of a question, of a competency, the composite, the difference to the own answers) is computed from
   the means of shown cells, and from nothing else. No total is taken over answers that are not shown, so no figure adds an equation.
4. The equations have no unknown in common. A sum of them therefore says something about whole cells alone: never about a hidden
   cell, which is in no equation, and never about fewer than `threshold` raters.
5. How many of a hidden group answered is not told either, nor which of the merged groups gave what.

Two things remain, as in every mean: where all give the lowest or the highest level, the mean says so; and whoever has answered can
take their own answer out of the mean, which leaves at least `threshold` - 1.

Answers that may never be shown are not kept when a round is frozen (`services.round_freezing`): whoever has the file sees no more.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final, NamedTuple

from perftui.domain.codes import Code
from perftui.i18n import mark

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


class Source(Code):
    """Whose answers stand in a column of a report: a group of raters, or several of them together."""

    MANAGER = "manager", mark("Manager")
    PEER = "peer", mark("Peers")
    REPORT = "report", mark("Direct reports")
    CUSTOMER = "customer", mark("Customers")
    OTHERS = "others", mark("Others together")
    SELF = "self", mark("Self")


EXEMPT: Final = frozenset((Source.MANAGER, Source.SELF))
"""Shown however few they are."""
SMALL: Final = (Source.PEER, Source.REPORT, Source.CUSTOMER)
"""Merged where they are below the threshold."""


class Grouping(NamedTuple):
    """What becomes of the groups of one participant."""

    shown: tuple[Source, ...]
    """Those with figures of their own, in order; `OTHERS` where groups were merged."""
    merged: tuple[Source, ...]
    """Those that are shown together as others."""
    hidden: tuple[Source, ...]
    """Those of which nothing is shown."""

    def place(self, group: str) -> Source | None:
        """Where the answers of a group are shown; None where they are not."""
        source = Source(group)
        if source in self.shown:
            return source
        return Source.OTHERS if source in self.merged else None


def grouping(completed: Mapping[str, int], threshold: int) -> Grouping:
    """Which groups are shown, merged and hidden.

    Args:
        completed: Group to how many raters have completed their form; every group with an invited rater, with 0 where nobody has.
        threshold: At least so many for a group to be shown.
    """
    present = [source for source in Source if source.value in completed]
    small = tuple(source for source in SMALL if source in present and completed[source] < threshold)
    is_merged = len(small) > 1 and sum(completed[source] for source in small) >= threshold
    shown = {source for source in present if source not in small and completed[source]} | ({Source.OTHERS} if is_merged else set())
    silent = tuple(source for source in present if source in EXEMPT and not completed[source])
    hidden = silent if is_merged else (*silent, *small)
    return Grouping(tuple(source for source in Source if source in shown), small if is_merged else (), hidden)


def is_releasable(source: Source, count: int, threshold: int) -> bool:
    """Whether the levels or comments of a shown group on one question may be shown.

    Args:
        source: The group, or others together.
        count: How many of them gave one.
        threshold: At least so many.
    """
    return count >= (1 if source in EXEMPT else threshold)


class Item(NamedTuple):
    """A question with a scale."""

    id: str
    competency: str = ""


class Cell(NamedTuple):
    """One group on one question."""

    n: int
    mean: Fraction


class Comparison(NamedTuple):
    """The others against oneself."""

    others: Fraction | None
    """None where nothing may be shown."""
    own: Fraction | None
    """None where the person did not answer."""

    @property
    def difference(self) -> Fraction | None:
        """Self less others: above 0 one thinks better of oneself."""
        return None if self.others is None or self.own is None else self.own - self.others


class GroupFigure(NamedTuple):
    """A group over all questions."""

    source: Source
    weight: int
    mean: Fraction | None
    """Of its shown cells, each question alike; None where it has none."""


class Figures(NamedTuple):
    """Everything that may be shown of one participant; nothing else is computed anywhere."""

    cells: Mapping[tuple[str, Source], Cell]
    """Question and group, those that may be shown."""
    groups: tuple[GroupFigure, ...]
    """The shown groups, in order."""
    questions: Mapping[str, Comparison]
    """Question to the others against oneself."""
    competencies: Mapping[str, Comparison]
    """Competency to the mean of its questions."""
    total: Comparison
    """The composite, and the mean of one's own answers."""


def figures(
    items: Sequence[Item], levels: Mapping[tuple[str, Source], Sequence[int]], weights: Mapping[Source, int], threshold: int
) -> Figures:
    """The figures of one participant.

    The composite is the weighted mean of the means of the groups that are shown; one's own answers are not in it.

    Args:
        items: The questions with a scale, in order.
        levels: Question and shown group (`Grouping.place`) to the levels that were given, without "not observed".
        weights: Shown group to its weight; that of others is the sum of the merged ones. Where all are 0, all count alike.
        threshold: At least so many levels for a cell to be shown.
    """
    cells = {key: _cell(given) for key, given in levels.items() if is_releasable(key[1], len(given), threshold)}
    sources = [source for source in Source if any(key[1] is source for key in cells)]
    groups = tuple(
        GroupFigure(source, weights.get(source, 0), mean([cells[key].mean for item in items if (key := (item.id, source)) in cells]))
        for source in sources
    )
    questions = {item.id: _comparison(cells, item.id, sources, weights) for item in items}
    names = dict.fromkeys(item.competency for item in items if item.competency)
    competencies = {name: _averaged(questions[item.id] for item in items if item.competency == name) for name in names}
    others = [(group.mean, group.weight) for group in groups if group.source is not Source.SELF and group.mean is not None]
    own = next((group.mean for group in groups if group.source is Source.SELF), None)
    return Figures(cells, groups, questions, competencies, Comparison(weighted(others), own))


def _cell(levels: Sequence[int]) -> Cell:
    return Cell(len(levels), sum(levels[1:], levels[0]) * Fraction(1, len(levels)))


def mean(values: Sequence[Fraction]) -> Fraction | None:
    """The plain mean; None of nothing."""
    return weighted([(value, 1) for value in values])


def weighted(values: Sequence[tuple[Fraction, int]]) -> Fraction | None:
    """The weighted mean; all count alike where no weight is above 0; None of nothing."""
    if not values:
        return None
    total = sum(weight for _value, weight in values)
    shares = [Fraction(weight, total) if total else Fraction(1, len(values)) for _value, weight in values]
    parts = [value * share for (value, _weight), share in zip(values, shares, strict=True)]
    return sum(parts[1:], parts[0])


def _comparison(
    cells: Mapping[tuple[str, Source], Cell], question: str, sources: Iterable[Source], weights: Mapping[Source, int]
) -> Comparison:
    others = [
        (cells[question, source].mean, weights.get(source, 0))
        for source in sources
        if source is not Source.SELF and (question, source) in cells
    ]
    own = cells.get((question, Source.SELF))
    return Comparison(weighted(others), own.mean if own else None)


def _averaged(compared: Iterable[Comparison]) -> Comparison:
    found = list(compared)
    return Comparison(
        mean([each.others for each in found if each.others is not None]), mean([each.own for each in found if each.own is not None])
    )


class Insight(Code):
    """What the difference between oneself and the others says."""

    BLIND_SPOT = "blind_spot", mark("Blind spot")
    HIDDEN_STRENGTH = "hidden_strength", mark("Hidden strength")


def insight(compared: Comparison) -> Insight | None:
    """A blind spot where one sees oneself at least one level above the others; a hidden strength the other way round [own]."""
    difference = compared.difference
    if difference is None or abs(difference) < 1:
        return None
    return Insight.BLIND_SPOT if difference > 0 else Insight.HIDDEN_STRENGTH


def extremes(found: Figures, most: int = 3) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The questions with the highest and with the lowest means of the others; no question is in both.

    Args:
        found: The figures.
        most: At most so many of each.
    """
    ranked = sorted((each.others, -place, key) for place, (key, each) in enumerate(found.questions.items()) if each.others is not None)
    count = min(most, len(ranked) // 2)
    highest = tuple(key for _value, _place, key in reversed(ranked[len(ranked) - count :]))
    return highest, tuple(key for _value, _place, key in ranked[:count])
