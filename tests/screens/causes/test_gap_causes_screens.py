"""The causes of a gap on the screen: whys by keys, the fishbone, the checklist."""

from perftui.domain.causes import Answer
from perftui.domain.gaps import CauseState
from perftui.services import checklists, drafts


async def test_whys_are_typed_one_below_the_other_and_the_last_is_the_root(desk):
    await desk.type("insert", "No standard", "ctrl+s")
    await desk.type("insert", "Nobody writes it", "enter", "enter", "asked the team", "ctrl+s")
    assert [(line.text, line.is_root, line.evidence) for line in desk.causes.values()] == [
        ("Slow answers", False, ""),
        ("No standard", False, ""),
        ("Nobody writes it", True, "asked the team"),
    ]
    assert "1.1.1 Nobody writes it" in desk.shown
    await desk.type("delete")
    assert desk.causes["No standard"].is_root
    assert desk.causes["No standard"].measures
    await desk.type("ctrl+z", "ctrl+z")
    assert list(desk.causes) == ["Slow answers", "No standard"]


async def test_a_cause_is_added_changed_and_moved_and_one_that_is_half_typed_waits(desk):
    await desk.type("ctrl+n", "New staff", "ctrl+s")
    await desk.type("ctrl+r", "Slow", "enter")
    assert desk.causes["New staff"].parent_id == desk.ids.slow
    await desk.type("f2", "Staff since May", "enter")
    assert [draft.form for draft in drafts.listing(desk.store)] == ["cause"]
    await desk.type("ctrl+s")
    assert "Staff since May" in desk.causes
    assert drafts.listing(desk.store) == []


async def test_one_key_draws_the_fishbone_and_lists_again(desk):
    await desk.type("f4")
    assert "Process and standards · 1" in desk.shown
    assert "══" in desk.shown
    assert "Complaints [all]" in desk.shown
    await desk.choose("As text")
    assert "├─ Slow answers" in desk.shown
    await desk.type("escape", "escape")
    assert "1 Slow answers" in desk.shown


async def test_the_checklist_takes_an_answer_by_one_key_and_makes_candidates(desk):
    await desk.type("f7", "+", "-", "*")
    found = checklists.checklist(desk.store, desk.ids.gap)
    assert [line.answer for line in found.lines[:4]] == [Answer.YES, Answer.NO, Answer.UNKNOWN, None]
    assert "3 of 28 answered" in desk.status or "Ctrl+Z" in desk.status
    await desk.type("ctrl+z", "up", "up", "up", "f2", "62 %", "enter")
    assert checklists.checklist(desk.store, desk.ids.gap).lines[0].cause == "The share of new staff is unusually high: 62 %"
    await desk.type("f7")
    await desk.choose("Confirm all")
    await desk.type("enter")
    assert {line.state for line in desk.causes.values()} == {CauseState.CONFIRMED}
    assert len(desk.causes) == 3


async def test_a_gap_that_was_taken_back_leaves_an_empty_screen_that_says_so(desk):
    await desk.type("ctrl+z", "ctrl+z", "ctrl+z")
    assert "There is no gap here any more" in desk.shown
    await desk.type("insert", "f2", "delete", "f7", "ctrl+n", "escape")
    assert desk.section.SECTION == "today"
