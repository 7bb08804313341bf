"""Finds the key texts that Textual's own widgets bring along, and lists them in widgets/textual_texts.py for translation."""

from __future__ import annotations

import ast
import importlib
import inspect
from pathlib import Path
from typing import TYPE_CHECKING

from textual.binding import Binding
from textual.dom import DOMNode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LIST = Path("widgets/textual_texts.py")
_HEAD = '''"""Texts that Textual's own key bindings bring along, listed for translation; written by `make messages`."""

from __future__ import annotations

from perftui.i18n import mark

'''
_TAIL = '''
"""English, in order; each belongs to a class of Textual that the program uses."""
'''


def classes(sources: Iterable[Path]) -> set[type[DOMNode]]:
    """Every class with key bindings that the program imports from Textual, and those that live beside it (a list inside a select)."""
    found: set[type[DOMNode]] = set()
    for path in sources:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "textual":
                module = importlib.import_module(node.module or "textual")
                found.update(c for name in node.names for c in _family(getattr(module, name.name, None)))
    return found


def _family(thing: object) -> Iterator[type[DOMNode]]:
    if not (inspect.isclass(thing) and issubclass(thing, DOMNode)):
        return
    for neighbour in vars(inspect.getmodule(thing)).values():
        if inspect.isclass(neighbour) and issubclass(neighbour, DOMNode) and neighbour.__module__ == thing.__module__:
            yield neighbour


def texts(sources: Iterable[Path]) -> list[str]:
    """What the footer, the tooltips and the help panel could show of Textual's own; sorted, each once."""
    shown: set[str] = set()
    for owner in classes(sources):
        for base in owner.__mro__:
            for binding in Binding.make_bindings(vars(base).get("BINDINGS", [])):
                shown |= {binding.description, binding.tooltip}
    return sorted(shown - {""})


def rendered(found: list[str]) -> str:
    """The list as a Python file."""
    if not found:
        return f"{_HEAD}TEXTS: tuple[str, ...] = (){_TAIL}"
    lines = "".join(f"    mark({_quoted(text)}),\n" for text in found)
    return f"{_HEAD}TEXTS = (\n{lines}){_TAIL}"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def write(sources: Iterable[Path], root: Path) -> None:
    """Write the list anew."""
    (root / LIST).write_text(rendered(texts(sources)), "utf-8")
