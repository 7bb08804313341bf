"""What the employer promises in a plan: support is part of the plan, and a broken promise counts for the person (R22, R36, R74)."""

from __future__ import annotations

from perftui.domain.codes import Code
from perftui.errors import BadInput
from perftui.i18n import mark


class PromiseState(Code):
    """What became of a promise."""

    OPEN = "open", mark("Still open")
    KEPT = "kept", mark("Kept")
    BROKEN = "broken", mark("Broken")


class SettlementTextMissing(BadInput):
    """A promise is settled without a word."""

    template = mark("Write down what became of the promise: it is kept with the plan.")
    field = "text"
