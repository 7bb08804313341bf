"""`perftui doctor`: what this terminal can show, where the data lie, and what looks odd."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

from perftui import __version__, i18n, term
from perftui.cli.places import data_file
from perftui.errors import PerftuiError
from perftui.i18n import gettext as _
from perftui.i18n import say
from perftui.storage import backups, drivers, scrubbing

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

RULER = "中文宽度│─●▲■✓│abcdef│"


def examine(given: argparse.Namespace) -> int:
    """Print what was found, then what to mend.

    Returns:
        1 when something wants mending.
    """
    terminal = term.probe()
    path = data_file(given.db, os.environ)
    for name, value in (*_program_facts(), *_terminal_facts(terminal), *_file_facts(path)):
        print(f"{name}: {value}")
    print(RULER)
    print("1234567890123456789012   " + _("both lines end at the same column when the terminal counts as we do"))
    problems = [*_terminal_problems(terminal), *_file_problems(path)]
    for problem in problems:
        print("! " + problem, file=sys.stderr)
    return 1 if problems else 0


def _program_facts() -> list[tuple[str, str]]:
    journal = "WAL" if drivers.is_wal_safe() else "DELETE"
    return [
        ("perftui", __version__),
        ("Python", sys.version.split()[0]),
        ("SQLite", f"{drivers.SQLITE_VERSION} ({journal})"),
        (_("Language"), i18n.LANGUAGES[i18n.language()]),
    ]


def _terminal_facts(terminal: term.Terminal) -> list[tuple[str, str]]:
    wide = {True: _("wide"), False: _("narrow"), None: _("not known")}[terminal.is_ambiguous_wide]
    return [
        ("TERM", os.environ.get("TERM", "")),
        ("LANG", os.environ.get("LC_ALL") or os.environ.get("LANG", "")),
        (_("Size"), f"{terminal.columns}x{terminal.rows}"),
        (_("Colours"), str(terminal.colours)),
        (_("Encoding"), str(terminal.encoding)),
        (_("Ambiguous signs"), wide),
        ("SSH", _("yes") if terminal.is_ssh else _("no")),
    ]


def _file_facts(path: Path) -> list[tuple[str, str]]:
    place = str(path) if path.exists() else _("{path} (not there yet)").format(path=path)
    facts = [(_("Data file"), place), (_("Backups"), str(backups.folder_of(path)))]
    if path.is_file():
        newest = backups.list_backups(backups.folder_of(path))[:1]
        facts.append((_("Newest backup"), newest[0].at.strftime("%Y-%m-%d %H:%M UTC") if newest else _("none yet")))
    return facts


def _terminal_problems(terminal: term.Terminal) -> list[str]:
    problems = []
    if terminal.encoding is term.Encoding.OTHER:
        problems.append(_("The terminal does not read UTF-8. In PuTTY: Window, Translation, UTF-8."))
    if terminal.is_ambiguous_wide:
        problems.append(
            _(
                "The terminal draws lines twice as wide; perftui then uses plain signs. "
                "In PuTTY turn off 'Treat CJK ambiguous characters as wide'."
            )
        )
    if os.environ.get("TMUX") and _tmux_says("#{client_utf8}") == "0":
        problems.append(_("tmux runs without UTF-8. Start it with: tmux -u"))
    if terminal.columns < 80 or terminal.rows < 24:
        problems.append(_("The window is smaller than 80 columns by 24 rows. Make it larger."))
    return problems


def _tmux_says(what: str) -> str:
    try:
        return subprocess.run(["tmux", "display", "-p", what], capture_output=True, text=True, timeout=2, check=False).stdout.strip()
    except (OSError, subprocess.TimeoutExpired):
        return ""


def _is_scrub_due(path: Path) -> bool:
    with closing(drivers.open_connection(path, mode="ro")) as connection:
        return scrubbing.is_due(connection)


def _file_problems(path: Path) -> list[str]:
    if not path.is_file():
        return []
    problems = []
    if os.name == "posix" and path.stat().st_mode & 0o077:
        problems.append(_("Others can read {path}. Close it to them with: chmod 600 {path}").format(path=path))
    try:
        backups.check(path)
        if _is_scrub_due(path):
            problems.append(
                _("Answers of a frozen 360 round may still stand in free parts of {path}. Give: perftui clean-up").format(path=path)
            )
    except PerftuiError as error:
        problems.append(say(error.message))
    if not drivers.is_wal_safe():
        problems.append(_("This Python's SQLite is older than 3.51.3: perftui uses the slower, safe journal."))
    return problems
