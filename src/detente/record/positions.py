"""Positions: what each party holds on each issue, since when, and what stood between a stance and its change.

Issues are the case's own, and beside them the objects that parties' stance verbs (insist, demand, reject, …) come
back to. A party's later stance of another kind on the same issue is a change, tied to the events between.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from operator import itemgetter

from detente.evidence import UNKNOWN, Citation, Cited, DateRange
from detente.record.assertion import assertion_of
from detente.record.clauses import Grammar, Syntax
from detente.record.entries import ActorId, Event, Position
from detente.record.event_times import time_of
from detente.record.participants import Cast, root_of
from detente.record.reading import Gleaner, Reading, Sentence
from detente.record.triggers import Trigger
from detente.record.wordlists import words_by_kind

__all__ = ["STANCES", "Stance", "find_positions", "stances_of"]

OPPOSITE = {"accepts": "rejects", "rejects": "accepts", "offers": "rejects", "wants": "rejects", "holds": "holds"}
CONTENT = frozenset({"NOUN", "PROPN", "ADJ", "VERB"})
EMPTY = frozenset(
    "be have do make take give say issue question matter way other such first new year country side party "
    "thing part point time people".split()
)
STANCE_NOUNS = frozenset("stance position line view insistence demand version policy stand".split())
RECURRENT = 2
TAKEN = frozenset({"wants", "offers", "accepts", "rejects"})
"""Stands that tell what a party would do or have, and not only how it sees a matter."""
BRACKETS = (("(", ")"), ("“", "”"), ("[", "]"))
NEED_CLAUSE = frozenset("hold declare claim maintain repeat stress affirm believe assert argue contend aim".split())
MEASURES = frozenset(
    "percent dollar euro pound crown yen km kilometre metre tonne hour number share value rate".split()
)
NO_ISSUES = MEASURES | frozenset("cent third half quarter million billion thousand hundred".split())
"""Words that measure what an issue is about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """One place where a party takes a stand: how (`kind`), on what (`topics`, lemmas), and in which words.

    The first `things` of the topics are nouns. `others` take the same stand in the same words.
    """

    actor: ActorId
    others: tuple[ActorId, ...] = ()
    kind: str
    topics: tuple[str, ...]
    things: int
    words: str
    citation: Citation
    when: DateRange
    document: str


def find_positions(readings: Sequence[Reading], events: Sequence[Event]) -> tuple[Position, ...]:
    """The positions of all parties, by actor and issue, in the order of their dates."""
    told = [stance for reading in readings for stance in STANCES.of(reading)]
    stances = [replace(stance, actor=actor) for stance in told for actor in (stance.actor, *stance.others)]
    issues = readings[0].vocabulary.issues if readings else {}
    by_issue: dict[tuple[ActorId, str], list[Stance]] = {}
    for stance, issue in with_issues(stances, issues):
        by_issue.setdefault((stance.actor, issue), []).append(stance)
    happened = Happened(events)
    return tuple(
        position
        for (actor, issue), held in sorted(by_issue.items())
        for position in course(actor, issue, held, happened)
    )


def stances_of(reading: Reading) -> tuple[Stance, ...]:
    """Every stance taken in one article, in order; headlines repeat the body and are left out."""
    cast = Cast(reading)
    verbs = words_by_kind("stances", "stances")
    first_words = {verb.split()[0] for verb in verbs}
    found: list[Stance] = []
    for sentence in reading.sentences:
        if sentence.passage.kind == "headline" or not any(
            (lemma := t.lemma.lower()) in first_words or lemma in STANCE_NOUNS for t in sentence.tokens
        ):
            continue
        found += sentence_stances(sentence, cast, verbs)
    return tuple(found)


STANCES = Gleaner("stances", Stance, stances_of)


def sentence_stances(sentence: Sentence, cast: Cast, verbs: Mapping[str, str]) -> Iterable[Stance]:
    """The stances of one sentence."""
    syntax = cast.reading.once(Grammar).of(sentence)
    if not syntax.parsed:
        return
    for at, token in enumerate(syntax.tokens):
        if token.pos == "NOUN" and syntax.lemma(at) in STANCE_NOUNS and (told := stance_of_noun(syntax, at, cast)):
            yield told
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
    if not actors or not matter or not is_predicate(syntax, at) or is_no_stand(syntax, at):
        return None
    asserted = assertion_of(syntax, at)
    if asserted.hedged or asserted.status == "proposed":
        return None
    if asserted.status == "denied":
        kind = OPPOSITE[kind]
        if kind == "holds" or not syntax.negation(at):
            return None
    parties = [a for a in dict.fromkeys(root_of(a, reading) for a in actors) if is_party(a, reading)]
    topics, things = counted_topics(syntax, matter, cast)
    if not topics or not parties or parties[0] != root_of(actors[0], reading):
        return None
    start, end = bounds(syntax, at, matter, cast)
    return Stance(
        actor=parties[0],
        others=tuple(parties[1:]),
        kind=kind,
        topics=topics,
        things=things,
        words=" ".join(reading.document.text[start:end].split()),
        citation=reading.document.cite(start, end),
        when=as_of(syntax, at, reading),
        document=reading.document.id,
    )


def is_party(actor: ActorId, reading: Reading) -> bool:
    """Whether an actor can take a stand: no news agency."""
    return actor in reading.actors and reading.actors[actor].kind != "agency"


def stance_of_noun(syntax: Syntax, at: int, cast: Cast) -> Stance | None:
    """ "Norland's stance that the gates come first": the owner's stand in the words of the clause."""
    reading = cast.reading
    actors = cast.all_of(syntax, syntax.child(at, "poss"))
    matter = [
        i for i in syntax.child(at, "acl", "ccomp", "relcl") if i > at and syntax.child(i, "mark", "nsubj", "nsubjpass")
    ]
    topics, things = counted_topics(syntax, matter, cast)
    if not actors or not matter or not topics:
        return None
    actor = root_of(actors[0], reading)
    start, end = bounds(syntax, at, matter, cast)
    return Stance(
        actor=actor,
        kind="holds",
        topics=topics,
        things=things,
        words=" ".join(reading.document.text[start:end].split()),
        citation=reading.document.cite(start, end),
        when=replace(reading.published, phrase="", reason="as of publication")
        if reading.published.is_known
        else UNKNOWN,
        document=reading.document.id,
    )


def is_predicate(syntax: Syntax, at: int) -> bool:
    """Whether the verb is the party's own act: no passive, no bare participle, no claim without its content."""
    token = syntax.tokens[at]
    if syntax.child(at, "nsubjpass") or (token.tag == "VBN" and not syntax.child(at, "aux")):
        return False
    return syntax.lemma(at) not in NEED_CLAUSE or bool(syntax.child(at, "ccomp", "xcomp"))


def is_no_stand(syntax: Syntax, at: int) -> bool:
    """Whether a verb tells how things are going, or that two sides differ: "suggesting it will not be easy"."""
    if syntax.lemma(at) == "suggest":
        return any(syntax.modal(i) in {"will", "would"} or syntax.lemma(i) == "be" for i in syntax.child(at, "ccomp"))
    return syntax.lemma(at) == "agree" and bool(syntax.negation(at))


def as_of(syntax: Syntax, at: int, reading: Reading) -> DateRange:
    """Since when the stance is known: the day it was taken; a stance told in the present holds at publication."""
    when = time_of(syntax, Trigger(at, "declaration", at), reading)
    if syntax.tokens[at].tag in {"VBZ", "VBP"} and not when.phrase and reading.published.is_known:
        return replace(reading.published, phrase="", reason="told in the present: as of publication")
    return when


def bounds(syntax: Syntax, at: int, matter: Sequence[int], cast: Cast) -> tuple[int, int]:
    """The words of a stance: from the verb to the end of its matter, before the next party speaks."""
    text = cast.reading.document.text
    first = min([at, *(i for i in syntax.child(at, "aux", "neg") if i < at)])
    inside = sorted({i for head in matter for i in branch(syntax, head) if i > at} | {at})
    last = inside[-1]
    for index in inside:
        follows = index + 1 < len(syntax.tokens) and syntax.lemma(index + 1) in words_by_kind("stances", "stances")
        if index > at + 2 and follows and cast.names(syntax.tokens[index].start) and syntax.lemma(index - 1) == "and":
            last = max(i for i in inside if i < index - 1)
            break
    start, end = syntax.tokens[first].start, syntax.tokens[last].end
    if text[start:end].count('"') % 2 and text[end : end + 1] == '"':
        end += 1
    for opening, closing in BRACKETS:
        if text[start:end].count(opening) > text[start:end].count(closing) and text[end : end + 2].find(closing) >= 0:
            end += text[end : end + 2].find(closing) + 1
    return start, end


def matter_of(syntax: Syntax, at: int) -> list[int]:
    """The heads of what the verb is about: its object, its complement clause, or the phrase its particle brings."""
    found = [i for i in syntax.child(at, "dobj", "ccomp", "xcomp") if i > at]
    if found:
        return found
    marks = [i for i in syntax.child(at, "prep") if syntax.tokens[i].text.lower() in {"on", "for", "to"}]
    return [noun for mark in marks for noun in syntax.child(mark, "pobj", "pcomp")]


def branch(syntax: Syntax, head: int) -> list[int]:
    """A complement's words without what is only loosely attached: ", with Norland proposing …"."""
    loose = {
        index
        for mark in syntax.subtree(head)
        if syntax.tokens[mark].text.lower() == "with"
        and any(syntax.child(clause, "nsubj") for clause in syntax.child(mark, "pcomp"))
        for index in syntax.subtree(mark)
    }
    inside = syntax.subtree(head, without=frozenset({"parataxis"}))
    return [i for i in inside if i not in loose and syntax.tokens[i].pos not in {"PUNCT", "SPACE"}]


def topics_of(syntax: Syntax, matter: Sequence[int], cast: Cast) -> tuple[str, ...]:
    """What a complement speaks of, as lemmas, nouns first ("peace treaty" as one); no actors, dates or measures."""
    return counted_topics(syntax, matter, cast)[0]


def counted_topics(syntax: Syntax, matter: Sequence[int], cast: Cast) -> tuple[tuple[str, ...], int]:
    """(what a complement speaks of, how many of these are nouns): lemmas, nouns first, "peace treaty" as one.

    Actors, dates and measures are no topics.
    """
    inside = [i for head in matter for i in branch(syntax, head)]
    found: dict[str, None] = {}
    things = 0
    for nouns in (True, False):
        for index in inside:
            token = syntax.tokens[index]
            lemma = token.lemma.lower()
            if token.pos not in CONTENT or (token.pos in {"NOUN", "PROPN"}) != nouns or token.dep == "compound":
                continue
            if lemma in EMPTY or lemma in MEASURES or not lemma.isalpha():
                continue
            if cast.names(token.start) or cast.is_date(token.start):
                continue
            if nouns:
                found.setdefault(noun_words(syntax, index, cast))
            found.setdefault(lemma)
        if nouns:
            things = len(found)
    return tuple(found), things


def noun_words(syntax: Syntax, at: int, cast: Cast) -> str:
    """A noun with the nouns that describe it."""
    parts = [i for i in syntax.child(at, "compound") if i < at and not cast.names(syntax.tokens[i].start)]
    parts = [i for i in parts if syntax.tokens[i].pos == "NOUN"]
    return " ".join(syntax.lemma(i) for i in [*parts, at])


def with_issues(stances: Sequence[Stance], issues: Mapping[str, str]) -> Iterable[tuple[Stance, str]]:
    """Each stance with the issue it speaks to: one of the case's, or a matter that stances come back to.

    A matter is an issue when two parties, or one party in two articles, take a stand on it, and when a party that
    takes several stands says what it would do or have.
    """
    named = {issue: content_words(f"{issue} {name}") for issue, name in sorted(issues.items())}
    speakers: dict[str, set[tuple[str, str]]] = {}
    taken: dict[str, int] = {}
    for stance in stances:
        taken[stance.actor] = taken.get(stance.actor, 0) + 1
        for topic in stance.topics:
            speakers.setdefault(topic, set()).add((stance.actor, stance.document))
    for stance in stances:
        spoken = {word for topic in stance.topics for word in topic.split()}
        best = max(named, key=lambda issue: (len(spoken & named[issue]), issue), default=None)
        if best is not None and len(spoken & named[best]) >= min(2, len(named[best])):
            yield stance, best
            continue
        things = [t for t in stance.topics[: stance.things] if not NO_ISSUES & set(t.split())]
        shared = [t for t in things or stance.topics if len(speakers[t]) >= RECURRENT]
        if not shared and stance.kind in TAKEN and taken[stance.actor] >= RECURRENT:
            shared = [*things[:1]]
        if shared:
            yield stance, max(shared, key=lambda t: (len(speakers[t]), len(t.split()), -stance.topics.index(t)))


def content_words(name: str) -> set[str]:
    """The words of an issue's name that carry it, roughly lemmatised."""
    found = set()
    for word in name.lower().replace("_", " ").replace("-", " ").split():
        bare = word.strip(".,;:()'\"")
        if len(bare) > 3 and bare not in {"before", "after", "with", "from", "over", "that", "this", "whether"}:
            found |= {bare, bare.removesuffix("s"), bare.removesuffix("ies") + "y"}
    return found


def course(actor: ActorId, issue: str, held: Sequence[Stance], happened: "Happened") -> Iterable[Position]:
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
            changed_by=happened.between(before[0], lead) if changed and before is not None else (),
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


class Happened:
    """What has happened on days that are known, in order, to be asked for what lies between two days."""

    __slots__ = ("_events", "_starts")

    def __init__(self, events: Iterable[Event]) -> None:
        told = ((e.when.earliest, e.when.latest, e.id) for e in events if e.status == "happened")
        known = [(first, last, name) for first, last, name in told if first is not None and last is not None]
        self._events = sorted(known, key=itemgetter(0))
        self._starts = [first for first, _, _ in self._events]

    def between(self, a: Stance, b: Stance) -> tuple[str, ...]:
        """The events after one stance and not after the next."""
        assert a.when.latest is not None
        assert b.when.earliest is not None
        first, last = bisect_left(self._starts, a.when.latest), bisect_right(self._starts, b.when.earliest)
        return tuple(name for _, end, name in self._events[first:last] if end <= b.when.earliest)
