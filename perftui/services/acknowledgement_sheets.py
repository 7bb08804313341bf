"""The sheet on which somebody signs that a plan was talked about with them: version, hash, log head, lines for signatures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.file_names import bare_name
from perftui.domain.formats import long_date
from perftui.domain.recurrences import short_words
from perftui.domain.roles import role_text
from perftui.errors import Refused
from perftui.i18n import gettext as _
from perftui.i18n import mark, say
from perftui.services import plan_versions, verification
from perftui.services.document_files import write_document
from perftui.services.dossier_goals import table
from perftui.services.plan_views import plan_view
from perftui.services.transfer.documents import Document, Facts, Heading, Paragraph, Signatures
from perftui.storage import plans

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from perftui.services.plan_lines import PlanStepLine, PlanView
    from perftui.services.transfer.documents import Block
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store


class NothingIssued(Refused):
    """There is no version to sign."""

    template = mark("The plan was not issued yet, so there is no version to sign. Issue it first.")


class ChangedSinceIssue(Refused):
    """What stands in the plan is not what its latest version says."""

    template = mark("“{title}” was changed since version {number}, so that version cannot be printed. Issue it again first.")


def sheet(store: Store, plan_id: str, today: date) -> Document:
    """The acknowledgement sheet of the latest version of a plan.

    Raises:
        NothingIssued: There is none.
        ChangedSinceIssue: The plan is paused, and was changed.
        Gone: There is no such plan.
    """
    view, versions = plan_view(store, plan_id), plans.parts(store, "plan_version", plan_id)
    if not versions:
        raise NothingIssued
    if plan_versions.is_changed(store, plan_id):
        raise ChangedSinceIssue(title=view.line.title, number=versions[-1]["number"])
    seq, head = verification.head(store)
    footer = _("Version {number}, SHA-256 {hash}. Log head: event {seq}, {head}")
    footer = footer.format(number=versions[-1]["number"], hash=versions[-1]["content_hash"], seq=seq, head=head)
    return Document(
        _("Acknowledgement: {title}").format(title=view.line.title), tuple(_blocks(view, versions[-1], today, (seq, head))), footer=footer
    )


def export(store: Store, plan_id: str, path: Path, today: date, overwrite: bool = False) -> int:
    """Write the sheet to a file: .docx, .md or .html.

    Returns:
        1, the number of sheets.

    Raises:
        NothingIssued, ChangedSinceIssue, Gone: See `sheet`.
        FormatUnknown, ExportExists, ExportFailed and others: See `document_files.write_document`.
    """
    write_document(path, sheet(store, plan_id, today), overwrite)
    return 1


def file_name(store: Store, plan_id: str, today: date) -> str:
    """The name that is offered for a sheet: `acknowledgement-张伟-2026-11-23.docx`."""
    row = plans.get(store, plan_id)
    return bare_name(f"acknowledgement-{row['person'] if row else ''}-{today.isoformat()}.docx").replace(" ", "-")


def _blocks(view: PlanView, version: Row, today: date, head: tuple[int, str]) -> Iterator[Block]:
    line = view.line
    person = " · ".join(part for part in (line.person, line.staff_no, line.unit) if part)
    dates = (line.start.isoformat() if line.start else "", line.end.isoformat() if line.end else "")
    yield Facts(
        (
            *((_("Employee"), person), (_("Manager"), line.manager), (_("HR"), line.hr), (_("Kind"), say(line.kind))),
            *((_("Plan"), line.title), (_("From"), dates[0]), (_("Until"), dates[1]), (_("Version"), str(version["number"]))),
            *((_("Issued on"), version["on_date"]), (_("SHA-256 of the version"), version["content_hash"])),
            *((_("Log head"), _("event {seq}, {hash}").format(seq=head[0], hash=head[1])), (_("Printed on"), long_date(today))),
        )
    )
    if view.purpose:
        yield Paragraph(view.purpose)
    rows = [(goal.title, goal.start_text, goal.target, goal.due) for goal in view.goals]
    yield from table(_("Goals"), (_("Goal"), _("At the start"), _("Target"), _("Due date")), rows, (4, 1.2, 1.2, 1.2))
    steps = [_step(step) for step in view.steps]
    yield from table(_("Steps"), (_("Step"), _("Owner"), _("Due date"), _("By the employer")), steps, (4, 1.4, 1.4, 1))
    yield from table(_("Checks"), (_("Due date"), _("Kind")), [(check.due, say(check.kind)) for check in view.checks], (1, 3))
    if view.consequences:
        yield Heading(_("Consequences"))
        yield Paragraph(view.consequences)
    yield from _signing()


def _step(step: PlanStepLine) -> tuple[object, ...]:
    support = _("yes") if step.is_support else ""
    return step.text, step.owner or role_text(step.role), step.due or short_words(step.recurrence), support


def _signing() -> Iterator[Block]:
    yield Heading(_("Acknowledgement"))
    yield Paragraph(_("The plan was talked through with me, and I have a copy. My signature says that this talk took place."))
    yield Paragraph(_("It does not say that I agree. I can add my own words here, or hand in a statement later:"))
    yield Signatures((_("Own words"),))
    yield Signatures((_("Employee"), _("Manager"), _("HR")))
    yield Heading(_("If the signature is refused"))
    yield Paragraph(_("The plan was talked through with the employee, who did not want to sign. This was witnessed by:"))
    yield Signatures((_("Witness"), _("Second witness"), _("Manager")))
    yield Paragraph(_("Place, and what was said:"))
    yield Signatures((_("Place"),))
