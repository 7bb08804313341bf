"""Who has not answered in a round of 360 feedback: names only, never what somebody else said."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from perftui.domain.feedback import RaterGroup, RaterState
from perftui.domain.formats import describe_date
from perftui.errors import Message
from perftui.i18n import gettext as _
from perftui.i18n import mark, ngettext
from perftui.services import rounds
from perftui.services.agenda_kinds import SHOWN, AgendaKind, AgendaLine, Waiting
from perftui.services.round_raters import forms
from perftui.storage import rounds as stored

if TYPE_CHECKING:
    from perftui.services.round_lines import RaterLine
    from perftui.storage.stores import Store

WAITING = frozenset((RaterState.INVITED, RaterState.BEGUN))
"""Forms that are still to be completed."""


def waiting(store: Store, round_id: str) -> list[RaterLine]:
    """The forms that are not completed, by the rater's name."""
    return [line for line in forms(store, round_id) if line.state in WAITING]


def reminder(store: Store, round_id: str, today: date) -> str:
    """A text to copy: who still answers about whom, a rater a paragraph, and by when.

    Raises:
        Gone: There is no such round.
    """
    line, open_forms = rounds.get(store, round_id), waiting(store, round_id)
    parts = [line.title]
    if line.due:
        parts.append(_("Answers by: {date}").format(date=describe_date(line.due, today)))
    if not open_forms:
        return "\n".join((*parts, _("Everybody has answered.")))
    by_rater: dict[str, list[RaterLine]] = {}
    for form in open_forms:
        by_rater.setdefault(form.person_id or form.name, []).append(form)
    n = len(by_rater)
    parts.append(ngettext("{n} person has still to answer:", "{n} people have still to answer:", n).format(n=n))
    return "\n".join((*parts, *(_about(found) for found in by_rater.values())))


def _about(found: list[RaterLine]) -> str:
    first = found[0]
    who = _("{name} ({note})").format(name=first.name, note=first.email or first.unit) if first.email or first.unit else first.name
    return _("- {who}: {about}").format(who=who, about=_(", ").join(_whom(line) for line in found))


def _whom(line: RaterLine) -> str:
    return _("themselves") if line.group is RaterGroup.SELF else line.subject


def past_due(store: Store, today: date) -> Waiting:
    """Rounds that still collect answers after their day, for Today."""
    lines = []
    for row in stored.past_due(store, today.isoformat(), SHOWN):
        due = date.fromisoformat(row["due_date"])
        n = row["raters"] - row["completed"]
        message = Message(mark("{n} form is missing"), {"n": n}, mark("{n} forms are missing"))
        if not n:
            message = Message(mark("Everybody has answered: the next step is due"))
        lines.append(AgendaLine(AgendaKind.ROUND, due, row["title"], row["cycle"], "review_round", row["id"], message))
    return Waiting(lines, len(lines))
