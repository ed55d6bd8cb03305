"""Lists of articles (.csv, .tsv): each row an article; the columns are known by their names."""

import csv
import io
import re
from collections.abc import Iterator

from detente.errors import TooLarge, UnreadableSource
from detente.sources.encodings import decode
from detente.sources.extracted import Doubt, Extracted, Format, Stated
from detente.sources.formats.html import MARKUP, fragment_text
from detente.sources.limits import MAX_BYTES, MAX_DOCUMENTS

__all__ = ["FORMAT", "parse"]

COLUMNS = {
    "text": "text body content article articletext fulltext story maintext articlebody",
    "summary": "summary description abstract snippet lead",
    "title": "title headline articletitle head",
    "outlet": "outlet source publisher publication newspaper site sitename medium media sourcename publicationtitle",
    "published": "published date publicationdate publishdate publishedat datepublished pubdate day "
    "publicationday published_date",
    "url": "url link address permalink articleurl weblink",
    "byline": "author authors byline writer journalist creator",
    "language": "language lang",
    "agency": "agency agencies wire newsagency",
    "reliability": "reliability",
}
KEYS = {name.replace("_", ""): key for key, names in COLUMNS.items() for name in names.split()}
DELIMITERS = ",;\t|"


def parse(data: bytes) -> tuple[Extracted, ...]:
    """The articles of a list, in its order; rows without text are left out and counted."""
    text, encoding, doubts = decode(data)
    csv.field_size_limit(MAX_BYTES)
    delimiter, header = _header(text)
    keys = [KEYS.get(re.sub(r"[\W_]", "", name).lower(), "") for name in header]
    if "text" not in keys and "summary" not in keys:
        columns = ", ".join(name[:30] for name in header[:8])
        raise UnreadableSource(
            f"no column holds the articles' text (found: {columns})",
            hint="name a column `text`, and others `title, outlet, published, url`",
        )
    articles: list[Extracted] = []
    left_out = 0
    whole = tuple(doubt for doubt in doubts if doubt.start is None)
    try:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        next(rows, None)
        for row in rows:
            article = _article(dict(_pairs(keys, row)), encoding, whole)
            if article is None:
                left_out += any(cell.strip() for cell in row)
            else:
                articles.append(article)
            if len(articles) > MAX_DOCUMENTS:
                raise TooLarge(f"the list has more than {MAX_DOCUMENTS} articles", hint="split it")
    except csv.Error as error:
        raise UnreadableSource(f"the list is no well-formed table ({error})") from None
    if not articles:
        raise UnreadableSource("no row of the list holds text")
    if left_out:
        first = articles[0]
        note = Doubt("rows-left-out", f"{left_out} rows of the list hold no text")
        articles[0] = Extracted(
            text=first.text, encoding=first.encoding, metadata=first.metadata, doubts=(*first.doubts, note)
        )
    return tuple(articles)


def _header(text: str) -> tuple[str, list[str]]:
    """(delimiter, column names): the delimiter that gives the most known columns."""
    line = next(iter(text[:10_000].splitlines()), "")
    best = max(
        DELIMITERS, key=lambda mark: sum(re.sub(r"[\W_]", "", name).lower() in KEYS for name in line.split(mark))
    )
    return best, [name.strip().strip('"').strip() for name in line.split(best)]


def _pairs(keys: list[str], row: list[str]) -> Iterator[tuple[str, str]]:
    """Key and value of each known cell; where two columns mean one thing the first that is filled counts."""
    for key, cell in reversed(list(zip(keys, row, strict=False))):
        if key and cell.strip():
            yield key, cell


def _article(row: dict[str, str], encoding: str, doubts: tuple[Doubt, ...]) -> Extracted | None:
    body = row.get("text") or row.get("summary") or ""
    if MARKUP.search(body[:2000]) and "</" in body:
        body = fragment_text(body)
    if not body.strip():
        return None
    title = " ".join(row.get("title", "").split())
    begins = " ".join(body[: len(title) + 20].split())
    text = body if not title or begins.startswith(title) else f"{title}\n\n{body}"
    stated = (
        Stated(key, " ".join(value.split())[:2000], f"column {key}")
        for key, value in row.items()
        if key not in ("text", "summary")
    )
    return Extracted(text=text, encoding=encoding, metadata=tuple(stated), doubts=doubts)


def sniff(_: bytes) -> bool:
    """Never: a table cannot be told from text with commas."""
    return False


FORMAT = Format(name="table", suffixes=(".csv", ".tsv"), sniff=sniff, parse=parse)
