"""What a terminal may send besides plain keys: other encodings, input methods, characters cut in two."""

import re

import pytest
from programs import FORM, Program, person

pytestmark = [pytest.mark.terminal, pytest.mark.slow]


@pytest.fixture
def form(company):
    """The form of Alice, with the cursor behind her name."""
    with Program(company) as program:
        program.ready()
        program.open_form("2", "f2", "end")
        yield program


def saved_name(program, path):
    program.keys("ctrl+s")
    program.wait_gone(FORM)
    return person(path, "E0")["name"]


def test_a_word_of_an_input_method_arrives_whole(form, company):
    form.type("欧阳娜娜老师")
    form.wait_for("Alice Wong欧阳娜娜老师")
    assert saved_name(form, company) == "Alice Wong欧阳娜娜老师"


def test_the_keyboard_protocol_that_breaks_input_methods_is_neither_begun_nor_ended(form):
    form.keys("escape", "ctrl+q")
    assert form.wait_exit() == 0
    assert not re.search(rb"\x1b\[[<>=]", form.output)


def test_a_character_cut_in_two_arrives_whole(form, company):
    first, second = "伟".encode()[:2], "伟".encode()[2:]
    form.type(first)
    assert "Alice Wong" in form.settle()
    form.type(second + b"!")
    form.wait_for("Alice Wong伟!")
    assert saved_name(form, company) == "Alice Wong伟!"


def test_bytes_that_are_not_utf8_end_nothing(form, company):
    form.type("中文".encode("gbk") + b" " + bytes(range(0x80, 0x100, 2)) + b" ok")
    form.wait_for(" ok ")
    form.keys(*["backspace"] * 3, "ctrl+s")
    form.wait_gone(FORM)
    form.type(b"\xd6\xd0\xff\x803")
    form.wait_for("No goals yet")
    assert person(company, "E0")["name"].startswith("Alice Wong\ufffd")
