"""Today: what needs the user first."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.widgets import Static

from perftui.bindings import bindings_of
from perftui.commands.models import Scope
from perftui.i18n import mark
from screens.sections import Section

if TYPE_CHECKING:
    from textual.app import ComposeResult


class TodayScreen(Section):
    """What needs the user, oldest first."""

    SECTION = "today"
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.TODAY, Scope.APP, Scope.FILE)
    BINDINGS = bindings_of(Scope.TODAY, Scope.APP)
    HELP_TEXT = mark("What needs you first, the oldest on top. Enter opens it.")

    def body(self) -> ComposeResult:
        """The list."""
        yield Static("…", classes="fill")

    def on_mount(self) -> None:
        super().on_mount()
        self.tell("hello")
