"""Saved views of the talks and of the lists of support."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.support import STATES, SupportTable
from perftui.records import NamedTuple
from perftui.services.support_lists import ALL, LATE, OPEN, SupportFilter
from perftui.services.talks import TalkFilter
from perftui.services.views import readable, still

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from perftui.storage.stores import Store


class SupportShown(NamedTuple):
    """A list of support as it is shown."""

    table: SupportTable
    shown: SupportFilter
    order: str = ""
    """The key of a column; empty for the usual order."""
    is_descending: bool = False


def support_spec(view: SupportShown) -> dict[str, str]:
    """A list as a specification; what is as by default is left out."""
    flags = {"is_descending": "1"} if view.is_descending else {}
    found = {"table": view.table.value, **view.shown._asdict(), "order": view.order, **flags}
    return {name: value for name, value in found.items() if value}


def support_shown(store: Store, tables: Sequence[SupportTable], spec: Mapping[str, str]) -> SupportShown:
    """The list that a specification means, one of those of a section; a person who is gone and a state it lacks are left out."""
    given = readable("support", spec)
    table = SupportTable(given.get("table", tables[0].value))
    table = table if table in tables else tables[0]
    state = given.get("state", OPEN)
    is_known = state in {OPEN, ALL, LATE, *(code.value for code in STATES[table])}
    shown = SupportFilter(state if is_known else OPEN, still(store, "person", given.get("person_id", "")))
    return SupportShown(table, shown, given.get("order", ""), given.get("is_descending") == "1")


def talks_spec(shown: TalkFilter, *, is_due_alone: bool) -> dict[str, str]:
    """A filter of talks as a specification, without what is searched for; what is as by default is left out."""
    flags = {"is_due_alone": "1"} if is_due_alone else {}
    return {**{name: value for name, value in shown._replace(text="")._asdict().items() if value}, **flags}


def talks_shown(store: Store, spec: Mapping[str, str]) -> tuple[TalkFilter, bool]:
    """The filter that a specification means, and whether it is only what is due; people who are gone are left out."""
    given = readable("talks", spec)
    whose = {name: still(store, "person", given.get(name, "")) for name in ("person_id", "manager_id")}
    return TalkFilter(**whose, kind=given.get("kind", ""), state=given.get("state", "")), "is_due_alone" in given
