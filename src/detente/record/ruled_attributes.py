"""Which of a model's attribute rules hold of a word, remembered: most follow from its tag, its dependency and itself.

spaCy's `AttributeRuler` tries every rule on every token, which takes a tenth of all parsing. Whether a rule on a single
token holds depends on that token alone, so the answer is looked up when such a token comes again. Rules on several
tokens are tried where a mark of one stands.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

__all__ = ["remember_rules"]

KEYED = ("TAG", "DEP", "IS_SPACE", "LOWER")
"""What a rule may ask of a token, if its answers are to be remembered; of most words no rule asks which they are."""

Pattern = list[dict[str, Any]]


def remember_rules(nlp: Any) -> None:
    """Let a pipeline's attribute ruler remember which rules hold; one whose rules ask for other things stays as it is.

    Every token gets the attributes that it got before.
    """
    if "attribute_ruler" not in nlp.pipe_names:
        return
    ruler = nlp.get_pipe("attribute_ruler")
    rules = [(str(number), pattern) for number, rule in enumerate(ruler.patterns) for pattern in rule["patterns"]]
    single = [pattern for _, pattern in rules if len(pattern) == 1]
    longer = [(name, pattern) for name, pattern in rules if len(pattern) > 1]
    if all(_is_foreseen(pattern[0]) for pattern in single) and all(_mark(pattern) for _, pattern in longer):
        ruler.matcher = _Remembered(ruler.matcher, nlp.vocab, _Named(single), longer)


def _is_foreseen(asked: Mapping[str, Any]) -> bool:
    """Whether a rule on one token asks for nothing but what is keyed, and for words in ways known here."""
    word = asked.get("LOWER", "")
    return asked.keys() <= set(KEYED) and (isinstance(word, str) or word.keys() <= {"IN", "NOT_IN", "REGEX"})


def _mark(pattern: Pattern) -> tuple[int, str] | None:
    """(which of `KEYED`, value) that one token of a pattern must have; None where each may have one of several."""
    for token in pattern:
        for column, name in enumerate(KEYED):
            if isinstance(token.get(name), str):
                return column, token[name]
    return None


class _Named:
    """The words that some rule on one token asks for, by list or by expression."""

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        asked = [pattern[0].get("LOWER", {}) for pattern in patterns]
        self._listed = {word for one in asked for word in _listed(one)}
        self._forms = [re.compile(one["REGEX"]) for one in asked if isinstance(one, Mapping) and "REGEX" in one]

    def __contains__(self, word: str) -> bool:
        return word in self._listed or any(form.search(word) for form in self._forms)


def _listed(asked: str | Mapping[str, Any]) -> Iterator[str]:
    """The words that one demand lists."""
    if isinstance(asked, str):
        yield asked
    else:
        yield from asked.get("IN", ())
        yield from asked.get("NOT_IN", ())


class _Remembered:
    """A matcher that gives what spaCy's `whole` one gives, and asks that one only of tokens of a new kind."""

    def __init__(self, whole: Any, vocab: Any, named: _Named, longer: Sequence[tuple[str, Pattern]]) -> None:
        from spacy.matcher import Matcher

        self._whole = whole
        self._strings = vocab.strings
        self._named = named
        self._longer = Matcher(vocab)
        for name in dict.fromkeys(name for name, _ in longer):
            self._longer.add(name, [pattern for other, pattern in longer if other == name])
        marks = {mark for _, pattern in longer if (mark := _mark(pattern))}
        self._marks = [(column, vocab.strings.add(value)) for column, value in sorted(marks)]
        self._words: dict[int, int] = {}
        self._held: dict[tuple[int, ...], tuple[int, ...]] = {}

    def __call__(self, doc: Any, **_: object) -> list[tuple[int, int, int]]:
        """(rule, start, end) of every match in a text."""
        rows = doc.to_array(list(KEYED)).tolist()
        found = [(rule, place, place + 1) for place, row in enumerate(rows) for rule in self._rules_of(doc, place, row)]
        columns = [set(column) for column in zip(*rows, strict=True)]
        if columns and any(value in columns[column] for column, value in self._marks):
            found += self._longer(doc, allow_missing=True)
        return found

    def _rules_of(self, doc: Any, place: int, row: Sequence[int]) -> tuple[int, ...]:
        """The rules on one token that hold at a place."""
        tag, dependency, space, word = row
        kind = (tag, dependency, space, self._named_word(word))
        held = self._held.get(kind)
        if held is None:
            matches = self._whole(doc[place : place + 1], allow_missing=True)
            held = self._held[kind] = tuple(rule for rule, _, _ in matches)
        return held

    def _named_word(self, word: int) -> int:
        """A word that some rule asks for, 0 for all others."""
        named = self._words.get(word)
        if named is None:
            named = self._words[word] = word if self._strings[word] in self._named else 0
        return named

    def get(self, key: str, default: object = None) -> Any:
        """The patterns of one rule, as spaCy's matcher gives them."""
        return self._whole.get(key, default)
