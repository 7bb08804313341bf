"""A line that drops, a system that goes down, a program that is killed: what was typed is there at the next start."""

import re
import signal

import pytest
from programs import FORM, Program, draft_values, person, wait_for_draft

from perftui.cli.running import run

pytestmark = [pytest.mark.terminal, pytest.mark.slow]


def fill_half(program, path):
    """Bob's name and number are typed and left; his position is being typed."""
    program.ready()
    program.people()
    program.open_form("down", "f2")
    program.type("Roberta\rE77\r\rHalf a pos")
    program.wait_for("Half a pos")
    wait_for_draft(program, path, "staff_no", "E77")


def is_whole(path, capsys):
    """Whether `perftui verify` finds nothing wrong."""
    return run(["--db", str(path), "verify"]) == 0 or pytest.fail(capsys.readouterr().err)


def check_next_start(path):
    """Today says that there is a draft, the form holds it, and saving makes it a record."""
    with Program(path) as program:
        program.ready()
        program.wait_for(re.compile("Not saved yet +Person: [^│]*Roberta"))
        program.people()
        screen = program.open_form("down", "f2")
        assert "Roberta" in screen
        assert "E77" in screen
        program.keys("ctrl+s")
        program.wait_gone(FORM)
    assert person(path, "E77")["name"] == "Roberta"
    assert not draft_values(path)


def signalled(number):
    def end(program):
        program.signal(number)
        return program.wait_exit()

    return end


@pytest.mark.parametrize(
    ("end", "code"),
    [(signalled(signal.SIGHUP), 129), (signalled(signal.SIGTERM), 143), (Program.hang_up, 129)],
    ids=["hangup", "terminate", "closed"],
)
def test_a_form_half_filled_when_the_line_drops_is_kept_and_comes_back(company, capsys, end, code):
    with Program(company) as program:
        fill_half(program, company)
        assert end(program) == code
    (draft,) = draft_values(company)
    assert (draft["name"], draft["staff_no"], draft["position"]) == ("Roberta", "E77", "Half a pos")
    assert is_whole(company, capsys)
    check_next_start(company)


def test_a_killed_program_loses_at_most_the_field_that_was_being_typed(company, capsys):
    with Program(company) as program:
        fill_half(program, company)
        program.signal(signal.SIGKILL)
        assert program.wait_exit() == -signal.SIGKILL
    (draft,) = draft_values(company)
    assert (draft["name"], draft["staff_no"]) == ("Roberta", "E77")
    assert is_whole(company, capsys)
    check_next_start(company)


def test_a_line_for_a_new_person_is_kept_when_the_line_drops(company):
    with Program(company) as program:
        program.ready()
        program.people()
        program.keys("ctrl+n")
        program.wait_for("hire date")
        program.type("Carol Jones; Finance; Cle")
        program.wait_for("Cle")
        program.signal(signal.SIGHUP)
        assert program.wait_exit() == 129
    with Program(company) as program:
        program.wait_for(re.compile("Not saved yet +New person: Carol Jones"))
        program.people()
        program.keys("ctrl+n")
        program.wait_for("Not added earlier: “Carol Jones; Finance; Cle”")
        program.keys("f5")
        program.wait_for(re.compile("^ *Carol Jones; Finance; Cle *$", re.MULTILINE))
