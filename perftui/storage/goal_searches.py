"""Finding goals and key results in the tree by their titles: as written, or by the first letters of their pinyin."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from perftui.domain.pinyin import initials

if TYPE_CHECKING:
    from perftui.storage.stores import Store
    from perftui.storage.trees import TreeFilter


class _Letters(dict[int, str]):
    """Each character of a folded title as the letters that it is found by; filled as characters turn up."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        self[code] = character if character.isascii() and character.isalnum() else initials(character, is_name=False)
        return self[code]


def matches(store: Store, shown: TreeFilter) -> array[int]:
    """The nodes that a search finds, in the order of the tree.

    A text of plain letters and digits is also looked for in the initials of titles: `khts` finds 提高客户投诉处理率.
    """
    text = shown.text.strip()
    reads = "FALSE"
    if len(text) > 1 and text.isascii() and text.isalnum():
        letters = _Letters()
        store.connection.create_function("_reads_as", 1, lambda title: text.lower() in title.lower().translate(letters), deterministic=True)
        reads = "length(CAST({title} AS BLOB)) > length({title}) AND _reads_as({title})"
    title = "coalesce(k.title, g.title)"
    rows = store.rows(
        f"""SELECT n.id FROM node n LEFT JOIN key_result k ON n.is_key_result = 1 AND k.id = n.ref
        JOIN goal g ON g.id = coalesce(k.goal_id, n.ref) WHERE {_where(store, shown)}
        AND (:text = '' OR instr(lower({title}), lower(:text)) > 0 OR ({reads.format(title=title)})) ORDER BY n.path""",
        {
            "text": text,
            "owner_person": shown.owner_person,
            "owner_unit": shown.owner_unit,
            "level": shown.level,
            "state": shown.state,
        },
    )
    return array("q", [row[0] for row in rows])


def _where(store: Store, shown: TreeFilter) -> str:
    parts = [store.sees("g.owner_person_id")]
    if shown.cycles:
        parts.append(f"n.cycle IN ({','.join(map(str, shown.cycles))})")
    if not shown.with_archived:
        parts.append("n.is_archived = 0")
    wanted = {
        "owner_person": "g.owner_person_id = :owner_person",
        "owner_unit": "g.owner_unit_id = :owner_unit",
        "level": "g.level = :level",
        "state": "g.state = :state",
    }
    return " AND ".join([*parts, *(condition for field, condition in wanted.items() if getattr(shown, field))])
