"""The sample's 360 rounds: one whose forms are all completed, and one that is half answered (R42)."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from perftui.domain.feedback import QuestionKind, RaterGroup
from perftui.i18n import mark
from perftui.services import round_answers, round_raters, rounds
from perftui.storage.stores import Label

if TYPE_CHECKING:
    from collections.abc import Callable

    from perftui.services.cycles import CycleLine
    from perftui.services.demos.staff import Staff
    from perftui.services.round_lines import QuestionLine, RaterLine
    from perftui.storage.stores import Store

SEED = 360
SPEAKS, UNSEEN, SPREAD = 0.35, 0.06, 0.7
"""How often somebody writes words, has not observed something, and how far levels lie around the middle."""


@dataclass(frozen=True, slots=True)
class Rounds:
    """Makes them, each on its day."""

    store: Store
    tale: dict[str, Any]
    """What stands in `rounds.toml`."""
    staff: Staff
    running: CycleLine
    today: date
    turn_clock: Callable[[date], None]
    chance: random.Random = field(default_factory=lambda: random.Random(SEED))

    def make(self) -> str:
        """Both rounds.

        Returns:
            The id of the one whose forms are all completed, to be frozen.
        """
        complete = ""
        for story in self.tale["rounds"]:
            opened = self.today - timedelta(days=story["opened"])
            self.turn_clock(opened)
            with self.store.write(Label(mark("Opened the sample 360 round"))):
                round_id, middles = self._open(story, opened)
            with self.store.write_aside():
                self._answer(round_id, middles, is_complete=story["is_complete"])
            if story["is_complete"]:
                complete = round_id
        self.turn_clock(self.today)
        return complete

    def _open(self, story: dict[str, Any], opened: date) -> tuple[str, dict[str, tuple[float, float]]]:
        """The round, and for each person around which level others and they themselves answer."""
        due = self.today + timedelta(days=story["due"])
        values = {name: story[name] for name in ("title", "questionnaire", "note")}
        round_id = rounds.add_round(self.store, **values, cycle=self.running.id, due=due)
        members = self.staff.members[story["unit"]]
        about = members[: len(story["subjects"])]
        round_raters.add_subjects(self.store, round_id, about)
        by_person = {line.person_id: line.id for line in rounds.subjects(self.store, round_id)}
        for person, tale in zip(about, story["subjects"], strict=True):
            self._invite(by_person[person], person, story["unit"], tale)
        rounds.open_round(self.store, round_id, opened)
        middles = {by_person[person]: (tale["base"], tale["self"]) for person, tale in zip(about, story["subjects"], strict=True)}
        return round_id, middles

    def _invite(self, subject: str, person: str, unit: str, tale: dict[str, Any]) -> None:
        round_raters.add_person(self.store, subject, RaterGroup.MANAGER, self.staff.heads[unit])
        round_raters.add_person(self.store, subject, RaterGroup.SELF, person)
        others = [member for member in self.staff.members[unit] if member != person]
        for peer in self.chance.sample(others, tale["peers"]):
            round_raters.add_person(self.store, subject, RaterGroup.PEER, peer)
        for name in tale["customers"]:
            round_raters.add_outsider(self.store, subject, name=name)

    def _answer(self, round_id: str, middles: dict[str, tuple[float, float]], *, is_complete: bool) -> None:
        questions = rounds.questions(self.store, round_id)
        for place, form in enumerate(round_raters.forms(self.store, round_id)):
            if is_complete or place % 2:
                base, more = middles[form.subject_id]
                self._fill_in(form, questions, base + (more if form.group is RaterGroup.SELF else 0))

    def _fill_in(self, form: RaterLine, questions: list[QuestionLine], middle: float) -> None:
        said = iter((self.tale["words_keep"], self.tale["words_change"]))
        for question in questions:
            if question.kind is QuestionKind.SCALE:
                unseen = form.group is RaterGroup.CUSTOMER and self.chance.random() < UNSEEN
                level = None if unseen else min(5, max(1, round(self.chance.gauss(middle, SPREAD))))
                round_answers.keep_level(self.store, form.id, question.id, level)
            else:
                words = self.chance.choice(next(said))
                if self.chance.random() < SPEAKS:
                    round_answers.keep_words(self.store, form.id, question.id, words)
        round_answers.complete(self.store, form.id)
