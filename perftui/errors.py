"""Errors and messages that a person can act on; they carry an English template, and are put into words by `i18n.say`."""

from __future__ import annotations

from types import MappingProxyType

from perftui.records import NamedTuple

TYPE_CHECKING = False  # by hand, as in records
if TYPE_CHECKING:
    from collections.abc import Mapping


class Message(NamedTuple):
    """A sentence that is not yet put into the user's language."""

    template: str
    """English text with `{name}` fields, marked for translation where it is written."""
    values: Mapping[str, object] = MappingProxyType({})
    """What fills the fields; a value may itself be a `Message`."""
    plural: str = ""
    """The template for n other than 1; empty where there is no plural. `values["n"]` decides."""


class PerftuiError(Exception):
    """Something went wrong that the user can mend: a subclass for each case, with its `template`."""

    template: str = ""
    """English sentence that says what to do, with `{name}` fields; marked for translation in the subclass."""

    def __init__(self, **values: object) -> None:
        super().__init__(self.template.format(**values))
        self.message = Message(self.template, values)


class Refused(PerftuiError):
    """The rules of the field forbid it; nothing was changed."""


class BadInput(PerftuiError):
    """What was given cannot be read; nothing was changed."""


class Problem(NamedTuple):
    """One thing to mend in a file that is imported."""

    file: str
    row: int
    """1 is the first line of the file; 0 means the file as a whole."""
    column: str
    """The column's header or letter; empty for the whole row."""
    message: Message
