"""A second connection to the same file, for work that takes long and runs in a thread of its own."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from perftui.storage.upgrades import open_store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from perftui.storage.stores import Store


@contextmanager
def own_session(store: Store) -> Iterator[Store]:
    """A store on the same file for the same actor, closed at the end; call it in the thread that uses it.

    In memory there is no second connection: the store itself is given, which then must be used in its own thread.
    """
    if store.path is None:
        yield store
        return
    own = open_store(store.path, store.actor, clock=store.clock)
    try:
        yield own
    finally:
        own.close()
