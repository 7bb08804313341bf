"""A check-in: value, confidence, a note; what it changes is shown while it is typed."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from perftui.domain.formats import clauses, percent, short_date
from perftui.domain.statuses import needs_blocker
from perftui.domain.texts import shorten
from perftui.errors import PerftuiError
from perftui.i18n import gettext as _
from perftui.services import check_ins
from perftui.services.check_ins import InTheFuture, SupportMissing
from perftui.services.goal_views import key_result_view
from perftui.services.measured_values import parse_confidence, percent_typed
from screens.goal_form_bases import ChoosingForm
from widgets.cells import status_text
from widgets.fields import Field, FieldKind
from widgets.text_fields import TextField

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from decimal import Decimal

    from perftui.errors import Message
    from perftui.services.check_ins import CheckInPreview
    from perftui.services.goal_views import KeyResultView
    from widgets.fields import Check

SUPPORT = frozenset(("blocker", "next_action"))
"""Asked for when the confidence is low, and not shown otherwise."""

TITLE_SHOWN = 40
"""Characters of the title in a notice, so that what the check-in did still fits."""


class CheckInForm(ChoosingForm):
    """Writes down what is known about a key result."""

    FORM: ClassVar[str] = "check_in"
    MERGES: ClassVar[bool] = False

    def __init__(self, subject: str, place: str = "") -> None:
        """A form.

        Args:
            subject: The id of the key result.
            place: Such as `2/5`, when several are checked in one after the other.
        """
        super().__init__(subject)
        self._place = place
        self._view: KeyResultView | None = None
        self.said = ""
        """What the check-in did, once it is saved."""

    def view(self) -> KeyResultView:
        """The key result as it stands."""
        if self._view is None:
            self._view = key_result_view(self.store, self.subject, self.host.today())
        return self._view

    def heading(self) -> str:
        """Which key result it is."""
        template = _("Check in: {title} ({place})") if self._place else _("Check in: {title}")
        return template.format(title=self.view().title, place=self._place)

    def previous(self) -> Mapping[str, str]:
        """What F6 repeats: notes and dates of the check-in before, never its value."""
        return {name: text for name, text in super().previous().items() if name != "value"}

    def fields(self) -> Sequence[Field]:
        """What is asked, in the order of typing."""
        view, today = self.view(), self.host.today()
        last = view.value
        if view.value and view.checked_on:
            last = _("{value} on {day}").format(value=view.value, day=short_date(view.checked_on, today))
        sure_help = _("How sure you are that the target is reached in time: 70 means 70 %. Below 40 say what stands in the way.")
        unit = view.fields["unit"] or ""
        return (
            Field("target", _("Target"), FieldKind.READONLY, view.yardstick),
            Field("last", _("Last"), FieldKind.READONLY, last or _("no data")),
            Field("effect", _("Then"), FieldKind.READONLY, ""),
            *([Field("anchors", _("Levels"), FieldKind.READONLY, self._levels(""))] if view.anchors else []),
            Field("value", _("Value"), help=_("What was measured; the unit can be left out."), placeholder=str(unit)),
            Field("confidence", _("Confidence %"), help=sure_help),
            Field("note", _("Note"), help=_("What one should know about it.")),
            Field("blocker", _("In the way"), help=_("What stands in the way of the target.")),
            Field("next_action", _("Next action"), help=_("What is done about it next, and by whom.")),
            Field("on", _("Date"), FieldKind.DATE, today.isoformat(), help=_("The day that the value is of; not in the future.")),
            Field("evidence", _("Evidence"), help=_("Where the value can be looked up: a report, a list, a link.")),
        )

    def _levels(self, typed: str) -> str:
        """What each level looks like, with a sign before the one that is chosen."""
        chosen: Decimal | None = None
        with suppress(PerftuiError):
            chosen = self._preview(typed, "", self.host.today()).value if typed else None
        return "\n".join(f"{'>' if level == chosen else ' '} {level}  {text}" for level, text in enumerate(self.view().anchors, 1))

    def checks(self) -> Mapping[str, Check]:
        """Value and confidence are read as they will be saved."""
        return {"value": lambda text: self._fault(value=text), "confidence": lambda text: self._fault(confidence=text)}

    def _fault(self, value: str = "", confidence: str = "") -> Message | None:
        try:
            self._preview(value, confidence, self.host.today())
        except PerftuiError as error:
            return error.message
        return None

    def unknown(self, values: Mapping[str, str]) -> Collection[str]:
        """What is asked for only when the confidence is low."""
        if values["blocker"] or values["next_action"]:
            return ()
        with suppress(PerftuiError):
            if needs_blocker(parse_confidence(percent_typed(values["confidence"]))):
                return ()
        return SUPPORT

    def field_of(self, error: PerftuiError) -> str:
        """Where what was refused is mended."""
        if isinstance(error, SupportMissing):
            return error.fields[0]
        return "on" if isinstance(error, InTheFuture) else ""

    # what it changes

    def opened(self) -> None:
        """Follow what is typed."""
        for field in self.form.query(TextField):
            self.watch(field, "value", self._foresee, init=False)
        self.form.focus_field("value")
        self._foresee()

    def _foresee(self) -> None:
        self.show_known()
        values = self.form.values
        self.form.restore({"anchors": self._levels(values["value"])})
        try:
            found = self._preview(values["value"], values["confidence"], _day(values["on"]) or self.host.today())
        except PerftuiError:
            self.form.restore({"effect": "…"})
        else:
            late = [_("was due earlier")] if found.is_late else []
            self.form.restore({"effect": clauses([self._effect(found), *late])})

    def _preview(self, value: str, confidence: str, on: date) -> CheckInPreview:
        return check_ins.preview(self.store, self.subject, value, percent_typed(confidence), on=on, today=self.host.today())

    def _effect(self, found: CheckInPreview) -> str:
        """Such as `progress 18% → 45%, goal 23% → 40%, ▲ At risk → ● On track`."""
        glyphs = self.host.glyphs
        parts = [
            _("progress {before} → {after}").format(before=percent(found.progress_before), after=percent(found.progress_after)),
            _("goal {before} → {after}").format(before=percent(found.goal_before), after=percent(found.goal_after)),
        ]
        before, after = status_text(found.status_before, glyphs), status_text(found.status_after, glyphs)
        parts.append(after if before == after else f"{before} → {after}")
        parts += [_("corrects today's")] if found.is_correction else []
        return clauses(parts)

    def save(self, values: Mapping[str, str]) -> str:
        """Write it down."""
        kept, today = self.kept(values), self.host.today()
        texts = {name: kept[name] or "" for name in ("note", "blocker", "next_action", "evidence")}
        on = _day(values["on"]) or today
        foreseen = self._preview(values["value"], values["confidence"], on)
        confidence = percent_typed(values["confidence"])
        check_ins.check_in(self.store, self.subject, values["value"], confidence, today=today, on=on, **texts)
        title = shorten(self.view().title, TITLE_SHOWN)
        self.said = _("Checked in “{title}”: {effect}").format(effect=self._effect(foreseen), title=title)
        return self.subject


def _day(text: str) -> date | None:
    with suppress(ValueError):
        return date.fromisoformat(text)
    return None
