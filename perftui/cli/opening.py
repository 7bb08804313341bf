"""Opens the screens, on the user's own file or on a sample company."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from perftui import i18n, term
from perftui.cli.places import actor, data_file
from perftui.i18n import gettext as _
from perftui.storage.upgrades import open_store

if TYPE_CHECKING:
    import argparse

    from perftui.storage.stores import Store


def open_program(given: argparse.Namespace) -> int:
    """Open the screens on the user's file; it is made when there is none."""
    if not _has_terminal():
        return 1
    gc.disable()  # looking for garbage takes a tenth of the start, in which there is none; the app goes on with it
    path = data_file(given.db, os.environ)
    return _show(open_store(path, actor(os.environ), create=True), is_accessible=given.accessible)


def open_demo(given: argparse.Namespace) -> int:
    """Make a sample company and open the screens on it; a temporary one is gone afterwards."""
    if not _has_terminal():
        return 1
    import tempfile

    from perftui.services.backups import back_up_now
    from perftui.services.demos.files import make_demo_file

    with tempfile.TemporaryDirectory(prefix="perftui-demo-") as folder:
        path = Path(given.at).expanduser() if given.at else Path(folder) / "demo.db"
        is_new = not path.exists()
        if is_new:
            _tell(0)
            make_demo_file(path, _tell)
        store = open_store(path, actor(os.environ))
        if is_new:
            back_up_now(store)
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
        return _show(store, is_accessible=given.accessible)


def _tell(percent: int) -> None:
    print("\r" + _("Making a sample company … {percent}%").format(percent=percent), end="", file=sys.stderr, flush=True)


def _has_terminal() -> bool:
    """Whether screens can be drawn; else one line says what to do."""
    reason = term.can_draw(sys.stdin, os.environ)
    if reason is None:
        return True
    why = {
        term.Reason.NO_INPUT: _("standard input is not a terminal"),
        term.Reason.NO_SCREEN: _("standard error, on which the screens are drawn, is redirected"),
        term.Reason.NO_TERM: _("TERM is not set"),
        term.Reason.DUMB: _("TERM is dumb"),
    }[reason]
    hint = _("perftui needs a terminal ({reason}). Without one, use for example: perftui list goals").format(reason=why)
    print(hint, file=sys.stderr)
    return False


def _show(store: Store, *, is_accessible: bool) -> int:
    from perftui.services import settings

    if saved := settings.language(store):
        i18n.use(i18n.detect(os.environ, saved))
    terminal = term.probe()
    from perftui.app import PerftuiApp

    term.harden_input(terminal.typed)
    is_ascii = term.use_ascii(terminal, settings.ascii_only(store))
    app = PerftuiApp(store, is_ascii=is_ascii, is_accessible=is_accessible, greets=True)
    app.run(mouse=_wants_mouse(settings.settings(store).mouse, is_ssh=terminal.is_ssh))
    return int(app.return_code or 0)


def _wants_mouse(chosen: str, *, is_ssh: bool) -> bool:
    """Whether the terminal shall send mouse buttons: as chosen, else not over SSH, where its own paste and selection are worth more."""
    return chosen == "on" or (chosen != "off" and not is_ssh)
