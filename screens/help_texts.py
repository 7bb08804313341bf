"""Talks and support in the details of people, goals, gaps and plans, one line each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.formats import short_date
from perftui.i18n import gettext as _
from perftui.i18n import ngettext, say
from perftui.services.support_around import around

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from perftui.services.talks import TalkLine
    from perftui.storage.stores import Store
    from screens.details import Detail

SHOWN = 5
"""Talks in a detail, the latest ones."""


def help_groups(detail: Detail, store: Store, entity: str, record_id: str, lines: Sequence[TalkLine], today: date) -> Detail:  # noqa: PLR0913, PLR0917  # what both groups need
    """The groups with the talks about a record, and the support around it."""
    support = [" · ".join((line.title, say(line.state))) for line in around(store, entity, record_id)]
    return detail.group(_("Talks"), talk_texts(lines, today, with_person=entity != "person")).group(_("Support"), support)


def talk_texts(lines: Sequence[TalkLine], today: date, *, with_person: bool) -> list[str]:
    """Talks, the latest first: when, which kind, how it stands, what follows."""
    texts = [_talk(line, today, with_person=with_person) for line in lines[:SHOWN]]
    if (more := len(lines) - SHOWN) > 0:
        texts.append(ngettext("and {n} more", "and {n} more", more).format(n=more))
    return texts


def _talk(line: TalkLine, today: date, *, with_person: bool) -> str:
    when = line.held or line.planned
    parts = (
        short_date(when, today) if when else "",
        say(line.kind),
        line.person if with_person else "",
        say(line.status),
        line.next_action,
    )
    return " · ".join(part for part in parts if part)
