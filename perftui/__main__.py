"""Where the program starts: it makes the terminal and the language right, then hands over to the command line."""

from __future__ import annotations

import os
import sys
from importlib.util import find_spec
from pathlib import Path

from perftui import i18n, term


def main() -> int:
    """Run perftui as the command line says.

    Returns:
        0 done, 1 refused or problems found, 2 wrong usage.
    """
    stranger = find_stranger()
    if stranger:
        print(
            f"perftui: the package '{stranger}' of another program hides perftui's own. Install it by itself: pipx install perftui",
            file=sys.stderr,
        )
        return 1
    term.prepare_environment(os.environ)
    i18n.use(i18n.detect(os.environ))
    from perftui.cli.running import run

    return run(sys.argv[1:])


def find_stranger() -> str | None:
    """The name of a package that another program has put in the place of ours; None when all is well."""
    home = Path(__file__).resolve().parent.parent
    for name in ("screens", "widgets"):
        spec = find_spec(name)
        origin = spec.origin if spec else None
        if origin is None or Path(origin).resolve().parent.parent != home:
            return name
    return None


if __name__ == "__main__":
    sys.exit(main())
