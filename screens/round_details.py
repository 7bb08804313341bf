"""A round of 360 feedback, somebody it is about, a rater or a question, in full."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.feedback import RaterGroup, RoundState
from perftui.domain.formats import basis_points, describe_date
from perftui.i18n import gettext as _
from perftui.i18n import say
from perftui.services import round_checks, round_raters, rounds
from perftui.services.round_guards import CLOSED
from screens.details import Detail
from screens.round_pages import Level
from screens.round_states import closed_detail, is_waiting, state_cell

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from textual.content import Content

    from perftui.services.round_lines import RaterLine, RoundLine
    from perftui.storage.stores import Store
    from screens.round_pages import At

SHOWN = 12
"""Findings that are listed."""


def page_detail(store: Store, at: At, key: str, today: date) -> Content:
    """What stands beside a list: the record under the cursor."""
    if not key:
        return Detail("").content()
    if at.level is Level.ROUNDS:
        return _round(store, rounds.get(store, key), today)
    if at.level is Level.SUBJECTS:
        return _subject(store, at.round_id, key)
    if at.level is Level.QUESTIONS:
        return _question(store, at.round_id, key)
    return _rater(round_raters.rater(store, key))


def _round(store: Store, line: RoundLine, today: date) -> Content:
    detail = Detail(line.title).lines(_rows(line, today))
    groups = rounds.groups(store, line.id)
    detail.group(_("Groups and weights"), [_weight(one.group, one.weight, is_asked=one.is_open) for one in groups])
    if line.state is RoundState.SETUP:
        detail.group(_("Still missing"), [say(message) for message in round_checks.missing(store, line.id, today)])
    if line.state in {RoundState.SETUP, RoundState.COLLECTING}:
        found = [say(finding.message) for finding in round_checks.findings(store, line.id)]
        more = [_("and {n} more").format(n=len(found) - SHOWN)] if len(found) > SHOWN else []
        detail.group(_("Worth a look"), found[:SHOWN] + more)
    detail.group(_("Note"), line.note.splitlines())
    return detail.text(_next(line.state), "dim").content()


def _next(state: RoundState) -> str:
    if state is RoundState.SETUP:
        return _("Enter shows its people. F8 shows its questions and weights; F7 opens it for answers.")
    if state is RoundState.COLLECTING:
        return _("Enter shows its people. F8 shows the forms to fill in and who has not answered. Nobody sees answers before it is frozen.")
    if state is RoundState.FROZEN:
        return _("Nobody can tell any more who gave which answer. F7 releases the reports; nothing is shown before.")
    return _("Enter shows its people, and Enter on one of them the report. F8 exports it.")


def _rows(line: RoundLine, today: date) -> Iterator[tuple[str, str]]:
    yield _("State"), say(line.state)
    yield _("Cycle"), line.cycle
    yield _("Answers by"), describe_date(line.due, today) if line.due else ""
    yield _("People"), str(line.subjects)
    yield _("Completed"), _("{done} of {all}").format(done=line.completed, all=line.raters)
    yield _("Questions"), str(line.questions)
    yield _("Shown from"), _("{n} raters a group").format(n=line.threshold)


def _weight(group: RaterGroup, weight: int, *, is_asked: bool) -> str:
    if group is RaterGroup.SELF:
        return _("{group}: set against the others, without weight").format(group=say(group))
    share = basis_points(weight) if is_asked else _("not asked")
    return _("{group}: {weight}").format(group=say(group), weight=share)


def _subject(store: Store, round_id: str, subject_id: str) -> Content:
    line = next((one for one in rounds.subjects(store, round_id) if one.id == subject_id), None)
    if line is None:
        return Detail("").content()
    if rounds.get(store, round_id).state in CLOSED:
        return closed_detail(store, line, rounds.get(store, round_id))
    detail = Detail(line.name).lines([(_("Unit"), line.unit), (_("Completed"), f"{line.completed}/{line.invited}")])
    found = round_raters.listing(store, subject_id)
    for group in RaterGroup:
        detail.group(say(group), [_in_group(one) for one in found if one.group is group])
    detail.group(_("Worth a look"), [say(one.message) for one in round_checks.findings(store, round_id) if one.entity_id == subject_id])
    return detail.text(_("Enter shows who answers. F8 proposes raters; ! marks a group that is too small to be shown."), "dim").content()


def _in_group(line: RaterLine) -> str:
    return line.name if is_waiting(line) else _("{name} ({note})").format(name=line.name, note=state_cell(line).text)


def _rater(line: RaterLine) -> Content:
    rows = [
        (_("Answers about"), line.subject),
        (_("Group"), say(line.group)),
        (_("Unit"), line.unit),
        (_("E-mail"), line.email),
        (_("Form"), state_cell(line).text),
    ]
    words = _("Enter opens the form for this rater. What it says is shown to nobody else.")
    return Detail(line.name).lines(rows).text(words, "dim").content()


def _question(store: Store, round_id: str, question_id: str) -> Content:
    line = next((one for one in rounds.questions(store, round_id) if one.id == question_id), None)
    if line is None:
        return Detail("").content()
    of = rounds.get(store, round_id)
    detail = Detail(line.text).lines([(_("English"), line.text_en), (_("Chinese"), line.text_zh), (_("Answered"), say(line.kind))])
    if line.kind == "scale":
        detail.group(_("Levels"), [f"{level}  {words}" for level, words in enumerate(of.anchors, 1)])
    return detail.content()
