"""A bottleneck in a form."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from perftui.i18n import gettext as _
from perftui.services import bottlenecks
from perftui.services.talk_facts import subjects
from perftui.services.talk_views import talk_view
from screens.form_screens import FormScreen
from screens.form_sources import unit_options
from widgets.fields import Field, FieldKind, Option

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from perftui.services.bottlenecks import BottleneckLine


class BottleneckForm(FormScreen):
    """Adds a bottleneck, or changes one; above a new one stands `talk/` or `person/` with an id, or nothing."""

    FORM: ClassVar[str] = "bottleneck"
    CAN_ADD_ANOTHER: ClassVar[bool] = True
    _line: BottleneckLine | None = None

    def heading(self) -> str:
        """Which one it is."""
        line = self._before()
        return line.text if line else _("New bottleneck")

    def _before(self) -> BottleneckLine | None:
        if self.subject and self._line is None:
            self._line = bottlenecks.bottleneck(self.store, self.subject, self.host.today())
        return self._line

    def _from_above(self) -> dict[str, str]:
        """Person, goal and talk of the record out of which it comes."""
        entity, _slash, key = self.above.partition("/")
        if entity != "talk":
            return {"person": key, "talk": "", "goal": ""}
        view = talk_view(self.store, key, self.host.today())
        return {"person": view.line.person_id, "talk": key, "goal": view.goal_id}

    def fields(self) -> Sequence[Field]:
        """What, which kind, whose, for which goal."""
        line, above = self._before(), self._from_above()
        person = line.person_id if line else above["person"]
        offers = [Option(tag, words) for tag, words in bottlenecks.tags(bottlenecks.listing(self.store, self.host.today()))]
        told = _("Which kind of place it is: F4 offers the usual ones, any other can be typed. The ranking counts by it.")
        units = [Option("", _("that of the person")), *unit_options(self.store)]
        goals = [Option("", _("none")), *self._goals(line, person)]
        on = (line.on if line else self.host.today()).isoformat()
        return (
            Field("text", _("Bottleneck"), value=line.text if line else "", help=_("Where the work gets stuck."), is_required=True),
            Field("tag", _("Tag"), value=line.tag_text if line else "", help=told, is_required=True, choices=offers),
            Field("person", _("Of"), FieldKind.PERSON, person),
            Field("unit", _("Unit"), FieldKind.CHOICE, line.unit_id if line else "", choices=units),
            Field("goal", _("Goal"), FieldKind.CHOICE, line.goal_id if line else above["goal"], choices=goals),
            Field("on", _("Since"), FieldKind.DATE, on, is_required=True),
        )

    def _goals(self, line: BottleneckLine | None, person: str) -> list[Option]:
        known = dict(subjects(self.store, person).goals) if person else {}
        if line and line.goal:
            known |= {line.goal_id: line.goal}
        if not line and (goal := self._from_above()["goal"]) and goal not in known:
            known |= {goal: talk_view(self.store, self._from_above()["talk"], self.host.today()).goal}
        return [Option(key, title) for key, title in known.items()]

    def save(self, values: Mapping[str, str]) -> str:
        """Add or change it."""
        line = self._before()
        if line is None:
            return bottlenecks.add_bottleneck(self.store, talk=self._from_above()["talk"], **values)
        return bottlenecks.edit_bottleneck(self.store, line.id, line.version, **{name: values[name] for name in self.changed(values)})
