"""Where what is missing is mended: the row of the sheet, and the column in which it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from perftui.domain.plan_lacks import Lack
from screens.plan_sheet_rows import FIGURE, HEADING, TEXT, WHEN, WHO
from screens.plan_text_parts import PLAN

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from perftui.domain.plan_facts import Missing
    from screens.plan_sheet_rows import SheetRow

COLUMN_OF: Final[Mapping[str, str]] = {
    **dict.fromkeys((Lack.GOAL_NUMBER, Lack.GOAL_UNIT), FIGURE),
    **dict.fromkeys((Lack.GOAL_START, Lack.STEP_OWNER), WHO),
    **dict.fromkeys((Lack.GOAL_LATE, Lack.STEP_DATE), WHEN),
}
"""What is missing to the column in which it is written."""
FIELD_OF: Final[Mapping[str, str]] = {
    **dict.fromkeys((Lack.NO_DATES, Lack.TOO_SHORT, Lack.TOO_LONG, Lack.START_PAST, Lack.TIME_ANEW), "start"),
    Lack.NO_CONSEQUENCES: "consequences",
    Lack.NO_CHOICE: "choice",
}
"""What is missing to the line of the plan itself in which it is written."""


def jump_command(missing: Missing) -> str:
    """The action that leads there on the sheet."""
    title = str(missing.message.values.get("title", ""))
    return f"jump_to_lack({missing.part.value!r}, {missing.lack.value!r}, {title!r})"


def target_of(lines: Sequence[SheetRow], part: str, lack: str, title: str) -> tuple[str, str]:
    """The key of the row and the column to go to; the heading of the part where no row is meant."""
    if lack in FIELD_OF:
        return f"{PLAN}:{FIELD_OF[lack]}", TEXT
    named = (row.key for row in lines if title and row.part == part and row.record and row.whole.startswith(title))
    first = (row.key for row in lines if row.part == part and row.record)
    return next(named, "") or next(first, f"{HEADING}{part}"), COLUMN_OF.get(lack, TEXT)
