from datetime import UTC, datetime, timedelta

import pytest

from perftui.services import draft_titles, drafts


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


def test_what_a_form_was_opened_with_is_kept_beside_the_fields_and_is_none_of_them(store):
    drafts.keep(store, "person", "A", {"name": "Li Nan"}, {"name": "Li Na"})
    kept = drafts.listing(store)[0]
    assert (kept.fields, kept.base) == ({"name": "Li Nan"}, {"name": "Li Na"})
    drafts.keep(store, "person", "A", {"name": ""}, {"name": "Li Na"})
    assert drafts.restore(store, "person", "A").fields == {"name": ""}


def test_the_draft_of_a_new_record_knows_below_which_one_it_stands(store):
    for parent in ("A", "B", ""):
        for line in ("", "quick"):
            subject = drafts.new_subject(store, parent, line)
            drafts.keep(store, "key_result", subject, {"title": "Rate"})
            assert (drafts.place_of(subject), drafts.line_of(subject), drafts.is_new(subject)) == (parent, line, True)
            assert [draft.subject for draft in drafts.below(store, "key_result", parent, line)] == [subject]
    assert len(drafts.listing(store)) == 6
    assert (drafts.place_of("A"), drafts.is_new("A")) == ("A", False)


def test_two_drafts_of_one_form_for_one_place_never_replace_each_other(store):
    for name in ("Ann", "Bob"):
        drafts.keep(store, "person", drafts.new_subject(store), {"name": name})
    assert {drafts.first_text(draft, 9) for draft in drafts.below(store, "person")} == {"Ann", "Bob"}


def test_dropping_what_is_not_there_needs_no_lock(tmp_path, clock):
    from contextlib import closing

    from perftui.storage import drivers
    from perftui.storage.stores import Actor
    from perftui.storage.upgrades import open_store

    path = tmp_path / "data.db"
    with closing(open_store(path, Actor("li.na"), create=True, clock=clock)) as store, closing(drivers.connect(path)) as other:
        other.execute("BEGIN IMMEDIATE")
        drafts.drop(store, "person", "A")
        assert drafts.listing(store) == []


@pytest.mark.parametrize("form", draft_titles.FORMS)
def test_a_draft_of_every_form_has_a_title_whatever_record_it_is_of(store, form):
    for subject in ("gone", drafts.new_subject(store, "gone"), drafts.new_subject(store)):
        drafts.keep(store, form, subject, {"text": "Half [b]"})
        draft = drafts.restore(store, form, subject)
        assert "Half [b]" in draft_titles.title(store, draft)
