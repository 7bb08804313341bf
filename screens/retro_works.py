"""What is done on the board with the notes: from complaint to problem, votes, tags, groups, gaps and causes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.retrospectives import IssueTag, NoteKind, blame_words
from perftui.domain.texts import fold
from perftui.i18n import gettext as _
from perftui.i18n import say
from perftui.services import retro_causes, retro_notes
from screens.retro_agendas import RetroAgendas
from screens.retro_rows import kind_text
from widgets.dialogs.pickers import Picker, narrowed
from widgets.fields import Field
from widgets.pick_lists import Choice
from widgets.virtual_lists import VirtualList

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from perftui.services.retro_boards import NoteLine

NONE = "none"
"""The key of the choice that takes a tag away."""


class RetroWorks(RetroAgendas):
    """The works of the board."""

    @property
    def note(self) -> NoteLine | None:
        """The note under the cursor."""
        board = self.board
        return next((note for note in board.notes if note.id == self.key), None) if board else None

    # from complaint to problem

    def action_edit(self) -> None:
        """Write a complaint as a problem; words of blame are pointed out once, and taken the second time."""
        note = self.note
        if note is None:
            return
        if note.kind is not NoteKind.COMPLAINT:
            self.action_reword_note()
            return
        explained = _("What happened, where, how often, with what effect; nobody's character. Written: {text}").format(text=note.text)
        self._ask_problem(note, note.problem, explained)

    def _ask_problem(self, note: NoteLine, text: str, explained: str, *, is_second: bool = False) -> None:
        def take(typed: str) -> None:
            blaming = blame_words(typed)
            if blaming and not is_second:
                words = _("It still says {words}. Enter keeps it so; better say what happened, where, how often.")
                self._ask_problem(note, typed, words.format(words=_(", ").join(f"“{word}”" for word in blaming)), is_second=True)
                return
            with self.attempt():
                retro_notes.rewrite(self.store, note.id, note.version, typed)
                self.done()

        self.ask(_("From complaint to problem"), Field("problem", _("Problem"), value=text, help=explained), take)

    def action_reword_note(self) -> None:
        """Write a note anew."""
        note = self.note
        if note is not None:
            field = Field("text", _("Written"), value=note.text, is_required=True)
            self.ask(_("Change the words of the note"), field, lambda text: self._change(note, text, None))

    def action_change_kind(self) -> None:
        """Give a note another kind."""
        note = self.note
        if note is not None:
            choices = [Choice(kind.value, say(kind)) for kind in NoteKind]
            self.pick(_("Another kind of note"), choices, lambda kind: self._change(note, None, NoteKind(kind)), "")

    def _change(self, note: NoteLine, text: str | None, kind: NoteKind | None) -> None:
        with self.attempt():
            retro_notes.change_note(self.store, note.id, note.version, text=text, kind=kind)
            self.done()

    # votes, tags, groups

    def action_vote_more(self) -> None:
        """One vote more."""
        self._act(lambda: retro_notes.vote(self.store, self.key, 1))

    def action_vote_less(self) -> None:
        """One vote less."""
        self._act(lambda: retro_notes.vote(self.store, self.key, -1))

    def action_pick_tag(self) -> None:
        """Say where this problem lies, or the marked ones."""
        keys, note = self.keys, self.note
        choices = [*(Choice(code.value, say(code)) for code in IssueTag), Choice(NONE, _("No tag"))]
        current = note.tag.value if note and note.tag else ""
        picker = Picker(_("Tag"), lambda text: narrowed(choices, text, fold), current=current)
        self.app.push_screen(picker, lambda code: self._tag(keys, code) if code else None)

    def _tag(self, keys: Sequence[str], code: str) -> None:
        self._act_on_marked(lambda: retro_notes.tag(self.store, keys, None if code == NONE else IssueTag(code)))

    def action_group(self) -> None:
        """Pick the note under which this one stands, or the marked ones."""
        keys, board = self.keys, self.board
        if board is not None:
            choices = [Choice(note.id, note.words, kind_text(note)) for note in board.heads if note.id not in keys or len(keys) > 1]
            picker = Picker(_("Group under a note"), lambda text: narrowed(choices, text, fold), empty=_("There is no other note."))
            self.app.push_screen(picker, lambda head: self._group(keys, head) if head else None)

    def _group(self, keys: Sequence[str], head: str) -> None:
        self._act_on_marked(lambda: retro_notes.group(self.store, keys, head))

    def action_ungroup(self) -> None:
        """Let this one stand by itself, or the marked ones."""
        self._act_on_marked(lambda: retro_notes.ungroup(self.store, self.keys))

    def action_remove_note(self) -> None:
        """Remove it."""
        self._act(lambda: retro_notes.remove(self.store, self.key))

    def action_make_cause(self) -> None:
        """Make it a candidate or a confirmed cause of its gap."""
        key = self.key
        choices = [Choice("candidate", _("Candidate: still to be checked")), Choice("confirmed", _("Confirmed cause"))]

        def make(state: str) -> None:
            self._act(lambda: retro_causes.make_cause(self.store, key, is_confirmed=state == "confirmed"))

        self.pick(_("Make it a cause"), choices, make, "")

    def action_link_gap(self) -> None:
        """Pick the gap that the note speaks of."""
        key = self.key
        self.pick_gap(_("Link to a gap"), lambda gap: self._act(lambda: retro_causes.link_gap(self.store, key, gap)))

    def _act_on_marked(self, act: Callable[[], object]) -> None:
        def work() -> None:
            act()
            with self.prevent(VirtualList.Marked):  # counting the marks would take the place of saying what was done
                self.list.marks = frozenset()

        self._act(work)

    def _act(self, act: Callable[[], object]) -> None:
        with self.attempt():
            act()
            self.done()
