"""Rounds of 360 feedback as lists and details show them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from perftui.domain.feedback import QuestionKind, RaterGroup, RaterState, RoundState, anchors_in, in_language
from perftui.i18n import language
from perftui.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from perftui.storage.drivers import Row


class RoundLine(NamedTuple):
    """A round as the list shows it."""

    id: str
    version: int
    title: str
    cycle_id: str
    """Empty for none."""
    cycle: str
    questionnaire: str
    state: RoundState
    due: date | None
    threshold: int
    scale_max: int
    anchors: tuple[str, ...]
    """The words for the levels, from the lowest on, in the language in use."""
    note: str
    subjects: int
    raters: int
    """Those who have not declined."""
    completed: int
    questions: int

    def is_overdue(self, today: date) -> bool:
        """Whether answers are still missing after their day."""
        return self.state is RoundState.COLLECTING and self.due is not None and self.due < today


class GroupLine(NamedTuple):
    """A group of a round with its weight."""

    id: str
    version: int
    group: RaterGroup
    weight: int
    """In basis points; 0 for self."""
    is_open: bool
    """Whether the round asks this group."""


class QuestionLine(NamedTuple):
    """A question of a round."""

    id: str
    version: int
    pos: int
    kind: QuestionKind
    competency: str
    text_en: str
    text_zh: str

    @property
    def text(self) -> str:
        """The question in the language in use, or in the only one in which it is written."""
        return in_language((self.text_en, self.text_zh), language())


class Tally(NamedTuple):
    """How far the forms of a group have come; nothing of what they say."""

    invited: int = 0
    """Those who have not declined."""
    begun: int = 0
    completed: int = 0
    declined: int = 0


class SubjectLine(NamedTuple):
    """Somebody a round is about."""

    id: str
    version: int
    person_id: str
    name: str
    unit: str
    tallies: Mapping[RaterGroup, Tally]

    def tally(self, group: RaterGroup) -> Tally:
        """How far a group has come; zeros where nobody of it answers."""
        return self.tallies.get(group, Tally())

    @property
    def invited(self) -> int:
        """How many should answer."""
        return sum(tally.invited for tally in self.tallies.values())

    @property
    def completed(self) -> int:
        """How many have."""
        return sum(tally.completed for tally in self.tallies.values())


class RaterLine(NamedTuple):
    """Somebody who answers about somebody, and how far the form has come; nothing of what it says."""

    id: str
    version: int
    round_id: str
    subject_id: str
    subject: str
    """The name of whom it is about."""
    group: RaterGroup
    person_id: str
    """Empty for somebody from outside."""
    name: str
    unit: str
    email: str
    state: RaterState


def round_line(row: Row) -> RoundLine:
    """A round out of its row."""
    return RoundLine(
        **{name: row[name] for name in ("id", "version", "title", "cycle", "questionnaire", "threshold", "scale_max", "note")},
        **{name: row[name] for name in ("subjects", "raters", "completed", "questions")},
        cycle_id=row["cycle_id"] or "",
        state=RoundState(row["state"]),
        due=date.fromisoformat(row["due_date"]) if row["due_date"] else None,
        anchors=anchors_in(row["anchors"], language()),
    )


def group_line(row: Row) -> GroupLine:
    """A group out of its row."""
    return GroupLine(row["id"], row["version"], RaterGroup(row["code"]), row["weight"], bool(row["is_open"]))


def question_line(row: Row) -> QuestionLine:
    """A question out of its row."""
    values = {name: row[name] for name in ("id", "version", "pos", "competency", "text_en", "text_zh")}
    return QuestionLine(**values, kind=QuestionKind(row["kind"]))


def rater_line(row: Row) -> RaterLine:
    """A rater out of its row."""
    return RaterLine(
        **{name: row[name] for name in ("id", "version", "round_id", "subject_id", "subject", "unit", "email")},
        group=RaterGroup(row["code"]),
        person_id=row["person_id"] or "",
        name=row["called"],
        state=RaterState(row["state"]),
    )
