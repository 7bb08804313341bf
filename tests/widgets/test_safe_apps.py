"""The app ends well: nothing personal in a crash, nothing lost on a dropped line, nothing live in user text."""

from __future__ import annotations

import os
import pty
import select
import signal
import stat
import subprocess
import sys
import textwrap
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from rich.segment import Segment
from rich.style import Style
from textual.app import SuspendNotSupported
from textual.color import Color
from textual.content import Content
from textual.widgets import Input, Static, TextArea
from textual.widgets._toast import Toast

from widgets.safe_apps import CRASHED, REFUSED, ControlFilter, SafeApp

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult

ROOT = Path(__file__).parents[2]


class Plain(SafeApp[None]):
    def __init__(self, directory: Path, **kwargs: object) -> None:
        super().__init__(**kwargs)
        self.directory = directory
        self.saved = 0

    @property
    def crash_directory(self) -> Path:
        return self.directory

    def compose(self) -> ComposeResult:
        yield Input()
        yield TextArea()
        yield Static(Content("a\x1b]52;c;QUJD\x07b\x9b31mc\u202ed"))

    def on_hangup(self) -> None:
        self.saved += 1


async def test_no_control_byte_reaches_the_terminal(tmp_path):
    app = Plain(tmp_path)
    async with app.run_test() as pilot:
        await pilot.pause()
        text = "".join(segment.text for line in app.screen._compositor.render_strips() for segment in line)
    assert "a]52;c;QUJDb31mcd" in text
    assert not any(sign in text for sign in "\x1b\x07\x9b\u202e")


def test_the_filter_leaves_harmless_and_control_segments_as_they_are():
    style = Style(bold=True)
    plain, control = Segment("李雷 ok", style), Segment("\x1b[2J", None, [(1,)])
    assert ControlFilter().apply([plain, control], Color(0, 0, 0)) == [plain, control]


async def test_a_notice_shows_brackets_as_they_are(tmp_path):
    app = Plain(tmp_path)
    async with app.run_test(notifications=True):
        app.notify("[/b] [@click=app.quit]Bob[/]", title="[b]")
        await app.keys_settled()
        assert "[/b] [@click=app.quit]Bob[/]" in app.screen.query_one(Toast).render().plain


SECRET = "salary of Alice"


class Failing(Plain):
    def key_f9(self) -> None:
        local = SECRET
        try:
            {}[local]
        except KeyError as error:
            raise ValueError(SECRET) from error


async def test_a_crash_leaves_frames_alone_in_a_file_of_its_owner(tmp_path, capsys):
    app = Failing(tmp_path / "state")
    with pytest.raises(ValueError, match=SECRET):
        async with app.run_test() as pilot:
            await pilot.press("f9")
    (log,) = (tmp_path / "state").iterdir()
    text, shown = log.read_text(), capsys.readouterr().err
    assert app.return_code == CRASHED
    assert stat.S_IMODE(log.stat().st_mode) == 0o600
    assert [word in text for word in ("ValueError", "KeyError", "in key_f9", "Alice")] == [True, True, True, False]
    assert log.stem.removeprefix("crash-") in shown
    assert "Alice" not in shown


class Refusing(Failing):
    def explain(self, error):
        return f"{type(error).__name__}: mend it." if isinstance(error, ValueError) else ""


async def test_before_a_crash_what_is_typed_is_saved(tmp_path):
    app = Failing(tmp_path)
    with pytest.raises(ValueError, match=SECRET):
        async with app.run_test() as pilot:
            await pilot.press("f9")
    assert app.saved == 1


async def test_an_error_that_the_user_can_mend_is_said_in_words_and_logged_all_the_same(tmp_path, capsys):
    app = Refusing(tmp_path)
    with pytest.raises(ValueError, match=SECRET):
        async with app.run_test() as pilot:
            await pilot.press("f9")
    assert capsys.readouterr().err.strip() == "perftui: ValueError: mend it."
    assert app.return_code == REFUSED
    assert len(list(tmp_path.glob("crash-*.log"))) == 1


async def test_a_crash_that_cannot_be_logged_still_says_its_number(tmp_path, capsys):
    (tmp_path / "file").write_text("")

    with pytest.raises(ValueError, match=SECRET):
        async with Failing(tmp_path / "file").run_test() as pilot:
            await pilot.press("f9")
    assert "Incident" in capsys.readouterr().err


async def test_nothing_blinks_or_moves_by_itself(tmp_path):
    app = Plain(tmp_path)
    async with app.run_test() as pilot:
        await pilot.press("tab", "tab")
        assert app.animation_level == "none"
        assert not app.query_one(Input).cursor_blink
        assert not app.query_one(TextArea).cursor_blink


async def test_textuals_own_palette_is_off(tmp_path):
    app = Plain(tmp_path)
    async with app.run_test() as pilot:
        await pilot.press("ctrl+p")
        assert len(app.screen_stack) == 1


async def test_a_shared_session_writes_no_file_opens_no_link_and_lends_no_terminal(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", lambda url, **_: opened.append(url))
    app = Plain(tmp_path, is_shared=True)
    async with app.run_test():
        app.open_url("https://example.org")
        assert app.save_screenshot() == ""
        assert app.deliver_screenshot() is None
        app.action_suspend_process()
        with pytest.raises(SuspendNotSupported), app.suspend():
            pass
    assert not opened
    assert not list(tmp_path.iterdir())


async def test_an_own_session_may_save_a_picture(tmp_path):
    app = Plain(tmp_path)
    async with app.run_test():
        assert app.save_screenshot("a.svg", str(tmp_path))
    assert (tmp_path / "a.svg").exists()


CHILD = """
import sys, signal
from pathlib import Path
sys.path.insert(0, {root!r})
from textual.widgets import Input
from widgets.safe_apps import SafeApp

class Child(SafeApp[None]):
    crash_directory = Path({directory!r})
    def compose(self):
        yield Input()
    def on_ready(self):
        Path({directory!r}, "ready").touch()
    def on_hangup(self):
        Path({directory!r}, "saved").write_text(self.query_one(Input).value)
        {hook}

app = Child(use_mouse={mouse})
app.run()
sys.exit(app.return_code)
"""


class Line:
    """A child on a pseudo-terminal that is not its controlling one, so that hanging up sends no signal by itself."""

    def __init__(self, directory: Path, hook: str = "pass", mouse: bool = True) -> None:
        code = CHILD.format(root=str(ROOT), directory=str(directory), hook=hook, mouse=mouse)
        self.master, slave = pty.openpty()
        environment = {**os.environ, "TERM": "xterm-256color", "TEXTUAL_DISABLE_KITTY_KEY": "1"}
        self.child = subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(code)], stdin=slave, stdout=slave, stderr=slave, env=environment, start_new_session=True
        )
        os.close(slave)
        self.ready, self.saved = directory / "ready", directory / "saved"
        self.output = b""

    def read_until(self, done, patience: float = 30) -> None:
        end = time.monotonic() + patience
        while not done():
            assert time.monotonic() < end, self.output[-2000:]
            if select.select([self.master], [], [], 0.05)[0]:
                with suppress(OSError):
                    self.output += os.read(self.master, 65536)

    def type(self, text: str) -> None:
        self.read_until(self.ready.exists)
        os.write(self.master, text.encode())
        self.read_until(lambda: text.encode() in self.output)

    def end(self) -> int:
        if self.master >= 0:
            self.read_until(lambda: self.child.poll() is not None)
        return self.child.wait(30)

    def hang_up(self) -> None:
        os.close(self.master)
        self.master = -1


@pytest.fixture
def line(tmp_path) -> Iterator[Line]:
    line = Line(tmp_path)
    yield line
    line.child.kill()
    line.child.wait()
    if line.master >= 0:
        os.close(line.master)


@pytest.mark.terminal
@pytest.mark.slow
@pytest.mark.parametrize(("number", "code"), [(signal.SIGHUP, 129), (signal.SIGTERM, 143)])
def test_a_signal_saves_what_is_typed_and_ends_with_its_code(line, number, code):
    line.type("Zhang")
    line.child.send_signal(number)
    assert line.end() == code
    assert line.saved.read_text() == "Zhang"


@pytest.mark.terminal
@pytest.mark.slow
def test_a_terminal_that_goes_away_without_a_signal_ends_the_app(line):
    line.type("Zhang")
    line.hang_up()
    assert line.end() == 129
    assert line.saved.read_text() == "Zhang"


@pytest.mark.terminal
@pytest.mark.slow
def test_a_failing_hook_does_not_keep_the_app_alive(tmp_path):
    line = Line(tmp_path, hook="raise ValueError('Alice')")
    line.type("Zhang")
    line.child.send_signal(signal.SIGHUP)
    assert line.end() == 129
    (log,) = tmp_path.glob("crash-*.log")
    assert "ValueError" in log.read_text()
    assert "Alice" not in log.read_text()
    line.hang_up()


@pytest.mark.terminal
@pytest.mark.slow
def test_the_mouse_reports_buttons_only_and_is_given_back(tmp_path):
    line = Line(tmp_path)
    line.type("Zhang")
    line.child.send_signal(signal.SIGTERM)
    line.end()
    assert b"\x1b[?1002h" in line.output
    assert b"\x1b[?1003h" not in line.output
    assert line.output.rindex(b"\x1b[?1002l") > line.output.rindex(b"\x1b[?1002h")
    line.hang_up()


@pytest.mark.terminal
@pytest.mark.slow
def test_the_mouse_stays_with_the_terminal_where_the_app_does_not_use_it(tmp_path):
    line = Line(tmp_path, mouse=False)
    line.type("Zhang")
    line.child.send_signal(signal.SIGTERM)
    line.end()
    assert b"\x1b[?100" not in line.output.replace(b"\x1b[?1004", b"")
    line.hang_up()
