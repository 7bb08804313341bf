"""Writes the handbook's tables of keys and commands from the registry; `--check` only says whether they are up to date."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import plan_refusals

from perftui.commands.models import SCOPES, Scope
from perftui.commands.registry import in_scope, key_name, verbs

if TYPE_CHECKING:
    from perftui.commands.models import Command

DOCS = Path(__file__).resolve().parent.parent / "docs"


def keys_page() -> str:
    """Every command of the program with its keys, by where it can be given."""
    lines = ["# Keys", "", "Made from the program's own list of commands. What has no key is on F8 and Ctrl+P.", ""]
    for scope in Scope:
        commands = in_scope(scope)
        if commands:
            lines += [f"## {SCOPES[scope]}", "", "| key | does | |", "|---|---|---|"]
            lines += [f"| {_keys(command)} | {command.title} | {command.help} |" for command in commands] + [""]
    return "\n".join(lines)


def _keys(command: Command) -> str:
    shown = (key_name(key) for key in command.key.split(",") if key and not key.startswith(("fullwidth", "ideographic", "left_double")))
    return " ".join(f"`{key}`" for key in shown)


def command_page() -> str:
    """Every verb of the command line with its arguments."""
    lines = [
        "# The command line",
        "",
        "`perftui [--db FILE] [--accessible]` opens the program; `--version` and `--help` answer at once.",
        "`--db` stands before the command.",
        "The exit code is 0 when it is done, 1 when it is refused or problems were found, 2 when the command is written wrong.",
        "Problems of a file stand on standard error as `file:row:column: what to do`.",
        "",
        "| command | does |",
        "|---|---|",
    ]
    lines += [f"| `perftui {_usage(command)}` | {command.title}: {command.help} |" for command in verbs()]
    return "\n".join([*lines, ""])


def _usage(command: Command) -> str:
    words = [command.verb]
    for argument in command.arguments:
        is_option = argument.name.startswith("--")
        value = "\\|".join(argument.choices) or ("" if argument.is_flag else argument.name.strip("-").upper())
        name = f"{argument.name} {value}".rstrip() if is_option else "\\|".join(argument.choices) or argument.name
        words.append(f"[{name}]" if argument.is_flag or argument.is_optional else name)
    return " ".join(words)


BEGIN, END = "<!-- refusals: made by make reference -->", "<!-- end of refusals -->"


def plans_page() -> str:
    """The page on plans as it is, with the table of what it refuses made anew."""
    before, rest = (DOCS / "plans.md").read_text(encoding="utf-8").split(BEGIN)
    after = rest.split(END)[1]
    return "\n".join([before + BEGIN, "", *plan_refusals.table(), "", END + after])


PAGES = {"keys.md": keys_page, "command-line.md": command_page, "plans.md": plans_page}


def main() -> int:
    stale = [name for name, page in PAGES.items() if not (DOCS / name).exists() or (DOCS / name).read_text(encoding="utf-8") != page()]
    if "--check" not in sys.argv:
        for name in stale:
            (DOCS / name).write_text(PAGES[name](), encoding="utf-8")
        return 0
    for name in stale:
        print(f"docs/{name}: not up to date: run make reference", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
