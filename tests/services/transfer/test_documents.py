"""Documents: one model, written as Markdown and for Word."""

import io

import docx

from perftui.services.transfer.documents import Bullets, Document, Facts, Heading, Paragraph, Signatures, Table
from perftui.services.transfer.docx_documents import as_docx
from perftui.services.transfer.markdown_documents import as_markdown

WHOLE = Document(
    "Minutes 纪要",
    (
        Facts((("Place", "Room [3]"), ("Chair", ""))),
        Heading("What was said"),
        Paragraph("First.\nSecond *line*."),
        Bullets(("one", "two"), is_numbered=True),
        Table(("a", "b"), [("x|y", None), ("1", 2)]),
        Signatures(("Manager",)),
    ),
    footer="Confidential",
)


def test_markdown_takes_nothing_in_a_text_for_its_own():
    text = as_markdown(WHOLE)
    assert "# Minutes 纪要" in text
    assert "- **Place**: Room \\[3\\]" in text
    assert "Chair" not in text
    assert "First.  \nSecond \\*line\\*." in text
    assert "1. one\n2. two" in text
    assert "| x\\|y |  |\n| 1 | 2 |" in text


def test_word_gets_the_same_parts_in_the_same_order():
    book = docx.Document(io.BytesIO(as_docx(WHOLE)))
    texts = [paragraph.text for paragraph in book.paragraphs if paragraph.text]
    assert texts[:4] == ["Minutes 纪要", "Place  Room [3]", "What was said", "First.\nSecond *line*."]
    assert [paragraph.style.name for paragraph in book.paragraphs if paragraph.text in ("one", "two")] == ["List Number"] * 2
    assert [[cell.text for cell in row.cells] for row in book.tables[0].rows] == [["a", "b"], ["x|y", ""], ["1", "2"]]
    assert book.sections[0].footer.paragraphs[0].text == "Confidential"
    assert book.core_properties.author == ""


def test_word_gets_no_sign_that_its_files_cannot_hold():
    bad = "a\x00b\x0bc"
    book = docx.Document(io.BytesIO(as_docx(Document(bad, (Paragraph(bad), Table((bad,), [(bad,)]))))))
    assert "\x00" not in book.paragraphs[0].text
