"""A sales plan that is ready to be issued, and the days on which things happen to it."""

from datetime import date
from types import SimpleNamespace

from perftui.domain.plans import AcknowledgementKind, CheckKind, PlanState
from perftui.services import gaps, people_edits, plan_acknowledgements, plan_checks_due, plan_steps
from perftui.services.causes import add_cause
from perftui.services.people_edits import PersonInput
from perftui.storage import plans
from perftui.storage.stores import Label

TODAY = date(2026, 8, 31)
"""The plan begins on it: a month later is 30 September."""
END = date(2026, 11, 30)
S = PlanState
LABEL = Label("Wrote {what}", {"what": "it"})


def organisation(store):
    """The person, the manager, the mentor and HR."""
    names = {"li": "Li Na 李娜", "wang": "Wang Wei 王伟", "chen": "Chen Jing 陈静", "zhao": "Zhao Min 赵敏"}
    found = {
        key: people_edits.add_person(store, PersonInput(name=name, staff_no=f"S{place}"), TODAY).line.id
        for place, (key, name) in enumerate(names.items())
    }
    found["gap"] = gaps.add_gap(store, TODAY, target="≥ 20 customers", actual="12 customers", dimension="New customers", person=found["li"])
    found["cause"] = add_cause(store, found["gap"], text="Few first visits 首次拜访少")
    return SimpleNamespace(**found)


def write_plan(store, staff, kind="pip", **values):
    """A plan with everything that issuing asks for, in draft."""
    plan = {
        **{"person_id": staff.li, "manager_id": staff.wang, "hr_id": staff.zhao, "kind": kind, "title": "Win customers 拓展客户"},
        **{"start_date": TODAY.isoformat(), "end_date": END.isoformat(), "choice": "Mentor", "consequences": "Role change"},
        **values,
    }
    plan_id = store.new_id()
    with store.write(LABEL):
        store.insert("plan", id=plan_id, **plan)
        store.insert("plan_gap", id=store.new_id(), plan_id=plan_id, gap_id=staff.gap, cause_id=staff.cause)
        goal(store, plan_id, gap_id=staff.gap)
        step(store, plan_id, kind="training", text="Sales course", owner_person_id=staff.li, due_date="2026-09-30")
        step(store, plan_id, kind="mentoring", text="Mentor talk", owner_person_id=staff.chen, recurrence="weekly:mon", is_support=1)
        plan_checks_due.make_checks(store, plan_id, TODAY)
    return plan_id


def goal(store, plan_id, **values):
    filled = {"title": "New customers", "operator": "at_least", "unit": "customers", "target": "20", "start_value": "12", **values}
    return insert(store, "plan_goal", plan_id=plan_id, **filled)


def step(store, plan_id, **values):
    return insert(store, "plan_step", plan_id=plan_id, pos=plans.next_position(store, "plan_step", plan_id), **values)


def insert(store, table, **values):
    record_id = store.new_id()
    with store.write(LABEL):
        store.insert(table, id=record_id, **values)
    return record_id


def row(store, plan_id):
    return plans.get(store, plan_id)


def state(store, plan_id):
    return PlanState(row(store, plan_id)["state"])


def change(store, table, record_id, **values):
    with store.write(LABEL):
        version = store.value(f"SELECT version FROM {table} WHERE id = ?", (record_id,))
        store.update(table, record_id, version, **values)


def go(store, plan_id, *states, today=TODAY, note=""):
    for new in states:
        plan_steps.take_step(store, plan_id, row(store, plan_id)["version"], new, today, note)


def issued(store, plan_id):
    go(store, plan_id, *([S.HR_REVIEW, S.APPROVED] if row(store, plan_id)["kind"] == "pip" else []), S.ISSUED)


def running(store, plan_id, today=TODAY):
    issued(store, plan_id)
    plan_acknowledgements.acknowledge(store, plan_id, AcknowledgementKind.SIGNED, today)


def measure(store, plan_id, value, on=END):
    for part in plans.parts(store, "plan_goal", plan_id):
        told = {"on_date": on.isoformat(), "value": value, "definition_hash": part["definition_hash"]}
        insert(store, "plan_value", plan_goal_id=part["id"], **told)


def hold_all(store, plan_id, kinds=(CheckKind.MONTHLY, CheckKind.FINAL)):
    for check in plans.parts(store, "plan_check", plan_id):
        if check["kind"] in kinds and not check["is_missed"]:
            change(store, "plan_check", check["id"], held_on=check["due_date"], entered_on=check["due_date"], verdict="on_track")


def keep_promises(store, plan_id):
    for found in plans.steps(store, plan_id):
        if found["is_support"]:
            change(store, "action", found["action_id"], state="done", done_on=END.isoformat())


def due(store, plan_id, value):
    """At the end, all checks held, measured, promises kept."""
    running(store, plan_id)
    hold_all(store, plan_id)
    measure(store, plan_id, value)
    keep_promises(store, plan_id)
    go(store, plan_id, S.DUE, today=END)


def offer_statement(store, plan_id):
    insert(store, "statement", plan_id=plan_id, offered_on=END.isoformat())
