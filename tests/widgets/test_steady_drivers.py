"""What the terminal sends becomes the keys that were pressed, however the line cuts or joins it."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from textual import events

from widgets.steady_drivers import PlainKeys


def typed(*pieces: str) -> list[str]:
    """Names of the keys, and the texts of pastes in angle brackets, once all pieces have come and some time has passed."""
    parser = PlainKeys()
    found = [event for piece in pieces for event in parser.feed(piece)]
    found += parser.feed("")
    return [event.key if isinstance(event, events.Key) else f"<{event.text}>" for event in found]


@pytest.mark.parametrize(
    ("sent", "keys"),
    [
        ("\x1b2", ["escape", "2"]),
        ("\x1bd\x1bd\x10", ["escape", "d", "escape", "d", "ctrl+p"]),
        ("\x1b张\x13", ["escape", "张", "ctrl+s"]),
        ("\x1b\r", ["escape", "enter"]),
        ("\x1b\x1bOQ", ["escape", "f2"]),
        ("\x1b", ["escape"]),
        ("\x1bf\x1bb\x1b\x7f", ["ctrl+right", "ctrl+left", "ctrl+w"]),
        ("\x1b[A\x1bOP\x1b[Zx", ["up", "f1", "shift+tab", "x"]),
    ],
)
def test_esc_and_a_key_that_come_in_one_piece_stay_two_keys(sent, keys):
    assert typed(sent) == keys


def test_an_esc_in_a_paste_presses_no_key():
    assert typed("a\x1b[200~b\x1b[31m\x1bc\nd\x1b[201~\x1b2") == ["a", "<b[31mc\nd>", "escape", "2"]


@given(st.text("ab\x1b[2 01~\n中", max_size=20), st.lists(st.integers(0, 60), max_size=6))
def test_a_paste_is_the_same_however_it_is_cut(inside, cuts):
    assume("\x1b[201~" not in inside)
    sent = f"x\x1b[200~{inside}\x1b[201~y"
    pieces = [sent[start:end] for start, end in zip([0, *sorted(cuts)], [*sorted(cuts), len(sent)], strict=True)]
    assert typed(*filter(None, pieces)) == ["x", f"<{inside.replace(chr(27), '')}>", "y"]
