"""What a round of 360 feedback still needs before it opens, and what is worth a second look."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from perftui.domain.feedback import MOST_FORMS, WHOLE, QuestionKind, RaterGroup, missing_raters, overloaded, thin_groups, weighed
from perftui.domain.findings import Finding, Severity
from perftui.domain.formats import basis_points
from perftui.errors import Message
from perftui.i18n import mark
from perftui.services import settings
from perftui.storage import lookups, raters, rounds

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from perftui.domain.feedback import Proposed
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store


def missing(store: Store, round_id: str, today: date) -> list[Message]:
    """What keeps a round from being opened, each as a sentence that says what to do; empty when it may be opened."""
    found = [*_people(store, round_id), *_questions(store, round_id), *_groups(store, round_id)]
    due = store_due(store, round_id)
    if due and due < today.isoformat():
        found.append(Message(mark("Answers are due by a day that has passed: F2 sets another.")))
    return found


def store_due(store: Store, round_id: str) -> str | None:
    """The ISO date by which answers are due; None for none."""
    row = rounds.get(store, round_id)
    return None if row is None else row["due_date"]


def _people(store: Store, round_id: str) -> list[Message]:
    subjects = {row["id"]: row["name"] for row in rounds.subjects(store, round_id)}
    if not subjects:
        return [Message(mark("It is about nobody yet: Ctrl+N adds people."))]
    counts: dict[str, int] = {}
    for row in rounds.group_counts(store, round_id):
        counts[row["subject_id"]] = counts.get(row["subject_id"], 0) + (row["invited"] if row["code"] != RaterGroup.SELF else 0)
    if alone := missing_raters(subjects, counts):
        values = {"name": subjects[alone[0]], "n": len(alone)}
        one, many = (
            mark("Nobody else answers about {name}: add raters."),
            mark("Nobody else answers about {n} people, such as {name}: add raters."),
        )
        return [Message(one, values, many)]
    return []


def _questions(store: Store, round_id: str) -> list[Message]:
    if any(row["kind"] == QuestionKind.SCALE for row in rounds.questions(store, round_id)):
        return []
    return [Message(mark("It has no question with a scale: add one to the questions."))]


def _groups(store: Store, round_id: str) -> list[Message]:
    groups = rounds.groups(store, round_id)
    found = []
    if (total := weighed({RaterGroup(row["code"]): row["weight"] for row in groups if row["is_open"]})) != WHOLE:
        text = mark("The weights of the groups sum to {percent}, not to 100%: change them until they do.")
        found.append(Message(text, {"percent": basis_points(total)}))
    closed = {row["code"] for row in groups if not row["is_open"]}
    asked = {row["code"] for row in rounds.group_counts(store, round_id) if row["invited"]}
    for group in RaterGroup:
        if group.value in closed & asked:
            found.append(
                Message(mark("{group} weigh nothing, but some are to answer: give them a weight, or remove them."), {"group": group})
            )
    return found


def findings(store: Store, round_id: str) -> list[Finding]:
    """What is possible but poor: forms beyond the limit with the person named, groups too small to be shown, half a questionnaire."""
    row = rounds.get(store, round_id)
    if row is None:
        return []
    return [*_loads(store, round_id), *_thin(store, row), *_one_language(store, round_id)]


def most_forms(store: Store) -> int:
    """How many forms one person may get in a round; 0 for no limit."""
    chosen = settings.chosen(store, "most_forms")
    return MOST_FORMS if not chosen else 0 if chosen == "off" else int(chosen)


def overload_with(store: Store, round_id: str, added: Iterable[Proposed]) -> list[Message]:
    """Who would have more forms than the limit, were some raters added: most of them first."""
    most = most_forms(store)
    loads = {row["person_id"]: row["n"] for row in raters.loads(store, round_id)}
    more = Counter(one.rater for one in added if one.group is not RaterGroup.SELF)
    beyond = overloaded({rater: n + loads.get(rater, 0) for rater, n in more.items()}, most)
    names = lookups.names(store, "person", beyond)
    text = mark("{name} would have {n} forms to fill in, more than {most}.")
    return [Message(text, {"name": names.get(rater, ""), "n": n, "most": most}) for rater, n in Counter(beyond).most_common()]


def _loads(store: Store, round_id: str) -> list[Finding]:
    most = most_forms(store)
    rows = {row["person_id"] or row["called"]: row for row in raters.loads(store, round_id)}
    text = mark("{name} has {n} forms to fill in, more than {most}: give some to others.")
    return [
        Finding(Severity.WARNING, Message(text, {"name": rows[rater]["called"], "n": n, "most": most}), "review_round", round_id)
        for rater, n in overloaded({rater: row["n"] for rater, row in rows.items()}, most).items()
    ]


def _thin(store: Store, row: Row) -> list[Finding]:
    counts: dict[str, dict[RaterGroup, int]] = {}
    for line in rounds.group_counts(store, row["id"]):
        counts.setdefault(line["subject_id"], {})[RaterGroup(line["code"])] = line["invited"]
    text = mark("{name}: only {n} in the group {group}; below {threshold} it is merged with others or hidden.")
    return [
        Finding(
            Severity.INFO,
            Message(text, {"name": subject["name"], "group": group, "n": found[group], "threshold": row["threshold"]}),
            "review_subject",
            subject["id"],
        )
        for subject in rounds.subjects(store, row["id"])
        if (found := counts.get(subject["id"], {}))
        for group in thin_groups(found, row["threshold"])
    ]


def _one_language(store: Store, round_id: str) -> list[Finding]:
    text = mark("Question {pos} is written in one language only.")
    return [
        Finding(Severity.INFO, Message(text, {"pos": pos}), "question", row["id"])
        for pos, row in enumerate(rounds.questions(store, round_id), 1)
        if not row["text_en"] or not row["text_zh"]
    ]
