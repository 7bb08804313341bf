"""Scripts filled from the record of a talk, as a document to read, copy and export (R27, R71)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.i18n import gettext as _
from perftui.i18n import mark, ngettext, say
from perftui.records import NamedTuple
from perftui.services.script_library import Script, script, usual_script
from perftui.services.talk_facts import figures, gap_figure, plan_of
from perftui.services.talk_views import talk_view
from perftui.services.talks import talk_row
from perftui.services.transfer.exports import write_export
from perftui.storage.stores import Label

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from perftui.services.talk_views import TalkView
    from perftui.services.transfer.documents import Block, Document
    from perftui.storage.stores import Store

ENDINGS = (".md", ".docx", ".txt")
PLACES: Mapping[str, str] = {
    "person": mark("the person"),
    "manager": mark("the manager"),
    "kpi": mark("the measure"),
    "target": mark("the target"),
    "actual": mark("the actual value"),
    "gap": mark("the gap"),
    "period": mark("the period"),
    "plan": mark("the plan"),
}
"""What a text may name, and what stands there in brackets while the record says nothing."""


class Filled(NamedTuple):
    """A script in the words of one record."""

    script: Script
    """With its texts filled."""
    missing: tuple[str, ...]
    """The places for which the record has nothing, in the language in use."""


def filled(store: Store, talk_id: str, today: date, code: str = "") -> Filled:
    """A script filled from the record of a talk.

    Args:
        store: The store.
        talk_id: The talk.
        today: By which figures and next talks are read.
        code: Which script; empty for the one that was chosen for the talk, or goes with its kind.

    Raises:
        Gone: There is no such talk.
    """
    view = talk_view(store, talk_id, today)
    chosen = script(code or view.script) or usual_script(view.line.kind)
    values = values_of(store, view, today)
    lacking: list[str] = []
    steps, avoid = ([_filled(text, values, lacking) for text in texts] for texts in (chosen.steps, chosen.avoid))
    done = chosen._replace(steps=tuple(steps), avoid=tuple(avoid))
    return Filled(done, tuple(_(PLACES[name]) for name in dict.fromkeys(lacking)))


def values_of(store: Store, view: TalkView, today: date) -> dict[str, str]:
    """What the record says for each place; empty for nothing."""
    found = figures(store, view, today)
    first = gap_figure(store, view.line.person_id) if not (view.gap or view.goal) else None
    figure = first or next((each for each in found if each.gap), found[0] if found else None)
    plan = plan_of(store, view.line.person_id)
    values = {"person": view.line.person, "manager": view.line.manager, "plan": plan.title if plan else ""}
    if figure is not None:
        period = figure.period or next((each.period for each in found if each.period), "")
        values |= {"kpi": figure.name, "target": figure.target, "actual": figure.actual, "gap": figure.gap, "period": period}
    return values


def tell_purpose(store: Store, talk_id: str, on: date) -> None:
    """Say that the person was told what it is for, and acknowledged it (R71).

    Raises:
        Gone: There is no such talk.
    """
    row = talk_row(store, talk_id)
    with store.write(Label(mark("Told {name} the purpose"), {"name": row["person"]})):
        store.update("talk", talk_id, row["version"], purpose_told=on.isoformat())


def take_purpose_back(store: Store, talk_id: str) -> None:
    """Say that the purpose was not told after all.

    Raises:
        Gone: There is no such talk.
    """
    row = talk_row(store, talk_id)
    with store.write(Label(mark("{name} was not told the purpose"), {"name": row["person"]})):
        store.update("talk", talk_id, row["version"], purpose_told=None)


def document(store: Store, talk_id: str, today: date, code: str = "") -> Document:
    """A filled script as a document.

    Raises:
        Gone: There is no such talk.
    """
    from perftui.services.transfer.documents import Document, Facts

    view, found = talk_view(store, talk_id, today), filled(store, talk_id, today, code)
    line = view.line
    facts = (
        (_("Talk"), _("{kind} with {name}").format(kind=say(line.kind), name=line.person)),
        (_("Led by"), line.manager),
        (_("Planned for"), line.planned.isoformat() if line.planned else ""),
        (_("Time"), ngettext("{n} minute", "{n} minutes", found.script.minutes).format(n=found.script.minutes)),
    )
    return Document(found.script.name, (Facts(facts), *script_blocks(found)))


def script_blocks(found: Filled) -> tuple[Block, ...]:
    """A filled script as parts of a document."""
    from perftui.services.transfer.documents import Bullets, Heading, Paragraph

    blocks: list[Block] = [Heading(_("What to say")), Bullets(found.script.steps, is_numbered=True)]
    if found.script.avoid:
        blocks += [Heading(_("What to leave out")), Bullets(found.script.avoid)]
    if found.missing:
        words = _("The record does not say: {places}. They stand in brackets.").format(places=_(", ").join(found.missing))
        blocks.append(Paragraph(words))
    return tuple(blocks)


def write_document(made: Document, path: Path, overwrite: bool = False) -> int:
    """Write a document to a file: .docx for Word, .md for Markdown, any other as plain text.

    Returns:
        1, the number of documents.

    Raises:
        ExportExists, ExportFailed and others: See `transfer.exports.write_export`.
    """
    ending = path.suffix.casefold()
    if ending == ".docx":
        from perftui.services.transfer.docx_documents import as_docx  # few write to Word

        write_export(path, as_docx(made), overwrite)
    else:
        from perftui.services.transfer.markdown_documents import as_markdown
        from perftui.services.transfer.plain_documents import as_text

        write_export(path, (as_markdown if ending == ".md" else as_text)(made).encode(), overwrite)
    return 1


def _filled(text: str, values: Mapping[str, str], lacking: list[str]) -> str:
    for name, words in PLACES.items():
        place = f"{{{name}}}"
        if place in text:
            if not values.get(name):
                lacking.append(name)
            text = text.replace(place, values.get(name) or f"[{_(words)}]")
    return text
