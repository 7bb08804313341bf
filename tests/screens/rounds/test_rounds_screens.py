"""Rounds of 360 feedback at the keyboard: from the first to the last answer, typed in bursts."""

from datetime import date

from perftui.domain.feedback import RaterState, RoundState
from perftui.errors import Message
from perftui.services import round_answers, round_freezing, round_raters, rounds
from perftui.services.today import AgendaKind, AgendaLine
from screens.draft_places import draft_place
from screens.hosts import Place

TODAY = date(2026, 11, 23)


def answers(store, rater):
    return [line.answer and (line.answer.text or line.answer.level) for line in round_answers.form(store, rater).lines]


def first_form(store, ids):
    return round_raters.listing(store, ids.subject)[0]


async def test_a_round_is_made_filled_and_opened(desk, store):
    await desk.type("ctrl+g", "o", "ctrl+n", "Winter", "ctrl+s", "ctrl+n", "member 1", "enter", "ctrl+n", "sales", "enter", "y")
    line = next(line for line in rounds.listing(store) if line.title == "Winter")
    assert (line.subjects, line.questions) == (5, 8)
    await desk.type("f7")
    assert "Nobody else answers about 5 people" in " ".join(desk.shown.split())
    await desk.type("escape")
    await desk.choose("propose raters")
    await desk.type("enter", "f7", "y")
    opened = rounds.get(store, line.id)
    assert (opened.state, opened.raters) == (RoundState.COLLECTING, 25)


async def test_a_form_is_filled_in_blind_and_every_answer_is_kept(desk, store):
    rounds.open_round(store, desk.ids.round, TODAY)
    form = first_form(store, desk.ids)
    await desk.type("ctrl+g", "o", "enter", "enter", "enter")
    await desk.type(
        "4", "enter", "5", "down", "0", "enter", "-", "enter", "x3", "enter", "2", "1", "enter", "Calls 3 back?", "enter", "Less [b]noise"
    )
    assert answers(store, form.id) == [4, 5, None, None, 3, 1, "Calls 3 back?", None]
    assert round_answers.form(store, form.id).unanswered == 1
    await desk.type("ctrl+s", "y")
    assert answers(store, form.id)[-1] == "Less [b]noise"
    assert round_raters.rater(store, form.id).state is RaterState.COMPLETED
    assert store.rows("SELECT * FROM draft") == []


async def test_what_is_half_typed_is_kept_when_the_line_drops_and_escape_gives_the_words_back(desk, store):
    rounds.open_round(store, desk.ids.round, TODAY)
    form = first_form(store, desk.ids)
    words = rounds.questions(store, desk.ids.round)[-1]
    round_answers.keep_words(store, form.id, words.id, "Old")
    await desk.type("ctrl+g", "o", "enter", "enter", "enter")
    assert "Only they may read them" in desk.shown
    await desk.type("y", "\x1b[F", " and new")
    desk.app.screen.keep_draft()
    assert answers(store, form.id)[-1] == "Old and new"
    await desk.type("escape")
    await desk.pilot.pause(0.5)
    assert answers(store, form.id)[-1] == "Old"


async def test_words_that_come_after_the_freezing_stay_on_the_sheet_with_the_reason(desk, store):
    rounds.open_round(store, desk.ids.round, TODAY)
    form = first_form(store, desk.ids)
    await desk.type("ctrl+g", "o", "enter", "enter", "enter", "\x1b[F", "Half a thought")
    round_answers.complete(store, form.id)
    round_freezing.freeze(store, desk.ids.round, TODAY)
    await desk.type(" more", "ctrl+s")
    assert "is frozen: its people" in " ".join(desk.shown.split())
    assert "Half a thought more" in desk.shown


async def test_raters_are_added_removed_and_decline(desk, store):
    await desk.type("ctrl+g", "o", "enter", "enter")
    await desk.choose("add a customer")
    await desk.type("Ms Hu", "enter", "hu@example.com", "ctrl+s")
    names = [line.name for line in round_raters.listing(store, desk.ids.subject)]
    assert names == ["Zhang [Wei]", "Member 1", "Member 2", "Member 3", "Ms Hu", "Member 0"]
    await desk.type("down", "delete")
    await desk.choose("declined")
    lines = round_raters.listing(store, desk.ids.subject)
    assert [line.name for line in lines if line.state is RaterState.DECLINED] == ["Member 2"]
    assert len(lines) == 5
    await desk.type("ctrl+z", "ctrl+z")
    assert len(round_raters.listing(store, desk.ids.subject)) == 6


async def test_every_form_of_a_round_opens_again_from_its_draft(desk, store):
    (question, *_rest) = rounds.questions(store, desk.ids.round)
    for form, subject, words in (
        ("review_round", f"#{store.new_id()}", "New 360 round"),
        ("review_round", desk.ids.round, "Autumn"),
        ("round_weights", desk.ids.round, "Customers"),
        ("question", f"under:{desk.ids.round}#{store.new_id()}", "New question"),
        ("question", question.id, "Competency"),
        ("outsider", f"under:{desk.ids.subject}#{store.new_id()}", "Answers about Member 0"),
    ):
        place = draft_place(AgendaLine(AgendaKind.DRAFT, TODAY, "", "", form, subject, Message("x")))
        desk.app.go_to(place)
        await desk.pilot.pause()
        await desk.pilot.pause()
        assert words in desk.shown, form
        await desk.type("escape")
        desk.app.go_to(Place("today"))
        await desk.pilot.pause()
