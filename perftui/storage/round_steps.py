"""What undo and redo must not touch: what answers of a 360 round stand on, and a round that is frozen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.errors import Refused
from perftui.i18n import mark

if TYPE_CHECKING:
    from perftui.storage.steps import Step
    from perftui.storage.stores import Store


class RoundHasAnswers(Refused):
    """Taking a step back would change what was asked, or take answers away, which undo could not bring back."""

    template = mark("This cannot be taken back any more: “{title}” has answers by now, and undo does not know them.")


class RoundStaysFrozen(Refused):
    """A step of a round that was frozen since is to be taken back."""

    template = mark("This cannot be taken back any more: “{title}” is frozen.")


class ThresholdPromised(Refused):
    """The threshold is to be what it was before the round was opened, by which others were promised another."""

    template = mark("This cannot be taken back any more: in “{title}” people were asked with this number of raters that a group needs.")


_TOUCHED = """SELECT d.title FROM event e
LEFT JOIN rater r ON e.entity = 'rater' AND r.id = e.entity_id
LEFT JOIN review_subject s
    ON s.id = CASE e.entity WHEN 'rater' THEN coalesce(r.subject_id, e.diff ->> '$.subject_id[0]')
    WHEN 'review_subject' THEN e.entity_id END
LEFT JOIN question q ON e.entity = 'question' AND q.id = e.entity_id
LEFT JOIN round_group g ON e.entity = 'round_group' AND g.id = e.entity_id
JOIN review_round d ON d.id = CASE e.entity WHEN 'review_round' THEN e.entity_id
    ELSE coalesce(s.round_id, q.round_id, g.round_id, e.diff ->> '$.round_id[0]') END
WHERE e.step = :step AND e.entity IN ('review_round', 'round_group', 'question', 'review_subject', 'rater') AND ("""

_FROZEN = "d.state IN ('frozen', 'released') AND e.diff ->> '$.released_on' IS NULL)"  # releasing itself can be taken back
_ANSWERED = """EXISTS (SELECT 1 FROM rater_progress p JOIN rater pr ON pr.id = p.rater_id JOIN review_subject ps ON ps.id = pr.subject_id
    WHERE ps.round_id = d.id AND (e.entity <> 'rater' OR pr.id = e.entity_id))
AND (e.entity <> 'review_round' OR e.verb <> 'update' OR e.diff ->> '$.state' IS NOT NULL)
AND (e.entity <> 'rater' OR e.verb = 'insert' OR e.diff ->> '$.is_declined[0]' = 1))"""
_PROMISED = "d.state <> 'setup' AND e.entity = 'review_round' AND e.verb = 'update' AND e.diff ->> '$.threshold' IS NOT NULL)"


def require_reversible(store: Store, step: Step) -> None:
    """Refuse to take a step back that belongs to a frozen round, or on which answers stand; inside `write()`.

    Raises:
        RoundStaysFrozen: The round is frozen or released.
        RoundHasAnswers: Answers have come in.
        ThresholdPromised: It would change the threshold after the round was opened.
    """
    for condition, error in ((_FROZEN, RoundStaysFrozen), (_ANSWERED, RoundHasAnswers), (_PROMISED, ThresholdPromised)):
        row = store.row(f"{_TOUCHED}{condition} LIMIT 1", {"step": step.id})
        if row is not None:
            raise error(title=row["title"])
