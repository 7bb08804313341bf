"""What is done with conflicts: recorded, described, settled, dismissed, opened again; and the list of resources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.conflicts import ConflictReason, ConflictState
from perftui.domain.texts import fold
from perftui.i18n import gettext as _
from perftui.i18n import say
from perftui.services import conflict_steps, resources
from screens.goal_pickers import goal_choices
from screens.resource_texts import claim_texts, left_text
from screens.told_lists import ToldList
from widgets.dialogs.pickers import Picker, narrowed
from widgets.dialogs.values import ValuePrompt
from widgets.fields import Field
from widgets.pick_lists import Choice

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from perftui.services.conflicts import ConflictLine

NEW, EDIT, ARCHIVE, WHO = "new", "edit", "archive", "who"
"""What can be done with resources."""


class ConflictRecords(ToldList):
    """What changes the conflict under the cursor."""

    @property
    def line(self) -> ConflictLine | None:
        """The conflict under the cursor."""
        raise NotImplementedError

    def record_by_hand(self, first: str, second: str, reason: ConflictReason, note: str) -> None:
        """Record a conflict of two goals."""
        raise NotImplementedError

    def did(self, key: str) -> None:
        """Name what was done, and stand on the conflict."""
        self.done()
        self.list.move_to_key(key)

    # by hand

    def action_add(self) -> None:
        """Pick two goals, then why they are in conflict, then what exactly."""
        self._pick_goal(_("First goal"), "", lambda first: self._pick_goal(_("Against which goal?"), first, self._ask_reason(first)))

    def _pick_goal(self, title: str, without: str, take: Callable[[str], None]) -> None:
        def choices(text: str) -> Sequence[Choice]:
            return [choice for choice in goal_choices(self.store, text, self.host.today()) if choice.key != without]

        picker = Picker(title, choices, placeholder=_("part of a title, or the initials of a Chinese one"))
        self.app.push_screen(picker, lambda goal: take(goal) if goal else None)

    def _ask_reason(self, first: str) -> Callable[[str], None]:
        return lambda second: self._pick_reason("", lambda reason: self._ask_note(first, second, reason))

    def _pick_reason(self, current: str, take: Callable[[ConflictReason], None]) -> None:
        choices = [Choice(reason.value, say(reason)) for reason in ConflictReason]
        picker = Picker(_("Why are they in conflict?"), lambda text: narrowed(choices, text), current=current)
        self.app.push_screen(picker, lambda reason: take(ConflictReason(reason)) if reason else None)

    def _ask_note(self, first: str, second: str, reason: ConflictReason) -> None:
        field = Field("note", _("What exactly"), help=_("May stay empty. Enter takes · Esc leaves"))
        self._ask(say(reason), field, lambda note: self.record_by_hand(first, second, reason, note))

    def _ask(self, title: str, field: Field, take: Callable[[str], None]) -> None:
        self.app.push_screen(ValuePrompt(title, field), lambda text: None if text is None else take(text))

    # the one under the cursor

    def action_record(self) -> None:
        """Keep what was found."""
        with self.attempt():
            self.did(conflict_steps.record_found(self.store, self.key))

    def action_edit(self) -> None:
        """Pick another kind, then write what exactly."""
        line = self.line
        if line is None or not line.is_recorded:
            self.tell(_("It is only found: record it first (F8), then it can be changed."))
            return
        field = Field("note", _("What exactly"), value=line.note, help=_("May stay empty. Enter takes · Esc leaves"))
        self._pick_reason(line.reason or "", lambda reason: self._ask(say(reason), field, lambda note: self._describe(line, reason, note)))

    def _describe(self, line: ConflictLine, reason: ConflictReason, note: str) -> None:
        with self.attempt():
            conflict_steps.describe(self.store, line.key, line.version, reason, note)
            self.did(line.key)

    def action_settle(self) -> None:
        """Ask how it was settled."""
        line = self.line
        if line is not None:
            explained = _("How it was settled, and where. Enter takes · Esc leaves")
            field = Field("resolution", _("Settled by"), value=line.resolution, help=explained, is_required=True)
            self._ask(_("Settle a conflict"), field, lambda text: self._end(conflict_steps.settle, text))

    def action_wave_off(self) -> None:
        """Ask why it is none."""
        line = self.line
        if line is not None and line.state not in (ConflictState.SETTLED, ConflictState.DISMISSED):
            explained = _("Kept with it, and it is not found again. Enter takes · Esc leaves")
            self._ask(_("Dismiss it"), Field("why", _("Because"), help=explained, is_required=True), self._dismiss)

    def _dismiss(self, why: str) -> None:
        self._end(conflict_steps.dismiss, why)

    def _end(self, end: Callable[..., str], text: str) -> None:
        with self.attempt():
            self.did(end(self.store, self.key, text))

    def action_reopen(self) -> None:
        """Open it again."""
        with self.attempt():
            conflict_steps.reopen(self.store, self.key)
            self.did(self.key)

    # resources

    def action_add_resource(self) -> None:
        """Add one in a form."""
        self._open_form("")

    def action_show_resources(self) -> None:
        """List them; the one that is picked is changed, archived, or shows who needs it."""
        choices = [Choice(line.id, line.name, left_text(line) or line.unit) for line in resources.listing(self.store)]
        choices.append(Choice(NEW, _("New resource…")))
        picker = Picker(_("Resources"), lambda text: narrowed(choices, text, fold))
        self.app.push_screen(picker, self._pick_resource)

    def _pick_resource(self, key: str | None) -> None:
        if key == NEW:
            self._open_form("")
        elif key:
            line = resources.resource(self.store, key)
            claims = [
                Choice(WHO + claim.side.id, text, "", _("Who needs it")) for claim, text in zip(line.claims, claim_texts(line), strict=True)
            ]
            choices = [Choice(EDIT, _("Change it")), Choice(ARCHIVE, _("Take it out of the list")), *claims]
            picker = Picker(line.name, lambda text: narrowed(choices, text, fold))
            self.app.push_screen(picker, lambda what: self._do_with_resource(key, what))

    def _do_with_resource(self, key: str, what: str | None) -> None:
        from screens.hosts import Place

        if what == EDIT:
            self._open_form(key)
        elif what == ARCHIVE:
            with self.attempt():
                resources.archive_resource(self.store, key, resources.resource(self.store, key).version)
                self.done()
        elif what:
            self.host.go_to(Place("goals", what.removeprefix(WHO)))

    def _open_form(self, resource_id: str) -> None:
        from screens.resource_forms import ResourceForm  # loads what only forms need

        self.app.push_screen(ResourceForm(resource_id), lambda saved: self.done() if saved else None)
