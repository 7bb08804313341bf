"""The SMART checks of stored goals: their outcome, the answers written for them, and the guard before a goal leaves draft."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from perftui.domain.codes import GoalState, Level, Operator
from perftui.domain.smart import ANSWERABLE, Check, Checked, ResultFacts, SmartFacts, missing, smart_checks, vague
from perftui.domain.texts import clean_text
from perftui.domain.yardsticks import DIRECTED
from perftui.errors import Refused
from perftui.i18n import mark
from perftui.services import goal_rows
from perftui.services.smart_library import wordings
from perftui.storage import calibrations, past_results
from perftui.storage.stores import Label

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from perftui.errors import Message
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store


class NotSmart(Refused):
    """A goal is to be proposed or agreed while it is not SMART."""

    template = mark("“{goal}” is not SMART yet. {what} F8, SMART check shows all of it.")


def facts_of(store: Store, row: Row) -> SmartFacts:
    """What the checks look at in a stored goal.

    Args:
        store: The store.
        row: The goal, as `goals.get` or `goal_lookups.goals` reads it.
    """
    return SmartFacts(
        title=row["title"],
        level=Level(row["level"]),
        has_parent=row["parent_id"] is not None,
        has_due=row["due_date"] is not None,
        has_cycle=True,
        results=result_facts(store, row["id"]),
        answers=read_answers(row["smart"]),
    )


def result_facts(store: Store, goal_id: str, besides: str = "") -> tuple[ResultFacts, ...]:
    """What the checks look at in the key results of a goal.

    Args:
        store: The store.
        goal_id: The goal.
        besides: A key result to leave out, because it is being changed.
    """
    rows = [row for row in calibrations.key_results(store, [goal_id]) if row["id"] != besides]
    unknown = [row["id"] for row in rows if row["baseline"] is None and row["operator"] in DIRECTED]
    reached = {row["id"] for row in past_results.of_key_results(store, unknown)} if unknown else set()
    return tuple(_result(row, has_past=row["id"] in reached) for row in rows)


def _result(row: Row, *, has_past: bool) -> ResultFacts:
    has_start = row["baseline"] is not None or has_past
    return ResultFacts(row["title"], Operator(row["operator"]), row["unit"].strip(), has_start=has_start, has_source=bool(row["source"]))


def has_past(store: Store, key_result_id: str) -> bool:
    """Whether earlier results of the same measure are known."""
    return bool(key_result_id) and bool(past_results.of_key_results(store, [key_result_id]))


def vague_title(title: str, level: str, *, has_due: bool) -> Message | None:
    """What the title of a goal that is being typed leaves open; None where nothing is, and where the level is not known yet."""
    return vague(title, Level(level), wordings(), has_due=has_due) if level else None


def checks_of(store: Store, goal_id: str) -> tuple[Checked, ...]:
    """The five checks of a goal.

    Raises:
        Gone: There is none, or the actor may not see it.
    """
    return smart_checks(facts_of(store, goal_rows.goal_row(store, goal_id)), wordings())


def is_ready(store: Store, row: Row, new: GoalState) -> None:
    """Refuse that a goal of a unit or person is proposed, or agreed, before it is SMART.

    Raises:
        NotSmart: Something is missing; it is named.
    """
    if new not in {GoalState.PROPOSED, GoalState.AGREED} or row["level"] == Level.THEME:
        return
    what = missing(smart_checks(facts_of(store, row), wordings()))
    if what is not None:
        raise NotSmart(goal=row["title"], what=what)


# what was written


def read_answers(stored: str | None) -> dict[Check, str]:
    """The answers of a goal, from its column."""
    known = {check.value: check for check in ANSWERABLE}
    return {known[name]: str(text) for name, text in json.loads(stored or "{}").items() if name in known}


def answers_text(answers: Mapping[Check, str]) -> str | None:
    """The column for some answers; None when nothing was written."""
    cleaned = {check.value: text for check in ANSWERABLE if (text := clean_text(answers.get(check, ""), multiline=True).strip())}
    return json.dumps(cleaned, ensure_ascii=False) if cleaned else None


def answer(store: Store, goal_id: str, version: int, answers: Mapping[Check, str]) -> int:
    """Write answers to the questions of the checks, in one step.

    Args:
        store: The store.
        goal_id: The goal.
        version: The one that was edited.
        answers: Check to text; an empty one takes an answer away, one left out stays.

    Returns:
        The version afterwards.

    Raises:
        Changed: Somebody else was first.
        Gone: There is no such goal.
    """
    row = goal_rows.goal_row(store, goal_id)
    after = answers_text({**read_answers(row["smart"]), **answers})
    with store.write(Label(mark("Answered the SMART checks of {title}"), {"title": row["title"]})):
        return store.update("goal", goal_id, version, smart=after)


def open_checks(checks: Sequence[Checked]) -> tuple[Checked, ...]:
    """Those that did not pass."""
    return tuple(checked for checked in checks if checked.message is not None)
