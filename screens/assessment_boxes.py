"""The nine boxes of performance and potential, drawn with their people and gone through with the arrows; and the bars of the bands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from perftui.domain.ratings import BOX_TITLES, HIGH, LOW, MIDDLE
from perftui.i18n import gettext as _
from perftui.i18n import mark, ngettext
from perftui.services.report_sheets import share_text
from widgets.cells import bar, fit, one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from perftui.services.assessment_meetings import Overview
    from perftui.services.assessment_views import AssessmentLine
    from widgets.glyphs import Glyphs

BAR_WIDTH = 18
WITH_HEAD = 16
"""From so many lines there is room for what the sides mean."""
MOST_NAMES = 8
"""Lines of names in a box at most."""
UNPLACED = (0, 0)
"""The line below the boxes: who stands in none."""


def distribution_lines(found: Overview, glyphs: Glyphs) -> list[str]:
    """A line a band: its start, how many are expected, how many there are, as bars with numbers."""
    width = max(cell_len(each.band.title) for each in found.bands)
    start, wanted, there, who = _("from"), _("expected"), _("actual"), _("people")
    title = fit(_("Band"), width)
    head = f"{title}  {fit(start, 5)} {fit(wanted, BAR_WIDTH)} {fit(there, BAR_WIDTH)} {who}"
    lines = [head]
    for each in found.bands:
        least = fit(share_text(each.band.least), 5)
        expected = fit(bar(each.expected, BAR_WIDTH, glyphs), BAR_WIDTH)
        actual = fit(bar(each.actual, BAR_WIDTH, glyphs), BAR_WIDTH)
        lines.append(f"{fit(one_line(each.band.title), width)}  {least} {expected} {actual} {each.number:>3}")
    if found.without_total:
        n = found.without_total
        lines.append(
            ngettext("{n} person has no score yet and is in no band.", "{n} people have no score yet and are in no band.", n).format(n=n)
        )
    if found.in_part:
        n = found.in_part
        lines.append(ngettext("{n} of them is scored in part only.", "{n} of them are scored in part only.", n).format(n=n))
    return lines


def names_in(names: Sequence[str], width: int, height: int) -> list[str]:
    """As many as there is room for; in the last line stands how many more there are, behind a name where there is but one line."""
    if len(names) <= height:
        return list(names)
    if height > 1:
        n = len(names) - height + 1
        return [*names[: height - 1], ngettext("and {n} more", "and {n} more", n).format(n=n)]
    more = f" +{len(names) - 1}"
    return [fit(names[0], width - len(more)).rstrip() + more]


class NineBoxes(Widget, can_focus=True):
    """Arrows go from box to box, Enter chooses one."""

    DEFAULT_CSS = "NineBoxes { height: 1fr; min-height: 8; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "go(1, 0)", mark("Up"), show=False),
        Binding("down", "go(-1, 0)", mark("Down"), show=False),
        Binding("left", "go(0, -1)", mark("Left"), show=False),
        Binding("right", "go(0, 1)", mark("Right"), show=False),
        Binding("enter", "choose", mark("Choose"), show=False),
    ]

    @dataclass
    class Chosen(Message):
        """Enter on a box."""

        lines: Sequence[AssessmentLine]

    def __init__(self) -> None:
        super().__init__()
        self.box = (HIGH, HIGH)
        """Potential and third of performance under the cursor; `UNPLACED` for those in none."""
        self._found: Overview | None = None

    def show(self, found: Overview) -> None:
        """Draw these people."""
        self._found = found
        self.refresh()

    def people(self, box: tuple[int, int]) -> Sequence[AssessmentLine]:
        """Who stands in a box."""
        if self._found is None:
            return ()
        return self._found.unplaced if box == UNPLACED else self._found.boxes.get(box, ())

    def action_go(self, up: int, right: int) -> None:
        """To the box beside; below the lowest row stand those in none."""
        potential, third = self.box if self.box != UNPLACED else (0, MIDDLE)
        potential = max(0, min(HIGH, potential + up))
        self.box = UNPLACED if potential == 0 else (potential, max(LOW, min(HIGH, third + right)))
        self.refresh()

    def action_choose(self) -> None:
        """Say who stands there."""
        self.post_message(self.Chosen(self.people(self.box)))

    def render(self) -> Content:
        """Three rows of three boxes, the best at the top right, and the line below."""
        label = max(cell_len(words) for words in (_("high"), _("middle"), _("low"))) + 1
        inner = max(12, (self.size.width - label - 4) // 3)
        has_head = self.size.height >= WITH_HEAD
        height = max(1, min(MOST_NAMES, (self.size.height - 5 - has_head) // 3 - 1))
        rule = " " * label + "+".join(("", *(["-" * inner] * 3), "")) + "\n"
        head = fit(_("Potential from bottom to top, performance from left to right"), self.size.width) + "\n"
        parts: list[tuple[str, str]] = [(head, "dim")] if has_head else []
        for potential, words in ((HIGH, _("high")), (MIDDLE, _("middle")), (LOW, _("low"))):
            boxes = [self._box((potential, third), inner, height) for third in (LOW, MIDDLE, HIGH)]
            parts.append((rule, "dim"))
            for number in range(height + 1):
                parts.append((fit(words if number == 0 else "", label), "dim"))
                parts += [piece for third, lines in enumerate(boxes, LOW) for piece in self._piece((potential, third), lines, number)]
                parts.append(("|\n", "dim"))
        parts.append((rule, "dim"))
        names = _(", ").join(line.person for line in self.people(UNPLACED))
        text = _("In no box (no score or no potential): {names}").format(names=names or "–")
        parts.append((fit(one_line(text), self.size.width), "reverse" if self.box == UNPLACED else ""))
        return Content.assemble(*parts)

    def _piece(self, box: tuple[int, int], lines: Sequence[str], number: int) -> tuple[tuple[str, str], tuple[str, str]]:
        style = "reverse" if self.box == box else ("bold" if number == 0 else "")
        return ("|", "dim"), (lines[number], style)

    def _box(self, box: tuple[int, int], width: int, height: int) -> list[str]:
        people = self.people(box)
        lines = [f"{_(BOX_TITLES[box])} {len(people)}"]
        names = [f"{one_line(line.person)} {share_text(line.totals.counts.share)}" for line in people]
        lines += names_in(names, width, height)
        lines += [""] * (height + 1 - len(lines))
        return [fit(text, width) for text in lines]
