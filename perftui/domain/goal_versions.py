"""Two versions of a goal side by side: field by field, its key results matched by their ids."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from perftui.domain.codes import Code
from perftui.i18n import mark
from perftui.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class VersionKind(Code):
    """At which step a version of a goal was kept."""

    PROPOSED = "proposed", mark("Proposed")
    AGREED = "agreed", mark("Agreed")
    AMENDED = "amended", mark("Amended")
    SCORED = "scored", mark("Scored")


class CommentKind(Code):
    """With which step a comment on a goal was made."""

    COMMENT = "comment", mark("Comment")
    RETURNED = "returned", mark("Returned")
    AGREED = "agreed", mark("Agreed")


class Difference(Code):
    """How a part of one version differs from the same part of another."""

    SAME = "same", mark("unchanged")
    CHANGED = "changed", mark("changed")
    ADDED = "added", mark("added")
    REMOVED = "removed", mark("removed")


SIGNS: Final[Mapping[Difference, str]] = {
    Difference.SAME: " ",
    Difference.CHANGED: "~",
    Difference.ADDED: "+",
    Difference.REMOVED: "-",
}
"""What marks a line, so that colour is not needed to see it."""
FIELDS: Final = ("title", "description", "level", "owner", "parent", "cycle", "kind", "weight", "start", "due")
"""What a version keeps of a goal, in the order in which it is read."""
KEY_RESULT_FIELDS: Final = ("title", "measure", "yardstick", "anchors", "weight", "due")
"""What it keeps of each key result."""
_KNOWN_BY: Final[Mapping[str, str]] = {"owner": "owner_id", "parent": "parent_id", "cycle": "cycle_id", "measure": "measure_id"}
"""Field with a name to the field with its id: a record that was only renamed is the same."""


class Pair(NamedTuple):
    """One field in two versions."""

    field: str
    old: object
    """As it was kept; None or empty where there was nothing."""
    new: object
    difference: Difference


class Matched(NamedTuple):
    """One key result in two versions."""

    id: str
    difference: Difference
    pairs: tuple[Pair, ...]
    """In the order of `KEY_RESULT_FIELDS`."""


class Comparison(NamedTuple):
    """Two versions of one goal."""

    pairs: tuple[Pair, ...]
    """In the order of `FIELDS`."""
    key_results: tuple[Matched, ...]
    """Those of the old version in their order, then the added ones in theirs."""

    @property
    def is_same(self) -> bool:
        """Whether nothing differs."""
        differences = [*(pair.difference for pair in self.pairs), *(matched.difference for matched in self.key_results)]
        return all(difference is Difference.SAME for difference in differences)


def compared(old: Mapping[str, object], new: Mapping[str, object]) -> Comparison:
    """Compare two contents of versions, as `services.goal_versions` keeps them.

    Args:
        old: By the names of `FIELDS`, with the ids of what is named, and under `key_results` a list of the same kind.
        new: The same of the other version; the order of its key results says nothing.
    """
    before, after = _by_id(old), _by_id(new)
    nothing: Mapping[str, object] = {}
    ids = dict.fromkeys((*before, *after))
    matched = tuple(_matched(one, before.get(one, nothing), after.get(one, nothing)) for one in ids)
    return Comparison(_pairs(FIELDS, old, new), matched)


def _by_id(content: Mapping[str, object]) -> dict[str, Mapping[str, object]]:
    listed = content.get("key_results")
    found: Sequence[Mapping[str, object]] = listed if isinstance(listed, list) else ()
    return {str(one["id"]): one for one in found}


def _matched(record: str, old: Mapping[str, object], new: Mapping[str, object]) -> Matched:
    pairs = _pairs(KEY_RESULT_FIELDS, old, new)
    if not old or not new:
        return Matched(record, Difference.ADDED if new else Difference.REMOVED, pairs)
    is_same = all(pair.difference is Difference.SAME for pair in pairs)
    return Matched(record, Difference.SAME if is_same else Difference.CHANGED, pairs)


def _pairs(names: Sequence[str], old: Mapping[str, object], new: Mapping[str, object]) -> tuple[Pair, ...]:
    return tuple(Pair(name, old.get(name), new.get(name), _difference(name, old, new)) for name in names)


def _difference(name: str, old: Mapping[str, object], new: Mapping[str, object]) -> Difference:
    known_by = _KNOWN_BY.get(name, name)
    before, after = old.get(known_by) or old.get(name), new.get(known_by) or new.get(name)
    if before == after or (_is_nothing(before) and _is_nothing(after)):
        return Difference.SAME
    if _is_nothing(before):
        return Difference.ADDED
    return Difference.REMOVED if _is_nothing(after) else Difference.CHANGED


def _is_nothing(value: object) -> bool:
    # A weight of 0 is a value.
    return value is None or value == ""
