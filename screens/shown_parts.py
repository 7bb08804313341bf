"""Parts of a quick line, as its preview shows them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from perftui.i18n import say

if TYPE_CHECKING:
    from perftui.services.quick_adds import QuickPart


@dataclass(frozen=True, slots=True)
class ShownPart:
    """One part of a quick line as the preview shows it."""

    label: str
    text: str
    is_wrong: bool


def shown_part(part: QuickPart) -> ShownPart:
    """A part in words: what was understood, or what is wrong."""
    problem = part.problem
    label = "" if part.field == "title" or problem else say(part.label)
    return ShownPart(label, say(problem) if problem else part.shown, problem is not None)
