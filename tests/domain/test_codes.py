from __future__ import annotations

import json
import pickle

import pytest

from perftui import i18n
from perftui.domain import codes
from perftui.domain.codes import Code, GoalState, Level, Words, label
from perftui.errors import Message

KINDS = Code.__subclasses__()


def test_all_kinds_of_code_are_looked_at():
    assert len(KINDS) >= 8
    assert codes.Operator in KINDS


@pytest.mark.parametrize("kind", KINDS)
def test_every_code_is_stored_as_a_short_word_and_shown_by_its_label(kind):
    for code in kind:
        assert code.name in code.value.upper() or code.value.isdecimal()
        assert kind(code.value) is code
        assert f"{code}" == code.value
        assert json.dumps(code) == f'"{code.value}"'
        assert pickle.loads(pickle.dumps(code)) is code
        assert label(code)
        assert "{" in label(code) or i18n.say(code) == label(code)


@pytest.mark.parametrize("kind", KINDS)
def test_no_two_codes_of_a_kind_share_a_label(kind):
    assert len({label(code) for code in kind}) == len(kind)


def test_codes_and_words_are_put_into_the_language_in_use_inside_a_message(monkeypatch):
    monkeypatch.setattr(i18n, "gettext", {"{a}/{b}": "{b}:{a}", "Draft": "草稿", "Target": "目标值"}.__getitem__)
    assert i18n.say(Message("{a}/{b}", {"a": GoalState.DRAFT, "b": Words("Target")})) == "目标值:草稿"


def test_a_label_has_no_fields_and_no_plural():
    assert (Level.UNIT.values, Level.UNIT.plural, Words("x").values, Words("x").plural) == ({}, "", {}, "")
