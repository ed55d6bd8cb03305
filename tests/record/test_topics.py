"""Which sentences of a pile are of one matter, by the rare words they share."""

from detente.evidence import Citation, DocumentId, Span
from detente.record.disagreements.topics import Topic, Topics


def clause(document: str, start: int) -> Citation:
    """A clause that begins at an offset of a document."""
    return Citation(span=Span(document=DocumentId(document), start=start, end=start + 4), quote="lock")


def pile(*told: tuple[str, int, set[str]], others: int) -> Topics:
    """The topics of some sentences among others that share the word "river"."""
    near = [Topic(document=d, start=s, words=frozenset(w)) for d, s, w in told]
    return Topics([*near, *(Topic(document="z", start=n, words=frozenset({"river"})) for n in range(others))])


def test_sentences_of_one_matter_share_two_rare_words() -> None:
    """Two articles that share a word of every sentence and one rare word are no pair; two rare words make one."""
    told = [("a", 0, {"river", "lock", "bell"}), ("b", 0, {"river", "lock"}), ("c", 0, {"lock", "bell"})]
    topics = pile(*told, others=30)
    clauses = [clause(document, start) for document, start, _ in told]
    assert [(clauses[0], clauses[2])] == list(topics.pairs(clauses, lambda cited: cited))


def test_no_word_is_rare_among_few_sentences() -> None:
    """In a pile of three sentences nothing can be told to be rare."""
    told = [("a", 0, {"lock", "bell"}), ("b", 0, {"lock", "bell"})]
    topics = pile(*told, others=1)
    assert frozenset() == topics.shared(clause("a", 0), clause("b", 0))
