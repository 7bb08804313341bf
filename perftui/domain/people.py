"""Units, people, reporting lines and cycles as they come in from forms and files; only what writes imports this."""

import re
from datetime import date
from typing import Annotated, Self

from pydantic import Field, model_validator

from perftui.domain.codes import CycleKind, CycleState
from perftui.domain.cycles import cycle_bounds, cycle_name, elapsed_share
from perftui.domain.reporting_lines import OwnManager, ReportingEmpty, check_intervals, reporting_cycles
from perftui.domain.validation import BLANK, Draft, Line
from perftui.errors import BadInput, Refused
from perftui.i18n import mark

__all__ = [
    "CurrencyUnclear",
    "CycleDraft",
    "CycleEndsFirst",
    "EmailUnclear",
    "ExitBeforeHire",
    "PersonDraft",
    "ReportingDraft",
    "SalaryIncomplete",
    "UnitDraft",
    "WrongCycleStep",
    "check_cycle_step",
    "check_intervals",
    "cycle_bounds",
    "cycle_name",
    "elapsed_share",
    "reporting_cycles",
]

_CYCLE_STEPS = {
    CycleState.PLANNING: CycleState.ACTIVE,
    CycleState.ACTIVE: CycleState.REVIEWING,
    CycleState.REVIEWING: CycleState.CLOSED,
}


class ExitBeforeHire(Refused):
    """Somebody leaves before they came."""

    template = mark("The exit date {exit_date} lies before the hire date {hire_date}.")


class EmailUnclear(BadInput):
    """No address, by the look of it."""

    template = mark("“{email}” is not an e-mail address.")


class SalaryIncomplete(BadInput):
    """An amount without a currency, or the reverse."""

    template = mark("A salary needs both an amount and a currency.")


class CurrencyUnclear(BadInput):
    """No code of a currency."""

    template = mark("“{currency}” is not a currency code. Use three letters such as CNY, GBP or EUR.")


class CycleEndsFirst(Refused):
    """A cycle that is over before it begins."""

    template = mark("A cycle ends after it begins: {end} is not after {start}.")


class WrongCycleStep(Refused):
    """A cycle goes from planning to closed one step at a time."""

    template = mark("A cycle that is “{old}” cannot become “{new}”: it goes from planning to active, reviewing and closed.")


class UnitDraft(Draft):
    """A department."""

    name: Annotated[Line, Field(min_length=1, max_length=120, title=mark("Unit name"))]
    parent: Annotated[str | None, BLANK, Field(title=mark("Parent unit"))] = None
    """Id of the unit above; None at the top."""


class PersonDraft(Draft):
    """Somebody who works here, or did.

    Raises:
        ExitBeforeHire: The exit date lies before the hire date.
        EmailUnclear: The e-mail address has no @ with something on both sides.
        SalaryIncomplete: An amount without a currency, or the reverse.
        CurrencyUnclear: The currency is not three letters.
    """

    staff_no: Annotated[Line, Field(min_length=1, max_length=40, title=mark("Staff number"))]
    name: Annotated[Line, Field(min_length=1, max_length=120, title=mark("Name"))]
    unit: Annotated[str | None, BLANK, Field(title=mark("Unit"))] = None
    """Id of the unit."""
    position: Annotated[Line, Field(max_length=120, title=mark("Position"))] = ""
    hire_date: Annotated[date | None, BLANK, Field(title=mark("Hire date"))] = None
    """The first day of work."""
    exit_date: Annotated[date | None, BLANK, Field(title=mark("Exit date"))] = None
    """The last day of work."""
    email: Annotated[Line, Field(max_length=254, title=mark("E-mail"))] = ""
    salary_minor: Annotated[Annotated[int, Field(ge=0, le=10**15)] | None, BLANK, Field(title=mark("Salary"))] = None
    """In minor units, such as fen or pence."""
    salary_currency: Annotated[Line | None, BLANK, Field(title=mark("Currency"))] = None
    """ISO 4217, three capital letters."""

    @model_validator(mode="after")
    def _is_possible(self) -> Self:
        if self.hire_date and self.exit_date and self.exit_date < self.hire_date:
            raise ExitBeforeHire(exit_date=self.exit_date, hire_date=self.hire_date)
        if self.email and not re.fullmatch(r"[^@\s]+@[^@\s]+", self.email):
            raise EmailUnclear(email=self.email)
        if (self.salary_minor is None) is not (self.salary_currency is None):
            raise SalaryIncomplete
        if self.salary_currency is not None and not re.fullmatch("[A-Z]{3}", self.salary_currency):
            raise CurrencyUnclear(currency=self.salary_currency)
        return self


class ReportingDraft(Draft):
    """Who reports to whom for a time.

    Raises:
        OwnManager: The person is the manager.
        ReportingEmpty: It ends on or before its first day.
    """

    person: Annotated[str, Field(min_length=1, title=mark("Person"))]
    """Id."""
    manager: Annotated[str, Field(min_length=1, title=mark("Manager"))]
    """Id."""
    since: Annotated[date, Field(title=mark("From"))]
    """The first day."""
    until: Annotated[date | None, BLANK, Field(title=mark("Until"))] = None
    """The day after the last one; None while it lasts."""

    @model_validator(mode="after")
    def _is_possible(self) -> Self:
        if self.person == self.manager:
            raise OwnManager
        if self.until is not None and self.until <= self.since:
            raise ReportingEmpty(until=self.until, since=self.since)
        return self


class CycleDraft(Draft):
    """A quarter, half-year or year of goals; its dates need not be those of the calendar.

    Raises:
        CycleEndsFirst: The end is not after the start.
    """

    name: Annotated[Line, Field(min_length=1, max_length=60, title=mark("Cycle name"))]
    kind: Annotated[CycleKind, Field(title=mark("Kind of cycle"))]
    start: Annotated[date, Field(title=mark("Start"))]
    """Included."""
    end: Annotated[date, Field(title=mark("End"))]
    """Included."""
    state: Annotated[CycleState, Field(title=mark("State"))] = CycleState.PLANNING

    @model_validator(mode="after")
    def _is_possible(self) -> Self:
        if self.end <= self.start:
            raise CycleEndsFirst(end=self.end, start=self.start)
        return self


def check_cycle_step(old: CycleState, new: CycleState) -> None:
    """Refuse any change but planning → active → reviewing → closed.

    Raises:
        WrongCycleStep: It is not the next step.
    """
    if _CYCLE_STEPS.get(old) is not new:
        raise WrongCycleStep(old=old, new=new)
