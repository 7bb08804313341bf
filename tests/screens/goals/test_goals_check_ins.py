"""Checking in from the keyboard, in the fields and in the store."""

from perftui.services import drafts, goals, undo
from screens.check_in_forms import CheckInForm
from widgets.dialogs.confirms import Confirm
from widgets.dialogs.pickers import Picker
from widgets.forms import Form

F7, DOWN = "\x1b[18~", "\x1b[B"
CTRL_S = "\x13"


def last(store, key):
    row = store.row("SELECT * FROM check_in WHERE key_result_id = ? ORDER BY on_date DESC", (key,))
    return row and {name: row[name] for name in ("value", "confidence", "note", "blocker", "next_action", "on_date")}


def effect(desk):
    return desk.screen.query_one(Form)._rows["effect"].control.read_value()


async def test_a_check_in_typed_ahead_lands_in_its_fields(desk, store, ids):
    await desk.on(ids.rate)
    await desk.burst(f"{F7}92\r60\rnote\r{CTRL_S}")
    wanted = {"value": "92", "confidence": "0.6", "note": "note", "blocker": "", "next_action": "", "on_date": "2026-11-23"}
    assert last(store, ids.rate) == wanted
    assert desk.status.startswith("Checked in “Rate”: progress no data → 120%")


async def test_the_effect_shows_while_one_types(desk, ids):
    await desk.on(ids.new)
    await desk.press("f7")
    assert effect(desk).startswith("progress 20% → 20%")
    await desk.press("4", "0", "enter", "8", "0")
    assert effect(desk) == "progress 20% → 80%, goal 20% → 80%, ■ Off track → ● On track"
    await desk.press("escape", "d")
    assert desk.section is desk.screen


async def test_low_confidence_asks_what_stands_in_the_way_and_what_is_next(desk, store, ids):
    await desk.on(ids.rate)
    await desk.burst(f"{F7}82\r30\rslow\r\r\r{CTRL_S}")
    assert isinstance(desk.screen, CheckInForm)
    assert last(store, ids.rate) is None
    await desk.burst(f"no budget\rask finance{CTRL_S}")
    found = last(store, ids.rate)
    assert (found["note"], found["blocker"], found["next_action"]) == ("slow", "no budget", "ask finance")


async def test_a_burst_with_low_confidence_fills_the_two_fields_that_only_then_exist(desk, store, ids):
    await desk.on(ids.rate)
    await desk.burst(f"{F7}82\r30\rslow\rno budget\rask finance\r{CTRL_S}")
    found = last(store, ids.rate)
    assert (found["note"], found["blocker"], found["next_action"], found["on_date"]) == ("slow", "no budget", "ask finance", "2026-11-23")


async def test_a_value_that_cannot_be_is_told_beside_its_field_and_nothing_is_lost(desk, store, ids):
    await desk.on(ids.rate)
    await desk.burst(f"{F7}many\r60\rnote{CTRL_S}")
    form = desk.screen.query_one(Form)
    assert "is not a value here" in form.error_of("value")
    assert form.values["note"] == "note"
    assert last(store, ids.rate) is None


async def test_a_day_in_the_future_is_refused_beside_the_date(desk, store, ids):
    await desk.on(ids.rate)
    await desk.burst(f"{F7}85\r60\rnote\rt+3d\r{CTRL_S}")
    await desk.press("ctrl+s")
    assert last(store, ids.rate) is None


async def test_undo_takes_a_check_in_back_and_redo_does_it_again(desk, store, ids):
    await desk.on(ids.rate)
    await desk.burst(f"{F7}85\r60\rnote{CTRL_S}")
    await desk.press("ctrl+z")
    assert last(store, ids.rate) is None
    assert "Undone: Checked in Rate" in desk.status
    await desk.press("ctrl+y")
    assert last(store, ids.rate)["value"] == "85"


async def test_what_was_taken_back_can_be_done_again_after_a_restart(desk_on):
    async with desk_on() as desk:
        await desk.on(desk.ids.rate)
        await desk.burst(f"{F7}85\r60\rnote{CTRL_S}\x1a\x11")
        assert last(desk.store, desk.ids.rate) is None
    async with desk_on() as desk:
        await desk.press("ctrl+y")
        assert last(desk.store, desk.ids.rate)["value"] == "85"
        await desk.on(desk.ids.rate)
        assert desk.tree.row_at(desk.tree.cursor).cells[2] == "85 / 90 %"


async def test_a_goal_with_one_key_result_goes_straight_to_it(desk, store, ids):
    await desk.on(ids.first)
    await desk.burst(f"{F7}84\r70{CTRL_S}")
    assert last(store, ids.rate)["value"] == "84"


async def test_a_goal_with_several_key_results_lists_them(desk, store, ids):
    await desk.on(ids.unit)
    await desk.press("f7")
    assert isinstance(desk.screen, Picker)
    await desk.burst(f"lost\r12\r70{CTRL_S}")
    assert last(store, ids.old)["value"] == "12"


async def test_a_goal_without_key_results_says_what_to_press(desk, ids):
    await desk.on(ids.theme)
    await desk.press("f7")
    assert "Ins adds one" in desk.status


async def test_marked_key_results_are_checked_in_one_after_the_other(desk, store, ids):
    desk.tree.marks = {ids.new, ids.old}
    await desk.press("f7")
    await desk.burst(f"20\r70{CTRL_S}15\r80{CTRL_S}")
    values = {last(store, key)["value"] for key in (ids.new, ids.old)}
    assert values == {"20", "15"}
    assert not desk.tree.marks


async def test_leaving_keeps_a_draft_that_comes_back(desk, store, ids):
    await desk.on(ids.rate)
    await desk.press("f7", "8", "5", "enter")
    assert drafts.restore(store, "check_in", ids.rate).fields["value"] == "85"
    await desk.press("escape")
    assert isinstance(desk.screen, Confirm)
    await desk.press("k", "ctrl+s")
    assert last(store, ids.rate)["value"] == "85"
    assert drafts.restore(store, "check_in", ids.rate) is None


async def test_a_second_check_in_of_the_day_corrects_the_first(desk, store, ids):
    await desk.on(ids.rate)
    await desk.burst(f"{F7}85\r60\rnote{CTRL_S}{F7}86")
    assert "corrects today's" in effect(desk)
    await desk.burst(CTRL_S)
    assert last(store, ids.rate)["value"] == "86"
    assert last(store, ids.rate)["note"] == "note"
    assert store.value("SELECT count(*) FROM check_in WHERE key_result_id = ?", (ids.rate,)) == 1


async def test_an_archived_key_result_is_not_checked_in(desk, store, ids):
    goals.archive(store, [ids.rate], reason="not measured any more")
    await desk.press("ctrl+l", *"also what is", "enter")
    await desk.on(ids.rate)
    await desk.burst(f"{F7}85\r60{CTRL_S}")
    assert last(store, ids.rate) is None
    assert undo.next_undo(store).template == "Archived {title}"


async def test_a_confidence_of_1_in_a_field_of_percent_is_one_percent(desk, store, ids):
    await desk.on(ids.rate)
    await desk.burst(f"{F7}82\r1\rslow\rno budget\rask finance\r{CTRL_S}")
    assert last(store, ids.rate)["confidence"] == "0.01"


async def test_what_is_wrong_with_a_confidence_is_said_in_percent(desk, store, ids):
    await desk.on(ids.rate)
    await desk.burst(f"{F7}82\r30\rslow\r\r\r{CTRL_S}")
    assert "A confidence below 40 % needs more" in "\n".join(desk.lines)


async def test_a_notice_names_the_key_result_and_does_not_call_the_check_in_late(desk, store, ids):
    await desk.on(ids.calls)
    await desk.burst(f"{F7}20\r60\r{CTRL_S}")
    assert desk.status.startswith("Checked in “Calls”: progress")
    assert "late" not in desk.status
