"""Scores of an assessment: shares, their weighted mean over what is present, and what is poor about them.

An indicator is scored by the attainment of its yardstick unless the manager says otherwise; what is calibrated stands before both.
A missing score counts in the coverage only, never as 0 (what Frappe HR does).
"""

from __future__ import annotations

import unicodedata
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Final

from perftui.domain.findings import Finding, Severity
from perftui.domain.formats import basis_points
from perftui.domain.measure_codes import MeasureKind
from perftui.domain.measures import attainment
from perftui.domain.rollups import FULL_WEIGHT, rolled_up
from perftui.domain.texts import shorten
from perftui.domain.weights import sum_text
from perftui.domain.yardsticks import check_level
from perftui.errors import BadInput, Message
from perftui.i18n import mark
from perftui.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from perftui.domain.yardsticks import Yardstick

MOST_SHARE: Final = 6000
"""What one indicator weighs at most before it is a finding, in basis points, where no policy says otherwise ([own])."""
MOST_PERCENT: Final = 1000
_PLACES: Final = Decimal("0.000001")


class ShareUnclear(BadInput):
    """A text that is no score in percent."""

    template = mark("“{text}” is no score. Write it in percent, such as 85 or 85 %.")


class LevelUnclear(BadInput):
    """A text that is no level of the scale."""

    template = mark("“{text}” is no level. Write a whole number from 1 to {levels}.")


class Part(NamedTuple):
    """An indicator as far as its scores go."""

    id: str
    name: str
    kind: MeasureKind
    weight: int
    """Basis points."""
    measured: Decimal | None
    """The attainment of its actual value, raw; None without data."""
    self_score: Decimal | None = None
    manager_score: Decimal | None = None
    calibrated_score: Decimal | None = None
    evidence: str = ""

    @property
    def manager(self) -> Decimal | None:
        """What the manager says, else what is measured."""
        return self.measured if self.manager_score is None else self.manager_score

    @property
    def counts(self) -> Decimal | None:
        """What counts: the calibrated score, else the manager's, else what is measured."""
        return self.manager if self.calibrated_score is None else self.calibrated_score


class Total(NamedTuple):
    """A weighted mean."""

    share: Decimal | None
    """Raw; None where nothing with a weight is scored."""
    coverage: Decimal
    """Share of the weight that is scored, 0 to 1."""


class Totals(NamedTuple):
    """What an assessment comes to."""

    counts: Total
    own: Total
    """By the self-assessment."""
    difference: Decimal | None
    """How much higher the person sees it, over the indicators that have both scores; None where none has."""


def measured_share(yardstick: Yardstick | None, actual: Decimal | None) -> Decimal | None:
    """The attainment of an actual value, raw; None without a target or without data."""
    return None if yardstick is None else attainment(yardstick, actual)


def total(scores: Iterable[tuple[int, Decimal | None]]) -> Total:
    """The weighted mean of those scores that are there, with the share of the weight that they have."""
    found = rolled_up(scores)
    return Total(found.progress, found.coverage)


def totals(parts: Sequence[Part]) -> Totals:
    """What counts, what the person says of themselves, and how far the two are apart where both have scored."""
    both = [part for part in parts if part.self_score is not None and part.counts is not None]
    own, others = total((part.weight, part.self_score) for part in both), total((part.weight, part.counts) for part in both)
    difference = None if own.share is None or others.share is None else own.share - others.share
    counts = total((part.weight, part.counts) for part in parts)
    return Totals(counts, total((part.weight, part.self_score) for part in parts), difference)


def findings(parts: Sequence[Part], most_share: int = MOST_SHARE, *, assessment_id: str = "", has_note: bool = True) -> list[Finding]:
    """What is poor about an assessment, said without forbidding it.

    Args:
        parts: Its indicators.
        most_share: What one of them weighs at most, in basis points.
        assessment_id: The assessment.
        has_note: Whether there is a development note.
    """
    said = [*_of_kinds(parts), *_of_weights(parts, most_share), *_of_evidence(parts)]
    if not has_note:
        said.append((Severity.INFO, Message(mark("There is no development note yet; sharing needs one."))))
    return [Finding(severity, message, "assessment", assessment_id) for severity, message in said]


def _of_kinds(parts: Sequence[Part]) -> Iterator[tuple[Severity, Message]]:
    for kind in MeasureKind if parts else ():
        if all(part.kind is not kind for part in parts):
            yield Severity.SERIOUS, Message(mark("No indicator is “{kind}”: an assessment needs both kinds."), {"kind": kind})


def _of_weights(parts: Sequence[Part], most_share: int) -> Iterator[tuple[Severity, Message]]:
    weight = sum(part.weight for part in parts)
    if parts and weight != FULL_WEIGHT:
        yield Severity.WARNING, Message(mark("Weights: {sum}"), {"sum": sum_text(weight)})
    for part in parts:
        if part.weight > most_share:
            values = {"name": part.name, "weight": basis_points(part.weight), "most": basis_points(most_share)}
            yield Severity.WARNING, Message(mark("“{name}” weighs {weight}, more than {most}: one result decides nearly all."), values)


def _of_evidence(parts: Sequence[Part]) -> Iterator[tuple[Severity, Message]]:
    for part in parts:
        if part.counts is not None and not part.evidence:
            yield Severity.WARNING, Message(mark("“{name}” is scored without evidence."), {"name": part.name})


def read_share(text: str) -> Decimal | None:
    """A score as typed, in percent: `85`, `85 %`, `104.5`, with full-width digits too; None for an empty text.

    Raises:
        ShareUnclear: It is no number, is far too large, or is a fraction such as 0.85, which could mean either.
    """
    tidy = unicodedata.normalize("NFKC", text).strip().replace("。", ".")
    if not tidy:
        return None
    try:
        number = Decimal(tidy.rstrip("% "))
    except InvalidOperation:
        raise ShareUnclear(text=shorten(text, 40)) from None
    is_fraction = not tidy.endswith("%") and 0 < number <= 1
    if number.is_nan() or not 0 <= number <= MOST_PERCENT or is_fraction:
        raise ShareUnclear(text=shorten(text, 40))
    return (number / 100).quantize(_PLACES).normalize()


def read_level(text: str, levels: int) -> Decimal | None:
    """The score of a level as typed: `4` or `4/5` of five levels is 0.8; None for an empty text.

    Raises:
        LevelUnclear: It is no whole number from 1 to the highest level.
    """
    tidy = unicodedata.normalize("NFKC", text).strip().removesuffix(f"/{levels}").strip()
    if not tidy:
        return None
    if not tidy.isdecimal() or not 1 <= int(tidy) <= levels:
        raise LevelUnclear(text=shorten(text, 40), levels=levels)
    return level_share(int(tidy), levels)


def level_share(level: int, levels: int) -> Decimal:
    """The score of a level: level / highest level.

    Raises:
        LevelOutOfScale: There is no such level.
    """
    check_level(Decimal(level), levels)
    return (Decimal(level) / levels).quantize(_PLACES).normalize()


def level_of(share: Decimal, levels: int) -> int:
    """The level nearest to a score: what `level_share` gave comes back as it was."""
    return int((share * levels).to_integral_value())
