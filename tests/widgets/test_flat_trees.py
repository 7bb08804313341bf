"""The flat arrays behind a tree, held against a tree made of nodes."""

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from widgets.flat_trees import DEEPEST, FlatTree


def ints(*nodes):
    return array("q", nodes)


class Naive:
    """What is meant: nodes with an open flag, forgotten below a node that is closed."""

    def __init__(self, children):
        self.children = children
        self.open = set()

    def rows(self, node=-1, depth=0):
        for child in self.children.get(node, ()):
            yield child, depth
            if child in self.open:
                yield from self.rows(child, depth + 1)

    def expand(self, node):
        if self.children.get(node):
            self.open.add(node)

    def collapse(self, node):
        self.open.discard(node)
        for child in self.children.get(node, ()):
            self.collapse(child)


@st.composite
def forests(draw):
    """Children by parent; -1 stands above the roots."""
    size = draw(st.integers(1, 25))
    children = {}
    for node in range(size):
        children.setdefault(draw(st.integers(-1, node - 1)), []).append(node)
    return children


@given(forests(), st.lists(st.tuples(st.booleans(), st.integers(0, 24)), max_size=40))
def test_any_opening_and_closing_shows_what_a_tree_of_nodes_would(children, steps):
    flat, naive = FlatTree(ints(*children[-1])), Naive(children)
    for is_expand, number in steps:
        index = number % len(flat)
        node = flat.ids[index]
        assert flat.is_open(index) == (node in naive.open)
        if is_expand:
            flat.expand(index, ints(*children.get(node, ())))
            naive.expand(node)
        else:
            flat.collapse(index)
            naive.collapse(node)
        assert list(zip(flat.ids, flat.depths, strict=True)) == list(naive.rows())
    assert flat.open_nodes() == [node for node, _ in naive.rows() if node in naive.open]


@given(forests(), st.sets(st.integers(0, 24)))
def test_a_whole_tree_can_be_closed_down_to_chosen_nodes(children, chosen):
    everything = Naive(children)
    everything.open = {node for node in children if node >= 0}
    rows = list(everything.rows())
    flat = FlatTree(ints(*(node for node, _ in rows)), bytes(depth for _, depth in rows))
    flat.keep_open(chosen)
    expected = Naive(children)
    expected.open = chosen & set(children)
    assert list(zip(flat.ids, flat.depths, strict=True)) == list(expected.rows())


def test_the_parent_is_the_nearest_row_above_that_is_one_level_up():
    flat = FlatTree(ints(1, 2, 3, 4, 5), bytes([0, 1, 2, 1, 0]))
    assert [flat.parent_of(index) for index in range(5)] == [None, 0, 1, 0, None]
    assert [flat.end_of(index) for index in range(5)] == [4, 3, 3, 4, 5]


def test_depths_that_are_signs_of_a_pattern_are_only_depths():
    for depth in (10, 45, 91, 92, 93, 94, DEEPEST):
        flat = FlatTree(ints(*range(depth + 3)), bytes([*range(depth + 1), depth, 0]))
        assert flat.end_of(depth) == depth + 1
        assert flat.end_of(0) == depth + 2


def test_deeper_than_a_byte_holds_nothing_opens():
    flat = FlatTree(ints(7), bytes([DEEPEST]))
    assert not flat.expand(0, ints(8))
    assert len(flat) == 1


def test_opening_twice_changes_nothing():
    flat = FlatTree(ints(1, 2))
    assert flat.expand(0, ints(3))
    assert not flat.expand(0, ints(3))
    assert not flat.expand(2, ints())
    assert list(flat.ids) == [1, 3, 2]


def test_a_node_is_looked_for_in_a_part_only():
    flat = FlatTree(ints(1, 2, 3))
    assert flat.index_of(3) == 2
    assert flat.index_of(3, 0, 2) is None
    assert flat.index_of(9) is None


def test_arrays_of_different_length_are_refused():
    with pytest.raises(ValueError, match="1"):
        FlatTree(ints(1, 2), b"\0")
