"""Positions: what each party holds on each issue, since when, and what stood between a stance and its change.

Issues are the case's own, and beside them the objects that parties' stance verbs (insist, demand, reject, …) come
back to. A party's later stance of another kind on the same issue is a change, tied to the events between.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from detente.evidence import Citation, Cited, DateRange
from detente.record import anchoring
from detente.record.assertion import assertion_of
from detente.record.clauses import Syntax
from detente.record.entries import ActorId, Event, Position
from detente.record.participants import Cast, root_of
from detente.record.reading import Reading, Sentence
from detente.record.wordlists import words_by_kind

__all__ = ["Stance", "find_positions", "stances_of"]

OPPOSITE = {"accepts": "rejects", "rejects": "accepts", "offers": "rejects", "wants": "rejects", "holds": "holds"}
CONTENT = frozenset({"NOUN", "PROPN", "ADJ", "VERB"})
EMPTY = frozenset(
    "be have do make take give say issue question matter way other such first new year country side party "
    "thing part point time people".split()
)
RECURRENT = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """One place where a party takes a stand: how (`kind`), on what (`topics`, lemmas), and in which words."""

    actor: ActorId
    kind: str
    topics: tuple[str, ...]
    words: str
    citation: Citation
    when: DateRange
    document: str


def find_positions(readings: Sequence[Reading], events: Sequence[Event]) -> tuple[Position, ...]:
    """The positions of all parties, by actor and issue, in the order of their dates."""
    stances = [stance for reading in readings for stance in stances_of(reading)]
    issues = readings[0].vocabulary.issues if readings else {}
    by_issue: dict[tuple[ActorId, str], list[Stance]] = {}
    for stance, issue in with_issues(stances, issues):
        by_issue.setdefault((stance.actor, issue), []).append(stance)
    return tuple(
        position for (actor, issue), held in sorted(by_issue.items()) for position in course(actor, issue, held, events)
    )


def stances_of(reading: Reading) -> tuple[Stance, ...]:
    """Every stance taken in one article, in order; headlines repeat the body and are left out."""
    cast = Cast(reading)
    verbs = words_by_kind("stances", "stances")
    first_words = {verb.split()[0] for verb in verbs}
    found: list[Stance] = []
    for sentence in reading.sentences:
        if sentence.passage.kind == "headline" or not any(t.lemma.lower() in first_words for t in sentence.tokens):
            continue
        found += sentence_stances(sentence, cast, verbs)
    return tuple(found)


def sentence_stances(sentence: Sentence, cast: Cast, verbs: Mapping[str, str]) -> Iterable[Stance]:
    """The stances of one sentence."""
    syntax = Syntax(sentence)
    if not syntax.parsed:
        return
    for at, token in enumerate(syntax.tokens):
        if not token.tag.startswith("VB") or token.dep == "amod":
            continue
        particle = syntax.particle(at)
        kind = verbs.get(f"{syntax.lemma(at)} {particle}") or verbs.get(syntax.lemma(at))
        if kind is None:
            continue
        stance = stance_at(syntax, at, kind, cast)
        if stance is not None:
            yield stance


def stance_at(syntax: Syntax, at: int, kind: str, cast: Cast) -> Stance | None:
    """The stance a verb expresses; None when no party takes it or it is about nothing."""
    reading = cast.reading
    actors = cast.all_of(syntax, syntax.agents(at))
    matter = matter_of(syntax, at)
    if not actors or not matter or syntax.child(at, "nsubjpass"):
        return None
    asserted = assertion_of(syntax, at)
    if asserted.hedged or asserted.status == "proposed":
        return None
    if asserted.status == "denied":
        kind = OPPOSITE[kind]
        if kind == "holds":
            return None
    actor = root_of(actors[0], reading)
    if actor not in reading.actors or reading.actors[actor].kind == "agency":
        return None
    topics = topics_of(syntax, matter, cast)
    if not topics:
        return None
    start, end = syntax.tokens[at].start, max(syntax.tokens[i].end for head in matter for i in branch(syntax, head))
    auxiliaries = [syntax.tokens[i].start for i in syntax.child(at, "aux", "neg") if i < at]
    start = min([start, *auxiliaries])
    return Stance(
        actor=actor,
        kind=kind,
        topics=topics,
        words=" ".join(reading.document.text[start:end].split()),
        citation=reading.document.cite(start, end),
        when=anchoring.when(syntax.sentence, syntax.tokens[at].start, reading),
        document=reading.document.id,
    )


def matter_of(syntax: Syntax, at: int) -> list[int]:
    """The heads of what the verb is about: its object, its complement clause, or the phrase its particle brings."""
    found = [i for i in syntax.child(at, "dobj", "ccomp", "xcomp") if i > at]
    if found:
        return found
    marks = [i for i in syntax.child(at, "prep") if syntax.tokens[i].text.lower() in {"on", "for", "to"}]
    return [noun for mark in marks for noun in syntax.child(mark, "pobj", "pcomp")]


def branch(syntax: Syntax, head: int) -> list[int]:
    """A complement's words without what is only loosely attached."""
    return [
        i
        for i in syntax.subtree(head, without=frozenset({"parataxis"}))
        if syntax.tokens[i].pos not in {"PUNCT", "SPACE"}
    ]


def topics_of(syntax: Syntax, matter: Sequence[int], cast: Cast) -> tuple[str, ...]:
    """The content lemmas of a complement, nouns first; actors and dates are not topics."""
    inside = [i for head in matter for i in branch(syntax, head)]
    found: list[str] = []
    for nouns in (True, False):
        for index in inside:
            token = syntax.tokens[index]
            if (token.pos in {"NOUN", "PROPN"}) != nouns or token.pos not in CONTENT:
                continue
            lemma = token.lemma.lower()
            if lemma in EMPTY or not lemma.isalpha() or cast.names(token.start) or cast.is_date(token.start):
                continue
            if lemma not in found:
                found.append(lemma)
    return tuple(found)


def with_issues(stances: Sequence[Stance], issues: Mapping[str, str]) -> Iterable[tuple[Stance, str]]:
    """Each stance with the issue it speaks to: one of the case's, or a matter that stances come back to."""
    named = {issue: content_words(f"{issue} {name}") for issue, name in sorted(issues.items())}
    counts = Counter(topic for stance in stances for topic in dict.fromkeys(stance.topics[:3]))
    speakers: dict[str, set[tuple[str, str]]] = {}
    for stance in stances:
        for topic in stance.topics[:3]:
            speakers.setdefault(topic, set()).add((stance.actor, stance.document))
    for stance in stances:
        spoken = set(stance.topics)
        best = max(named, key=lambda issue: (len(spoken & named[issue]), issue), default=None)
        if best is not None and len(spoken & named[best]) >= 2:
            yield stance, best
            continue
        proposed = [t for t in stance.topics[:3] if counts[t] >= RECURRENT and len(speakers[t]) >= RECURRENT]
        if proposed:
            yield stance, max(proposed, key=lambda topic: (counts[topic], -stance.topics.index(topic)))


def content_words(name: str) -> set[str]:
    """The words of an issue's name that carry it, roughly lemmatised."""
    found = set()
    for word in name.lower().replace("_", " ").replace("-", " ").split():
        bare = word.strip(".,;:()'\"")
        if len(bare) > 3 and bare not in {"before", "after", "with", "from", "over", "that", "this", "whether"}:
            found |= {bare, bare.removesuffix("s"), bare.removesuffix("ies") + "y"}
    return found


def course(actor: ActorId, issue: str, held: Sequence[Stance], events: Sequence[Event]) -> Iterable[Position]:
    """A party's stances on one issue in time, reports of one stance together, each change with what came between."""
    runs: list[list[Stance]] = []
    for stance in sorted(held, key=in_time):
        home = next((run for run in reversed(runs) if same_stand(run[0], stance)), None)
        if home is not None and (home is runs[-1] or not later(stance, runs[-1][0])):
            home.append(stance)
        else:
            runs.append([stance])
    before: list[Stance] | None = None
    for run in runs:
        lead = run[0]
        changed = before is not None and differs(before[0], lead) and later(lead, before[0])
        yield Position(
            actor=actor,
            issue=issue,
            stance=lead.words,
            as_of=lead.when,
            cited=Cited(tuple(dict.fromkeys(s.citation for s in run))),
            changed_from=before[0].words if changed and before is not None else None,
            changed_by=between(before[0], lead, actor, events) if changed and before is not None else (),
        )
        before = run


def in_time(stance: Stance) -> tuple[object, ...]:
    """By day, undated ones last, then by source."""
    return (stance.when.earliest or stance.when.latest or date.max, stance.document, stance.citation.span.start)


def same_stand(a: Stance, b: Stance) -> bool:
    """Whether two stances say the same: the same kind on largely the same matter."""
    ours, theirs = set(a.topics), set(b.topics)
    return a.kind == b.kind and len(ours & theirs) * 2 >= min(len(ours), len(theirs))


def differs(a: Stance, b: Stance) -> bool:
    """Whether the second stance turns the first around."""
    sides = {"accepts": 1, "offers": 1, "wants": 1, "holds": 0, "rejects": -1}
    shared = set(a.topics) & set(b.topics)
    return sides[a.kind] * sides[b.kind] < 0 and len(shared) >= 1


def later(a: Stance, b: Stance) -> bool:
    """Whether the first stance is surely after the second."""
    return a.when.earliest is not None and b.when.latest is not None and a.when.earliest > b.when.latest


def between(a: Stance, b: Stance, actor: ActorId, events: Sequence[Event]) -> tuple[str, ...]:
    """The events after one stance and not after the next."""
    assert a.when.latest is not None
    assert b.when.earliest is not None
    return tuple(
        event.id
        for event in events
        if event.status == "happened"
        and event.when.is_bounded
        and event.when.earliest is not None
        and event.when.latest is not None
        and a.when.latest <= event.when.earliest
        and event.when.latest <= b.when.earliest
    )
