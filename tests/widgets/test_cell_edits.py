"""The editor over a cell: the old text is selected until a key says otherwise."""

import pytest
from textual import events

from widgets.cell_edits import CellEdit


def typed(*keys):
    edit = CellEdit("p0", "weight", "50")
    for key in keys:
        edit.press(events.Key(key, key if len(key) == 1 else None))
    return edit.line.text


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        (("5", "5"), "55"),
        (("end", "5"), "505"),
        (("left", "5"), "550"),
        (("backspace",), ""),
        (("delete",), ""),
        (("end", "backspace"), "5"),
        (("1", "backspace", "2"), "2"),
        (("ctrl+u", "7"), "7"),
    ],
)
def test_what_is_typed_takes_the_place_of_the_old_text_and_an_arrow_keeps_it(keys, text):
    assert typed(*keys) == text


def test_a_paste_takes_the_place_of_the_old_text_too():
    edit = CellEdit("p0", "weight", "50")
    edit.write("70")
    edit.write("!")
    assert edit.line.text == "70!"
