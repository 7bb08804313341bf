"""Comments, amendments and versions of a goal, as the detail pane writes them out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.formats import long_date, short_date
from perftui.domain.goal_versions import CommentKind
from perftui.i18n import gettext as _
from perftui.i18n import ngettext, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from perftui.services.amendment_lines import AmendmentLine
    from perftui.services.goal_comments import CommentLine
    from perftui.services.goal_views import GoalView

COMMENTS_SHOWN = 10


def comment_texts(comments: Sequence[CommentLine], today: date) -> list[str]:
    """Who said what and when, newest first, with the step that it came with."""
    texts = [line for comment in comments[:COMMENTS_SHOWN] for line in _comment(comment, today)]
    more = len(comments) - COMMENTS_SHOWN
    return [*texts, ngettext("and {n} more", "and {n} more", more).format(n=more)] if more > 0 else texts


def _comment(comment: CommentLine, today: date) -> Iterator[str]:
    kind = "" if comment.kind is CommentKind.COMMENT else say(comment.kind)
    head = " · ".join(part for part in (short_date(comment.on, today), comment.by_name, kind) if part)
    yield head
    yield from (f"  {line}" for line in comment.text.split("\n"))


def amendment_texts(amendments: Sequence[AmendmentLine], today: date) -> list[str]:
    """What was changed after it was agreed, newest first; the reason once, below the changes that it was given for."""
    texts = []
    for index, line in enumerate(amendments):
        following = amendments[index + 1] if index + 1 < len(amendments) else None
        texts.append(f"{short_date(line.on, today)} · {line.by_name} · {change_text(line)}")
        if following is None or (following.on, following.reason) != (line.on, line.reason):
            texts.append("  " + why_text(line))
    return texts


def change_text(line: AmendmentLine) -> str:
    """What was changed, from what to what: `“Retention”, Target: 90 → 85`."""
    if not line.old:
        words = _("{field} added: {new}")
    elif not line.new:
        words = _("{field} taken out: {old}")
    else:
        words = _("{field}: {old} → {new}")
    changed = words.format(field=line.field, old=line.old, new=line.new)
    return _("“{title}”, {change}").format(title=line.key_result, change=changed) if line.key_result else changed


def why_text(line: AmendmentLine) -> str:
    """Why, and in which meeting that was decided."""
    if line.meeting:
        return _("Why: {reason} ({meeting})").format(reason=line.reason, meeting=line.meeting)
    return _("Why: {reason}").format(reason=line.reason)


def whole_text(line: AmendmentLine) -> str:
    """All of an amendment in one text; the reason, which may be long, stands last."""
    meeting = _("decided in “{meeting}”").format(meeting=line.meeting) if line.meeting else ""
    why = _("Why: {reason}").format(reason=line.reason)
    return " · ".join(part for part in (long_date(line.on), line.by_name, meeting, line.goal, change_text(line), why) if part)


def versions_text(view: GoalView) -> str:
    """How many versions there are, and how to see them; empty before the first."""
    if not view.versions:
        return ""
    words = ngettext("{n} version: F8 compares it with what it says now", "{n} versions: F8 compares them", view.versions)
    return words.format(n=view.versions)
