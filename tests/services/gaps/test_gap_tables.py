"""The gap table: its rows, filters and orders, and what is typed into its cells."""

import pytest

from perftui.services import gap_cells, gap_listings, gap_subjects, gaps, quick_gaps, views
from perftui.services.cause_categories import NoSuchCategory
from perftui.services.gap_cells import NoCauseYet, NoMeasureYet, StillThere
from perftui.services.gap_listings import GapFilter
from perftui.services.quick_adds import NoSuchPerson
from perftui.services.quick_gaps import Subject, WhoseMissing, WhoseUnknown
from perftui.services.quick_measures import parse_cause, parse_measure
from perftui.storage import gaps as gap_storage


def rows(store, **shown):
    listing = gap_listings.listing(store, GapFilter(**shown))
    return listing.window(0, listing.count())


def test_a_gap_has_a_row_for_each_measure_and_says_where_gap_and_cause_begin(store, record, add):
    add("Other")
    assert [(row.measure, row.is_first, row.is_first_of_cause) for row in rows(store)] == [
        ("Mentoring plan", True, True),
        ("Guide to classifying complaints", False, True),
        ("Improve the response process", False, False),
        ("", True, True),
    ]


@pytest.mark.parametrize(
    ("shown", "found"),
    [
        ({"text": "mentor"}, ["Mentoring plan"]),
        ({"category": "process"}, ["Guide to classifying complaints", "Improve the response process"]),
        ({"lacks": "cause"}, [""]),
        ({"severities": ("severe",)}, [""]),
        ({"states": ("closed",)}, []),
        ({"order": "measure", "is_descending": True, "lacks": ""}, 4),
    ],
)
def test_filters_find_what_they_say(store, record, add, shown, found):
    add("Far away", actual="50%")
    measures = [row.measure for row in rows(store, **shown)]
    assert (len(measures) if isinstance(found, int) else measures) == found


def test_the_counts_are_of_gaps_and_a_view_keeps_the_filter(store, record, add, ids):
    add("Far away", actual="50%")
    assert gap_listings.counts(store, GapFilter()) == (2, 2, 1, 1)
    shown = GapFilter(cycles=(ids.q4,), units=(ids.unit,), severities=("severe",), order="gap", is_descending=True)
    assert views.gaps_filter(store, views.save(store, "gaps", "Severe ones", views.gaps_spec(shown)).spec) == shown


def test_a_changed_gap_alone_is_read_again_and_each_row_is_found_by_its_key(store, record, add):
    listing = gap_listings.listing(store, GapFilter())
    added = add("Other")
    listing.renew(added)
    keys = [row.key for row in listing.window(0, listing.count())]
    assert len(keys) == 4
    assert [listing.index_of(key) for key in keys] == [0, 1, 2, 3]
    assert listing.index_of(f"{record.gap}/{record.causes[1]}/gone") == 2
    by_measure = gap_listings.listing(store, GapFilter(order="measure"))
    assert [by_measure.index_of(row.key) for row in by_measure.window(0, 4)] == [0, 1, 2, 3]


@pytest.mark.parametrize(
    "text", ["lx", "LX", "linx", "lin x", "s1", "s2", "客服", "complaints", "new staff", "mentor", "wang", "plan", "%", "_", "nothing"]
)
def test_more_letters_find_in_what_is_listed_what_a_new_search_finds(store, record, add, ids, text):
    add("Rate of 100%", unit=ids.unit)
    add("Other")
    whole = gap_listings.listing(store, GapFilter(cycles=(ids.q4,)))
    narrowed = gap_listings.listing(store, GapFilter(cycles=(ids.q4,), text=text), whole)
    assert narrowed.positions == gap_storage.listed(store, narrowed.shown)
    assert (narrowed.count() == 0) == (text in {"_", "nothing"})
    assert gap_listings.listing(store, GapFilter(text="rate"), whole).count() == 1


def test_a_gap_changed_during_a_search_stays_or_goes_by_its_new_text(store, record, add, ids, today):
    other = add("Other")
    listing = gap_listings.listing(store, GapFilter(text="other"))
    listing.renew(add("Another"))
    assert [row.dimension for row in listing.window(0, 9)] == ["Other", "Another"]
    gaps.edit_gap(store, other, 1, dimension="Renamed")
    listing.renew(other)
    assert [row.dimension for row in listing.window(0, 9)] == ["Another"]
    assert gap_listings.listing(store, GapFilter(), listing).count() == 5


def test_records_lead_to_their_gaps_and_parts_to_their_gap(store, record, ids):
    assert gap_subjects.shown_for(store, ids.lin) == GapFilter(person=ids.lin)
    assert {gap_subjects.gap_id_of(store, each) for each in (record.gap, *record.causes, *record.actions)} == {record.gap}
    assert gap_subjects.gap_id_of(store, ids.lin) == ""


def test_a_line_adds_a_gap_of_whom_it_says_or_of_whom_the_table_shows(store, ids, today):
    quick_gaps.quick_gap(store, "Rate；≥95%；88%；customer service；2026-q3", today, Subject(person=ids.lin))
    quick_gaps.quick_gap(store, "Rate; <= 2 days", today, Subject(person=ids.lin))
    assert [(row.whose, row.target_text, row.gap_text) for row in rows(store)] == [
        ("Customer service 客服部", "≥95 %", "7 pp"),
        ("林晓", "≤2 days", ""),
    ]
    with pytest.raises(WhoseUnknown):
        quick_gaps.quick_gap(store, "Rate; ≥95%; 88%; nobody", today, Subject(person=ids.lin))
    with pytest.raises(WhoseMissing):
        quick_gaps.quick_gap(store, "Rate; ≥95%", today, Subject())


def test_causes_take_their_category_by_its_beginning_in_both_languages():
    assert parse_cause("Old machines #too") == ("Old machines", "tools")
    assert parse_cause("设备老化 ＃工具") == ("设备老化", "tools")
    assert parse_cause("Ticket 4711") == ("Ticket 4711", "")
    with pytest.raises(NoSuchCategory):
        parse_cause("Old machines #x")


def test_a_measure_names_who_by_when_and_whether_it_is_a_document(store, ids, today):
    assert parse_measure(store, "Mentoring; wang; +1m", today) == ("Mentoring", ids.wang, "2026-12-23", None)
    assert parse_measure(store, "《投诉处理指引》；林晓", today) == ("《投诉处理指引》", ids.lin, None, "document")
    assert parse_measure(store, '"Guide"', today) == ("Guide", None, None, "document")
    with pytest.raises(NoSuchPerson):
        parse_measure(store, "Mentoring; nobody", today)


def test_cells_are_written_each_in_one_step_and_refuse_what_hangs_in_the_air(store, add, ids, today):
    add()
    with pytest.raises(NoCauseYet):
        gap_cells.write_cell(store, rows(store)[0], "measure", "Plan", today)
    with pytest.raises(NoMeasureYet):
        gap_cells.write_cell(store, rows(store)[0], "owner", "wang", today)
    gap_cells.write_cell(store, rows(store)[0], "cause", "New staff #peo", today)
    gap_cells.write_cell(store, rows(store)[0], "measure", "Plan; wang; eom", today)
    gap_cells.write_cell(store, rows(store)[0], "measure", "Better plan", today)
    gap_cells.write_cell(store, rows(store)[0], "due", "+1m", today)
    with pytest.raises(StillThere):
        gap_cells.write_cell(store, rows(store)[0], "cause", " ", today)
    (row,) = rows(store)
    assert (row.cause, row.category) == ("New staff", "people")
    assert (row.measure, row.owner, str(row.due)) == ("Better plan", "Wang Fang", "2026-12-23")
