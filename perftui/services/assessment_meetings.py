"""What a calibration meeting looks at: the distribution over the bands, and who stands in which of the nine boxes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.meetings import MeetingKind
from perftui.domain.ratings import BandCount, box_of, distribution
from perftui.records import NamedTuple
from perftui.services import assessment_policies
from perftui.services.assessment_lists import AssessmentFilter, listing
from perftui.storage import meetings, units
from perftui.storage.stores import Gone

if TYPE_CHECKING:
    from collections.abc import Mapping

    from perftui.services.assessment_views import AssessmentLine
    from perftui.storage.stores import Store


class Overview(NamedTuple):
    """All assessments of a cycle together."""

    cycle: str
    bands: tuple[BandCount, ...]
    boxes: Mapping[tuple[int, int], tuple[AssessmentLine, ...]]
    """Potential and third of performance to who stands there."""
    unplaced: tuple[AssessmentLine, ...]
    """Those without a total or without a potential."""
    without_total: int
    in_part: int
    """How many have a total over less than all of the weight."""


def overview(store: Store, cycle_id: str, inside: tuple[str, ...] = ()) -> Overview:
    """The distribution and the nine boxes of a cycle.

    Args:
        store: The store.
        cycle_id: The cycle.
        inside: Ids of units; empty for all.

    Raises:
        Gone: There is no such cycle.
    """
    cycle = next((row for row in units.all_cycles(store) if row["id"] == cycle_id), None)
    if cycle is None:
        raise Gone
    lines = listing(store, AssessmentFilter(cycle=cycle["number"], units=inside)).all()
    bands = assessment_policies.policy(store, cycle_id).bands
    boxes: dict[tuple[int, int], list[AssessmentLine]] = {}
    unplaced = []
    for line in lines:
        box = box_of(line.totals.counts.share, line.potential, bands)
        if box is None:
            unplaced.append(line)
        else:
            boxes.setdefault(box, []).append(line)
    totals = [line.totals.counts for line in lines]
    shares = [total.share for total in totals]
    placed = {box: tuple(found) for box, found in boxes.items()}
    in_part = sum(total.share is not None and total.coverage < 1 for total in totals)
    counted = tuple(distribution(shares, bands))
    return Overview(cycle["name"], counted, placed, tuple(unplaced), sum(share is None for share in shares), in_part)


def meetings_of(store: Store) -> dict[str, str]:
    """Calibration meetings by id, the latest first, with their titles."""
    return {row["id"]: f"{row['on_date']} {row['title']}" for row in meetings.titles(store) if row["kind"] == MeetingKind.CALIBRATION}
