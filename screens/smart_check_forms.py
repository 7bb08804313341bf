"""F8, SMART check: the five checks of one goal with their questions, and the answers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from perftui.i18n import gettext as _
from perftui.services import goal_rows, smart_checks
from screens.smart_forms import SmartForm, answer_fields, answers_in

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from perftui.domain.smart import SmartFacts
    from perftui.storage.drivers import Row
    from widgets.fields import Field


class SmartCheckForm(SmartForm):
    """Shows all five; what a rule cannot tell is answered here."""

    FORM: ClassVar[str] = "smart"
    IS_FULL: ClassVar[bool] = True
    DEFAULT_CSS = """
    SmartCheckForm.-narrow #smart { height: 13; margin-top: 1; }
    """
    _view: tuple[Row, SmartFacts] | None = None

    def heading(self) -> str:
        """Whose checks they are."""
        return _("SMART check: {title}").format(title=self._before()[1].title)

    def _before(self) -> tuple[Row, SmartFacts]:
        if self._view is None:
            row = goal_rows.goal_row(self.store, self.subject)
            self._view = (row, smart_checks.facts_of(self.store, row))
        return self._view

    def fields(self) -> Sequence[Field]:
        """The answers."""
        return answer_fields(self._before()[1].answers)

    def unknown(self, values: Mapping[str, str]) -> Collection[str]:
        """Every answer may be written, asked for or not."""
        return ()

    def facts(self, values: Mapping[str, str]) -> SmartFacts:
        """The goal as it is stored, with the answers as they are typed."""
        return replace(self._before()[1], answers=answers_in(values))

    def save(self, values: Mapping[str, str]) -> str:
        """Keep the answers."""
        row, _facts = self._before()
        smart_checks.answer(self.store, self.subject, row["version"], answers_in(values))
        return self.subject
