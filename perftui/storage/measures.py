"""The measures of the library, their values, and which key results use them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store


def everything(store: Store) -> list[Row]:
    """All measures by area and name, archived ones too, with the number of visible key results that use each (`uses`)."""
    return store.rows(
        f"""SELECT m.*, (SELECT count(*) FROM key_result k JOIN goal g ON g.id = k.goal_id WHERE k.measure_id = m.id
            AND k.is_archived = 0 AND g.state <> 'archived' AND {store.sees("g.owner_person_id")}) AS uses
        FROM measure m ORDER BY m.area, m.name, m.id"""
    )


def get(store: Store, measure_id: str) -> Row | None:
    """One measure."""
    return store.row("SELECT * FROM measure WHERE id = ?", (measure_id,))


def coded(store: Store, code: str) -> Row | None:
    """The measure with a code; None for an empty one."""
    return store.row("SELECT * FROM measure WHERE code = ? AND code <> ''", (code,))


def names(store: Store) -> list[Row]:
    """`id`, `code`, `name`, `area` and `unit` of the measures that are not archived, by name."""
    return store.rows("SELECT id, code, name, area, unit FROM measure WHERE is_archived = 0 ORDER BY name, id")


def using(store: Store, measure_id: str) -> list[Row]:
    """The visible key results that a measure is used by, the latest cycle first, with their goal, owner, cycle and newest value."""
    return store.rows(
        f"""SELECT k.*, g.title AS goal, coalesce(p.name, u.name, '') AS owner, g.owner_person_id, g.owner_unit_id,
            c.name AS cycle, c.start_date AS cycle_start,
            (SELECT value FROM check_in WHERE key_result_id = k.id AND value IS NOT NULL ORDER BY on_date DESC, id DESC LIMIT 1)
                AS last_value
        FROM key_result k JOIN goal g ON g.id = k.goal_id JOIN cycle c ON c.id = g.cycle_id
        LEFT JOIN person p ON p.id = g.owner_person_id LEFT JOIN unit u ON u.id = g.owner_unit_id
        WHERE k.measure_id = ? AND k.is_archived = 0 AND g.state <> 'archived' AND {store.sees("g.owner_person_id")}
        ORDER BY c.start_date DESC, k.title""",
        (measure_id,),
    )


def values_of(store: Store, measure_id: str) -> list[Row]:
    """The visible values of a measure, the latest period first, with the name of the person or unit that each is of."""
    return store.rows(
        f"""SELECT v.*, coalesce(p.name, u.name, '') AS subject FROM measure_value v
        LEFT JOIN person p ON p.id = v.person_id LEFT JOIN unit u ON u.id = v.unit_id
        WHERE v.measure_id = ? AND {store.sees("v.person_id")} ORDER BY v.period_end DESC, v.period_start DESC, subject""",
        (measure_id,),
    )


def value(store: Store, value_id: str) -> Row | None:
    """One value with the name of its measure."""
    return store.row(
        f"""SELECT v.*, m.name AS measure FROM measure_value v JOIN measure m ON m.id = v.measure_id
        WHERE v.id = ? AND {store.sees("v.person_id")}""",
        (value_id,),
    )


def same_value(store: Store, measure_id: str, person_id: str | None, unit_id: str | None, period: Sequence[str]) -> Row | None:
    """The visible value of a measure for a subject and a period (first and last day)."""
    return store.row(
        f"""SELECT v.* FROM measure_value v WHERE v.measure_id = ? AND v.person_id IS ? AND v.unit_id IS ?
        AND v.period_start = ? AND v.period_end = ? AND {store.sees("v.person_id")}""",
        (measure_id, person_id, unit_id, *period),
    )


def remove_value(store: Store, value_id: str) -> None:
    """Take a value away; inside `write()`."""
    store.connection.execute("DELETE FROM measure_value WHERE id = ?", (value_id,))


def code_of(store: Store, measure_id: str) -> str:
    """The code of a measure of the library; empty for one's own, or for none."""
    return str(store.value("SELECT code FROM measure WHERE id = ?", (measure_id,)) or "")
