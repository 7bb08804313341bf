"""What drafts are called, so that each is recognised: `New person: Half Filled`, `Check-in: time to hire · 55`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.texts import shorten
from perftui.i18n import gettext as _
from perftui.i18n import mark
from perftui.services import drafts
from perftui.storage import lookups

if TYPE_CHECKING:
    from perftui.services.drafts import DraftLine
    from perftui.storage.stores import Store

SHOWN, NAMED = 40, 24
"""Characters of what was typed, and of the name of the record."""
FORMS = {
    "person": ("person", mark("Person"), mark("New person")),
    "unit": ("unit", mark("Unit"), mark("New unit")),
    "cycle": ("cycle", mark("Cycle"), mark("New cycle")),
    "goal": ("goal", mark("Goal"), mark("New goal")),
    "key_result": ("key_result", mark("Key result"), mark("New key result")),
    "check_in": ("key_result", mark("Check-in"), ""),
    "smart": ("goal", mark("SMART check"), ""),
    "need": ("goal", mark("Resource for"), mark("Resource for a goal")),
    "goal_review": ("", mark("Goal review"), ""),
    "cascade": ("goal", mark("Handing down"), ""),
    "weights": ("", mark("Weights"), ""),
    "scores": ("cycle", mark("Scores"), ""),
    "measure": ("measure", mark("Measure"), mark("New measure")),
    "measure_value": ("measure", mark("Value"), mark("New value")),
    "meeting": ("meeting", mark("Meeting"), mark("New meeting")),
    "conflict_meeting": ("", mark("Meeting"), mark("New meeting")),
    "resource": ("resource", mark("Resource"), mark("New resource")),
    "action": ("action", mark("Action"), mark("New action")),
    "meeting_action": ("", mark("Action"), mark("New action")),
    "review_round": ("review_round", mark("360 round"), mark("New 360 round")),
    "round_weights": ("review_round", mark("Groups and weights"), ""),
    "question": ("", mark("Question"), mark("New question")),
    "outsider": ("", "", mark("New rater")),
    "assessment": ("assessment", mark("Assessment"), ""),
    "indicator": ("indicator", mark("Indicator"), mark("New indicator")),
    "follow_up": ("", mark("Action"), mark("New action")),
    "rating_bands": ("cycle", mark("Rating bands"), mark("Rating bands")),
    "retro_action": ("", mark("Action"), mark("New action")),
    "actions-line": ("", "", mark("New action")),
    "cause": ("", mark("Cause"), mark("New cause")),
    "why": ("", mark("Why"), mark("New why")),
    "cause_action": ("", mark("Action"), mark("New action")),
    "plan": ("plan", mark("Plan sheet"), ""),
    "new_plan": ("", "", mark("New plan")),
    "plan_goal": ("plan_goal", mark("Goal of a plan"), ""),
    "plan_step": ("plan_step", mark("Step of a plan"), ""),
    "plan_milestone": ("plan_milestone", mark("Milestone"), ""),
    "acknowledgement": ("plan", mark("Acknowledgement"), mark("Acknowledgement")),
    "extension": ("plan", mark("Extension"), mark("Extension")),
    "plan_end": ("plan", mark("Outcome"), mark("Outcome")),
    "plans-line": ("", "", mark("New plan")),
    "plan_sheets-line": ("", "", mark("Part of a plan")),
    "people-line": ("", "", mark("New person")),
    "retrospectives-line": ("", "", mark("New note")),
    "goals-line": ("", "", mark("New goal")),
}
"""Form to the table of its record, and to what it is about: an old record, or a new one."""
OF_ITS_PLACE = frozenset({"measure_value", "rating_bands", "acknowledgement", "extension", "plan_end"})
"""Forms whose new records have no name: that of the record above tells them apart."""
LINES = {"quick-key-result": mark("New key result"), "quick-action": mark("New action")} | {
    "quick-plan-goal": mark("New goal of a plan"),
    "quick-plan-step": mark("New step of a plan"),
    "quick-plan-milestone": mark("New milestone"),
}
"""Quick line to what it adds, where the section has more than one."""


def title(store: Store, draft: DraftLine) -> str:
    """What a draft is about: its kind, the record that it changes, and the first thing that was typed."""
    typed = drafts.first_text(draft, SHOWN)
    table, old, new = FORMS.get(draft.form, ("", "", ""))
    words, record = LINES.get(drafts.line_of(draft.subject), new), ""
    if old and not drafts.is_new(draft.subject):
        words, record = old, draft.subject
    elif draft.form in OF_ITS_PLACE:
        record = drafts.place_of(draft.subject)
    if record and table:
        name = lookups.names(store, table, (record,)).get(record, "")
        typed = " · ".join(text for text in (shorten(name, NAMED), typed) if text)
    return _("{kind}: {text}").format(kind=_(words), text=typed) if words else typed
