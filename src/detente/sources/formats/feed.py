"""RSS and Atom feeds: each entry an article, with the title as its first block."""

import io
import re
import time
from collections.abc import Iterator
from typing import Any

from detente.errors import TooLarge, UnreadableSource
from detente.sources.extracted import Doubt, Extracted, Format, Stated
from detente.sources.formats.html import fragment_text
from detente.sources.limits import MAX_DOCUMENTS

__all__ = ["FORMAT", "parse"]

FEED = re.compile(rb"<(?:rss|feed|rdf:RDF|channel)\b", re.IGNORECASE)
ENTITY = re.compile(rb"<!ENTITY|\x00<\x00!\x00E|<\x00!\x00E\x00N", re.IGNORECASE)


def parse(data: bytes) -> tuple[Extracted, ...]:
    """The articles of a feed, in its order."""
    import feedparser

    if ENTITY.search(data):
        raise UnreadableSource("the feed declares XML entities, which no feed needs")
    if data.count(b"<item") + data.count(b"<entry") > 2 * MAX_DOCUMENTS:
        raise TooLarge(f"the feed has more than {MAX_DOCUMENTS} entries", hint="split it")
    found = feedparser.parse(io.BytesIO(data), resolve_relative_uris=False)
    if not found.get("version") and not FEED.search(data[:20_000]):
        raise UnreadableSource("expected an RSS or Atom feed and found neither")
    broken = (
        (Doubt("feed-damaged", "the feed is not well-formed; entries after the damage may be missing"),)
        if found.bozo
        else ()
    )
    outlet = _words(found.feed.get("title"))
    language = _words(found.feed.get("language"))
    articles = [article for entry in found.entries if (article := _article(entry, outlet, language, broken))]
    if not articles:
        raise UnreadableSource("the feed holds no entries with text")
    return tuple(articles)


def _article(entry: Any, outlet: str, language: str, doubts: tuple[Doubt, ...]) -> Extracted | None:
    title = _words(fragment_text(entry.get("title") or ""))
    bodies = [part.get("value") or "" for part in entry.get("content", ())] or [entry.get("summary") or ""]
    body = "\n\n".join(filter(None, map(fragment_text, bodies)))
    text = "\n\n".join(filter(None, (title, body)))
    if not text.strip():
        return None
    return Extracted(
        text=text, encoding="utf-8", metadata=tuple(_metadata(entry, title, outlet, language)), doubts=doubts
    )


def _metadata(entry: Any, title: str, outlet: str, language: str) -> Iterator[Stated]:
    source = entry.get("source") or {}
    pairs = (
        ("title", title, "title of the entry"),
        ("url", _words(entry.get("link")), "link of the entry"),
        ("outlet", _words(source.get("title")), "source of the entry"),
        ("outlet", outlet, "title of the feed"),
        ("byline", _words(entry.get("author")), "author of the entry"),
        ("published", _day(entry, "published") or _words(entry.get("published")), "date of the entry"),
        ("updated", _day(entry, "updated"), "update of the entry"),
        ("language", language, "language of the feed"),
    )
    for key, value, reason in pairs:
        if value:
            yield Stated(key, value[:1000], reason)


def _day(entry: Any, name: str) -> str:
    """The day written in the entry's stamp; feedparser's own is in universal time, which can be the day after."""
    stamp = entry.get(f"{name}_parsed") if entry.get(name) else None
    written = re.match(r"\s*((?:19|20)\d\d-\d\d-\d\d)", entry.get(name) or "")
    if written:
        return written[1]
    if isinstance(stamp, time.struct_time):
        clock = re.search(r"\b(\d{1,2})\s+\w{3,9}\s+\d{4}", entry.get(name) or "")
        day = int(clock[1]) if clock else stamp.tm_mday
        return f"{stamp.tm_year:04}-{stamp.tm_mon:02}-{stamp.tm_mday:02}" if day == stamp.tm_mday else ""
    return ""


def _words(value: object) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def sniff(head: bytes) -> bool:
    """Whether a file begins as a feed does."""
    start = head[:2000].lstrip(b"\xef\xbb\xbf \t\r\n")
    return start.startswith(b"<") and FEED.search(start) is not None and b"<html" not in start.lower()


FORMAT = Format(name="feed", suffixes=(".rss", ".atom", ".xml", ".rdf"), sniff=sniff, parse=parse)
