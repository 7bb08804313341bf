"""Every command stands once in the registry, and everything that is made from it has all of them."""

from importlib import import_module

import pytest

from perftui.bindings import bindings_of, entry, footer_of
from perftui.cli.running import HANDLERS
from perftui.commands.models import SCOPES, Command, Scope
from perftui.commands.registry import BY_ID, COMMANDS, in_scope, key_name, verbs
from screens.helps import help_text
from screens.places import SCREENS

NEVER = ("ctrl+enter", "ctrl+h", "ctrl+i", "ctrl+j", "ctrl+m", "ctrl+a", "ctrl+b", "ctrl+space", "f10", "f11", "shift+f3", "ctrl+f3")


def screen_classes():
    return [getattr(import_module(path.partition(":")[0]), path.partition(":")[2]) for path in SCREENS.values()]


def test_no_command_stands_there_twice():
    assert len(BY_ID) == len(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_a_command_has_a_title_and_says_what_it_does(command):
    assert command.title
    assert command.help
    assert command.scope in SCOPES


@pytest.mark.parametrize("command", [c for c in COMMANDS if c.key], ids=lambda command: command.id)
def test_no_command_has_a_key_that_some_terminal_swallows(command):
    for key in command.key.split(","):
        assert key not in NEVER
        assert not key.startswith(("alt+", "ctrl+shift+"))


@pytest.mark.parametrize("screen", screen_classes(), ids=lambda screen: screen.__name__)
def test_each_key_of_a_screen_means_one_thing(screen):
    keys = [key for command in in_scope(*screen.SCOPES) for key in command.key.split(",") if key]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("screen", screen_classes(), ids=lambda screen: screen.__name__)
def test_a_screen_has_a_method_for_each_of_its_commands(screen):
    missing = [command.id for command in in_scope(*screen.SCOPES) if not callable(getattr(screen, f"action_{command.action}", None))]
    assert missing == []


@pytest.mark.parametrize("screen", screen_classes(), ids=lambda screen: screen.__name__)
def test_a_screen_binds_each_of_its_commands_that_have_a_key(screen):
    bound = {binding.id for binding in bindings_of(*screen.SCOPES)}
    assert bound == {command.id for command in in_scope(*screen.SCOPES) if command.key}
    assert bound <= {binding.id for binding in screen.BINDINGS}


def test_the_help_lists_every_command_with_its_key():
    text = help_text("", in_scope(*Scope)).plain
    for command in in_scope(*Scope):
        shown = entry(command)
        assert shown.title in text
        assert shown.key in text


def test_the_footer_puts_help_first_and_the_menu_next():
    items = footer_of(in_scope(Scope.PEOPLE, Scope.APP))
    assert [item[0] for item in items[:2]] == ["app.help", "app.menu"]


def test_every_verb_of_the_command_line_has_a_handler():
    assert {command.id for command in verbs()} | {""} == set(HANDLERS)
    for path in HANDLERS.values():
        module, _colon, function = path.partition(":")
        assert callable(getattr(import_module(f"perftui.cli.{module}"), function))


@pytest.mark.parametrize(
    ("key", "long", "short"),
    [("ctrl+p", "Ctrl+P", "^P"), ("f1,question_mark", "F1", "F1"), ("delete", "Del", "Del"), ("1", "1", "1")],
)
def test_keys_are_named_as_they_stand_on_the_keyboard(key, long, short):
    assert key_name(key) == long
    assert key_name(key, is_short=True) == short


def test_a_command_knows_its_scope_and_its_action():
    command = Command("goals.check_in", "Check in", "Say where it stands")
    assert command.scope is Scope.GOALS
    assert command.action == "check_in"
