from datetime import UTC, datetime, timedelta

from perftui.services import drafts


def test_what_was_typed_comes_back(store, clock):
    drafts.keep(store, "person", "", {"name": "Li\x1b Na", "note": "one\ntwo"})
    kept = drafts.restore(store, "person")
    assert (kept.fields, kept.at) == ({"name": "Li Na", "note": "one\ntwo"}, datetime(2026, 11, 23, 8, tzinfo=UTC))
    clock.at += timedelta(minutes=1)
    drafts.keep(store, "person", "", {"name": "Li Nan", "note": ""})
    assert drafts.restore(store, "person").fields["name"] == "Li Nan"


def test_each_record_has_its_own_draft(store, clock):
    drafts.keep(store, "person", "A", {"name": "a"})
    clock.at += timedelta(minutes=1)
    drafts.keep(store, "person", "B", {"name": "b"})
    assert [line.subject for line in drafts.listing(store)] == ["B", "A"]
    drafts.drop(store, "person", "B")
    assert drafts.restore(store, "person", "B") is None
    assert drafts.restore(store, "person", "A").fields == {"name": "a"}


def test_a_form_that_is_empty_again_has_no_draft(store):
    drafts.keep(store, "person", "", {"name": "Li"})
    drafts.keep(store, "person", "", {"name": ""})
    assert drafts.listing(store) == []
