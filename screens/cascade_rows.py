"""Those who would get a goal, as rows of a table in which targets can be typed."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from rich.cells import cell_len

from perftui.domain.cascades import Division
from perftui.domain.quantities import number_text, quantity_text
from perftui.domain.texts import fold, shorten
from perftui.i18n import gettext as _
from perftui.i18n import ngettext
from perftui.services import cascades
from perftui.services.cascades import Chosen
from widgets.cells import StyledCell, Tone
from widgets.columns import Column

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from perftui.services.cascade_offers import KeyResultOffer
    from perftui.services.cascades import CascadePlan, CascadeRow
    from widgets.cells import Cell

PART, OUT, TARGET = "part:", "out:", "target:"
"""How the fields of a draft begin: a part, somebody left out, a target."""
NAMED = 4
"""Names of those left out in the summary; the rows name all."""
WIDEST = 16
"""Cells of a target's column."""


@dataclass(frozen=True, slots=True)
class GoalRow:
    """One of them as the table draws it."""

    key: str
    cells: tuple[Cell, ...]


class CascadeSheet:
    """A plan, and what was changed in it."""

    def __init__(self, plan: CascadePlan, fields: Mapping[str, str]) -> None:
        """A sheet.

        Args:
            plan: What would be made.
            fields: What a draft kept of it.
        """
        self.plan = plan
        known = {row.to.id for row in plan.rows}
        self.left_out = {name.removeprefix(OUT) for name, text in fields.items() if name.startswith(OUT) and text} & known
        self.parts = {name.removeprefix(PART): int(text) for name, text in fields.items() if name.startswith(PART) and text.isdecimal()}
        self.targets: dict[tuple[str, str], Decimal] = {}
        for name, text in fields.items():
            who, _colon, result = name.removeprefix(TARGET).partition(":")
            if name.startswith(TARGET) and text and who in known:
                self.targets[who, result] = Decimal(text)
        self.shares: dict[tuple[str, str], Decimal] = {}
        self.divide()

    @property
    def chosen(self) -> Chosen:
        """What was changed, for the service."""
        return Chosen(frozenset(self.left_out), dict(self.parts), dict(self.targets))

    @property
    def getting(self) -> Sequence[CascadeRow]:
        """Those who get a goal."""
        return cascades.getting(self.plan, self.chosen)

    @property
    def has_parts(self) -> bool:
        """Whether a target is divided by weights that are typed."""
        return any(self.plan.division(found) is Division.WEIGHTED for found in self.plan.handed)

    @property
    def is_for_units(self) -> bool:
        """Whether units get the goals."""
        return any(row.to.is_unit for row in self.plan.rows)

    @property
    def shows_parts(self) -> bool:
        """Whether it matters what each weighs in a division."""
        return self.has_parts or self.is_for_units

    def divide(self) -> None:
        """Divide the targets anew."""
        self.shares = cascades.targets(self.plan, self.chosen)

    def fields(self) -> dict[str, str]:
        """What a draft keeps."""
        kept = {OUT + who: "1" for who in sorted(self.left_out)} | {PART + who: str(part) for who, part in self.parts.items()}
        return kept | {f"{TARGET}{who}:{result}": str(target) for (who, result), target in self.targets.items()}

    def part(self, row: CascadeRow) -> int:
        """What somebody weighs in the division."""
        return self.parts.get(row.to.id, row.to.heads)

    def type_part(self, who: str, part: Decimal | None) -> None:
        """Take what somebody weighs in the division; None: the heads again."""
        self.parts.pop(who, None)
        if part is not None:
            self.parts[who] = int(part)
        self.divide()

    def type_target(self, who: str, key_result: str, target: Decimal | None) -> None:
        """Take somebody's target; None: the share again."""
        self.targets.pop((who, key_result), None)
        if target is not None:
            self.targets[who, key_result] = target
        self.divide()

    def toggle(self, keys: Sequence[str]) -> None:
        """Leave some out, or take them in when all of them are out."""
        free = {row.to.id for row in self.plan.rows if not row.already} & set(keys)
        self.left_out = self.left_out - free if free <= self.left_out else self.left_out | free
        self.divide()

    def sums(self) -> str:
        """What the shares of each divided target sum to, in words."""
        texts = []
        for found in self.plan.handed:
            if found.target is not None and self.plan.division(found) is not Division.SAME:
                total = sum((share for (_who, result), share in self.shares.items() if result == found.id), Decimal(0))
                words = _("{title}: {sum} of {target}").format(
                    title=shorten(found.title, 24), sum=number_text(total), target=quantity_text(found.target, found.unit)
                )
                texts.append(words)
        return " · ".join(texts)


class CascadeSource:
    """The rows of a sheet."""

    def __init__(self, sheet: CascadeSheet, wanted: str = "") -> None:
        """Rows.

        Args:
            sheet: The plan with its changes.
            wanted: Text that name or unit must hold.
        """
        self.sheet = sheet
        text = fold(wanted)
        self.found = [row for row in sheet.plan.rows if not text or text in fold(f"{row.to.name} {row.to.unit}")]

    def count(self) -> int:
        """How many there are."""
        return len(self.found)

    def rows(self, start: int, count: int) -> Sequence[GoalRow]:
        """Some of them."""
        return [GoalRow(row.to.id, self._cells(row)) for row in self.found[start : start + count]]

    def index_of(self, key: str) -> int | None:
        """Where one stands."""
        return next((index for index, row in enumerate(self.found) if row.to.id == key), None)

    def _cells(self, row: CascadeRow) -> tuple[Cell, ...]:
        sheet = self.sheet
        is_in = not row.already and row.to.id not in sheet.left_out
        tick: Cell = "[x]" if is_in else StyledCell("[ ]", Tone.MUTED)
        heads = (str(sheet.part(row)) if is_in else "",) if sheet.shows_parts else ()
        targets = [self._target(row, found) if is_in else "" for found in sheet.plan.handed]
        note = StyledCell(_("has “{title}”").format(title=row.already) if row.already else "", Tone.MUTED)
        unit = () if sheet.is_for_units else (row.to.unit,)
        return tick, row.to.name, *unit, *heads, *targets, note

    def _target(self, row: CascadeRow, found: KeyResultOffer) -> Cell:
        share = self.sheet.shares.get((row.to.id, found.id))
        if share is None:
            return found.yardstick
        text = number_text(share)
        if (row.to.id, found.id) in self.sheet.targets:
            return StyledCell(f"*{text}", Tone.FAIR, raw=text)
        is_amount = self.sheet.plan.division(found) is not Division.SAME
        return StyledCell("–", Tone.MUTED, raw="0") if is_amount and not share and found.target else text


def columns(sheet: CascadeSheet) -> list[Column]:
    """The columns: whom, and the target of each key result."""
    targets = [
        Column(
            found.id,
            found.title,
            max(10, min(WIDEST, cell_len(found.title))),
            min_width=8,
            align="right",
            priority=number + 1,
            is_editable=found.target is not None,
            is_number=True,
        )
        for number, found in enumerate(sheet.plan.handed)
    ]
    part = Column("part", _("Part") if sheet.has_parts else _("People"), 6, align="right", is_editable=sheet.has_parts, is_number=True)
    unit = Column("unit", _("Unit"), 14, min_width=8, grow=1, priority=20)
    note = Column("note", _("Note"), 24, min_width=12, grow=1, priority=40)
    return [
        Column("tick", "", 3),
        Column("name", _("To whom"), 16, min_width=10, grow=2),
        *(() if sheet.is_for_units else (unit,)),
        *((part,) if sheet.shows_parts else ()),
        *targets,
        *((note,) if any(row.already for row in sheet.plan.rows) else ()),
    ]


def summary(sheet: CascadeSheet) -> list[str]:
    """What would be made, a line each."""
    from perftui.domain.formats import basis_points
    from perftui.domain.rollups import FULL_WEIGHT
    from perftui.domain.weights import sum_text

    plan, getting = sheet.plan, sheet.getting
    words = ngettext("{n} goal as a draft, {weight} in all", "{n} goals as drafts, {weight} in all", len(getting))
    lines = [words.format(n=len(getting), weight=basis_points(plan.terms.together))]
    if plan.beside:
        whole = sum_text(plan.beside + plan.terms.together)
        is_whole = plan.beside + plan.terms.together == FULL_WEIGHT
        after = _("With all that stands below the goal: {sum}. Afterwards, F8, Weights… changes them together.")
        lines.append((_("With all that stands below the goal: {sum}.") if is_whole else after).format(sum=whole))
    has = [row.to.name for row in plan.rows if row.already]
    if has:
        named = ngettext("{n} has such a goal already: {names}", "{n} have such a goal already: {names}", len(has))
        lines.append(named.format(n=len(has), names=_(", ").join(has[:NAMED]) + (" …" if len(has) > NAMED else "")))
    return lines
