"""What ends a round of 360 feedback: frozen, released, read in reports; and its forms by file for those who never log in."""

from __future__ import annotations

from perftui.commands.models import DRY, JSON, OVERWRITE, YES, Argument, Command, Needs
from perftui.i18n import mark

_ROUND = Argument("ROUND", mark("the title of a round, or a part of it that only one has"))
_ENDING = (
    Command(
        "rounds.freeze",
        mark("Freeze the round"),
        mark("No answer comes in any more, and nobody can tell any more who gave which; cannot be undone"),
    ),
    Command("rounds.release", mark("Release the reports"), mark("From then on the reports of a frozen round can be read")),
    Command(
        "rounds.show_report",
        mark("Report"),
        mark("What others see, what one sees oneself, blind spots, comments"),
        needs=Needs.ROW,
        verb="report 360",
        arguments=(
            _ROUND,
            Argument("PERSON", mark("the name of somebody the round is about, or a part of it")),
            Argument("FILE", mark("where to: .md, .csv, .xlsx or .json; left out, it is printed"), is_optional=True),
            JSON,
            OVERWRITE,
        ),
    ),
    Command(
        "rounds.send_report", mark("Export the report"), mark("Markdown, XLSX, CSV or JSON, by the ending of the name"), needs=Needs.ROW
    ),
    Command(
        "rounds.clean_up",
        mark("Clean up after freezing"),
        mark("Overwrite what was deleted, and delete backups that still hold who gave which answer"),
        verb="clean-up",
        arguments=(YES,),
    ),
)
_FORMS = (
    Command(
        "rounds.write_forms",
        mark("Write forms…"),
        mark("A file for each who answers on paper or in Excel, such as customers"),
        verb="export forms",
        arguments=(
            _ROUND,
            Argument("FOLDER", mark("where to; made when there is none")),
            Argument("--format", mark("a workbook or a plain text"), choices=("xlsx", "txt")),
            Argument("--language", mark("of the forms; both by default"), choices=("en", "zh")),
            Argument("--everybody", mark("also for people who could answer in the program"), is_flag=True),
            OVERWRITE,
        ),
    ),
    Command(
        "rounds.read_forms",
        mark("Read forms…"),
        mark("Filled forms, one or a folder of them, with a preview that shows no answer"),
        verb="import forms",
        arguments=(
            Argument("FILE", mark("filled forms, or folders of them"), is_many=True),
            Argument("--replace", mark("also where a form was answered before"), is_flag=True),
            YES,
            DRY,
        ),
    ),
)
FEEDBACK = (*_ENDING, *_FORMS)
