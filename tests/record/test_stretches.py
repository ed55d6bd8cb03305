"""What stands in a stretch of an article: halving finds what looking at everything would find."""

from dataclasses import replace

import pytest

from detente.record.analyzer import LONGEST_SENTENCE, rule_analyzer
from detente.record.reading import Reading, Vocabulary, VocabularyActor
from detente.record.stretches import (
    beginning_in,
    date_over,
    first_behind,
    mentions_over,
    mentions_within,
    sentence_at,
    token_at,
)
from record.prose import read

TEXT = (
    "Norland shut the lock on May 3, 2019. On 4 June Norland's envoy met Sudland in 2018 and 2019.\n\n"
    "“We paid,” Sudland said. Both left on Monday: Norland first, Sudland on Tuesday."
)


@pytest.fixture(scope="module")
def reading() -> Reading:
    """An article with dates, mentions and paragraphs."""
    parties = Vocabulary(actors=(VocabularyActor("norland", "Norland"), VocabularyActor("sudland", "Sudland")))
    (found,) = read(TEXT, analyzer=rule_analyzer(), vocabulary=parties)
    return found


OFFSETS = range(-2, len(TEXT) + 3)


def test_what_begins_in_a_stretch_is_found(reading: Reading) -> None:
    """Of dates and of mentions, between any two offsets."""
    for start in OFFSETS:
        for end in range(start, len(TEXT) + 3, 7):
            for entries in (reading.dates, reading.mentions):
                expected = [e for e in entries if start <= e.citation.span.start < end]

                assert expected == list(beginning_in(entries, start, end))


def test_a_mention_within_words_ends_with_them(reading: Reading) -> None:
    """One that runs on behind them is not within them."""
    for start in OFFSETS:
        for end in range(start, len(TEXT) + 3, 5):
            spans = [(m.citation.span.start, m.citation.span.end, m) for m in reading.mentions]

            assert [m for s, e, m in spans if start <= s and e <= end] == mentions_within(reading, start, end)


def test_what_stands_at_an_offset_is_found(reading: Reading) -> None:
    """The date, the mentions, the sentence and the word."""
    tokens = reading.sentences[0].tokens
    for at in OFFSETS:
        over = [m for m in reading.mentions if m.citation.span.start <= at < m.citation.span.end]
        dates = [d for d in reading.dates if d.citation.span.start <= at < d.citation.span.end]
        begun = [n for n, sentence in enumerate(reading.sentences) if sentence.start <= at]

        assert over == mentions_over(reading, at)
        assert (dates[0] if dates else None) == date_over(reading.dates, at)
        assert max(begun, default=-1) == sentence_at(reading.sentences, at)
        assert next((i for i, t in enumerate(tokens) if t.start <= at < t.end), None) == token_at(tokens, at)
        assert next((i for i, t in enumerate(tokens) if t.start >= at), len(tokens)) == first_behind(tokens, at)


def test_a_long_mention_holds_those_behind_it(reading: Reading) -> None:
    """A mention that begins long before an offset is over it all the same."""
    first, last = reading.mentions[0], reading.mentions[-1]
    whole = reading.document.cite(first.citation.span.start, last.citation.span.end)
    long = replace(reading, mentions=(replace(first, citation=whole), *reading.mentions[1:]))

    assert [long.mentions[0], last] == mentions_over(long, last.citation.span.start)


def test_a_question_is_answered_once(reading: Reading) -> None:
    """A second asking finds what the first did; another reading is asked anew."""
    asked: list[Reading] = []

    def find(one: Reading) -> int:
        asked.append(one)
        return len(asked)

    fresh = replace(reading)

    assert [1, 1, 2] == [fresh.once(find), fresh.once(find), replace(fresh).once(find)]


def test_a_sentence_longer_than_any_is_read_in_parts() -> None:
    """No word of it is lost, and none hangs on a word of another part."""
    words = " ".join(f"w{number}" for number in range(2 * LONGEST_SENTENCE + 5))
    (found,) = read(words, analyzer=rule_analyzer())

    assert [LONGEST_SENTENCE, LONGEST_SENTENCE, 5] == [len(sentence.tokens) for sentence in found.sentences]
    assert words.split() == [token.text for sentence in found.sentences for token in sentence.tokens]
    assert all(0 <= t.head < len(sentence.tokens) for sentence in found.sentences for t in sentence.tokens)
