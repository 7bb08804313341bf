"""Typing ahead: each key is handled where a patient typist would have pressed it.

A stock Textual app sends a key to the widget that is focused *now*, before the Enter ahead of it has moved the focus, so
that a burst of keys lands in the wrong fields. Here a key waits until nothing that came before it is still at work.
"""

from __future__ import annotations

import asyncio
import sys
from collections import deque
from typing import TYPE_CHECKING, Any, TypeVar

from textual import events, on
from textual.app import App
from textual.widgets import Input
from textual.worker import Worker, WorkerState

if TYPE_CHECKING:
    from textual.message_pump import MessagePump
    from textual.screen import Screen
    from textual.widget import Widget

ReturnT = TypeVar("ReturnT")

BACKGROUND = "background"
"""The group of workers that keys do not wait for: long work that a person watches and may cancel with a key."""

CALM_ROUNDS = 3
"""How often in a row all must be found at rest: a task may hand over to another between two turns of the loop."""


class KeySerialiser(App[ReturnT]):
    """An app that holds each key until the effects of those before it are complete.

    A key waits while a message is queued or handled anywhere, while a screen is still being laid out, and while a worker
    runs (but for the group `BACKGROUND`), however long that takes. Printable keys that follow one another into a text field
    wait for nothing. What was already at work when a screen was pushed may be waiting for that screen's answer; it holds
    no key while the screen is up.

    An *action* that awaits an answer without a worker can never end, here as in any Textual app, because Textual runs
    actions in the app's own queue; a message handler of a screen or widget may await one.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # passed through to App as they are
        super().__init__(*args, **kwargs)
        self._held: deque[events.Event] = deque()
        self._released: deque[events.Event] = deque()
        self._drain: asyncio.Task[None] | None = None
        self._is_stirred = False
        self._parked: dict[Screen[Any], set[MessagePump | Worker[Any]]] = {}

    async def on_event(self, event: events.Event) -> None:
        """Handle an event, or put a key aside until its turn comes."""
        if event.is_forwarded or isinstance(event, events.MouseMove) or not isinstance(event, (events.InputEvent, events.Paste)):
            await super().on_event(event)
        elif self._released and event is self._released[0]:
            self._released.popleft()
            await super().on_event(event)
        elif self._may_pass(event):
            self._is_stirred = not self._is_plain(event)
            await super().on_event(event)
        else:
            self._held.append(event)
            if not self._is_draining:
                self._drain = asyncio.create_task(self._drain_keys(), name="held keys")

    async def keys_settled(self) -> None:
        """Return once every key that has arrived is handled; for tests and scripts."""
        await self._settle()
        while (self._is_draining or self._released) and not self._is_ending:
            await self._settle()

    @on(events.Mount)
    def _watch_screens(self) -> None:
        self._parked = {screen: set() for screen in self._screens_up}
        self.screen_change_signal.subscribe(self, self._park, immediate=True)

    @on(events.Unmount)
    def _drop_keys(self) -> None:
        if self._drain is not None:
            self._drain.cancel()

    @property
    def _is_draining(self) -> bool:
        return self._drain is not None and not self._drain.done()

    @property
    def _is_ending(self) -> bool:
        return self._exit or self._closing or not self._running

    @property
    def _screens_up(self) -> set[Screen[Any]]:
        return {screen for stack in self._screen_stacks.values() for screen in stack}

    def _may_pass(self, event: events.Event) -> bool:
        """Whether an event that has just arrived may be handled at once; called in the app's own turn."""
        if self._held or self._released or self._is_draining or self._is_split(event):
            return False
        if self._is_plain(event) and not self._is_stirred:
            return True
        return not _is_queued(self) and not self._next_callbacks and self._is_rest_quiet()

    def _is_plain(self, event: events.Event) -> bool:
        """Whether it types a character into a text field, and so can move neither focus nor screen."""
        return isinstance(event, events.Key) and event.is_printable and _takes_text(self.focused)

    def _is_split(self, event: events.Event) -> bool:
        """Whether a slow line has glued Esc and a character into an Alt key that nothing is bound to."""
        if not isinstance(event, events.Key) or not event.key.startswith("alt+"):
            return False
        return event.is_printable and event.key not in self.active_bindings

    async def _drain_keys(self) -> None:
        try:
            while self._held and not self._is_ending:
                if self._is_stirred or not self._is_plain(self._held[0]):
                    await self._settle()
                event = self._held.popleft()
                if isinstance(event, events.Key) and self._is_split(event):
                    character = event.character or ""
                    self._held.extendleft((events.Key(character, character), events.Key("escape", "\x1b")))
                else:
                    self._is_stirred = not self._is_plain(event)
                    self._released.append(event)
                    self.post_message(event)
        except Exception as error:  # noqa: BLE001  # whatever it is, it must not vanish with the task
            self._handle_exception(error)

    async def _settle(self) -> None:
        """Wait until nothing is at work; a slow handler is waited for to its end."""
        calm = rounds = 0
        while calm < CALM_ROUNDS and not self._is_ending:
            calm = calm + 1 if self._is_quiet() else 0
            await asyncio.sleep(0 if calm or rounds < 50 else 0.004)
            rounds += 1
        self._is_stirred = False

    def _is_quiet(self) -> bool:
        return not _is_at_work(self) and self._is_rest_quiet()

    def _is_rest_quiet(self) -> bool:
        """Whether all but the app's own queue is at rest."""
        parked = set().union(*self._parked.values()) if self._parked else set()
        if any(_is_at_work(node) for node in self._registry if node not in parked):
            return False
        if any(_is_running(worker) for worker in self.workers if worker not in parked):
            return False
        return not self._screen_stack or not _is_unsettled(self._screen_stack[-1])

    def _park(self, _: Screen[Any]) -> None:
        """Note who was at work when a screen came up: they may be waiting for its answer."""
        up = self._screens_up
        self._parked = {screen: busy for screen, busy in self._parked.items() if screen in up}
        for screen in up - self._parked.keys():
            busy: set[MessagePump | Worker[Any]] = {worker for worker in self.workers if _is_running(worker)}
            self._parked[screen] = busy
            for node in self._registry:
                if _is_at_work(node) and screen not in node.ancestors_with_self:
                    busy.add(node)
                    # It comes to this once it is done with what it was at.
                    node.call_later(lambda busy=busy, node=node: busy.discard(node))


def _is_at_work(pump: MessagePump) -> bool:
    """Whether a pump has a message to handle or is handling one.

    Textual has no public word for it; a pump at rest waits on its queue's event. Pinned by a test.
    """
    if pump._closing or pump._closed or (pump._task is None and not isinstance(pump, App)):
        return False
    queue: Any = pump._message_queue
    return _is_queued(pump) or not queue.ready_event._waiters


def _takes_text(widget: Widget | None) -> bool:
    # Loading the text area costs 5 ms of the first frame; while nobody has loaded it, there is none.
    areas = sys.modules.get("textual.widgets._text_area")
    return isinstance(widget, Input) or (areas is not None and isinstance(widget, areas.TextArea))


def _is_queued(pump: MessagePump) -> bool:
    queue: Any = pump._message_queue
    return not queue.empty()


def _is_running(worker: Worker[Any]) -> bool:
    is_started = worker.state == WorkerState.RUNNING or (worker.state == WorkerState.PENDING and worker._task is not None)
    return is_started and worker.group != BACKGROUND


def _is_unsettled(screen: Screen[Any]) -> bool:
    """Whether a screen still has to be laid out or made anew: hiding a widget moves the focus only then."""
    if screen.app._batch_count:
        return False
    return bool(screen._callbacks or screen._layout_required or screen._recompose_required)
