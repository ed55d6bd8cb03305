"""How well dates are found and valued: TimeBank and AQUAINT (news), WikiWars (histories); measures as in TempEval-3.

Strict F1 asks for the exact words, relaxed F1 for an overlap, type and value F1 for the right TIMEX3 attribute on
expressions found with an overlap.
"""

import html
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from detente.record.dating import Expression, expressions

__all__ = ["main", "score"]

SHARED = Path(__file__).parents[1].parent / "shared" / "data"
CORPUS = SHARED / "tbaq"
CORPORA = {"timebank": "tbaq/TimeBank", "aquaint": "tbaq/AQUAINT", "wikiwars": "wikiwars/tml"}


@dataclass(frozen=True, slots=True)
class Gold:
    """An annotated expression."""

    start: int
    end: int
    type: str
    value: str


def articles(folder: Path) -> Iterator[tuple[str, date | None, str, list[Gold]]]:
    """Name, day of publication, text and expressions of each TimeML file."""
    for path in sorted(folder.glob("*.tml")):
        raw = path.read_text(encoding="utf-8", errors="replace")
        created = re.search(r'<DCT>.*?value="(\d{4}-\d\d-\d\d)', raw, re.DOTALL)
        body = re.search(r"<TEXT>(.*?)</TEXT>", raw, re.DOTALL)
        text, gold, opened = "", [], []
        for tag in re.finditer(r"<(/?)(\w+)([^>]*)>|([^<]+)", body[1] if body else ""):
            if tag[4] is not None:
                text += html.unescape(tag[4])
            elif tag[2] == "TIMEX3" and not tag[1]:
                opened.append((len(text), dict(re.findall(r'(\w+)="([^"]*)"', tag[3]))))
            elif tag[2] == "TIMEX3":
                start, fields = opened.pop()
                gold.append(Gold(start, len(text), fields["type"], fields["value"]))
        yield path.name, date.fromisoformat(created[1]) if created else None, text, gold


def paired(gold: list[Gold], found: tuple[Expression, ...]) -> list[tuple[Gold, Expression | None]]:
    """Each gold expression with the first one found that overlaps it and is not yet taken."""
    taken: set[int] = set()
    pairs: list[tuple[Gold, Expression | None]] = []
    for one in gold:
        overlapping = (
            n for n, other in enumerate(found) if n not in taken and other.start < one.end and one.start < other.end
        )
        place = next(overlapping, None)
        if place is not None:
            taken.add(place)
        pairs.append((one, found[place] if place is not None else None))
    return pairs


def measured(folder: Path) -> dict[str, float]:
    """The F1 measures over one corpus."""
    counts = dict.fromkeys(("strict", "relaxed", "type", "value"), 0)
    annotated = reported = 0
    for _, published, text, gold in articles(folder):
        found = expressions(text, published=published)
        annotated, reported = annotated + len(gold), reported + len(found)
        for one, other in paired(gold, found):
            if other is not None:
                counts["relaxed"] += 1
                counts["strict"] += (one.start, one.end) == (other.start, other.end)
                counts["type"] += one.type == other.type
                counts["value"] += one.value == other.value
    total = annotated + reported
    return {name: 2 * count / total for name, count in counts.items()} | {"annotated": annotated, "reported": reported}


def errors(folder: Path) -> Iterator[tuple[str, str, str, str]]:
    """Kind (missed, spurious, value), gold, found, and the words in context."""
    for name, published, text, gold in articles(folder):
        found = expressions(text, published=published)
        pairs = paired(gold, found)
        for one, other in pairs:
            before, behind = text[max(0, one.start - 50) : one.start], text[one.end : one.end + 30]
            words = f"{name}: {before}[{text[one.start : one.end]}]{behind}"
            if other is None:
                yield "missed", one.value, "", words
            elif other.value != one.value:
                yield "value", one.value, other.value, words
        used = {id(other) for _, other in pairs if other is not None}
        for other in found:
            if id(other) not in used:
                yield "spurious", "", other.value, f"{name}: {text[max(0, other.start - 50) : other.end + 30]}"


def score() -> dict[str, float]:
    """Every measure of every corpus, as `timebank_value` and so on."""
    return {
        f"{corpus}_{name}": value
        for corpus, folder in CORPORA.items()
        for name, value in measured(SHARED / folder).items()
    }


def main() -> None:
    """Print the table; with --errors CORPUS every error of one corpus, by kind."""
    if "--errors" in sys.argv:
        for entry in sorted(errors(SHARED / CORPORA[sys.argv[sys.argv.index("--errors") + 1]])):
            print(" | ".join(" ".join(part.split()) for part in entry))
        return
    for name, value in score().items():
        print(f"{name:24} {value:.4f}" if value <= 1 else f"{name:24} {value:.0f}")


if __name__ == "__main__":
    main()
