"""Goal reviews: planned for each quarter, held with the facts beside them, and what came of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from perftui.bindings import bindings_of
from perftui.commands.models import Scope
from perftui.domain.formats import short_date
from perftui.domain.goal_reviews import Decision, ReviewState, quarter_of
from perftui.i18n import gettext as _
from perftui.i18n import mark, ngettext, say
from perftui.services import goal_reviews
from perftui.services.review_lines import ReviewFilter, ReviewListing
from screens.details import Detail
from screens.hosts import Place
from screens.review_details import review_detail
from screens.review_filters import filter_choices, filter_words, filtered
from screens.review_forms import ReviewForm
from screens.review_rows import ReviewRow, ReviewSource, columns
from screens.told_lists import ToldList
from screens.works import FEW_RECORDS, work
from widgets.dialogs.confirms import YES, yes_no
from widgets.dialogs.pickers import Picker
from widgets.dialogs.values import ValuePrompt
from widgets.fields import Field
from widgets.find_bars import FindBar
from widgets.row_tables import RowTable

if TYPE_CHECKING:
    from textual.content import Content

    from perftui.services.goal_reviews import ReviewPlan
    from perftui.services.review_lines import ReviewLine


class GoalReviewsScreen(ToldList):
    """The reviews, those to be held first."""

    SECTION = "goals"
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.GOAL_REVIEWS, Scope.APP, Scope.FILE)
    BINDINGS = bindings_of(Scope.GOAL_REVIEWS, Scope.APP)
    HELP_TEXT = mark(
        "Each active goal is reviewed once a quarter. The pace holds its progress against what was to be reached by then: from "
        "90 % on the figures propose to keep the goal, from 60 % to adjust it, below that to rework it. You decide."
    )

    def __init__(self) -> None:
        super().__init__()
        self.shown = ReviewFilter()

    def make_list(self) -> RowTable:
        """The table, read now."""
        empty = _("No reviews yet. Ctrl+N plans one of this quarter for each active goal.")
        return RowTable(columns(), self._source(), empty=empty, glyphs=self.host.glyphs)

    def _source(self) -> ReviewSource:
        text = self.query_one(FindBar).text if self.query(FindBar) else ""
        listing = ReviewListing(self.store, self.shown, self.host.today(), text)
        return ReviewSource(listing, self.host.glyphs, self.host.today())

    @property
    def table(self) -> RowTable:
        """The table."""
        return self.query_one(RowTable)

    @property
    def line(self) -> ReviewLine | None:
        """The review under the cursor."""
        row = self.table.row_at(self.table.cursor)
        return row.line if isinstance(row, ReviewRow) else None

    # what is shown

    def reload(self) -> None:
        """Read list and details again."""
        self.table.source = self._source()
        super().reload()

    def narrow(self, text: str) -> None:
        """Show only reviews of goals whose title holds a text."""
        self.table.source = self._source()

    def summary(self) -> str:
        """How many there are, and what they are narrowed to."""
        count = self.table.row_count
        return " · ".join((ngettext("{n} review", "{n} reviews", count).format(n=count), *filter_words(self.store, self.shown)))

    def show(self, place: Place) -> None:
        """Go to a review; a filter that hides it is taken away."""
        if place.key and self.table.index_of(place.key) is None:
            self.shown = ReviewFilter()
            self.reload()
        self.table.move_to_key(place.key)
        self.table.focus()

    def detail(self, key: str) -> Content:
        """A review with its facts."""
        line = self.line
        return review_detail(self.store, line, self.host.today(), self.host.glyphs) if line else Detail("").content()

    def action_filter(self) -> None:
        """Narrow the list by one criterion more, or one less."""
        placeholder = _("a quarter, a unit, held or to be held")
        picker = Picker(_("Filter"), lambda text: filter_choices(self.store, self.shown, text), placeholder=placeholder)
        self.app.push_screen(picker, self._filter)

    def _filter(self, picked: str | None) -> None:
        if picked:
            self.shown = filtered(self.store, self.shown, picked)
            self.reload()

    # planning

    def action_plan(self) -> None:
        """Plan the reviews of this quarter, after a preview."""
        quarter = quarter_of(self.host.today())
        plan = goal_reviews.preview_plan(self.store, quarter)
        if plan.reviews:
            self.run_worker(self._ask_plan(plan))
        elif plan.existing:
            self.tell(_("Every active goal has its review for {quarter} already.").format(quarter=plan.quarter))
        else:
            self.tell(_("No goal is active in {quarter}: reviews are planned for active goals.").format(quarter=plan.quarter))

    async def _ask_plan(self, plan: ReviewPlan) -> None:
        from widgets.dialogs.change_lists import ChangeList, ChangeRow, yes_or_no

        n, today = len(plan.reviews), self.host.today()
        rows = [ChangeRow(each.title, each.owner, short_date(each.due, today)) for each in plan.reviews]
        words = ngettext("{n} review would be added for {quarter}.", "{n} reviews would be added for {quarter}.", n)
        summary = [words.format(n=n, quarter=plan.quarter)]
        if plan.existing:
            summary.append(ngettext("{n} is there already.", "{n} are there already.", plan.existing).format(n=plan.existing))
        heads = (_("Goal"), _("Owner"), _("Due"))
        dialog = ChangeList(_("Plan the reviews"), summary, n, rows.__getitem__, buttons=yes_or_no(_("Plan them")), heads=heads)
        if await self.app.push_screen_wait(dialog) == YES:
            quarter = quarter_of(today)
            work(self, _("Changing …"), lambda store: goal_reviews.plan(store, quarter), lambda _n: self.done(), is_long=n > FEW_RECORDS)

    # holding

    def action_open(self) -> None:
        """Hold an open review; show one that was held."""
        line = self.line
        if line is not None and line.state is ReviewState.OPEN and not self.has_class("-detail"):
            self.action_hold()
        else:
            super().action_open()

    def action_show_details(self) -> None:
        """Show the review with its facts."""
        super().action_open()

    def action_edit(self) -> None:
        """Change what was written down."""
        self.action_hold()

    def action_hold(self) -> None:
        """Write down what was said."""
        line = self.line
        if line is None:
            return
        form = ReviewForm(line.id)
        self.app.push_screen(form, lambda saved: self._held(line, form.decided) if saved else None)

    def _held(self, line: ReviewLine, decided: Decision | None) -> None:
        self.done()
        self._go_on(line)
        if decided is Decision.ADJUST or decided is Decision.REWORK:
            question = yes_no(
                _("{decision}: open the goal “{title}” in its form now?").format(decision=say(decided), title=line.title),
                yes=_("Open the goal"),
            )
            self.app.push_screen(question, lambda answer: self._edit_goal(line) if answer == YES else None)

    def _go_on(self, line: ReviewLine) -> None:
        """Stand on the next open review, which are listed first, overdue ones before the others; without one stay."""
        first = self.table.row_at(0)
        is_open = isinstance(first, ReviewRow) and first.line.state is ReviewState.OPEN and line.state is ReviewState.OPEN
        self.table.move_to_key(first.key if is_open and first is not None else line.id)

    def _edit_goal(self, line: ReviewLine) -> None:
        self.host.go_to(Place("goals", line.goal_id, command="edit"))

    def action_skip(self) -> None:
        """Ask why the review is left out."""
        line = self.line
        if line is None:
            return
        field = Field("reason", _("Reason"), value=line.hindered if line.state is ReviewState.SKIPPED else "", is_required=True)
        title = _("Skip the review of “{title}”").format(title=line.title)
        self.app.push_screen(ValuePrompt(title, field), lambda reason: self._skip(line, reason) if reason else None)

    def _skip(self, line: ReviewLine, reason: str) -> None:
        with self.attempt():
            goal_reviews.skip(self.store, line.id, line.version, reason, self.host.today())
            self.done()
            self._go_on(line)

    def action_show_goal(self) -> None:
        """Show the goal in the tree."""
        if (line := self.line) is not None:
            self.host.go_to(Place("goals", line.goal_id))
