"""Files → documents: the one door through which a source comes in."""

import hashlib
import os
import re
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path, PurePosixPath

from detente.errors import SourceError, TooLarge, UnknownFormat
from detente.evidence import Caveat, DocumentId, Span
from detente.sources.document import Document
from detente.sources.extracted import Doubt, Extracted, Format, Stated
from detente.sources.files import load, load_side_file
from detente.sources.formats import formats
from detente.sources.front_matter import front_matter, side_metadata
from detente.sources.isolation import WORKERS, parse_apart
from detente.sources.library import stem_of
from detente.sources.limits import MAX_BYTES
from detente.sources.metadata import described
from detente.sources.segment import passages_of

__all__ = ["format_of", "read_bytes", "read_file", "read_files"]

UNSEEN = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\U000e0000-\U000e007f]")
MIXED = re.compile("[A-Za-z][\u0370-\u03ff\u0400-\u04ff]|[\u0370-\u03ff\u0400-\u04ff][A-Za-z]")
OF_ONE_ARTICLE = {"title", "url", "published", "byline"}
"""What a side file cannot state for all the articles of a list."""

SUFFIX = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,9}$")


def read_file(path: Path | str, *, root: Path | str | None = None) -> tuple[Document, ...]:
    """The articles in one file: one, or several for a feed or a list.

    `root` is the case folder: the file must lie below it and is named relative to it.

    Raises `UnreadableSource`, `UnknownFormat` and `TooLarge`.
    """
    path, base = Path(path), Path(root) if root is not None else None
    data = load(path, root=base)
    side = load_side_file(path, root=base)
    name = path.name if base is None else Path(os.path.relpath(path, base)).as_posix()
    return read_bytes(data, name, side=side)


def read_bytes(data: bytes, name: str, *, side: bytes | None = None) -> tuple[Document, ...]:
    """The articles in the bytes of a file called `name` (relative to the case); `side` is its `.meta.yaml`.

    Ids are only unique once `build_library` has seen all documents.

    Raises `UnreadableSource`, `UnknownFormat` and `TooLarge`.
    """
    try:
        return _read(data, name, side)
    except SourceError as error:
        error.where = error.where or name
        raise


def read_files(paths: Iterable[Path], *, root: Path) -> Iterator[tuple[Path, tuple[Document, ...] | SourceError]]:
    """Each file with its articles, or with the reason why it has none; in the order given, some read at once."""

    def attempt(path: Path) -> tuple[Path, tuple[Document, ...] | SourceError]:
        try:
            return path, read_file(path, root=root)
        except SourceError as error:
            return path, error

    with ThreadPoolExecutor(WORKERS) as pool:
        waiting = []
        for path in paths:
            waiting.append(pool.submit(attempt, path))
            if len(waiting) > 4 * WORKERS:
                yield waiting.pop(0).result()
        for job in waiting:
            yield job.result()


def format_of(name: str, head: bytes) -> Format:
    """The format of a file, by its suffix, then by its first bytes.

    Raises `UnknownFormat`.
    """
    suffix = _suffix(name)
    by_suffix = next((found for found in formats().values() if suffix in found.suffixes), None)
    if by_suffix is not None and by_suffix.risky:
        return by_suffix
    sniffed = next((found for found in formats().values() if found.sniff(head)), None)
    if sniffed or by_suffix:
        return sniffed or by_suffix  # type: ignore[return-value]
    known = " ".join(sorted(suffix for found in formats().values() for suffix in found.suffixes if suffix))
    raise UnknownFormat(f"no reader for {suffix!r} files", where=name, hint=f"detente reads {known}")


def _suffix(name: str) -> str:
    found = SUFFIX.search(PurePosixPath(name).name)
    return found.group().lower() if found and found.start() else ""


def _read(data: bytes, name: str, side: bytes | None) -> tuple[Document, ...]:
    if len(data) > MAX_BYTES:
        raise TooLarge(f"the file has {len(data) / 1e6:.0f} MB; the limit is {MAX_BYTES / 1e6:g} MB", where=name)
    chosen = format_of(name, data[:4096])
    articles = parse_apart(chosen, data) if chosen.risky else chosen.parse(data)
    stated, problems = side_metadata(side, f"{PurePosixPath(name).name}.meta.yaml") if side is not None else ((), ())
    digest = hashlib.sha256(data).hexdigest()
    stem = stem_of(name)
    several = len(articles) > 1
    documents = []
    for number, article in enumerate(articles, 1):
        id = DocumentId(f"{stem}-{number}" if several else stem)
        document = Document(
            id=id,
            file=name,
            text=article.text,
            format=chosen.name,
            encoding=article.encoding,
            sha256=digest,
            number=number,
        )
        kept = tuple(item for item in stated if not several or item.key not in OF_ONE_ARTICLE)
        documents.append(_finished(document, article, kept, problems))
    return tuple(documents)


def _finished(
    document: Document, article: Extracted, side: tuple[Stated, ...], problems: tuple[Doubt, ...]
) -> Document:
    """The document with its metadata and caveats."""
    is_text = document.format in ("plain_text", "markdown")
    _, front, doubts = front_matter(document.text) if is_text else (0, (), ())
    caveats = tuple(
        _caveat(document, doubt) for doubt in (*article.doubts, *doubts, *problems, *_deceptions(document.text))
    )
    document = replace(document, caveats=caveats)
    stated = (*side, *front)
    title = next((item.value for item in (*stated, *article.metadata) if item.key == "title"), None)
    found = passages_of(replace(document, title=title))
    return described(document, found, stated=stated, carried=article.metadata)


def _deceptions(text: str) -> tuple[Doubt, ...]:
    """Characters that make a text look other than it is: unseen ones, and look-alikes of another script."""
    if text.isascii():
        return ()
    found: list[Doubt] = []
    if unseen := UNSEEN.search(text):
        count = len(UNSEEN.findall(text))
        message = f"{count} characters that are not seen, or that turn the direction of writing"
        found.append(Doubt("unseen-characters", message, unseen.start(), unseen.end()))
    if mixed := MIXED.search(text):
        message = "a word mixes letters of two scripts that look alike"
        found.append(Doubt("mixed-scripts", message, mixed.start(), mixed.end()))
    return tuple(found)


def _caveat(document: Document, doubt: Doubt) -> Caveat:
    where: Span | str = document.file
    if doubt.start is not None and doubt.end is not None and doubt.start < doubt.end <= len(document.text):
        where = Span(document=document.id, start=doubt.start, end=doubt.end)
    return Caveat(code=doubt.code, message=doubt.message, where=where)
