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
from detente.record.disagreements.sides import heads, sides
from detente.record.entries import ActorId
from detente.record.lexicons import word_lists
from detente.record.participants import Cast, root_of
from detente.record.reading import Gleaner, Reading, Sentence

__all__ = ["CALLED", "SIDED", "find"]

LIKE = 3
MOST = 30
"""So many terms of one side about one object are compared: more add nothing to the finding."""
NAMED_LENGTH = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word that takes a side: of which family and side, about what, of whom and when.

    `about` is what an act is done to, or for a noun the telling words of its sentence.
    """

    family: str
    side: str
    word: str
    about: frozenset[str]
    parties: frozenset[ActorId]
    when: DateRange
    document: str
    place: Citation
    clause: Citation


def find(readings: Sequence[Reading]) -> Iterator[Finding]:
    """What opposed terms tell, and what an article says is called two things."""
    terms: dict[str, dict[str, dict[str, list[Term]]]] = {}
    for reading in readings:
        for term in SIDED.of(reading):
            for word in sorted(term.about):
                terms.setdefault(term.family, {}).setdefault(word, {}).setdefault(term.side, []).append(term)
        yield from CALLED.of(reading)
    for family in sorted(terms):
        for word in sorted(terms[family]):
            sides = terms[family][word]
            yield from opposed(sides.get("against", []), sides.get("favour", []))


def opposed(against: Sequence[Term], favour: Sequence[Term]) -> Iterator[Finding]:
    """The pairs of terms from two articles that tell one thing."""
    for a in against[:MOST]:
        for b in favour[:MOST]:
            if a.document != b.document and is_one_thing(a, b):
                yield finding(a, b)


def is_one_thing(a: Term, b: Term) -> bool:
    """Whether two terms tell the same: the same parties, days that overlap, the same object or much else alike."""
    if not a.parties & b.parties:
        return False
    if a.when.is_known and b.when.is_known and not a.when.overlaps(b.when):
        return False
    return len(a.about & b.about) >= (LIKE if a.family.startswith("nouns") else 1)


def terms_of(cast: Cast) -> Iterator[Term]:
    """The words of an article that take a side, of what has happened."""
    reading = cast.reading
    sided = sides()
    for sentence in reading.sentences:
        if sentence.passage.kind != "body" or not any(t.lemma.lower() in heads() for t in sentence.tokens):
            continue
        syntax = Syntax(sentence)
        for at, token in enumerate(sentence.tokens):
            for part in ("verbs", "nouns"):
                if token.pos == ("VERB" if part == "verbs" else "NOUN"):
                    for family, side in sided.get((part, named(syntax, at)), sided.get((part, syntax.lemma(at)), ())):
                        term = term_at(cast, syntax, at, family, side)
                        if term is not None:
                            yield term


def named(syntax: Syntax, at: int) -> str:
    """A noun with the noun before it: "freedom fighter"."""
    before = syntax.child(at, "compound")
    return f"{syntax.lemma(before[-1])} {syntax.lemma(at)}" if before else syntax.lemma(at)


def term_at(cast: Cast, syntax: Syntax, at: int, family: str, side: str) -> Term | None:
    """One word that takes a side with what it is about; None where nothing says what, or it did not happen."""
    reading, sentence, token = cast.reading, syntax.sentence, syntax.tokens[at]
    is_act = family.startswith("verbs")
    if is_act and (not syntax.parsed or assertion_of(syntax, at).status != "happened"):
        return None
    about = objects(syntax, at) if is_act else telling(cast, syntax, at)
    if not about:
        return None
    doers = cast.all_of(syntax, syntax.agents(at)) if is_act else []
    people = doers or [m.actor for m in cast.mentions_within(sentence.start, sentence.end)]
    start, end = sentence_bounds(reading, sentence)
    return Term(
        family=family,
        side=side,
        word=token.text.lower() if is_act else named(syntax, at),
        about=about,
        parties=frozenset(root_of(actor, reading) for actor in people),
        when=days(sentence, token.start, reading),
        document=reading.document.id,
        place=reading.document.cite(token.start, token.end),
        clause=reading.document.cite(start, end),
    )


def days(sentence: Sentence, at: int, reading: Reading) -> DateRange:
    """When it was where the text says so; else any time up to publication."""
    when = anchoring.when(sentence, at, reading)
    return when if when.phrase else UNKNOWN


def objects(syntax: Syntax, at: int) -> frozenset[str]:
    """The nouns that an act is done to."""
    patients = [i for head in syntax.patients(at) for i in syntax.conjuncts(head)]
    return frozenset(syntax.lemma(i) for i in patients if syntax.tokens[i].pos in {"NOUN", "PROPN"})


def telling(cast: Cast, syntax: Syntax, at: int) -> frozenset[str]:
    """The other telling words of a noun's sentence: what is done, to what and how many, and no dates."""
    return frozenset(
        token.lemma.lower()
        for index, token in enumerate(syntax.tokens)
        if index != at and token.pos in {"NOUN", "VERB", "PROPN", "NUM"} and not cast.is_date(token.start)
    )


def finding(a: Term, b: Term) -> Finding:
    """The finding for one thing in two terms."""
    shared = " ".join(sorted(a.about & b.about)[:LIKE])
    return Finding(
        key=("framing", shared),
        question=f"In whose words is it told ({shared})?",
        kind="framing",
        verdict="framing",
        severity="minor",
        accounts=(Told(f"“{a.word}”", (a.clause,)), Told(f"“{b.word}”", (b.clause,))),
        why=(
            f"opposed terms for one thing: “{a.word}” against, “{b.word}” in favour, "
            f"with the same parties and “{shared}” in both"
        ),
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
