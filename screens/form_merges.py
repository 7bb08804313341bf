"""What others did to a record while its form was open: which of three values a field keeps, and what is said about the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.i18n import gettext as _
from perftui.services.histories import history
from widgets.cells import cut
from widgets.dialogs.confirms import Answer, Confirm
from widgets.fields import YES, FieldKind
from widgets.glyphs import glyphs_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from textual.app import App

    from perftui.domain.merges import Merge
    from screens.form_frames import FormFrame
    from widgets.fields import Field

MINE, THEIRS = "mine", "theirs"
"""The answers' codes; Esc means mine, by which nothing that was typed is lost."""
WIDTH = 56
"""Cells of a value in the question."""


async def settled(screen: FormFrame, merge: Merge, base: Mapping[str, str], theirs: Mapping[str, str]) -> dict[str, str]:
    """The values that the form goes on with: each field that both changed is asked about, in the order of the form."""
    values = dict(merge.values)
    for field in screen.fields():
        if field.name in merge.conflicts:
            question = conflict_question(screen, field, (base.get(field.name, ""), values[field.name], theirs[field.name]))
            if await screen.app.push_screen_wait(question) == THEIRS:
                values[field.name] = theirs[field.name]
    return values


def conflict_question(screen: FormFrame, field: Field, values: Sequence[str]) -> Confirm:
    """Ask which of two new values a field keeps.

    Args:
        screen: The form.
        field: The field.
        values: The one that both started from, mine, theirs.
    """
    before, mine, theirs = (_shown(screen, field, value) for value in values)
    lines = [_("Before: {value}").format(value=before), _("Mine: {value}").format(value=mine), _("Theirs: {value}").format(value=theirs)]
    question = _("{who} has changed “{field}” too. Which one holds?").format(who=who_changed(screen), field=field.label)
    return Confirm(question, (Answer(MINE, _("Keep mine"), "m"), Answer(THEIRS, _("Take theirs"), "t")), lines)


def taken_text(screen: FormFrame, names: Iterable[str]) -> str:
    """Say which fields have the values of others now; empty for none."""
    labels = _(", ").join(field.label for field in screen.fields() if field.name in names)
    if not labels:
        return ""
    return _("{who} has changed meanwhile: {fields}. It was taken over.").format(who=who_changed(screen), fields=labels)


def who_changed(screen: FormFrame) -> str:
    """Who wrote to the record last."""
    lines = history(screen.store, screen.FORM, screen.subject, 1)
    return lines[0].actor if lines else _("Somebody else")


def tell_after(app: App[None], text: str) -> None:
    """Say it on the section that has come up again."""
    tell = getattr(app.screen, "tell", None)
    if tell is not None:
        tell(text)


def _shown(screen: FormFrame, field: Field, value: str) -> str:
    """A value as its field shows it."""
    words = {option.code: option.label for option in field.choices}.get(value, value)
    if field.kind is FieldKind.YES_NO:
        words = _("yes") if value == YES else _("no")
    if field.kind is FieldKind.PERSON and value:
        find = screen.sources().find
        found = find(value) if find else None
        words = f"{found.name} {found.staff_no}" if found else value
    return cut(" ".join(words.split()), WIDTH, glyphs_of(screen).ellipsis) or _("empty")
