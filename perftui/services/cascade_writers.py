"""The goals of a cascade, with their key results: written at once, in one step that can be undone."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from perftui.domain.cascades import Division, followed
from perftui.domain.codes import GoalState, Level
from perftui.domain.rollups import FULL_WEIGHT
from perftui.domain.shares import dealt_out
from perftui.errors import PerftuiError, Refused
from perftui.i18n import mark
from perftui.services import goal_rows
from perftui.services.cascades import getting, targets
from perftui.storage import cascades, goals
from perftui.storage.stores import Gone, Label

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from perftui.domain.goals import GoalDraft, KeyResultDraft
    from perftui.services.cascades import CascadePlan, CascadeRow, Chosen
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

_FOLLOWING = ("baseline", "commit", "stretch", "red_low", "red_high")
"""What keeps its proportion to a target that is divided."""


class NobodyChosen(Refused):
    """Everybody is left out."""

    template = mark("Nobody is ticked: Space ticks the one under the cursor, * all of them.")


class ShareImpossible(Refused):
    """A target that cannot be held against anything."""

    template = mark("{name}, “{title}”: {reason}")


def hand_down(store: Store, planned: CascadePlan, chosen: Chosen, told: Callable[[int, int], None] = lambda done, total: None) -> int:
    """Make the goals as drafts, with their key results, in one step.

    Args:
        store: The store.
        planned: What `plan` gave.
        chosen: What was changed in it.
        told: Is told how many of how many are made.

    Returns:
        How many goals were made.

    Raises:
        NobodyChosen: Nobody gets one.
        ShareImpossible: A target cannot be held against anything.
        Gone: Goal, person or unit is no longer there.
    """
    rows = getting(planned, chosen)
    if not rows:
        raise NobodyChosen
    label = Label(mark("Handed {title} down to {n}"), {"title": planned.offer.title, "n": len(rows)})
    with store.write(label):
        maker = _Maker(store, planned, targets(planned, chosen))
        for done, (row, weight) in enumerate(zip(rows, dealt_out(planned.terms.together, [1] * len(rows)), strict=True)):
            told(done, len(rows))
            maker.make(row, min(weight, FULL_WEIGHT))
        maker.finish()
    return len(rows)


class _Maker:
    """Gathers the rows and writes them at once."""

    def __init__(self, store: Store, planned: CascadePlan, shares: Mapping[tuple[str, str], Decimal]) -> None:
        self._store, self._planned, self._shares = store, planned, shares
        self._above = goal_rows.goal_row(store, planned.offer.goal_id)
        if self._above["state"] == GoalState.ARCHIVED:
            raise Gone
        handed = {key_result.id for key_result in planned.handed}
        self._amounts = {found.id for found in planned.handed if planned.division(found) is not Division.SAME}
        self._key_results = [row for row in cascades.key_results_of(store, planned.offer.goal_id) if row["id"] in handed]
        if len(self._key_results) != len(handed):
            raise Gone
        self._pos = goals.next_position(store, planned.offer.goal_id)
        self._goals: list[dict[str, object]] = []
        self._results: list[dict[str, object]] = []

    def make(self, row: CascadeRow, weight: int) -> None:
        draft = self._goal(row, weight)
        if not self._goals:
            goal_rows.check_placed(self._store, None, draft.level, draft.parent)
        goal_rows.check_owners(self._store, draft)
        goal_id = self._store.new_id()
        self._goals.append({"id": goal_id, "pos": self._pos + len(self._goals), **goal_rows.goal_values(draft)})
        drafts = list(self._drafts(row, goal_id))
        weights = dealt_out(FULL_WEIGHT, [draft.weight for draft, _source in drafts])
        for pos, ((result, source), share) in enumerate(zip(drafts, weights, strict=True), 1):
            as_above = {"measure_id": source["measure_id"], "anchors": source["anchors"]}
            values = {**goal_rows.key_result_values(result), **as_above, "weight": share}
            self._results.append({"id": self._store.new_id(), "pos": pos, **values})

    def _goal(self, row: CascadeRow, weight: int) -> GoalDraft:
        from perftui.domain.goals import GoalDraft
        from perftui.domain.validation import validated

        return validated(
            GoalDraft,
            title=row.title,
            level=Level.UNIT if row.to.is_unit else Level.PERSON,
            cycle=self._planned.cycle,
            parent=self._above["id"],
            kind=self._planned.terms.kind,
            due=self._planned.terms.due,
            weight=weight,
            **{"owner_unit" if row.to.is_unit else "owner_person": row.to.id},
        )

    def _drafts(self, row: CascadeRow, goal_id: str) -> Iterator[tuple[KeyResultDraft, Row]]:
        from perftui.domain.goals import KeyResultDraft
        from perftui.domain.validation import validated

        for source in self._key_results:
            share = self._shares.get((row.to.id, source["id"]))
            if not (source["id"] in self._amounts and is_nothing(source, share)):
                fields = share_fields(goal_rows.key_result_fields(source), share, is_amount=source["id"] in self._amounts)
                fields |= {"goal": goal_id, "due": self._planned.terms.due or fields["due"]}
                try:
                    yield validated(KeyResultDraft, **fields), source
                except PerftuiError as error:
                    raise ShareImpossible(name=row.to.name, title=source["title"], reason=error.message) from error

    def finish(self) -> None:
        for table, made in (("goal", self._goals), ("key_result", self._results)):
            if made:
                columns = tuple(made[0])
                self._store.insert_many(table, columns, [tuple(values[column] for column in columns) for values in made])
        goal_rows.follow(self._store, [str(made["id"]) for made in self._goals], [str(made["id"]) for made in self._results])


def is_nothing(source: Row, share: Decimal | None) -> bool:
    """Whether somebody's share of an amount is nothing, so that there is nothing to measure."""
    return share is not None and not share and Decimal(source["target"]) != 0


def share_fields(fields: Mapping[str, object], share: Decimal | None, *, is_amount: bool) -> dict[str, object]:
    """The fields of a key result with another target; those of an amount that is divided keep their proportion to it."""
    if share is None:
        return dict(fields)
    target = Decimal(str(fields["target"]))
    following = _FOLLOWING if is_amount and share != target else ()
    scaled = {name: followed(Decimal(str(fields[name])), target, share) for name in following if fields[name] is not None}
    return {**fields, **scaled, "target": share}
