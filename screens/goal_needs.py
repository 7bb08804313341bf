"""What a goal needs of resources, and why it is in conflict with another, said from the tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.conflicts import ConflictReason
from perftui.domain.quantities import number_text
from perftui.domain.texts import fold
from perftui.i18n import gettext as _
from perftui.i18n import say
from perftui.services import conflict_steps, needs, resources
from perftui.services.goal_links import LinkKind
from screens.goal_check_ins import GoalCheckIns
from screens.reasons import with_reason
from screens.resource_texts import left_text, need_text
from widgets.dialogs.pickers import Picker, narrowed
from widgets.dialogs.values import ValuePrompt
from widgets.fields import Field, FieldKind
from widgets.pick_lists import Choice

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from perftui.services.needs import NeedLine

NEW = "new:"
"""What the key of the choice begins with that adds a resource; the name follows."""


class GoalNeeds(GoalCheckIns):
    """What gives resources to goals, and takes them away; on a key result, to its goal."""

    def action_allocate(self) -> None:
        """Pick a resource, or type a new one, then how much of it the goal needs."""
        goal_id = self.goal_id
        if not goal_id or not self.is_there(goal_id):
            return
        picker = Picker(
            _("Needs a resource"),
            self._resource_choices,
            placeholder=_("its name, or that of a new one"),
            empty=_("No resource yet: type the name of the first."),
        )
        self.app.push_screen(picker, lambda key: self._ask_amount(goal_id, key) if key else None)

    def _resource_choices(self, text: str) -> Sequence[Choice]:
        known = resources.listing(self.store)
        choices = narrowed([Choice(line.id, line.name, left_text(line) or line.owner) for line in known], text, fold)
        name = " ".join(text.split())
        if name and name not in {line.name for line in known}:
            choices.append(Choice(NEW + name, _("New: {name}").format(name=name)))
        return choices

    def _ask_amount(self, goal_id: str, key: str) -> None:
        if key.startswith(NEW):
            from screens.resource_forms import NeedForm  # most resources are known

            form = NeedForm(above=goal_id, given={"name": key.removeprefix(NEW)})
            self.app.push_screen(form, lambda saved: self.done() if saved else None)
            return
        line = resources.resource(self.store, key)
        field = Field("amount", _("Needs"), FieldKind.NUMBER, help=self._amount_help(left_text(line)))
        prompt = ValuePrompt(line.name, field)
        self.app.push_screen(prompt, lambda amount: self._allocate(goal_id, key, amount))

    def _amount_help(self, left: str) -> str:
        return " · ".join(part for part in (left, _("Empty where nobody knows yet. Enter takes · Esc leaves")) if part)

    def _allocate(self, goal_id: str, key: str, amount: str | None) -> None:
        if amount is None:
            return
        with self.attempt():
            needs.allocate(self.store, goal_id, key, amount)
            self.done()

    def action_change_need(self) -> None:
        """Ask how much the goal needs now."""
        self._with_need(_("Change a need"), self._ask_new_amount)

    def _ask_new_amount(self, line: NeedLine) -> None:
        amount = "" if line.amount is None else number_text(line.amount)
        field = Field("amount", _("Needs"), FieldKind.NUMBER, amount, help=self._amount_help(left_text(line.resource)))
        self.app.push_screen(ValuePrompt(line.resource.name, field), lambda text: self._change_need(line, text))

    def _change_need(self, line: NeedLine, amount: str | None) -> None:
        if amount is None:
            return

        def change(reason: str) -> None:
            needs.change_need(self.store, line.id, line.version, amount, line.note, reason=reason)
            self.done()

        with_reason(self, change)

    def action_release(self) -> None:
        """Take a need away."""
        self._with_need(_("No longer needs a resource"), self._release)

    def _release(self, line: NeedLine) -> None:
        def release(reason: str) -> None:
            needs.release(self.store, line.id, reason=reason)
            self.done()

        with_reason(self, release)

    def _with_need(self, title: str, act: Callable[[NeedLine], None]) -> None:
        """Do something with the only need, or with the one that is picked."""
        lines = needs.needs_of(self.store, self.goal_id) if self.goal_id else []
        if not lines:
            self.tell(_("This goal needs no resource: F8, “Needs a resource…” gives it one."))
        elif len(lines) == 1:
            act(lines[0])
        else:
            by_id = {line.id: line for line in lines}
            choices = [Choice(line.id, need_text(line)) for line in lines]
            picker = Picker(title, lambda text: narrowed(choices, text, fold))
            self.app.push_screen(picker, lambda key: act(by_id[key]) if key else None)

    # a conflict says why

    def _link(self, goal_id: str, other: str, kind: LinkKind) -> None:
        if kind is not LinkKind.CONFLICTS:
            super()._link(goal_id, other, kind)
            return
        choices = [Choice(reason.value, say(reason)) for reason in ConflictReason]
        picker = Picker(_("Why are they in conflict?"), lambda text: narrowed(choices, text))
        self.app.push_screen(picker, lambda reason: self._ask_note(goal_id, other, ConflictReason(reason)) if reason else None)

    def _ask_note(self, goal_id: str, other: str, reason: ConflictReason) -> None:
        field = Field("note", _("What exactly"), help=_("May stay empty. Enter takes · Esc leaves"))
        self.app.push_screen(ValuePrompt(say(reason), field), lambda note: self._record(goal_id, other, reason, note))

    def _record(self, goal_id: str, other: str, reason: ConflictReason, note: str | None) -> None:
        if note is None:
            return
        with self.attempt():
            conflict_steps.record(self.store, goal_id, other, reason, note)
            self.done()
