"""The goal tree as somebody at the keyboard looks at it."""

import inspect

import pytest

from perftui.domain import alignments, statuses
from perftui.domain.carry_overs import Leftover
from perftui.domain.codes import CycleState
from perftui.domain.conflicts import ConflictReason
from perftui.services import conflict_steps, cycles, goal_findings, goals, views
from perftui.services.cycle_steps import close_cycle
from screens.goal_details import MENDING
from screens.hosts import Place
from screens.lists import REST
from widgets.cells import Tone
from widgets.detail_panes import DetailPane
from widgets.dialogs.pickers import Picker
from widgets.pick_lists import PickList


def cell(desk, key, number):
    return desk.tree.row_at(desk.tree.index_of(key)).cells[number]


def detail(desk):
    return desk.section.query_one(DetailPane).content.plain


def choices(desk):
    return [choice for choice in desk.screen.query_one(PickList)._lines if not isinstance(choice, str)]


async def test_a_small_tree_opens_with_one_level_and_says_how_much_there_is(desk):
    assert desk.titles == ["Grow", "Win customers"]
    assert desk.status == "4 goals, 4 key results"


async def test_keys_open_and_close_the_tree(desk, ids):
    await desk.press("asterisk")
    assert desk.tree.row_count == 8
    await desk.press("minus")
    assert desk.titles == ["Grow"]
    await desk.press("right", "down", "right")
    assert ids.new in [desk.tree.key_at(index) for index in range(desk.tree.row_count)]


async def test_at_80_columns_a_row_tells_progress_status_owner_and_due_date(desk):
    row = next(line for line in desk.lines if "Win customers" in line)
    assert "█░░░░ 20%*" in row
    assert "Off track" in row
    assert "Sales" in row
    assert "31 Dec" in row


async def test_a_star_says_that_a_part_is_not_measured_and_the_details_explain_it(desk, ids):
    await desk.on(ids.unit)
    assert cell(desk, ids.unit, 0).endswith("20%*")
    await desk.press("enter")
    assert "25% of the weight right below: hence the *" in detail(desk)


async def test_an_overdue_check_in_is_marked_by_a_sign_and_told_in_words(desk, ids):
    await desk.on(ids.calls)
    assert cell(desk, ids.calls, 1).text.endswith("!")
    await desk.press("enter")
    assert "a check-in is overdue" in detail(desk)


async def test_a_goal_that_is_not_agreed_shows_its_state_instead_of_a_light_without_data(desk, ids):
    await desk.on(ids.first)
    assert cell(desk, ids.first, 1).text == "○ Draft"


async def test_hostile_titles_stay_text_in_tree_details_and_pickers(desk, ids):
    await desk.on(ids.first)
    assert "[/b] Raise [retention]" in desk.titles[-1] or any("[/b] Raise [retention]" in title for title in desk.titles)
    assert not any("\x1b" in line for line in desk.lines)
    await desk.press("enter")
    assert "[/b] Raise [retention]" in detail(desk)
    await desk.press("escape", "ctrl+r", *"raise")
    assert isinstance(desk.screen, Picker)
    assert not any("\x1b" in line for line in desk.lines)
    await desk.press("escape", "delete", "escape", "f2", "escape", "ctrl+n", "escape")
    assert desk.app.is_running


async def test_finding_shows_matches_with_all_above_them_and_keeps_the_cursor(desk, ids):
    await desk.on(ids.calls)
    await desk.press("f3", *"call")
    assert desk.titles == ["Grow", "Win customers", "客户投诉", "Calls"]
    assert desk.tree.cursor_key == ids.calls
    assert desk.status == "0 goals, 1 key result · “call”"
    await desk.press("escape")
    assert desk.tree.cursor_key == ids.calls
    assert desk.tree.row_count > 4


async def test_a_filter_that_only_served_to_show_a_place_goes_when_one_comes_to_the_goals_again(desk, ids):
    desk.app.go_to(Place("goals", owner=ids.li))
    await desk.pilot.pause()
    await desk.press("1", "3")
    assert desk.status == "4 goals, 4 key results"
    desk.app.go_to(Place("goals", owner=ids.li))
    await desk.pilot.pause()
    await desk.press("ctrl+l", *"draft", "enter", "1", "3")
    assert "Draft" in desk.status


async def test_what_was_opened_under_a_find_stays_open_after_a_dialog(desk, ids):
    await desk.press("f3", *"khts", "enter", "end", "right", "right")
    assert desk.tree.cursor_key == ids.calls
    await desk.press("f2", "escape")
    assert desk.tree.cursor_key == ids.calls
    await desk.press("f3", "backspace", "backspace", *"ts", "enter")
    assert desk.titles[-1] == "客户投诉"


async def test_a_find_that_the_changed_row_no_longer_matches_is_dropped_and_that_is_said(desk, ids):
    await desk.press("f3", *"rate", "enter", "end", "f2", "home", *("delete",) * 4, *"Share", "ctrl+s")
    assert desk.key_result(ids.rate)["title"] == "Share"
    assert desk.tree.cursor_key == ids.rate
    assert "It no longer matches “rate”" in desk.status


async def test_chinese_titles_are_found_by_their_initials(desk, ids):
    await desk.press("f3", *"khts", "enter")
    assert desk.titles[-1] == "客户投诉"
    await desk.press("end")
    assert desk.tree.cursor_key == ids.second


async def test_a_search_that_finds_nothing_says_how_to_go_on(desk):
    await desk.press("f3", *"zzz")
    assert any("No goal matches “zzz”" in line for line in desk.lines)


@pytest.mark.parametrize(
    ("typed", "found", "said"),
    [
        ("unit goal", {"Win customers", "New customers", "Lost customers"}, "Unit goal"),
        ("draft", {"Rate"}, "Draft"),
        ("zw", {"客户投诉", "Calls"}, "张伟"),
        ("sales", {"Win customers", "New customers", "Lost customers"}, "Sales"),
        ("q3", set(), "2026-Q3"),
        ("all cycles", {"Grow", "Win customers"}, "4 goals"),
    ],
)
async def test_a_filter_narrows_the_tree_and_stands_in_the_status_line(desk, typed, found, said):
    await desk.press("ctrl+l", *typed, "enter")
    assert said in desk.status
    assert found <= set(desk.titles)
    if not found:
        assert not desk.titles


async def test_filters_add_up_and_go_away_together(desk):
    await desk.press("ctrl+l", *"unit goal", "enter", "ctrl+l", *"sales", "enter")
    assert desk.status == "1 goal, 2 key results · Unit goal · Sales"
    await desk.press("ctrl+l", *"unit goal", "enter")
    assert "Unit goal" not in desk.status
    await desk.press("ctrl+l", *"no filter", "enter")
    assert desk.status == "4 goals, 4 key results"


async def test_what_is_archived_shows_when_asked_for_and_is_dimmed(desk, store, ids):
    goals.archive(store, [ids.second], reason="dropped")
    await desk.press("f5", "asterisk")
    assert "客户投诉" not in desk.titles
    await desk.press("ctrl+l", *"archived", "enter")
    await desk.on(ids.second)
    row = desk.tree.row_at(desk.tree.index_of(ids.second))
    assert row.title.tone is Tone.MUTED
    assert row.cells[1].text == "Archived"
    assert "with archived" in desk.status


async def test_a_saved_view_brings_its_filter_back(desk, store):
    await desk.press("ctrl+l", *"sales", "enter", "ctrl+t", *"mine", "enter")
    assert [view.name for view in views.listing(store, "goals")] == ["mine"]
    await desk.press("ctrl+l", *"no filter", "enter", "ctrl+t", "enter")
    assert desk.status.startswith("View: mine")
    assert "New customers" in desk.titles
    assert "客户投诉" not in desk.titles


async def test_jumping_to_a_theme(desk, store, ids):
    last = goals.add_goal(store, desk.app.today(), title="Last theme", cycle=ids.q4)
    await desk.press("f5", "ctrl+o", "b")
    assert desk.tree.cursor_key == last


async def test_going_to_a_goal_that_a_filter_hides_takes_the_filter_away(desk, ids):
    await desk.press("f3", *"calls", "enter")
    desk.app.go_to(Place("goals", ids.rate))
    await desk.press("f5")
    assert desk.tree.cursor_key == ids.rate


@pytest.mark.parametrize(("owner", "said"), [("zhang", "张伟"), ("sales", "Sales")])
async def test_going_to_the_goals_of_somebody_shows_theirs(desk, ids, owner, said):
    desk.app.go_to(Place("goals", owner=getattr(ids, owner)))
    await desk.press("left")
    assert desk.status.endswith(said)


async def test_the_details_tell_gap_check_ins_links_and_findings(desk, store, ids):
    conflict_steps.record(store, ids.unit, ids.second, ConflictReason.OPPOSES)
    await desk.on(ids.new)
    await desk.press("enter")
    for words in ("≥50 firms, from 0 firms", "40 firms (80 % of the target)", "16 Nov · 10 firms · confidence 70% · hanna"):
        assert words in detail(desk)
    await desk.press("escape")
    await desk.on(ids.unit)
    await desk.press("enter")
    assert "conflicts with “客户投诉” (Opposing aims) – still open: F8 settles it" in " ".join(detail(desk).split())


async def test_the_history_shows_who_changed_what_when_asked_for(desk, store, ids):
    goals.weigh(store, ids.new, 4000, reason="the market grew")
    await desk.on(ids.new)
    await desk.press("enter")
    assert "History" not in detail(desk)
    await desk.give("goals.show_history")
    assert "hanna · Weight: 25% → 40%" in detail(desk)
    assert "hanna · Reason: the market grew" in detail(desk)


class TestWide:
    @pytest.fixture
    def size(self):
        return (140, 40)

    async def test_list_and_details_stand_side_by_side(self, desk, ids):
        await desk.on(ids.rate)
        assert desk.section.query_one(DetailPane).display
        await desk.pilot.pause(2 * REST)
        assert "≥90 %, from 80 %" in detail(desk)
        assert any("Target" in line and "▏" in line for line in desk.lines)


async def test_another_language_keeps_cursor_filter_and_search(desk, ids):
    await desk.press("ctrl+l", *"personal", "enter", "f3", *"calls", "enter")
    await desk.press("end", "f9")
    assert desk.tree.cursor_key == ids.calls
    assert "“calls”" in desk.status or "calls" in desk.status
    await desk.press("f9", "f3", "escape")
    assert "calls" not in desk.status
    assert "Personal goal" in desk.status


async def test_a_cycle_that_is_closed_goes_out_of_the_tree_and_one_that_is_opened_comes_in(desk, store, ids):
    line = cycles.cycle(store, ids.q4, desk.app.today())
    line = cycles.change_state(store, ids.q4, line.version, CycleState.REVIEWING, desk.app.today())
    line = close_cycle(store, ids.q4, line.version, desk.app.today(), leftover=Leftover.SCORE)
    await desk.press("f5")
    assert desk.titles == []
    cycles.change_state(store, ids.q4, line.version, CycleState.REVIEWING, desk.app.today())
    await desk.press("f5")
    assert desk.titles[0] == "Grow"


async def test_a_status_reads_the_same_in_the_tree_and_in_the_details(desk, ids):
    await desk.on(ids.rate)
    assert (cell(desk, ids.rate, 1).text, cell(desk, ids.rate, 2)) == ("○ Draft", "– / 90 %")
    assert "○ Draft" in desk.section.detail(ids.rate).plain


async def test_every_finding_of_the_tree_says_how_it_is_mended():
    sources = "".join(inspect.getsource(module) for module in (alignments, statuses, goal_findings))
    assert all(f'mark("{template}")' in sources for template in MENDING)


async def test_find_puts_the_cursor_on_what_was_found_and_not_on_what_stands_above(desk):
    await desk.press("f3", *"客户投诉")
    key = desk.screen.goal_tree.cursor_key
    title = desk.store.value("SELECT title FROM key_result WHERE id = :k UNION SELECT title FROM goal WHERE id = :k", {"k": key})
    assert "客户投诉" in title
