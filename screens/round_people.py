"""The people of a round of 360 feedback, and who answers about them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from perftui.domain.feedback import Proposed, RaterGroup, RaterState
from perftui.domain.formats import clauses
from perftui.domain.texts import fold
from perftui.i18n import gettext as _
from perftui.i18n import ngettext, say
from perftui.services import round_answers, round_checks, round_places, round_raters, rounds
from screens.goal_filters import owner_choices
from screens.round_pages import At, Level
from screens.told_lists import ToldList
from screens.works import FEW_RECORDS, work
from widgets.dialogs.confirms import YES, yes_no
from widgets.dialogs.pickers import Picker, narrowed
from widgets.pick_lists import Choice
from widgets.row_tables import RowTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from perftui.services.round_lines import RaterLine, RoundLine

WARNINGS = 2
"""People with too many forms whom a proposal names."""
MANY = 5
"""From so many people of a unit on it is asked before they are added."""


class RoundPeople(ToldList):
    """What changes the people of a round and their raters."""

    at = At()
    """Which list is shown."""
    only_waiting = True
    """Whether of the forms only those are shown that wait."""

    @property
    def table(self) -> RowTable:
        """The table."""
        return self.query_one(RowTable)

    @property
    def round_line(self) -> RoundLine | None:
        """The round that is gone through, or the one under the cursor."""
        raise NotImplementedError

    @property
    def subject_id(self) -> str:
        """The person whose raters are shown, or who is under the cursor."""
        return self.at.subject_id or (self.key if self.at.level is Level.SUBJECTS else "")

    def enter(self, at: At, key: str = "") -> None:
        """Show another list, with the cursor on a record."""
        raise NotImplementedError

    # whom it is about

    def action_add_people(self) -> None:
        """Pick a person or a unit."""
        round_id = self.at.round_id
        picker = Picker(
            _("About whom?"),
            lambda text: owner_choices(self.store, text, self.host.today()),
            placeholder=_("a name, initials such as zw, a staff number, or a unit"),
        )
        self.app.push_screen(picker, lambda who: self._add_who(round_id, who) if who else None)

    def _add_who(self, round_id: str, who: str) -> None:
        entity, _colon, record = who.partition(":")
        people = [record] if entity == "person" else round_places.people_of_unit(self.store, record, self.host.today())
        if not people:
            self.tell(_("Nobody works there now."))
        elif len(people) < MANY:
            self._add_people(round_id, people)
        else:
            words = ngettext("Add {n} person to the round?", "Add {n} people to the round?", len(people)).format(n=len(people))
            names = round_places.names(self.store, people[:20])
            lines = [_(", ").join(names[person] for person in people[:20]) + (" …" if len(people) > 20 else "")]
            question = yes_no(words, lines, yes=_("Add"))
            self.app.push_screen(question, lambda answer: self._add_people(round_id, people) if answer == YES else None)

    def _add_people(self, round_id: str, people: Sequence[str]) -> None:
        def show(n: int) -> None:
            if n:
                self.done()
            else:
                self.tell(_("All of them are in the round already."))

        is_long = len(people) > FEW_RECORDS
        work(self, _("Changing …"), lambda store: round_raters.add_subjects(store, round_id, people), show, is_long=is_long)

    # who answers

    def action_propose(self) -> None:
        """Show who would answer by the reporting lines, and take them."""
        level, round_id = self.at.level, self.at.round_id
        subjects = [self.at.subject_id] if level is Level.RATERS else sorted(self.table.marks)
        subjects = subjects or [line.id for line in rounds.subjects(self.store, round_id)]
        with self.attempt():
            found = round_raters.propose(self.store, round_id, subjects, None, self.host.today())
            if found:
                self.run_worker(self._ask_proposed(round_id, found))
            else:
                self.tell(_("By the reporting lines nobody is missing here. Ctrl+N adds others."))

    async def _ask_proposed(self, round_id: str, found: Sequence[Proposed]) -> None:
        from widgets.dialogs.change_lists import YES as TAKEN
        from widgets.dialogs.change_lists import ChangeList, ChangeRow, yes_or_no

        names = round_places.names(self.store, {one.subject for one in found} | {one.rater for one in found})
        rows = [ChangeRow(names.get(one.subject, ""), say(one.group), names.get(one.rater, ""), whole=_whole(one, names)) for one in found]
        heads = (_("About"), _("Group"), _("Rater"))
        buttons = yes_or_no(_("Add"))
        beyond = [f"! {say(each)}" for each in round_checks.overload_with(self.store, round_id, found)]
        told = [*_counted(found), *beyond[:WARNINGS], *([_("and {n} more").format(n=n)] if (n := len(beyond) - WARNINGS) > 0 else [])]
        dialog = ChangeList(_("Propose raters"), told, len(rows), rows.__getitem__, buttons=buttons, heads=heads)
        if await self.app.push_screen_wait(dialog) == TAKEN:
            is_long = len(found) > FEW_RECORDS
            work(
                self,
                _("Changing …"),
                lambda store: round_raters.add_proposed(store, round_id, found),
                lambda _n: self.done(),
                is_long=is_long,
            )

    def action_add_rater(self) -> None:
        """Pick a person, then the group."""
        subject = self.subject_id
        picker = Picker(
            _("Who answers?"),
            lambda text: [one for one in owner_choices(self.store, text, self.host.today()) if one.key.startswith("person:")],
            placeholder=_("a name, initials such as zw, or a staff number"),
        )
        self.app.push_screen(picker, lambda who: self._pick_group(subject, who.partition(":")[2]) if who else None)

    def _pick_group(self, subject: str, person: str) -> None:
        if any(line.id == subject and line.person_id == person for line in rounds.subjects(self.store, self.at.round_id)):
            self._add_rater(subject, RaterGroup.SELF, person)
            return
        choices = [Choice(group.value, say(group)) for group in RaterGroup if group is not RaterGroup.SELF]
        picker = Picker(_("As what?"), lambda text: narrowed(choices, text, fold))
        self.app.push_screen(picker, lambda code: self._add_rater(subject, RaterGroup(code), person) if code else None)

    def _add_rater(self, subject: str, group: RaterGroup, person: str) -> None:
        with self.attempt():
            beyond = round_checks.overload_with(self.store, self.at.round_id, [Proposed(subject, group, person)])
            rater = round_raters.add_person(self.store, subject, group, person)
            self.done()
            self.table.move_to_key(rater)
            if beyond:
                self.tell(_("Added. {name} has {n} forms now, more than {most}: Ctrl+Z takes it back.").format_map(beyond[0].values))

    def action_add_outsider(self) -> None:
        """Add somebody who never logs in, in a form."""
        from screens.round_forms import OutsiderForm  # loads what only forms need

        self.app.push_screen(OutsiderForm(above=self.subject_id), lambda saved: self.done() if saved else None)

    def action_decline(self) -> None:
        """Say that a rater does not answer."""
        with self.attempt():
            line = round_raters.rater(self.store, self.key)
            if line.state not in {RaterState.BEGUN, RaterState.COMPLETED}:
                self._decline(line)
                return
            words = _("The form of {name} holds answers. Take them away? Undo cannot bring them back.").format(name=line.name)
            question = yes_no(words, yes=_("Take away"), is_yes_first=False)
            self.app.push_screen(question, lambda answer: self._decline(line) if answer == YES else None)

    def _decline(self, line: RaterLine) -> None:
        with self.attempt():
            round_answers.decline(self.store, line.id)
            self.done()

    def action_ask_again(self) -> None:
        """Take back that a rater declined."""
        with self.attempt():
            round_answers.ask_again(self.store, self.key)
            self.done()

    # the form of one of them

    def answer(self, rater_id: str) -> None:
        """Open a form; where somebody else has begun it, only after a question: what it says is theirs."""
        from screens.answer_sheets import AnswerSheet  # loads what only answering needs

        def open_form() -> None:
            self.app.push_screen(AnswerSheet(rater_id), self._answered)

        with self.attempt():
            view = round_answers.form(self.store, rater_id)
            if view.rater.state is RaterState.INVITED:
                open_form()
                return
            words = _("This form holds answers of {name}. Only they may read them.").format(name=view.rater.name)
            question = yes_no(
                words, [_("Open it where {name} sits at the keyboard, or for a form on paper.").format(name=view.rater.name)], yes=_("Open")
            )
            self.app.push_screen(question, lambda said: open_form() if said == YES else None)

    def _answered(self, is_completed: bool | None) -> None:
        self.reload()
        if is_completed:
            self.tell(_("Completed. Answers may be changed until the round is frozen."))


def _whole(one: Proposed, names: dict[str, str]) -> str:
    words = _("{rater} answers about {subject} as: {group}")
    return words.format(rater=names.get(one.rater, ""), subject=names.get(one.subject, ""), group=say(one.group))


def _counted(found: Sequence[Proposed]) -> list[str]:
    """How many raters are proposed, about how many people, and of which groups."""
    about, counts = len({one.subject for one in found}), Counter(one.group for one in found)
    first = ngettext("{n} rater would be added", "{n} raters would be added", len(found)).format(n=len(found))
    second = ngettext("about {n} person", "about {n} people", about).format(n=about)
    groups = [_("{group}: {n}").format(group=say(group), n=counts[group]) for group in RaterGroup if counts[group]]
    return [clauses((first, second)), clauses(groups)]
