"""What the sample's alignment report has to find: drafts that hang in the wrong place, lack key results or count twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.services import goals
from perftui.storage.goals import search

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from perftui.services.cycles import CycleLine
    from perftui.services.demos.staff import Staff
    from perftui.storage.stores import Store

ABOVE = "产品合格率达标"
"""The goal whose measure of returns is copied into a goal below it."""


def add_findings(store: Store, staff: Staff, themes: Mapping[str, str], running: CycleLine, today: date) -> None:
    """Drafts of the running cycle, without weight until somebody has looked at them: the sums of all others stay whole."""
    place = {"cycle": running.id, "weight": 0}
    writer = staff.members["Software 软件组"][0]
    title = "Write an article about the LX-7 firmware 撰写技术文章"
    goals.add_goal(store, today, title=title, parent=themes["innovation"], owner_person=writer, **place)
    above = next(str(row["id"]) for row in search(store, ABOVE, 10) if row["cycle"] == running.name)
    workshop = staff.unit_ids["Workshop 2 二车间"]
    copied = goals.add_goal(store, today, title="二车间：减少客户退货", parent=above, owner_unit=workshop, **place)
    goals.add_key_result(store, copied, title="客户退货", operator="at_most", unit="件", baseline="42", target="20", cadence_days=30)
