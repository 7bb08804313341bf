"""Scripts and prep sheets, bottlenecks, worksheets, coaching cards."""

from datetime import date
from zipfile import ZipFile

import pytest

from perftui import i18n
from perftui.domain.talks import Stage, TalkKind
from perftui.services import actions, bottlenecks, gaps, grow, prep_sheets, talk_cadences, talk_scripts, talks, worksheets
from perftui.services.alignment_reports import ReportFilter
from perftui.services.grow_library import questions
from perftui.services.report_exports import as_markdown
from perftui.services.reports import By, ReportChoice, ReportKind, report
from perftui.services.script_library import USUAL, script, scripts
from perftui.services.transfer.plain_documents import as_text

TODAY = date(2026, 11, 23)


@pytest.fixture
def talk(store, team):
    return talks.add_talk(store, person=team.li, kind="difficult", planned="2026-11-25", goal=team.goal)


def test_the_library_has_a_script_for_every_kind_and_questions_for_every_stage_in_both_languages():
    for code in i18n.LANGUAGES:
        i18n.use(code)
        try:
            assert {USUAL[kind] for kind in TalkKind} <= {each.code for each in scripts()}
            assert all(len(questions(stage)) >= 5 for stage in Stage)
            texts = [text for each in scripts() for text in (*each.steps, *each.avoid)]
            assert {name for text in texts for name in places(text)} <= talk_scripts.PLACES.keys()
        finally:
            i18n.use("en")


def places(text):
    return [part.partition("}")[0] for part in text.split("{")[1:]]


def test_a_script_is_filled_from_the_goal_of_the_talk(store, talk):
    found = talk_scripts.filled(store, talk, TODAY)
    assert "“In 2026-Q4 Visits a day was 4 visits; the agreed level is ≥6 visits.”" in " ".join(found.script.steps)
    assert found.missing == ()


def test_a_script_that_was_chosen_takes_the_place_of_the_usual_one(store, talk):
    talks.edit_talk(store, talk, 1, script="resistance")
    assert talk_scripts.filled(store, talk, TODAY).script.code == "resistance"


def test_the_gap_of_a_talk_comes_before_its_goal(store, team):
    gap = gaps.add_gap(store, TODAY, dimension="Complaints", target="≥95%", actual="88%", person=team.li)
    talk = talks.add_talk(store, person=team.li, kind="difficult", planned="2026-11-25", gap=gap, goal=team.goal)
    said = " ".join(talk_scripts.filled(store, talk, TODAY).script.steps)
    assert "Complaints was 88 %" in said


def test_what_the_record_does_not_say_stands_in_brackets_and_is_named(store, team):
    bare = talks.add_talk(store, person=team.wang, kind="kickoff", planned="2026-11-25")
    found = talk_scripts.filled(store, bare, TODAY)
    assert "[the target]" in " ".join(found.script.steps)
    assert "王芳" in " ".join(found.script.steps)
    assert "the target" in found.missing
    assert not any("{" in text for text in (*found.script.steps, *found.script.avoid))


def test_the_purpose_is_told_on_a_day_and_that_is_taken_back(store, talk, undone):
    undone(lambda: talk_scripts.tell_purpose(store, talk, TODAY))
    assert store.value("SELECT purpose_told FROM talk") == "2026-11-23"
    talk_scripts.take_purpose_back(store, talk)
    assert store.value("SELECT purpose_told FROM talk") is None


def test_the_prep_sheet_says_what_became_of_earlier_promises(store, team, talk):
    earlier = talks.add_talk(store, person=team.li, kind="grow", planned="2026-10-20")
    text = "kept; guo yi; 2026-11-10\nlate; guo yi; 2026-11-01\nopen; li na; 2026-11-20\nahead; li na; 2026-12-20"
    grow.write_down(store, earlier, 1, TODAY, text, held="2026-10-20")
    done = {"kept": date(2026, 11, 9), "late": date(2026, 11, 4)}
    for line in actions.of_origin(store, actions.Origin("talk", earlier)):
        if line.title in done:
            actions.finish(store, line.id, done[line.title])
    gaps.add_gap(store, TODAY, dimension="Complaints", target="≥95%", actual="88%", person=team.li)
    said = as_text(prep_sheets.document(store, talk, TODAY))
    for wanted in (
        "kept · Guo Yi · 2026-11-10 · done in time",
        "late · Guo Yi · 2026-11-01 · done 3 days late",
        "open · Li Na · 2026-11-20 · open, 3 days late",
        "ahead · Li Na · 2026-12-20 · still to do",
        "Visits a day · ≥6 visits · 4 visits · 2 visits",
        "Complaints: ≥95 %, actual 88 %; no root cause yet",
        "Opening a difficult performance conversation".upper(),
    ):
        assert wanted in said
    assert len(said.splitlines()) <= 66


def test_papers_are_written_as_text_markdown_and_word(store, talk, tmp_path):
    made = prep_sheets.document(store, talk, TODAY)
    for name in ("a.txt", "a.md", "a.docx"):
        talk_scripts.write_document(made, tmp_path / name)
    assert (tmp_path / "a.md").read_text("utf-8").startswith("# Prep sheet")
    assert (tmp_path / "a.txt").read_text("utf-8").startswith("Prep sheet")
    assert "Li Na" in ZipFile(tmp_path / "a.docx").read("word/document.xml").decode()


def test_bottlenecks_are_ranked_by_what_is_open_then_by_days(store, team, undone):
    named = (("process", "A", "2026-11-20"), ("Process", "B", "2026-11-01"), ("Tools", "C", "2026-10-01"), ("skill", "D", "2026-11-10"))
    for tag, text, on in named:
        bottlenecks.add_bottleneck(store, tag=tag, text=text, person=team.li, on=on)
    lines = bottlenecks.listing(store, TODAY)
    found = [(tag.tag_text, tag.open, tag.longest) for tag in bottlenecks.ranking(lines)]
    assert found == [("Process", 2, 22), ("Tools", 1, 53), ("Skill", 1, 13)]
    assert [line.text for line in lines] == ["B", "A", "C", "D"]
    undone(lambda: bottlenecks.solve(store, lines[2].id, "Bought one", TODAY))
    assert bottlenecks.bottleneck(store, lines[2].id, date(2027, 1, 1)).days == 53
    assert bottlenecks.listing(store, TODAY)[-1].text == "C"
    assert "Tools" in as_markdown(bottlenecks.ranking_sheet(store, TODAY))


def test_a_bottleneck_of_a_hidden_talk_is_hidden_too(store, team):
    from perftui.storage.stores import Actor, Store

    talk = talks.add_talk(store, person=team.li, kind="grow", planned="2026-11-25", visibility="hr")
    key = bottlenecks.add_bottleneck(store, tag="process", text="A", person=team.li, talk=talk, on=TODAY)
    sheet = worksheets.add_worksheet(store, title="W", person=team.li, talk=talk, on=TODAY)
    reader = Store(store.connection, Actor("x", "employee"), clock=store.clock)
    reader.limit_to([team.li])
    assert (bottlenecks.listing(reader, TODAY), worksheets.listing(reader)) == ([], [])
    reader = Store(store.connection, Actor("h", "hr"), clock=store.clock)
    reader.limit_to([team.li])
    assert ([line.id for line in bottlenecks.listing(reader, TODAY)], [line.id for line in worksheets.listing(reader)]) == ([key], [sheet])


def test_a_worksheet_is_agreed_and_written_out_with_all_its_parts(store, team, undone):
    values = {"measured_on": "Bad debts", "needs": "Credit data", "ask": "One day", "offer": "Clean files", "decider": "Both heads"}
    key = undone(lambda: worksheets.add_worksheet(store, title="Signatures", unit=team.finance, person=team.li, on=TODAY, **values))
    undone(lambda: worksheets.set_state(store, key, worksheets.WorksheetState.AGREED))
    said = as_text(worksheets.document(store, key))
    assert all(text in said for text in ("Finance", "Agreed", *values.values(), script("cross_team").steps[0]))
    version = worksheets.worksheet(store, key).version
    undone(lambda: worksheets.edit_worksheet(store, key, version, ask="Two days"))
    assert worksheets.worksheet(store, key).texts["ask"] == "Two days"


def test_a_coaching_card_counts_talks_grow_and_support_that_was_promised(store, team):
    whole = dict.fromkeys(("goal_text", "reality", "options", "way_forward"), "x")
    held = talks.add_talk(store, person=team.li, kind="grow", planned="2026-11-02")
    text = "kept; guo yi; 2026-11-10\nlate; guo yi; 2026-11-11\nown; li na; 2026-11-12"
    grow.write_down(store, held, 1, TODAY, text, held="2026-11-02", **whole)
    for line in actions.of_origin(store, actions.Origin("talk", held)):
        actions.finish(store, line.id, date(2026, 11, 10) if line.title == "kept" else date(2026, 11, 20))
    other = talks.add_talk(store, person=team.wang, kind="grow", planned="2026-11-03")
    grow.write_down(store, other, 1, TODAY, held="2026-11-03", goal_text="x")
    talks.add_talk(store, person=team.li, kind="grow", planned="2026-11-20")
    talk_cadences.set_cadence(store, team.wang, recurrence="weekly fri", start="2026-11-06")
    sheet = report(store, ReportChoice(ReportKind.COACHING, By.PERSON), ReportFilter(), TODAY)
    (row,) = sheet.rows
    assert row.key == team.boss
    found = dict(zip((column.key for column in sheet.columns), row.cells, strict=True))
    assert (found["held"], found["overdue"], found["due"], found["whole"], found["promised"], found["kept"]) == (
        *(2, 2, 4),
        pytest.approx(0.5),
        2,
        pytest.approx(0.5),
    )
    assert found["longest"] == (TODAY - date(2026, 11, 6)).days
    by_unit = report(store, ReportChoice(ReportKind.COACHING, By.UNIT), ReportFilter(), TODAY)
    assert by_unit.rows[0].cells[0] == "Sales"
