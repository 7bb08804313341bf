"""What tests of services and screens share."""

import pytest

from perftui.services import goal_steps, smart_checks


@pytest.fixture
def anything_may_be_proposed(monkeypatch):
    """Without the guard that goals are SMART, which has tests of its own: here goals only have to have come further."""
    monkeypatch.setattr(goal_steps, "GUARDS", tuple(guard for guard in goal_steps.GUARDS if guard is not smart_checks.is_ready))


@pytest.fixture(autouse=True, scope="session")
def keys_follow_one_another_quickly():
    """Textual's pilot looks for idleness every 20 ms, twice for each key; here it looks every 10, at the same share of the processor."""
    from textual import _wait

    with pytest.MonkeyPatch.context() as quick:
        quick.setattr(_wait, "SLEEP_GRANULARITY", 1 / 100)
        quick.setattr(_wait, "SLEEP_IDLE", 1 / 100 / 20)
        yield
