"""Passages: prose is told from the rest by general evidence."""

import os
from pathlib import Path

import pytest

from detente.evidence import DocumentId
from detente.sources import BOILERPLATE_KINDS, Document, read_file, source_files
from detente.sources.segment import caveats_of, dateline_prefix, passages, passages_of
from detente.sources.splices import splice_in, stops_short

SHARED = Path(os.environ.get("DETENTE_SHARED", Path(__file__).parents[2].parent / "shared"))
PROSE = "Norland closed the lock at Varn on Monday after talks with Sudland ended without result, its ministry said."
MORE = "Sudland called the measure unlawful and asked the river commission to meet before the end of the month."


def kinds_of(text: str, *, title: str | None = None) -> list[tuple[str, str]]:
    """(kind, words) of each passage."""
    document = Document(id=DocumentId("a"), file="a.txt", text=text, title=title)
    return [(p.kind, text[p.span.start : p.span.end]) for p in passages_of(document)]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Leave a Reply", "comment_form"),
        ("Your email address will not be published. Required fields are marked *", "comment_form"),
        ("Subscribe to our weekly newsletter.", "subscribe"),
        ("Follow us on Facebook and Twitter for the latest updates.", "subscribe"),
        ("Related article: Dam levels fall for third month", "related"),
        ("Share this article", "furniture"),
        ("Facebook Twitter WhatsApp Email", "furniture"),
        ("photo credit to: https://www.arn.example", "credit"),
        ("(Reporting by Lena Okafor; Editing by Ruth Adair)", "credit"),
        ("Reference: River commission to meet in Tarn", "reference"),
        ("Original url:", "reference"),
        ("<https://www.arn.example/2021/03/04/lock>", "url"),
        ("© 2021 The Norhaven Post. All rights reserved.", "furniture"),
    ],
)
def test_a_line_after_the_article_is_labelled(line: str, kind: str) -> None:
    """Forms, share bars, credits and references are known below the prose."""
    assert (kind, line) in kinds_of(f"Norland shuts the lock\n\n{PROSE}\n\n{MORE}\n\n{line}")


@pytest.mark.parametrize(
    "line",
    [
        "Readers were told to subscribe to the view that the lock must close, the minister said on Friday.",
        "The ministry said it would share the data with Sudland by the end of the month.",
        "By Monday evening the barges had left the port, according to the harbour board.",
        "Sources: the minister did not deny it, an aide said, when she was asked about the letter.",
        "Comment was sought from the river commission, which did not reply before the evening.",
        "“You can walk through it or you can stand outside,” she said.",
    ],
)
def test_prose_with_a_cue_in_it_is_prose(line: str) -> None:
    """A sentence about the world is not furniture because of one word."""
    assert line in [words for kind, words in kinds_of(f"Title of it\n\n{PROSE}\n\n{line}\n\n{MORE}") if kind == "body"]


def test_a_byline_and_a_date_stand_between_headline_and_prose() -> None:
    """The block under the headline is metadata."""
    found = kinds_of(f"Norland shuts the lock\n\nBy Ann Lee\n\n4 March 2021\n\n{PROSE}\n\n{MORE}")

    assert ["headline", "byline", "dateline", "body", "body"] == [kind for kind, _ in found]


def test_a_repeated_title_is_labelled() -> None:
    """A page prints its title again and again; once is enough."""
    title = "Norland shuts the lock at Varn"
    found = kinds_of(f"{title}\n\n{title} - Arn Valley News, 1920, 04.03.2021\n\n{PROSE}\n\n{title}\n\n{MORE}")

    assert ["headline", "repeated_title", "body", "repeated_title", "body"] == [kind for kind, _ in found]


def test_a_dateline_is_cut_off_its_paragraph() -> None:
    """`PLACE, date (AGENCY) -` is a passage of its own, and the sentence begins after it."""
    found = kinds_of(f"Norland shuts the lock\n\nNORHAVEN, March 4 (Reuters) - {PROSE}\n\n{MORE}")

    assert ("dateline", "NORHAVEN, March 4 (Reuters) -") == found[1]
    assert ("body", PROSE) == found[2]


@pytest.mark.parametrize(
    "line", ["In an email dated Feb. 12, 2012 — he", "Sen. Ada Holt (N-Varn) — said", "Norland: the country"]
)
def test_a_sentence_is_not_taken_for_a_dateline(line: str) -> None:
    """Dashes and colons alone make no dateline."""
    assert 0 == dateline_prefix(line)


def test_a_caption_gives_up_its_credit() -> None:
    """What a picture shows is read; who took it is not."""
    caption = "Minister Ilse Maron (left) during a visit to Varn on March 2, 2021."
    found = kinds_of(f"Norland shuts the lock\n\n{PROSE}\n\n{caption} Photo: AFP/ VNA |\n\n{MORE}")

    assert [("caption", caption), ("credit", "Photo: AFP/ VNA |")] == found[2:4]


def test_a_splice_divides_the_passage_where_it_breaks() -> None:
    """The broken sentence is flagged, what stands before and after it is prose."""
    text = f"{PROSE} The note calls for the The two leaders also vowed to meet again."
    found = kinds_of(f"Norland shuts the lock\n\n{text}\n\n{MORE}")

    assert [
        ("body", PROSE),
        ("corrupt", "The note calls for the"),
        ("body", "The two leaders also vowed to meet again."),
    ] == found[1:4]


def test_a_splice_is_a_caveat_with_its_place() -> None:
    """Doubt about a text is data, and says where."""
    text = f"Title of it\n\nThe note calls for the The two leaders also vowed to meet again.\n\n{PROSE}"
    document = Document(id=DocumentId("a"), file="a.txt", text=text)
    (caveat,) = caveats_of(document, passages_of(document))

    assert "corrupt-splice" == caveat.code
    assert not isinstance(caveat.where, str)
    assert "The note calls for the" == text[caveat.where.start : caveat.where.end]


@pytest.mark.parametrize(
    "text", ["They met in The Hague on Monday.", "She read The Times as it was printed.", "He said that He is risen."]
)
def test_a_name_with_an_article_is_no_splice(text: str) -> None:
    """Capitals inside a sentence are mostly names."""
    assert splice_in(text) is None


def test_a_paragraph_that_stops_on_an_article_is_broken() -> None:
    """No sentence ends on `the`."""
    assert stops_short("The two sides agreed to step up the")


def test_hand_wrapped_lines_make_one_passage() -> None:
    """Lines broken at a fixed column are one paragraph."""
    wrapped = (
        "Norland closed the lock at Varn on Monday after a third round of\n"
        "talks with Sudland ended without result, its water ministry said\n"
        "in a short note that was sent to the river commission at night.\n\n"
        "Sudland called the measure unlawful and asked the commission to\n"
        "meet before the end of the month, and to hear both sides there.\n"
    )

    assert ["body", "body"] == [kind for kind, _ in kinds_of(wrapped)]


def test_lines_an_outlet_repeats_are_furniture() -> None:
    """A line that stands in three otherwise different articles of an outlet is not the article's."""
    blurb = "The Arn Valley News has told the valley what the river does since 1911"
    texts = [
        f"Headline number {n} of the day\n\nStory {n} tells of {n} barges, {n} locks and {n} towns on the river.\n\n{blurb}"
        for n in range(4)
    ]
    documents = [
        Document(id=DocumentId(str(n)), file=f"{n}.txt", text=text, outlet="Arn") for n, text in enumerate(texts)
    ]
    found = [
        p.kind for p in passages(documents) if documents[int(p.span.document)].text[p.span.start : p.span.end] == blurb
    ]

    assert ["furniture"] * 4 == found


def test_front_matter_is_a_passage() -> None:
    """The block a person wrote stays in the text, labelled."""
    assert "front_matter" == kinds_of(f"---\ntitle: The lock\n---\n{PROSE}")[0][0]


@pytest.mark.skipif(not (SHARED / "cases" / "kuril").exists(), reason="the real articles are not here")
def test_real_articles_lose_no_prose_and_keep_no_furniture() -> None:
    """On the five real articles each line that is not prose is labelled, and every long line is read."""
    root = SHARED / "cases" / "kuril"
    documents = [d for name in source_files(root / "sources") for d in read_file(root / "sources" / name, root=root)]
    by_id = {document.id: document for document in documents}
    labelled = [(p.kind, by_id[p.span.document].text[p.span.start : p.span.end]) for p in passages(documents)]
    furniture = [words for kind, words in labelled if kind in BOILERPLATE_KINDS]

    assert 30 == len(furniture)
    assert [] == [words for words in furniture if len(words.split()) > 15]
    assert 1 == sum(kind == "corrupt" for kind, _ in labelled)
