"""Evidence and the bytes of attached files, which are kept once under their hash."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from perftui.storage.evidence_subjects import BESIDE_PLAN, PARTS_OF_PLAN, subject_seen

if TYPE_CHECKING:
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

_OWN = " UNION ALL ".join(f"SELECT '{table}', x.id FROM {table} x WHERE x.plan_id = :plan" for table in (*PARTS_OF_PLAN, *BESIDE_PLAN))
OF_PLAN: Final = f"""SELECT 'plan' AS entity, :plan AS record_id UNION ALL {_OWN}
    UNION ALL SELECT 'gap', x.gap_id FROM plan_gap x WHERE x.plan_id = :plan
    UNION ALL SELECT 'action', a.id FROM action a JOIN plan_step s ON a.origin_entity = 'plan_step' AND a.origin_id = s.id
        WHERE s.plan_id = :plan
    UNION ALL SELECT 'mentor_entry', y.id FROM mentor_entry y JOIN mentorship m ON m.id = y.mentorship_id WHERE m.plan_id = :plan"""
"""A plan and all that belongs to it, as `entity` and `record_id`."""


def get(store: Store, evidence_id: str) -> Row | None:
    """One piece of evidence; None where there is none, or the actor may not see it."""
    sees = f"{store.sees('e.person_id')} AND {subject_seen(store)}"
    return store.row(f"SELECT e.* FROM evidence e WHERE e.id = ? AND {sees}", (evidence_id,))


def of_record(store: Store, entity: str, record_id: str) -> list[Row]:
    """The evidence of one record, the oldest first; archived pieces last."""
    return store.rows(
        f"""SELECT e.* FROM evidence e WHERE e.entity = ? AND e.record_id = ? AND {store.sees("e.person_id")} AND {subject_seen(store)}
        ORDER BY e.is_archived, e.on_date, e.rowid""",
        (entity, record_id),
    )


def of_plan(store: Store, plan_id: str) -> list[Row]:
    """The evidence of a plan, of its parts, of its gaps, and of the talks, trainings and so on that serve it, the oldest first."""
    return store.rows(
        f"""SELECT e.* FROM ({OF_PLAN}) o JOIN evidence e ON e.entity = o.entity AND e.record_id = o.record_id
        WHERE {store.sees("e.person_id")} AND {subject_seen(store)} ORDER BY e.is_archived, e.on_date, e.rowid""",
        {"plan": plan_id},
    )


def count_of(store: Store, entity: str, record_id: str) -> int:
    """How many pieces a record has that are not archived."""
    return int(
        store.value(
            f"""SELECT count(*) FROM evidence e WHERE e.entity = ? AND e.record_id = ? AND e.is_archived = 0
            AND {store.sees("e.person_id")}""",
            (entity, record_id),
        )
    )


def content(store: Store, content_hash: str) -> bytes | None:
    """The bytes that are kept under a hash; None where they are lost."""
    found = store.value("SELECT content FROM evidence_content WHERE content_hash = ?", (content_hash,))
    return None if found is None else bytes(found)


def keep_content(store: Store, content_hash: str, content: bytes) -> None:
    """Keep bytes under their hash, once; what was damaged there is mended. Inside `write()`."""
    store.connection.execute(
        """INSERT INTO evidence_content (content_hash, content) VALUES (?, ?)
        ON CONFLICT DO UPDATE SET content = excluded.content WHERE content IS NOT excluded.content""",
        (content_hash, content),
    )
