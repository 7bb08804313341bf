from __future__ import annotations

from datetime import date

import pytest

from perftui import i18n
from perftui.domain import people
from perftui.domain.codes import CycleState
from perftui.domain.people import CycleDraft, PersonDraft, ReportingDraft, UnitDraft, check_cycle_step
from perftui.domain.reporting_lines import OwnManager, ReportingEmpty
from perftui.domain.validation import (
    FieldMissing,
    FieldUnknown,
    NotAChoice,
    NotADay,
    NotAWholeNumber,
    TextTooLongForField,
    TooSmall,
    faults,
    validated,
)

ZHANG = {"staff_no": "1001", "name": "张伟"}


def test_a_person_needs_a_staff_number_and_a_name_only():
    person = validated(PersonDraft, **ZHANG, unit="", hire_date="", email="", salary_minor="", salary_currency="")
    assert (person.name, person.unit, person.hire_date, person.salary_minor, person.salary_currency) == ("张伟", None, None, None, None)


def test_text_is_cleaned_on_the_way_in():
    assert validated(PersonDraft, staff_no=" 1001 ", name="Zhang\x1b[31m \t Wei\u202e").name == "Zhang[31m Wei"
    assert validated(UnitDraft, name="  Customer   service\n").name == "Customer service"


@pytest.mark.parametrize(
    ("error", "changes", "said"),
    [
        (FieldMissing, {"name": "   "}, "Name is missing: please fill it in."),
        (FieldMissing, {"staff_no": None}, "Staff number is missing: please fill it in."),
        (FieldUnknown, {"shoe_size": 43}, "There is no field “shoe size” here."),
        (NotADay, {"hire_date": "soon"}, "Hire date: “soon” is not a date. Write it as 2026-03-31."),
        (NotAWholeNumber, {"salary_minor": "lots", "salary_currency": "CNY"}, "Salary: “lots” is not a whole number."),
        (TooSmall, {"salary_minor": -1, "salary_currency": "CNY"}, "Salary: -1 is too small; 0 is the least."),
        (TextTooLongForField, {"position": "x" * 121}, "Position is too long; 120 characters is the most."),
        (people.EmailUnclear, {"email": "wei at example"}, "“wei at example” is not an e-mail address."),
        (people.SalaryIncomplete, {"salary_minor": 5}, "A salary needs both an amount and a currency."),
        (people.CurrencyUnclear, {"salary_minor": 5, "salary_currency": "yuan"}, "“yuan” is not a currency code."),
        (
            people.ExitBeforeHire,
            {"hire_date": date(2026, 3, 1), "exit_date": date(2026, 2, 28)},
            "The exit date 2026-02-28 lies before the hire date 2026-03-01.",
        ),
    ],
)
def test_a_person_who_cannot_be_is_refused_in_words(error, changes, said):
    with pytest.raises(error) as caught:
        validated(PersonDraft, **{**ZHANG, **changes})
    assert i18n.say(caught.value.message).startswith(said)
    assert str(caught.value).startswith(said)


def test_the_first_day_of_work_may_be_the_last():
    assert validated(PersonDraft, **ZHANG, hire_date=date(2026, 3, 1), exit_date=date(2026, 3, 1)).exit_date == date(2026, 3, 1)


def test_a_form_learns_of_every_wrong_field_at_once():
    found = faults(PersonDraft, staff_no="", hire_date="x")
    assert {name: type(fault) for name, fault in found.items()} == {"staff_no": FieldMissing, "name": FieldMissing, "hire_date": NotADay}
    assert faults(PersonDraft, **ZHANG) == {}
    assert [type(fault) for fault in faults(PersonDraft, **ZHANG, email="x").values()] == [people.EmailUnclear]


def test_a_field_error_knows_where_to_put_the_cursor():
    with pytest.raises(FieldMissing) as caught:
        validated(PersonDraft, staff_no="1")
    assert caught.value.field == "name"


def test_nobody_reports_to_themselves():
    with pytest.raises(OwnManager):
        validated(ReportingDraft, person="p", manager="p", since=date(2026, 1, 1))


def test_a_reporting_line_lasts_at_least_a_day():
    with pytest.raises(ReportingEmpty, match="2026-01-01 is not after 2026-01-01"):
        validated(ReportingDraft, person="p", manager="m", since=date(2026, 1, 1), until=date(2026, 1, 1))
    assert validated(ReportingDraft, person="p", manager="m", since=date(2026, 1, 1)).until is None


def test_a_cycle_ends_after_it_begins():
    start, end = people.cycle_bounds("2026-Q4")
    assert validated(CycleDraft, name="2026-Q4", kind="quarter", start=start, end=end).state is CycleState.PLANNING
    with pytest.raises(people.CycleEndsFirst):
        validated(CycleDraft, name="2026-Q4", kind="quarter", start=start, end=start)


def test_a_kind_of_cycle_that_does_not_exist_is_refused():
    with pytest.raises(NotAChoice, match="Kind of cycle: “month” is not one of the choices"):
        validated(CycleDraft, name="May", kind="month", start=date(2026, 5, 1), end=date(2026, 5, 31))


def test_a_cycle_goes_one_step_at_a_time():
    states = list(CycleState)
    for old in states:
        for new in states:
            if states.index(new) == states.index(old) + 1:
                check_cycle_step(old, new)
            else:
                with pytest.raises(people.WrongCycleStep):
                    check_cycle_step(old, new)
