"""The fishbone: bones above and below the spine, the head at its end, and never wider than its room."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from widgets.fish_drawings import Bone, Fish, Twig, draw, text_of
from widgets.glyphs import ASCII, UNICODE

HEAD = ("Complaints handled", "≥95 % · 88 %", "Gap 7 pp")
FISH = Fish(
    HEAD,
    (
        Bone("People", (Twig("Many are new"), Twig("Little practice", is_sure=False))),
        Bone("Process", (Twig("No standard that all read alike"),)),
        Bone("Tools", (Twig("Data is scattered"),)),
    ),
    ("Training: none",),
)
DRAWN = """\
  People · 2
 ├─ Many are new              Tools · 1                  ┏━━━━━━━━━━━━━━━━━━━┓
 ├─ ? Little practice        ├─ Data is scattered        ┃ Complaints        ┃
 ╲                           ╲                           ┃ handled           ┃
══╲═══════════════════════════╲═════════════════════════▶┃ ≥95 % · 88 %      ┃
 ╱                                                       ┃ Gap 7 pp          ┃
 ├─ No standard that all                                 ┃                   ┃
 │  read alike                                           ┗━━━━━━━━━━━━━━━━━━━┛
  Process · 1

Training: none"""


def test_it_looks_like_a_fish():
    assert text_of(draw(FISH, 78)) == DRAWN


def test_plain_signs_draw_the_same_fish():
    text = text_of(draw(FISH, 78, ASCII))
    assert not set(text) & set("├│╲╱═▶┏┓┗┛━┃…")
    assert len(text.splitlines()) == len(DRAWN.splitlines())


def test_a_fish_without_bones_has_its_head_and_what_is_said_below():
    text = text_of(draw(FISH._replace(bones=()), 78))
    assert "handled" in text
    assert text.endswith("Training: none")


def test_eight_bones_take_several_lengths_of_the_spine_the_last_with_the_head():
    many = FISH._replace(bones=tuple(Bone(f"Bone {n}", (Twig(f"cause {n}"),)) for n in range(8)))
    lines = text_of(draw(many, 78)).splitlines()
    spines = [line for line in lines if line.startswith("══")]
    assert len(spines) == 2
    assert "┃" not in spines[0]
    assert all(any(f"cause {n}" in line for line in lines) for n in range(8))


def test_where_lines_are_short_of_room_long_causes_are_cut_and_none_is_lost():
    long = FISH._replace(bones=(Bone("People", tuple(Twig(f"{n} " + "very long words " * 8) for n in range(4))),))
    whole, cut = draw(long, 60), draw(long, 60, height=16)
    assert len(cut) < len(whole)
    assert all(f"{n} very" in text_of(cut) for n in range(4))
    assert "…" in text_of(cut)


@pytest.mark.parametrize("width", [12, 30, 45])
def test_where_there_is_no_room_for_a_fish_the_bones_are_listed(width):
    lines = text_of(draw(FISH, width)).splitlines()
    assert any("Many" in line for line in lines)
    assert max(map(cell_len, lines)) <= width


def test_before_anything_is_laid_out_there_is_no_room_at_all():
    assert draw(FISH._replace(head=("投诉",)), 1)


TEXTS = st.text(st.sampled_from("ab 投诉率[\n"), min_size=1, max_size=60)


@given(st.lists(st.lists(TEXTS, min_size=1, max_size=4), max_size=9), st.integers(24, 160), st.sampled_from([UNICODE, ASCII]))
def test_no_line_is_wider_than_the_room(bones, width, glyphs):
    fish = Fish(HEAD, tuple(Bone("投诉", tuple(Twig(text) for text in texts)) for texts in bones), ("note",))
    assert all(cell_len("".join(piece.text for piece in line)) <= width for line in draw(fish, width, glyphs))
