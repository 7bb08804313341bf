"""Resources and needs in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.i18n import gettext as _
from perftui.services.needs import needs_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from perftui.services.needs import NeedLine
    from perftui.services.resources import ResourceLine
    from perftui.storage.stores import Store


def need_texts(store: Store, goal_id: str) -> list[str]:
    """What a goal needs, each with what is left of the resource."""
    return [need_text(line) for line in needs_of(store, goal_id)]


def need_text(line: NeedLine) -> str:
    """What a goal needs of one resource, and what is left of that."""
    needed = _("{name}: {amount}").format(name=line.resource.name, amount=amount_text(line.resource, line.amount))
    return " · ".join(part for part in (needed, left_text(line.resource), line.note) if part)


def amount_text(resource: ResourceLine, amount: Decimal | None) -> str:
    """An amount with its unit."""
    return _("amount not known") if amount is None else resource.text(amount)


def left_text(resource: ResourceLine) -> str:
    """What is left of a resource, of how much; empty where nobody has said how much there is."""
    if resource.capacity is None or resource.left is None:
        return ""
    capacity = resource.text(resource.capacity)
    if resource.left < 0:
        return _("! {amount} too much is claimed of {capacity}").format(amount=resource.text(-resource.left), capacity=capacity)
    return _("{amount} left of {capacity}").format(amount=resource.text(resource.left), capacity=capacity)


def claim_texts(resource: ResourceLine) -> Iterator[str]:
    """Who needs it, and how much."""
    for claim in resource.claims:
        yield " · ".join(part for part in (amount_text(resource, claim.amount), claim.side.title, claim.side.unit, claim.note) if part)
