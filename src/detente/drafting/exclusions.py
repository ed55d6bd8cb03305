"""Exclusions and one-way moves: options that cannot stand together, each by a rule that says why."""

from collections.abc import Iterator, Sequence

from detente.dispute.model import Exclusion, Irreversibility
from detente.drafting.act import Act
from detente.drafting.bases import basis_of
from detente.drafting.lasting import lasts
from detente.drafting.options import Candidate, matches
from detente.drafting.weights import Weights, figures
from detente.evidence import Citation, Inferred, references_of
from detente.sources.document import Library

__all__ = ["exclusions", "one_way"]

STOPPING = frozenset(("freeze suspend halt withdraw cancel quit abandon break pull walk end stop leave").split())
TALKING = frozenset(("talk negotiation dialogue project cooperation mediation consultation discussion contact").split())
NEAR = 200
"""Characters within which a refusal and what the party holds to instead are one answer."""


def exclusions(
    options: Sequence[Candidate], acts: Sequence[Act], library: Library, weights: Weights
) -> tuple[Exclusion, ...]:
    """The states that cannot be, by three rules: an answer needs its offer, stopped talks carry no offer, and what a
    party refused by holding to something else does not go with it."""
    found = [
        *_answers(options, library),
        *_graded(options, library),
        *_readings(options),
        *_stopped(options, library),
        *_instead(options, acts, library, weights),
    ]
    return tuple({exclusion.when: exclusion for exclusion in found}.values())


def one_way(options: Sequence[Candidate], library: Library) -> tuple[Irreversibility, ...]:
    """Deeds that cannot be undone by doing the opposite; an option that gathers other deeds too is none."""
    rule = "a deed of this kind is not undone by its doer alone"
    found = []
    for option in options:
        own = [act for act in option.acts if act.party == option.party and act.kind in {"does", "threatens", "intends"}]
        if option.family == "does" and own and all(lasts(act.verb, act.matter) for act in own):
            basis = basis_of((act.citation for act in own), library, rule=rule)
            found.append(Irreversibility(option=option.id, direction="forward", basis=basis))
    return tuple(found)


def _answers(options: Sequence[Candidate], library: Library) -> Iterator[Exclusion]:
    for option in options:
        if option.answers:
            offer = next(o for o in options if o.id == option.answers)
            rule = "an offer can be accepted only while it stands"
            yield Exclusion(when=f"{option.id} & !{offer.id}", basis=basis_of(_places(offer), library, rule=rule))


def _graded(options: Sequence[Candidate], library: Library) -> Iterator[Exclusion]:
    """Two figures for one thing: what is raised by three per cent is not raised by five."""
    for number, option in enumerate(options):
        for other in options[number + 1 :]:
            if option.party != other.party or {option.family, other.family} & {"reading", "accepts"}:
                continue
            ours, theirs = figures(option.name), figures(other.name)
            if any(n != m and (noun == unit or "" in {noun, unit}) for n, noun in ours for m, unit in theirs):
                rule = "two figures for one thing exclude each other"
                places = [*_places(option)[:1], *_places(other)[:1]]
                yield Exclusion(when=f"{option.id} & {other.id}", basis=basis_of(places, library, rule=rule))


def _readings(options: Sequence[Candidate]) -> Iterator[Exclusion]:
    """Two readings of one word: whoever grants it grants it in one of them."""
    readings = [option for option in options if option.family == "reading"]
    for number, option in enumerate(readings):
        for other in readings[number + 1 :]:
            if option.party == other.party and option.acts[0].matter == other.acts[0].matter:
                premises = (*references_of(option.basis), *references_of(other.basis))
                basis = Inferred(rule="a word is granted in one of its readings", premises=premises)
                yield Exclusion(when=f"{option.id} & {other.id}", basis=basis)


def _stopped(options: Sequence[Candidate], library: Library) -> Iterator[Exclusion]:
    for option in options:
        if option.family != "does" or option.acts[0].verb not in STOPPING or not _is_about_talks(option):
            continue
        for offer in options:
            if offer.party == option.party and offer.family == "offers":
                rule = "whoever stops the talks makes no offer in them"
                yield Exclusion(when=f"{option.id} & {offer.id}", basis=basis_of(_places(option), library, rule=rule))


def _is_about_talks(option: Candidate) -> bool:
    words = {word.strip(".,;:").lower().removesuffix("s") for act in option.acts for word in act.citation.quote.split()}
    return bool(words & TALKING)


def _instead(
    options: Sequence[Candidate], acts: Sequence[Act], library: Library, weights: Weights
) -> Iterator[Exclusion]:
    """A refusal beside a demand of the same party: the demand and the acceptance do not go together."""
    for refusal in (act for act in acts if act.kind == "rejects"):
        for option in options:
            if option.family != "asks" or option.party != refusal.party:
                continue
            beside = [act.citation for act in option.acts if _near(act.citation, refusal.citation)]
            for answer in (o for o in options if beside and o.answers and o.party == refusal.party):
                offer = next(o for o in options if o.id == answer.answers)
                general = not matches(refusal.topics, [o for o in options if o.family == "offers"], weights)
                if general or weights.alike(refusal.topics, offer.topics) >= 0.5:
                    basis = basis_of([refusal.citation, *beside], library)
                    yield Exclusion(when=f"{option.id} & {answer.id}", basis=basis)


def _near(a: Citation, b: Citation) -> bool:
    return a.span.document == b.span.document and abs(a.span.start - b.span.start) <= NEAR


def _places(option: Candidate) -> list[Citation]:
    return [act.citation for act in option.acts]
