"""What was said in a talk by the four parts of GROW, and what follows from it: one action a line (R24)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.talks import TalkState
from perftui.errors import BadInput, Message, PerftuiError
from perftui.i18n import mark
from perftui.records import NamedTuple
from perftui.services import quick_joint_actions
from perftui.services.action_units import add_joint
from perftui.services.actions import Origin
from perftui.services.talks import ENTITY, CancelledHere, add_talk, name_of, talk_row
from perftui.storage.stores import Label

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from perftui.domain.talk_drafts import GrowDraft
    from perftui.domain.talks import TalkKind
    from perftui.services.quick_parts import QuickLine
    from perftui.storage.stores import Store


class HeldAhead(BadInput):
    """A talk is to have been held on a day to come."""

    template = mark("{date} is still ahead: a talk cannot have been held then. Leave the date empty while it is only prepared.")
    field = "held"


class LineWrong(BadInput):
    """A line of the way forward makes no action."""

    template = mark("Line {n}, “{text}”: {problem}")
    field = "lines"


class Agreed(NamedTuple):
    """One line of what follows, as it was understood."""

    text: str
    line: QuickLine
    problem: Message | None
    """What is wrong with it, or lacks in it; None where it makes an action."""


def agreed(store: Store, text: str, today: date) -> Sequence[Agreed]:
    """What lines such as `visits three customers a day; li na; +14d` mean; nothing is written and nothing raised.

    Args:
        store: The store.
        text: One action a line; empty lines are passed over.
        today: What a date such as `+14d` starts from.
    """
    return [_understood(store, line.strip(), today) for line in text.splitlines() if line.strip()]


def write_down(store: Store, talk_id: str, version: int, today: date, lines: str = "", **values: object) -> str:
    """Write down a talk, and make an action of each line of what follows, all in one step; with a day it was held then.

    Args:
        store: The store.
        talk_id: The talk.
        version: As it was read.
        today: A talk cannot have been held after it.
        lines: What follows, one action a line.
        **values: Fields of `GrowDraft`; those that are left out stay as they are.

    Returns:
        The id of the talk.

    Raises:
        FieldError: A value cannot be used.
        HeldAhead: It was held on a day to come.
        LineWrong: A line makes no action.
        CancelledHere: The talk was cancelled.
        Gone: There is no such talk.
        Changed: Somebody else was first.
    """
    row = talk_row(store, talk_id)
    if row["state"] == TalkState.CANCELLED:
        raise CancelledHere
    before = {name: row[name] for name in ("goal_text", "reality", "options", "way_forward", "note")} | {"held": row["held_on"]}
    draft, follows = _draft(before | values, today), _checked(agreed(store, lines, today))
    label = mark("Wrote down the talk with {name}") if draft.held else mark("Prepared the talk with {name}")
    with store.write(Label(label, {"name": row["person"]})):
        store.update("talk", talk_id, version, **_columns(draft))
        for each in follows:
            taken = {name: each.line.value(name) for name in ("title", "owner", "due")}
            add_joint(store, Origin(ENTITY, talk_id), with_units=each.line.value("with"), **taken)
    return talk_id


def write_new(store: Store, person_id: str, kind: TalkKind, today: date, lines: str = "", **values: object) -> str:
    """Write down a talk that nobody had planned, in one step.

    Args:
        store: The store.
        person_id: With whom.
        kind: What it was for.
        today: As in `write_down`, which says what is raised, too.
        lines: What follows, one action a line.
        **values: Fields of `GrowDraft`.

    Returns:
        The id of the talk.
    """
    held = values.get("held") or today
    label = Label(mark("Wrote down the talk with {name}"), {"name": name_of(store, person_id)})
    with store.write(label):
        talk_id = add_talk(store, person=person_id, kind=kind, planned=held)
        return write_down(store, talk_id, talk_row(store, talk_id)["version"], today, lines, **values)


def _understood(store: Store, text: str, today: date) -> Agreed:
    line = quick_joint_actions.parse_quick_action(store, text, today)
    return Agreed(text, line, _problem(line))


def _problem(line: QuickLine) -> Message | None:
    if line.error is not None:
        return line.error.message
    if not line.value("owner"):
        return Message(mark("say who does it, behind a semicolon."))
    return None if line.value("due") else Message(mark("say by when, behind a semicolon."))


def _checked(lines: Sequence[Agreed]) -> Sequence[Agreed]:
    for n, each in enumerate(lines, 1):
        if each.problem is not None:
            raise _wrong(n, each)
    return lines


def _wrong(n: int, line: Agreed) -> PerftuiError:
    from perftui.domain.texts import shorten

    return LineWrong(n=n, text=shorten(line.text, 40), problem=line.problem)


def _draft(values: dict[str, object], today: date) -> GrowDraft:
    from perftui.domain.talk_drafts import GrowDraft
    from perftui.domain.validation import validated

    draft = validated(GrowDraft, **values)
    if draft.held and draft.held > today:
        raise HeldAhead(date=draft.held)
    return draft


def _columns(draft: GrowDraft) -> dict[str, object]:
    texts = {name: getattr(draft, name) for name in ("goal_text", "reality", "options", "way_forward", "note")}
    state = TalkState.HELD if draft.held else TalkState.PLANNED
    return {**texts, "state": state.value, "held_on": draft.held.isoformat() if draft.held else None}
