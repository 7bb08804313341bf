"""Forms of the human side of a plan: statement, obstacle, resistance, purpose told, a promise settled in writing."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar

from perftui.domain.plan_people import OBSTACLE_DAYS, ResistanceLevel
from perftui.domain.plans import SettlementKind
from perftui.i18n import gettext as _
from perftui.i18n import pgettext, say
from perftui.services import obstacles, plan_people, promises
from screens.form_screens import FormScreen
from widgets.fields import NO, YES, Field, FieldKind, Option

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from perftui.storage.drivers import Row


class HumanForm(FormScreen):
    """A new record of the plan above, or one that is changed."""

    TABLE: ClassVar[str] = ""
    MERGES: ClassVar[bool] = False

    def row(self) -> Row | None:
        """The record; None for a new one.

        Raises:
            Gone: It was removed meanwhile.
        """
        if not self.subject:
            return None
        return plan_people.record(self.store, self.TABLE, self.subject)

    def text(self, column: str) -> str:
        """What the record holds in a column; empty for a new one."""
        row = self.row()
        return str(row[column] or "") if row else ""

    @property
    def today(self) -> date:
        """The day."""
        return self.host.today()


class StatementForm(HumanForm):
    """The offer of a statement."""

    FORM: ClassVar[str] = "statement_offer"

    def heading(self) -> str:
        """What it is."""
        return _("Offer a statement")

    def note(self) -> str:
        """Why it is offered."""
        return _("The person may say in writing how they see it. A plan cannot fail before that was offered.")

    def fields(self) -> Sequence[Field]:
        """When."""
        return (Field("on", _("Offered on"), FieldKind.DATE, self.today.isoformat(), is_required=True),)

    def save(self, values: Mapping[str, str]) -> str:
        """Write it down."""
        return plan_people.offer_statement(self.store, self.above, _day(values["on"]) or self.today, self.today)


class AnswerForm(HumanForm):
    """What the person says."""

    FORM: ClassVar[str] = "statement"
    TABLE: ClassVar[str] = "statement"

    def heading(self) -> str:
        """What it is."""
        return _("Statement of the person")

    def fields(self) -> Sequence[Field]:
        """The words, or that there are none."""
        words = _("In their own words. Once written down it stands.")
        return (
            Field("text", _("Statement"), FieldKind.MULTILINE, self.text("text"), words, lines=6),
            Field("is_declined", _("Declined"), FieldKind.YES_NO, YES if self.text("is_declined") == "1" else NO),
        )

    def save(self, values: Mapping[str, str]) -> str:
        """Write it down."""
        row = self.row()
        if row is not None:
            declined = values["is_declined"] == YES
            plan_people.answer_statement(self.store, self.subject, row["version"], values["text"], self.today, is_declined=declined)
        return self.subject


class ObstacleForm(HumanForm):
    """An obstacle, and how it was cleared away."""

    FORM: ClassVar[str] = "obstacle"
    TABLE: ClassVar[str] = "obstacle"

    def heading(self) -> str:
        """What it is."""
        return _("Obstacle") if self.subject else _("New obstacle")

    def fields(self) -> Sequence[Field]:
        """What, who and by when; of one that is there also how it ended."""
        due = self.text("due_date") if self.subject else (self.today + timedelta(OBSTACLE_DAYS)).isoformat()
        asked = (
            Field("text", _("Obstacle"), value=self.text("text"), help=_("What stands in the way."), is_required=True),
            Field("owner", _("Owner"), FieldKind.PERSON, self.text("owner_person_id"), _("Who clears it away.")),
            Field("due", _("Due"), FieldKind.DATE, due),
        )
        if not self.subject:
            return asked
        return (
            *asked,
            Field("closed_on", _("Closed on"), FieldKind.DATE, self.text("closed_on")),
            Field("resolution", _("Solved by"), FieldKind.MULTILINE, self.text("resolution"), lines=3),
        )

    def save(self, values: Mapping[str, str]) -> str:
        """Write it down."""
        row = self.row()
        told: dict[str, object] = {"owner": values["owner"], "due": _day(values["due"])}
        if row is None:
            return obstacles.add(self.store, self.above, values["text"], self.today, owner=values["owner"], due=_day(values["due"]))
        told |= {"text": values["text"], "closed_on": _day(values["closed_on"]), "resolution": values["resolution"]}
        return obstacles.change(self.store, self.subject, row["version"], self.today, **told)


class ResistanceForm(HumanForm):
    """A sign of resistance, and the response."""

    FORM: ClassVar[str] = "resistance_note"
    TABLE: ClassVar[str] = "resistance_note"

    def heading(self) -> str:
        """What it is."""
        return _("Resistance") if self.subject else _("Note resistance")

    def note(self) -> str:
        """Who sees it."""
        return _("For manager and HR. It is on no paper for the person.")

    def fields(self) -> Sequence[Field]:
        """The sign, how strong it was, and what was answered."""
        levels = [Option(level.value, say(level)) for level in ResistanceLevel]
        signal_help = _("What was seen or heard: comes late, says it is pointless, does not answer.")
        return (
            Field("signal", _("Sign"), value=self.text("signal"), help=signal_help, is_required=True),
            Field("level", pgettext("resistance", "Level"), FieldKind.CHOICE, self.text("level") or "1", is_required=True, choices=levels),
            Field("response", _("Response"), FieldKind.MULTILINE, self.text("response"), lines=3),
            Field("on", _("Date"), FieldKind.DATE, self.text("on_date") or self.today.isoformat(), is_required=True),
        )

    def save(self, values: Mapping[str, str]) -> str:
        """Write it down."""
        row, level, on = self.row(), ResistanceLevel(values["level"]), _day(values["on"]) or self.today
        response = values["response"]
        if row is None:
            return plan_people.note_resistance(self.store, self.above, values["signal"], level, on, self.today, response=response)
        about = (self.store, self.subject, row["version"], values["signal"], level, on, self.today)
        return plan_people.change_resistance(*about, response=response)


class PurposeForm(HumanForm):
    """When the purpose of the plan was told."""

    FORM: ClassVar[str] = "purpose_told"

    def heading(self) -> str:
        """What it is."""
        return _("Purpose told")

    def note(self) -> str:
        """What is told."""
        return _("That the plan is help to become able, and not a matter of the person.")

    def fields(self) -> Sequence[Field]:
        """When, and how it went."""
        return (
            Field("on", _("Told on"), FieldKind.DATE, self.today.isoformat(), is_required=True),
            Field("note", _("Note"), FieldKind.MULTILINE, lines=3),
        )

    def save(self, values: Mapping[str, str]) -> str:
        """Write it down as a talk."""
        return plan_people.tell_purpose(self.store, self.above, _day(values["on"]) or self.today, self.today, note=values["note"])


class SettleForm(HumanForm):
    """What became of a promise, in writing; the subject is its table and id, as `plan_step/id`."""

    FORM: ClassVar[str] = "promise_settlement"

    def heading(self) -> str:
        """Which promise it is."""
        entity, _slash, record_id = self.subject.partition("/")
        lines = promises.ledger(self.store, self.above, self.today)
        text = next((line.text for line in lines if (line.entity, line.record_id) == (entity, record_id)), "")
        return _("Promise: {text}").format(text=text)

    def fields(self) -> Sequence[Field]:
        """What became of it."""
        kinds = [Option(kind.value, say(kind)) for kind in SettlementKind]
        words = _("It is kept with the plan. A promise that was not kept counts for the person.")
        return (
            Field("kind", _("What became of it"), FieldKind.CHOICE, SettlementKind.KEPT.value, is_required=True, choices=kinds),
            Field("text", _("In writing"), FieldKind.MULTILINE, help=words, is_required=True, lines=3),
        )

    def save(self, values: Mapping[str, str]) -> str:
        """Settle it."""
        entity, _slash, record_id = self.subject.partition("/")
        promises.settle(self.store, self.above, entity, record_id, SettlementKind(values["kind"]), values["text"], self.today)
        return self.subject


def _day(text: str) -> date | None:
    with suppress(ValueError):
        return date.fromisoformat(text)
    return None
