"""How the time of every reader of foreign text grows with the text.

    python tests/trust/linearity.py
    python tests/trust/linearity.py dates pages --pieces 14
    python tests/trust/linearity.py --records

Each reads hostile strings, a piece repeated to 20 KB and to 40 KB, or to more where that is quickly done. Processor time,
the least of several runs: a ratio of 2 is linear, 4 quadratic. Prints for each reader the worst ratio and the longest time
for 40 KB; exit code 1 when a ratio is above 2.6, or a time above a second.

With `--records` the whole records, by the best analyzer installed, of articles that consist of one thing alone: names,
quotations, rows of figures. Parsing is most of their time, so that no more than its ratio is held to a bound.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from types import CodeType, FrameType, MappingProxyType
from typing import Any

from detente.dispute import conditions
from detente.dispute.check import check_text
from detente.evidence import DocumentId
from detente.evidence.citation import find_quote
from detente.record import build_record
from detente.record.analyzer import Analyzer, best_analyzer, rule_analyzer
from detente.record.attribution.quotes import quotes
from detente.record.dating import expressions
from detente.sources.formats import find
from detente.sources.front_matter import front_matter, side_metadata
from detente.sources.library import build_library
from detente.sources.reading import read_bytes

sys.path.insert(0, str(Path(__file__).parents[1]))

from growth import BOUND, NOTICED, SIZE, growth, seconds

__all__ = ["ARTICLES", "MODELS", "PIECES", "READERS", "steep"]

SECONDS = 1.0
"""Of processor time: what takes longer for 40 KB counts as slow."""

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


# ── the readers ──────────────────────────────────────────────────────────────────────────────────────────────

SCOPE = conditions.Scope((("norland", "open"), ("sudland", "pay")))


def _format(name: str, before: str = "", after: str = "") -> Callable[[str], object]:
    return lambda text: find(name).parse((before + text + after).encode("utf-8", "surrogatepass"))


def _library(text: str) -> object:
    return build_library(read_bytes(b"A title of it\n\nBy A. Writer\n\n" + text.encode(), "sources/a.txt"))


def _record(text: str, analyzer: Analyzer | None = None) -> object:
    article = b"The news\n\n4 January 2019 - " + text.encode()
    return build_record(build_library(read_bytes(article, "sources/a.txt")), analyzer=analyzer or rule_analyzer())


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


# ── models that grow in what they list ───────────────────────────────────────────────────────────────────────


def _lines(line: str, size: int) -> str:
    """A line for each number, as many as the size takes."""
    made = line.format(n=1234)
    return "".join(line.format(n=number) for number in range(size // len(made)))


HEAD = "detente: 1\ntitle: x\n"
PARTIES = "decision_makers:\n  a: {options: {x: {name: X}, y: {name: Y}}}\n  b: {options: {z: {name: Z}}}\n"
EPOCH = "epochs:\n- id: e\n  preferences: {a: [x], b: [z]}\n"
OPTIONS = "decision_makers:\n  a:\n    options:\n"


def _yaml(before: str, line: str, after: str = "") -> Callable[[str], object]:
    return lambda text: check_text(HEAD + before + _lines(line, len(text)) + after, name="case.yaml")


def _one_of(text: str) -> object:
    options, names = _lines("      o{n}: {{}}\n", len(text) // 2), _lines("o{n}, ", len(text) // 4)
    return check_text(f"{HEAD}{OPTIONS}{options}    one_of: [{names}]\n{EPOCH}", name="case.yaml")


def _wrong_names(text: str) -> object:
    options, wanted = _lines("      o{n}: {{}}\n", len(text) // 2), _lines("- {{when: q{n}}}\n", len(text) // 2)
    return check_text(f"{HEAD}{OPTIONS}{options}infeasible:\n{wanted}{EPOCH}", name="case.yaml")


def _foreign(name: str, key: str, item: Callable[[int], object], per: int) -> Callable[[str], object]:
    def read(text: str) -> object:
        maker = {"name": "A", "options": [0], "preferences": ["1"]}
        model = {"decisionMakers": [maker], "options": [{"name": "o"}]} if name == "m.gmcr" else {
            "format": "detente/model-1", "decision_makers": [{"id": "a"}], "options": [{"id": "o", "dm": "a"}]}  # fmt: skip
        listed = [item(number) for number in range(len(text) // per)]
        if key == "preferences":
            maker[key] = listed
        return check_text(json.dumps({**model, key: listed}), name=name)

    return read


MODELS: Mapping[str, Callable[[str], object]] = MappingProxyType(
    {
        "options": _yaml(OPTIONS, "      o{n}: {{name: N{n}}}\n", EPOCH),
        "unknown keys": _yaml("", "key{n}: v\n"),
        "statements": _yaml(PARTIES + "epochs:\n- id: e\n  preferences:\n    a:\n", "    - {{want: x & y}}\n"),
        "exclusions": _yaml(PARTIES + "infeasible:\n", "- {{when: x & z{n}}}\n", EPOCH),
        "outcomes that rest on each other": lambda text: check_text(
            HEAD + PARTIES + "outcomes:\n  o0: x\n"
            + "".join(f"  o{n}: o{n - 1} & z\n" for n in range(1, len(text) // 17)) + EPOCH, name="case.yaml"),
        "epochs": _yaml(PARTIES + "epochs:\n", "- {{id: e{n}, preferences: {{a: [x], b: [z]}}}}\n"),
        "options that exclude each other": _one_of,
        "wrong names": _wrong_names,
        "aliases": _yaml("k: [&a x, ", "*a, ", "]\n"),
        "tags": _yaml("k: [", "!t x, ", "]\n"),
        "exclusions in JSON": _foreign("m.json", "infeasible", lambda number: f"q{number}", 8),
        "options in JSON": _foreign("m.json", "options", lambda number: {"id": f"o{number}", "dm": "b"}, 30),
        "preferences in .gmcr": _foreign("m.gmcr", "preferences", lambda number: str(number % 5), 5),
        "exclusions in .gmcr": _foreign("m.gmcr", "infeasibles", lambda number: [[0, "Y"]], 12),
    }
)  # fmt: skip
"""Models as long as a text, by what there is much of in them."""


# ── articles of one thing alone ──────────────────────────────────────────────────────────────────────────────


def _person(number: int) -> str:
    given = ("Anna", "Carl", "Eva", "Gus", "Ida", "Karl", "Mia", "Olof", "Rut", "Tor")
    return f"{given[number % 10]} B{'aeiou'[number // 10 % 5]}{'lmnrs'[number // 50 % 5]}gen"


def _numbered(line: Callable[[int], str]) -> Callable[[int], str]:
    """The article of a size that has the line for each number, as often as that takes."""

    def article(size: int) -> str:
        made, length, number = [], 0, 0
        while length < size:
            made.append(line(number))
            length, number = length + len(made[-1]), number + 1
        return "".join(made)[:size]

    return article


def _repeated(line: str) -> Callable[[int], str]:
    return _numbered(lambda number: line)


ARTICLES: Mapping[str, Callable[[int], str]] = MappingProxyType(
    {
        "dates": _repeated("May 3, 2019 "),
        "dated sentences": _numbered(lambda n: f"They met on May {n % 28 + 1}, {1990 + n % 30}. "),
        "events of a Monday": _repeated("Norland rejected the offer on Monday. "),
        "history": _numbered(lambda n: f"In {1900 + n % 80} they signed it. They left it. "),
        "short quotations": _repeated("“a b c d.” "),
        "quoted sentences": _repeated("“We will not pay for it.” "),
        "quotations with straight marks": _repeated('"We will not pay for it," '),
        "quotations in quotations": _repeated("“We ‘will “not” pay’ for it,” she said. "),
        "quotation marks": _repeated("‘’“”"),
        "apostrophes": _repeated("'a "),
        "brackets": _repeated("("),
        "brackets around": _repeated("(a"),
        "speakers in brackets": _repeated("(Berg said) "),
        "names": _numbered(lambda n: f"{_person(2 * n)} said {_person(2 * n + 1)} said "),
        "meetings of people": _numbered(lambda n: f"{_person(2 * n)} said {_person(2 * n + 1)} met {_person(n)}. "),
        "pronouns": _repeated("He said it. She said so. The ministry said it would. "),
        "numbers and units": _numbered(lambda n: f"{n} tonnes, 3.5 million dollars and {n % 97} km; "),
        "one sentence": _repeated("the minister told the council that it would shut the lock and "),
        "one word": _repeated("a"),
        "capitals": _repeated("THE COUNCIL SHUT THE LOCK ON MONDAY "),
        "line breaks": _repeated("\n"),
        "paragraphs": _repeated("They met.\n\n"),
        "headings": _numbered(lambda n: f"Heading {n}\n\n"),
        "bullets": _numbered(lambda n: f"* They met {n} times.\n\n"),
        "rows": _numbered(lambda n: f"Norland | {n} | 3.5 | May 3, 2019 |\n"),
        "addresses": _numbered(lambda n: f"https://example.org/a/{n}?q=1 "),
        "a transcript": _numbered(lambda n: f"{_person(n % 4)}: We will not pay.\n\n"),
        "questions and answers": _repeated("Q: Why?\n\nA: Because.\n\n"),
        "both countries": _repeated("Norland met Sudland. Both countries signed the treaty. "),
        "semicolons": _repeated("they met; "),
    }
)
"""Articles of a size that consist of one thing alone."""

PART = 0.05
THREEFOLD = 3.0


def steep(read: Callable[[str], object], article: Callable[[int], str], *, size: int = 1200) -> dict[str, float]:
    """The functions that take three times as many steps and more for twice the article, where they count at all.

    A step is a line executed, so that a loaded machine changes nothing; what a line does within the interpreter's own
    functions is one step. To count, a function takes a twentieth of all steps. Those of the library and of whoever
    calls are counted.
    """
    before, after = steps(read, article(size)), steps(read, article(2 * size))
    least = PART * after.total()
    dear = {code: after[code] / max(1, before[code]) for code in after if after[code] >= least}
    return {f"{code.co_qualname}:{code.co_firstlineno}": ratio for code, ratio in dear.items() if ratio >= THREEFOLD}


def steps(read: Callable[[str], object], text: str) -> Counter[CodeType]:
    """How many lines of each function a reader executes for a text."""
    counted = Counter[CodeType]()

    def line(frame: FrameType, event: str, argument: Any) -> Any:
        counted[frame.f_code] += event == "line"
        return line

    def call(frame: FrameType, event: str, argument: Any) -> Any:
        module = frame.f_globals.get("__name__", "")
        return line if module.startswith("detente") or module == read.__module__ else None

    traced = sys.gettrace()
    sys.settrace(call)
    try:
        read(text)
    finally:
        sys.settrace(traced)
    return counted


def records() -> int:
    """Measure the record of each article of one thing; how many are above the bound."""
    analyzer = best_analyzer()
    above = 0
    for name, article in ARTICLES.items():
        _record(article(200), analyzer)
        before, after = (seconds(lambda text: _record(text, analyzer), article(size)) for size in (SIZE // 2, SIZE))
        ratio = after / before if after >= 10 * NOTICED else 1.0
        print(f"the record of {name}: ratio {ratio:.2f}, {after:.2f} s", flush=True)
        above += ratio > BOUND
    return above


def main() -> int:
    """Measure the readers named, or all; exit code 1 when one is above a bound."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("readers", nargs="*", default=list(READERS))
    parser.add_argument("--pieces", type=int, default=len(PIECES))
    parser.add_argument("--records", action="store_true", help="the records of articles of one thing, and nothing else")
    given = parser.parse_args()
    if given.records:
        above = records()
        print(f"{above} above a bound")
        return 1 if above else 0
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
    for name in MODELS if given.readers == list(READERS) else ():
        one = growth(MODELS[name], "a ")
        print(f"a model of many {name}: ratio {one.ratio:.2f}, {one.seconds:.2f} s", flush=True)
        above += one.ratio > BOUND or one.seconds > SECONDS
    print(f"{above} above a bound")
    return 1 if above else 0


if __name__ == "__main__":
    sys.exit(main())
