"""Goals brought in from files and sent out again from within the program."""

import pytest

from perftui.services import goal_exports
from widgets.dialogs.change_lists import ChangeList
from widgets.dialogs.confirms import Confirm
from widgets.dialogs.previews import Preview
from widgets.dialogs.questions import Questions

DOCUMENT = """# OKRs 2027 Q1

## [/b] Serve [customers]

- Answer within a day => 40%
- [x] Publish 8 blog posts

### Below

- [ ] One more
"""


@pytest.fixture
def document(tmp_path):
    path = tmp_path / "okrs.md"
    path.write_text(DOCUMENT, encoding="utf-8")
    return path


async def ask(desk, command, path):
    await desk.give(command)
    field = desk.screen.query_one("TextField")
    field.show_value(str(path))
    await desk.press("enter")


def count(store, table):
    return store.value(f"SELECT count(*) FROM {table}")


async def test_an_import_shows_every_line_and_enter_applies_it_in_one_step(desk, store, document):
    before = count(store, "goal")
    await ask(desk, "goals.bring_in", document)
    assert isinstance(desk.screen, ChangeList)
    shown = "\n".join(desk.lines)
    for words in ("Cycle: 2027-Q1 (new)", "2 new goals, 3 new key results, 2 check-ins", "Serve [customers]", "Title of the document"):
        assert words in shown
    await desk.press("enter")
    assert count(store, "goal") == before + 2
    assert desk.status.startswith("Imported okrs.md (5 new or changed)")
    assert "[/b] Serve [customers]" in desk.titles
    assert desk.tree.row_at(desk.tree.cursor).title == "[/b] Serve [customers]"
    await desk.press("ctrl+z")
    assert count(store, "goal") == before


async def test_leaving_the_preview_changes_nothing(desk, store, document):
    before = count(store, "event")
    await ask(desk, "goals.bring_in", document)
    await desk.press("escape")
    assert desk.screen is desk.section
    assert count(store, "event") == before


async def test_another_cycle_and_a_suggested_target_can_be_chosen(desk, store, document):
    await ask(desk, "goals.bring_in", document)
    await desk.press("c")
    assert isinstance(desk.screen, Questions)
    await desk.press("f4", *"2026-Q4", "enter", "down", "f4", "down", "enter", "enter")
    assert any("Cycle: 2026-Q4" in line for line in desk.lines)
    await desk.press("y")
    sql = "SELECT k.*, c.name FROM key_result k JOIN goal g ON g.id = k.goal_id JOIN cycle c ON c.id = g.cycle_id"
    row = store.row(f"{sql} WHERE k.title LIKE 'Publish%'")
    assert (row["operator"], row["target"], row["name"]) == ("at_least", "8", "2026-Q4")


async def test_the_same_file_again_has_nothing_to_import(desk, store, document):
    await ask(desk, "goals.bring_in", document)
    await desk.press("y")
    before = count(store, "event")
    await ask(desk, "goals.bring_in", document)
    await desk.press("y", "enter")
    assert count(store, "event") == before


async def test_problems_are_named_by_row_and_nothing_can_be_imported(desk, store, tmp_path):
    path = tmp_path / "goals.csv"
    path.write_text("Goal,Key result,Target,Baseline\nGrow,Customers,fifty,ten\n")
    before = count(store, "event")
    await ask(desk, "goals.bring_in", path)
    assert isinstance(desk.screen, Preview)
    assert any("2" in line and "Target" in line for line in desk.lines)
    await desk.press("y", "enter")
    assert count(store, "event") == before


async def test_a_file_that_cannot_be_read_is_a_sentence_in_the_status_line(desk, tmp_path):
    path = tmp_path / "broken.xlsx"
    path.write_bytes(b"PK\x03\x04 nothing")
    await ask(desk, "goals.bring_in", path)
    assert desk.screen is desk.section
    assert "xlsx" in desk.status or "workbook" in desk.status


async def test_goals_are_exported_and_a_file_is_not_replaced_without_a_question(desk, store, tmp_path):
    path = tmp_path / "out.md"
    await ask(desk, "goals.send_out", path)
    assert path.read_text(encoding="utf-8") == goal_exports.as_markdown(store)
    assert desk.status.startswith("Wrote 8 goals and key results")
    path.write_text("mine")
    await ask(desk, "goals.send_out", path)
    assert isinstance(desk.screen, Confirm)
    await desk.press("escape")
    assert path.read_text() == "mine"
    await ask(desk, "goals.send_out", path)
    await desk.press("y")
    assert path.read_text(encoding="utf-8") == goal_exports.as_markdown(store)


async def test_an_unknown_ending_says_which_are_known(desk, tmp_path):
    await ask(desk, "goals.send_out", tmp_path / "out.docx")
    assert ".csv, .xlsx, .md or .json" in desk.status


async def test_a_long_import_runs_beside_the_screen_and_is_one_step(desk_on, tmp_path):
    path = tmp_path / "many.md"
    lines = ["# OKRs 2027 Q1", *(f"\n## Goal {n}\n\n- Result {n} reaches 95% of everything that was promised => 12%" for n in range(1200))]
    path.write_text("\n".join(lines))
    async with desk_on() as desk:
        before = count(desk.store, "goal")
        await ask(desk, "goals.bring_in", path)
        await desk.press("y")
        assert count(desk.store, "goal") == before + 1200
        await desk.press("ctrl+z")
        assert count(desk.store, "goal") == before
