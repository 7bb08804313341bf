"""The codes that are stored, each with the English label that is translated on the screen."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from perftui.i18n import mark

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Self


class Words(str):
    """A marked text as the value of a message: `say` puts it into the language in use, plain formatting leaves it English."""

    __slots__ = ()

    @property
    def template(self) -> str:
        """The text itself, a message id."""
        return str(self)

    @property
    def values(self) -> Mapping[str, object]:
        """Empty: words have no fields."""
        return {}

    @property
    def plural(self) -> str:
        """Empty: words have no plural."""
        return ""


class Code(StrEnum):
    """A stored code that knows its label: `say(code)` gives it in the language in use, also as a value of a message."""

    template: str
    """The label in English, marked for translation."""

    def __new__(cls, value: str, text: str = "") -> Self:
        """Make a member from the stored code and its marked label."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.template = text
        return member

    @property
    def values(self) -> Mapping[str, object]:
        """Empty: a label has no fields."""
        return {}

    @property
    def plural(self) -> str:
        """Empty: a label has no plural."""
        return ""


def label(code: Code) -> str:
    """The English label of a code, a message id; `say(code)` puts it into the language in use."""
    return code.template


class Operator(Code):
    """How an actual value is held against its target."""

    AT_LEAST = "at_least", mark("At least")
    AT_MOST = "at_most", mark("At most")
    EQUALS = "equals", mark("Exactly")
    WITHIN = "within", mark("Within a tolerance")
    RANGE = "range", mark("Within a range")
    MILESTONE = "milestone", mark("Milestone")
    YES_NO = "yes_no", mark("Yes or no")
    ORDINAL = "ordinal", mark("Level on a scale")


class Level(Code):
    """Where a goal stands in the tree."""

    THEME = "theme", mark("Theme")
    UNIT = "unit", mark("Unit goal")
    PERSON = "person", mark("Personal goal")


class GoalKind(Code):
    """What a goal is for, which decides when it succeeds."""

    COMMITTED = "committed", mark("Committed")
    STRETCH = "stretch", mark("Stretch")
    KPI = "kpi", mark("KPI")
    DEVELOPMENT = "development", mark("Development")


class GoalState(Code):
    """How far a goal has come from draft to archive."""

    DRAFT = "draft", mark("Draft")
    PROPOSED = "proposed", mark("Proposed")
    RETURNED = "returned", mark("Returned")
    AGREED = "agreed", mark("Agreed")
    ACTIVE = "active", mark("Active")
    SCORED = "scored", mark("Scored")
    CLOSED = "closed", mark("Closed")
    ARCHIVED = "archived", mark("Archived")


class CycleKind(Code):
    """How long a cycle is."""

    QUARTER = "quarter", mark("Quarter")
    HALF = "half", mark("Half-year")
    YEAR = "year", mark("Year")


class CycleState(Code):
    """What is done in a cycle just now."""

    PLANNING = "planning", mark("Planning")
    ACTIVE = "active", mark("Active")
    REVIEWING = "reviewing", mark("Reviewing")
    CLOSED = "closed", mark("Closed")


class Status(Code):
    """What the traffic light of a goal or key result says."""

    NO_DATA = "no_data", mark("No data")
    ON_TRACK = "on_track", mark("On track")
    AT_RISK = "at_risk", mark("At risk")
    OFF_TRACK = "off_track", mark("Off track")
    DONE = "done", mark("Done")
    OUTDATED = "outdated", mark("Outdated")


class Band(Code):
    """The band of a score, 0 to 1."""

    LOW = "low", mark("Below 0.4")
    MIDDLE = "middle", mark("0.4 to below 0.7")
    HIGH = "high", mark("0.7 and above")
