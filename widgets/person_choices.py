"""People as one picks them: what tells them apart, and whom a text means."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from perftui.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Sequence


class PersonChoice(Protocol):
    """Whom one can pick."""

    @property
    def id(self) -> str:
        """What a field holds."""
        ...

    @property
    def name(self) -> str:
        """As the person writes it."""
        ...

    @property
    def staff_no(self) -> str:
        """No two people have the same."""
        ...

    @property
    def unit(self) -> str:
        """Shown beside the name."""
        ...

    @property
    def is_duplicate_name(self) -> bool:
        """Whether somebody else has the same name, so that it needs the staff number beside it."""
        ...


def shown_name(person: PersonChoice) -> str:
    """The name, with the staff number where another has the same name."""
    return _("{name} ({staff_no})").format(name=person.name, staff_no=person.staff_no) if person.is_duplicate_name else person.name


def person_note(person: PersonChoice) -> str:
    """What stands beside a name in a list: the unit, and the staff number where another has the same name."""
    return " ".join(part for part in (person.staff_no if person.is_duplicate_name else "", person.unit) if part)


def the_one(text: str, matches: Sequence[PersonChoice]) -> PersonChoice | None:
    """Whom a text means when it can mean only one.

    Args:
        text: What was typed.
        matches: Whom a search finds for it.

    Returns:
        The only match, or the only one with exactly this name or staff number; None when there are several or none.
    """
    wanted = text.casefold()
    exact = [person for person in matches if wanted in {person.name.casefold(), person.staff_no.casefold(), shown_name(person).casefold()}]
    for found in (exact, matches):
        if len(found) == 1:
            return found[0]
    return None
