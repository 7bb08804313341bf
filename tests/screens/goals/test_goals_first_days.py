"""What stands in the way of somebody who uses goals for the first time."""

from datetime import UTC, date, datetime

import pytest

from perftui.app import PerftuiApp
from perftui.domain.codes import CycleState
from perftui.services import cycles
from perftui.storage.stores import Actor
from perftui.storage.upgrades import open_memory
from screens.goal_sources import due_text
from widgets.dialogs.confirms import Confirm
from widgets.quick_adds import PreviewLine, QuickAdd

TODAY = date(2026, 11, 23)


def preview(desk):
    bar = next(bar for bar in desk.section.query(QuickAdd) if bar.display)
    return bar.query_one(PreviewLine).render().plain


@pytest.mark.parametrize("key", ["ctrl+n", "insert"])
async def test_a_paste_that_is_too_long_for_a_line_is_said_in_the_preview(desk, ids, key):
    await desk.on(ids.unit)
    await desk.press(key)
    await desk.burst("\x1b[200~" + "x" * 5000 + "\x1b[201~")
    assert "5000 characters; 1000 is the most" in preview(desk)


@pytest.mark.parametrize(("answer", "goals"), [("enter", ["A first goal"]), ("n", [])])
async def test_the_first_goal_of_all_offers_the_cycle_that_it_needs(answer, goals):
    store = open_memory(Actor("hanna"), lambda: datetime(2026, 11, 23, 8, 0, tzinfo=UTC))
    app = PerftuiApp(store)
    async with app.run_test(size=(80, 24)) as pilot:
        for keys in (["3"], ["ctrl+n", *"A first goal", "enter"]):
            await pilot.press(*keys)
            await app.keys_settled()
            await pilot.pause()
            if keys == ["3"]:
                assert "offers the quarter that runs" in " ".join(strip.text.strip() for strip in app.screen._compositor.render_strips())
        assert isinstance(app.screen, Confirm)
        assert "There is no cycle yet. Add 2026-Q4 (1 Oct – 31 Dec) and go on?" in app.screen._question
        await pilot.press(answer)
        await pilot.pause()
        assert [row["title"] for row in store.rows("SELECT title FROM goal")] == goals
        assert [tuple(row) for row in store.rows("SELECT name, state FROM cycle")] == [("2026-Q4", "active")] * len(goals)
    store.close()


@pytest.mark.parametrize("command", ["units", "cycles"])
async def test_units_and_cycles_are_reached_from_goals_too(desk, command):
    await desk.give(f"app.go_{command}")
    assert type(desk.screen).__module__ == f"screens.{command}"


async def test_a_weight_above_100_percent_is_said_in_percent_and_stays_to_be_mended(desk, ids):
    await desk.on(ids.rate)
    await desk.give("goals.set_weight")
    await desk.press("home", "shift+end", "delete", *"150", "enter")
    assert "150 % is too much; 100 % is the most" in "\n".join(desk.lines)
    await desk.press("backspace", "backspace", "backspace", *"40", "enter")
    assert desk.key_result(ids.rate)["weight"] == 4000
    assert desk.screen is desk.section


async def test_equal_weights_say_which_siblings_they_were_given_to(desk, ids):
    await desk.on(ids.new)
    await desk.give("goals.weigh")
    assert desk.status.startswith("4 goals and key results below “Win customers” now weigh 25% each. Ctrl+Z")


async def test_the_status_line_names_the_filter_by_which_closed_cycles_are_left_out(desk, store, ids):
    assert "cycles not closed" not in desk.status
    for state in (CycleState.REVIEWING, CycleState.CLOSED):
        cycles.change_state(store, ids.q3, cycles.cycle(store, ids.q3, TODAY).version, state, TODAY)
    desk.section.reload()
    await desk.pilot.pause()
    assert "cycles not closed" in desk.status


def test_a_due_date_of_another_year_is_whole():
    assert due_text(date(2027, 3, 31), date(2026, 11, 23)) == "31 Mar 2027"
