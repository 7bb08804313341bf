"""What stands in the way of somebody who uses goals for the first time."""

import pytest

from widgets.quick_adds import PreviewLine, QuickAdd


def preview(desk):
    bar = next(bar for bar in desk.section.query(QuickAdd) if bar.display)
    return bar.query_one(PreviewLine).render().plain


@pytest.mark.parametrize("key", ["ctrl+n", "insert"])
async def test_a_paste_that_is_too_long_for_a_line_is_said_in_the_preview(desk, ids, key):
    await desk.on(ids.unit)
    await desk.press(key)
    await desk.burst("\x1b[200~" + "x" * 5000 + "\x1b[201~")
    assert "5000 characters; 1000 is the most" in preview(desk)
