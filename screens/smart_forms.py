"""Forms that show the SMART checks while one types: below the form in one line, from 100 columns beside it in full."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Container
from textual.content import Content
from textual.widgets import Static

from perftui.domain.smart import ANSWERABLE, Check, Standing, smart_checks
from perftui.i18n import say
from perftui.services.smart_library import prompts, wordings
from screens.goal_form_bases import ChoosingForm
from screens.lists import WIDE
from screens.smart_panels import check_lines, summary
from widgets.cells import safe
from widgets.fields import Field
from widgets.watched_forms import WatchedForm

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from textual.app import ComposeResult

    from perftui.domain.smart import Checked, SmartFacts
    from widgets.forms import Form

AROUND = 6
"""Lines of the frame, the checks and the hint around a form."""
ANSWERS = {check: f"smart_{check.value}" for check in ANSWERABLE}
"""Check to the field in which its answer is written."""


class SmartForm(ChoosingForm):
    """Subclasses say what the checks look at; it is read once, and each key costs nothing but the rules."""

    FORM_CLASS: ClassVar[type[Form]] = WatchedForm
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]
    DEFAULT_CSS = """
    SmartForm > Vertical { width: 140; }
    SmartForm #sides { height: auto; layout: vertical; }
    SmartForm.-wide #sides { layout: horizontal; }
    SmartForm.-wide Form { width: 1fr; }
    SmartForm #smart { height: 2; padding: 0 1; color: $text-muted; }
    SmartForm #hint { margin-top: 0; }
    SmartForm.-wide #hint { margin-top: 1; }
    SmartForm.-wide #smart { width: 44; height: 17; border-left: solid $border; }
    SmartForm:ansi #smart { color: ansi_default; }
    """
    IS_FULL: ClassVar[bool] = False
    """Whether all five are shown in full however narrow the screen is."""
    _said = ""

    def facts(self, values: Mapping[str, str]) -> SmartFacts:
        """What the checks look at, with what is typed now."""
        raise NotImplementedError

    def body(self) -> ComposeResult:
        """The form with the checks."""
        with Container(id="sides"):
            yield from super().body()
            yield Static(id="smart", markup=False)

    def checks_now(self, values: Mapping[str, str]) -> Sequence[Checked]:
        """The five checks of what is typed."""
        return smart_checks(self.facts(values), wordings())

    def opened(self) -> None:
        """Show the checks of what the fields start with."""
        super().opened()
        self.show_checks()

    def on_resize(self) -> None:
        """Leave room for the checks and the hint: the fields scroll."""
        is_wide = self.size.width >= WIDE
        self.form.styles.max_height = max(4, self.size.height - AROUND + 2 * is_wide)
        self._said = ""
        self.show_checks()

    @on(WatchedForm.Typed)
    def _check_typed(self) -> None:
        self.show_checks()

    def show_checks(self) -> None:
        """Say how the five stand; only what differs is painted, and nothing is laid out."""
        checks = self.checks_now(self.form.values)
        is_full = self.IS_FULL or self.size.width >= WIDE
        lines = ["SMART", *check_lines(checks, with_questions=self.IS_FULL)] if is_full else [summary(checks)]
        said = "\n".join(safe(line) for line in lines)
        if said != self._said:
            self._said = said
            self.query_one("#smart", Static).update(Content(said), layout=False)


def answer_fields(answers: Mapping[Check, str]) -> list[Field]:
    """A field for each answer that can be written, with its question."""
    return [_answer_field(check, answers.get(check, "")) for check in ANSWERABLE]


def _answer_field(check: Check, answer: str) -> Field:
    asked = prompts(check)
    return Field(ANSWERS[check], say(check), value=answer, help="\n".join(asked), placeholder=asked[0] if asked else "")


def unasked(checks: Sequence[Checked]) -> Collection[str]:
    """The answer fields of checks that neither ask nor were answered."""
    return {ANSWERS[one.check] for one in checks if one.check in ANSWERS and one.standing is not Standing.ASKS and not one.answer}


def answers_in(values: Mapping[str, str]) -> dict[Check, str]:
    """What is written in the answer fields of a form; those that it does not have are left out."""
    return {check: values[name] for check, name in ANSWERS.items() if name in values}
