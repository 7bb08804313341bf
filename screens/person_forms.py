"""A person in a form."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from perftui.i18n import gettext as _
from perftui.services import people, people_edits
from perftui.services.people_edits import PersonInput
from screens.form_screens import FormScreen
from screens.form_sources import unit_options
from widgets.fields import Field, FieldKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from perftui.services.people import PersonLine, PersonView

TEXTS = ("name", "staff_no", "unit_id", "position", "email", "manager_id", "pinyin")
DAYS = ("since", "hire_date", "exit_date")


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

    def _values(self) -> dict[str, str]:
        """What the fields hold at first."""
        view = self._before()
        if view is not None:
            return values_of(view.line)
        return {"staff_no": people.suggest_staff_no(self.store)}

    def fields(self) -> Sequence[Field]:
        """All that is known about a person."""
        values = self._values()
        return (*self._who(values), *self._where(values), *self._reading(values))

    def _who(self, values: Mapping[str, str]) -> Sequence[Field]:
        no_help = _("What tells two people of one name apart; no two people have the same.")
        return (
            Field("name", _("Name"), value=values.get("name", ""), is_required=True, help=_("As the person writes it.")),
            Field("staff_no", _("Staff no."), value=values.get("staff_no", ""), is_required=True, help=no_help),
        )

    def _where(self, values: Mapping[str, str]) -> Sequence[Field]:
        manager_help = _("Type a name, pinyin, initials such as zw, or a staff number; F4 lists who is meant.")
        since_help = _("From which day a new manager counts; empty means today. Earlier reporting lines stay in the history.")
        return (
            Field("unit_id", _("Unit"), FieldKind.CHOICE, values.get("unit_id", ""), choices=unit_options(self.store)),
            Field("position", _("Position"), value=values.get("position", "")),
            Field("manager_id", _("Manager"), FieldKind.PERSON, values.get("manager_id", ""), help=manager_help),
            Field("since", _("Manager since"), FieldKind.DATE, help=since_help),
            Field("hire_date", _("Hired"), FieldKind.DATE, values.get("hire_date", ""), placeholder=_("e.g. 2026-01-31")),
            Field("exit_date", _("Last day"), FieldKind.DATE, values.get("exit_date", "")),
        )

    def _reading(self, values: Mapping[str, str]) -> Sequence[Field]:
        pinyin_help = _("How the name is read; empty means that it is worked out from the characters.")
        return (
            Field("email", _("E-mail"), value=values.get("email", "")),
            Field("pinyin", _("Pinyin"), value=values.get("pinyin", ""), help=pinyin_help),
        )

    def save(self, values: Mapping[str, str]) -> str:
        """Add or change the person."""
        today = self.host.today()
        days: dict[str, Any] = {name: _day(values[name]) for name in DAYS}
        texts: dict[str, Any] = {name: values[name] for name in TEXTS}
        view = self._before()
        if view is None:
            return people_edits.add_person(self.store, PersonInput(**texts, **days), today).line.id
        since, changed = days.pop("since"), self.changed(values)
        changed |= {"manager_id"} if since else set()  # another day for the same manager
        changes = {name: value for name, value in (texts | days).items() if name in changed}
        people_edits.edit_person(self.store, self.subject, view.line.version, today, since, **changes)
        return self.subject


def values_of(line: PersonLine) -> dict[str, str]:
    """A person by the names of the fields."""
    days = {"hire_date": _iso(line.hire_date), "exit_date": _iso(line.exit_date)}
    return {name: getattr(line, name) for name in TEXTS} | days


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
