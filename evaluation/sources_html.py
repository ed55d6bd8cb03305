"""Scores the article text taken from web pages: invented stories inside forty outlets' frames, written as HTML.

Usage: `python evaluation/sources_html.py`. Prints mean precision, recall and F1 over runs of four words, the worst
pages, and pages a second. Captions count as neither prose nor furniture.
"""

import html
import sys
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from detente.sources import read_bytes

sys.path.insert(0, str(Path(__file__).parent))

from sources_boilerplate import Page, pages

__all__ = ["f1", "main", "markup"]


def markup(page: Page) -> tuple[str, str]:
    """(an HTML page, the prose that a person would take for its article)."""
    first = next(n for n, (_, kind) in enumerate(page.lines) if not kind)
    last = max(n for n, (_, kind) in enumerate(page.lines) if not kind)
    styles = (
        '<article><h1>{title}</h1><div class="meta">{byline}</div>{body}</article>',
        '<div id="content"><h1>{title}</h1><p class="byline">{byline}</p><div class="entry-content">{body}</div></div>',
        '<main><h1 class="headline">{title}</h1><div class="story">{body}</div></main>',
    )
    body, prose = [], []
    for n, (line, kind) in enumerate(page.lines):
        if not first < n <= last:
            continue
        text = html.escape(line)
        if not kind:
            body.append(f"<p>{text}</p>")
            prose.append(line)
        elif kind == "related":
            body.append(f'<div class="related"><a href="/x">{text}</a></div>')
        elif kind == "caption":
            body.append(f'<figure><img src="/i.jpg"><figcaption>{text}</figcaption></figure>')
        elif kind in ("byline", "dateline"):
            body.append(f'<div class="byline">{text}</div>')
        else:
            body.append(f'<div class="{kind}">{text}</div>')
    above = "".join(f'<li><a href="/">{html.escape(line)}</a></li>' for line, kind in page.lines[:first] if kind)
    below = "".join(f'<div class="{kind}">{html.escape(line)}</div>' for line, kind in page.lines[last + 1 :] if kind)
    title = html.escape(page.lines[first][0].lstrip("# "))
    main_part = styles[page.number % 3].format(title=title, byline="", body="".join(body))
    head = f"<html><head><title>{title}</title></head><body><nav><ul>{above}</ul></nav>"
    frame = f"{head}{main_part}<footer>{below}</footer></body></html>"
    return frame, " ".join(prose)


def runs(text: str) -> Counter[tuple[str, ...]]:
    """How often each run of four words stands in a text."""
    words = text.split()
    return Counter(zip(words, words[1:], words[2:], words[3:], strict=False))


def f1(found: str, true: str) -> tuple[float, float, float]:
    """Precision, recall and their mean over runs of four words."""
    one, other = runs(found), runs(true)
    shared = sum((one & other).values())
    precision, recall = shared / max(1, sum(one.values())), shared / max(1, sum(other.values()))
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def mean(values: Iterable[float]) -> float:
    """The mean of some numbers."""
    listed = list(values)
    return sum(listed) / max(1, len(listed))


def main() -> None:
    """Print the table."""
    scores = []
    began = time.perf_counter()
    for number, page in enumerate(pages()):
        frame, prose = markup(page)
        text = read_bytes(frame.encode(), f"{number}.html")[0].text
        title = page.lines[next(n for n, (_, kind) in enumerate(page.lines) if not kind)][0].lstrip("# ")
        scores.append((f1(text.replace(title, "", 1), prose), page.outlet))
    took = time.perf_counter() - began
    precision, recall, both = (mean(score[n] for score, _ in scores) for n in range(3))
    print(f"{len(scores)} pages: P {precision:.3f} R {recall:.3f} F1 {both:.3f} ({len(scores) / took:.0f} pages/s)")
    for (p, r, value), outlet in sorted(scores, key=lambda item: item[0][2])[:6]:
        print(f"   {value:.3f} (P {p:.2f} R {r:.2f}) {outlet}")


if __name__ == "__main__":
    main()
