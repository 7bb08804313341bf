"""The sample's library of measures: the built-in ones, with what was measured month by month, and the key results that use them."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from perftui.domain.calendars import add_months
from perftui.services.builtin_measures import add_missing
from perftui.services.measure_values import add_value
from perftui.storage import measures

if TYPE_CHECKING:
    from datetime import date

    from perftui.services.demos.staff import Staff
    from perftui.storage.stores import Store


@cache
def _plan() -> dict[str, Any]:
    text = resources.files("perftui.content.demo").joinpath("measures.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def add_library(store: Store, staff: Staff, today: date) -> None:
    """Add the measures and their values up to the month before today."""
    add_missing(store)
    for series in _plan()["series"]:
        measure = measures.coded(store, series["code"])
        if measure is None:
            continue
        count = len(series["values"])
        for place, value in enumerate(series["values"]):
            if value:
                month = f"{add_months(today.replace(day=1), place - count):%Y-%m}"
                given = {"period": month, "value": value, "unit": staff.unit_ids.get(series["unit"], "")}
                texts = {"evidence": series["evidence"], "note": series.get("note", "") if place == count - 1 else ""}
                add_value(store, measure["id"], given | texts)


def measured_by(store: Store, title: str) -> dict[str, object]:
    """The measure of a key result with a title, and what each level looks like, as fields of `KeyResultDraft`; empty for none."""
    measure = measures.coded(store, _plan()["keyed"].get(title, ""))
    return {} if measure is None else {"measure": measure["id"], "anchors": measure["anchors"]}
