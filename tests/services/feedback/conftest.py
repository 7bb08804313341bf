"""A round that collects answers about two people, and hands that answer in any way a test wants."""

from __future__ import annotations

from datetime import date

import pytest

from perftui.services import people_edits
from perftui.services.people_edits import PersonInput
from perftui.storage.stores import Label

TODAY = date(2026, 11, 23)
LABEL = Label("Prepared the round")
ANCHORS = "\n".join(("rarely | 很少", "sometimes | 有时", "usually | 通常", "almost always | 几乎总是", "an example | 堪为榜样"))


class Rounds:
    """Writes rounds and answers straight into the tables, without the steps of setting one up."""

    def __init__(self, store):
        self.store = store
        self.people = 0

    def add(self, table, **values):
        record_id = self.store.new_id()
        with self.store.write(LABEL):
            self.store.insert(table, id=record_id, **values)
        return record_id

    def change(self, table, record_id, version, **values):
        with self.store.write(LABEL):
            self.store.update(table, record_id, version, **values)

    def person(self, name):
        self.people += 1
        return people_edits.add_person(self.store, PersonInput(name=name, staff_no=f"R{self.people:03}"), TODAY).line.id

    def round(self, state="collecting", **values):
        round_id = self.add("review_round", title="Autumn 360", state=state, anchors=ANCHORS, **values)
        for code, weight in (("manager", 4000), ("peer", 3000), ("report", 2000), ("customer", 1000), ("self", 0)):
            self.add("round_group", round_id=round_id, code=code, weight=weight)
        texts = (("scale", "Clarity", "Explains clearly"), ("scale", "Care", "Keeps promises"), ("open", "", "What should change?"))
        for pos, (kind, competency, text) in enumerate(texts, 1):
            self.add("question", round_id=round_id, pos=pos, kind=kind, competency=competency, text_en=text, text_zh=f"问题{pos}")
        return round_id

    def questions(self, round_id):
        return [row[0] for row in self.store.rows("SELECT id FROM question WHERE round_id = ? ORDER BY pos", (round_id,))]

    def subject(self, round_id, name="Zhang Wei"):
        return self.add("review_subject", round_id=round_id, person_id=self.person(name))

    def rater(self, subject, code, answers=(), state="completed"):
        """Somebody from outside who answers the questions in order; None is not observed, a text a comment; no answers: not begun."""
        self.people += 1
        rater = self.add("rater", subject_id=subject, code=code, name=f"Rater {self.people}")
        if answers:
            round_id = self.store.value("SELECT round_id FROM review_subject WHERE id = ?", (subject,))
            with self.store.write_aside():
                self.store.connection.execute("INSERT INTO rater_progress VALUES (?, ?)", (rater, state))
                for question, answer in zip(self.questions(round_id), answers, strict=False):
                    level, text = (None, answer) if isinstance(answer, str) else (answer, "")
                    self.store.connection.execute("INSERT INTO answer VALUES (?, ?, ?, ?)", (rater, question, level, text))
        return rater

    def answered(self):
        """A round about Zhang Wei: manager and self, four peers, two reports, one customer, and one peer who has not finished."""
        round_id = self.round()
        subject = self.subject(round_id)
        self.rater(subject, "manager", (3, 4, "Delegate more."))
        self.rater(subject, "self", (5, 4, "Nothing."))
        for levels in ((3, 4, "Listen."), (4, None, "Plan."), (3, None, ""), (4, 5, "Write less.")):
            self.rater(subject, "peer", levels)
        self.rater(subject, "report", (2, 2, "Praise."))
        self.rater(subject, "report", (1, 3, ""))
        self.rater(subject, "customer", (5, 5, "Call back."))
        self.rater(subject, "peer", (1, 1, "half a thought"), "begun")
        self.rater(subject, "peer")
        return round_id, subject


@pytest.fixture
def rounds(store):
    return Rounds(store)


@pytest.fixture
def make_rounds():
    """For a store of the test's own."""
    return Rounds
