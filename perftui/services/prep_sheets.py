"""The prep sheet: one page before a talk with figures, open gaps, promises and what became of them, script and questions (R29)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.formats import long_date
from perftui.domain.meetings import ActionState
from perftui.domain.talks import Stage
from perftui.i18n import gettext as _
from perftui.i18n import ngettext, pgettext, say
from perftui.services.grow_library import questions
from perftui.services.talk_facts import figures, open_gaps, owed, plan_of, promises
from perftui.services.talk_scripts import filled
from perftui.services.talk_views import talk_view

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from perftui.services.promises import PromiseLine
    from perftui.services.talk_facts import Promise
    from perftui.services.talk_views import TalkView
    from perftui.services.transfer.documents import Block, Document
    from perftui.storage.stores import Store

ASKED = 2
"""Questions of each stage."""


def document(store: Store, talk_id: str, today: date) -> Document:
    """The prep sheet of a talk.

    Raises:
        Gone: There is no such talk.
    """
    from perftui.services.transfer.documents import Bullets, Document, Facts, Heading

    view = talk_view(store, talk_id, today)
    found = filled(store, talk_id, today)
    asked = [f"{say(stage)}: {question}" for stage in Stage for question in questions(stage)[:ASKED]]
    blocks: list[Block] = [Facts(tuple(_facts(store, view, today))), *_figures(store, view, today)]
    for heading, items in _lists(store, view, today):
        blocks += [Heading(heading, 2), Bullets(tuple(items))]
    blocks += [Heading(_("Script: {name}").format(name=found.script.name), 2), Bullets(found.script.steps, is_numbered=True)]
    blocks += [Heading(_("Questions to ask"), 2), Bullets(tuple(asked))]
    title = _("Prep sheet: {kind} with {name}").format(kind=say(view.line.kind), name=view.line.person)
    return Document(title, tuple(blocks))


def _facts(store: Store, view: TalkView, today: date) -> Iterator[tuple[str, str]]:
    line, plan = view.line, plan_of(store, view.line.person_id)
    yield _("Person"), " · ".join(filter(None, (line.person, line.staff_no, line.unit)))
    yield _("Led by"), line.manager
    yield _("Planned for"), long_date(line.planned) if line.planned else ""
    yield pgettext("talks", "About"), " · ".join(filter(None, (view.goal, view.gap)))
    yield pgettext("talks", "Plan"), f"{plan.title} · {say(plan.state)}" if plan else ""
    yield _("Prepared on"), long_date(today)


def _figures(store: Store, view: TalkView, today: date) -> Iterator[Block]:
    from perftui.services.transfer.documents import Heading, Paragraph, Table

    yield Heading(_("Figures"), 2)
    found = figures(store, view, today)
    if not found:
        yield Paragraph(_("Nothing is measured of this person at present."))
        return
    header = (_("Measure"), _("Target"), _("Actual"), _("Gap"), _("Period"))
    rows = [(each.name, each.target, each.actual or _("no data"), each.gap or "–", each.period) for each in found]
    yield Table(header, rows, (4, 2, 2, 2, 2))


def _lists(store: Store, view: TalkView, today: date) -> Iterator[tuple[str, list[str]]]:
    gaps = [
        _("{gap}: {target}, actual {actual}; {causes}").format(
            gap=gap.dimension,
            target=gap.target_text,
            actual=gap.actual_text or _("no data"),
            causes=_(", ").join(root.text for root in gap.roots) or _("no root cause yet"),
        )
        for gap in open_gaps(store, view.line.person_id)
    ]
    yield _("Open gaps"), gaps or [_("None.")]
    yield _("Promises, and what became of them"), [promise_text(each, today) for each in promises(store, view)] or [_("None yet.")]
    if lines := owed(store, view.line.person_id, today):
        yield _("Promised in the plan, and still owed"), [owed_text(line, today) for line in lines]


def promise_text(promise: Promise, today: date) -> str:
    """What was agreed, by whom, and what became of it."""
    line = promise.action
    parts = (line.title, line.owners, line.due.isoformat() if line.due else "", fate(promise, today))
    return " · ".join(part for part in parts if part)


def owed_text(line: PromiseLine, today: date) -> str:
    """What the plan promises, by when, and how late it is."""
    if line.due is None:
        return line.text
    n = (today - line.due).days
    words = ngettext("open, {n} day late", "open, {n} days late", n).format(n=n) if n > 0 else say(line.state)
    return " · ".join((line.text, line.due.isoformat(), words))


def fate(promise: Promise, today: date) -> str:
    """What became of a promise: done in time or late, still to do, or overdue."""
    line = promise.action
    if line.state is ActionState.DONE:
        late = (line.done_on - line.due).days if line.done_on and line.due else 0
        return ngettext("done {n} day late", "done {n} days late", late).format(n=late) if late > 0 else _("done in time")
    if line.is_overdue(today) and line.due is not None:
        n = (today - line.due).days
        return ngettext("open, {n} day late", "open, {n} days late", n).format(n=n)
    return _("still to do")
