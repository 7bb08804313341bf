"""Where the data lie, and who acts."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from perftui.domain.texts import shorten
from perftui.storage.stores import Actor
from perftui.storage.upgrades import open_store

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping
    from datetime import date

    from perftui.storage.stores import Store

NAME_LIMIT = 100


def data_file(given: str | None, environment: Mapping[str, str]) -> Path:
    """The data file: `--db`, else PERFTUI_DB, else `perftui/perftui.db` in the XDG data directory."""
    chosen = given or environment.get("PERFTUI_DB")
    if chosen:
        return Path(chosen).expanduser()
    home = environment.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(home) / "perftui" / "perftui.db"


def actor(environment: Mapping[str, str]) -> Actor:
    """Who acts: the login name, as far as it is text."""
    names = (shorten(environment.get(name, ""), NAME_LIMIT) for name in ("USER", "USERNAME", "LOGNAME"))
    return Actor(next(filter(None, names), "hr"))


def open_given(given: argparse.Namespace, *, create: bool = False) -> Store:
    """The store that the arguments and the environment name."""
    return open_store(data_file(given.db, os.environ), actor(os.environ), create=create)


def store_to_fill(given: argparse.Namespace) -> Store:
    """The data file; where there is none an empty store, so that looking makes no file."""
    if data_file(given.db, os.environ).exists():
        return open_given(given)
    from perftui.storage.upgrades import open_memory

    return open_memory(actor(os.environ))


def local_today(store: Store) -> date:
    """The date at the user's place."""
    return store.clock().astimezone().date()
