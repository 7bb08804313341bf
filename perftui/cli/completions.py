"""The completion scripts of bash, zsh and fish, made from the registry."""

from __future__ import annotations

from perftui.commands.registry import verbs
from perftui.i18n import gettext as _

TYPE_CHECKING = False  # by hand, as in records
if TYPE_CHECKING:
    import argparse

OPTIONS = ("--db", "--accessible", "--version", "--help")


def print_script(given: argparse.Namespace) -> int:
    """Print the script of the shell that was named."""
    print({"bash": bash, "zsh": zsh, "fish": fish}[given.shell](), end="")
    return 0


def _tree() -> dict[str, list[str]]:
    """First word to what may follow it: second words, or options and choices."""
    tree: dict[str, list[str]] = {}
    for command in verbs():
        first, _space, second = command.verb.partition(" ")
        options = [argument.name for argument in command.arguments if argument.name.startswith("--")]
        choices = [choice for argument in command.arguments for choice in argument.choices]
        tree.setdefault(first, []).extend([second] if second else choices + options)
    return tree


def bash() -> str:
    """For bash: `eval "$(perftui completion bash)"`."""
    cases = "\n".join(f'    {first}) words="{" ".join(then)}" ;;' for first, then in _tree().items())
    return f"""_perftui() {{
  local current="${{COMP_WORDS[COMP_CWORD]}}" previous="${{COMP_WORDS[COMP_CWORD-1]}}" words=""
  case "$previous" in
    perftui) words="{" ".join((*_tree(), *OPTIONS))}" ;;
{cases}
  esac
  COMPREPLY=( $(compgen -W "$words" -- "$current") )
}}
complete -o default -F _perftui perftui
"""


def zsh() -> str:
    """For zsh: `eval "$(perftui completion zsh)"`."""
    return "autoload -U bashcompinit && bashcompinit\n" + bash()


def fish() -> str:
    """For fish: `perftui completion fish | source`."""
    lines = []
    for command in verbs():
        first, _space, second = command.verb.partition(" ")
        if second:
            lines.append(f"complete -c perftui -n '__fish_seen_subcommand_from {first}' -a {second} -d '{_(command.title)}'")
            lines.append(f"complete -c perftui -n __fish_use_subcommand -a {first}")
        else:
            lines.append(f"complete -c perftui -n __fish_use_subcommand -a {first} -d '{_(command.title)}'")
    return "\n".join(dict.fromkeys(lines)) + "\n"
