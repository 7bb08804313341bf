import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perftui.services.transfer.guards import guard, unguard


@pytest.mark.parametrize("text", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", " =1", "\t=1", "＝1", "'quoted", "|x", "%x"])
def test_what_a_spreadsheet_would_run_is_guarded(text):
    assert guard(text) == "'" + text


@pytest.mark.parametrize("text", ["-5", "+7.5%", "-1,5", "Zhang Wei", "a=b", "5-3", "", "张伟", "O'Neill"])
def test_numbers_and_plain_words_are_not_guarded(text):
    assert guard(text) == text


@pytest.mark.parametrize(
    ("text", "bare"), [("'00123", "00123"), ("'+49 30 1234", "+49 30 1234"), ("'=1", "=1"), ("'tis", "'tis"), ("'", "'"), ("''x", "'x")]
)
def test_an_apostrophe_put_there_by_hand_goes_where_it_guards(text, bare):
    assert unguard(text) == bare


@settings(deadline=None)
@given(st.text(st.sampled_from("'=+-@|% \t1a。＝"), max_size=8) | st.text())
def test_a_guarded_text_comes_back(text):
    assert unguard(guard(text)) == text
