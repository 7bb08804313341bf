"""Killed by SIGKILL before each single write of an issue, an amendment and an outcome: afterwards it is before or after, never between."""

import os
import shutil
import signal
from datetime import UTC, datetime

import pytest
from sample_plans import END, S, change, due, go, offer_statement, organisation, row, running, write_plan

from perftui.services import plan_versions
from perftui.storage import plans, verifies
from perftui.storage.stores import Actor
from perftui.storage.upgrades import open_store

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name == "nt", reason="needs fork and SIGKILL")]
WRITES = ("INSERT", "UPDATE", "DELETE", "COMMIT")
TABLES = ("plan", "plan_goal", "plan_step", "plan_check", "plan_version", "acknowledgement", "extension", "plan_outcome", "action", "step")


def clock():
    return datetime(2026, 8, 31, 8, tzinfo=UTC)


def opened(path, create=False):
    return open_store(path, Actor("li.na"), create=create, clock=clock)


def approved(store, staff):
    plan = write_plan(store, staff)
    go(store, plan, S.HR_REVIEW, S.APPROVED)
    return plan


def changed_while_paused(store, staff):
    plan = write_plan(store, staff)
    running(store, plan)
    go(store, plan, S.PAUSED, note="Later course")
    change(store, "plan_step", plans.steps(store, plan)[0]["id"], due_date="2026-10-10")
    change(store, "plan", plan, end_date="2026-12-15")
    return plan


def ripe_to_fail(store, staff):
    plan = write_plan(store, staff)
    due(store, plan, "13")
    offer_statement(store, plan)
    return plan


WAYS = {
    "issue": (approved, lambda store, plan: go(store, plan, S.ISSUED)),
    "amendment": (changed_while_paused, lambda store, plan: go(store, plan, S.ISSUED)),
    "outcome": (ripe_to_fail, lambda store, plan: go(store, plan, S.FAILED, today=END, note="Not met")),
}


def content(path, plan, deep=False):
    """What is in the file, without what chance decides; and whether it is sound."""
    store = opened(path)
    told = [(row(store, plan)["state"], len(plan_versions.versions(store, plan)))]
    told += [store.value(f"SELECT count(*) FROM {table}") for table in TABLES]
    told += [sorted(each["state"] for each in store.rows("SELECT state FROM action"))]
    assert verifies.verify(store, deep=deep).is_sound
    store.close()
    return told


def act_in_child(path, plan, act, writes):
    """Let a child do it and be killed before its nth write; whether it lived to the end."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    try:
        store = opened(path)
        left = [writes]

        def count(sql):
            if sql.lstrip().upper().startswith(WRITES):
                left[0] -= 1
                if not left[0]:
                    os.kill(os.getpid(), signal.SIGKILL)

        store.connection.set_trace_callback(count)
        act(store, plan)
        os._exit(0)
    finally:
        os._exit(1)  # the child must never return into the parent's tests


@pytest.mark.parametrize("way", WAYS)
def test_a_kill_at_any_write_leaves_it_before_or_after(tmp_path, way):
    prepare, act = WAYS[way]
    path = tmp_path / "before.db"
    store = opened(path, create=True)
    plan = prepare(store, organisation(store))
    store.close()
    before, seen, writes = content(path, plan), [], 0
    is_alive = False
    while not is_alive:
        writes += 1
        copy = tmp_path / f"{writes}.db"
        shutil.copy(path, copy)
        is_alive = act_in_child(copy, plan, act, writes)
        seen.append(content(copy, plan, deep=is_alive))
        copy.unlink()
    after = seen.pop()
    assert after != before
    assert writes > 8
    assert all(found == before for found in seen)
