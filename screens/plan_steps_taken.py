"""The steps of a plan as they are taken at the screen: what each is called, asks for, and does; then the service call."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from perftui.domain.plan_steps import BACK, CANCELLABLE, WITH_NOTE, following
from perftui.domain.plans import OutcomeKind, PlanKind, PlanState
from perftui.i18n import gettext as _
from perftui.i18n import mark
from perftui.services import plan_steps
from perftui.services.plan_check_views import outcome_proposed
from perftui.services.plan_views import plan_view
from screens.plan_effects import effects
from screens.reasons import ask_text
from widgets.dialogs.confirms import NO, YES, Answer, Confirm
from widgets.fields import Field

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from perftui.services.plan_lines import PlanLine
    from perftui.storage.stores import Store
    from screens.plan_works import PlanWorks

S = PlanState
TITLES: Final = {
    S.DRAFT: mark("Back to draft"),
    S.HR_REVIEW: mark("Give it to HR"),
    S.APPROVED: mark("Approve it"),
    S.ISSUED: mark("Issue it to the person"),
    S.ACKNOWLEDGED: mark("Acknowledged: signed, or served with proof"),
    S.REFUSED_WITNESSED: mark("Signature refused, with a witness"),
    S.ACTIVE: mark("Let it run"),
    S.PAUSED: mark("Pause it to change it"),
    S.DUE: mark("Decide on it"),
    S.PASSED: mark("Passed"),
    S.EXTENDED: mark("Extend it once"),
    S.FAILED: mark("Failed"),
    S.MONITORING: mark("Check after the end whether it lasts"),
    S.SUSTAINED: mark("It lasted"),
    S.RELAPSED: mark("It did not last"),
    S.DECIDED: mark("Decide what follows"),
    S.CLOSED: mark("Close it"),
    S.CANCELLED: mark("Cancel it"),
}
"""State to what the step into it is called."""
FORMED: Final = frozenset((S.ACKNOWLEDGED, S.REFUSED_WITNESSED, S.EXTENDED, S.DECIDED, S.PASSED, S.FAILED, S.SUSTAINED, S.RELAPSED))
"""States into which a form leads."""


def step_title(line: PlanLine, state: PlanState) -> str:
    """What a step is called."""
    if state is S.ISSUED and line.state is S.PAUSED:
        return _("Issue it again, changed")
    if state is S.ISSUED and line.kind is PlanKind.SELF:
        return _("Begin it")
    if BACK.get(line.state) is state:
        return _("Send it back")
    return _(TITLES[state])


def next_state(store: Store, line: PlanLine, today: date) -> PlanState | None:
    """The state that F7 leads to; None where nothing follows.

    Of a paused plan that was not changed it is to run again; of one whose decision is due, passed where the rule is met.
    """
    possible = following(line.kind, line.state)
    if not possible:
        return None
    if line.state is S.PAUSED:
        return S.ACTIVE if not plan_steps.missing(store, line.id, S.ACTIVE, today) else S.ISSUED
    if line.state is S.DUE:
        return S.PASSED if plan_view(store, line.id).passes else S.FAILED
    if line.state is S.MONITORING and outcome_proposed(plan_view(store, line.id), today) is OutcomeKind.RELAPSED:
        return S.RELAPSED
    return possible[0]


def others(line: PlanLine) -> Iterator[PlanState]:
    """All states that can follow, also back and cancelled."""
    yield from following(line.kind, line.state)
    if line.state in BACK:
        yield BACK[line.state]
    if line.state in CANCELLABLE:
        yield S.CANCELLED


@dataclass(frozen=True, slots=True)
class StepTaken:
    """One step, from the question to the call."""

    section: PlanWorks
    line: PlanLine
    state: PlanState

    def begin(self) -> None:
        """Open the form, ask for the reason, or show the effect."""
        if self.state in FORMED:
            self._open_form()
        elif self.state in WITH_NOTE or BACK.get(self.line.state) is self.state:
            field = Field("reason", _("Reason"), help=_("It is kept with the plan for good. Enter takes · Esc leaves"), is_required=True)
            ask_text(self.section, step_title(self.line, self.state), field, self._take)
        else:
            self._confirm()

    def _confirm(self) -> None:
        view = plan_view(self.section.store, self.line.id)
        question = _("{step}: “{title}” of {person}?").format(
            step=step_title(self.line, self.state), title=self.line.title, person=self.line.person
        )
        answers = (Answer(NO, _("Back"), "b"), Answer(YES, step_title(self.line, self.state), "y"))
        confirm = Confirm(question, answers, list(effects(view, self.state)), chosen=1)
        self.section.app.push_screen(confirm, lambda answer: self._take("") if answer == YES else None)

    def _take(self, note: str) -> None:
        section, today = self.section, self.section.host.today()
        with section.attempt():
            plan_steps.take_step(section.store, self.line.id, self.line.version, self.state, today, note)
            section.done()

    def _open_form(self) -> None:
        from screens.plan_step_forms import FORMS  # loads what only forms need

        form = FORMS[self.state](above=self.line.id)
        self.section.app.push_screen(form, lambda saved: self.section.done() if saved else None)
