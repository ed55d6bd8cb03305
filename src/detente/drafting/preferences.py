"""Preferences: what each party insisted on, turned down, offered and did, most important first, each with its basis.

The order is a rule, and a weak one: what a party says in words that leave no room ("never", "unacceptable", "a
precondition") comes first, what it would give up or trade away last; between them what it refuses comes before what it
asks for, that before what it does of itself, that before what it would gladly see others do.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta

from detente.dispute.model import PreferenceStatement
from detente.drafting.act import Act
from detente.drafting.bases import basis_of
from detente.drafting.epochs import Stretch
from detente.drafting.firmness import firmness
from detente.drafting.options import Candidate, matches
from detente.drafting.weights import Weights
from detente.evidence import Basis, references_of
from detente.record.entries import ActorId
from detente.sources.document import Library

__all__ = ["preferences"]

BEFORE_CAUSE = (
    r"after|following|because of|in (?:response|answer|reply|retaliation) (?:to|for)|in protest (?:at|against)"
)
AFTER_CAUSE = r"prompt\w*|led|forced|caused|drove|retaliat\w*|in (?:response|answer|reply|retaliation)"
LINKS = re.compile(rf"\b(?:(?P<before>{BEFORE_CAUSE})|(?P<after>{AFTER_CAUSE}))\b", re.I)
"""What links a deed to another's: "shut the gates after they …" and "…, which prompted it to shut the gates"."""
UNDO = re.compile(r"\b(?:stop|end|lift|reopen|resume|restore|return|drop|cancel|abandon)\b", re.I)
LATER = timedelta(days=366)
"""How long before its article a reading of a word may have been held."""
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
    lines = list(_ranked(party, acts, stretch, options, library, weights, outcome))
    for want, says, basis in sorted(lines, key=lambda line: firmness(references_of(line[2]), library)):
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
    yield from _read(party, acts, [option for option in options if _is_known(option, stretch)], library)
    yield from _answers_in_kind(own, [option for option in options if _is_known(option, stretch)], library)
    yield from _asked(acts, own, library)
    yield from _demanded(party, acts, options, library)
    yield from _agreement(acts, library, outcome)
    yield from _taken(own, stretch, library)
    yield from _suffered(party, [option for option in options if _is_known(option, stretch)], options, library)


def _is_known(option: Candidate, stretch: Stretch) -> bool:
    """Whether an option is told of, done or read, by the time of an epoch: 1956 knows no measure of 2022."""
    own = [act.when for act in option.acts if act.party == option.party]
    days = [w.latest if w.width is None or w.width > LATER else w.earliest for w in own]
    begins, start = [day for day in days if day is not None], stretch.since.latest
    return not begins or start is None or min(begins) <= start + LATER


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
        done = {act.verb for act in option.acts if act.kind in {"does", "threatens"}}
        if refused_to and last is not None and last.kind == "declines" and (not done or last.verb in done):
            yield f"!{option.id}", f"does not {_deed(option)}", basis_of(refused_to, library)
    for act in acts:
        if act.kind != "rejects":
            continue
        home = next((option for option in own if act in option.acts), None)
        refused = home or matches(act.topics, answers, weights)
        for option in [refused] if refused else answers[:1]:
            yield f"!{option.id}", f"does not {_deed(option)}", basis_of([act.citation], library)


def _deed(option: Candidate) -> str:
    """What an option is, as something done: "offer: raise its offer" is to raise it."""
    lead, _, rest = option.name.rpartition(": ")
    verbs = {act.verb for act in option.acts if act.verb}
    return (
        rest
        if lead in {"offer", "grant"} and rest.split()[:1] and rest.split()[0] in verbs
        else (f"{lead} {rest}".strip())
    )


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
            against = option.family == "does" and any(act.kind in {"does", "threatens"} for act in option.acts)
            against = against and any(UNDO.search(act.matter) for act in said)
            want, says = (f"!{option.id}", f"not: {option.name}") if against else (option.id, option.name)
            yield want, f"demands: {says}", basis_of((act.citation for act in said), library)


def _agreement(acts: Sequence[Act], library: Library, outcome: str) -> Iterator[Line]:
    """That an agreement results, where it said that it seeks one."""
    sought = [act.citation for act in acts if act.kind in {"wants", "offers"} and AGREEING & set(act.topics)]
    if outcome and sought:
        yield outcome, "an agreement results", basis_of(sought, library, rule="it says that it seeks one")


def _answers_in_kind(own: Sequence[Candidate], known: Sequence[Candidate], library: Library) -> Iterator[Line]:
    """Its measures that the coverage tells as an answer to another's: held if and only if that is."""
    for option in own:
        for other in known:
            if option not in known or other.party == option.party or {option.family, other.family} != {"does"}:
                continue
            told = [a.citation for a in option.acts if any(_tells_as_answer(a, b, library) for b in other.acts)]
            if told:
                says = f"{option.name} if and only if: {other.name}"
                yield f"{option.id} <-> {other.id}", says, basis_of(told, library, rule="told as an answer to it")


def _tells_as_answer(act: Act, cause: Act, library: Library) -> bool:
    """Whether one passage tells a deed as the answer to another: by the last link between the two verbs."""
    passage = library.passage_at(act.citation.span)
    if passage is None or not passage.span.contains(cause.citation.span):
        return False
    ours, theirs = _verb_of(act), _verb_of(cause)
    text = library.document(act.citation.span.document).text[min(ours, theirs) : max(ours, theirs)]
    links = list(LINKS.finditer(text))
    return bool(links) and (links[-1].lastgroup == "before") == (ours < theirs)


def _verb_of(act: Act) -> int:
    """Where an act's verb stands; where its words begin when the verb is not found there."""
    found = re.search(rf"\b{re.escape(act.verb[:4])}", act.citation.quote, re.I) if act.verb else None
    return act.citation.span.start + (found.start() if found else 0)


def _taken(own: Sequence[Candidate], stretch: Stretch, library: Library) -> Iterator[Line]:
    """What it has taken up by itself."""
    for option in own:
        if option.id in stretch.standing and option.family in {"does", "offers", "accepts"}:
            yield (
                option.id,
                option.name,
                basis_of((a.citation for a in option.acts), library, rule="from its behaviour: it did so"),
            )


def _suffered(
    party: ActorId, known: Sequence[Candidate], options: Sequence[Candidate], library: Library
) -> Iterator[Line]:
    """Measures of the only other party that are told as against it by name; it would rather be without them."""
    if len({option.party for option in options}) > 2:
        return  # whose measure is against whom, only the coverage can say
    for option in known:
        done = [act.citation for act in option.acts if act.kind in {"does", "threatens"} and act.party == option.party]
        named = any(word in place.quote.lower() for place in done for word in party.split("_") if len(word) > 3)
        if option.party != party and option.family == "does" and named:
            rule = "a party would rather not have another's measures against it"
            yield f"!{option.id}", f"not: {option.name}", basis_of(done, library, rule=rule)
