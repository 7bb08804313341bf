"""The alignment report on a small company: what is found, where it is mended, and who may see it."""

from __future__ import annotations

from perftui.domain.findings import Severity
from perftui.domain.misalignments import FindingKind
from perftui.i18n import say
from perftui.services import goals
from perftui.services.alignment_reports import ReportFilter, alignment_report
from perftui.services.goal_links import LinkKind
from perftui.services.goal_weights import weigh
from perftui.services.reports import findings_sheet
from perftui.storage.stores import Label

K = FindingKind
ALL = ReportFilter()


def found(store, kind, shown=ALL):
    return [line for line in alignment_report(store, shown).lines if line.kind is kind]


def about(store, kind, shown=ALL):
    return [line.about for line in found(store, kind, shown)]


def measure(store, *key_results):
    """Give key results one measure of the catalogue."""
    with store.write(Label("measure")):
        store.insert("measure", id="m1", name="Renewals")
        for key_result in key_results:
            store.connection.execute("UPDATE key_result SET measure_id = 'm1' WHERE id = ?", (key_result,))


def test_a_sound_tree_has_only_what_its_middle_lacks(store, tree):
    goals.equal_weights(store, tree.first)
    assert [(line.kind, line.about) for line in alignment_report(store, ALL).lines] == [(K.NO_KEY_RESULT, "Win customers")]


def test_an_orphan_is_mended_at_the_goal_itself_and_gone_once_it_has_a_parent(store, company, tree, today):
    lone = goals.add_goal(store, today, title="Tidy up", cycle=company.quarter, owner_person=company.li)
    (line,) = found(store, K.ORPHAN)
    assert (line.about, line.goal_id, line.owner, line.cycle) == ("Tidy up", lone, "Li Na", "2026-Q4")
    goals.move_goal(store, lone, tree.unit)
    assert found(store, K.ORPHAN) == []


def test_a_theme_is_empty_until_a_goal_serves_it(store, company, tree, today):
    goals.add_goal(store, today, title="Save energy", cycle=company.quarter)
    assert about(store, K.EMPTY_THEME) == ["Save energy"]


def test_a_unit_is_a_silo_until_a_parent_or_a_link_ties_it_to_others_and_a_conflict_is_no_tie(store, company, tree, today):
    own = goals.add_goal(store, today, title="Answer fast", cycle=company.quarter, owner_unit=company.service)
    (line,) = found(store, K.SILO)
    assert (line.about, line.unit_id, line.goal_id) == ("客户服务部", company.service, "")
    goals.link(store, own, tree.unit, LinkKind.CONFLICTS)
    assert about(store, K.SILO) == ["客户服务部"]
    goals.link(store, own, tree.unit, LinkKind.DEPENDS)
    assert found(store, K.SILO) == []


def test_levels_are_skipped_in_two_ways(store, company, tree, today):
    goals.add_goal(store, today, title="Mine", parent=tree.theme, owner_person=company.li)
    goals.add_goal(store, today, title="Ours", parent=tree.first, owner_unit=company.service)
    assert sorted(about(store, K.LEVEL_SKIP)) == ["Mine", "Ours"]


def test_the_same_definition_counts_twice_where_one_goal_stands_above_the_other(store, tree):
    upper = goals.add_key_result(store, tree.unit, title="Retention", operator="at_least", baseline="80", target="90", unit="%")
    (line,) = found(store, K.COUNTED_TWICE)
    assert (line.severity, line.goal_id, line.n_parts) == (Severity.SERIOUS, tree.unit, 2)
    assert line.parts == ("Retention – Win customers (Sales)", "Retention – Raise retention (Li Na)")
    goals.archive(store, [upper])
    assert found(store, K.COUNTED_TWICE) == []


def test_one_measure_counts_twice_under_two_titles(store, tree):
    upper = goals.add_key_result(store, tree.unit, title="Renewals", operator="at_least", baseline="0", target="95", unit="%")
    assert found(store, K.COUNTED_TWICE) == []
    measure(store, upper, tree.rate)
    assert [line.severity for line in found(store, K.COUNTED_TWICE)] == [Severity.SERIOUS]


def test_a_definition_counts_as_the_measure_that_another_key_result_of_it_has(store, tree):
    given = {"title": "Renewals", "operator": "at_least", "baseline": "0", "target": "95", "unit": "%"}
    measured, unmeasured = (goals.add_key_result(store, goal, **given) for goal in (tree.unit, tree.second))
    measure(store, measured, tree.rate)
    (line,) = found(store, K.COUNTED_TWICE)
    assert line.n_parts == 3
    weigh(store, unmeasured, 0)
    assert found(store, K.COUNTED_TWICE)[0].n_parts == 2


def test_weights_that_are_no_whole_are_found_at_the_goal_above_and_at_the_cycle(store, company, tree, today):
    goals.add_goal(store, today, title="Save energy", cycle=company.quarter, weight=10_000)
    lines = {line.about: line for line in found(store, K.WEIGHTS)}
    assert lines.keys() == {"Win customers", "2026-Q4"}
    assert say(lines["Win customers"].message) == "The weights below sum to 200 %"
    assert lines["2026-Q4"].goal_id == tree.theme


def test_links_are_counted_with_their_ends_for_the_units_that_have_one(store, company, tree, today):
    other = goals.add_goal(store, today, title="Answer fast", cycle=company.quarter, owner_unit=company.service)
    goals.link(store, tree.unit, other, LinkKind.CONFLICTS)
    (line,) = found(store, K.LINK)
    assert (say(line.message), line.goal_id, line.parts) == ("1 conflict is open", tree.unit, ("Win customers → Answer fast",))
    with store.write(Label("unit")):
        store.insert("unit", id="u-third", name="Third")
    assert found(store, K.LINK, ReportFilter(unit="u-third")) == []


def test_the_filters_leave_out_other_cycles_and_units(store, company, tree, today):
    goals.add_goal(store, today, title="Yearly", cycle=company.year, owner_unit=company.service)
    year = store.value("SELECT rowid FROM cycle WHERE id = ?", (company.year,))
    assert about(store, K.ORPHAN, ReportFilter(cycles=(year,))) == ["Yearly"]
    assert about(store, K.ORPHAN, ReportFilter(unit=company.sales)) == []
    report = alignment_report(store, ReportFilter(cycles=(year,)))
    assert report.goals == 1


def test_the_lines_can_be_narrowed_by_kind_and_text(store, company, tree, today):
    goals.add_goal(store, today, title="Tidy up", cycle=company.quarter, owner_person=company.li)
    report = alignment_report(store, ALL)
    assert {line.kind for line in report.narrowed("orphan")} == {K.ORPHAN}
    assert [line.about for line in report.narrowed(text="tidy")][:1] == ["Tidy up"]
    assert report.narrowed("orphan", "nothing like it") == ()


def test_every_line_has_a_key_of_its_own_and_stands_with_its_kind_among_those_as_serious(store, company, tree, today):
    for title in ("One", "Two"):
        goals.add_goal(store, today, title=title, cycle=company.quarter, owner_unit=company.service)
        goals.add_key_result(store, tree.unit, title="Retention", operator="at_least", baseline="80", target="90", unit="%")
    lines = alignment_report(store, ALL).lines
    assert len({line.key for line in lines}) == len(lines)
    assert list(lines) == sorted(lines, key=lambda line: (-line.severity.rank, list(K).index(line.kind)))


def test_who_sees_only_some_people_gets_no_goal_of_others_and_no_finding_that_only_looks_like_one(store, company, tree):
    goals.equal_weights(store, tree.first)
    store.limit_to([company.zhang])
    report = alignment_report(store, ALL)
    assert {line.kind for line in report.lines} == {K.NO_KEY_RESULT}
    assert "Raise retention" not in str(findings_sheet(report))


def test_a_cycle_without_goals_has_nothing_to_report(store, company):
    report = alignment_report(store, ALL)
    assert (report.lines, report.goals, report.counts) == ((), 0, {})


def test_what_is_serious_stands_before_what_is_not_of_whatever_kind(store, company, tree, today):
    goals.add_goal(store, today, title="Mine", parent=tree.theme, owner_person=company.li)
    goals.add_key_result(store, tree.unit, title="Retention", operator="at_least", baseline="80", target="90", unit="%")
    lines = alignment_report(store, ALL).lines
    assert [line.severity.rank for line in lines] == sorted((line.severity.rank for line in lines), reverse=True)
    assert lines[0].severity is Severity.SERIOUS
    assert len({line.severity for line in lines}) > 1
