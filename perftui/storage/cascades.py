"""What handing a goal down asks: its key results, and who has such a goal already."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store


def key_results_of(store: Store, goal_id: str) -> list[Row]:
    """The key results of a goal that are not archived, whole rows in their order."""
    return store.rows(
        f"""SELECT k.* FROM key_result k JOIN goal g ON g.id = k.goal_id
        WHERE k.goal_id = ? AND k.is_archived = 0 AND {store.sees("g.owner_person_id")} ORDER BY k.pos""",
        (goal_id,),
    )


def goals_owned(store: Store, cycle_id: str, owners: Iterable[str]) -> list[Row]:
    """The goals of some people and units in a cycle that are not archived: `owner_id`, `parent_id`, `title`."""
    return store.rows(
        f"""SELECT coalesce(g.owner_person_id, g.owner_unit_id) AS owner_id, g.parent_id, g.title FROM goal g
        JOIN json_each(:owners) o ON o.value = coalesce(g.owner_person_id, g.owner_unit_id)
        WHERE g.cycle_id = :cycle AND g.state <> 'archived' AND {store.sees("g.owner_person_id")} ORDER BY g.parent_id, g.pos""",
        {"owners": json.dumps(list(owners)), "cycle": cycle_id},
    )
