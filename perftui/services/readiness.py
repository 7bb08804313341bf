"""How ready a plan is to be shown to others: each requirement of its pack met, missing, or waived with a reason (R57)."""

from __future__ import annotations

import contextlib
from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING

from perftui.domain.evidence_packs import Mark, judged
from perftui.domain.plans import OutcomeKind, RequirementState
from perftui.errors import Refused
from perftui.i18n import gettext as _
from perftui.i18n import mark
from perftui.services.evidence_pack_library import pack
from perftui.services.evidence_records import facts
from perftui.services.plan_views import plan_view
from perftui.storage import evidence_facts, plans
from perftui.storage.stores import Gone, Label

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from perftui.domain.evidence_packs import Readiness, Requirement
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store


class NotReady(Refused):
    """An exit while something is missing."""

    template = mark(
        "{met} of {of} requirements are shown; missing: {missing}. Meet or waive each, with a reason: F8, “Evidence…” on the plan."
    )


class NoSuchRequirement(Refused):
    """The pack does not have it."""

    template = mark("The evidence pack of this plan has no such requirement.")


class CaseApplies(Refused):
    """Somebody is protected."""

    template = mark("“{case}” applies: the person is protected, and the plan cannot end in an exit. Choose another outcome.")


class CasesOpen(Refused):
    """Not all cases are answered."""

    template = mark("Each case must be answered before this counts as checked; open: {cases}.")


class NotWaivable(Refused):
    """It protects the person."""

    template = mark("“{title}” cannot be waived: it protects the person. Answer its cases with F7; if one applies, choose another outcome.")


class ExitStands(Refused):
    """What an exit rests on is to be changed."""

    template = mark("The exit of “{title}” rests on this, so it stays as it was. Attach what is new with Ins.")


class NothingWritten(Refused):
    """There is nothing to take back."""

    template = mark("Nothing was written down about this requirement.")


def readiness(store: Store, plan_id: str) -> Readiness:
    """What there is of the evidence pack of a plan.

    Raises:
        Gone: There is no such plan.
    """
    view = plan_view(store, plan_id)
    attached: defaultdict[str, list[str]] = defaultdict(list)
    for row in evidence_facts.attached(store, plan_id):
        attached[row["requirement"]].append(row["title"])
    marks = {row["code"]: _mark(row) for row in evidence_facts.marks(store, plan_id)}
    return judged(pack(view.line.pack), facts(store, view), marks, attached)


def counts(store: Store, plan_ids: Iterable[str]) -> dict[str, tuple[int, int]]:
    """Of some plans how many requirements are met or waived, and how many there are; those that are gone are left out."""
    found = {}
    for plan_id in plan_ids:
        with contextlib.suppress(Gone):
            ready = readiness(store, plan_id)
            found[plan_id] = (ready.met, ready.of)
    return found


def require_ready(store: Store, plan_id: str) -> None:
    """Refuse an exit while a requirement is neither met nor waived.

    Raises:
        NotReady: Something is missing.
        Gone: There is no such plan.
    """
    found = readiness(store, plan_id)
    if found.missing:
        raise NotReady(met=found.met, of=found.of, missing=_joined([line.requirement.text for line in found.missing]))


def require_open(store: Store, plan_id: str) -> None:
    """Refuse a change of what an exit rests on.

    Raises:
        ExitStands: The plan has ended in one.
    """
    if any(row["kind"] == OutcomeKind.EXIT.value for row in plans.parts(store, "plan_outcome", plan_id)):
        raise ExitStands(title=plan_view(store, plan_id).line.title)


def mark_met(store: Store, plan_id: str, code: str, **values: object) -> None:
    """Say in a note why a requirement is met.

    Args:
        store: The store.
        plan_id: The plan.
        code: Of a requirement without cases.
        **values: Fields of `RequirementDraft`.

    Raises:
        FieldError: A value cannot be used.
        NoSuchRequirement, Gone: There is no such requirement or plan.
        CasesOpen: It has cases, which must be answered one by one: see `check_cases`.
        ExitStands: The plan has ended in an exit.
    """
    requirement = _requirement(store, plan_id, code)
    if requirement.cases:
        raise CasesOpen(cases=_joined([case.text for case in requirement.cases]))
    _write(store, plan_id, requirement, RequirementState.MET, values)


def check_cases(store: Store, plan_id: str, code: str, answers: Mapping[str, bool | None], **values: object) -> None:
    """Answer the cases of a requirement; it is met when none applies.

    Args:
        store: The store.
        plan_id: The plan.
        code: Of a requirement with cases.
        answers: Code of a case to whether it applies; None where that is open.
        **values: Fields of `RequirementDraft`; the note says what was looked at.

    Raises:
        CaseApplies: One applies.
        CasesOpen: One is not answered.
        FieldError, NoSuchRequirement, Gone: As for `mark_met`.
    """
    requirement = _requirement(store, plan_id, code)
    for case in requirement.cases:
        if answers.get(case.code):
            raise CaseApplies(case=case.text)
    if left := [case.text for case in requirement.cases if answers.get(case.code) is None]:
        raise CasesOpen(cases=_joined(left))
    _write(store, plan_id, requirement, RequirementState.MET, values)


def waive(store: Store, plan_id: str, code: str, **values: object) -> None:
    """Say why a requirement is not needed here.

    Args:
        store: The store.
        plan_id: The plan.
        code: Of the requirement.
        **values: Fields of `RequirementDraft`; the note is the reason.

    Raises:
        NotWaivable: It has cases, which protect the person.
        FieldError, NoSuchRequirement, Gone: As for `mark_met`.
    """
    requirement = _requirement(store, plan_id, code)
    if requirement.cases:
        raise NotWaivable(title=requirement.text)
    _write(store, plan_id, requirement, RequirementState.WAIVED, values)


def take_back(store: Store, plan_id: str, code: str) -> None:
    """Take back what was written down about a requirement.

    Raises:
        NothingWritten: Nothing was.
        ExitStands: The plan has ended in an exit.
        NoSuchRequirement, Gone: There is no such requirement or plan.
    """
    requirement = _requirement(store, plan_id, code)
    found = _marked(store, plan_id, code)
    if found is None:
        raise NothingWritten
    require_open(store, plan_id)
    with store.write(Label(mark("Took back what was written about “{title}”"), {"title": requirement.text})):
        evidence_facts.remove_mark(store, found["id"])


def _write(store: Store, plan_id: str, requirement: Requirement, state: RequirementState, values: Mapping[str, object]) -> None:
    from perftui.domain.evidence_drafts import RequirementDraft
    from perftui.domain.validation import validated

    draft = validated(RequirementDraft, **values)
    require_open(store, plan_id)
    found = _marked(store, plan_id, requirement.code)
    columns = {"state": state.value, "note": draft.note, "on_date": draft.on.isoformat(), "by_name": store.actor.name}
    words = mark("Waived “{title}”") if state is RequirementState.WAIVED else mark("Said why “{title}” is met")
    with store.write(Label(words, {"title": requirement.text})):
        if found is None:
            store.insert("plan_requirement", id=store.new_id(), plan_id=plan_id, code=requirement.code, **columns)
        else:
            store.update("plan_requirement", found["id"], found["version"], **columns)


def _requirement(store: Store, plan_id: str, code: str) -> Requirement:
    found = pack(plan_view(store, plan_id).line.pack).requirement(code)
    if found is None:
        raise NoSuchRequirement
    return found


def _marked(store: Store, plan_id: str, code: str) -> Row | None:
    return next((row for row in evidence_facts.marks(store, plan_id) if row["code"] == code), None)


def _mark(row: Row) -> Mark:
    on = date.fromisoformat(row["on_date"])
    return Mark(RequirementState(row["state"]), row["note"], on, row["by_name"], row["id"], row["version"])


def _joined(texts: Sequence[str]) -> str:
    return _("; ").join(texts)
