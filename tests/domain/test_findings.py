from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from perftui.domain.findings import Finding, Severity
from perftui.errors import Message
from perftui.i18n import say


def test_the_most_serious_finding_ranks_highest() -> None:
    assert sorted(Severity, key=lambda severity: severity.rank) == [Severity.INFO, Severity.WARNING, Severity.SERIOUS]
    assert max(Severity, key=lambda severity: severity.rank) == "serious"


def test_a_finding_names_its_record_and_cannot_be_changed() -> None:
    finding = Finding(Severity.WARNING, Message("{n} goals have no parent", {"n": 3}), "goal", "01ARYZ6S41000G40R40M30E209")
    assert say(finding.message) == "3 goals have no parent"
    with pytest.raises(FrozenInstanceError):
        finding.severity = Severity.INFO  # type: ignore[misc]  # the point of the test
