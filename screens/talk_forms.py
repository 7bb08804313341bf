"""A talk in a form, and how often there is one with somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from perftui.domain.recurrence_texts import BadRecurrence, parse_recurrence
from perftui.domain.recurrences import words
from perftui.domain.talks import TalkKind, Visibility
from perftui.i18n import gettext as _
from perftui.i18n import pgettext, say
from perftui.services import talk_cadences, talks
from perftui.services.script_library import scripts
from perftui.services.talk_facts import called, subjects
from perftui.services.talk_views import talk_view
from screens.form_screens import FormScreen
from widgets.fields import Field, FieldKind, Option

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from perftui.errors import Message
    from perftui.services.talk_cadences import CadenceLine
    from perftui.services.talk_views import TalkView
    from widgets.fields import Check


class TalkForm(FormScreen):
    """Plans a talk or changes one; above a new one stands the person with whom it is."""

    FORM: ClassVar[str] = "talk"
    CAN_ADD_ANOTHER: ClassVar[bool] = True
    about: Mapping[str, str] = {}
    """Of a new one: the goal or gap from which it was asked for, by field."""
    _view: TalkView | None = None

    def heading(self) -> str:
        """Which talk it is."""
        view = self._before()
        return _("{kind} with {name}").format(kind=say(view.line.kind), name=view.line.person) if view else _("New talk")

    def _before(self) -> TalkView | None:
        if self.subject and self._view is None:
            self._view = talk_view(self.store, self.subject, self.host.today())
        return self._view

    def fields(self) -> Sequence[Field]:
        """Who, which kind, when, who may read it; of a known person also about what."""
        view = self._before()
        line = view.line if view else None
        person = line.person_id if line else self.above
        kinds = [Option(kind.value, say(kind)) for kind in TalkKind]
        readers = [Option(each.value, say(each)) for each in Visibility]
        planned = (line.planned or line.held if line else None) or self.host.today()
        usual = _("Empty: the one to whom the person reports now.")
        told = _("Where the program shows only some people, others than these do not see this talk at all.")
        chosen = line.visibility if line else Visibility.BOTH
        return (
            Field("person", _("Person"), FieldKind.PERSON, person, is_required=True),
            Field("manager", _("Manager"), FieldKind.PERSON, line.manager_id if line else "", usual),
            Field("kind", _("Kind"), FieldKind.CHOICE, self._kind(line.kind if line else None), choices=kinds, is_required=True),
            Field("planned", _("Planned for"), FieldKind.DATE, planned.isoformat(), is_required=True),
            Field("visibility", _("Read by"), FieldKind.CHOICE, chosen.value, told, is_required=True, choices=readers),
            *self._subjects(person, view),
            Field("script", _("Script"), FieldKind.CHOICE, view.script if view else "", choices=self._scripts()),
            Field("note", _("Note"), FieldKind.MULTILINE, view.note if view else "", lines=3),
        )

    def _scripts(self) -> list[Option]:
        return [Option("", _("that of the kind")), *(Option(each.code, each.name) for each in scripts())]

    def _kind(self, kind: TalkKind | None) -> str:
        return (kind or TalkKind.GROW).value

    def _subjects(self, person: str, view: TalkView | None) -> Iterator[Field]:
        if not person:
            return
        found = subjects(self.store, person)
        offers = (("goal", _("Goal"), found.goals), ("gap", _("Gap"), found.gaps), ("plan", pgettext("talks", "Plan"), found.plans))
        for name, label, pairs in offers:
            given = self.about.get(name, "")
            chosen, title = (getattr(view, f"{name}_id"), getattr(view, name)) if view else (given, called(self.store, name, given))
            known = dict(pairs) | ({chosen: title} if title else {})
            options = [Option("", _("none")), *(Option(key, text) for key, text in known.items())]
            yield Field(name, label, FieldKind.CHOICE, chosen if title else "", choices=options)

    def save(self, values: Mapping[str, str]) -> str:
        """Plan or change the talk."""
        view = self._before()
        if view is None:
            return talks.add_talk(self.store, **values)
        changes = {name: values[name] for name in self.changed(values)}
        return talks.edit_talk(self.store, view.line.id, view.line.version, **changes)


class CadenceForm(FormScreen):
    """Says how often there is a talk with a person."""

    FORM: ClassVar[str] = "cadence"
    MERGES: ClassVar[bool] = False
    _line: CadenceLine | None = None

    def heading(self) -> str:
        """With whom."""
        return _("Regular talks with {name}").format(name=talks.name_of(self.store, self.subject))

    def fields(self) -> Sequence[Field]:
        """How often, since when."""
        line = talk_cadences.cadence_of(self.store, self.subject)
        often = _("Such as monthly 15, every 2 weeks, quarterly, 每月底. A talk counts for the due date that it is nearest to.")
        start = line.start if line else self.host.today()
        return (
            Field("recurrence", _("Repeats"), value=line.recurrence if line else "monthly", help=often, is_required=True, echo=self._often),
            Field("start", _("Since"), FieldKind.DATE, start.isoformat(), is_required=True),
            Field("note", _("Note"), FieldKind.MULTILINE, line.note if line else "", lines=2),
        )

    def checks(self) -> Mapping[str, Check]:
        """Whether it can be told how often."""
        return {"recurrence": _often_fault}

    def _often(self, text: str) -> str:
        """How often, as it is understood."""
        try:
            return words(parse_recurrence(text)) if text else ""
        except BadRecurrence:
            return ""

    def save(self, values: Mapping[str, str]) -> str:
        """Keep it."""
        return talk_cadences.set_cadence(self.store, self.subject, **values)


def _often_fault(text: str) -> Message | None:
    try:
        parse_recurrence(text)
    except BadRecurrence as error:
        return error.message
    return None
