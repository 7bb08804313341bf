"""The causes of a gap as rows of a list, one of them in full, and all of them as a fishbone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from perftui.domain.causes import CauseCategory, side_of
from perftui.domain.gaps import CauseState
from perftui.domain.texts import fold
from perftui.i18n import gettext as _
from perftui.i18n import ngettext, pgettext, say
from perftui.services.cause_trees import category_text
from perftui.services.meeting_minutes import action_text, bracketed
from perftui.services.root_cause_library import question
from screens.details import Detail
from widgets.cells import StyledCell, Tone
from widgets.columns import Column
from widgets.fish_drawings import Bone, Fish, Twig

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.content import Content

    from perftui.services.cause_trees import CauseNode, CauseTree
    from perftui.services.gap_views import CauseLine, GapView
    from widgets.cells import Cell
    from widgets.glyphs import Glyphs


@dataclass(frozen=True, slots=True)
class CauseRow:
    """A cause as the list draws it."""

    key: str
    cells: tuple[Cell, ...]


class CauseSource:
    """The causes of a gap, each before its whys."""

    def __init__(self, tree: CauseTree | None, glyphs: Glyphs, text: str = "") -> None:
        wanted = fold(text)
        self.nodes = [node for node in tree.nodes if wanted in fold(f"{node.line.text} {node.line.evidence}")] if tree else []
        self._glyphs = glyphs
        self._places = {node.line.id: place for place, node in enumerate(self.nodes)}

    def count(self) -> int:
        """How many there are."""
        return len(self.nodes)

    def rows(self, start: int, count: int) -> Sequence[CauseRow]:
        """Some of them."""
        return [CauseRow(node.line.id, self._cells(node)) for node in self.nodes[start : start + count]]

    def index_of(self, key: str) -> int | None:
        """Where one stands."""
        return self._places.get(key)

    def _cells(self, node: CauseNode) -> tuple[Cell, ...]:
        line = node.line
        is_out = line.state is CauseState.DISMISSED
        text = "  " * node.depth + f"{node.number} {line.text}"
        measures = str(len(line.measures)) if line.measures else ""
        shown = StyledCell(text, Tone.MUTED) if is_out else text
        return shown, state_cell(line, self._glyphs), category_text(line.category), measures, line.evidence


def state_cell(line: CauseLine, glyphs: Glyphs) -> StyledCell:
    """Whether a cause is the root, a why on the way to it, supposed, or dismissed; a sign and a word."""
    if line.state is CauseState.CANDIDATE:
        return StyledCell(f"? {say(line.state)}", Tone.FAIR)
    if line.state is CauseState.DISMISSED:
        return StyledCell(f"- {say(line.state)}", Tone.MUTED)
    return StyledCell(f"{glyphs.dot_full} {_('Root')}", Tone.GOOD) if line.is_root else StyledCell(f"{glyphs.dot_empty} {_('Step')}")


def columns() -> list[Column]:
    """The columns."""
    return [
        Column("text", _("Cause"), 40, min_width=30, grow=4),
        Column("state", _("State"), 12, min_width=11, priority=1),
        Column("category", _("Category"), 18, min_width=10, grow=1, priority=2),
        Column("measures", pgettext("gap", "Measures"), 8, align="right", priority=3),
        Column("evidence", _("Evidence"), 32, min_width=30, grow=1, priority=4),
    ]


def cause_detail(tree: CauseTree, node: CauseNode) -> Content:
    """One cause in full: its chain, what shows it, and what is done about it."""
    line = node.line
    side = side_of(line.category)
    asked = question(line.question) if line.question else None
    category = bracketed(category_text(line.category), say(side) if side else "")
    rows = [(_("Cause"), node.number), (_("State"), say(line.state)), (_("Category"), category)]
    rows += [(_("Evidence"), line.evidence), (_("Asked"), asked.text if asked else "")]
    detail = Detail(line.text).lines(rows)
    chain = tree.chain(line.id)
    if len(chain) > 1:
        detail.group(_("Why, why, why"), [f"{'  ' * each.depth}{each.number} {each.line.text}" for each in chain])
    detail.group(pgettext("gap", "Measures"), [action_text(each) for each in line.measures])
    return detail.text(_next(node), "dim").content()


def _next(node: CauseNode) -> str:
    line = node.line
    if line.state is CauseState.CANDIDATE:
        return _("It is only supposed: F8 confirms or dismisses it.")
    if line.state is CauseState.DISMISSED:
        return _("It was dismissed: F8 confirms it after all.")
    if not line.is_root:
        return _("The last why below it is the root cause, and has the measures.")
    if not line.evidence:
        return _("Nothing shows it yet: F2 adds the evidence.")
    if not line.measures:
        return _("Nothing is done about it yet: “New action” on F8.")
    return _("Ins asks why once more.") if node.can_ask else ""


def gap_words(view: GapView) -> str:
    """A gap on one line: target, actual and gap, then what and whose, which may be long."""
    figures = view.figures
    gap = _("Gap {points}").format(points=figures.points) if figures else say(view.severity)
    parts = (view.target_text, view.actual_text, gap, view.dimension, view.whose)
    return " · ".join(part for part in parts if part)


def fish(tree: CauseTree) -> Fish:
    """The root causes and candidates by category."""
    found = tree.by_category()
    bones = tuple(
        Bone(category_text(code) or _("No category"), tuple(Twig(line.text, line.state is CauseState.CONFIRMED) for line in lines))
        for code, lines in found.items()
    )
    view = tree.gap
    figures = view.figures
    gap = _("Gap {points}").format(points=figures.points) if figures else _("no data")
    head = (view.dimension, " · ".join(part for part in (view.target_text, view.actual_text) if part), gap)
    return Fish(head, bones, tuple(_notes(tree, found)))


def _notes(tree: CauseTree, found: dict[str, tuple[CauseLine, ...]]) -> list[str]:
    if not found:
        return [_("No causes yet. Ctrl+N adds one; F7 runs the checklist.")]
    notes = []
    supposed = sum(node.line.state is CauseState.CANDIDATE for node in tree.nodes)
    if supposed:
        notes.append(ngettext("? {n} is only supposed.", "? {n} are only supposed.", supposed).format(n=supposed))
    bare = [say(category) for category in CauseCategory if category.value not in found]
    if bare:
        notes.append(_("No cause found in: {categories}.").format(categories=_(", ").join(bare)))
    return notes
