"""Whom a round of 360 feedback is about, and who answers: proposed by the reporting lines, added, declined, removed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.feedback import Plan, Proposed, RaterGroup, RaterState, proposals
from perftui.errors import Refused
from perftui.i18n import mark
from perftui.records import NamedTuple
from perftui.services.round_checks import most_forms
from perftui.services.round_guards import changeable, in_setup, rater_row
from perftui.services.round_lines import RaterLine, rater_line
from perftui.storage import lookups, raters, rounds
from perftui.storage.stores import Gone, Label

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store


class RaterTwice(Refused):
    """Somebody is to answer twice about one person."""

    template = mark("{name} answers about {subject} already.")


class FormBegun(Refused):
    """A rater is to be removed who has answered."""

    template = mark("{name} has begun to answer: let them decline instead, which takes their answers away.")


class GroupOfPeople(Refused):
    """Somebody of the house is to answer as self about another, or as another about themselves."""

    template = mark("As “Self” people answer about themselves, and only so.")


def listing(store: Store, subject_id: str) -> list[RaterLine]:
    """Who answers about one person, by group and name."""
    return [rater_line(row) for row in raters.of_subject(store, subject_id)]


def forms(store: Store, round_id: str) -> list[RaterLine]:
    """All forms of a round, by the rater's name."""
    return [rater_line(row) for row in raters.of_round(store, round_id)]


def rater(store: Store, rater_id: str) -> RaterLine:
    """One rater.

    Raises:
        Gone: There is none.
    """
    return rater_line(rater_row(store, rater_id))


def add_subjects(store: Store, round_id: str, person_ids: Sequence[str]) -> int:
    """Let a round be about some people more; who is in it already stays. In setup only.

    Returns:
        How many were added.

    Raises:
        RoundIsOpen, RoundIsFrozen: The round is not in setup.
        Gone: There is no such round or person.
    """
    row = in_setup(store, round_id)
    known = {line["person_id"] for line in rounds.subjects(store, round_id)}
    new = [person for person in dict.fromkeys(person_ids) if person not in known]
    names = lookups.names(store, "person", new)
    if len(names) < len(new):
        raise Gone
    label = Label(mark("Put {n} people into {title}"), {"n": len(new), "title": row["title"]})
    if len(new) == 1:
        label = Label(mark("Put {name} into {title}"), {"name": names[new[0]], "title": row["title"]})
    with store.write(label):
        for person in new:
            store.insert("review_subject", id=store.new_id(), round_id=round_id, person_id=person)
    return len(new)


def remove_subjects(store: Store, subject_ids: Sequence[str]) -> None:
    """Take people out of a round, with those who should answer about them. In setup only.

    Raises:
        RoundIsOpen, RoundIsFrozen: The round is not in setup.
        Gone: One of them is not there.
    """
    rows = [_subject(store, subject_id) for subject_id in subject_ids]
    if not rows:
        return
    title = in_setup(store, rows[0]["round_id"])["title"]
    label = Label(mark("Took {n} people out of {title}"), {"n": len(rows), "title": title})
    if len(rows) == 1:
        label = Label(mark("Took {name} out of {title}"), {"name": rows[0]["name"], "title": title})
    with store.write(label):
        for row in rows:
            rounds.remove_subject(store, row["id"])


def propose(store: Store, round_id: str, subject_ids: Sequence[str], plan: Plan | None, today: date) -> list[Proposed]:
    """Who should answer about some people, by the reporting lines; who does already is left out, and nothing is written.

    Args:
        store: The store.
        round_id: The round, which seeds the drawing of peers.
        subject_ids: The people it is about.
        plan: Which groups and how many peers; None: groups with a weight, and self.
        today: The day of the reporting lines.
    """
    managers = {row["person_id"]: row["manager_id"] for row in raters.managers(store, today.isoformat())}
    loads = {row["person_id"]: row["n"] for row in raters.loads(store, round_id) if row["person_id"]}
    asked = {row["code"] for row in rounds.groups(store, round_id) if row["is_open"]}
    used = plan or Plan(most=most_forms(store))
    there: dict[str, frozenset[str]] = {}
    for row in raters.of_round(store, round_id):
        there[row["subject_person_id"]] = there.get(row["subject_person_id"], frozenset()) | {row["person_id"] or ""}
    groups = frozenset(group for group in used.groups if group.value in asked)
    used = used._replace(seed=used.seed or round_id, groups=groups, there=there)
    subjects = [_subject(store, subject_id)["person_id"] for subject_id in subject_ids]
    return proposals(subjects, managers, used, loads)


def add_proposed(store: Store, round_id: str, chosen: Sequence[Proposed]) -> int:
    """Let those answer who were proposed; who answers already is passed over.

    Returns:
        How many were added.

    Raises:
        RoundIsFrozen: The round is frozen.
    """
    row = changeable(store, round_id)
    subjects = {line["person_id"]: line["id"] for line in rounds.subjects(store, round_id)}
    there = {(line["subject_person_id"], line["person_id"]) for line in raters.of_round(store, round_id)}
    new = [one for one in chosen if one.subject in subjects and (one.subject, one.rater) not in there]
    with store.write(Label(mark("Added {n} raters to {title}"), {"n": len(new), "title": row["title"]})):
        changeable(store, round_id)
        for one in new:
            _insert(store, subjects[one.subject], one.group, _Who(one.rater))
    return len(new)


def add_person(store: Store, subject_id: str, group: RaterGroup, person_id: str) -> str:
    """Let somebody of the house answer about a person.

    Returns:
        The rater's id.

    Raises:
        RaterTwice: They do already.
        GroupOfPeople: Self and others are mixed up.
        RoundIsFrozen: The round is frozen.
        Gone: There is no such subject or person.
    """
    subject = _subject(store, subject_id)
    if (group is RaterGroup.SELF) is not (person_id == subject["person_id"]):
        raise GroupOfPeople
    name = lookups.names(store, "person", [person_id]).get(person_id)
    if name is None:
        raise Gone
    return _add(store, subject, group, _Who(person_id, name))


def add_outsider(store: Store, subject_id: str, **values: object) -> str:
    """Let somebody from outside answer, such as a customer, who never logs in.

    Args:
        store: The store.
        subject_id: About whom.
        **values: Fields of `OutsiderDraft`.

    Returns:
        The rater's id.

    Raises:
        FieldError, EmailWrong: A value cannot be used.
        GroupOfPeople: They would answer as self.
        RaterTwice: Somebody of that name does already.
        RoundIsFrozen: The round is frozen.
    """
    from perftui.domain.feedback_drafts import OutsiderDraft
    from perftui.domain.validation import validated

    draft = validated(OutsiderDraft, **values)
    if draft.group is RaterGroup.SELF:
        raise GroupOfPeople
    return _add(store, _subject(store, subject_id), draft.group, _Who("", draft.name, draft.email))


def remove_rater(store: Store, rater_id: str) -> None:
    """Remove a rater who has not answered.

    Raises:
        FormBegun: They have.
        RoundIsFrozen: The round is frozen.
        Gone: There is no such rater.
    """
    line = _removable(store, rater_id)
    with store.write(Label(mark("Removed {name} as a rater of {subject}"), {"name": line.name, "subject": line.subject})):
        _removable(store, rater_id)  # asked again: only now can nobody else begin to answer
        raters.remove(store, rater_id)


def _removable(store: Store, rater_id: str) -> RaterLine:
    row = rater_row(store, rater_id)
    changeable(store, row["round_id"])
    line = rater_line(row)
    if line.state in {RaterState.BEGUN, RaterState.COMPLETED}:
        raise FormBegun(name=line.name)
    return line


class _Who(NamedTuple):
    person_id: str
    name: str = ""
    email: str = ""

    def is_same(self, row: Row) -> bool:
        """Whether a rater is this person, or somebody from outside of this name."""
        return bool(row["person_id"] == self.person_id if self.person_id else row["name"] == self.name)


def _add(store: Store, subject: Row, group: RaterGroup, who: _Who) -> str:
    changeable(store, subject["round_id"])
    if any(who.is_same(row) for row in raters.of_subject(store, subject["id"])):
        raise RaterTwice(name=who.name, subject=subject["name"])
    with store.write(Label(mark("Added {name} as a rater of {subject}"), {"name": who.name, "subject": subject["name"]})):
        changeable(store, subject["round_id"])
        return _insert(store, subject["id"], group, who)


def _insert(store: Store, subject_id: str, group: RaterGroup, who: _Who) -> str:
    rater_id, name = store.new_id(), "" if who.person_id else who.name
    values = {"person_id": who.person_id or None, "name": name, "email": who.email}
    store.insert("rater", id=rater_id, subject_id=subject_id, code=group.value, **values)
    return rater_id


def _subject(store: Store, subject_id: str) -> Row:
    row = rounds.subject(store, subject_id)
    if row is None:
        raise Gone
    return row
