"""The reports on alignment, coverage, check-ins and causes, by unit or by person: one place for screen, files and command line."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import reduce
from typing import TYPE_CHECKING, TypeVar

from perftui.domain.cause_figures import CauseFigures
from perftui.domain.codes import Code
from perftui.domain.findings import Severity
from perftui.domain.formats import clauses
from perftui.domain.misalignments import FindingKind
from perftui.domain.report_figures import Coaching, Coverage, Discipline
from perftui.i18n import gettext as _
from perftui.i18n import mark, ngettext, pgettext, say
from perftui.records import NamedTuple
from perftui.services.alignment_reports import AlignmentReport, ReportFilter, alignment_report
from perftui.services.report_sheets import Form, Sheet, SheetColumn, SheetRow, Value, share_text
from perftui.storage import reports, units

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

FigureT = TypeVar("FigureT", Coverage, Discipline, CauseFigures, Coaching)


class ReportKind(Code):
    """What a report is about."""

    ALIGNMENT = "alignment", mark("Alignment")
    COVERAGE = "coverage", mark("Coverage")
    CHECK_INS = "check_ins", mark("Check-in discipline")
    CAUSES = "causes", mark("Causes of gaps")
    COACHING = "coaching", mark("Coaching cards")


class By(Code):
    """What a row of a report stands for."""

    UNIT = "unit", mark("by unit")
    PERSON = "person", mark("by person")


class ReportChoice(NamedTuple):
    """A report, and what its rows are."""

    kind: ReportKind
    by: By

    def title(self) -> str:
        """`Coverage by unit`, in the language in use."""
        return _("{report} {by}").format(report=say(self.kind), by=say(self.by))


def report(store: Store, choice: ReportChoice, shown: ReportFilter, today: date) -> Sheet:
    """One report; its rows stand in the order of their names, what belongs to nobody last.

    Args:
        store: The store.
        choice: Which one.
        shown: The goals that are looked at.
        today: By which check-ins are overdue.
    """
    from perftui.services.cause_reports import causes_sheet  # it has the rows from here
    from perftui.services.coaching_cards import coaching_sheet  # likewise

    kinds = {ReportKind.ALIGNMENT: _alignment, ReportKind.COVERAGE: _coverage, ReportKind.CHECK_INS: _check_ins}
    others = {ReportKind.CAUSES: causes_sheet, ReportKind.COACHING: coaching_sheet}
    return (kinds | others)[choice.kind](ReportRows(store, choice, shown, today))


def last_change(store: Store) -> int:
    """A number that grows with every change: as long as it stays, a report of the same day says the same."""
    return reports.last_change(store)


class ReportRows:
    """Turns figures of owners into rows of units or people."""

    def __init__(self, store: Store, choice: ReportChoice, shown: ReportFilter, today: date) -> None:
        self.store, self.choice, self.shown, self.today = store, choice, shown, today
        self._inside = frozenset(units.subtree(store, shown.unit)) if shown.unit else None

    def is_inside(self, unit_id: str) -> bool:
        """Whether a unit is among those that are looked at."""
        return self._inside is None or unit_id in self._inside

    def key(self, person_id: str, unit_id: str) -> str:
        """The row to which somebody belongs."""
        return person_id if self.choice.by is By.PERSON else unit_id

    def summed(self, found: Iterable[Row], figure: type[FigureT]) -> dict[str, FigureT]:
        """The figures of each unit or person, from rows whose other columns are its fields."""
        sums: dict[str, FigureT] = defaultdict(figure)
        for row in found:
            if self.is_inside(row["unit_id"]):
                key = self.key(row["person_id"], row["unit_id"])
                sums[key] = sums[key].add(figure(*tuple(row)[2:]))
        return sums

    def first(self) -> SheetColumn:
        """The column of names."""
        by_person = self.choice.by is By.PERSON
        return SheetColumn("name", _("Person") if by_person else _("Unit"), Form.TEXT)

    def sheet(
        self, columns: Iterable[SheetColumn], cells: Mapping[str, tuple[Value, ...]], total: tuple[Value, ...], notes: Iterable[str]
    ) -> Sheet:
        """The report, its rows in the order of their names."""
        from perftui.domain.pinyin import sort_key

        names = self._names([key for key in cells if key])
        known = sorted((key for key in cells if key), key=lambda key: sort_key(names.get(key, "")))
        rows = [SheetRow(key, (names.get(key, "?"), *cells[key])) for key in known]
        if "" in cells:
            rows.append(SheetRow("", (self._nobody(), *cells[""])))
        all_of_it = (_("Total"), *total) if rows else ()
        return Sheet(self.choice.title(), (self.first(), *columns), tuple(rows), all_of_it, tuple(notes))

    def _nobody(self) -> str:
        return _("(no person)") if self.choice.by is By.PERSON else _("(no unit)")

    def _names(self, keys: list[str]) -> Mapping[str, str]:
        if self.choice.by is By.PERSON:
            return reports.people(self.store, keys)
        found = units.all_units(self.store, with_archived=True)
        namesakes = Counter(row["name"] for row in found)
        return {row["id"]: row["name"] if namesakes[row["name"]] == 1 else row["path"] for row in found}


_COUNTED_KINDS = tuple(kind for kind in FindingKind if kind is not FindingKind.LINK)
"""Links belong to two units, so that no row has them alone."""


def _alignment(rows: ReportRows) -> Sheet:
    found = alignment_report(rows.store, rows.shown)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for (person_id, unit_id), n in found.owned.items():
        counts[rows.key(person_id, unit_id)]["goals"] += n
    for line in found.lines:
        if line.kind in _COUNTED_KINDS:
            count = counts[rows.key(line.person_id, line.unit_id)]
            for name in ("findings", line.kind.value, line.severity.value):
                count[name] += 1
    keys = ("goals", "findings", Severity.SERIOUS.value, *(kind.value for kind in _COUNTED_KINDS))
    titles = (_("Goals"), _("Findings"), _("Serious"), *(say(kind) for kind in _COUNTED_KINDS))
    cells = {key: tuple(count[name] for name in keys) for key, count in counts.items()}
    total = tuple(sum(count[name] for count in counts.values()) for name in keys)
    return rows.sheet([SheetColumn(*each) for each in zip(keys, titles, strict=True)], cells, total, [goals_note(found)])


def goals_note(found: AlignmentReport) -> str:
    """How many goals an alignment report has looked at."""
    return ngettext("{n} goal looked at", "{n} goals looked at", found.goals).format(n=found.goals)


def _coverage(rows: ReportRows) -> Sheet:
    sums = rows.summed(reports.coverage(rows.store, rows.shown.cycles), Coverage)
    columns = (
        SheetColumn("goals", _("Goals")),
        SheetColumn("unmeasured", _("No data")),
        SheetColumn("key_results", _("Key results")),
        SheetColumn("measured", _("With data")),
        SheetColumn("share", _("Coverage"), Form.SHARE),
    )
    whole = reduce(Coverage.add, sums.values(), Coverage())
    words = _("{measured} of {results} key results measured ({share} by weight), {n} of {goals} goals without data")
    values = {"measured": whole.measured, "results": whole.key_results, "n": whole.unmeasured, "goals": whole.goals}
    notes = [words.format(share=share_text(whole.share), **values)]
    return rows.sheet(columns, {key: _covered(sum_) for key, sum_ in sums.items()}, _covered(whole), notes)


def _covered(figure: Coverage) -> tuple[Value, ...]:
    return figure.goals, figure.unmeasured, figure.key_results, figure.measured, figure.share


def _check_ins(rows: ReportRows) -> Sheet:
    sums = rows.summed(reports.discipline(rows.store, rows.shown.cycles, rows.today.isoformat()), Discipline)
    columns = (
        SheetColumn("key_results", _("Key results")),
        SheetColumn("due", pgettext("check-ins", "Due")),
        SheetColumn("on_time", _("On time")),
        SheetColumn("late", _("Late")),
        SheetColumn("overdue", _("Overdue")),
        SheetColumn("longest", _("Longest"), Form.DAYS),
        SheetColumn("share", _("Share on time"), Form.SHARE),
    )
    whole = reduce(Discipline.add, sums.values(), Discipline())
    words = ngettext("{n} check-in due so far, at {results} key results", "{n} check-ins due so far, at {results} key results", whole.due)
    notes = [words.format(n=whole.due, results=whole.key_results)]
    return rows.sheet(columns, {key: _held(sum_) for key, sum_ in sums.items()}, _held(whole), notes)


def _held(figure: Discipline) -> tuple[Value, ...]:
    longest = figure.longest if figure.overdue else None
    return figure.key_results, figure.due, figure.on_time, figure.late, figure.overdue, longest, figure.share


def findings_sheet(found: AlignmentReport) -> Sheet:
    """The alignment report itself as a table, a row for each finding."""
    columns = (
        ("kind", _("Kind")),
        ("what", _("What")),
        ("about", _("About")),
        ("owner", _("Owner")),
        ("unit", _("Unit")),
        ("cycle", _("Cycle")),
        ("severity", _("Severity")),
    )
    rows = tuple(
        SheetRow(line.key, (say(line.kind), say(line.message), line.about, line.owner, line.unit, line.cycle, severity_word(line.severity)))
        for line in found.lines
    )
    n = len(rows)
    words = ngettext("{n} finding", "{n} findings", n).format(n=n)
    notes = (clauses((words, goals_note(found))),)
    return Sheet(say(ReportKind.ALIGNMENT), tuple(SheetColumn(key, title, Form.TEXT) for key, title in columns), rows, notes=notes)


def severity_word(severity: Severity) -> str:
    """How much a finding matters, in a word."""
    return {Severity.INFO: _("Hint"), Severity.WARNING: _("Warning"), Severity.SERIOUS: _("Serious")}[severity]
