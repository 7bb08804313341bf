"""Rounds of 360 feedback, their weights, their questions and raters from outside, in forms."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from perftui.domain.feedback import QuestionKind, RaterGroup
from perftui.i18n import gettext as _
from perftui.i18n import say
from perftui.services import cycles, questionnaires, round_places, round_questions, round_raters, rounds
from perftui.storage.stores import Gone
from screens.form_screens import FormScreen
from screens.goal_form_bases import percent_of, weight_fault, weight_of
from widgets.fields import Field, FieldKind, Option

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from perftui.services.round_lines import QuestionLine, RoundLine
    from widgets.fields import Check

TITLE = 60
"""Characters of a question on the frame."""


class RoundForm(FormScreen):
    """Makes a round or changes one."""

    FORM: ClassVar[str] = "review_round"
    _line: RoundLine | None = None

    def heading(self) -> str:
        """Which round it is."""
        line = self._before()
        return line.title if line else _("New 360 round")

    def _before(self) -> RoundLine | None:
        if self.subject and self._line is None:
            self._line = rounds.get(self.store, self.subject)
        return self._line

    def fields(self) -> Sequence[Field]:
        """Title, cycle, questionnaire, day, threshold and note."""
        line = self._before()
        today = self.host.today()
        running = cycles.running(self.store, today)
        options = [Option("", _("none")), *(Option(one.id, one.name) for one in cycles.listing(self.store, today))]
        cycle = line.cycle_id if line else running.id if running else ""
        shown = _("Groups with fewer completed forms are merged or hidden, so that nobody is recognised. Managers and self are exempt.")
        return (
            Field("title", _("Title"), value=line.title if line else "", is_required=True),
            Field("cycle", _("Cycle"), FieldKind.CHOICE, cycle, choices=options),
            *self._questionnaire(),
            Field("due", _("Answers by"), FieldKind.DATE, line.due.isoformat() if line and line.due else ""),
            Field("threshold", _("Shown from"), FieldKind.NUMBER, str(line.threshold) if line else "3", help=shown),
            Field("note", _("Note"), FieldKind.MULTILINE, line.note if line else "", lines=3),
        )

    def _questionnaire(self) -> Iterator[Field]:
        if self.subject:
            return
        options = [*(Option(code, name) for code, name in questionnaires.choices().items()), Option("", _("none: I write my own"))]
        explained = _("Its questions are copied into the round, in both languages, and can be changed there.")
        yield Field("questionnaire", _("Questions"), FieldKind.CHOICE, options[0].code, explained, choices=options)

    def save(self, values: Mapping[str, str]) -> str:
        """Make or change the round."""
        line = self._before()
        if line is not None:
            return rounds.edit_round(self.store, line.id, line.version, **{name: values[name] for name in self.changed(values)})
        return rounds.add_round(self.store, **values)


class WeightsForm(FormScreen):
    """The weights of the groups of a round."""

    FORM: ClassVar[str] = "round_weights"
    MERGES: ClassVar[bool] = False

    def heading(self) -> str:
        """Of which round."""
        return rounds.get(self.store, self.subject).title

    def note(self) -> str:
        """What they must sum to."""
        return _("Together 100%. A group with 0 is not asked. Self is set against the others and has no weight.")

    def fields(self) -> Sequence[Field]:
        """A weight for each group but self."""
        lines = [line for line in rounds.groups(self.store, self.subject) if line.group is not RaterGroup.SELF]
        return [Field(line.group.value, say(line.group), FieldKind.PERCENT, percent_of(line.weight)) for line in lines]

    def checks(self) -> Mapping[str, Check]:
        """Each is a percentage."""
        return {group.value: weight_fault for group in RaterGroup}

    def save(self, values: Mapping[str, str]) -> str:
        """Weigh them anew in one step."""
        weights = {RaterGroup(code): weight_of(text) or 0 for code, text in values.items()}
        rounds.weigh(self.store, self.subject, weights)
        return self.subject


class QuestionForm(FormScreen):
    """Adds a question to the round above or changes one."""

    FORM: ClassVar[str] = "question"
    CAN_ADD_ANOTHER: ClassVar[bool] = True
    after: str = ""
    """The question below which a new one stands; empty: behind all."""
    _line: QuestionLine | None = None

    def heading(self) -> str:
        """Which question it is."""
        line = self._before()
        return line.text[:TITLE] if line else _("New question")

    def _before(self) -> QuestionLine | None:
        if self.subject and self._line is None:
            self._line = round_questions.question(self.store, self.subject)
        return self._line

    def fields(self) -> Sequence[Field]:
        """How it is answered, and its text in both languages."""
        line = self._before()
        kinds = [Option(kind.value, say(kind)) for kind in QuestionKind]
        kind = line.kind if line else QuestionKind.SCALE
        explained = _("What it is about in a word or two, such as reliability; groups the report. May stay empty.")
        return (
            Field("text_en", _("English"), value=line.text_en if line else ""),
            Field("text_zh", _("Chinese"), value=line.text_zh if line else ""),
            Field("kind", _("Answered"), FieldKind.CHOICE, kind.value, choices=kinds),
            Field("competency", _("Competency"), value=line.competency if line else "", help=explained),
        )

    def save(self, values: Mapping[str, str]) -> str:
        """Add or change it."""
        line = self._before()
        if line is not None:
            return round_questions.edit_question(self.store, line.id, line.version, **{name: values[name] for name in self.changed(values)})
        return round_questions.add_question(self.store, self.above, self.after, **values)


class OutsiderForm(FormScreen):
    """Adds somebody from outside who answers about the person above."""

    FORM: ClassVar[str] = "outsider"
    CAN_ADD_ANOTHER: ClassVar[bool] = True

    def heading(self) -> str:
        """About whom."""
        name = round_places.subject_name(self.store, self.above)
        return _("Answers about {name}").format(name=name)

    def fields(self) -> Sequence[Field]:
        """Name, address and group."""
        groups = [Option(group.value, say(group)) for group in RaterGroup if group is not RaterGroup.SELF]
        return (
            Field("name", _("Name"), is_required=True, help=_("Somebody who never logs in, such as a customer.")),
            Field("email", _("E-mail")),
            Field("group", _("Group"), FieldKind.CHOICE, RaterGroup.CUSTOMER.value, choices=groups),
        )

    def save(self, values: Mapping[str, str]) -> str:
        """Add the rater."""
        if not self.above:
            raise Gone
        return round_raters.add_outsider(self.store, self.above, **values)
