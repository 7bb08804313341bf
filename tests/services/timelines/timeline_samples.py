"""Plans with checks, milestones and steps written straight into the tables."""

from datetime import timedelta

from perftui.storage.stores import Label

LABEL = Label("Wrote a plan")
DEFINITION = "d" * 64


def add(store, table, **values):
    values.setdefault("id", store.new_id())
    store.insert(table, **values)
    return values["id"]


def write_plan(store, person, today, *, begun=60, days=90, state="active", title="Sales recovery", closed=""):
    """A plan that began so many days ago, with a goal, a milestone in the middle and one step."""
    start = today - timedelta(days=begun)
    dates = {"start_date": day(start, 0), "end_date": day(start, days - 1)}
    yardstick = {"operator": "at_least", "target": "120", "unit": "k", "start_value": "80", "definition_hash": DEFINITION}
    with store.write(LABEL):
        plan = add(store, "plan", person_id=person, kind="pip", title=title, state=state, **dates)
        goal = add(store, "plan_goal", plan_id=plan, title="Quarterly revenue", **yardstick)
        add(store, "plan_milestone", plan_id=plan, plan_goal_id=goal, title="100 k", due_date=day(start, days // 2))
        add(store, "plan_step", plan_id=plan, pos=0, kind="training", text="Sales skills", due_date=day(start, days - 20), is_support=1)
        if closed:
            add(store, "plan_value", plan_goal_id=goal, on_date=day(start, 20), value=closed, definition_hash=DEFINITION)
    return plan


def day(start, days):
    return (start + timedelta(days=days)).isoformat()


def add_check(store, plan, due, *, held=None, entered=None, missed=False, verdict=None, kind="monthly"):
    values = {"held_on": held.isoformat() if held else None, "entered_on": entered.isoformat() if entered else None}
    with store.write(LABEL):
        return add(store, "plan_check", plan_id=plan, kind=kind, due_date=due.isoformat(), is_missed=int(missed), verdict=verdict, **values)
