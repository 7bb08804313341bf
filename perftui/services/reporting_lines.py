"""Who reports to whom: a change closes the open line and begins another, so that the history is never overwritten."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.reporting_lines import OwnManager, ReportingOverlaps
from perftui.errors import Refused
from perftui.i18n import mark
from perftui.storage import lookups
from perftui.storage.stores import Gone

if TYPE_CHECKING:
    from datetime import date

    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store


class ManagersInCircle(Refused):
    """A new manager reports, over however many steps, to the person."""

    template = mark("That would go in a circle: {circle}.")


def check_manager(store: Store, person_id: str, manager_id: str, since: date) -> None:
    """Refuse what `report_to` could not do.

    Args:
        store: The store.
        person_id: Who gets the manager.
        manager_id: The new one; empty for none.
        since: The first day of the new line.

    Raises:
        Gone: There is no such manager.
        OwnManager: They are the same.
        ManagersInCircle: The manager reports to the person; names everybody in between.
        ReportingOverlaps: An earlier line reaches beyond that day, or a later one is recorded already.
    """
    if manager_id:
        _check_circle(store, person_id, manager_id)
    line, closed = lookups.open_line(store, person_id), lookups.last_closed_line(store, person_id)
    if line is not None and line["since"] > since.isoformat():
        raise ReportingOverlaps(first=since, second=line["since"])
    if line is None and manager_id and closed is not None and closed["until"] > since.isoformat():
        raise ReportingOverlaps(first=closed["since"], second=since)


def report_to(store: Store, person_id: str, manager_id: str, since: date) -> None:
    """Let a person report to another from a day on, or (an empty id) to nobody; inside `write()`. Raises as `check_manager`.

    A line that began on that very day is corrected, and one that ended on it goes on where it had the same manager.
    """
    line = lookups.open_line(store, person_id)
    if (line["manager_id"] if line else "") == manager_id:
        return
    check_manager(store, person_id, manager_id, since)
    if line is not None:
        _end(store, line, since)
    if manager_id:
        _begin(store, person_id, manager_id, since)


def _end(store: Store, line: Row, day: date) -> None:
    if line["since"] == day.isoformat():
        lookups.remove_line(store, line["id"])
    else:
        store.update("reporting", line["id"], line["version"], until=day.isoformat())


def _begin(store: Store, person_id: str, manager_id: str, since: date) -> None:
    closed = lookups.last_closed_line(store, person_id)
    if closed is not None and (closed["manager_id"], closed["until"]) == (manager_id, since.isoformat()):
        store.update("reporting", closed["id"], closed["version"], until=None)
    else:
        store.insert("reporting", id=store.new_id(), person_id=person_id, manager_id=manager_id, since=since.isoformat())


def _check_circle(store: Store, person_id: str, manager_id: str) -> None:
    if person_id == manager_id:
        raise OwnManager
    above = lookups.managers_above(store, manager_id)
    if not above:
        raise Gone
    ids = [row["id"] for row in above]
    if person_id in ids:
        names = [row["name"] for row in above[: ids.index(person_id) + 1]]
        raise ManagersInCircle(circle=" → ".join([names[-1], *names]))
