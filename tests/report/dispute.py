"""An invented dispute for the report's tests: the lock on the river between Norland and Sudland."""

from datetime import date
from pathlib import Path

from detente.analysis.solving import analyse
from detente.case import Case, resolve
from detente.dispute.loading import read_model
from detente.evidence import Caveat, Citation, Cited, DateRange, DocumentId, Span, find_quote
from detente.record.entries import (
    Account,
    Actor,
    ContestedReading,
    DateExpression,
    Disagreement,
    Event,
    Gap,
    Position,
    Publication,
    Record,
    Speaker,
    Statement,
    Term,
    TermVariant,
)
from detente.sources.document import Document, Library, Origin, Passage

__all__ = ["MODEL", "NEWS", "NOTE", "cited", "library", "record", "river"]

NEWS = DocumentId("01-courier")
NOTE = DocumentId("02-note")

TEXTS = {
    NEWS: "Lock shut on the Aln\n\nNorland closed the lock on 4 May 2031. Norland said that the lock stays shut until "
    "Sudland pays the toll.\n\nSudland offered 200 crowns, its minister said.",
    NOTE: 'Note from Sudland\n\nSudland offered 2,000 crowns. It reads "free passage" as passage without toll.',
}

MODEL = """detente: 1
title: The lock on the Aln
issues:
  toll: {name: Who pays the toll}
decision_makers:
  norland:
    name: Norland
    options:
      open: {name: open the lock, basis: [{source: 01, quote: "Norland closed the lock"}]}
  sudland:
    name: Sudland
    options:
      pay: {name: pay the toll, basis: [{source: 01, quote: "Sudland pays the toll"}]}
      block: {name: block the bridge, basis: {assumed: the authors, because: it is the only other road}}
infeasible:
  - {when: pay & block, basis: {assumed: the authors, because: nobody pays for what it blocks}}
outcomes:
  passage: open & pay
epochs:
  - id: 2031-05
    name: Lock shut
    from: 2031-05-04
    observed: block
    basis: [{source: 01, quote: "Norland closed the lock on 4 May 2031"}]
    preferences:
      norland:
        - {want: open -> pay, says: the lock stays shut until the toll is paid, basis: [{source: 01, quote: "the lock stays shut until Sudland pays the toll"}]}
        - {want: "!block", says: the bridge is free, basis: {assumed: the authors, because: Norland trades over it}}
        - {want: open, says: the lock is open, basis: {inferred: it was open before, premises: [{source: 01, quote: "Lock shut"}]}}
      sudland:
        - {want: "!pay", says: no toll is paid, basis: [{source: 02, quote: "passage without toll"}]}
        - {want: open <-> !block, says: the bridge is blocked while the lock is, basis: {assumed: the authors, because: it answers in kind}}
  - id: 2031-06
    name: First offer
    from: 2031-06
    observed: pay
    basis: [{source: 02, quote: "Sudland offered 2,000 crowns"}]
    preferences:
      norland:
        - {want: open -> pay, says: the lock stays shut until the toll is paid, basis: [{source: 01, quote: "the lock stays shut until Sudland pays the toll"}]}
        - {want: "!open", says: the lock stays shut, basis: {assumed: the authors, because: it has not been opened}}
      sudland:
        - {want: open, says: the lock is open, basis: [{source: 02, quote: "free passage"}]}
        - {want: "!block", says: the bridge is free, basis: {assumed: the authors, because: Sudland trades over it too}}
        - {want: pay, says: the offer stands, basis: [{source: 01, quote: "Sudland offered 200 crowns"}]}
"""


def river(*, texts: dict[DocumentId, str] | None = None, model: str | None = MODEL) -> Case:
    """The case, its record written by hand; other texts and another model on request."""
    shelf = library(texts or TEXTS)
    case = Case(folder=Path("aln"), library=shelf, record=record(shelf))
    if model is None:
        return case
    parsed, problems = read_model(model, name="case.yaml")
    assert parsed is not None
    citations, unproved = resolve(parsed, shelf)
    return Case(
        folder=Path("aln"),
        library=shelf,
        record=case.record,
        model=parsed,
        problems=(*problems, *unproved),
        citations=citations,
        findings=analyse(parsed),
    )


def library(texts: dict[DocumentId, str]) -> Library:
    """The documents, a passage per paragraph, each document an origin of its own."""
    documents, passages = [], []
    for name, text in texts.items():
        document = Document(
            id=name,
            file=f"sources/{name}.txt",
            text=text,
            title=text.partition("\n")[0],
            outlet="The Courier" if name == NEWS else None,
            published=DateRange.day(date(2031, 5, 5)) if name == NEWS else None,
            url=f"https://{name}.example/lock" if name == NEWS else None,
            sha256="ab" * 32,
        )
        documents.append(document)
        at = 0
        for number, paragraph in enumerate(text.split("\n\n"), 1):
            span = Span(document=name, start=at, end=at + len(paragraph))
            passages.append(Passage(span=span, kind="headline" if number == 1 else "body", number=number))
            at = span.end + 2
    origins = tuple(Origin(id=f"origin-{d.id}", documents=(d.id,)) for d in documents)
    caveats = (Caveat(code="no-date", message="the text prints no date", where=documents[-1].file),)
    return Library(documents=tuple(documents), passages=tuple(passages), origins=origins, caveats=caveats)


def cited(shelf: Library, document: DocumentId, quote: str) -> Citation:
    """The citation of a quotation."""
    return find_quote(shelf.document(document).text, document, quote, nth=1)


def record(shelf: Library) -> Record:
    """One entry of each kind, as far as the texts have the words."""

    def words(document: DocumentId, quote: str) -> Citation:
        text = shelf.document(document).text
        return cited(shelf, document, quote) if quote in text else shelf.document(document).cite(0, len(text))

    closed = words(NEWS, "Norland closed the lock on 4 May 2031")
    offer, other = words(NEWS, "Sudland offered 200 crowns"), words(NOTE, "Sudland offered 2,000 crowns")
    free = words(NOTE, "free passage")
    day = DateRange.day(date(2031, 5, 4), phrase="4 May 2031", reason="printed in full")
    june = DateRange(earliest=date(2031, 6, 1), latest=date(2031, 6, 30), granularity="month", reason="no day is given")
    said = words(NEWS, "the lock stays shut until Sudland pays the toll")
    return Record(
        publications=(Publication(document=NOTE, when=june, stated=False),),
        actors=(
            Actor(id="norland", name="Norland", kind="state", names=("Norland",), cited=Cited((closed,))),
            Actor(id="sudland", name="Sudland", kind="state", names=("Sudland",), cited=Cited((offer,))),
        ),
        dates=(DateExpression(citation=words(NEWS, "4 May 2031"), type="DATE", value="2031-05-04", when=day),),
        statements=(
            Statement(
                id="st-01-courier-1",
                speaker=Speaker(name="Norland", actor="norland", citation=words(NEWS, "Norland")),
                via=("The Courier",),
                cue=words(NEWS, "said"),
                mode="indirect",
                said=day,
                content=said,
                cited=Cited((said,)),
            ),
        ),
        events=(
            Event(
                id="ev-1", kind="measure", status="happened", when=day, participants=("Norland",),
                actors=("norland",), place="Aln", summary="Norland closed the lock", cited=Cited((closed,)),
            ),
            Event(
                id="ev-2", kind="offer", status="planned", when=june, participants=("Sudland",), actors=("sudland",),
                place=None, summary="Sudland offers crowns", cited=Cited((offer, other)),
            ),
        ),
        positions=(
            Position(actor="sudland", issue="toll", stance="pays no toll", as_of=june, cited=Cited((free,))),
        ),
        terms=(
            Term(
                concept="free_passage",
                variants=(TermVariant(term="free passage", sources=(NOTE,), speakers=("Sudland",), cited=Cited((free,))),),
                contested_readings=(
                    ContestedReading(reading="without toll", speakers=("Sudland",), cited=Cited((free,))),
                ),
            ),
        ),
        disagreements=(
            Disagreement(
                id="dis-1", question="How many crowns did Sudland offer?", kind="numeric", verdict="conflict",
                severity="major", why="2,000 is ten times 200",
                accounts=(
                    Account(value="200 crowns", sources=(NEWS,), cited=Cited((offer,))),
                    Account(value="2,000 crowns", sources=(NOTE,), cited=Cited((other,))),
                ),
            ),
        ),
        gaps=(Gap(kind="missing voice", about="the bargemen", why="nobody asked them"),),
    )  # fmt: skip
