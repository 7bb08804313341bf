"""The steps of a plan that are filled in: acknowledged, extended, concluded, decided."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

from perftui.domain.plans import DECISIONS, AcknowledgementKind, OutcomeKind, PlanState
from perftui.i18n import gettext as _
from perftui.i18n import say
from perftui.services.plan_views import plan_view
from screens.form_screens import FormScreen
from screens.plan_effects import rights
from widgets.fields import Field, FieldKind, Option

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from perftui.services.plan_lines import PlanView

S = PlanState
LONGEST_EXTENSION = 30


class PlanStepTakenForm(FormScreen):
    """Takes a step of the plan above it."""

    _view: PlanView | None = None

    @property
    def view(self) -> PlanView:
        """The plan."""
        if self._view is None:
            self._view = plan_view(self.store, self.above)
        return self._view


class AcknowledgeForm(PlanStepTakenForm):
    """How the person came to know the plan."""

    FORM: ClassVar[str] = "acknowledgement"
    KIND: ClassVar[AcknowledgementKind] = AcknowledgementKind.SIGNED

    def heading(self) -> str:
        """Of which plan."""
        return _("Acknowledgement of “{title}”").format(title=self.view.line.title)

    def note(self) -> str:
        """What a signature means."""
        return list(rights())[1].removeprefix("- ")

    def fields(self) -> Sequence[Field]:
        """How, where, and who can say so."""
        kinds = [Option(kind.value, say(kind)) for kind in AcknowledgementKind]
        return (
            Field("kind", _("How"), FieldKind.CHOICE, self.KIND.value, choices=kinds, is_required=True),
            Field("place", _("Place")),
            Field("witness", _("Witness"), help=_("Needed where the signature is refused: who saw it.")),
            Field("proof", _("Proof"), help=_("Needed where it was served: receipt number, tracking number, e-mail with date.")),
            Field("comment", _("Comment"), FieldKind.MULTILINE, help=_("What the person says about it, in their words."), lines=3),
        )

    def save(self, values: Mapping[str, str]) -> str:
        """Keep it."""
        from perftui.services.plan_acknowledgements import acknowledge

        texts = {name: values[name] for name in ("place", "witness", "proof", "comment")}
        acknowledge(self.store, self.above, AcknowledgementKind(values["kind"]), self.host.today(), **texts)
        return self.above


class RefusalForm(AcknowledgeForm):
    """The same, beginning with a refused signature."""

    KIND: ClassVar[AcknowledgementKind] = AcknowledgementKind.REFUSED


class ExtendForm(PlanStepTakenForm):
    """Extends the plan once."""

    FORM: ClassVar[str] = "extension"

    def heading(self) -> str:
        """Which plan."""
        return _("Extend “{title}”").format(title=self.view.line.title)

    def fields(self) -> Sequence[Field]:
        """Until when, and why."""
        end = self.view.line.end
        until = (end + timedelta(LONGEST_EXTENSION)).isoformat() if end else ""
        words = _("At most {n} days after the end, once, and only with progress. It is acknowledged anew.").format(n=LONGEST_EXTENSION)
        return (
            Field("end", _("New end"), FieldKind.DATE, until, words, is_required=True),
            Field("reason", _("Reason"), FieldKind.MULTILINE, is_required=True, lines=3),
        )

    def save(self, values: Mapping[str, str]) -> str:
        """Extend it."""
        from datetime import date

        from perftui.services.plan_extensions import extend

        extend(self.store, self.above, self.view.line.version, date.fromisoformat(values["end"]), values["reason"], self.host.today())
        return self.above


class ConcludeForm(PlanStepTakenForm):
    """Says how the plan ended, or what follows."""

    FORM: ClassVar[str] = "plan_end"
    KINDS: ClassVar[tuple[OutcomeKind, ...]] = (OutcomeKind.PASSED, OutcomeKind.FAILED)
    FIRST: ClassVar[OutcomeKind] = OutcomeKind.PASSED

    def heading(self) -> str:
        """Which plan."""
        return _("Outcome of “{title}”").format(title=self.view.line.title)

    def fields(self) -> Sequence[Field]:
        """How it ended, and why."""
        kinds = [Option(kind.value, say(kind)) for kind in self.KINDS]
        is_needed = self.FIRST not in (OutcomeKind.PASSED, OutcomeKind.SUSTAINED)
        return (
            Field("kind", _("Outcome"), FieldKind.CHOICE, self.FIRST.value, choices=kinds, is_required=True),
            Field("note", _("Reason"), FieldKind.MULTILINE, is_required=is_needed, lines=3),
        )

    def save(self, values: Mapping[str, str]) -> str:
        """Conclude it."""
        from perftui.services.plan_outcomes import conclude

        line = self.view.line
        conclude(self.store, self.above, line.version, OutcomeKind(values["kind"]), values["note"], self.host.today())
        return self.above


class FailForm(ConcludeForm):
    """The same, beginning with failed."""

    FIRST: ClassVar[OutcomeKind] = OutcomeKind.FAILED


class SustainForm(ConcludeForm):
    """Says whether it lasted."""

    KINDS: ClassVar[tuple[OutcomeKind, ...]] = (OutcomeKind.SUSTAINED, OutcomeKind.RELAPSED)
    FIRST: ClassVar[OutcomeKind] = OutcomeKind.SUSTAINED


class RelapseForm(SustainForm):
    """The same, beginning with relapsed."""

    FIRST: ClassVar[OutcomeKind] = OutcomeKind.RELAPSED


class DecideForm(ConcludeForm):
    """Says what follows a plan that failed, or did not last."""

    KINDS: ClassVar[tuple[OutcomeKind, ...]] = DECISIONS
    FIRST: ClassVar[OutcomeKind] = OutcomeKind.FURTHER_TRAINING

    def note(self) -> str:
        """How much of what an exit needs is there, before a reason is typed for nothing."""
        from perftui.services.readiness import readiness

        found = readiness(self.store, self.above)
        if not found.missing:
            return ""
        words = _("An exit needs the whole evidence pack: {met} of {of} are shown. F8 “Evidence…” on the plan has the rest.")
        return words.format(met=found.met, of=found.of)


FORMS: dict[PlanState, type[PlanStepTakenForm]] = {
    **{S.ACKNOWLEDGED: AcknowledgeForm, S.REFUSED_WITNESSED: RefusalForm, S.EXTENDED: ExtendForm, S.PASSED: ConcludeForm},
    **{S.FAILED: FailForm, S.SUSTAINED: SustainForm, S.RELAPSED: RelapseForm, S.DECIDED: DecideForm},
}
"""State to the form that leads into it."""
