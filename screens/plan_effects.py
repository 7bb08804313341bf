"""What a step of a plan does, said before it is done: what is locked, who has to do what, and the person's rights in plain words."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from perftui.domain.plans import PlanKind, PlanState
from perftui.domain.roles import role_text
from perftui.domain.texts import shorten
from perftui.i18n import gettext as _
from perftui.i18n import ngettext

if TYPE_CHECKING:
    from collections.abc import Iterator

    from perftui.services.plan_lines import PlanView

S = PlanState
WHO_SHOWN = 6
STEP_SHOWN = 40
"""Characters of a step that are shown where it is named."""


def effects(view: PlanView, state: PlanState) -> Iterator[str]:
    """What going on to a state does, a line each."""
    if state is S.ISSUED:
        yield from _issue(view)
    elif state is S.HR_REVIEW:
        yield _("HR reads it. Nobody else sees it, and everything in it can still be changed.")
    elif state is S.APPROVED:
        yield _("It can be issued then. Nobody else sees it yet, and everything in it can still be changed.")
    elif state is S.ACTIVE:
        yield _("The plan runs: checks are held on their days, and what is due shows on Today.")
    elif state is S.DUE:
        yield _("The plan has come to its end: it is passed, extended once, or failed.")
    elif state is S.MONITORING:
        yield _("Checks follow one, three and six months after the end.")
    elif state is S.CLOSED:
        yield _("Nothing more is due. The plan stays in the record.")


def _issue(view: PlanView) -> Iterator[str]:
    goals, checks = len(view.goals), len(view.checks)
    yield ngettext(
        "{n} goal, its dates and the rule that passes are locked.", "{n} goals, their dates and the rule that passes are locked.", goals
    ).format(n=goals)
    yield from actions_text(view)
    yield ngettext("{n} check is planned.", "{n} checks are planned.", checks).format(n=checks)
    for step in view.steps:
        if step.uplift is not None and step.baseline is None:
            words = _("No baseline, so nothing is counted against a target: “{step}”. F8 Row in a form writes it.")
            yield words.format(step=shorten(step.text, STEP_SHOWN))
    if view.line.kind is PlanKind.PIP:
        yield ""
        yield from rights()


def actions_text(view: PlanView) -> Iterator[str]:
    """Which actions arise, and for whom."""
    owners = Counter(step.owner or role_text(step.role) or _("nobody yet") for step in view.steps)
    shown = [_("{n} for {name}").format(n=n, name=name) for name, n in owners.most_common(WHO_SHOWN)]
    n = len(view.steps)
    if n:
        words = ngettext("{n} action arises: {who}.", "{n} actions arise: {who}.", n)
        yield words.format(n=n, who=_(", ").join(shown))


def rights() -> Iterator[str]:
    """The person's rights in plain language: read out in the talk."""
    yield _("The person's rights, to be said in the talk:")
    yield _("- A signature says that the talk took place, not that they agree. They may refuse; then a witness signs.")
    yield _("- They may bring somebody along, ask for time to read, and say their own view in writing at any time.")
    yield _("- What is measured does not change unless the plan is paused and explained to them again.")
    yield _("- What the employer promises counts too: an open promise is kept or settled before the plan can fail.")
