"""A goal in full, as far as its calibration goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.formats import basis_points, describe_date
from perftui.i18n import gettext as _
from perftui.i18n import say
from perftui.services.calibration_lists import line as line_of
from perftui.services.measured_values import value_text
from perftui.services.smart_checks import checks_of
from screens.details import Detail
from screens.smart_panels import check_lines
from widgets.cells import safe

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from decimal import Decimal

    from textual.content import Content

    from perftui.services.calibration_lists import CalibrationLine, ResultLine
    from perftui.storage.stores import Store


def calibration_detail(store: Store, key: str, today: date) -> Content:
    """What the pane shows of the goal under the cursor; empty without one.

    Raises:
        Gone: It was removed meanwhile.
    """
    if not key:
        return Detail("").content()
    line = line_of(store, key)
    detail = Detail(line.title).lines(_rows(line, today)).group(_("Findings"), [f"! {say(finding.message)}" for finding in line.findings])
    for result in line.results:
        shown = _result_rows(result)
        detail.group(safe(result.title), [_("{label}: {text}").format(label=label, text=text) for label, text in shown])
    return detail.group("SMART", check_lines(checks_of(store, key))).content()


def _rows(line: CalibrationLine, today: date) -> Iterator[tuple[str, str]]:
    yield _("Owner"), line.owner
    yield _("Cycle"), line.cycle
    yield _("State"), say(line.state)
    yield _("Weight"), basis_points(line.weight)
    yield _("Challenge"), rating_text(line.challenge)
    yield _("Feasibility"), rating_text(line.feasibility)
    yield from calibrated_rows(line, today)


def calibrated_rows(line: CalibrationLine, today: date) -> Iterator[tuple[str, str]]:
    """By whom, when, and what was written down."""
    if line.calibrated_on is None:
        yield _("Calibrated"), _("not yet")
        return
    when = describe_date(line.calibrated_on, today)
    yield _("Calibrated"), _("{date}, by {name}").format(date=when, name=line.calibrated_by)
    yield _("Note"), line.calibration_note


def rating_text(rating: int | None) -> str:
    """A rating out of five, or that there is none."""
    return _("not rated") if rating is None else _("{n} of 5").format(n=rating)


def goal_groups(detail: Detail, store: Store, key: str, today: date) -> Detail:
    """What the goal tree shows of a goal's calibration and of its SMART checks, behind the rest."""
    line = line_of(store, key)
    if line.challenge or line.feasibility or line.calibrated_on:
        rows = [(_("Challenge"), rating_text(line.challenge)), (_("Feasibility"), rating_text(line.feasibility))]
        said = [*rows, *calibrated_rows(line, today)]
        detail.group(_("Calibration"), [_("{label}: {text}").format(label=label, text=text) for label, text in said if text])
    return detail.group("SMART", check_lines(checks_of(store, key)))


def _result_rows(result: ResultLine) -> Iterator[tuple[str, str]]:
    def known(value: Decimal | None) -> str:
        return value_text(result.yardstick, value) or _("no data")

    yield _("Baseline"), known(result.yardstick.baseline)
    yield _("Target"), result.target
    yield _("Last result"), known(result.last)
    if result.best is not None:
        yield _("Best result"), known(result.best)
