"""Key results measured by a measure of the library: what it fills in, and the step that does it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.anchors import levels_of
from perftui.domain.codes import Operator
from perftui.domain.yardsticks import FIELDS
from perftui.i18n import gettext as _
from perftui.i18n import mark, say
from perftui.services import measures
from perftui.services.goal_changes import change_key_result
from perftui.services.goal_rows import key_result_row
from perftui.storage import nodes
from perftui.storage.stores import Label

if TYPE_CHECKING:
    from perftui.services.key_result_views import KeyResultView
    from perftui.services.measures import MeasureLine
    from perftui.storage.stores import Store


def filled_by(line: MeasureLine) -> dict[str, str]:
    """What a measure fills into a key result, by the names of `KeyResultDraft`, as a form holds it."""
    is_ordinal = line.operator is Operator.ORDINAL
    levels = levels_of(line.anchors) if is_ordinal else None
    return {
        "measure": line.id,
        "operator": line.operator.value,
        "unit": line.unit,
        "cadence_days": str(line.cadence_days),
        "anchors": line.anchors if is_ordinal else "",
        "levels": str(levels) if levels else "",
    }


def differing(view: KeyResultView, line: MeasureLine) -> str:
    """What a measure would change of a key result so that its numbers mean something else, in words; empty where nothing is."""
    operator, unit = Operator(str(view.fields["operator"])), str(view.fields["unit"] or "")
    told = []
    if unit and unit.casefold() != line.unit.casefold():
        told.append(_("{field}: {old} → {new}").format(field=say(FIELDS["unit"]), old=unit, new=line.unit or "–"))
    if operator is not line.operator:
        told.append(_("{field}: {old} → {new}").format(field=say(FIELDS["operator"]), old=say(operator), new=say(line.operator)))
    return _("Look at the numbers, then Ctrl+S. {changes}").format(changes="; ".join(told)) if told else ""


def measure_by(store: Store, key_result_id: str, version: int, measure_id: str) -> int:
    """Measure a key result by a measure: operator, unit, cadence and anchors become those of the measure; its numbers stay.

    Args:
        store: The store.
        key_result_id: The key result.
        version: The one that was looked at.
        measure_id: The measure; empty: by none any more, and all else stays.

    Returns:
        The version afterwards.

    Raises:
        Changed: Somebody else was first.
        Gone: The key result or the measure does not exist.
        Refused: Its numbers do not fit the measure's operator, or what was checked in does not.
    """
    title = key_result_row(store, key_result_id)["title"]
    if not measure_id:
        label, changes = Label(mark("Took the measure off {title}"), {"title": title}), {"measure": ""}
    else:
        line = measures.measure(store, measure_id)
        label, changes = Label(mark("Measured {title} by {measure}"), {"title": title, "measure": line.name}), filled_by(line)
    with store.write(label):
        changed = change_key_result(store, key_result_id, version, changes)
        nodes.sync(store, (), changed.key_results)
    return changed.version
