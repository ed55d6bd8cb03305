"""Scores boilerplate in plain text: invented page texts of forty outlets, each line marked by hand.

Usage: `python evaluation/sources_boilerplate.py [--half dev|held|both] [--errors]`. Pages are even-numbered (developed
on) or odd-numbered (held out); each outlet's frame is put around several invented stories, one page at a time and then
as an outlet's whole run, where repetition counts too. Prints line F1 and the share of prose taken for boilerplate.
"""

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from detente.evidence import DocumentId
from detente.sources import BOILERPLATE_KINDS, Document
from detente.sources.segment import passages

__all__ = ["Page", "main", "pages", "score"]

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Page:
    """A page text with, for each line, the kind it was marked with ("" for prose)."""

    outlet: str
    number: int
    lines: tuple[tuple[str, str], ...]

    @property
    def text(self) -> str:
        """The page as a scraper would give it: blank lines between blocks on every other outlet."""
        return ("\n\n" if self.number % 3 else "\n").join(line for line, _ in self.lines)


def stories() -> list[list[str]]:
    """The invented stories: a headline and its paragraphs."""
    found: list[list[str]] = []
    for line in (DATA / "stories.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("^ "):
            found.append([line[2:]])
        else:
            found[-1].append(line)
    return found


def pages(per_outlet: int = 4) -> Iterator[Page]:
    """Every outlet's frame around `per_outlet` stories."""
    told = stories()
    for block in (DATA / "pages.txt").read_text(encoding="utf-8").split("## ")[1:]:
        name, *marked = block.rstrip("\n").split("\n")
        number = int(name.split()[0])
        for turn in range(per_outlet):
            story = told[(number + turn) % len(told)]
            yield Page(name, number, tuple(filter(None, (_line(mark, story) for mark in marked))))


def _line(mark: str, story: Sequence[str]) -> tuple[str, str] | None:
    if mark.startswith("^"):
        return mark[1:] + (" " if mark[1:] else "") + story[0], ""
    if mark.isdigit():
        return (story[int(mark)], "") if int(mark) < len(story) else None
    if mark.startswith("~"):
        return mark[2:], "caption"
    kind, _, words = mark[1:].partition(" ")
    return words, kind


@dataclass(slots=True)
class Score:
    """Counts of lines, and of characters of prose."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    kinds: int = 0
    prose: int = 0
    lost: int = 0

    def __str__(self) -> str:
        precision = self.right / max(1, self.right + self.wrong)
        recall = self.right / max(1, self.right + self.missed)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        return (f"P {precision:.3f} R {recall:.3f} F1 {f1:.3f}; kind right {self.kinds / max(1, self.right):.2f}; "
                f"prose lost {self.lost / max(1, self.prose):.2%}")  # fmt: skip


def score(chosen: Sequence[Page], *, together: bool, errors: Counter[str]) -> Score:
    """How well the lines of these pages are told apart; `together` gives an outlet's pages as one pile."""
    total = Score()
    piles = {
        name: [page for page in chosen if page.outlet == name] for name in dict.fromkeys(page.outlet for page in chosen)
    }
    for name, pile in piles.items():
        for group in [pile] if together else [[page] for page in pile]:
            documents = [
                Document(id=DocumentId(f"{name}-{n}"), file="x", text=page.text, outlet=name)
                for n, page in enumerate(group)
            ]
            found = passages(documents)
            for document, page in zip(documents, group, strict=True):
                kinds = {p.span.start: (p.span.end, p.kind) for p in found if p.span.document == document.id}
                _count(page, kinds, total, errors)
    return total


def _count(page: Page, kinds: dict[int, tuple[int, str]], total: Score, errors: Counter[str]) -> None:
    at = 0
    for line, marked in page.lines:
        at = page.text.index(line, at)
        end = at + len(line)
        inside = [(min(stop, end) - start, kind) for start, (stop, kind) in kinds.items() if at <= start < end]
        said = max(inside)[1] if inside else "body"
        is_boilerplate, truly = said in BOILERPLATE_KINDS, marked in BOILERPLATE_KINDS
        at = end
        if truly:
            total.right += is_boilerplate
            total.missed += not is_boilerplate
            total.kinds += said == marked
        else:
            total.wrong += is_boilerplate
            if not marked:
                total.prose += len(line)
                total.lost += len(line) * is_boilerplate
        if is_boilerplate != truly:
            errors[f"{page.number:02} {marked or 'prose'} taken for {said}: {line[:90]}"] += 1


def main() -> None:
    """Print the table."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--half", choices=("dev", "held", "both"), default="both")
    arguments.add_argument("--errors", action="store_true")
    options = arguments.parse_args()
    for half, rest in (("dev", 0), ("held", 1)):
        if options.half not in (half, "both"):
            continue
        chosen = [page for page in pages() if page.number % 2 == rest]
        for together in (False, True):
            errors: Counter[str] = Counter()
            total = score(chosen, together=together, errors=errors)
            print(f"{half}, {len(chosen)} pages, {'an outlet together' if together else 'one by one'}: {total}")
            if options.errors:
                for error, count in sorted(errors.items()):
                    print(f"   {count} x {error}")


if __name__ == "__main__":
    main()
