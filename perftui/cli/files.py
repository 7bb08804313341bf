"""`backup`, `restore` and `verify`: the file as a whole."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from perftui.cli.places import actor, data_file, open_given
from perftui.cli.running import DONE, REFUSED, confirmed
from perftui.domain.formats import file_size
from perftui.i18n import gettext as _
from perftui.i18n import say
from perftui.services import backups, verification
from perftui.storage import backups as copies

if TYPE_CHECKING:
    import argparse


def back_up(given: argparse.Namespace) -> int:
    """Copy the data file, beside it or to the place that was named."""
    store = open_given(given)
    if given.file:
        target = Path(given.file).expanduser()
        if target.is_dir():
            target = target / f"{data_file(given.db, os.environ).stem}-{store.clock():%Y%m%d-%H%M%S}.db"
        if target.exists():
            print(_("There is a file {path} already. Give another name.").format(path=target), file=sys.stderr)
            return REFUSED
        made = copies.copy_to(data_file(given.db, os.environ), target)
    else:
        made = backups.back_up_now(store).path
    print(_("Backed up to {path} ({size}).").format(path=made, size=file_size(made.stat().st_size)))
    return DONE


def restore(given: argparse.Namespace) -> int:
    """Put a backup in place of the data file, after asking; what was there before is kept."""
    backup, path = Path(given.file).expanduser(), data_file(given.db, os.environ)
    copies.check(backup)
    question = _("Replace what is in {path} by {backup}? What is there now is kept as a backup. [y/N]")
    if not confirmed(question.format(path=path, backup=backup), given):
        return REFUSED
    saved = backups.restore(path, backup, actor(os.environ)).saved
    print(_("Restored {path}.").format(path=path))
    if saved:
        print(_("What was there before is kept in {path}.").format(path=saved))
    return DONE


def verify(given: argparse.Namespace) -> int:
    """Read the event log again and check the file; each fault is a line on standard error."""
    found = verification.verify(open_given(given), is_deep=given.deep)
    for message in found.messages:
        print(say(message), file=sys.stdout if found.is_sound else sys.stderr)
    if found.more:
        print(_("and {n} more").format(n=found.more), file=sys.stderr)
    print(_("Last event: {seq}, hash {hash}").format(seq=found.head_seq, hash=found.head_hash))
    return DONE if found.is_sound else REFUSED
