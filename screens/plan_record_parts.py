"""Parts of a plan's sheet that are only read: its versions, how they were acknowledged, and how it ended."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from perftui.domain.formats import short_date
from perftui.domain.plan_lacks import Part
from perftui.i18n import gettext as _
from perftui.i18n import say
from perftui.services import plan_records
from perftui.services.report_sheets import share_text
from screens.plan_sheet_rows import INDENT, SheetPart, SheetRow, Shown
from widgets.cells import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

HASH_SHOWN: Final = 12
"""Characters of a fingerprint."""


def _versions(shown: Shown) -> Sequence[SheetRow]:
    return [
        SheetRow(
            f"plan_version:{each.id}",
            Part.AMENDMENTS,
            (
                INDENT + one_line(_("Version {n}: {kind}").format(n=each.number, kind=say(each.kind)) + (f" – {each.reason}" if each.reason else "")),
                each.by,
                each.content_hash[:HASH_SHOWN],
                short_date(each.on, shown.today),
                "",
            ),
            whole=" · ".join(filter(None, (say(each.kind), each.reason, each.content_hash))),
        )
        for each in plan_records.versions(shown.store, shown.view.line.id)
    ]


def _acknowledgements(shown: Shown) -> Sequence[SheetRow]:
    return [
        SheetRow(
            f"acknowledgement:{each.id}",
            Part.ACKNOWLEDGEMENT,
            (
                INDENT + one_line(_("Version {n}: {kind}").format(n=each.version_number, kind=say(each.kind))),
                each.witness or each.by,
                each.place or each.proof,
                short_date(each.on, shown.today),
                each.log_head[:HASH_SHOWN],
            ),
            whole=" · ".join(filter(None, (say(each.kind), each.place, each.witness, each.proof, each.comment, each.log_head))),
        )
        for each in plan_records.acknowledgements(shown.store, shown.view.line.id)
    ]


def _outcomes(shown: Shown) -> Sequence[SheetRow]:
    return [
        SheetRow(
            f"{each.table}:{each.id}",
            Part.OUTCOME,
            (
                INDENT + one_line(each.words + (f": {each.note}" if each.note else "")),
                each.by,
                "" if each.closure is None else _("closure {share}").format(share=share_text(each.closure)),
                short_date(each.on, shown.today),
                "",
            ),
            whole=" · ".join(filter(None, (each.words, each.note))),
        )
        for each in plan_records.outcomes(shown.store, shown.view.line.id)
    ]


VERSIONED: Final = SheetPart(
    Part.AMENDMENTS, lambda: _("Versions"), lambda: (_("By whom"), _("Fingerprint"), _("On"), ""), _versions, lambda: _("none before the issue")
)
ACKNOWLEDGED: Final = SheetPart(
    Part.ACKNOWLEDGEMENT,
    lambda: _("Acknowledgement"),
    lambda: (_("Witness"), _("Place, proof"), _("On"), _("Log head")),
    _acknowledgements,
    lambda: _("none before the issue"),
)
ENDED: Final = SheetPart(Part.OUTCOME, lambda: _("Outcome"), lambda: (_("By whom"), "", _("On"), ""), _outcomes, lambda: _("open"))
