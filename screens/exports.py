"""Export: what is listed, to a file that the user names."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from perftui.domain.texts import printable
from perftui.i18n import gettext as _
from perftui.i18n import ngettext
from screens.works import worked
from widgets.dialogs.confirms import YES, yes_no
from widgets.dialogs.paths import PathPrompt

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from perftui.services.measures import MeasureFilter
    from perftui.storage.stores import Store
    from screens.goal_lists import GoalList
    from screens.people_lists import PeopleList
    from screens.sections import Section

FEW_GOALS, FEW_PEOPLE = 1_000, 2_000
"""Goals with key results, and people, that are written at once, without a thread."""
FEW_IN_MARKDOWN = 150
"""The same for Markdown, in which every number is put into words."""


async def export_goals(screen: GoalList) -> None:
    """Ask for a name, ask again before replacing a file, and write the goals of the cycles that are shown."""
    from perftui.services import goal_exports

    def words(n: int) -> str:
        return ngettext("Wrote {n} goal or key result to {path}.", "Wrote {n} goals and key results to {path}.", n)

    def write(store: Store, path: Path, is_there: bool) -> int:
        return goal_exports.export(store, path, is_there, cycles)

    cycles = screen.filter().cycles
    title = _("Export the goals of the cycles that are shown")
    place = await named(screen, title, "goals.md", (".csv", ".xlsx", ".md", ".json", ".jsonl"))
    if place is not None:
        few = FEW_IN_MARKDOWN if place[0].suffix.casefold() == ".md" else FEW_GOALS
        await written(screen, place, write, words, is_long=screen.amount > few)


async def export_people(screen: PeopleList) -> None:
    """Ask for a name, ask again before replacing a file, and write those who are listed."""
    from perftui.services import people_exports

    def words(n: int) -> str:
        return ngettext("Wrote {n} person to {path}.", "Wrote {n} people to {path}.", n)

    def write(store: Store, path: Path, is_there: bool) -> int:
        return people_exports.export(store, path, today, is_there, shown)

    shown, today, count = screen.shown, screen.host.today(), screen.table.row_count
    title = _("Export the people in the list")
    place = await named(screen, title, "people.csv", (".csv", ".xlsx", ".json", ".jsonl"))
    if place is not None:
        await written(screen, place, write, words, is_long=count > FEW_PEOPLE)


async def export_rows(  # noqa: PLR0913  # the last is a keyword that most leave out
    screen: Section, title: str, text: str, endings: Sequence[str], write: Callable[[Store, Path, bool], int], *, is_long: bool = False
) -> None:
    """Ask for a name, ask again before replacing a file, and write the rows of what is shown.

    Args:
        screen: Where one is.
        title: What is exported.
        text: The name that is offered.
        endings: Those that tell a format.
        write: Writes to a path, over a file that is there where it is told so, and says how many rows it has written.
        is_long: Whether it may take longer than a moment; then it is written in a thread.
    """

    def words(n: int) -> str:
        return ngettext("Wrote {n} row to {path}.", "Wrote {n} rows to {path}.", n)

    place = await named(screen, title, text, endings)
    if place is not None:
        await written(screen, place, write, words, is_long=is_long)


async def export_measures(screen: Section, shown: MeasureFilter) -> None:
    """Ask for a name, ask again before replacing a file, and write the measures that are listed."""
    from perftui.services import measure_exports

    def words(n: int) -> str:
        return ngettext("Wrote {n} measure to {path}.", "Wrote {n} measures to {path}.", n)

    def write(store: Store, path: Path, is_there: bool) -> int:
        return measure_exports.export(store, path, is_there, shown)

    endings = (".csv", ".xlsx", ".yaml", ".json", ".jsonl")
    place = await named(screen, _("Export the measures in the list"), "measures.csv", endings)
    if place is not None:
        await written(screen, place, write, words, is_long=False)


async def export_minutes(screen: Section, meeting_id: str, on: date) -> None:
    """Ask for a name, ask again before replacing a file, and write the minutes of a meeting."""
    from perftui.services import meeting_minutes

    place = await named(screen, _("Export the minutes"), f"minutes-{on.isoformat()}.md", (".md", ".docx", ".txt"))
    if place is not None:
        words = _("Wrote the minutes to {path}.")
        await written(
            screen,
            place,
            lambda store, path, is_there: meeting_minutes.export(store, meeting_id, path, is_there),
            lambda _n: words,
            is_long=False,
        )


async def named(screen: Section, title: str, text: str, endings: Sequence[str]) -> tuple[Path, bool] | None:
    """The path that was given, and whether a file there is replaced; None where it was left open, or where that file shall stay."""
    told = _("A new file; {endings} decides the kind.").format(endings=" ".join(ending for ending in endings if ending != ".jsonl"))
    named = await screen.app.push_screen_wait(PathPrompt(title, text=text, endings=endings, must_exist=False, empty=told))
    if named is None:
        return None
    path, is_there = Path(named), os.path.exists(named)  # unlike its namesake in Path it never raises
    question = yes_no(_("Replace {path}?").format(path=printable(str(path))), is_yes_first=False)
    return None if is_there and await screen.app.push_screen_wait(question) != YES else (path, is_there)


async def written(
    screen: Section, place: tuple[Path, bool], write: Callable[[Store, Path, bool], int], words: Callable[[int], str], *, is_long: bool
) -> None:
    """Write to the path that was given, and say so; what is refused is said."""
    path, is_there = place
    with screen.attempt():
        told = _("Writing {path} …").format(path=printable(str(path)))
        count = await worked(screen, told, lambda store, _told: write(store, path, is_there), is_long=is_long)
        if count is not None:
            screen.tell(words(count).format(n=count, path=printable(str(path))))
