"""Runs what the arguments ask for, and turns every error into one clear line and an exit code."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from types import SimpleNamespace

from perftui.errors import PerftuiError
from perftui.i18n import gettext as _
from perftui.i18n import say

TYPE_CHECKING = False  # by hand, as in records
if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

DONE, REFUSED, WRONG_USAGE = 0, 1, 2

HANDLERS = {
    "": "opening:open_program",
    "people.bring_in": "people:bring_in",
    "people.send_out": "people:send_out",
    "people.print_list": "people:print_list",
    "goals.bring_in": "goals:bring_in",
    "goals.send_out": "goals:send_out",
    "goals.print_list": "goals:print_list",
    "reports.print_alignment": "reports:print_alignment",
    "reports.print_coverage": "reports:print_coverage",
    "reports.print_check_ins": "reports:print_check_ins",
    "reports.print_conflicts": "reports:print_conflicts",
    "reports.print_amendments": "reports:print_amendments",
    "reviews.print_without_follow_up": "reports:print_without_follow_up",
    "support.print_ageing": "reports:print_support",
    "reports.print_causes": "reports:print_causes",
    "reports.print_coaching": "reports:print_coaching",
    "gap_causes.export_gaps": "gaps:send_out",
    "measures.bring_in": "measures:bring_in",
    "measures.send_out": "measures:send_out",
    "measures.print_list": "measures:print_list",
    "rounds.show_report": "feedback:print_report",
    "rounds.write_forms": "feedback:write_forms",
    "rounds.read_forms": "feedback:read_forms",
    "rounds.clean_up": "feedback:clean_up",
    "evidences.send_out": "dossiers:send_out",
    "actions.send_out": "actions:send_out",
    "actions.print_list": "actions:print_list",
    "timelines.print_timeline": "timelines:print_timeline",
    "file.demo": "opening:open_demo",
    "file.backup": "files:back_up",
    "file.restore": "files:restore",
    "file.verify": "files:verify",
    "file.doctor": "doctors:examine",
    "file.completion": "completions:print_script",
}
"""Command id to module and function; imported when it is asked for, so that --help loads none of them."""


def run(arguments: Sequence[str]) -> int:
    """Do what the arguments say.

    Returns:
        0 done, 1 refused or problems found, 2 wrong usage.
    """
    try:
        given = _plainly(arguments) or _parsed(arguments)
    except SystemExit as leaving:
        return int(leaving.code or 0)
    module, _colon, function = HANDLERS[given.command].partition(":")
    try:
        return int(getattr(import_module(f"perftui.cli.{module}"), function)(given))
    except PerftuiError as error:
        print(f"perftui: {say(error.message)}", file=sys.stderr)
    except OSError as error:
        print(f"perftui: {_refusal(error)}", file=sys.stderr)
    except KeyboardInterrupt:
        print("\n" + _("Stopped; nothing was changed."), file=sys.stderr)
    return REFUSED


def _refusal(error: OSError) -> str:
    """What the operating system says, with the file that it speaks of where there is one."""
    reason = error.strerror or str(error)
    if error.filename is None:
        return _("The operating system refuses: {reason}.").format(reason=reason)
    return _("The operating system refuses {path}: {reason}.").format(path=os.fsdecode(error.filename), reason=reason)


def _plainly(arguments: Sequence[str]) -> SimpleNamespace | None:
    """What is given most, read without argparse, which costs as much as all the rest: nothing, a file, or a shell that is starting."""
    match arguments:
        case []:
            return SimpleNamespace(command="", db=None, accessible=False)
        case ["--db", file] if not file.startswith("-"):
            return SimpleNamespace(command="", db=file, accessible=False)
        case ["completion", "bash" | "zsh" | "fish" as shell]:
            return SimpleNamespace(command="file.completion", shell=shell)
    return None


def _parsed(arguments: Sequence[str]) -> argparse.Namespace:
    from perftui.cli.parsers import make_parser  # not needed for what is read plainly

    return make_parser().parse_args(arguments)


def confirmed(question: str, given: argparse.Namespace) -> bool:
    """Whether to go on: `--yes` was given, or the person at the terminal says so.

    Without a terminal and without `--yes` the answer is no, and what to add is said.
    """
    if given.yes:
        return True
    if not sys.stdin.isatty():
        print(_("Nothing was changed: add --yes to do it without asking."), file=sys.stderr)
        return False
    print(question + " ", end="", flush=True)
    return sys.stdin.readline().strip().lower() in {"y", "yes", "j", "是", "好"}


def is_pipe_closed(error: OSError) -> bool:
    """Whether the reader of our output has gone away (as `head` does); then there is nothing to say."""
    if isinstance(error, BrokenPipeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return True
    return False
