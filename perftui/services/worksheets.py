"""Worksheets before a talk with another department: what it is measured on, needs, is asked, is offered, and who decides (R26)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from perftui.domain.codes import Words
from perftui.domain.formats import long_date
from perftui.domain.talks import WorksheetState
from perftui.i18n import gettext as _
from perftui.i18n import mark, say
from perftui.records import NamedTuple
from perftui.services.script_library import script
from perftui.storage import bottlenecks
from perftui.storage.stores import Gone, Label

if TYPE_CHECKING:
    from collections.abc import Mapping

    from perftui.domain.talk_drafts import WorksheetDraft
    from perftui.services.transfer.documents import Block, Document
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

TEXTS: Final[Mapping[str, Words]] = {
    "measured_on": Words(mark("They are measured on")),
    "needs": Words(mark("They need from us")),
    "ask": Words(mark("We ask")),
    "offer": Words(mark("We offer")),
    "decider": Words(mark("Who decides")),
}
"""Column to what it says, in the order of the sheet."""

_SAID: Final[Mapping[WorksheetState, str]] = {
    WorksheetState.OPEN: mark("Opened the worksheet {title} again"),
    WorksheetState.AGREED: mark("Agreed on the worksheet {title}"),
    WorksheetState.DROPPED: mark("Dropped the worksheet {title}"),
}


class WorksheetLine(NamedTuple):
    """A worksheet."""

    id: str
    version: int
    title: str
    unit_id: str
    party: str
    """The other department; empty for none named."""
    person_id: str
    person: str
    """For whom it is made."""
    goal_id: str
    goal: str
    talk_id: str
    texts: Mapping[str, str]
    """By the columns of `TEXTS`."""
    state: WorksheetState
    on: date

    @property
    def filled(self) -> int:
        """How many of the texts say something."""
        return sum(bool(text) for text in self.texts.values())


def listing(store: Store) -> list[WorksheetLine]:
    """All worksheets, the latest first."""
    return [_line(row) for row in bottlenecks.worksheets(store)]


def worksheet(store: Store, worksheet_id: str) -> WorksheetLine:
    """One worksheet.

    Raises:
        Gone: There is none, or the actor may not see it.
    """
    return _line(_row(store, worksheet_id))


def add_worksheet(store: Store, **values: object) -> str:
    """Add a worksheet.

    Args:
        store: The store.
        **values: Fields of `WorksheetDraft`.

    Returns:
        Its id.

    Raises:
        FieldError: A value cannot be used.
    """
    draft, worksheet_id = _draft(values), store.new_id()
    with store.write(Label(mark("Added the worksheet {title}"), {"title": draft.title})):
        store.insert("worksheet", id=worksheet_id, **_columns(draft))
    return worksheet_id


def edit_worksheet(store: Store, worksheet_id: str, version: int, **values: object) -> str:
    """Change a worksheet; fields that are left out stay as they are.

    Raises:
        FieldError: A value cannot be used.
        Gone: There is no such worksheet.
        Changed: Somebody else was first.
    """
    row = _row(store, worksheet_id)
    before = {name: row[name] for name in ("title", "state", *TEXTS)} | {"on": row["on_date"]}
    before |= {name: row[f"{name}_id"] for name in ("person", "unit", "goal", "talk")}
    draft = _draft(before | values)
    with store.write(Label(mark("Changed the worksheet {title}"), {"title": draft.title})):
        store.update("worksheet", worksheet_id, version, **_columns(draft))
    return worksheet_id


def set_state(store: Store, worksheet_id: str, state: WorksheetState) -> None:
    """Say what became of a worksheet.

    Raises:
        Gone: There is no such worksheet.
    """
    row = _row(store, worksheet_id)
    with store.write(Label(_SAID[state], {"title": row["title"]})):
        store.update("worksheet", worksheet_id, row["version"], state=state.value)


def document(store: Store, worksheet_id: str) -> Document:
    """A worksheet as a document, with the questions of the library below.

    Raises:
        Gone: There is no such worksheet.
    """
    from perftui.services.transfer.documents import Bullets, Document, Facts, Heading, Paragraph

    line = worksheet(store, worksheet_id)
    facts = ((_("Other party"), line.party), (_("For"), line.person), (_("Goal"), line.goal), (_("Date"), long_date(line.on)))
    blocks: list[Block] = [Facts((*facts, (_("State"), say(line.state))))]
    for column, words in TEXTS.items():
        blocks += [Heading(say(words), 2), Paragraph(line.texts[column] or "–")]
    asked = script("cross_team")
    if asked is not None:
        blocks += [Heading(asked.name, 2), Bullets(asked.steps)]
    return Document(line.title, tuple(blocks))


def _row(store: Store, worksheet_id: str) -> Row:
    row = bottlenecks.worksheet(store, worksheet_id)
    if row is None:
        raise Gone
    return row


def _line(row: Row) -> WorksheetLine:
    return WorksheetLine(
        version=row["version"],
        **{name: row[name] for name in ("id", "title", "party", "person", "goal")},
        **{name: row[name] or "" for name in ("unit_id", "person_id", "goal_id", "talk_id")},
        texts={column: row[column] for column in TEXTS},
        state=WorksheetState(row["state"]),
        on=date.fromisoformat(row["on_date"]),
    )


def _draft(values: dict[str, object]) -> WorksheetDraft:
    from perftui.domain.talk_drafts import WorksheetDraft
    from perftui.domain.validation import validated

    return validated(WorksheetDraft, **values)


def _columns(draft: WorksheetDraft) -> dict[str, object]:
    ids = {f"{name}_id": getattr(draft, name) for name in ("person", "unit", "goal", "talk")}
    texts = {name: getattr(draft, name) for name in ("title", *TEXTS)}
    return {**ids, **texts, "state": draft.state.value, "on_date": draft.on.isoformat()}
