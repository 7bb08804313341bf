"""A goal in full, as far as its calibration goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.formats import basis_points, describe_date
from perftui.domain.quantities import quantity_text
from perftui.i18n import gettext as _
from perftui.i18n import say
from perftui.services.calibration_lists import line as line_of
from perftui.services.smart_checks import checks_of
from screens.details import Detail
from screens.smart_panels import check_lines

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
        detail.group(result.title, [f"{label}: {value}" for label, value in _result_rows(result)])
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


def _result_rows(result: ResultLine) -> Iterator[tuple[str, str]]:
    def known(value: Decimal | None) -> str:
        return _("no data") if value is None else quantity_text(value, result.unit)

    yield _("Baseline"), known(result.baseline)
    yield _("Target"), result.target
    if result.last is None:
        yield _("Before"), _("no data")
        return
    yield _("Last result"), known(result.last)
    if result.best is not None:
        yield _("Best result"), known(result.best)
