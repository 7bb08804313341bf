"""Every event of a plan and of what belongs to it, in the words of the field, for whoever must be able to check it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from perftui.domain.codes import Words
from perftui.domain.recurrences import short_words
from perftui.domain.texts import shorten
from perftui.i18n import gettext as _
from perftui.i18n import mark, say
from perftui.services.dossier_goals import table
from perftui.services.evidence_pack_library import pack
from perftui.services.evidence_sheets import KINDS
from perftui.services.histories import label_of, said, table_of, value_of
from perftui.services.plan_views import plan_view
from perftui.storage import dossiers, lookups

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from perftui.services.transfer.documents import Block
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

MOST: Final = 160
"""Characters of a value; the whole one is in the data file, under the number of the event."""
VERBS: Final[Mapping[str, str]] = {"insert": mark("made"), "update": mark("changed"), "delete": mark("removed")}
UNTOLD: Final = frozenset(
    (
        *("plan_id", "plan_goal_id", "record_id", "pos", "entity", "origin_entity", "origin_id", "action_id", "check_id"),
        *("content", "definition_hash"),
    )
)
"""Columns that say where a record stands, which its kind says already, and what stands with the versions and goals."""
REQUIREMENTS: Final = frozenset((("plan_requirement", "code"), ("evidence", "requirement")))
"""Tables with the columns that name a requirement of the pack."""
MORE_KINDS: Final[Mapping[str, Words]] = {
    **{
        "plan_gap": Words(mark("Gap of the plan")),
        "plan_value": Words(mark("Value")),
        "promise_settlement": Words(mark("Promise settled")),
    },
    **{"plan_requirement": Words(mark("Requirement")), "action_entry": Words(mark("Entry")), "evidence": Words(mark("Evidence"))},
}
"""Tables that no evidence belongs to, with what their records are called."""


def history_blocks(store: Store, plan_id: str) -> Iterator[Block]:
    """The events with their numbers in the log, the oldest first."""
    found, kept = dossiers.events(store, plan_id), pack(plan_view(store, plan_id).line.pack)
    names = {**_names(store, found), **{each.code: each.text for each in kept.requirements}}
    header = (_("Event"), _("Time (UTC)"), _("By"), _("What"), _("Change"))
    yield from table(_("History"), header, [_row(row, names) for row in found], (0.7, 1.6, 1, 1.6, 7))


def _row(row: Row, names: Mapping[str, str]) -> tuple[object, ...]:
    known = {**KINDS, **MORE_KINDS}
    kind = say(known[row["entity"]]) if row["entity"] in known else str(row["entity"])
    what = f"{kind}: {_(VERBS[row['verb']])}"
    return row["seq"], row["at"], row["actor"], what, _changes(row, names)


def _changes(row: Row, names: Mapping[str, str]) -> str:
    if row["diff"] is None:
        return _("erased by law")
    changes = json.loads(row["diff"]).items()
    told = [(column, old, new) for column, (old, new) in changes if column not in UNTOLD and (_is_told(old) or _is_told(new))]
    return "; ".join(_change(row, column, old, new, names) for column, old, new in told)


def _is_told(value: object) -> bool:
    return value is not None and value != ""


def _change(row: Row, column: str, old: object, new: object, names: Mapping[str, str]) -> str:  # one event's parts
    told = [shorten(_told(row["entity"], column, value, names), MOST) or "–" for value in (old, new)]
    if row["verb"] == "insert":
        return _("{field}: {value}").format(field=label_of(column), value=told[1])
    return _("{field}: {old} → {new}").format(field=label_of(column), old=told[0], new=told[1])


def _told(entity: str, column: str, value: object, names: Mapping[str, str]) -> str:
    if value is not None and (entity, column) in REQUIREMENTS:
        return names.get(str(value), str(value))
    if value and column == "recurrence":
        return short_words(str(value))
    if value is not None and (entity, column) == ("plan", "pack"):
        return pack(str(value)).name
    return said(value_of(entity, column, value, names))


def _names(store: Store, found: list[Row]) -> dict[str, str]:
    wanted: dict[str, set[str]] = {}
    for row in found:
        for column, values in json.loads(row["diff"] or "{}").items():
            if pointed := table_of(row["entity"], column):
                wanted.setdefault(pointed, set()).update(str(value) for value in values if value is not None)
    known = {name: ids for name, ids in wanted.items() if name in lookups.NAMED}
    return {record: name for pointed, ids in known.items() for record, name in lookups.names(store, pointed, ids).items()}
