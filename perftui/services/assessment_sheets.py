"""Assessments as tables of plain values, for files and the command line: the list, one sheet, and who has no follow-up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.assessment_scores import level_of
from perftui.domain.assessments import FollowUp
from perftui.domain.formats import basis_points
from perftui.i18n import gettext as _
from perftui.i18n import ngettext, say
from perftui.services import actions
from perftui.services.assessment_lists import without_follow_up
from perftui.services.assessment_views import view
from perftui.services.meeting_minutes import action_text
from perftui.services.report_sheets import Form, Sheet, SheetColumn, SheetRow, share_text
from perftui.storage import units

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from decimal import Decimal

    from perftui.services.assessment_views import AssessmentLine, AssessmentView, IndicatorView
    from perftui.services.report_sheets import Value
    from perftui.storage.stores import Store

NOTES = ("manager_note", "self_note", "development_note", "second_reader_note", "statement", "follow_up_note")
"""The notes of an assessment, in the order in which they are read."""


def note_titles() -> dict[str, str]:
    """What the notes are called, in the language in use."""
    return {
        "manager_note": _("Note of the manager"),
        "self_note": _("Note of the person"),
        "development_note": _("Development note"),
        "second_reader_note": _("Second reader's note"),
        "statement": _("Statement of the person"),
        "follow_up_note": _("Why no follow-up"),
    }


def score_text(shown: IndicatorView, share: Decimal | None) -> str:
    """A score as people say it: a level such as `4/5`, or a share in percent; empty without one."""
    if share is None:
        return ""
    return f"{level_of(share, shown.levels)}/{shown.levels}" if shown.is_level else share_text(share)


def follow_up_text(line: AssessmentLine) -> str:
    """What follows, in a word."""
    if line.has_action:
        return _("Action")
    if line.lacks_follow_up:
        return _("missing")
    return say(line.follow_up) if line.follow_up is FollowUp.NONE_NEEDED else ""


def list_sheet(lines: Sequence[AssessmentLine], title: str = "") -> Sheet:
    """Assessments, a row for each."""
    columns = (
        SheetColumn("person", _("Person"), Form.TEXT),
        SheetColumn("staff_no", _("Staff no."), Form.TEXT),
        SheetColumn("unit", _("Unit"), Form.TEXT),
        SheetColumn("cycle", _("Cycle"), Form.TEXT),
        SheetColumn("state", _("State"), Form.TEXT),
        SheetColumn("total", _("Total"), Form.SHARE),
        SheetColumn("band", _("Band"), Form.TEXT),
        SheetColumn("coverage", _("Coverage"), Form.SHARE),
        SheetColumn("self", _("Self"), Form.SHARE),
        SheetColumn("potential", _("Potential")),
        SheetColumn("shared_on", _("Shared on"), Form.TEXT),
        SheetColumn("follow_up", _("Follow-up"), Form.TEXT),
    )
    n = len(lines)
    note = ngettext("{n} assessment", "{n} assessments", n).format(n=n)
    return Sheet(title or _("Assessments"), columns, tuple(SheetRow(line.id, _line_cells(line)) for line in lines), notes=(note,))


def _line_cells(line: AssessmentLine) -> tuple[Value, ...]:
    who = (line.person, line.staff_no, line.unit, line.cycle, say(line.state))
    counts, own = line.totals.counts, line.totals.own
    band = line.band.title if line.band else None
    shared = line.shared_on.isoformat() if line.shared_on else None
    return *who, counts.share, band, counts.coverage, own.share, line.potential, shared, follow_up_text(line)


def without_follow_up_report(store: Store, today: date, cycles: Sequence[int] = (), unit: str = "") -> Sheet:
    """Who was evaluated and from whose assessment nothing follows (R51).

    Args:
        store: The store.
        today: Who has left by then is passed over.
        cycles: Row numbers; empty for all.
        unit: Its id, with all below it; empty for all.
    """
    inside = tuple(units.subtree(store, unit)) if unit else ()
    lines = [line for cycle in cycles or (0,) for line in without_follow_up(store, today, cycle, inside)]
    return list_sheet(lines, _("Evaluated without follow-up"))


def assessment_sheet(store: Store, assessment_id: str) -> Sheet:
    """One assessment: its indicators with their scores, the total, and the notes below.

    Raises:
        Gone: There is none, or the actor may not see it.
    """
    found = view(store, assessment_id)
    line = found.line
    texts = ("indicator", "kind", "weight", "target", "actual", "self", "manager", "calibrated", "evidence", "note")
    titles = (
        *(_("Indicator"), _("Kind"), _("Weight"), _("Target"), _("Actual"), _("Self"), _("Manager"), _("Calibrated")),
        *(_("Evidence"), _("Note")),
    )
    columns = tuple(SheetColumn(key, words, Form.TEXT) for key, words in zip(texts, titles, strict=True))
    rows = tuple(SheetRow(each.id, _indicator_cells(each)) for each in found.indicators)
    whole = basis_points(sum(each.weight for each in found.indicators))
    own, counts = share_text(line.totals.own.share), share_text(line.totals.counts.share)
    total = (_("Total"), "", whole, "", "", own, counts, "", "", line.band.title if line.band else "")
    return Sheet(
        f"{line.person} · {line.cycle}",
        columns,
        rows,
        total,
        (*_notes(found), *(action_text(each) for each in actions.of_assessment(store, assessment_id))),
    )


def _indicator_cells(each: IndicatorView) -> tuple[Value, ...]:
    part = each.part
    scores = (score_text(each, share) for share in (part.self_score, part.manager, part.calibrated_score))
    return each.name, say(each.kind), basis_points(each.weight), each.target, each.actual_text, *scores, part.evidence, each.note


def _notes(found: AssessmentView) -> list[str]:
    line = found.line
    words = _("{label}: {text}")
    rows = [(_("State"), say(line.state)), (_("Unit"), line.unit), (_("Manager"), found.manager)]
    rows += [(_("Second reader"), found.second_reader), (_("Coverage"), share_text(line.totals.counts.coverage))]
    rows += [(title, found.texts[name]) for name, title in note_titles().items()]
    rows.append((_("Follow-up"), follow_up_text(line)))
    return [words.format(label=label, text=text) for label, text in rows if text] + [f"! {say(each.message)}" for each in found.findings]
