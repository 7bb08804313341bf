import pytest

from perftui.services import settings
from perftui.services.settings import NoSuchSetting
from perftui.storage import asides


def test_nothing_is_chosen_at_first(store):
    chosen = settings.settings(store)
    assert (chosen.language, chosen.theme, chosen.glyphs, chosen.mouse, chosen.is_tour_done) == ("", "", "", "", False)
    assert settings.language(store) is None
    assert settings.ascii_only(store) is None


def test_a_choice_is_kept_until_it_is_taken_back(store):
    assert settings.change(store, "language", "zh").language == "zh"
    assert settings.language(store) == "zh"
    settings.change(store, "glyphs", "ascii")
    assert settings.ascii_only(store) is True
    settings.change(store, "glyphs", "unicode")
    assert settings.ascii_only(store) is False
    assert settings.change(store, "language", "").language == ""
    assert settings.change(store, "theme", "ansi-dark").theme == "ansi-dark"
    assert settings.change(store, "tour", "done").is_tour_done


@pytest.mark.parametrize(("name", "value"), [("language", "xx"), ("colour", "red"), ("theme", "a\x1bb"), ("mouse", "maybe")])
def test_what_does_not_exist_cannot_be_chosen(store, name, value):
    with pytest.raises(NoSuchSetting):
        settings.change(store, name, value)


def test_a_choice_of_another_version_counts_as_none(store):
    asides.keep_setting(store, "language", "eo")
    assert settings.language(store) is None
