"""A document written to a file whose ending tells the format."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from perftui.errors import BadInput
from perftui.i18n import mark
from perftui.services.transfer.exports import write_export

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from perftui.services.transfer.documents import Document

ENDINGS: Final = (".docx", ".md", ".html")


class FormatUnknown(BadInput):
    """The ending of the name tells no format."""

    template = mark("Nobody can tell the format from “{name}”. End the name with {endings}.")


def rendered(document: Document, ending: str) -> bytes:
    """A document in one format.

    Args:
        document: The document.
        ending: One of `ENDINGS`, in lower case.

    Raises:
        KeyError: There is no such format.
    """
    return _FORMATS[ending](document)


def write_document(path: Path, document: Document, overwrite: bool = False) -> None:
    """Write a document to a file.

    Args:
        path: Where to; its folder must exist. Its ending is one of `ENDINGS`.
        document: The document.
        overwrite: Whether an ordinary file of that name may be replaced.

    Raises:
        FormatUnknown: The name has another ending.
        ExportExists, ExportFailed and others: See `transfer.exports.write_export`.
    """
    ending = path.suffix.casefold()
    if ending not in _FORMATS:
        raise FormatUnknown(name=path.name, endings=" ".join(ENDINGS))
    write_export(path, rendered(document, ending), overwrite)


def _docx(document: Document) -> bytes:
    from perftui.services.transfer.docx_documents import as_docx  # takes long to import

    return as_docx(document)


def _markdown(document: Document) -> bytes:
    from perftui.services.transfer.markdown_documents import as_markdown

    return as_markdown(document).encode()


def _html(document: Document) -> bytes:
    from perftui.services.transfer.html_documents import as_html

    return as_html(document).encode()


_FORMATS: Final[dict[str, Callable[[Document], bytes]]] = {".docx": _docx, ".md": _markdown, ".html": _html}
