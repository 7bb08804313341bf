"""The tests' own terminal must show what a real one would."""

import re
import signal
import sys

import pytest
from ptys import Terminal

pytestmark = pytest.mark.terminal


def python(code: str, **options) -> Terminal:
    return Terminal([sys.executable, "-c", code], **options)


def test_it_shows_what_the_program_writes_and_returns_its_exit_status():
    with python("print('a 中 b'); raise SystemExit(3)") as terminal:
        assert terminal.wait_exit() == 3
        assert terminal.screen()[0] == "a 中 b"
        assert len(terminal.screen()) == 24


def test_keys_arrive_as_a_terminal_sends_them():
    code = "import sys, tty; tty.setraw(0); print('ready', end='', flush=True); print(repr(sys.stdin.buffer.raw.read(10)), flush=True)"
    with python(code) as terminal:
        terminal.wait_for("ready")
        terminal.type(b"".join(key.encode() for key in ("\x0e", "\x1b[Z", "中", "\x1b[A")))
        terminal.wait_for(r"b'\x0e\x1b[Z\xe4\xb8\xad\x1b[A'")


@pytest.mark.parametrize(
    ("name", "bytes_sent"),
    [("ctrl+n", b"\x0e"), ("f1", b"\x1bOP"), ("f12", b"\x1b[24~"), ("alt+x", b"\x1bx"), ("q", b"q"), ("enter", b"\r")],
)
def test_a_key_is_called_by_its_name(name, bytes_sent):
    with python("import os, tty; tty.setraw(0); print('ready', flush=True); print(os.read(0, 9), flush=True)") as terminal:
        terminal.wait_for("ready")
        terminal.keys(name)
        terminal.wait_for(repr(bytes_sent))


def test_an_unknown_key_is_an_error_of_the_test():
    with python("input()") as terminal, pytest.raises(ValueError, match="ctrl\\+enter"):
        terminal.keys("ctrl+enter")


def test_questions_are_answered_where_the_cursor_is():
    code = "import os, tty; tty.setraw(0); os.write(1, '\\r中中\\x1b[6n'.encode()); print(os.read(0, 20), flush=True)"
    with python(code) as terminal:
        terminal.wait_for(r"b'\x1b[1;5R'")


def test_unknown_sequences_leave_no_rubbish_even_when_they_come_in_pieces():
    pieces = [b"a\x1b[", b"?2026$p", b"\x1b[>1u", b"b\x1b]0;ti", b"tle\x1b\\", b"c\x1b[2 q", b"d"]
    code = f"import os, tty, time; tty.setraw(0)\nfor piece in {pieces}: os.write(1, piece); time.sleep(0.02)"
    with python(code) as terminal:
        terminal.wait_exit()
        assert terminal.screen()[0] == "abcd"
        assert b"\x1b[?2026$p" in terminal.output


def test_waiting_in_vain_shows_the_screen():
    with python("print('what there is', flush=True); input()") as terminal:
        terminal.wait_for(re.compile("what .* is"))
        with pytest.raises(AssertionError, match="what there is"):
            terminal.wait_for("what there is not", timeout=0.2)


def test_the_end_of_the_program_ends_the_waiting():
    with python("print('last words')") as terminal, pytest.raises(AssertionError, match="the program ended"):
        terminal.wait_for("never")


def test_a_signal_is_seen_in_the_exit_status():
    with python("print('ready', flush=True); input()") as terminal:
        terminal.wait_for("ready")
        terminal.signal(signal.SIGTERM)
        assert terminal.wait_exit() == -signal.SIGTERM


def test_the_window_can_be_resized():
    told = "lambda *_: print(os.get_terminal_size(), flush=True)"
    code = f"import os, signal; signal.signal(signal.SIGWINCH, {told}); print('ready', flush=True)\nwhile True: signal.pause()"
    with python(code) as terminal:
        terminal.wait_for("ready")
        terminal.resize(120, 40)
        terminal.wait_for("columns=120, lines=40")
        assert len(terminal.screen()) == 40
