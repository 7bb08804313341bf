"""The list of all actions: filtered, ordered, by where they come from, changed many at once, and typed in one line."""

from dataclasses import replace
from datetime import date

import pytest

from perftui.domain.actions import When
from perftui.errors import BadInput
from perftui.i18n import say
from perftui.services import action_changes, action_entries, action_listings, actions, cycles, goals, meetings, quick_actions, undo
from perftui.services.action_listings import NO_ORIGIN, ActionFilter, ActionListing, due_within
from perftui.services.action_origins import KINDS, comes_from
from perftui.services.actions import Origin
from perftui.storage import action_origins
from perftui.storage.stores import Gone, Label

TODAY = date(2026, 11, 25)
"""A Wednesday."""
DAYS = {"late": "2026-11-20", "today": "2026-11-25", "friday": "2026-11-27", "next": "2026-12-03", "later": "2026-12-07", "never": ""}


@pytest.fixture
def ids(store, staff):
    made = {title: actions.add_action(store, title=title, owner=staff.li, due=due) for title, due in DAYS.items()}
    actions.edit_action(store, made["friday"], 1, owner=staff.wang, role="mentor")
    return made


def titles(store, shown=None):
    return [listed.line.title for listed in ActionListing(store, shown or ActionFilter(), TODAY).every()]


def test_it_reads_as_an_agenda_the_most_urgent_first_and_undated_ones_last(store, ids):
    listing = ActionListing(store, ActionFilter(), TODAY)
    assert [(listed.line.title, listed.when) for listed in listing.window(0, 9)] == [
        *(("late", When.OVERDUE), ("today", When.TODAY), ("friday", When.THIS_WEEK), ("next", When.NEXT_WEEK)),
        *(("later", When.LATER), ("never", When.UNDATED)),
    ]
    assert (listing.index_of(ids["next"]), listing.count()) == (3, 6)


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        *((When.OVERDUE, ["late"]), (When.TODAY, ["today"]), (When.THIS_WEEK, ["today", "friday"]), (When.NEXT_WEEK, ["next"])),
        *((When.LATER, ["later"]), (When.UNDATED, ["never"]), (None, list(DAYS))),
    ],
)
def test_each_part_of_the_agenda_can_be_shown_by_itself(store, ids, part, expected):
    assert titles(store, due_within(ActionFilter(), part, TODAY)) == expected


def test_it_is_narrowed_by_owner_role_state_and_what_repeats_and_found_by_words_or_pinyin(store, staff, ids):
    assert titles(store, ActionFilter(owner_id=staff.wang)) == titles(store, ActionFilter(role="mentor")) == ["friday"]
    assert titles(store, ActionFilter(text="ww")) == titles(store, ActionFilter(text="王")) == titles(store, ActionFilter(text="Ｆriday"))
    action_entries.mark_done(store, ids["late"], TODAY)
    assert titles(store, ActionFilter(state="done")) == ["late"]
    actions.edit_action(store, ids["later"], 1, recurrence="weekly")
    assert titles(store, ActionFilter(is_repeated=True)) == ["later"]


def test_orders_turn_round_and_what_has_nothing_there_stays_last(store, ids):
    assert titles(store, ActionFilter(order="due", is_descending=True)) == ["later", "next", "friday", "today", "late", "never"]
    for order in action_listings.ORDERS:
        assert sorted(titles(store, ActionFilter(order=order))) == sorted(DAYS)


def test_who_the_actor_is_is_kept_until_that_person_is_gone(store, staff):
    assert action_listings.me(store) == ""
    action_listings.i_am(store, staff.li)
    assert action_listings.me(store) == staff.li
    store.limit_to([staff.wang])
    assert action_listings.me(store) == ""


def test_where_they_come_from_is_said_with_the_place_that_shows_it(store, staff):
    meeting = meetings.add_meeting(store, kind="review", title="Review", on="2026-11-20")
    made = actions.add_action(store, Origin("meeting", meeting), title="Ask", owner=staff.li, due="2026-11-30")
    (listed,) = ActionListing(store, ActionFilter(origin="meeting"), TODAY).window(0, 1)
    assert (listed.comes_from.text, listed.comes_from.section, listed.comes_from.key) == ("Review", "meetings", meeting)
    assert titles(store, ActionFilter(origin=NO_ORIGIN)) == []
    assert comes_from(store, actions.action(store, made)._replace(origin=Origin("unknown", "x")).origin).text == ""


def test_every_origin_has_its_query_and_hides_what_the_reader_may_not_see(store, staff):
    assert KINDS.keys() == action_origins.QUERIES.keys()
    cycle = cycles.add_cycle(store, "2026-Q4", TODAY)
    goal = goals.add_goal(store, TODAY, title="Grow", cycle=cycle.id, owner_person=staff.li)
    with store.write(Label("made")):
        gap, cause, assessment, note = (store.new_id() for _n in range(4))
        store.insert("gap", id=gap, person_id=staff.li, dimension="Complaints 投诉率")
        store.insert("cause", id=cause, gap_id=gap, text="New staff")
        store.insert("assessment", id=assessment, person_id=staff.li, cycle_id=cycle.id)
        meeting = meetings.add_meeting(store, kind="review", title="Looking back", on="2026-11-20")
        store.insert("retro_note", id=note, meeting_id=meeting, kind="idea", text="Sort them")
    said = {
        Origin("goal", goal): ("Grow (Li Na)", "goals", goal),
        Origin("gap", gap): ("Complaints 投诉率 (Li Na)", "gaps", gap),
        Origin("cause", cause): ("Complaints 投诉率 (Li Na)", "gaps", gap),
        Origin("assessment", assessment): ("Li Na (2026-Q4)", "reviews", assessment),
        Origin("retro_note", note): ("Looking back", "retrospectives", note),
    }
    for origin, expected in said.items():
        assert comes_from(store, origin)[1:] == expected
    store.limit_to([staff.wang])
    assert all(comes_from(store, origin).text == "" for origin in said if origin.entity not in ("retro_note", "meeting"))


def test_due_dates_of_many_move_each_by_so_much_and_back_in_one_step(store, ids):
    wanted = [ids["late"], ids["friday"], ids["never"]]
    preview = action_changes.change_many(store, wanted, "due", "+1w", TODAY)
    assert [(line.title, line.new) for line in preview.lines] == [("late", "2026-11-27"), ("friday", "2026-12-04"), ("never", "2026-12-02")]
    assert actions.action(store, ids["late"]).due == date(2026, 11, 27)
    undo.undo(store)
    assert actions.action(store, ids["late"]).due == date(2026, 11, 20)


def test_many_are_done_or_given_away_and_what_cannot_be_is_said(store, staff, ids):
    meeting = meetings.add_meeting(store, kind="review", title="Review", on="2026-11-20")
    decided = actions.add_action(store, Origin("meeting", meeting), title="decided", owner=staff.li, due="2026-11-30")
    series = actions.add_action(store, title="series", owner=staff.li, due="2026-11-20", recurrence="weekly")
    preview = action_changes.preview_change(store, [decided, ids["late"]], "owner", "", TODAY)
    assert [(line.title, line.refusal is not None) for line in preview.lines] == [("decided", True), ("late", False)]
    preview = action_changes.preview_change(store, [series, ids["late"]], "due", "+1w", TODAY)
    assert (preview.changed, preview.refused) == (1, 1)
    action_changes.change_many(store, [series, ids["late"], "gone"], "done", "", TODAY)
    assert (actions.action(store, series).due, actions.action(store, ids["late"]).state) == (date(2026, 11, 27), "done")
    (line,) = action_changes.preview_change(store, [ids["late"]], "cancelled", "", TODAY).lines
    assert "open it again" in say(line.refusal)
    action_changes.change_many(store, [ids["today"], ids["friday"]], "owner", staff.wang, TODAY)
    assert [line.title for line in actions.of_owner(store, staff.wang)] == ["today", "friday"]
    action_changes.change_many(store, [ids["today"]], "role", "导师", TODAY)
    assert actions.action(store, ids["today"]).role == "mentor"
    action_changes.change_many(store, [ids["never"]], "cancelled", "", TODAY)
    assert actions.action(store, ids["never"]).state == "cancelled"
    with pytest.raises(Gone):
        action_changes.change_many(store, [ids["today"]], "owner", "nobody", TODAY)
    with pytest.raises(action_changes.NotForManyActions):
        action_changes.change_many(store, [ids["today"]], "title", "x", TODAY)


def understood(store, text):
    line = quick_actions.parse_quick_action(store, text, TODAY)
    return {part.field: part.value for part in line.parts if not part.error}


def test_a_line_is_understood_in_any_order_and_in_chinese(store, staff):
    assert understood(store, "Look at it; li na; +7d; mentor") == {
        **{"title": "Look at it", "owner": staff.li, "due": "2026-12-02", "role": "mentor"}
    }
    assert understood(store, "辅导谈话；每周一；导师；王伟") == {
        **{"title": "辅导谈话", "recurrence": "weekly:mon", "role": "mentor", "owner": staff.wang, "due": "2026-11-30"}
    }
    assert understood(store, "Count; li na; fri; store keeper")["role"] == "store keeper"
    action_listings.i_am(store, staff.wang)
    assert understood(store, "Mine; me")["owner"] == staff.wang


def test_a_line_is_added_as_one_action_and_what_is_wrong_with_it_is_said(store, staff):
    made = quick_actions.quick_action(store, "Visits; wang wei; every working day; employee", TODAY)
    line = actions.action(store, made)
    assert (line.title, line.owner, line.due, line.recurrence, line.role) == ("Visits", "王伟", TODAY, "workdays", "employee")
    for text, said in (
        ("", "Begin with the title"),
        ("X; blah blah", "is no person, date or recurrence"),
        ("X; fri; mon", "one too many"),
        ("X; 我", "Who are you?"),
    ):
        with pytest.raises(BadInput) as error:
            quick_actions.quick_action(store, text, TODAY)
        assert said in say(error.value.message)


def test_behind_a_scope_actions_of_hidden_people_are_not_listed(store, staff, ids):
    store.limit_to([staff.wang])
    assert titles(store) == ["friday"]
    assert ActionListing(store, replace(ActionFilter(), text="late"), TODAY).count() == 0
