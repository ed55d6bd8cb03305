"""What an extractor is handed: one article with its sentences, actors and dates.

`Vocabulary` is the case's own: the `actors`, `terms` and `issues` blocks of case.yaml. It extends what is
learned from the coverage and wins over it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from detente.evidence import UNKNOWN, DateRange
from detente.record.entries import Actor, DateExpression, Mention
from detente.sources.document import Document, Passage

__all__ = ["Entity", "Gleaner", "Reading", "Sentence", "Token", "Vocabulary", "VocabularyActor"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class VocabularyActor:
    """An actor as the case file names it."""

    id: str
    name: str
    also: tuple[str, ...] = ()
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """The case's own words: actors, names of one thing by concept, issues by id."""

    actors: tuple[VocabularyActor, ...] = ()
    terms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    issues: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Token:
    """One token: offsets into the document's text, and what the analyzer says of it.

    `head` is the index, within the sentence, of its syntactic head (itself for the root); the rule-only tier leaves
    `dep` empty and every `head` at itself.
    """

    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int


@dataclass(frozen=True, slots=True)
class Entity:
    """A named entity as the analyzer sees it; the case's vocabulary overrules it."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence of a passage with its tokens and entities."""

    start: int
    end: int
    passage: Passage
    tokens: tuple[Token, ...]
    entities: tuple[Entity, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One article, ready for the extractors: prose sentences in order, mentions and dates by offset.

    Extractors find in `actors` those whom the article names, with everybody they act for, those of whose name one of
    its words is the adjective, and its author: what else the pile knows cannot change what they read. The rules that
    compare articles find everybody.
    """

    document: Document
    passages: tuple[Passage, ...]
    sentences: Sequence[Sentence]
    published: DateRange = UNKNOWN
    actors: Mapping[str, Actor] = field(default_factory=dict)
    mentions: tuple[Mention, ...] = ()
    dates: tuple[DateExpression, ...] = ()
    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    tier: str = "rules"
    gleaned: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)
    _known: dict[Callable[["Reading"], Any], Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def once(self, find: Callable[["Reading"], T]) -> T:
        """What a function finds in this reading, worked out when it is first asked for."""
        if find not in self._known:
            self._known[find] = find(self)
        found: T = self._known[find]
        return found


@dataclass(frozen=True, slots=True)
class Gleaner(Generic[T]):
    """What a rule that compares articles takes from each of them by itself, so that it can be kept from run to run.

    `kind` is the type of a finding, a frozen dataclass. `take` follows from the reading alone, in which it finds what
    the extractors gave under `gleaned`; it never raises, whatever the text.
    """

    name: str
    kind: type[T]
    take: Callable[[Reading], Iterable[T]]

    def of(self, reading: Reading) -> tuple[T, ...]:
        """What was taken from the article when it was read; taken now where it was not."""
        found = reading.gleaned.get(self.name)
        return tuple(self.take(reading)) if found is None else found
