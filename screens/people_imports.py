"""Import people: a file, its columns, a preview, and all of it or nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from perftui.domain.date_orders import DateOrder, FieldOrder
from perftui.i18n import gettext as _
from perftui.i18n import ngettext, say
from perftui.services import people_imports
from perftui.services.transfer.mappings import ColumnMapping, guess_mapping
from perftui.services.transfer.roster_fields import ROSTER_FIELDS
from screens.people_plans import COLUMNS, agreed
from screens.works import worked
from widgets.dialogs.change_lists import YES
from widgets.dialogs.paths import PathPrompt
from widgets.dialogs.questions import Question, Questions
from widgets.pick_lists import Choice

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from perftui.services.people_imports import PeopleImportPlan
    from perftui.services.transfer.tables import Table
    from screens.people_lists import PeopleList

ENDINGS = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm")
FEW = 500
"""Rows that are compared and written at once, without a thread."""
SMALL = 200_000
"""Bytes of a text that are read at once; workbooks are read by another process, which takes a while to start."""
PLAIN = ("", "utf-8", "utf-8-sig")
"""Encodings that need no second look."""
ORDER = "order:"
"""The key of the question for the order of dates begins with this; the field follows."""


async def import_people(screen: PeopleList) -> bool:
    """Ask for a file and its columns, show what would happen, and do it.

    Returns:
        Whether anything was imported.
    """
    named = await screen.app.push_screen_wait(PathPrompt(_("Import people"), endings=ENDINGS))
    if named is None:
        return False
    path = Path(named)
    with screen.attempt():
        is_long = path.suffix.casefold().startswith(".xls") or _size(path) > SMALL
        words = _("Reading {file} …").format(file=path.name)
        table = await worked(screen, words, lambda _store, _told: people_imports.read_people(path), is_long=is_long)
        if table is not None:
            return await _Import(screen, table).run()
    return False


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except (OSError, ValueError):
        return 0  # reading it says what is wrong


class _Import:
    """One file on its way in."""

    def __init__(self, screen: PeopleList, table: Table) -> None:
        self.screen, self.table = screen, table
        self.mapping = guess_mapping(table.header, table.rows, ROSTER_FIELDS)
        self.orders: dict[str, DateOrder] = {}
        self.title = _("Import people: {file}").format(file=table.name)

    async def run(self) -> bool:
        planned = await self._plan()
        answer = COLUMNS
        while planned is not None and answer == COLUMNS:
            answers = await self.screen.app.push_screen_wait(Questions(self.title, self._lines(), list(self._questions(planned))))
            if answers is None:
                return False
            self._take(answers)
            planned = await self._plan()
            if planned is not None:
                answer = await agreed(self.screen, planned, self.title, has_columns=True)
        return planned is not None and answer == YES and await self._do(planned)

    async def _plan(self) -> PeopleImportPlan | None:
        words, today = _("Comparing {file} …").format(file=self.table.name), self.screen.host.today()
        return await worked(
            self.screen,
            words,
            lambda store, _told: people_imports.plan_table(store, self.table, today, self.mapping, self.orders),
            is_long=len(self.table.rows) > FEW,
        )

    async def _do(self, planned: PeopleImportPlan) -> bool:
        words = _("Importing {file} …").format(file=self.table.name)
        done = await worked(
            self.screen, words, lambda store, told: people_imports.apply(store, planned, told), is_long=len(self.table.rows) > FEW
        )
        return done is not None

    # the columns

    def _lines(self) -> list[str]:
        count = len(self.table.rows)
        lines = [ngettext("{n} row", "{n} rows", count).format(n=count)]
        if self.table.encoding not in PLAIN:
            words = _("The text was read as {encoding}: see whether the names look right.")
            lines.append(words.format(encoding=self.table.encoding.upper()))
        return lines

    def _questions(self, planned: PeopleImportPlan) -> Iterator[Question]:
        first = self.table.rows[0].cells if self.table.rows else ()
        columns = [
            Choice(str(index), self.table.column_name(index), f"({first[index]})" if index < len(first) and first[index] else "")
            for index in range(len(self.table.header))
        ]
        options = [*columns, Choice("", _("Not in the file"))]
        orders = {f"{ORDER}{field}": order for field, order in planned.orders.items() if order.rivals or field in self.orders}
        for key, order in orders.items():
            yield self._order_question(key, order)
        taken = [field for field in ROSTER_FIELDS if field.name in self.mapping.columns]
        for field in (*taken, *(field for field in ROSTER_FIELDS if field not in taken)):
            group = _("From the file") if field in taken else _("Not in the file")
            answer = str(self.mapping.columns.get(field.name, ""))
            yield Question(field.name, _(field.label), options, answer, group, is_exclusive=True)

    def _order_question(self, key: str, order: DateOrder) -> Question:
        field = key.removeprefix(ORDER)
        label = next(_(each.label) for each in ROSTER_FIELDS if each.name == field)
        options = [Choice(fields.value, say(fields.label)) for fields in (FieldOrder.YMD, FieldOrder.DMY, FieldOrder.MDY)]
        title = _("{field}, such as {example}").format(field=label, example=order.example) if order.example else label
        answer = "" if field not in self.orders else self.orders[field].fields.value
        return Question(key, title, options, answer, _("Order of day and month: please choose"))

    def _take(self, answers: Mapping[str, str]) -> None:
        columns = {key: int(answer) for key, answer in answers.items() if answer and not key.startswith(ORDER)}
        unused = tuple(index for index in range(len(self.table.header)) if index not in columns.values())
        self.mapping = ColumnMapping(columns, unused=unused)
        chosen = {key.removeprefix(ORDER): answer for key, answer in answers.items() if answer and key.startswith(ORDER)}
        self.orders = {field: DateOrder(FieldOrder(answer)) for field, answer in chosen.items()}
