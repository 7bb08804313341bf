"""Where a line of Today leads: the section of a record, or the form in which a draft was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.services.drafts import is_new, place_of
from screens.hosts import Place
from screens.line_drafts import SUFFIX

if TYPE_CHECKING:
    from perftui.services.today import AgendaLine

SECTION_OF = {
    **{"goal": "goals", "key_result": "goals", "check_in": "goals", "person": "people", "cycle": "cycles", "unit": "units"},
    **{"goals-line": "goals", "people-line": "people", "goal_review": "goal_reviews", "scores": "cycles", "smart": "goals"},
    **{"conflict": "conflicts", "resource": "conflicts", "conflict_meeting": "conflicts", "need": "goals"},
    **{"meeting": "meetings", "meeting_action": "meetings", "action": "actions", "actions-line": "actions"},
    **{"weights": "weights", "cascade": "goals", "measure": "measures", "measure_value": "measures"},
    **{"assessment": "reviews", "indicator": "sheets", "follow_up": "reviews", "rating_bands": "reviews"},
    **dict.fromkeys(("review_round", "round_weights", "question", "outsider"), "rounds"),
    **dict.fromkeys(("retro_note", "retrospectives-line", "retro_action"), "retrospectives"),
    **dict.fromkeys(("talk", "due_talk", "no_talk", "grow", "new_grow", "cadence", "talks-line"), "talks"),
    **{"bottleneck": "bottlenecks", "worksheet": "worksheets"},
    **{"gap": "gaps", "cause": "gap_causes", "why": "gap_causes", "cause_action": "gap_causes"},
}
"""Kind of record, or form of a draft, to the section that shows it."""
BEGUN_AT = {
    **{"check_in": "check_in", "conflict_meeting": "meet", "meeting_action": "add_action", "need": "allocate"},
    **{"scores": "score", "goal_review": "hold", "cascade": "cascade", "weights": "", "smart": "smart_check", "measure_value": "add_value"},
    **{"indicator": "edit_all", "follow_up": "add_follow_up", "rating_bands": "set_bands", "round_weights": "weigh"},
    **{"grow": "write_down", "cadence": "set_cadence"},
    **{"retro_action": "add_action_in_form", "why": "add_why", "cause_action": "add_measure"},
}
"""Form of a draft that belongs to another record to the action that opens it there; F5 takes back what was typed for a new one."""
BEGUN_ANEW = {
    **{"resource": "add_resource", "meeting": "add", "measure": "add", "action": "add_in_form", "cause": "add"},
    **{"review_round": "add_round", "question": "add_question", "outsider": "add_outsider"},
}
"""Form of a draft of a new record to the action that opens it empty; F5 takes back what was typed."""


def draft_place(line: AgendaLine) -> Place:
    """Where the form opens in which a draft was typed."""
    form, subject = line.entity, line.entity_id
    section, place = SECTION_OF.get(form, "goals"), place_of(subject)
    if form in BEGUN_AT:
        return Place(section, place, command=BEGUN_AT[form])
    if not (form.endswith(SUFFIX) or is_new(subject)):
        return Place(section, place, command="edit")
    command = BEGUN_ANEW.get(form) or f"take_up({form!r}, {subject!r})"  # its `action_take_up` opens the form
    return Place(section, place, command=command)
