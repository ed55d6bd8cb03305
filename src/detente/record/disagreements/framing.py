"""Disagreements of framing: one act told in opposed terms, "seized" here and "secured" there, each by its source.

Neither account need be wrong: the facts are one and the words take sides. Two rules find it. Terms of opposite sides of
one family (see the lexicon) frame one act where parties, object and days agree. And an article may say itself that
one side calls a thing this and the other that.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from detente.evidence import UNKNOWN, Citation, DateRange
from detente.record import anchoring
from detente.record.assertion import assertion_of
from detente.record.clauses import Syntax
from detente.record.disagreements.bounds import sentence_bounds
from detente.record.disagreements.findings import Finding, Told
from detente.record.disagreements.matters import Matters, key_of
from detente.record.disagreements.sides import heads, sides
from detente.record.disagreements.voices import speaker_over
from detente.record.entries import ActorId
from detente.record.lexicons import word_lists
from detente.record.participants import Cast, root_of
from detente.record.reading import Gleaner, Reading, Sentence

__all__ = ["CALLED", "SIDED", "find"]

LIKE = 3
NAMED_LENGTH = 60
NEARBY = 400
"""Characters between two judgements of one article that answer each other."""
TIED = 0.8
AFFAIRS = frozenset("it this that what affair incident event matter thing case operation night day move step".split())
JUDGING = "nouns verdict"
"""The family of nouns that count only where something is said to be so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word that takes a side: of which family and side, about what, of whom and when.

    `about` are the telling words of its sentence; `judges` tells that it is what something is said to be ("it was
    negligence"), and `voice` by whom.
    """

    family: str
    side: str
    word: str
    voice: str
    judges: bool
    about: frozenset[str]
    parties: frozenset[ActorId]
    when: DateRange
    document: str
    place: Citation
    clause: Citation


def find(readings: Sequence[Reading], matters: Matters) -> Iterator[Finding]:
    """What opposed terms tell, and what an article says is called two things."""
    families: dict[str, list[Term]] = {}
    for reading in readings:
        for term in SIDED.of(reading):
            families.setdefault(term.family, []).append(term)
        yield from CALLED.of(reading)
    for _, told in sorted(families.items()):
        for a, b in matters.pairs(told, lambda term: term.clause, lambda term: frozenset()):
            if a.side != b.side and (is_one_thing(a, b) or is_one_affair(a, b, matters)):
                yield finding(a, b)


def is_one_thing(a: Term, b: Term) -> bool:
    """Whether two terms tell the same: the same parties, days that overlap, and much else alike."""
    if a.document == b.document or not a.parties & b.parties or len(a.about & b.about) < LIKE:
        return False
    return not (a.when.is_known and b.when.is_known and not a.when.overlaps(b.when))


def is_one_affair(a: Term, b: Term, matters: Matters) -> bool:
    """Whether two voices judge one affair, by what stands around their judgements."""
    if not (a.judges and b.judges) or (a.document == b.document and a.voice == b.voice):
        return False
    near = 0 < abs(a.place.span.start - b.place.span.start) <= NEARBY and a.document == b.document
    return near or matters.ties(key_of(a.clause), key_of(b.clause), frozenset(), frozenset()) >= TIED


def terms_of(cast: Cast) -> Iterator[Term]:
    """The words of an article that take a side, of what has happened."""
    reading = cast.reading
    sided = sides()
    for sentence in reading.sentences:
        if sentence.passage.kind != "body" or not any(t.lemma.lower() in heads() for t in sentence.tokens):
            continue
        syntax = Syntax(sentence)
        for at, token in enumerate(sentence.tokens):
            known = sided.get(("nouns", named(syntax, at)), sided.get(("nouns", syntax.lemma(at)), ()))
            for family, side in known if token.pos == "NOUN" else ():
                term = term_at(cast, syntax, at, family, side)
                if term is not None:
                    yield term


def named(syntax: Syntax, at: int) -> str:
    """A noun with the noun before it: "freedom fighter"."""
    before = syntax.child(at, "compound")
    return f"{syntax.lemma(before[-1])} {syntax.lemma(at)}" if before else syntax.lemma(at)


def term_at(cast: Cast, syntax: Syntax, at: int, family: str, side: str) -> Term | None:
    """One noun that takes a side with what it is about; None where nothing says what, or it only mentions such."""
    reading, sentence, token = cast.reading, syntax.sentence, syntax.tokens[at]
    judges = is_judgement(syntax, at)
    about = telling(cast, syntax, at)
    if not (about or judges) or (family == JUDGING and not judges):
        return None
    people = [m.actor for m in cast.mentions_within(sentence.start, sentence.end)]
    start, end = sentence_bounds(reading, sentence)
    return Term(
        family=family,
        side=side,
        word=named(syntax, at),
        voice=speaker_over(syntax, at),
        judges=judges,
        about=about,
        parties=frozenset(root_of(actor, reading) for actor in people),
        when=days(sentence, token.start, reading),
        document=reading.document.id,
        place=reading.document.cite(token.start, token.end),
        clause=reading.document.cite(start, end),
    )


def is_judgement(syntax: Syntax, at: int) -> bool:
    """Whether a noun is what something is said to be: "it was negligence", "describes the affair as vandalism"."""
    token = syntax.tokens[at]
    over = syntax.tokens[token.head]
    verb = over.head if token.dep == "pobj" and over.text.lower() in {"as", "of"} else token.head
    lemma = syntax.lemma(verb)
    if lemma in word_lists("framing.txt")["calling"] or (lemma == "speak" and over.text.lower() == "of"):
        return token.dep in {"oprd", "pobj", "dobj", "attr", "ccomp"}
    if lemma != "be" or token.dep != "attr" or syntax.negation(verb) or syntax.modal(verb):
        return False
    subjects = syntax.subjects(verb)
    return bool(subjects) and all(syntax.lemma(i) in AFFAIRS for i in subjects)


def days(sentence: Sentence, at: int, reading: Reading) -> DateRange:
    """When it was where the text says so; else any time up to publication."""
    when = anchoring.when(sentence, at, reading)
    return when if when.phrase else UNKNOWN


def telling(cast: Cast, syntax: Syntax, at: int) -> frozenset[str]:
    """The other telling words of a noun's sentence: what is done, to what and how many, and no dates."""
    return frozenset(
        token.lemma.lower()
        for index, token in enumerate(syntax.tokens)
        if index != at and token.pos in {"NOUN", "VERB", "PROPN", "NUM"} and not cast.is_date(token.start)
    )


def finding(a: Term, b: Term) -> Finding:
    """The finding for one thing in two terms."""
    common = " ".join(sorted(a.about & b.about)[:LIKE])
    shared = common if len(a.about & b.about) >= LIKE else f"{a.word}, {b.word}"
    against, favour = (a.word, b.word) if a.side == "against" else (b.word, a.word)
    tie = f"“{common}” in both" if shared == common else "in places that tell of one matter"
    return Finding(
        key=("framing", shared),
        question=f"In whose words is it told ({shared})?",
        kind="framing",
        verdict="framing",
        severity="minor",
        accounts=(Told(f"“{a.word}”", (a.clause,)), Told(f"“{b.word}”", (b.clause,))),
        why=(f"opposed terms for one thing: “{against}” against, “{favour}” in favour, {tie}"),
    )


def called_two_things(cast: Cast) -> Iterator[Finding]:
    """What an article says that one side calls this and the other that: "Norland calls it theft. Sudland …"."""
    before: list[tuple[str, str, Citation]] = []
    for sentence in cast.reading.sentences:
        said = list(calling(cast, Syntax(sentence))) if sentence.passage.kind == "body" else []
        for one, other in ((a, b) for a in (*before, *said) for b in said if a is not b):
            if one[0] != other[0] and one[1] != other[1] and one[2].span.start <= other[2].span.start:
                yield two_names(one, other)
        before = said


def calling(cast: Cast, syntax: Syntax) -> Iterator[tuple[str, str, Citation]]:
    """(who, what, where) for each "X calls it a Y" of a sentence, and for "and Z a W" behind it."""
    if not syntax.parsed:
        return
    reading, verbs = cast.reading, word_lists("framing.txt")["calling"]
    start, end = sentence_bounds(reading, syntax.sentence)
    for at, token in enumerate(syntax.tokens):
        if token.pos != "VERB" or syntax.lemma(at) not in verbs or assertion_of(syntax, at).status != "happened":
            continue
        things = [i for i in syntax.children[at] if syntax.tokens[i].text.lower() in {"it", "this", "that", "them"}]
        who = cast.all_of(syntax, syntax.agents(at))
        if not things or not who:
            continue
        names = [i for i in syntax.children[at] if i > at and syntax.tokens[i].pos in {"NOUN", "PROPN"}]
        names += [noun for mark, noun in syntax.obliques(at) if mark == "as"]
        names += [i for t in things for i in syntax.children[t] if syntax.tokens[i].pos == "NOUN"]
        if not names:
            names = predicates(syntax, at)
        if names:
            first, last = syntax.phrase(names[0])
            name = " ".join(reading.document.text[first:last].split())
            if len(name) <= NAMED_LENGTH:
                actor = reading.actors.get(root_of(who[0], reading))
                yield (actor.name if actor is not None else who[0], name, reading.document.cite(start, end))


SIDED = Gleaner("sided terms", Term, lambda reading: terms_of(Cast(reading)))
CALLED = Gleaner("called two things", Finding, lambda reading: called_two_things(Cast(reading)))


def predicates(syntax: Syntax, at: int) -> list[int]:
    """The noun of a small clause: in "calls it a rescue" the parser may make "it" the subject of "rescue"."""
    below = syntax.child(at, "ccomp", "oprd", "xcomp")
    return [i for i in below if syntax.tokens[i].pos in {"NOUN", "PROPN"}]


def two_names(one: tuple[str, str, Citation], other: tuple[str, str, Citation]) -> Finding:
    """The finding for a thing with two names, by two parties, in one article."""
    return Finding(
        key=("framing", "called", *sorted((one[1].casefold(), other[1].casefold()))),
        question=f"What is it: {one[1]}, or {other[1]}?",
        kind="framing",
        verdict="framing",
        severity="minor",
        accounts=(Told(f"{one[0]}: {one[1]}", (one[2],)), Told(f"{other[0]}: {other[1]}", (other[2],))),
        why=f"the article says that {one[0]} calls it “{one[1]}” and {other[0]} “{other[1]}”",
    )
