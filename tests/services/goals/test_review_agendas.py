"""What Today says of goals in review."""

from datetime import timedelta

import pytest

from perftui.domain.codes import GoalState
from perftui.i18n import say
from perftui.services import goals
from perftui.services.today import AgendaKind, today_view
from perftui.storage.stores import Label

KINDS = {AgendaKind.PROPOSED, AgendaKind.RETURNED}


def seen(store, today):
    return [(line.kind, line.title, line.subject, say(line.message)) for line in today_view(store, today).lines if line.kind in KINDS]


@pytest.fixture
def proposed(store, tree, clock, today):
    """One waits since a week, one since yesterday."""
    now = clock.at
    for goal, days in ((tree.second, 1), (tree.first, 7)):
        clock.at = now - timedelta(days=days)
        goals.set_state(store, [goal], GoalState.PROPOSED)
    clock.at = now
    return tree


def test_what_waits_longest_for_its_review_stands_first(store, proposed, today):
    assert seen(store, today) == [
        (AgendaKind.PROPOSED, "Raise retention", "Li Na", "Waits for 7 days"),
        (AgendaKind.PROPOSED, "Call more", "张伟", "Waits for 1 day"),
    ]


def test_what_was_returned_says_what_to_mend(store, proposed, today):
    goals.set_state(store, [proposed.first], GoalState.RETURNED, "By how\nmuch?")
    assert (AgendaKind.RETURNED, "Raise retention", "Li Na", "To mend: By how much?") in seen(store, today)


def test_a_closed_cycle_waits_for_nothing_and_agreed_goals_do_not_wait(store, proposed, today, company):
    goals.equal_weights(store, proposed.first)
    goals.set_state(store, [proposed.first], GoalState.AGREED)
    assert len(seen(store, today)) == 1
    with store.write(Label("closed")):
        store.connection.execute("UPDATE cycle SET state = 'closed'")
    assert seen(store, today) == []


def test_nobody_sees_what_waits_of_others(store, proposed, today, company):
    store.limit_to([company.li])
    assert [line[1] for line in seen(store, today)] == ["Raise retention"]
