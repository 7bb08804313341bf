"""A failed plan of the cn pack, written straight into the tables: a goal measured twice, two checks, a talk, a training, a statement."""

from datetime import date
from types import SimpleNamespace

import pytest

from perftui.domain.plans import VersionKind
from perftui.services import plan_versions
from perftui.storage.stores import Label

HASH = "d" * 64


@pytest.fixture
def plan(store):
    def add(table, **values):
        values.setdefault("id", store.new_id())
        store.insert(table, **values)
        return values["id"]

    ids = SimpleNamespace()
    with store.write(Label("Made a plan")):
        for part in (_begin, _measure, _tell, _end):
            part(add, ids)
        plan_versions.keep(store, ids.plan, VersionKind.ISSUED, "", date(2026, 7, 30))
    ids.hash = plan_versions.versions(store, ids.plan)[0].content_hash
    return ids


def _begin(add, ids):
    ids.person = add("person", staff_no="S1", name="张伟", sort_key="zhang wei")
    ids.other = add("person", staff_no="S2", name="Li Na", sort_key="li na")
    ids.gap = add("gap", person_id=ids.person, dimension="客户复购率", operator="at_least", unit="%", target="25", actual="15")
    ids.cause = add("cause", gap_id=ids.gap, text="[b]No follow-up[/b]", is_root=1, state="confirmed")
    ids.plan = add(
        "plan",
        **{
            "person_id": ids.person,
            "manager_id": ids.other,
            "kind": "pip",
            "pack": "cn",
            "title": "Repurchase rate",
            "state": "failed",
        },
        **{"start_date": "2026-08-01", "end_date": "2026-10-31", "issued_on": "2026-07-30", "consequences": "See the contract."},
        purpose="This plan exists to make you succeed.",
    )
    add("plan_gap", plan_id=ids.plan, gap_id=ids.gap, cause_id=ids.cause)


def _measure(add, ids):
    ids.goal = add(
        "plan_goal",
        **{"plan_id": ids.plan, "title": "Repurchase rate", "operator": "at_least", "unit": "%", "target": "25", "baseline": "15"},
        **{"start_value": "15", "start_on": "2026-07-28", "definition_hash": HASH},
    )
    ids.step = add("plan_step", plan_id=ids.plan, kind="training", text="Sales course", role="HR", is_support=1, due_date="2026-08-31")
    ids.check = add(
        "plan_check",
        **{"plan_id": ids.plan, "kind": "monthly", "due_date": "2026-08-31", "held_on": "2026-08-31", "entered_on": "2026-09-02"},
        **{"verdict": "at_risk", "manager_note": "Slow start", "employee_note": "The list came late", "by_name": "li.na"},
    )
    add("plan_check", plan_id=ids.plan, kind="final", due_date="2026-10-31", is_missed=1)


def _tell(add, ids):
    add("plan_value", plan_goal_id=ids.goal, on_date="2026-10-30", value="17", definition_hash=HASH)
    add(
        "acknowledgement",
        **{"plan_id": ids.plan, "version_number": 1, "kind": "refused", "on_date": "2026-07-31", "witness": "Wang Fang"},
        **{"by_name": "li.na", "comment": "Would not sign", "log_head": "a" * 64},
    )
    add("statement", plan_id=ids.plan, offered_on="2026-10-31", answered_on="2026-11-02", text="<b>The list</b> came late.")
    add("resistance_note", plan_id=ids.plan, signal="SECRET-SIGNAL", on_date="2026-08-05")


def _end(add, ids):
    add("obstacle", plan_id=ids.plan, text="No customer list", opened_on="2026-08-10", closed_on="2026-08-20", resolution="Sent")
    add("plan_outcome", plan_id=ids.plan, kind="failed", on_date="2026-11-03", closure="0.2", by_name="li.na")
    ids.talk = add("talk", person_id=ids.person, kind="monthly", state="held", held_on="2026-09-01", plan_id=ids.plan, note="Talked")
    ids.hr_talk = add(
        "talk",
        **{"person_id": ids.person, "kind": "other", "state": "held", "held_on": "2026-10-01", "plan_id": ids.plan},
        **{"note": "HR-ONLY-WORDS", "visibility": "hr"},
    )


@pytest.fixture
def loose(store):
    """Statements past the log's triggers: as somebody with another program would have to write."""

    def run(sql, *values):
        store.connection.execute(sql, values)

    return run
