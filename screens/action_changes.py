"""Marked actions changed at once: what, to what, seen before, done as one step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.codes import Words
from perftui.domain.dates import BadDate
from perftui.domain.formats import clauses
from perftui.domain.roles import Role
from perftui.domain.texts import fold
from perftui.i18n import gettext as _
from perftui.i18n import ngettext, say
from perftui.services import action_changes, search
from screens.works import FEW_RECORDS, worked
from widgets.button_lines import Button
from widgets.dialogs.change_lists import NO, YES, ChangeList, ChangeRow, yes_or_no
from widgets.dialogs.pickers import Picker, narrowed
from widgets.dialogs.values import ValuePrompt
from widgets.fields import Field
from widgets.pick_lists import Choice

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from perftui.errors import Message
    from perftui.services.action_changes import ChangesPreview
    from perftui.storage.stores import Store
    from screens.action_lists import ActionList

NOBODY = "-"
PEOPLE_SHOWN = 30


async def change_actions(screen: ActionList, ids: Sequence[str]) -> bool:
    """Ask what is to be changed and to what, show what would happen, and do it.

    Returns:
        Whether anything was changed.
    """
    title = ngettext("Change {n} action", "Change {n} actions", len(ids)).format(n=len(ids))
    choices = [Choice(field, say(label)) for field, label in action_changes.FIELDS.items()]
    field = await screen.app.push_screen_wait(Picker(title, lambda text: narrowed(choices, text, fold)))
    value = await _value(screen, field) if field else None
    if not field or value is None:
        return False
    today = screen.host.today()
    with screen.attempt():
        preview = await _worked(screen, _("Comparing …"), ids, lambda store: action_changes.preview_change(store, ids, field, value, today))
        if preview is not None and not preview.lines:
            screen.tell(_("They are all like that already."))
        elif preview is not None and await _agrees(screen, preview):
            done = await _worked(screen, _("Changing …"), ids, lambda store: action_changes.change_many(store, ids, field, value, today))
            return done is not None and done.changed > 0
    return False


async def _worked(screen: ActionList, words: str, ids: Sequence[str], do: Callable[[Store], ChangesPreview]) -> ChangesPreview | None:
    return await worked(screen, words, lambda store, _told: do(store), is_long=len(ids) > FEW_RECORDS)


async def _value(screen: ActionList, field: str) -> str | None:
    """The value as typed or picked, empty for none; None when it was left open."""
    title = say(action_changes.FIELDS[field])
    if field in ("done", "cancelled"):
        return ""
    if field == "owner":
        picked = await screen.app.push_screen_wait(_owner_picker(screen))
        return "" if picked == NOBODY else picked
    if field == "role":
        return await screen.app.push_screen_wait(Picker(title, _roles, placeholder=_("a usual role, or any other")))
    today = screen.host.today()
    told = _("+7d or -2w moves each by so much; a date such as fri or 2026-12-24 is the same for all.")
    asked = Field("due", title, help=told, is_required=True)
    return await screen.app.push_screen_wait(ValuePrompt(_("Move the due date"), asked, check=lambda text: _date_fault(text, today)))


def _roles(text: str) -> list[Choice]:
    """The usual roles that hold a text, and the text itself."""
    typed = text.strip()
    usual = narrowed([Choice(role.value, say(role)) for role in Role], text, fold)
    return [*usual, Choice(typed, _("New: {name}").format(name=typed))] if typed else list(usual)


def _date_fault(text: str, today: date) -> Message | None:
    try:
        action_changes.moved(today, text, today)
    except BadDate as error:
        return error.message
    return None


def _owner_picker(screen: ActionList) -> Picker:
    store, today = screen.store, screen.host.today()

    def found(text: str) -> list[Choice]:
        hits = search.people_choices(store, text, today, PEOPLE_SHOWN)
        nobody = [] if text.strip() else [Choice(NOBODY, _("Nobody"))]
        return nobody + [Choice(hit.id, hit.title, hit.subtitle) for hit in hits]

    return Picker(_("Owner"), found, placeholder=_("a name, initials such as zw, or a staff number"))


async def _agrees(screen: ActionList, preview: ChangesPreview) -> bool:
    counts = [ngettext("{n} action changes", "{n} actions change", preview.changed).format(n=preview.changed)]
    if preview.unchanged:
        counts.append(ngettext("{n} is like that already", "{n} are like that already", preview.unchanged).format(n=preview.unchanged))
    if preview.refused:
        counts.append(ngettext("{n} stays as it is (!)", "{n} stay as they are (!)", preview.refused).format(n=preview.refused))
    lines = sorted(preview.lines, key=lambda line: line.refusal is None)

    def row(index: int) -> ChangeRow:
        line = lines[index]
        return ChangeRow(line.title, _words(line.old), _words(line.new), say(line.refusal) if line.refusal else "")

    words = ngettext("Change {n} action", "Change {n} actions", preview.changed).format(n=preview.changed)
    buttons = yes_or_no(words) if preview.changed else [Button(NO, _("Back"), "b")]
    heads = (_("Action"), _("Before"), _("After"))
    title = say(action_changes.FIELDS[preview.field])
    question = ChangeList(title, [clauses(counts)], len(lines), row, buttons=buttons, heads=heads)
    return await screen.app.push_screen_wait(question) == YES


def _words(value: str) -> str:
    return say(value) if isinstance(value, Words) else value
