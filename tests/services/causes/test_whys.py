"""Whys below a cause: the last one is the root and has the measures, and all of it can be taken back."""

import pytest

from perftui.domain.causes import CauseBelowItself, TooManyWhys
from perftui.domain.gaps import CauseState
from perftui.services import causes, undo, whys
from perftui.services.cause_trees import cause_tree, gap_of
from perftui.services.causes import CauseHasMeasures, CauseHasWhys
from perftui.services.gap_listings import GapFilter, GapListing
from perftui.services.whys import WhyOfDismissed
from perftui.storage.stores import Gone


@pytest.fixture
def first(store, ids):
    return causes.add_cause(store, ids.gap, text="Slow answers", category="process")


@pytest.fixture
def measure(store, first):
    return causes.add_measure(store, first, title="Write the guide")


def test_the_root_and_its_measures_move_to_the_last_why(store, first, measure, lines):
    second = whys.add_why(store, first, text="No standard")
    assert not lines()["Slow answers"].is_root
    assert [each.id for each in lines()["No standard"].measures] == [measure]
    assert lines()["No standard"].category == "process"
    assert whys.chain_texts(store, second) == ["Slow answers", "No standard"]


def test_the_gap_table_shows_the_last_why_with_the_measure(store, ids, first, measure):
    whys.add_why(store, first, text="No standard")
    rows = GapListing(store, GapFilter(gap=ids.gap)).window(0, 9)
    assert [(row.cause, row.measure) for row in rows] == [("No standard", "Write the guide")]


def test_a_why_that_is_taken_away_gives_root_and_measures_back(store, first, measure, lines):
    whys.remove(store, whys.add_why(store, first, text="No standard"))
    assert lines()["Slow answers"].is_root
    assert [each.id for each in lines()["Slow answers"].measures] == [measure]


@pytest.mark.usefixtures("measure")
def test_one_undo_takes_back_a_why_with_all_that_followed_from_it(store, first, lines):
    whys.add_why(store, first, text="No standard")
    undo.undo(store)
    assert list(lines()) == ["Slow answers"]
    assert lines()["Slow answers"].is_root
    assert lines()["Slow answers"].measures


def test_a_sixth_why_is_refused_and_changes_nothing(store, first, lines):
    last = first
    for n in range(4):
        last = whys.add_why(store, last, text=f"why {n}")
    with pytest.raises(TooManyWhys):
        whys.add_why(store, last, text="why 5")
    assert len(lines()) == 5
    assert [line.text for line in lines().values() if line.is_root] == ["why 3"]


def test_what_still_explains_something_is_not_taken_away(store, first):
    whys.add_why(store, first, text="No standard")
    with pytest.raises(CauseHasWhys):
        whys.remove(store, first)


def test_a_cause_with_measures_is_not_taken_away_where_nothing_above_could_have_them(store, first, measure):
    assert measure
    with pytest.raises(CauseHasMeasures):
        whys.remove(store, first)


def test_the_branch_of_a_moved_why_counts_anew(store, ids, first, lines):
    second = whys.add_why(store, first, text="No standard")
    other = causes.add_cause(store, ids.gap, text="New staff")
    whys.move(store, second, other)
    assert {text: line.is_root for text, line in lines().items()} == {"Slow answers": True, "No standard": True, "New staff": False}
    with pytest.raises(CauseBelowItself):
        whys.move(store, other, second)
    whys.move(store, second, "")
    assert lines()["New staff"].is_root


def test_a_dismissed_cause_leaves_the_table_and_is_asked_no_more(store, ids, first):
    whys.dismiss(store, first)
    assert [row.cause for row in GapListing(store, GapFilter(gap=ids.gap)).window(0, 9)] == [""]
    with pytest.raises(WhyOfDismissed):
        whys.add_why(store, first, text="No standard")
    whys.confirm(store, first)
    assert [row.cause for row in GapListing(store, GapFilter(gap=ids.gap)).window(0, 9)] == ["Slow answers"]


def test_dismissing_the_last_why_makes_the_cause_above_the_root_again(store, first, lines):
    whys.dismiss(store, whys.add_why(store, first, text="No standard"))
    assert lines()["Slow answers"].is_root


def test_all_candidates_are_confirmed_in_one_step(store, ids, first, lines):
    for text in ("New staff", "Old phones"):
        causes.add_cause(store, ids.gap, text=text, state=CauseState.CANDIDATE)
    assert whys.confirm_all(store, ids.gap) == 2
    undo.undo(store)
    assert [line.state for line in lines().values()] == [CauseState.CONFIRMED, CauseState.CANDIDATE, CauseState.CANDIDATE]
    assert first


def test_causes_are_numbered_by_their_chains(store, ids, first):
    second = whys.add_why(store, first, text="No standard")
    causes.add_cause(store, ids.gap, text="New staff", category="people")
    whys.add_why(store, second, text="Nobody writes it")
    found = cause_tree(store, ids.gap)
    assert [(node.number, node.depth) for node in found.nodes] == [("1", 0), ("1.1", 1), ("1.1.1", 2), ("2", 0)]
    assert {code: [line.text for line in each] for code, each in found.by_category().items()} == {
        "people": ["New staff"],
        "process": ["Nobody writes it"],
    }


def test_a_place_is_found_by_a_gap_or_by_one_of_its_causes(store, ids, first):
    assert gap_of(store, first) == gap_of(store, ids.gap) == ids.gap
    with pytest.raises(Gone):
        gap_of(store, "nothing")
