"""The project's own files, for the tests that read them."""

from __future__ import annotations

import ast
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
PRODUCT = ("perftui", "screens", "widgets")
CODE = (*PRODUCT, "tests", "tools", "bench")
_NOT_OURS = {".git", ".venv", "__pycache__", "build", "dist", "peers", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis"}


def modules(*packages: str) -> list[Path]:
    """Every Python file in these folders, relative to the root."""
    return sorted(
        path.relative_to(ROOT) for package in packages for path in (ROOT / package).rglob("*.py") if not _NOT_OURS & {*path.parts}
    )


def tree(path: Path) -> ast.Module:
    """A module, parsed."""
    return ast.parse((ROOT / path).read_text("utf-8"), str(path))


def files() -> list[Path]:
    """Every file that belongs to the project: what git knows, or everything where there is no git."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"], cwd=ROOT, capture_output=True, check=False
    )
    if listed.returncode == 0:
        paths = [Path(name) for name in listed.stdout.decode().split("\0") if name]
    else:
        paths = [path.relative_to(ROOT) for path in ROOT.rglob("*") if path.is_file()]
    return sorted(path for path in paths if not _NOT_OURS & {*path.parts} and (ROOT / path).is_file())
