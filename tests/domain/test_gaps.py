"""How severe a gap is, as a law over all values, and how periods are matched."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from perftui.domain.codes import Operator
from perftui.domain.gaps import Change, Limits, Measured, Severity, compare, severity, shortfall
from perftui.domain.yardsticks import Yardstick

ORDER = [Severity.MET, Severity.MINOR, Severity.MODERATE, Severity.SEVERE]
AT_LEAST = Yardstick(operator=Operator.AT_LEAST, target=Decimal(100), unit="%")
VALUES = st.decimals(-1000, 1000, places=2)


@given(VALUES, VALUES)
def test_who_is_further_from_the_target_never_has_the_less_severe_gap(one, other):
    worse, better = sorted((one, other))
    assert ORDER.index(severity(AT_LEAST, worse)) >= ORDER.index(severity(AT_LEAST, better))


def test_the_limits_are_a_policy_and_no_data_is_not_zero():
    assert [severity(AT_LEAST, Decimal(value)) for value in ("100", "95.1", "95", "85.1", "85")] == [
        *(Severity.MET, Severity.MINOR, Severity.MODERATE, Severity.MODERATE, Severity.SEVERE)
    ]
    assert severity(AT_LEAST, Decimal(95), Limits(Decimal("0.1"), Decimal("0.2"))) is Severity.MINOR
    assert severity(AT_LEAST, None) is Severity.NO_DATA


def test_levels_count_by_their_scale():
    levels = Yardstick(operator=Operator.ORDINAL, target=Decimal(4), levels=5)
    assert shortfall(levels, Decimal(3)) == Decimal("0.25")


def test_a_gap_is_matched_by_what_measures_it_again_and_else_by_subject_and_yardstick():
    before = [Measured("a", "", "p", "x", Decimal(5)), Measured("b", "", "p", "y", Decimal(5))]
    after = [Measured("c", "a", "p", "other", Decimal(0)), Measured("d", "", "p", "y", Decimal(7)), Measured("e", "", "q", "y", None)]
    assert [(pair.after.id if pair.after else "", pair.change) for pair in compare(before, after)] == [
        ("c", Change.CLOSED),
        ("d", Change.LARGER),
        ("e", Change.UNMEASURED),
    ]


def test_what_was_met_or_never_measured_and_is_missed_now_is_new():
    before = [Measured("a", "", "p", "x", Decimal(0)), Measured("b", "", "p", "y", None)]
    after = [Measured("c", "", "p", "x", Decimal(1)), Measured("d", "", "p", "y", Decimal(1))]
    assert [pair.change for pair in compare(before, after)] == [Change.NEW, Change.NEW]
