"""What of an article is compared when asking whether two are one story by one hand.

Words are taken without case, accents and typography, so a reprint with other quote marks is the same; runs of
words inside quotation marks are kept apart, since independent reporters quote the same speakers.
"""

import re
import unicodedata
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from detente.sources.document import Document, Passage

__all__ = ["Fingerprint", "Hashes", "fingerprint"]

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


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """Hashes of an article's prose: sorted sets of word runs outside quotations (3, 4) and anywhere (5), and all words.

    `words` are the hashes of the words in order, `outside` tells which stand outside quotations; `title` is the
    headline's words.
    """

    words: Hashes
    outside: NDArray[np.bool_]
    threes: Hashes
    fours: Hashes
    fives: Hashes
    title: str

    @property
    def is_mostly_quoted(self) -> bool:
        """Whether more than half of the words stand in quotations, as in a speech or a transcript."""
        return int(self.outside.sum()) < 0.5 * len(self.words)


def fingerprint(document: Document, passages: Sequence[Passage]) -> Fingerprint:
    """The fingerprint of a document's body."""
    hashes: list[int] = []
    quoted: list[bool] = []
    for passage in passages:
        if passage.kind in ("body", "corrupt"):
            _take_words(document.text[passage.span.start : passage.span.end], hashes, quoted)
    words = np.array(hashes, dtype=np.uint64)
    inside = np.array(quoted, dtype=bool)
    return Fingerprint(
        words=words,
        outside=~inside,
        threes=_runs(words, 3, inside),
        fours=_runs(words, 4, inside),
        fives=_runs(words, 5, None),
        title=" ".join(normal_words(document.title or "")),
    )


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
