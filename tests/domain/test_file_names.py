"""Names of attached files."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perftui.domain.file_names import MOST_BYTES, bare_name, media_type, numbered


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("张伟.pdf", "张伟.pdf"),
        ("../../x", "x"),
        ("C:\\secret\\plan.docx", "plan.docx"),
        ("[/b]", "b]"),
        ("[b]bold.txt", "[b]bold.txt"),
        ("", "file"),
        ("...", "file"),
        ("-rf .txt", "rf.txt"),
        ("nul.txt", "_nul.txt"),
        ("a\nb\u202e.md", "a b.md"),
        ("长" * 200 + ".docx", "长" * 38 + ".docx"),
    ],
)
def test_a_name_is_made_bare(name, bare):
    assert bare_name(name) == bare


@given(st.text())
def test_any_name_becomes_one_that_every_disk_takes(name):
    bare = bare_name(name)
    assert 1 <= len(bare.encode()) <= MOST_BYTES + 1
    assert not set(bare) & set('/\\<>:"|?*\0\n')
    assert not bare.startswith((".", "-", " "))
    assert bare_name(bare) == bare


def test_the_ending_tells_the_media_type():
    assert media_type("A.PDF") == "application/pdf"
    assert media_type("pdf") == media_type("a.unheard") == "application/octet-stream"
    assert numbered("a.b.pdf", 2) == "a.b (2).pdf"
    assert numbered("a", 3) == "a (3)"
