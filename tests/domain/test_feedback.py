from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from perftui.domain.feedback import DEFAULT_WEIGHTS, WHOLE, Plan, RaterGroup, anchors_in, in_language, proposals, thin_groups, weighed

PEOPLE = "abcdefghijkl"
MANAGERS = {person: PEOPLE[(place - 1) // 4] for place, person in enumerate(PEOPLE) if place}


def test_the_usual_weights_are_whole():
    assert weighed(DEFAULT_WEIGHTS) == WHOLE


@given(st.permutations(PEOPLE), st.integers(0, 4), st.integers(0, 5), st.text(max_size=3))
def test_a_proposal_keeps_the_limits_and_names_nobody_twice_about_one_person(subjects, peers, most, seed):
    found = proposals(subjects, MANAGERS, Plan(peers=peers, most=most, seed=seed), {})
    assert len({(one.subject, one.rater) for one in found}) == len(found)
    assert all((one.group is RaterGroup.SELF) == (one.subject == one.rater) for one in found)
    assert max(Counter(one.subject for one in found if one.group is RaterGroup.PEER).values(), default=0) <= peers
    by_choice = Counter(one.rater for one in found if one.group in {RaterGroup.PEER, RaterGroup.REPORT})
    assert not most or max(by_choice.values(), default=0) <= most
    assert all(MANAGERS[one.subject] == one.rater for one in found if one.group is RaterGroup.MANAGER)


def test_the_same_seed_draws_the_same_peers_and_another_draws_others():
    def drawn(seed):
        return [
            one.rater for one in proposals(["f"], dict.fromkeys("fghijklmnop", "b"), Plan(seed=seed, peers=3), {}) if one.group == "peer"
        ]

    assert drawn("x") == drawn("x")
    assert len({tuple(drawn(str(seed))) for seed in range(10)}) > 1


def test_who_answers_already_is_not_proposed_again_and_counts_among_the_peers():
    there = {"f": frozenset("bgf")}
    found = proposals(["f"], dict.fromkeys("fghijk", "b"), Plan(peers=3, there=there), {})
    assert [one.group for one in found] == ["peer", "peer"]
    assert "g" not in {one.rater for one in found}


def test_managers_and_self_are_never_too_few():
    counts = {RaterGroup.MANAGER: 1, RaterGroup.SELF: 1, RaterGroup.PEER: 2, RaterGroup.REPORT: 3}
    assert thin_groups(counts, 3) == [RaterGroup.PEER]


def test_a_text_in_one_language_stands_for_both():
    assert anchors_in("rarely | 很少\noften", "zh") == ("很少", "often")
    assert (in_language(("", "问"), "en"), in_language(("Ask", ""), "zh")) == ("问", "Ask")
