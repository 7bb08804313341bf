"""Goals and key results added in one line with a preview, or in a form."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual import on

from perftui.domain.amendments import ReasonMissing
from perftui.errors import PerftuiError
from perftui.i18n import gettext as _
from perftui.i18n import say
from perftui.services import cycles, drafts, quick_goals, quick_key_results, smart_checks, trees
from perftui.services.goal_rows import NoCycleYet
from perftui.services.goal_views import goal_view
from screens import line_drafts
from screens.form_frames import FormFrame, not_understood
from screens.goal_form_bases import percent_of, text_of
from screens.goal_forms import GoalForm
from screens.goal_lists import GoalList
from screens.goal_pickers import first_cycle_question
from screens.key_result_forms import KeyResultForm
from screens.reasons import ask_reason
from screens.shown_parts import ShownPart, shown_part
from screens.weight_texts import with_sum
from widgets.dialogs.confirms import YES
from widgets.quick_adds import QuickAdd

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

GOAL, KEY_RESULT = "quick-goal", "quick-key-result"
"""The ids of the two lines."""


class GoalAdds(GoalList):
    """What adds goals and key results."""

    DEFAULT_CSS = "GoalAdds QuickAdd { dock: none; }"
    _above = ""
    """The goal under which the quick line adds; empty for the top."""

    @property
    def goal_id(self) -> str:
        """The goal under the cursor, or the one of the key result there; empty when there is none."""
        return self.row.goal_id if self.row else ""

    def body(self) -> ComposeResult:
        """The tree with its details, and the lines that add goals and key results."""
        yield from super().body()
        goal_hint = _("title; owner; due date – Raise retention; zhang wei; +90d · Ctrl+N again: form")
        yield QuickAdd(self._goal_parts, placeholder=goal_hint, id=GOAL)
        result_hint = _("title; target; due date – Retention; 84 -> 90%; eoq · Ins again: form")
        yield QuickAdd(self._result_parts, placeholder=result_hint, id=KEY_RESULT)

    def action_add(self) -> None:
        """Open the line for a goal below the one under the cursor; from within the line, go on in the form."""
        if not self._is_going_on():
            self.open_line(GOAL, self.goal_id)

    def action_add_at_top(self) -> None:
        """Open the line for a goal at the top."""
        self.open_line(GOAL, "")

    def action_add_key_result(self) -> None:
        """Open the line for a key result of the goal under the cursor; from within the line, go on in the form."""
        if not self._is_going_on():
            self.open_line(KEY_RESULT, self.goal_id)

    def open_line(self, name: str, above: str) -> None:
        """Open the line for a goal or a key result, and say below what it adds."""
        with self.attempt():
            self._above = above if above and trees.line(self.store, above, self.host.today()) else ""
            self.remove_class("-detail")
            super().open_line(name, self._above)
            self.tell(self._where(name))

    def action_take_up(self, form: str, subject: str) -> None:
        """Go on with what was typed for a new goal or key result, below the goal it was typed for."""
        form_class = {"goal": GoalForm, "key_result": KeyResultForm}.get(form)
        above = drafts.place_of(subject)
        if form_class is None:
            super().action_take_up(form, subject)
        elif not above or self.is_there(above):
            self.app.push_screen(form_class(above=above, draft=subject), self._added)

    def _where(self, name: str) -> str:
        above = trees.line(self.store, self._above, self.host.today()) if self._above else None
        if above is None:
            return _("New goal at the top: with an owner a goal, without one a theme.")
        words = _("New goal under “{title}”") if name == GOAL else _("New key result of “{title}”")
        return words.format(title=above.title)

    def _goal_parts(self, text: str) -> Sequence[ShownPart]:
        line = quick_goals.parse_quick_goal(self.store, text, self.host.today(), self._above or None)
        vague = smart_checks.vague_title(line.value("title"), line.value("level"), has_due=bool(line.value("due")))
        # First, because what does not fit is cut off at the end.
        warned = [ShownPart("", f"! {say(vague)}", is_wrong=False)] if vague is not None else []
        return [*warned, *(shown_part(part) for part in line.parts)]

    def _result_parts(self, text: str) -> Sequence[ShownPart]:
        return [shown_part(part) for part in quick_key_results.parse_quick_key_result(text, self.host.today()).parts]

    @on(QuickAdd.Submitted)
    def _submit(self, event: QuickAdd.Submitted) -> None:
        self._add_line(event.bar, event.text)

    def _add_line(self, bar: QuickAdd, text: str, reason: str = "") -> None:
        today = self.host.today()
        try:
            if bar.id == GOAL:
                added = quick_goals.quick_goal(self.store, text, today, self._above or None)
            else:
                added = quick_key_results.quick_key_result(self.store, self._above, text, today, reason=reason)
        except NoCycleYet as error:
            bar.refuse(say(error.message))
            self.app.push_screen(first_cycle_question(today), lambda answer: self._add_cycle(bar, text) if answer == YES else None)
            return
        except ReasonMissing as error:
            bar.refuse(say(error.message))
            ask_reason(self, partial(self._add_line, bar, text))
            return
        except PerftuiError as error:
            bar.refuse(say(error.message))
            return
        line_drafts.added(self, bar)
        bar.accept()
        self.show_added(added)

    def _add_cycle(self, bar: QuickAdd, text: str) -> None:
        with self.attempt():
            cycles.add_running_quarter(self.store, self.host.today())
            self._add_line(bar, text)

    def show_added(self, key: str) -> None:
        """Go to what was added just now, and say what it is called."""
        line = trees.line(self.store, key, self.host.today())
        self.saved(with_sum(_("Added “{title}”.").format(title=line.title if line else ""), self.store, [key]))
        self.goal_tree.reveal(key)

    # in a form

    def action_add_in_form(self) -> None:
        """Open the form for a goal below the one under the cursor."""
        if self.is_there(self.goal_id):
            self.app.push_screen(GoalForm(above=self.goal_id), self._added)

    def action_add_key_result_in_form(self) -> None:
        """Open the form for a key result of the goal under the cursor."""
        if self.is_there(self.goal_id):
            self.app.push_screen(KeyResultForm(above=self.goal_id), self._added)

    def _added(self, key: str | None) -> None:
        if key:
            self.show_added(key)

    def action_edit(self) -> None:
        """Change what is under the cursor in a form; from the quick line for a goal, go on with it in the form."""
        if not self._is_going_on() and self.row is not None and self.is_there(self.key):
            form = KeyResultForm(self.key) if self.row.is_key_result else GoalForm(self.key)
            self.app.push_screen(form, self._edited)

    def is_there(self, key: str) -> bool:
        """Whether a goal or key result still exists; somebody else may have removed it a moment ago, which is said."""
        is_there = False
        with self.attempt():
            if key and trees.line(self.store, key, self.host.today()) is None:
                goal_view(self.store, key, self.host.today())
            is_there = True
        return is_there

    def _edited(self, key: str | None) -> None:
        if key:
            words = with_sum(_("Saved."), self.store, [key])
            self.saved(words)
            self.stay_on(key, words)

    def _is_going_on(self) -> bool:
        """Go on in a form with what is typed in a quick line, if one is in use."""
        bar = next((bar for bar in self.query(QuickAdd) if bar.has_focus_within), None)
        if bar is not None:
            self._go_on_in_form(bar)
        return bar is not None

    def _go_on_in_form(self, bar: QuickAdd) -> None:
        text, today = bar.text, self.host.today()
        if bar.id == KEY_RESULT:
            line = quick_key_results.parse_quick_key_result(text, today)
        else:
            line = quick_goals.parse_quick_goal(self.store, text, today, self._above or None)
        given = {part.field: part.value for part in line.parts if not part.error} if text else {}
        warning = not_understood([part.text for part in line.parts if part.error and part.text])
        if weight := given.get("weight"):
            given["weight"] = percent_of(weight)
        given |= _owner(given.pop("owner", "")) | _target(given.pop("target", ""))
        form_class = KeyResultForm if bar.id == KEY_RESULT else GoalForm
        form: FormFrame = form_class(above=self._above, given=given, warning=warning)
        self.app.push_screen(form, partial(self._added_from, bar))

    def _added_from(self, bar: QuickAdd, key: str | None) -> None:
        if key:
            line_drafts.added(self, bar)
            bar.action_close()
        self._added(key)


def _target(text: str) -> dict[str, str]:
    fields = quick_key_results.parse_quick_target(text).fields() if text else {}
    return {name: text_of(value) for name, value in fields.items()}


def _owner(text: str) -> dict[str, str]:
    entity, _colon, owner = text.partition(":")
    return {f"owner_{entity}": owner} if owner else {}
