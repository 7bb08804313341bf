"""The minutes of a meeting as Markdown and as a document for Word, in the language in use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.formats import long_date
from perftui.domain.meetings import MeetingKind
from perftui.domain.recurrences import short_words
from perftui.domain.roles import role_text
from perftui.i18n import gettext as _
from perftui.i18n import mark, say
from perftui.services.goal_amendments import ALLOCATION
from perftui.services.meeting_views import meeting_view
from perftui.services.transfer.exports import write_export

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from perftui.services.actions import ActionLine
    from perftui.services.meeting_views import ChangeLine, MeetingView, ParticipantLine, TopicLine
    from perftui.services.retro_minutes import Group
    from perftui.services.transfer.documents import Block, Document
    from perftui.storage.stores import Store

CHANGED = {"weight": mark("Weight"), ALLOCATION: mark("Resource")}
"""Field of a change to what it is called."""


def as_markdown(store: Store, meeting_id: str) -> str:
    """The minutes of a meeting.

    Raises:
        Gone: There is no such meeting.
    """
    view = meeting_view(store, meeting_id)
    return "\n".join(_lines(view, of_its_kind(store, view))) + "\n"


def export(store: Store, meeting_id: str, path: Path, overwrite: bool = False) -> int:
    """Write the minutes of a meeting to a file.

    Args:
        store: The store.
        meeting_id: The meeting.
        path: Where to; its folder must exist. The ending .docx makes a document for Word, any other Markdown.
        overwrite: Whether an ordinary file of that name may be replaced.

    Returns:
        1, the number of meetings written.

    Raises:
        Gone: There is no such meeting.
        ExportExists, ExportFailed and others: See `transfer.exports.write_export`.
    """
    if path.suffix.casefold() == ".docx":
        from perftui.services.transfer.docx_documents import as_docx  # few write to Word

        write_export(path, as_docx(document(store, meeting_id)), overwrite)
    else:
        write_export(path, as_markdown(store, meeting_id).encode(), overwrite)
    return 1


def document(store: Store, meeting_id: str) -> Document:
    """The minutes of a meeting as a document.

    Raises:
        Gone: There is no such meeting.
    """
    from perftui.services.transfer.documents import Bullets, Document, Facts, Heading, Paragraph

    view = meeting_view(store, meeting_id)
    blocks: list[Block] = [Facts(tuple(_facts(view)))]
    if view.agenda:
        blocks += [Heading(_("Agenda")), Paragraph(view.agenda)]
    for heading, texts in (*of_its_kind(store, view), *_parts(view)):
        if texts:
            blocks += [Heading(heading), Bullets(tuple(texts))]
    if view.minutes:
        blocks += [Heading(_("Minutes")), Paragraph(view.minutes)]
    return Document(view.title, tuple(blocks))


def of_its_kind(store: Store, view: MeetingView) -> Sequence[Group]:
    """What only a meeting of its kind has: of a retrospective the timed agenda, what worked, problems and ideas."""
    if view.kind is not MeetingKind.RETROSPECTIVE:
        return ()
    from perftui.services.retro_minutes import groups  # most meetings are none

    return groups(store, view)


def _lines(view: MeetingView, more: Sequence[Group]) -> Iterator[str]:
    yield f"# {view.title}"
    yield ""
    yield from (f"- **{label}**: {value}" for label, value in _facts(view) if value)
    yield from _section(_("Agenda"), view.agenda.splitlines())
    for heading, texts in (*more, *_parts(view)):
        yield from _section(heading, [f"- {text}" for text in texts])
    yield from _section(_("Minutes"), view.minutes.splitlines())


def _facts(view: MeetingView) -> Iterator[tuple[str, str]]:
    yield _("Kind"), say(view.kind)
    yield _("Date"), long_date(view.on)
    yield _("Place"), view.place
    yield _("State"), say(view.state)


def _parts(view: MeetingView) -> Iterator[tuple[str, Sequence[str]]]:
    yield _("Participants"), [participant_text(line) for line in view.participants]
    yield _("Topics"), [topic_text(line) for line in view.topics]
    yield _("Decisions"), [bracketed(line.text, line.goal) for line in view.decisions]
    yield _("Changed goals"), [change_text(line) for line in view.changes]
    yield _("Actions"), [action_text(line) for line in view.actions]


def _section(heading: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield from ("", f"## {heading}", "", *lines)


def participant_text(line: ParticipantLine) -> str:
    """A participant with unit and role."""
    return " · ".join(part for part in (line.name, line.unit, line.role) if part)


def topic_text(line: TopicLine) -> str:
    """A topic in words."""
    if not line.link_id:
        return line.title
    words = _("“{first}” against “{second}”").format(first=line.first, second=line.second)
    return " – ".join((say(line.reason) if line.reason else _("Conflict"), words, say(line.state)))


def change_text(line: ChangeLine) -> str:
    """What was changed, from old to new, and why."""
    field = CHANGED.get(line.field, line.field)
    words = _("{goal}: {field} {old} → {new}").format(goal=line.goal, field=_(field), old=line.old or "–", new=line.new or "–")
    return bracketed(words, line.reason)


def bracketed(text: str, more: str) -> str:
    """A text with more behind it in brackets, where there is more."""
    return _("{text} ({more})").format(text=text, more=more) if more else text


def action_text(line: ActionLine) -> str:
    """An action with its owner, date and state."""
    due = line.due.isoformat() if line.due else ""
    box = f"[{'x' if line.done_on else ' '}] {line.title}"
    parts = (box, line.owners, role_text(line.role), due, short_words(line.recurrence), "" if line.done_on else say(line.state))
    return " · ".join(part for part in parts if part)
