"""Finding goals and key results in the tree by their titles: as written, or by the first letters of their pinyin."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from perftui.domain.pinyin import initials
from perftui.storage import words

if TYPE_CHECKING:
    from perftui.storage.stores import Store
    from perftui.storage.trees import TreeFilter


MOST = 2_000
"""In a large tree so many goals, and so many key results, are found at most."""
READ_ALOUD = 5_000
"""In a large tree the letters of so many goals are looked at."""


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
    reads, where = _reading(store, text), _where(store, shown)
    query = _LARGE if text and words.is_large(store, "node") else _ALL
    rows = store.rows(
        query.format(where=where, reads_title=reads.format(title=_TITLE), reads_goal=reads.format(title="g.title")),
        {
            "text": text,
            "words": words.query(text),
            "owner_person": shown.owner_person,
            "owner_unit": shown.owner_unit,
            "level": shown.level,
            "state": shown.state,
        },
    )
    return array("q", [row[0] for row in rows])


def _reading(store: Store, text: str) -> str:
    """The condition that the letters of a `title` hold a text; never, unless that could be letters."""
    if len(text) < 2 or not (text.isascii() and text.isalnum()):
        return "FALSE"
    letters = _Letters()
    store.connection.create_function("_reads_as", 1, lambda title: text.lower() in title.lower().translate(letters), deterministic=True)
    return "length(CAST({title} AS BLOB)) > length({title}) AND _reads_as({title})"


_TITLE = "coalesce(k.title, g.title)"
_ALL = f"""SELECT n.id FROM node n LEFT JOIN key_result k ON n.is_key_result = 1 AND k.id = n.ref
JOIN goal g ON g.id = coalesce(k.goal_id, n.ref) WHERE {{where}}
AND (:text = '' OR instr(lower({_TITLE}), lower(:text)) > 0 OR ({{reads_title}})) ORDER BY n.path"""
_LARGE = f"""SELECT id FROM (
SELECT * FROM (SELECT n.id, n.path FROM goal_words w CROSS JOIN goal g ON g.rowid = w.rowid CROSS JOIN node n ON n.ref = g.id
    WHERE w.goal_words MATCH :words AND {{where}} LIMIT {MOST})
UNION SELECT * FROM (SELECT n.id, n.path FROM key_result_words w CROSS JOIN key_result k ON k.rowid = w.rowid CROSS JOIN node n
    ON n.ref = k.id CROSS JOIN goal g ON g.id = k.goal_id WHERE w.key_result_words MATCH :words AND {{where}} LIMIT {MOST})
UNION SELECT n.id, n.path FROM (SELECT * FROM goal ORDER BY rowid DESC LIMIT {READ_ALOUD}) g CROSS JOIN node n ON n.ref = g.id
    WHERE ({{reads_goal}}) AND {{where}}) ORDER BY path"""
"""In a large tree: the first by their words, and those of the newest goals whose letters hold the text."""


_OWNED = """n.ref IN (SELECT id FROM goal WHERE {owner}_id = :{owner}
UNION ALL SELECT r.id FROM goal o JOIN key_result r ON r.goal_id = o.id WHERE o.{owner}_id = :{owner})"""
"""By the index of owners: in a large tree an owner has few of the nodes."""


def _where(store: Store, shown: TreeFilter) -> str:
    parts = [store.sees("g.owner_person_id")]
    if shown.cycles:
        parts.append(f"n.cycle IN ({','.join(map(str, shown.cycles))})")
    if not shown.with_archived:
        parts.append("n.is_archived = 0")
    wanted = {
        "owner_person": _OWNED.format(owner="owner_person"),
        "owner_unit": _OWNED.format(owner="owner_unit"),
        "level": "g.level = :level",
        "state": "g.state = :state",
    }
    return " AND ".join([*parts, *(condition for field, condition in wanted.items() if getattr(shown, field))])
