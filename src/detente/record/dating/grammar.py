"""A small language for rules over tokens, compiled to regular expressions over the string of symbols.

A pattern names symbols of the lexicon in capitals, words in quotes, and groups by `name:`; brackets, `|` and `?` mean
what
they mean in regular expressions. Repetition is bounded, so that a match looks at a bounded window and the time taken
grows
with the length of the text and no faster.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from detente.record.dating.lexer import Alphabet, Tokens, alphabet_of, tokens_of
from detente.record.dating.lexicon import WORDS
from detente.record.dating.meanings import Found, Meaning

__all__ = ["HEADS", "Grammar", "Match", "Rule", "grammar_of"]

HEADS = frozenset(
    "MONTH WEEKDAY WEEKDAYS SEASON PART PARTS UNIT SINGLE PLURAL YEAR DECADE DECADE_WORD SHORTYEAR ISO "
    "NUMERIC CLOCK MERIDIEM OCLOCK ERA_BEFORE "
    "ERA_AFTER CARDINAL DAYTH".split()
) | {
    f"'{word}'"
    for word in (
        "yesterday today tonight tomorrow now currently nowadays recently lately presently current "
        "recent past future present modern while time "
        "daily weekly monthly quarterly yearly annually hourly biweekly nightly everyday half century "
        "quarter quarters christmas new thanksgiving "
        "easter good halloween independence bastille labor memorial election veterans valentine boxing period these"
    ).split()
}
"""Symbols of which every form holds at least one: text without them holds no time, and is passed over."""

_PIECE = re.compile(
    r"\s*(?:(?P<open>(?:[a-z_]+:)?\()|(?:(?P<name>[a-z_]+):)?(?P<symbol>[A-Z_]+|'[^']+')|(?P<mark>[|)?]|\{[\d,]+\}))"
)


@dataclass(frozen=True, slots=True)
class Match:
    """Where a rule holds: the tokens, and the words of each group."""

    tokens: Tokens
    start: int
    end: int
    spans: Mapping[str, tuple[int, int]]

    def words(self, name: str) -> tuple[str, ...]:
        """The tokens of a group in lower case; none where the group is absent."""
        first, last = self.spans.get(name, (0, 0))
        return tuple(self.tokens.word(index) for index in range(first, last))

    def word(self, name: str) -> str:
        """The words of a group as one string."""
        return " ".join(self.words(name))

    def has(self, name: str) -> bool:
        """Whether the group took part."""
        return name in self.spans

    def before(self, count: int = 1) -> str:
        """The token so many places before the match, "" at the start of the text."""
        return self.tokens.word(self.start - count)

    def after(self, count: int = 1) -> str:
        """The token so many places after the match, "" at the end of the text."""
        return self.tokens.word(self.end + count - 1)


@dataclass(frozen=True, slots=True)
class Rule:
    """A form of date expression: its pattern, and what a match means.

    `read` returns None where the words only look like a time. A group `is` narrows the expression to its words;
    a group `then` holds a second time, which `second` reads.
    """

    name: str
    pattern: str
    read: Callable[[Match], Meaning | None]
    second: Callable[[Match], Meaning | None] | None = None


@dataclass(frozen=True, slots=True)
class Grammar:
    """The rules, compiled; `rules` are those that can begin with a character, in their order."""

    alphabet: Alphabet
    rules: Mapping[str, tuple[tuple[Rule, re.Pattern[str]], ...]]
    begins: re.Pattern[str]
    runs: re.Pattern[str]
    heads: re.Pattern[str]

    def find(self, text: str) -> tuple[Tokens, list[Found]]:
        """Every expression of the text in order: at each place the longest form that means something."""
        tokens = tokens_of(text, self.alphabet)
        return tokens, list(self._expressions(tokens))

    def _expressions(self, tokens: Tokens) -> Iterator[Found]:
        """The expressions in every run of words that the grammar knows and that holds a word of time."""
        for run in self.runs.finditer(tokens.characters):
            if self.heads.search(tokens.characters, run.start(), run.end()) is None:
                continue
            place = run.start()
            while candidate := self.begins.search(tokens.characters, place, run.end()):
                start = candidate.start()
                found = self._longest(tokens, start)
                yield from found
                place = found[-1].last if found else start + 1

    def _longest(self, tokens: Tokens, start: int) -> list[Found]:
        """The longest form that begins here and means something, with its second time if it has one."""
        matches = []
        for number, (rule, pattern) in enumerate(self.rules[tokens.characters[start]]):
            if match := pattern.match(tokens.characters, start):
                matches.append((-match.end(), number, rule, match))
        for _, _, rule, match in sorted(matches, key=lambda entry: entry[:2]):
            spans = {
                name.partition("__")[0]: match.span(name) for name in match.re.groupindex if match.start(name) >= 0
            }
            bound = Match(tokens=tokens, start=match.start(), end=match.end(), spans=spans)
            meaning = rule.read(bound)
            if meaning is None:
                continue
            first, last = spans.get("is", match.span())
            second = rule.second(bound) if rule.second and "then" in spans else None
            if second is None or "then" not in spans:
                return [Found(first=first, last=last, meaning=meaning)]
            return [
                Found(first=first, last=last, meaning=meaning),
                Found(first=spans["then"][0], last=spans["then"][1], meaning=second),
            ]
        return []


def grammar_of(rules: Iterable[Rule], macros: Mapping[str, str]) -> Grammar:
    """Compile the rules; `macros` are named parts of patterns."""
    ordered = tuple((rule, _expanded(rule.pattern, macros)) for rule in rules)
    used = {piece["symbol"] for _, pattern in ordered for piece in _PIECE.finditer(pattern) if piece["symbol"]}
    literals = sorted({word for _, pattern in ordered for word in re.findall(r"'([^']+)'", pattern)})
    alphabet = alphabet_of(WORDS, literals)
    compiled = tuple((rule, re.compile(_regex(pattern, alphabet))) for rule, pattern in ordered)
    beginning: dict[str, list[tuple[Rule, re.Pattern[str]]]] = {}
    for one, (_, pattern) in zip(compiled, ordered, strict=True):
        for character in sorted(_beginnings(pattern, alphabet)):
            beginning.setdefault(character, []).append(one)
    begins = re.compile("|".join(f"(?:{_without_names(pattern.pattern)})" for _, pattern in compiled))
    known = "".join(sorted({character for symbol in used for character in alphabet.symbols[symbol]}))
    heads = "".join(sorted({character for symbol in used & HEADS for character in alphabet.symbols[symbol]}))
    return Grammar(
        alphabet=alphabet,
        rules={character: tuple(able) for character, able in beginning.items()},
        begins=begins,
        runs=re.compile(f"[{known}]+"),
        heads=re.compile(f"[{heads}]"),
    )


def _beginnings(pattern: str, alphabet: Alphabet) -> set[str]:
    """The characters with which a form can begin."""
    pieces = [piece for piece in _PIECE.finditer(pattern) if piece["open"] or piece["symbol"] or piece["mark"]]
    beginnings, _ = _choice(iter(pieces), alphabet)
    return beginnings


def _choice(pieces: Iterator[re.Match[str]], alphabet: Alphabet) -> tuple[set[str], bool]:
    """The characters with which alternatives can begin, up to the bracket that closes them, and whether one can be
    empty."""
    chosen: set[str] = set()
    may_be_empty = False
    sequence: list[tuple[set[str], bool]] = []
    for piece in pieces:
        if piece["open"]:
            sequence.append(_choice(pieces, alphabet))
        elif piece["symbol"]:
            sequence.append((set(alphabet.symbols[piece["symbol"]]), False))
        elif piece["mark"] == ")":
            break
        elif piece["mark"] == "|":
            first, empty = _in_turn(sequence)
            chosen, may_be_empty, sequence = chosen | first, may_be_empty or empty, []
        elif piece["mark"] == "?" or piece["mark"].startswith(("{0", "{,")):
            sequence[-1] = (sequence[-1][0], True)
    first, empty = _in_turn(sequence)
    return chosen | first, may_be_empty or empty


def _in_turn(sequence: Iterable[tuple[set[str], bool]]) -> tuple[set[str], bool]:
    """The characters with which what stands in sequence can begin, and whether all of it can be empty."""
    first: set[str] = set()
    for characters, may_be_empty in sequence:
        first |= characters
        if not may_be_empty:
            return first, False
    return first, True


def _without_names(regex: str) -> str:
    return re.sub(r"\(\?P<[a-z_0-9]+>", "(?:", regex)


def _expanded(pattern: str, macros: Mapping[str, str]) -> str:
    """The pattern with its macros written out; a macro may use macros that stand before it."""
    for name in reversed(list(macros)):
        pattern = re.sub(rf"(?<![A-Z_']){name}(?![A-Z_'])", f"({macros[name]})", pattern)
    return pattern


def _regex(pattern: str, alphabet: Alphabet) -> str:
    """The regular expression of a pattern over the alphabet's characters."""
    parts, place, used = [], 0, Counter[str]()
    pattern = pattern.strip()

    def opened(name: str) -> str:
        """The group's name, numbered: a pattern may give a name to several alternatives, `re` may not."""
        used[name] += 1
        return f"(?P<{name}__{used[name]}>"

    while place < len(pattern):
        piece = _PIECE.match(pattern, place)
        if piece is None:
            raise ValueError(f"cannot read the pattern at {pattern[place : place + 30]!r}")
        place = piece.end()
        if piece["open"]:
            name = piece["open"][:-2] if ":" in piece["open"] else ""
            parts.append(opened(name) if name else "(?:")
        elif piece["symbol"]:
            characters = "[" + "".join(sorted(alphabet.symbols[piece["symbol"]])) + "]"
            parts.append(f"{opened(piece['name'])}{characters})" if piece["name"] else characters)
        else:
            parts.append(piece["mark"])
    return "".join(parts)
