"""The day of publication: stated, read from the address, or bounded by what the pile of articles says."""

from dataclasses import replace
from datetime import date

import pytest

from detente.evidence import DateRange, DocumentId
from detente.record.entries import Publication
from detente.record.publication import infer_publications
from detente.sources import build_library, read_bytes
from detente.sources.document import Document, Library

ANNOUNCED = (
    "Norland Premier Ada Berg said on Friday she intends to push forward towards a river treaty with Sudland, stymied for "
    "decades by a dispute over the locks, during a summit in Sudland later this month.\n\n"
    "Sudland President Jon Kade caught Berg off guard in September when, on stage at a conference in Port Lund, he "
    "suggested signing a river treaty by year-end without any preconditions.\n\n"
    "She told reporters after the two met again in Eastmark in November they had agreed to speed up negotiations based on "
    "a 1956 joint statement.\n"
)
HELD = (
    "Norland Premier Ada Berg and Sudland President Jon Kade agreed Tuesday to push forward talks on a river treaty "
    "stymied by a dispute over the locks, while suggesting the process will not be easy.\n\n"
    "The summit in Lund was held after the two agreed in November to speed up negotiations based on a 1956 joint statement.\n"
)
SURPRISE = (
    "Sudland President Jon Kade surprised Ada Berg by proposing that both countries sign a river treaty without preconditions.\n\n"
    "Kade made the offer on stage at a conference in Port Lund, which caught the Norland premier off guard.\n\n"
    "An official said Kade made no such proposal during Monday's meeting with Berg.\n"
)


def article(name: str, text: str, published: date | None = None, url: str | None = None) -> Document:
    """An article, dated or not."""
    when = DateRange.day(published) if published else None
    return Document(id=DocumentId(name), file=f"sources/{name}.txt", text=text, published=when, url=url)


def inferred(*documents: Document) -> list[Publication]:
    """The publications of a pile of articles."""
    return list(infer_publications(Library(documents=documents)))


def test_a_stated_date_wins() -> None:
    """What the article prints is taken, whatever its address says."""
    (found,) = inferred(article("a", "They met.", date(2019, 1, 4), "https://norland.example/2018/12/01/met"))

    assert (True, date(2019, 1, 4), date(2019, 1, 4)) == (found.stated, found.when.earliest, found.when.latest)


def test_an_address_gives_the_day_and_its_neighbours() -> None:
    """Addresses carry the day of print, which may be the day before or after that of publication."""
    (found,) = inferred(article("a", "They met.", url="https://norland.example/2018/12/01/met"))

    assert (False, date(2018, 11, 30), date(2018, 12, 2)) == (found.stated, found.when.earliest, found.when.latest)


def test_an_article_comes_after_what_it_tells_of_as_past() -> None:
    """A dated past event bounds publication from below, and nothing from above."""
    (found,) = inferred(article("a", "In November 2018, the two premiers held a meeting in Lund."))

    assert (date(2018, 11, 1), None) == (found.when.earliest, found.when.latest)


@pytest.mark.parametrize(
    "text",
    [
        "She announced a run for the premiership in 2036.",
        "Analysts said jobs would grow in 2036.",
        "The 2036 campaign was fierce.",
        "On Tuesday they met. In November they agreed.",
        "They met on September 26.",
    ],
)
def test_what_proves_nothing_bounds_nothing(text: str) -> None:
    """A year that may lie ahead, a year that only qualifies, and days without a year leave both ends unknown."""
    (found,) = inferred(article("a", text))

    assert (None, None) == (found.when.earliest, found.when.latest)


def test_an_article_comes_before_what_it_says_is_still_to_come() -> None:
    """A dated plan bounds publication from above."""
    (found,) = inferred(article("a", "The premier will visit Lund in June 2019."))

    assert (None, date(2019, 6, 30)) == (found.when.earliest, found.when.latest)


def test_an_announced_summit_dates_the_article_that_tells_of_it() -> None:
    """A summit expected later in January and held on a Tuesday was held on a Tuesday of January."""
    _, held = inferred(article("a", ANNOUNCED, date(2019, 1, 4)), article("b", HELD))

    assert (date(2019, 1, 8), date(2019, 2, 4)) == (held.when.earliest, held.when.latest)


def test_an_event_that_another_article_recalls_dates_the_news_of_it() -> None:
    """News of an offer that another article places in September appeared in September or within the week after."""
    _, told = inferred(article("a", ANNOUNCED, date(2019, 1, 4)), article("c", SURPRISE))

    assert (date(2018, 9, 1), date(2018, 10, 7)) == (told.when.earliest, told.when.latest)


def test_a_reprint_with_a_weekday_lies_within_a_week_of_it() -> None:
    """The same sentence in a dated article gives its weekday a day."""
    text = "Police closed the northern lock near Port Lund on Wednesday after a barge struck the gate and sank, officials said."
    _, reprint = inferred(article("a", text, date(2017, 6, 8)), article("b", text))

    assert (date(2017, 6, 7), date(2017, 6, 13)) == (reprint.when.earliest, reprint.when.latest)


def test_each_inferred_end_is_explained_and_cited() -> None:
    """Whoever reads an interval can read the words it rests on."""
    _, held = inferred(article("a", ANNOUNCED, date(2019, 1, 4)), article("b", HELD))

    assert {"a", "b"} == {citation.span.document for citation in held.citations}
    assert "later this month" in held.when.reason


def test_the_order_of_the_files_is_no_evidence() -> None:
    """Renaming the articles so that they come in another order changes no interval."""
    forward = inferred(article("a", ANNOUNCED, date(2019, 1, 4)), article("b", HELD), article("c", SURPRISE))
    backward = inferred(article("a", SURPRISE), article("b", HELD), article("c", ANNOUNCED, date(2019, 1, 4)))

    ends = [(p.when.earliest, p.when.latest) for p in forward]
    assert ends == [(p.when.earliest, p.when.latest) for p in reversed(backward)]


def test_another_story_with_the_same_people_dates_nothing() -> None:
    """Shared names alone do not make one event of two."""
    other = "Ada Berg of Norland and Jon Kade of Sudland opened a hospital on Tuesday. Doctors praised the new wards."
    _, found = inferred(article("a", ANNOUNCED, date(2019, 1, 4)), article("b", other))

    assert (None, None) == (found.when.earliest, found.when.latest)


def test_inference_changes_no_document() -> None:
    """The library is read and never written."""
    document = article("a", HELD)
    before = replace(document)
    inferred(document)

    assert before == document


def test_a_dateline_without_a_year_keeps_off_months_without_its_day() -> None:
    """A dispatch of 12 September is no news of an October, however alike the openings."""
    report = (
        "PORT LUND, Oct 24 - Norland Premier Ada Berg and Sudland President Jon Kade agreed Tuesday to push forward talks "
        "on a river treaty stymied by a dispute over the locks.\n\nThe summit in Lund followed years of silence.\n"
    )
    dispatch = report.replace("Oct 24", "Sept 12")
    dated, october, september = infer_publications(
        build_library(
            (
                article("a", report, date(2023, 10, 25)),
                article("b", report.replace("The summit", "Their summit")),
                article("c", dispatch),
            )
        )
    )

    assert dated.stated
    assert (date(2023, 10, 24), date(2023, 10, 27)) == (october.when.earliest, october.when.latest)
    assert (None, None) == (september.when.earliest, september.when.latest)


def test_a_stated_month_stays_as_it_is() -> None:
    """What the article prints wins over the pile, even where it prints no day."""
    month = DateRange(
        earliest=date(2018, 12, 1), latest=date(2018, 12, 31), granularity="month", phrase="December 2018"
    )
    stated = replace(article("b", HELD), published=month)
    _, found = inferred(article("a", ANNOUNCED, date(2019, 1, 4)), stated)

    assert (True, month) == (found.stated, found.when)


def test_an_article_comes_no_earlier_than_its_source() -> None:
    """Who names another article as the source has read it."""
    text = "Locks again\n\nThe river has seen many talks, pilots said, and few of them opened a gate for a barge.\n\nSource: Meridian, “Premier agrees to talks on the river treaty”\n"
    source = replace(article("a", HELD, date(2018, 9, 12)), title="Premier agrees to talks on the river treaty")
    found = infer_publications(build_library((source, read_bytes(text.encode(), "b.txt")[0])))[1]

    assert (date(2018, 9, 12), None) == (found.when.earliest, found.when.latest)


def test_the_same_people_on_a_weekday_are_not_the_same_event() -> None:
    """Two articles that open with the same four names tell of two meetings."""
    first = (
        "Norland Premier Ada Berg and Sudland President Jon Kade agreed on Tuesday with Eastmark Chancellor Mira Holt "
        "to speed up talks."
    )
    second = (
        "The premier of Norland, Ada Berg, Sudland President Jon Kade and Eastmark Chancellor Mira Holt talked for "
        "hours on Tuesday."
    )
    _, found = inferred(article("a", first, date(2018, 11, 16)), article("b", second))

    assert (None, None) == (found.when.earliest, found.when.latest)


DATED = article("a", "The two ministers met at the lock.", date(2034, 3, 10))
"""What tells which years the coverage is of."""


def ends(text: str, *others: Document) -> tuple[date | None, date | None]:
    """The bounds on an article beside others."""
    *_, found = inferred(*others, article("z", text))
    return found.when.earliest, found.when.latest


def test_a_day_with_its_weekday_tells_the_year() -> None:
    """Of the years around 2034 only one has a Saturday 18 March; what is past and what is planned then bound the day."""
    text = "The skippers left on Saturday, 18 March. The lock will be opened on Wednesday, 22 March."

    assert (date(2034, 3, 18), date(2034, 3, 22)) == ends(text, DATED)


def test_days_beside_one_with_a_weekday_are_of_its_time() -> None:
    """Once one day has its year, the others without one lie nearest to it, over the turn of the year too."""
    text = "The skippers left on Friday, 30 December. The lock was closed on 3 January."

    assert (date(2034, 1, 3), date(2034, 3, 30)) == ends(text, DATED)


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("The skippers left on Saturday, 18 March.", ()),  # no article says what years these are
        (
            "The skippers left on Saturday, 18 March.",
            (DATED, article("b", "They met.", date(2028, 5, 1))),
        ),  # two have it
        ("The skippers left on Tuesday, 18 March.", (DATED,)),  # no year has it
        ("The skippers left on Saturday, 18 March, and came on Sunday, 20 March.", (DATED,)),  # no year has both
        ("The skippers left on 18 March.", (DATED,)),  # every year has it
    ],
)
def test_a_year_that_the_weekdays_leave_open_is_not_guessed(text: str, others: tuple[Document, ...]) -> None:
    """Nothing is inferred where no year, or more than one, has the days, or where no weekday stands with them."""
    assert (None, None) == ends(text, *others)


def test_the_reason_names_the_day_and_the_year() -> None:
    """A reader can check the inference by a calendar."""
    _, found = inferred(DATED, article("z", "The skippers left on Saturday, 18 March."))

    assert "of the years of this coverage only 2034 has Saturday, 18 March" in found.when.reason
    assert ["Saturday, 18 March"] == [citation.quote for citation in found.citations]
