"""What stands beside a plan in its dossier: talks, trainings, the mentor log, support requests, accommodations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.support import AccommodationKind, AccommodationState, SupportState, TrainingState
from perftui.domain.talks import TalkKind, TalkState
from perftui.i18n import gettext as _
from perftui.i18n import say
from perftui.services.dossier_goals import table
from perftui.services.transfer.documents import Facts, Heading, Paragraph
from perftui.storage import dossiers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from perftui.services.plan_lines import PlanView
    from perftui.services.transfer.documents import Block
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store


def blocks(store: Store, view: PlanView, visibilities: Iterable[str]) -> Iterator[Block]:
    """What stands beside a plan.

    Args:
        store: The store.
        view: The plan.
        visibilities: Of the talks that may be shown.
    """
    plan_id = view.line.id
    yield from _talks(dossiers.talks(store, plan_id, visibilities))
    yield from _trainings(dossiers.trainings(store, plan_id))
    yield from _mentoring(dossiers.mentor_entries(store, plan_id))
    yield from _requests(dossiers.requests(store, plan_id))
    yield from _accommodations(dossiers.accommodations(store, plan_id))


def _trainings(found: Iterable[Row]) -> Iterator[Block]:
    rows = [
        (
            row["title"],
            row["provider"],
            say(TrainingState(row["state"])),
            row["start_date"],
            row["completed_on"],
            _yes(row["is_signed_in"]),
            row["result"],
        )
        for row in found
    ]
    header = (_("Training"), _("Provider"), _("State"), _("Start"), _("Completed on"), _("Signed in"), _("Result"))
    yield from table(_("Trainings"), header, rows, (3, 1.4, 1, 1, 1, 0.8, 2.4))


def _mentoring(found: Iterable[Row]) -> Iterator[Block]:
    names = ("on_date", "mentor", "situation", "practised", "observed", "next_step")
    header = (_("Date"), _("Mentor"), _("Situation"), _("Practised"), _("Observed"), _("Next step"))
    yield from table(_("Mentor log"), header, [tuple(row[name] for name in names) for row in found], (1, 1, 2, 2, 2, 2))


def _requests(found: Iterable[Row]) -> Iterator[Block]:
    names = ("requested_on", "promised_for", "delivered_on", "days_lost")
    rows = [(row["title"], row["provider"], say(SupportState(row["state"])), *(row[name] for name in names)) for row in found]
    header = (_("Support request"), _("Provider"), _("State"), _("Requested on"), _("Promised for"), _("Delivered on"), _("Days lost"))
    yield from table(_("Support requests"), header, rows, (3, 1.4, 1, 1, 1, 1, 0.8))


def _accommodations(found: Iterable[Row]) -> Iterator[Block]:
    names = ("hours_per_week", "valid_from", "valid_until", "note")
    rows = [(say(AccommodationKind(row["kind"])), say(AccommodationState(row["state"])), *(row[name] for name in names)) for row in found]
    header = (_("Accommodation"), _("State"), _("Hours a week"), _("From"), _("Until"), _("Note"))
    yield from table(_("Accommodations"), header, rows, (1.5, 1, 1, 1, 1, 3))


def _talks(talks: Iterable[Row]) -> Iterator[Block]:
    found = list(talks)
    if found:
        yield Heading(_("Talks"))
    for row in found:
        day = row["held_on"] or row["planned_on"] or ""
        kind, state = say(TalkKind(row["kind"])), say(TalkState(row["state"]))
        yield Paragraph(" · ".join(part for part in (day, kind, state, row["manager"]) if part), is_strong=True)
        told = _("Purpose told on")
        texts = ((_("Goal"), "goal_text"), (_("Reality"), "reality"), (_("Options"), "options"), (_("Way forward"), "way_forward"))
        yield Facts(tuple((label, row[name] or "") for label, name in (*texts, (_("Note"), "note"), (told, "purpose_told"))))


def _yes(value: int) -> str:
    return _("yes") if value else _("no")
