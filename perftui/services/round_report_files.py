"""A report of 360 feedback written down: Markdown to read, a table to go on with; the same figures as on the screen, and no others."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from perftui.domain.feedback_figures import EXEMPT, Insight
from perftui.domain.formats import basis_points, rounded
from perftui.i18n import gettext as _
from perftui.i18n import mark, say
from perftui.services.report_sheets import NO_DATA, Form, Sheet, SheetColumn, SheetRow
from perftui.services.round_reports import report

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from fractions import Fraction
    from pathlib import Path

    from perftui.domain.feedback_figures import Comparison, Source
    from perftui.services.report_sheets import Value
    from perftui.services.round_reports import GroupLine, QuestionLine, Report
    from perftui.storage.stores import Store

THRESHOLD_NOTE = mark(
    "A group is shown when at least {n} of it have answered, and so is each of its questions; smaller groups are shown together or not "
    "at all. Totals are of what is shown. The manager's and the own answers are shown as theirs."
)


def decimal(value: Fraction | None) -> Decimal | None:
    """A mean as a number that files and tables take."""
    return None if value is None else Decimal(value.numerator) / Decimal(value.denominator)


def level_text(value: Fraction | None) -> str:
    """`3.67`; a dash where there is nothing to show."""
    exact = decimal(value)
    return NO_DATA if exact is None else str(rounded(exact, 2))


def difference_text(compared: Comparison) -> str:
    """`+1.20` where one thinks better of oneself than the others do; a dash where one of the two is missing."""
    exact = decimal(compared.difference)
    return NO_DATA if exact is None else f"{rounded(exact, 2):+}"


def count_text(line: GroupLine, threshold: int) -> str:
    """How many of a group have answered; of those that are hidden, only that they are too few."""
    if line.completed is not None:
        return _("{n} of {all}").format(n=line.completed, all=line.invited)
    if line.source in EXEMPT:
        return _("no answer")
    return _("with others") if line.is_merged else _("fewer than {n}").format(n=threshold)


def export(store: Store, subject_id: str, path: Path, overwrite: bool = False) -> int:
    """Write the report on a participant to a file whose ending tells the format: .md, .csv, .xlsx, or .json and .jsonl.

    Args:
        store: The store.
        subject_id: A participant of a released round.
        path: Where to; its folder must exist.
        overwrite: Whether an ordinary file of that name may be replaced.

    Returns:
        How many questions and comments were written.

    Raises:
        Gone, NotReleased: There is no such report.
        FormatUnknown: The name has another ending.
        ExportExists, ExportFailed and others: See `transfer.exports.write_export`.
    """
    from perftui.services import report_exports
    from perftui.services.transfer.exports import write_export

    found = report(store, subject_id)
    if path.suffix.casefold() != ".md":
        return report_exports.export(sheet(found), path, overwrite)
    write_export(path, as_markdown(found).encode(), overwrite)
    return len(found.questions) + len(found.comments)


def sheet(found: Report) -> Sheet:
    """A row for each question with its figures, then a row for each comment."""
    sources = [line.source for line in found.groups if line.mean is not None]
    means = {line.source: (decimal(line.mean), line.completed) for line in found.groups}
    total = (_("All questions"), "", *_values(found.total), "", *(value for source in sources for value in means[source]), "")
    return Sheet(_title(found), tuple(_columns(sources)), tuple(_rows(found, sources)), total, tuple(_notes(found)))


def _columns(sources: Sequence[Source]) -> list[SheetColumn]:
    columns = [
        SheetColumn("competency", _("Competency"), Form.TEXT),
        SheetColumn("question", _("Question"), Form.TEXT),
        SheetColumn("others", _("By others"), Form.LEVEL),
        SheetColumn("self", _("Self"), Form.LEVEL),
        SheetColumn("difference", _("Self less others"), Form.LEVEL),
        SheetColumn("finding", _("Finding"), Form.TEXT),
    ]
    for source in sources:
        columns += [
            SheetColumn(source.value, _("{group}, mean").format(group=say(source)), Form.LEVEL),
            SheetColumn(f"{source}_n", _("{group}, n").format(group=say(source))),
        ]
    return [*columns, SheetColumn("comment", _("Comment"), Form.TEXT)]


def _rows(found: Report, sources: Sequence[Source]) -> Iterator[SheetRow]:
    for line in found.questions:
        cells = {source: (decimal(mean), n) for source, n, mean in line.cells}
        figures = [value for source in sources for value in cells.get(source, (None, None))]
        words = say(line.insight) if line.insight else ""
        yield SheetRow(line.id, (line.competency, line.text, *_values(line.compared), words, *figures, ""))
    for comment in found.comments:
        empty = (None,) * (3 + 2 * len(sources))
        yield from (SheetRow("", ("", comment.question, *empty[:3], say(comment.source), *empty[3:], text)) for text in comment.texts)


def _values(compared: Comparison) -> tuple[Value, Value, Value]:
    return decimal(compared.others), decimal(compared.own), decimal(compared.difference)


def _title(found: Report) -> str:
    return _("360 feedback: {name}").format(name=found.name)


def _notes(found: Report) -> Iterator[str]:
    yield _("Round: {title}, released {date}").format(title=found.title, date=found.released_on)
    yield from (f"{say(line.source)}: {count_text(line, found.threshold)}" for line in found.groups)
    yield _(THRESHOLD_NOTE).format(n=found.threshold)


def as_markdown(found: Report) -> str:
    """The whole report: totals, groups, competencies, questions, blind spots, comments."""
    lines = [f"# {_title(found)}", "", " · ".join(filter(None, (found.title, found.unit, found.released_on))), ""]
    lines += _markdown_table((_("Composite of the others"), _("Self"), _("Self less others")), [_compared(found.total)])
    lines += _section(_("Groups"), _markdown_table((_("Group"), _("Completed"), _("Mean"), _("Weight")), _group_rows(found)))
    rows = [(name, *_compared(compared)) for name, compared in found.competencies]
    lines += _section(_("Competencies"), _markdown_table((_("Competency"), _("By others"), _("Self"), _("Self less others")), rows))
    lines += _section(_("Questions"), _markdown_table(_heads(), [_question_row(line) for line in found.questions]))
    for heading, picked in (
        (_("Blind spots"), found.insights(Insight.BLIND_SPOT)),
        (_("Hidden strengths"), found.insights(Insight.HIDDEN_STRENGTH)),
        (_("Highest"), found.highest),
        (_("Lowest"), found.lowest),
    ):
        lines += _section(heading, [f"- {question_text(line)}" for line in picked])
    for comment in found.comments:
        lines += _section(f"{comment.question} ({say(comment.source)})", [f"- {_plain(text)}" for text in comment.texts])
    return "\n".join((*lines, "", _(THRESHOLD_NOTE).format(n=found.threshold), ""))


def question_text(line: QuestionLine) -> str:
    """A question with the others, oneself, and the difference."""
    words = _("{question}: others {others}, self {own} ({difference})")
    compared = line.compared
    values = {"others": level_text(compared.others), "own": level_text(compared.own), "difference": difference_text(compared)}
    return words.format(question=line.text.rstrip(".。"), **values)


def _heads() -> tuple[str, ...]:
    return _("Question"), _("By others"), _("Self"), _("Self less others"), _("Finding"), _("By group")


def _question_row(line: QuestionLine) -> tuple[str, ...]:
    return line.text, *_compared(line.compared), say(line.insight) if line.insight else "", cells_text(line)


def cells_text(line: QuestionLine) -> str:
    """The groups on one question: `Manager 3.00 · Peers 3.67 (4)`."""
    return " · ".join(
        _("{group} {mean} ({n})").format(group=say(source), mean=level_text(mean), n=n) if n > 1 else f"{say(source)} {level_text(mean)}"
        for source, n, mean in line.cells
    )


def _group_rows(found: Report) -> list[tuple[str, ...]]:
    return [
        (say(line.source), count_text(line, found.threshold), level_text(line.mean), basis_points(line.weight) if line.weight else NO_DATA)
        for line in found.groups
    ]


def _compared(compared: Comparison) -> tuple[str, str, str]:
    return level_text(compared.others), level_text(compared.own), difference_text(compared)


def _markdown_table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    from perftui.services.report_exports import escaped

    if not rows:
        return []
    lines = ["| " + " | ".join(map(escaped, cells)) + " |" for cells in (heads, *rows)]
    return [lines[0], "|" + " --- |" * len(heads), *lines[1:]]


def _section(heading: str, lines: Sequence[str]) -> list[str]:
    return ["", f"## {_plain(heading)}", "", *lines] if lines else []


def _plain(text: str) -> str:
    from perftui.services.report_exports import escaped

    return escaped(text)
