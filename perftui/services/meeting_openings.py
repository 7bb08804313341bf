"""A meeting opened from a conflict: what is filled in beforehand, and all of it made in one step (R19)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from perftui.domain.conflicts import ConflictReason
from perftui.domain.meetings import MeetingKind
from perftui.domain.texts import shorten
from perftui.i18n import gettext as _
from perftui.i18n import mark, say
from perftui.services import conflict_steps, conflicts
from perftui.services.meetings import Attendee, Topic, add_meeting
from perftui.storage.stores import Label

if TYPE_CHECKING:
    from perftui.services.conflicts import ConflictLine
    from perftui.storage.stores import Store

TITLE = 40
"""Characters that are taken of a goal's title."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a meeting about a conflict begins with, in the language in use."""

    kind: MeetingKind
    title: str
    agenda: str
    topics: tuple[str, ...]
    """The titles of the two goals."""
    invited: tuple[str, ...]
    """The units and owners of both."""


def proposal(store: Store, key: str) -> Proposal:
    """What a meeting about a conflict begins with.

    Raises:
        Gone: The conflict does not exist any more.
    """
    line = conflicts.conflict(store, key)
    kind = _kind(line)
    goals = (line.first.title, line.second.title)
    names = dict.fromkeys(name for side in (line.first, line.second) for name in (side.unit, side.owner) if name)
    title = _("{kind}: {first} / {second}").format(kind=say(kind), first=shorten(goals[0], TITLE), second=shorten(goals[1], TITLE))
    return Proposal(kind, title, agenda(kind, what_of(line)), goals, tuple(names))


def what_of(line: ConflictLine) -> str:
    """What a conflict is about, in one text: what is found now, else what was written about it."""
    return " ".join(say(cause) for cause in line.causes) or line.note


def agenda(kind: MeetingKind, what: str = "") -> str:
    """The agenda with which a meeting of a kind begins, in the language in use."""
    lines = [_("1. What each goal is for, and what it needs"), _("2. What stands between them"), *([f"   {what}"] if what else [])]
    if kind is MeetingKind.RESOURCE:
        lines += [_("3. Ways out: more of it, later, shared, or less"), _("4. Decision: weights and shares of the resource")]
    elif kind is MeetingKind.CALIBRATION:
        lines = [_("1. Goals of one level side by side"), _("2. Challenge and feasibility against past values"), _("3. What is adjusted")]
        lines.append(_("4. Decision: weights and targets"))
    elif kind is MeetingKind.REVIEW:
        lines = [_("1. Where the goals stand"), _("2. What went well, what hindered"), _("3. Keep, adjust or rework")]
        lines.append(_("4. Decision: what changes"))
    else:
        lines += [_("3. Ways out: another target, another order, another owner"), _("4. Decision: targets, weights and dates")]
    return "\n".join([*lines, _("5. Actions, each with an owner and a date")])


def open_meeting(store: Store, key: str, **values: object) -> str:
    """Plan a meeting about a conflict: with both goals as topics, their units and owners as participants; one step.

    Args:
        store: The store.
        key: Of the conflict; one that is only found is recorded.
        **values: Fields of `MeetingDraft`.

    Returns:
        The id of the meeting.

    Raises:
        FieldError: A value cannot be used.
        Gone: The conflict does not exist any more.
    """
    line = conflicts.conflict(store, key)
    sides = (line.first, line.second)
    attendees = [Attendee(unit_id=side.unit_id) for side in sides if side.unit_id]
    attendees += [Attendee(person_id=side.person_id) for side in sides if side.person_id]
    with store.write(Label(mark("Planned the meeting {title}"), {"title": str(values.get("title", ""))})):
        link_id = conflict_steps.record_found(store, key)
        topics = [Topic(link_id=link_id), *(Topic(goal_id=side.id) for side in sides)]
        return add_meeting(store, topics, attendees, **values)


def _kind(line: ConflictLine) -> MeetingKind:
    return MeetingKind.RESOURCE if line.reason is ConflictReason.RESOURCE else MeetingKind.ALIGNMENT
