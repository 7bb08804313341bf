"""What the history calls the fields of 360 rounds, and of their groups, questions, people and raters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.codes import Code, Words
from perftui.domain.feedback import QuestionKind, RaterGroup, RoundState
from perftui.i18n import mark

if TYPE_CHECKING:
    from collections.abc import Mapping

FIELDS: Mapping[str, Words] = {
    "threshold": Words(mark("Fewest raters to show a group")),
    "questionnaire": Words(mark("Questionnaire")),
    "competency": Words(mark("Competency")),
    "text_en": Words(mark("English")),
    "text_zh": Words(mark("Chinese")),
    "is_open": Words(mark("Asked")),
    "is_declined": Words(mark("Declined")),
    "frozen_on": Words(mark("Frozen on")),
    "released_on": Words(mark("Released on")),
}
"""Column to its label."""
CODES: Mapping[tuple[str, str], type[Code]] = {
    ("review_round", "state"): RoundState,
    ("round_group", "code"): RaterGroup,
    ("rater", "code"): RaterGroup,
    ("question", "kind"): QuestionKind,
}
"""Table and column to the code that it holds."""
FLAGS = frozenset(("is_open", "is_declined"))
"""Columns that hold yes or no."""
