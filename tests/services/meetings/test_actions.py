from datetime import date

import pytest

from perftui.domain.meeting_drafts import ActionWithoutDate, ActionWithoutOwner
from perftui.i18n import say
from perftui.services import actions, meetings
from perftui.services.actions import Origin
from perftui.services.today import AgendaKind, today_view
from perftui.storage.stores import Gone

pytestmark = pytest.mark.usefixtures("anything_may_be_proposed")

TODAY = date(2026, 11, 23)


@pytest.fixture
def origin(store, duo):
    return Origin("meeting", meetings.add_meeting(store, kind="resource", title="Budget", on="2026-11-20"))


def test_an_action_of_a_meeting_needs_an_owner_and_a_date(store, duo, origin):
    with pytest.raises(ActionWithoutOwner) as error:
        actions.add_action(store, origin, title="Book it", due="2026-11-30")
    assert error.value.field == "owner"
    with pytest.raises(ActionWithoutDate):
        actions.add_action(store, origin, title="Book it", owner=duo.li)
    with pytest.raises(Gone):
        actions.add_action(store, origin, title="Book it", owner="nobody", due="2026-11-30")
    assert actions.of_origin(store, origin) == []


def test_an_action_of_its_own_may_have_neither(store, duo):
    made = actions.add_action(store, title="Read the guide", role="mentor")
    line = actions.action(store, made)
    assert (line.owner, line.due, line.role, line.origin) == ("", None, "mentor", Origin("", ""))


def test_an_action_is_done_opened_again_and_cancelled(store, duo, origin, undone):
    made = undone(lambda: actions.add_action(store, origin, title="Book it", owner=duo.li, due="2026-11-30", measure="In the ledger"))
    undone(lambda: actions.finish(store, made, TODAY))
    assert (actions.action(store, made).state, actions.action(store, made).done_on) == ("done", TODAY)
    undone(lambda: actions.reopen(store, made))
    undone(lambda: actions.cancel(store, made))
    assert (actions.action(store, made).state, actions.action(store, made).done_on) == ("cancelled", None)


def test_editing_keeps_what_is_not_given_and_what_its_origin_needs(store, duo, origin):
    made = actions.add_action(store, origin, title="Book it", owner=duo.li, due="2026-11-30")
    actions.edit_action(store, made, 1, title="Book it now")
    assert (actions.action(store, made).title, actions.action(store, made).due) == ("Book it now", date(2026, 11, 30))
    with pytest.raises(ActionWithoutDate):
        actions.edit_action(store, made, 2, due="")


def test_open_actions_come_first_and_by_date(store, duo, origin):
    made = {
        title: actions.add_action(store, origin, title=title, owner=duo.li, due=due)
        for title, due in (("late", "2026-12-30"), ("done", "2026-11-01"), ("soon", "2026-11-25"))
    }
    actions.finish(store, made["done"], TODAY)
    assert [line.title for line in actions.of_origin(store, origin)] == ["soon", "late", "done"]
    assert [line.title for line in actions.of_owner(store, duo.li)] == ["soon", "late"]
    assert meetings.listing(store)[0].open_actions == 2


def test_today_names_what_is_overdue_or_due_within_a_week_the_oldest_first(store, duo, origin):
    days = {"overdue": "2026-11-20", "today": "2026-11-23", "soon": "2026-11-30", "later": "2026-12-01"}
    for title, due in days.items():
        actions.add_action(store, origin, title=title, owner=duo.li, due=due)
    view = today_view(store, TODAY)
    lines = [line for line in view.lines if line.kind is AgendaKind.ACTION]
    assert [(line.title, line.subject, say(line.message)) for line in lines] == [
        ("overdue", "Li Na", "3 days late"),
        ("today", "Li Na", "Due today"),
        ("soon", "Li Na", "Due in 7 days"),
    ]
    assert view.waiting[AgendaKind.ACTION].number == 3


def test_behind_a_scope_actions_of_hidden_people_stay_hidden(store, duo, origin):
    made = actions.add_action(store, origin, title="Hers", owner=duo.li, due="2026-11-20")
    store.limit_to([])
    assert actions.of_origin(store, origin) == []
    with pytest.raises(Gone):
        actions.action(store, made)
    assert AgendaKind.ACTION not in today_view(store, TODAY).waiting
