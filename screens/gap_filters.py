"""Ctrl+L: which gaps are listed, picked one criterion at a time, and said in the status line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from perftui.domain.formats import clauses
from perftui.domain.gaps import GapState, Severity
from perftui.domain.texts import fold
from perftui.i18n import gettext as _
from perftui.i18n import mark, ngettext, pgettext, say
from perftui.services import cycles, gap_subjects, units
from perftui.services.cause_categories import categories, category_name
from perftui.services.gap_listings import GapFilter
from perftui.services.unit_paths import path_of
from perftui.services.units import SEPARATOR
from screens.people_filters import with_all_below
from widgets.dialogs.pickers import narrowed
from widgets.pick_lists import Choice

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from perftui.services.gap_listings import GapCounts
    from perftui.storage.stores import Store

ON: Final = "[x]"
"""Beside what is chosen already; choosing it again takes it away."""
LACKS: Final = {"cause": mark("Without a root cause"), "measure": mark("Without a measure")}
_MANY: Final = {"severity": "severities", "state": "states"}
"""What a choice is called to the field that holds several."""


def first_filter(store: Store, today: date) -> GapFilter:
    """The gaps of the cycle that runs; without one, all."""
    running = cycles.running(store, today)
    return GapFilter(cycles=(running.id,)) if running else GapFilter()


def filter_choices(store: Store, shown: GapFilter, today: date) -> Callable[[str], list[Choice]]:
    """What the table can be narrowed to, for what was typed."""
    fixed = [*_plain(store, shown, today), *_of_gap(shown), *_lacks(shown), *_cycles(store, shown, today), *_units(store, shown)]
    fixed += [
        Choice(f"category:{each.code}", each.name, ON if shown.category == each.code else "", _("Category of the cause"))
        for each in categories()
    ]
    return lambda text: narrowed(fixed, text, fold)


def _plain(store: Store, shown: GapFilter, today: date) -> Iterator[Choice]:
    if criteria(shown) != first_filter(store, today):
        yield Choice("none:", _("No filter: the gaps of the cycle that runs"))


def criteria(shown: GapFilter) -> GapFilter:
    """A filter without its search and order."""
    return shown._replace(text="", order="", is_descending=False)


def _of_gap(shown: GapFilter) -> Iterator[Choice]:
    for severity in reversed(Severity):
        yield Choice(f"severity:{severity.value}", say(severity), ON if severity in shown.severities else "", _("Severity"))
    for state in GapState:
        yield Choice(f"state:{state.value}", say(state), ON if state in shown.states else "", _("State"))


def _lacks(shown: GapFilter) -> Iterator[Choice]:
    for name, title in LACKS.items():
        yield Choice(f"lacks:{name}", _(title), ON if shown.lacks == name else "", _("What is missing"))


def _cycles(store: Store, shown: GapFilter, today: date) -> Iterator[Choice]:
    group = _("Cycle")
    for line in cycles.listing(store, today):
        yield Choice(f"cycle:{line.id}", line.name, ON if line.id in shown.cycles else "", group)
    yield Choice("cycle:", _("All cycles"), "" if shown.cycles else ON, group)


def _units(store: Store, shown: GapFilter) -> Iterator[Choice]:
    for line in units.tree(store):
        yield Choice(f"unit:{line.id}", line.path, ON if shown.units[:1] == (line.id,) else "", _("In the unit, with all below it"))


def filtered(store: Store, shown: GapFilter, key: str, today: date) -> GapFilter:
    """What is shown once a choice was taken; one that was chosen already is taken away.

    Args:
        store: The store.
        shown: What is shown so far.
        key: Of a choice of `filter_choices`.
        today: Decides which cycle runs.
    """
    name, _colon, value = key.partition(":")
    if name in _MANY:
        chosen = set(getattr(shown, _MANY[name])) ^ {value}
        return shown._replace(**{_MANY[name]: tuple(sorted(chosen))})  # type: ignore[arg-type]  # one of the fields with several texts
    if name == "cycle":
        return shown._replace(cycles=(value,) if value and value not in shown.cycles else ())
    if name == "unit":
        return shown._replace(units=() if shown.units[:1] == (value,) else with_all_below(store, value))
    if name == "lacks":
        return shown._replace(lacks="" if shown.lacks == value else value)
    if name == "category":
        return shown._replace(category="" if shown.category == value else value)
    return first_filter(store, today)._replace(text=shown.text, order=shown.order, is_descending=shown.is_descending)


def refreshed(store: Store, shown: GapFilter) -> GapFilter:
    """The same filter with the units that are below the chosen one by now; saved views keep those of then."""
    return shown._replace(units=with_all_below(store, shown.units[0])) if shown.units else shown


def filter_words(store: Store, shown: GapFilter, today: date) -> list[str]:
    """What the table is narrowed to, in words; the cycle comes last."""
    words = [gap_subjects.narrowed_to(store, shown)]
    words += [say(Severity(code)) for code in shown.severities] + [say(GapState(code)) for code in shown.states]
    words += [_(LACKS[shown.lacks]) if shown.lacks else "", category_name(shown.category)]
    words.append(_unit_name(store, shown))
    if shown.text:
        words.append(_("“{text}”").format(text=shown.text))
    names = [line.name for line in cycles.listing(store, today) if line.id in shown.cycles]
    words += names if shown.cycles else [_("all cycles")]
    return [word for word in words if word]


def _unit_name(store: Store, shown: GapFilter) -> str:
    """Of the unit with all below it; the whole path would be cut at its telling end."""
    return path_of(store, shown.units[0]).rpartition(SEPARATOR)[2] if shown.units else ""


def whose_words(store: Store, shown: GapFilter) -> str:
    """The person or unit to which the table is narrowed."""
    of_one = gap_subjects.narrowed_to(store, shown) if shown.person or shown.unit else ""
    return " · ".join(filter(None, (of_one, _unit_name(store, shown))))


def count_words(found: GapCounts) -> str:
    """How many gaps there are, and how many of them are open, severe, and without a measure."""
    words = [ngettext("{n} gap", "{n} gaps", found.gaps).format(n=found.gaps), pgettext("gaps", "{n} open").format(n=found.open)]
    words += [_("{n} severe").format(n=found.severe)] if found.severe else []
    return clauses([*words, *([_("{n} without a measure").format(n=found.bare)] if found.bare else [])])
