"""Ctrl+L in the lists of support: which records are shown, and how that is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.support import STATES, SupportTable
from perftui.domain.texts import fold
from perftui.i18n import gettext as _
from perftui.i18n import say
from perftui.services import action_listings, search
from perftui.services.support_choices import person_name
from perftui.services.support_lists import ALL, LATE, OPEN, SupportFilter
from widgets.dialogs.pickers import narrowed
from widgets.pick_lists import Choice

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from perftui.storage.stores import Store

ON = "[x]"
"""Beside what is chosen already; choosing it again takes it away."""
PEOPLE_SHOWN = 8


def late_words(table: SupportTable) -> str:
    """What it means for a record of a list that somebody should act."""
    return {
        SupportTable.REQUEST: _("Overdue"),
        SupportTable.INITIATIVE: _("Overdue"),
        SupportTable.ACCOMMODATION: _("Ends within two weeks"),
        SupportTable.TRAINING: _("Waits for booking or result"),
        SupportTable.SKILL_GAP: _("Without training"),
        SupportTable.MENTORSHIP: _("Missed a week"),
        SupportTable.COURSE: "",
    }[table]


def filter_choices(store: Store, table: SupportTable, shown: SupportFilter, today: date) -> Callable[[str], list[Choice]]:
    """What a list can be narrowed to, for what was typed."""
    named = {OPEN: _("Pending"), LATE: late_words(table), ALL: _("All, with those that are over")}
    fixed = [Choice(f"state:{key}", words, ON if shown.state == key else "", _("Shown")) for key, words in named.items() if words]
    fixed += [Choice(f"state:{state}", say(state), ON if shown.state == state else "", _("State")) for state in STATES[table]]
    mine = action_listings.me(store)
    if mine and table is not SupportTable.COURSE:
        fixed.append(Choice(f"person:{mine}", _("Mine"), ON if shown.person_id == mine else "", _("Person")))

    def found(text: str) -> list[Choice]:
        people = search.people_choices(store, text, today, PEOPLE_SHOWN) if text.strip() and table is not SupportTable.COURSE else ()
        return [*narrowed(fixed, text, fold), *(Choice(f"person:{hit.id}", hit.title, hit.subtitle, _("Person")) for hit in people)]

    return found


def filtered(shown: SupportFilter, picked: str) -> SupportFilter:
    """The same with one criterion more, or one less where it was chosen already."""
    kind, _colon, value = picked.partition(":")
    if kind == "person":
        return shown._replace(person_id="" if shown.person_id == value else value)
    return shown._replace(state=OPEN if shown.state == value else value)


def filter_words(store: Store, table: SupportTable, shown: SupportFilter) -> list[str]:
    """What a list is narrowed to."""
    words = {OPEN: "", LATE: late_words(table), ALL: _("all")}
    state = words[shown.state] if shown.state in words else say(STATES[table](shown.state))
    person = person_name(store, shown.person_id)
    return [text for text in (state, person) if text]
