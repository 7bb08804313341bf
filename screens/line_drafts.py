"""What stands in quick lines when the program ends is a draft, and stands there again at the next start."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from perftui.services import drafts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from screens.frames import Frame
    from widgets.quick_adds import QuickAdd
    from widgets.text_fields import TextField

FIELD = "line"


def keep(section: Frame) -> None:
    """Make drafts of the quick lines of a section; an empty line's draft goes."""
    for bar in _bars(section):
        drafts.keep(section.store, _form(section), bar.id or "", {FIELD: bar.text})


def put_back(section: Frame) -> None:
    """Put the drafts into the quick lines of a section; from then on the lines hold them."""
    for bar in _bars(section):
        draft = drafts.restore(section.store, _form(section), bar.id or "")
        if draft is not None:
            cast("TextField", bar.query_one("TextField")).show_value(draft.fields.get(FIELD, ""))
            drafts.drop(section.store, draft.form, draft.subject)


def _bars(section: Frame) -> Iterable[QuickAdd]:
    """The quick lines, asked for by name: where there are none, their class need not be loaded."""
    return cast("Iterable[QuickAdd]", section.query("QuickAdd"))


def _form(section: Frame) -> str:
    return f"{section.SECTION}-{FIELD}"
