"""Owners, and other fields of one or many goals and key results, changed after a preview."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.codes import GoalKind, GoalState, Level
from perftui.i18n import gettext as _
from perftui.i18n import ngettext, say
from perftui.services import goals, trees
from perftui.services.cycle_names import cycle_names
from perftui.services.goal_bulks import GOAL_FIELDS, KEY_RESULT_FIELDS
from screens.goal_filters import owner_choices
from screens.goal_ties import GoalTies
from screens.hosts import Place
from screens.reasons import ask_reason
from screens.weight_texts import with_sum
from screens.works import FEW_RECORDS, work
from widgets.dialogs.change_lists import YES, ChangeList, ChangeRow, yes_or_no
from widgets.dialogs.pickers import Picker, narrowed
from widgets.dialogs.values import ValuePrompt
from widgets.fields import YES as TICKED
from widgets.fields import Field, FieldKind, Option
from widgets.form_rows import FormSources
from widgets.pick_lists import Choice

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from perftui.services.goal_bulks import ChangePreview
    from perftui.storage.stores import Store

    ReasonedChange = Callable[[Store, str], int]
    """A change that is given the reason, empty where none is needed."""


class GoalChanges(GoalTies):
    """What gives one or many rows the same value."""

    # owners

    def action_assign(self) -> None:
        """Pick a person or unit for the goal under the cursor, or for the marked ones."""
        keys = self.keys
        picker = Picker(
            _("Assign to"),
            lambda text: owner_choices(self.store, text, self.host.today()),
            placeholder=_("a name, initials such as zw, a staff number, or a unit"),
        )
        self.app.push_screen(picker, lambda owner: self._preview_owner(keys, owner) if owner else None)

    def _preview_owner(self, keys: Sequence[str], owner: str) -> None:
        entity, _colon, owner_id = owner.partition(":")
        to = {entity: owner_id}
        self._preview(
            _("Assign"),
            keys,
            lambda store: goals.preview_assign(store, keys, **to),
            lambda store, reason: goals.assign(store, keys, reason=reason, **to),
        )

    def action_show_owner(self) -> None:
        """Open the person or unit that owns it."""
        owner = trees.jump_to_owner(self.store, self.key)
        if owner is None:
            self.tell(_("Nobody owns this goal: F4 assigns it."))
        else:
            self.host.go_to(Place({"person": "people", "unit": "units"}[owner.entity], owner.id))

    # any field

    def action_change(self) -> None:
        """Pick a field, then its new value, for the row under the cursor or the marked ones."""
        keys, fields = self.keys, self._changeable()
        choices = [Choice(name, field.label) for name, field in fields.items()]
        title = ngettext("Change {n} row", "Change {n} rows", len(keys)).format(n=len(keys))
        picker = Picker(title, lambda text: narrowed(choices, text))
        self.app.push_screen(picker, lambda name: self._ask_value(keys, fields[name]) if name else None)

    def _changeable(self) -> Mapping[str, Field]:
        """The fields that the rows have, as they are asked for."""
        kinds = {line.is_key_result for key in self.keys if (line := trees.line(self.store, key, self.host.today()))}
        known = (KEY_RESULT_FIELDS if True in kinds else frozenset()) | (GOAL_FIELDS if False in kinds else frozenset())
        spans = [Option(line.id, line.name) for line in cycle_names(self.store)]
        fields = (
            Field("due", _("Due"), FieldKind.DATE),
            Field("start", _("Start"), FieldKind.DATE),
            Field("cycle", _("Cycle"), FieldKind.CHOICE, choices=spans),
            Field("kind", _("Kind"), FieldKind.CHOICE, choices=[Option(code.value, say(code)) for code in GoalKind]),
            Field("state", _("State"), FieldKind.CHOICE, choices=[Option(code.value, say(code)) for code in _STATES]),
            Field("level", _("Level"), FieldKind.CHOICE, choices=[Option(code.value, say(code)) for code in Level]),
            Field("weight", _("Weight %"), FieldKind.PERCENT, is_required=True),
            Field("priority", _("Priority"), placeholder=_("e.g. P1")),
            Field("tags", _("Tags")),
            Field("cadence_days", _("Check-in days"), FieldKind.NUMBER, is_required=True),
            Field("unit", _("Measured in")),
            Field("counts_in_appraisal", _("In appraisal"), FieldKind.YES_NO),
        )
        return {field.name: field for field in fields if field.name in known}

    def _ask_value(self, keys: Sequence[str], field: Field) -> None:
        prompt = ValuePrompt(field.label, field, FormSources(today=self.host.today()))
        self.app.push_screen(prompt, lambda text: self._preview_value(keys, field, text))

    def _preview_value(self, keys: Sequence[str], field: Field, text: str | None) -> None:
        if text is None:
            return
        value: object = text == TICKED if field.kind is FieldKind.YES_NO else text
        today = self.host.today()
        self._preview(
            field.label,
            keys,
            lambda store: goals.preview_change(store, keys, field.name, value, today),
            lambda store, reason: goals.change_many(store, keys, field.name, value, today, reason=reason),
        )

    # what would happen

    def _preview(self, title: str, keys: Sequence[str], preview: Callable[[Store], ChangePreview], change: ReasonedChange) -> None:
        is_long = len(keys) > FEW_RECORDS
        work(self, _("Comparing …"), preview, lambda found: self._confirm(title, found, change), is_long=is_long)

    def _confirm(self, title: str, found: ChangePreview, change: ReasonedChange) -> None:
        """Show what many rows would become; a single one is changed at once, since it can be undone."""
        if not found.lines:
            self.tell(_("It is like that already."))
        elif len(found.lines) == 1 and found.is_possible:
            self._change_why(found, change)
        else:
            yes = yes_or_no(_("Change"))
            buttons = yes if found.is_possible else yes[1:]
            heads = (_("Goal or key result"), _("Before"), _("After"))
            rows = _rows(found)
            summary = _summary(found)
            dialog = ChangeList(title, summary, len(rows), rows.__getitem__, buttons=buttons, heads=heads)
            self.app.push_screen(dialog, lambda answer: self._change_why(found, change) if answer == YES else None)

    def _change_why(self, found: ChangePreview, change: ReasonedChange) -> None:
        """Ask why, where something agreed would change."""
        if found.asks_why:
            ask_reason(self, lambda reason: self._change(lambda store: change(store, reason), found))
        else:
            self._change(lambda store: change(store, ""), found)

    def _change(self, change: Callable[[Store], int], found: ChangePreview) -> None:
        def show(count: int) -> None:
            said = ngettext("Changed {n} row. Ctrl+Z takes it back.", "Changed {n} rows. Ctrl+Z takes it back.", count).format(n=count)
            self.done(with_sum(said, self.store, [line.ref for line in found.lines]) if found.weighs else said)

        work(self, _("Changing …"), change, show, is_long=len(found.lines) > FEW_RECORDS)


_STATES = tuple(state for state in GoalState if state is not GoalState.ARCHIVED)


def _rows(found: ChangePreview) -> Sequence[ChangeRow]:
    return [ChangeRow(line.title, line.old, line.new, say(line.problem) if line.problem else "") for line in found.lines]


def _summary(found: ChangePreview) -> list[str]:
    refused = sum(line.problem is not None for line in found.lines)
    changed = len(found.lines) - refused
    lines = [ngettext("{n} row would change.", "{n} rows would change.", changed).format(n=changed)]
    if refused:
        words = ngettext("{n} row cannot: nothing is changed then.", "{n} rows cannot: nothing is changed then.", refused)
        lines.append(words.format(n=refused))
    if found.unchanged:
        lines.append(ngettext("{n} row stays as it is.", "{n} rows stay as they are.", found.unchanged).format(n=found.unchanged))
    return lines
