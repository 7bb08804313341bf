"""Every sentence with which a plan refuses something stands in the handbook, in both languages."""

import string
from pathlib import Path

import plan_refusals
import pytest

from perftui import i18n

PAGE = Path(__file__).resolve().parents[2] / "docs" / "plans.md"


def fields(text):
    return {name for _text, name, _format, _conversion in string.Formatter().parse(text) if name}


@pytest.fixture
def chinese():
    i18n.use("zh")
    yield
    i18n.use("en")


@pytest.mark.usefixtures("chinese")
def test_each_is_said_in_chinese_with_the_same_facts_and_stands_on_the_page():
    page = PAGE.read_text(encoding="utf-8")
    for text in plan_refusals.templates():
        said = i18n.gettext(text)
        assert said != text, text
        assert fields(said) == fields(text), text
        assert f"| {text} | {said} |" in page, text


def test_guards_locks_and_undo_are_among_them():
    names = {found.__name__ for found in plan_refusals.classes()}
    assert {
        "PlanNotReady",
        "PlanLocked",
        "WitnessMissing",
        "PlanActionLocked",
        "PlanStaysAsSigned",
        "PlanWasDecided",
        "CheckIsOver",
    } <= names
