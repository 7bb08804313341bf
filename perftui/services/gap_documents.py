"""The gap table as a document to print and sign; that of a single gap with its causes in depth."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.formats import long_date
from perftui.domain.gaps import CauseState
from perftui.i18n import gettext as _
from perftui.i18n import pgettext, say
from perftui.services.cause_categories import category_name
from perftui.services.cause_trees import cause_tree
from perftui.services.gap_sheets import header, texts
from perftui.services.gap_views import gap_view
from perftui.services.meeting_minutes import bracketed
from perftui.services.transfer.documents import Document, Facts, Heading, Paragraph, Signatures, Table
from perftui.storage import lookups

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from perftui.services.cause_trees import CauseNode
    from perftui.services.gap_listings import GapListing, PairLine
    from perftui.services.transfer.documents import Block
    from perftui.storage.stores import Store

_SHARES = (2.2, 1.1, 1.1, 1.0, 3.2, 3.4, 1.3, 1.4, 0.9, 1.6)
_WHOSE = 9
"""The column that is left out where all gaps are of one."""


def document(listing: GapListing, lines: Iterable[PairLine], today: date) -> Document:
    """What a filter lets through as a document."""
    store, shown = listing.store, listing.shown
    rows, names = [], set()
    for line in lines:
        rows.append(texts(line))
        names.add(line.whose)
    is_one = len(names) == 1
    last = _WHOSE if is_one else _WHOSE + 1
    table = Table(tuple(header()[:last]), [row[:last] for row in rows], _SHARES[:last])
    subject = names.pop() if is_one else ""
    blocks: list[Block] = [Facts(tuple(_facts(listing, subject, today))), table if rows else Paragraph(_("There are no gaps here."))]
    if shown.gap:
        blocks += _in_depth(store, shown.gap)
    if rows:
        is_person = bool(shown.person or (shown.gap and gap_view(store, shown.gap).person_id))
        roles = (_("Employee"), _("Manager"), _("HR")) if is_person else (_("Manager"), _("HR"))
        blocks.append(Signatures(roles))
    return Document(_("Gap analysis"), tuple(blocks), is_landscape=True)


def _facts(listing: GapListing, subject: str, today: date) -> Iterator[tuple[str, str]]:
    store, shown = listing.store, listing.shown
    cycles = lookups.names(store, "cycle", shown.cycles)
    yield pgettext("gap table", "Of"), subject
    yield _("Cycle"), _(", ").join(cycles[each] for each in shown.cycles if each in cycles)
    yield _("Date"), long_date(today)


def _in_depth(store: Store, gap_id: str) -> Iterator[Block]:
    """The chains of whys of a gap, with what shows them."""
    tree = cause_tree(store, gap_id)
    yield Facts(((_("Measured on"), long_date(tree.gap.measured_on) if tree.gap.measured_on else ""), (_("Evidence"), tree.gap.evidence)))
    shown = [node for node in tree.nodes if node.line.state is CauseState.CONFIRMED]
    if shown:
        yield Heading(_("Causes in depth"))
        head = (_("Cause"), _("Category"), _("Evidence"), pgettext("gap table", "Root cause"))
        yield Table(head, [_row(node) for node in shown], (5, 2, 4, 1.2))
    supposed = [node.line.text for node in tree.nodes if node.line.state is CauseState.CANDIDATE]
    if supposed:
        from perftui.services.transfer.documents import Bullets

        yield Heading(_("Supposed, not confirmed"))
        yield Bullets(tuple(supposed))
    if tree.gap.note:
        yield Paragraph(bracketed(tree.gap.note, say(tree.gap.state)))


def _row(node: CauseNode) -> tuple[str, ...]:
    line = node.line
    indent = "\u3000" * node.depth
    return f"{indent}{node.number} {line.text}", category_name(line.category), line.evidence, _("yes") if line.is_root else ""
