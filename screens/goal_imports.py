"""Import goals: a file, what it would do line by line, and all of it or nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from perftui.domain.calendars import add_months
from perftui.domain.codes import CycleKind, CycleState
from perftui.domain.cycles import cycle_of
from perftui.i18n import gettext as _
from perftui.i18n import ngettext
from perftui.services import goal_imports
from perftui.services.cycle_names import cycle_names
from perftui.services.goal_import_words import happenings, summary
from perftui.services.transfer.files import read_bytes
from screens.works import worked
from widgets.button_lines import Button
from widgets.cells import cut
from widgets.dialogs.change_lists import NO, YES, ChangeList, ChangeRow
from widgets.dialogs.paths import PathPrompt
from widgets.dialogs.previews import Preview
from widgets.dialogs.questions import Question, Questions
from widgets.pick_lists import Choice

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from perftui.services.goal_import_plans import GoalImportPlan
    from perftui.services.goal_import_words import Happening
    from screens.goal_lists import GoalList

ENDINGS = (".md", ".markdown", ".txt", ".csv", ".tsv", ".xlsx", ".xlsm")
OPTIONS = "options"
"""The answer of who wants another cycle, or to take suggested targets."""
SMALL = 100_000
"""Bytes of a text that are read, compared and written at once; workbooks are read by another process, which takes a while."""
WIDTHS = (44, 12, 14)
LABEL = 44
"""Cells of a key result's title beside its suggested target."""
AS_TOLD, CYCLE, LINE, TAKEN = "as-told", "cycle", "line:", "taken"
"""Keys of questions, and the answer that takes a suggestion."""


async def import_goals(screen: GoalList) -> str:
    """Ask for a file, show what would happen, and do it.

    Returns:
        The name of the cycle that something was imported into; empty when nothing was.
    """
    named = await screen.app.push_screen_wait(PathPrompt(_("Import goals: Markdown, CSV or XLSX"), endings=ENDINGS))
    cycle = ""
    if named is not None:
        with screen.attempt():
            cycle = await _Import(screen, Path(named), read_bytes(Path(named))).run()
    return cycle


class _Import:
    """One file on its way in."""

    def __init__(self, screen: GoalList, path: Path, data: bytes) -> None:
        self.screen, self.path, self.data = screen, path, data
        self.cycle: str | None = None
        self.accepted: tuple[int, ...] = ()
        self.is_long = len(data) > SMALL or path.suffix.casefold().startswith(".xls")
        self.title = _("Import goals: {file}").format(file=path.name)

    async def run(self) -> str:
        answer, planned = OPTIONS, await self._plan()
        while planned is not None and answer == OPTIONS:
            answer = await self._ask(planned)
            if answer == OPTIONS:
                await self._choose(planned)
                planned = await self._plan()
        is_done = planned is not None and answer == YES and await self._do(planned)
        return planned.cycle.name if planned is not None and is_done else ""

    async def _plan(self) -> GoalImportPlan | None:
        words, today = _("Comparing {file} …").format(file=self.path.name), self.screen.host.today()
        return await worked(
            self.screen,
            words,
            lambda store, _told: goal_imports.plan_import(store, self.data, self.cycle, today, name=self.path.name, accepted=self.accepted),
            is_long=self.is_long,
        )

    async def _do(self, planned: GoalImportPlan) -> bool:
        words = _("Importing {file} …").format(file=self.path.name)
        done = await worked(self.screen, words, lambda store, _told: goal_imports.apply_import(store, planned), is_long=self.is_long)
        return done is not None

    async def _ask(self, planned: GoalImportPlan) -> str:
        if planned.problems:
            n = len(planned.problems)
            words = ngettext(
                "{n} problem: nothing is changed before it is mended.", "{n} problems: nothing is changed before they are mended.", n
            )
            lines = [words.format(n=n), *summary(planned)]
            await self.screen.app.push_screen_wait(Preview(self.title, lines, planned.problems, can_accept=False))
            return NO
        rows = [_row(each) for each in happenings(planned)]
        buttons = [Button(OPTIONS, _("Cycle and targets"), "c"), Button(NO, _("No"), "n")]
        if planned.is_possible:
            buttons.insert(0, Button(YES, _("Import"), "y"))
        heads = (_("In the file"), _("What"), _("Change"))
        dialog = ChangeList(self.title, summary(planned), len(rows), rows.__getitem__, buttons=buttons, heads=heads, widths=WIDTHS)
        return await self.screen.app.push_screen_wait(dialog) or NO

    # what the user may decide

    async def _choose(self, planned: GoalImportPlan) -> None:
        answers = await self.screen.app.push_screen_wait(Questions(self.title, [], list(self._questions(planned))))
        if answers is not None:
            self._take(answers)

    def _questions(self, planned: GoalImportPlan) -> Iterator[Question]:
        today = self.screen.host.today()
        known = [line.name for line in cycle_names(self.screen.store) if line.state is not CycleState.CLOSED]
        coming = [str(cycle_of(add_months(today, months), CycleKind.QUARTER)) for months in (0, 3)]
        names = dict.fromkeys((planned.cycle.name, *known, *coming))
        told = _("As the file says: {cycles}").format(cycles=_(", ").join(cycle.name for cycle in planned.cycles))
        as_told = Choice(AS_TOLD, _("As the file says") if self.cycle else told)
        chosen = self.cycle or AS_TOLD
        yield Question(CYCLE, _("Cycle"), [as_told, *(Choice(name, name) for name in names)], chosen)
        group = _("Targets found in the words of key results")
        for found in planned.suggestions:
            options = [Choice("", _("done or not done")), Choice(TAKEN, found.target)]
            yield Question(f"{LINE}{found.line}", cut(found.title, LABEL), options, TAKEN if found.is_accepted else "", group)

    def _take(self, answers: Mapping[str, str]) -> None:
        self.cycle = None if answers[CYCLE] == AS_TOLD else answers[CYCLE]
        self.accepted = tuple(int(key.removeprefix(LINE)) for key, answer in answers.items() if key.startswith(LINE) and answer)


def _row(each: Happening) -> ChangeRow:
    who = f"{each.line:>4}  {'  ' * each.depth}{each.title}"
    whole = _("Line {line}: {title} – {what}").format(line=each.line, title=each.title, what=each.what)
    return ChangeRow(who, each.kind or "–", each.what, whole=whole)
