"""Resources: how much there is, who claims it, and what is left (R20)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from perftui.domain.conflicts import Claim, peak
from perftui.domain.quantities import quantity_text
from perftui.errors import Refused
from perftui.i18n import mark
from perftui.services import conflict_sides, goal_rows
from perftui.storage import resources
from perftui.storage.stores import Gone, Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from perftui.domain.meeting_drafts import ResourceDraft
    from perftui.services.conflict_sides import Side
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store


class ResourceExists(Refused):
    """Two resources of one name."""

    template = mark("There is a resource “{name}” already: pick it from the list.")


class ResourceInUse(Refused):
    """A resource is to go that goals still need."""

    template = mark("“{name}” is still needed by “{goal}”: take that away first.")


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """What one goal needs of a resource."""

    id: str
    version: int
    side: Side
    amount: Decimal | None
    """None where nobody has said how much."""
    note: str


@dataclass(frozen=True, slots=True)
class ResourceLine:
    """A resource, with those who claim it."""

    id: str
    version: int
    name: str
    unit: str
    capacity: Decimal | None
    owner_unit_id: str
    owner: str
    """The unit to which it belongs; empty for none."""
    note: str
    claimed: Decimal
    """The most that is claimed on one day by goals that still run."""
    claims: tuple[ClaimLine, ...]

    @property
    def left(self) -> Decimal | None:
        """What is left of it, below zero when too much is claimed; None where nobody has said how much there is."""
        return None if self.capacity is None else self.capacity - self.claimed

    def text(self, amount: Decimal) -> str:
        """An amount of it with its unit, in the language in use."""
        return quantity_text(amount, self.unit)


def listing(store: Store) -> list[ResourceLine]:
    """All resources that are not archived, by name."""
    claims: dict[str, list[Row]] = defaultdict(list)
    for row in resources.claims(store):
        claims[row["resource_id"]].append(row)
    return [_line(row, claims[row["id"]]) for row in resources.listing(store)]


def resource(store: Store, resource_id: str) -> ResourceLine:
    """One resource.

    Raises:
        Gone: There is none.
    """
    row = resources.get(store, resource_id)
    if row is None:
        raise Gone
    return _line(row, resources.claims(store, resource_id))


def add_resource(store: Store, **values: object) -> str:
    """Add a resource.

    Args:
        store: The store.
        **values: Fields of `ResourceDraft`.

    Returns:
        Its id.

    Raises:
        FieldError: A value cannot be used.
        ResourceExists: There is one of that name.
    """
    draft = draft_of(values)
    with store.write(Label(mark("Added resource {name}"), {"name": draft.name})):
        return insert(store, draft)


def edit_resource(store: Store, resource_id: str, version: int, **values: object) -> str:
    """Change a resource.

    Args:
        store: The store.
        resource_id: The resource.
        version: As it was read.
        **values: All fields of `ResourceDraft`.

    Raises:
        FieldError: A value cannot be used.
        ResourceExists: There is another of that name.
        Changed: Somebody else was first.
    """
    draft = draft_of(values)
    with store.write(Label(mark("Changed resource {name}"), {"name": draft.name})):
        _check_name(store, draft.name, resource_id)
        store.update("resource", resource_id, version, **_columns(draft))
    return resource_id


def archive_resource(store: Store, resource_id: str, version: int) -> None:
    """Take a resource that no running goal needs out of the list.

    Raises:
        ResourceInUse: A goal still needs it.
        Changed: Somebody else was first.
    """
    line = resource(store, resource_id)
    if line.claims:
        raise ResourceInUse(name=line.name, goal=line.claims[0].side.title)
    with store.write(Label(mark("Archived resource {name}"), {"name": line.name})):
        store.update("resource", resource_id, version, is_archived=1)


def _line(row: Row, claims: Sequence[Row]) -> ResourceLine:
    return ResourceLine(
        **{name: row[name] for name in ("id", "version", "name", "unit", "owner", "note")},
        capacity=number(row["capacity"]),
        owner_unit_id=row["owner_unit_id"] or "",
        claimed=peak(Claim(conflict_sides.party(claim, "a"), number(claim["amount"])) for claim in claims),
        claims=tuple(
            ClaimLine(claim["id"], claim["version"], conflict_sides.side(claim, "a"), number(claim["amount"]), claim["note"])
            for claim in claims
        ),
    )


def number(text: str | None) -> Decimal | None:
    """A stored amount."""
    return None if text is None else Decimal(text)


def draft_of(values: dict[str, object]) -> ResourceDraft:
    """What was typed of a resource, checked."""
    from perftui.domain.meeting_drafts import ResourceDraft
    from perftui.domain.validation import validated

    return validated(ResourceDraft, **values)


def _columns(draft: ResourceDraft) -> dict[str, object]:
    capacity = goal_rows.stored(draft.capacity)
    return {"name": draft.name, "unit": draft.unit, "capacity": capacity, "owner_unit_id": draft.owner_unit, "note": draft.note}


def insert(store: Store, draft: ResourceDraft) -> str:
    """Add a resource; inside `write()`.

    Raises:
        ResourceExists: There is one of that name.
    """
    _check_name(store, draft.name)
    resource_id = store.new_id()
    store.insert("resource", id=resource_id, **_columns(draft))
    return resource_id


def _check_name(store: Store, name: str, resource_id: str = "") -> None:
    row = resources.named(store, name)
    if row is not None and row["id"] != resource_id:
        raise ResourceExists(name=name)
