"""The five SMART checks in words: one line below a form, or a list of all five."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.smart import Standing
from perftui.i18n import gettext as _
from perftui.i18n import say
from perftui.services.smart_library import prompts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from perftui.domain.smart import Checked

BOXES = {Standing.PASSED: "[x]", Standing.FAILED: "[ ]", Standing.ASKS: "[?]"}
"""How a check stands; plain signs that need no colour."""
SEPARATOR = " · "
INDENT = "    "


def letters(checks: Sequence[Checked]) -> str:
    """Such as `SMART [x]S [ ]M [x]A [x]R [x]T`."""
    return " ".join(("SMART", *(BOXES[checked.standing] + checked.check.letter for checked in checks)))


def summary(checks: Sequence[Checked]) -> str:
    """The letters, and what to do first."""
    first = next((checked.message for checked in checks if checked.message is not None), None)
    return letters(checks) + SEPARATOR + (say(first) if first is not None else _("The goal is SMART."))


def check_lines(checks: Sequence[Checked], *, with_questions: bool = False) -> list[str]:
    """All five, each with what to do, or with what was answered; where something is missing, with the questions."""
    lines: list[str] = []
    for checked in checks:
        lines += _lines(checked)
        if with_questions and checked.message is not None:
            lines += [INDENT + question for question in prompts(checked.check)]
    return lines


def _lines(checked: Checked) -> Sequence[str]:
    head = f"{BOXES[checked.standing]} {say(checked.check)}"
    if checked.message is not None:
        return (_("{check}: {what}").format(check=head, what=say(checked.message)),)
    return (head, INDENT + checked.answer) if checked.answer else (head,)
