"""Bottlenecks: where the work gets stuck, and which kind of place comes up most (R25)."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from perftui.domain.retrospectives import IssueTag
from perftui.domain.talks import BottleneckState
from perftui.domain.texts import fold
from perftui.i18n import gettext as _
from perftui.i18n import mark, ngettext, pgettext, say
from perftui.records import NamedTuple
from perftui.services.report_sheets import Form, Sheet, SheetColumn, SheetRow
from perftui.services.talks import day
from perftui.storage import bottlenecks
from perftui.storage.stores import Gone, Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from perftui.domain.talk_drafts import BottleneckDraft
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store


class BottleneckLine(NamedTuple):
    """A bottleneck."""

    id: str
    version: int
    tag: str
    """As typed, or a code of `IssueTag`."""
    text: str
    person_id: str
    person: str
    unit_id: str
    """Of a unit's own; empty for a person's."""
    unit: str
    goal_id: str
    goal: str
    talk_id: str
    state: BottleneckState
    on: date
    solved: date | None
    solution: str
    days: int
    """From when it was named until it was solved, else until today."""

    @property
    def tag_text(self) -> str:
        """The tag in words."""
        return tag_text(self.tag)


class TagLine(NamedTuple):
    """How often a kind of bottleneck comes up."""

    tag: str
    open: int
    solved: int
    days_open: int
    """The sum of the days of those that are open."""
    longest: int
    """Of those that are open, in days; 0 where none is."""

    @property
    def tag_text(self) -> str:
        """The tag in words."""
        return tag_text(self.tag)


def listing(store: Store, today: date) -> list[BottleneckLine]:
    """All bottlenecks by the ranking of their tags: open ones first, the oldest of them on top."""
    lines = [_line(row, today) for row in bottlenecks.bottlenecks(store)]
    places = {tag.tag: place for place, tag in enumerate(ranking(lines))}
    return sorted(lines, key=lambda line: (line.state is not BottleneckState.OPEN, places[line.tag], line.on))


def ranking(lines: Sequence[BottleneckLine]) -> list[TagLine]:
    """The tags: most open ones first, then by the days for which they have been open; dropped ones do not count."""
    by_tag: defaultdict[str, list[BottleneckLine]] = defaultdict(list)
    for line in lines:
        by_tag[line.tag].append(line)
    return sorted((_ranked(tag, found) for tag, found in by_tag.items()), key=lambda tag: (-tag.open, -tag.days_open, -tag.solved, tag.tag))


def bottleneck(store: Store, bottleneck_id: str, today: date) -> BottleneckLine:
    """One bottleneck.

    Raises:
        Gone: There is none, or the actor may not see it.
    """
    return _line(_row(store, bottleneck_id), today)


def add_bottleneck(store: Store, **values: object) -> str:
    """Name a bottleneck.

    Args:
        store: The store.
        **values: Fields of `BottleneckDraft`.

    Returns:
        Its id.

    Raises:
        FieldError: A value cannot be used.
    """
    draft, bottleneck_id = _draft(values), store.new_id()
    with store.write(Label(mark("Added the bottleneck {text}"), {"text": draft.text})):
        store.insert("bottleneck", id=bottleneck_id, **_columns(draft))
    return bottleneck_id


def edit_bottleneck(store: Store, bottleneck_id: str, version: int, **values: object) -> str:
    """Change a bottleneck; fields that are left out stay as they are.

    Raises:
        FieldError: A value cannot be used.
        Gone: There is no such bottleneck.
        Changed: Somebody else was first.
    """
    row = _row(store, bottleneck_id)
    before = {"tag": row["tag"], "text": row["text"], "on": row["on_date"]}
    before |= {name: row[f"{name}_id"] for name in ("person", "unit", "goal", "talk")}
    draft = _draft(before | values)
    with store.write(Label(mark("Changed the bottleneck {text}"), {"text": draft.text})):
        store.update("bottleneck", bottleneck_id, version, **_columns(draft))
    return bottleneck_id


def solve(store: Store, bottleneck_id: str, solution: str, today: date) -> None:
    """Say how a bottleneck was solved.

    Raises:
        Gone: There is no such bottleneck.
    """
    from perftui.domain.texts import clean_text

    said = clean_text(solution, multiline=True).strip()
    columns = {"solved_on": today.isoformat(), "solution": said}
    _set(store, bottleneck_id, mark("Solved the bottleneck {text}"), BottleneckState.SOLVED, **columns)


def drop(store: Store, bottleneck_id: str) -> None:
    """Say that it is none after all.

    Raises:
        Gone: There is no such bottleneck.
    """
    _set(store, bottleneck_id, mark("Dropped the bottleneck {text}"), BottleneckState.DROPPED)


def reopen(store: Store, bottleneck_id: str) -> None:
    """Say that it is still there.

    Raises:
        Gone: There is no such bottleneck.
    """
    _set(store, bottleneck_id, mark("Opened the bottleneck {text} again"), BottleneckState.OPEN)


def tags(lines: Sequence[BottleneckLine]) -> list[tuple[str, str]]:
    """The usual tags with their words: those that are used first, then those of the library."""
    used = [line.tag for line in ranking(lines)]
    return [(tag, tag_text(tag)) for tag in dict.fromkeys([*used, *(tag.value for tag in IssueTag)])]


def tag_text(tag: str) -> str:
    """A tag in words: one of the library in the language in use."""
    return say(IssueTag(tag)) if tag in set(IssueTag) else tag


def stored_tag(text: str) -> str:
    """What is stored for a tag that was typed: one of the library is found in either language."""
    wanted = fold(text).strip()
    return next((code.value for code in IssueTag if wanted in (code.value, fold(code.template), fold(say(code)))), text)


def ranking_sheet(store: Store, today: date) -> Sheet:
    """The ranking as a table, for files."""
    lines = listing(store, today)
    columns = (
        SheetColumn("tag", _("Tag"), Form.TEXT),
        SheetColumn("open", pgettext("bottlenecks", "Open")),
        SheetColumn("solved", _("Solved")),
        SheetColumn("mean", _("Days open"), Form.LEVEL),
        SheetColumn("longest", _("Longest"), Form.DAYS),
    )
    rows = tuple(
        SheetRow(line.tag, (line.tag_text, line.open, line.solved, _mean(line), line.longest if line.open else None))
        for line in ranking(lines)
    )
    n = sum(line.state is BottleneckState.OPEN for line in lines)
    return Sheet(_("Bottlenecks"), columns, rows, notes=(ngettext("{n} bottleneck open", "{n} bottlenecks open", n).format(n=n),))


def _mean(line: TagLine) -> Decimal | None:
    return Decimal(line.days_open) / line.open if line.open else None


def _ranked(tag: str, lines: Sequence[BottleneckLine]) -> TagLine:
    days = [line.days for line in lines if line.state is BottleneckState.OPEN]
    solved = sum(line.state is BottleneckState.SOLVED for line in lines)
    return TagLine(tag, len(days), solved, sum(days), max(days, default=0))


def _row(store: Store, bottleneck_id: str) -> Row:
    row = bottlenecks.bottleneck(store, bottleneck_id)
    if row is None:
        raise Gone
    return row


def _set(store: Store, bottleneck_id: str, template: str, state: BottleneckState, **columns: object) -> None:
    row = _row(store, bottleneck_id)
    with store.write(Label(template, {"text": row["text"]})):
        store.update("bottleneck", bottleneck_id, row["version"], state=state.value, **{"solved_on": None, "solution": "", **columns})


def _line(row: Row, today: date) -> BottleneckLine:
    on, solved = date.fromisoformat(row["on_date"]), day(row["solved_on"])
    return BottleneckLine(
        version=row["version"],
        **{name: row[name] for name in ("id", "tag", "text", "person", "unit", "goal", "solution")},
        **{name: row[name] or "" for name in ("person_id", "unit_id", "goal_id", "talk_id")},
        state=BottleneckState(row["state"]),
        on=on,
        solved=solved,
        days=max(0, ((solved or today) - on).days),
    )


def _draft(values: dict[str, object]) -> BottleneckDraft:
    from perftui.domain.talk_drafts import BottleneckDraft
    from perftui.domain.validation import validated

    draft = validated(BottleneckDraft, **values)
    return draft.model_copy(update={"tag": stored_tag(draft.tag)})


def _columns(draft: BottleneckDraft) -> dict[str, object]:
    ids = {f"{name}_id": getattr(draft, name) for name in ("person", "unit", "goal", "talk")}
    return {**ids, "tag": draft.tag, "text": draft.text, "on_date": draft.on.isoformat()}
