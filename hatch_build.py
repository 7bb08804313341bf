"""Builds the .mo message catalogues from the .po files when a wheel or an editable install is made."""

from __future__ import annotations

from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).parent


def compile_catalogues(root: Path = ROOT) -> list[Path]:
    """Write each `perftui.mo` beside its `perftui.po`.

    Returns:
        The files written.
    """
    from babel.messages import mofile, pofile

    written = []
    for po in sorted((root / "perftui" / "locale").glob("*/LC_MESSAGES/perftui.po")):
        catalogue = pofile.read_po(po.open("rb"), locale=po.parent.parent.name)
        target = po.with_suffix(".mo")
        with NamedTemporaryFile(dir=target.parent, suffix=".part", delete=False) as file:
            mofile.write_mo(file, catalogue)
        Path(file.name).chmod(0o644)
        Path(file.name).replace(target)  # at once: a program that starts meanwhile reads the old file or the new one
        written.append(target)
    return written


class CatalogueHook(BuildHookInterface):  # type: ignore[type-arg]  # hatchling's own generic is not needed here
    """Compiles the message catalogues before anything is packed."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile; the `artifacts` setting then takes the files into the wheel."""
        compile_catalogues(Path(self.root))


if __name__ == "__main__":
    for path in compile_catalogues():
        print(path.relative_to(ROOT))
