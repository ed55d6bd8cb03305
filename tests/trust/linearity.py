"""How the time of every reader of foreign text grows with the text.

    python tests/trust/linearity.py
    python tests/trust/linearity.py dates pages --pieces 14

Each reads hostile strings, a piece repeated to 20 KB and to 40 KB, or to more where that is quickly done. Processor time,
the least of several runs: a ratio of 2 is linear, 4 quadratic. Prints for each reader the worst ratio and the longest time
for 40 KB; exit code 1 when a ratio is above 2.6, or a time above a second.
"""

import argparse
import json
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from time import process_time
from types import MappingProxyType

from detente.dispute import conditions
from detente.dispute.check import check_text
from detente.errors import DetenteError
from detente.evidence import DocumentId
from detente.evidence.citation import find_quote
from detente.record import build_record
from detente.record.analyzer import rule_analyzer
from detente.record.attribution.quotes import quotes
from detente.record.dating import expressions
from detente.sources.formats import find
from detente.sources.front_matter import front_matter, side_metadata
from detente.sources.library import build_library
from detente.sources.reading import read_bytes

__all__ = ["BOUND", "PIECES", "READERS", "SECONDS", "Growth", "growth"]

BOUND = 2.6
"""The ratio from a size to twice the size that counts as linear."""

SECONDS = 1.0
SIZE = 40_000
NOTICED = 0.1
"""Seconds from which a time is long enough for a ratio to mean anything."""

PIECES = (
    *("a ", "\n", " ", "“", "“a” ", "1,", "Aa ", "a. ", "Mr. ", "http://a/", "(", "said ", "By A and ", "May 3, 2019 "),
    *("a", "1", "_", ".", " \n", "\t", "'", '"', "-", "- ", "<a ", "<p>", "&#", "[", "{", "|", ":", "k: v\n", "---\n"),
    *(
        "He said that ",
        "according to ",
        "on Monday ",
        "A of the ",
        "a@",
        "www.",
        "%41",
        "é",
        "漢",
        "\u200b",
        "e\u0301",
        "# ",
    ),
)
"""What the hostile strings repeat; the first fourteen are the ones the test takes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Growth:
    """Of a reader and a piece: seconds for 40 KB, and how many times longer twice the text takes."""

    seconds: float
    ratio: float


def growth(read: Callable[[str], object], piece: str) -> Growth:
    """The ratio at 40 KB, or at the first doubling of it that takes long enough to be compared.

    A ratio above the bound is measured up to five times, the least time of each size counting: what else the machine
    does adds to a time and never takes away from it.
    """
    size = SIZE
    seconds = after = _seconds(read, _text(piece, size))
    while after < NOTICED and size < 16 * SIZE:
        size *= 2
        after = _seconds(read, _text(piece, size))
    before = _seconds(read, _text(piece, size // 2))
    for _ in range(4):
        if after < NOTICED or after <= BOUND * before:
            break
        before = min(before, _seconds(read, _text(piece, size // 2)))
        after = min(after, _seconds(read, _text(piece, size)))
    return Growth(
        seconds=min(seconds, after) if size == SIZE else seconds, ratio=after / before if after >= NOTICED else 1.0
    )


def _text(piece: str, size: int) -> str:
    return (piece * (size // len(piece) + 1))[:size]


def _seconds(read: Callable[[str], object], text: str) -> float:
    begun = process_time()
    with suppress(DetenteError):
        read(text)
    return process_time() - begun


# ── the readers ──────────────────────────────────────────────────────────────────────────────────────────────

SCOPE = conditions.Scope((("norland", "open"), ("sudland", "pay")))


def _format(name: str, before: str = "", after: str = "") -> Callable[[str], object]:
    return lambda text: find(name).parse((before + text + after).encode("utf-8", "surrogatepass"))


def _library(text: str) -> object:
    return build_library(read_bytes(b"A title of it\n\nBy A. Writer\n\n" + text.encode(), "sources/a.txt"))


def _record(text: str) -> object:
    return build_record(build_library(read_bytes(text.encode(), "sources/a.txt")), analyzer=rule_analyzer())


MODEL = json.dumps(
    {"decisionMakers": [{"name": "A", "options": [0], "preferences": ["%s"]}], "options": [{"name": "o"}]}
)

READERS: Mapping[str, Callable[[str], object]] = MappingProxyType(
    {
        "dates": lambda text: expressions(text, published=date(2019, 1, 4)),
        "quotations": lambda text: list(quotes(text, 0, len(text))),
        "found quotations": lambda text: find_quote(text, DocumentId("a"), text[-2000:-1000] + "x"),
        "articles": _library,
        "front matter": lambda text: front_matter("---\n" + text + "\n---\nA\n"),
        "side files": lambda text: side_metadata(text.encode("utf-8", "replace"), "a.meta.yaml"),
        "pages": _format("html", "<html><body><p>Norland shut it.</p><div>", "</div></body></html>"),
        "addresses": _format("html", '<html><body><p>Norland.</p><a href="', '">x</a></body></html>'),
        "styles": _format("html", "<html><style>", "</style><body><p>Norland shut it.</p></body></html>"),
        "markdown": _format("markdown", "# A\n\n"),
        "mail": _format("eml", "From: a@b.example\nSubject: x\nDate: Mon, 4 Mar 2019\n\n"),
        "mail headers": _format("eml", "From: a@b.example\nDate: Mon, 4 Mar 2019\nSubject: ", "\n\nNorland.\n"),
        "feeds": _format("feed", "<rss><channel><item><description>", "</description></item></channel></rss>"),
        "tables": _format("table", "title,text\nx,", "\n"),
        "conditions": lambda text: conditions.parse(text, SCOPE, where="m.yaml:1:1"),
        "case.yaml": lambda text: check_text("detente: 1\ntitle: >\n  " + text.replace("\n", " "), name="case.yaml"),
        "case.yaml raw": lambda text: check_text(text, name="case.yaml"),
        "model JSON": lambda text: check_text(
            '{"format": "detente/model-1", "title": ' + json.dumps(text), name="m.json"
        ),
        ".gmcr": lambda text: check_text(MODEL.replace("%s", text.replace('"', "").replace("\\", "")), name="m.gmcr"),
        "record": _record,
    }
)
"""What reads foreign text, as a function of it."""


def main() -> int:
    """Measure the readers named, or all; exit code 1 when one is above a bound."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("readers", nargs="*", default=list(READERS))
    parser.add_argument("--pieces", type=int, default=len(PIECES))
    given = parser.parse_args()
    above = 0
    for name in given.readers:
        found = {piece: growth(READERS[name], piece) for piece in PIECES[: given.pieces]}
        steep = max(found, key=lambda piece: found[piece].ratio)
        slow = max(found, key=lambda piece: found[piece].seconds)
        print(
            f"{name}: {len(found)} strings, worst ratio {found[steep].ratio:.2f} ({steep!r}), "
            f"longest {found[slow].seconds:.2f} s ({slow!r})",
            flush=True,
        )
        above += sum(one.ratio > BOUND or one.seconds > SECONDS for one in found.values())
    print(f"{above} above a bound")
    return 1 if above else 0


if __name__ == "__main__":
    sys.exit(main())
