"""YAML from anywhere as plain texts, lists and mappings with their lines; nothing in it is run, multiplied or guessed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from perftui.errors import BadInput
from perftui.i18n import mark
from perftui.services.transfer.encodings import decode

if TYPE_CHECKING:
    from yaml import Node

MAX_BYTES: Final = 1 << 20
"""Bytes of a YAML file, inclusive: reading it takes seconds a megabyte."""
MAX_DEPTH: Final = 40
"""Lists and mappings within one another."""

Data: TypeAlias = "str | list[Data] | dict[str, Data]"


class YamlTooLarge(BadInput):
    """More than is read."""

    template = mark("This YAML file is larger than {limit} MB. Split it.")


class YamlWrong(BadInput):
    """No YAML, with the line where that shows."""

    template = mark("Line {line}: this is not YAML ({reason}).")


class YamlAliases(BadInput):
    """Anchors and aliases, by which a few lines can stand for gigabytes."""

    template = mark("Line {line}: this file repeats parts by reference (* and &), which is not read here. Write them out.")


class YamlTooDeep(BadInput):
    """More nesting than any list of measures has."""

    template = mark("Line {line}: this file is nested more than {limit} levels deep.")


class YamlSeveral(BadInput):
    """Several documents in one file."""

    template = mark("Line {line}: a second document begins here (---). Put each into a file of its own, or make them one list.")


@dataclass(frozen=True, slots=True)
class YamlItem:
    """A list's item, or the whole file where it is no list."""

    line: int
    """On which it begins; 1 is the first."""
    data: Data


def read_yaml(data: bytes) -> list[YamlItem]:
    """The items of the list that a file is, or the one thing that it is; every scalar is a text. Empty for an empty file.

    Raises:
        BadInput: One subclass for each case; also those of `encodings.decode`.
    """
    if len(data) > MAX_BYTES:
        raise YamlTooLarge(limit=MAX_BYTES >> 20)
    import yaml  # only imports of YAML need it

    text = decode(data).text
    try:
        root, loader = _composed(text)
        if root is None:
            return []
        parts = root.value if isinstance(root, yaml.SequenceNode) else [root]
        return [YamlItem(part.start_mark.line + 1, loader.construct_document(part)) for part in parts]
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        code: Any = error.character  # a number, whatever the stubs say; a text where bytes were read
        raise YamlWrong(line=line, reason=f"U+{code:04X}" if isinstance(code, int) else str(code)) from None
    except yaml.MarkedYAMLError as error:
        place = error.problem_mark or error.context_mark
        raise YamlWrong(line=place.line + 1 if place else 1, reason=error.problem or error.context or "") from None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise YamlWrong(line=1, reason=type(error).__name__) from None


def _composed(text: str) -> tuple[Node | None, Any]:
    """The file as nodes, and what makes texts, lists and mappings of them."""
    import yaml

    # The base loader makes texts of all scalars: no is a word here, and 007 keeps its zeros. It knows no objects to make.
    class Loader(yaml.BaseLoader):
        depth = 0

        def compose_node(self, parent: Node | None, index: int) -> Node | None:
            event: Any = self.peek_event()  # type: ignore[no-untyped-call]  # the stubs leave the parser out
            line = event.start_mark.line + 1
            if isinstance(event, yaml.AliasEvent):
                raise YamlAliases(line=line)
            if self.depth >= MAX_DEPTH:
                raise YamlTooDeep(line=line, limit=MAX_DEPTH)
            self.depth += 1
            node = super().compose_node(parent, index)
            self.depth -= 1
            return node

    loader = Loader(text)
    root = loader.get_node() if loader.check_node() else None
    if root is not None and loader.check_node():
        raise YamlSeveral(line=loader.peek_event().start_mark.line + 1)  # type: ignore[no-untyped-call]  # as above
    return root, loader


def flat_text(data: Data | None) -> str:
    """A value on one line: a list as its texts with commas between; empty where it is a mapping or not there."""
    if isinstance(data, list):
        return ", ".join(filter(None, map(flat_text, data)))
    return "" if not isinstance(data, str) or data.strip().casefold() in _NOTHING else data.strip()


_NOTHING: Final = frozenset({"", "~", "null", "none", "n/a"})
