"""The program in Chinese: nothing English is left over, nothing is cut, and the language can be changed anywhere."""

import os
import re
import subprocess
import sys
from datetime import UTC, date, datetime
from decimal import Decimal
from types import SimpleNamespace

import pytest
from rich.cells import cell_len
from textual.events import Paste

from perftui import i18n
from perftui.app import PerftuiApp
from perftui.domain import formats
from perftui.domain.codes import CycleState, GoalState
from perftui.domain.dates import parse_date
from perftui.services import cycles, goals, people_edits, units
from perftui.services.check_ins import check_in
from perftui.services.people_edits import PersonInput
from perftui.services.transfer.okr_fields import OKR_FIELDS
from perftui.services.transfer.roster_fields import ROSTER_FIELDS
from perftui.storage.stores import Actor
from perftui.storage.upgrades import open_memory
from widgets.dialogs.texts import TextPanel
from widgets.form_rows import FormRow
from widgets.notices import CompactFooter, SectionBar
from widgets.virtual_tables import VirtualTable
from widgets.virtual_trees import VirtualTree

TODAY = date(2026, 11, 23)
NAMES = ("张伟", "王芳", "曾晓明", "单霞")
SECTIONS = {
    "1": "TodayScreen",
    "2": "PeopleScreen",
    "3": "GoalsScreen",
    "6": "ReviewsScreen",
    "9": "MeasuresScreen",
    "u": "UnitsScreen",
    "c": "CyclesScreen",
    "b": "CalibrationsScreen",
    "a": "AlignmentsScreen",
    "r": "ReportsScreen",
    "v": "GoalReviewsScreen",
    "x": "ConflictsScreen",
    "e": "MeetingsScreen",
    "w": "WeightsScreen",
}
"""Key, or letter behind Ctrl+G, to the section that it opens."""
ALLOWED = frozenset(("perftui", "Markdown", "PgUp PgDn Home End", "English"))
"""What is written in Latin letters in Chinese too."""
LATIN = re.compile(r"[A-Za-z](?:[A-Za-z,'’-]| (?! ))*[A-Za-z]")
TOO_LONG = 12
"""Letters; shorter ones are keys, formats and abbreviations."""


def fill(store):
    """A company in which nothing is written in Latin letters but names of keys."""
    sales, service = units.add_unit(store, "销售部").id, units.add_unit(store, "客服部").id
    units.add_unit(store, "华东区", sales)
    for number, name in enumerate(NAMES):
        people_edits.add_person(store, PersonInput(name=name, staff_no=f"E{number}", unit_id=sales, position="客户经理"), TODAY)
    for name in ("2026-Q3", "2026-Q4"):
        line = cycles.add_cycle(store, name, TODAY)
        cycles.change_state(store, line.id, line.version, CycleState.ACTIVE, TODAY)
    ids = SimpleNamespace(cycle=line.id)
    ids.theme = goals.add_goal(store, TODAY, title="提升市场份额", cycle=ids.cycle)
    ids.unit = goals.add_goal(store, TODAY, title="开拓新客户", parent=ids.theme, owner_unit=sales)
    ids.other = goals.add_goal(store, TODAY, title="客户投诉处理", parent=ids.theme, owner_unit=service)
    ids.result = goals.add_key_result(store, ids.unit, title="季度新增客户数", operator="at_least", baseline="0", target="50", unit="家")
    goals.add_key_result(store, ids.other, title="投诉处理率", operator="at_least", baseline="84", target="95", unit="%")
    goals.equal_weights(store, ids.unit)
    for state in ("proposed", "agreed", "active"):
        goals.set_state(store, [ids.theme, ids.unit, ids.other], GoalState(state))
    check_in(store, ids.result, "10", "0.7", on=date(2026, 11, 16), today=date(2026, 11, 16))
    return ids


@pytest.fixture
def chinese():
    i18n.use("zh")
    yield
    i18n.use("en")


@pytest.fixture
def store(chinese, anything_may_be_proposed):
    store = open_memory(Actor("汉娜"), lambda: datetime(2026, 11, 23, 8, 0, tzinfo=UTC))
    fill(store)
    yield store
    store.close()


@pytest.fixture
async def pilot(store):
    app = PerftuiApp(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        yield pilot


async def press(pilot, *keys):
    await pilot.press(*keys)
    await pilot.app.keys_settled()
    await pilot.pause()


async def go_to(pilot, key):
    await press(pilot, *([key] if key.isdigit() else ["ctrl+g", key]))
    assert SECTIONS[key] == type(pilot.app.screen).__name__


def lines(pilot):
    return [strip.text for strip in pilot.app.screen._compositor.render_strips()]


def english(text):
    """Pieces of English in a text: what has more letters than a key or an abbreviation."""
    pieces = (found.group().strip() for found in LATIN.finditer(text))
    return [piece for piece in pieces if sum(map(str.isalpha, piece)) > TOO_LONG and piece not in ALLOWED]


def check_drawn(pilot):
    """Everything that is shown at 80 columns is Chinese, and each line ends where the terminal does."""
    for line in lines(pilot):
        assert english(line) == []
        assert cell_len(line) == 80


# nothing English, nothing cut


@pytest.mark.parametrize("key", SECTIONS)
async def test_every_section_is_chinese_from_the_bar_to_the_footer(pilot, key):
    await go_to(pilot, key)
    check_drawn(pilot)


@pytest.mark.parametrize("key", SECTIONS)
async def test_the_footer_of_every_section_stands_whole_in_80_columns(pilot, key):
    await go_to(pilot, key)
    footer = pilot.app.screen.query_one(CompactFooter)
    shown = footer.fitting(80)
    assert shown[0][1:] == ("F1", "帮助")
    assert len(shown) >= min(6, len(footer._items))
    assert all(f"{name} {word}" in lines(pilot)[-1] for _id, name, word in shown)


@pytest.mark.parametrize("way", ["enter", "f8", "f1", "ctrl+p", "ctrl+t", "ctrl+o", "ctrl+l", "f3"])
@pytest.mark.parametrize("key", SECTIONS)
async def test_what_opens_over_a_section_is_chinese_and_not_too_wide(pilot, key, way):
    await go_to(pilot, key)
    await press(pilot, way)
    check_drawn(pilot)


@pytest.mark.parametrize(
    ("key", "ways"),
    [
        ("2", "space space ctrl+r"),
        ("2", "space space delete"),
        ("2", "f2 x escape"),
        ("3", "f4"),
        ("3", "ctrl+r"),
        ("3", "space down space delete"),
        ("c", "f7"),
        ("u", "delete"),
    ],
)
async def test_questions_and_choices_are_chinese_and_not_too_wide(pilot, key, ways):
    await go_to(pilot, key)
    await press(pilot, *ways.split())
    check_drawn(pilot)


@pytest.mark.usefixtures("chinese")
async def test_the_welcome_on_an_empty_file_is_chinese():
    shown = []
    async with PerftuiApp(open_memory(Actor("汉娜")), greets=True).run_test(size=(80, 24)) as pilot:
        for _question in range(4):
            await pilot.pause()
            check_drawn(pilot)
            shown += lines(pilot)
            await press(pilot, "enter")
    assert any("能看清吗？" in line for line in shown)
    assert any("六件要知道的事" in line for line in shown)


@pytest.mark.parametrize("key", SECTIONS)
async def test_the_whole_help_is_chinese_beyond_what_the_window_shows(pilot, key):
    await go_to(pilot, key)
    await press(pilot, "f1")
    panel = pilot.app.screen
    assert isinstance(panel, TextPanel)
    assert english(panel._content.plain) == []


FORMS = [
    *((key, way) for key in ("2", "3", "u", "c") for way in ("f2", "ctrl+n")),
    *(
        ("2", "ctrl+n ctrl+n"),
        ("3", "ctrl+n ctrl+n"),
        ("3", "insert insert"),
        ("3", "asterisk down down f7"),
        ("3", "asterisk down down f2"),
    ),
]


@pytest.mark.parametrize(("key", "ways"), FORMS)
async def test_forms_and_lines_to_add_are_chinese_with_whole_labels_one_below_the_other(pilot, key, ways):
    await go_to(pilot, key)
    await press(pilot, *ways.split())
    check_drawn(pilot)
    rows = [row for row in pilot.app.screen.query(FormRow) if row.display]
    assert rows or ways == "ctrl+n"
    assert len({row.control.region.x for row in rows}) <= 1
    assert all(cell_len(row.field.label) + (2 if row.field.is_required else 0) <= row.label_width for row in rows)


async def test_the_help_of_a_field_is_chinese(pilot):
    await press(pilot, "2", "f2")
    for _row in range(len(pilot.app.screen.query(FormRow))):
        await press(pilot, "f1")
        check_drawn(pilot)
        await press(pilot, "escape", "tab")


async def test_what_is_refused_is_said_in_chinese(pilot):
    await press(pilot, "2", "f2")
    pilot.app.post_message(Paste("长" * 300))
    await press(pilot, "ctrl+s")
    assert any("最多" in line for line in lines(pilot))
    check_drawn(pilot)


async def test_undo_names_what_was_done_in_chinese(pilot):
    await press(pilot, "2", "delete", "ctrl+z")
    check_drawn(pilot)
    assert "已撤销：" in lines(pilot)[-2]


# the language can be changed anywhere


def shown_list(pilot):
    """The list of the section: the rows there are, and the one under the cursor."""
    tables = [*pilot.app.screen.query(VirtualTable), *pilot.app.screen.query(VirtualTree)]
    return [(table.row_count, table.cursor) for table in tables]


@pytest.mark.parametrize("key", SECTIONS)
async def test_changing_the_language_keeps_the_cursor_in_every_section(pilot, key):
    await go_to(pilot, key)
    await press(pilot, "down")
    before = shown_list(pilot)
    await press(pilot, "f9")
    assert i18n.language() == "en"
    assert shown_list(pilot) == before
    assert "Today" in pilot.app.screen.query_one(SectionBar).render().plain
    await press(pilot, "f9")
    assert shown_list(pilot) == before
    check_drawn(pilot)


async def test_changing_the_language_keeps_the_text_that_people_are_found_by(pilot):
    await press(pilot, "2", "f3", "s", "x", "enter")
    assert [count for count, _cursor in shown_list(pilot)] == [1]
    await press(pilot, "f9")
    assert [count for count, _cursor in shown_list(pilot)] == [1]


async def test_changing_the_language_keeps_open_branches_and_the_text_that_goals_are_found_by(pilot):
    await press(pilot, "3", "asterisk", "down", "down")
    before = shown_list(pilot)
    await press(pilot, "f9")
    assert shown_list(pilot) == before
    await press(pilot, "f3", *"投诉", "enter")
    before = shown_list(pilot)
    await press(pilot, "f9")
    assert shown_list(pilot) == before


async def test_the_other_sections_follow_the_language(pilot):
    await press(pilot, "2", "3", "f9", "2")
    assert "Staff no." in lines(pilot)[1]
    await press(pilot, "f9", "3", "2")
    assert "工号" in lines(pilot)[1]


# the command line


def told(*words):
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PERFTUI")} | {"PERFTUI_LANG": "zh"}
    done = subprocess.run([sys.executable, "-m", "perftui", *words], env=environment, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("words", [["--help"], ["import", "--help"], ["import", "people", "--help"], ["export", "goals", "--help"]])
def test_the_help_of_the_command_line_is_chinese(words):
    status, text = told(*words)
    assert status == 0
    assert text.startswith("用法：perftui")
    assert [piece for piece in english(text) if not piece.startswith("perftui")] == []


def test_a_wrong_command_is_refused_in_chinese_with_the_command_that_helps():
    status, text = told("improt")
    assert status == 2
    assert "错误" in text
    assert "perftui --help" in text
    assert english(re.sub("'[^']*'", "", text)) == []


# words and numbers


@pytest.mark.usefixtures("chinese")
def test_one_and_many_have_the_same_form():
    for n in (0, 1, 2, 25):
        assert i18n.ngettext("{n} goal", "{n} goals", n).format(n=n) == f"{n} 个目标"


@pytest.mark.usefixtures("chinese")
@pytest.mark.parametrize(
    ("day", "short", "long"),
    [
        (date(2026, 11, 27), "11月27日", "2026年11月27日 周五"),
        (date(2026, 12, 7), "12月7日", "2026年12月7日 周一"),
        (date(2027, 3, 7), "2027年3月7日", "2027年3月7日 周日"),
    ],
)
def test_dates_are_written_with_the_year_first(day, short, long):
    assert formats.short_date(day, TODAY) == short
    assert formats.long_date(day) == long
    assert parse_date(short, TODAY) == parse_date(long, TODAY) == day


@pytest.mark.usefixtures("chinese")
def test_distances_of_days_are_words_before_their_sign():
    days = {-3: "3 天前", -1: "昨天", 0: "今天", 1: "明天", 4: "4 天后"}
    assert {n: formats.relative(date(2026, 11, 23 + n), TODAY) for n in days} == days
    assert formats.describe_date(date(2026, 11, 27), TODAY) == "2026年11月27日 周五，4 天后"


@pytest.mark.usefixtures("chinese")
def test_every_month_and_weekday_has_its_number():
    assert [formats.month_name(month) for month in range(1, 13)] == [f"{month}月" for month in range(1, 13)]
    assert [formats.weekday_name(date(2026, 11, 23 + n)) for n in range(7)] == [f"周{sign}" for sign in "一二三四五六日"]


@pytest.mark.usefixtures("chinese")
def test_gaps_of_percentages_are_points_and_missing_numbers_are_no_zero():
    assert formats.percentage_points(Decimal(7)) == "7 百分点"
    assert formats.percent(None) == formats.number(None) == "无数据"


@pytest.mark.usefixtures("chinese")
@pytest.mark.parametrize("fields", [OKR_FIELDS, ROSTER_FIELDS])
def test_no_two_columns_of_an_export_have_one_header(fields):
    headers = [i18n.gettext(field.label) for field in fields]
    assert len(set(headers)) == len(headers)
