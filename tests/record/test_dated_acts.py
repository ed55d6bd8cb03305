"""What a date is told of: acts in two wordings on two days, and days of two acts."""

import pytest

from record.river_articles import article, record_of


def days(first: str, second: str, published: tuple[str, str] = ("2031-05-20", "2031-05-21")) -> list[set[str]]:
    """The days on which two articles disagree."""
    record = record_of(article("a", first, published[0]), article("b", second, published[1]))
    return [{a.value for a in entry.accounts} for entry in record.disagreements if entry.kind == "date"]


ONE_ACT = {
    "took place, was carried out": (
        "The exchange took place on Thursday, 15 May, its council said.",
        "The exchange was carried out on Wednesday, 14 May, before midnight.",
    ),
    "is set for, the date will be": (
        "The hearing in Tarn is set for 26 June.",
        "The court of Norland has set the hearing. The date will be 24 June, a clerk said.",
    ),
    "began, started with a gerund": (
        "Norland started filling the lake on May 7, its minister said.",
        "The filling of the lake began on 2 May, boatmen say.",
    ),
    "the noun stands in the sentence before": (
        "Norland called an election in Tarn. It will be held on 14 June.",
        "The election in Tarn will take place on 21 June.",
    ),
    "a document of a day": (
        "The memorandum of 14 May, which I saw too late, fixes the price of the herring.",
        "The memorandum on the herring was signed in Tarn on May 13.",
    ),
    "changed hands": (
        "The lists changed hands on Sunday, 11 May, the envoy said.",
        "The lists of names were handed over on Friday, 9 May, the colonel said.",
    ),
    "begin again, from": (
        "Norland would send samples of the herring again from 15 June.",
        "Shipments of the samples will begin again on 17 June.",
    ),
    "not until": (
        "The lock of Tarn was opened on Friday, 9 May.",
        "The lock of Tarn was not opened until Sunday, 11 May.",
    ),
    "not until, he said": (
        "Drilling at the Tarn field began on May 9.",
        "Drilling did not start until Sunday, 11 May, he said.",
    ),
    "a clause with when": (
        "The village has lived without the ferry since 11 May, when the ferry was sold to Sudland.",
        "The ferry was sold to Sudland on 9 May, its captain said.",
    ),
}


@pytest.mark.parametrize(("first", "second"), ONE_ACT.values(), ids=ONE_ACT)
def test_one_act_in_two_wordings_is_compared(first: str, second: str) -> None:
    """Words of little meaning leave it to their nouns what is dated."""
    assert 1 == len(days(first, second))


TWO_ACTS = {
    "begun and ended": (
        "The exchange began on Thursday, 15 May, its council said.",
        "The exchange ended on Friday, 16 May, before midnight.",
    ),
    "held and begun": (
        "The ceremony took place on Thursday, 15 May.",
        "The building of the bridge began on Friday, 16 May.",
    ),
    "another one": (
        "The exchange took place on Thursday, 15 May.",
        "Another exchange took place on Friday, 16 May.",
    ),
    "before and again": (
        "The exchange began on Thursday, 15 May.",
        "The exchange began again on Friday, 16 May.",
    ),
    "from a day, and until it": (
        "The ferry will run from 15 June.",
        "The ferry will run until 17 June.",
    ),
    "two documents": (
        "The treaty of 14 May is long.",
        "The lease of the ferry was signed on May 12.",
    ),
    "what people give out is given out often": (
        "Norland published a statement on the herring on 14 May.",
        "A statement of Norland on the herring was published on 15 May.",
    ),
}


@pytest.mark.parametrize(("first", "second"), TWO_ACTS.values(), ids=TWO_ACTS)
def test_two_acts_may_have_two_days(first: str, second: str) -> None:
    """An edge, a further time or another noun makes it another act."""
    assert [] == days(first, second)


def test_an_article_cannot_have_told_what_was_still_to_come() -> None:
    """What is told as past on one day is another act than that of a later day."""
    told = (
        "The exchange took place on Thursday, 15 May.",
        "The exchange was carried out on Saturday, 17 May.",
    )
    assert [] == days(*told, published=("2031-05-16", "2031-05-20"))
    assert 1 == len(days(*told, published=("2031-05-19", "2031-05-20")))


def test_an_article_may_tell_of_a_date_that_is_not_its_own() -> None:
    """ "A different date" tells that two days in one article are of one act."""
    told = "Talks on the {} law began on Thursday, 15 May. A circular gives {} date for the opening of the talks: they opened on Wednesday, 14 May, in the port."
    assert [{"2031-05-15", "2031-05-14"}] == days(told.format("herring", "a different"), "Nothing else was known.")
    assert [] == days(told.format("herring", "the usual"), "Nothing else was known.")
