"""When an event was: the date that governs its word, or what publication allows."""

from datetime import date

import pytest

from detente.evidence import DateRange, DocumentId, Span
from detente.record.analyzer import Analyzer, best_analyzer, rule_analyzer
from detente.record.anchoring import when
from detente.record.dating import date_expressions
from detente.record.reading import Reading
from detente.sources.document import Document, Passage

PUBLISHED = DateRange.day(date(2019, 1, 4))


def dated(text: str, word: str, analyzer: Analyzer, published: DateRange = PUBLISHED) -> DateRange:
    """The date of the event whose word stands in the text."""
    document = Document(id=DocumentId("a"), file="sources/a.txt", text=text)
    passage = Passage(span=Span(document=document.id, start=0, end=len(text)), kind="body", number=1)
    (sentences,) = analyzer.sentences([(document, (passage,))])
    reading = Reading(
        document=document,
        passages=(passage,),
        sentences=sentences,
        published=published,
        dates=date_expressions(document, published=published),
    )
    at = text.index(word)
    sentence = next(s for s in sentences if s.start <= at < s.end)
    return when(sentence, at, reading)


TIERS = [pytest.param(best_analyzer, id="parsed"), pytest.param(rule_analyzer, id="rules")]


@pytest.mark.parametrize("tier", TIERS)
def test_an_event_takes_the_date_of_its_clause(tier: type[Analyzer]) -> None:
    """With or without a parse, the date beside the verb is the verb's."""
    found = dated("The premiers met in Lund on 12 September 2018.", "met", tier())

    assert (date(2018, 9, 12), date(2018, 9, 12)) == (found.earliest, found.latest)


def test_a_saying_keeps_its_own_date_apart_from_what_is_said() -> None:
    """In "said on Friday she would visit in June" the visit is in June and the saying on Friday."""
    text = "The premier said on Friday that she would visit Lund in June."

    assert date(2019, 1, 4) == dated(text, "said", best_analyzer()).latest
    assert date(2019, 6, 1) == dated(text, "visit", best_analyzer()).earliest


def test_undated_news_lies_on_or_shortly_before_publication() -> None:
    """A range that ends with publication, and says why."""
    found = dated("The premiers agreed to talk.", "agreed", best_analyzer())

    assert (date(2019, 1, 4), "publication") == (found.latest, "publication" if "publication" in found.reason else "")


def test_nothing_is_known_of_undated_news_without_a_publication() -> None:
    """No date in the text and none of the article: unknown."""
    found = dated("The premiers agreed to talk.", "agreed", best_analyzer(), DateRange(earliest=None, latest=None))

    assert (None, None) == (found.earliest, found.latest)


def test_what_is_told_after_the_main_event_is_of_its_day() -> None:
    """After "on Thursday" the story goes on in the past tense: likely Thursday, at the latest the day of the article."""
    text = "The premiers met in Lund on Thursday. They signed a protocol."
    found = dated(text, "signed", best_analyzer())

    assert (date(2019, 1, 3), date(2019, 1, 4)) == (found.earliest, found.latest)
    assert (date(2019, 1, 3), date(2019, 1, 3)) == (found.settled().earliest, found.settled().latest)


def test_a_participle_has_the_time_of_its_verb() -> None:
    """In "They met on Thursday. … left, saying" the saying is of Thursday as the leaving is."""
    text = "The premiers met in Lund on Thursday. Ada Berg left early, saying nothing."

    assert dated(text, "left", best_analyzer()).settled() == dated(text, "saying", best_analyzer()).settled()


def test_a_history_runs_on_in_its_paragraph() -> None:
    """What follows "In 1956" in the past tense is of 1956, and not of the week of the article."""
    text = "In 1956 the premiers met in Lund. They signed a declaration."
    found = dated(text, "signed", best_analyzer())

    assert (date(1956, 1, 1), date(1956, 12, 31)) == (found.earliest, found.latest)


def test_a_history_after_a_day_does_not_begin_before_it() -> None:
    """After "On 19 October 1956" the next act is likely of that day, and not before it."""
    text = "On 19 October 1956 the premiers met in Lund. They signed a declaration."
    found = dated(text, "signed", best_analyzer())

    assert (date(1956, 10, 19), date(1956, 10, 19)) == (found.earliest, found.likely)


def test_what_is_said_after_a_history_is_news() -> None:
    """The sentence before may tell of 1956: "said" is of the article's week all the same."""
    text = "In 1956 the premiers met in Lund. The envoy said it was a pity."
    found = dated(text, "said", best_analyzer())

    assert date(2019, 1, 4) == found.settled().latest == found.settled().earliest


def test_a_date_within_a_name_gives_way_to_one_that_stands_free() -> None:
    """In "Yesterday, at this year's forum, she opened" the opening was yesterday."""
    found = dated("Yesterday, at this year's forum in Lund, Ada Berg opened the talks.", "opened", best_analyzer())

    assert (date(2019, 1, 3), date(2019, 1, 3)) == (found.earliest, found.latest)


def test_no_day_is_likely_where_publication_is_not_known_to_the_day() -> None:
    """Undated news of an article from some day in January has no likely day."""
    january = DateRange(earliest=date(2019, 1, 1), latest=date(2019, 1, 31), granularity="month")

    assert dated("The premiers agreed to talk.", "agreed", best_analyzer(), january).likely is None


LEAD = "The premier said on Friday she would visit Lund. She caught the king off guard in September with an offer. "


def test_a_story_that_went_back_does_not_return_to_the_lead_by_itself() -> None:
    """After a sentence of September, an undated one is not of the Friday that the lead names."""
    found = dated(LEAD + "The king later rejected the offer.", "rejected", best_analyzer())

    assert found.earliest != found.latest


def test_a_year_that_describes_a_paper_dates_what_its_clause_tells() -> None:
    """In "a 1956 statement in which they agreed" the agreement is of 1956."""
    found = dated("They spoke of a 1956 statement in which Lund agreed to leave.", "agreed", best_analyzer())

    assert (date(1956, 1, 1), date(1956, 12, 31)) == (found.earliest, found.latest)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Despite talks in 2016–2018 they met again.", date(2016, 1, 1), date(2018, 12, 31)),
        ("The talks ran from May 2016 to July 2017.", date(2016, 5, 1), date(2017, 7, 31)),
        ("The talks between 2016 and 2018 failed.", date(2016, 1, 1), date(2018, 12, 31)),
        ("The talks of 2016 and the vote of 2018 failed.", date(2016, 1, 1), date(2016, 12, 31)),
    ],
)
def test_a_span_of_days_runs_from_its_first_to_its_last(text: str, first: date, last: date) -> None:
    """Two dates that are the ends of one span date the event together; two that are not, do not."""
    found = dated(text, "talks", best_analyzer())

    assert (first, last) == (found.earliest, found.latest)


def test_since_when_is_not_when() -> None:
    """In "in 2022, for the first time since the 2000s" the saying is of 2022."""
    found = dated("In 2022, for the first time since the 2000s, Lund called it unlawful.", "called", best_analyzer())

    assert (date(2022, 1, 1), date(2022, 12, 31)) == (found.earliest, found.latest)
