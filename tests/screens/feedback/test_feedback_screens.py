"""A 360 round at its end, at the keyboard: frozen, released, read; and forms that come back as files."""

import asyncio
from datetime import date

from perftui.services import round_forms, round_freezing, round_raters, round_reports, rounds
from perftui.services.round_forms import FormChoice
from screens.round_report_texts import ReportText
from widgets.glyphs import ASCII

TODAY = date(2026, 11, 23)


async def test_f7_freezes_with_its_effect_told_and_f7_again_releases_what_enter_opens(desk, store):
    await desk.type("ctrl+g", "o", "f7")
    assert "5 forms are complete and kept." in desk.shown
    assert "hidden, with their answers deleted: 1" in desk.shown
    await desk.type("enter")
    assert rounds.get(store, desk.ids.round).state == "collecting"
    await desk.type("f7", "y")
    assert rounds.get(store, desk.ids.round).state == "frozen"
    assert store.value("SELECT count(*) FROM answer") == 0
    await desk.type("ctrl+z")
    assert rounds.get(store, desk.ids.round).state == "frozen"
    await desk.type("f7", "y", "enter")
    assert "3/3" in desk.shown
    assert "<3" in desk.shown
    await desk.type("enter")
    assert "Others, composite" in desk.shown
    assert "3.00  3 of 3  weight 30%" in desk.shown
    assert "fewer than 3" in desk.shown


async def test_before_the_release_enter_shows_who_was_asked_and_nothing_that_was_answered(desk, store):
    round_freezing.freeze(store, desk.ids.round, TODAY)
    await desk.type("ctrl+g", "o", "enter", "enter")
    assert "Peer 0" in desk.shown
    assert "Completed" not in desk.shown
    assert "Waiting" not in desk.shown


async def test_forms_are_read_after_a_preview_that_shows_no_answer(desk, store, tmp_path):
    round_forms.write_forms(store, desk.ids.round, tmp_path / "forms", FormChoice(".txt", ("en",)))
    (path,) = (tmp_path / "forms").iterdir()
    path.write_text(path.read_text("utf-8-sig").replace("[ ]", "[4]"), "utf-8")
    await desk.type("ctrl+g", "o")
    await desk.choose("read forms")
    await desk.type(str(path), "enter")
    for _turn in range(200):
        if "can be taken in" in desk.shown:
            break
        await asyncio.sleep(0.01)
        await desk.pilot.pause()
    assert "8 of 8 answered" in desk.shown
    await desk.type("y")
    await desk.pilot.pause()
    assert round_raters.rater(store, desk.ids.late).state == "completed"
    assert store.value("SELECT count(*) FROM answer WHERE rater_id = ? AND level = 4", (desk.ids.late,)) == 6


async def test_the_report_fits_the_width_and_draws_what_the_terminal_can(desk, store):
    round_freezing.freeze(store, desk.ids.round, TODAY)
    round_freezing.release(store, desk.ids.round, TODAY)
    report = round_reports.report(store, desk.ids.subject)

    narrow, wide = (ReportText(report, width, ASCII).content().plain for width in (75, 115))

    bars = [line for line in narrow.splitlines() if "#" in line]
    assert max(map(len, bars)) <= 75
    assert bars[0].startswith("Others, composite        #")
    assert max(len(line) for line in wide.splitlines() if "#" in line) > 75
    assert "Words [0]" in narrow
    assert "Words [3]" not in narrow
