"""Checks that every text can be translated, and is: `make translations`. Prints one line when all is well."""

from __future__ import annotations

import ast
import re
import string
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import builtin_texts
import collect_messages

from perftui.i18n import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from babel.messages.catalog import Message

LOOKUPS = {"_": 1, "gettext": 1, "ngettext": 2, "pgettext": 2}
"""Functions that translate at once, with the number of texts that they take."""
OWN = Path("perftui/i18n.py")
"""Defines the functions, and calls them with whatever it is given."""
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
Found = tuple[int, str]
"""A line number from 1, and what is wrong there."""


def linted(tree: ast.Module) -> Iterator[Found]:
    """What the extractor would miss, or what would be translated too early."""
    yield from _calls(tree, is_running=False)
    if any(isinstance(n, ast.ImportFrom) and any((a.asname or a.name) == "_" for a in n.names) for n in ast.walk(tree)):
        yield from _shadowed(tree)


def _calls(node: ast.AST, is_running: bool) -> Iterator[Found]:
    if isinstance(node, ast.Call):
        yield from _call(node, is_running)
    elif isinstance(node, ast.JoinedStr):
        yield from _hidden(node)
    elif isinstance(node, (ast.Assign, ast.AnnAssign)):
        yield from _assignment(node)
    for name, value in ast.iter_fields(node):
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                yield from _calls(child, is_running or (isinstance(node, FUNCTIONS) and name == "body"))


def _hidden(node: ast.JoinedStr) -> Iterator[Found]:
    """Before Python 3.12 an f-string is a single token: the extractor sees no call in it."""
    for call in ast.walk(node):
        if (
            isinstance(call, ast.Call)
            and isinstance(call.func, ast.Name)
            and call.func.id in {*LOOKUPS, "mark"}
            and any(map(_literal, call.args))
        ):
            yield call.lineno, f"{call.func.id}() stands in an f-string, where its text is not collected: translate it on a line of its own"


def _call(node: ast.Call, is_running: bool) -> Iterator[Found]:
    name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
    if name in LOOKUPS:
        if not is_running:
            yield node.lineno, f"{name}() translates while the module is imported: use mark() here, and {name}() where it is shown"
        if any(not _is_text_or_variable(arg) for arg in node.args[: LOOKUPS[name]]):
            yield (
                node.lineno,
                f"{name}() takes a literal text, or a variable that holds a marked one; fill in values with .format() afterwards",
            )
    elif name == "mark" and not (len(node.args) == 1 and _literal(node.args[0]) is not None):
        yield node.lineno, "mark() takes one literal text"
    elif name == "Binding":
        given = dict(zip(("key", "action", "description"), node.args, strict=False)) | {k.arg: k.value for k in node.keywords}
        yield from _unmarked(node, given.get("description"), given.get("tooltip"))


def _assignment(node: ast.Assign | ast.AnnAssign) -> Iterator[Found]:
    names = {getattr(target, "id", "") for target in (node.targets if isinstance(node, ast.Assign) else [node.target])}
    if "template" in names and _literal(node.value):
        yield node.lineno, "the template of an error stands in mark()"
    if "BINDINGS" in names and isinstance(node.value, (ast.List, ast.Tuple)):
        for item in node.value.elts:
            if isinstance(item, ast.Tuple) and len(item.elts) > 2:
                yield from _unmarked(item, item.elts[2])


def _unmarked(node: ast.expr, *shown: ast.expr | None) -> Iterator[Found]:
    if any(isinstance(text, ast.JoinedStr) or _literal(text) for text in shown):
        yield node.lineno, "the text of a binding stands in mark()"


def _literal(node: ast.expr | None) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _is_text_or_variable(node: ast.expr) -> bool:
    return _literal(node) is not None or isinstance(node, (ast.Name, ast.Attribute, ast.Subscript))


def _shadowed(tree: ast.Module) -> Iterator[Found]:
    inside = {id(n) for c in ast.walk(tree) if isinstance(c, COMPREHENSIONS) for n in ast.walk(c)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id == "_" and isinstance(node.ctx, ast.Store) and id(node) not in inside:
            yield node.lineno, "_ is the translating function in this module: give the unused value another name"


def fields(text: str) -> set[str]:
    """The names of what is filled in, as {name} or as %(name)s.

    Raises:
        ValueError: Braces do not match.
    """
    return {name for _text, name, _spec, _conversion in string.Formatter().parse(text) if name is not None} | set(
        re.findall(r"%\(\w+\)s", text)
    )


def compared(message: Message) -> str:
    """What is wrong with one translation; empty when nothing is."""
    source = message.id if isinstance(message.id, str) else message.id[1]
    translated = collect_messages.translations(message)
    if not all(translated):
        return f"not translated: {source!r}"
    if message.fuzzy:
        return f"marked as fuzzy: {source!r}"
    try:
        if any(fields(text) != fields(source) for text in translated):
            return f"other fields than in the English text: {source!r}"
    except ValueError:
        return f"braces do not match: {source!r}"
    return ""


def check_code(root: Path) -> Iterator[str]:
    """What is wrong in the Python files."""
    for path in collect_messages.sources(root):
        name = path.relative_to(root)
        if name != OWN:
            yield from _placed(name, linted(ast.parse(path.read_text("utf-8"))))


def check_catalogues(root: Path) -> Iterator[str]:
    """What is wrong in the catalogues, and whether they hold the texts of the code."""
    template = collect_messages.template(root)
    kept = root / collect_messages.TEMPLATE
    if not kept.exists() or kept.read_text("utf-8") != collect_messages.rendered(template):
        yield f"{collect_messages.TEMPLATE}:1: differs from the texts in the code; run make messages"
    for language in list(LANGUAGES)[1:]:
        catalogue = collect_messages.read(language, root)
        known = {_key(message) for message in catalogue}
        name = collect_messages.catalogue_path(language)
        missing = sum(1 for message in template if _key(message) not in known)
        yield from _placed(name, [(1, f"{missing} texts of the code are missing; run make messages")] if missing else [])
        yield from _placed(name, ((m.lineno or 1, wrong) for m in catalogue if m.id and (wrong := compared(m))))


def _key(message: Message) -> tuple[object, object]:
    return message.id, message.context


def check_builtin(root: Path) -> Iterator[str]:
    """Whether the texts of Textual's own bindings are listed."""
    kept = root / builtin_texts.LIST
    found = builtin_texts.texts(collect_messages.sources(root))
    if not kept.exists() or kept.read_text("utf-8") != builtin_texts.rendered(found):
        yield f"{builtin_texts.LIST}:1: differs from what Textual's widgets bring along; run make messages"


def _placed(name: Path, found: Iterable[Found]) -> Iterator[str]:
    return (f"{name}:{line}: {wrong}" for line, wrong in found)


def main(root: Path = collect_messages.ROOT) -> int:
    """Print what is wrong; returns the exit status."""
    wrong = [*check_code(root), *check_builtin(root), *check_catalogues(root)]
    print("\n".join(wrong) if wrong else f"translations: {len(collect_messages.template(root))} texts, complete in {', '.join(LANGUAGES)}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
