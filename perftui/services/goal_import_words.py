"""What an import of goals would do, in the language in use: in all, and line by line of the file."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from perftui.domain.formats import clauses
from perftui.i18n import gettext as _
from perftui.i18n import ngettext, say

if TYPE_CHECKING:
    from perftui.services.goal_import_plans import GoalEntry, GoalImportPlan, ImportCounts, KeyResultEntry

NOTES_SHOWN = 6


class Happening(NamedTuple):
    """What happens with one line of the file."""

    line: int
    """1 is the first."""
    depth: int
    """Goals above it in the file."""
    title: str
    """Of the goal or key result; or the line as written."""
    kind: str
    """Goal or key result; empty for a line that is neither."""
    what: str
    """Such as `new, 2 check-ins`; of a line that is neither, why."""


def summary(planned: GoalImportPlan) -> list[str]:
    """What an import would do in all, a line each."""
    named = _(", ").join(cycle.name if cycle.id else _("{name} (new)").format(name=cycle.name) for cycle in planned.cycles)
    words = _("Cycle: {name}") if len(planned.cycles) == 1 else _("Cycles: {name}")
    lines = [words.format(name=named), counted(planned.counts())]
    if planned.named:
        n = len(planned.named)
        words = ngettext("{n} line is neither a goal nor a key result.", "{n} lines are neither a goal nor a key result.", n)
        lines.append(words.format(n=n))
    if planned.unaccounted:
        numbers = _(", ").join(map(str, planned.unaccounted))
        lines.append(_("Not understood: lines {numbers}. Please look at them yourself.").format(numbers=numbers))
    if planned.suggestions:
        n = len(planned.suggestions)
        words = ngettext("{n} key result names a target in its words.", "{n} key results name a target in their words.", n)
        lines.append(words.format(n=n))
    return [*lines, *map(say, planned.notes[:NOTES_SHOWN])]


def counted(counts: ImportCounts) -> str:
    """How much an import does, in one line."""
    parts = (
        (ngettext("{n} new goal", "{n} new goals", counts.goals_added), counts.goals_added),
        (ngettext("{n} goal changed", "{n} goals changed", counts.goals_changed), counts.goals_changed),
        (ngettext("{n} new key result", "{n} new key results", counts.key_results_added), counts.key_results_added),
        (ngettext("{n} key result changed", "{n} key results changed", counts.key_results_changed), counts.key_results_changed),
        (ngettext("{n} check-in", "{n} check-ins", counts.check_ins), counts.check_ins),
        (ngettext("{n} as it is", "{n} as they are", counts.unchanged), counts.unchanged),
    )
    return clauses(words.format(n=n) for words, n in parts if n) or _("nothing")


def happenings(planned: GoalImportPlan) -> list[Happening]:
    """Every heading, item and other line of the file with what happens to it, in the order of the file."""
    found = [Happening(entry.line, entry.depth, entry.title, _("goal"), _happens(entry)) for entry in planned.goals]
    found += [Happening(entry.line, entry.depth, entry.title, _("key result"), _happens(entry)) for entry in planned.key_results]
    found += [Happening(named.line, 0, named.text, "", say(named.reason)) for named in planned.named]
    return sorted(found, key=lambda each: each.line)


def _happens(entry: GoalEntry | KeyResultEntry) -> str:
    check_ins = len(getattr(entry, "check_ins", ()))
    words = _("new") if entry.id is None else _("changed") if entry.values or check_ins else _("as it is")
    more = ngettext("{n} check-in", "{n} check-ins", check_ins).format(n=check_ins) if check_ins else ""
    return clauses(part for part in (words, more) if part)
