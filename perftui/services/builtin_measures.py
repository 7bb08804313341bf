"""The measures that perftui brings along, in both languages: added once, shown in the language in use as long as nobody edits them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final

from perftui.i18n import language, mark
from perftui.storage import measures
from perftui.storage.stores import Label

if TYPE_CHECKING:
    from collections.abc import Mapping

    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

LANGUAGES: Final = ("en", "zh")
TEXTS: Final = ("name", "area", "description", "unit", "formula", "source", "anchors", "tags")
"""The fields that are words, and so differ between the languages."""


@cache
def built_in(lang: str) -> Mapping[str, Mapping[str, object]]:
    """The catalogue in a language: code to the fields of `MeasureDraft`."""
    # The goal tree imports this module, and seldom reads the catalogue.
    import tomllib
    from importlib import resources

    text = resources.files(f"perftui.content.{lang}").joinpath("kpis.toml").read_text(encoding="utf-8")
    found: dict[str, Mapping[str, object]] = {}
    for kpi in tomllib.loads(text)["kpi"]:
        found[kpi["code"]] = {"tags": "", **kpi, "anchors": "\n".join(kpi.get("anchors", ()))}
    return found


def shown(code: str, field: str, text: str) -> str:
    """A text of a measure as it is shown: that of the language in use where it is still the built-in one, else itself."""
    if not code or not text or not is_built_in(code, field, text):
        return text
    return str(built_in(_spoken())[code][field])


def is_built_in(code: str, field: str, text: str) -> bool:
    """Whether a text is the built-in one of a code, in any language."""
    return any(code in built_in(lang) and built_in(lang)[code][field] == text for lang in LANGUAGES)


def _spoken() -> str:
    spoken = language()
    return spoken if spoken in LANGUAGES else LANGUAGES[0]


def missing(store: Store) -> list[Mapping[str, object]]:
    """The built-in measures that are not in the library, not even archived, in the language in use."""
    known = {row["code"] for row in measures.everything(store)}
    return [fields for code, fields in built_in(_spoken()).items() if code not in known]


def add_missing(store: Store) -> int:
    """Add the built-in measures that are not there yet, in one step; what is there stays as it is, edited or not.

    Returns:
        How many were added.
    """
    from perftui.domain.measure_drafts import MeasureDraft
    from perftui.domain.validation import validated
    from perftui.services.measure_rows import columns_of

    found = missing(store)
    if not found:
        return 0
    with store.write(Label(mark("Added {n} built-in measures"), {"n": len(found)})):
        for fields in found:
            store.insert("measure", id=store.new_id(), **columns_of(validated(MeasureDraft, **fields)))
    return len(found)


def texts_of(row: Row) -> dict[str, Any]:
    """The words of a measure as they are shown."""
    return {field: shown(row["code"], field, row[field]) for field in TEXTS}
