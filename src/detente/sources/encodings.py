"""Bytes → text: which encoding a file is in, how that was found out, and what could not be read.

The order is: byte order mark, UTF-8, the encoding the file declares, UTF-16 without a mark, legacy encodings by the
letters they give. A mark is not part of the text, so offsets count from after it. Nothing is repaired.
"""

import codecs
import re

from detente.errors import UnreadableSource
from detente.sources.extracted import Doubt

__all__ = ["decode"]

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with the other's
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
BINARIES = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a zip archive"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x1f\x8b", "gzip-compressed data"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"SQLite format 3\x00", "a database"),
    (b"{\\rtf", "an RTF file"),
)
CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
REPLACED = re.compile("\ufffd+")
MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
CYRILLIC = re.compile("[а-яёА-ЯЁ]")
CYRILLIC_SMALL = re.compile("[а-яё]")
EAST_ASIAN = re.compile("[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3]")
SAMPLE = 20_000
MAX_NOISE = 0.01


def decode(data: bytes, *, declared: str | None = None, where: str = "") -> tuple[str, str, tuple[Doubt, ...]]:
    """(text, encoding, doubts) of a file of text.

    `declared` is the encoding that the file names itself.

    Raises `UnreadableSource` for bytes that are no text in any encoding known here.

    >>> decode("Küste".encode())
    ('Küste', 'utf-8', ())
    >>> decode("Küste".encode("cp1252"))[1]
    'cp1252'
    """
    for magic, kind in BINARIES:
        if data.startswith(magic):
            raise UnreadableSource(
                f"expected text and found {kind}", where=where, hint="give it the suffix of its format"
            )
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _by_mark(data[len(mark) :], encoding, where)
    try:
        text, encoding = data.decode("utf-8"), "utf-8"
        doubts: tuple[Doubt, ...] = ()
        if text.isascii() and "\x00" not in text and _is_iso2022(data):
            text, encoding = data.decode("iso2022_jp"), "iso2022_jp"
    except UnicodeDecodeError:
        text, encoding, doubts = _without_utf8(data, declared)
    if "\x00" in text and (wide := _by_zeros(data)):
        text, encoding, doubts = *wide, (_guessed(wide[1]),)
    return text, encoding, doubts + _noise(text, where)


def _by_mark(data: bytes, encoding: str, where: str) -> tuple[str, str, tuple[Doubt, ...]]:
    text = data.decode(encoding, errors="replace")
    return text, encoding, _undecodable(text, encoding, where) + _noise(text, where)


def _without_utf8(data: bytes, declared: str | None) -> tuple[str, str, tuple[Doubt, ...]]:
    """The text of bytes that are not clean UTF-8."""
    if declared and (text := _strictly(data, declared)) is not None:
        return text, _canonical(declared), ()
    damaged = data.decode("utf-8", errors="replace")
    if len(MULTIBYTE.findall(data)) > 2 * damaged.count("\ufffd"):
        return damaged, "utf-8", _undecodable(damaged, "utf-8", "")
    if (wide := _by_zeros(data)) is not None:
        return *wide, (_guessed(wide[1]),)
    text, encoding = _legacy(data)
    return text, encoding, (_guessed(encoding), *_undecodable(text, encoding, ""))


def _strictly(data: bytes, encoding: str) -> str | None:
    """The text, None where the encoding is unknown, is no text encoding, or does not fit."""
    try:
        text = data.decode(encoding)
    except (LookupError, ValueError, TypeError):
        return None
    return text if isinstance(text, str) and not CONTROL.search(text[:SAMPLE]) else None


def _canonical(encoding: str) -> str:
    return codecs.lookup(encoding).name


def _by_zeros(data: bytes) -> tuple[str, str] | None:
    """UTF-16 without a mark: in most scripts every other byte is zero."""
    sample = data[:SAMPLE]
    if len(sample) < 4 or len(data) % 2:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) < 0.3 * len(sample) / 2 or min(even, odd) > 0.02 * len(sample):
        return None
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    text = _strictly(data, encoding)
    return (text, encoding) if text is not None else None


def _is_iso2022(data: bytes) -> bool:
    return b"\x1b$B" in data or b"\x1b$@" in data


def _legacy(data: bytes) -> tuple[str, str]:
    """The legacy encoding whose letters make the most sense: Cyrillic, East Asian, else Western."""
    sample = data[:SAMPLE]
    high = sum(byte >= 0x80 for byte in sample)
    letters = sum(chr(byte).isalpha() for byte in sample if byte < 0x80)
    if high > 0.5 * (letters + high):
        best = max(("cp1251", "koi8_r", "iso8859_5", "cp866"), key=lambda name: _cyrillic_sense(sample, name))
        east = [
            name
            for name in ("shift_jis", "euc_jp", "euc_kr", "gb18030", "big5")
            if _east_asian_sense(sample, name) > 0.9
        ]
        if east and _cyrillic_sense(sample, best) < 0.85:
            return data.decode(east[0], errors="replace"), east[0]
        if _cyrillic_sense(sample, best) > 0.6:
            return data.decode(best, errors="replace"), best
    return data.decode("cp1252", errors="replace"), "cp1252"


def _cyrillic_sense(sample: bytes, encoding: str) -> float:
    """Share of the characters beyond ASCII that are Russian letters, small ones counting double."""
    text = sample.decode(encoding, errors="replace")
    beyond = sum(char >= "\x80" for char in text) or 1
    return (len(CYRILLIC.findall(text)) + len(CYRILLIC_SMALL.findall(text))) / 2 / beyond


def _east_asian_sense(sample: bytes, encoding: str) -> float:
    text = sample.decode(encoding, errors="replace")
    letters = [char for char in text if char >= "\x80" and char.isalpha()] or ["?"]
    broken = text.count("\ufffd") / (len(text) or 1)
    return len(EAST_ASIAN.findall("".join(letters))) / len(letters) - 10 * broken


def _guessed(encoding: str) -> Doubt:
    return Doubt("encoding-guessed", f"the file does not say its encoding and is not UTF-8; read as {encoding}")


def _undecodable(text: str, encoding: str, where: str) -> tuple[Doubt, ...]:
    """One doubt for each place that could not be decoded; refused when that is much of the text."""
    places = list(REPLACED.finditer(text))
    if sum(len(place.group()) for place in places) > 0.1 * len(text):
        raise UnreadableSource(f"the bytes are no text: much of them cannot be read as {encoding}", where=where)
    message = f"bytes that are not {encoding} stand here; they are shown as U+FFFD"
    return tuple(Doubt("undecodable-bytes", message, place.start(), place.end()) for place in places[:20])


def _noise(text: str, where: str) -> tuple[Doubt, ...]:
    """A doubt about control characters; refused when there are too many for a text."""
    found = CONTROL.findall(text)
    if not found:
        return ()
    if len(found) > max(MAX_NOISE * len(text), 1):
        raise UnreadableSource(
            f"the bytes are no text: {len(found)} of {len(text)} characters are control characters",
            where=where,
            hint="give the file the suffix of its format, or convert it to text",
        )
    first = CONTROL.search(text)
    at = first.start() if first else 0
    return (Doubt("control-characters", f"{len(found)} control characters, which most viewers hide", at, at + 1),)
