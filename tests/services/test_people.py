from datetime import date, timedelta

import pytest

from perftui.domain.people import ExitBeforeHire
from perftui.domain.reporting_lines import OwnManager, ReportingOverlaps
from perftui.domain.validation import FieldMissing, FieldUnknown
from perftui.errors import PerftuiError
from perftui.i18n import say
from perftui.services.people import PeopleFilter, listing, person, person_line, suggest_staff_no
from perftui.services.people_changes import change_many
from perftui.services.people_edits import (
    PersonInput,
    StaffNoTaken,
    add_person,
    archive_person,
    edit_person,
)
from perftui.services.reporting_lines import ManagersInCircle
from perftui.services.undo import undo
from perftui.services.units import add_unit, archive_unit
from perftui.storage.stores import Changed, Gone


@pytest.fixture
def add(store, today):
    def added(name, **values):
        return add_person(store, PersonInput(name, **values), today).line

    return added


def managers(store, person_id, today):
    return [(line.manager, line.since, line.until) for line in person(store, person_id, today).reporting]


def test_a_new_person_gets_a_number_a_reading_and_a_clean_name(store, today):
    view = add_person(store, PersonInput("  张伟\x1b[31m "), today)
    assert (view.line.name, view.line.pinyin, view.initials) == ("张伟[31m", "zhang wei 31m", "zw3")
    assert view.line.staff_no == "1001"


def test_the_next_number_keeps_the_form_of_the_last(add, store):
    add("A", staff_no="E0040")
    add("B", staff_no="E0009")
    assert suggest_staff_no(store) == "E0041"
    add("C", staff_no="007")
    assert suggest_staff_no(store) == "008"
    add("D", staff_no="boss")
    assert suggest_staff_no(store) == "boss1"


def test_a_name_is_needed(store, today):
    with pytest.raises(FieldMissing) as refused:
        add_person(store, PersonInput("  "), today)
    assert refused.value.field == "name"
    assert listing(store, PeopleFilter(), today).count() == 0


def test_a_staff_number_belongs_to_one_person(add, store, today):
    add("Li Na", staff_no="7")
    with pytest.raises(StaffNoTaken, match="Li Na"):
        add("Wang Wei", staff_no="7")
    other = add("Wang Wei", staff_no="8")
    with pytest.raises(StaffNoTaken):
        edit_person(store, other.id, other.version, today, staff_no="7")


def test_an_edit_changes_what_is_given_and_keeps_the_rest(add, store, today):
    before = add("Li Na", position="Clerk", email="li@example.org", hire_date=date(2020, 1, 1))
    after = edit_person(store, before.id, before.version, today, position="Head").line
    assert (after.position, after.email, after.hire_date, after.version) == ("Head", "li@example.org", date(2020, 1, 1), 2)


def test_an_edit_of_an_unknown_field_is_refused(add, store, today):
    line = add("Li Na")
    with pytest.raises(FieldUnknown):
        edit_person(store, line.id, line.version, today, shoe_size=40)


def test_somebody_elses_edit_in_between_is_not_overwritten(add, store, today):
    line = add("Li Na")
    edit_person(store, line.id, line.version, today, position="Clerk")
    with pytest.raises(Changed):
        edit_person(store, line.id, line.version, today, position="Head")
    assert person_line(store, line.id, today).position == "Clerk"


def test_a_reading_written_by_hand_stays_until_the_name_changes(add, store, today):
    line = add("单丽")
    assert line.pinyin == "shan li"
    by_hand = edit_person(store, line.id, line.version, today, pinyin="Dan Li")
    assert (by_hand.line.pinyin, by_hand.initials) == ("dan li", "dl")
    assert store.value("SELECT sort_key FROM person") == "dan 单 li 丽"
    kept = edit_person(store, line.id, by_hand.line.version, today, position="Clerk")
    assert kept.line.pinyin == "dan li"
    renamed = edit_person(store, line.id, kept.line.version, today, name="单莉莉")
    assert (renamed.line.pinyin, renamed.initials) == ("shan li li", "sll")


def test_an_empty_reading_is_computed_again(add, store, today):
    line = add("张伟", pinyin="cheung wai")
    assert line.pinyin == "cheung wai"
    assert edit_person(store, line.id, line.version, today, pinyin="").line.pinyin == "zhang wei"


def test_a_new_manager_ends_the_old_line_and_keeps_it(add, store, today):
    first, second = add("First"), add("Second")
    line = add("Li Na", manager_id=first.id, since=date(2026, 1, 1))
    edit_person(store, line.id, line.version, today, manager_id=second.id)
    assert managers(store, line.id, today) == [("Second", today, None), ("First", date(2026, 1, 1), today)]
    assert person_line(store, line.id, today).manager == "Second"


def test_a_correction_on_the_same_day_replaces(add, store, today):
    first, second = add("First"), add("Second")
    line = add("Li Na", manager_id=first.id)
    edit_person(store, line.id, line.version, today, manager_id=second.id)
    assert managers(store, line.id, today) == [("Second", today, None)]
    edit_person(store, line.id, line.version, today, manager_id="")
    assert managers(store, line.id, today) == []


def test_a_slip_that_is_put_right_on_the_same_day_leaves_no_trace_in_the_lines(add, store, today):
    first, second = add("First"), add("Second")
    line = add("Li Na", manager_id=first.id, since=date(2026, 1, 1))
    edit_person(store, line.id, line.version, today, manager_id=second.id)
    edit_person(store, line.id, line.version, today, manager_id=first.id)
    assert managers(store, line.id, today) == [("First", date(2026, 1, 1), None)]


def test_a_manager_may_be_named_for_a_later_day(add, store, today):
    first, second = add("First"), add("Second")
    line = add("Li Na", manager_id=first.id, since=date(2026, 1, 1))
    edit_person(store, line.id, line.version, today, manager_id=second.id, since=date(2027, 1, 1))
    assert person_line(store, line.id, today).manager == "First"
    assert person_line(store, line.id, date(2027, 1, 1)).manager == "Second"
    with pytest.raises(ReportingOverlaps):
        edit_person(store, line.id, line.version, today, manager_id=first.id)


def test_reporting_to_nobody_closes_the_line(add, store, today):
    line = add("Li Na", manager_id=add("First").id, since=date(2026, 1, 1))
    edit_person(store, line.id, line.version, today, manager_id="")
    assert managers(store, line.id, today) == [("First", date(2026, 1, 1), today)]


def test_a_new_line_does_not_begin_inside_a_closed_one(add, store, today):
    first = add("First")
    line = add("Li Na", manager_id=first.id, since=date(2026, 1, 1))
    edit_person(store, line.id, line.version, today, manager_id="")
    with pytest.raises(ReportingOverlaps):
        edit_person(store, line.id, line.version, today, manager_id=first.id, since=date(2026, 6, 1))


def test_managers_in_a_circle_are_refused_with_their_names_in_order(add, store, today):
    top = add("Top")
    middle = add("Middle", manager_id=top.id)
    low = add("Low", manager_id=middle.id)
    with pytest.raises(ManagersInCircle) as refused:
        edit_person(store, top.id, top.version, today, manager_id=low.id)
    assert say(refused.value.message) == "That would go in a circle: Top → Low → Middle → Top."
    with pytest.raises(OwnManager):
        edit_person(store, top.id, top.version, today, manager_id=top.id)
    assert managers(store, top.id, today) == []


def test_an_edit_that_is_refused_changes_nothing_at_all(add, store, today):
    line = add("Li Na")
    with pytest.raises(OwnManager):
        edit_person(store, line.id, line.version, today, position="Head", manager_id=line.id)
    assert person_line(store, line.id, today).position == ""


def test_a_manager_who_does_not_exist_is_refused(store, today):
    with pytest.raises(Gone):
        add_person(store, PersonInput("Li Na", manager_id="nobody"), today)
    assert listing(store, PeopleFilter(), today).count() == 0


def test_an_exit_lies_after_the_hire_date_and_can_be_taken_back(add, store, today):
    line = add("Li Na", hire_date=date(2026, 2, 1))
    with pytest.raises(ExitBeforeHire):
        edit_person(store, line.id, line.version, today, exit_date=date(2026, 1, 1))
    gone = edit_person(store, line.id, line.version, today, exit_date=date(2026, 3, 1)).line
    assert listing(store, PeopleFilter(), today).count() == 0
    assert listing(store, PeopleFilter(presence="left"), today).count() == 1
    edit_person(store, line.id, gone.version, today, exit_date=None)
    assert listing(store, PeopleFilter(), today).count() == 1


def test_archiving_hides_and_bringing_back_shows(add, store, today):
    line = add("Li Na")
    archived = archive_person(store, line.id, line.version, today).line
    assert archived.is_archived
    assert listing(store, PeopleFilter(), today).ids() == []
    change_many(store, [line.id], "is_archived", False, today)
    assert listing(store, PeopleFilter(), today).ids() == [line.id]


def test_one_action_is_one_step_of_undo(add, store, today):
    boss = add("Boss")
    line = add("Li Na", manager_id=boss.id)
    edit_person(store, line.id, line.version, today, position="Head", manager_id="")
    assert say(undo(store).label) == "Changed Li Na"
    assert person_line(store, line.id, today).manager == "Boss"
    assert say(undo(store).label) == "Added Li Na"
    assert listing(store, PeopleFilter(), today).ids() == [boss.id]


def test_a_listing_finds_people_by_pinyin_and_keeps_its_places(add, store, today):
    lines = [add(name) for name in ("赵敏", "王伟", "汪洋", "李娜")]
    shown = listing(store, PeopleFilter(), today)
    assert [line.name for line in shown.window(0, 10)] == ["李娜", "汪洋", "王伟", "赵敏"]
    assert [line.name for line in shown.window(2, 1)] == ["王伟"]
    assert [shown.index_of(line.id) for line in lines] == [3, 2, 1, 0]
    assert shown.index_of("nobody") is None
    assert shown.ids(1, 3) == [lines[2].id, lines[1].id]
    assert [line.name for line in listing(store, PeopleFilter(text="wang"), today).window(0, 9)] == ["汪洋", "王伟"]
    assert listing(store, PeopleFilter(text="wang"), today).index_of(lines[0].id) is None


def test_who_is_taken_back_meanwhile_leaves_an_empty_line(add, store, today):
    add("A")
    add("B")
    shown = listing(store, PeopleFilter(), today)
    undo(store)
    assert [line.name for line in shown.window(0, 2)] == ["A", ""]
    assert len(shown.ids()) == 1


def test_a_person_shows_units_reports_and_goals(add, store, today):
    unit = add_unit(store, "Sales")
    boss = add("Boss", unit_id=unit.id)
    add("Li Na", manager_id=boss.id)
    view = person(store, boss.id, today)
    assert (view.line.unit, view.reports, view.goals, view.key_results) == ("Sales", 1, 0, 0)
    assert person(store, boss.id, today - timedelta(days=1)).reports == 0


def test_a_person_who_does_not_exist_is_gone(store, today):
    with pytest.raises(Gone):
        person(store, "nobody", today)
    assert person_line(store, "nobody", today) is None


def test_a_unit_that_is_archived_takes_nobody(add, store, today):
    unit = add_unit(store, "Sales")
    archive_unit(store, unit.id, unit.version, today)
    with pytest.raises(PerftuiError, match="archived"):
        add("Li Na", unit_id=unit.id)
