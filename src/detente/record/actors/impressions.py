"""Impressions: how one article speaks of the names in it, by the words around them and by what the model guesses.

A state has a government and ministers, a body a board and members, a person a title; a place things are in.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from detente.record.actors.names import roles, words_of
from detente.record.lexicons import lines, word_lists
from detente.record.reading import Reading, Sentence, Token

__all__ = [
    "STRONG",
    "Impression",
    "Standing",
    "Words",
    "impression_of",
    "is_same_sort",
    "names_body",
    "nouns_for_bodies",
    "sorts_of",
]

Words = tuple[str, ...]
_WORDS = word_lists("naming.txt")
_LABELS = {"GPE": "state", "LOC": "place", "FAC": "place", "ORG": "body", "NORP": "people", "PERSON": "person"}
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_LEADING = _WORDS["honorifics"] | {"the", "a", "an"}
STRONG = 3
"""What a title, a government or a board beside a name weighs against one guess of the model."""
LONGEST = 6


@dataclass(slots=True)
class Standing:
    """How an article, or the pile, speaks of one name: `kinds` by words and guesses, `cues` by words alone."""

    kinds: Counter[str] = field(default_factory=Counter)
    cues: Counter[str] = field(default_factory=Counter)
    called: Counter[str] = field(default_factory=Counter)
    acts: int = 0
    inside: int = 0
    seen: int = 0
    texts: Counter[str] = field(default_factory=Counter)

    def add(self, other: "Standing") -> None:
        """Count what another article says of the name."""
        self.kinds.update(other.kinds)
        self.cues.update(other.cues)
        self.called.update(other.called)
        self.texts.update(other.texts)
        self.acts, self.inside, self.seen = self.acts + other.acts, self.inside + other.inside, self.seen + other.seen

    @property
    def person(self) -> int:
        """What speaks for a person: nothing where the words tell of a government or a board and none of a title."""
        told = max(self.cues["state"], self.cues["body"]) >= STRONG and not self.cues["person"]
        return 0 if told else self.kinds["person"]

    @property
    def kind(self) -> str:
        """person, state, body or people: what most of the evidence says, a party before a person."""
        party = {"state": self.kinds["state"] + 0.5 * self.kinds["place"], "body": float(self.kinds["body"])}
        best = max(party, key=lambda kind: (party[kind], kind == "state"))
        if self.person > sum(party.values()):
            return "person"
        return "people" if self.kinds["people"] > party[best] else best


@dataclass(frozen=True, slots=True, kw_only=True)
class Impression:
    """What one article by itself tells of names: how it speaks of each, the surnames and adjectives in it.

    `words` are the texts of all its tokens, `parts` the words that names are looked up by and no token is.
    """

    names: tuple[tuple[Words, Standing], ...]
    surnames: Mapping[str, int]
    adjectives: tuple[str, ...]
    words: tuple[str, ...]
    parts: tuple[str, ...]


def impression_of(reading: Reading) -> Impression:
    """What an article tells of names; its headlines, which make capitals of all words, are left out."""
    standings: dict[Words, Standing] = {}
    surnames: Counter[str] = Counter()
    adjectives: dict[str, None] = {}
    words: dict[str, None] = {}
    parts: dict[str, None] = {}
    for sentence in reading.sentences:
        words.update(dict.fromkeys(token.text for token in sentence.tokens))
        parts.update(dict.fromkeys(words_of(reading.document.text[sentence.start : sentence.end])))
        if sentence.passage.kind == "headline":
            continue
        adjectives.update(dict.fromkeys(_ruling_adjectives(sentence.tokens)))
        for first, last, label in _runs(sentence):
            _weigh(sentence, first, last, label, standings, surnames)
    return Impression(
        names=tuple(standings.items()),
        surnames=dict(surnames),
        adjectives=tuple(adjectives),
        words=tuple(words),
        parts=tuple(part for part in parts if part not in words),
    )


@cache
def _sorts() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    """For each sort of body, the common nouns for it and the words in names that show it."""
    found = []
    for line in lines("bodies.txt"):
        nouns, _, names = line.partition("|")
        found.append((frozenset(nouns.split()), frozenset(names.split())))
    return tuple(found)


@cache
def nouns_for_bodies() -> frozenset[str]:
    """Every common noun for a body."""
    return frozenset(noun for nouns, _ in _sorts() for noun in nouns)


def is_same_sort(one: str, other: str) -> bool:
    """Whether two common nouns stand for one sort of body.

    >>> is_same_sort("company", "operator"), is_same_sort("company", "union")
    (True, False)
    """
    return one == other or any(one in nouns and other in nouns for nouns, _ in _sorts())


def sorts_of(name: str) -> frozenset[str]:
    """The common nouns by which a body of this name can be called: "the union" for a federation of workers.

    >>> sorted(sorts_of("Marrow Bank"))
    ['bank', 'lender']
    """
    words = {word.lower() for word in words_of(name)}
    return frozenset(noun for nouns, names in _sorts() if words & names for noun in nouns)


def _runs(sentence: Sentence) -> Iterator[tuple[int, int, str]]:
    """(first, last, label) of each name in a sentence by token numbers: the model's, and runs of proper nouns."""
    tokens = sentence.tokens
    covered: set[int] = set()
    for entity in sentence.entities:
        inside = [i for i, t in enumerate(tokens) if entity.start <= t.start and t.end <= entity.end]
        covered.update(inside)
        if entity.label in _LABELS and inside:
            last = inside[-1] + 1 if _joins(tokens, inside[-1], inside[0]) else inside[-1]
            covered.add(last)
            bare = _bare(tokens, inside[0], last)
            if bare is not None:
                yield (bare[0] + 1, bare[1], "PERSON") if _is_titled(tokens, *bare) else (*bare, entity.label)
    position = 0
    while position < len(tokens):
        end = position
        while end < len(tokens) and end not in covered and (_is_proper(tokens[end]) or _joins(tokens, end, position)):
            end += 1
        if end > position:
            bare = _bare(tokens, position, end - 1)
            if bare is not None:
                yield *bare, ""
        position = max(end, position + 1)


def _is_titled(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether an office stands before a full name, which makes it a person's: "Bishop Ansel Orr"."""
    name = tokens[first + 1 : last + 1]
    titled = tokens[first].text[:1].isupper() and (tokens[first].text.lower(),) in roles()
    return titled and len(name) > 1 and all(map(_is_proper, name)) and not names_body(tuple(t.text for t in name))


def _is_proper(token: Token) -> bool:
    """Whether a token is a capitalised proper noun."""
    return token.pos == "PROPN" and token.text[:1].isupper()


def _joins(tokens: Sequence[Token], at: int, first: int) -> bool:
    """Whether a possessive joins two parts of one name of a body: "Ferrymen's Association"."""
    if at == first or at + 1 >= len(tokens) or tokens[at].text not in _POSSESSIVE:
        return False
    return _is_proper(tokens[at + 1]) and tokens[at + 1].text.lower() in _WORDS["bodies"]


def _bare(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int] | None:
    """A name without articles, possessives and the offices before it; None where nothing of a name is left."""
    while first <= last and (tokens[first].text.lower() in _LEADING or not tokens[first].text[:1].isalpha()):
        first += 1
    while last >= first and (tokens[last].text in _POSSESSIVE or not tokens[last].text[-1:].isalnum()):
        last -= 1
    if first > last or last - first >= LONGEST or not tokens[first].text[:1].isupper():
        return None
    words = [t.text for t in tokens[first : last + 1]]
    if any(any(c.isdigit() for c in word) or word.lower() in _WORDS["not names"] for word in words):
        return None
    if any(word in _POSSESSIVE for word in words[:-1]) and not words[-1][:1].isupper():
        return None
    if tuple(word.lower() for word in words) in roles() or words[-1].lower() in {"of", "and", "for", "the"}:
        return None
    return (first, last) if len(words[0]) > 1 or len(words) > 1 else None


def _weigh(
    sentence: Sentence,
    first: int,
    last: int,
    label: str,
    standings: dict[Words, Standing],
    surnames: Counter[str],
) -> None:
    """Add what one occurrence tells of a name."""
    tokens = sentence.tokens
    words = tuple(words_of(" ".join(t.text for t in tokens[first : last + 1])))
    if not words:
        return
    standing = standings.setdefault(words, Standing())
    standing.seen += 1
    standing.texts[_text_of(tokens, first, last)] += 1
    standing.inside += first > 0 and tokens[first - 1].text[:1] not in {'"', "“", "‘", "'", "«", "."}
    if label:
        standing.kinds[_LABELS[label]] += 1
    behind, before = _behind(tokens, last), _before(tokens, first)
    for kind, weight in (*behind, *before):
        standing.kinds[kind] += weight
        standing.cues[kind] += weight
    standing.called.update(_called(tokens, first, last))
    if _acts(tokens, first, last) or any(weight > 1 and kind != "person" for kind, weight in behind):
        standing.acts += 1
    titled = any(kind == "person" and weight >= STRONG for kind, weight in (*behind, *before))
    if (label == "PERSON" or titled) and len(words) > 1 and not names_body(words):
        surnames.update((words[-1], words[0]))


def _text_of(tokens: Sequence[Token], first: int, last: int) -> str:
    """The words of a run as they stand, white space made single."""
    parts = [tokens[first].text]
    for one, two in zip(tokens[first:last], tokens[first + 1 : last + 1], strict=True):
        parts += [" " if two.start > one.end else "", two.text]
    return "".join(parts)


def _behind(tokens: Sequence[Token], last: int) -> list[tuple[str, int]]:
    """(kind, weight) by the words behind a name: its government or board, "who" or "which", and an apposition."""
    rest = tokens[last + 1 : last + 8]
    if not rest:
        return []
    if rest[0].text in _POSSESSIVE:
        return _owned(rest[1:5])
    if rest[0].text != "," or len(rest) < 3:
        return []
    opener = rest[1].text.lower()
    if opener == "who":
        return [("person", STRONG)]
    if opener == "which":
        return [("body", 1), ("state", 1)]
    if opener not in {"the", "a", "an", "its", "their"} and not rest[2].text.startswith(("'s", "’s")):
        return []
    if _is_subject(tokens, last + 2):
        return []
    noun = _head_noun(tokens, last + 2)
    if noun in nouns_for_bodies():
        return [("body", STRONG)]
    if noun in _WORDS["countries"]:
        return [("state", STRONG)]
    return [("person", STRONG)] if (noun,) in _office_heads() else []


def _ruling_adjectives(tokens: Sequence[Token]) -> Iterator[str]:
    """The adjectives of lands: "Lutian" of "Lutian President Sima Vell" and of "the Lutian museum"."""
    for index, token in enumerate(tokens):
        adjective = token.text[:1].isupper() and token.text[-1:] in "nchsie" and len(token.text) > 3
        if not adjective:
            continue
        behind = tokens[index + 1 : index + 4]
        describes = token.pos in {"ADJ", "PROPN"} and bool(behind) and behind[0].pos == "NOUN"
        if describes or any(t.text.lower() in _WORDS["ruling"] for t in behind):
            yield token.text


def _owned(behind: Sequence[Token]) -> list[tuple[str, int]]:
    """(kind, weight) by what a name owns: a state its government, a body its board."""
    for token in behind:
        if token.pos in {"VERB", "AUX", "PUNCT", "ADP"}:
            break
        if token.text.lower() in _WORDS["ruling"]:
            return [("state", STRONG)]
        if token.text.lower() in _WORDS["owned"]:
            return [("body", STRONG - 1)]
    return []


def _head_noun(tokens: Sequence[Token], start: int) -> str:
    """The last noun of the phrase that begins at a token, before any preposition, mark or verb."""
    noun = ""
    for token in tokens[start : start + 8]:
        if token.pos in {"ADP", "VERB", "AUX", "PRON"} or (token.text in {",", ".", ";", ")"}):
            break
        if token.pos in {"NOUN", "PROPN"}:
            noun = token.text.lower()
    return noun


def _is_subject(tokens: Sequence[Token], start: int) -> bool:
    """Whether the phrase that begins at a token is the subject of a verb right behind it, and tells nothing of the name
    before it: "after talks with Bayline, the operator said"."""
    for index in range(start, min(start + 8, len(tokens) - 1)):
        if tokens[index].dep in {"nsubj", "nsubjpass"}:
            return tokens[index + 1].pos in {"VERB", "AUX", "ADV"}
        if tokens[index].pos not in {"DET", "ADJ", "NOUN", "PROPN", "PART"}:
            return False
    return False


@cache
def _office_heads() -> frozenset[Words]:
    """The last words of all offices."""
    return frozenset((words[-1],) for words in roles())


def _before(tokens: Sequence[Token], first: int) -> list[tuple[str, int]]:
    """(kind, weight) by the words before a name: a title, "the government of", "in"."""
    if first == 0:
        return []
    small = tokens[first - 1].text.lower()
    if small in _WORDS["honorifics"]:
        return [("person", STRONG)]
    if (small,) in _office_heads():
        return [("person", STRONG)] if tokens[first - 1].text[:1].isupper() else [("person", 1)]
    if small in nouns_for_bodies():
        return [("body", STRONG - 1)]
    if small == "of" and first > 1 and tokens[first - 2].text.lower() in _WORDS["ruling"]:
        return [("state", STRONG)]
    return [("place", STRONG - 1)] if small in _WORDS["locative"] else []


def _called(tokens: Sequence[Token], first: int, last: int) -> Iterator[str]:
    """The common nouns for a body set beside its name: "Bayline, the operator", "the operator Bayline"."""
    if first and tokens[first - 1].text in nouns_for_bodies():
        yield tokens[first - 1].text
    if last + 2 < len(tokens) and tokens[last + 1].text == "," and tokens[last + 2].text.lower() in {"the", "a", "an"}:
        noun = _head_noun(tokens, last + 2)
        if noun in nouns_for_bodies() and not _is_subject(tokens, last + 2):
            yield noun


def _acts(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a name stands as a subject or an agent, alone or with others."""
    for index in range(first, last + 1):
        token = tokens[index]
        seen = 0
        while token.dep == "conj" and seen < 4:
            token, seen = tokens[token.head], seen + 1
        if token.dep in {"nsubj", "nsubjpass"} or (
            token.dep == "pobj" and tokens[token.head].text.lower() == "by" and tokens[token.head].dep == "agent"
        ):
            return True
    return False


def names_body(words: Words) -> bool:
    """Whether a name has a word that bodies bear."""
    small = {word.lower() for word in words}
    return bool(small & (_WORDS["bodies"] | _WORDS["offices"]))
