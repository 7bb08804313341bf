"""The evidence of a plan on the screen."""

import zipfile

from perftui.services import evidence_lines, readiness


def line(desk, code):
    return next(line for line in readiness.readiness(desk.store, desk.ids.plan).lines if line.requirement.code == code)


async def test_a_file_is_attached_to_a_requirement_saved_to_disk_and_archived(desk, tmp_path):
    source, out = tmp_path / "rules [b].pdf", tmp_path / "out"
    source.write_bytes(b"%PDF rules")
    out.mkdir()
    assert "0 of 12" in desk.shown
    await desk.type("enter", "enter", str(source), "enter")
    assert line(desk, "rules").evidence == ("rules [b].pdf",)
    assert "1 of 12" in desk.shown
    await desk.type("f8", "Save to disk", "enter", f"{out}/", "enter")
    assert (out / "rules [b].pdf").read_bytes() == b"%PDF rules"
    await desk.type("delete")
    assert line(desk, "rules").evidence == ()


async def test_words_meet_a_requirement_and_a_waiver_says_why(desk):
    await desk.type("down", "f7", "Signed on the first day", "ctrl+s")
    assert line(desk, "position").mark.note == "Signed on the first day"
    await desk.type("down", "f8", "Waive", "enter", "Moved to another position", "ctrl+s")
    assert line(desk, "first_assessment").state.value == "waived"
    assert "2 of 12 · 1 waived" in desk.shown
    await desk.type("ctrl+z")
    assert line(desk, "first_assessment").mark is None


async def test_the_cases_of_a_protection_are_answered_one_by_one(desk):
    desk.table.move_to_key("requirement:art_42")
    await desk.type("f7")
    for _case in range(6):
        await desk.type("no", "tab")
    await desk.type("HR file and medical exam", "ctrl+s")
    assert line(desk, "art_42").mark.note == "HR file and medical exam"


async def test_a_note_of_no_requirement_stands_at_the_end(desk):
    await desk.type("insert", "down", "enter", "A [b]talk[/b]", "tab", "It took place", "ctrl+s")
    found = evidence_lines.of_plan(desk.store, desk.ids.plan)
    assert [(each.title, each.text, each.requirement) for each in found] == [("A [b]talk[/b]", "It took place", "")]
    assert "Noted" in desk.status


async def test_the_dossier_is_written(desk, tmp_path):
    await desk.type("f8", "Dossier", "enter", "Trib", "enter")
    await desk.type(str(tmp_path / "d.zip"), "enter")
    with zipfile.ZipFile(tmp_path / "d.zip") as packed:
        assert "SHA256SUMS" in packed.namelist()
