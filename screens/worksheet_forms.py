"""A worksheet for another department in a form (R26)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from perftui.i18n import gettext as _
from perftui.i18n import say
from perftui.services import worksheets
from perftui.services.script_library import script
from perftui.services.talk_facts import subjects
from perftui.services.talk_views import talk_view
from perftui.services.worksheets import TEXTS
from screens.form_screens import FormScreen
from screens.form_sources import unit_options
from widgets.fields import Field, FieldKind, Option

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from perftui.services.worksheets import WorksheetLine


class WorksheetForm(FormScreen):
    """Adds a worksheet, or changes one; above a new one stands `talk/` or `person/` with an id, or nothing."""

    FORM: ClassVar[str] = "worksheet"
    _line: WorksheetLine | None = None

    def heading(self) -> str:
        """Which one it is."""
        line = self._before()
        return line.title if line else _("New worksheet")

    def _before(self) -> WorksheetLine | None:
        if self.subject and self._line is None:
            self._line = worksheets.worksheet(self.store, self.subject)
        return self._line

    def _from_above(self) -> tuple[str, str]:
        """Person and talk of the record for which it is made."""
        entity, _slash, key = self.above.partition("/")
        if entity != "talk":
            return key, ""
        return talk_view(self.store, key, self.host.today()).line.person_id, key

    def fields(self) -> Sequence[Field]:
        """With whom, about what, and the five things to know."""
        line = self._before()
        person = line.person_id if line else self._from_above()[0]
        units = [Option("", _("none")), *unit_options(self.store)]
        known = dict(subjects(self.store, person).goals) if person else {}
        known |= {line.goal_id: line.goal} if line and line.goal else {}
        goals = [Option("", _("none")), *(Option(key, title) for key, title in known.items())]
        return (
            Field("title", _("Title"), value=line.title if line else "", is_required=True),
            Field("unit", _("Other party"), FieldKind.CHOICE, line.unit_id if line else "", choices=units),
            Field("person", _("For"), FieldKind.PERSON, person, _("Whose work it is for.")),
            Field("goal", _("Goal"), FieldKind.CHOICE, line.goal_id if line else "", choices=goals),
            *self._texts(line),
            Field("on", _("Date"), FieldKind.DATE, (line.on if line else self.host.today()).isoformat(), is_required=True),
        )

    def _texts(self, line: WorksheetLine | None) -> Iterator[Field]:
        asked = script("cross_team")
        steps = asked.steps if asked else ("",) * len(TEXTS)
        for (column, label), question in zip(TEXTS.items(), steps, strict=False):
            value = line.texts[column] if line else ""
            kind = FieldKind.TEXT if column == "decider" else FieldKind.MULTILINE
            yield Field(column, say(label), kind, value, question, placeholder=question, lines=2)

    def save(self, values: Mapping[str, str]) -> str:
        """Add or change it."""
        line = self._before()
        if line is None:
            return worksheets.add_worksheet(self.store, talk=self._from_above()[1], **values)
        return worksheets.edit_worksheet(self.store, line.id, line.version, **{name: values[name] for name in self.changed(values)})
