"""The proposal: a whole model drafted from the record, with a remark and a degree of support for each line.

Nothing in it counts until a person accepts it. It is a DisputeModel that checks and solves, so that it can be tried as
it stands, and beside it what the drafter knows that a model cannot say: how sure it is and why, and what it would ask.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from detente.dispute.model import DecisionMaker, DisputeModel, Epoch, Exclusion, Option, Outcome, Preferences
from detente.drafting.act import Act
from detente.drafting.acts import acts_in, readings_of
from detente.drafting.bases import basis_of
from detente.drafting.changes import Changes, changes_to
from detente.drafting.contested_words import contested_options
from detente.drafting.decision_makers import Party, parties
from detente.drafting.epochs import Stretch, stretches
from detente.drafting.exclusions import exclusions, one_way
from detente.drafting.naming import identifier
from detente.drafting.options import Candidate, answers, candidates
from detente.drafting.preferences import preferences
from detente.drafting.selection import addressed, best, inherited
from detente.drafting.weights import Weights, stem
from detente.evidence import Inferred
from detente.record.analyzer import Analyzer, best_analyzer
from detente.record.entries import ActorId, Record
from detente.record.reading import Vocabulary
from detente.sources.document import Library

__all__ = ["Proposal", "changes", "draft", "propose"]

MOST_ANSWERED = 1
OUTCOME = "agreement"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A drafted model; `support` says of each element, by id, how well it is attested and why it is proposed.

    `questions` are for the analyst, `left_out` are candidates too weakly attested to be options. `acts`, `options` and
    `epochs` are what the model was made from.
    """

    model: DisputeModel
    support: Mapping[str, str] = field(default_factory=dict)
    questions: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    acts: tuple[Act, ...] = field(default=(), repr=False)
    options: tuple[Candidate, ...] = field(default=(), repr=False)
    epochs: tuple[Stretch, ...] = field(default=(), repr=False)


def changes(
    library: Library, record: Record, model: DisputeModel, *, vocabulary: Vocabulary, analyzer: Analyzer | None = None
) -> Changes:
    """What articles that the model has not taken in would change in it; the model itself stays as it is."""
    found = draft(library, record, title=model.title, vocabulary=vocabulary, analyzer=analyzer)
    return changes_to(model, library, record, found.acts, found.options, found.epochs)


def draft(
    library: Library,
    record: Record,
    *,
    title: str = "Untitled dispute",
    vocabulary: Vocabulary | None = None,
    analyzer: Analyzer | None = None,
) -> Proposal:
    """A model proposed from the record, every line with its basis.

    An empty record gives a model without parties and the question who decides.
    """
    vocabulary = vocabulary or Vocabulary()
    acts = acts_in(readings_of(library, record, vocabulary, analyzer or best_analyzer()), record)
    return propose(library, record, acts, title=title, vocabulary=vocabulary)


def propose(library: Library, record: Record, acts: Sequence[Act], *, title: str, vocabulary: Vocabulary) -> Proposal:
    """The model that the acts amount to."""
    deciding = parties(record, acts)
    ids = [party.id for party in deciding]
    weights = Weights(acts)
    own = [act for act in addressed(inherited(acts, ids), ids, weights) if act.party in ids]
    found = candidates(own, ids, library, weights)
    readings = contested_options(record, deciding, found, library)
    found = tuple(option for option in found if not _is_reading(option, readings))
    answered = answers(own, found, ids, library, weights)
    kept, left_out = best(found, answered)
    options = (*kept, *readings)
    options = (*options, *_acceptances(options, deciding, library))
    limits = exclusions(options, own, library, weights)
    epochs = stretches(own, options, _conflicts(limits))
    model = _model(title, deciding, options, limits, epochs, library, weights, vocabulary)
    names = {party.id: party.name for party in deciding}
    return Proposal(
        model=model,
        support={option.id: _support(option) for option in options},
        questions=_questions(deciding, options, epochs, own),
        acts=tuple(own),
        options=tuple(options),
        epochs=epochs,
        left_out=tuple(f"{option.name} ({names[option.party]}, {_support(option)})" for option in left_out),
    )


def _is_reading(option: Candidate, readings: Sequence[Candidate]) -> bool:
    """Whether what an option says is one party's reading of a contested word, which is an option of its own."""
    words = {stem(topic) for reading in readings for topic in reading.topics}
    if option.family == "offers" and len(option.acts) == 1 and words & {stem(t.strip('“”"')) for t in option.topics}:
        return True  # a promise in the contested word itself
    places = [act.citation.span for reading in readings for act in reading.acts]
    return all(any(act.citation.span.overlaps(place) for place in places) for act in option.acts)


def _acceptances(options: Sequence[Candidate], deciding: Sequence[Party], library: Library) -> list[Candidate]:
    """For an offer that nobody has answered, the answer it asks for, where the dispute has no answer at all."""
    taken = {option.id for option in options}
    if any(option.answers for option in options) or len(deciding) < 2:
        return []
    offers = sorted((o for o in options if o.family == "offers"), key=lambda o: (-o.origins, -len(o.acts)))
    return [
        Candidate(
            id=identifier(f"accept {offer.id}", taken),
            party=answering,
            family="accepts",
            name=offer.name.replace("offer: ", "accept: ", 1),
            topics=offer.topics,
            acts=(),
            origins=0,
            answers=offer.id,
            basis=basis_of((a.citation for a in offer.acts), library, rule="the answer that the offer asks for"),
        )
        for offer in offers[:MOST_ANSWERED]
        if (answering := _answering(offer, deciding)) is not None
    ]


def _answering(offer: Candidate, deciding: Sequence[Party]) -> ActorId | None:
    """Whose answer an offer asks for: the one other party, or among several the one that its words name."""
    others = [party for party in deciding if party.id != offer.party]
    if len(others) == 1:
        return others[0].id
    told = " ".join(act.citation.quote for act in offer.acts)
    named = [party.id for party in others if any(name in told for name in _telling_names(party.name))]
    return named[0] if len(named) == 1 else None


def _telling_names(name: str) -> tuple[str, ...]:
    """A party's name, and the last word of it: "Tarn" of "Region of Tarn"."""
    return name, name.split()[-1]


def _conflicts(limits: Sequence[Exclusion]) -> tuple[frozenset[str], ...]:
    """The pairs of options that exclude each other."""
    pairs = (limit.when.split(" & ") for limit in limits)
    return tuple(frozenset(pair) for pair in pairs if len(pair) == 2 and not any(part.startswith("!") for part in pair))


def _model(
    title: str,
    deciding: Sequence[Party],
    options: Sequence[Candidate],
    limits: Sequence[Exclusion],
    epochs: Sequence[Stretch],
    library: Library,
    weights: Weights,
    vocabulary: Vocabulary,
) -> DisputeModel:
    answered = [option for option in options if option.answers]
    outcome = " | ".join(f"({option.answers} & {option.id})" for option in answered)
    makers = tuple(
        DecisionMaker(
            id=party.id,
            name=party.name,
            options=tuple(
                Option(id=o.id, decision_maker=party.id, name=o.name, basis=o.basis)
                for o in options
                if o.party == party.id
            ),
        )
        for party in deciding
        if any(option.party == party.id for option in options)
    )
    return DisputeModel(
        title=title,
        decision_makers=makers,
        infeasible=tuple(limits),
        irreversible=one_way(options, library),
        outcomes=(Outcome(id=OUTCOME, condition=outcome),) if outcome else (),
        epochs=tuple(
            _epoch(stretch, epochs[:i], makers, options, library, weights, outcome=OUTCOME if outcome else "")
            for i, stretch in enumerate(epochs)
        ),
        vocabulary=_words(vocabulary, deciding),
    )


def _words(vocabulary: Vocabulary, deciding: Sequence[Party]) -> Mapping[str, object]:
    """The case's own words as they stand; the parties where the case names no actors yet."""
    if vocabulary.actors or vocabulary.terms or vocabulary.issues:
        return {
            "actors": {a.id: {"name": a.name, "also": a.also, "people": a.people} for a in vocabulary.actors},
            "terms": dict(vocabulary.terms),
            "issues": {id: {"name": name} for id, name in vocabulary.issues.items()},
        }
    return {"actors": {party.id: {"name": party.name} for party in deciding}}


def _epoch(
    stretch: Stretch,
    earlier: Sequence[Stretch],
    makers: Sequence[DecisionMaker],
    options: Sequence[Candidate],
    library: Library,
    weights: Weights,
    *,
    outcome: str,
) -> Epoch:
    citations = [
        act.citation for act in stretch.acts if any(act in o.acts and o.id in stretch.standing for o in options)
    ]
    basis = basis_of(citations or [act.citation for act in stretch.acts], library)
    if isinstance(basis, Inferred) or not citations:
        basis = basis_of(
            (act.citation for act in stretch.acts), library, rule="what was taken up before stands until it is given up"
        )
    return Epoch(
        id=stretch.id,
        name=stretch.id,
        since=stretch.since,
        observed=" & ".join(stretch.standing) or " & ".join(f"!{o.id}" for o in options),
        basis=basis,
        preferences={
            maker.id: Preferences(
                statements=preferences(maker.id, stretch, earlier, options, library, weights, outcome=outcome)
            )
            for maker in makers
        },
    )


def _support(option: Candidate) -> str:
    """How well an option is attested, in words."""
    places = len(option.acts)
    if option.answers and not places:
        return "inferred: nobody in the coverage says it"
    if option.family == "reading":
        return "one of the readings of a contested word"
    reports = "one place" if places == 1 else f"{places} places"
    origins = "one origin" if option.origins == 1 else f"{option.origins} independent origins"
    word = "well attested" if option.origins >= 2 else "thinly attested"
    return f"{word}: {reports}, {origins}"


def _questions(
    deciding: Sequence[Party], options: Sequence[Candidate], epochs: Sequence[Stretch], acts: Sequence[Act]
) -> tuple[str, ...]:
    """What the coverage leaves open and an analyst may know."""
    found: list[str] = []
    if not deciding:
        found.append("Who decides? The coverage tells of nobody who does or asks for anything.")
    for party in deciding:
        if not any(option.party == party.id for option in options):
            found.append(f"What can {party.name} do? The coverage tells what it says and nothing it could do.")
        if not any(act.party == party.id and act.kind in {"rejects", "stands firm"} for act in acts):
            found.append(f"What would {party.name} never accept? The coverage does not tell of a refusal.")
    if len(deciding) == 1:
        found.append(f"Who stands on the other side of {deciding[0].name}? The coverage tells of nobody else's acts.")
    if deciding and not epochs:
        found.append("Since when? No act has a date that can be defended, so there is no epoch.")
    names = {party.id: party.name for party in deciding}
    found += [
        f"Would {names[option.party]} ever do it: {option.name}? Nobody says so."
        for option in options
        if option.answers and not option.acts
    ]
    return tuple(found)
