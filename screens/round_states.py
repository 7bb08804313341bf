"""How far forms have come, as lists show it; in a frozen or released round what may be told of each group, and nothing of what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.feedback import SHOWN_ALWAYS, RaterGroup, RaterState, RoundState
from perftui.i18n import gettext as _
from perftui.i18n import say
from perftui.services.round_guards import CLOSED
from perftui.services.round_report_files import count_text
from perftui.services.round_reports import groups
from screens.details import Detail
from widgets.cells import StyledCell, Tone

if TYPE_CHECKING:
    from textual.content import Content

    from perftui.services.round_lines import RaterLine, RoundLine, SubjectLine, Tally
    from perftui.storage.stores import Store
    from widgets.cells import Cell


def is_waiting(line: RaterLine) -> bool:
    """Whether a form is still to be completed."""
    return line.state in {RaterState.INVITED, RaterState.BEGUN}


def state_cell(line: RaterLine) -> StyledCell:
    """Completed or not, and no more: how far a form has come is its rater's business."""
    if is_waiting(line):
        return StyledCell(_("Waiting"), Tone.FAIR)
    return StyledCell(say(line.state), Tone.DONE if line.state is RaterState.COMPLETED else Tone.MUTED)


def not_told() -> Cell:
    """What stands where it is not known any more whether somebody has answered."""
    return StyledCell("–", Tone.MUTED)


def closed_cells(line: SubjectLine, of: RoundLine) -> list[Cell] | None:
    """The groups of a person in a frozen or released round; None in others."""
    return [_told(line.tally(group), group, of.threshold) for group in RaterGroup] if of.state in CLOSED else None


def _told(tally: Tally, group: RaterGroup, threshold: int) -> Cell:
    if not tally.invited:
        return StyledCell("–", Tone.MUTED)
    if tally.completed or group in SHOWN_ALWAYS:
        return f"{tally.completed}/{tally.invited}"
    return StyledCell(f"<{threshold}", Tone.MUTED)


def closed_detail(store: Store, line: SubjectLine, of: RoundLine) -> Content:
    """How many of each group answered, where that is told."""
    rows = [(say(each.source), count_text(each, of.threshold)) for each in groups(store, line.id)]
    detail = Detail(line.name).lines([(_("Unit"), line.unit), (_("State"), say(of.state))])
    detail.group(_("Completed"), ["  ".join(row) for row in rows])
    if of.state is RoundState.RELEASED:
        return detail.text(_("Enter opens the report; F8 exports it."), "dim").content()
    return detail.text(_("What they answered is shown once the round is released (F7)."), "dim").content()
