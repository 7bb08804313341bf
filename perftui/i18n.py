"""English and Chinese: texts are marked where they are written and looked up when they are shown.

Nothing is translated at import time, so that the language can change while the program runs.
"""

from __future__ import annotations

import os

TYPE_CHECKING = False  # by hand: importing typing would cost a fifth of the time that a short answer may take
if TYPE_CHECKING:
    from collections.abc import Mapping
    from gettext import GNUTranslations
    from typing import Protocol, TypeGuard

    class Sayable(Protocol):
        """What `say` can put into words: see `perftui.errors.Message`."""

        @property
        def template(self) -> str: ...  # noqa: D102  # described by errors.Message
        @property
        def values(self) -> Mapping[str, object]: ...  # noqa: D102  # likewise
        @property
        def plural(self) -> str: ...  # noqa: D102  # likewise


LOCALES = os.path.join(os.path.dirname(__file__), "locale")  # no pathlib: it is slow to import
LANGUAGES: Mapping[str, str] = {"en": "English", "zh": "简体中文"}
"""Code to its own name; the first is the language of the message ids."""


class _Current:
    code = "en"
    catalogue: GNUTranslations | None = None


def detect(environment: Mapping[str, str], saved: str | None = None) -> str:
    """The language to start in.

    Args:
        environment: Read in the order PERFTUI_LANG, (saved), LANGUAGE, LC_ALL, LC_MESSAGES, LANG.
        saved: The user's own setting, if there is one.

    Returns:
        A code of `LANGUAGES`. The Linux console has no Han glyphs and always gets English.
    """
    if environment.get("TERM") == "linux":
        return "en"
    rest = (environment.get(name) for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"))
    for value in (environment.get("PERFTUI_LANG"), saved, *rest):
        if value:
            head = value.split(":")[0].split(".")[0].lower()
            return "zh" if head.startswith("zh") else "en"
    return "en"


def use(code: str) -> None:
    """Speak this language from now on; an unknown code means English."""
    _Current.code = code if code in LANGUAGES else "en"
    _Current.catalogue = None if _Current.code == "en" else _read(_Current.code)


def _read(code: str) -> GNUTranslations | None:
    """The catalogue of a language; None where it was not built."""
    from gettext import GNUTranslations  # only other languages than English need it

    try:
        with open(os.path.join(LOCALES, code, "LC_MESSAGES", "perftui.mo"), "rb") as file:
            return GNUTranslations(file)
    except FileNotFoundError:
        return None


def language() -> str:
    """The code of the language in use."""
    return _Current.code


def gettext(message: str) -> str:
    """The text in the language in use; imported as `_`."""
    return message if _Current.catalogue is None or not message else _Current.catalogue.gettext(message)


def ngettext(one: str, many: str, n: int) -> str:
    """The form for n; Chinese has one form."""
    if _Current.catalogue is None:
        return one if n == 1 else many
    return _Current.catalogue.ngettext(one, many, n)


def pgettext(context: str, message: str) -> str:
    """The text where one English word means two things."""
    return message if _Current.catalogue is None else _Current.catalogue.pgettext(context, message)


def mark(message: str) -> str:
    """Mark a text for translation and return it unchanged; for class-level and module-level strings."""
    return message


def say(message: Sayable) -> str:
    """Put a message into the language in use, with its fields filled."""
    values = {name: _in_words(value) for name, value in message.values.items()}
    if message.plural:
        count = values["n"]
        if not isinstance(count, int):
            raise TypeError(count)
        return ngettext(message.template, message.plural, count).format(**values)
    return gettext(message.template).format(**values)


def _in_words(value: object) -> object:
    if isinstance(value, os.PathLike):  # a name may hold bytes that are no text
        return os.fsencode(value).decode("utf-8", "replace")
    return say(value) if _is_sayable(value) else value


def _is_sayable(value: object) -> TypeGuard[Sayable]:
    return hasattr(value, "template") and hasattr(value, "plural")
