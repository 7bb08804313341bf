"""The gap table at the keyboard: the record of the requirements in one burst, cells, refusals, and the ways to it."""

from perftui.services import gap_listings
from perftui.services.gap_listings import GapFilter
from perftui.storage import gaps
from screens.hosts import Place

RECORD = (
    "Complaint handling rate",
    "≥95%",
    "88%",
    "New staff share high, little experience",
    "Mentoring plan",
    "Complaint categories unclear, slow response",
    "Guide to classifying complaints",
    "Improve the response process",
)
"""The texts of R44 to R46; all other keys are strokes: also owners, dates and categories."""
TYPED = (
    *("<", "ctrl+n", RECORD[0], ";", RECORD[1], ";", RECORD[2], "enter"),
    *(RECORD[3], " #peo", "tab", RECORD[4], ";lx;+1m", "tab"),
    *(RECORD[5], " #pro", "tab", '"', RECORD[6], '";wang;eom', "insert", RECORD[7], ";wang;eoq", "enter"),
)


def lines(store, **shown):
    listing = gap_listings.listing(store, GapFilter(**shown))
    return listing.window(0, listing.count())


def told(store, **shown):
    return [
        (line.dimension, line.cause, line.category, line.measure, line.measure_type, line.owner, str(line.due))
        for line in lines(store, **shown)
    ]


def strokes(keys):
    return sum(1 if key in KEYS_OF_ONE else len(key) for key in keys if key not in RECORD)


KEYS_OF_ONE = {"ctrl+n", "enter", "tab", "insert"}


async def test_the_record_of_the_requirements_takes_few_key_strokes_beyond_its_text_and_lands_right_in_one_burst(desk):
    assert strokes(TYPED) <= 60
    await desk.type("2", "/", "s1", "enter")
    await desk.type(*TYPED)
    assert told(desk.store) == [
        (RECORD[0], RECORD[3], "people", RECORD[4], "", "林晓", "2026-12-23"),
        (RECORD[0], RECORD[5], "process", RECORD[6], "document", "Wang Fang", "2026-11-30"),
        (RECORD[0], RECORD[5], "process", RECORD[7], "", "Wang Fang", "2026-12-31"),
    ]
    (row,) = gaps.of_cycle(desk.store, desk.ids.q4)
    assert (row["person_id"], row["gap_value"], row["severity"]) == (desk.ids.lin, "7", "moderate")
    assert "7 pp" in desk.shown
    await desk.type("ctrl+z", "ctrl+z", "ctrl+z")
    assert [line.measure for line in lines(desk.store)] == [RECORD[4]]


async def test_cells_are_written_over_and_refusals_stand_beside_them(desk):
    await desk.type("2", "/", "s1", "enter", *TYPED[:10])
    await desk.type("tab", "shift+tab", "shift+tab", "90%", "enter")
    assert (lines(desk.store)[0].actual_text, lines(desk.store)[0].gap_text) == ("90 %", "5 pp")
    await desk.type("many", "enter")
    assert desk.table.is_editing
    assert "not a value here" in desk.shown
    await desk.type("escape", "left", "≥many", "enter")
    assert desk.table.is_editing
    await desk.type("escape", "tab", "tab", "tab", "Plan; nobody at all", "enter")
    assert "Nobody is called" in desk.shown
    await desk.type("escape", "left", "insert", "escape")
    assert desk.table.row_count == 1
    assert lines(desk.store)[0].measure == ""


async def test_one_key_leads_from_a_person_to_gaps_out_of_what_was_measured(desk):
    await desk.type("2", "/", "s2", "enter")
    await desk.choose("Gap from what")
    assert "Make 2 gaps" in desk.shown
    await desk.type("enter")
    assert desk.section.SECTION == "gaps"
    assert [(line.dimension, line.gap_text) for line in lines(desk.store)] == [("Complaints solved", "7 pp"), ("First contact", "20 pp")]
    await desk.type("escape")
    assert desk.section.SECTION == "people"
    await desk.choose("Gap from what")
    assert "without an open gap" in desk.status
    await desk.type("3")
    desk.section.host.go_to(Place("goals", desk.ids.goal))
    await desk.type("<")
    assert desk.section.SECTION == "gaps"
    assert "2 gaps" in desk.status


async def test_a_gap_is_closed_with_a_note_measured_again_and_compared(desk):
    await desk.type("2", "/", "s1", "enter", "<", "ctrl+n", "Rate;≥95%;80%;2026-q3", "enter")
    await desk.choose("Measure again")
    await desk.type("90 calls", "enter")
    assert "90 calls" in desk.shown
    await desk.type(*["backspace"] * 6, "%", "enter")
    assert [(line.actual_text, line.gap_text) for line in lines(desk.store)] == [("80 %", "15 pp"), ("90 %", "5 pp")]
    await desk.choose("Compare two periods")
    await desk.type("Q4", "enter", "enter")
    assert "Smaller 1" in desk.shown
    await desk.type("enter", "delete")
    assert "Close 1 gap" in desk.shown
    await desk.type("Agreed with the manager", "enter")
    states = {row["actual"]: (row["state"], row["note"]) for row in desk.store.rows("SELECT * FROM gap")}
    assert states == {"80": ("open", ""), "90": ("closed", "Agreed with the manager")}


async def test_a_digit_is_text_where_a_cell_waits_for_it_and_leads_to_a_section_elsewhere(desk):
    await desk.type("2", "/", "s1", "enter", "<", "ctrl+n", "Rate;4/5;3/5", "enter", "3 of 10 are new", "tab", "2nd reader", "enter")
    assert [(line.gap_text, line.cause, line.measure) for line in lines(desk.store)] == [("1 level", "3 of 10 are new", "2nd reader")]
    await desk.type("3")
    assert desk.section.SECTION == "goals"
    await desk.type("4", "1")
    assert desk.section.SECTION == "today"


async def test_f4_gives_the_category_and_the_filter_finds_what_lacks_a_measure(desk):
    await desk.type("2", "/", "s1", "enter", "<", "ctrl+n", "Rate;≥95%;80%", "enter", "Old machines", "f4", "tools", "enter", "enter")
    assert [(line.cause, line.category) for line in lines(desk.store)] == [("Old machines", "tools")]
    await desk.type("ctrl+l", "Without a measure", "enter")
    assert "1 gap" in desk.status
    await desk.type("ctrl+l", "Without a root", "enter")
    assert desk.table.row_count == 0
