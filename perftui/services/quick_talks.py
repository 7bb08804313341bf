"""A talk in one line: `zhang wei; difficult; +3d`, with a preview while it is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from perftui.domain.codes import Words
from perftui.domain.formats import describe_date
from perftui.domain.talks import TalkKind
from perftui.domain.texts import fold
from perftui.errors import BadInput, PerftuiError
from perftui.i18n import mark, say
from perftui.services import talks
from perftui.services.quick_adds import NoSuchPerson, QuickPart, SeveralPeople
from perftui.services.quick_parts import LABELS as COMMON
from perftui.services.quick_parts import QuickLine, date_part, not_read, once, owner_called, split

if TYPE_CHECKING:
    from datetime import date

    from perftui.services.quick_parts import Owner
    from perftui.storage.stores import Store

LABELS: Final = {
    "person": Words(mark("Person")),
    "kind": Words(mark("Kind")),
    "manager": Words(mark("Manager")),
}
SHORT: Final = {
    TalkKind.GROW: ("grow", "辅导"),
    TalkKind.MONTHLY: ("monthly", "月度", "月度面谈"),
    TalkKind.QUARTERLY: ("quarterly", "季度", "季度面谈"),
    TalkKind.KICKOFF: ("kickoff", "kick-off", "启动"),
    TalkKind.DIFFICULT: ("difficult", "hard", "困难", "难谈"),
    TalkKind.OUTCOME: ("outcome", "结果"),
    TalkKind.OTHER: ("other", "其他"),
}
"""How the kinds are typed."""


class PersonMissing(BadInput):
    """A line that does not begin with a person."""

    template = mark("Begin with the person: name; kind; date.")


class NoPartOfATalk(BadInput):
    """Neither a kind, a date nor a person."""

    template = mark("“{text}” is no kind, date or person. Write monthly, grow, kickoff, difficult or outcome; +3d; a manager's name.")


def parse_quick_talk(store: Store, text: str, today: date) -> QuickLine:
    """Read a line `name; kind; date; manager`; nothing is written and nothing raised.

    Args:
        store: The store.
        text: Full width too. Only the name is needed: a talk is a GROW talk today where nothing else is said.
        today: What a date such as `+3d` starts from.
    """
    try:
        return _parsed(store, text, today)
    except PerftuiError as error:
        return not_read(text, error)


def quick_talk(store: Store, text: str, today: date) -> str:
    """Plan the talk that a line describes.

    Returns:
        Its id.

    Raises:
        BadInput: The line cannot be read: the first error of `parse_quick_talk`.
        PerftuiError: As `add_talk`.
    """
    line = parse_quick_talk(store, text, today)
    if line.error is not None:
        raise line.error
    return talks.add_talk(store, **{name: line.value(name) for name in ("person", "kind", "manager")}, planned=line.value("due"))


def kind_of(text: str) -> TalkKind | None:
    """The kind that a text names; None for none."""
    wanted = fold(text).strip()
    for kind, names in SHORT.items():
        if wanted in names or wanted in (kind.value, fold(say(kind)), fold(kind.template)):
            return kind
    return None


def _parsed(store: Store, text: str, today: date) -> QuickLine:
    first, *others = split(text)[0]
    parts = [_person(store, "person", first, today, NoSuchPerson(text=first) if first else PersonMissing())]
    for typed in filter(None, others):
        kind = kind_of(typed)
        part = _part("kind", typed, say(kind), kind.value) if kind else date_part(typed, today)
        parts.append(once(part or _person(store, "manager", typed, today, NoPartOfATalk(text=typed)), parts))
    given = {one.field for one in parts}
    if "kind" not in given:
        parts.append(_part("kind", "", say(TalkKind.GROW), TalkKind.GROW.value))
    if "due" not in given:
        parts.append(QuickPart("due", COMMON["due"], "", describe_date(today, today), today.isoformat(), None))
    return QuickLine(tuple(parts))


def _part(field: str, text: str, shown: str, value: str, error: PerftuiError | None = None) -> QuickPart:
    return QuickPart(field, LABELS[field], text, shown, value, error)


def _person(store: Store, field: str, text: str, today: date, missing: BadInput) -> QuickPart:
    if not text:
        return _part(field, text, "", "", missing)
    try:
        found: Owner = owner_called(store, text, today)
    except PerftuiError as error:
        return _part(field, text, "", "", error if isinstance(error, SeveralPeople) else missing)
    is_person = found.entity == "person"
    return _part(field, text, found.shown, found.id) if is_person else _part(field, text, "", "", missing)
