"""The completion scripts of bash, zsh and fish, made from the registry."""

from __future__ import annotations

from perftui.cli.parsers import GROUPS
from perftui.commands.registry import verbs
from perftui.i18n import gettext as _

TYPE_CHECKING = False  # by hand, as in records
if TYPE_CHECKING:
    import argparse

    from perftui.commands.models import Argument

OPTIONS = ("--db", "--accessible", "--version", "--help")


def print_script(given: argparse.Namespace) -> int:
    """Print the script of the shell that was named."""
    print({"bash": bash, "zsh": zsh, "fish": fish}[given.shell](), end="")
    return 0


def _words() -> dict[str, list[str]]:
    """What was typed behind `perftui`, up to two words, to what may follow: second words, choices and options."""
    words: dict[str, list[str]] = {"": [*OPTIONS]}
    for command in verbs():
        first, _space, second = command.verb.partition(" ")
        words[""] += [first] if first not in words else []
        words.setdefault(first, []).extend([second] if second else [])
        words.setdefault(command.verb, []).extend(word for argument in command.arguments for word in _of(argument))
    return words


def _of(argument: Argument) -> tuple[str, ...]:
    return (argument.name, *argument.choices) if argument.name.startswith("--") else argument.choices


def bash() -> str:
    """For bash: `eval "$(perftui completion bash)"`."""
    words = _words()
    cases = "\n".join(f'    "{typed}") words="{" ".join(then)}" ;;' for typed, then in words.items() if then)
    two = "|".join(f'"{typed}"' for typed in words if " " in typed)
    return f"""_perftui() {{
  local current="${{COMP_WORDS[COMP_CWORD]}}" typed="" word="" words="" skip=""
  for word in "${{COMP_WORDS[@]:1:COMP_CWORD-1}}"; do
    if [ -n "$skip" ]; then skip=""; continue; fi
    case "$word" in
      --db) skip=1; continue ;;
      -*) continue ;;
    esac
    case "$typed" in
      {two}) ;;
      "") typed="$word" ;;
      *) typed="$typed $word" ;;
    esac
  done
  case "$typed" in
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
    lines = [f"complete -c perftui -l {option.strip('-')}{' -r' if option == '--db' else ''}" for option in OPTIONS]
    for command in verbs():
        first, _space, second = command.verb.partition(" ")
        said = _quoted(_(command.help))
        if second:
            lines.append(f"complete -c perftui -n __fish_use_subcommand -a {first} -d {_quoted(_(GROUPS[first]))}")
            lines.append(f"complete -c perftui -n '__fish_seen_subcommand_from {first}' -a {second} -d {said}")
        else:
            lines.append(f"complete -c perftui -n __fish_use_subcommand -a {first} -d {said}")
        seen = "; and ".join(f"__fish_seen_subcommand_from {word}" for word in command.verb.split(" "))
        lines += [f"complete -c perftui -n '{seen}' {_fish_argument(argument)}" for argument in command.arguments if _of(argument)]
    return "\n".join(dict.fromkeys(lines)) + "\n"


def _fish_argument(argument: Argument) -> str:
    words = f" -a {_quoted(' '.join(argument.choices))}" if argument.choices else ""
    if not argument.name.startswith("--"):
        return words.strip()
    return f"-l {argument.name.strip('-')}{'' if argument.is_flag else ' -r'}{words} -d {_quoted(_(argument.help))}"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "") + "'"
