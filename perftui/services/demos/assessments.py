"""The sample's assessments: of three functions, in all states, one disputed, some with nothing that follows yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from perftui.domain.assessments import AssessmentState
from perftui.i18n import mark
from perftui.services import assessment_makings, assessments, indicator_cells, meetings
from perftui.services.assessment_views import view
from perftui.services.indicator_cells import Typed
from perftui.storage.stores import Label

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from perftui.services.cycles import CycleLine
    from perftui.services.demos.staff import Staff
    from perftui.storage.stores import Store

AFTER, UNTIL = 12, 80
"""Days after the cycle's end on which assessments are shared, and until which their actions are due."""
WAY = (
    *(AssessmentState.SELF, AssessmentState.MANAGER, AssessmentState.CALIBRATED, AssessmentState.SHARED),
    *(AssessmentState.ACKNOWLEDGED, AssessmentState.FINAL),
)


def add_assessments(store: Store, plan: dict[str, Any], staff: Staff, cycle: CycleLine, today: date) -> None:
    """Assess some people for the cycle that is over.

    Args:
        store: The store.
        plan: The sample's table of assessments.
        staff: Who works where.
        cycle: The cycle.
        today: Nothing is dated after it.
    """
    made = _Assessments(store, plan, staff, cycle, min(today, cycle.end + timedelta(days=AFTER)))
    with store.write(Label(mark("Made the sample assessments"))):
        made.meeting = meetings.add_meeting(store, kind="calibration", on=made.day, **plan["meeting"])
        meetings.hold(store, made.meeting, today)
        for given in plan["people"]:
            made.assess(given)


@dataclass(slots=True)
class _Assessments:
    store: Store
    plan: dict[str, Any]
    staff: Staff
    cycle: CycleLine
    day: date
    meeting: str = ""

    def assess(self, given: dict[str, Any]) -> None:
        person = self.staff.members[given["unit"]][given["member"]]
        made = assessment_makings.make(self.store, [person], self.cycle.id, given["template"], self.day)[0]
        count = len(given["actual"])
        self._write(made, "target", self.plan["targets"][given["template"]])
        self._write(made, "actual", given["actual"])
        self._write(made, "self_score", given["own"], count)
        self._write(made, "manager_score", given["manager"], count)
        if given["state"] not in ("draft", "self"):
            self._write(made, "evidence", self.plan["evidence"][given["template"]])
        self._note(made, given)
        self._walk(made, given)

    def _write(self, assessment: str, column: str, texts: Sequence[str], first: int = 0, reason: str = "") -> None:
        for shown, text in zip(view(self.store, assessment).indicators[first:], texts, strict=False):
            if text:
                indicator_cells.write_cell(self.store, shown, Typed(column, text, reason, self.meeting), self.day)

    def _note(self, assessment: str, given: dict[str, Any]) -> None:
        notes = {"development_note": given.get("development", ""), "manager_note": given.get("note", "")}
        reader = self.staff.members[given["unit"]][given["reader"]] if "reader" in given else None
        values = {**notes, "potential": given.get("potential"), "second_reader": reader}
        assessments.edit_notes(self.store, assessment, self._version(assessment), **values)

    def _walk(self, assessment: str, given: dict[str, Any]) -> None:
        end = AssessmentState.SHARED if given["state"] == "disputed" else AssessmentState(given["state"])
        for state in WAY[: WAY.index(end) + 1] if end in WAY else ():
            if state is AssessmentState.CALIBRATED and "calibrated" in given:
                self._write(assessment, "calibrated_score", given["calibrated"], len(given["actual"]), given["reason"])
            if state is AssessmentState.FINAL:
                self._follow_up(assessment, given)
            assessments.step(self.store, assessment, self._version(assessment), state, self.day)
        if "statement" in given:
            assessments.dispute(self.store, assessment, self._version(assessment), given["statement"], self.day)

    def _follow_up(self, assessment: str, given: dict[str, Any]) -> None:
        if "none_needed" in given:
            assessments.none_needed(self.store, assessment, self._version(assessment), given["none_needed"])
            return
        due = self.day + timedelta(days=UNTIL)
        owner = self.staff.heads[given["unit"]]
        assessments.add_follow_up(self.store, assessment, title=given["follow_up"], owner=owner, due=due)

    def _version(self, assessment: str) -> int:
        return view(self.store, assessment).line.version
