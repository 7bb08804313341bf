import codecs
import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perftui.errors import BadInput
from perftui.services.transfer import limits
from perftui.services.transfer.encodings import (
    EncodingUnknown,
    NotAText,
    OldWorkbook,
    TextDamaged,
    WorkbookAsText,
    decode,
)
from perftui.services.transfer.limits import FileTooLarge

CHINESE = "姓名,工号,部门\r\n张伟,1001,销售部\r\n欧阳鑫婷,1002,客户服务部\r\n"
WESTERN = ["Müller;Größe;Café\n", "René,Zürich\n", "Ärzte ÄÖÜ\n", "Øst,Åse,Malmö\n", "O’Neill – 5 €\n", "Ü\n"]


def test_utf_8_is_certain_with_and_without_a_mark():
    for data in (CHINESE.encode(), codecs.BOM_UTF8 + CHINESE.encode(), b"", b"Name,No\n"):
        decoded = decode(data)
        assert decoded.is_certain
        assert decoded.text == data.decode("utf-8-sig")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030"])
def test_other_encodings_of_chinese_are_found_but_not_certain(encoding):
    decoded = decode(CHINESE.encode(encoding))
    assert (decoded.text, decoded.encoding, decoded.is_certain) == (CHINESE, encoding, False)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_english_in_utf_16_without_a_mark_is_found(encoding):
    assert decode("Name,Staff no\nZoë,1\n".encode(encoding)).text == "Name,Staff no\nZoë,1\n"


@pytest.mark.parametrize("text", WESTERN)
def test_western_letters_are_not_taken_for_chinese(text):
    decoded = decode(text.encode("cp1252"))
    assert (decoded.text, decoded.encoding, decoded.is_certain) == (text, "cp1252", False)


@pytest.mark.parametrize("text", ["张三,销售部\n", "联通\n", "仇朴,曾单\n", "王一\n李二\n", "目标：≥95％\n"])
def test_short_chinese_is_not_taken_for_western(text):
    decoded = decode(text.encode("gbk"))
    assert (decoded.text, decoded.encoding, decoded.is_certain) == (text, "gb18030", False)


def test_utf_8_with_a_broken_byte_is_named_with_its_line():
    with pytest.raises(TextDamaged, match=r"UTF-8, but line 2"):
        decode("姓名，工号\n".encode() + b"\xff\n" + "李娜".encode())
    with pytest.raises(TextDamaged, match=r"UTF-8, but line 1"):
        decode(codecs.BOM_UTF8 + b"\xff\n")
    with pytest.raises(TextDamaged, match=r"UTF-16, but line 2"):
        decode("姓名\n张".encode("utf-16") + b"\x00")


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"PK\x03\x04rest", WorkbookAsText),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OldWorkbook),
        (b"%PDF-1.7\n", NotAText),
        (b"\x89PNG\r\n\x1a\n\0\0\0", NotAText),
        (b"Name\0\0No\n", NotAText),
        (bytes(range(256)), NotAText),
        (bytes(range(1, 9)) * 4, NotAText),
        ("a\0b".encode("utf-16"), NotAText),
        (b"ok\n\x81\xff\x8d\n", EncodingUnknown),
    ],
)
def test_what_is_no_text_is_refused_with_its_reason(data, error):
    with pytest.raises(error):
        decode(data)


def test_a_file_that_is_too_large_is_refused(monkeypatch):
    monkeypatch.setattr(limits, "MAX_BYTES", 10)
    with pytest.raises(FileTooLarge):
        decode(b"12345678901")
    assert decode(b"1234567890").text == "1234567890"


@settings(deadline=None)
@given(
    st.one_of(
        st.binary(max_size=400), st.binary(max_size=60).map(lambda b: b"Name\n" + b), st.text(max_size=60).map(lambda t: t.encode("utf-16"))
    )
)
def test_any_bytes_give_a_text_or_a_reason(data):
    with contextlib.suppress(BadInput):
        decoded = decode(data)
        assert "\0" not in decoded.text
        assert decoded.text.encode(decoded.encoding).decode(decoded.encoding) == decoded.text


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=200))
def test_every_text_saved_as_utf_8_comes_back(text):
    decoded = decode(b"x\n" + text.encode())
    assert (decoded.text, decoded.is_certain) == ("x\n" + text, True)
