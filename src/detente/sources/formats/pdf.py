"""PDF: the text layer, page by page; what a reader of the page sees may differ, and a caveat says so."""

import re
from collections.abc import Iterator
from typing import Any

from detente.errors import TooLarge, UnreadableSource
from detente.sources.extracted import Doubt, Extracted, Format, Stated
from detente.sources.limits import MAX_INFLATED

__all__ = ["FORMAT", "parse"]

MAX_PAGES = 2_000
INVISIBLE = re.compile(rb"(?:^|\s)3\s+Tr\b")
LIGATURES = str.maketrans({"\x00": "\ufffd"})
SURROGATE = re.compile("[\ud800-\udfff]")
BLANK_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
LAYER = "the text layer of a PDF can differ from what the page shows"


def parse(data: bytes) -> tuple[Extracted, ...]:
    """The one article of a PDF."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    if b"%PDF-" not in data[:1024]:
        raise UnreadableSource("expected a PDF and found no PDF header")
    try:
        reader = PdfReader(_stream(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableSource("the PDF asks for a password", hint="save a copy without one")
        pages, hides = _pages(reader)
        metadata = tuple(_metadata(reader))
    except (
        PyPdfError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        IndexError,
        OSError,
        NotImplementedError,
        AssertionError,
        ArithmeticError,
        RecursionError,
    ) as error:
        if "Limit" in type(error).__name__:
            raise TooLarge("a part of the PDF unpacks to more than a source may hold") from None
        raise UnreadableSource(
            f"the PDF is damaged ({type(error).__name__})", hint="open it and save it again"
        ) from None
    text = "\n\n".join(page for page in pages if page)
    if not text:
        raise UnreadableSource("the PDF holds no text", hint="a scan needs character recognition first")
    doubts = [Doubt("text-layer", LAYER)]
    if hides:
        doubts.append(Doubt("hidden-text", "the PDF holds text that is not drawn, as scans with recognised text do"))
    return (Extracted(text=text, encoding="pdf", metadata=metadata, doubts=tuple(doubts)),)


def _stream(data: bytes) -> Any:
    from io import BytesIO

    return BytesIO(data)


def _pages(reader: Any) -> tuple[list[str], bool]:
    """(the text of each page, whether some is not drawn)."""
    if len(reader.pages) > MAX_PAGES:
        raise TooLarge(f"the PDF has more than {MAX_PAGES} pages", hint="keep the pages of the article")
    pages: list[str] = []
    size, hides = 0, False
    for page in reader.pages:
        text = SURROGATE.sub("\ufffd", page.extract_text() or "").translate(LIGATURES)
        lines = "\n".join(line.rstrip() for line in text.splitlines())
        pages.append(BLANK_LINES.sub("\n\n", lines).strip())
        size += len(text)
        if size > MAX_INFLATED:
            raise TooLarge(f"the PDF holds more than {MAX_INFLATED // 1_000_000} MB of text")
        contents = page.get_contents()
        hides = hides or (contents is not None and INVISIBLE.search(contents.get_data()[:5_000_000]) is not None)
    return pages, hides


def _metadata(reader: Any) -> Iterator[Stated]:
    """Title, author and day of making; the last is not when the article was published."""
    found = reader.metadata or {}
    for name, key in (("/Title", "title"), ("/Author", "byline")):
        value = " ".join(str(found.get(name) or "").split())
        if (
            len(value) > 3
            and not value.lower().endswith((".doc", ".docx", ".pdf", ".indd", ".qxd"))
            and "untitled" not in value.lower()
        ):
            yield Stated(key, value[:500], f"PDF property {name[1:]}")
    made = re.match(r"D:(\d{4})(\d\d)(\d\d)", str(found.get("/CreationDate") or ""))
    if made:
        yield Stated("created", "-".join(made.groups()), "PDF property CreationDate")


def sniff(head: bytes) -> bool:
    """Whether a file begins as a PDF does."""
    return b"%PDF-" in head[:1024]


FORMAT = Format(name="pdf", suffixes=(".pdf",), sniff=sniff, parse=parse)
