"""A person in a form."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from perftui.i18n import gettext as _
from perftui.services import people, people_edits
from perftui.services.people_edits import PersonInput
from screens.form_screens import FormScreen
from screens.form_sources import unit_options
from widgets.fields import Field, FieldKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from perftui.services.people import PersonView


class PersonForm(FormScreen):
    """Adds or changes a person."""

    FORM: ClassVar[str] = "person"
    CAN_ADD_ANOTHER: ClassVar[bool] = True
    _view: PersonView | None = None

    def heading(self) -> str:
        """Whose form it is."""
        view = self._before()
        return view.line.name if view else _("New person")

    def _before(self) -> PersonView | None:
        if self.subject and self._view is None:
            self._view = people.person(self.store, self.subject, self.host.today())
        return self._view

    def fields(self) -> Sequence[Field]:
        """All that is known about a person."""
        view = self._before()
        line = view.line if view else None
        return (
            Field("name", _("Name"), value=line.name if line else "", is_required=True, help=_("As the person writes it.")),
            Field(
                "staff_no",
                _("Staff no."),
                value=line.staff_no if line else people.suggest_staff_no(self.store),
                is_required=True,
                help=_("What tells two people of one name apart; no two people have the same."),
            ),
            Field("unit_id", _("Unit"), FieldKind.CHOICE, line.unit_id if line else "", choices=unit_options(self.store)),
            Field("position", _("Position"), value=line.position if line else ""),
            Field(
                "manager_id",
                _("Manager"),
                FieldKind.PERSON,
                line.manager_id if line else "",
                help=_("Type a name, pinyin, initials such as zw, or a staff number; F4 lists who is meant."),
            ),
            Field(
                "since",
                _("Manager since"),
                FieldKind.DATE,
                help=_("From which day a new manager counts; empty means today. Earlier reporting lines stay in the history."),
            ),
            Field("hire_date", _("Hired"), FieldKind.DATE, _iso(line.hire_date) if line else "", placeholder="2026-01-31, t, +2w"),
            Field("exit_date", _("Last day"), FieldKind.DATE, _iso(line.exit_date) if line else ""),
            Field("email", _("E-mail"), value=line.email if line else ""),
            Field(
                "pinyin",
                _("Pinyin"),
                value=line.pinyin if line else "",
                help=_("How the name is read; empty means that it is worked out from the characters."),
            ),
        )

    def save(self, values: Mapping[str, str]) -> str:
        """Add or change the person."""
        today, days = self.host.today(), {name: _day(values[name]) for name in ("since", "hire_date", "exit_date")}
        texts = {name: values[name] for name in ("name", "staff_no", "unit_id", "position", "email", "manager_id", "pinyin")}
        view = self._before()
        if view is None:
            return people_edits.add_person(self.store, PersonInput(**texts, **days), today).line.id
        if texts["pinyin"] == view.line.pinyin:
            del texts["pinyin"]
        since = days.pop("since")
        people_edits.edit_person(self.store, self.subject, view.line.version, today, since, **texts, **days)
        return self.subject


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
