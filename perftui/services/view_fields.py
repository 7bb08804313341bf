"""Which fields a saved view may have, section by section, and which values."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from perftui.domain.assessments import AssessmentState
from perftui.domain.codes import GoalState, Level
from perftui.domain.gaps import GapState, Severity
from perftui.domain.plans import PlanKind, PlanState
from perftui.domain.support import SupportTable
from perftui.domain.talks import TalkKind, TalkState
from perftui.domain.timelines import Zoom
from perftui.storage import gaps, people, plan_lists

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

PRESENCES = frozenset(("current", "left", "archived", "all"))


def _is_text(value: str) -> bool:
    return len(value) <= 200 and value.isprintable()


def _is_list(value: str) -> bool:
    try:
        found = json.loads(value)
    except ValueError:
        return False
    return isinstance(found, list) and all(isinstance(item, str) for item in found)


def _one_of(values: Iterable[str]) -> Callable[[str], bool]:
    return frozenset(map(str, values)).__contains__


def _list_of(values: Iterable[str]) -> Callable[[str], bool]:
    known = frozenset(map(str, values))
    return lambda value: _is_list(value) and known.issuperset(json.loads(value))


_FLAG = _one_of(("0", "1"))
_SUPPORT = {
    **{"table": _one_of(SupportTable), "state": _is_text, "person_id": _is_text},
    **{"order": _is_text, "is_descending": _FLAG},
}
KNOWN: Mapping[str, Mapping[str, Callable[[str], bool]]] = {
    "people": {
        **{"text": _is_text, "units": _is_list, "manager_id": _is_text, "is_descending": _FLAG},
        **{"presence": _one_of(PRESENCES), "order": _one_of(people.ORDERS)},
    },
    "reviews": {
        **{"text": _is_text, "cycle_id": _is_text, "units": _is_list, "lacking": _FLAG, "state": _one_of(("", *AssessmentState))},
    },
    "plans": {
        **{"text": _is_text, "units": _is_list, "state": _one_of(("", plan_lists.OPEN, *PlanState)), "kind": _one_of(("", *PlanKind))},
        **{"order": _one_of(plan_lists.ORDERS), "is_descending": _FLAG, "zoom": _one_of(Zoom)},
    },
    "talks": {
        **{**dict.fromkeys(("manager_id", "person_id"), _is_text), "is_due_alone": _FLAG},
        **{"kind": _one_of(("", *TalkKind)), "state": _one_of(("", *TalkState))},
    },
    **dict.fromkeys(("support", "trainings", "mentors"), _SUPPORT),
    "goals": {
        **{"cycles": _is_list, "with_archived": _FLAG, "text": _is_text, "owner_person": _is_text, "owner_unit": _is_text},
        **{"level": _one_of(("", *Level)), "state": _one_of(("", *GoalState))},
    },
    "gaps": {
        **dict.fromkeys(("text", "person", "unit", "category"), _is_text),
        **{"cycles": _is_list, "units": _is_list, "severities": _list_of(Severity), "states": _list_of(GapState)},
        **{"lacks": _one_of(("", "cause", "measure")), "order": _one_of(("", *gaps.ORDERS)), "is_descending": _FLAG},
    },
}
"""Section to the fields that a saved view of it may have, each with the test of its value."""
