"""Everything about one key result, as its detail shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from perftui.domain.anchors import anchor_lines
from perftui.domain.codes import Operator
from perftui.domain.formats import clauses
from perftui.domain.measures import attainment, describe_gap, quantity_text, target_text
from perftui.i18n import gettext as _
from perftui.i18n import say
from perftui.services import goal_rows
from perftui.services.amendment_lines import amendments_of_key_result
from perftui.services.check_ins import check_ins_of
from perftui.services.measure_rows import measure_name, shown_anchors
from perftui.services.measured_values import value_text
from perftui.services.trees import line_of
from perftui.storage import goal_lookups, trees
from perftui.storage.stores import Gone
from perftui.storage.yardsticks import yardstick_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from perftui.domain.codes import Status
    from perftui.domain.measures import GapFigures, Yardstick
    from perftui.services.amendment_lines import AmendmentLine
    from perftui.services.check_ins import CheckInLine
    from perftui.storage.stores import Store


@dataclass(frozen=True, slots=True)
class KeyResultView:
    """A key result with its check-ins."""

    id: str
    version: int
    title: str
    goal_id: str
    goal: str
    """The title of the goal that it belongs to."""
    yardstick: str
    """In words and in the language in use: `≥95 %, from 84 %`."""
    yardstick_hash: str
    """Fingerprint of what is measured and how."""
    value: str
    """The last one measured, with its unit; empty without data."""
    gap: GapFigures | None
    """What is missing, percentage points first; None without data."""
    progress: Decimal | None
    """1 is the target; not clamped; None: no data."""
    attainment: Decimal | None
    """Of the target, whatever the baseline; None where there is none."""
    confidence: Decimal | None
    status: Status
    state: str
    """Of its goal."""
    weight: int
    """Basis points."""
    share: Decimal | None
    """Among what stands below the goal, 0 to 1."""
    priority: str
    tags: str
    due: date
    cadence_days: int
    checked_on: date | None
    next_due: date | None
    """When the next check-in is due; None once the target is reached."""
    is_overdue: bool
    is_archived: bool
    measure: str
    """What the measure of the library is called by which it is measured; empty for none."""
    anchors: tuple[str, ...]
    """What each level of an ordinal scale looks like, level 1 first."""
    check_ins: tuple[CheckInLine, ...]
    """Newest first."""
    amendments: tuple[AmendmentLine, ...]
    """What was changed of it after its goal was agreed, newest first."""
    changes: int
    """How many events its history has, check-ins left out."""
    fields: Mapping[str, object]
    """What a form edits, by the names of `KeyResultDraft`."""


def key_result_view(store: Store, key_result_id: str, today: date) -> KeyResultView:
    """Everything about one key result.

    Raises:
        Gone: There is none, or the actor may not see it.
    """
    row, tree_row = goal_rows.key_result_row(store, key_result_id), trees.row_of(store, key_result_id)
    if tree_row is None:
        raise Gone
    yardstick = yardstick_of(row)
    value = None if tree_row["value"] is None else Decimal(tree_row["value"])
    line = line_of(tree_row, today)
    return KeyResultView(
        **{name: getattr(line, name) for name in _AS_IN_THE_TREE},
        **{name: row[name] for name in ("id", "version", "title", "goal_id", "goal", "priority", "tags", "cadence_days")},
        yardstick=yardstick_text(yardstick),
        yardstick_hash=row["definition_hash"],
        value=value_text(yardstick, value),
        gap=describe_gap(yardstick, value),
        attainment=attainment(yardstick, value),
        checked_on=_day(tree_row["checked_on"]),
        next_due=_day(tree_row["next_due"]),
        measure=measure_name(store, row["measure_id"]),
        anchors=anchor_lines(shown_anchors(store, row)) if yardstick.operator is Operator.ORDINAL else (),
        check_ins=tuple(check_ins_of(store, key_result_id)),
        amendments=tuple(amendments_of_key_result(store, key_result_id)),
        changes=goal_lookups.changes(store, "key_result", key_result_id),
        fields=goal_rows.key_result_fields(row),
    )


_AS_IN_THE_TREE = ("progress", "confidence", "status", "state", "weight", "share", "due", "is_overdue", "is_archived")


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def yardstick_text(yardstick: Yardstick) -> str:
    """A yardstick in words and in the language in use, such as `≥95 %, from 84 %` or `8–12 min, red above 20 min`."""

    def quantity(number: Decimal) -> str:
        return quantity_text(number, yardstick.unit)

    parts = [target_text(yardstick) or _whole(yardstick)]
    for number, template in (
        (yardstick.baseline, _("from {value}")),
        (yardstick.commit, _("commit {value}")),
        (yardstick.stretch, _("stretch {value}")),
        (yardstick.red_low, _("red below {value}")),
        (yardstick.red_high, _("red above {value}")),
    ):
        if number is not None:
            parts.append(template.format(value=quantity(number)))
    return clauses(parts)


def _whole(yardstick: Yardstick) -> str:
    named = say(yardstick.operator)
    if yardstick.operator is Operator.MILESTONE and yardstick.target is not None and yardstick.whole != 1:
        return _("{milestone}: {value}").format(milestone=named, value=quantity_text(yardstick.whole, yardstick.unit))
    return named
