"""Web pages: the article's text, blocks separated by a blank line, and what the page says about itself.

Finding the article on the page is trafilatura's work; this module hands it a tree without the parts a reader cannot
see, keeps it to limits, and reads meta tags by itself, since a date guessed from prose would be an invented one.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from detente.errors import TooLarge, UnreadableSource
from detente.sources.encodings import decode
from detente.sources.extracted import Doubt, Extracted, Format, Stated
from detente.sources.limits import MAX_DEPTH

__all__ = ["FORMAT", "MARKUP", "article_text", "fragment_text", "parse", "parse_markup"]

MAX_ELEMENTS = 300_000
DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
MARKUP = re.compile(
    r"<(?:!doctype\s+html|html|head|body|div|p|span|a|article|section|table|h[1-6]|title|meta|ul|"
    r"ol|li|br|b|i|em|strong|main|font|center|pre|blockquote)\b",
    re.IGNORECASE,
)
HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])|"
    r"opacity\s*:\s*0(?![.\d])|text-indent\s*:\s*-\d{3}",
    re.IGNORECASE,
)
HIDDEN_RULE = re.compile(r"([^{}]{1,300})\{[^{}]{0,2000}?display\s*:\s*none[^{}]{0,2000}\}", re.IGNORECASE)
SIMPLE_SELECTOR = re.compile(r"^(?:[a-z]+)?[.#][\w-]+$", re.IGNORECASE)
NEVER_HIDDEN = {"html", "body", "main", "article"}
INVISIBLE = {
    "script",
    "style",
    "noscript",
    "template",
    "head",
    "svg",
    "math",
    "iframe",
    "object",
    "select",
    "button",
    "textarea",
}
BLOCKS = frozenset(
    (
        "p div section article main h1 h2 h3 h4 h5 h6 li ul ol dl dt dd table tr blockquote pre figure figcaption "
        "header footer nav aside form hr center body"
    ).split()
)
SPACES = re.compile(r"[ \t\r\f\v\xa0]*\n[ \t\r\f\v\xa0\n]*|[ \t\r\f\v]+")
NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""What a tree may come with and does not take."""

SHRUNK = 0.2


def parse(data: bytes) -> tuple[Extracted, ...]:
    """The one article of a page."""
    declared = DECLARED.search(data[:4096])
    name = declared.group(1).decode("ascii", "replace") if declared else None
    markup, encoding, doubts = decode(data, declared=name)
    return (parse_markup(markup, encoding=encoding, doubts=doubts),)


def parse_markup(markup: str, *, encoding: str, doubts: tuple[Doubt, ...] = ()) -> Extracted:
    """The article of a page that is already decoded; doubts about places of the markup are none about its text."""
    if not MARKUP.search(markup):
        raise UnreadableSource("no HTML elements were found", hint="if it is plain text, name it .txt")
    tree = _tree(markup)
    metadata = tuple(_metadata(tree))
    hidden = _prune_hidden(tree)
    visible = len("".join(_visible(tree)).split())
    text = article_text(tree)
    found = [doubt for doubt in doubts if doubt.start is None]
    if not text.strip():
        text = _all_blocks(tree)
        found.append(
            Doubt("article-not-found", "no article could be told from the rest of the page; all its text was taken")
        )
    if not text.strip():
        raise UnreadableSource("the page holds no text that a reader would see")
    if hidden:
        found.append(Doubt("hidden-text", f"the page hides text from its readers; left out: {hidden[0][:120]!r}"))
    kept = len(text.split())
    if kept < SHRUNK * visible and visible > 200:
        found.append(Doubt("much-left-out", f"{kept} of the page's {visible} words were taken for the article"))
    return Extracted(text=text, encoding=encoding, metadata=metadata, doubts=tuple(found))


def fragment_text(markup: str) -> str:
    """The text of a piece of HTML that is all prose, such as a feed's entry: every visible block."""
    if "<" not in markup and "&" not in markup:
        return markup.strip()
    tree = _tree(f"<html><body><div>{markup}</div></body></html>")
    _prune_hidden(tree)
    return _all_blocks(tree)


def _tree(markup: str) -> Any:
    """The page's tree; refused when it is too deep or too large to be an article."""
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        tree = html.document_fromstring(markup.replace("\x00", "\ufffd").encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise UnreadableSource(f"the page cannot be read as HTML ({error})") from None
    depth = count = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        count += event == "start"
        if depth > MAX_DEPTH:
            raise TooLarge(
                f"elements are nested more than {MAX_DEPTH} deep", hint="no article needs that; save the text itself"
            )
        if count > MAX_ELEMENTS:
            raise TooLarge(f"the page has more than {MAX_ELEMENTS} elements", hint="save the article alone")
    return tree


def article_text(tree: Any) -> str:
    """The text of the article on the page, "" when none is found."""
    from trafilatura import bare_extraction

    try:
        found = bare_extraction(tree, with_metadata=False, include_comments=False, include_tables=True)
    except (ValueError, TypeError, AttributeError, IndexError, KeyError):  # trafilatura on odd trees
        return ""
    body = getattr(found, "body", None)
    return "" if body is None else "\n\n".join(_blocks(body))


def _blocks(body: Any) -> Iterator[str]:
    """The blocks of trafilatura's simplified tree, in order."""
    for element in body:
        if element.tag in ("list", "table", "div", "ab", "quote") and len(element):
            lead = _flat(element.text or "")
            if lead:
                yield lead
            if element.tag == "table":
                yield from (row for row in map(_row, element.iter("row")) if row)
            else:
                yield from _blocks(element)
        elif block := _flat(_inner(element)):
            yield block
        if tail := _flat(element.tail or ""):
            yield tail


def _row(row: Any) -> str:
    return " | ".join(filter(None, (_flat(_inner(cell)) for cell in row)))


def _inner(element: Any) -> str:
    """The text of an element; line breaks and inner blocks as new lines."""
    parts = [element.text or ""]
    for child in element:
        if child.tag == "lb":
            parts.append("\n")
        elif child.tag in ("p", "item", "head", "quote", "row"):
            parts += ["\n", _inner(child), "\n"]
        else:
            parts.append(_inner(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _flat(text: str) -> str:
    return SPACES.sub(lambda gap: "\n" if "\n" in gap.group() else " ", text).strip()


def _prune_hidden(tree: Any) -> list[str]:
    """Take out what the page hides from its readers; the texts taken out.

    Rules of a style sheet are followed where they are a plain class or id, and never for the page's own frame,
    which scripts often show later.
    """
    selectors = _hiding_selectors(tree)
    hidden: list[str] = []
    for element in list(tree.iter()):
        if (
            not isinstance(element.tag, str)
            or element.tag in NEVER_HIDDEN | INVISIBLE
            or not _is_hidden(element, selectors)
        ):
            continue
        if any(isinstance(above.tag, str) and _is_hidden(above, selectors) for above in element.iterancestors()):
            continue
        text = " ".join("".join(element.itertext()).split())
        parent = element.getparent()
        if parent is not None:
            _remove(element, parent)
            if len(text.split()) >= 3:
                hidden.append(text)
    return hidden


def _remove(element: Any, parent: Any) -> None:
    """Take `element` out and leave its tail."""
    before, tail = element.getprevious(), element.tail
    if tail and before is not None:
        before.tail = NO_XML.sub("\ufffd", (before.tail or "") + tail)
    elif tail:
        parent.text = NO_XML.sub("\ufffd", (parent.text or "") + tail)
    parent.remove(element)


def _is_hidden(element: Any, selectors: frozenset[str]) -> bool:
    if element.tag in NEVER_HIDDEN:
        return False
    if element.get("hidden") is not None or HIDING.search(element.get("style", "")):
        return True
    if not selectors:
        return False
    names = {f".{name}" for name in element.get("class", "").split()} | {f"#{element.get('id', '')}"}
    return bool(selectors & (names | {element.tag + name for name in names}))


def _hiding_selectors(tree: Any) -> frozenset[str]:
    found: set[str] = set()
    for style in tree.iter("style"):
        sheet = (style.text or "")[:200_000].partition("@media")[0]
        for rule in HIDDEN_RULE.finditer(sheet):
            found.update(name.strip() for name in rule.group(1).split(",") if SIMPLE_SELECTOR.match(name.strip()))
    return frozenset(found)


def _visible(element: Any) -> Iterator[str]:
    for node in element.iter():
        if node.tag not in INVISIBLE and isinstance(node.tag, str):
            yield node.text or ""
            yield " "
        yield node.tail or ""


def _all_blocks(tree: Any) -> str:
    """All the text of the page, one block for each block element."""
    parts: list[str] = []

    def walk(element: Any) -> None:
        if not isinstance(element.tag, str) or element.tag in INVISIBLE:
            return
        edge = "\n\n" if element.tag in BLOCKS else ""
        parts.append(edge + ("\n" if element.tag == "br" else "") + SPACES.sub(" ", element.text or ""))
        for child in element:
            walk(child)
            parts.append(SPACES.sub(" ", child.tail or ""))
        parts.append(edge)

    walk(tree)
    blocks = (_flat(block) for block in "".join(parts).split("\n\n"))
    return "\n\n".join(block for block in blocks if block)


META_KEYS = {
    "og:title": "title",
    "twitter:title": "title",
    "dc.title": "title",
    "citation_title": "title",
    "og:site_name": "outlet",
    "application-name": "outlet",
    "dc.publisher": "outlet",
    "og:url": "url",
    "article:published_time": "published",
    "og:published_time": "published",
    "datepublished": "published",
    "dc.date.issued": "published",
    "dc.date": "published",
    "dcterms.created": "published",
    "date": "published",
    "pubdate": "published",
    "publishdate": "published",
    "publish-date": "published",
    "parsely-pub-date": "published",
    "sailthru.date": "published",
    "citation_publication_date": "published",
    "article:modified_time": "updated",
    "og:updated_time": "updated",
    "last-modified": "updated",
    "author": "byline",
    "dc.creator": "byline",
    "article:author": "byline",
    "parsely-author": "byline",
    "og:locale": "language",
    "dc.language": "language",
}


def _metadata(tree: Any) -> Iterator[Stated]:
    """What the page states in JSON-LD, meta tags, links and `time` elements: the most reliable first."""
    yield from _linked_data(tree)
    for tag in tree.iter("meta"):
        name = (tag.get("property") or tag.get("name") or tag.get("itemprop") or "").strip().lower()
        content = _flat(tag.get("content") or "")[:1000]
        if name in META_KEYS and content and not (META_KEYS[name] == "byline" and "://" in content):
            yield Stated(META_KEYS[name], content, f"meta tag {name}")
    for link in tree.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split() and link.get("href"):
            yield Stated("url", link.get("href").strip()[:2000], "canonical link")
    language = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang")
    if language:
        yield Stated("language", language.strip()[:20], "lang attribute")
    for heading in tree.iter("h1"):
        if title := _flat("".join(heading.itertext())):
            yield Stated("title", title[:500], "first heading")
            break
    for title in tree.iter("title"):
        if words := _flat(title.text or ""):
            yield Stated("page_title", words[:500], "title element")
            break
    for time in list(tree.iter("time"))[:5]:
        is_published = (
            "pub"
            in " ".join(
                (
                    time.get("itemprop") or "",
                    time.get("class") or "",
                    "pubdate" if time.get("pubdate") is not None else "",
                )
            ).lower()
        )
        if (stamp := time.get("datetime")) and is_published:
            yield Stated("published", stamp.strip()[:60], "time element marked as publication")


ARTICLE_TYPES = (
    "Article",
    "NewsArticle",
    "ReportageNewsArticle",
    "AnalysisNewsArticle",
    "OpinionNewsArticle",
    "BlogPosting",
    "WebPage",
    "LiveBlogPosting",
)


def _linked_data(tree: Any) -> Iterator[Stated]:
    for script in tree.iter("script"):
        if (
            (script.get("type") or "").strip().lower() != "application/ld+json"
            or not script.text
            or len(script.text) > 500_000
        ):
            continue
        try:
            value = json.loads(script.text, strict=False)
        except (ValueError, RecursionError):
            continue
        for item in _items(value, 0):
            yield from _from_item(item)


def _items(value: object, depth: int) -> Iterator[dict[str, object]]:
    if isinstance(value, list) and depth < 4:
        for item in value[:50]:
            yield from _items(item, depth + 1)
    elif isinstance(value, dict):
        kinds = value.get("@type")
        if any(kind in ARTICLE_TYPES for kind in (kinds if isinstance(kinds, list) else [kinds])):
            yield value
        yield from _items(value.get("@graph", []), depth + 1)


def _from_item(item: dict[str, object]) -> Iterator[Stated]:
    fields = {
        "headline": "title",
        "datePublished": "published",
        "dateModified": "updated",
        "url": "url",
        "inLanguage": "language",
    }
    for name, key in fields.items():
        value = item.get(name)
        if isinstance(value, str) and value.strip():
            yield Stated(key, _flat(value)[:1000], f"JSON-LD {name}")
    for name, key in (("publisher", "outlet"), ("author", "byline")):
        people = item.get(name)
        for person in (people if isinstance(people, list) else [people])[:5]:
            label = person.get("name") if isinstance(person, dict) else person
            if isinstance(label, str) and label.strip() and "://" not in label:
                yield Stated(key, _flat(label)[:300], f"JSON-LD {name}")


def sniff(head: bytes) -> bool:
    """Whether a file begins as a web page does."""
    start = head[:2000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith((b"<!doctype html", b"<html")) or (
        b"<html" in start and start.startswith((b"<?xml", b"<!--"))
    )


FORMAT = Format(name="html", suffixes=(".html", ".htm", ".xhtml"), sniff=sniff, parse=parse)
