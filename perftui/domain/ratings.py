"""Rating bands, the distribution expected of them against the actual one, and the nine boxes of performance and potential.

What is expected is shown beside what is, and never forced. Bands are a setting of a cycle; those here are only what it starts with.
"""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from perftui.domain.rollups import FULL_WEIGHT
from perftui.errors import BadInput
from perftui.i18n import gettext as _
from perftui.i18n import mark
from perftui.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

LOW, MIDDLE, HIGH = 1, 2, 3
"""Thirds of performance, and levels of potential."""


class RatingBand(NamedTuple):
    """A named band of totals."""

    name: str
    """As it was written; the built-in names are shown in the language in use."""
    least: Decimal
    """The total from which on it counts, as a share."""
    expected: int
    """How many are expected to be in it, in basis points."""
    third: int
    """Where it stands in the nine boxes: 1 low, 2 middle, 3 high."""

    @property
    def title(self) -> str:
        """Its name in the language in use."""
        return _(self.name)


DEFAULT_BANDS: Final = (
    RatingBand(mark("Outstanding"), Decimal("1.00"), 1000, HIGH),
    RatingBand(mark("Exceeds"), Decimal("0.90"), 2500, HIGH),
    RatingBand(mark("Meets"), Decimal("0.75"), 4500, MIDDLE),
    RatingBand(mark("Partly meets"), Decimal("0.60"), 1500, LOW),
    RatingBand(mark("Below expectations"), Decimal("0.00"), 500, LOW),
)
"""Best first; [own]."""


class BandsUnclear(BadInput):
    """A line that is no band."""

    template = mark("“{text}” is no band. Write a line such as: Meets; from 75 %; expected 45 %; middle")
    field = "bands"


class BandsOutOfOrder(BadInput):
    """Bands that do not cover everything, best first."""

    template = mark("Write the best band first, each with a lower start than the one above it, and let the last one start at 0 %.")
    field = "bands"


class BandTwice(BadInput):
    """Two bands of one name, which no distribution could tell apart."""

    template = mark("“{name}” is there twice: give each band its own name.")
    field = "bands"


class ExpectedNotWhole(BadInput):
    """Expected shares that do not sum to everybody."""

    template = mark("The expected shares sum to {sum} and not to 100 %.")
    field = "bands"


class BandCount(NamedTuple):
    """A band with how many are in it."""

    band: RatingBand
    number: int
    actual: Decimal | None
    """Share of those who have a total; None where nobody has."""

    @property
    def expected(self) -> Decimal:
        """Share that is expected."""
        return Decimal(self.band.expected) / FULL_WEIGHT


def check_bands(bands: Sequence[RatingBand]) -> None:
    """Refuse bands that leave a total out.

    Raises:
        BandsOutOfOrder: Not best first, or not down to 0.
        BandTwice: Two have the same name.
        ExpectedNotWhole: The expected shares do not sum to 100 %.
    """
    starts = [band.least for band in bands]
    if not starts or starts[-1] != 0 or any(above <= below for above, below in pairwise(starts)):
        raise BandsOutOfOrder
    names = Counter(band.title for band in bands)
    if max(names.values()) > 1:
        raise BandTwice(name=max(names, key=names.__getitem__))
    expected = sum(band.expected for band in bands)
    if expected != FULL_WEIGHT:
        raise ExpectedNotWhole(sum=f"{Decimal(expected) / 100:f} %")


def band_of(share: Decimal | None, bands: Sequence[RatingBand] = DEFAULT_BANDS) -> RatingBand | None:
    """The band of a total; what lies below all of them is in the last. None without a total."""
    if share is None or not bands:
        return None
    return next((band for band in bands if share >= band.least), bands[-1])


def distribution(shares: Iterable[Decimal | None], bands: Sequence[RatingBand] = DEFAULT_BANDS) -> list[BandCount]:
    """How many are in each band, best first; who has no total is in none."""
    counts = Counter(band.name for share in shares if (band := band_of(share, bands)))
    whole = sum(counts.values())
    return [BandCount(band, counts[band.name], Decimal(counts[band.name]) / whole if whole else None) for band in bands]


def box_of(share: Decimal | None, potential: int | None, bands: Sequence[RatingBand] = DEFAULT_BANDS) -> tuple[int, int] | None:
    """Potential and third of performance, each 1 to 3; None where one of them is not known."""
    band = band_of(share, bands)
    return None if band is None or potential is None else (potential, band.third)


BOX_TITLES: Final[Mapping[tuple[int, int], str]] = {
    (HIGH, LOW): mark("Puzzle"),
    (HIGH, MIDDLE): mark("Growing"),
    (HIGH, HIGH): mark("Star"),
    (MIDDLE, LOW): mark("Needs support"),
    (MIDDLE, MIDDLE): mark("Core"),
    (MIDDLE, HIGH): mark("Strong"),
    (LOW, LOW): mark("At risk here"),
    (LOW, MIDDLE): mark("Steady"),
    (LOW, HIGH): mark("Expert"),
}
"""Potential and third of performance to what such a box is called."""
