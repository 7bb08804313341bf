"""What many records take runs beside the screen, on a store of its own, and is said when it is done."""

import pytest

from perftui.domain.codes import GoalState
from perftui.services import goals
from perftui.storage.stores import Label
from screens import exports, works
from widgets.dialogs.change_lists import ChangeList
from widgets.dialogs.confirms import Confirm
from widgets.dialogs.paths import PathPrompt


@pytest.fixture
def words(monkeypatch):
    """What was shown as being done in a thread."""
    told = []

    class Spy(works.Working):
        def __init__(self, words, work):
            told.append(words)
            super().__init__(words, work)

    monkeypatch.setattr(works, "Working", Spy)
    for name in ("FEW_RECORDS", "FEW_CHANGES"):
        monkeypatch.setattr(works, name, 1)
        for module in ("goal_changes", "goal_edits", "people", "people_changes"):
            monkeypatch.setattr(f"screens.{module}.{name}", 1, raising=False)
    return told


def drafts(desk):
    today = desk.section.host.today()
    place = {"parent": desk.ids.unit, "owner_person": desk.ids.li}
    with desk.store.write(Label("Added three")):
        added = [goals.add_goal(desk.store, today, title=f"Draft {n}", **place) for n in range(3)]
        for goal in added:
            goals.add_key_result(desk.store, goal, title="It is there", operator="yes_no")
    return added


def states(desk, keys):
    return {desk.goal(key)["state"] for key in keys}


async def test_a_large_step_is_taken_back_and_done_again_beside_the_screen(desk_on, words):
    async with desk_on() as desk:
        keys = drafts(desk)
        await desk.press("ctrl+z")
        assert [desk.goal(key) for key in keys] == [None] * 3
        assert desk.status.startswith("Undone: Added three")
        await desk.press("ctrl+y")
        assert states(desk, keys) == {"draft"}
        assert desk.status.startswith("Done again: Added three")
        assert words == ["Taking it back …", "Doing it again …"]


async def test_many_goals_change_beside_the_screen(desk_on, words):
    async with desk_on() as desk:
        keys = drafts(desk)
        desk.tree.marks = keys
        desk.section.reload()
        desk.section.advance(keys, GoalState.PROPOSED)
        await desk.press("home")
        assert states(desk, keys) == {"proposed"}
        assert words.pop() == "Changing …"
        desk.tree.marks = keys
        await desk.give("goals.archive")
        assert isinstance(desk.screen, Confirm)
        await desk.press("y")
        assert states(desk, keys) == {"archived"}
        assert desk.status.startswith("Archived: 3 goals, 3 key results.")
        assert words.pop() == "Archiving …"


async def test_many_rows_are_compared_and_changed_beside_the_screen(desk_on, words):
    async with desk_on() as desk:
        keys = drafts(desk)
        desk.tree.marks = keys
        await desk.give("goals.change")
        await desk.press(*"due", "enter", *"+30d", "enter")
        assert isinstance(desk.screen, ChangeList)
        await desk.press("y")
        assert {desk.goal(key)["due_date"] for key in keys} == {"2026-12-23"}
        assert words == ["Comparing …", "Changing …"]
        assert desk.tree.marks == frozenset()


async def test_many_goals_are_written_in_markdown_beside_the_screen(desk_on, words, monkeypatch, tmp_path):
    monkeypatch.setattr(exports, "FEW_IN_MARKDOWN", 1)
    async with desk_on() as desk:
        await desk.give("goals.send_out")
        assert isinstance(desk.screen, PathPrompt)
        path = tmp_path / "o.md"
        desk.screen.dismiss(str(path))
        await desk.app.keys_settled()
        await desk.press("home")
        assert path.read_text(encoding="utf-8").count("## ") > 1
        assert words == [f"Writing {path} …"]
