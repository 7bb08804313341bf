"""Reviews: the assessments with what they come to, what the person says, and what follows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from perftui.bindings import bindings_of
from perftui.commands.models import Scope
from perftui.domain.formats import clauses
from perftui.i18n import gettext as _
from perftui.i18n import mark, ngettext
from perftui.services import assessment_removals, views
from perftui.services.assessment_lists import AssessmentFilter, listing
from perftui.services.cycle_names import cycle_names
from screens.assessment_details import assessment_detail
from screens.assessment_filters import filter_choices, filter_words, filtered
from screens.assessment_rows import AssessmentRow, AssessmentSource, columns
from screens.assessment_works import AssessmentWorks
from screens.hosts import Place
from widgets.dialogs.confirms import KEEP, YES, Answer, Confirm
from widgets.dialogs.pickers import Picker
from widgets.find_bars import FindBar
from widgets.row_tables import RowTable
from widgets.virtual_tables import VirtualTable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual.content import Content

    from perftui.services.assessment_views import AssessmentLine


class ReviewsScreen(AssessmentWorks):
    """The assessments, the latest cycle first."""

    SECTION = "reviews"
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.REVIEWS, Scope.APP, Scope.FILE)
    BINDINGS = bindings_of(Scope.REVIEWS, Scope.APP)
    HELP_TEXT = mark(
        "Assessments. Ctrl+N makes them for a person or a whole unit; Enter opens the sheet with indicators and scores; F7 goes on to the "
        "next state, of all marked rows too; F2 opens the notes. The total is the weighted mean of what is scored: what is missing never "
        "counts as 0. An assessment ends only with something that follows: an action, or a written “none needed”. F8 opens the "
        "calibration meeting."
    )
    shown = AssessmentFilter()

    def make_list(self) -> RowTable:
        """The table, read now."""
        visible = self.host.is_accessible
        return RowTable(columns(), self._source(), empty=self._empty(), glyphs=self.host.glyphs, visible_cursor=visible)

    def _source(self) -> AssessmentSource:
        return AssessmentSource(listing(self.store, self.shown, self.host.today()))

    def _empty(self) -> str:
        if self.shown != AssessmentFilter():
            return _("No assessment is like that. Esc ends the search, Ctrl+L changes the filter.")
        return _("No assessments yet. Ctrl+N makes them for a person or a whole unit.")

    @property
    def table(self) -> RowTable:
        """The table."""
        return self.query_one(RowTable)

    @property
    def line(self) -> AssessmentLine | None:
        """The assessment under the cursor."""
        row = self.table.row_at(self.table.cursor)
        return row.line if isinstance(row, AssessmentRow) and row.key else None

    @property
    def chosen(self) -> Sequence[str]:
        """The marked ones, or the one under the cursor."""
        return self.keys

    # what is shown

    def apply(self, shown: AssessmentFilter) -> None:
        """Show other assessments."""
        self.shown = shown
        self.reload()

    def reload(self) -> None:
        """Read the assessments again."""
        self.table.empty = self._empty()
        self.table.source = self._source()
        self.show_detail()
        self.show_summary()

    def narrow(self, text: str) -> None:
        """Show only people whose name, initials or staff number match."""
        self.apply(replace(self.shown, text=text))

    def summary(self) -> str:
        """How many there are, and what the list is narrowed to."""
        count = self.table.row_count
        words = [ngettext("{n} assessment", "{n} assessments", count).format(n=count)]
        if self.table.marks:
            words.append(_("{n} marked").format(n=len(self.table.marks)))
        return " · ".join((clauses(words), *filter_words(self.store, self.shown)))

    def detail(self, key: str) -> Content:
        """Everything about an assessment."""
        return assessment_detail(self.store, key, self.host.today())

    def place(self) -> Place:
        """The assessment under the cursor."""
        return Place("reviews", self.key)

    def show(self, place: Place) -> None:
        """Go to an assessment, or show those of a cycle; a filter that hides it is taken away."""
        if not self.table.move_to_key(place.key):
            find = self.query_one(FindBar)
            if find.text:
                find.action_close()
            cycle = next((line.number for line in cycle_names(self.store) if line.id == place.key), 0)
            self.apply(AssessmentFilter(cycle=cycle))
            self.table.move_to_key(place.key)
        self.table.focus()
        self.show_detail()

    def places(self) -> Sequence[tuple[str, str]]:
        """The assessments in view."""
        shown = range(self.table.top, min(self.table.row_count, self.table.top + self.table.body_height))
        rows = [row for index in shown if isinstance(row := self.table.row_at(index), AssessmentRow) and row.key]
        return [(row.key, f"{row.line.person}  {row.line.cycle}") for row in rows]

    def jump_to(self, key: str) -> None:
        """Go to one of them."""
        self.table.move_to_key(key)
        self.table.focus()

    def view_spec(self) -> Mapping[str, str]:
        """The filter, to be saved under a name."""
        return views.reviews_spec(self.store, self.shown)

    def apply_view(self, spec: Mapping[str, str]) -> None:
        """Show a saved filter."""
        self.apply(views.reviews_filter(self.store, spec))

    def action_filter(self) -> None:
        """Show other assessments by one criterion more, or one less."""
        placeholder = _("a cycle, a state, a unit, without follow-up")
        picker = Picker(_("Filter"), filter_choices(self.store, self.shown), placeholder=placeholder)
        self.app.push_screen(picker, lambda key: self.apply(filtered(self.store, self.shown, key)) if key else None)

    # opening and adding

    def action_open(self) -> None:
        """Open the sheet."""
        if self.key:
            self.host.go_to(Place("sheets", self.key))

    def action_look(self) -> None:
        """Go to the details."""
        super().action_open()

    def action_edit(self) -> None:
        """The notes in a form."""
        self.write_notes()

    def action_add(self) -> None:
        """Make assessments."""
        self.run_worker(self._add())

    async def _add(self) -> None:
        from screens.assessment_adds import make_assessments  # one key alone needs it

        made = await make_assessments(self, "" if self.shown.cycle or not self.line else self.line.cycle_id, self.shown.cycle)
        if made:
            self.done()
            self.show(Place("reviews", made[0]))

    def action_remove(self) -> None:
        """Take drafts away; marked ones once that is agreed to."""
        keys = self.keys
        if len(keys) > 1:
            question = ngettext("Remove {n} draft?", "Remove {n} drafts?", len(keys)).format(n=len(keys))
            answers = (Answer(KEEP, _("Keep"), "k"), Answer(YES, _("Remove"), "r"))
            effects = [_("With their indicators and scores; Ctrl+Z brings them back.")]
            self.app.push_screen(Confirm(question, answers, effects), lambda said: self._remove(keys) if said == YES else None)
        else:
            self._remove(keys)

    def _remove(self, keys: Sequence[str]) -> None:
        with self.attempt():
            assessment_removals.remove_drafts(self.store, keys)
            self._all_done()

    def _all_done(self) -> None:
        with self.prevent(VirtualTable.Marked):  # counting the marks would take the place of saying what was done
            self.table.marks = ()
        self.done()

    # together

    def action_go_on(self) -> None:
        """The next state, of all marked ones after a preview."""
        if self.table.marks:
            self.run_worker(self._go_on_together())
        else:
            super().action_go_on()

    async def _go_on_together(self) -> None:
        from screens.assessment_steps import step_marked  # only with marks

        if await step_marked(self, self.keys):
            self._all_done()

    def _cycle(self) -> str:
        """The cycle of the filter, else that of the row."""
        known = cycle_names(self.store)
        chosen = next((line.id for line in known if line.number == self.shown.cycle), "")
        return chosen or (self.line.cycle_id if self.line else "") or (known[0].id if known else "")

    def action_meet(self) -> None:
        """Open the calibration meeting of the cycle."""
        from screens.assessment_meetings import CalibrationMeeting

        cycle = self._cycle()
        if not cycle:
            self.tell(_("No cycles yet: Ctrl+G C adds one."))
            return
        self.app.push_screen(CalibrationMeeting(cycle, self.shown.units), lambda _nothing: self.reload())

    def action_set_bands(self) -> None:
        """Change the rating bands of the cycle."""
        from screens.assessment_forms import BandsForm

        cycle = self._cycle()
        if cycle:
            self.app.push_screen(BandsForm(above=cycle), lambda saved: self.done() if saved else None)

    def action_send_out(self) -> None:
        """Write the list to a file."""
        from perftui.services.assessment_sheets import list_sheet
        from perftui.services.report_exports import ENDINGS, export
        from screens.exports import export_rows

        sheet = list_sheet(listing(self.store, self.shown, self.host.today()).all())
        title = _("Export the assessments in the list")
        self.run_worker(export_rows(self, title, "assessments.xlsx", ENDINGS, lambda _store, path, is_there: export(sheet, path, is_there)))
