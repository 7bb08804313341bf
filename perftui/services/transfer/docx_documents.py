"""Documents as DOCX, with fonts with which Word shows Chinese too."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from perftui.domain.texts import clean_text
from perftui.i18n import gettext as _
from perftui.services.transfer.documents import Bullets, Facts, Heading, Paragraph, Signatures, Table, cell_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from perftui.services.transfer.documents import Block, Document

Part: TypeAlias = Any
"""A part of python-docx, which says no types."""
LATIN, CHINESE = "Calibri", "Microsoft YaHei"
"""Fonts that Word has; another program takes its own where it lacks them."""
_SMALL, _USUAL = 9, 10.5
_LINE: Final = "_" * 24


def as_docx(document: Document) -> bytes:
    """The document as the bytes of a file."""
    from docx import Document as new_document  # only exports to Word need it, and it takes long to import
    from docx.shared import Pt

    book: Part = new_document()
    section = book.sections[0]
    _give_page(section, document.is_landscape)
    for name in ("Normal", "Title", "Heading 1", "Heading 2", "Heading 3"):
        _give_fonts(book.styles[name])
    book.styles["Normal"].font.size = Pt(_USUAL)
    book.core_properties.title = _clean(document.title)
    book.core_properties.author = ""
    book.add_heading(_clean(document.title), level=1)
    for block in document.blocks:
        _add(book, block, section.page_width - section.left_margin - section.right_margin)
    if document.footer:
        section.footer.paragraphs[0].add_run(_clean(document.footer)).font.size = Pt(_SMALL)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _give_page(section: Part, is_landscape: bool) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.shared import Cm

    short, long = Cm(21), Cm(29.7)  # A4
    section.page_width, section.page_height = (long, short) if is_landscape else (short, long)
    section.orientation = WD_ORIENT.LANDSCAPE if is_landscape else WD_ORIENT.PORTRAIT
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, Cm(1.8))


def _give_fonts(style: Part) -> None:
    from docx.oxml.ns import qn

    style.font.name = LATIN
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):  # a theme would win over the names
        fonts.attrib.pop(qn(name), None)
    fonts.set(qn("w:ascii"), LATIN)
    fonts.set(qn("w:hAnsi"), LATIN)
    fonts.set(qn("w:eastAsia"), CHINESE)


def _add(book: Part, block: Block, width: int) -> None:
    match block:
        case Heading(text, level):
            book.add_heading(_clean(text), level=level + 1)
        case Paragraph(text, is_strong):
            book.add_paragraph().add_run(_clean(text)).bold = is_strong
        case Bullets(items, is_numbered):
            for item in items:
                book.add_paragraph(_clean(item), style="List Number" if is_numbered else "List Bullet")
        case Facts():
            _add_facts(book, block.known)
        case Table():
            _add_table(book, block, width)
        case Signatures(roles):
            _add_signatures(book, roles)


def _add_facts(book: Part, pairs: Sequence[tuple[str, str]]) -> None:
    from docx.shared import Pt

    for label, value in pairs:
        paragraph = book.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(2)
        paragraph.add_run(f"{_clean(label)}  ").bold = True
        paragraph.add_run(_clean(value))


def _add_table(book: Part, block: Table, width: int) -> None:
    """A table; its rows are copies of one, because python-docx itself takes a second for a hundred."""
    from copy import deepcopy

    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    table = book.add_table(rows=2, cols=len(block.header), style="Table Grid")
    table.autofit = False
    shares = block.widths or (1.0,) * len(block.header)
    for row in table.rows:
        for cell, share in zip(row.cells, shares, strict=True):
            cell.width = int(width * share / sum(shares))
    head, model = table.rows[0]._tr, table.rows[1]._tr
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    head.get_or_add_trPr().append(repeated)
    _fill(head, list(block.header), is_strong=True)
    table._tbl.remove(model)
    for texts in block.rows:
        row = deepcopy(model)
        _fill(row, [cell_text(value) for value in texts])
        table._tbl.append(row)
    book.add_paragraph()


def _fill(row: Part, texts: Sequence[str], *, is_strong: bool = False) -> None:
    """Write texts into the cells of a row, in small print."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for cell, text in zip(row.tc_lst, texts, strict=True):
        run = OxmlElement("w:r")
        properties = OxmlElement("w:rPr")
        if is_strong:
            properties.append(OxmlElement("w:b"))
        size = OxmlElement("w:sz")
        size.set(qn("w:val"), str(_SMALL * 2))
        properties.append(size)
        run.append(properties)
        run.text = _clean(text)
        cell.p_lst[0].append(run)


def _add_signatures(book: Part, roles: Sequence[str]) -> None:
    from docx.shared import Pt

    dated = _("Date")
    for role in roles:
        paragraph = book.add_paragraph(f"{_clean(role)}: {_LINE}    {dated}: {_LINE[:14]}")
        paragraph.paragraph_format.space_before = Pt(14)
        paragraph.paragraph_format.keep_together = True


def _clean(text: str) -> str:
    """A text without what XML refuses."""
    return text if text.isprintable() else clean_text(text, multiline=True, limit=len(text) * 4)
