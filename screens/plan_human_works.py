"""What Ins and Enter do in the parts of a plan's sheet about its human side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from perftui.domain.plan_lacks import Part
from perftui.i18n import gettext as _
from perftui.services import plan_people
from perftui.services.plan_locks import plan_row
from screens import plan_human_forms as forms
from screens.plan_human_parts import OBSTACLES, PURPOSE, RESISTANCE
from screens.plan_text_parts import PROMISE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from screens.form_screens import FormScreen
    from screens.plan_sheet_rows import SheetRow
    from screens.told_lists import ToldList

NEW: Final[Mapping[str, type[FormScreen]]] = {
    Part.STATEMENT.value: forms.StatementForm,
    OBSTACLES: forms.ObstacleForm,
    RESISTANCE: forms.ResistanceForm,
    PURPOSE: forms.PurposeForm,
}
"""Part to the form that adds to it."""
FORMS: Final[Mapping[str, type[FormScreen]]] = {"obstacle": forms.ObstacleForm, "resistance_note": forms.ResistanceForm}
"""Table of a row to the form that changes it."""


def add_to(section: ToldList, part: str, plan_id: str) -> bool:
    """Open the form that adds to a part.

    Returns:
        Whether it is one of these parts.
    """
    if part == Part.SUPPORT:
        section.tell(_("Enter settles a promise in writing; a step becomes one with “Support or not” on F8."))
        return True
    form = NEW.get(part)
    if form is None:
        return False
    with section.attempt():
        if part != PURPOSE:
            plan_people.require_known(section.store, plan_row(section.store, plan_id)["id"])
        section.app.push_screen(form(above=plan_id), lambda saved: section.done() if saved else None)
    return True


def open_record(section: ToldList, row: SheetRow, plan_id: str) -> bool:
    """Open the form of a record.

    Returns:
        Whether it has one here; what stands for good is only shown.
    """
    if row.table == PROMISE:
        form: FormScreen = forms.SettleForm(row.record, above=plan_id)
    elif row.table == "statement":
        waiting = (line.id for line in plan_people.statements(section.store, plan_id) if line.answered is None)
        if row.record not in waiting:
            return False
        form = forms.AnswerForm(row.record)
    elif row.table in FORMS:
        form = FORMS[row.table](row.record)
    else:
        return False
    section.app.push_screen(form, lambda saved: section.done() if saved else None)
    return True
