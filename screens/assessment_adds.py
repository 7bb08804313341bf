"""New assessments: for whom, in which cycle, from what, seen before they are made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.formats import clauses
from perftui.domain.texts import fold
from perftui.i18n import gettext as _
from perftui.i18n import ngettext, say
from perftui.services import assessment_makings, people
from perftui.services.cycle_names import cycle_names
from perftui.services.people import PeopleFilter
from screens.goal_filters import owner_choices
from screens.people_filters import with_all_below
from screens.works import FEW_RECORDS, worked
from widgets.button_lines import Button
from widgets.dialogs.change_lists import NO, YES, ChangeList, ChangeRow, yes_or_no
from widgets.dialogs.pickers import Picker, narrowed
from widgets.pick_lists import Choice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from perftui.services.assessment_makings import MakingLine
    from screens.sections import Section


async def make_assessments(screen: Section, cycle_id: str, cycle_number: int = 0) -> list[str]:
    """Ask for whom, in which cycle and from what; show what would be made, and make it.

    Args:
        screen: Where one is.
        cycle_id: The cycle on which the cursor stands at first; empty for the one that `cycle_number` means.
        cycle_number: Of the filter; 0 for none.

    Returns:
        The ids of the new ones; empty where nothing was made.
    """
    store, today = screen.store, screen.host.today()
    who = await screen.app.push_screen_wait(
        Picker(
            _("New assessments: for whom?"),
            lambda text: owner_choices(store, text, today),
            placeholder=_("a unit for all of its people, or a person"),
        )
    )
    cycle = await _cycle(screen, cycle_id, cycle_number) if who else None
    template = await _template(screen) if cycle else None
    if not who or not cycle or not template:
        return []
    with screen.attempt():
        ids = _people(screen, who)
        lines = assessment_makings.preview(store, ids, cycle, template, today)
        if await _agrees(screen, lines):
            is_long = len(lines) > FEW_RECORDS
            words = _("Making the assessments …")
            made = await worked(
                screen, words, lambda own, _told: assessment_makings.make(own, ids, cycle, template, today), is_long=is_long
            )
            return made or []
    return []


def _people(screen: Section, who: str) -> list[str]:
    kind, _colon, record = who.partition(":")
    if kind == "person":
        return [record]
    shown = PeopleFilter(units=with_all_below(screen.store, record))
    return people.listing(screen.store, shown, screen.host.today()).ids()


async def _cycle(screen: Section, cycle_id: str, number: int) -> str | None:
    known = cycle_names(screen.store)
    current = cycle_id or next((line.id for line in known if line.number == number), "")
    choices = [Choice(line.id, line.name, say(line.state)) for line in known]
    empty = _("No cycles yet: Ctrl+G C adds one.")
    return await screen.app.push_screen_wait(Picker(_("Cycle"), lambda text: narrowed(choices, text, fold), current=current, empty=empty))


async def _template(screen: Section) -> str | None:
    choices = [Choice(each.code, each.name, _("template")) for each in assessment_makings.templates()]
    choices.append(Choice(assessment_makings.RESULTS, _("Key results of the cycle"), _("and 360 feedback, judged")))
    return await screen.app.push_screen_wait(Picker(_("From what?"), lambda text: narrowed(choices, text, fold)))


async def _agrees(screen: Section, lines: Sequence[MakingLine]) -> bool:
    made, refused = sum(not line.refusal for line in lines), sum(bool(line.refusal) for line in lines)
    counts = [ngettext("{n} assessment is made", "{n} assessments are made", made).format(n=made)]
    if refused:
        counts.append(ngettext("{n} person stays as they are (!)", "{n} people stay as they are (!)", refused).format(n=refused))
    shown = sorted(lines, key=lambda line: line.refusal is None)

    def row(index: int) -> ChangeRow:
        line = shown[index]
        indicators = ngettext("{n} indicator", "{n} indicators", line.indicators).format(n=line.indicators)
        return ChangeRow(f"{line.person} {line.staff_no}", line.unit, indicators, say(line.refusal) if line.refusal else "")

    words = ngettext("Make {n} assessment", "Make {n} assessments", made).format(n=made)
    buttons = yes_or_no(words) if made else [Button(NO, _("Back"), "b")]
    heads = (_("Person"), _("Unit"), _("Indicators"))
    question = ChangeList(_("New assessments"), [clauses(counts)], len(shown), row, buttons=buttons, heads=heads)
    return await screen.app.push_screen_wait(question) == YES
