import pytest

from perftui.domain.conflicts import ConflictReason
from perftui.i18n import say
from perftui.services import conflict_steps, goals, undo
from perftui.services.goal_links import AlreadyLinked, LinkedToItself, LinkKind, ReasonOfConflict
from perftui.storage.goals import links_of
from perftui.storage.stores import Changed, Gone


def test_a_link_shows_at_both_goals(store, tree, undone):
    undone(lambda: goals.link(store, tree.first, tree.second, LinkKind.DEPENDS))
    assert [(row["kind"], row["is_outgoing"], row["other"]) for row in links_of(store, tree.first)] == [("depends", 1, "Call more")]
    assert [(row["kind"], row["is_outgoing"], row["other"]) for row in links_of(store, tree.second)] == [("depends", 0, "Raise retention")]
    assert say(undo.next_undo(store)) == "Linked Raise retention to Call more"


def test_a_link_is_removed_and_comes_back_by_undo(store, tree):
    link = goals.link(store, tree.first, tree.second, LinkKind.CONTRIBUTES)
    goals.unlink(store, link)
    assert links_of(store, tree.first) == []
    undo.undo(store)
    assert [row["id"] for row in links_of(store, tree.first)] == [link]


def test_the_same_link_twice_is_refused(store, tree):
    goals.link(store, tree.first, tree.second, LinkKind.DEPENDS)
    with pytest.raises(AlreadyLinked):
        goals.link(store, tree.first, tree.second, LinkKind.DEPENDS)
    assert goals.link(store, tree.second, tree.first, LinkKind.DEPENDS)


def test_a_conflict_is_no_link_like_others_it_is_recorded_with_its_reason(store, tree):
    with pytest.raises(ReasonOfConflict):
        goals.link(store, tree.first, tree.second, LinkKind.CONFLICTS)
    conflict = conflict_steps.record(store, tree.first, tree.second, ConflictReason.OPPOSES)
    with pytest.raises(ReasonOfConflict):
        goals.settle(store, conflict, 1, "")
    assert store.value("SELECT state FROM goal_link") == "open"


def test_a_goal_is_not_linked_to_itself(store, tree):
    with pytest.raises(LinkedToItself):
        goals.link(store, tree.first, tree.first, LinkKind.DEPENDS)


def test_a_dependency_is_settled_in_words_and_opened_again_without(store, tree):
    link = goals.link(store, tree.first, tree.second, LinkKind.DEPENDS)
    version = goals.settle(store, link, 1, "Both get half of the budget.")
    assert tuple(store.row("SELECT state, resolution FROM goal_link")) == ("settled", "Both get half of the budget.")
    goals.settle(store, link, version, " ")
    assert tuple(store.row("SELECT state, resolution FROM goal_link")) == ("open", "")
    with pytest.raises(Changed):
        goals.settle(store, link, version, "Too late")


def test_a_link_that_is_gone_says_so(store, tree):
    with pytest.raises(Gone):
        goals.unlink(store, "gone")
