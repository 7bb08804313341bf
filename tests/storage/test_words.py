"""Finding in large files: by the beginnings of words, and by any Chinese characters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from organisations import LABEL

from perftui.domain.pinyin import initials, pinyin, sort_key
from perftui.storage import goal_searches, goals, people, words
from perftui.storage.stores import Actor
from perftui.storage.trees import TreeFilter
from perftui.storage.upgrades import open_memory

TODAY = "2026-11-23"
NAMES = ("王伟", "王小伟", "Ann Smith", "欧阳娜娜", "Zoë van Dijk", "O'Neil", '李 "Max" 明')


@pytest.fixture
def large(monkeypatch):
    """Every file counts as large."""
    monkeypatch.setattr(words, "FEW", 0)


def add_person(store, number, name, position=""):
    reading = {"pinyin": pinyin(name), "initials": initials(name), "sort_key": sort_key(name)}
    store.insert("person", id=f"p{number}", staff_no=f"E{number:03}", name=name, position=position, **reading)


@pytest.fixture
def team(store):
    with store.write(LABEL):
        for number, name in enumerate(NAMES):
            add_person(store, number, name, "Clerk 文员" if number % 2 else "")
    return store


def names(store, text, **shown):
    listed = people.listed(store, people.PeopleFilter(text=text, **shown), TODAY)
    return {row["name"] for row in people.window(store, listed, TODAY)}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        *(("王", {"王伟", "王小伟"}), ("小伟", {"王小伟"}), ("伟", {"王伟", "王小伟"}), ("阳娜", {"欧阳娜娜"}), ("王伟", {"王伟"})),
        *(("wang", {"王伟", "王小伟"}), ("wang x", {"王小伟"}), ("wangx", {"王小伟"}), ("oynn", {"欧阳娜娜"}), ("WW", {"王伟"})),
        *(("smi", {"Ann Smith"}), ("ann smith", {"Ann Smith"}), ("zoe", {"Zoë van Dijk"}), ("o'n", {"O'Neil"}), ('"max"', {NAMES[-1]})),
        *(("e003", {"欧阳娜娜"}), ("clerk", {NAMES[1], NAMES[3], NAMES[5]}), ("文员", {NAMES[1], NAMES[3], NAMES[5]})),
        *(("mith", set()), ("zzz", set()), ("%", set()), ('"', set()), ("*", set()), ("AND", set()), ("name:", set()), ("{", set())),
    ],
)
def test_people_of_a_large_file_are_found_by_beginnings_and_by_any_characters(large, team, text, found):
    assert names(team, text) == found


def test_the_other_filters_hold_for_what_is_found(large, team):
    with team.write(LABEL):
        team.update("person", "p0", 1, exit_date="2026-01-31")
    assert names(team, "王") == {"王小伟"}
    assert names(team, "王", presence="left") == {"王伟"}
    assert names(team, "王", order="unit") == {"王小伟"}


def test_people_are_found_by_their_unit(large, team):
    with team.write(LABEL):
        team.insert("unit", id="u", name="Sales East")
        team.update("person", "p2", 1, unit_id="u")
    assert names(team, "les ea") == {"Ann Smith"}


def test_a_search_gives_the_best_of_a_large_file(large, team):
    assert [row["name"] for row in people.search(team, "王伟", TODAY, 5)] == ["王伟"]
    assert [row["name"] for row in people.search(team, "E002", TODAY, 5)] == ["Ann Smith"]
    assert people.search(team, "clerk", TODAY, 5) == []


def test_a_scope_holds_in_a_large_file(large, team):
    team.limit_to(["p1"])
    assert names(team, "王") == {"王小伟"}


@pytest.fixture
def tree(organisation):
    titles = ("提升客户满意度", "Cut complaints of customers", "Grow sales 增长")
    goals_made = [organisation.goal(title) for title in titles]
    organisation.key_result(goals_made[0], title="投诉处理率")
    return organisation.store


def found_titles(store, text):
    rows = store.rows("SELECT id, ref FROM node")
    refs = {row["id"]: row["ref"] for row in rows}
    found = [refs[node] for node in goal_searches.matches(store, TreeFilter(text=text))]
    titles = dict(tuple(row) for row in store.rows("SELECT id, title FROM goal UNION ALL SELECT id, title FROM key_result"))
    return {titles[ref] for ref in found}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        *(
            ("客户", {"提升客户满意度"}),
            ("投诉", {"投诉处理率"}),
            ("of cust", {"Cut complaints of customers"}),
            ("增", {"Grow sales 增长"}),
        ),
        *(("khmy", {"提升客户满意度"}), ("omplaints", set()), ("qq", set())),
    ],
)
def test_goals_and_key_results_of_a_large_tree_are_found_by_their_words(large, tree, text, found):
    assert found_titles(tree, text) == found


def test_the_search_over_everything_finds_goals_and_key_results_of_a_large_file(large, tree):
    assert [row["title"] for row in goals.search(tree, "客户", 5)] == ["提升客户满意度"]
    assert [row["title"] for row in goals.search_key_results(tree, "处理", 5)] == ["投诉处理率"]


def test_words_follow_changes_and_removals(large, team):
    with team.write(LABEL):
        team.update("person", "p0", 1, name="赵 Bob")
        team.connection.execute("DELETE FROM person WHERE id = 'p1'")
    assert names(team, "王") == set()
    assert names(team, "bob") == {"赵 Bob"}
    assert words.differing(team) == []


def test_words_that_were_meddled_with_are_named(team):
    number = team.value("SELECT rowid FROM person WHERE id = 'p2'")
    team.connection.execute("UPDATE person_words SET name = 'x' WHERE rowid = ?", (number,))
    team.connection.execute("INSERT INTO goal_words (rowid, title) VALUES (99, 'x')")
    assert words.differing(team) == [("person", "p2"), ("goal", "")]


def test_a_long_title_is_found_by_its_beginning(large, organisation):
    organisation.goal("长" * 150 + "尾" + " end" * 1_000)
    assert len(found_titles(organisation.store, "长尾")) == len(found_titles(organisation.store, "end")) == 1


@given(st.text(min_size=1, max_size=8), st.text(min_size=1, max_size=4))
def test_any_text_can_be_stored_and_looked_for(name, text):
    store = open_memory(Actor("hanna"))
    name = name.replace("\0", "") or "x"
    with pytest.MonkeyPatch.context() as patch, store.write(LABEL):
        patch.setattr(words, "FEW", 0)
        store.insert_many("person", ("id", "staff_no", "name"), [("p", "1", name)])
        assert names(store, text) <= {name}
    assert words.differing(store) == []
    store.close()
