"""Saved views: a filter and an order of a list, under a name."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from perftui.domain.texts import clean_text
from perftui.errors import BadInput
from perftui.i18n import mark
from perftui.services.view_fields import KNOWN
from perftui.storage import asides, lookups, units
from perftui.storage.assessments import AssessmentFilter
from perftui.storage.gaps import GapFilter
from perftui.storage.people import PeopleFilter
from perftui.storage.trees import TreeFilter

if TYPE_CHECKING:
    from collections.abc import Mapping

    from perftui.storage.stores import Store

NAME_LIMIT = 60


class NoViewName(BadInput):
    """A view without a name."""

    template = mark("Give the view a name.")


class BadView(BadInput):
    """A specification that the screen cannot show."""

    template = mark("This view cannot be saved: {field} = {value} is not known here.")


@dataclass(frozen=True, slots=True)
class View:
    """A saved view."""

    screen: str
    """people or goals."""
    name: str
    spec: Mapping[str, str]
    """Field to value, as text; see `people_spec` and `goals_spec`."""


def listing(store: Store, screen: str) -> list[View]:
    """The actor's saved views of a screen, by name."""
    return [View(screen, name, spec) for name, spec in asides.saved_views(store, screen).items()]


def save(store: Store, screen: str, name: str, spec: Mapping[str, str]) -> View:
    """Save a view under a name, over one of the same name.

    Args:
        store: The store.
        screen: people or goals.
        name: 1 to 60 characters; spaces at its ends go.
        spec: As `people_spec` or `goals_spec` gives it.

    Raises:
        NoViewName: The name is empty.
        TextTooLong: The name is too long.
        BadView: The specification holds what the screen cannot show.
    """
    name = clean_text(name, limit=NAME_LIMIT).strip()
    if not name:
        raise NoViewName
    check(screen, spec)
    asides.keep_view(store, screen, name, spec)
    return View(screen, name, spec)


def remove(store: Store, screen: str, name: str) -> None:
    """Remove a saved view; one that does not exist is no error."""
    asides.drop_view(store, screen, name)


def check(screen: str, spec: Mapping[str, str]) -> None:
    """Refuse what a screen cannot show.

    Raises:
        BadView: A field or a value is unknown.
    """
    for field, value in spec.items():
        is_known = KNOWN.get(screen, {}).get(field)
        if is_known is None or not is_known(value):
            raise BadView(field=field, value=value)


def people_spec(shown: PeopleFilter) -> dict[str, str]:
    """A filter of people as a specification; what is as by default is left out."""
    return _spec(shown, {"units": json.dumps(list(shown.units)), "is_descending": str(int(shown.is_descending))})


def people_filter(store: Store, spec: Mapping[str, str]) -> PeopleFilter:
    """The filter that a specification means; units and managers that are gone meanwhile are left out."""
    given = readable("people", spec)
    wanted = json.loads(given.get("units", "[]"))
    kept = lookups.present(store, "unit", wanted)
    return PeopleFilter(
        text=given.get("text", ""),
        units=tuple(unit for unit in wanted if unit in kept),
        manager_id=still(store, "person", given.get("manager_id", "")),
        presence=given.get("presence", "current"),
        order=given.get("order", "name"),
        is_descending=given.get("is_descending") == "1",
    )


def goals_spec(store: Store, shown: TreeFilter) -> dict[str, str]:
    """A filter of goals as a specification; cycles by their ids, because their row numbers are only positions."""
    ids = [row["id"] for row in units.all_cycles(store) if row["number"] in shown.cycles]
    return _spec(shown, {"cycles": json.dumps(ids), "with_archived": str(int(shown.with_archived))})


def goals_filter(store: Store, spec: Mapping[str, str]) -> TreeFilter:
    """The filter that a specification means; cycles and owners that are gone meanwhile are left out."""
    given = readable("goals", spec)
    wanted = json.loads(given.get("cycles", "[]"))
    return TreeFilter(
        cycles=tuple(row["number"] for row in units.all_cycles(store) if row["id"] in wanted),
        with_archived=given.get("with_archived") == "1",
        text=given.get("text", ""),
        owner_person=still(store, "person", given.get("owner_person", "")),
        owner_unit=still(store, "unit", given.get("owner_unit", "")),
        level=given.get("level", ""),
        state=given.get("state", ""),
    )


def reviews_spec(store: Store, shown: AssessmentFilter) -> dict[str, str]:
    """A filter of assessments as a specification; the cycle by its id, because its row number is only a position."""
    cycle = next((row["id"] for row in units.all_cycles(store) if row["number"] == shown.cycle), "")
    spec = {"text": shown.text, "state": shown.state, "lacking": str(int(shown.lacking)), "units": json.dumps(list(shown.units))}
    return {name: value for name, value in {**spec, "cycle_id": cycle}.items() if value not in ("", "0", "[]")}


def reviews_filter(store: Store, spec: Mapping[str, str]) -> AssessmentFilter:
    """The filter that a specification means; a cycle and units that are gone meanwhile are left out."""
    given = readable("reviews", spec)
    wanted = json.loads(given.get("units", "[]"))
    kept = lookups.present(store, "unit", wanted)
    cycle = next((row["number"] for row in units.all_cycles(store) if row["id"] == given.get("cycle_id")), 0)
    return AssessmentFilter(
        cycle=cycle,
        state=given.get("state", ""),
        units=tuple(unit for unit in wanted if unit in kept),
        lacking=given.get("lacking") == "1",
        text=given.get("text", ""),
    )


def gaps_spec(shown: GapFilter) -> dict[str, str]:
    """A filter of gaps as a specification; what is as by default is left out."""
    usual, known = GapFilter()._asdict(), KNOWN["gaps"]
    changed = {name: value for name, value in shown._asdict().items() if value != usual[name] and name in known}
    special = {name: json.dumps(list(value)) for name, value in changed.items() if isinstance(value, tuple)}
    return {name: special.get(name, "1" if value is True else str(value)) for name, value in changed.items()}


def gaps_filter(store: Store, spec: Mapping[str, str]) -> GapFilter:
    """The filter that a specification means; records that are gone meanwhile are left out."""
    given = readable("gaps", spec)
    lists = {name: json.loads(given.get(name, "[]")) for name in ("cycles", "units", "severities", "states")}
    cycles, kept = lookups.present(store, "cycle", lists["cycles"]), lookups.present(store, "unit", lists["units"])
    return GapFilter(
        text=given.get("text", ""),
        cycles=tuple(each for each in lists["cycles"] if each in cycles),
        units=tuple(each for each in lists["units"] if each in kept),
        person=still(store, "person", given.get("person", "")),
        unit=still(store, "unit", given.get("unit", "")),
        severities=tuple(lists["severities"]),
        states=tuple(lists["states"]),
        category=given.get("category", ""),
        lacks=given.get("lacks", ""),
        order=given.get("order", ""),
        is_descending=given.get("is_descending") == "1",
    )


def _spec(shown: PeopleFilter | TreeFilter, special: Mapping[str, str]) -> dict[str, str]:
    changed = (field.name for field in fields(shown) if getattr(shown, field.name) != field.default)
    return {name: special.get(name, str(getattr(shown, name))) for name in changed}


def readable(screen: str, spec: Mapping[str, str]) -> dict[str, str]:
    """What of a specification a screen knows; the rest comes from another version."""
    return {field: value for field, value in spec.items() if field in KNOWN[screen] and KNOWN[screen][field](value)}


def still(store: Store, table: str, record_id: str) -> str:
    """The id of a record; empty where it is gone."""
    return record_id if record_id and lookups.present(store, table, [record_id]) else ""
