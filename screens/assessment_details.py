"""An assessment in full, an indicator with its anchors, and what was changed with its reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.assessment_scores import level_of
from perftui.domain.assessments import AssessmentState
from perftui.domain.formats import basis_points, describe_date, short_date
from perftui.domain.measures import describe_gap
from perftui.i18n import gettext as _
from perftui.i18n import mark, say
from perftui.services import actions
from perftui.services.assessment_sheets import NOTES, follow_up_text, note_titles, score_text
from perftui.services.assessment_views import view
from perftui.services.history_fields import FIELDS
from perftui.services.meeting_minutes import action_text
from perftui.services.report_sheets import share_text
from screens.assessment_rows import difference_text
from screens.details import Detail
from widgets.cells import one_line, safe

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from textual.content import Content

    from perftui.services.assessment_changes import ChangeLine
    from perftui.services.assessment_views import AssessmentView, IndicatorView
    from perftui.storage.stores import Store

S = AssessmentState
NEXT_STEPS = {
    S.DRAFT: mark("F7 opens the self-assessment."),
    S.SELF: mark("The person writes the column Self; F7 hands it to the manager."),
    S.MANAGER: mark("The manager writes scores, evidence and the development note; F7 goes on to calibration."),
    S.CALIBRATED: mark("The calibration meeting (F8) compares people; F7 shares it with the person."),
    S.SHARED: mark("F7 keeps that the person acknowledged or disputed it."),
    S.ACKNOWLEDGED: mark("F8 adds an action, or says that none is needed; then F7 makes it final."),
    S.DISPUTED: mark("F7 takes it back to the manager, or makes it final once something follows."),
    S.FINAL: mark("It is final. F8 sends it back, with a reason."),
}
"""State to what is done next."""
POTENTIALS = {1: mark("1 low"), 2: mark("2 middle"), 3: mark("3 high")}


def potential_text(potential: int | None) -> str:
    """A level of potential in words; empty for none."""
    return _(POTENTIALS[potential]) if potential else ""


def assessment_detail(store: Store, key: str, today: date) -> Content:
    """What the pane shows of an assessment; empty without one.

    Raises:
        Gone: It was taken back meanwhile.
    """
    if not key:
        return Detail("").content()
    found = view(store, key)
    line = found.line
    detail = Detail(f"{line.person} · {line.cycle}").lines(_rows(found, today))
    detail.text(_(NEXT_STEPS[line.state]), "dim")
    detail.group(_("Findings"), [f"! {say(finding.message)}" for finding in found.findings])
    detail.group(_("Indicators"), [_indicator_text(each) for each in found.indicators])
    follow = [action_text(each) for each in actions.of_assessment(store, key)]
    detail.group(_("Follow-up"), follow)
    for name in NOTES:
        detail.group(note_titles()[name], found.texts[name].splitlines())
    return detail.content()


def _rows(found: AssessmentView, today: date) -> Iterator[tuple[str, str]]:
    line, counts = found.line, found.line.totals.counts
    band = f" · {line.band.title}" if line.band else ""
    yield _("State"), say(line.state)
    yield _("Total"), f"{share_text(counts.share)}{band}"
    yield _("Scored"), _("{share} of the weight").format(share=share_text(counts.coverage))
    if line.totals.own.share is not None:
        yield _("Self"), f"{share_text(line.totals.own.share)} ({difference_text(line.totals.difference) or '–'})"
    yield _("Unit"), line.unit
    yield _("Manager"), found.manager
    yield _("Second reader"), found.second_reader
    yield _("Potential"), potential_text(line.potential)
    yield _("Shared on"), describe_date(line.shared_on, today) if line.shared_on else ""
    yield _("Answered on"), describe_date(found.answered_on, today) if found.answered_on else ""
    yield _("Follow-up"), follow_up_text(line)


def _indicator_text(each: IndicatorView) -> str:
    score = score_text(each, each.part.counts) or _("no data")
    return _("{label}: {text}").format(label=f"{basis_points(each.weight)} {each.name}", text=score)


def indicator_lines(each: IndicatorView | None, column: str, most: int) -> list[str]:
    """What stands below the sheet: the written levels of a judged indicator, the gap of a counted one."""
    if each is None:
        return []
    target = each.target or _("no target yet: type one, such as ≥95 or 4-8")
    head = f"{each.name} · {target}"
    if not each.is_level:
        gap = describe_gap(each.yardstick, each.actual) if each.yardstick else None
        words = _("Gap {points}").format(points=gap.points) if gap else _("no data")
        share = _("attainment {share}").format(share=gap.attainment) if gap and gap.attainment else ""
        note = one_line(each.part.evidence)
        return [safe(text) for text in (head, " · ".join(part for part in (words, share) if part), note) if text]
    scores = {"self_score": each.part.self_score, "calibrated_score": each.part.calibrated_score, "manager_score": each.part.manager}
    scored = scores.get(column, each.part.counts)
    level = None if scored is None else level_of(scored, each.levels)
    if not each.anchors:
        return [safe(head), _("Levels from 1 to {n}; no level is described.").format(n=each.levels)]
    lines = [f"{'>' if number == level else ' '} {number} {text}" for number, text in enumerate(each.anchors, 1)]
    return [safe(one_line(text)) for text in lines[:most]]


def changes_text(store: Store, key: str, today: date) -> str:
    """What was calibrated, overridden and sent back, newest first."""
    from perftui.services.assessment_changes import changes_of

    lines = [_change_text(line, today) for line in changes_of(store, key)]
    return "\n\n".join(lines) or _("Nothing was calibrated, overridden or sent back yet.")


def _change_text(line: ChangeLine, today: date) -> str:
    field = say(FIELDS[line.field]) if line.field in FIELDS else line.field
    what = f"{line.indicator} · {field}" if line.indicator else field
    head = f"{short_date(line.on, today)} {line.by}  {what}: {line.old or '–'} → {line.new or '–'}"
    meeting = "\n  " + _("{label}: {text}").format(label=_("Meeting"), text=line.meeting) if line.meeting else ""
    return f"{head}\n  {line.reason}{meeting}"
