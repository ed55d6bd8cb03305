"""Word files: what a reader would see, in its order, and what the file says about itself."""

import io
import zipfile

import pytest

from detente.errors import DetenteError, TooLarge, UnreadableSource
from detente.sources.formats import docx
from detente.sources.formats.html import fragment_text

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
CORE = (
    '<c xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:t="http://purl.org/dc/terms/"><dc:title>The  lock</dc:title>'
    "<dc:creator>Ada Berg</dc:creator><dc:language> </dc:language><t:created>2031-03-04T05:06:07Z</t:created></c>"
)


def word(body: str, *, core: str | None = None) -> bytes:
    """A Word file with this body."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f"<w:document {WORD}><w:body>{body}</w:body></w:document>")
        if core is not None:
            archive.writestr("docProps/core.xml", core)
    return data.getvalue()


def run(text: str, properties: str = "") -> str:
    """A run of words."""
    return f"<w:r>{properties and f'<w:rPr>{properties}</w:rPr>'}<w:t>{text}</w:t></w:r>"


def text_of(body: str) -> str:
    """What is read of it."""
    (found,) = docx.parse(word(body))
    return found.text


def test_paragraphs_and_rows_come_in_the_order_of_the_file() -> None:
    """A row is one line, its cells parted by bars; empty cells and paragraphs are left out."""
    row = "".join(f"<w:tc><w:p>{run(cell)}</w:p></w:tc>" for cell in ("one", "", "two"))
    body = f"<w:p>{run('First')}</w:p><w:p/><w:tbl><w:tr>{row}</w:tr></w:tbl><w:sdt><w:p>{run('last')}</w:p></w:sdt>"

    assert "First\n\none | two\n\nlast" == text_of(body)


def test_marks_within_a_paragraph_are_characters() -> None:
    """Tabs, breaks, and the hyphen that does not part a line."""
    marks = "<w:r><w:tab/></w:r>", "<w:r><w:br/></w:r>", "<w:r><w:cr/></w:r>", "<w:r><w:noBreakHyphen/></w:r>"
    body = "<w:p>" + "".join(run(word) + mark for word, mark in zip("abcd", marks, strict=True)) + run("e") + "</w:p>"

    assert "a\tb\nc\nd-e" == text_of(body)


def test_deleted_and_hidden_words_are_left_out_and_the_hidden_told() -> None:
    """Words that were only marked as not hidden stay."""
    shown = run("shown ", '<w:vanish w:val="false"/>') + run("too", '<w:vanish w:val="0"/>')
    hidden = run("secret", "<w:vanish/>")
    (found,) = docx.parse(
        word(f"<w:p>{shown}{hidden}<w:del>{run('gone')}</w:del></w:p><w:del><w:p>{run('x')}</w:p></w:del>")
    )

    assert "shown too" == found.text
    assert [("hidden-text", True)] == [(doubt.code, "secret" in doubt.message) for doubt in found.doubts]


def test_the_properties_of_the_file_are_stated() -> None:
    """Title, writer and day, with where they stand; blank ones are none."""
    (found,) = docx.parse(word(f"<w:p>{run('x')}</w:p>", core=CORE))

    assert {"title": "The lock", "byline": "Ada Berg", "created": "2031-03-04T05:06:07Z"} == {
        stated.key: stated.value for stated in found.metadata
    }


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (word("<w:p/>"), "holds no text"),
        (word("<w:p>"), "is no XML"),
        (word("<!ENTITY a>"), "declares XML entities"),
        (b"PK\x03\x04 and rubbish", "is damaged"),
        (word("<w:sdt>" * 300 + "</w:sdt>" * 300), "nested more than"),
    ],
)
def test_a_file_that_is_none_is_refused(data: bytes, refusal: str) -> None:
    """With what is wrong with it."""
    with pytest.raises(DetenteError, match=refusal) as refused:
        docx.parse(data)

    assert isinstance(refused.value, UnreadableSource | TooLarge)


def test_a_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    """By its members, by what they claim, by how they grow, and by what really comes out."""
    data = word(f"<w:p>{run('x' * 200_000)}</w:p>")
    for name, limit in (("MAX_MEMBERS", 1), ("MAX_INFLATED", 1000), ("MAX_RATIO", 0)):
        with monkeypatch.context() as patched:
            patched.setattr(docx, name, limit)
            with pytest.raises(TooLarge):
                docx.parse(data)
    monkeypatch.setattr(docx, "_check", lambda archive: None)
    monkeypatch.setattr(docx, "MAX_INFLATED", 1000)
    with pytest.raises(TooLarge):
        docx.parse(data)


def test_a_word_file_is_known_by_its_beginning() -> None:
    """An archive with Word's parts."""
    assert [True, False, False] == [docx.sniff(head) for head in (word("")[:400], b"PK\x03\x04 a.txt", b"word/")]


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("plain words", "plain words"),
        ("<p>one</p><p>two</p>", "one\n\ntwo"),
        ("one<br>two", "one\ntwo"),
        ("a &amp; b", "a & b"),
        ("<p>seen</p><p hidden>unseen here now</p>", "seen"),
        ("<p>seen<span style='display:none'>unseen</span> tail</p>", "seen tail"),
        ("<script>alert(1)</script><p>seen</p>", "seen"),
    ],
)
def test_a_piece_of_markup_is_the_text_that_is_seen(markup: str, text: str) -> None:
    """Blocks parted by empty lines, hidden ones left out with their words and not with what follows them."""
    assert text == fragment_text(markup)
