"""The questions of a round of 360 feedback: added, changed, moved and removed, in setup only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.i18n import mark
from perftui.services.round_guards import in_setup
from perftui.services.round_lines import QuestionLine, question_line
from perftui.storage import rounds
from perftui.storage.stores import Gone, Label

if TYPE_CHECKING:
    from perftui.domain.feedback_drafts import QuestionDraft
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store


def question(store: Store, question_id: str) -> QuestionLine:
    """One question.

    Raises:
        Gone: There is none.
    """
    return question_line(_get(store, question_id))


def add_question(store: Store, round_id: str, after: str = "", **values: object) -> str:
    """Add a question below another, or behind all.

    Args:
        store: The store.
        round_id: The round.
        after: The question above; empty: behind all.
        **values: Fields of `QuestionDraft`.

    Returns:
        Its id.

    Raises:
        FieldError: A value cannot be used.
        QuestionEmpty: It is written in neither language.
        RoundIsOpen, RoundIsFrozen: The round is not in setup.
    """
    row, draft, question_id = in_setup(store, round_id), _draft(values), store.new_id()
    with store.write(Label(mark("Added a question to {title}"), {"title": row["title"]})):
        store.insert("question", id=question_id, round_id=round_id, pos=rounds.next_position(store, round_id), **_columns(draft))
        if after:
            order = [line["id"] for line in rounds.questions(store, round_id) if line["id"] != question_id]
            order.insert(order.index(after) + 1 if after in order else len(order), question_id)
            _put_in_order(store, round_id, order)
    return question_id


def edit_question(store: Store, question_id: str, version: int, **values: object) -> str:
    """Change a question; fields that are left out stay as they are. Raises as `add_question`, Gone and Changed."""
    row = _get(store, question_id)
    draft = _draft({name: row[name] for name in ("kind", "competency", "text_en", "text_zh")} | values)
    title = in_setup(store, row["round_id"])["title"]
    with store.write(Label(mark("Changed a question of {title}"), {"title": title})):
        store.update("question", question_id, version, **_columns(draft))
    return question_id


def move_question(store: Store, question_id: str, by: int) -> None:
    """Move a question up (a negative number) or down.

    Raises:
        Gone: There is no such question.
        RoundIsOpen, RoundIsFrozen: The round is not in setup.
    """
    row = _get(store, question_id)
    title = in_setup(store, row["round_id"])["title"]
    order = [line["id"] for line in rounds.questions(store, row["round_id"])]
    place = order.index(question_id)
    order.insert(max(0, min(len(order) - 1, place + by)), order.pop(place))
    with store.write(Label(mark("Moved a question of {title}"), {"title": title})):
        _put_in_order(store, row["round_id"], order)


def remove_question(store: Store, question_id: str) -> None:
    """Remove a question.

    Raises:
        Gone: There is no such question.
        RoundIsOpen, RoundIsFrozen: The round is not in setup.
    """
    row = _get(store, question_id)
    title = in_setup(store, row["round_id"])["title"]
    with store.write(Label(mark("Removed a question of {title}"), {"title": title})):
        rounds.remove_question(store, question_id)


def _put_in_order(store: Store, round_id: str, order: list[str]) -> None:
    rows = {row["id"]: row for row in rounds.questions(store, round_id)}
    for pos, question_id in enumerate(order, 1):
        store.update("question", question_id, rows[question_id]["version"], pos=pos)


def _get(store: Store, question_id: str) -> Row:
    row = rounds.question(store, question_id)
    if row is None:
        raise Gone
    return row


def _draft(values: dict[str, object]) -> QuestionDraft:
    from perftui.domain.feedback_drafts import QuestionDraft
    from perftui.domain.validation import validated

    return validated(QuestionDraft, **values)


def _columns(draft: QuestionDraft) -> dict[str, object]:
    return {"kind": draft.kind.value, "competency": draft.competency, "text_en": draft.text_en, "text_zh": draft.text_zh}
