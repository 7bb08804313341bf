from hypothesis import given
from hypothesis import strategies as st

from perftui.domain.merges import merge

NAMES = ("name", "unit", "due")
RECORDS = st.fixed_dictionaries(dict.fromkeys(NAMES, st.sampled_from(("", "a", "b", "c"))))


def changed(before, after):
    return {name for name in before if after[name] != before[name]}


@given(RECORDS, RECORDS)
def test_where_one_of_two_changed_nothing_the_other_one_holds(base, other):
    assert merge(base, base, other).values == other
    assert merge(base, other, base).values == other
    assert merge(base, other, other).values == other
    assert merge(base, base, other).taken == changed(base, other)


@given(RECORDS, RECORDS, RECORDS)
def test_a_conflict_is_a_field_that_both_changed_to_different_values(base, mine, theirs):
    merged = merge(base, mine, theirs)
    assert merged.conflicts == changed(base, mine) & changed(base, theirs) & changed(mine, theirs)
    assert all(merged.values[name] == mine[name] for name in merged.conflicts)
    assert not merged.conflicts & merged.taken


@given(RECORDS, RECORDS, RECORDS)
def test_who_saves_first_does_not_matter_where_nothing_is_in_conflict(base, mine, theirs):
    one, other = merge(base, mine, theirs), merge(base, theirs, mine)
    assert one.conflicts == other.conflicts
    assert all(one.values[name] == other.values[name] for name in NAMES if name not in one.conflicts)


@given(RECORDS, RECORDS, RECORDS)
def test_merging_twice_changes_nothing_more(base, mine, theirs):
    once = merge(base, mine, theirs).values
    again = merge(theirs, once, theirs)
    assert (again.values, again.conflicts, again.taken) == (once, set(), set())


def test_without_a_base_mine_holds():
    assert merge({}, {"name": "x"}, {"name": "y"}).values == {"name": "x"}
    assert merge({}, {"name": "x"}, {}).values == {"name": "x"}
