"""Talks: planned, written down, due; who reads them; what stands on Today."""

from datetime import date, timedelta
from itertools import product

import pytest

from perftui import i18n
from perftui.domain.talk_drafts import TalksToSelf
from perftui.domain.talks import TalkStatus, Visibility, may_read
from perftui.services import action_listings, actions, grow, quick_talks, talk_cadences, talks
from perftui.services.action_origins import come_from
from perftui.services.actions import Origin
from perftui.services.drafts import new_subject
from perftui.services.grow import HeldAhead, LineWrong
from perftui.services.histories import history, recent_steps
from perftui.services.talk_views import talk_view
from perftui.services.talks import CancelledHere, HeldAlready, TalkFilter
from perftui.services.today import AgendaKind, AgendaLine, today_view
from perftui.storage import talk_sight
from perftui.storage.stores import Actor, Changed, Gone, Store
from screens.draft_places import draft_place
from screens.hosts import Place

TODAY = date(2026, 11, 23)


def planned(store, person, **values):
    return talks.add_talk(store, person=person, **{"kind": "grow", "planned": "2026-11-25", **values})


def listed(store, **shown):
    return talks.listing(store, TalkFilter(**shown), TODAY)


def lines(store, kind):
    return [line for line in today_view(store, TODAY).lines if line.kind is kind]


def test_a_talk_is_with_the_one_to_whom_the_person_reports(store, team, undone):
    talk = undone(lambda: planned(store, team.li))
    (line,) = listed(store)
    assert (line.id, line.person, line.manager, line.status) == (talk, "Li Na", "Guo Yi", TalkStatus.PLANNED)
    with pytest.raises(TalksToSelf):
        planned(store, team.li, manager=team.li)
    with pytest.raises(Gone):
        planned(store, "nobody")


def test_a_line_plans_a_talk_and_says_what_it_does_not_understand(store, team):
    quick_talks.quick_talk(store, "wang fang；困难；+3d", TODAY)
    (line,) = listed(store)
    assert (line.person, line.kind, line.planned) == ("王芳", "difficult", date(2026, 11, 26))
    wrong = quick_talks.parse_quick_talk(store, "li na; someday", TODAY)
    assert "no kind, date or person" in i18n.say(wrong.error.message)
    assert isinstance(quick_talks.parse_quick_talk(store, "", TODAY).error, quick_talks.PersonMissing)
    with_boss = quick_talks.parse_quick_talk(store, "li na; guo yi; outcome", TODAY)
    assert (with_boss.value("manager"), with_boss.value("due")) == (team.boss, "2026-11-23")


def test_writing_a_talk_down_holds_it_and_makes_an_action_of_each_line_in_one_step(store, team, undone):
    talk = planned(store, team.li)
    text = "six visits a day; li na; +14d\n\nshorter form；guo yi；12/1"
    undone(lambda: grow.write_down(store, talk, 1, TODAY, text, held="2026-11-22", goal_text="Six", reality="Four"))
    view = talk_view(store, talk, TODAY)
    assert (view.line.status, view.line.held, view.line.parts, view.texts["reality"]) == (TalkStatus.HELD, date(2026, 11, 22), 2, "Four")
    assert [(line.title, line.owner, line.due.isoformat()) for line in view.actions] == [
        ("shorter form", "Guo Yi", "2026-12-01"),
        ("six visits a day", "Li Na", "2026-12-07"),
    ]
    assert listed(store)[0].next_action == "shorter form"
    assert come_from(store, [Origin("talk", talk)])[Origin("talk", talk)].section == "talks"


@pytest.mark.parametrize(("text", "said"), [("a; li na", "by when"), ("a; +3d", "who does it"), ("b; li na; +3d\na; x; +3d", "Line 2")])
def test_a_line_without_owner_or_date_is_refused_and_nothing_is_written(store, team, text, said):
    talk = planned(store, team.li)
    with pytest.raises(LineWrong) as caught:
        grow.write_down(store, talk, 1, TODAY, text, held="2026-11-22", goal_text="Six")
    assert said in i18n.say(caught.value.message)
    assert talk_view(store, talk, TODAY).texts["goal_text"] == ""


def test_a_talk_that_is_only_prepared_stays_planned_and_none_is_held_ahead(store, team):
    talk = planned(store, team.li)
    grow.write_down(store, talk, 1, TODAY, goal_text="Six")
    assert listed(store)[0].status is TalkStatus.PLANNED
    with pytest.raises(HeldAhead):
        grow.write_down(store, talk, 2, TODAY, held="2026-11-24")
    with pytest.raises(Changed):
        grow.write_down(store, talk, 1, TODAY, goal_text="Seven")


def test_a_cancelled_talk_is_not_written_down_and_a_held_one_not_cancelled(store, team):
    talk = planned(store, team.li)
    talks.cancel(store, talk)
    with pytest.raises(CancelledHere):
        grow.write_down(store, talk, 2, TODAY, held="2026-11-22")
    talks.plan_again(store, talk)
    grow.write_down(store, talk, 3, TODAY, held="2026-11-22")
    with pytest.raises(HeldAlready):
        talks.cancel(store, talk)


def test_a_cadence_asks_for_talks_until_one_is_planned_or_held(store, team, undone):
    undone(lambda: talk_cadences.set_cadence(store, team.li, recurrence="每月15日", start="2026-09-01"))
    (due,) = talk_cadences.due_lines(store, TODAY)
    assert (due.person, due.manager, due.due) == ("Li Na", "Guo Yi", date(2026, 9, 15))
    talk = planned(store, team.li, planned="2026-10-01")
    assert talk_cadences.due_lines(store, TODAY) == []
    grow.write_down(store, talk, 1, TODAY, held="2026-10-13")
    assert [line.due for line in talk_cadences.due_lines(store, TODAY)] == [date(2026, 11, 15)]
    grow.write_new(store, team.li, "monthly", TODAY, held="2026-11-23", goal_text="Now")
    assert talk_cadences.due_lines(store, TODAY) == []
    assert talk_cadences.cadence_of(store, team.li).due == date(2026, 12, 15)
    undone(lambda: talk_cadences.end_cadence(store, team.li))
    assert talk_cadences.cadence_of(store, team.li) is None


def test_today_names_talks_that_are_due_and_people_without_any_since_their_goals_began(store, team):
    (missing,) = lines(store, AgendaKind.NO_TALK)
    assert (missing.title, missing.since, missing.entity_id) == ("Li Na", date(2026, 10, 1), team.li)
    talk_cadences.set_cadence(store, team.wang, recurrence="monthly", start="2026-11-20")
    late = planned(store, team.li, planned="2026-11-20")
    found = lines(store, AgendaKind.TALK)
    assert [(line.title, line.entity, line.entity_id) for line in found] == [("Li Na", "talk", late), ("王芳", "due_talk", team.wang)]
    assert [i18n.say(line.message) for line in found] == ["3 days late: GROW talk", "3 days late: regular talk"]
    grow.write_down(store, late, 1, TODAY, held="2026-11-22")
    assert lines(store, AgendaKind.NO_TALK) == []


def test_a_talk_that_is_planned_ahead_is_talk_enough_and_goals_that_are_fresh_can_wait(store, team):
    planned(store, team.li, planned="2026-12-10")
    assert lines(store, AgendaKind.NO_TALK) == []
    early = date(2026, 10, 20)
    assert [line.kind for line in today_view(store, early).lines if line.kind is AgendaKind.NO_TALK] == []


@pytest.fixture
def readers(store, team):
    """A store behind a scope for HR, for the manager of the talks, and for another one."""

    def scoped(role, person):
        reader = Store(store.connection, Actor(f"{role}-{person}", role), clock=store.clock)
        action_listings.i_am(reader, person)
        reader.limit_to([team.li, team.wang])
        return reader

    return {"hr": scoped("hr", team.wang), "boss": scoped("manager", team.boss), "other": scoped("employee", team.li)}


def test_every_read_behind_a_scope_follows_the_rule(store, team, readers):
    made = {visibility: planned(store, team.li, visibility=visibility, goal=team.goal) for visibility in Visibility}
    for talk in made.values():
        grow.write_down(store, talk, 1, TODAY, f"{talk}; wang fang; +3d", held="2026-11-22")
    for reader, (visibility, talk) in product(readers.values(), made.items()):
        reader.limit_to([team.li, team.wang])
        is_seen = may_read(visibility, team.boss, talk_sight.reader(reader))
        assert (talk in {line.id for line in talks.listing(reader, TalkFilter(), TODAY)}) is is_seen
        assert (talk in {line.id for line in talks.of_person(reader, team.li, TODAY)}) is is_seen
        assert (talk in {line.id for line in talks.of_goal(reader, team.goal, TODAY)}) is is_seen
        assert bool(come_from(reader, [Origin("talk", talk)])) is is_seen
        assert bool(history(reader, "talk", talk)) is is_seen
        if not is_seen:
            with pytest.raises(Gone):
                talk_view(reader, talk, TODAY)


def test_nobody_outside_the_scope_is_seen_whatever_the_role(store, team, readers):
    planned(store, team.li)
    for reader in readers.values():
        reader.limit_to([team.wang])
        assert talks.listing(reader, TalkFilter(), TODAY) == []


def test_a_hidden_talk_names_no_step_to_others(store, team, readers):
    planned(store, team.li, visibility="hr")
    readers["other"].limit_to([team.li])
    assert "Planned a talk" not in " ".join(i18n.say(step.label) for step in recent_steps(readers["other"]))
    assert "Planned a talk" in " ".join(i18n.say(step.label) for step in recent_steps(store))


def test_drafts_of_talks_lead_back_to_their_forms(store, team):
    talk = planned(store, team.li)

    def place(form, subject):
        return draft_place(AgendaLine(AgendaKind.DRAFT, TODAY, "", "", form, subject, ""))

    assert place("grow", talk) == Place("talks", talk, command="write_down")
    new = new_subject(store, team.li)
    assert place("new_grow", new) == Place("talks", team.li, command=f"take_up('new_grow', {new!r})")
    assert place("cadence", team.li) == Place("talks", team.li, command="set_cadence")
    assert place("talk", talk) == Place("talks", talk, command="edit")
    for form, section in (("talk", "talks"), ("bottleneck", "bottlenecks"), ("worksheet", "worksheets")):
        assert place(form, new) == Place(section, team.li, command=f"take_up({form!r}, {new!r})")


def test_an_edited_talk_keeps_what_is_left_out(store, team, undone):
    talk = planned(store, team.li, goal=team.goal, note="Bring the list")
    undone(lambda: talks.edit_talk(store, talk, 1, planned="2026-12-01", visibility="hr"))
    view = talk_view(store, talk, TODAY)
    assert (view.goal, view.note, view.line.planned, view.line.visibility) == ("Visits", "Bring the list", date(2026, 12, 1), "hr")


def test_finished_actions_of_a_talk_are_no_next_action(store, team):
    talk = planned(store, team.li)
    grow.write_down(store, talk, 1, TODAY, "visits; li na; +1d", held="2026-11-22")
    (line,) = talk_view(store, talk, TODAY).actions
    actions.finish(store, line.id, TODAY + timedelta(1))
    assert listed(store)[0].next_action == ""
