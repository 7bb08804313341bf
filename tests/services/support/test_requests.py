from datetime import date

import pytest

from perftui.domain.support import NEXT, STATES, SupportTable
from perftui.errors import PerftuiError
from perftui.i18n import say
from perftui.services import quick_support, support_records, support_steps, undo
from perftui.services.histories import history
from perftui.services.report_exports import export
from perftui.services.support_lists import ALL, LATE, SupportFilter, lost, sheet
from perftui.services.support_reports import ageing, units_below
from perftui.services.today import AgendaKind, today_view
from perftui.storage import support
from perftui.storage.stores import Changed, Label
from screens.people_details import change_text

TODAY = date(2026, 11, 23)
TABLE = SupportTable.REQUEST


def ask(store, title="Test bench", asked="2026-10-01", **values):
    return support_records.add(store, TABLE, title=title, requested_on=asked, **values)


def step(store, request, state, **details):
    support_steps.take_step(store, TABLE, request, state, TODAY, **details)


def row(store, request, table=TABLE):
    return support.get(store, table, request)


def refused(act, *args, **values):
    with pytest.raises(PerftuiError) as caught:
        act(*args, **values)
    return say(caught.value.message)


def waits(store, kind):
    return [(line.title, str(line.since), say(line.message)) for line in today_view(store, TODAY).lines if line.kind is kind]


def test_a_request_is_promised_and_delivered_and_the_days_lost_follow_from_its_dates(store, staff):
    request = ask(store, needed_by="2026-11-11", provider_unit_id=staff.buyers)
    assert lost(row(store, request), TODAY) == 12
    assert "for when it is promised" in refused(step, store, request, "promised")
    step(store, request, "promised", promised_for="2026-11-30")
    assert "asked for on" in refused(step, store, request, "delivered", delivered_on="2026-09-30")
    step(store, request, "delivered", delivered_on="2026-11-14")
    assert (lost(row(store, request), TODAY), row(store, request)["delivered_on"]) == (3, "2026-11-14")
    undo.undo(store)
    assert (row(store, request)["state"], row(store, request)["delivered_on"]) == ("promised", None)


def test_somebody_may_say_how_many_days_were_lost_and_take_that_back(store):
    request = ask(store, needed_by="2026-11-11")
    support_records.edit(store, TABLE, request, 1, days_lost="5")
    assert lost(row(store, request), TODAY) == 5
    support_records.edit(store, TABLE, request, 2, days_lost="")
    assert lost(row(store, request), TODAY) == 12
    with pytest.raises(Changed):
        support_records.edit(store, TABLE, request, 2, days_lost="7")
    assert "too small" in refused(support_records.edit, store, TABLE, request, 3, days_lost="-1")


def test_what_is_overdue_is_on_today_by_its_promise_or_else_by_its_need_the_oldest_first(store, staff):
    ask(store, "Data", needed_by="2026-11-19")
    promised = ask(store, "Bench", needed_by="2026-11-01")
    step(store, promised, "promised", promised_for="2026-11-10")
    ask(store, "Later", needed_by="2026-12-01")
    refused_one = ask(store, "No", needed_by="2026-11-01")
    step(store, refused_one, "refused", note="No money")
    assert waits(store, AgendaKind.SUPPORT) == [
        ("Bench", "2026-11-10", "13 days late, promised"),
        ("Data", "2026-11-19", "4 days late"),
    ]
    assert [line.cells[1] for line in sheet(store, TABLE, SupportFilter(LATE), TODAY).rows] == ["Bench", "Data"]
    assert len(sheet(store, TABLE, SupportFilter(ALL), TODAY).rows) == 4


def test_an_initiative_groups_requests_and_counts_those_that_are_open(store, staff):
    crm = support_records.add(store, SupportTable.INITIATIVE, title="CRM", kind="system", owner_person_id=staff.li, due_date="2026-11-01")
    ask(store, "Customers are spread", initiative_id=crm, kind="data")
    done = ask(store, "History at the phone", initiative_id=crm)
    step(store, done, "delivered")
    (line,) = sheet(store, SupportTable.INITIATIVE, SupportFilter(LATE), TODAY).rows
    assert line.cells[:6] == ("2026-11-01", "CRM", "System", "Idea", 1, 2)
    support_steps.take_step(store, SupportTable.INITIATIVE, crm, "running", TODAY)
    support_steps.take_step(store, SupportTable.INITIATIVE, crm, "done", TODAY)
    assert row(store, crm, SupportTable.INITIATIVE)["done_on"] == "2026-11-23"


def test_an_accommodation_that_ends_within_two_weeks_is_on_today(store, staff):
    given = {"person_id": staff.wang, "kind": "flexible_hours", "hours_per_week": "4.50", "valid_from": "2026-10-01"}
    support_records.add(store, SupportTable.ACCOMMODATION, valid_until="2026-12-07", **given)
    support_records.add(store, SupportTable.ACCOMMODATION, valid_until="2026-12-08", **given)
    over = support_records.add(store, SupportTable.ACCOMMODATION, valid_until="2026-11-20", **given)
    assert [told[1:] for told in waits(store, AgendaKind.ACCOMMODATION)] == [
        ("2026-11-20", "Over for 3 days"),
        ("2026-11-23", "Ends in 14 days"),
    ]
    assert row(store, over, SupportTable.ACCOMMODATION)["hours_per_week"] == "4.5"
    support_steps.take_step(store, SupportTable.ACCOMMODATION, over, "ended", TODAY)
    assert len(waits(store, AgendaKind.ACCOMMODATION)) == 1
    assert "0 to 60" in refused(support_records.add, store, SupportTable.ACCOMMODATION, **{**given, "hours_per_week": "61"})


def test_the_ageing_report_has_a_row_for_each_providing_unit_and_a_total(store, staff, tmp_path):
    for asked in ("2026-11-20", "2026-11-01", "2026-10-01", "2026-06-01"):
        ask(store, asked=asked, provider_unit_id=staff.buyers, needed_by="2026-11-21")
    ask(store, provider_unit_id=staff.unit)
    step(store, ask(store), "delivered")
    step(store, ask(store), "cancelled")
    found = ageing(store, TODAY)
    assert found.rows[0].cells == ("Procurement 采购部", 4, 1, 1, 1, 1, 4, 8, 0, 175)
    assert [line.cells[0] for line in found.rows] == ["Procurement 采购部", "Customer service 客服部", "no unit yet"]
    assert found.total == ("Total", 5, 1, 1, 2, 1, 4, 8, 1, 175)
    assert [line.key for line in ageing(store, TODAY, units_below(store, staff.unit)).rows] == [staff.unit]
    export(found, tmp_path / "ageing.csv")
    assert "Procurement 采购部" in (tmp_path / "ageing.csv").read_text("utf-8-sig")


def test_a_request_under_a_plan_that_nobody_knows_of_yet_is_not_on_today_and_does_not_name_it(store, staff):
    with store.write(Label("Added a plan")):
        store.insert("plan", id=(plan := store.new_id()), person_id=staff.wang, kind="pip", title="Secret")
    request = ask(store, needed_by="2026-11-01", plan_id=plan, person_id=staff.wang)
    assert waits(store, AgendaKind.SUPPORT) == []
    assert (row(store, request)["plan"], support.plans(store, staff.wang)) == ("", [])


def test_lines_add_to_each_list_with_their_parts_in_any_order(store, staff):
    def add(table, text):
        return row(store, quick_support.quick_support(store, table, text, TODAY), table)

    request = add(TABLE, "Test bench；procurement；+14d；equipment；li na !1")
    assert (request["provider"], request["person"], request["needed_by"], request["kind"], request["priority"]) == (
        *("Procurement 采购部", "Li Na", "2026-12-07", "equipment"),
        1,
    )
    assert add(SupportTable.ACCOMMODATION, "王伟; online course; 2.5h; eom")["hours_per_week"] == "2.5"
    skill = add(SupportTable.SKILL_GAP, "wang wei; planning; 2>4")
    assert (skill["person"], skill["level_now"], skill["level_needed"]) == ("王伟", 2, 4)
    assert add(SupportTable.TRAINING, "anna; Sales sk")["course_code"] == "sales_skills"
    assert add(SupportTable.TRAINING, "anna; Juggling; +7d")["title"] == "Juggling"
    pair = add(SupportTable.MENTORSHIP, "li na; anna; every friday; improvement")
    assert (pair["recurrence"], pair["reason"]) == ("weekly:fri", "improvement")
    assert "is not understood" in refused(add, SupportTable.SKILL_GAP, "wang wei; planning; often")
    assert "Mentee is missing" in refused(add, SupportTable.MENTORSHIP, "li na")


def test_every_state_of_every_list_has_its_next_ones_and_comes_back_from_the_end(store):
    for table, states in STATES.items():
        assert NEXT[table].keys() == {state.value for state in states}
        assert all(NEXT[table][state] for state in states)


def test_the_history_of_a_request_speaks_of_its_fields(store, staff):
    request = ask(store, provider_unit_id=staff.buyers)
    step(store, request, "promised", promised_for="2026-11-30")
    told = [change_text(line, TODAY) for line in history(store, TABLE.value, request, 20)]
    assert any("State" in text and "Promised" in text for text in told)
    assert any("Promised for" in text for text in told)
