"""The analyzer's laws: offsets into the unaltered text, one tuple per document, the same answer from the cache."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.evidence import DocumentId, Span
from detente.record.analyzer import Analyzer, best_analyzer, rule_analyzer
from detente.record.reading import Sentence
from detente.sources.document import Document, Passage

NEWS = (
    "Norland’s minister, Mr. Ada Orr, said on Monday that\r\nthe lock “will stay shut.” She left.\r\n\r\n"
    'Sudland\'s envoys \u2014 all three \u2014 wept 🙂 in Port Vell. "Never," one said.\r\n'
)


def item(text: str, name: str = "a") -> tuple[Document, tuple[Passage, ...]]:
    """A document with a body passage for each paragraph."""
    document = Document(id=DocumentId(name), file=f"sources/{name}.txt", text=text)
    blocks = [m.span() for m in re.finditer(r"\S(?:.|\r?\n(?!\r?\n))*", text)]
    passages = [
        Passage(span=Span(document=document.id, start=start, end=end), kind="body", number=number)
        for number, (start, end) in enumerate(blocks, 1)
    ]
    return document, tuple(passages)


def words(sentences: tuple[Sentence, ...]) -> list[str]:
    """The words of all sentences."""
    return [token.text for sentence in sentences for token in sentence.tokens]


@pytest.fixture(params=["model", "rules"])
def analyzer(request: pytest.FixtureRequest) -> Analyzer:
    """Each tier that a plain install has."""
    return best_analyzer() if request.param == "model" else rule_analyzer()


def test_tokens_stand_where_they_say(analyzer: Analyzer) -> None:
    """Every token's text is the document's text at its offsets, whatever the line ends and quote marks."""
    document, passages = item(NEWS)
    (sentences,) = analyzer.sentences([(document, passages)])

    assert [document.text[t.start : t.end] for s in sentences for t in s.tokens] == words(sentences)
    assert "“" in words(sentences)


def test_nothing_but_white_space_falls_between_tokens(analyzer: Analyzer) -> None:
    """The tokens of a passage hold all of its characters that are not white space."""
    document, passages = item(NEWS)
    (sentences,) = analyzer.sentences([(document, passages)])

    assert "".join(NEWS.split()) == "".join("".join(words(sentences)).split())


def test_sentences_end_at_stops_and_not_at_titles(analyzer: Analyzer) -> None:
    """ "Mr." ends no sentence, a quotation's stop does, and a comma within quotes does not."""
    document, passages = item(NEWS)
    (sentences,) = analyzer.sentences([(document, passages)])
    starts = [document.text[s.start : s.start + 8] for s in sentences]

    assert starts == ["Norland’", "She left", "Sudland'", '"Never,"']


def test_one_tuple_for_each_document_in_order(analyzer: Analyzer) -> None:
    """A document without prose gives an empty tuple and shifts nothing."""
    items = [item("Norland spoke.", "a"), item("", "b"), item("Sudland listened.", "c")]

    assert [words(sentences) for sentences in analyzer.sentences(items)] == [
        ["Norland", "spoke", "."],
        [],
        ["Sudland", "listened", "."],
    ]


def test_a_cached_parse_is_the_parse() -> None:
    """Reading from the cache gives what parsing gave, also where the passage stands elsewhere by then."""
    cache: dict[str, bytes] = {}
    analyzer = best_analyzer()
    list(analyzer.sentences([item(NEWS)], cache=cache))
    document, passages = item("A word ahead.\r\n\r\n" + NEWS)
    filled = dict(cache)

    assert list(analyzer.sentences([(document, passages)], cache=cache)) == list(
        analyzer.sentences([(document, passages)])
    )
    assert set(filled) < set(cache)


def test_damaged_cache_entries_are_parsed_again() -> None:
    """Bytes that are no parse cost a parse and nothing else."""
    cache: dict[str, bytes] = {}
    analyzer = best_analyzer()
    expected = list(analyzer.sentences([item(NEWS)], cache=cache))
    damaged = dict.fromkeys(cache, b"\xff not a parse")

    assert expected == list(analyzer.sentences([item(NEWS)], cache=damaged))
    assert cache == damaged


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=200))
def test_arbitrary_text_is_read_without_complaint(text: str) -> None:
    """Any text at all has sentences whose tokens stand where they say, in both tiers."""
    for analyzer in (best_analyzer(), rule_analyzer()):
        document, passages = item(text)
        (sentences,) = analyzer.sentences([(document, passages)])

        assert [document.text[t.start : t.end] for s in sentences for t in s.tokens] == words(sentences)


def test_verbs_keep_their_silent_e() -> None:
    """ "Hopes" and "hoped" are of "hope"; "hopped" and "visited" lose nothing."""
    document, passages = item("She hopes it rains. He hoped to win. It hopped away. They visited Port Vell.")
    (sentences,) = best_analyzer().sentences([(document, passages)])
    lemmas = {t.text: t.lemma for s in sentences for t in s.tokens if t.pos == "VERB"}

    assert {
        "hopes": "hope",
        "rains": "rain",
        "hoped": "hope",
        "win": "win",
        "hopped": "hop",
        "visited": "visit",
    } == lemmas


@pytest.mark.parametrize("marks", ["(", "'\"", "*", "=", "_", "’s", "[”"])
def test_marks_without_end_are_cut_short(marks: str) -> None:
    """No more than a few hundred of them are tokens; the words on either side are read, each where it stands."""
    run = marks * 3000
    document, passages = item(f"Norland shut it. {run} Sudland left.")
    (sentences,) = best_analyzer().sentences([(document, passages)])
    found = words(sentences)

    assert [document.text[t.start : t.end] for s in sentences for t in s.tokens] == found
    assert ["Norland", "shut", "it", "."] == found[:4]
    assert ["Sudland", "left", "."] == found[-3:]
    assert len(found) < 3300


def test_a_ruled_line_stays_whole() -> None:
    """A line of dashes is one token, however long it is."""
    document, passages = item(f"Norland shut it.\n{'-' * 300}\nSudland left.")
    (sentences,) = best_analyzer().sentences([(document, passages)])

    assert "-" * 300 in words(sentences)
