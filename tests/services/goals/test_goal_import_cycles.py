import pytest

from perftui.i18n import say
from perftui.services.goal_exports import export
from perftui.services.goal_import_words import summary
from perftui.services.goal_imports import ImportHasProblems, apply_import, plan_import
from perftui.storage.stores import Actor, Label
from perftui.storage.upgrades import open_memory

WHERE = """SELECT g.title, c.name, c.kind, c.start_date, c.end_date, up.title FROM goal g JOIN cycle c ON c.id = g.cycle_id
LEFT JOIN goal up ON up.id = g.parent_id ORDER BY g.title, c.name"""
TABLE = (
    "Depth,Kind,Title,Owner,Cycle\n1,Theme,Grow,,2026\n2,Unit goal,Sell,Sales,2026-Q3\n3,Key result,Deals,,2026-Q3\n1,Theme,Grow,,2027\n"
)


def where(store):
    return [tuple(row) for row in store.rows(WHERE)]


def plan_of(store, text, today, cycle=None):
    return plan_import(store, text.encode(), cycle, today, name="g.csv")


@pytest.fixture
def several(store, company, today):
    """Goals in three cycles, one of them below a goal of another cycle, and one title in two of them."""
    apply_import(store, plan_of(store, TABLE.replace("2027", "2026-Q4"), today))
    return store


@pytest.fixture
def empty(clock, store, company):
    """Another file with the same people, without cycles and goals."""
    other = open_memory(Actor("li.na"), clock)
    with other.write(Label("company")):
        for table in ("unit", "person"):
            for row in store.rows(f"SELECT * FROM {table}"):
                other.insert(table, **dict(row))
    yield other
    other.close()


@pytest.mark.parametrize("name", ["g.xlsx", "g.csv"])
def test_goals_of_several_cycles_come_back_into_the_same_cycles(several, empty, today, tmp_path, name):
    export(several, tmp_path / name)
    planned = plan_import(empty, tmp_path / name, None, today)
    assert [cycle.name for cycle in planned.cycles if not cycle.id] == [cycle.name for cycle in planned.cycles]
    apply_import(empty, planned)
    assert where(empty) == where(several)
    assert {row[1] for row in where(empty)} == {"2026", "2026-Q3", "2026-Q4"}


def test_a_second_import_of_several_cycles_changes_nothing(several, today, tmp_path):
    export(several, tmp_path / "g.xlsx")
    planned = plan_import(several, tmp_path / "g.xlsx", None, today)
    assert (planned.problems, planned.counts().is_nothing) == ((), True)


def test_the_preview_names_the_cycles_and_which_are_new(store, company, today):
    assert summary(plan_of(store, TABLE, today))[0] == "Cycles: 2026, 2026-Q3 (new), 2027 (new)"


def test_a_chosen_cycle_takes_everything_and_the_preview_says_so(store, company, today):
    planned = plan_of(store, TABLE, today, "2026-Q4")
    said = "The cycles that the file names (2026, 2026-Q3, 2027) do not count: everything goes into 2026-Q4, which was chosen."
    assert said in summary(planned)
    apply_import(store, planned)
    assert {row[1] for row in where(store)} == {"2026-Q4"}


def test_a_name_without_dates_is_a_problem_of_its_row(store, company, today):
    planned = plan_of(store, TABLE.replace("2027", "someday"), today)
    assert [(problem.row, problem.column) for problem in planned.problems] == [(5, "Cycle")]
    assert "“someday” does not name a cycle" in say(planned.problems[0].message)
    with pytest.raises(ImportHasProblems):
        apply_import(store, planned)


def test_a_row_without_a_cycle_goes_where_the_goal_above_it_goes(store, company, today):
    apply_import(store, plan_of(store, "Depth,Title,Cycle\n1,A,2027\n2,B,\n1,C,2026\n1,D,\n", today))
    assert [row[:2] for row in where(store)] == [("A", "2027"), ("B", "2027"), ("C", "2026"), ("D", "2026-Q4")]


def test_a_key_result_of_another_cycle_stays_with_its_goal_and_is_named(store, company, today):
    planned = plan_of(store, TABLE.replace("Deals,,2026-Q3", "Deals,,2026-Q4"), today)
    assert any("Row 4: a key result goes into the cycle of its goal, 2026-Q3" in line for line in summary(planned))


def test_goals_weigh_against_those_of_their_own_cycle(store, company, today):
    apply_import(store, plan_of(store, "Depth,Title,Cycle\n1,A,2027\n1,B,2028\n1,C,2028\n", today))
    assert [row[0] for row in store.rows("SELECT weight FROM goal ORDER BY title")] == [10_000, 5_000, 5_000]


def test_the_same_objective_of_two_cycles_is_two_goals(store, company, today):
    apply_import(store, plan_of(store, "Objective,Key result,Cycle\nGrow,A,2026-Q3\nGrow,B,2026-Q4\n", today))
    assert [row[:2] for row in where(store)] == [("Grow", "2026-Q3"), ("Grow", "2026-Q4")]
