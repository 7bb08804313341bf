"""Rows read in blocks."""

from widgets.block_caches import BlockCache


class Rows:
    def __init__(self, count):
        self.count = count
        self.asked = []

    def __call__(self, start, count):
        self.asked.append((start, count))
        return range(start, min(start + count, self.count))


def test_neighbours_cost_one_question():
    rows = Rows(1_000_000)
    cache = BlockCache(rows, size=64)
    assert [cache.row(index) for index in range(64, 128)] == list(range(64, 128))
    assert rows.asked == [(64, 64)]


def test_beyond_the_end_there_is_no_row():
    cache = BlockCache(Rows(100), size=64)
    assert cache.row(99) == 99
    assert cache.row(100) is None
    assert cache.row(5000) is None


def test_the_block_used_longest_ago_goes_first():
    rows = Rows(1000)
    cache = BlockCache(rows, size=10, kept=2)
    for index in (0, 10, 0, 20, 0, 10):
        cache.row(index)
    assert [start for start, _ in rows.asked] == [0, 10, 20, 10]


def test_a_cleared_cache_asks_again():
    rows = Rows(1000)
    cache = BlockCache(rows, size=10)
    cache.row(3)
    cache.clear()
    cache.row(3)
    assert rows.asked == [(0, 10), (0, 10)]
