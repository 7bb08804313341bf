"""Two versions of a goal: what differs, and how."""

from hypothesis import given
from hypothesis import strategies as st

from perftui.domain.goal_versions import FIELDS, SIGNS, Difference, compared

texts = st.sampled_from(["", "Retention", "客户", "90"])
ids = st.sampled_from(["a", "b", "c", "d"])
results = st.lists(
    st.fixed_dictionaries({"id": ids, "title": texts, "weight": st.sampled_from([0, 5000])}), unique_by=lambda one: one["id"]
)
contents = st.fixed_dictionaries({"title": texts, "due": st.none() | texts, "weight": st.sampled_from([0, 10_000]), "key_results": results})
TURNED = {**{kind: kind for kind in Difference}, Difference.ADDED: Difference.REMOVED, Difference.REMOVED: Difference.ADDED}


def differences(comparison):
    return {pair.field: pair.difference for pair in comparison.pairs}


def results_of(comparison):
    return {matched.id: matched.difference for matched in comparison.key_results}


@given(contents)
def test_a_version_is_the_same_as_itself(content):
    assert compared(content, content).is_same


@given(contents, contents)
def test_the_other_way_round_what_was_added_was_removed(old, new):
    there, back = compared(old, new), compared(new, old)
    assert differences(back) == {field: TURNED[difference] for field, difference in differences(there).items()}
    assert results_of(back) == {record: TURNED[difference] for record, difference in results_of(there).items()}


@given(contents, contents)
def test_each_key_result_stands_there_once_and_in_the_order_of_the_old_version_first(old, new):
    order = [matched.id for matched in compared(old, new).key_results]
    before = [one["id"] for one in old["key_results"]]
    assert order[: len(before)] == before
    assert sorted(order) == sorted({*before, *(one["id"] for one in new["key_results"])})


def test_a_field_that_is_filled_was_added_and_one_that_is_emptied_removed():
    found = differences(compared({"due": None, "start": "2026-10-01", "title": "A"}, {"due": "2026-12-31", "start": "", "title": "B"}))
    assert (found["due"], found["start"], found["title"]) == (Difference.ADDED, Difference.REMOVED, Difference.CHANGED)
    assert set(found) == set(FIELDS)


def test_an_owner_who_was_only_renamed_is_the_same():
    old, new = {"owner": "Li Na", "owner_id": "p1"}, {"owner": "Li Na-Wang", "owner_id": "p1"}
    assert compared(old, new).is_same
    assert not compared(old, {**old, "owner_id": "p2"}).is_same


def test_a_weight_of_nothing_is_a_value():
    assert differences(compared({"weight": 0}, {"weight": 5000}))["weight"] is Difference.CHANGED


def test_each_difference_has_a_sign_of_its_own():
    assert len(set(SIGNS.values())) == len(Difference)
