from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perftui.domain.ids import is_id, made_at_ms, new_id

TIMES = st.integers(0, 2**48 - 1)
RANDOM = st.binary(min_size=10, max_size=10)


def test_an_id_is_written_as_the_ulid_specification_says() -> None:
    assert new_id(0, bytes(10)) == "0" * 26
    assert new_id(2**48 - 1, b"\xff" * 10) == "7" + "Z" * 25
    assert new_id(1_469_918_176_385, bytes(range(10))) == "01ARYZ6S41" + "000G40R40M30E209"


@given(TIMES, RANDOM)
def test_an_id_tells_when_it_was_made(now_ms: int, randomness: bytes) -> None:
    record_id = new_id(now_ms, randomness)
    assert is_id(record_id)
    assert made_at_ms(record_id) == now_ms


@given(TIMES, RANDOM, TIMES, RANDOM)
def test_ids_sort_by_time_and_then_by_their_random_part(one: int, first: bytes, other: int, second: bytes) -> None:
    assert (new_id(one, first) < new_id(other, second)) == ((one, first) < (other, second))


@given(TIMES, RANDOM, RANDOM)
def test_different_random_parts_make_different_ids(now_ms: int, one: bytes, other: bytes) -> None:
    assert (new_id(now_ms, one) == new_id(now_ms, other)) == (one == other)


@pytest.mark.parametrize(("now_ms", "randomness"), [(-1, bytes(10)), (2**48, bytes(10)), (0, bytes(9)), (0, bytes(11))])
def test_a_time_or_a_random_part_of_the_wrong_size_is_refused(now_ms: int, randomness: bytes) -> None:
    with pytest.raises(ValueError, match=r"^-?\d+$"):
        new_id(now_ms, randomness)


@pytest.mark.parametrize("text", ["", "0" * 25, "0" * 27, "8" + "0" * 25, "0" * 25 + "I", "0" * 25 + "a", "王" * 26, "'" + "0" * 25])
def test_what_is_no_id_is_told_apart(text: str) -> None:
    assert not is_id(text)
    with pytest.raises(ValueError, match="^" + text):
        made_at_ms(text)
