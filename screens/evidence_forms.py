"""The forms of evidence: a note, what is said of a file, why a requirement is met or waived, and the cases of a protection."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from perftui.domain.evidence import EvidenceKind
from perftui.domain.plans import RequirementState
from perftui.i18n import gettext as _
from perftui.services import evidence_lines, evidences, readiness
from perftui.services.evidence_sheets import REQUIREMENT, place_of
from screens.form_screens import FormScreen
from widgets.fields import NO, YES, Field, FieldKind, Option

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from perftui.domain.evidence_packs import RequirementLine
    from perftui.services.evidence_lines import EvidenceLine

SEPARATOR = "/"
"""Between the id of the record and the key of the requirement."""


def above_of(record_id: str, key: str) -> str:
    """Where a new note stands: the record, and the requirement where it is for one."""
    return f"{record_id}{SEPARATOR}{key}" if key.startswith(REQUIREMENT) else record_id


class EvidenceForm(FormScreen):
    """Writes a note below the record above it, or changes a note or what is said of a file."""

    FORM: ClassVar[str] = "evidence"
    CAN_ADD_ANOTHER: ClassVar[bool] = True
    _line: EvidenceLine | None = None

    def heading(self) -> str:
        """What it is."""
        line = self._before()
        return line.title if line else _("New note")

    def _before(self) -> EvidenceLine | None:
        if self.subject and self._line is None:
            self._line = evidence_lines.line(self.store, self.subject)
        return self._line

    def fields(self) -> Sequence[Field]:
        """Title, text and date."""
        line = self._before()
        is_note = line is None or line.kind is EvidenceKind.NOTE
        on = (line.on if line else self.host.today()).isoformat()
        return (
            Field("title", _("Title"), value=line.title if line else "", is_required=True),
            Field("text", _("Text"), FieldKind.MULTILINE, line.text if line else "", is_required=is_note, lines=6),
            Field("on", _("Date"), FieldKind.DATE, on, _("The day that it speaks of."), is_required=True),
        )

    def save(self, values: Mapping[str, str]) -> str:
        """Add or change it."""
        line = self._before()
        if line is not None:
            evidences.edit(self.store, line.id, line.version, **{name: values[name] for name in self.changed(values)})
            return line.id
        record_id, _separator, key = self.above.partition(SEPARATOR)
        entity, record_id = place_of(self.store, record_id)
        return evidences.add_note(self.store, entity, record_id, **values, requirement=key.removeprefix(REQUIREMENT))


class RequirementForm(FormScreen):
    """Says why a requirement is met. What is above is the plan and the key of the requirement."""

    FORM: ClassVar[str] = "requirement"
    MERGES: ClassVar[bool] = False
    STATE: ClassVar[RequirementState] = RequirementState.MET

    @property
    def plan_id(self) -> str:
        """The plan."""
        return self.above.partition(SEPARATOR)[0]

    @property
    def code(self) -> str:
        """The requirement."""
        return self.above.partition(SEPARATOR)[2].removeprefix(REQUIREMENT)

    def line(self) -> RequirementLine:
        """The requirement as it is."""
        found = next((line for line in readiness.readiness(self.store, self.plan_id).lines if line.requirement.code == self.code), None)
        if found is None:
            raise readiness.NoSuchRequirement
        return found

    def heading(self) -> str:
        """Which requirement, and what is said of it."""
        return _("Met: {title}").format(title=self.line().requirement.text)

    def note(self) -> str:
        """What would show it."""
        return self.line().requirement.proof

    def fields(self) -> Sequence[Field]:
        """The note and its day."""
        said = self.line().mark
        is_same = said is not None and said.state is self.STATE
        on = said.on if said and is_same else self.host.today()
        return (
            Field("note", self.asked(), FieldKind.MULTILINE, said.note if said and is_same else "", self.told(), is_required=True),
            Field("on", _("Date"), FieldKind.DATE, on.isoformat(), _("The day on which it happened."), is_required=True),
        )

    def asked(self) -> str:
        """The label of the first field."""
        return _("Note")

    def told(self) -> str:
        """What to write there."""
        return _("What shows it, and where it is kept.")

    def save(self, values: Mapping[str, str]) -> str:
        """Write it down."""
        readiness.mark_met(self.store, self.plan_id, self.code, **values)
        return self.plan_id


class WaiverForm(RequirementForm):
    """Says why a requirement is not needed."""

    FORM: ClassVar[str] = "waiver"
    STATE: ClassVar[RequirementState] = RequirementState.WAIVED

    def heading(self) -> str:
        """Which requirement."""
        return _("Waive: {title}").format(title=self.line().requirement.text)

    def asked(self) -> str:
        """The label of the first field."""
        return _("Reason")

    def told(self) -> str:
        """What to write there."""
        return _("Why it is not needed here. The reason stays, with your name.")

    def save(self, values: Mapping[str, str]) -> str:
        """Write it down."""
        readiness.waive(self.store, self.plan_id, self.code, **values)
        return self.plan_id


class CasesForm(RequirementForm):
    """Answers the cases of a protection, each with yes or no."""

    FORM: ClassVar[str] = "cases"

    def heading(self) -> str:
        """Which requirement."""
        return self.line().requirement.text

    def fields(self) -> Sequence[Field]:
        """One question a case, then what was looked at."""
        options = (Option("", _("open")), Option(NO, _("no")), Option(YES, _("yes, it applies")))
        cases = self.line().requirement.cases
        asked = [Field(case.code, case.label, FieldKind.CHOICE, "", case.text, choices=options) for case in cases]
        return (*asked, *super().fields())

    def told(self) -> str:
        """What to write there."""
        return _("What was looked at to answer this.")

    def save(self, values: Mapping[str, str]) -> str:
        """Write it down, where no case applies."""
        answers = {case.code: {YES: True, NO: False}.get(values[case.code]) for case in self.line().requirement.cases}
        readiness.check_cases(self.store, self.plan_id, self.code, answers, note=values["note"], on=values["on"])
        return self.plan_id
