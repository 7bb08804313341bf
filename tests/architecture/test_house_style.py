"""Small files, small functions, a sentence on every door; and nothing in the tree that does not belong to the product."""

import ast
import re
from collections.abc import Iterator

import pytest
from trees import CODE, PRODUCT, ROOT, files, modules, tree

LONGER_FUNCTIONS: dict[str, str] = {}
"""`path::function` to the reason why it may have more than 25 lines."""
LONGER_FILES: dict[str, str] = {}
"""Path to the reason why it may have more lines than its kind."""
BINARY = {".bin", ".mo", ".db", ".png", ".xlsx", ".gz", ".ico"}
FOREIGN = re.compile(
    "|".join(
        (
            r"helper[ -]agents?",
            r"sub-?agents?\b",
            r"\bLLMs?\b",
            r"language models?\b",
            r"(?<![\w.~-])/" + r"work/",
            r"(?<![\w.~-])/" + r"root/",
            r"/tmp/" + r"pt\b",
            r"pypi\." + r"org",
            r"python" + r"hosted",
            r"(?:arti" + r"factory|jf" + r"rog|devpi|/simple)[./]",
            r"(?:extra-)?index" + r"-url",
        )
    ),
    re.IGNORECASE,
)
"""Traces of the machine that the project was written on; put together here so that this file does not contain them."""
HERE = "tests/architecture/test_house_style.py"


def functions(module: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(module) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)))


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from `def` to the end, without the docstring, which tells the reader what the lines cannot."""
    first = function.body[0]
    is_documented = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str)
    return function.end_lineno - function.lineno + 1 - (first.end_lineno - first.lineno + 1 if is_documented else 0)


def too_long_functions() -> set[str]:
    return {f"{path}::{f.name}" for path in modules(*CODE) for f in functions(tree(path)) if length(f) > 25}


def too_long_files() -> set[str]:
    sizes = {path: len((ROOT / path).read_text("utf-8").splitlines()) for path in modules(*CODE)}
    return {str(path) for path, lines in sizes.items() if lines > (400 if path.parts[0] == "tests" else 250)}


@pytest.mark.parametrize("path", modules(*CODE), ids=str)
def test_every_module_says_what_it_is_for(path):
    assert ast.get_docstring(tree(path)) or (path.parts[0] == "tests" and path.name != "conftest.py" and path.name.startswith("test_"))


def test_an_init_file_holds_a_docstring_only():
    assert {str(p) for p in modules(*PRODUCT) if p.name == "__init__.py" and len(tree(p).body) > 1} <= {"perftui/__init__.py"}


def test_no_function_is_longer_than_25_lines_without_a_reason():
    assert too_long_functions() == set(LONGER_FUNCTIONS)
    assert all(LONGER_FUNCTIONS.values())


def test_no_file_is_longer_than_its_room_without_a_reason():
    assert too_long_files() == set(LONGER_FILES)
    assert all(LONGER_FILES.values())


def test_every_exemption_from_a_check_says_why():
    bare = re.compile(r"#\s*(?:noqa(?:: ?[A-Z0-9, ]+)?|type: ignore(?:\[[\w, -]+\])?)\s*$")
    found = [
        f"{path}:{number}"
        for path in modules(*PRODUCT)
        for number, line in enumerate((ROOT / path).read_text("utf-8").splitlines(), 1)
        if bare.search(line)
    ]
    assert found == []


def test_nothing_in_the_tree_tells_of_the_machine_it_was_written_on():
    found = [
        f"{path}:{number}: {match[0]}"
        for path in files()
        if path.suffix not in BINARY and str(path) != HERE
        for number, line in enumerate((ROOT / path).read_text("utf-8").splitlines(), 1)
        if (match := FOREIGN.search(line))
    ]
    assert found == []


def test_traces_of_a_machine_would_be_found():
    for trace in ("see /" + "work/main", "pip --index" + "-url x", "a helper" + " agent", "cd /" + "root/.pyenv"):
        assert FOREIGN.search(trace), trace
    assert not FOREIGN.search("how the team works/plays; the call centre's agents; work/life balance")
