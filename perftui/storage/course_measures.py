"""Which courses help with which measures, and which measures of a person are below their target (R32, R33)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store


def of_courses(store: Store) -> list[Row]:
    """The measures of all courses: `id`, `course_id`, `measure_id`, `code`, `name` of the measure."""
    return store.rows(
        """SELECT x.id, x.course_id, x.measure_id, m.code, m.name FROM course_measure x JOIN measure m ON m.id = x.measure_id
        ORDER BY x.course_id, m.name"""
    )


def coded(store: Store) -> dict[str, str]:
    """The measures with a code: code to id."""
    return {row[0]: row[1] for row in store.rows("SELECT code, id FROM measure WHERE code <> ''")}


def remove(store: Store, course_id: str, measure_id: str) -> None:
    """Take a measure away from a course; inside `write()`."""
    store.connection.execute("DELETE FROM course_measure WHERE course_id = ? AND measure_id = ?", (course_id, measure_id))


def below_target(store: Store, person_id: str, today: str) -> list[Row]:
    """Measures of a person that are below their target: `measure_id`, `code` and `why` (the title), gaps before key results."""
    return store.rows(
        f"""SELECT m.id AS measure_id, m.code, g.dimension AS why, 0 AS place FROM gap g
        LEFT JOIN key_result k ON k.id = g.key_result_id JOIN measure m ON m.id = coalesce(g.measure_id, k.measure_id)
        WHERE g.person_id = :person AND g.state = 'open' AND g.severity IN ('minor', 'moderate', 'severe') AND {store.sees("g.person_id")}
        UNION SELECT m.id, m.code, k.title, 1 FROM key_result k JOIN goal o ON o.id = k.goal_id JOIN cycle c ON c.id = o.cycle_id
        JOIN node n ON n.ref = k.id JOIN measure m ON m.id = k.measure_id
        WHERE o.owner_person_id = :person AND o.state = 'active' AND k.is_archived = 0 AND c.state <> 'closed' AND c.start_date <= :today
        AND n.progress IS NOT NULL AND n.progress < 10000 * min(1.0, (julianday(:today) - julianday(c.start_date) + 1)
            / (julianday(c.end_date) - julianday(c.start_date) + 1)) AND {store.sees("o.owner_person_id")}
        ORDER BY place, why""",
        {"person": person_id, "today": today},
    )


def of_gap(store: Store, gap_id: str) -> Row | None:
    """The measure of one gap: `measure_id`, `code`, `why`; None where it has none."""
    return store.row(
        f"""SELECT m.id AS measure_id, m.code, g.dimension AS why FROM gap g LEFT JOIN key_result k ON k.id = g.key_result_id
        JOIN measure m ON m.id = coalesce(g.measure_id, k.measure_id) WHERE g.id = ? AND {store.sees("g.person_id")}""",
        (gap_id,),
    )


def open_gaps(store: Store, person_id: str) -> list[Row]:
    """The open gaps of a person: `id`, `dimension`."""
    return store.rows(
        f"SELECT g.id, g.dimension FROM gap g WHERE g.person_id = ? AND g.state = 'open' AND {store.sees('g.person_id')} ORDER BY g.id",
        (person_id,),
    )


def measures(store: Store) -> list[Row]:
    """All measures that are not archived: `id`, `code`, `name`."""
    return store.rows("SELECT id, code, name FROM measure WHERE is_archived = 0 ORDER BY name")


def loose_gaps(store: Store, person_id: str) -> list[Row]:
    """The open gaps of a person that are not met and belong to no measure: `id`, `dimension`."""
    return store.rows(
        f"""SELECT g.id, g.dimension FROM gap g LEFT JOIN key_result k ON k.id = g.key_result_id
        WHERE g.person_id = ? AND g.state = 'open' AND g.severity IN ('minor', 'moderate', 'severe')
        AND coalesce(g.measure_id, k.measure_id) IS NULL AND {store.sees("g.person_id")} ORDER BY g.id""",
        (person_id,),
    )
