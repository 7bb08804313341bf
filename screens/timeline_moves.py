"""How the axis of the timeline is moved and zoomed, and how the cursor goes from sign to sign."""

from __future__ import annotations

from datetime import date

from perftui.domain.timelines import STEPS, Zoom, fitting
from perftui.i18n import gettext as _
from screens.told_lists import ToldList
from widgets.timelines import Bounded, Timeline


class TimelineMoves(ToldList):
    """Works on the timeline of the screen."""

    @property
    def timeline(self) -> Timeline:
        """The list."""
        return self.query_one(Timeline)

    def action_closer(self) -> None:
        """Less time in more cells."""
        self.timeline.zoom(1)

    def action_further(self) -> None:
        """More time in fewer cells."""
        self.timeline.zoom(-1)

    def action_show_days(self) -> None:
        """Three cells a day."""
        self.timeline.zoom_to(Zoom.DAY)

    def action_show_weeks(self) -> None:
        """A cell a day."""
        self.timeline.zoom_to(Zoom.WEEK)

    def action_show_months(self) -> None:
        """A cell for three days."""
        self.timeline.zoom_to(Zoom.MONTH)

    def action_show_quarters(self) -> None:
        """A cell a week."""
        self.timeline.zoom_to(Zoom.QUARTER)

    def action_show_all(self) -> None:
        """As close as all of it fits."""
        source = self.timeline.source
        bounds = source.bounds() if isinstance(source, Bounded) else None
        if bounds is not None:
            self.timeline.look_at(fitting(*bounds, self.timeline.axis.width))

    def action_earlier(self) -> None:
        """Move the axis by one of what the lower line of dates counts."""
        axis = self.timeline.axis
        self.timeline.look_at(axis.moved(-STEPS[axis.zoom]))

    def action_later(self) -> None:
        """The same the other way."""
        axis = self.timeline.axis
        self.timeline.look_at(axis.moved(STEPS[axis.zoom]))

    def action_go_to_today(self) -> None:
        """Have today in view."""
        self.timeline.see_day(self.host.today())

    def action_next_sign(self) -> None:
        """To the next sign on the line."""
        self.timeline.action_next_mark()

    def action_previous_sign(self) -> None:
        """To the sign before."""
        self.timeline.action_previous_mark()

    def action_pick_day(self) -> None:
        """Ask for a day and go there."""
        from screens.form_sources import sources  # one key alone needs them
        from widgets.dialogs.values import ValuePrompt
        from widgets.fields import Field, FieldKind

        today = self.host.today()
        field = Field("day", _("Day"), FieldKind.DATE, self.timeline.axis.day(self.timeline.axis.width // 2).isoformat())
        prompt = ValuePrompt(_("Go to a day"), field, sources(self.store, today))
        self.app.push_screen(prompt, lambda text: self.timeline.see_day(date.fromisoformat(text)) if text else None)
