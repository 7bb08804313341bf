"""What every section can do: help, menu, search, jump, views, undo, language, colours.

Dialogs, and services that one key alone calls, are loaded by that key: together they cost a tenth of the first frame.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on

from perftui.commands.models import Scope
from perftui.i18n import gettext as _
from perftui.i18n import language, say
from screens.hosts import Place
from screens.places import PLACES
from screens.ways import Ways
from widgets.notices import CompactFooter, Line, SectionBar

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from perftui.commands.models import Command
    from perftui.services.undo import Undone
    from widgets.pick_lists import Choice


class Section(Ways):
    """A section with the keys that are the same everywhere."""

    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.APP, Scope.FILE)

    def places(self) -> Sequence[tuple[str, str]]:
        """Key and words of the places on this screen that Ctrl+O offers."""
        return ()

    def jump_to(self, key: str) -> None:
        """Go to one of `places`."""

    def view_spec(self) -> Mapping[str, str] | None:
        """What a saved view keeps; None when this screen has none."""
        return None

    def apply_view(self, spec: Mapping[str, str]) -> None:
        """Show a saved view."""

    @on(Line.Chosen)
    async def _click(self, event: Line.Chosen) -> None:
        if isinstance(event.control, SectionBar):
            self.host.go_to(Place(event.name))
        elif isinstance(event.control, CompactFooter):
            await self.give(event.name)

    # finding the way

    def action_help(self) -> None:
        """What this screen is for, and its keys."""
        from screens.helps import help_text
        from widgets.dialogs.texts import TextPanel

        self.app.push_screen(TextPanel(_("Help"), help_text(self.HELP_TEXT, self.commands())))

    def action_menu(self) -> None:
        """All that can be done here."""
        from widgets.dialogs.pickers import Picker, narrowed

        entries = [self._choice(command) for command in self.commands()]

        def found(text: str) -> list[Choice]:
            if text.isascii() and language() == "zh":
                from screens.palettes import with_spoken  # knows how thousands of signs sound

                return with_spoken(entries, text)
            return narrowed(entries, text)

        self.app.push_screen(Picker(_("Menu"), found), self._give_picked)

    def _choice(self, command: Command) -> Choice:
        from perftui.bindings import entry
        from widgets.pick_lists import Choice

        shown = entry(command, is_enabled=self.is_enabled(command))
        return Choice(shown.id, shown.title, shown.key, shown.group, shown.is_enabled)

    async def _give_picked(self, command_id: str | None) -> None:
        if command_id:
            await self.give(command_id)

    def action_palette(self) -> None:
        """Records and commands."""
        from screens.palettes import Palette, elsewhere  # loads pinyin and search, which the first frame does not need

        others = elsewhere((name for name, _letter, _title in PLACES), self.SCOPES)
        self.app.push_screen(Palette(self.store, self.host.today(), self.commands(), others), self._go_picked)

    async def _go_picked(self, picked: str | None) -> None:
        kind, _colon, key = (picked or "").partition(":")
        if kind == "command":
            await self.give(key)
        elif kind:
            from screens.palettes import SECTIONS  # loaded with the palette

            self.host.go_to(Place(SECTIONS[kind], key))

    def action_go(self) -> None:
        """Choose a section by its letter."""
        from widgets.dialogs.jumps import Jumps

        places = [(name, _(title)) for name, _letter, title in PLACES]
        letters = "".join(letter for _name, letter, _title in PLACES)
        self.app.push_screen(Jumps(_("Go to"), places, letters), lambda name: self.host.go_to(Place(name)) if name else None)

    def action_jump(self) -> None:
        """Jump to a labelled place on this screen."""
        from widgets.dialogs.jumps import Jumps

        self.app.push_screen(Jumps(_("Jump to"), self.places()), lambda key: self.jump_to(key) if key else None)

    def action_views(self) -> None:
        """Open, save or remove a view."""
        if self.view_spec() is None:
            self.tell(_("This screen has no views to save."))
            return
        from screens.view_pickers import view_choices
        from widgets.dialogs.pickers import Picker

        picker = Picker(
            _("Saved views"),
            lambda text: view_choices(self.store, self.SECTION, text),
            placeholder=_("type a name to save what you see now"),
            empty=_("No view is saved yet: type a name."),
        )
        self.app.push_screen(picker, self._do_view)

    def _do_view(self, picked: str | None) -> None:
        if not picked:
            return
        from screens.view_pickers import do_picked

        with self.attempt():
            spec, words = do_picked(self.store, self.SECTION, picked, self.view_spec() or {})
            if spec is not None:
                self.apply_view(spec)
            self.tell(words)

    # what was done

    def action_undo(self) -> None:
        """Take the last change back."""
        from perftui.services import undo
        from screens.works import FEW_CHANGES, work

        def show(done: Undone | None) -> None:
            self._said(done, _("Undone: {what}"), _("There is nothing to undo."))

        work(self, _("Taking it back …"), undo.undo, show, is_long=undo.changes_to_undo(self.store) > FEW_CHANGES)

    def action_redo(self) -> None:
        """Do it again."""
        from perftui.services import undo
        from screens.works import FEW_CHANGES, work

        def show(done: Undone | None) -> None:
            self._said(done, _("Done again: {what}"), _("There is nothing to redo."))

        work(self, _("Doing it again …"), undo.redo, show, is_long=undo.changes_to_redo(self.store) > FEW_CHANGES)

    def _said(self, done: Undone | None, words: str, nothing: str) -> None:
        if done is None:
            self.tell(nothing)
            return
        self.saved(words.format(what=say(done.label)))

    def saved(self, words: str) -> None:
        """Show what a change did: the rows again, what was done, and when it was saved."""
        self.host.say_saved()
        self._show_who()
        self.reload()
        self.tell(words)

    def begin_import(self) -> None:
        """Show the people, where a roster is imported."""
        self.host.go_to(Place("people", command="bring_in"))

    def action_tour(self) -> None:
        """The six things to know."""
        from screens.welcomes import tour_text
        from widgets.dialogs.texts import TextPanel

        self.app.push_screen(TextPanel(_("Six things to know"), tour_text()))

    def action_history(self) -> None:
        """Who changed what."""
        from perftui.services import histories
        from screens.helps import history_text
        from widgets.dialogs.texts import TextPanel

        self.app.push_screen(TextPanel(_("Recent changes"), history_text(histories.recent_steps(self.store))))

    def action_refresh(self) -> None:
        """Read everything again."""
        self.reload()
        self.tell(_("Read again."))

    # how it looks

    async def action_language(self) -> None:
        """Switch between English and Chinese."""
        await self.host.speak("en" if language() == "zh" else "zh")

    def action_theme(self) -> None:
        """Choose the colours."""
        from screens.preferences import choose_colours

        choose_colours(self)

    def action_signs(self) -> None:
        """Choose the signs, and whether the mouse works."""
        from screens.preferences import choose_signs

        choose_signs(self)

    def action_back(self) -> None:
        """Back to the section from which a record here was opened."""
        self.host.go_back()

    def action_quit(self) -> None:
        """Leave."""
        self.app.exit()
