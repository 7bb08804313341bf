"""What an import of measures would do, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.i18n import gettext as _
from perftui.i18n import ngettext, say
from perftui.services.history_fields import FIELDS

if TYPE_CHECKING:
    from perftui.services.measure_imports import MeasureEntry, MeasureImportPlan


def summary(planned: MeasureImportPlan) -> list[str]:
    """The numbers and notes, a line each."""
    counts = _("{added} new, {changed} changed, {unchanged} unchanged").format(
        added=len(planned.added), changed=len(planned.changed), unchanged=planned.unchanged
    )
    files = ngettext("{n} file", "{n} files", planned.files).format(n=planned.files)
    lines = [f"{files}: {counts}"]
    if out := len(planned.left_out):
        words = ngettext("{n} file has a problem and is left out.", "{n} files have problems and are left out.", out)
        lines.append(words.format(n=out))
    if n := sum(bool(entry.replaces) for entry in planned.entries):
        words = ngettext(
            "{n} built-in measure would be replaced: see the first row.", "{n} built-in measures would be replaced: see the first rows.", n
        )
        lines.append(words.format(n=n))
    return [*lines, *map(say, planned.notes)]


def change_text(entry: MeasureEntry) -> str:
    """What changes of a measure, such as `Unit of measure: % → pp`; for a new one that it is new."""
    if not entry.id:
        return _("new")
    named = ((say(FIELDS[name]), old, new) for name, old, new in entry.changes)
    text = "; ".join(_("{field}: {old} → {new}").format(field=field, old=old or "–", new=new or "–") for field, old, new in named)
    return _("replaces the built-in “{name}”: {changes}").format(name=entry.replaces, changes=text) if entry.replaces else text


def in_order(planned: MeasureImportPlan) -> list[MeasureEntry]:
    """What is replaced first, then what changes otherwise, then what is new."""
    return sorted(planned.entries, key=lambda entry: (not entry.replaces, not entry.id))
