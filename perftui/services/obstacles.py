"""What stands in the way of a plan: who clears it away, by when, and how many days it took (R74)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from perftui.domain.plan_people import ClosedTooEarly, ObstacleMissing, ResolutionMissing, days_open
from perftui.domain.texts import clean_text, shorten
from perftui.i18n import mark
from perftui.records import NamedTuple
from perftui.services.plan_locks import plan_row
from perftui.services.plan_people import require_known
from perftui.services.plan_rows import check_people
from perftui.storage import plan_people
from perftui.storage.stores import Gone, Label

if TYPE_CHECKING:
    from perftui.storage.stores import Store

TITLE = 60
"""Characters of an obstacle in what is said of it."""


class ObstacleLine(NamedTuple):
    """An obstacle."""

    id: str
    version: int
    text: str
    owner_id: str
    owner: str
    opened: date
    due: date | None
    closed: date | None
    resolution: str

    def days(self, today: date) -> int:
        """The days that it took, or has been there so far."""
        return days_open(self.opened, self.closed, today)

    def is_overdue(self, today: date) -> bool:
        """Whether it is there after its day."""
        return self.closed is None and self.due is not None and self.due < today


def of_plan(store: Store, plan_id: str) -> list[ObstacleLine]:
    """The obstacles of a plan, open ones first."""
    return [
        ObstacleLine(
            *(row["id"], row["version"], row["text"], row["owner_person_id"] or "", row["owner"]),
            *(date.fromisoformat(row["opened_on"]), _day(row["due_date"]), _day(row["closed_on"]), row["resolution"]),
        )
        for row in plan_people.obstacles(store, plan_id)
    ]


def add(store: Store, plan_id: str, text: str, today: date, *, owner: str = "", due: date | None = None) -> str:  # noqa: PLR0913  # all of it is written down
    """Write down an obstacle that somebody is to clear away.

    Raises:
        ObstacleMissing: There are no words.
        NotKnownYet, PlanOver: The plan is not issued, or over.
        Gone: There is no such plan or owner.
    """
    words, row, record_id = _words(text), plan_row(store, plan_id), store.new_id()
    check_people(store, owner)
    days = {"opened_on": today.isoformat(), "due_date": due.isoformat() if due else None}
    with store.write(Label(mark("Obstacle {text} of {title}"), {"text": shorten(words, TITLE), "title": row["title"]})):
        require_known(store, plan_id)
        store.insert("obstacle", id=record_id, plan_id=plan_id, text=words, owner_person_id=owner or None, **days)
    return record_id


def change(store: Store, record_id: str, version: int, today: date, **values: object) -> str:
    """Change an obstacle, or close it.

    Args:
        store: The store.
        record_id: The obstacle.
        version: Of its record, as it was read.
        today: The day.
        **values: `text`, `owner`, `due`, `closed_on` and `resolution`; what is left out stays. One that is closed needs the last of them.

    Raises:
        ObstacleMissing, ResolutionMissing, ClosedTooEarly: What is wrong.
        NotKnownYet, PlanOver: The plan is not issued, or over.
        Changed, Gone: Somebody else was first, or there is no such obstacle or owner.
    """
    row = plan_people.get(store, "obstacle", record_id)
    if row is None:
        raise Gone
    before = {"text": row["text"], "owner": row["owner_person_id"], "due": _day(row["due_date"]), "closed_on": _day(row["closed_on"])}
    wanted = {**before, "resolution": row["resolution"], **values}
    owner, closed = str(wanted["owner"] or ""), wanted["closed_on"]
    words, resolution = _words(str(wanted["text"])), clean_text(str(wanted["resolution"]), multiline=True).strip()
    check_people(store, owner)
    if closed is not None:
        _require_closing(date.fromisoformat(row["opened_on"]), closed, resolution, today)
    label = mark("Closed the obstacle {text}") if closed and not row["closed_on"] else mark("Changed the obstacle {text}")
    with store.write(Label(label, {"text": shorten(words, TITLE)})):
        require_known(store, row["plan_id"])
        days = {"due_date": _iso(wanted["due"]), "closed_on": _iso(closed)}
        store.update("obstacle", record_id, version, text=words, owner_person_id=owner or None, resolution=resolution, **days)
    return record_id


def _require_closing(opened: date, closed: object, resolution: str, today: date) -> None:
    if not isinstance(closed, date) or not opened <= closed <= today:
        raise ClosedTooEarly(opened=opened)
    if not resolution:
        raise ResolutionMissing


def _words(text: str) -> str:
    words = clean_text(text, multiline=True).strip()
    if not words:
        raise ObstacleMissing
    return words


def _iso(day: object) -> str | None:
    return day.isoformat() if isinstance(day, date) else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
