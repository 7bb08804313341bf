"""The report of 360 feedback as one text with bars: the figures stand beside each bar, so that nothing is told by length alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from perftui.domain.feedback_figures import Insight
from perftui.domain.formats import basis_points
from perftui.i18n import gettext as _
from perftui.i18n import say
from perftui.services.round_report_files import THRESHOLD_NOTE, cells_text, count_text, difference_text, level_text, question_text
from widgets.cells import fit, one_line, pad_left, safe
from widgets.glyphs import UNICODE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from perftui.domain.feedback_figures import Comparison
    from perftui.services.round_reports import QuestionLine, Report
    from widgets.glyphs import Glyphs

NAME, NUMBER = 24, 6
"""Cells of what a bar is of, and of its number."""
BARS = 12, 40
"""Cells of a bar at least and at most."""
Part = tuple[str, str]


class ReportText:
    """Writes a report out."""

    def __init__(self, report: Report, width: int, glyphs: Glyphs = UNICODE) -> None:
        """Nothing is written yet.

        Args:
            report: What is shown.
            width: Cells of a line.
            glyphs: The signs to draw with.
        """
        self._report = report
        self._glyphs = glyphs
        self._width = width
        self._bar = min(BARS[1], max(BARS[0], width - NAME - NUMBER - 24))

    def content(self) -> Content:
        """All of it."""
        report = self._report
        parts = [*self._totals(), *self._groups(), *self._competencies(), *self._questions()]
        for heading, lines in (
            (_("Blind spots: one sees oneself at least one level above the others"), report.insights(Insight.BLIND_SPOT)),
            (_("Hidden strengths: the others see at least one level more"), report.insights(Insight.HIDDEN_STRENGTH)),
            (_("Highest"), report.highest),
            (_("Lowest"), report.lowest),
        ):
            parts += self._list(heading, lines)
        parts += [*self._comments(), ("\n" + _(THRESHOLD_NOTE).format(n=report.threshold) + "\n", "dim")]
        return Content.assemble(*parts)

    def _totals(self) -> Iterator[Part]:
        report, total = self._report, self._report.total
        yield " · ".join(map(one_line, filter(None, (report.unit, report.title)))) + "\n", "bold"
        yield _("Released {date}").format(date=report.released_on) + "\n\n", "dim"
        yield self._bar_line(_("Others, composite"), total.others) + "\n", ""
        yield self._bar_line(_("Self"), total.own) + "\n", ""
        if total.difference is not None:
            yield fit(_("Self less others"), NAME) + " " + difference_text(total) + "\n", ""

    def _groups(self) -> Iterator[Part]:
        yield _heading(_("Groups"))
        for line in self._report.groups:
            words = count_text(line, self._report.threshold)
            weight = _("weight {percent}").format(percent=basis_points(line.weight)) if line.weight else ""
            rest = "  ".join(filter(None, (words, weight)))
            if line.mean is None:
                yield f"{fit(say(line.source), NAME)} {rest}\n", "dim"
            else:
                yield f"{self._bar_line(say(line.source), line.mean)}  {rest}\n", ""

    def _competencies(self) -> Iterator[Part]:
        if self._report.competencies:
            yield _heading(_("Competencies, by the others"))
        for name, compared in self._report.competencies:
            yield f"{self._bar_line(one_line(name), compared.others)}  {_own(compared)}\n", ""

    def _questions(self) -> Iterator[Part]:
        yield _heading(_("Questions, by the others"))
        for number, line in enumerate(self._report.questions, 1):
            yield f"{number} {safe(line.text)}\n", "bold"
            label = f"  {say(line.insight)}" if line.insight else ""
            yield f"{self._bar_line(label, line.compared.others)}  {_own(line.compared)}\n", ""
            cells = cells_text(line) if line.cells else _("too few have answered this")
            yield f"  {cells}\n", "dim"

    def _list(self, heading: str, lines: tuple[QuestionLine, ...]) -> Iterator[Part]:
        if lines:
            yield _heading(heading)
            yield from ((f"- {safe(question_text(line))}\n", "") for line in lines)

    def _comments(self) -> Iterator[Part]:
        question = ""
        for line in self._report.comments:
            if line.question != question:
                question = line.question
                yield _heading(safe(question))
            yield say(line.source) + "\n", "bold"
            for text in line.texts:
                first, *others = text.splitlines()
                yield "".join((f"- {safe(first)}\n", *(f"  {safe(each)}\n" for each in others))), ""

    def _bar_line(self, name: str, value: Fraction | None) -> str:
        most = self._report.scale_max
        full = 0 if value is None else round(value / most * self._bar)
        bar = self._glyphs.bar_full * full + self._glyphs.bar_empty * (self._bar - full)
        return f"{fit(name, NAME, self._glyphs.ellipsis)} {bar} {pad_left(level_text(value), NUMBER - 2)}"


def _own(compared: Comparison) -> str:
    if compared.own is None:
        return _("self: no answer")
    return _("self {own} ({difference})").format(own=level_text(compared.own), difference=difference_text(compared))


def _heading(words: str) -> Part:
    return f"\n{words}\n", "bold underline"
