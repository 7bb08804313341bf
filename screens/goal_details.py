"""A goal or key result in full, as the detail pane shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.codes import Level
from perftui.domain.formats import basis_points, describe_date, long_date, percent, short_date
from perftui.domain.rollups import FULL_WEIGHT
from perftui.i18n import gettext as _
from perftui.i18n import mark, ngettext, pgettext, say
from perftui.services import talks
from perftui.services.goal_links import LinkKind
from perftui.services.goal_views import goal_view, key_result_view
from perftui.services.histories import history
from perftui.services.value_series import of_key_result
from screens.calibration_details import goal_groups
from screens.details import Detail
from screens.goal_cycle_details import review_texts, score_rows
from screens.goal_review_texts import amendment_texts, comment_texts, versions_text
from screens.goal_sources import light_text, standing, title_of
from screens.help_texts import help_groups
from screens.plan_mentions import goal_plans
from screens.plot_texts import series_lines
from screens.resource_texts import need_texts
from widgets.cells import bar, confidence

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from decimal import Decimal

    from textual.content import Content

    from perftui.domain.findings import Finding
    from perftui.services.check_ins import CheckInLine
    from perftui.services.goal_views import GoalView, KeyResultView, LinkLine
    from perftui.services.histories import HistoryLine
    from perftui.services.trees import TreeLine
    from perftui.storage.stores import Store
    from screens.goal_sources import GoalRow
    from widgets.glyphs import Glyphs

BAR_WIDTH = 15
ABOVE = " › "
HISTORY_SHOWN = 100
LINKED = {
    (LinkKind.CONTRIBUTES, True): mark("contributes to “{other}”"),
    (LinkKind.CONTRIBUTES, False): mark("“{other}” contributes to it"),
    (LinkKind.DEPENDS, True): mark("depends on “{other}”"),
    (LinkKind.DEPENDS, False): mark("“{other}” depends on it"),
    (LinkKind.CONFLICTS, True): mark("conflicts with “{other}”"),
    (LinkKind.CONFLICTS, False): mark("conflicts with “{other}”"),
}
"""Kind of a link, and whether it leads away from the goal, in words."""
MENDING = {
    "No goal serves this theme yet.": mark("Ctrl+N adds one."),
    "This goal serves no other goal: give it a parent.": mark("Ctrl+R picks one."),
    "This personal goal stands right under a theme: no goal of a unit lies between.": mark("Ctrl+R moves it."),
    "This goal of a unit stands under a personal goal: is it the other way round?": mark("Ctrl+R moves it."),
    "The weights below sum to {percent} %, not to 100 %.": mark("On one of them: F8, Weights…"),
    "This goal has no key result: nothing tells whether it is reached.": mark("Ins adds one."),
    "Everything is above {limit} confidence: are these goals too easy?": mark("F2 on a key result raises its target."),
}
"""What was found, by its English text, to what mends it."""


def goal_detail(store: Store, row: GoalRow | None, today: date, glyphs: Glyphs, *, with_history: bool) -> Content:
    """What the pane shows of the row under the cursor.

    Args:
        store: The store.
        row: None when there is no row: then it is empty.
        today: What dates are seen from.
        glyphs: The signs that this terminal can draw.
        with_history: Whether to say who changed what.

    Raises:
        Gone: It was removed meanwhile.
    """
    if row is None:
        return Detail("").content()
    writer = _Writer(store, today, glyphs)
    if row.is_key_result:
        detail = writer.key_result(key_result_view(store, row.key, today))
    else:
        detail = goal_groups(writer.goal(goal_view(store, row.key, today)), store, row.key, today)
        detail.group(pgettext("goal", "Reviews"), review_texts(store, row.key, today))
        detail.group(_("Resources"), need_texts(store, row.key)).group(_("Plans"), goal_plans(store, row.key, today, glyphs))
        help_groups(detail, store, "goal", row.key, talks.of_goal(store, row.key, today), today)
    if with_history:
        entity = "key_result" if row.is_key_result else "goal"
        detail.group(_("History"), [writer.change(line) for line in history(store, entity, row.key, HISTORY_SHOWN)])
    return detail.content()


class _Writer:
    def __init__(self, store: Store, today: date, glyphs: Glyphs) -> None:
        self.store, self.today, self.glyphs = store, today, glyphs

    def goal(self, view: GoalView) -> Detail:
        detail = Detail(_titled(view)).lines(self._goal_rows(view)).text(view.description)
        detail.group(_("Findings"), [finding_text(finding) for finding in view.findings])
        detail.group(_("Comments"), comment_texts(view.comments, self.today))
        detail.group(_("Key results"), [self._below(line) for line in view.key_results])
        more = view.sub_goal_count - len(view.sub_goals)
        below = [self._below(line, "" if line.cycle == view.cycle else line.cycle) for line in view.sub_goals]
        if more > 0:
            below.append(ngettext("and {n} more", "and {n} more", more).format(n=more))
        detail.group(_("Goals below"), below).group(_("Links"), [link_text(link) for link in view.links])
        return detail.group(_("Amended"), amendment_texts(view.amendments, self.today))

    def _goal_rows(self, view: GoalView) -> Iterator[tuple[str, str]]:
        yield _("Above"), ABOVE.join(goal.title for goal in view.parents)
        yield _("Level"), say(view.level)
        yield _("Owner"), view.owner.name if view.owner else ""
        yield _("Cycle"), view.cycle
        yield _("State"), self._state(view)
        yield _("Versions"), versions_text(view)
        yield from score_rows(view)
        if view.score is None:
            yield _("Status"), light_text(view, self.glyphs) + self._overdue(is_overdue=view.is_overdue)
        yield _("Progress"), bar(view.progress, BAR_WIDTH, self.glyphs)
        if view.coverage is not None:
            words = _("{percent} of the weight right below")
            if view.coverage != 1:
                words = _("{percent} of the weight right below: hence the *")
            yield _("Measured"), words.format(percent=percent(view.coverage))
        yield _("Kind"), say(view.kind)
        yield _("Weight"), weight_text(view.weight, view.share)
        if not view.counts_in_appraisal and view.level is not Level.THEME:
            yield _("Appraisal"), _("does not count in it")
        yield _("Start"), long_date(view.start) if view.start else ""
        yield _("Due"), describe_date(view.due, self.today)
        yield _("Tags"), view.tags

    def _state(self, view: GoalView) -> str:
        if view.next_states:
            following = _(", ").join(say(state) for state in view.next_states)
            return _("{state} (next: {following})").format(state=say(view.state), following=following)
        return say(view.state)

    def _overdue(self, *, is_overdue: bool) -> str:
        return _(" – a check-in is overdue") if is_overdue else ""

    def _below(self, line: TreeLine, cycle: str = "") -> str:
        shown = percent(line.progress) if line.progress is not None else _("no data")
        state = standing(line, self.glyphs).text
        return " ".join(part for part in (state, shown, title_of(line), f"({line.value})" if line.value else "", cycle) if part)

    def key_result(self, view: KeyResultView) -> Detail:
        detail = Detail(_titled(view)).lines(self._result_rows(view))
        detail.group(_("Anchors"), [f"{level}  {text}" for level, text in enumerate(view.anchors, 1)])
        detail.group(_("Values"), series_lines(of_key_result(self.store, view.id), self.today, self.glyphs))
        texts = [text for line in view.check_ins for text in self._check_in(line)]
        detail.group(_("Check-ins"), texts or [_("None yet: F7 makes the first.")])
        return detail.group(_("Amended"), amendment_texts(view.amendments, self.today))

    def _result_rows(self, view: KeyResultView) -> Iterator[tuple[str, str]]:
        yield _("Goal"), view.goal
        yield _("Measure"), view.measure
        yield _("Target"), view.yardstick
        yield _("Now"), view.value or _("no data")
        if view.gap is not None:
            yield _("Gap"), self._gap(view)
            yield _("Attainment"), view.gap.attainment
        yield _("Progress"), bar(view.progress, BAR_WIDTH, self.glyphs)
        light = light_text(view, self.glyphs) + self._overdue(is_overdue=view.is_overdue)
        yield _("Status"), _("Archived") if view.is_archived else light
        yield _("Confidence"), "" if view.confidence is None else confidence(view.confidence, self.glyphs)
        yield _("Weight"), weight_text(view.weight, view.share)
        yield _("Due"), describe_date(view.due, self.today)
        yield _("Check-in"), ngettext("every day", "every {n} days", view.cadence_days).format(n=view.cadence_days)
        yield _("Next one"), describe_date(view.next_due, self.today) if view.next_due and not view.is_archived else ""
        yield _("Tags"), view.tags

    def _gap(self, view: KeyResultView) -> str:
        figures = view.gap
        if figures is None or not figures.relative:
            return figures.points if figures else ""
        return _("{points} ({relative} of the target)").format(points=figures.points, relative=figures.relative)

    def _check_in(self, line: CheckInLine) -> Iterator[str]:
        sure = _("confidence {percent}").format(percent=percent(line.confidence)) if line.confidence is not None else ""
        head = (short_date(line.on, self.today), line.value, sure, line.actor, _("late") if line.is_late else "")
        yield " · ".join(part for part in head if part)
        said = (
            ("{text}", line.note),
            (mark("Evidence: {text}"), line.evidence),
            (mark("In the way: {text}"), line.blocker),
            (mark("Next: {text}"), line.next_action),
        )
        for template, text in said:
            yield from ("  " + _(template).format(text=part) for part in text.split("\n") if part)

    def change(self, line: HistoryLine) -> str:
        when = f"{short_date(line.at.astimezone().date(), self.today)} · {line.actor}"
        if not line.field:
            whole = WHOLE.get((line.entity, line.verb), line.verb)
            return f"{when} · {_(whole)}"
        old, new = (text or "–" for text in (line.old_text(), line.new_text()))
        if line.verb == "insert":
            return f"{when} · " + _("{field}: {value}").format(field=line.label_text(), value=new)
        return f"{when} · " + _("{field}: {old} → {new}").format(field=line.label_text(), old=old, new=new)


def _titled(view: GoalView | KeyResultView) -> str:
    return f"[{view.priority}] {view.title}" if view.priority else view.title


WHOLE = {
    ("goal", "insert"): mark("added"),
    ("key_result", "insert"): mark("added"),
    ("goal_link", "insert"): mark("linked"),
    ("goal_link", "delete"): mark("unlinked"),
    ("goal_review", "delete"): mark("review taken back"),
    ("allocation", "delete"): mark("resource taken away"),
    ("check_in", "delete"): mark("check-in taken back"),
    ("goal_comment", "delete"): mark("comment taken back"),
    ("goal_amendment", "delete"): mark("amendment taken back"),
}
"""Table and verb to what is said of a whole record."""


def finding_text(finding: Finding) -> str:
    """What was found, and what mends it."""
    hint = MENDING.get(finding.message.template, "")
    return f"! {say(finding.message)} {_(hint)}".rstrip()


def link_text(link: LinkLine) -> str:
    """A link from the goal's side, with how it was settled."""
    words = _(LINKED[link.kind, link.is_outgoing]).format(other=link.other.title)
    if link.reason is not None:
        words = _("{link} ({reason})").format(link=words, reason=say(link.reason))
    if link.kind is LinkKind.CONTRIBUTES:
        return words
    if link.is_dismissed:
        return _("{link} – dismissed: {why}").format(link=words, why=link.resolution)
    if link.is_open:
        return _("{link} – still open: F8 settles it").format(link=words)
    return _("{link} – settled: {resolution}").format(link=words, resolution=link.resolution)


def weight_text(weight: int, share: Decimal | None) -> str:
    """The weight, and its share among what stands beside it where that differs."""
    if share is None or share * FULL_WEIGHT == weight:
        return basis_points(weight)
    return _("{weight} ({share} of what stands here)").format(weight=basis_points(weight), share=percent(share, 1))
