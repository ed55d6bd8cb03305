"""Gaps: what the sources do not tell."""

from record.river_articles import article, record_of


def test_a_long_silence_between_events_is_a_gap() -> None:
    """Years without any event are named, with the events on either side."""
    record = record_of(
        article(
            "a",
            "Norland attacked Sudland on May 3, 2021. Norland and Sudland signed a truce on May 9, 2021. "
            "Norland closed the Tarn lock on May 5, 2031.",
        )
    )

    assert ["2021-05-09 to 2031-05-05"] == [gap.about for gap in record.gaps if gap.kind == "silent period"]


def test_a_party_spoken_of_and_never_heard_is_a_missing_voice() -> None:
    """Named time and again in two articles, quoted in none."""
    record = record_of(
        article("a", "Norland said that Westland was to blame. Norland told Westland to leave."),
        article("b", "Norland said that it would fine Westland. Norland accused Westland of theft."),
    )

    assert ["Westland"] == [gap.about for gap in record.gaps if gap.kind == "missing voice"]


def test_a_question_an_article_raises_is_listed() -> None:
    """An open question in the article's own voice."""
    record = record_of(article("a", "Norland closed the lock on Monday. Who will pay for the harvest?"))

    assert ["Who will pay for the harvest?"] == [gap.about for gap in record.gaps if gap.kind == "unanswerable"]
