"""Preferences: what each party insisted on, turned down, offered and did, most important first, each with its basis.

The order is a rule, and a weak one: what a party refuses outright comes before what it asks for, that before what it
does of itself, that before what it would gladly see others do. It says so on every line.
"""

import re
from collections.abc import Iterator, Sequence

from detente.dispute.model import PreferenceStatement
from detente.drafting.acts import Act
from detente.drafting.bases import basis_of
from detente.drafting.epochs import Stretch
from detente.drafting.options import Candidate, matches
from detente.drafting.weights import Weights
from detente.evidence import Basis, Citation
from detente.record.entries import ActorId
from detente.sources.document import Library

__all__ = ["preferences"]

ANSWERING = ("after", "in response", "in answer", "prompted", "retaliat", "following", "because of", "in reply")
UNDO = re.compile(r"\b(?:stop|end|lift|reopen|resume|restore|return|drop|cancel|abandon)\b", re.I)
AGREEING = frozenset(
    ("treaty agreement deal accord settlement pact contract peace compromise merger truce ceasefire").split()
)


def preferences(
    party: ActorId,
    stretch: Stretch,
    earlier: Sequence[Stretch],
    options: Sequence[Candidate],
    library: Library,
    weights: Weights,
    *,
    outcome: str,
) -> tuple[PreferenceStatement, ...]:
    """The party's statements in one epoch. What it last said before counts where the epoch itself is silent."""
    acts = [act for past in (*earlier, stretch) for act in past.acts if act.party == party]
    found: dict[str, PreferenceStatement] = {}
    for want, says, basis in _ranked(party, acts, stretch, options, library, weights, outcome):
        found.setdefault(want, PreferenceStatement(want=want, says=says, basis=basis))
        opposite = want.removeprefix("!") if want.startswith("!") else f"!{want}"
        if opposite in found:
            del found[want]
    return tuple(found.values())


Line = tuple[str, str, Basis]


def _ranked(
    party: ActorId,
    acts: Sequence[Act],
    stretch: Stretch,
    options: Sequence[Candidate],
    library: Library,
    weights: Weights,
    outcome: str,
) -> Iterator[Line]:
    own = [option for option in options if option.party == party]
    yield from _refusals(acts, own, library, weights)
    yield from _read(party, acts, options, library)
    yield from _answers_in_kind(own, options, library)
    yield from _asked(acts, own, library)
    yield from _demanded(party, acts, options, library)
    yield from _agreement(acts, library, outcome)
    yield from _taken(own, stretch, library)
    yield from _suffered(party, stretch, options, library)


def _refusals(acts: Sequence[Act], own: Sequence[Candidate], library: Library, weights: Weights) -> Iterator[Line]:
    """What it turned down, or does not move on."""
    yielding = [option for option in own if option.family == "yields"]
    answers = [option for option in own if option.answers]
    for option in yielding:
        firm = [act.citation for act in acts if act in option.acts]
        if firm:
            yield (
                f"!{option.id}",
                f"does not {option.name.replace('give way on: ', 'give way on ')}",
                basis_of(firm, library),
            )
    for option in own:
        refused_to = [act.citation for act in acts if act in option.acts and act.kind == "declines"]
        last = next((act for act in reversed(acts) if act in option.acts and act.party == option.party), None)
        if refused_to and last is not None and last.kind == "declines":
            yield f"!{option.id}", f"does not {option.name.replace(': ', ' ', 1)}", basis_of(refused_to, library)
    for act in acts:
        if act.kind != "rejects":
            continue
        refused = matches(act.topics, answers, weights)
        for option in [refused] if refused else answers[:1]:
            yield f"!{option.id}", f"does not {option.name.replace(': ', ' ', 1)}", basis_of([act.citation], library)


def _asked(acts: Sequence[Act], own: Sequence[Candidate], library: Library) -> Iterator[Line]:
    """What it insists on, the best attested first."""
    for option in sorted((o for o in own if o.family == "asks"), key=lambda o: (-o.origins, -len(o.acts), o.id)):
        said = [act.citation for act in acts if act in option.acts]
        if said:
            yield option.id, option.name.replace(": ", " on: ", 1), basis_of(said, library)


def _read(party: ActorId, acts: Sequence[Act], options: Sequence[Candidate], library: Library) -> Iterator[Line]:
    """A contested word in its own reading, and not in the others': that is what it says the word means."""
    own = [o for o in options if o.family == "reading" and o.reader == party]
    firm = [act.citation for act in acts if act.kind == "stands firm"]
    for mine in own:
        said = [act.citation for act in mine.acts]
        for other in options:
            rival = other.family == "reading" and other.reader != party and other.party == party
            if rival and other.acts[0].matter == mine.acts[0].matter:
                yield f"!{other.id}", f"not: {other.name}", basis_of([*firm, *said], library)
        if mine.party != party:
            yield mine.id, mine.name, basis_of(said, library)


def _demanded(party: ActorId, acts: Sequence[Act], options: Sequence[Candidate], library: Library) -> Iterator[Line]:
    """What it asks of others; to ask that a deed be undone is to want it not to stand."""
    for option in options:
        said = [act for act in acts if act in option.acts and act.kind == "wants"]
        if option.party != party and said:
            against = option.family == "does" and not any(act.kind in {"intends", "offers"} for act in option.acts)
            against = against and any(UNDO.search(act.matter) for act in said)
            want, says = (f"!{option.id}", f"not: {option.name}") if against else (option.id, option.name)
            yield want, f"demands: {says}", basis_of((act.citation for act in said), library)


def _agreement(acts: Sequence[Act], library: Library, outcome: str) -> Iterator[Line]:
    """That an agreement results, where it said that it seeks one."""
    sought = [act.citation for act in acts if act.kind in {"wants", "offers"} and AGREEING & set(act.topics)]
    if outcome and sought:
        yield outcome, "an agreement results", basis_of(sought, library, rule="it says that it seeks one")


def _answers_in_kind(own: Sequence[Candidate], options: Sequence[Candidate], library: Library) -> Iterator[Line]:
    """Its measures that the coverage tells as an answer to another's: held if and only if that is."""
    for option in own:
        if option.family != "does":
            continue
        for other in options:
            if other.party == option.party or other.family != "does":
                continue
            told = [act.citation for act in option.acts if _tells_as_answer(act.citation, other, library)]
            if told:
                says = f"{option.name} if and only if: {other.name}"
                yield f"{option.id} <-> {other.id}", says, basis_of(told, library, rule="told as an answer to it")


def _tells_as_answer(citation: Citation, other: Candidate, library: Library) -> bool:
    """Whether the passage around the deed speaks of the other's deed and of an answer."""
    passage = library.passage_at(citation.span)
    if passage is None:
        return False
    text = library.text_of(passage.span).lower()
    named = [act for act in other.acts if passage.span.contains(act.citation.span)]
    return bool(named) and any(mark in text for mark in ANSWERING)


def _taken(own: Sequence[Candidate], stretch: Stretch, library: Library) -> Iterator[Line]:
    """What it has taken up by itself."""
    for option in own:
        if option.id in stretch.standing and option.family in {"does", "offers", "accepts"}:
            yield (
                option.id,
                option.name,
                basis_of((a.citation for a in option.acts), library, rule="from its behaviour: it did so"),
            )


def _suffered(party: ActorId, stretch: Stretch, options: Sequence[Candidate], library: Library) -> Iterator[Line]:
    """Measures of others, which it would rather be without."""
    if len({option.party for option in options}) > 2:
        return  # whose measure is against whom, only the coverage can say
    for option in options:
        if option.party != party and option.family == "does":
            rule = "a party would rather not have another's measures against it"
            yield (
                f"!{option.id}",
                f"not: {option.name}",
                basis_of((a.citation for a in option.acts), library, rule=rule),
            )
