"""Exclusions and one-way moves: options that cannot stand together, each by a rule that says why."""

from collections.abc import Iterator, Sequence

from detente.dispute.model import Exclusion, Irreversibility
from detente.drafting.acts import Act
from detente.drafting.options import Candidate, Weights, basis_of, matches
from detente.evidence import Citation
from detente.sources.document import Library

__all__ = ["exclusions", "one_way"]

STOPPING = frozenset(("freeze suspend halt withdraw cancel quit abandon break pull walk end stop leave").split())
TALKING = frozenset(("talk negotiation dialogue project cooperation mediation consultation discussion contact").split())
LASTING = frozenset({"demolish", "destroy", "resign", "dissolve", "dismiss", "annex", "execute", "kill", "sack"})
NEAR = 200
"""Characters within which a refusal and what the party holds to instead are one answer."""


def exclusions(
    options: Sequence[Candidate], acts: Sequence[Act], library: Library, weights: Weights
) -> tuple[Exclusion, ...]:
    """The states that cannot be, by three rules: an answer needs its offer, stopped talks carry no offer, and what a
    party refused by holding to something else does not go with it."""
    found = [*_answers(options, library), *_stopped(options, library), *_instead(options, acts, library, weights)]
    return tuple({exclusion.when: exclusion for exclusion in found}.values())


def one_way(options: Sequence[Candidate], library: Library) -> tuple[Irreversibility, ...]:
    """Deeds that cannot be undone by doing the opposite."""
    return tuple(
        Irreversibility(
            option=option.id,
            direction="forward",
            basis=basis_of(_places(option), library, rule="a deed of this kind is not undone by its doer alone"),
        )
        for option in options
        if option.family == "does" and option.acts[0].verb in LASTING
    )


def _answers(options: Sequence[Candidate], library: Library) -> Iterator[Exclusion]:
    for option in options:
        if option.answers:
            offer = next(o for o in options if o.id == option.answers)
            rule = "an offer can be accepted only while it stands"
            yield Exclusion(when=f"{option.id} & !{offer.id}", basis=basis_of(_places(offer), library, rule=rule))


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
