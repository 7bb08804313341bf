"""Saved views of the talks and of the lists of support."""

from perftui.domain.support import SupportTable
from perftui.services import support_views, views
from perftui.services.support_lists import ALL, SupportFilter
from perftui.services.support_views import SupportShown
from perftui.services.talks import TalkFilter

TRAININGS = (SupportTable.TRAINING, SupportTable.SKILL_GAP, SupportTable.COURSE)


def kept(store, section, spec):
    views.save(store, section, "Mine", spec)
    return views.listing(store, section)[0].spec


def test_a_list_of_support_comes_back_as_it_was_saved(store, staff):
    shown = SupportShown(SupportTable.SKILL_GAP, SupportFilter(ALL, staff.wang), "gap", is_descending=True)
    spec = kept(store, "trainings", support_views.support_spec(shown))
    assert support_views.support_shown(store, TRAININGS, spec) == shown


def test_what_a_list_of_support_does_not_know_is_left_out(store):
    spec = {"table": "mentorship", "state": "running", "person_id": "gone", "shoe": "1"}
    assert support_views.support_shown(store, TRAININGS, spec) == SupportShown(SupportTable.TRAINING, SupportFilter())


def test_the_talks_come_back_as_they_were_saved(store, staff):
    shown = TalkFilter(person_id=staff.li, manager_id=staff.anna, kind="monthly", state="planned")
    spec = kept(store, "talks", support_views.talks_spec(shown._replace(text="li"), is_due_alone=True))
    assert support_views.talks_shown(store, spec) == (shown, True)
    assert support_views.talks_shown(store, {"manager_id": "gone"}) == (TalkFilter(), False)
