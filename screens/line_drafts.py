"""What stands in a quick line when it is left, or when the program ends, is a draft: the next line is empty, Today has the old one."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from perftui.domain.texts import shorten
from perftui.i18n import gettext as _
from perftui.services import drafts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from screens.frames import Frame
    from widgets.quick_adds import QuickAdd

FIELD, SUFFIX = "line", "-line"
SHOWN = 30
"""Characters of a line in a notice."""


def keep(section: Frame) -> list[str]:
    """Make drafts of the quick lines of a section.

    Returns:
        The subjects of those that are open.
    """
    bars = list(_bars(section))
    for bar in bars:
        _keep(section, bar)
    return [bar.draft for bar in bars if bar.display and bar.draft]


def put_aside(section: Frame, bar: QuickAdd) -> str:
    """Keep what stands in a line as a draft, and empty it; an emptied line's draft goes.

    Returns:
        What is to be said about it; empty where nothing was typed.
    """
    text = shorten(_keep(section, bar), SHOWN)
    bar.empty()
    return _("Not added, kept on Today: “{text}”. F5 in the line takes it back.").format(text=text) if text else ""


def added(section: Frame, bar: QuickAdd) -> None:
    """What stood in a line is a record now: its draft goes."""
    if bar.draft:
        drafts.drop(section.store, _form(section), bar.draft)
    bar.empty()


def open_line(section: Frame, name: str, above: str) -> QuickAdd:
    """Open a line below a record; what stands in another line, or was typed for another place, is put aside."""
    for bar in _bars(section):
        if (bar.id or "", bar.above) != (name, above):
            put_aside(section, bar)
            bar.display = False
    bars = list(_bars(section))
    opened = next((bar for bar in bars if (bar.id or "") == name), bars[0])
    opened.above = above
    opened.open()
    if not opened.text and (earlier := _earlier(section, opened)):
        text = drafts.first_text(earlier[0], SHOWN)
        opened.refuse(_("Not added earlier: “{text}”. F5 takes it back here.").format(text=text))
    return opened


def recall(section: Frame, bar: QuickAdd) -> None:
    """Put back what was typed last for the same place and not added."""
    earlier = _earlier(section, bar)
    if earlier:
        _put_back(bar, earlier[0])
    else:
        bar.refuse(_("Nothing typed here before waits to be added."))


def take_up(section: Frame, subject: str) -> None:
    """Open the line where a draft was typed, below the record it was typed for, with what was typed."""
    draft = drafts.restore(section.store, _form(section), subject)
    if draft is not None:
        section.open_line(drafts.line_of(subject), drafts.place_of(subject))
        _put_back(next(bar for bar in _bars(section) if bar.display), draft)


def _put_back(bar: QuickAdd, draft: drafts.DraftLine) -> None:
    bar.open(draft.fields.get(FIELD, ""))
    bar.draft = draft.subject


def _keep(section: Frame, bar: QuickAdd) -> str:
    if bar.text or bar.draft:
        bar.draft = bar.draft or drafts.new_subject(section.store, bar.above, bar.id or "")
        drafts.keep(section.store, _form(section), bar.draft, {FIELD: bar.text})
    return bar.text


def _earlier(section: Frame, bar: QuickAdd) -> list[drafts.DraftLine]:
    return drafts.below(section.store, _form(section), bar.above, bar.id or "")


def _bars(section: Frame) -> Iterable[QuickAdd]:
    """The quick lines, asked for by name: where there are none, their class need not be loaded."""
    return cast("Iterable[QuickAdd]", section.query("QuickAdd"))


def _form(section: Frame) -> str:
    return f"{section.SECTION}{SUFFIX}"
