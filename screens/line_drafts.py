"""What stands in quick lines when the program ends is a draft, and stands there again at the next start."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.services import drafts
from widgets.quick_adds import QuickAdd
from widgets.text_fields import TextField

if TYPE_CHECKING:
    from screens.frames import Frame

FIELD = "line"


def keep(section: Frame) -> None:
    """Make drafts of the quick lines of a section; an empty line's draft goes."""
    for bar in section.query(QuickAdd):
        drafts.keep(section.store, _form(section), bar.id or "", {FIELD: bar.text})


def put_back(section: Frame) -> None:
    """Put the drafts into the quick lines of a section; from then on the lines hold them."""
    for bar in section.query(QuickAdd):
        draft = drafts.restore(section.store, _form(section), bar.id or "")
        if draft is not None:
            bar.query_one(TextField).show_value(draft.fields.get(FIELD, ""))
            drafts.drop(section.store, draft.form, draft.subject)


def _form(section: Frame) -> str:
    return f"{section.SECTION}-{FIELD}"
