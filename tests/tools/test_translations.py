"""The tools that keep both languages complete must see what a careless hand would write."""

import ast
import importlib.util
from pathlib import Path

import builtin_texts
import check_translations
import collect_messages
import pytest
from babel.messages import Catalog

IMPORTS = "from perftui.i18n import gettext as _, mark, ngettext\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for package in collect_messages.PACKAGES:
        (tmp_path / package).mkdir()
    return tmp_path


def found(code: str) -> list[tuple[int, str]]:
    return list(check_translations.linted(ast.parse(IMPORTS + code)))


@pytest.mark.parametrize(
    ("code", "complaint"),
    [
        ('def f(n): return _(f"{n} goals")', "literal text"),
        ('def f(n): return _("goals: " + n)', "literal text"),
        ('def f(n): return _("{n} goals".format(n=n))', "literal text"),
        ('def f(n): return _("one" if n else "two")', "literal text"),
        ('def f(n): return ngettext(f"{n} goal", "{n} goals", n)', "literal text"),
        ("def f(n): return mark(n)", "one literal text"),
        ("def f(n): return f\"{n} · {_('no data')}\"", "f-string"),
        ("def f(n): return f\"{ngettext('{n} goal', '{n} goals', n)}\"", "f-string"),
        ('TITLE = _("Goals")', "while the module is imported"),
        ('class Goals:\n    TITLE = _("Goals")', "while the module is imported"),
        ('def f(title=_("Goals")): return title', "while the module is imported"),
        ('Binding("n", "new", "New goal")', "binding"),
        ('Binding("n", "new", description="New goal")', "binding"),
        ('Binding("n", "new", mark("New"), tooltip="Create a goal")', "binding"),
        ('class Goals:\n    BINDINGS = [("n", "new", "New goal")]', "binding"),
        ('class Full(PerftuiError):\n    template = "The disk is full."', "template"),
        ('def f():\n    _, name = split()\n    return _("Goals")', "another name"),
        ("def f():\n    for _ in range(3): pass", "another name"),
    ],
)
def test_a_text_that_could_not_be_translated_is_found(code, complaint):
    ((line, wrong),) = found(code)
    assert complaint in wrong
    assert line > 1


@pytest.mark.parametrize(
    "code",
    [
        'def f(n): return _("{n} goals").format(n=n)',
        'def f(n): return ngettext("{n} goal", "{n} goals", n).format(n=n)',
        "def f(command): return _(command.title)",
        "def f(code): return _(LABELS[code])",
        'LABELS = {1: mark("Goals")}',
        'Binding("n", "new", mark("New goal"))',
        'Binding("j", "down", "", show=False)',
        'class Goals:\n    BINDINGS = [("n", "new", mark("New goal")), ("j", "down")]',
        "titles = [1 for _ in range(3)]",
        'f = lambda: _("Goals")',
    ],
)
def test_a_text_that_can_be_translated_is_left_alone(code):
    assert found(code) == []


def test_underscore_may_be_thrown_away_where_it_does_not_translate():
    assert list(check_translations.linted(ast.parse("for _ in range(3): pass"))) == []


@pytest.mark.parametrize(
    ("english", "chinese", "complaint"),
    [
        ("{n} goals", "{n} 个目标", ""),
        ("{n} goals", "目标", "other fields"),
        ("{n} goals", "{m} 个目标", "other fields"),
        ("{n} goals", "{n 个目标", "braces"),
        ("%(prog)s: error", "错误", "other fields"),
        ("Goals", "", "not translated"),
        (("{n} goal", "{n} goals"), ("{n} 个目标",), ""),
        (("one goal", "{n} goals"), ("{n} 个目标",), ""),
        (("{n} goal", "{n} goals"), ("目标",), "other fields"),
        (("{n} goal", "{n} goals"), ("",), "not translated"),
    ],
)
def test_a_translation_is_complete_and_fills_in_the_same(english, chinese, complaint):
    wrong = check_translations.compared(Catalog(locale="zh").add(english, chinese))
    assert complaint in wrong
    assert bool(wrong) == bool(complaint)


def test_a_guessed_translation_does_not_pass():
    assert "fuzzy" in check_translations.compared(Catalog(locale="zh").add("Goals", "目标", flags=["fuzzy"]))


def test_every_kind_of_text_is_collected_and_nothing_else(project):
    code = (
        IMPORTS
        + 'def f(n):\n    return _("Goals"), ngettext("{n} goal", "{n} goals", n), pgettext("verb", "Plan"), "other"\nA = mark("Gap")\n'
    )
    (project / "screens" / "goals.py").write_text(code)
    messages = {(message.id, message.context) for message in collect_messages.template(project) if message.id}
    assert messages == {("Goals", None), (("{n} goal", "{n} goals"), None), ("Plan", "verb"), ("Gap", None)}


def test_a_message_with_a_plural_becomes_one_text_with_two_forms(project):
    code = IMPORTS + 'Message(mark("{n} row"), {"n": n}, plural=mark("{n} rows"))\nMessage(mark("Row"), {})\n'
    (project / "perftui" / "imports.py").write_text(code)
    assert {message.id for message in collect_messages.template(project) if message.id} == {("{n} row", "{n} rows"), "Row"}


def test_collecting_keeps_translations_drops_what_is_gone_and_changes_nothing_the_second_time(project, capsys):
    source = project / "screens" / "goals.py"
    source.write_text(IMPORTS + 'A = mark("Goals")\nB = mark("Gone")\n')
    collect_messages.write(project)
    path = project / collect_messages.catalogue_path("zh")
    path.write_text(path.read_text().replace('msgid "Goals"\nmsgstr ""', 'msgid "Goals"\nmsgstr "目标"'))
    source.write_text(IMPORTS + 'A = mark("Goals")\nC = mark("{n} new")\n')
    collect_messages.write(project)
    catalogue = collect_messages.read("zh", project)
    assert {m.id: m.string for m in catalogue if m.id} == {"Goals": "目标", "{n} new": ""}
    before = path.read_bytes()
    collect_messages.write(project)
    assert path.read_bytes() == before
    assert check_translations.main(project) == 1
    assert f"{collect_messages.catalogue_path('zh')}:15: not translated: '{{n}} new'" in capsys.readouterr().out


def test_a_complete_project_passes_in_one_line(project, capsys):
    (project / "screens" / "goals.py").write_text(IMPORTS + 'A = mark("Goals")\n')
    collect_messages.write(project)
    path = project / collect_messages.catalogue_path("zh")
    path.write_text(path.read_text().replace('msgid "Goals"\nmsgstr ""', 'msgid "Goals"\nmsgstr "目标"'))
    capsys.readouterr()
    assert check_translations.main(project) == 0
    assert capsys.readouterr().out == "translations: 1 texts, complete in en, zh\n"


def test_a_text_that_was_added_after_collecting_is_told(project, capsys):
    collect_messages.write(project)
    (project / "screens" / "goals.py").write_text(IMPORTS + 'A = mark("Goals")\n')
    assert check_translations.main(project) == 1
    out = capsys.readouterr().out
    assert "perftui.pot:1: differs" in out
    assert "perftui.po:1: 1 texts of the code are missing" in out


def test_texts_of_textuals_own_bindings_are_listed_with_those_of_the_parts_of_a_widget(project):
    source = project / "widgets" / "pickers.py"
    source.write_text("from textual.widgets import Select\nfrom textual.binding import Binding\n")
    texts = builtin_texts.texts([source])
    assert "Dismiss menu" in texts, "the list that opens below a select has keys of its own"
    assert texts == sorted(set(texts) - {""})


def test_the_list_of_texts_is_a_module_that_can_be_imported(tmp_path):
    path = tmp_path / "listed.py"
    path.write_text(builtin_texts.rendered(['Say "yes"', "Back\\slash"]))
    spec = importlib.util.spec_from_file_location("listed", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.TEXTS == ('Say "yes"', "Back\\slash")
