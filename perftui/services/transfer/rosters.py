"""Tables read as rosters: who works here, in which unit, under whom; what is unclear becomes a problem, never a guess."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from perftui.domain.date_orders import DateOrder
    from perftui.errors import Message, Problem


class KnownPerson(Protocol):
    """Somebody who is recorded already."""

    @property
    def staff_no(self) -> str: ...  # noqa: D102  # unique
    @property
    def name(self) -> str: ...  # noqa: D102  # as recorded
    @property
    def manager_no(self) -> str: ...  # noqa: D102  # the manager's staff number; empty for none


class Known(Protocol):
    """The people who are recorded already."""

    def by_staff_no(self, staff_no: str) -> KnownPerson | None: ...  # noqa: D102  # None for nobody
    def by_name(self, name: str) -> Sequence[KnownPerson]: ...  # noqa: D102  # everybody of exactly that name


class Nobody:
    """Known people where there are none yet."""

    def by_staff_no(self, staff_no: str) -> None:
        """Nobody has a number."""

    def by_name(self, name: str) -> Sequence[KnownPerson]:
        """Nobody has a name."""
        return ()


@dataclass(frozen=True, slots=True)
class RosterRow:
    """A person as a file describes them."""

    row_number: int
    """Of the file; 1 is its first line or row."""
    staff_no: str
    """As in the file, or of the known person of that name, or a new one where the file has no such column."""
    name: str
    unit_path: tuple[str, ...] = ()
    """Names of units from the top; empty where the file says nothing."""
    position: str = ""
    hire_date: date | None = None
    """None where the cell is empty or cannot be read."""
    exit_date: date | None = None
    email: str = ""
    manager_ref: str = ""
    """What the file says about the manager: a number, a name or both."""
    manager_no: str = ""
    """Staff number of the manager; empty where there is none or nobody can be made out."""


@dataclass(frozen=True, slots=True)
class Roster:
    """What a file says about people."""

    rows: tuple[RosterRow, ...]
    """Everybody with a name and a staff number, in the order of the file."""
    problems: tuple[Problem, ...]
    """By row and column. A row named here is not complete."""
    notes: tuple[Message, ...] = ()
    """How the file was read, for the preview."""
    date_orders: Mapping[str, DateOrder] = field(default_factory=dict)
    """Field to the order of its column; one with rivals is for the user to decide."""

    @property
    def bad_rows(self) -> frozenset[int]:
        """The numbers of the rows with problems; 0 stands for the file as a whole."""
        return frozenset(problem.row for problem in self.problems)

    @property
    def unclear_dates(self) -> tuple[str, ...]:
        """The fields whose order of day, month and year is not clear."""
        return tuple(name for name, order in self.date_orders.items() if order.rivals)
