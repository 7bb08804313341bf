"""What is done with a conflict: recorded, described, dismissed, settled, opened again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.texts import clean_text
from perftui.errors import BadInput
from perftui.i18n import mark, say
from perftui.services import conflicts, goal_rows
from perftui.services.conflicts import FOUND
from perftui.services.goal_links import AlreadyLinked, LinkedToItself, LinkKind
from perftui.storage import goal_lookups
from perftui.storage.stores import Gone, Label

if TYPE_CHECKING:
    from perftui.domain.conflicts import ConflictReason
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store


class WhyDismissed(BadInput):
    """A conflict is to be dismissed without a word."""

    template = mark("Say why this is no conflict, so that nobody looks into it again.")


class HowSettled(BadInput):
    """A conflict is to be settled without a word."""

    template = mark("Say how it was settled.")


def record(store: Store, first: str, second: str, reason: ConflictReason, note: str = "") -> str:
    """Record that two goals stand in each other's way.

    Args:
        store: The store.
        first: Id of a goal; of a dependency the one that waits.
        second: Id of the other.
        reason: Why.
        note: What exactly.

    Returns:
        The id of the link.

    Raises:
        Gone: One of the goals does not exist.
        LinkedToItself: Both are the same.
        AlreadyLinked: It is recorded already.
    """
    with store.write(_label(store, mark("Recorded the conflict of {goal} and {other}"), first, second)):
        return _insert(store, first, second, reason, note)


def record_found(store: Store, key: str) -> str:
    """Record a conflict that was found; one that is recorded already stays as it is.

    Returns:
        The id of the link.

    Raises:
        Gone: It is not found any more.
        AlreadyLinked: Both places for conflicts of these goals are taken.
    """
    if not is_found(key):
        return key
    line = conflicts.conflict(store, key)
    assert line.reason is not None
    return record(store, line.first.id, line.second.id, line.reason, "\n".join(say(cause) for cause in line.causes))


def is_found(key: str) -> bool:
    """Whether a key is of a conflict that is only found."""
    return key.startswith(f"{FOUND}:")


def describe(store: Store, link_id: str, version: int, reason: ConflictReason, note: str) -> int:
    """Change why two goals are in conflict, or what is written about it.

    Returns:
        The version afterwards.

    Raises:
        Gone: There is no such conflict any more.
        Changed: Somebody else was first.
    """
    row = _link(store, link_id)
    with store.write(_of_link(mark("Changed the conflict of {goal} and {other}"), row)):
        return store.update("goal_link", link_id, version, reason=reason.value, note=_text(note))


def dismiss(store: Store, key: str, why: str) -> str:
    """Say that it is no conflict after all; the rules do not find it again.

    Args:
        store: The store.
        key: Of a conflict that is recorded or only found.
        why: Kept with it.

    Returns:
        The id of the link.

    Raises:
        WhyDismissed: Nothing is said.
        Gone: There is no such conflict any more.
    """
    text = _text(why)
    if not text:
        raise WhyDismissed
    return _end(store, key, mark("Dismissed the conflict of {goal} and {other}"), "dismissed", text)


def settle(store: Store, key: str, resolution: str) -> str:
    """Write down how a conflict was settled.

    Args:
        store: The store.
        key: Of a conflict that is recorded or only found.
        resolution: How.

    Returns:
        The id of the link.

    Raises:
        HowSettled: Nothing is said.
        Gone: There is no such conflict any more.
    """
    text = _text(resolution)
    if not text:
        raise HowSettled
    return _end(store, key, mark("Settled the conflict of {goal} and {other}"), "settled", text)


def reopen(store: Store, link_id: str) -> None:
    """Open a conflict again that was settled or dismissed.

    Raises:
        Gone: There is no such conflict any more.
    """
    row = _link(store, link_id)
    with store.write(_of_link(mark("Opened the conflict of {goal} and {other} again"), row)):
        store.update("goal_link", link_id, row["version"], state="open", resolution="")


def _end(store: Store, key: str, template: str, state: str, text: str) -> str:
    goals = key.split(":")[2:] if is_found(key) else [_link(store, key)[f"{side}_goal_id"] for side in ("from", "to")]
    with store.write(_label(store, template, *goals)):
        link_id = record_found(store, key)
        store.update("goal_link", link_id, _link(store, link_id)["version"], state=state, resolution=text)
    return link_id


def _insert(store: Store, first: str, second: str, reason: ConflictReason, note: str) -> str:
    if first == second:
        raise LinkedToItself
    known = [goal_lookups.link_between(store, *way, LinkKind.CONFLICTS) for way in ((first, second), (second, first))]
    reasons = {_link(store, link)["reason"] for link in known if link}
    if all(known) or reason in reasons or None in reasons:
        titles = (goal_rows.goal_row(store, goal)["title"] for goal in (first, second))
        raise AlreadyLinked(**dict(zip(("goal", "other"), titles, strict=True)))
    from_goal, to_goal = (second, first) if known[0] else (first, second)
    link_id = store.new_id()
    store.insert(
        "goal_link",
        id=link_id,
        from_goal_id=from_goal,
        to_goal_id=to_goal,
        kind=LinkKind.CONFLICTS.value,
        reason=reason.value,
        note=_text(note),
    )
    return link_id


def _label(store: Store, template: str, first: str, second: str) -> Label:
    titles = [goal_rows.goal_row(store, goal)["title"] for goal in (first, second)]
    return Label(template, {"goal": titles[0], "other": titles[1]})


def _of_link(template: str, row: Row) -> Label:
    return Label(template, {"goal": row["from_title"], "other": row["to_title"]})


def _link(store: Store, link_id: str) -> Row:
    row = goal_lookups.link(store, link_id)
    if row is None:
        raise Gone
    return row


def _text(text: str) -> str:
    return clean_text(text, multiline=True).strip()
