"""Marks stay on their records, and go with them."""

from screens.goal_trees import TreeFilter


async def test_the_mark_of_a_goal_that_was_taken_back_goes_with_it(desk, store):
    await desk.press("ctrl+n", *"Fresh", "enter", "escape")
    await desk.press("space")
    assert "1 marked" in desk.status
    await desk.press("ctrl+z")
    assert desk.tree.marks == frozenset()
    assert desk.status.startswith("Undone: ")
    assert "marked" not in desk.section.summary()


async def test_a_mark_that_a_filter_hides_stays(desk, ids):
    desk.tree.marks = {ids.first, ids.rate}
    desk.section.apply(TreeFilter(text="New customers"))
    await desk.pilot.pause()
    assert desk.tree.index_of(ids.rate) is None
    assert desk.tree.marks == {ids.first, ids.rate}
