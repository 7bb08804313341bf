"""The tables, as the append-only list of migrations that made them."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING, Final

from sqlite_utils import Database, Migrations

from perftui.storage import (
    alignment_tables,
    coaching_tables,
    drivers,
    evaluation_tables,
    events,
    feedback_tables,
    first_tables,
    plan_tables,
    words,
)
from perftui.storage.events import capture_triggers

if TYPE_CHECKING:
    from perftui.storage.drivers import Connection

MIGRATIONS = Migrations("perftui")

_SAMPLING = Lock()
"""Held while the sample is copied: any thread may need a copy."""

MISSING: Final = "missing"
CHANGED: Final = "changed"
EXTRA: Final = "extra"


@dataclass(frozen=True, slots=True)
class Difference:
    """A table, index, trigger or view that is not as this version makes it."""

    code: str
    """missing, changed or extra."""
    name: str


def migrate(connection: Connection) -> None:
    """Apply all migrations that a database does not have yet; who calls it checks the references afterwards."""
    connection.execute("PRAGMA foreign_keys = OFF")  # without effect inside a transaction: `upgrades` does it before
    MIGRATIONS.apply(Database(connection, execute_plugins=False, strict=True))
    connection.execute("PRAGMA foreign_keys = ON")


def fill(connection: Connection) -> None:
    """Give an empty database in memory all tables, as `migrate` would, in a hundredth of the time from the second one on."""
    with _SAMPLING:
        _sample(tuple(each.name for each in MIGRATIONS._migrations)).backup(connection)
    connection.execute("UPDATE meta SET value = lower(hex(randomblob(32))) WHERE name = 'chain_key'")


@cache
def _sample(_migrations: tuple[str, ...]) -> Connection:
    sample = drivers.open_memory(is_shared=True)
    migrate(sample)
    return sample


def differences(connection: Connection) -> list[Difference]:
    """How the schema differs from that of a new file of this version; empty for a sound file."""
    with closing(drivers.open_memory()) as fresh:
        fill(fresh)
        expected = _schema_of(fresh)
    found = _schema_of(connection)
    return [
        Difference(MISSING if name not in found else EXTRA if name not in expected else CHANGED, name)
        for name in sorted(expected.keys() | found.keys())
        if expected.get(name) != found.get(name)
    ]


def _schema_of(connection: Connection) -> dict[str, tuple[str, str]]:
    """Name to type and SQL; without what SQLite and sqlite-utils keep for themselves, which differs by their version."""
    rows = connection.execute(
        r"""SELECT name, type, coalesce(sql, '') FROM main.sqlite_master
        WHERE name NOT LIKE 'sqlite\_%' ESCAPE '\' AND tbl_name <> '_sqlite_migrations'"""
    )
    return {row[0]: (row[1], row[2]) for row in rows.fetchall()}


_CAPTURED_BEFORE_EVALUATION = {
    **{table: (*columns, *alignment_tables.ADDED.get(table, ())) for table, columns in first_tables.CAPTURED.items()},
    **alignment_tables.CAPTURED,
}
_CAPTURED_BEFORE_PLANS = {
    **{table: (*columns, *evaluation_tables.ADDED.get(table, ())) for table, columns in _CAPTURED_BEFORE_EVALUATION.items()},
    **evaluation_tables.CAPTURED,
    **feedback_tables.CAPTURED,
}
CAPTURED = {
    **{table: (*columns, *plan_tables.ADDED.get(table, ())) for table, columns in _CAPTURED_BEFORE_PLANS.items()},
    **plan_tables.CAPTURED,
    **coaching_tables.CAPTURED,
}
"""Table to the columns whose changes the event log holds; what is computed (the tree) is not captured."""


@MIGRATIONS()
def m0001_organisation_and_goals(db: Database) -> None:
    """Units, people, reporting lines, cycles, goals, key results, check-ins; event log, drafts, settings, views, tree."""
    _run(db, events.TABLES + first_tables.SCRIPT)
    for table, columns in first_tables.CAPTURED.items():
        _run(db, capture_triggers(table, columns))
    _run(db, words.TABLES + words.triggers())


@MIGRATIONS()
def m0002_alignment(db: Database) -> None:
    """Measures and their values, reviews and versions of goals, resources, meetings, actions."""
    _run(db, alignment_tables.script(first_tables.CAPTURED))


@MIGRATIONS()
def m0003_evaluation(db: Database) -> None:
    """Assessments, gaps with their causes, 360 feedback, joint and recurring actions, retrospectives."""
    _run(db, evaluation_tables.script(_CAPTURED_BEFORE_EVALUATION))


@MIGRATIONS()
def m0004_plans(db: Database) -> None:
    """Improvement plans with their evidence, talks, training, mentors and support."""
    _run(db, plan_tables.script(_CAPTURED_BEFORE_PLANS))


def _run(db: Database, script: str) -> None:
    """Execute statements that each end with a line; sqlite-utils looks for their ends letter by letter, which takes 100 ms."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if drivers.is_complete(statement):
            db.execute(statement)
            statement = ""
    if statement.strip():
        raise ValueError(statement)
