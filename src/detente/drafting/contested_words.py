"""Contested words: a term with two readings becomes two candidate options, with both quotations.

This is the most valuable step from text to model: what one word hides is often what the dispute is about.
"""

from collections.abc import Sequence

from detente.drafting.act import Act
from detente.drafting.bases import reference
from detente.drafting.decision_makers import Party
from detente.drafting.naming import identifier
from detente.drafting.options import Candidate
from detente.evidence import Quoted
from detente.record.entries import ContestedReading, Record, Term
from detente.sources.document import Library

__all__ = ["contested_options"]


def contested_options(
    record: Record, parties: Sequence[Party], options: Sequence[Candidate], library: Library
) -> tuple[Candidate, ...]:
    """One option for each reading of each contested word: to grant the word as that party reads it.

    The controller is the party that the other readings ask something of: the last that reads it otherwise than the
    one whose reading it is.
    """
    taken = {option.id for option in options}
    return tuple(
        _option(term, reading, parties, record, library, taken)
        for term in record.terms
        if len(term.contested_readings) >= 2
        for reading in term.contested_readings
        if _controller(term, parties, record)
    )


def _option(
    term: Term, reading: ContestedReading, parties: Sequence[Party], record: Record, library: Library, taken: set[str]
) -> Candidate:
    party = _controller(term, parties, record)
    reader = reading.speakers[0] if reading.speakers else "one side"
    citations = reading.cited.citations
    name = f"{term.concept} as {reader} reads it: {' '.join(reading.reading.split())}"
    act = Act(
        party=party,
        kind="offers",
        verb="",
        matter=term.concept,
        topics=(term.concept.lower(),),
        citation=citations[0],
        when=record.published(citations[0].span.document),
        status="proposed",
    )
    return Candidate(
        id=identifier(f"{term.concept} {reader}", taken),
        party=party,
        family="reading",
        reader=_party_of(reading.speakers, parties, record),
        name=name,
        topics=frozenset({term.concept.lower()}),
        acts=(act,),
        origins=len({library.origin_of(c.span.document) for c in citations}),
        basis=Quoted(tuple(reference(c, library) for c in citations[:2])),
    )


def _controller(term: Term, parties: Sequence[Party], record: Record) -> str:
    """The party that would have to grant the word, the last among the readings; "" where it is not known."""
    found = (_party_of(reading.speakers, parties, record) for reading in reversed(term.contested_readings))
    return next((party for party in found if party), "")


def _party_of(speakers: Sequence[str], parties: Sequence[Party], record: Record) -> str:
    """The party that the first known of some speakers speaks for; "" where none is known."""
    by_name = {party.name: party.id for party in parties}
    names = {name: actor.id for actor in record.actors for name in actor.names}
    acts_for = {actor.id: actor.acts_for or actor.id for actor in record.actors}
    ids = {party.id for party in parties}
    found = (by_name.get(speaker) or acts_for.get(names.get(speaker, ""), "") for speaker in speakers)
    return next((party for party in found if party in ids), "")
