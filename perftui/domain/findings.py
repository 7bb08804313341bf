"""Findings: what is possible but poor, said without forbidding it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from perftui.errors import Message


class Severity(StrEnum):
    """How much a finding matters. Codes sort by alphabet: order by `rank`."""

    INFO = "info"
    WARNING = "warning"
    SERIOUS = "serious"

    @property
    def rank(self) -> int:
        """0 for info, 1 for warning, 2 for serious."""
        return list(Severity).index(self)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing worth a look in one record."""

    severity: Severity
    message: Message
    """What was found, not yet put into words."""
    entity: str
    """The kind of the record, such as `goal`."""
    entity_id: str
