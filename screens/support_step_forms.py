"""What a step of a request needs to be told: the day of the promise, the booking, the result (R31, R36)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from perftui.domain.support import STATES, SupportState, SupportTable, TrainingState
from perftui.i18n import gettext as _
from perftui.i18n import say
from perftui.services import support_records, support_steps
from screens.form_screens import FormScreen
from widgets.fields import Field, FieldKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from perftui.storage.drivers import Row

ASKED: dict[SupportTable, frozenset[str]] = {
    SupportTable.REQUEST: frozenset((SupportState.PROMISED, SupportState.DELIVERED, SupportState.REFUSED)),
    SupportTable.TRAINING: frozenset((TrainingState.BOOKED, TrainingState.COMPLETED)),
}
"""List to the steps that need to be told more."""
DATE, MULTILINE = FieldKind.DATE, FieldKind.MULTILINE


class StepForm(FormScreen):
    """Takes a record to a state, with what belongs to it."""

    MERGES: ClassVar[bool] = False
    TABLE: ClassVar[SupportTable] = SupportTable.REQUEST

    def __init__(self, subject: str, wanted: str) -> None:
        super().__init__(subject)
        self.wanted = wanted
        self._row: Row | None = None

    def _before(self) -> Row:
        if self._row is None:
            self._row = support_records.row_of(self.store, self.TABLE, self.subject)
        return self._row

    def heading(self) -> str:
        """Which record it is, and the state to come."""
        title = support_records.title_of(self.TABLE, self._before())
        return _("{title}: {state}").format(title=title, state=say(STATES[self.TABLE](self.wanted)))

    def save(self, values: Mapping[str, str]) -> str:
        """Take the step."""
        support_steps.take_step(self.store, self.TABLE, self.subject, self.wanted, self.host.today(), **values)
        return self.subject


class RequestStepForm(StepForm):
    """Promises, delivers or refuses a request."""

    FORM: ClassVar[str] = "support_step"

    def fields(self) -> Sequence[Field]:
        """The day, and for a refusal the reason."""
        row, today = self._before(), self.host.today().isoformat()
        note = Field("note", _("Note"), MULTILINE, row["note"], lines=3)
        if self.wanted == SupportState.PROMISED:
            day = row["promised_for"] or row["needed_by"] or ""
            return Field("promised_for", _("Promised for"), DATE, day, is_required=True), note
        if self.wanted == SupportState.DELIVERED:
            return Field("delivered_on", _("Delivered on"), DATE, today, is_required=True), note
        return (note,)


class TrainingStepForm(StepForm):
    """Books training, or completes it."""

    FORM: ClassVar[str] = "training_step"
    TABLE = SupportTable.TRAINING

    def fields(self) -> Sequence[Field]:
        """When it is held and by whom; or how it went, and whether somebody signed for having been there."""
        row, today = self._before(), self.host.today()
        if self.wanted == TrainingState.BOOKED:
            return (
                Field("start_date", _("Start"), DATE, row["start_date"] or "", is_required=True),
                Field("end_date", _("End"), DATE, row["end_date"] or ""),
                Field("provider", _("Provider"), value=row["provider"]),
            )
        ended = min(row["end_date"] or today.isoformat(), today.isoformat())
        sign_help = _("Whether there is a sign-in sheet: some evidence packs ask for it.")
        return (
            Field("result", _("Result"), MULTILINE, row["result"], lines=3, is_required=True),
            Field("is_signed_in", _("Signed in"), FieldKind.YES_NO, "yes" if row["is_signed_in"] else "no", sign_help),
            Field("completed_on", _("Completed on"), DATE, ended, is_required=True),
        )


FORMS: dict[SupportTable, type[StepForm]] = {SupportTable.REQUEST: RequestStepForm, SupportTable.TRAINING: TrainingStepForm}
"""List to the form of its steps."""
