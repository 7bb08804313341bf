"""What can be done with the file as a whole, in the program and on the command line."""

from __future__ import annotations

from perftui.commands.models import YES, Argument, Command
from perftui.i18n import mark

FILES = (
    Command(
        "file.demo",
        mark("Open a sample company"),
        mark("A made-up company to look around in; your own data are not touched"),
        verb="demo",
        arguments=(Argument("--at", mark("keep the sample file at this place"), is_optional=True, value="FILE"),),
        is_in_program=False,
    ),
    Command(
        "file.backup",
        mark("Back up now"),
        mark("A checked copy of the whole file"),
        verb="backup",
        arguments=(Argument("FILE", mark("where to; by default beside the data"), is_optional=True),),
    ),
    Command(
        "file.restore",
        mark("Restore a backup"),
        mark("Put a backup in place of the data; the data of before are kept aside"),
        verb="restore",
        arguments=(Argument("FILE", mark("a backup")), YES),
        is_in_program=False,
    ),
    Command(
        "file.verify",
        mark("Verify"),
        mark("Read the whole event log again and check the file"),
        verb="verify",
        arguments=(Argument("--deep", mark("also replay the log against the records"), is_flag=True),),
    ),
    Command(
        "file.doctor",
        mark("Doctor"),
        mark("What this terminal can show, where the data lie, and what looks odd"),
        verb="doctor",
        is_in_program=False,
    ),
    Command(
        "file.completion",
        mark("Completion"),
        mark("Print the completion script of a shell"),
        verb="completion",
        arguments=(Argument("SHELL", mark("bash, zsh or fish"), choices=("bash", "zsh", "fish")),),
        is_in_program=False,
    ),
)
