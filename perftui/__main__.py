"""Where the program starts: it makes the terminal and the language right, then hands over to the command line."""

from __future__ import annotations

import os
import sys


def main() -> int:
    """Run perftui as the command line says.

    Returns:
        0 done, 1 refused or problems found, 2 wrong usage.
    """
    replace_missing_streams()
    if sys.argv[1:] == ["--version"]:
        from perftui import __version__

        print(f"perftui {__version__}")
        return 0
    from perftui import i18n, term

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


def replace_missing_streams() -> None:
    """Put the null device in the place of streams that were closed (`>&-`): else a data file would get their numbers."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115  # open as long as the program runs


def find_stranger() -> str | None:
    """The name of a package that another program has put in the place of ours; None when all is well."""
    home = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))  # no pathlib: it is slow to import
    for name in ("screens", "widgets"):
        found = next((folder for folder in sys.path if os.path.exists(os.path.join(folder or ".", name, "__init__.py"))), None)
        if found is None or os.path.realpath(found or ".") != home:
            return name
    return None


if __name__ == "__main__":
    sys.exit(main())
