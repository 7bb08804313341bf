"""The talks to look at: filter, search and details; what changes them is added by `TalkWorks`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.talks import TalkKind, TalkState
from perftui.domain.texts import fold
from perftui.i18n import gettext as _
from perftui.i18n import ngettext, pgettext, say
from perftui.services import action_listings, people, talk_cadences, talks
from perftui.services.histories import history
from perftui.services.meeting_minutes import action_text
from perftui.services.talk_views import talk_view
from perftui.services.talks import TalkFilter
from perftui.storage.stores import Gone
from screens.details import Detail
from screens.hosts import Place
from screens.people_details import change_text
from screens.talk_rows import DUE, TalkSource, columns, due_detail, talk_detail
from screens.told_lists import ToldList
from widgets.dialogs.pickers import Picker, narrowed
from widgets.find_bars import FindBar
from widgets.pick_lists import Choice
from widgets.row_tables import RowTable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.content import Content

    from perftui.services.talk_cadences import DueLine
    from perftui.services.talk_views import TalkView

ON = "[x]"
"""Beside what is chosen already; choosing it again takes it away."""
MINE, REGULAR = "mine", "due"
HISTORY_SHOWN = 100


class TalkList(ToldList):
    """The table with its filter and search."""

    shown = TalkFilter()
    is_due_alone = False
    """Whether only those are listed that are due and not planned."""
    is_history_open = False
    asked_for = ""
    """The person for whom a command was asked for from elsewhere, such as a draft on Today; empty otherwise."""

    def make_list(self) -> RowTable:
        """The table, read now."""
        return RowTable(columns(), self._source(), empty=self._empty(), glyphs=self.host.glyphs, visible_cursor=self.host.is_accessible)

    def _source(self) -> TalkSource:
        today = self.host.today()
        lines = [] if self.is_due_alone else talks.listing(self.store, self.shown, today)
        due = [line for line in talk_cadences.due_lines(self.store, today) if self._is_shown(line)]
        return TalkSource(due, lines, today)

    def _is_shown(self, line: DueLine) -> bool:
        if self.shown.kind or self.shown.state not in ("", TalkState.PLANNED):
            return False
        if self.shown.manager_id not in ("", line.manager_id) or self.shown.person_id not in ("", line.person_id):
            return False
        return fold(self.shown.text) in fold(f"{line.person} {line.staff_no} {line.manager}")

    def _empty(self) -> str:
        if self.shown != TalkFilter() or self.is_due_alone:
            return _("No talk is like that. Esc ends the search or takes the filter away, Ctrl+L changes it.")
        return _("No talks yet. Ctrl+N plans one: name; kind; date. F8 on a talk says how often there is one.")

    @property
    def table(self) -> RowTable:
        """The table."""
        return self.query_one(RowTable)

    @property
    def source(self) -> TalkSource:
        """What is listed."""
        source = self.table.source
        assert isinstance(source, TalkSource)
        return source

    @property
    def talk_id(self) -> str:
        """The id of the talk under the cursor; empty where none is recorded."""
        return "" if self.key.startswith(DUE) else self.key

    @property
    def due(self) -> DueLine | None:
        """What is due under the cursor and not planned."""
        return next((line for line in self.source.due if f"{DUE}{line.person_id}" == self.key), None)

    @property
    def view(self) -> TalkView | None:
        """The talk under the cursor, with all that belongs to it."""
        try:
            return talk_view(self.store, self.talk_id, self.host.today()) if self.talk_id else None
        except Gone:
            return None

    @property
    def person_id(self) -> str:
        """With whom the talk under the cursor is."""
        line = next((line for line in self.source.lines if line.id == self.key), None)
        return line.person_id if line else self.key.removeprefix(DUE) if self.key.startswith(DUE) else ""

    # what is shown

    def reload(self) -> None:
        """Read the talks again."""
        self.table.empty = self._empty()
        self.table.source = self._source()
        super().reload()

    def apply(self, shown: TalkFilter, *, is_due_alone: bool = False) -> None:
        """Show other talks."""
        self.shown, self.is_due_alone = shown, is_due_alone
        self.reload()

    def narrow(self, text: str) -> None:
        """Show only talks with people whose name, number or manager holds a text."""
        self.apply(self.shown._replace(text=text), is_due_alone=self.is_due_alone)

    def summary(self) -> str:
        """How many there are, how many are due, and what the list is narrowed to."""
        n, due = len(self.source.lines), len(self.source.due)
        words = [ngettext("{n} talk", "{n} talks", n).format(n=n)]
        if n == talks.MOST:
            words = [_("the latest {n} talks").format(n=n)]
        if due:
            words.append(ngettext("{n} due, not planned", "{n} due, not planned", due).format(n=due))
        codes = [say(TalkKind(self.shown.kind))] if self.shown.kind else []
        codes += [say(TalkState(self.shown.state))] if self.shown.state else []
        codes += [_("My talks")] if self.shown.manager_id and self.shown.manager_id == action_listings.me(self.store) else []
        return " · ".join((*words, *codes))

    def detail(self, key: str) -> Content:
        """Everything about a talk."""
        due, view, today = self.due, self.view, self.host.today()
        if due is not None:
            return due_detail(due, today)
        if view is None:
            return Detail("").content()
        cadence = talk_cadences.cadence_of(self.store, view.line.person_id)
        told = history(self.store, "talk", view.line.id, HISTORY_SHOWN) if self.is_history_open else []
        return talk_detail(view, cadence, today, [action_text(line) for line in view.actions], [change_text(line, today) for line in told])

    def action_show_history(self) -> None:
        """Show in the details who changed what, or hide it again."""
        self.is_history_open = not self.is_history_open
        self.action_open()

    # going somewhere

    def place(self) -> Place:
        """The talk under the cursor."""
        return Place("talks", self.key)

    def show(self, place: Place) -> None:
        """Go to a talk and open it; of a person, plan one; of a manager, show that one's talks."""
        if place.owner:
            self._search_for(TalkFilter(manager_id=place.owner))
            return
        keys = (place.key, f"{DUE}{place.key}")
        if not any(self.table.move_to_key(key) for key in keys):
            self._search_for(TalkFilter())
        found = next((key for key in keys if self.table.move_to_key(key)), "")
        self.table.focus()
        self.asked_for = place.key if place.command and found != place.key else ""
        if found == place.key and not place.command:
            self.action_open()
        elif not place.command and people.person_line(self.store, place.key, self.host.today()) is not None:
            self.plan_with(place.key)

    def _search_for(self, shown: TalkFilter) -> None:
        find = self.query_one(FindBar)
        if find.text:
            find.action_close()
        self.apply(shown)

    def view_spec(self) -> Mapping[str, str]:
        """What the list is narrowed to, to be saved under a name."""
        from perftui.services.support_views import talks_spec

        return talks_spec(self.shown, is_due_alone=self.is_due_alone)

    def apply_view(self, spec: Mapping[str, str]) -> None:
        """Show a saved view."""
        from perftui.services.support_views import talks_shown

        shown, is_due_alone = talks_shown(self.store, spec)
        self._search_for(shown)
        self.apply(shown, is_due_alone=is_due_alone)

    def plan_with(self, person_id: str) -> None:
        """Plan a talk with somebody."""
        raise NotImplementedError

    # narrowing

    def action_filter(self) -> None:
        """Narrow the list by one criterion more, or one less."""
        me, shown = action_listings.me(self.store), self.shown
        mine = [Choice(MINE, _("My talks"), ON if shown.manager_id == me else "", pgettext("talks", "Whose"))] if me else []
        choices = [
            *mine,
            Choice(REGULAR, _("Due and not planned"), ON if self.is_due_alone else "", _("State")),
            *(Choice(state.value, say(state), ON if state == shown.state else "", _("State")) for state in TalkState),
            *(Choice(kind.value, say(kind), ON if kind == shown.kind else "", _("Kind")) for kind in TalkKind),
        ]
        self.app.push_screen(Picker(_("Filter"), lambda text: narrowed(choices, text, fold)), self._filter)

    def _filter(self, picked: str | None) -> None:
        shown = self.shown
        if picked == MINE:
            me = action_listings.me(self.store)
            self.apply(shown._replace(manager_id="" if shown.manager_id == me else me))
        elif picked == REGULAR:
            self.apply(shown, is_due_alone=not self.is_due_alone)
        elif picked in set(TalkState):
            self.apply(shown._replace(state="" if picked == shown.state else str(picked)))
        elif picked:
            self.apply(shown._replace(kind="" if picked == shown.kind else picked))

    def action_back(self) -> None:
        """As in every list; but the filter goes before the section does."""
        is_narrowed = self.shown._replace(text="") != TalkFilter() or self.is_due_alone
        if is_narrowed and not (self.has_class("-detail") or self.query_one(FindBar).text):
            self.apply(TalkFilter())
        else:
            super().action_back()
