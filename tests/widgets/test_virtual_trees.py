"""Walking in a tree: opening, closing, filters, reloads, and how little of it is read."""

from array import array
from dataclasses import dataclass

import pytest
from rich.cells import cell_len
from textual.app import App

from widgets.cells import StyledCell, Tone
from widgets.columns import Column
from widgets.glyphs import ASCII
from widgets.virtual_trees import VirtualTree

FAN = 10


@dataclass(frozen=True)
class Goal:
    node: int
    key: str
    title: str
    has_children: bool
    cells: tuple


class Goals:
    """Every goal has ten below it, until the count is reached; what is asked for is counted."""

    def __init__(self, count=1_000_000, titles=None):
        self.count = count
        self.titles = titles or {}
        self.gone = set()
        self.asked = []
        self.read_whole = 0

    def below(self, node):
        first = FAN * (node + 1)
        return [child for child in range(first, first + FAN) if child < self.count and child not in self.gone]

    def roots(self):
        return array("q", self.below(-1))

    def children(self, node):
        return array("q", self.below(node))

    def everything(self):
        self.read_whole += 1
        ids, depths, stack = array("q"), bytearray(), [(node, 0) for node in reversed(self.below(-1))]
        while stack:
            node, depth = stack.pop()
            ids.append(node)
            depths.append(depth)
            stack.extend((child, depth + 1) for child in reversed(self.below(node)))
        return ids, bytes(depths)

    def rows(self, nodes):
        self.asked.append(len(nodes))
        return [self.row(node) for node in nodes if node not in self.gone]

    def row(self, node):
        cells = (StyledCell("On track", Tone.GOOD), f"{node % 100}%")
        return Goal(node, f"g{node}", self.titles.get(node, f"Goal {node}"), bool(self.below(node)), cells)

    def path_to(self, key):
        if not key or int(key[1:]) >= self.count or int(key[1:]) in self.gone:
            return []
        path = [int(key[1:])]
        while path[0] >= FAN:
            path.insert(0, path[0] // FAN - 1)
        return path


COLUMNS = (Column("status", "Status", 10), Column("share", "Share", 6, align="right", priority=1))


class TreeApp(App):
    def __init__(self, tree):
        super().__init__()
        self.goals = tree
        self.told = []

    def compose(self):
        yield self.goals

    def on_mount(self):
        self.goals.focus()

    def on_virtual_list_activated(self, event):
        self.told.append(("activated", event.key))


def start(source=None, **options):
    tree = VirtualTree("Goal", COLUMNS, source or Goals(), **options)
    app = TreeApp(tree)
    return app, tree, app.run_test(size=(80, 24))


def lines(tree):
    return [tree.draw_line(y).text for y in range(tree.size.height)]


def titles(tree):
    """What shows of the rows: sign and title, with their indent."""
    return [line[2 : tree.slots()[0].end].rstrip() for line in lines(tree)[1:] if line.strip()]


async def test_right_opens_and_then_goes_to_the_first_child():
    _app, tree, running = start(Goals(30))
    async with running as pilot:
        assert titles(tree)[:3] == ["▸ Goal 0", "▸ Goal 1", "  Goal 2"]
        await pilot.press("right")
        assert titles(tree)[:2] == ["▾ Goal 0", "    Goal 10"]
        assert tree.cursor_key == "g0"
        await pilot.press("right")
        assert tree.cursor_key == "g10"
        await pilot.press("right")
        assert tree.cursor_key == "g10"


async def test_left_closes_or_goes_to_the_parent():
    _app, tree, running = start(Goals(30))
    async with running as pilot:
        await pilot.press("down", "right", "down", "down", "left")
        assert tree.cursor_key == "g1"
        await pilot.press("left")
        assert titles(tree)[1:3] == ["▸ Goal 1", "  Goal 2"]
        await pilot.press("left")
        assert tree.cursor_key == "g1"


async def test_the_signs_have_ascii_twins():
    _app, tree, running = start(Goals(30), glyphs=ASCII)
    async with running as pilot:
        await pilot.press("right")
        assert titles(tree)[0] == "- Goal 0"
        assert titles(tree)[11] == "+ Goal 1"


async def test_an_asterisk_opens_all_below_and_a_minus_closes_it():
    source = Goals(1000)
    _app, tree, running = start(source)
    async with running as pilot:
        await pilot.press("down", "asterisk")
        await pilot.pause()
        assert tree.row_count == 10 + 10 + 100
        assert tree.cursor_key == "g1"
        assert source.read_whole == 0
        assert titles(tree)[2:4] == ["  ▾ Goal 20", "      Goal 210"]
        await pilot.press("minus", "right")
        assert tree.row_count == 20
        assert titles(tree)[2] == "  ▸ Goal 20"


async def test_a_large_branch_is_opened_by_reading_the_tree_once():
    source = Goals(40_000)
    _app, tree, running = start(source)
    async with running as pilot:
        await pilot.press("down", "asterisk")
        await pilot.pause()
        assert source.read_whole == 1
        assert tree.row_count == 10 + 10 + 100 + 1000 + 10_000
        assert titles(tree)[1:4] == ["▾ Goal 1", "  ▾ Goal 20", "    ▾ Goal 210"]


async def test_a_million_rows_cost_a_few_blocks():
    source = Goals()
    _app, tree, running = start(source)
    async with running as pilot:
        tree.expand_everything()
        assert tree.row_count == 1_000_000
        source.asked.clear()
        await pilot.press("pagedown", "pagedown", "end", "up", "pageup", "home")
        await pilot.pause()
        assert sum(source.asked) <= 7 * 64
        assert len(tree._rows) <= 16 * 64


async def test_moving_the_cursor_paints_two_lines():
    painted = []
    _app, tree, running = start()
    async with running as pilot:
        await pilot.pause()
        tree._set_dirty = lambda *regions: painted.extend(regions)
        await pilot.press("down")
        assert {(region.y, region.height, region.right) for region in painted} == {(1, 1, 79), (2, 1, 79)}


async def test_on_a_wide_terminal_highlight_and_painting_end_with_a_column():
    painted = []
    app = TreeApp(VirtualTree("Goal", COLUMNS, Goals()))
    async with app.run_test(size=(90, 24)) as pilot:
        await pilot.pause()
        end = app.goals.slots()[0].end
        assert len(app.goals.draw_line(1)._segments[0].text) == end
        app.goals._set_dirty = lambda *regions: painted.extend(regions)
        await pilot.press("down")
        assert {region.right for region in painted} == {end}


async def test_opening_paints_only_what_moved():
    drawn = []

    class Counting(VirtualTree):
        def render_line(self, y):
            drawn.append(y)
            return super().render_line(y)

    app = TreeApp(Counting("Goal", COLUMNS, Goals(200)))
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.press(*["down"] * 8)
        await pilot.pause()
        drawn.clear()
        await pilot.press("right")
        await pilot.pause()
        assert sorted(set(drawn)) == list(range(9, 21))


async def test_a_reload_keeps_open_what_was_open_and_the_cursor():
    source = Goals(1000)
    _app, tree, running = start(source)
    async with running as pilot:
        await pilot.press("right", "right", "down", "right", "right")
        assert tree.cursor_key == "g120"
        source.gone = {10}
        tree.reload()
        assert titles(tree)[:3] == ["▾ Goal 0", "  ▾ Goal 11", "      Goal 120"]
        assert titles(tree)[12] == "  ▸ Goal 12"
        assert tree.row_count == 10 + 9 + 10
        assert tree.cursor_key == "g120"


async def test_a_reload_of_a_tree_with_many_open_nodes_reads_it_once():
    source = Goals(40_000)
    _app, tree, running = start(source)
    async with running as pilot:
        await pilot.press("asterisk")
        count = tree.row_count
        source.read_whole = 0
        source.gone = {10}
        tree.reload()
        await pilot.pause()
        assert source.read_whole == 1
        assert tree.row_count == count - 1 - 10 - 100 - 1000
        assert titles(tree)[:3] == ["▾ Goal 0", "  ▾ Goal 11", "    ▾ Goal 120"]


async def test_when_its_row_is_gone_the_cursor_stays_where_it_was():
    source = Goals(30)
    _app, tree, running = start(source)
    async with running as pilot:
        await pilot.press("right", "down", "down")
        source.gone = {11}
        tree.reload()
        assert (tree.cursor, tree.cursor_key) == (2, "g12")


async def test_a_row_is_revealed_by_opening_what_is_above_it():
    _app, tree, running = start()
    async with running as pilot:
        await pilot.press("end")
        assert tree.reveal("g11110")
        assert tree.cursor_key == "g11110"
        assert titles(tree)[tree.cursor - tree.top].startswith("        ▸ Goal 11110")
        assert not tree.reveal("g1000000")
        assert tree.cursor_key == "g11110"


async def test_a_filter_shows_matches_with_all_that_is_above_them():
    _app, tree, running = start(Goals(1000))
    async with running as pilot:
        await pilot.press("right", "right")
        tree.show_only(array("q", [0, 11, 125, 9]), bytes([0, 1, 2, 0]))
        assert titles(tree) == ["▾ Goal 0", "  ▾ Goal 11", "      Goal 125", "▸ Goal 9"]
        assert tree.is_filtered
        assert tree.cursor_key == "g0"
        await pilot.press("down", "down")
        tree.reload()
        assert titles(tree) == ["▾ Goal 0", "  ▾ Goal 11", "      Goal 125", "▸ Goal 9"]
        assert not tree.reveal("g5")
        assert tree.cursor_key == "g125"


async def test_after_a_filter_the_row_under_the_cursor_is_still_in_view():
    _app, tree, running = start(Goals(1000))
    async with running as pilot:
        await pilot.press("down", "right")
        tree.show_only(array("q", [0, 11, 125]), bytes([0, 1, 2]))
        await pilot.press("end")
        tree.show_all()
        assert not tree.is_filtered
        assert tree.cursor_key == "g125"
        assert tree.index_of("g20") is not None
        assert tree.row_count == 10 + 10 + 10 + 10


async def test_a_filter_without_matches_is_an_empty_list():
    _app, tree, running = start(Goals(1000), empty="Nothing found.")
    async with running as pilot:
        tree.show_only(array("q"), b"")
        await pilot.press("right", "left", "asterisk", "minus", "space", "down")
        assert [line.strip() for line in lines(tree) if line.strip()][1:] == ["Nothing found."]
        tree.show_all()
        assert tree.cursor_key == "g0"


async def test_a_tree_without_goals_obeys_every_key():
    _app, tree, running = start(Goals(0), empty="No goals yet.")
    async with running as pilot:
        await pilot.press("right", "left", "asterisk", "minus", "space", "enter", "pagedown", "end")
        assert tree.cursor_key is None


async def test_marks_and_enter_work_by_key():
    app, tree, running = start(Goals(30))
    async with running as pilot:
        await pilot.press("right", "down", "space", "enter")
        assert tree.marks == {"g10"}
        await pilot.press("home", "left", "right")
        assert lines(tree)[2].startswith("*")
        await pilot.pause()
        assert app.told == [("activated", "g11")]


async def test_a_click_on_the_sign_opens_and_closes():
    _app, tree, running = start(Goals(1000))
    async with running as pilot:
        await pilot.click(tree, offset=(2, 2))
        assert tree.row_count == 20
        await pilot.click(tree, offset=(4, 3))
        assert tree.row_count == 30
        await pilot.click(tree, offset=(12, 3))
        assert tree.row_count == 30
        await pilot.click(tree, offset=(2, 2))
        assert tree.row_count == 10


async def test_a_deep_row_still_shows_its_title():
    class Chain(Goals):
        def below(self, node):
            return [node + 1] if node + 1 < self.count else []

        def path_to(self, key):
            return list(range(int(key[1:]) + 1)) if key else []

    _app, tree, running = start(Chain(200))
    async with running as pilot:
        assert tree.reveal("g199")
        await pilot.pause()
        assert titles(tree)[-1].endswith("Goal 199")
        await pilot.press("left")
        assert tree.cursor_key == "g198"


@pytest.mark.parametrize("title", ["[/b]", "[@click=app.quit]x", "\x1b[2J\x1b]0;x\x07", "客户投诉处理率" * 9, "a\nb"])
async def test_titles_are_only_text_and_keep_the_columns_in_line(title):
    app, tree, running = start(Goals(30, {0: title, 1: "plain"}))
    async with running as pilot:
        await pilot.press("right")
        for line in lines(tree)[1:4]:
            assert line.isprintable()
            assert cell_len(line) == tree.line_width
            assert cell_len(line[: line.index("On track")]) == tree.slots()[1].x
        if title.startswith("["):
            assert title in lines(tree)[1]
        await pilot.click(tree, offset=(5, 1))
        assert app.is_running


async def test_another_source_starts_closed():
    _app, tree, running = start(Goals(1000))
    async with running as pilot:
        await pilot.press("right", "down")
        tree.source = Goals(5)
        await pilot.pause()
        assert titles(tree) == [f"  Goal {n}" for n in range(5)]
        assert tree.cursor == 0


async def test_a_source_can_be_changed_before_the_tree_is_shown():
    _app, tree, running = start(Goals(1000))
    tree.source = Goals(5)
    async with running:
        assert titles(tree) == [f"  Goal {n}" for n in range(5)]
