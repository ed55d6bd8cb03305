"""Which words stand within somebody's speech, however many quotations there are."""

from hypothesis import given
from hypothesis import strategies as st

from detente.record.attribution.quotes import quotes, spoken

PIECES = st.lists(st.sampled_from(("“", "”", '"', "‘", "’", "one ", "two ", "three. ", "four, ", "\n")), max_size=40)


@given(PIECES)
def test_the_words_are_those_between_the_marks_of_a_speech(pieces: list[str]) -> None:
    """As the definition has it: begun and ended within a quotation that is long enough to be one."""
    text = "".join(pieces)
    words = [(at, at + 1) for at, letter in enumerate(text) if not letter.isspace()]
    found = quotes(text, 0, len(text))
    expected = {
        number
        for number, (start, end) in enumerate(words)
        if any(quote.is_speech and quote.start <= start and end <= quote.end for quote in found)
    }

    assert expected == spoken(words, found)
