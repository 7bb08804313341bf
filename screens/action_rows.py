"""Actions as rows of a table, and one of them in full."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from perftui.domain.actions import EntryState, When
from perftui.domain.formats import describe_date, short_date
from perftui.domain.meetings import ActionState
from perftui.domain.recurrences import brief_words, short_words
from perftui.domain.roles import role_text
from perftui.i18n import gettext as _
from perftui.i18n import ngettext, say
from perftui.services.action_entries import entries_of, open_days
from perftui.services.histories import history
from screens.details import Detail
from screens.people_details import change_text
from widgets.cells import StyledCell, Tone
from widgets.columns import Column

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from datetime import date

    from textual.content import Content

    from perftui.services.action_entries import EntryLine
    from perftui.services.action_listings import ActionListing, ListedAction
    from perftui.storage.stores import Store
    from widgets.cells import Cell

TONES = {When.OVERDUE: Tone.POOR, When.TODAY: Tone.FAIR, When.THIS_WEEK: Tone.GOOD, When.OVER: Tone.DONE}
ENTRIES_SHOWN, HISTORY_SHOWN = 12, 100


@dataclass(frozen=True, slots=True)
class ActionRow:
    """An action as the table draws it."""

    key: str
    cells: tuple[Cell, ...]
    listed: ListedAction


class ActionSource:
    """The listing as rows of a table; in the agenda's order the first row of each part names it, the others repeat it softly."""

    def __init__(self, listing: ActionListing) -> None:
        self.listing = listing

    def count(self) -> int:
        """How many there are."""
        return self.listing.count()

    def rows(self, start: int, count: int) -> Sequence[ActionRow]:
        """Some of them."""
        first = max(0, start - 1)
        lines = self.listing.window(first, count + start - first)
        before = [None, *lines][: len(lines)]
        rows = [self._row(line, above) for line, above in zip(lines, before, strict=True)]
        return rows[start - first :]

    def index_of(self, key: str) -> int | None:
        """Where one stands."""
        return self.listing.index_of(key)

    def known(self, keys: Collection[str]) -> Collection[str]:
        """Those of some that still exist."""
        return self.listing.known(keys)

    def _row(self, listed: ListedAction, above: ListedAction | None) -> ActionRow:
        is_first = above is None or when_text(above) != when_text(listed) or self.listing.shown.order != "due"
        return ActionRow(listed.line.id, _cells(listed, is_first=is_first), listed)


def _cells(listed: ListedAction, *, is_first: bool) -> tuple[Cell, ...]:
    line = listed.line
    tone = TONES.get(listed.when, Tone.PLAIN) if is_first else Tone.MUTED
    title = line.title if line.state is ActionState.OPEN else StyledCell(line.title, Tone.MUTED)
    due = line.due.isoformat() if line.due else ""
    where = (role_text(line.role), brief_words(line.recurrence), listed.comes_from.text)
    return StyledCell(when_text(listed), tone), due, title, line.owners, *where


def when_text(listed: ListedAction) -> str:
    """Where in the agenda an action stands; of what is over its state."""
    return say(listed.line.state if listed.when is When.OVER else listed.when)


def columns() -> list[Column]:
    """The columns; the keys of those that are `SORTABLE` are the orders of `ActionFilter`."""
    return [
        Column("when", _("When"), 10, min_width=9),
        Column("due", _("Due"), 10, priority=1),
        Column("title", _("Action"), 30, min_width=18, grow=3, priority=-1),
        Column("owner", _("Owner"), 12, min_width=11, grow=1, priority=2),
        Column("role", _("Role"), 12, min_width=11, priority=4),
        Column("repeats", _("Repeats"), 14, min_width=13, priority=3),
        Column("origin", _("Comes from"), 22, min_width=12, grow=2, priority=5),
    ]


def action_detail(store: Store, listed: ListedAction | None, today: date, *, with_history: bool = False) -> Content:
    """Everything about an action; nothing where there is none."""
    if listed is None or not listed.line.id:
        return Detail("").content()
    detail = Detail(listed.line.title).lines(_rows(store, listed, today))
    entries = entries_of(store, listed.line.id) if listed.line.recurrence else []
    if entries:
        detail.group(_("So far"), [_counts(entries), *(entry_text(entry, today) for entry in entries[:ENTRIES_SHOWN])])
    detail.group(_("Note"), listed.line.note.splitlines())
    if with_history:
        detail.group(_("History"), [change_text(line, today) for line in history(store, "action", listed.line.id, HISTORY_SHOWN)])
    return detail.text(_next(listed, today), "dim").content()


def _rows(store: Store, listed: ListedAction, today: date) -> Iterator[tuple[str, str]]:
    line = listed.line
    is_open = line.state is ActionState.OPEN
    yield _("State"), say(line.state)
    yield _("Owner"), line.owner or _("nobody yet")
    yield _("Together with"), _(", ").join(line.with_units)
    yield _("Role"), role_text(line.role)
    yield (_("Due next") if line.recurrence else _("Due")), describe_date(line.due, today) if line.due and is_open else ""
    yield _("Repeats"), short_words(line.recurrence)
    yield _("Ends on"), describe_date(line.until, today) if line.until else ""
    waiting = len(open_days(line, today))
    yield _("Times open"), ngettext("{n} time", "{n} times", waiting).format(n=waiting) if waiting > 1 else ""
    yield _("Done on"), describe_date(line.done_on, today) if line.done_on else ""
    yield _("Measured by"), line.measure
    origin = listed.comes_from
    yield _("Comes from"), _("{kind}: {text}").format(kind=_(origin.kind), text=origin.text) if origin.text else ""


def _counts(entries: Sequence[EntryLine]) -> str:
    done = sum(entry.state is EntryState.DONE for entry in entries)
    late = sum(entry.is_late for entry in entries)
    missed = len(entries) - done
    return _("{done} done, {late} of them late, {missed} missed").format(done=done, late=late, missed=missed)


def entry_text(entry: EntryLine, today: date) -> str:
    """What became of one day of a series."""
    due = short_date(entry.due, today)
    if entry.state is EntryState.MISSED:
        return _("! {day}: missed").format(day=due)
    if entry.is_late and entry.done_on:
        n = (entry.done_on - entry.due).days
        return ngettext("{day}: done {n} day late", "{day}: done {n} days late", n).format(day=due, n=n)
    return _("{day}: done").format(day=due)


def _next(listed: ListedAction, today: date) -> str:
    line = listed.line
    if line.state is not ActionState.OPEN:
        return _("F8 opens it again.")
    if line.recurrence:
        waits = open_days(line, today)
        return _("F7: done this time; F8: missed, or the end of the series.") if waits else _("F7 says that the next one is done already.")
    return _("F7 says that it is done, F2 changes it, Del cancels it.")
