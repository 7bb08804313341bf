"""What can be done with rounds of 360 feedback: one list that leads from a round to its people, and on to who answers."""

from __future__ import annotations

from perftui.commands.models import Command, Needs
from perftui.i18n import mark

_LISTS = (
    Command("rounds.add", mark("New"), mark("A round; in a round people, about somebody a rater, a question"), "ctrl+n", mark("New"), 10),
    Command(
        "rounds.open",
        mark("Open"),
        mark("From a round to its people, to who answers, to the form that is filled in"),
        "enter",
        mark("Open"),
        11,
        needs=Needs.ROW,
    ),
    Command("rounds.edit", mark("Edit"), mark("This round, or this question"), "f2", needs=Needs.ROW),
    Command(
        "rounds.next_step",
        mark("Next step of the round"),
        mark("From setup to collecting answers, then frozen, then released; each asks first"),
        "f7",
        mark("Next step"),
        12,
    ),
    Command("rounds.show_forms", mark("Forms to fill in"), mark("Who still has to answer about whom; Enter opens the form")),
    Command("rounds.show_questions", mark("Questions"), mark("What is asked, in both languages")),
    Command("rounds.weigh", mark("Groups and weights"), mark("Which groups are asked, and what they weigh")),
    Command("rounds.check", mark("What is missing"), mark("Before the round can be opened, and what is worth a second look")),
    Command("rounds.about", mark("Details"), mark("All about what is under the cursor"), needs=Needs.ROW),
)
_PEOPLE = (
    Command("rounds.add_people", mark("Add people"), mark("About whom feedback is asked: a person or a whole unit")),
    Command(
        "rounds.propose",
        mark("Propose raters"),
        mark("By the reporting lines, for the marked people or for all; you look first and then take them"),
    ),
    Command("rounds.add_rater", mark("Add a rater"), mark("Somebody of the house"), needs=Needs.ROW),
    Command("rounds.add_outsider", mark("Add a customer"), mark("By name and e-mail; they answer on paper or in a file"), needs=Needs.ROW),
    Command("rounds.decline", mark("Declined"), mark("This rater does not answer; what they answered is taken away"), needs=Needs.ROW),
    Command("rounds.ask_again", mark("Ask again"), mark("The rater has not declined after all"), needs=Needs.ROW),
    Command("rounds.remove", mark("Remove"), mark("What is under the cursor, or the marked people"), "delete", needs=Needs.ROW),
    Command("rounds.add_question", mark("Add a question"), mark("With a scale, or to answer in words")),
    Command("rounds.move_up", mark("Move up"), mark("This question"), "shift+up", needs=Needs.ROW),
    Command("rounds.move_down", mark("Move down"), mark("This question"), "shift+down", needs=Needs.ROW),
    Command("rounds.filter", mark("Filter"), mark("Only forms that still wait, or all"), "ctrl+l"),
)
_AFTER = (
    Command("rounds.remind", mark("Who has not answered"), mark("The names, as a text to copy into a reminder")),
    Command("rounds.reopen", mark("Back to setup"), mark("While nobody has answered")),
    Command("rounds.limit", mark("Most forms a person"), mark("Who gets more is named, and not proposed any more")),
    Command("rounds.show_person", mark("Go to the person"), mark("Open the roster there"), needs=Needs.ROW),
)
ROUNDS = (*_LISTS, *_PEOPLE, *_AFTER)
