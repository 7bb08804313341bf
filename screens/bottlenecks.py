"""Bottlenecks: where the work gets stuck, ranked by tag (R25)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from perftui.bindings import bindings_of
from perftui.commands.models import Scope
from perftui.domain.talks import BottleneckState
from perftui.domain.texts import fold
from perftui.i18n import gettext as _
from perftui.i18n import mark, ngettext, say
from perftui.services import bottlenecks
from screens.bottleneck_rows import BottleneckSource, bottleneck_detail, columns
from screens.hosts import Place
from screens.told_lists import ToldList
from widgets.dialogs.pickers import Picker, narrowed
from widgets.dialogs.values import ValuePrompt
from widgets.fields import Field
from widgets.find_bars import FindBar
from widgets.pick_lists import Choice
from widgets.row_tables import RowTable

if TYPE_CHECKING:
    from pathlib import Path

    from textual.content import Content

    from perftui.commands.models import Command
    from perftui.services.bottlenecks import BottleneckLine
    from perftui.storage.stores import Store

ON = "[x]"
STATE, TAG, UNIT = "state:", "tag:", "unit:"


class BottlenecksScreen(ToldList):
    """The bottlenecks: the kind that comes up most stands first, and of it what is open longest."""

    SECTION = "talks"
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.BOTTLENECKS, Scope.APP, Scope.FILE)
    BINDINGS = bindings_of(Scope.BOTTLENECKS, Scope.APP)
    HELP_TEXT = mark(
        "Where the work gets stuck. The tag says which kind of place that is; the tags are ranked by how many of their bottlenecks are "
        "open, then by the days for which they have been. F7 says how one was solved."
    )
    chosen: frozenset[str] = frozenset()
    """Filters, each with its kind in front."""

    def make_list(self) -> RowTable:
        """The table, read now."""
        return RowTable(columns(), self._source(), empty=self._empty(), glyphs=self.host.glyphs)

    def _source(self) -> BottleneckSource:
        self._lines = bottlenecks.listing(self.store, self.host.today())
        self._ranking = bottlenecks.ranking(self._lines)
        text = fold(self.query_one(FindBar).text) if self.query(FindBar) else ""
        return BottleneckSource([line for line in self._lines if self._is_shown(line, text)], self._ranking)

    def _is_shown(self, line: BottleneckLine, text: str) -> bool:
        has = {f"{STATE}{line.state.value}", f"{TAG}{line.tag}", f"{UNIT}{line.unit}"}
        return self.chosen <= has and text in fold(f"{line.tag_text} {line.text} {line.person} {line.unit} {line.goal}")

    def _empty(self) -> str:
        if self.chosen or (self.query(FindBar) and self.query_one(FindBar).text):
            return _("No bottleneck is like that. Esc ends the search, Ctrl+L changes the filter.")
        return _("No bottlenecks yet. Ctrl+N adds one: where the work gets stuck, with a tag such as process or equipment.")

    @property
    def table(self) -> RowTable:
        """The table."""
        return self.query_one(RowTable)

    @property
    def line(self) -> BottleneckLine | None:
        """The bottleneck under the cursor."""
        return next((line for line in self._lines if line.id == self.key), None)

    def is_enabled(self, command: Command) -> bool:
        """Whether a command makes sense for the state of the bottleneck under the cursor."""
        line = self.line
        if line is not None and command.id in ("bottlenecks.solve", "bottlenecks.drop", "bottlenecks.reopen"):
            return (line.state is BottleneckState.OPEN) is (command.id != "bottlenecks.reopen")
        if line is not None and command.id == "bottlenecks.show_talk":
            return bool(line.talk_id)
        return super().is_enabled(command)

    # what is shown

    def reload(self) -> None:
        """Read the bottlenecks again."""
        self.table.source = self._source()
        self.table.empty = self._empty()
        super().reload()

    def narrow(self, text: str) -> None:
        """Show only bottlenecks that hold a text."""
        self.table.source = self._source()
        self.table.empty = self._empty()

    def summary(self) -> str:
        """How many are open, and which kind comes up most."""
        n = sum(line.state is BottleneckState.OPEN for line in self._lines)
        words = [ngettext("{n} bottleneck open", "{n} bottlenecks open", n).format(n=n)]
        if self._ranking and self._ranking[0].open:
            words.append(_("most often: {tag}").format(tag=self._ranking[0].tag_text))
        return " · ".join((*words, *(self._words(each) for each in sorted(self.chosen))))

    def _words(self, key: str) -> str:
        value = key.partition(":")[2]
        return say(BottleneckState(value)) if key.startswith(STATE) else bottlenecks.tag_text(value)

    def detail(self, key: str) -> Content:
        """Everything about a bottleneck."""
        return bottleneck_detail(self.line, self._ranking, self.host.today())

    def place(self) -> Place:
        """The bottleneck under the cursor."""
        return Place("bottlenecks", self.key)

    def show(self, place: Place) -> None:
        """Go to a bottleneck; a filter that hides it is taken away."""
        if not self.table.move_to_key(place.key):
            self.chosen = frozenset()
            self.reload()
            self.table.move_to_key(place.key)
        self.table.focus()

    def action_filter(self) -> None:
        """Show one state, tag or unit, or all again."""
        units = sorted({line.unit for line in self._lines if line.unit})
        choices = [
            *(self._offer(f"{STATE}{state.value}", say(state), _("State")) for state in BottleneckState),
            *(self._offer(f"{TAG}{tag.tag}", tag.tag_text, _("Tag")) for tag in self._ranking),
            *(self._offer(f"{UNIT}{unit}", unit, _("Unit")) for unit in units),
        ]
        self.app.push_screen(Picker(_("Filter"), lambda text: narrowed(choices, text, fold)), self._filter)

    def _offer(self, key: str, words: str, group: str) -> Choice:
        return Choice(key, words, ON if key in self.chosen else "", group)

    def _filter(self, picked: str | None) -> None:
        if picked:
            kind = picked.partition(":")[0]
            others = {each for each in self.chosen if each.partition(":")[0] != kind}
            self.chosen = frozenset(others if picked in self.chosen else {*others, picked})
            self.reload()

    # changing

    def action_add(self) -> None:
        """Add one in the form."""
        self._open_form("")

    def action_edit(self) -> None:
        """Change the one under the cursor."""
        if self.key:
            self._open_form(self.key)

    def action_take_up(self, form: str, subject: str) -> None:
        """Go on with what was typed for a new one."""
        from perftui.services.drafts import place_of
        from screens.bottleneck_forms import BottleneckForm

        if form == BottleneckForm.FORM:
            self.app.push_screen(BottleneckForm(above=place_of(subject), draft=subject), self._edited)
        else:
            super().action_take_up(form, subject)

    def _open_form(self, bottleneck_id: str) -> None:
        from screens.bottleneck_forms import BottleneckForm  # loads what only forms need

        self.app.push_screen(BottleneckForm(bottleneck_id), self._edited)

    def _edited(self, bottleneck_id: str | None) -> None:
        if bottleneck_id:
            self.done()
            self.table.move_to_key(bottleneck_id)

    def action_solve(self) -> None:
        """Ask how it was solved."""
        line = self.line
        if line is not None:
            told = _("What helped, so that others find it. Enter takes · Esc leaves")
            prompt = ValuePrompt(line.text, Field("solution", _("Solution"), value=line.solution, help=told, is_required=True))
            self.app.push_screen(prompt, lambda text: self._solve(line.id, text) if text else None)

    def _solve(self, bottleneck_id: str, solution: str) -> None:
        with self.attempt():
            bottlenecks.solve(self.store, bottleneck_id, solution, self.host.today())
            self.done()

    def action_drop(self) -> None:
        """It is none after all."""
        with self.attempt():
            bottlenecks.drop(self.store, self.key)
            self.done()

    def action_reopen(self) -> None:
        """It is still there."""
        with self.attempt():
            bottlenecks.reopen(self.store, self.key)
            self.done()

    def action_show_talk(self) -> None:
        """Go to the talk in which it was named."""
        line = self.line
        if line is not None and line.talk_id:
            self.host.go_to(Place("talks", line.talk_id))

    def action_send_out(self) -> None:
        """Write the ranking to a file."""
        from perftui.services.report_exports import ENDINGS, export
        from screens.exports import export_rows

        today = self.host.today()

        def write(store: Store, path: Path, is_there: bool) -> int:
            return export(bottlenecks.ranking_sheet(store, today), path, is_there)

        self.run_worker(export_rows(self, _("Export the ranking"), "bottlenecks.md", ENDINGS, write))
