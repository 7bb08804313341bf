"""Drafts, settings, views and recent things: each actor's own, kept at once, and no part of the log."""

import pytest
from organisations import HANNA

from perftui.storage import asides
from perftui.storage.stores import Actor, Store
from perftui.storage.upgrades import open_store


@pytest.fixture
def theirs(store):
    return Store(store.connection, Actor("li.na"), None, store.clock)


def test_a_draft_survives_the_end_of_the_program(file_store):
    asides.keep_draft(file_store, "goal", "g1", {"title": "客户 'half", "weight": ""})
    file_store.close()
    store = open_store(file_store.path, HANNA)
    kept = asides.draft(store, "goal", "g1")
    assert (kept.fields, kept.at) == ({"title": "客户 'half", "weight": ""}, "2026-03-01T08:00:01Z")
    store.close()


def test_a_draft_is_kept_over_the_one_before_and_dropped_when_saved(store):
    asides.keep_draft(store, "goal", "", {"title": "W"})
    asides.keep_draft(store, "goal", "", {"title": "Win"})
    asides.keep_draft(store, "person", "", {"name": "Li"})
    assert [(draft.form, draft.fields) for draft in asides.drafts(store)] == [("person", {"name": "Li"}), ("goal", {"title": "Win"})]
    asides.drop_draft(store, "goal", "")
    assert asides.draft(store, "goal", "") is None
    assert asides.draft(store, "person", "") is not None


def test_nobody_sees_the_drafts_settings_and_views_of_another(store, theirs):
    asides.keep_draft(store, "goal", "", {"title": "Hers"})
    asides.keep_setting(store, "language", "zh")
    asides.keep_view(store, "people", "New", {"order": "hire_date"})
    asides.touch_recent(store, "goal", "g1")
    assert asides.drafts(theirs) == asides.recent(theirs, "goal", 9) == []
    assert asides.setting(theirs, "language") is None
    assert asides.saved_views(theirs, "people") == {}
    asides.drop_draft(theirs, "goal", "")
    asides.drop_view(theirs, "people", "New")
    assert asides.setting(store, "language") == "zh"
    assert asides.saved_views(store, "people") == {"New": {"order": "hire_date"}}
    assert asides.draft(store, "goal", "").fields == {"title": "Hers"}


def test_a_setting_and_a_view_are_kept_over_the_ones_before(store):
    for value in ("en", "zh"):
        asides.keep_setting(store, "language", value)
        asides.keep_view(store, "people", "Mine", {"order": value})
    asides.keep_view(store, "people", "Another", {})
    assert asides.setting(store, "language") == "zh"
    assert list(asides.saved_views(store, "people")) == ["Another", "Mine"]
    assert asides.saved_views(store, "people")["Mine"] == {"order": "zh"}
    asides.drop_view(store, "people", "Mine")
    assert list(asides.saved_views(store, "people")) == ["Another"]


def test_what_was_used_last_comes_first_and_once(store):
    for goal in ("g1", "g2", "g1", "g3"):
        asides.touch_recent(store, "goal", goal)
    asides.touch_recent(store, "person", "p1")
    assert asides.recent(store, "goal", 9) == ["g3", "g1", "g2"]
    assert asides.recent(store, "goal", 2) == ["g3", "g1"]


def test_none_of_this_is_in_the_log_or_can_be_undone(store):
    asides.keep_draft(store, "goal", "", {"title": "W"})
    asides.keep_setting(store, "language", "zh")
    assert store.value("SELECT count(*) FROM event") == store.value("SELECT count(*) FROM step") == 0
