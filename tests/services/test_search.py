import pytest

from perftui.services.cycles import add_cycle
from perftui.services.measures import add_measure
from perftui.services.meetings import add_meeting
from perftui.services.people_edits import PersonInput, add_person
from perftui.services.search import everything, people_choices, remember
from perftui.services.units import add_unit


@pytest.fixture
def company(store, records, today):
    unit = add_unit(store, "Sales")
    for name, staff_no in (("张伟", "E1"), ("张薇", "E2"), ("Zhang Wei", "E3"), ("王芳", "E12")):
        add_person(store, PersonInput(name, staff_no=staff_no, unit_id=unit.id, position="Clerk"), today)
    quarter = add_cycle(store, "2026-Q4", today)
    records.goal("提升客户满意度", quarter, owner_unit_id=unit.id)
    records.goal("Zhang Wei grows", quarter)
    records.goal("客户满意度 NPS", quarter)
    return store


def titles(hits):
    return [hit.title for hit in hits]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("张伟", ["张伟"]),
        ("zw", ["Zhang Wei", "张伟", "张薇"]),
        ("zhangw", ["Zhang Wei", "张伟", "张薇"]),
        ("E12", ["王芳"]),
        ("ｅ３", ["Zhang Wei"]),
        ("wang f", ["王芳"]),
    ],
)
def test_people_are_found_by_name_pinyin_initials_and_number(company, today, query, found):
    assert titles(people_choices(company, query, today)) == found


def test_the_better_a_name_fits_the_earlier_it_stands(company, today):
    assert titles(people_choices(company, "E1", today)) == ["张伟", "王芳"]
    assert [hit.score for hit in people_choices(company, "张伟", today)] == [100]


def test_goals_are_found_by_title_and_by_the_initials_of_chinese_titles(company, today):
    assert titles(everything(company, "满意", today)) == ["客户满意度 NPS", "提升客户满意度"]
    assert titles(everything(company, "tskh", today)) == ["提升客户满意度"]
    assert titles(everything(company, "khmyd", today)) == ["客户满意度 NPS", "提升客户满意度"]
    assert titles(everything(company, "khmydn", today)) == ["客户满意度 NPS"]
    assert titles(everything(company, "grow", today)) == ["Zhang Wei grows"]


def test_a_goal_found_both_ways_is_shown_once(company, today):
    assert titles(everything(company, "nps", today)) == ["客户满意度 NPS"]


def test_people_and_goals_stand_together_by_how_well_they_fit(company, today):
    hits = everything(company, "zhang wei", today)
    assert [(hit.kind, hit.title) for hit in hits][2:] == [("person", "张薇"), ("goal", "Zhang Wei grows")]
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_a_hit_tells_what_sets_it_apart(company, today):
    assert everything(company, "王芳", today)[0].subtitle == "E12 · Sales · Clerk"
    assert everything(company, "提升", today)[0].subtitle == "Sales · 2026-Q4"


def test_what_was_used_last_comes_first(company, clock, today):
    ids = {hit.title: hit for hit in everything(company, "zhang", today)}
    assert everything(company, "", today) == []
    remember(company, "person", ids["张薇"].id)
    remember(company, "goal", ids["Zhang Wei grows"].id)
    assert titles(everything(company, "", today)) == ["张薇", "Zhang Wei grows"]
    assert titles(everything(company, "zhangw", today))[0] == "张薇"


def test_a_picker_offers_everybody_and_those_used_last_first(company, today):
    everybody = titles(people_choices(company, "", today))
    assert sorted(everybody) == sorted(["张伟", "张薇", "Zhang Wei", "王芳"])
    remember(company, "person", people_choices(company, "E2", today)[0].id)
    assert titles(people_choices(company, "", today))[0] == "张薇"
    assert len(people_choices(company, "", today, 2)) == 2
    assert {hit.kind for hit in people_choices(company, "zhang wei", today)} == {"person"}


def test_nothing_fits_nothing(company, today):
    assert everything(company, "qqqq", today) == []
    assert everything(company, "100%_", today) == []


def test_a_key_result_is_found_by_its_title(store, today):
    from perftui.services import cycles, goals

    cycles.add_cycle(store, "2026-Q4", today)
    goal = goals.add_goal(store, today, title="Grow")
    key_result = goals.add_key_result(store, goal, title="Cost per lead", operator="at_most", baseline="900", target="600")
    hits = everything(store, "cost per", today)
    assert [(hit.kind, hit.id, hit.title) for hit in hits] == [("goal", key_result, "Cost per lead")]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("budget", [("meeting", "Budget round")]),
        ("yspsh", [("meeting", "预算评审会")]),
        ("complaint", [("measure", "Complaint rate")]),
        ("svc-0", [("measure", "Complaint rate")]),
        ("kssl", [("measure", "客诉数量"), ("measure", "月客诉数量")]),
    ],
)
def test_meetings_and_measures_are_found_by_title_code_and_initials(company, today, query, found):
    for title in ("Budget round", "预算评审会"):
        add_meeting(company, kind="resource", title=title, on="2026-11-20")
    for name, code in (("Complaint rate", "SVC-04"), ("月客诉数量", ""), ("客诉数量", "")):
        add_measure(company, name=name, code=code)
    assert [(hit.kind, hit.title) for hit in everything(company, query, today)] == found


def test_behind_a_scope_meetings_of_others_are_not_found(company, today):
    add_meeting(company, kind="resource", title="Budget round", on="2026-11-20")
    company.limit_to([])
    assert everything(company, "budget", today) == []
