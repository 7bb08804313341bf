"""Talks, bottlenecks and worksheets at the keyboard."""

from datetime import date

from perftui.domain.talks import Stage
from perftui.services import bottlenecks, drafts, talk_cadences, talks, worksheets
from perftui.services.grow_library import questions
from perftui.services.talk_views import talk_view
from perftui.services.talks import TalkFilter
from screens.hosts import Place

TODAY = date(2026, 11, 23)


def only(store):
    (line,) = talks.listing(store, TalkFilter(), TODAY)
    return talk_view(store, line.id, TODAY)


async def test_a_talk_is_planned_in_a_line_and_written_down_with_questions_and_actions(desk, store):
    await desk.type("7", "ctrl+n", "li [b]na; difficult", "enter", "escape")
    assert only(store).line.kind == "difficult"
    await desk.type("f7", "Six visits", "tab")
    assert questions(Stage.REALITY)[0] in desk.shown
    await desk.type("f4", "already tried", "enter", "Routes", "tab")
    assert questions(Stage.OPTIONS)[0] in desk.shown
    await desk.type("a; b", "tab", "Routes first", "tab", "plan routes; guo yi; +7d")
    assert "plan routes · Guo Yi S1 · Mon 30 Nov 2026, in 7 days" in desk.shown
    await desk.type("ctrl+s")
    view = only(store)
    assert (view.line.held, view.is_grow_whole) == (TODAY, True)
    assert view.texts["reality"] == f"{questions(Stage.REALITY)[1]}\nRoutes"
    assert [(line.title, line.owner) for line in view.actions] == [("plan routes", "Guo Yi")]
    await desk.type("ctrl+z")
    assert (only(store).line.held, only(store).actions) == (None, ())


async def test_what_is_typed_into_a_part_is_kept_when_it_is_left_and_a_wrong_line_keeps_the_form(desk, store):
    talks.add_talk(store, person=desk.ids.li, kind="grow", planned=TODAY)
    await desk.type("7", "f7", "Six visits", "tab")
    (draft,) = drafts.listing(store)
    assert draft.fields["goal_text"] == "Six visits"
    await desk.type("tab", "tab", "tab", "plan routes; guo yi", "ctrl+s")
    assert "Line 1, “plan routes; guo yi”: say by when" in " ".join(desk.shown.split())
    assert only(store).line.held is None
    await desk.type("; +7d", "ctrl+s")
    assert (only(store).line.held, drafts.listing(store)) == (TODAY, [])


async def test_a_talk_that_is_due_leads_from_today_to_its_form_and_is_written_down_unplanned(desk, store):
    talk_cadences.set_cadence(store, desk.ids.wang, recurrence="monthly", start="2026-11-20")
    desk.app.go_to(Place("talks", desk.ids.wang))
    await desk.pilot.pause()
    await desk.pilot.pause()
    assert "New talk" in desk.shown
    await desk.type("escape")
    assert "1 due, not planned" in desk.status
    await desk.type("f7", "Offers", "ctrl+s")
    view = only(store)
    assert (view.line.person, view.line.kind, view.line.held, view.texts["goal_text"]) == ("王芳", "monthly", TODAY, "Offers")
    assert "due" not in desk.status


async def test_a_draft_leads_to_the_person_for_whom_it_was_typed_and_to_nobody_else(desk, store):
    talks.add_talk(store, person=desk.ids.li, kind="grow", planned=TODAY)
    drafts.keep(store, "cadence", desk.ids.wang, {"recurrence": "quarterly"})
    subject = drafts.new_subject(store, desk.ids.wang)
    drafts.keep(store, "new_grow", subject, {"goal_text": "Offers"})
    desk.app.go_to(Place("talks", desk.ids.wang, command="set_cadence"))
    await desk.pilot.pause()
    await desk.pilot.pause()
    await desk.type("ctrl+s")
    assert talk_cadences.cadence_of(store, desk.ids.wang).recurrence.startswith("quarterly")
    desk.app.go_to(Place("talks", desk.ids.wang, command=f"take_up('new_grow', {subject!r})"))
    await desk.pilot.pause()
    await desk.pilot.pause()
    await desk.type("ctrl+s")
    assert [line.person for line in talks.listing(store, TalkFilter(state="held"), TODAY)] == ["王芳"]


async def test_scripts_and_the_prep_sheet_are_read_and_the_purpose_is_told_on_a_day(desk, store):
    talks.add_talk(store, person=desk.ids.li, kind="kickoff", planned=TODAY)
    await desk.type("7")
    await desk.choose("script")
    await desk.type("enter")
    assert "Li [b]Na" in desk.shown
    assert "[the target]" in desk.shown
    await desk.type("escape")
    await desk.choose("prep sheet")
    assert "FIGURES" in desk.shown
    await desk.type("escape")
    await desk.choose("purpose told")
    await desk.type("enter")
    assert only(store).purpose_told == TODAY


async def test_bottlenecks_and_worksheets_come_out_of_a_talk_and_have_lists_of_their_own(desk, store):
    talk = talks.add_talk(store, person=desk.ids.li, kind="grow", planned=TODAY)
    await desk.type("7")
    await desk.choose("add a bottleneck")
    await desk.type("Two signatures", "tab", "process", "ctrl+s")
    await desk.choose("add a worksheet")
    await desk.type("Quotes", "ctrl+s")
    subject = drafts.new_subject(store, f"person/{desk.ids.wang}")
    drafts.keep(store, "worksheet", subject, {"title": "Later"})
    desk.app.go_to(Place("worksheets", command=f"take_up('worksheet', {subject!r})"))
    await desk.pilot.pause()
    await desk.pilot.pause()
    await desk.type("ctrl+s", "7")
    assert [sheet.person for sheet in worksheets.listing(store) if sheet.title == "Later"] == ["王芳"]
    (line,) = bottlenecks.listing(store, TODAY)
    assert (line.tag, line.person_id, line.talk_id) == ("process", desk.ids.li, talk)
    assert {sheet.talk_id for sheet in worksheets.listing(store)} == {talk, ""}
    desk.app.go_to(Place("bottlenecks"))
    await desk.pilot.pause()
    await desk.type("f7", "One is enough below 10,000", "enter")
    assert bottlenecks.listing(store, TODAY)[0].solution == "One is enough below 10,000"
    desk.app.go_to(Place("worksheets"))
    await desk.pilot.pause()
    await desk.type("f7")
    assert [sheet.state for sheet in worksheets.listing(store)] == ["agreed", "open"]
