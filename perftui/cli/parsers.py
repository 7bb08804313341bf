"""Reads the arguments; the verbs, their arguments and their help come from the registry."""

from __future__ import annotations

import argparse

from perftui import __version__, i18n, term
from perftui.commands.registry import verbs
from perftui.i18n import gettext as _
from perftui.i18n import mark

TYPE_CHECKING = False  # by hand, as in records
if TYPE_CHECKING:
    from typing import Any, NoReturn

    from perftui.commands.models import Argument, Command

GROUPS = {
    "import": mark("bring people, goals or measures in from a file"),
    "export": mark("write people, goals, measures, gaps, actions or a dossier to a file"),
    "list": mark("print people, goals, measures or actions on the terminal"),
    "report": mark("print a report, or write it to a file"),
}
"""First words that several verbs share, with their help."""

ARGPARSE_TEXTS = (
    mark("usage: "),
    mark("positional arguments"),
    mark("options"),
    mark("show this help message and exit"),
    mark("show program's version number and exit"),
    mark("the following arguments are required: %s"),
    mark("unrecognized arguments: %s"),
    mark("expected one argument"),
    mark("invalid choice: %(value)r (choose from %(choices)s)"),
    mark("argument %(argument_name)s: %(message)s"),
    mark("%(prog)s: error: %(message)s\n"),
)
"""What argparse itself says, so that both languages have it."""


class Formatter(argparse.RawDescriptionHelpFormatter):
    """As wide as the terminal; argparse itself would load half of the library to find that out."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=term.size()[0] - 2)


class Parser(argparse.ArgumentParser):
    """argparse, in the user's language, with the help command named in every error."""

    def __init__(self, **keywords: Any) -> None:  # passed on
        super().__init__(**keywords, formatter_class=Formatter)

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and which command helps, and leave with 2."""
        hint = _("See: {command} --help").format(command=self.prog)
        self.exit(2, _("%(prog)s: error: %(message)s\n") % {"prog": "perftui", "message": message} + hint + "\n")


def make_parser() -> Parser:
    """The parser of the whole command line."""
    setattr(argparse, "_", i18n.gettext)  # noqa: B010  # argparse has no other way to speak another language
    parser = Parser(prog="perftui", description=_("The workbench on which HR runs performance improvement."), epilog=_epilog())
    version_help = _("show program's version number and exit")
    parser.add_argument("--version", action="version", version=f"perftui {__version__}", help=version_help)
    parser.add_argument("--db", metavar="FILE", help=_("the data file; else PERFTUI_DB, else the one in your data folder"))
    parser.add_argument("--accessible", action="store_true", help=_("visible cursor, plain signs, no borders: for screen readers"))
    parser.set_defaults(command="")
    commands = parser.add_subparsers(title=_("commands"), metavar=_("COMMAND"))
    groups: dict[str, argparse._SubParsersAction[Parser]] = {}
    for command in verbs():
        first, _space, second = command.verb.partition(" ")
        if second and first not in groups:
            group = commands.add_parser(first, help=_(GROUPS[first]), description=_(GROUPS[first]))
            groups[first] = group.add_subparsers(title=_("what"), metavar=_("WHAT"), required=True)
        _add_verb(groups[first] if second else commands, second or first, command)
    return parser


def _epilog() -> str:
    return _("Without a command, perftui opens its screens. To look around in a sample company: perftui demo")


def _add_verb(to: argparse._SubParsersAction[Parser], word: str, command: Command) -> None:
    verb = to.add_parser(word, help=_(command.help), description=_(command.help))
    verb.set_defaults(command=command.id)
    for argument in command.arguments:
        _add_argument(verb, argument)


def _add_argument(verb: argparse.ArgumentParser, argument: Argument) -> None:
    help_text = _(argument.help)
    if argument.is_flag:
        verb.add_argument(argument.name, action="store_true", help=help_text)
    elif argument.name.startswith("--"):
        metavar = argument.value or (None if argument.choices else argument.name.strip("-").upper())
        verb.add_argument(argument.name, metavar=metavar, choices=argument.choices or None, help=help_text)
    else:
        verb.add_argument(
            argument.name.lower(),
            metavar=argument.name,
            nargs="+" if argument.is_many else "?" if argument.is_optional else None,
            choices=argument.choices or None,
            help=help_text,
        )
