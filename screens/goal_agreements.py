"""Goals reviewed: returned and agreed with a word, commented on, their versions compared, and what was amended of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.codes import GoalState
from perftui.domain.formats import short_date
from perftui.domain.goal_versions import SIGNS
from perftui.i18n import gettext as _
from perftui.i18n import ngettext, say
from perftui.services import amendment_lines, goal_comments, goal_versions, trees
from perftui.services.goal_versions import NOW
from perftui.services.trees import TreeFilter
from perftui.services.version_comparisons import comparison
from screens.goal_check_ins import GoalCheckIns
from screens.goal_review_texts import whole_text
from screens.reasons import ask_text
from widgets.button_lines import Button
from widgets.dialogs.change_lists import NO, YES, ChangeList, ChangeRow
from widgets.fields import Field
from widgets.pick_lists import Choice
from widgets.side_by_side import DiffLine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from perftui.services.amendment_lines import AmendmentLine
    from perftui.services.goal_versions import VersionLine

AGREED_WITH_WORDS = "agreed+"
"""The key of the choice that agrees and asks for a comment."""


class GoalAgreements(GoalCheckIns):
    """What takes goals through their review, and tells how they came to be what they are."""

    # review

    def step_choices(self, states: Sequence[GoalState]) -> list[Choice]:
        """The states that may follow; agreeing may carry a comment."""
        choices = super().step_choices(states)
        if GoalState.AGREED not in states:
            return choices
        at = states.index(GoalState.AGREED) + 1
        return [*choices[:at], Choice(AGREED_WITH_WORDS, _("Agreed, with a comment")), *choices[at:]]

    def take_step(self, ids: Sequence[str], key: str) -> None:
        """Take goals to a state; to return them asks what shall be mended."""
        if key == AGREED_WITH_WORDS:
            field = Field("comment", _("Comment"), is_required=True, help=_("It is kept beside the goal. Enter takes · Esc leaves"))
            ask_text(self, _("Agree with a comment"), field, lambda text: self.advance(ids, GoalState.AGREED, text))
        elif key == GoalState.RETURNED:
            explained = _("What shall be mended? Its owner sees it in the goal and in its form. Enter takes · Esc leaves")
            field = Field("comment", _("Comment"), is_required=True, help=explained)
            ask_text(self, _("Return with a comment"), field, lambda text: self.advance(ids, GoalState.RETURNED, text))
        else:
            super().take_step(ids, key)

    def action_comment(self) -> None:
        """Say something about the goal under the cursor; on a key result, about its goal."""
        goal_id = self.goal_id
        field = Field("comment", _("Comment"), is_required=True, help=_("It is kept beside the goal. Enter takes · Esc leaves"))
        ask_text(self, _("Comment on this goal"), field, lambda text: self._comment(goal_id, text))

    def _comment(self, goal_id: str, text: str) -> None:
        with self.attempt():
            goal_comments.comment(self.store, goal_id, text)
            self.done()

    def action_review(self) -> None:
        """Show the goals that wait for review, and no others."""
        shown = TreeFilter(cycles=trees.running_cycles(self.store), state=GoalState.PROPOSED.value)
        self.apply(shown)
        found = trees.filter_tree(self.store, shown)
        if found.found:
            self.goal_tree.go_to(found.nodes.index(found.found[0]))
            self.tell(_("F8, Next state agrees or returns. Ctrl+L, No filter shows all again."))
        else:
            self.tell(_("No goal waits for review. Ctrl+L, No filter shows all again."))

    # versions

    def action_versions(self) -> None:
        """Hold two versions of the goal side by side; on a key result, of its goal."""
        from widgets.dialogs.comparisons import Comparisons

        goal_id = self.goal_id
        with self.attempt():
            lines = goal_versions.versions_of(self.store, goal_id)
            if len(lines) == 1 and lines[0].number == NOW:
                self.tell(_("There is no version yet: the first is kept when the goal is proposed. F8, Next state proposes it."))
                return
            title = _("Versions: {title}").format(title=self._goal_title(goal_id))
            names = [self._version_name(line) for line in lines]
            self.app.push_screen(Comparisons(title, names, lambda old, new: self._compared(goal_id, lines[old], lines[new])))

    def _compared(self, goal_id: str, old: VersionLine, new: VersionLine) -> list[DiffLine]:
        lines, indent = [], ""
        for line in comparison(self.store, goal_id, old.number, new.number):
            label = line.label if line.is_heading else indent + line.label
            lines.append(DiffLine(SIGNS[line.difference], label, line.old, line.new, line.is_heading))
            indent = "  " if line.is_heading else indent
        return lines

    def _goal_title(self, goal_id: str) -> str:
        line = trees.line(self.store, goal_id, self.host.today())
        return line.title if line else ""

    def _version_name(self, line: VersionLine) -> str:
        if line.kind is None or line.on is None:
            return _("As it stands now")
        named = _("{n}. {kind}, {date}").format(n=line.number, kind=say(line.kind), date=short_date(line.on, self.host.today()))
        return " · ".join(part for part in (named, line.by_name, line.reason) if part)

    # amendments

    def action_amendments(self) -> None:
        """List what was changed of agreed goals of the shown cycles; Enter goes to the goal."""
        lines = amendment_lines.listing(self.store, self.filter().cycles)
        if not lines:
            self.tell(_("Nothing that was agreed has been changed in these cycles."))
            return
        summary = ngettext("{n} change of what was agreed, newest first", "{n} changes of what was agreed, newest first", len(lines))
        dialog = ChangeList(
            _("Amendments"),
            [summary.format(n=len(lines))],
            len(lines),
            lambda index: self._amended(lines[index]),
            buttons=[Button(YES, _("Go to the goal"), "g"), Button(NO, _("Back"), "b")],
            heads=(_("Goal"), _("Before"), _("After")),
        )
        self.app.push_screen(dialog, lambda answer: self._go_to(lines[dialog.at]) if answer == YES else None)

    def _amended(self, line: AmendmentLine) -> ChangeRow:
        head = f"{short_date(line.on, self.host.today())} {line.key_result or line.goal}"
        return ChangeRow(head, _field(line, line.old), _field(line, line.new), whole=whole_text(line))

    def _go_to(self, line: AmendmentLine) -> None:
        for shown in (self.filter(), TreeFilter(cycles=self.filter().cycles), TreeFilter(with_archived=True)):
            if shown != self.filter():
                self.apply(shown)
            if self.goal_tree.reveal(line.goal_id):
                break
        self.show_detail()


def _field(line: AmendmentLine, value: str) -> str:
    return _("{field}: {value}").format(field=line.field, value=value or "–")
