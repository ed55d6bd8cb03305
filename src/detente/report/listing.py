"""The lists of a case as plain data: the JSON that scripts read, item by item and field by field.

One function per list, in the order people read it. The command line, the web pages' twins and the exporters all
take their rows from here, so that they cannot differ.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType

from detente.case import Case
from detente.errors import UnknownItem
from detente.evidence import Caveat, Citation, DocumentId, Span
from detente.record.entries import Account, Disagreement, Event, Position, Statement, Term, TermVariant
from detente.sources.document import BOILERPLATE_KINDS, Document

__all__ = ["LISTS", "Item", "citation", "items", "near_duplicates", "rows"]

Item = dict[str, object]


def items(case: Case, name: str) -> list[Item]:
    """The list called `name` (a key of `LISTS`).

    Raises `UnknownItem`.
    """
    if name not in LISTS:
        raise UnknownItem(f"no list {name!r}", hint=f"there are: {', '.join(LISTS)}")
    return LISTS[name](case)


def rows(case: Case, name: str) -> list[Item]:
    """The list for a spreadsheet: each item followed by the source, url, date and origin of what it cites."""
    listed = items(case, name)
    return listed if name == "sources" else [{**item, **_provenance(case, item)} for item in listed]


def _provenance(case: Case, item: Item) -> Item:
    """Where an item comes from, one value per source, in the order of the citations."""
    ids = [DocumentId(document) for document in dict.fromkeys(_sources_in(item))]
    documents = [case.library.document(document) for document in ids]
    return {
        "source": [str(document.id) for document in documents],
        "url": [document.url for document in documents if document.url],
        "date": [
            case.published(document).to_dict()["earliest"] for document in ids if case.published(document).earliest
        ],
        "origin": list(dict.fromkeys(case.library.origin_of(document) for document in ids)),
    }


def _sources_in(value: object) -> Iterator[str]:
    """The source of each citation inside an item."""
    if isinstance(value, Mapping):
        if "quote" in value and "source" in value:
            yield str(value["source"])
        else:
            for part in value.values():
                yield from _sources_in(part)
    elif isinstance(value, list):
        for part in value:
            yield from _sources_in(part)


def citation(case: Case, cited: Citation) -> Item:
    """A citation as every JSON of the program writes it."""
    document = case.library.document(cited.span.document)
    return {
        "source": str(document.id),
        "file": document.file,
        "start": cited.span.start,
        "end": cited.span.end,
        "quote": cited.quote,
    }


def _citations(case: Case, cited: Iterable[Citation]) -> list[Item]:
    return [citation(case, one) for one in cited]


def _sources(case: Case) -> list[Item]:
    return [_source(case, document) for document in case.library.documents]


def _source(case: Case, document: Document) -> Item:
    published = case.published(document.id).to_dict()
    return {
        "id": str(document.id),
        "file": document.file,
        "title": document.title,
        "outlet": document.outlet,
        "published": {**published, "stated": case.published_is_stated(document.id)},
        "agencies": list(document.agencies),
        "url": document.url,
        "origin": case.library.origin_of(document.id),
        "near_duplicates": near_duplicates(case, document.id),
        "boilerplate": [
            {"start": passage.span.start, "end": passage.span.end, "kind": passage.kind}
            for passage in case.library.passages_of(document.id)
            if passage.kind in BOILERPLATE_KINDS and passage.kind != "front_matter"
        ],
        "caveats": [_caveat(case, caveat) for caveat in _caveats_of(case, document)],
        "sha256": document.sha256,
        "format": document.format,
        "language": document.language,
    }


def near_duplicates(case: Case, document: str) -> list[str]:
    """The ids of the sources that all but coincide with this one."""
    pairs = [pair for origin in case.library.origins for pair in origin.near_duplicates if document in pair]
    return sorted({str(other) for pair in pairs for other in pair if other != document})


def _caveats_of(case: Case, document: Document) -> list[Caveat]:
    every = dict.fromkeys((*case.library.caveats, *case.record.caveats))
    return [
        c for c in every if (c.where.document if isinstance(c.where, Span) else c.where) in (document.id, document.file)
    ]


def _caveat(case: Case, caveat: Caveat) -> Item:
    where = caveat.where
    shown: Item = {"code": caveat.code, "message": caveat.message}
    if isinstance(where, Span):
        text = case.library.text_of(where)
        shown["citation"] = (
            citation(case, Citation(span=where, quote=text)) if len(text) == where.end - where.start else None
        )
    return shown


def _dates(case: Case) -> list[Item]:
    return [
        {
            "citation": citation(case, expression.citation),
            "type": expression.type,
            "value": expression.value,
            "earliest": expression.when.to_dict()["earliest"],
            "latest": expression.when.to_dict()["latest"],
            "reason": expression.when.reason,
            "granularity": expression.when.granularity,
        }
        for expression in case.record.dates
    ]


def _statements(case: Case) -> list[Item]:
    return [_statement(case, statement) for statement in case.record.statements]


def _statement(case: Case, statement: Statement) -> Item:
    speaker = statement.speaker
    actors = {actor.id: actor for actor in case.record.actors}
    actor = actors.get(speaker.actor) if speaker.actor else None
    content = citation(case, statement.content)
    return {
        "id": statement.id,
        "speaker": {
            "name": speaker.name,
            "actor": speaker.actor,
            "acts_for": actor.acts_for if actor else None,
            "citation": citation(case, speaker.citation) if speaker.citation else None,
        },
        "via": list(statement.via),
        "cue": citation(case, statement.cue) if statement.cue else None,
        "mode": statement.mode,
        "said": statement.said.to_dict(),
        "content": {**content, "citation": content},
        "citations": _citations(case, statement.cited.citations),
        "polarity": statement.polarity,
        "modality": statement.modality,
        "tier": statement.tier,
    }


def _events(case: Case) -> list[Item]:
    return [_event(case, event) for event in case.record.events]


def _event(case: Case, event: Event) -> Item:
    documents = {cited.span.document for cited in event.cited.citations}
    return {
        "id": event.id,
        "kind": event.kind,
        "status": event.status,
        "when": event.when.to_dict(),
        "participants": list(event.participants),
        "place": event.place,
        "summary": event.summary,
        "citations": _citations(case, event.cited.citations),
        "sources": len(documents),
        "origins": len({case.library.origin_of(document) for document in documents}),
        "actors": list(event.actors),
    }


def _positions(case: Case) -> list[Item]:
    return [_position(case, position) for position in case.record.positions]


def _position(case: Case, position: Position) -> Item:
    return {
        "actor": position.actor,
        "issue": position.issue,
        "stance": position.stance,
        "as_of": position.as_of.to_dict(),
        "citations": _citations(case, position.cited.citations),
        "changed_from": position.changed_from,
        "changed_by": list(position.changed_by),
    }


def _terms(case: Case) -> list[Item]:
    return [_term(case, term) for term in case.record.terms]


def _term(case: Case, term: Term) -> Item:
    return {
        "concept": term.concept,
        "variants": [_variant(case, variant) for variant in term.variants],
        "contested_readings": [
            {
                "reading": reading.reading,
                "speakers": list(reading.speakers),
                "citations": _citations(case, reading.cited.citations),
            }
            for reading in term.contested_readings
        ],
    }


def _variant(case: Case, variant: TermVariant) -> Item:
    return {
        "term": variant.term,
        "sources": [str(document) for document in variant.sources],
        "speakers": list(variant.speakers),
        "citations": _citations(case, variant.cited.citations),
    }


def _disagreements(case: Case) -> list[Item]:
    return [_disagreement(case, disagreement) for disagreement in case.record.disagreements]


def _disagreement(case: Case, disagreement: Disagreement) -> Item:
    decided = case.verdicts.get(disagreement.id)
    return {
        "id": disagreement.id,
        "question": disagreement.question,
        "kind": disagreement.kind,
        "verdict": disagreement.verdict,
        "severity": disagreement.severity,
        "accounts": [_account(case, account) for account in disagreement.accounts],
        "why": disagreement.why,
        "decided": {"verdict": decided.verdict, "by": decided.by, "because": decided.because} if decided else None,
    }


def _account(case: Case, account: Account) -> Item:
    return {
        "value": account.value,
        "sources": [str(document) for document in account.sources],
        "citations": _citations(case, account.cited.citations),
        "outlier": account.outlier,
    }


def _gaps(case: Case) -> list[Item]:
    from detente.report.premises import premise_gaps  # solves the model; the other lists do without

    return [
        {"kind": gap.kind, "about": gap.about, "why": gap.why, "citations": _citations(case, gap.citations)}
        for gap in (*premise_gaps(case), *case.record.gaps)
    ]


LISTS: Mapping[str, Callable[[Case], list[Item]]] = MappingProxyType(
    {
        "sources": _sources,
        "dates": _dates,
        "statements": _statements,
        "events": _events,
        "positions": _positions,
        "terms": _terms,
        "disagreements": _disagreements,
        "gaps": _gaps,
    }
)
"""Every list, by the name of its command."""
