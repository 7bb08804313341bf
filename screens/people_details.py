"""A person in full, as the detail pane shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.formats import describe_date, long_date, percent, short_date
from perftui.domain.recurrences import short_words
from perftui.domain.roles import role_text
from perftui.i18n import gettext as _
from perftui.i18n import mark, ngettext
from perftui.services import people, talks
from perftui.services.actions import of_owner
from perftui.services.histories import history
from perftui.services.trees import TreeFilter, TreeListing
from perftui.services.unit_paths import path_of
from screens.details import Detail
from screens.help_texts import help_groups
from screens.plan_mentions import person_plans
from widgets.cells import status_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from textual.content import Content

    from perftui.services.actions import ActionLine
    from perftui.services.histories import HistoryLine
    from perftui.services.people import PersonView
    from perftui.services.trees import TreeLine
    from perftui.storage.stores import Store
    from widgets.glyphs import Glyphs

GOALS_SHOWN = 12
HISTORY_SHOWN = 100
WHOLE = {
    ("person", "insert"): mark("added"),
    ("reporting", "delete"): mark("reporting line taken back"),
}
"""Table and verb to what is said of a whole record."""


def person_detail(store: Store, person_id: str, today: date, glyphs: Glyphs, *, with_history: bool = False) -> Content:
    """What the pane shows of a person.

    Args:
        store: The store.
        person_id: Empty when there is none: then it is empty.
        today: What dates are seen from.
        glyphs: The signs that this terminal can draw.
        with_history: Whether to say who changed what.

    Raises:
        Gone: The person was taken back meanwhile.
    """
    if not person_id:
        return Detail("").content()
    view = people.person(store, person_id, today)
    detail = Detail(view.line.name).lines(_rows(store, view, today))
    detail.group(_("Goals"), list(_goals(store, view, today, glyphs))).group(_("Reporting lines"), list(_reporting(view)))
    detail.group(_("Plans"), person_plans(store, person_id, today, glyphs))
    detail.group(_("Open actions"), [_action(line, today) for line in of_owner(store, person_id)])
    help_groups(detail, store, "person", person_id, talks.of_person(store, person_id, today), today)
    if with_history:
        detail.group(_("History"), [change_text(line, today) for line in history(store, "person", person_id, HISTORY_SHOWN)])
    return detail.content()


def _rows(store: Store, view: PersonView, today: date) -> Iterator[tuple[str, str]]:
    line = view.line
    yield _("Staff no."), line.staff_no
    yield _("State"), _state(view, today)
    yield _("Unit"), path_of(store, line.unit_id)
    yield _("Position"), line.position
    yield _("Manager"), _named(line.manager, line.manager_no) if line.manager else ""
    yield _("Direct reports"), ngettext("{n} person", "{n} people", view.reports).format(n=view.reports) if view.reports else ""
    yield _("E-mail"), line.email
    yield _("Hired"), long_date(line.hire_date) if line.hire_date else ""
    yield _("Last day"), describe_date(line.exit_date, today) if line.exit_date else ""
    yield _("Pinyin"), _named(line.pinyin, view.initials) if line.pinyin else ""


def _state(view: PersonView, today: date) -> str:
    if view.line.is_archived:
        return _("archived")
    return _("has left") if view.line.exit_date and view.line.exit_date < today else ""


def _goals(store: Store, view: PersonView, today: date, glyphs: Glyphs) -> Iterator[str]:
    """The own goals and, indented, their key results, each with its status."""
    if not view.goals:
        return
    listing = TreeListing(store, TreeFilter(owner_person=view.line.id), today)
    nodes = listing.matches()
    for line in listing.lines(nodes[:GOALS_SHOWN]):
        yield _goal(line, glyphs)
    more = len(nodes) - GOALS_SHOWN
    if more > 0:
        yield ngettext("and {n} more", "and {n} more", more).format(n=more)


def _goal(line: TreeLine, glyphs: Glyphs) -> str:
    shown = percent(line.progress) if line.progress is not None else ""
    parts = (
        "  " if line.is_key_result else "",
        status_text(line.status, glyphs),
        shown,
        line.title,
        f"({line.value})" if line.value else "",
    )
    return " ".join(part for part in parts if part)


def _action(line: ActionLine, today: date) -> str:
    due = _("due {date}").format(date=short_date(line.due, today)) if line.due else ""
    with_units = _("with {units}").format(units=_(", ").join(line.with_units)) if line.with_units else ""
    sign = "! " if line.is_overdue(today) else ""
    parts = (line.title, role_text(line.role), with_units, due, short_words(line.recurrence))
    return sign + " · ".join(part for part in parts if part)


def _reporting(view: PersonView) -> Iterator[str]:
    for line in view.reporting:
        until = line.until.isoformat() if line.until else _("today")
        yield f"{line.since.isoformat()} – {until}  " + _named(line.manager, line.manager_no)


def change_text(line: HistoryLine, today: date) -> str:
    """A line of a history: when, who, and what became of which field."""
    when = f"{short_date(line.at.astimezone().date(), today)} · {line.actor}"
    if not line.field:
        whole = WHOLE.get((line.entity, line.verb), line.verb)
        return f"{when} · {_(whole)}"
    old, new = (text or "–" for text in (line.old_text(), line.new_text()))
    template = _("{field}: {value}") if line.verb == "insert" else _("{field}: {old} → {new}")
    return f"{when} · " + template.format(field=line.label_text(), value=new, old=old, new=new)


def _named(text: str, more: str) -> str:
    return _("{text} ({more})").format(text=text, more=more)
