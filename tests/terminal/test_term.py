"""What the terminal is asked, and how its answers are used."""

import io
import sys

import pytest
from ptys import Terminal as Pty

from perftui.term import Encoding, Reason, Terminal, can_draw, colours, is_ssh, prepare_environment, prepare_streams, use_ascii

PROBE = """
import sys, termios
from perftui.term import probe
before = termios.tcgetattr(0)
found = probe({timeout})
print(found.encoding, found.is_ambiguous_wide, found.columns, found.rows, found.typed, termios.tcgetattr(0) == before, "end", flush=True)
"""


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


def probed(timeout: float = 20, before: str = "", **options) -> str:
    with Pty([sys.executable, "-c", before + PROBE.format(timeout=timeout)], **options) as terminal:
        return next(line for line in terminal.wait_for("end").splitlines() if line.endswith("end"))


def environment(**variables: str) -> dict[str, str]:
    prepare_environment(variables)
    return variables


@pytest.mark.terminal
def test_a_utf8_terminal_is_known_by_the_width_of_han_characters():
    assert probed(columns=100, rows=30) == "utf-8 False 100 30 b'' True end"


@pytest.mark.terminal
def test_a_terminal_with_wide_lines_is_found_out(monkeypatch):
    monkeypatch.setattr("pyte.screens.wcwidth", lambda character: 2 if character in "中─…" else 1)
    assert probed() == "utf-8 True 80 24 b'' True end"


@pytest.mark.terminal
def test_a_terminal_that_does_not_read_utf8_is_found_out():
    assert probed(is_utf8=False) == "other None 80 24 b'' True end"


@pytest.mark.terminal
def test_a_terminal_that_never_answers_does_not_hold_the_start_up():
    assert probed(timeout=0.1, answers=False) == "unknown None 80 24 b'' True end"


@pytest.mark.terminal
def test_what_is_typed_during_the_question_is_kept_and_enter_stays_enter():
    with Pty([sys.executable, "-c", "input('ready')\n" + PROBE.format(timeout=20)]) as terminal:
        terminal.wait_for("ready")
        terminal.type("\nnWang\n")
        assert r"b'nWang\r' True end" in terminal.wait_for("end")


@pytest.mark.terminal
def test_the_question_leaves_no_trace_on_the_screen():
    with Pty([sys.executable, "-c", PROBE.format(timeout=20)]) as terminal:
        assert "中" not in terminal.wait_for("end")


@pytest.mark.terminal
def test_without_a_terminal_nothing_is_asked():
    command = f"{sys.executable} -c 'from perftui.term import probe; print(probe(20).encoding, 1, end=\"end\")' </dev/null"
    with Pty(["/bin/sh", "-c", command]) as terminal:
        terminal.wait_for("unknown 1end")
        assert b"\x1b[6n" not in terminal.output


APP = """
import sys
from perftui.term import harden_input, prepare_environment
import os
prepare_environment(os.environ)
from textual.app import App
from textual.widgets import Input
class Form(App):
    def compose(self):
        yield Input()
harden_input(b"Wang ")
Form().run()
"""


@pytest.mark.terminal
def test_bytes_that_are_not_utf8_do_not_end_the_program_and_early_keys_come_first():
    with Pty([sys.executable, "-c", APP]) as terminal:
        terminal.wait_for("Wang")
        terminal.type(b"\xff\xd6\xd0 ")
        terminal.type("伟!")
        terminal.wait_for("Wang \ufffd\ufffd\ufffd 伟!")


def test_textual_variables_that_load_code_write_files_or_open_ports_are_taken_away():
    dangerous = (
        "DRIVER",
        "LOG",
        "SCREENSHOT",
        "SCREENSHOT_LOCATION",
        "SCREENSHOT_FILENAME",
        "DEVTOOLS_HOST",
        "DEVTOOLS_PORT",
        "PRESS",
        "DEBUG",
    )
    prepared = environment(TEXTUAL="devtools", TEXTUAL_FPS="10", HOME="/", **{f"TEXTUAL_{name}": "x" for name in dangerous})
    assert {name for name in prepared if name.startswith("TEXTUAL")} == {
        *("TEXTUAL_FPS", "TEXTUAL_THEME", "TEXTUAL_ANIMATIONS", "TEXTUAL_SMOOTH_SCROLL", "TEXTUAL_DISABLE_KITTY_KEY")
    }
    assert prepared["TEXTUAL_FPS"] == "10"
    assert prepared["HOME"] == "/"


def test_the_kitty_protocol_is_off_unless_somebody_wants_it():
    assert environment()["TEXTUAL_DISABLE_KITTY_KEY"] == "1"
    assert environment(TEXTUAL_DISABLE_KITTY_KEY="0")["TEXTUAL_DISABLE_KITTY_KEY"] == "0"


@pytest.mark.parametrize(
    ("variables", "theme"),
    [
        ({"NO_COLOR": "1", "TERM": "xterm-256color"}, "ansi-dark"),
        ({"NO_COLOR": "1", "TEXTUAL_THEME": "nord"}, "ansi-dark"),
        ({"NO_COLOR": "1", "TEXTUAL_THEME": "ansi-light"}, "ansi-light"),
        ({"NO_COLOR": "", "TERM": "xterm-256color"}, None),
        ({"TERM": "xterm"}, "ansi-dark"),
        ({"TERM": "xterm", "TEXTUAL_THEME": "nord"}, "nord"),
        ({"TERM": "xterm-256color"}, None),
    ],
)
def test_without_colours_the_theme_is_the_terminals_own(variables, theme):
    assert environment(**variables).get("TEXTUAL_THEME") == theme


def test_an_empty_no_color_and_a_fixed_window_size_are_taken_away():
    assert not {"NO_COLOR", "COLUMNS", "LINES"} & environment(NO_COLOR="", COLUMNS="80", LINES="24").keys()
    assert environment(NO_COLOR="1")["NO_COLOR"] == "1"


def test_fewer_frames_go_over_ssh():
    assert environment(SSH_CONNECTION="a 1 b 22")["TEXTUAL_FPS"] == "30"
    assert "TEXTUAL_FPS" not in environment()


def test_chinese_can_be_written_whatever_the_locale():
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="latin-1")
    prepare_streams(stream, None)
    stream.write("绩效\udcff")
    stream.flush()
    assert raw.getvalue() == "绩效?".encode()


@pytest.mark.parametrize(
    ("stdin", "term", "screen", "reason"),
    [
        (Screen(), "xterm", Screen(), None),
        (io.StringIO(), "xterm", Screen(), Reason.NO_INPUT),
        (None, "xterm", Screen(), Reason.NO_INPUT),
        (Screen(), "xterm", io.StringIO(), Reason.NO_SCREEN),
        (Screen(), "dumb", Screen(), Reason.DUMB),
        (Screen(), "", Screen(), Reason.NO_TERM),
    ],
)
def test_screens_need_a_terminal_on_both_sides_that_can_move_its_cursor(stdin, term, screen, reason):
    assert can_draw(stdin, {"TERM": term}, screen) is reason


@pytest.mark.parametrize(
    ("variables", "number"),
    [
        ({"TERM": "xterm"}, 16),
        ({"TERM": "xterm-256color"}, 256),
        ({"TERM": "xterm", "COLORTERM": "truecolor"}, 1 << 24),
        ({"TERM": "xterm-kitty"}, 256),
        ({"TERM": "dumb", "COLORTERM": "truecolor"}, 0),
        ({"TERM": "xterm-256color", "NO_COLOR": "1"}, 0),
        ({}, 0),
    ],
)
def test_colours_follow_the_environment(variables, number):
    assert colours(variables) == number


def test_ssh_is_known_by_what_the_server_sets():
    assert is_ssh({"SSH_TTY": "/dev/pts/1"})
    assert not is_ssh({"SSH_AUTH_SOCK": "/run/agent"})


@pytest.mark.parametrize(
    ("encoding", "is_wide", "term", "wanted", "is_ascii"),
    [
        (Encoding.UTF8, False, "xterm", None, False),
        (Encoding.UTF8, True, "xterm", None, True),
        (Encoding.OTHER, None, "xterm", None, True),
        (Encoding.UNKNOWN, None, "xterm", None, False),
        (Encoding.UTF8, False, "linux", None, True),
        (Encoding.UTF8, False, "xterm", True, True),
        (Encoding.OTHER, None, "linux", False, False),
    ],
)
def test_ascii_is_drawn_where_symbols_would_go_wrong(encoding, is_wide, term, wanted, is_ascii):
    assert use_ascii(Terminal(encoding, is_wide, {"TERM": term}), wanted) is is_ascii
