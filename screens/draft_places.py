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
    **dict.fromkeys(("evidence", "requirement", "waiver", "cases"), "evidences"),
    **dict.fromkeys(("plan", "new_plan", "plans-line"), "plans"),
    **dict.fromkeys(("plan_goal", "plan_step", "plan_milestone", "plan_sheets-line"), "plan_sheets"),
    **dict.fromkeys(("acknowledgement", "extension", "plan_end"), "plan_sheets"),
    **dict.fromkeys(("obstacle", "promise", "promise_settlement", "statement_offer", "statement"), "plan_sheets"),
    **dict.fromkeys(("resistance_note", "purpose_told"), "plan_sheets"),
    **{"plan_check": "plan_checks", "missed_check": "plan_checks"},
    **dict.fromkeys(("talk", "due_talk", "no_talk", "grow", "new_grow", "cadence", "talks-line"), "talks"),
    **{"bottleneck": "bottlenecks", "worksheet": "worksheets"},
    **dict.fromkeys(("support_request", "initiative", "accommodation", "support_step", "support-line"), "support"),
    **dict.fromkeys(("training_request", "training_step", "skill_gap", "course", "trainings-line"), "trainings"),
    **dict.fromkeys(("mentorship", "mentor_entry", "mentors-line"), "mentors"),
    **{"gap": "gaps", "cause": "gap_causes", "why": "gap_causes", "cause_action": "gap_causes"},
}
"""Kind of record, or form of a draft, to the section that shows it."""
WORKED_ON = {"plan_check": "work_on"}
"""Kind of record to what is begun with it at once, where a line of Today leads to it."""
BEGUN_AT = {
    **{"check_in": "check_in", "conflict_meeting": "meet", "meeting_action": "add_action", "need": "allocate"},
    **{"scores": "score", "goal_review": "hold", "cascade": "cascade", "weights": "", "smart": "smart_check", "measure_value": "add_value"},
    **{"indicator": "edit_all", "follow_up": "add_follow_up", "rating_bands": "set_bands", "round_weights": "weigh"},
    **{"requirement": "meet", "cases": "meet", "waiver": "waive"},
    **dict.fromkeys(("plan_goal", "plan_step", "plan_milestone"), "edit_all"),
    **dict.fromkeys(("acknowledgement", "extension", "plan_end"), "next_step"),
    **{"plan_check": "resume", "missed_check": "resume"},
    **{"mentor_entry": "log", "support_step": "take_step", "training_step": "take_step"},
    **{"grow": "write_down", "cadence": "set_cadence"},
    **{"retro_action": "add_action_in_form", "why": "add_why", "cause_action": "add_measure"},
}
"""Form of a draft that belongs to another record to the action that opens it there; F5 takes back what was typed for a new one."""
BEGUN_ANEW = {
    **{"resource": "add_resource", "meeting": "add", "measure": "add", "action": "add_in_form", "cause": "add"},
    **{"obstacle": "add_human('obstacles')", "resistance_note": "add_human('resistance')"},
    **{"statement_offer": "add_human('statement')", "purpose_told": "add_human('purpose')"},
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
