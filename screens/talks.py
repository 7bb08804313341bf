"""Talks: due, planned and held, with what was said and what follows (R22-R24)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on

from perftui.bindings import bindings_of
from perftui.commands.models import Scope
from perftui.errors import PerftuiError
from perftui.i18n import gettext as _
from perftui.i18n import mark, say
from screens import line_drafts
from screens.form_frames import not_understood
from screens.shown_parts import shown_part
from screens.talk_works import TalkWorks
from widgets.quick_adds import QuickAdd

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from screens.shown_parts import ShownPart


class TalksScreen(TalkWorks):
    """The talks: what is due first, then what is planned, then what was held."""

    SECTION = "talks"
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.TALKS, Scope.APP, Scope.FILE)
    BINDINGS = bindings_of(Scope.TALKS, Scope.APP)
    HELP_TEXT = mark(
        "Talks between managers and people. F8 “Regular talks” says how often there is one: what is due then and not planned stands on "
        "top. F7 writes a talk down by goal, reality, options and way forward, with questions to ask beside each; what follows becomes "
        "actions, one a line. F8 shows a prep sheet of one page, and scripts filled from the record."
    )
    DEFAULT_CSS = "TalksScreen QuickAdd { dock: none; }"

    def body(self) -> ComposeResult:
        """The list, and the line that plans talks."""
        yield from super().body()
        hint = _("name; kind; date; manager – zhang wei; difficult; +3d · Ctrl+N again: form")
        yield QuickAdd(self._quick_parts, placeholder=hint)

    @property
    def bar(self) -> QuickAdd:
        """The line that plans talks."""
        return self.query_one(QuickAdd)

    def _quick_parts(self, text: str) -> Sequence[ShownPart]:
        from perftui.services.quick_talks import parse_quick_talk

        return [shown_part(part) for part in parse_quick_talk(self.store, text, self.host.today()).parts]

    def action_add(self) -> None:
        """Open the line that plans talks; from within it, the form, with what is typed."""
        if self.bar.has_focus_within:
            self._go_on_in_form()
        else:
            self.open_line("", "")

    def action_edit(self) -> None:
        """Change the talk under the cursor; in the line that plans talks, fill in the form instead."""
        if self.bar.has_focus_within:
            self._go_on_in_form()
        else:
            super().action_edit()

    def action_take_up(self, form: str, subject: str) -> None:
        """Go on with what was typed for a new talk."""
        if form == "talk":
            from perftui.services.drafts import place_of
            from screens.talk_forms import TalkForm

            self.app.push_screen(TalkForm(above=place_of(subject), draft=subject), self.edited)
        elif form == "new_grow":
            from perftui.services.drafts import place_of
            from screens.grow_forms import NewGrowForm

            self.app.push_screen(NewGrowForm(above=place_of(subject), draft=subject), self.edited)
        else:
            super().action_take_up(form, subject)

    def _go_on_in_form(self) -> None:
        from perftui.services.quick_talks import parse_quick_talk
        from screens.talk_forms import TalkForm

        line = parse_quick_talk(self.store, self.bar.text, self.host.today())
        names = {"due": "planned"}
        given = {names.get(part.field, part.field): part.value for part in line.parts if part.error is None}
        wrong = [part.text for part in line.parts if part.error is not None and part.text]
        self.app.push_screen(TalkForm(given=given, warning=not_understood(wrong)), self._added)

    def _added(self, talk_id: str | None) -> None:
        if talk_id:
            line_drafts.added(self, self.bar)
            self.bar.action_close()
        self.edited(talk_id)

    @on(QuickAdd.Submitted)
    def _add(self, event: QuickAdd.Submitted) -> None:
        from perftui.services.quick_talks import quick_talk

        event.stop()
        try:
            added = quick_talk(self.store, event.text, self.host.today())
        except PerftuiError as error:
            self.bar.refuse(say(error.message))
            return
        line_drafts.added(self, self.bar)
        self.edited(added)
        view = self.view
        name = view.line.person if view else ""
        self.bar.accept(_("Planned a talk with {name}. Type the next one, or Esc.").format(name=name))
