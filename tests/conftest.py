"""What tests of services and screens share."""

import pytest

from perftui.services import goal_steps, smart_checks


@pytest.fixture
def anything_may_be_proposed(monkeypatch):
    """Without the guard that goals are SMART, which has tests of its own: here goals only have to have come further."""
    monkeypatch.setattr(goal_steps, "GUARDS", tuple(guard for guard in goal_steps.GUARDS if guard is not smart_checks.is_ready))
