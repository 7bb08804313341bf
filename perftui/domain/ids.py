"""Record ids: ULIDs, which sort by the time they were made and collide with nobody else's.

Layout and alphabet: https://github.com/ulid/spec.
"""

from __future__ import annotations

from datetime import UTC, datetime

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O or U, so that an id can be read aloud."""
_LENGTH = 26
_TIME_LENGTH = 10
_RANDOM_BYTES = 10
_TIME_END = 1 << 48


def new_id(now_ms: int, randomness: bytes) -> str:
    """The id of a record made now.

    Args:
        now_ms: Milliseconds since 1970 in UTC, from 0 to 2**48 - 1 (the year 10889).
        randomness: 10 bytes from a good source; ids of the same millisecond sort by them.

    Returns:
        26 characters from 0-9 and A-Z without I, L, O and U. A later millisecond sorts after an earlier one.

    Raises:
        ValueError: The time or the number of bytes is out of range.
    """
    if not 0 <= now_ms < _TIME_END:
        raise ValueError(now_ms)
    if len(randomness) != _RANDOM_BYTES:
        raise ValueError(len(randomness))
    number = now_ms << 80 | int.from_bytes(randomness, "big")
    return "".join(_ALPHABET[number >> shift & 31] for shift in range(5 * (_LENGTH - 1), -1, -5))


def is_id(text: str) -> bool:
    """Whether a text has the form of an id, in capitals as `new_id` writes it."""
    return len(text) == _LENGTH and text[0] <= "7" and all(character in _ALPHABET for character in text)


def made_on(record_id: str) -> str:
    """The ISO date, in UTC, on which an id was made; empty for ids of another form, and so before every date."""
    return datetime.fromtimestamp(made_at_ms(record_id) / 1000, UTC).date().isoformat() if is_id(record_id) else ""


def made_at_ms(record_id: str) -> int:
    """When an id was made.

    Returns:
        Milliseconds since 1970 in UTC.

    Raises:
        ValueError: The text is no id.
    """
    if not is_id(record_id):
        raise ValueError(record_id)
    number = 0
    for character in record_id[:_TIME_LENGTH]:
        number = number << 5 | _ALPHABET.index(character)
    return number
