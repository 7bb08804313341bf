"""What support there is around a person, a goal, a gap or a plan, for the details of those (R30 to R36, R75)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from perftui.domain.support import OVER, STATES, SupportTable
from perftui.records import NamedTuple
from perftui.services.support_records import title_of
from perftui.storage import support

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from perftui.domain.codes import Code
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

_T = SupportTable
AROUND: Final[Mapping[str, tuple[tuple[SupportTable, str], ...]]] = {
    "person": (
        *((_T.MENTORSHIP, "mentee_id"), (_T.MENTORSHIP, "mentor_id")),
        *((table, "person_id") for table in (_T.TRAINING, _T.SKILL_GAP, _T.REQUEST, _T.ACCOMMODATION)),
    ),
    "goal": ((_T.REQUEST, "goal_id"), (_T.SKILL_GAP, "goal_id")),
    "gap": ((_T.TRAINING, "gap_id"), (_T.SKILL_GAP, "gap_id")),
    "plan": tuple((table, "plan_id") for table in (_T.MENTORSHIP, _T.TRAINING, _T.SKILL_GAP, _T.REQUEST, _T.ACCOMMODATION)),
}
"""Kind of record to the lists of support that point to it, each with the column that does."""


class SupportLine(NamedTuple):
    """A record of support in short."""

    table: SupportTable
    id: str
    title: str
    """In the language in use."""
    state: Code


def around(store: Store, entity: str, record_id: str) -> list[SupportLine]:
    """The support around a record, list by list.

    Of a plan all of it; of other records what is not over, without what belongs to a plan that is not issued.

    Args:
        store: The store.
        entity: One of `AROUND`.
        record_id: Its id.

    Raises:
        KeyError: Nothing points to records of that kind.
    """
    return [_line(table, row) for table, row in _rows(store, entity, record_id)]


def _rows(store: Store, entity: str, record_id: str) -> Iterator[tuple[SupportTable, Row]]:
    for table, column in AROUND[entity]:
        for row in support.holding(store, table, column, record_id):
            if entity == "plan" or not (row["state"] in OVER or row["is_unpublished"]):
                yield table, row


def _line(table: SupportTable, row: Row) -> SupportLine:
    return SupportLine(table, row["id"], title_of(table, row), STATES[table](row["state"]))
