"""Plans: who, how far, and what comes next; made in one line, opened as a sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on

from perftui.bindings import bindings_of
from perftui.commands.models import Scope
from perftui.errors import PerftuiError
from perftui.i18n import gettext as _
from perftui.i18n import mark, say
from screens import line_drafts
from screens.hosts import Place
from screens.plan_lists import PlanList
from screens.plan_ways import make_plan
from screens.shown_parts import shown_part
from widgets.quick_adds import QuickAdd

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from screens.shown_parts import ShownPart


class PlansScreen(PlanList):
    """The list of plans and all that is done with it."""

    SECTION = "plans"
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.PLANS, Scope.APP, Scope.FILE)
    BINDINGS = bindings_of(Scope.PLANS, Scope.APP)
    HELP_TEXT = mark(
        "Improvement plans, development plans and own plans. Ctrl+N makes one in a line; on a gap (4), F8 makes one that answers it. Enter "
        "opens the sheet with goals, steps, milestones and checks. F7 is the next step of the plan: it lists what is still missing and "
        "leads there, or says what will happen. Closure is how much of the gap is closed, against the time that has passed."
    )
    DEFAULT_CSS = "PlansScreen QuickAdd { dock: none; }"

    def body(self) -> ComposeResult:
        """The list, and the line that makes plans."""
        yield from super().body()
        hint = _("name; template; +90d – chen qiang; sales; +90d · Ctrl+N again: form")
        yield QuickAdd(self._parts, placeholder=hint)

    @property
    def bar(self) -> QuickAdd:
        """The line that makes plans."""
        return self.query_one(QuickAdd)

    def _parts(self, text: str) -> Sequence[ShownPart]:
        from perftui.services.quick_plans import parse_quick_plan

        return [shown_part(part) for part in parse_quick_plan(self.store, text, self.host.today()).parts]

    def action_add(self) -> None:
        """Open the line that makes plans; from within it, the form."""
        if self.bar.has_focus_within:
            self._go_on_in_form()
        else:
            self.open_line("", "")

    def action_add_in_form(self) -> None:
        """Make a plan in the form at once."""
        make_plan(self, self.shown.gap or self.shown.person)

    def _go_on_in_form(self) -> None:
        from perftui.services.quick_plans import parse_quick_plan
        from screens.form_frames import not_understood
        from screens.plan_forms import BLANK, NewPlanForm

        line = parse_quick_plan(self.store, self.bar.text, self.host.today())
        given = {part.field: part.value for part in line.parts if part.error is None}
        values = {name: given[name] for name in ("person", "kind") if given.get(name)}
        values |= {"template": given["template"] or BLANK} if "template" in given else {}
        values |= {"lasts": given["end"]} if "end" in given else {}
        wrong = [part.text for part in line.parts if part.error is not None and part.text]
        self.app.push_screen(NewPlanForm(above=given.get("gap", ""), given=values, warning=not_understood(wrong)), self._made)

    def _made(self, plan_id: str | None) -> None:
        if plan_id:
            line_drafts.added(self, self.bar)
            self.bar.action_close()
            self.host.go_to(Place("plan_sheets", plan_id, command="tell_made"))

    def action_take_up(self, form: str, subject: str) -> None:
        """Go on with what was typed for a new plan."""
        from perftui.services.drafts import place_of
        from screens.plan_forms import NewPlanForm

        if form == NewPlanForm.FORM:
            self.app.push_screen(NewPlanForm(above=place_of(subject), draft=subject), self._made)
        else:
            super().action_take_up(form, subject)

    @on(QuickAdd.Submitted)
    def _add(self, event: QuickAdd.Submitted) -> None:
        from perftui.services.quick_plans import quick_plan

        event.stop()
        try:
            made = quick_plan(self.store, event.text, self.host.today())
        except PerftuiError as error:
            self.bar.refuse(say(error.message))
            return
        line_drafts.added(self, self.bar)
        self.done()
        self.table.move_to_key(made)
        line = self.line
        self.bar.accept(_("Made “{title}”. Type the next one, or Esc and Enter open it.").format(title=line.title if line else ""))

    def action_open(self) -> None:
        """Open the sheet."""
        if self.key:
            self.host.go_to(Place("plan_sheets", self.key))

    def action_show_timelines(self) -> None:
        """All plans along the time."""
        self.host.go_to(Place("timelines"))

    def action_look(self) -> None:
        """Go to the details."""
        super().action_open()

    def action_edit(self) -> None:
        """The plan in a form; in the line that makes plans, fill in the form instead."""
        if self.bar.has_focus_within:
            self._go_on_in_form()
        else:
            self.action_edit_plan()

    def action_remove(self) -> None:
        """Take the draft away."""
        from perftui.services import plan_edits

        if self.key:
            with self.attempt():
                plan_edits.remove_plan(self.store, self.key)
                self.done()
