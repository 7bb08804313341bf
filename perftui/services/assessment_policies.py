"""The rating policy of a cycle: its bands with what is expected of them, and how much one indicator may weigh. A setting."""

from __future__ import annotations

import json
import re
import unicodedata
from decimal import Decimal
from typing import TYPE_CHECKING

from perftui.domain.assessment_scores import MOST_SHARE
from perftui.domain.ratings import DEFAULT_BANDS, HIGH, LOW, MIDDLE, BandsUnclear, RatingBand, check_bands
from perftui.domain.texts import shorten
from perftui.i18n import gettext as _
from perftui.i18n import mark
from perftui.records import NamedTuple
from perftui.storage import assessments, lookups
from perftui.storage.stores import Changed, Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from perftui.storage.stores import Store

_LINE = re.compile(r"([^;]+);\D*(\d+(?:\.\d+)?)\s*%?\s*;\D*(\d+(?:\.\d+)?)\s*%?\s*;\s*(\S.*)")
THIRDS = {HIGH: mark("high"), MIDDLE: mark("middle"), LOW: mark("low")}


class RatingPolicy(NamedTuple):
    """What is expected of a cycle's ratings."""

    bands: tuple[RatingBand, ...]
    most_share: int
    """What one indicator weighs at most before it is a finding, in basis points."""
    note: str = ""
    version: int = 0
    """0 where nobody has set one."""


def policy(store: Store, cycle_id: str) -> RatingPolicy:
    """The policy of a cycle; the usual one where nobody has set one."""
    row = assessments.policy(store, cycle_id)
    if row is None:
        return RatingPolicy(DEFAULT_BANDS, MOST_SHARE)
    bands = tuple(RatingBand(name, Decimal(least), expected, third) for name, least, expected, third in json.loads(row["bands"]))
    return RatingPolicy(bands, row["most_share"], row["note"], row["version"])


def set_policy(store: Store, cycle_id: str, rules: RatingPolicy) -> None:
    """Give a cycle its own bands.

    Args:
        store: The store.
        cycle_id: The cycle.
        rules: Its bands, best first; the version is that of the policy that was looked at.

    Raises:
        BandsOutOfOrder, ExpectedNotWhole: The bands leave something out.
        Changed: Somebody else was first.
    """
    check_bands(rules.bands)
    row = assessments.policy(store, cycle_id)
    if (row["version"] if row else 0) != rules.version:
        raise Changed
    stored = json.dumps([[band.name, str(band.least), band.expected, band.third] for band in rules.bands], ensure_ascii=False)
    values = {"bands": stored, "most_share": rules.most_share, "note": rules.note.strip()}
    name = lookups.names(store, "cycle", [cycle_id]).get(cycle_id, "")
    with store.write(Label(mark("Set the rating bands of {cycle}"), {"cycle": name})):
        if row is None:
            store.insert("rating_policy", id=store.new_id(), cycle_id=cycle_id, **values)
        else:
            store.update("rating_policy", row["id"], rules.version, **values)


def bands_text(bands: Sequence[RatingBand]) -> str:
    """Bands as a form shows them, a line a band: `Meets; from 75 %; expected 45 %; middle`."""
    return "\n".join(
        _("{name}; from {least} %; expected {expected} %; {third}").format(
            name=band.title, least=f"{band.least * 100:g}", expected=f"{Decimal(band.expected) / 100:g}", third=_(THIRDS[band.third])
        )
        for band in bands
    )


def read_bands(text: str) -> tuple[RatingBand, ...]:
    """Bands as a form holds them; a built-in name in the language in use becomes the built-in one.

    Raises:
        BandsUnclear: A line cannot be read.
        BandsOutOfOrder, ExpectedNotWhole: They leave something out.
    """
    built_in = {band.title: band.name for band in DEFAULT_BANDS}
    bands = tuple(_band(line, built_in) for line in text.splitlines() if line.strip())
    check_bands(bands)
    return bands


def _band(line: str, built_in: dict[str, str]) -> RatingBand:
    found = _LINE.fullmatch(unicodedata.normalize("NFKC", line).strip())
    third = next((third for third, words in THIRDS.items() if found and found[4].strip().casefold() in (_(words), words)), None)
    if found is None or third is None:
        raise BandsUnclear(text=shorten(line.strip(), 60))
    name = found[1].strip()
    return RatingBand(built_in.get(name, name), Decimal(found[2]) / 100, int(Decimal(found[3]) * 100), third)
