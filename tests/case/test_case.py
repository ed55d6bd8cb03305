"""A case holds together: every quotation of its model is proved, or named with the line that made it."""

from dataclasses import replace
from pathlib import Path

import pytest

from detente.case import Case, bases_of, citations_in, prove, resolve, vocabulary_of
from detente.dispute import read_model
from detente.dispute.model import DisputeModel
from detente.errors import DetenteError, NotACase, QuoteMismatch
from detente.evidence import Citation, Cited, DocumentId, Span
from detente.record.entries import Gap, Mention, Record
from detente.sources.document import Document, Library
from detente.store.opening import open_case
from river import ARTICLES, MODEL, make_case

LIBRARY = Library(
    documents=tuple(
        Document(id=DocumentId(name.removesuffix(".txt")), file=f"sources/{name}", text=text)
        for name, text in ARTICLES.items()
    )
)


def model(text: str = MODEL) -> DisputeModel:
    """The river model, or a variant of it."""
    found, _ = read_model(text, name="case.yaml")
    assert found is not None
    return found


def test_every_quotation_of_the_model_is_found():
    """Each citation holds exactly the words that were quoted."""
    citations, problems = resolve(model(), LIBRARY)

    assert problems == ()
    assert sorted(citation.quote for citation in citations.values()) == sorted(
        {
            "We will reopen it when Sudland pays for the repairs",
            "asked to pay 80 million crowns",
            "The upper lock has been closed since Monday",
            "when Sudland pays for the repairs",
            "Sudland rejected the demand",
        }
    )


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("rejected the demand", "refused the demand", "quote-not-found"),
        ('source: "02", quote: "The upper', 'source: "09", quote: "The upper', "unknown-document"),
        ('source: "02", quote: "The upper', 'source: "0", quote: "The upper', "unknown-document"),
        ('quote: "Sudland rejected the demand"', 'quote: "Sudland"', "ambiguous-quote"),
    ],
)
def test_a_quotation_that_cannot_be_proved_is_placed(old: str, new: str, code: str):
    """Not there, in no source, in several, or several times in one: each with file, line and column."""
    _, problems = resolve(model(MODEL.replace(old, new)), LIBRARY)

    assert [problem.code for problem in problems] == [code]
    assert problems[0].where.startswith("case.yaml:")
    assert problems[0].hint


def test_a_repeated_quotation_is_settled_by_nth():
    """`nth` counts from 1."""
    text = MODEL.replace('quote: "Sudland rejected the demand"', 'quote: "Sudland", nth: 2')

    citations, problems = resolve(model(text), LIBRARY)

    assert problems == ()
    starts = [c.span.start for c in citations.values() if c.quote == "Sudland"]
    assert starts == [ARTICLES["01-wire.txt"].index("Sudland", ARTICLES["01-wire.txt"].index("Sudland") + 1)]


def test_every_line_that_needs_a_basis_is_walked():
    """Two options, the observed state, four statements."""
    assert len(list(bases_of(model()))) == 2 + 1 + 4


def test_a_record_that_misquotes_does_not_pass():
    """One letter off, and the case does not open."""
    good = Citation(span=Span(document=DocumentId("01-wire"), start=0, end=7), quote="Norland")
    bad = replace(good, quote="Norlend")
    record = Record(mentions=(Mention(actor="norland", citation=bad, how="name"),))

    prove(
        Case(
            folder=Path("case"),
            library=LIBRARY,
            record=Record(mentions=(Mention(actor="n", citation=good, how="name"),)),
        )
    )
    with pytest.raises(QuoteMismatch):
        prove(Case(folder=Path("case"), library=LIBRARY, record=record))


def test_citations_are_found_however_deep():
    """In tuples, in entries, in their evidence."""
    citation = Citation(span=Span(document=DocumentId("01-wire"), start=0, end=7), quote="Norland")
    gap = Gap(kind="missing voice", about="a", why="b", citations=(citation,))

    assert list(citations_in(((gap,), Cited((citation,)), None, "x"))) == [citation, citation]


def test_the_cases_own_words_reach_the_record():
    """Actors with their people, as case.yaml names them."""
    vocabulary = vocabulary_of(model())

    assert [(actor.id, actor.name, actor.people) for actor in vocabulary.actors] == [
        ("norland", "Norland", ("Mira Oland",)),
        ("sudland", "Sudland", ("Jon Vale",)),
    ]
    assert vocabulary_of(None).actors == ()


def test_the_cases_issues_keep_their_names():
    """What the case file calls an issue reaches the record, which finds stances by the words of that name."""
    named = replace(model(), vocabulary={"issues": {"filling": "Years of filling the dam"}})

    assert {"filling": "Years of filling the dam"} == vocabulary_of(named).issues


def test_a_case_opens_afresh_without_writing(tmp_path: Path):
    """Reading the sources for a check leaves no trace."""
    folder = make_case(tmp_path / "case")
    before = sorted(folder.rglob("*"))

    case = open_case(folder, afresh=True)

    assert [d.id for d in case.library.documents] == ["01-wire", "02-rewrite", "03-local"]
    assert case.problems == ()
    assert before == sorted(folder.rglob("*"))


def test_a_folder_that_is_no_case_is_refused(tmp_path: Path):
    """With what to do about it."""
    with pytest.raises(NotACase) as caught:
        open_case(tmp_path)
    assert "detente init" in caught.value.hint


def test_problems_stand_in_the_order_of_the_file(tmp_path: Path):
    """Whether reading, checking or proving found them."""
    text = MODEL.replace("rejected the demand", "refused the demand").replace("traffic: open", "traffic: opn")
    case = open_case(make_case(tmp_path / "case", model=text), afresh=True)

    def line(problem: DetenteError) -> int:
        return int(problem.where.split(":")[1])

    assert [line(p) for p in case.problems] == sorted(line(p) for p in case.problems)
    assert {p.code for p in case.problems} == {"undefined-option", "quote-not-found"}
