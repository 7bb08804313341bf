"""The report: the figures of what may be shown, the comments without names, and files with the same and no more."""

import json
from datetime import date
from fractions import Fraction

import pytest
from openpyxl import load_workbook

from perftui.domain.feedback_figures import Insight, Source
from perftui.errors import Refused
from perftui.services import report_exports, round_freezing, round_report_files, round_reports

TODAY = date(2026, 11, 23)


@pytest.fixture
def released(store, rounds):
    round_id, subject = rounds.answered()
    round_freezing.freeze(store, round_id, TODAY)
    round_freezing.release(store, round_id, TODAY)
    return subject


class TestReport:
    @pytest.mark.parametrize("is_frozen", [False, True])
    def test_nothing_is_shown_before_it_is_released(self, store, rounds, is_frozen):
        round_id, subject = rounds.answered()
        if is_frozen:
            round_freezing.freeze(store, round_id, TODAY)

        with pytest.raises(Refused, match="not released"):
            round_reports.report(store, subject)

    def test_groups_tell_how_many_answered_only_where_they_are_shown(self, store, released):
        groups = {line.source: (line.completed, line.is_merged, line.weight) for line in round_reports.report(store, released).groups}

        assert groups == {
            Source.MANAGER: (1, False, 4000),
            Source.PEER: (4, False, 3000),
            Source.REPORT: (None, True, 0),
            Source.CUSTOMER: (None, True, 0),
            Source.OTHERS: (3, False, 3000),
            Source.SELF: (1, False, 0),
        }

    def test_a_manager_who_has_not_answered_is_no_group_of_too_few(self, store, rounds):
        round_id = rounds.round()
        subject = rounds.subject(round_id)
        rounds.rater(subject, "manager")
        rounds.rater(subject, "report", (1, 2, "x"))
        rounds.rater(subject, "self", (1, 2, "x"))
        assert round_freezing.effect(store, round_id).hidden == 1
        round_freezing.freeze(store, round_id, TODAY)
        round_freezing.release(store, round_id, TODAY)

        groups = round_reports.report(store, subject).groups

        assert [round_report_files.count_text(line, 3) for line in groups] == ["no answer", "fewer than 3", "1 of 1"]

    def test_the_composite_is_of_what_is_shown_and_a_thin_question_is_not(self, store, released):
        report = round_reports.report(store, released)
        first, second = report.questions

        assert {source: (n, mean) for source, n, mean in second.cells} == {
            Source.MANAGER: (1, 4),
            Source.OTHERS: (3, Fraction(10, 3)),
            Source.SELF: (1, 4),
        }
        peers, others = Fraction(14, 4), (Fraction(8, 3) + Fraction(10, 3)) / 2
        assert report.total.others == (4000 * Fraction(7, 2) + 3000 * peers + 3000 * others) / 10000
        assert first.insight is Insight.BLIND_SPOT
        assert report.insights(Insight.BLIND_SPOT) == (first,)

    def test_comments_of_too_few_are_not_shown_and_those_of_enough_without_names(self, store, released):
        comments = {line.source: sorted(line.texts) for line in round_reports.report(store, released).comments}

        assert comments == {
            Source.MANAGER: ["Delegate more."],
            Source.PEER: ["Listen.", "Plan.", "Write less."],
            Source.SELF: ["Nothing."],
        }

    def test_behind_a_scope_others_reports_do_not_exist(self, store, released):
        store.limit_to([])

        with pytest.raises(Refused, match="no longer exists"):
            round_reports.report(store, released)


class TestFiles:
    def test_markdown_tells_groups_questions_blind_spots_and_comments(self, store, released, tmp_path):
        round_report_files.export(store, released, tmp_path / "report.md")

        text = (tmp_path / "report.md").read_text("utf-8")
        assert "| Peers | 4 of 6 | 3.50 | 30% |" in text
        assert "| Customers | with others | – | – |" in text
        assert "## Blind spots\n\n- Explains clearly: others 3.05, self 5.00 (+1.95)" in text
        assert "- Delegate more." in text
        assert "Call back." not in text

    def test_a_workbook_holds_levels_as_numbers(self, store, released, tmp_path):
        round_report_files.export(store, released, tmp_path / "report.xlsx")

        rows = list(load_workbook(tmp_path / "report.xlsx").active.iter_rows(values_only=True))
        assert rows[1][:5] == ("Clarity", "Explains clearly", pytest.approx(3.05), 5, pytest.approx(1.95))
        assert rows[-1][0] == "All questions"

    def test_json_has_a_line_for_each_question_and_comment(self, store, released):
        lines = list(map(json.loads, report_exports.as_json_lines(round_report_files.sheet(round_reports.report(store, released)))))

        assert len(lines) == 2 + 5
        assert lines[1]["peer"] is None
        assert "customer" not in lines[0]
