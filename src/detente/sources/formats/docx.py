"""Word documents (.docx): paragraphs, headings and table rows, without deleted and hidden text.

Read with zipfile and lxml, held to limits, rather than with python-docx, which unpacks whatever a file claims.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from detente.errors import TooLarge, UnreadableSource
from detente.sources.extracted import Doubt, Extracted, Format, Stated
from detente.sources.limits import MAX_DEPTH, MAX_INFLATED, MAX_RATIO

__all__ = ["FORMAT", "parse"]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
DC = "{http://purl.org/dc/elements/1.1/}"
LEFT_OUT = {
    W + "del",
    W + "moveFrom",
    W + "instrText",
    W + "delText",
    MC_FALLBACK,
    W + "footnoteReference",
    W + "commentReference",
}
MAX_MEMBERS = 5_000


def parse(data: bytes) -> tuple[Extracted, ...]:
    """The one article of a Word file."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check(archive)
            body = _xml(_member(archive, "word/document.xml"))
            names = set(archive.namelist())
            core = _xml(_member(archive, "docProps/core.xml")) if "docProps/core.xml" in names else None
    except KeyError:
        raise UnreadableSource("the archive is no Word document", hint="save it as .docx or as text") from None
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, OSError, NotImplementedError, RuntimeError) as error:
        raise UnreadableSource(
            f"the Word file is damaged ({type(error).__name__})", hint="open it and save it again"
        ) from None
    hidden: list[str] = []
    blocks = [block for block in _blocks(body, hidden) if block.strip()]
    if not blocks:
        raise UnreadableSource("the Word file holds no text")
    doubts = (
        (Doubt("hidden-text", f"the file hides text from its readers; left out: {' '.join(hidden)[:120]!r}"),)
        if hidden
        else ()
    )
    return (Extracted(text="\n\n".join(blocks), encoding="utf-8", metadata=tuple(_metadata(core)), doubts=doubts),)


def _check(archive: zipfile.ZipFile) -> None:
    """Refuse an archive that claims, or could unpack to, more than an article needs."""
    members = archive.infolist()
    if len(members) > MAX_MEMBERS:
        raise TooLarge(f"the archive has more than {MAX_MEMBERS} members")
    if sum(member.file_size for member in members) > MAX_INFLATED:
        raise TooLarge(f"the archive unpacks to more than {MAX_INFLATED // 1_000_000} MB")
    for member in members:
        if member.file_size > 100_000 and member.file_size > MAX_RATIO * max(1, member.compress_size):
            raise TooLarge(f"a member of the archive grows more than {MAX_RATIO} times when unpacked")


def _member(archive: zipfile.ZipFile, name: str) -> bytes:
    """A member's bytes; what it claims about its size is not believed."""
    with archive.open(name) as member:
        found = member.read(MAX_INFLATED + 1)
    if len(found) > MAX_INFLATED:
        raise TooLarge(f"the archive unpacks to more than {MAX_INFLATED // 1_000_000} MB")
    return found


def _xml(data: bytes) -> Any:
    """The tree of an XML part without a document type, which no Word file needs and every bomb does."""
    from lxml import etree

    if b"<!DOCTYPE" in data[:2000] or b"<!ENTITY" in data:
        raise UnreadableSource("the file declares XML entities, which no Word file does")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        tree = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        if "depth" in str(error).lower():
            raise TooLarge(f"elements are nested more than {MAX_DEPTH} deep") from None
        raise UnreadableSource("a part of the Word file is no XML") from None
    depth = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > MAX_DEPTH:
            raise TooLarge(f"elements are nested more than {MAX_DEPTH} deep")
    return tree


def _blocks(element: Any, hidden: list[str]) -> Iterator[str]:
    """Paragraphs and table rows in the order of the file."""
    for child in element:
        if child.tag in LEFT_OUT:
            continue
        if child.tag == W + "p":
            yield _paragraph(child, hidden)
        elif child.tag == W + "tr":
            cells = (" ".join(_blocks(cell, hidden)).strip() for cell in child.iter(W + "tc"))
            yield " | ".join(cell for cell in cells if cell)
        else:
            yield from _blocks(child, hidden)


def _paragraph(paragraph: Any, hidden: list[str]) -> str:
    parts: list[str] = []

    def walk(element: Any) -> None:
        for child in element:
            if child.tag in LEFT_OUT:
                continue
            if child.tag == W + "r" and _is_hidden(child):
                hidden.append("".join(node.text or "" for node in child.iter(W + "t")))
            elif child.tag == W + "t":
                parts.append(child.text or "")
            elif child.tag == W + "tab":
                parts.append("\t")
            elif child.tag in (W + "br", W + "cr"):
                parts.append("\n")
            elif child.tag == W + "noBreakHyphen":
                parts.append("-")
            else:
                walk(child)

    walk(paragraph)
    return "".join(parts).strip()


def _is_hidden(run: Any) -> bool:
    mark = run.find(f"{W}rPr/{W}vanish")
    return mark is not None and mark.get(W + "val", "true").lower() not in ("0", "false", "off")


def _metadata(core: Any) -> Iterator[Stated]:
    if core is None:
        return
    for name, key in (("title", "title"), ("creator", "byline"), ("language", "language")):
        found = core.find(DC + name)
        if found is not None and (found.text or "").strip():
            yield Stated(key, " ".join(found.text.split())[:500], f"document property {name}")
    made = core.find("{http://purl.org/dc/terms/}created")
    if made is not None and made.text:
        yield Stated("created", made.text.strip()[:40], "document property created")


def sniff(head: bytes) -> bool:
    """Whether a file begins as a zip archive with Word's parts does."""
    return head.startswith(b"PK\x03\x04") and (b"word/" in head or b"[Content_Types].xml" in head)


FORMAT = Format(name="docx", suffixes=(".docx",), sniff=sniff, parse=parse)
