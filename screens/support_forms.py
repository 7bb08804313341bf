"""Support in forms: requests, initiatives, accommodations, skill gaps and training."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from perftui.domain.support import AccommodationKind, InitiativeKind, SupportKind, SupportTable
from perftui.i18n import gettext as _
from perftui.i18n import say
from perftui.services import courses, support_records, trainings
from perftui.services.support_choices import goal_names, initiative_names, plan_names
from screens.form_screens import FormScreen
from screens.form_sources import unit_options
from widgets.fields import Field, FieldKind, Option

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from perftui.domain.codes import Code
    from perftui.storage.drivers import Row

PERSON, DATE, CHOICE, NUMBER, MULTILINE = FieldKind.PERSON, FieldKind.DATE, FieldKind.CHOICE, FieldKind.NUMBER, FieldKind.MULTILINE


def code_options(codes: Iterable[Code]) -> list[Option]:
    """The values of a choice of codes."""
    return [Option(code.value, say(code)) for code in codes]


class RecordForm(FormScreen):
    """Adds a record of one list, or changes one."""

    TABLE: ClassVar[SupportTable]
    NEW: ClassVar[str] = ""
    CAN_ADD_ANOTHER: ClassVar[bool] = True
    about: Mapping[str, str] = {}
    """Of a new one: what it starts with, by field, because of the record from which it was asked for."""
    _line: Row | None = None

    def heading(self) -> str:
        """Which record it is."""
        row = self._before()
        return support_records.title_of(self.TABLE, row) if row is not None else self.new_heading()

    def new_heading(self) -> str:
        """What a new one is called."""
        raise NotImplementedError

    def _before(self) -> Row | None:
        if self.subject and self._line is None:
            self._line = support_records.row_of(self.store, self.TABLE, self.subject)
        return self._line

    def was(self, column: str, usual: str = "") -> str:
        """What a column holds, as a field shows it."""
        row = self._before()
        return self.about.get(column, usual) if row is None else str(row[column]) if row[column] is not None else ""

    def whose(self) -> str:
        """The person of the record, where that is known already."""
        return self.was("person_id") or self.given.get("person_id", "")

    def goal_fields(self, label: str) -> Iterator[Field]:
        """Which goal it is about: those of the person, and the one that was named."""
        current = self.was("goal_id")
        options = goal_names(self.store, self.whose(), current)
        if options:
            yield Field("goal_id", label, CHOICE, current, choices=[Option("", _("none")), *(Option(*each) for each in options)])

    def gap_fields(self) -> Iterator[Field]:
        """Which gap it is against, where the person has open ones."""
        options = [Option(*each) for each in trainings.gap_names(self.store, self.whose())]
        current = self.was("gap_id")
        if options and (not current or current in {option.code for option in options}):
            yield Field("gap_id", _("Gap"), CHOICE, current, choices=[Option("", _("none")), *options])

    def plan_fields(self) -> Iterator[Field]:
        """Which plan it belongs to, where the person has one that they know of."""
        options = [Option(*each) for each in plan_names(self.store, self.whose())]
        current = self.was("plan_id")
        if options and (not current or current in {option.code for option in options}):
            yield Field("plan_id", _("Plan"), CHOICE, current, choices=[Option("", _("none")), *options])

    def save(self, values: Mapping[str, str]) -> str:
        """Add or change the record."""
        row = self._before()
        if row is None:
            return support_records.add(self.store, self.TABLE, **values)
        changes = {name: values[name] for name in self.changed(values)}
        return support_records.edit(self.store, self.TABLE, row["id"], row["version"], **changes)


class RequestForm(RecordForm):
    """A support request."""

    FORM: ClassVar[str] = "support_request"
    TABLE = SupportTable.REQUEST

    def new_heading(self) -> str:
        """What a new one is called."""
        return _("New support request")

    def fields(self) -> Sequence[Field]:
        """What, for whom, from whom, when; the days lost follow from the dates unless somebody enters them."""
        today = self.host.today().isoformat()
        lost_help = _("Empty: counted from the day on which it was needed until it came, or until today.")
        initiatives = [Option("", _("none")), *(Option(*each) for each in initiative_names(self.store, self.was("initiative_id")))]
        units = [Option("", _("no unit yet")), *unit_options(self.store)]
        priorities = [Option("1", _("1 – urgent")), Option("2", _("2 – usual")), Option("3", _("3 – can wait"))]
        return (
            Field("title", _("Request"), value=self.was("title"), is_required=True),
            Field("kind", _("Kind"), CHOICE, self.was("kind", SupportKind.TOOL.value), choices=code_options(SupportKind)),
            Field("person_id", _("For"), PERSON, self.was("person_id")),
            Field("provider_unit_id", _("Provider"), CHOICE, self.was("provider_unit_id"), choices=units),
            Field("priority", _("Priority"), CHOICE, self.was("priority", "2"), choices=priorities),
            Field("requested_on", _("Requested on"), DATE, self.was("requested_on", today), is_required=True),
            Field("needed_by", _("Needed by"), DATE, self.was("needed_by")),
            Field("promised_for", _("Promised for"), DATE, self.was("promised_for")),
            Field("days_lost", _("Days lost"), NUMBER, self.was("days_lost"), help=lost_help),
            *self.goal_fields(_("Blocked goal")),
            Field("initiative_id", _("Initiative"), CHOICE, self.was("initiative_id"), choices=initiatives),
            *self.plan_fields(),
            Field("note", _("Note"), MULTILINE, self.was("note"), lines=2),
        )


class InitiativeForm(RecordForm):
    """An initiative."""

    FORM: ClassVar[str] = "initiative"
    TABLE = SupportTable.INITIATIVE

    def new_heading(self) -> str:
        """What a new one is called."""
        return _("New initiative")

    def fields(self) -> Sequence[Field]:
        """What, who, by when."""
        units = [Option("", _("no unit yet")), *unit_options(self.store)]
        return (
            Field("title", _("Initiative"), value=self.was("title"), is_required=True),
            Field("kind", _("Kind"), CHOICE, self.was("kind", InitiativeKind.SYSTEM.value), choices=code_options(InitiativeKind)),
            Field("owner_person_id", _("Owner"), PERSON, self.was("owner_person_id")),
            Field("unit_id", _("Unit"), CHOICE, self.was("unit_id"), choices=units),
            Field("start_date", _("Start"), DATE, self.was("start_date")),
            Field("due_date", _("Due"), DATE, self.was("due_date")),
            Field("note", _("Note"), MULTILINE, self.was("note"), lines=3),
        )


class AccommodationForm(RecordForm):
    """An accommodation."""

    FORM: ClassVar[str] = "accommodation"
    TABLE = SupportTable.ACCOMMODATION

    def new_heading(self) -> str:
        """What a new one is called."""
        return _("New accommodation")

    def fields(self) -> Sequence[Field]:
        """For whom, what, how much, how long."""
        kind, today = self.was("kind", AccommodationKind.FLEXIBLE_HOURS.value), self.host.today().isoformat()
        until_help = _("Empty: until somebody ends it. Two weeks before its end it is on Today.")
        return (
            Field("person_id", _("Person"), PERSON, self.was("person_id"), is_required=True),
            Field("kind", _("Kind"), CHOICE, kind, choices=code_options(AccommodationKind)),
            Field("hours_per_week", _("Hours a week"), NUMBER, self.was("hours_per_week")),
            Field("valid_from", _("Valid from"), DATE, self.was("valid_from", today), is_required=True),
            Field("valid_until", _("Valid until"), DATE, self.was("valid_until"), until_help),
            *self.plan_fields(),
            Field("note", _("Note"), MULTILINE, self.was("note"), lines=3),
        )


class SkillGapForm(RecordForm):
    """A skill gap."""

    FORM: ClassVar[str] = "skill_gap"
    TABLE = SupportTable.SKILL_GAP

    def new_heading(self) -> str:
        """What a new one is called."""
        return _("New skill gap")

    def fields(self) -> Sequence[Field]:
        """Whose, what, from which level to which."""
        levels = [Option(str(level), str(level)) for level in range(1, 6)]
        now = [Option("", _("not rated yet")), *levels]
        return (
            Field("person_id", _("Person"), PERSON, self.was("person_id"), is_required=True),
            Field("competency", _("Competency"), value=self.was("competency"), is_required=True),
            Field("level_now", _("Level now"), CHOICE, self.was("level_now"), _("1: hardly, 5: could teach it."), choices=now),
            Field("level_needed", _("Level needed"), CHOICE, self.was("level_needed", "3"), choices=levels),
            *self.goal_fields(_("Goal")),
            *self.gap_fields(),
            *self.plan_fields(),
            Field("note", _("Note"), MULTILINE, self.was("note"), lines=3),
        )


class TrainingForm(RecordForm):
    """A request for training."""

    FORM: ClassVar[str] = "training_request"
    TABLE = SupportTable.TRAINING

    def new_heading(self) -> str:
        """What a new one is called."""
        return _("New training request")

    def fields(self) -> Sequence[Field]:
        """Who, which course, when; once it is completed its result."""
        offered = [Option(one.id, one.name) for one in courses.listing(self.store)]
        options = [Option("", _("another course")), *offered]
        title_help = _("Empty: that of the course.")
        skills = [Option("", _("none")), *(Option(*each) for each in trainings.skill_names(self.store, self.whose()))]
        own = (Field("skill_gap_id", _("Skill gap"), CHOICE, self.was("skill_gap_id"), choices=skills),) if len(skills) > 1 else ()
        is_over = self.was("state") == "completed"
        return (
            Field("person_id", _("Person"), PERSON, self.was("person_id"), is_required=True),
            Field("course_id", _("Course"), CHOICE, self.was("course_id"), choices=options),
            Field("title", _("Training"), value=self.was("title"), help=title_help),
            Field("provider", _("Provider"), value=self.was("provider")),
            Field("reason", _("Reason"), value=self.was("reason")),
            *own,
            *self.gap_fields(),
            Field("start_date", _("Start"), DATE, self.was("start_date")),
            Field("end_date", _("End"), DATE, self.was("end_date")),
            *self.plan_fields(),
            *((Field("result", _("Result"), MULTILINE, self.was("result"), lines=2),) if is_over else ()),
        )

    def save(self, values: Mapping[str, str]) -> str:
        """Add or change the request; a course of the library is taken into the file with it."""
        row = self._before()
        if row is None:
            return trainings.add(self.store, self.host.today(), **values)
        changes = {name: values[name] for name in self.changed(values)}
        return trainings.edit(self.store, row["id"], row["version"], **changes)
