"""The sentences of all articles: parsed once, held as bytes, and unfolded for an article when they are asked for."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import overload

from detente.evidence import DocumentId
from detente.record.analyzer import Analyzer, ParseCache, SpacyAnalyzer
from detente.record.reading import Sentence
from detente.record.recall import Recall
from detente.sources.document import Document, Library

__all__ = ["Prose", "Unfolding"]

MOST_TOKENS = 600_000
"""So many tokens stand unfolded at once, a few thousand articles of news; the others are unfolded for each use."""

PARSES = "parses"
"""The name under which it is kept where the parses of articles stand."""

Tell = Callable[[int, int], None]


class Unfolding(Sequence[Sentence]):
    """The sentences of one article, which are unfolded when one of them is looked at."""

    __slots__ = ("_unfold",)

    def __init__(self, unfold: Callable[[], tuple[Sentence, ...]]) -> None:
        self._unfold = unfold

    @overload
    def __getitem__(self, place: int) -> Sentence: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[Sentence, ...]: ...

    def __getitem__(self, place: int | slice) -> Sentence | tuple[Sentence, ...]:
        return self._unfold()[place]

    def __len__(self) -> int:
        return len(self._unfold())

    def __iter__(self) -> Iterator[Sentence]:
        return iter(self._unfold())


class Prose:
    """The sentences of a library's articles.

    Processes that are forked find in memory what `ready` was told of: they share no cache with their parent.
    """

    def __init__(self, library: Library, analyzer: Analyzer, cache: ParseCache | None) -> None:
        self._library = library
        self._analyzer = analyzer
        self._cache: ParseCache = {} if cache is None else cache
        self._held: dict[str, bytes] = {}
        self._unfolded: dict[str, tuple[Sentence, ...]] = {}
        self._last: tuple[str, tuple[Sentence, ...]] = ("", ())
        self._tokens = 0

    def of(self, document: Document) -> Unfolding:
        """The sentences of one article."""
        return Unfolding(lambda: self._sentences(document))

    def parse(
        self, documents: Sequence[Document], tell: Tell = lambda done, total: None
    ) -> dict[DocumentId, tuple[str, ...]]:
        """Parse what was not parsed before, and tell where the parses of each article are kept.

        Other analyzers than spaCy's read when they are asked, and keep nothing.
        """
        found: dict[DocumentId, tuple[str, ...]] = {}
        tell(0, len(documents))
        if isinstance(self._analyzer, SpacyAnalyzer):
            items = ((document, self._library.passages_of(document.id)) for document in documents)
            for document, keys in zip(documents, self._analyzer.parse(items, cache=self._cache), strict=True):
                found[document.id] = keys
                tell(len(found), len(documents))
        tell(len(documents), len(documents))
        return found

    def parse_again(self, recall: Recall, tell: Tell = lambda done, total: None) -> None:
        """The same for the whole library; of articles that are as they were, it is known where their parses are kept.

        To find that out anew, every text would have to be made readable. What is known is only where to look: a parse
        that does not stand there is found missing when its article is unfolded.
        """
        documents = self._library.documents
        kept = recall.of_pile(PARSES)
        known = kept if type(kept) is dict else {}
        there = {d.id: keys for d in documents if self._holds(keys := known.get(recall.key_of(d)))}
        there |= self.parse([d for d in documents if d.id not in there], tell)
        if recall.keeps and there:
            recall.keep_of_pile(PARSES, {recall.key_of(d): there[d.id] for d in documents})

    def _holds(self, keys: object) -> bool:
        """Whether all of these are keys of parses that are kept."""
        return type(keys) is list and all(type(key) is str and key in self._cache for key in keys)

    def ready(self, documents: Iterable[Document]) -> None:
        """Hold the parses of some articles, and unfold the first of them, before processes are forked."""
        for document in documents:
            if document.id not in self._unfolded:
                self._hold(document)
                if self._tokens < MOST_TOKENS:
                    self._sentences(document)

    def keys(self, document: Document) -> tuple[str, ...]:
        """The keys under which the parses of an article are kept."""
        if not isinstance(self._analyzer, SpacyAnalyzer):
            return ()
        return self._analyzer.keys(document, self._library.passages_of(document.id))

    def _hold(self, document: Document) -> None:
        """Have the parses of an article in memory; one that the cache has lost is made again."""
        missing = [key for key in self.keys(document) if key not in self._held]
        if any(key not in self._cache for key in missing):
            self.parse([document])
        self._held.update((key, self._cache[key]) for key in missing)

    def _sentences(self, document: Document) -> tuple[Sentence, ...]:
        """The sentences, unfolded; those of the article last asked for, and of the first articles, stay so."""
        known = self._unfolded.get(document.id)
        if known is not None:
            return known
        if self._last[0] == document.id:
            return self._last[1]
        self._hold(document)
        item = (document, self._library.passages_of(document.id))
        (found,) = self._analyzer.sentences(iter([item]), cache=self._held)
        if self._tokens < MOST_TOKENS:
            self._unfolded[document.id] = found
            self._tokens += sum(len(sentence.tokens) for sentence in found)
        else:
            self._last = (document.id, found)
        return found
