"""What is typed into cells of the gap table: `text #category` for a cause, `title; owner; due` for a measure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from perftui.domain.codes import Words
from perftui.domain.gaps import MeasureType
from perftui.domain.texts import clean_text, fold
from perftui.i18n import mark, say
from perftui.records import NamedTuple
from perftui.services.cause_categories import category_called
from perftui.services.quick_adds import NoSuchPerson, QuickPart
from perftui.services.quick_parts import NobodyCalledSo, date_part, once, owner_called, split
from perftui.storage import lookups

if TYPE_CHECKING:
    from datetime import date

    from perftui.storage.stores import Store

LABELS: Final = {"owner": Words(mark("Owner")), "kind": Words(mark("Type"))}
"""Field to the label of its part."""
_CATEGORY: Final = re.compile(r"\s*[#＃]\s*(?P<category>[^#＃]+)$")
_DOCUMENTS: Final = frozenset(("doc", "document", "文档", "文件"))
_QUOTED: Final = re.compile(r"[\"“](?P<title>.+)[\"”]")
_IN_BOOK_MARKS: Final = re.compile(r"《.+》")


class TypedCause(NamedTuple):
    """A cause as it was typed."""

    text: str
    category: str
    """A code; empty for none."""


class TypedMeasure(NamedTuple):
    """A measure as it was typed; None where nothing was said."""

    title: str
    owner: str | None
    due: str | None
    kind: MeasureType | None


def parse_cause(text: str) -> TypedCause:
    """Read `text #category`; the category may be left out.

    Raises:
        NoSuchCategory: There is no such category.
    """
    typed = clean_text(text, limit=400).strip()
    found = _CATEGORY.search(typed)
    if found is None:
        return TypedCause(typed, "")
    return TypedCause(typed[: found.start()].strip(), category_called(found["category"]))


def parse_measure(store: Store, text: str, today: date, owner_before: str = "") -> TypedMeasure:
    """Read `title; owner; due`, the last two in any order or left out; `doc` among them, 《…》 or quotation marks make it a document.

    Args:
        store: The store.
        text: Full width too.
        today: What a date such as `+3m` starts from.
        owner_before: The id of who does it so far: that one is meant by their name, whoever else is called so.

    Raises:
        NoSuchPerson, SeveralPeople: The owner is not found.
        BadInput: A part is one too many.
    """
    (title, *others), _priority = split(text)
    quoted = _QUOTED.fullmatch(title)
    is_document = quoted or _IN_BOOK_MARKS.fullmatch(title)
    found: dict[str, QuickPart] = {"kind": _document(title)} if is_document else {}
    for typed in filter(None, others):
        read = _document(typed) if fold(typed) in _DOCUMENTS else date_part(typed, today) or _owner(store, typed, today, owner_before)
        again = once(read, [part for part in found.values() if part.field != "kind"])
        if again.error:
            raise again.error
        found[read.field] = read
    values = {name: part.value for name, part in found.items()}
    kind = MeasureType(values["kind"]) if "kind" in values else None
    return TypedMeasure(quoted["title"] if quoted else title, values.get("owner"), values.get("due"), kind)


def read_person(store: Store, text: str, today: date, before: str = "") -> str:
    """The id of the person whom a name, pinyin, initials or staff number means; empty for an empty text.

    Raises:
        NoSuchPerson, SeveralPeople: Nobody is called so, or several are.
    """
    wanted = clean_text(text).strip()
    if not wanted:
        return ""
    if before and fold(wanted) == fold(lookups.names(store, "person", [before]).get(before, "")):
        return before
    try:
        owner = owner_called(store, wanted, today)
    except NobodyCalledSo:
        raise NoSuchPerson(text=wanted) from None
    if owner.entity != "person":
        raise NoSuchPerson(text=wanted)
    return owner.id


def _owner(store: Store, text: str, today: date, before: str) -> QuickPart:
    return QuickPart("owner", LABELS["owner"], text, text, read_person(store, text, today, before), None)


def _document(text: str) -> QuickPart:
    return QuickPart("kind", LABELS["kind"], text, say(MeasureType.DOCUMENT), MeasureType.DOCUMENT.value, None)
