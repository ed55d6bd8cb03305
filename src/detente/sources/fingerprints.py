"""What of an article is compared when asking whether two are one story by one hand.

Words are taken without case, accents and typography, so a reprint with other quote marks is the same; runs of
words inside quotation marks are kept apart, since independent reporters quote the same speakers.
"""

import re
import struct
import unicodedata
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray

from detente.evidence import DocumentId
from detente.sources.document import Document, Passage
from detente.sources.kept import Kept, kept_or_made

__all__ = ["Fingerprint", "Hashes", "digest_of", "fingerprint", "fingerprints", "normal_words"]

Hashes = NDArray[np.uint64]

WORD = re.compile(r"[^\W_]+")
INVISIBLE = dict.fromkeys(
    [0xAD, 0x180E, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF, 0x27, 0x2019, 0x2018, 0x2BC]
)
HYPHENATED = re.compile(r"(?<=[a-z])-[ \t]*\r?\n[ \t]*(?=[a-z])")
QUOTATION = re.compile(
    r"\"[^\"]{1,1500}\"|“[^“”]{1,1500}”|«[^«»]{1,1500}»|„[^„“”]{1,1500}[“”]|(?:^|"
    r"(?<=\s))[\"“](?=\w)[^\"“”]{1,400}\Z|``.{1,1500}?''"
)
MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
PROSE = frozenset({"body", "corrupt"})
"""Kinds of passages that are compared."""


@dataclass(frozen=True)
class Fingerprint:
    """The words of an article's prose, by their hashes in order, and which of them stand outside quotations.

    From them follow the sorted sets of runs of words outside quotations (`threes`, `fours`) and anywhere (`fives`).
    `title` is the headline's words.
    """

    words: Hashes
    outside: NDArray[np.bool_]
    title: str

    @cached_property
    def threes(self) -> Hashes:
        """Runs of three words outside quotations."""
        return _runs(self.words, 3, ~self.outside)

    @cached_property
    def fours(self) -> Hashes:
        """Runs of four words outside quotations."""
        return _runs(self.words, 4, ~self.outside)

    @cached_property
    def fives(self) -> Hashes:
        """Runs of five words, quotations and all."""
        return _runs(self.words, 5, None)

    @cached_property
    def is_mostly_quoted(self) -> bool:
        """Whether more than half of the words stand in quotations, as in a speech or a transcript."""
        return int(self.outside.sum()) < 0.5 * len(self.words)


def fingerprint(document: Document, passages: Sequence[Passage]) -> Fingerprint:
    """The fingerprint of a document's body."""
    hashes: list[int] = []
    quoted: list[bool] = []
    for passage in passages:
        if passage.kind in PROSE:
            _take_words(document.text[passage.span.start : passage.span.end], hashes, quoted)
    return Fingerprint(
        words=np.array(hashes, dtype=np.uint64), outside=~np.array(quoted, dtype=bool), title=title_words(document)
    )


def fingerprints(
    documents: Sequence[Document],
    passages: Mapping[DocumentId, Sequence[Passage]],
    *,
    kept: Kept | None = None,
    workers: int = 1,
) -> list[Fingerprint]:
    """The fingerprints of all documents, in order; what `kept` holds is not worked out again."""

    def make(document: Document) -> Fingerprint:
        return fingerprint(document, passages.get(document.id, ()))

    def key(document: Document) -> str:
        return f"print:{digest_of(document, passages.get(document.id, ()))}"

    return kept_or_made(make, documents, kept=kept, key=key, packed=_packed, unpacked=_unpacked, workers=workers)


def digest_of(document: Document, passages: Sequence[Passage]) -> str:
    """What a document's fingerprint, but for its title, follows from."""
    digest = sha256(document.text.encode("utf-8", "surrogatepass"))
    prose = [(p.span.start, p.span.end) for p in passages if p.kind in PROSE]
    digest.update(repr(prose).encode())
    return digest.hexdigest()[:32]


COUNT = struct.Struct("<I")


def _packed(found: Fingerprint) -> bytes:
    """The number of words, their hashes in four bytes each, and a bit for each that stands outside."""
    return COUNT.pack(len(found.words)) + found.words.astype("<u4").tobytes() + np.packbits(found.outside).tobytes()


def _unpacked(body: bytes, document: Document) -> Fingerprint | None:
    """The fingerprint; None where the bytes cannot be one."""
    count = COUNT.unpack_from(body)[0] if len(body) >= COUNT.size else 0
    bits = COUNT.size + 4 * count
    if len(body) != bits + -(-count // 8) or not body:
        return None
    words = np.frombuffer(body, dtype="<u4", count=count, offset=COUNT.size).astype(np.uint64)
    outside = np.unpackbits(np.frombuffer(body, dtype=np.uint8, offset=bits), count=count).astype(bool)
    return Fingerprint(words=words, outside=outside, title=title_words(document))


def title_words(document: Document) -> str:
    """The words of the headline, as they are compared."""
    return " ".join(normal_words(document.title or ""))


def normal_words(text: str) -> list[str]:
    """The words of a text as they are compared."""
    return WORD.findall(_normal(text))


def _normal(text: str) -> str:
    text = HYPHENATED.sub("", text)
    if text.isascii():
        return text.replace("'", "").lower()
    text = unicodedata.normalize("NFKD", text.translate(INVISIBLE))
    return "".join(char for char in text if not unicodedata.combining(char)).casefold()


def _take_words(text: str, hashes: list[int], quoted: list[bool]) -> None:
    """Append the words of a paragraph, and whether each stands in a quotation that is opened and closed there."""
    at = 0
    for quotation in QUOTATION.finditer(text):
        _append(text[at : quotation.start()], False, hashes, quoted)
        _append(quotation.group(), True, hashes, quoted)
        at = quotation.end()
    _append(text[at:], False, hashes, quoted)


def _append(text: str, inside: bool, hashes: list[int], quoted: list[bool]) -> None:
    found = WORD.findall(_normal(text))
    hashes += map(_hash, found)
    quoted += [inside] * len(found)


@lru_cache(maxsize=200_000)
def _hash(word: str) -> int:
    return zlib.crc32(word.encode("utf-8", "replace"))


def _runs(words: Hashes, length: int, inside: NDArray[np.bool_] | None) -> Hashes:
    """The sorted set of hashes of all runs of `length` words, those outside quotations where `inside` is given."""
    count = len(words) - length + 1
    if count <= 0:
        return np.empty(0, dtype=np.uint64)
    mixed = np.zeros(count, dtype=np.uint64)
    for offset in range(length):
        mixed = (mixed ^ words[offset : offset + count]) * MULTIPLIER
        mixed ^= mixed >> np.uint64(29)
    if inside is not None:
        any_inside = np.zeros(count, dtype=bool)
        for offset in range(length):
            any_inside |= inside[offset : offset + count]
        mixed = mixed[~any_inside]
    return np.unique(mixed)
