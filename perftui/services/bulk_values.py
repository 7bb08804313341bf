"""The value that many records get at once: read from what was typed, and put into words for the preview."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from perftui.domain.codes import Code, GoalKind, GoalState, Level
from perftui.domain.dates import parse_date
from perftui.domain.formats import basis_points
from perftui.domain.rollups import FULL_WEIGHT
from perftui.domain.texts import clean_text, shorten
from perftui.errors import BadInput
from perftui.i18n import gettext as _
from perftui.i18n import mark, say
from perftui.storage import lookups, units

if TYPE_CHECKING:
    from collections.abc import Mapping

    from perftui.storage.stores import Store

_CODES: Mapping[str, type[Code]] = {"kind": GoalKind, "level": Level, "state": GoalState}
_DATES = frozenset(("start", "due"))


class BadWeight(BadInput):
    """No share of the whole."""

    template = mark("“{text}” is no weight. Write it in percent, from 0% to 100%.")


class NoSuchCycle(BadInput):
    """Neither the id nor the name of a cycle."""

    template = mark("There is no cycle “{text}”.")


class NoSuchChoice(BadInput):
    """A code that is not on the list."""

    template = mark("“{text}” is not one of the choices.")


def read_value(store: Store, field: str, value: object, today: date) -> object:
    """The value of a field, read if it was typed.

    Args:
        store: The store.
        field: A field of `GoalDraft` or `KeyResultDraft`, or `state`.
        value: Text as typed (`+30d`, `40%`, the name or id of a cycle, a code), or the value itself; empty takes a date away.
        today: For dates as they are typed.

    Raises:
        BadInput: It cannot be read.
    """
    if not isinstance(value, str):
        return value
    text = clean_text(value).strip()
    if field in _DATES:
        return parse_date(text, today) if text else None
    if field == "weight":
        return read_weight(text)
    if field == "cycle":
        return _cycle(store, text)
    if field in _CODES:
        if text not in set(_CODES[field]):
            raise NoSuchChoice(text=shorten(text, 40))
        return _CODES[field](text)
    return text


def read_weight(text: str) -> int:
    """A weight in basis points, from percent: `40%`, `12.5`, with full-width signs too.

    Raises:
        BadWeight: It is no number from 0 to 100.
    """
    tidy = unicodedata.normalize("NFKC", text).replace("。", ".").strip()
    found = re.fullmatch(r"(\d{1,3}(?:\.\d{1,2})?) ?%?", tidy)
    weight = int(Decimal(found[1]) * 100) if found else FULL_WEIGHT + 1
    if weight > FULL_WEIGHT:
        raise BadWeight(text=shorten(text, 40))
    return weight


def value_text(store: Store, field: str, value: object) -> str:
    """A value in words, in the language in use; empty where there is none."""
    if value is None or value == "":
        return ""
    if field in _CODES:
        return say(_CODES[field](str(value)))
    if field == "weight":
        return basis_points(int(str(value)))
    if field == "counts_in_appraisal":
        return _("yes") if value else _("no")
    if field == "cycle":
        return lookups.names(store, "cycle", [str(value)]).get(str(value), "")
    return value.isoformat() if isinstance(value, date) else str(value)


def _cycle(store: Store, text: str) -> str:
    row = units.cycle(store, text) or units.cycle_named(store, text)
    if row is None:
        raise NoSuchCycle(text=shorten(text, 40))
    return str(row["id"])
