"""When an event was: the date that governs its word, or what publication allows."""

from datetime import date

import pytest

from detente.evidence import DateRange, DocumentId, Span
from detente.record.analyzer import Analyzer, best_analyzer, rule_analyzer
from detente.record.anchoring import carried_over, has_gone_back, in_clause, since_told, when
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


def scene(text: str, word: str, published: DateRange = PUBLISHED, tier: type[Analyzer] = best_analyzer):
    """The sentence that holds the word, where the word stands, and the reading."""
    document = Document(id=DocumentId("a"), file="sources/a.txt", text=text)
    passage = Passage(span=Span(document=document.id, start=0, end=len(text)), kind="body", number=1)
    (sentences,) = tier().sentences([(document, (passage,))])
    reading = Reading(
        document=document,
        passages=(passage,),
        sentences=sentences,
        published=published,
        dates=date_expressions(document, published=published),
    )
    at = text.index(word)
    return next(s for s in sentences if s.start <= at < s.end), at, reading


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("The premiers met in Lund on Thursday. They signed it.", date(2019, 1, 3)),
        ("Every Friday they swim. The premiers met in Lund on Thursday. They signed it.", date(2019, 1, 3)),
        ("For three days it rained. The premiers met in Lund on Thursday. They signed it.", date(2019, 1, 3)),
        ("In May 2018 it rained. The premiers met in Lund on Thursday. They signed it.", date(2019, 1, 3)),
        ("The premiers met in Lund on 3 December 2018. They signed it.", None),
        ("The premiers will meet in Lund on Monday. They signed it.", None),
        ("The premiers met in Lund on Thursday. They will have signed it.", None),
        ("They signed it. The premiers met in Lund on Thursday.", None),
    ],
)
def test_the_main_event_is_the_first_day_shortly_before_publication(text: str, first: date | None) -> None:
    """Not a repetition, a length, a month, a day long past or to come; and only what is told as past after it."""
    found = carried_over(*scene(text, "signed"))

    assert first == (found.earliest if found else None)


@pytest.mark.parametrize(
    ("text", "word", "past"),
    [
        ("They met on Thursday. They signed it.", "signed", True),
        ("They met on Thursday. It was signed.", "signed", True),
        ("They met on Thursday. They were signing it.", "signing", True),
        ("They met on Thursday. They wanted to sign it.", "sign it", True),
        ("They met on Thursday. They left early, signing nothing.", "signing", True),
        ("They met on Thursday. They will sign it.", "sign it", False),
        ("They met on Thursday. They have signed it.", "signed", False),
        ("They met on Thursday. They sign it.", "sign it", False),
        ("They met on Thursday. They could have signed it.", "signed", False),
        ("They met on Thursday. The signature was late.", "signature", False),
        ("They met on Thursday. They sign it because they did not meet.", "sign it", False),
        ("They met on Thursday. Sign it.", "Sign it", False),
    ],
)
def test_only_what_is_told_as_past_is_of_the_main_event(text: str, word: str, past: bool) -> None:
    """A past form, or what hangs on one; not what will be, what has been, nor a thing."""
    assert past == (carried_over(*scene(text, word)) is not None)


@pytest.mark.parametrize(("word", "past"), [("agreed", True), ("said", True), ("agree", False), ("premiers", False)])
def test_without_a_parse_the_ending_tells_the_past(word: str, past: bool) -> None:
    """A word in -ed, or "said"."""
    text = f"They met on Thursday. Then {word} they in Lund."

    assert past == (carried_over(*scene(text, word, tier=rule_analyzer)) is not None)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("The premiers met in Lund on 3 May 2018. They later signed it.", date(2018, 5, 3)),
        ("The premiers met in Lund. They later signed it.", None),
        ("They later signed it. The premiers met in Lund on 3 May 2018.", None),
        ("The premiers will meet in Lund on 3 May 2019. They later signed it.", None),
        ("The premiers meet in 480 BC. They later signed it.", None),
    ],
)
def test_later_runs_from_the_sentence_before_to_publication(text: str, first: date | None) -> None:
    """Where that sentence dates what it tells, and not after publication."""
    sentence, _, reading = scene(text, "signed")
    found = since_told(sentence, reading)

    assert (first, first and date(2019, 1, 4)) == ((found.earliest, found.latest) if found else (None, None))
    if found is not None:
        assert ("range", "3 May 2018") == (found.granularity, found.phrase)


def test_later_is_of_no_time_where_publication_is_not_known() -> None:
    """Nor in the first sentence."""
    unknown = DateRange(earliest=None, latest=None)
    sentence, _, reading = scene("They met on 3 May 2018. They later signed it.", "signed", unknown)

    assert since_told(sentence, reading) is None


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("The premiers met in May 2017. They signed it.", True),
        ("The premiers met in May 2017. It was cold. They signed it.", True),
        ("The premiers met in May 2017. It is cold. They signed it.", False),
        ("The premiers met in May 2017. They are leaving Lund. They signed it.", False),
        ("The premiers met in May 2017. They met again on Thursday. They signed it.", False),
        ("The premiers met in May 2017. They left the hall that stands in Lund. They signed it.", True),
        ("The premiers met on Thursday. They signed it.", False),
        ("The premiers met in May 2017. They will have signed it.", False),
        ("They signed it. The premiers met in May 2017.", False),
    ],
)
def test_a_story_has_gone_back_until_it_comes_to_the_present(text: str, gone: bool) -> None:
    """Or to a day of the news; what is not told as past was never gone."""
    assert gone is has_gone_back(*scene(text, "signed"))


@pytest.mark.parametrize(
    ("text", "word", "first"),
    [
        ("They met in May 2018 and left in June 2018.", "met", date(2018, 5, 1)),
        ("They met in May 2018 and left in June 2018.", "left", date(2018, 6, 1)),
        ("They said in May 2018 that Lund left in June 2018.", "said", date(2018, 5, 1)),
        ("They said in May 2018 that Lund left in June 2018.", "left", date(2018, 6, 1)),
        ("The premier, who left in May 2018, met them in June 2018.", "left", date(2018, 5, 1)),
        ("The premier, who left in May 2018, met them in June 2018.", "met", date(2018, 6, 1)),
        ("When Lund fell in May 2018, the premiers met.", "fell", date(2018, 5, 1)),
        ("The premiers tried in May 2018 to meet.", "meet", date(2018, 5, 1)),
    ],
)
def test_of_two_verbs_each_has_its_own_date(text: str, word: str, first: date) -> None:
    """In clauses side by side, one within another, or one that hangs on another."""
    found = in_clause(*scene(text, word))

    assert found is not None
    assert first == found.earliest


def test_a_main_event_is_dated_by_the_day() -> None:
    """The weekend before is no day, though it lies near enough."""
    monday = DateRange.day(date(2019, 1, 7))

    assert carried_over(*scene("They met over the weekend. They signed it.", "signed", monday)) is None
    assert carried_over(*scene("They met on Sunday. They signed it.", "signed", monday)) is not None


def test_what_stands_at_no_word_is_told_as_nothing() -> None:
    """Between two words there is no verb."""
    sentence, at, reading = scene("They met on Thursday. They signed it.", "signed")

    assert carried_over(sentence, at - 1, reading) is None
