"""The report of 360 feedback on one person (R42): what others see, what one sees oneself, and where the two part.

Everything comes from `domain.feedback_figures.figures`; nothing else is computed from the answers, so that nothing hidden can be.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.feedback import QuestionKind, RoundState, in_language
from perftui.domain.feedback_figures import Comparison, Insight, Item, Source, extremes, figures, insight, is_releasable
from perftui.errors import Refused
from perftui.i18n import language, mark
from perftui.records import NamedTuple
from perftui.storage import round_reports, rounds
from perftui.storage.stores import Gone

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from fractions import Fraction

    from perftui.domain.feedback_figures import Figures
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store


class NotReleased(Refused):
    """Nothing is shown before a round is released, and nothing at all before it is frozen."""

    template = mark("“{title}” is not released yet: nothing of it is shown before.")


class GroupLine(NamedTuple):
    """A group of raters of one participant."""

    source: Source
    invited: int
    completed: int | None
    """None where fewer than the threshold answered, or where the group is in others: how many is not told."""
    mean: Fraction | None
    """None where nothing is shown."""
    weight: int
    is_merged: bool = False
    """Whether it is shown together with others."""


class QuestionLine(NamedTuple):
    """A question with a scale."""

    id: str
    text: str
    competency: str
    compared: Comparison
    insight: Insight | None
    cells: tuple[tuple[Source, int, Fraction], ...]
    """The groups that are shown, with how many answered and their mean."""


class CommentLine(NamedTuple):
    """What a group has written to an open question, in random order."""

    question: str
    source: Source
    texts: tuple[str, ...]


class Report(NamedTuple):
    """Everything that is shown of one participant."""

    subject_id: str
    person_id: str
    name: str
    unit: str
    title: str
    """Of the round."""
    released_on: str
    threshold: int
    scale_max: int
    total: Comparison
    """The composite of the others, and the mean of one's own answers."""
    groups: tuple[GroupLine, ...]
    competencies: tuple[tuple[str, Comparison], ...]
    questions: tuple[QuestionLine, ...]
    highest: tuple[QuestionLine, ...]
    lowest: tuple[QuestionLine, ...]
    comments: tuple[CommentLine, ...]

    def insights(self, wanted: Insight) -> tuple[QuestionLine, ...]:
        """The questions that are blind spots, or hidden strengths."""
        return tuple(line for line in self.questions if line.insight is wanted)


def report(store: Store, subject_id: str) -> Report:
    """The report on a participant of a released round.

    Raises:
        Gone: There is no such participant.
        NotReleased: The round is not released.
    """
    row = round_reports.subject(store, subject_id)
    if row is None:
        raise Gone
    if row["state"] != RoundState.RELEASED:
        raise NotReleased(title=row["title"])
    questions = rounds.questions(store, row["round_id"])
    texts = {each["id"]: text_of(each) for each in questions}
    answers = round_reports.answers(store, subject_id)
    counts = round_reports.counts(store, subject_id)
    weights = _weights(counts, {each["code"]: each["weight"] for each in rounds.groups(store, row["round_id"])})
    items = [Item(each["id"], each["competency"]) for each in questions if each["kind"] == QuestionKind.SCALE]
    found = figures(items, _levels(answers), weights, row["threshold"])
    comments = tuple(_comments(texts, answers, row["threshold"]))
    groups = _groups(counts, weights, {group.source: group.mean for group in found.groups})
    return _report(row, found, groups, {item.id: _question(item, texts[item.id], found) for item in items})._replace(comments=comments)


def _report(row: Row, found: Figures, groups: Sequence[GroupLine], lines: Mapping[str, QuestionLine]) -> Report:
    highest, lowest = extremes(found)
    return Report(
        subject_id=row["id"],
        person_id=row["person_id"],
        name=row["name"],
        unit=row["unit"] or "",
        title=row["title"],
        released_on=row["released_on"] or "",
        threshold=row["threshold"],
        scale_max=row["scale_max"],
        total=found.total,
        groups=tuple(groups),
        competencies=tuple(found.competencies.items()),
        questions=tuple(lines.values()),
        highest=tuple(lines[key] for key in highest),
        lowest=tuple(lines[key] for key in lowest),
        comments=(),
    )


def groups(store: Store, subject_id: str) -> tuple[GroupLine, ...]:
    """The groups of a participant of a frozen round: how many were asked and, where that is told, have answered; no means."""
    return tuple(_groups(round_reports.counts(store, subject_id), {}, {}))


def subjects(store: Store, round_id: str) -> list[tuple[str, str]]:
    """Id and name of the participants of a round, by name."""
    return [(row["id"], row["name"]) for row in round_reports.subjects(store, round_id)]


def text_of(question: Row) -> str:
    """A question in the language in use, or in the other one where there is no such text."""
    return in_language((question["text_en"], question["text_zh"]), language())


def _levels(answers: Sequence[Row]) -> Mapping[tuple[str, Source], list[int]]:
    levels: dict[tuple[str, Source], list[int]] = {}
    for row in answers:
        if row["level"] is not None:
            levels.setdefault((row["question_id"], Source(row["code"])), []).append(row["level"])
    return levels


def _weights(counts: Sequence[Row], weights: Mapping[str, int]) -> Mapping[Source, int]:
    """Shown group to weight; others have those of the groups that are in them."""
    shown = {Source(row["code"]): row["completed"] > 0 for row in counts}
    found = {source: weights.get(source, 0) for source, is_shown in shown.items() if is_shown}
    if Source.OTHERS in shown:
        found[Source.OTHERS] = sum(weights.get(source, 0) for source in _merged(shown))
    return found


def _merged(shown: Mapping[Source, bool]) -> list[Source]:
    exempt = (Source.MANAGER, Source.SELF)
    return [source for source, is_shown in shown.items() if not is_shown and source not in exempt] if Source.OTHERS in shown else []


def _groups(counts: Sequence[Row], weights: Mapping[Source, int], means: Mapping[Source, Fraction | None]) -> list[GroupLine]:
    merged = _merged({Source(row["code"]): row["completed"] > 0 for row in counts})
    lines = [
        GroupLine(source, row["invited"], row["completed"] or None, means.get(source), weights.get(source, 0), source in merged)
        for row in counts
        for source in [Source(row["code"])]
    ]
    return sorted(lines, key=lambda line: list(Source).index(line.source))


def _question(item: Item, text: str, found: Figures) -> QuestionLine:
    compared = found.questions[item.id]
    keys = [(item.id, source) for source in Source]
    cells = tuple((key[1], found.cells[key].n, found.cells[key].mean) for key in keys if key in found.cells)
    return QuestionLine(item.id, text, item.competency, compared, insight(compared), cells)


def _comments(texts: Mapping[str, str], answers: Sequence[Row], threshold: int) -> list[CommentLine]:
    written: dict[tuple[str, Source], list[str]] = {}
    for row in answers:
        if row["text"]:
            written.setdefault((row["question_id"], Source(row["code"])), []).append(row["text"])
    return [
        CommentLine(texts[question], source, tuple(written[question, source]))
        for question in texts
        for source in Source
        if is_releasable(source, len(written.get((question, source), ())), threshold)
    ]
