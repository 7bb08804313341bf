"""Plans in forms: a new one from a gap, an assessment, a person or nothing; and the texts, dates and people of one."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual import on

from perftui.domain.dates import parse_date
from perftui.domain.durations import read_duration
from perftui.domain.formats import describe_date
from perftui.domain.plan_limits import check_span
from perftui.domain.plans import PRESETS, PlanKind
from perftui.errors import PerftuiError
from perftui.i18n import gettext as _
from perftui.i18n import ngettext, pgettext, say
from perftui.services import plan_edits, plan_library
from perftui.services.action_listings import me
from perftui.services.plan_choices import support_choices
from perftui.services.plan_makings import PlanOrder, make_plan, manager_of, template_for
from perftui.services.plan_subjects import Subject, subject_of
from perftui.services.plan_views import plan_view
from screens.form_screens import FormScreen
from screens.goal_form_bases import percent_of, weight_of
from screens.plan_heads import PACKS, pack_title
from widgets.fields import Field, FieldKind, Option
from widgets.forms import Form

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from perftui.errors import Message
    from perftui.services.plan_library import Template
    from perftui.services.plan_lines import PlanView
    from widgets.fields import Check

BLANK = "blank"
"""In place of a template's code: none."""
HELPERS = ("mentor", "hr", "training")
"""Roles of a template that are given to people by choice."""


def pack_options() -> list[Option]:
    """The evidence packs."""
    return [Option(code, pack_title(code)) for code in PACKS]


def pack_help() -> str:
    """What an evidence pack is for."""
    return _("The checklist of what the plan must be able to show at its end. No legal advice.")


def kind_help() -> str:
    """What the kinds are."""
    return _("An improvement plan has every guard; development plans and own plans need no reading by HR and no consequences.")


def start_help() -> str:
    """What the start means."""
    return _("The first day; it is not before the day on which the person learns of the plan.")


def kind_options() -> list[Option]:
    """The kinds of plans."""
    return [Option(kind.value, say(kind)) for kind in PlanKind]


def lasts_of(template: Template | None) -> str:
    """How long a plan lasts if nobody says otherwise: as its template, else the longest preset."""
    return template.lasts if template else f"{PRESETS[-1]}d"


class NewPlanForm(FormScreen):
    """Makes a plan out of what stands above it: a gap, an assessment with its gaps, or a person."""

    FORM: ClassVar[str] = "new_plan"
    _subject: Subject | None = None
    _made_from = ""
    """The template that is chosen."""

    @property
    def about(self) -> Subject:
        """Whom and which gaps it is about."""
        if self._subject is None:
            self._subject = subject_of(self.store, self.above)
        return self._subject

    def heading(self) -> str:
        """That it is a new one."""
        return _("New plan")

    def note(self) -> str:
        """Which gaps it answers."""
        names = self.about.dimensions
        return _("Answers: {gaps}").format(gaps=_(", ").join(names)) if names else ""

    def fields(self) -> Sequence[Field]:
        """Whose, of what kind, from which template, how long, and who helps."""
        person, code = self.about.person, template_for(self.store, self.about.gaps) or BLANK
        template = plan_library.template(code)
        templates = [*(Option(each.code, each.name) for each in plan_library.templates()), Option(BLANK, _("Blank"))]
        template_help = _("It brings goals, steps and texts; all of them can be changed afterwards.")
        people_help = _("Steps of the template that somebody in this role does are given to them; empty: to the role alone.")
        return (
            Field("person", _("Person"), FieldKind.PERSON, person, _("Who is to succeed with it."), is_required=True),
            Field("kind", _("Kind"), FieldKind.CHOICE, PlanKind.PIP.value, kind_help(), choices=kind_options(), is_required=True),
            Field("template", _("Template"), FieldKind.CHOICE, code, template_help, choices=templates, is_required=True),
            Field("start", _("Start"), FieldKind.DATE, self.host.today().isoformat(), start_help(), is_required=True),
            self._lasts(lasts_of(template)),
            Field("title", _("Title"), help=_("Empty: what the gap is about, or the name of the template.")),
            Field("mentor", _("Mentor"), FieldKind.PERSON, help=people_help),
            Field("hr", _("HR"), FieldKind.PERSON, me(self.store) if me(self.store) != person else "", help=people_help),
            Field("training", _("Training"), FieldKind.PERSON, help=people_help),
            Field("pack", _("Evidence pack"), FieldKind.CHOICE, "generic", pack_help(), choices=pack_options(), is_required=True),
        )

    def opened(self) -> None:
        """Know which template is chosen, so that another one is noticed."""
        super().opened()
        self._made_from = self.form.values["template"]

    @on(Form.FieldLeft)
    def _follow_template(self, event: Form.FieldLeft) -> None:
        """Let the plan last as long as its template, unless somebody said otherwise."""
        if event.name == "template" and event.value != self._made_from:
            before, self._made_from = plan_library.template(self._made_from), event.value
            if self.form.values["lasts"] == lasts_of(before):
                self.form.restore({"lasts": lasts_of(plan_library.template(event.value))})

    def _lasts(self, value: str) -> Field:
        told = _("{presets} days, 3m for calendar months, or the last day; 14 to 180 days.").format(presets=", ".join(map(str, PRESETS)))
        choices = [Option(f"{days}d", ngettext("{n} day", "{n} days", days).format(n=days)) for days in PRESETS]
        return Field("lasts", _("Lasts"), value=value, help=told, choices=choices, echo=self._until, is_required=True)

    def checks(self) -> Mapping[str, Check]:
        """Whether it is a length of time, and a possible one."""
        return {"lasts": self._lasts_fault}

    def _start(self) -> date:
        try:
            return date.fromisoformat(self.form.values["start"])
        except (KeyError, ValueError):
            return self.host.today()

    def _end(self, text: str, start: date) -> date:
        lasts = read_duration(text)
        return lasts.last_day(start) if lasts else parse_date(text, self.host.today())

    def _until(self, text: str) -> str:
        try:
            end = self._end(text, self._start())
            days = check_span(self._start(), end)
        except PerftuiError:
            return ""
        lasts = ngettext("{n} day", "{n} days", days).format(n=days)
        return f"{describe_date(end, self.host.today())} · {lasts}"

    def _lasts_fault(self, text: str) -> Message | None:
        try:
            check_span(self._start(), self._end(text, self._start()))
        except PerftuiError as error:
            return error.message
        return None

    def save(self, values: Mapping[str, str]) -> str:
        """Make the plan."""
        start = date.fromisoformat(values["start"])
        order = PlanOrder(
            person=values["person"],
            kind=PlanKind(values["kind"]),
            template="" if values["template"] == BLANK else values["template"],
            start=start,
            end=self._end(values["lasts"], start),
            title=values["title"],
            pack=values["pack"],
            gaps=self.about.gaps,
            helpers={role: values[role] for role in HELPERS if values[role]},
        )
        return make_plan(self.store, order, self.host.today())


class PlanForm(FormScreen):
    """Changes the texts, dates and people of a plan."""

    FORM: ClassVar[str] = "plan"
    first = ""
    """The field in which it begins; empty for the first one."""
    _view: PlanView | None = None

    def _before(self) -> PlanView:
        if self._view is None:
            self._view = plan_view(self.store, self.subject)
        return self._view

    def forget(self) -> None:
        """Read the plan anew."""
        self._view = None

    def heading(self) -> str:
        """Which plan it is."""
        return self._before().line.title

    def opened(self) -> None:
        """Begin in the field that was asked for."""
        if self.first:
            self.form.focus_field(self.first)

    def fields(self) -> Sequence[Field]:
        """All that belongs to the plan itself."""
        view = self._before()
        line, dates = view.line, {"start": view.line.start, "end": view.line.end}
        manager = line.manager_id or manager_of(self.store, line.person_id)
        passes_help = _("How much of the gap must be closed at the end, beside all goals that must be met.")
        return (
            Field("title", _("Title"), value=line.title, help=_("What the plan is about, in a few words."), is_required=True),
            Field("kind", _("Kind"), FieldKind.CHOICE, line.kind.value, kind_help(), choices=kind_options(), is_required=True),
            Field("start", _("Start"), FieldKind.DATE, dates["start"].isoformat() if dates["start"] else "", start_help()),
            Field("end", _("End"), FieldKind.DATE, dates["end"].isoformat() if dates["end"] else "", _("14 to 180 days after the start.")),
            Field("manager", _("Manager"), FieldKind.PERSON, manager, _("Who leads the person and holds the checks.")),
            Field("hr", _("HR"), FieldKind.PERSON, line.hr_id, _("Who reads the plan before it is issued.")),
            Field("pack", _("Evidence pack"), FieldKind.CHOICE, line.pack, pack_help(), choices=pack_options(), is_required=True),
            Field("pass_closure", _("Passes from %"), FieldKind.PERCENT, percent_of(view.pass_closure), passes_help, is_required=True),
            *_texts(view),
        )

    def save(self, values: Mapping[str, str]) -> str:
        """Change the plan."""
        line = self._before().line
        changes: dict[str, object] = {name: values[name] for name in self.changed(values)}
        if "pass_closure" in changes:
            changes["pass_closure"] = weight_of(values["pass_closure"])
        plan_edits.edit_plan(self.store, line.id, line.version, self.host.today(), **changes)
        return line.id


def _texts(view: PlanView) -> Iterator[Field]:
    ends_help = _("What follows if the plan is met, and if it is not. Needed for the issue.")
    yield Field("purpose", _("Purpose"), FieldKind.MULTILINE, view.purpose, _("What it is for, as the person will read it."), lines=3)
    yield Field("reason", _("Reason"), FieldKind.MULTILINE, view.reason, _("Which gap it answers: numbers and facts."), lines=3)
    yield Field("consequences", _("Consequences"), FieldKind.MULTILINE, view.consequences, ends_help, lines=3)
    choices = [Option(name, name) for name in support_choices()]
    choice_help, why_help = _("Which help the person chose: a mentor, focused training, …"), _("In their words, or why nothing was chosen.")
    yield Field("choice", _("Choice"), value=view.choice, help=choice_help, choices=choices)
    yield Field("choice_note", pgettext("choice", "Why"), FieldKind.MULTILINE, view.choice_note, why_help, lines=2)
