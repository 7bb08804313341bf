"""Names of attached files: bare, cleaned, short enough for every disk, and the same wherever they are written."""

from __future__ import annotations

from typing import Final

from perftui.domain.texts import clean_text

MOST_BYTES: Final = 120
"""Of a name in UTF-8, its ending included; file systems take 255, and a number may come in front."""
MOST_ENDING: Final = 20
"""Bytes of an ending that is kept when a name is shortened."""
_SEPARATORS: Final = "/\\"
_BARRED: Final = str.maketrans(dict.fromkeys('<>:"|?*', "_"))
"""What Windows refuses in a name."""
_RESERVED: Final = frozenset(
    ("con", "prn", "aux", "nul", *(f"com{number}" for number in range(1, 10)), *(f"lpt{number}" for number in range(1, 10)))
)
"""What Windows takes for devices, whatever the ending."""
MEDIA_TYPES: Final = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".doc": "application/msword",
    ".xls": "application/vnd.ms-excel",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".txt": "text/plain",
    ".md": "text/markdown",
    ".csv": "text/csv",
    ".html": "text/html",
    ".json": "application/json",
    ".eml": "message/rfc822",
    ".msg": "application/vnd.ms-outlook",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".tif": "image/tiff",
    ".tiff": "image/tiff",
    ".heic": "image/heic",
    ".mp3": "audio/mpeg",
    ".m4a": "audio/mp4",
    ".wav": "audio/wav",
    ".mp4": "video/mp4",
    ".zip": "application/zip",
}
"""Ending to what the file is; what it really holds is never looked at, and nothing is opened."""
UNKNOWN: Final = "application/octet-stream"


def bare_name(name: str) -> str:
    """A name without folders, control characters, direction marks, and what some system refuses or hides.

    Args:
        name: As the operating system or another program gave it; it may hold anything.

    Returns:
        1 to 120 bytes; it begins neither with a dot nor with a dash, and ends with neither a dot nor a space.
    """
    for separator in _SEPARATORS:
        name = name.rpartition(separator)[2]
    cleaned = clean_text(name.encode("utf-8", "replace").decode(), limit=max(1, len(name) * 4)).translate(_BARRED)
    bare = " ".join(cleaned.split()).lstrip(". -").rstrip(". ")
    stem, dot, ending = bare.rpartition(".")
    if not dot or len(ending.encode()) > MOST_ENDING:
        stem, dot, ending = bare, "", ""
    shortened = _at_most(stem, MOST_BYTES - len((dot + ending).encode())).rstrip(". ") or "file"
    if shortened.partition(".")[0].strip().casefold() in _RESERVED:
        shortened = f"_{shortened}"
    return shortened + dot + ending


def media_type(name: str) -> str:
    """What a file is, by the ending of its name."""
    return MEDIA_TYPES.get("".join(name.rpartition(".")[1:]).casefold(), UNKNOWN)


def numbered(name: str, number: int) -> str:
    """Another name for the same file: `report (2).pdf`."""
    stem, dot, ending = name.rpartition(".")
    return f"{stem} ({number}){dot}{ending}" if dot else f"{name} ({number})"


def _at_most(text: str, size: int) -> str:
    return text.encode()[:size].decode("utf-8", "ignore")
