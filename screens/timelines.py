"""The timeline: all plans on one axis of time, and one plan in full."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import on

from perftui.bindings import bindings_of
from perftui.commands.models import Scope
from perftui.i18n import gettext as _
from perftui.i18n import mark
from perftui.services import plan_listings
from perftui.services.plan_listings import ORDERS, PlanFilter
from perftui.services.plan_timelines import LaneKind, PartLane
from screens.hosts import Place
from screens.places import SCREENS
from screens.plan_filters import filter_choices, filtered, is_narrowed, without
from screens.timeline_lists import TimelineList
from screens.timeline_words import signs_help
from widgets.dialogs.jumps import MOST
from widgets.dialogs.pickers import Picker, narrowed
from widgets.find_bars import FindBar
from widgets.pick_lists import Choice
from widgets.row_tables import RowTable
from widgets.timelines import AXIS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from perftui.commands.models import Command
    from perftui.domain.timeline_marks import Mark
    from perftui.domain.timelines import Axis

_OF_ALL = {"filter", "sort", "views"}
"""What makes sense only where all plans are shown."""


class TimelinesScreen(TimelineList):
    """Plans along the time."""

    SECTION = "plans"
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.TIMELINES, Scope.APP, Scope.FILE)
    BINDINGS = bindings_of(Scope.TIMELINES, Scope.APP)
    HELP_TEXT = mark(
        "Improvement plans along the time: solid is the time that has passed, dashed what is left. + and - look closer or from further "
        "off, ← and → move the axis, Ctrl+R comes back to today, F4 goes to a day. Tab goes from sign to sign on the line: each is said "
        "in words below. Enter shows a plan in full, or opens what is under the cursor; Esc goes back. F8 explains all signs."
    )

    def __init__(self) -> None:
        super().__init__()
        self._before: tuple[str, Axis] | None = None
        """The plan and the axis from which a plan was opened in full here; None: it was opened from elsewhere."""

    def is_enabled(self, command: Command) -> bool:
        """Filter and order belong to all plans."""
        if self.plan and command.action in _OF_ALL:
            return False
        return super().is_enabled(command)

    # going somewhere

    def place(self) -> Place:
        """The plan that is shown in full, or all of them."""
        return Place("timelines", self.plan)

    def come_to(self) -> None:
        """Somebody comes to the timeline as such: all plans."""
        if self.plan:
            self.show_scope()

    def show(self, place: Place) -> None:
        """Show a plan in full, or the plans of a person."""
        if place.owner:
            self.plan = ""
            self.search_for(PlanFilter(state="", person=place.owner))
        elif place.key:
            self._before = None
            self.show_plan(place.key)
        self.timeline.focus()

    def search_for(self, shown: PlanFilter) -> None:
        """Other plans, also where a search was open."""
        find = self.query_one(FindBar)
        if find.text and not shown.text:
            find.action_close()
        self.apply(shown)

    def show_plan(self, plan_id: str) -> None:
        """One plan in full, as close as it fits."""
        find = self.query_one(FindBar)
        if find.text:
            with self.prevent(FindBar.Narrowed):
                find.action_close()
        self.remove_class("-detail")
        self.plan, self.timeline.chosen = plan_id, None
        self.reload()
        self.timeline.go_to(0)
        self.action_show_all()
        self.timeline.focus()
        self.show_words()

    def show_scope(self) -> None:
        """All plans again, as they stood."""
        was, self.plan = self.plan, ""
        self.timeline.chosen = None
        self.remove_class("-detail")
        self.shown = replace(self.shown, text="")
        self.reload()
        self.timeline.move_to_key(self._before[0] if self._before else was)
        if self._before:
            self.timeline.look_at(self._before[1])
        self._before = None
        self.show_words()

    def action_open(self) -> None:
        """The plan in full; in it, and on a sign, what it stands for."""
        chosen, row = self.timeline.chosen, self.row
        if row is None:
            return
        if chosen is not None:
            self.open_sign(chosen)
        elif not self.plan:
            self._before = row.key, self.timeline.axis
            self.show_plan(row.key)
        elif isinstance(row.lane, PartLane):
            is_part = row.lane.kind in (LaneKind.GOAL, LaneKind.STEP)
            self.host.go_to(Place("plan_sheets", row.lane.id if is_part else self.plan))

    def open_sign(self, chosen: Mark) -> None:
        """A check where checks are held; else the sheet of the plan, at the step or milestone."""
        if chosen.table == "plan_check" and "plan_checks" in SCREENS:
            self.host.go_to(Place("plan_checks", chosen.id))
        else:
            is_part = chosen.table in ("plan_step", "plan_milestone")
            self.host.go_to(Place("plan_sheets", chosen.id if is_part else self.plan or self.key))

    def action_open_sheet(self) -> None:
        """The sheet of the plan."""
        if self.line is not None:
            self.host.go_to(Place("plan_sheets", self.line.id))

    def action_show_whose(self) -> None:
        """The person whose plan it is."""
        if self.line is not None:
            self.host.go_to(Place("people", self.line.person_id))

    def action_look(self) -> None:
        """Go to the details."""
        super(TimelineList, self).action_open()

    def action_back(self) -> None:
        """From the sign to the row, from the plan to all plans, from the filter to all; then where one came from."""
        if self.has_class("-detail") or self.timeline.marks or self.query_one(FindBar).text:
            super().action_back()
        elif self.timeline.chosen is not None:
            self.timeline.choose(None)
        elif self.plan and self._before is not None:
            self.show_scope()
        elif not self.plan and is_narrowed(self.shown):
            self.apply(without(self.shown))
        else:
            super().action_back()

    def places(self) -> Sequence[tuple[str, str]]:
        """The rows in view."""
        timeline = self.timeline
        shown = range(timeline.top, min(timeline.row_count, timeline.top + min(MOST, timeline.body_height)))
        rows = [row for index in shown if (row := timeline.row_at(index)) is not None and row.key]
        return [(row.key, f"{row.cells[0 if self.plan else 1]}  {row.cells[1 if self.plan else 2]}") for row in rows]

    def jump_to(self, key: str) -> None:
        """Go to one of them."""
        self.timeline.move_to_key(key)
        self.timeline.focus()

    # narrowing and ordering

    def action_filter(self) -> None:
        """Narrow the list by one criterion more, or one less."""
        picker = Picker(_("Filter"), filter_choices(self.store, self.shown), placeholder=_("a state, a kind, a unit"))
        self.app.push_screen(picker, lambda key: self.apply(filtered(self.store, self.shown, key)) if key else None)

    def action_sort(self) -> None:
        """Choose the order; the same again turns it round."""
        titles = {
            "next": _("Next date"),
            "end": _("End"),
            "start": _("Start"),
            "person": _("Person"),
            "title": _("Title"),
            "state": _("State"),
        }
        choices = [Choice(order, titles[order]) for order in ORDERS]
        self.app.push_screen(Picker(_("Sort by"), lambda text: narrowed(choices, text), current=self.shown.order), self.sort_by)

    @on(RowTable.HeaderSelected)
    def _sort_clicked(self, event: RowTable.HeaderSelected) -> None:
        if not self.plan and event.column != AXIS:
            self.sort_by({"sign": "state", "pace": "next"}.get(event.column, event.column))

    def view_spec(self) -> Mapping[str, str] | None:
        """Filter, order and zoom, to be saved under a name; one plan in full has none."""
        return None if self.plan else {**plan_listings.spec(self.shown), "zoom": self.timeline.axis.zoom.value}

    def apply_view(self, spec: Mapping[str, str]) -> None:
        """Show a saved filter and order at its zoom."""
        from perftui.domain.timelines import Zoom

        self.search_for(plan_listings.from_spec(self.store, spec))
        if spec.get("zoom") in set(Zoom):
            self.timeline.zoom_to(Zoom(spec["zoom"]))

    # in words

    def action_show_text(self) -> None:
        """What is listed, drawn and in words."""
        from screens.timeline_texts import show_text  # one key alone needs it

        show_text(self)

    def action_show_signs(self) -> None:
        """All signs in words."""
        from widgets.dialogs.texts import TextPanel

        self.app.push_screen(TextPanel(_("What the signs mean"), signs_help(self.host.glyphs)))
