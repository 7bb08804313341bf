"""`export dossier`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from perftui.cli.places import local_today, open_given
from perftui.cli.running import DONE
from perftui.i18n import gettext as _

if TYPE_CHECKING:
    import argparse


def send_out(given: argparse.Namespace) -> int:
    """Write the dossier of a plan to a file."""
    from perftui.domain.evidence import Audience
    from perftui.services import dossier_files

    store = open_given(given)
    today, audience = local_today(store), Audience(given.audience or Audience.HR)
    path = Path(given.file).expanduser()
    plan_id = dossier_files.plan_called(store, given.plan, today)
    count = dossier_files.export(store, plan_id, path, audience, today, overwrite=given.overwrite)
    told = _("Wrote the dossier to {path}: {words}.")
    print(told.format(path=path, words=dossier_files.words(count, audience)))
    return DONE
