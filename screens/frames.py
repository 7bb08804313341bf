"""The frame of every section: the bar on top, the status line, the footer, and the keys that are the same everywhere."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, cast

from textual.screen import Screen

from perftui.bindings import footer_of
from perftui.commands.models import Needs, Scope
from perftui.commands.registry import BY_ID, in_scope
from perftui.domain.texts import printable
from perftui.errors import PerftuiError
from perftui.i18n import gettext as _
from perftui.i18n import mark, say
from screens import line_drafts
from screens.hosts import Place
from widgets.notices import CompactFooter, Section, SectionBar, StatusLine
from widgets.virtual_lists import VirtualList

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult
    from textual.binding import ActiveBinding

    from perftui.commands.models import Command
    from perftui.storage.stores import Store
    from screens.hosts import Host
    from widgets.quick_adds import QuickAdd

SECTIONS = (
    ("today", "1", mark("Today")),
    ("people", "2", mark("People")),
    ("goals", "3", mark("Goals")),
    ("gaps", "4", mark("Gaps")),
    ("plans", "5", mark("Plans")),
    ("reviews", "6", mark("Reviews")),
    ("talks", "7", mark("Talks")),
    ("measures", "9", mark("Library")),
)
"""Name, key and title of the sections, in the order of the bar."""


class Translated(Screen[None]):
    """A screen whose bindings are shown in the language in use; the one place where that happens."""

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The bindings that work now, with their texts translated."""
        return {
            key: active._replace(tooltip=_(active.tooltip), binding=replace(active.binding, description=_(active.binding.description)))
            for key, active in super().active_bindings.items()
        }


class Frame(Translated):
    """A section: what it shows is its own, how it is framed is here."""

    SECTION: ClassVar[str] = ""
    """Which entry of the bar is lit."""
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.APP,)
    """Whose commands can be given here, the own ones first."""
    HELP_TEXT: ClassVar[str] = ""
    """What the screen is for; marked."""
    DEFAULT_CSS = "Frame { layout: vertical; }"
    _is_fresh = True
    """Whether it was never on the screen; then it has just been read."""

    @property
    def host(self) -> Host:
        """The app, as screens see it."""
        return cast("Host", self.app)

    @property
    def store(self) -> Store:
        """The open file."""
        return self.host.store

    def compose(self) -> ComposeResult:
        """The bar, what the section shows, status line and footer."""
        yield SectionBar([Section(name, key, _(title)) for name, key, title in SECTIONS], self.SECTION)
        yield from self.body()
        yield StatusLine()
        yield CompactFooter(footer_of(self.commands()))

    def body(self) -> ComposeResult:
        """The widgets between bar and status line."""
        yield from ()

    def reload(self) -> None:
        """Read everything that is shown again, and keep cursor and filter."""

    def place(self) -> Place | None:
        """Where the user is, so that another start or language can come back here."""
        return None

    def show(self, place: Place) -> None:
        """Go to a record of this section."""

    def come_to(self) -> None:
        """Somebody comes to the section as such, and to none of its records."""

    def populate(self) -> None:
        """Fill the widgets for the first time, or again in another language; cursor and filter are in attributes."""
        self.reload()

    def on_mount(self) -> None:
        """Fill the widgets."""
        self._show_who()
        self.populate()

    def on_screen_resume(self) -> None:
        """Others may have written while another screen was up."""
        if self._is_fresh:
            self._is_fresh = False
            self.call_next(self._forget_repaint)
        else:
            self._show_who()
            self.reload()

    def _forget_repaint(self) -> None:
        # Textual's own part of the first resume lays everything out, which paints it, and then asks to paint all of it once more.
        self._repaint_required = not self.size

    def _show_who(self) -> None:
        line = self.query_one(StatusLine)
        file = printable(self.store.path.name) if self.store.path else _("memory")
        line.set_who(f"{self.store.actor.name} @ {file}")
        line.set_saved(_("saved {time}").format(time=self.host.saved_at) if self.host.saved_at else "")

    async def speak_again(self) -> None:
        """Compose everything anew, in the language now in use; lists stand as they did."""
        before = list(self.query(VirtualList))
        await self.recompose()
        self._show_who()
        self.populate()
        for shown, old in zip(self.query(VirtualList), before, strict=True):
            shown.stand_like(old)

    # what can be done here

    def commands(self) -> tuple[Command, ...]:
        """The commands of this screen, its own first."""
        return in_scope(*self.SCOPES)

    def has(self, needs: Needs) -> bool:
        """Whether there is what a command needs."""
        return needs is Needs.NOTHING

    def is_enabled(self, command: Command) -> bool:
        """Whether a command makes sense just now."""
        return self.has(command.needs)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Textual's question whether a key works now: asked of the registry."""
        for scope in self.SCOPES:
            command = BY_ID.get(f"{scope}.{action}")
            if command is not None:
                return self.is_enabled(command)
        return super().check_action(action, parameters)

    async def give(self, command_id: str) -> None:
        """Do what a command says, from the menu, the palette or the footer; one of another section is done there."""
        command = BY_ID[command_id]
        if command.scope not in self.SCOPES:
            self.host.go_to(Place(command.scope.value, command=command.action))
        elif self.is_enabled(command):
            await self.run_action(command.action)

    # what was typed and not saved

    def open_line(self, name: str, above: str) -> None:
        """Open a quick line.

        Args:
            name: Its id.
            above: The id of the record below which it adds; empty for the top.
        """
        line_drafts.open_line(self, name, above)

    def action_take_up(self, form: str, subject: str) -> None:
        """Go on with what was typed for a new record; sections with forms open the one of that code."""
        if form.endswith(line_drafts.SUFFIX):
            line_drafts.take_up(self, subject)

    def on_quick_add_closed(self, event: QuickAdd.Closed) -> None:
        """What stood in a line that was left is a draft from now on."""
        with self.attempt():
            if said := line_drafts.put_aside(self, event.bar):
                self.tell(said)

    def on_quick_add_recall_asked(self, event: QuickAdd.RecallAsked) -> None:
        """Put back what was typed last in this line."""
        line_drafts.recall(self, event.bar)

    # saying what happened

    @contextlib.contextmanager
    def attempt(self) -> Iterator[None]:
        """Run one service call; what it refuses is said in a notice, and nothing was changed."""
        try:
            yield
        except PerftuiError as error:
            self.warn(say(error.message))

    def warn(self, text: str) -> None:
        """Say what was refused and what to do; stays until the next key."""
        self.query_one(StatusLine).say(text, is_error=True)

    def forget_said(self) -> None:
        """Show the list's line again."""
        for line in self.query(StatusLine):
            line.forget()

    def tell(self, text: str) -> None:
        """Say what was done."""
        self.query_one(StatusLine).say(text)
