"""The dossier and the acknowledgement sheet of a plan on their way to a file: for whom, under which name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from perftui.domain.evidence import Audience
from perftui.domain.texts import fold
from perftui.i18n import gettext as _
from perftui.i18n import mark, ngettext, say
from screens.exports import named, written
from widgets.dialogs.pickers import Picker, narrowed
from widgets.pick_lists import Choice

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from perftui.storage.stores import Store
    from screens.sections import Section

_LEFT_OUT: Final[Mapping[Audience, str]] = {
    Audience.EMPLOYEE: mark("without resistance notes, private talks, pack, history"),
    Audience.MANAGER: mark("without talks of HR, pack, history"),
    Audience.HR: mark("without history"),
    Audience.TRIBUNAL: mark("all of it, with every event"),
}
"""Audience to what it is not shown."""


async def write_dossier(screen: Section, plan_id: str) -> None:
    """Ask for whom, ask for a name, and write the dossier of a plan."""
    from perftui.services import dossier_files

    choices = [Choice(audience.value, say(audience), _(_LEFT_OUT[audience])) for audience in Audience]
    picker = Picker(_("Dossier for whom?"), lambda text: narrowed(choices, text, fold))
    code = await screen.app.push_screen_wait(picker)
    if code is None:
        return
    audience, today = Audience(code), screen.host.today()
    offered = dossier_files.file_name(screen.store, plan_id, audience, today)
    place = await named(screen, _("Dossier: {audience}").format(audience=say(audience)), offered, dossier_files.ENDINGS)
    if place is not None:

        def write(store: Store, path: Path, is_there: bool) -> int:
            return dossier_files.export(store, plan_id, path, audience, today, overwrite=is_there)

        def words(n: int) -> str:
            return ngettext(
                "Wrote the dossier with {n} piece of evidence to {path}.", "Wrote the dossier with {n} pieces of evidence to {path}.", n
            )

        await written(screen, place, write, words, is_long=True)


async def write_sheet(screen: Section, plan_id: str) -> None:
    """Ask for a name, and write the acknowledgement sheet of a plan."""
    from perftui.services import acknowledgement_sheets
    from perftui.services.document_files import ENDINGS

    today = screen.host.today()
    offered = acknowledgement_sheets.file_name(screen.store, plan_id, today)
    place = await named(screen, _("Acknowledgement sheet"), offered, ENDINGS)
    if place is not None:
        told = _("Wrote the acknowledgement sheet to {path}.")
        await written(
            screen,
            place,
            lambda store, path, is_there: acknowledgement_sheets.export(store, plan_id, path, today, is_there),
            lambda _n: told,
            is_long=False,
        )
