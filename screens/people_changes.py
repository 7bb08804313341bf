"""One field of all marked people: which, to what, seen before, done as one step."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from perftui.domain.codes import Words
from perftui.domain.formats import clauses
from perftui.domain.texts import fold
from perftui.i18n import gettext as _
from perftui.i18n import ngettext, say
from perftui.services import people_changes, search, units
from screens.form_sources import sources
from screens.works import FEW_RECORDS, worked
from widgets.button_lines import Button
from widgets.dialogs.change_lists import NO, YES, ChangeList, ChangeRow, yes_or_no
from widgets.dialogs.pickers import Picker, narrowed
from widgets.dialogs.values import ValuePrompt
from widgets.fields import Field, FieldKind
from widgets.pick_lists import Choice

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from perftui.services.people_changes import ChangePreview
    from perftui.storage.stores import Store
    from screens.people_lists import PeopleList

NOTHING = "-"
"""The key of the choice that means none."""
PEOPLE_SHOWN = 30
DATES = ("hire_date", "exit_date")


async def change_people(screen: PeopleList, ids: Sequence[str]) -> bool:
    """Ask for a field and its new value, show what would happen, and do it.

    Returns:
        Whether anything was changed.
    """
    n = len(ids)
    choices = [Choice(field, say(label)) for field, label in people_changes.FIELDS.items()]
    title = ngettext("Change {n} person", "Change {n} people", n).format(n=n)
    field = await screen.app.push_screen_wait(Picker(title, lambda text: narrowed(choices, text, fold)))
    typed = await _value(screen, field) if field else None
    if not field or typed is None:
        return False
    value, today = _stored(field, typed), screen.host.today()
    with screen.attempt():
        preview = await _worked(screen, _("Comparing …"), ids, lambda store: people_changes.preview_change(store, ids, field, value, today))
        if preview is not None and not preview.lines:
            screen.tell(_("They all have that already."))
        elif preview is not None and await _agrees(screen, preview):
            changed = await _worked(screen, _("Changing …"), ids, lambda store: people_changes.change_many(store, ids, field, value, today))
            return changed is not None and changed.changed > 0
    return False


async def _worked(screen: PeopleList, words: str, ids: Sequence[str], do: Callable[[Store], ChangePreview]) -> ChangePreview | None:
    return await worked(screen, words, lambda store, _told: do(store), is_long=len(ids) > FEW_RECORDS)


async def _value(screen: PeopleList, field: str) -> str | None:
    """The value as typed or picked, empty for none; None when it was left open."""
    title = say(people_changes.FIELDS[field])
    if field in {"unit_id", "manager_id", "is_archived"}:
        picked = await screen.app.push_screen_wait(_picker(screen, field, title))
        return "" if picked == NOTHING else picked
    kind, help_text = (FieldKind.DATE, _("Empty takes the date away.")) if field in DATES else (FieldKind.TEXT, "")
    prompt = ValuePrompt(title, Field("value", title, kind, help=help_text), sources(screen.store, screen.host.today()))
    return await screen.app.push_screen_wait(prompt)


def _picker(screen: PeopleList, field: str, title: str) -> Picker:
    store, today = screen.store, screen.host.today()
    if field == "manager_id":

        def found(text: str) -> list[Choice]:
            hits = search.people_choices(store, text, today, PEOPLE_SHOWN)
            nobody = [] if text.strip() else [Choice(NOTHING, _("Nobody"))]
            return nobody + [Choice(hit.id, hit.title, hit.subtitle) for hit in hits]

        return Picker(_("Manager from today on"), found, placeholder=_("a name, initials such as zw, or a staff number"))
    if field == "unit_id":
        choices = [Choice(line.id, line.path, str(line.people or "")) for line in units.tree(store)] + [Choice(NOTHING, _("No unit"))]
    else:
        choices = [Choice("yes", _("Archive")), Choice(NOTHING, _("Bring back"))]
    return Picker(title, lambda text: narrowed(choices, text, fold))


def _stored(field: str, typed: str) -> object:
    if field in DATES:
        return date.fromisoformat(typed) if typed else None
    return bool(typed) if field == "is_archived" else typed


async def _agrees(screen: PeopleList, preview: ChangePreview) -> bool:
    counts = [ngettext("{n} person changes", "{n} people change", preview.changed).format(n=preview.changed)]
    if preview.unchanged:
        counts.append(ngettext("{n} has that already", "{n} have that already", preview.unchanged).format(n=preview.unchanged))
    if preview.refused:
        counts.append(ngettext("{n} stays as it is (!)", "{n} stay as they are (!)", preview.refused).format(n=preview.refused))
    # Who is refused comes first, so that nobody overlooks them.
    lines = sorted(preview.lines, key=lambda line: line.refusal is None)

    def row(index: int) -> ChangeRow:
        line = lines[index]
        refusal = say(line.refusal) if line.refusal else ""
        return ChangeRow(f"{line.name} {line.staff_no}", _words(line.old), _words(line.new), refusal)

    words = ngettext("Change {n} person", "Change {n} people", preview.changed).format(n=preview.changed)
    buttons = yes_or_no(words) if preview.changed else [Button(NO, _("Back"), "b")]
    heads = (_("Name"), _("Before"), _("After"))
    title = say(people_changes.FIELDS[preview.field])
    question = ChangeList(title, [clauses(counts)], len(lines), row, buttons=buttons, heads=heads)
    return await screen.app.push_screen_wait(question) == YES


def _words(value: str) -> str:
    return say(value) if isinstance(value, Words) else value
