"""The words by which people, goals and key results are found in a large file: full-text tables that triggers keep up to date.

SQLite takes a run of Chinese characters for one word, so that each is set apart before it is stored.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from perftui.domain.texts import split_han

if TYPE_CHECKING:
    from perftui.storage.stores import Store

FEW: Final = 20_000
"""Up to so many rows a search reads them all and finds parts of words too; beyond, beginnings of words, and any Chinese characters."""
MOST: Final = 10_000
"""So many are found at most where there are more than `FEW`."""
_SET_APART: Final = 200
"""Of a longer text only so many characters are set apart: the time grows with the square of their number."""
_FIRST_OF_EAST_ASIA: Final = 0x2E80


def _split(column: str) -> str:
    """SQL for a text with a space around each character of East Asia."""
    character = f"substr({column}, key + 1, 1)"
    apart = f"iif(unicode({character}) >= {_FIRST_OF_EAST_ASIA}, ' ' || {character} || ' ', {character})"
    # As many zeros as there are characters; a trigger has no other way to count.
    zeros = f"substr(replace(hex(zeroblob({_SET_APART // 2})), '0', '0,'), 1, 2 * min(length({column}), {_SET_APART}) - 1)"
    all_apart = f"(SELECT group_concat({apart}, '') FROM json_each('[' || {zeros} || ']'))"
    return f"iif(length(CAST({column} AS BLOB)) = length({column}), {column}, {all_apart} || substr({column}, {_SET_APART + 1}))"


def _of_person(row: str) -> dict[str, str]:
    return {
        "name": _split(f"{row}name"),
        "staff_no": f"{row}staff_no",
        "reading": f"{row}initials || ' ' || replace({row}pinyin, ' ', '') || ' ' || {row}pinyin",
        "position": _split(f"{row}position"),
    }


def _of_title(row: str) -> dict[str, str]:
    return {"title": _split(f"{row}title")}


_OPTIONS = "tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3', columnsize = 0"
TABLES: Final = f"""
CREATE VIRTUAL TABLE person_words USING fts5(name, staff_no, reading, position, {_OPTIONS});
CREATE VIRTUAL TABLE goal_words USING fts5(title, {_OPTIONS});
CREATE VIRTUAL TABLE key_result_words USING fts5(title, {_OPTIONS});
"""
_WATCHED: Final = {
    "person": (_of_person, ("name", "staff_no", "initials", "pinyin", "position")),
    "goal": (_of_title, ("title",)),
    "key_result": (_of_title, ("title",)),
}
"""Table to what is found of a row, and to the columns that this is made of."""


def triggers() -> str:
    """The triggers that keep the words up to date; each row of words has the number (row id) of its record."""
    return "".join(_triggers_of(table) for table in _WATCHED)


def _triggers_of(table: str) -> str:
    words, columns = _WATCHED[table]
    values = words("new.")
    differs = " OR ".join(f"new.{column} IS NOT old.{column}" for column in columns)
    settings = ", ".join(f"{name} = {value}" for name, value in values.items())
    return f"""
CREATE TRIGGER {table}_words_insert AFTER INSERT ON {table} BEGIN
    INSERT INTO {table}_words (rowid, {", ".join(values)}) VALUES (new.rowid, {", ".join(values.values())}); END;
CREATE TRIGGER {table}_words_update AFTER UPDATE ON {table} WHEN {differs} BEGIN
    UPDATE {table}_words SET {settings} WHERE rowid = new.rowid; END;
CREATE TRIGGER {table}_words_delete AFTER DELETE ON {table} BEGIN
    DELETE FROM {table}_words WHERE rowid = old.rowid; END;
"""


def is_large(store: Store, table: str) -> bool:
    """Whether a table (`person` or `node`) may have more rows than a search reads one by one."""
    return int(store.value(f"SELECT coalesce(max(rowid), 0) FROM {table}")) > FEW


def query(text: str, *columns: str) -> str:
    """What FTS5 is to look for: the words of a text, one behind the other, the last one as the beginning of a word.

    Args:
        text: As it was typed.
        columns: Of the table of words; none means any.
    """
    phrase = split_han(text).replace("\0", " ").replace('"', '""')
    return f'{{{" ".join(columns)}}} : "{phrase}" *' if columns else f'"{phrase}" *'


def differing(store: Store) -> list[tuple[str, str]]:
    """Table and id of the records whose words are not those of the record; the id is empty for words without a record."""
    found = []
    for table, (words, _columns) in _WATCHED.items():
        values = words("r.")
        stored = ", ".join(f"w.{name}" for name in values)
        found += store.rows(
            f"""SELECT '{table}', r.id FROM {table} r LEFT JOIN {table}_words w ON w.rowid = r.rowid
            WHERE ({stored}) IS NOT ({", ".join(values.values())})
            UNION ALL SELECT '{table}', '' FROM {table}_words WHERE rowid NOT IN (SELECT rowid FROM {table})"""
        )
    return [(row[0], row[1]) for row in found]
