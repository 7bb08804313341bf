"""An app that goes on after an error that its user can mend, wherever it was raised."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeVar

from textual import events
from textual.screen import ModalScreen
from textual.worker import WorkerFailed

from widgets.safe_apps import SafeApp

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual.message import Message
    from textual.widget import Widget

ReturnT = TypeVar("ReturnT")


class OutlivingApp(SafeApp[ReturnT]):
    """Textual ends the queue of whatever raised, and then the app; here both go on where the subclass says so.

    `_start_widget`, `_dispatch_message` and `_handle_exception` are private in Textual; tests pin that they are called.
    """

    def outlive(self, error: Exception) -> bool:
        """Tell the user about an error, and say whether the app goes on after it."""
        return False

    def _start_widget(self, parent: Widget, widget: Widget) -> None:
        # Caught outside of the queue's loop it would be too late: the widget would never hear of anything again.
        setattr(widget, "_dispatch_message", partial(self._dispatch_for, widget, widget._dispatch_message))  # noqa: B010  # no assignment to a method
        super()._start_widget(parent, widget)

    async def _dispatch_for(self, widget: Widget, dispatch: Callable[[Message], Awaitable[None]], message: Message) -> None:
        try:
            await dispatch(message)
        except Exception as error:
            if not self.outlive(error):
                raise
            if isinstance(widget, ModalScreen) and isinstance(message, (events.Compose, events.Mount)):
                widget.call_later(widget.dismiss)  # half of a dialog is none

    async def _dispatch_message(self, message: Message) -> None:
        try:
            await super()._dispatch_message(message)
        except Exception as error:
            if not self.outlive(error):
                raise

    def _handle_exception(self, error: Exception) -> None:
        """From timers, workers and callbacks, which go on by themselves."""
        cause = error.error if isinstance(error, WorkerFailed) else error
        if not (isinstance(cause, Exception) and self._exception is None and self.outlive(cause)):
            super()._handle_exception(error)
