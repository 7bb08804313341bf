"""What the program looks like on terminals that can do less, and what it sends when nothing happens."""

import re
import unicodedata

import pytest
from programs import FORM, Program
from wcwidth import wcwidth

pytestmark = [pytest.mark.terminal, pytest.mark.slow]

SGR = re.compile(rb"\x1b\[([0-9;]*)m")


def colours_sent(output):
    """The colour codes among the attributes: 16 colours as `31`, others as `38;5` or `38;2`."""
    found = set()
    for codes in SGR.findall(output):
        parts = codes.split(b";")
        for at, code in enumerate(parts):
            if code in (b"38", b"48"):
                found.add(b";".join(parts[at : at + 2]).decode())
                break
            if re.fullmatch(rb"[349][0-7]|10[0-7]", code):
                found.add(code.decode())
    return found


def look(program, text):
    """How the line with a text is drawn: colours and attributes of its first cells."""
    row = next(number for number, line in enumerate(program.screen()) if text in line)
    cells = [program.cell(row, column) for column in range(2, 8)]
    return {(cell.fg, cell.bg, cell.reverse, cell.bold, cell.underscore) for cell in cells}


def unreadable(program):
    """Characters in the colour of their background, and black ones on whatever the terminal's own background is."""
    cells = [program.cell(row, column) for row in range(24) for column in range(80)]
    drawn = [cell for cell in cells if cell.data.strip()]
    return [cell for cell in drawn if (cell.fg == cell.bg != "default") or (cell.fg, cell.bg) == ("black", "default")]


@pytest.mark.parametrize(
    ("env", "allowed"),
    [
        ({"NO_COLOR": "1"}, r"(?!)"),
        ({"NO_COLOR": "1", "TERM": "xterm", "COLORTERM": ""}, r"(?!)"),
        ({"TERM": "xterm", "COLORTERM": ""}, r"\d+"),
        ({"TERM": "linux", "COLORTERM": ""}, r"\d+"),
        ({"TERM": "xterm-256color", "COLORTERM": ""}, r"\d+|[34]8;5"),
    ],
    ids=["no-color", "no-color-16", "xterm", "linux", "256"],
)
def test_rows_can_be_read_and_the_cursor_can_be_seen_with_few_colours_or_none(company, env, allowed):
    with Program(company, env=env) as program:
        assert "Alice Wong" in program.ready()
        assert not unreadable(program)
        program.people()
        assert not unreadable(program)
        assert look(program, "Alice") != look(program, "Bob")
        program.keys("down")
        program.wait_until(lambda _screen: look(program, "Bob") != look(program, "张伟"), "the cursor to move to Bob")
        program.open_form("f2")
        assert not unreadable(program)
        assert {code for code in colours_sent(program.output) if not re.fullmatch(allowed, code)} == set()


def test_where_lines_are_two_cells_wide_everything_is_drawn_in_ascii_and_fits(company, monkeypatch):
    def wide(character):
        return 2 if unicodedata.east_asian_width(character) == "A" else wcwidth(character)

    monkeypatch.setattr("pyte.screens.wcwidth", wide)
    with Program(company) as program:
        screens = [program.ready(), program.people(), program.open_form("f2")]
        program.keys("escape", "f8")
        screens.append(program.wait_for("+- Menu -"))
        assert [character for character in "".join(screens) if character not in "张伟销售部\n" and not character.isascii()] == []
        assert "+- Alice Wong -" in screens[2]
        frames = [line for line in "\n".join(screens).splitlines() if line.startswith("|")]
        assert frames
        assert {sum(map(wide, line)) for line in frames} == {80}


def test_for_a_screen_reader_there_are_no_frames_and_the_cursor_stands_on_the_row(company):
    with Program(company, "--accessible") as program:
        program.ready()
        program.people()
        program.keys("down")
        program.wait_until(lambda screen: "Bob" in screen.splitlines()[program.cursor[0]], "the cursor to stand on Bob")
        form = program.open_form("f2")
        assert "Bob Smith" in form
        assert not re.search(r"[|─│╭]|--|\+-", form)


def test_nothing_is_sent_while_nothing_happens(company):
    with Program(company) as listed, Program(company) as in_form, Program(company) as adding:
        for program in (listed, in_form, adding):
            program.ready()
        in_form.open_form("2", "f2")
        adding.keys("2", "ctrl+n")
        adding.wait_for("hire date")
        sent = []
        for program in (listed, in_form, adding):
            program.settle(0.5)
            sent.append(len(program.output))
        listed.settle(2, timeout=2)
        for program, before in zip((listed, in_form, adding), sent, strict=True):
            program.settle(0, timeout=0)
            assert program.output[before:] == b""


def test_the_mouse_sends_buttons_only(company):
    with Program(company) as program:
        program.ready()
        assert b"\x1b[?1000h" in program.output
        assert b"\x1b[?1006h" in program.output
        assert b"\x1b[?1003" not in program.output
        assert b"\x1b[?1015" not in program.output


@pytest.mark.parametrize("name", ["SSH_CONNECTION", "SSH_TTY"])
def test_over_ssh_the_mouse_stays_with_the_terminal(company, name):
    with Program(company, env={name: "10.0.0.1 50000 10.0.0.2 22"}) as program:
        program.ready()
        program.open_form("2", "f2")
        program.keys("escape", "ctrl+q")
        assert program.wait_exit() == 0
        assert not re.search(rb"\x1b\[\?(1000|1002|1003|1005|1006|1015|1016)", program.output)
        assert FORM not in program.screen()
