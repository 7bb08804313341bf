"""Parts of a plan's sheet that are only read: its versions, how they were acknowledged, and how it ended."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from perftui.domain.plan_lacks import Part
from perftui.i18n import gettext as _
from perftui.i18n import pgettext, say
from perftui.services import plan_acknowledgements, plan_records, plan_versions
from perftui.services.report_sheets import share_text
from screens.plan_sheet_rows import INDENT, SheetPart, SheetRow, Shown, day_text
from widgets.cells import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from perftui.services.plan_acknowledgements import AcknowledgementLine
    from perftui.services.plan_records import EndLine
    from perftui.services.plan_versions import VersionLine

HASH_SHOWN: Final = 10
"""Characters of a fingerprint."""


def _versions(shown: Shown) -> Sequence[SheetRow]:
    return [_version(each, shown) for each in plan_versions.versions(shown.store, shown.view.line.id)]


def _version(each: VersionLine, shown: Shown) -> SheetRow:
    words = _("Version {n}: {kind}").format(n=each.number, kind=say(each.kind))
    text = f"{words} – {one_line(each.reason)}" if each.reason else words
    cells = (INDENT + text, each.by, each.content_hash[:HASH_SHOWN], day_text(each.on, shown.today), "")
    return SheetRow(f"plan_version:{each.number}", Part.AMENDMENTS, cells, whole=_joined(words, each.reason, each.content_hash))


def _acknowledgements(shown: Shown) -> Sequence[SheetRow]:
    return [_acknowledgement(each, shown) for each in plan_acknowledgements.of_plan(shown.store, shown.view.line.id)]


def _acknowledgement(each: AcknowledgementLine, shown: Shown) -> SheetRow:
    words = _("Version {n}: {kind}").format(n=each.version_number, kind=say(each.kind))
    cells = (
        INDENT + words,
        each.witness or each.by,
        each.place or each.proof,
        day_text(each.on, shown.today),
        each.log_head[:HASH_SHOWN],
    )
    whole = _joined(words, each.place, each.witness, each.proof, each.comment, each.log_head)
    return SheetRow(f"acknowledgement:{each.id}", Part.ACKNOWLEDGEMENT, cells, whole=whole)


def _ends(shown: Shown) -> Sequence[SheetRow]:
    found = plan_records.ends(shown.store, shown.view.line.id)
    return [_end(each, number, shown) for number, each in enumerate(found)]


def _end(each: EndLine, number: int, shown: Shown) -> SheetRow:
    text = f"{each.words}: {one_line(each.note)}" if each.note else each.words
    closed = "" if each.closure is None else _("closure {share}").format(share=share_text(each.closure))
    cells = (INDENT + text, each.by, closed, day_text(each.on, shown.today), "")
    return SheetRow(f"plan_outcome:{number}", Part.OUTCOME, cells, whole=_joined(each.words, closed, each.note))


def _joined(*texts: str) -> str:
    return " · ".join(filter(None, texts))


VERSIONED: Final = SheetPart(
    Part.AMENDMENTS,
    lambda: _("Versions"),
    lambda: (_("By whom"), _("Fingerprint"), _("Date"), ""),
    _versions,
    lambda: _("none before the issue"),
)
ACKNOWLEDGED: Final = SheetPart(
    Part.ACKNOWLEDGEMENT,
    lambda: _("Acknowledgement"),
    lambda: (_("Witness"), _("Place, proof"), _("Date"), _("Log head")),
    _acknowledgements,
    lambda: _("none before the issue"),
)
ENDED: Final = SheetPart(
    Part.OUTCOME, lambda: _("Outcome"), lambda: (_("By whom"), "", _("Date"), ""), _ends, lambda: pgettext("outcome", "open")
)
