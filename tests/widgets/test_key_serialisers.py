"""Typing ahead must do what patient typing does."""

from __future__ import annotations

import asyncio
import random
import threading
from time import sleep
from typing import TYPE_CHECKING, ClassVar

import pytest
from textual import events, work
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen, Screen
from textual.widgets import Input, Static

from widgets.key_serialisers import BACKGROUND, KeySerialiser, _is_at_work

if TYPE_CHECKING:
    from textual.app import ComposeResult

NAMES = ("owner", "unit", "due", "goal")
BURST = "\x0eAlice\rHR\r2026-01-01\rgoal\x13"
SAVED = {"owner": "Alice", "unit": "HR", "due": "2026-01-01", "goal": "goal"}
ASK = "\x14"  # Ctrl+T


class Sheet(Screen[None]):
    """Four fields; Enter goes on, Ctrl+S saves, and each may be slow about it."""

    BINDINGS: ClassVar = [Binding("ctrl+s", "save", priority=True), Binding("f12", "app.pop_screen")]

    def compose(self) -> ComposeResult:
        with Vertical():
            for name in NAMES:
                yield Input(id=name)

    async def on_input_submitted(self, event: Input.Submitted) -> None:
        await self.app.dawdle()
        self.focus_next()

    def action_save(self) -> None:
        self.app.saved.append({name: self.query_one(f"#{name}", Input).value for name in NAMES})
        self.app.after_save()


class Ask(ModalScreen[str]):
    """Asks for one word."""

    def __init__(self) -> None:
        super().__init__()
        self.answered = asyncio.Event()

    def compose(self) -> ComposeResult:
        yield Input()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.answered.set()
        self.dismiss(event.value)


class Bench(KeySerialiser[object]):
    BINDINGS: ClassVar = [Binding("ctrl+n", "new"), Binding("ctrl+t", "ask")]
    slow = 0.0

    def __init__(self) -> None:
        super().__init__()
        self.saved: list[dict[str, str]] = []
        self.words: list[str] = []
        self.seen: list[str] = []

    def compose(self) -> ComposeResult:
        yield Static("home")

    async def dawdle(self) -> None:
        await asyncio.sleep(self.slow)

    async def action_new(self) -> None:
        await self.dawdle()
        self.push_screen(Sheet())

    def action_ask(self) -> None:
        self.push_screen(Ask(), self.words.append)

    def after_save(self) -> None:
        pass

    def on_key(self, event: events.Key) -> None:
        self.seen.append(event.key)


@pytest.mark.parametrize("slow", [0.0, 0.05])
async def test_a_burst_fills_the_fields_it_was_meant_for(burst, slow):
    app = Bench()
    app.slow = slow
    async with app.run_test():
        await burst(app, BURST)
    assert app.saved == [SAVED]


@pytest.mark.slow
async def test_a_handler_of_two_seconds_brings_no_race_back(burst):
    class Slow(Bench):
        async def action_new(self) -> None:
            self.push_screen(Sheet())
            await asyncio.sleep(2)

    app = Slow()
    async with app.run_test():
        await burst(app, BURST)
    assert app.saved == [SAVED]


async def test_a_stock_app_would_fail_this_test(feed):
    class Stock(Bench):
        on_event = KeySerialiser.__mro__[1].on_event

    app = Stock()
    async with app.run_test() as pilot:
        feed(app, BURST)
        await pilot.pause(0.2)
    assert app.saved != [SAVED]


async def test_keys_wait_for_a_thread_that_opens_the_next_form(burst):
    class Threaded(Bench):
        def after_save(self) -> None:
            self.save_in_thread()

        @work(thread=True)
        def save_in_thread(self) -> None:
            sleep(0.1)
            self.call_from_thread(self.switch_screen, Sheet())

    app = Threaded()
    async with app.run_test():
        await burst(app, BURST + "Bo\rIT\r+30d\rmore\x13")
        assert app.saved == [SAVED, {"owner": "Bo", "unit": "IT", "due": "+30d", "goal": "more"}]


async def test_keys_do_not_wait_for_work_in_the_background(burst):
    class Importing(Bench):
        def on_mount(self) -> None:
            self.done = threading.Event()
            self.run_worker(lambda: self.done.wait(10), thread=True, group=BACKGROUND)

    app = Importing()
    async with app.run_test():
        await asyncio.wait_for(burst(app, BURST), 5)
        assert app.saved == [SAVED]
        app.done.set()


async def test_an_answer_typed_ahead_reaches_its_question_and_the_rest_its_field(burst):
    app = Bench()
    async with app.run_test():
        await burst(app, f"\x0eAl{ASK}yes\rice\rH{ASK}no\rR\r\rg\x13")
    assert app.words == ["yes", "no"]
    assert app.saved == [{"owner": "Alice", "unit": "HR", "due": "", "goal": "g"}]


async def test_a_worker_may_ask_twice_in_a_row(burst):
    class Wizard(Bench):
        @work
        async def action_ask(self) -> None:
            first = await self.push_screen_wait(Ask())
            await asyncio.sleep(0.05)
            self.words.append(first + await self.push_screen_wait(Ask()))
            await asyncio.sleep(0.05)
            self.push_screen(Sheet())

    app = Wizard()
    async with app.run_test():
        await asyncio.wait_for(burst(app, f"{ASK}one\rtwo\rAlice\rHR\r\r\x13"), 10)
    assert app.words == ["onetwo"]
    assert app.saved == [{"owner": "Alice", "unit": "HR", "due": "", "goal": ""}]


async def test_a_thread_may_ask_and_wait(burst):
    class Asking(Bench):
        @work(thread=True)
        def action_ask(self) -> None:
            self.words.append(self.call_from_thread(self.push_screen_wait, Ask()))
            self.call_from_thread(self.push_screen, Sheet())

    app = Asking()
    async with app.run_test():
        await asyncio.wait_for(burst(app, f"{ASK}one\rAlice\r\r\r\x13"), 10)
    assert app.words == ["one"]
    assert app.saved[0]["owner"] == "Alice"


async def test_a_handler_that_awaits_an_answer_does_not_hold_the_keys_for_it(burst):
    class Asker(Screen[None]):
        def compose(self) -> ComposeResult:
            yield Input()

        async def on_input_submitted(self, event: Input.Submitted) -> None:
            ask = Ask()
            self.app.push_screen(ask, self.app.words.append)
            await ask.answered.wait()
            await asyncio.sleep(0.1)
            self.app.push_screen(Sheet())

    class Asking(Bench):
        def action_ask(self) -> None:
            self.push_screen(Asker())

    app = Asking()
    async with app.run_test():
        await asyncio.wait_for(burst(app, f"{ASK}\rword\rAlice\r\r\r\x13"), 10)
    assert app.words == ["word"]
    assert app.saved[0]["owner"] == "Alice"


async def test_a_paste_in_a_burst_lands_where_the_typing_was(burst):
    app = Bench()
    async with app.run_test():
        await burst(app, "\x0e\x1b[200~Al\x1b[201~ice\r\x1b[200~HR\x1b[201~\r2026-01-01\rgo\x1b[200~al\x1b[201~\x13")
    assert app.saved == [SAVED]


async def test_keys_go_on_when_the_field_with_the_slow_handler_is_removed(burst):
    class Vanishing(Bench):
        async def dawdle(self) -> None:
            if isinstance(self.screen, Sheet) and self.screen.query("#owner"):
                self.screen.query_one("#owner").remove()
                await asyncio.sleep(0.05)

    app = Vanishing()
    async with app.run_test():
        await asyncio.wait_for(burst(app, "\x0eAlice\rHR\r2026"), 10)
        fields = {field.id: field.value for field in app.screen.query(Input)}
    assert sum(map(len, fields.values())) == len("HR2026")
    assert "owner" not in fields


async def test_hiding_the_focused_field_moves_the_focus_before_the_next_key(burst):
    class Hiding(Bench):
        async def dawdle(self) -> None:
            if isinstance(self.screen, Sheet) and self.screen.focused:
                self.screen.query_one("#unit").display = False

    app = Hiding()
    async with app.run_test():
        await burst(app, "\x0eAlice\r2026-01-01\rgoal\x13")
    assert app.saved == [{"owner": "Alice", "unit": "", "due": "2026-01-01", "goal": "goal"}]


async def test_an_error_while_keys_are_held_reaches_the_crash_handler(burst):
    class Failing(Bench):
        def _is_split(self, event: events.Event) -> bool:
            if self._is_draining:
                raise ZeroDivisionError
            return False

    app = Failing()
    with pytest.raises(ZeroDivisionError):
        async with app.run_test():
            await burst(app, BURST)
    assert app.return_code == 1


async def test_an_unbound_alt_key_is_escape_and_then_the_character(burst):
    app = Bench()
    async with app.run_test():
        app._driver.process_message(events.Key("alt+x", "x"))
        await burst(app, "y")
    assert app.seen == ["escape", "x", "y"]


async def test_a_bound_alt_key_stays_whole(burst):
    class Bound(Bench):
        BINDINGS: ClassVar = [Binding("alt+x", "ask")]

    app = Bound()
    async with app.run_test():
        app._driver.process_message(events.Key("alt+x", "x"))
        await burst(app, "word\r")
    assert app.words == ["word"]


async def test_a_lone_key_is_handled_without_a_detour():
    app = Bench()
    async with app.run_test() as pilot:
        await pilot.press("ctrl+n", "A", "enter", "B", "ctrl+s")
    assert app.saved == [{"owner": "A", "unit": "B", "due": "", "goal": ""}]


async def test_leaving_with_keys_still_held_ends_the_app(feed):
    class Leaving(Bench):
        async def dawdle(self) -> None:
            self.exit("left")
            await asyncio.sleep(0.1)

    app = Leaving()
    async with app.run_test() as pilot:
        feed(app, BURST)
        await pilot.pause(0.3)
    assert app.return_value == "left"
    assert not app._is_draining


async def test_a_pump_at_rest_is_seen_as_such_by_textuals_private_names():
    app = Bench()
    async with app.run_test():
        await app.keys_settled()
        assert not _is_at_work(app.screen)
        started, go = asyncio.Event(), asyncio.Event()

        async def wait() -> None:
            started.set()
            await go.wait()

        app.screen.call_later(wait)
        assert _is_at_work(app.screen)
        await started.wait()
        assert _is_at_work(app.screen)
        go.set()
        await app.keys_settled()
        assert not _is_at_work(app.screen)


def script(chance: random.Random) -> str:
    """What somebody might type: words, Enter, questions, mistakes, pastes, saving and leaving."""
    parts = ["\x0e"]
    for _ in range(chance.randint(3, 10)):
        word = "".join(chance.choices("ab 李雷-1", k=chance.randint(0, 4)))
        paste = f"\x1b[200~{word or 'p'}\x1b[201~"
        parts.append(
            chance.choice([word, word, f"{word}\r", "\r", "\t", "\x1b[Z", "\x7f", f"{ASK}{word}\r", paste, "\x13", "\x1b[24~\x0e"])
        )
    return "".join([*parts, "\x13"])


async def outcome(app: Bench, keys: str, burst, *, slowly: bool) -> tuple[object, ...]:
    async with app.run_test():
        if slowly:
            for event in pieces(keys):
                await burst(app, event)
        else:
            await burst(app, keys)
        return app.saved, app.words, [type(screen) for screen in app.screen_stack]


def pieces(keys: str) -> list[str]:
    """A burst cut into single keys and pastes."""
    found: list[str] = []
    while keys:
        if keys.startswith("\x1b[200~"):
            size = keys.index("\x1b[201~") + 6
        elif keys.startswith("\x1b["):
            size = next(i for i, c in enumerate(keys[2:], 3) if c.isalpha() or c == "~")
        else:
            size = 1
        found.append(keys[:size])
        keys = keys[size:]
    return found


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(50))
async def test_any_burst_does_what_slow_typing_does(burst, seed):
    chance = random.Random(seed)
    keys, slow = script(chance), chance.choice([0.0, 0.0, 0.02])
    fast, patient = Bench(), Bench()
    fast.slow = patient.slow = slow
    assert await outcome(fast, keys, burst, slowly=False) == await outcome(patient, keys, burst, slowly=True)
