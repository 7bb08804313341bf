from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from perftui.domain.date_orders import DateOrder, FieldOrder
from perftui.i18n import say
from perftui.services import backups, people, people_imports, people_writers, undo, unit_paths, units, verification
from perftui.services.people import PeopleFilter
from perftui.services.people_edits import PersonInput, add_person, archive_person, edit_person
from perftui.services.people_imports import ImportHasProblems, ImportOutdated, apply, plan
from perftui.services.transfer.files import ImportIsFolder, ImportUnreadable, NoSuchImport
from perftui.services.transfer.mappings import ColumnMapping
from perftui.storage.stores import Actor
from perftui.storage.upgrades import open_store


@pytest.fixture
def roster(tmp_path):
    def write(text, encoding="utf-8", name="roster.csv"):
        path = tmp_path / name
        path.write_bytes(text.encode(encoding))
        return path

    return write


def lines(store, today, presence="current"):
    found = people.listing(store, PeopleFilter(presence=presence, order="staff_no"), today)
    return found.window(0, found.count())


def said(problems):
    return [(problem.row, problem.column, say(problem.message)) for problem in problems]


def test_a_gbk_roster_with_chinese_headers_comes_in_whole_as_one_step(store, today, roster):
    path = roster(
        "工号,姓名,部门,职位,直属上级,入职日期\n1,王芳,销售部,总监,,2015-03-01\n2,张伟,销售部>华东区,经理,王芳,2020年1月2日\n", "gbk"
    )
    planned = plan(store, path, today)
    assert (planned.table.encoding, planned.problems) == ("gb18030", ())
    assert [unit.path for unit in planned.new_units] == ["销售部", "销售部 / 华东区"]
    assert apply(store, planned) == people_imports.Counts(added=2, changed=0, unchanged=0, units=2)
    wang, zhang = lines(store, today)
    assert (wang.name, wang.pinyin, wang.hire_date) == ("王芳", "wang fang", date(2015, 3, 1))
    assert (zhang.unit, zhang.position, zhang.manager_no) == ("华东区", "经理", "1")
    assert people.person(store, zhang.id, today).reporting[0].since == today
    assert say(undo.next_undo(store)) == "Imported 2 people from roster.csv"
    undo.undo(store)
    assert lines(store, today, "all") == units.tree(store) == []
    assert verification.verify(store, is_deep=True).is_sound


def test_a_second_import_changes_what_differs_and_leaves_what_the_file_does_not_say(store, today, clock, roster):
    first = "Staff no,Name,Department,Position,Manager,Email\n1,Ann,Sales,Head,,ann@x.org\n2,Bob,Sales,Clerk,Ann,\n3,Cem,Sales,Clerk,Ann,\n"
    apply(store, plan(store, roster(first), today))
    later = date(2026, 12, 1)
    second = "Staff no,Name,Position,Manager\n1,Ann Lee,,\n2,Bob,Senior clerk,Cem\n3,Cem,Clerk,\n"
    planned = plan(store, roster(second), later)
    found = {line.name: [(change.field, change.old, change.new) for change in line.changes] for line in planned.changed}
    assert found == {
        "Ann Lee": [("name", "Ann", "Ann Lee")],
        "Bob": [("position", "Clerk", "Senior clerk"), ("manager_id", "Ann", "Cem")],
    }
    assert (planned.added, planned.unchanged) == ((), 1)
    apply(store, planned)
    ann, bob, cem = lines(store, later)
    assert (ann.name, ann.pinyin, ann.position, ann.email) == ("Ann Lee", "ann lee", "Head", "ann@x.org")
    assert (bob.manager, cem.manager) == ("Cem", "Ann Lee")
    assert [(line.manager, line.since, line.until) for line in people.person(store, bob.id, later).reporting] == [
        ("Cem", later, None),
        ("Ann Lee", today, later),
    ]
    assert verification.verify(store, is_deep=True).is_sound


def test_what_is_imported_twice_is_unchanged_and_makes_no_step(store, today, roster):
    path = roster("Staff no,Name,Department\n1,Ann,Sales > East\n2,Bob,East\n")
    apply(store, plan(store, path, today))
    label = undo.next_undo(store)
    planned = plan(store, path, today)
    assert (planned.added, planned.changed, planned.unchanged, planned.new_units) == ((), (), 2, ())
    apply(store, planned)
    assert undo.next_undo(store) == label


def test_a_manager_changed_twice_on_one_day_leaves_one_line(store, today, roster):
    apply(store, plan(store, roster("Staff no,Name,Manager\n1,Ann,\n2,Bob,\n3,Cem,Ann\n"), today))
    apply(store, plan(store, roster("Staff no,Name,Manager\n3,Cem,Bob\n"), today))
    cem = lines(store, today)[2]
    assert [(line.manager, line.until) for line in people.person(store, cem.id, today).reporting] == [("Bob", None)]
    later = date(2026, 12, 1)
    apply(store, plan(store, roster("Staff no,Name,Manager\n3,Cem,Ann\n"), later))
    apply(store, plan(store, roster("Staff no,Name,Manager\n3,Cem,Bob\n"), later))
    assert [(line.manager, line.since, line.until) for line in people.person(store, cem.id, later).reporting] == [("Bob", today, None)]


def test_three_broken_rows_of_a_workbook_are_named_and_nothing_is_changed(store, today, tmp_path):
    book = Workbook()
    sheet = book.active
    for row in (
        ["Staff no", "Name", "Hire date", "E-mail", "Manager"],
        ["1", "Ann", date(2020, 1, 1), "ann@x.org", None],
        ["2", "Bob", "someday", "bob@x.org", None],
        ["3", "Cem", date(2020, 1, 1), "nowhere", None],
        ["4", "Dee", date(2020, 1, 1), "dee@x.org", "Zed"],
    ):
        sheet.append(row)
    book.save(tmp_path / "roster.xlsx")
    planned = plan(store, tmp_path / "roster.xlsx", today)
    assert [(problem.row, problem.column) for problem in planned.problems] == [
        (3, "C (Hire date)"),
        (4, "D (E-mail)"),
        (5, "E (Manager)"),
    ]
    with pytest.raises(ImportHasProblems, match="3"):
        apply(store, planned)
    assert lines(store, today) == []
    assert undo.next_undo(store) is None


def test_an_exit_before_the_recorded_hire_date_is_a_problem_of_its_cell(store, today, roster):
    add_person(store, PersonInput("Ann", "1", hire_date=date(2020, 1, 1)), today)
    planned = plan(store, roster("Staff no,Name,Last day\n1,Ann,2019-12-31\n"), today)
    assert said(planned.problems) == [(2, "Last day", "The exit date 2019-12-31 lies before the hire date 2020-01-01.")]


def test_a_circle_that_only_the_records_complete_is_found(store, today, roster):
    ann = add_person(store, PersonInput("Ann", "1"), today).line
    bob = add_person(store, PersonInput("Bob", "2", manager_id=ann.id), today).line
    add_person(store, PersonInput("Cem", "3", manager_id=bob.id), today)
    planned = plan(store, roster("Staff no,Name,Manager no\n1,Ann,3\n2,Bob,\n"), today)
    assert said(planned.problems) == [(2, "Manager no", "These people report to one another in a circle: Ann → Cem → Bob → Ann.")]


def test_managers_may_change_places_in_one_import(store, today, roster):
    ann = add_person(store, PersonInput("Ann", "1"), today).line
    bob = add_person(store, PersonInput("Bob", "2", manager_id=ann.id), today).line
    cem = add_person(store, PersonInput("Cem", "3", manager_id=bob.id), today).line
    later = date(2026, 12, 1)
    apply(store, plan(store, roster("Staff no,Name,Manager no\n2,Bob,3\n3,Cem,1\n"), later))
    assert people.person_line(store, bob.id, later).manager == "Cem"
    assert people.person_line(store, cem.id, later).manager == "Ann"


def test_a_manager_from_a_later_day_on_stands_in_the_way(store, today, roster):
    ann = add_person(store, PersonInput("Ann", "1"), today).line
    bob = add_person(store, PersonInput("Bob", "2"), today).line
    edit_person(store, bob.id, 1, today, date(2027, 1, 1), manager_id=ann.id)
    add_person(store, PersonInput("Cem", "3"), today)
    planned = plan(store, roster("Staff no,Name,Manager\n2,Bob,Cem\n"), today)
    assert [(problem.row, problem.column) for problem in planned.problems] == [(2, "Manager")]


def test_an_archived_person_in_the_file_is_brought_back(store, today, roster):
    ann = add_person(store, PersonInput("Ann", "1"), today).line
    archive_person(store, ann.id, ann.version, today)
    planned = plan(store, roster("Staff no,Name\n1,Ann\n"), today)
    assert [change.field for change in planned.changed[0].changes] == ["is_archived"]
    apply(store, planned)
    assert [line.name for line in lines(store, today)] == ["Ann"]


def test_without_staff_numbers_people_are_known_by_a_name_that_one_has(store, today, roster):
    add_person(store, PersonInput("Ann", "1"), today)
    planned = plan(store, roster("Name,Position\nAnn,Head\nBob,Clerk\n"), today)
    assert [line.staff_no for line in planned.changed + planned.added] == ["1", "P0001"]


def test_a_unit_is_found_by_the_end_of_its_path_and_refused_where_several_end_so(store, today, roster):
    east = units.find_or_make_path(store, ("Sales", "East"))
    units.find_or_make_path(store, ("Sales", "Desk"))
    units.find_or_make_path(store, ("Service", "Desk"))
    apply(store, plan(store, roster("Staff no,Name,Department\n1,Ann,east\n"), today))
    assert lines(store, today)[0].unit_id == east
    planned = plan(store, roster("Staff no,Name,Department\n2,Bob,Desk\n"), today)
    assert said(planned.problems) == [
        (2, "Department", "“Desk” may be: Sales / Desk, Service / Desk. Write the whole path."),
    ]


def test_dates_that_nobody_can_tell_apart_are_for_the_user_to_choose(store, today, roster):
    path = roster("Staff no,Name,Hire date\n1,Ann,03/04/2020\n")
    planned = plan(store, path, today)
    assert [(problem.row, problem.column) for problem in planned.problems] == [(0, "Hire date")]
    planned = plan(store, path, today, orders={"hire_date": DateOrder(FieldOrder.DMY)})
    apply(store, planned)
    assert lines(store, today)[0].hire_date == date(2020, 4, 3)


def test_another_mapping_than_the_guessed_one_counts(store, today, roster):
    path = roster("Staff no,Name,Legal name\n1,Ann,Anna Lee\n")
    planned = plan(store, path, today, ColumnMapping({"staff_no": 0, "name": 2}))
    assert [line.name for line in planned.added] == ["Anna Lee"]
    assert said(plan(store, path, today, ColumnMapping({"staff_no": 0})).problems)[0][:2] == (0, "")


def test_names_with_markup_and_control_characters_are_text(store, today, roster):
    apply(store, plan(store, roster('Staff no,Name\n1,"[/b][@click=app.quit]\x1b]52;c;QQ\x07Eve"\n'), today))
    assert lines(store, today)[0].name == "[/b][@click=app.quit]]52;c;QQEve"


def test_a_plan_made_before_somebody_wrote_is_not_done(store, today, roster):
    planned = plan(store, roster("Staff no,Name\n1,Ann\n"), today)
    add_person(store, PersonInput("Bob", "1"), today)
    with pytest.raises(ImportOutdated):
        apply(store, planned)
    assert [line.name for line in lines(store, today)] == ["Bob"]


def test_the_file_is_backed_up_before(tmp_path, today, roster):
    store = open_store(tmp_path / "data.db", Actor("li.na"), create=True)
    apply(store, plan(store, roster("Staff no,Name\n1,Ann\n"), today))
    assert [backup.reason for backup in backups.listing(store)] == ["import"]
    store.close()


def test_progress_is_told_and_stopping_leaves_nothing(store, today, roster, monkeypatch):
    monkeypatch.setattr(people_writers, "CHUNK", 2)
    path = roster("Staff no,Name\n" + "".join(f"{n},Ann {n}\n" for n in range(5)))
    told = []

    def stop(done, count):
        told.append((done, count))
        if done == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        apply(store, plan(store, path, today), stop)
    assert told == [(0, 5), (2, 5), (4, 5)]
    assert lines(store, today) == []


def test_what_is_no_file_is_said_so(store, today, tmp_path):
    with pytest.raises(NoSuchImport):
        plan(store, tmp_path / "none.csv", today)
    with pytest.raises(ImportIsFolder):
        plan(store, tmp_path, today)


def test_the_path_of_a_unit_reaches_to_the_top(store):
    east = units.find_or_make_path(store, ("Sales", "East"))
    assert unit_paths.path_of(store, east) == "Sales / East"
    assert unit_paths.path_of(store, "") == unit_paths.path_of(store, "gone") == ""


def test_what_the_system_refuses_is_said_with_its_reason(store, today, tmp_path, monkeypatch):
    def refuse(_path):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.is_dir", refuse)
    with pytest.raises(ImportUnreadable, match="Permission denied"):
        plan(store, tmp_path / "roster.csv", today)
    monkeypatch.undo()
    with pytest.raises(ImportUnreadable, match="not an ordinary file"):
        plan(store, Path("/dev/null"), today)


def test_columns_that_are_not_used_are_named_and_an_address_needs_a_dot(store, today, roster):
    planned = plan(store, roster("工号,姓名,邮箱,手机\n1,王芳,wf@x.cn,139\n2,张伟,zw@x,138\n"), today)
    assert "Not used: 手机." in [say(note) for note in planned.notes]
    assert said(planned.problems) == [(3, "邮箱", "“zw@x” is not an e-mail address.")]
