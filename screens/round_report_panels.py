"""The report on one person as a panel that scrolls, as wide as the screen allows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Static

from perftui.i18n import gettext as _
from screens.round_report_texts import ReportText
from widgets.dialogs.texts import TextPanel
from widgets.glyphs import UNICODE

if TYPE_CHECKING:
    from perftui.services.round_reports import Report
    from widgets.glyphs import Glyphs

FRAME = 5
"""Cells of the frame, its padding and the scrollbar."""
WIDEST = 120


class ReportPanel(TextPanel):
    """Arrows and pages scroll; Esc, F12 and Enter close."""

    DEFAULT_CSS = "ReportPanel > VerticalScroll { width: 100%; max-width: 120; }"

    def __init__(self, report: Report, glyphs: Glyphs = UNICODE) -> None:
        super().__init__(_("360 feedback: {name}").format(name=report.name), "")
        self._report, self._glyphs = report, glyphs

    def on_mount(self) -> None:
        """Draw it, and let the keys scroll."""
        super().on_mount()
        self._draw()

    def on_resize(self) -> None:
        """Draw it again, in the new width."""
        self._draw()

    def _draw(self) -> None:
        width = min(self.app.size.width, WIDEST) - FRAME
        self.query_one(Static).update(ReportText(self._report, width, self._glyphs).content())
