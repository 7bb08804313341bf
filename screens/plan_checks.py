"""The checks of one plan: held in one form, late ones marked, missed ones kept."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal
from textual.widgets import Static

from perftui.bindings import bindings_of
from perftui.commands.models import Needs, Scope
from perftui.domain.plans import CheckStatus
from perftui.i18n import gettext as _
from perftui.i18n import mark
from perftui.services import plan_check_views
from perftui.services.plan_checks import plan_of
from perftui.services.plan_views import plan_view
from perftui.storage.stores import Gone
from screens.details import Detail
from screens.hosts import Place
from screens.plan_check_rows import CheckRow, CheckSource, check_detail, columns
from screens.plan_check_works import hold_due_check, open_check
from screens.plan_heads import progress_text, whose_text
from screens.told_lists import ToldList
from widgets.detail_panes import DetailPane
from widgets.find_bars import FindBar
from widgets.row_tables import RowTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.content import Content

    from perftui.commands.models import Command
    from perftui.services.plan_lines import CheckLine, PlanView

S = CheckStatus
_STATES = {
    "correct": frozenset({S.HELD, S.LATE, S.MISSED}),
    "miss": frozenset({S.DUE, S.OVERDUE}),
}
"""Action to the states of a check in which it makes sense."""


class PlanChecksScreen(ToldList):
    """The checks of one plan."""

    SECTION = "plans"
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.PLAN_CHECKS, Scope.APP, Scope.FILE)
    BINDINGS = bindings_of(Scope.PLAN_CHECKS, Scope.APP)
    HELP_TEXT = mark(
        "The checks of one plan. F7 holds the one under the cursor in one form: values, verdict, both notes, evidence, next date. F2 "
        "corrects one that was held, with a reason; F8 marks one as missed. A missed check stays missed, a late one stays late."
    )
    DEFAULT_CSS = "PlanChecksScreen #above { height: 2; padding: 0 1; text-wrap: nowrap; text-overflow: ellipsis; }"

    def __init__(self) -> None:
        super().__init__()
        self._plan = ""
        self.found: PlanView | None = None
        self._evidence: dict[str, str] = {}

    def body(self) -> ComposeResult:
        """Whose plan it is, the checks with the details, and the find line."""
        yield Static(id="above", markup=False)
        with Horizontal(id="halves"):
            yield self.make_list()
            yield DetailPane()
        yield FindBar()

    def make_list(self) -> RowTable:
        """The table, empty; `reload` fills it."""
        source = CheckSource(None, {}, self.host.today())
        return RowTable(columns(), source, glyphs=self.host.glyphs, visible_cursor=self.host.is_accessible)

    @property
    def table(self) -> RowTable:
        """The table."""
        return self.query_one(RowTable)

    @property
    def check(self) -> CheckLine | None:
        """The check under the cursor."""
        row = self.table.row_at(self.table.cursor)
        return row.check if isinstance(row, CheckRow) else None

    def is_enabled(self, command: Command) -> bool:
        """Whether a command makes sense for the check under the cursor."""
        states = _STATES.get(command.action) if command.scope is Scope.PLAN_CHECKS else None
        check = self.check if self.is_mounted else None
        if states is not None:
            return check is not None and check.status(self.host.today()) in states
        return super().is_enabled(command)

    def has(self, needs: Needs) -> bool:
        """Whether there is what a command needs."""
        return needs is Needs.NOTHING or (self.found is not None and super().has(needs))

    # what is shown

    def reload(self) -> None:
        """Read the plan again."""
        self.found, self._evidence = None, {}
        if self._plan:
            with suppress(Gone):
                self.found = plan_view(self.store, self._plan)
                self._evidence = plan_check_views.evidence_texts(self.store, self._plan)
        text = self.query_one(FindBar).text
        self.table.empty = self._empty(text)
        self.table.source = CheckSource(self.found, self._evidence, self.host.today(), text)
        above = (whose_text(self.found.line), progress_text(self.found, self.host.today(), self.host.glyphs)) if self.found else ()
        self.query_one("#above", Static).update("\n".join(above))
        self.show_detail()
        self.show_summary()
        self.refresh_bindings()

    def _empty(self, text: str) -> str:
        if self.found is None:
            return _("There is no plan here any more. Esc goes back to the list.")
        if text:
            return _("No check holds “{text}”. Esc shows all of them again.").format(text=text)
        return _("No checks yet: they come with start and end of the plan.")

    def narrow(self, text: str) -> None:
        """Show only checks that hold a text."""
        self.reload()

    def summary(self) -> str:
        """How many checks there are, and how many were held late or missed."""
        states = [check.status(self.host.today()) for check in self.found.checks] if self.found else []
        held, missed = sum(state in (S.HELD, S.LATE) for state in states), states.count(S.MISSED)
        parts = [_("{n} of {all} checks held").format(n=held, all=len(states))]
        parts += [_("{n} held late").format(n=late)] if (late := states.count(S.LATE)) else []
        parts += [_("{n} missed").format(n=missed)] if missed else []
        return " · ".join(parts)

    def detail(self, key: str) -> Content:
        """One check in full."""
        check = next((each for each in self.found.checks if each.id == key), None) if self.found else None
        if self.found is None or check is None:
            return Detail("").content()
        return check_detail(self.found, check, self._evidence.get(key, ""), self.host.today())

    # going somewhere

    def place(self) -> Place | None:
        """This plan."""
        return Place("plan_checks", self.key or self._plan) if self._plan else None

    def show(self, place: Place) -> None:
        """Show the checks of a plan, on the next one; or go to one check."""
        with self.attempt():
            plan_id = plan_of(self.store, place.key)
            if plan_id != self._plan:
                self._plan = plan_id
                self.remove_class("-detail")
                if self.query_one(FindBar).text:
                    self.query_one(FindBar).action_close()
            self.reload()
            following = plan_check_views.due_check(self.found, self.host.today()) if self.found else None
            self.table.move_to_key(place.key if place.key != plan_id else following.id if following else "")
        self.table.focus()

    def places(self) -> Sequence[tuple[str, str]]:
        """The checks."""
        source = self.table.source
        return [(row.key, f"{row.cells[0]}  {row.cells[1]}") for row in source.rows(0, source.count())]

    def jump_to(self, key: str) -> None:
        """Go to one of them."""
        self.table.move_to_key(key)
        self.table.focus()

    # what is done

    def action_hold(self) -> None:
        """Hold the check under the cursor; of one that is over, the next one."""
        check, plan = self.check, self.found
        if plan is None:
            return
        if check is not None and check.status(self.host.today()) in plan_check_views.OPEN:
            open_check(self, plan, check)
        else:
            hold_due_check(self, plan.line.id)

    def action_work_on(self) -> None:
        """Open the form of the check under the cursor, where one comes from elsewhere; one that was held is only shown."""
        if self.check is not None and not self.check.held_on:
            self.action_resume()

    def action_resume(self) -> None:
        """Go on with what was typed for the check under the cursor."""
        if self.found is not None and self.check is not None:
            open_check(self, self.found, self.check)

    def action_correct(self) -> None:
        """Correct a check that was held, or write a late note on one that was missed."""
        self.action_resume()

    def action_miss(self) -> None:
        """Say that the check was missed, after a question: it stays so."""
        from widgets.dialogs.confirms import YES, yes_no  # a check is seldom missed

        check = self.check
        if check is not None:
            effect = [_("It stays missed, on the plan and in its dossier. A late note can be added.")]
            self.app.push_screen(
                yes_no(_("Mark the check as missed?"), effect), lambda answer: self._miss(check) if answer == YES else None
            )

    def _miss(self, check: CheckLine) -> None:
        from perftui.services import plan_checks_due

        with self.attempt():
            plan_checks_due.mark_missed(self.store, self._plan, check.id, self.host.today())
            self.done()

    def action_open_plan(self) -> None:
        """Open the sheet of the plan."""
        if self._plan:
            self.host.go_to(Place("plan_sheets", self._plan))

    def action_open_habits(self) -> None:
        """Open what is entered day by day."""
        if self._plan:
            self.host.go_to(Place("plan_habits", self._plan))

    def action_show_history(self) -> None:
        """Who changed what in the check."""
        from perftui.services.histories import history
        from screens.people_details import change_text
        from widgets.dialogs.texts import TextPanel

        if self.key:
            changes = history(self.store, "plan_check", self.key)
            texts = [change_text(change, self.host.today()) for change in changes]
            self.app.push_screen(TextPanel(_("History"), "\n".join(texts)))
