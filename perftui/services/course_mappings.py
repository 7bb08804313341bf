"""Measures by their names, as a course's form lists them (R32)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.texts import fold
from perftui.errors import BadInput
from perftui.i18n import mark
from perftui.services.builtin_measures import LANGUAGES, built_in, shown
from perftui.storage import course_measures

if TYPE_CHECKING:
    from perftui.storage.stores import Store


class MeasureUnknown(BadInput):
    """No measure is called so."""

    template = mark("No measure of the library is called “{name}”: 9 shows them all.")
    field = "measures"


class MeasuresUnclear(BadInput):
    """Several measures begin so."""

    template = mark("“{name}” may be {candidates}: write more of it.")
    field = "measures"


def read(store: Store, text: str) -> list[str]:
    """The ids of the measures that a text names, a line each, in any language, or by their beginnings or codes.

    Built-in ones that are not in the file have no id: they are passed over.

    Raises:
        MeasureUnknown: None is called so.
        MeasuresUnclear: Several are.
    """
    known: dict[str, set[str]] = {}
    names: dict[str, str] = {}
    for row in course_measures.measures(store):
        names[row["id"]] = shown(row["code"], "name", row["name"])
        other = [str(built_in(lang)[row["code"]]["name"]) for lang in LANGUAGES if row["code"] in built_in(lang)]
        for name in (row["name"], row["code"], *other):
            if name:
                known.setdefault(fold(name), set()).add(row["id"])
    missing = {fold(str(measure["name"])) for lang in LANGUAGES for measure in built_in(lang).values()} - known.keys()
    wanted = (line.strip() for line in text.splitlines())
    return [_one(line, known, names) for line in wanted if line and fold(line) not in missing]


def _one(name: str, known: dict[str, set[str]], names: dict[str, str]) -> str:
    wanted = fold(name)
    found = known.get(wanted) or {one for other, ids in known.items() if other.startswith(wanted) for one in ids}
    if not found:
        raise MeasureUnknown(name=name)
    if len(found) > 1:
        raise MeasuresUnclear(name=name, candidates=", ".join(sorted(names[one] for one in found)[:3]))
    return found.pop()
