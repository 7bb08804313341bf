"""How the person came to know a plan: signed, refused with a witness, or served with proof.

A signature says that the talk took place, not that the person agrees [G]. The hash of the log's last event is kept with it, so that
the printed sheet proves what was in the file. An acknowledgement is never taken back by undo.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from perftui.domain.plan_steps import PlanStepNotPossible
from perftui.domain.plans import AcknowledgementKind, PlanState
from perftui.domain.texts import clean_text
from perftui.errors import BadInput
from perftui.i18n import mark
from perftui.records import NamedTuple
from perftui.services import plan_versions, verification
from perftui.services.plan_locks import plan_row
from perftui.services.plan_moves import move
from perftui.storage import plans
from perftui.storage.stores import Gone, Label

if TYPE_CHECKING:
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store


class WitnessMissing(BadInput):
    """A refusal that nobody else has seen."""

    template = mark("Say who was there when the signature was refused: a refusal needs a witness.")
    field = "witness"


class WitnessIsParty(BadInput):
    """A witness who is a party to the plan."""

    template = mark("{name} is a party to the plan: the witness is somebody else than the person and the manager.")
    field = "witness"


class ProofMissing(BadInput):
    """A service that nobody can prove."""

    template = mark("Say what proves the service, such as the number of the registered letter.")
    field = "proof"


class AcknowledgementLine(NamedTuple):
    """One acknowledgement."""

    id: str
    version_number: int
    kind: AcknowledgementKind
    on: date
    place: str
    witness: str
    proof: str
    comment: str
    log_head: str
    """The hash of the log's last event at that time, 64 hexadecimal digits."""
    by: str


def of_plan(store: Store, plan_id: str) -> list[AcknowledgementLine]:
    """The acknowledgements of a plan, that of the first version first."""
    return [_line(row) for row in plans.parts(store, "acknowledgement", plan_id)]


def acknowledge(  # noqa: PLR0913  # all of it is written down
    store: Store,
    plan_id: str,
    kind: AcknowledgementKind,
    today: date,
    *,
    place: str = "",
    witness: str = "",
    proof: str = "",
    comment: str = "",
) -> int:
    """Write down how the person came to know the version that holds; where the plan has begun, it runs from now on.

    Args:
        store: The store.
        plan_id: An issued or extended plan.
        kind: How.
        today: The day.
        place: Where.
        witness: Who else was there; needed when the signature was refused.
        proof: What proves the service; needed when the plan was served.
        comment: What the person said.

    Returns:
        The new version of the plan's record.

    Raises:
        WitnessMissing, WitnessIsParty, ProofMissing: What has to be said first.
        PlanStepNotPossible: No version of it waits for an acknowledgement.
        Gone: There is no such plan.
    """
    texts = {"place": place, "witness": witness, "proof": proof, "comment": comment}
    said = {name: clean_text(text, multiline=name == "comment").strip() for name, text in texts.items()}
    row, head = plan_row(store, plan_id), verification.head(store)[1]
    _check(kind, said, row)
    with store.write(Label(_LABELS[kind], {"title": row["title"]}, is_final=True)):
        version = _keep(store, plan_id, kind, today, {**said, "log_head": head})
        if date.fromisoformat(row["start_date"]) <= today:
            version = move(store, plan_id, version, PlanState.ACTIVE, today, pause_reason="")
    return version


def _keep(store: Store, plan_id: str, kind: AcknowledgementKind, today: date, said: dict[str, str]) -> int:
    row, latest = plan_row(store, plan_id), plan_versions.latest(store, plan_id)
    state = PlanState.REFUSED_WITNESSED if kind is AcknowledgementKind.REFUSED else PlanState.ACKNOWLEDGED
    if latest is None:
        raise PlanStepNotPossible(old=PlanState(row["state"]), new=state)
    version = move(store, plan_id, row["version"], state, today)
    told = {"plan_id": plan_id, "version_number": latest["number"], "kind": kind.value, "on_date": today.isoformat()}
    store.insert("acknowledgement", id=store.new_id(), **told, **said, by_name=store.actor.name)
    return version


_LABELS = {
    AcknowledgementKind.SIGNED: mark("The plan “{title}” was signed"),
    AcknowledgementKind.REFUSED: mark("The signature of the plan “{title}” was refused"),
    AcknowledgementKind.SERVED: mark("The plan “{title}” was served"),
}


def _check(kind: AcknowledgementKind, said: dict[str, str], row: Row) -> None:
    if kind is AcknowledgementKind.REFUSED and not said["witness"]:
        raise WitnessMissing
    if kind is AcknowledgementKind.REFUSED and said["witness"] in (row["person"], row["manager"]):
        raise WitnessIsParty(name=said["witness"])
    if kind is AcknowledgementKind.SERVED and not said["proof"]:
        raise ProofMissing


def acknowledgement(store: Store, plan_id: str, number: int) -> AcknowledgementLine:
    """How one version came to be known.

    Raises:
        Gone: It has not, or the plan does not exist.
    """
    plan_row(store, plan_id)
    found = next((line for line in of_plan(store, plan_id) if line.version_number == number), None)
    if found is None:
        raise Gone
    return found


def _line(row: Row) -> AcknowledgementLine:
    texts = {name: row[name] for name in ("id", "version_number", "place", "witness", "proof", "comment", "log_head")}
    return AcknowledgementLine(**texts, kind=AcknowledgementKind(row["kind"]), on=date.fromisoformat(row["on_date"]), by=row["by_name"])
