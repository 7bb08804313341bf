"""Documents as one HTML file: nothing is loaded from elsewhere, nothing in it runs, and it prints well."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from perftui.domain.texts import clean_text
from perftui.i18n import gettext as _
from perftui.i18n import language
from perftui.services.transfer.documents import Bullets, Facts, Heading, Paragraph, Signatures, Table, cell_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from perftui.services.transfer.documents import Block, Document, Text

_STYLE: Final = """
:root { color-scheme: light; }
body { font: 10.5pt/1.45 Calibri, "Segoe UI", "Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", sans-serif; color: #111;
  max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 17pt; margin: 0 0 .8rem; } h2 { font-size: 13pt; margin: 1.4rem 0 .4rem; } h3 { font-size: 11pt; margin: 1rem 0 .3rem; }
p { margin: .4rem 0; white-space: pre-line; overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; margin: .4rem 0; }
dt { font-weight: 600; } dd { margin: 0; overflow-wrap: anywhere; white-space: pre-line; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; font-size: 9pt; margin: .4rem 0; }
th, td { border: 1px solid #999; padding: .2rem .35rem; text-align: left; vertical-align: top; overflow-wrap: anywhere;
  white-space: pre-line; }
th { background: #eee; } thead { display: table-header-group; } tr { break-inside: avoid; } h2, h3 { break-after: avoid; }
.sign { margin: 1.6rem 0 0; break-inside: avoid; display: grid; grid-template-columns: 12rem 1fr 4rem 8rem; gap: .6rem; align-items: end; }
.sign i { border-bottom: 1px solid #111; height: 1.2rem; } footer { margin-top: 2rem; font-size: 8.5pt; color: #444;
  border-top: 1px solid #999; padding-top: .3rem; overflow-wrap: anywhere; }
"""
_PAGE: Final = "@page { size: A4 %s; margin: 16mm; } @media print { body { margin: 0; max-width: none; padding: 0; } }"
_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'"
"""No script, picture or address is followed, whatever a text says."""


def as_html(document: Document) -> str:
    """The document as the text of one file."""
    return "\n".join(_lines(document)) + "\n"


def _lines(document: Document) -> Iterator[str]:
    page = _PAGE % ("landscape" if document.is_landscape else "portrait")
    yield "<!DOCTYPE html>"
    yield f'<html lang="{"zh-CN" if language() == "zh" else "en"}">'
    yield f'<head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    yield f'<meta name="viewport" content="width=device-width"><title>{_safe(document.title)}</title>'
    yield f"<style>{_STYLE}{page}</style></head>"
    yield f"<body><h1>{_safe(document.title)}</h1>"
    for block in document.blocks:
        yield from _block(block)
    if document.footer:
        yield f"<footer>{_safe(document.footer)}</footer>"
    yield "</body></html>"


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading(text, level):
            yield f"<h{level + 1}>{_safe(text)}</h{level + 1}>"
        case Paragraph(text, is_strong):
            yield f"<p><strong>{_safe(text)}</strong></p>" if is_strong else f"<p>{_safe(text)}</p>"
        case Bullets(items, is_numbered):
            tag = "ol" if is_numbered else "ul"
            yield f"<{tag}>{''.join(f'<li>{_safe(item)}</li>' for item in items)}</{tag}>"
        case Facts():
            if block.known:
                yield f"<dl>{''.join(f'<dt>{_safe(label)}</dt><dd>{_safe(value)}</dd>' for label, value in block.known)}</dl>"
        case Table():
            yield from _table(block)
        case Signatures(roles):
            dated = _safe(_("Date"))
            yield from (f'<div class="sign"><span>{_safe(role)}</span><i></i><span>{dated}</span><i></i></div>' for role in roles)


def _table(table: Table) -> Iterator[str]:
    yield "<table>"
    if table.widths:
        total = sum(table.widths)
        shares = [f'<col style="width:{width * 100 / total:.1f}%">' for width in table.widths]
        yield f"<colgroup>{''.join(shares)}</colgroup>"
    yield f"<thead>{_row('th', table.header)}</thead><tbody>"
    yield from (_row("td", row) for row in table.rows)
    yield "</tbody></table>"


def _row(tag: str, cells: Sequence[Text]) -> str:
    return f"<tr>{''.join(f'<{tag}>{_safe(cell_text(cell))}</{tag}>' for cell in cells)}</tr>"


def _safe(text: str) -> str:
    """A text without control characters, in which nothing is taken for HTML."""
    return escape(text if text.isprintable() else clean_text(text, multiline=True, limit=len(text) * 4))
