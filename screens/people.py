"""People: the roster with units and managers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from perftui.bindings import bindings_of
from perftui.commands.models import Scope
from perftui.domain.formats import long_date
from perftui.i18n import gettext as _
from perftui.i18n import mark, ngettext
from perftui.services import people
from perftui.services.people import PeopleFilter
from screens.details import Detail
from screens.lists import ListSection
from screens.person_forms import PersonForm
from widgets.columns import Column
from widgets.virtual_tables import VirtualTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.content import Content

    from perftui.services.people import PeopleListing, PersonLine
    from screens.hosts import Place


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person as the table draws them."""

    key: str
    cells: tuple[str, ...]


class PeopleSource:
    """The listing as rows of a table."""

    def __init__(self, listing: PeopleListing) -> None:
        self.listing = listing

    def count(self) -> int:
        """How many people there are."""
        return self.listing.count()

    def rows(self, start: int, count: int) -> Sequence[PersonRow]:
        """Some of them."""
        return [PersonRow(line.id, _cells(line)) for line in self.listing.window(start, count)]

    def index_of(self, key: str) -> int | None:
        """Where somebody stands."""
        return self.listing.index_of(key)


def _cells(line: PersonLine) -> tuple[str, ...]:
    hired = line.hire_date.isoformat() if line.hire_date else ""
    return line.name, line.staff_no, line.unit, line.position, line.manager, hired


def columns() -> list[Column]:
    """The columns of the roster."""
    return [
        Column("name", _("Name"), 18, min_width=12, grow=2),
        Column("staff_no", _("Staff no."), 9, priority=1),
        Column("unit", _("Unit"), 20, min_width=12, grow=2, priority=2),
        Column("position", _("Position"), 18, min_width=10, grow=2, priority=3),
        Column("manager", _("Manager"), 14, min_width=10, grow=1, priority=4),
        Column("hire_date", _("Hired"), 10, priority=5),
    ]


class PeopleScreen(ListSection):
    """The roster."""

    SECTION = "people"
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.PEOPLE, Scope.APP, Scope.FILE)
    BINDINGS = bindings_of(Scope.PEOPLE, Scope.APP)
    HELP_TEXT = mark("Everybody who works here, with unit and manager. Space marks people, F8 then changes all of them at once.")

    def __init__(self) -> None:
        super().__init__()
        self.shown = PeopleFilter()

    def make_list(self) -> VirtualTable:
        """The roster, read now."""
        empty = _("No people yet. Ctrl+N adds one; F8 offers to import a roster from CSV or XLSX.")
        return VirtualTable(columns(), self._source(), cell_cursor=False, empty=empty, glyphs=self.host.glyphs)

    def _source(self) -> PeopleSource:
        return PeopleSource(people.listing(self.store, self.shown, self.host.today()))

    @property
    def table(self) -> VirtualTable:
        """The roster."""
        return self.query_one(VirtualTable)

    def reload(self) -> None:
        """Read the roster again."""
        self.table.source = self._source()
        super().reload()

    def narrow(self, text: str) -> None:
        """Show only people whose name, initials or number match."""
        self.shown = replace(self.shown, text=text)
        self.table.source = self._source()

    def summary(self) -> str:
        """How many are listed, and which."""
        count = self.table.source.count()
        words = ngettext("{n} person", "{n} people", count).format(n=count)
        marked = len(self.table.marks)
        if marked:
            words += _(", {n} marked").format(n=marked)
        return words

    def show(self, place: Place) -> None:
        """Go to a person; a filter that hides them is taken away."""
        if not self.table.move_to_key(place.key):
            self.shown = PeopleFilter(presence="all")
            self.reload()
            self.table.move_to_key(place.key)
        self.table.focus()

    def detail(self, key: str) -> Content:
        """Everything about a person."""
        if not key:
            return Detail("").content()
        view = people.person(self.store, key, self.host.today())
        line = view.line
        rows = [
            (_("Staff no."), line.staff_no),
            (_("Unit"), line.unit),
            (_("Position"), line.position),
            (_("Manager"), f"{line.manager} ({line.manager_no})" if line.manager else ""),
            (_("E-mail"), line.email),
            (_("Hired"), long_date(line.hire_date) if line.hire_date else ""),
            (_("Left"), long_date(line.exit_date) if line.exit_date else ""),
            (_("Pinyin"), line.pinyin),
            (_("Reports"), str(view.reports)),
            (_("Goals"), str(view.goals)),
            (_("Key results"), str(view.key_results)),
        ]
        history = [
            f"{item.since.isoformat()} – {item.until.isoformat() if item.until else _('today')}  {item.manager} ({item.manager_no})"
            for item in view.reporting
        ]
        return Detail(line.name).lines(rows).group(_("Reporting lines"), history).content()

    # changing people

    def action_edit(self) -> None:
        """Change the person under the cursor."""
        if self.key:
            self.app.push_screen(PersonForm(self.key), self._edited)

    def action_add(self) -> None:
        """Add a person in a form."""
        self.app.push_screen(PersonForm(), self._edited)

    def _edited(self, person_id: str | None) -> None:
        if person_id:
            self.saved(_("Saved."))
            self.table.move_to_key(person_id)
