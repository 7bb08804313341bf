"""What hangs on a record of support: the requests of an initiative, the training against a skill gap, who went to a course."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.support import SupportState, SupportTable, TrainingState
from perftui.i18n import gettext as _
from perftui.i18n import say
from perftui.services.courses import BUILT_IN, proposals
from perftui.services.support_records import row_of
from perftui.storage import support

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

SHOWN = 20


def hanging_on(store: Store, table: SupportTable, key: str, today: date) -> Iterator[tuple[str, list[str]]]:
    """Headings with what stands below them."""
    if table is SupportTable.INITIATIVE:
        yield _("Requests"), [_request(row) for row in support.holding(store, SupportTable.REQUEST, "initiative_id", key)]
    elif table is SupportTable.COURSE and not key.startswith(BUILT_IN):
        rows = support.holding(store, SupportTable.TRAINING, "course_id", key)
        yield _("Who goes there"), [_training(row, row["person"]) for row in rows[:SHOWN]]
    elif table is SupportTable.SKILL_GAP:
        row = row_of(store, table, key)
        yield _("Training"), [_training(one, one["title"]) for one in support.holding(store, SupportTable.TRAINING, "skill_gap_id", key)]
        found = proposals(store, row["person_id"], today, gap_id=row["gap_id"] or "", competency=row["competency"])
        yield _("Courses that fit"), [_("{course}: {why}").format(course=one.course.name, why=_(", ").join(one.why)) for one in found]


def _request(row: Row) -> str:
    parts = (row["title"], say(SupportState(row["state"])), row["provider"])
    return " · ".join(part for part in parts if part)


def _training(row: Row, title: str) -> str:
    return " · ".join((title, say(TrainingState(row["state"]))))
