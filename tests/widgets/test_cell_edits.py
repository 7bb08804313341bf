"""A cell being written in: what typing does to the text that stood there."""

import pytest
from textual import events

from widgets.cell_edits import CellEdit


def written(keys, before="0.26", *, is_selected=True):
    edit = CellEdit("key", "score", before, is_selected)
    for key in keys:
        edit.press(events.Key(key, key if len(key) == 1 else None))
    return edit.line.text


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        ("７０％", "７０％"),
        (("end", "7"), "0.267"),
        (("home", "1"), "10.26"),
        (("backspace",), ""),
        (("delete", "9"), "9"),
        (("ctrl+u", "9"), "9"),
        ((), "0.26"),
    ],
)
def test_what_is_typed_takes_the_place_of_a_marked_text_unless_the_caret_was_moved_first(keys, text):
    assert written(keys) == text


def test_a_text_that_is_not_marked_is_gone_on_with():
    assert written("!", "Li", is_selected=False) == "Li!"


def test_what_is_pasted_takes_the_place_of_a_marked_text_too():
    edit = CellEdit("key", "score", "0.26", is_selected=True)
    edit.write("0.8")
    assert edit.line.text == "0.8"
