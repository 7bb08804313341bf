"""What undo and history call the steps that change goals and key results."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.i18n import mark
from perftui.storage.stores import Label

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_CHANGED: Mapping[str, str] = {
    "title": mark("Changed the title of {title}"),
    "description": mark("Changed the description of {title}"),
    "level": mark("Changed the level of {title}"),
    "owner_person": mark("Changed the owner of {title}"),
    "owner_unit": mark("Changed the owner of {title}"),
    "parent": mark("Moved {title}"),
    "goal": mark("Moved {title}"),
    "cycle": mark("Changed the cycle of {title}"),
    "kind": mark("Changed the kind of {title}"),
    "state": mark("Changed the state of {title}"),
    "weight": mark("Changed the weight of {title}"),
    "priority": mark("Changed the priority of {title}"),
    "tags": mark("Changed the tags of {title}"),
    "start": mark("Changed the start of {title}"),
    "due": mark("Changed the due date of {title}"),
    "challenge": mark("Rated the challenge of {title}"),
    "feasibility": mark("Rated the feasibility of {title}"),
    "baseline": mark("Changed the baseline of {title}"),
    "target": mark("Changed the target of {title}"),
}
"""Field to what a change of it alone is called."""
_CHANGED_SOMEHOW = mark("Changed {title}")


def changed(title: str, fields: Iterable[str]) -> Label:
    """The label of a change to one record: by its field where it is a single one."""
    templates = {_CHANGED.get(field, _CHANGED_SOMEHOW) for field in fields}
    return Label(templates.pop() if len(templates) == 1 else _CHANGED_SOMEHOW, {"title": title})


def of_many(one: str, many: str, titles: Sequence[str], **values: str | int) -> Label:
    """The label of a change to one or more records.

    Args:
        one: Marked text with `{title}`.
        many: Marked text with `{title}`, the first one's, and `{n}`, how many more there are.
        titles: At least one.
        **values: More fields of both texts.
    """
    if len(titles) == 1:
        return Label(one, {"title": titles[0], **values})
    return Label(many, {"title": titles[0], "n": len(titles) - 1, **values})


def changed_many(titles: Sequence[str], field: str) -> Label:
    """The label of a change of one field in one or more records."""
    return of_many(_CHANGED.get(field, _CHANGED_SOMEHOW), mark("Changed {title} and {n} more"), titles)
