"""Units: the department tree."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from perftui.bindings import bindings_of
from perftui.commands.models import Scope
from perftui.i18n import gettext as _
from perftui.i18n import mark, ngettext
from perftui.services import drafts, people, units
from perftui.services.people import PeopleFilter
from screens.details import Detail
from screens.hosts import Place
from screens.told_lists import ToldList
from screens.unit_forms import UnitForm
from screens.unit_rows import UnitRow, UnitSource, columns
from widgets.find_bars import FindBar
from widgets.virtual_trees import VirtualTree

if TYPE_CHECKING:
    from textual.content import Content

    from perftui.services.units import UnitLine

PEOPLE_SHOWN = 30


class UnitsScreen(ToldList):
    """The department tree, open from the top to the bottom."""

    SECTION = "people"
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.UNITS, Scope.APP, Scope.FILE)
    BINDINGS = bindings_of(Scope.UNITS, Scope.APP)
    HELP_TEXT = mark("The departments with their people and goals. A unit that is moved takes along all that is below it.")

    def __init__(self) -> None:
        super().__init__()
        self.source = UnitSource()
        self._with_archived = False

    def make_list(self) -> VirtualTree:
        """The tree; `reload` reads it."""
        empty = _("No units yet. Ctrl+N adds one; an import of people makes those that it names.")
        return VirtualTree(_("Unit"), columns(), self.source, empty=empty, glyphs=self.host.glyphs)

    @property
    def outline(self) -> VirtualTree:
        """The tree."""
        return self.query_one(VirtualTree)

    @property
    def line(self) -> UnitLine | None:
        """The unit under the cursor."""
        row = self.outline.row_at(self.outline.cursor)
        return row.line if isinstance(row, UnitRow) else None

    # what is shown

    def populate(self) -> None:
        """Show the whole tree."""
        self.source.read(self.store, with_archived=self._with_archived)
        self.outline.expand_everything()
        super().populate()

    def reload(self) -> None:
        """Read tree and detail again."""
        self.source.read(self.store, with_archived=self._with_archived)
        if text := self.query_one(FindBar).text:
            self.outline.show_only(*self.source.matching(text))
        super().reload()

    def narrow(self, text: str) -> None:
        """Show only units whose name matches, with all above them."""
        if text:
            self.outline.show_only(*self.source.matching(text))
        else:
            self.outline.show_all()

    def summary(self) -> str:
        """How many units there are."""
        count = len(self.source.lines)
        words = ngettext("{n} unit", "{n} units", count).format(n=count)
        return " · ".join((words, _("with archived"))) if self._with_archived else words

    def show(self, place: Place) -> None:
        """Go to a unit; an archived one is shown."""
        if place.key and not self.outline.reveal(place.key):
            self._with_archived = True
            self.reload()
            self.outline.reveal(place.key)
        self.outline.focus()

    def detail(self, key: str) -> Content:
        """A unit with its people."""
        line = next((line for line in self.source.lines.values() if line.id == key), None)
        if line is None:
            return Detail("").content()
        rows = [
            (_("Path"), line.path),
            (_("State"), _("archived") if line.is_archived else ""),
            (_("People"), _("{n} right in it, {all} with all below").format(n=line.people, all=line.people_below)),
            (_("Goals"), str(line.goals)),
        ]
        return Detail(line.name).lines(rows).group(_("People"), self._people(line)).content()

    def _people(self, line: UnitLine) -> list[str]:
        listing = people.listing(self.store, PeopleFilter(units=(line.id,)), self.host.today())
        found = [f"{person.name}  {person.position}" for person in listing.window(0, PEOPLE_SHOWN)]
        more = listing.count() - PEOPLE_SHOWN
        return [*found, ngettext("and {n} more", "and {n} more", more).format(n=more)] if more > 0 else found

    def places(self) -> list[tuple[str, str]]:
        """The units that are shown."""
        return [(line.id, line.path) for line in self.source.lines.values()]

    def jump_to(self, key: str) -> None:
        """Go to a unit."""
        self.outline.reveal(key)
        self.outline.focus()

    def action_filter(self) -> None:
        """Show archived units too, or leave them out again."""
        self._with_archived = not self._with_archived
        self.reload()

    def action_show_people(self) -> None:
        """Show the people of this unit and of all below it."""
        if self.key:
            self.host.go_to(Place("people", owner=self.key))

    def action_show_goals(self) -> None:
        """Show the goals of this unit."""
        if self.key:
            self.host.go_to(Place("goals", owner=self.key))

    # changing units

    def _done(self, unit_id: str) -> None:
        self.done()
        self.outline.reveal(unit_id)

    def action_add(self) -> None:
        """Add a unit below the one under the cursor."""
        self.app.push_screen(UnitForm(above=self.key), self._edited)

    def action_take_up(self, form: str, subject: str) -> None:
        """Go on with what was typed for a new unit."""
        if form == UnitForm.FORM:
            self.app.push_screen(UnitForm(above=drafts.place_of(subject), draft=subject), self._edited)
        else:
            super().action_take_up(form, subject)

    def action_edit(self) -> None:
        """Rename or move the unit under the cursor."""
        if self.key:
            self.app.push_screen(UnitForm(self.key), self._edited)

    def _edited(self, unit_id: str | None) -> None:
        if unit_id:
            self._done(unit_id)

    def action_archive(self) -> None:
        """Take an empty unit out of the lists; one that is not empty says what is in it."""
        line = self.line
        if line is None or line.is_archived:
            self.tell(_("It is archived already.") if line else "")
            return
        with self.attempt():
            units.archive_unit(self.store, line.id, line.version, self.host.today())
            self._done(line.parent_id)

    def action_bring_back(self) -> None:
        """Put an archived unit back to its place."""
        line = self.line
        if line is None or not line.is_archived:
            self.tell(_("It is not archived.") if line else "")
            return
        with self.attempt():
            units.unarchive_unit(self.store, line.id, line.version)
            self._done(line.id)
