"""Disagreements of framing: one act told in opposed terms, "seized" here and "secured" there, each by its source.

Neither account need be wrong: the facts are one and the words take sides. Two rules find it. Terms of opposite sides of
one family (see the lexicon) frame one act where parties, object and days agree. And an article may say itself that
one side calls a thing this and the other that.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from detente.evidence import UNKNOWN, Citation, DateRange
from detente.record import anchoring
from detente.record.assertion import assertion_of
from detente.record.clauses import Grammar, Syntax
from detente.record.disagreements.bounds import sentence_bounds
from detente.record.disagreements.findings import Finding, Told
from detente.record.disagreements.kindred import stem
from detente.record.disagreements.matters import RARE, Matters, key_of
from detente.record.disagreements.neighbours import days_between
from detente.record.disagreements.sides import heads, sides
from detente.record.disagreements.stances import NEGATIVE
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
SURROUNDED = 0.9
"""What stands around two judgements and is common to both: each may say no more than "it was negligence"."""
OF_ONE_SORT = 0.7
"""The same for words of one sort of thing: hostages and prisoners are taken, and nothing else is."""
DESCRIBED = 1.7
"""The same where a judgement lies in the words beside its noun: "a routine visit"."""
LEADING = 1.5
"""What leads up to two judgements in two articles and is common to both."""
STORY_DAYS = 45
IN_PASSING = 5
"""A word in more sentences is the plain name of a thing, and no judgement of it."""
AFFAIRS = frozenset(
    "it this that what which these those they affair incident event matter thing case operation night day move step "
    "action act measure decision man woman people".split()
)
SORTS = frozenset({"nouns ballots", "nouns captives"})
"""Families of words for one sort of thing."""
SIDES = ("against", "favour")
JUDGING = "nouns verdict"
"""The family of nouns that count only where something is said to be so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word that takes a side: of which family and side, about what, of whom and when.

    `about` are the telling words of its sentence; `judges` tells that it is what something is said to be ("it was
    negligence"), and `voice` by whom. `plain` tells that the noun itself takes the side, and not a word beside it.
    """

    family: str
    side: str
    word: str
    voice: str
    judges: bool
    plain: bool
    about: frozenset[str]
    parties: frozenset[ActorId]
    when: DateRange
    published: DateRange
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
        for a, b in matters.pairs(told, lambda term: term.clause, lambda term: led_by(term, matters)):
            if a.side != b.side and is_one(a, b, matters):
                yield finding(a, b)


def led_by(term: Term, matters: Matters) -> frozenset[str]:
    """The rare words that lead up to a judgement."""
    if not (term.judges and term.plain and term.family == JUDGING):
        return frozenset()
    return frozenset(word for word in matters.leading_to(key_of(term.clause)) if matters.count(word) <= RARE)


def is_one(a: Term, b: Term, matters: Matters) -> bool:
    """Whether two terms tell of one thing, affair or sort of thing."""
    return is_one_thing(a, b) or is_one_affair(a, b, matters) or is_one_sort(a, b, matters)


def is_one_sort(a: Term, b: Term, matters: Matters) -> bool:
    """Whether two articles name one thing by words that few things are named by: a vote, people held."""
    if a.family not in SORTS or a.document == b.document:
        return False
    keys = key_of(a.clause), key_of(b.clause)
    tied = matters.ties(*keys, frozenset(), frozenset()) >= TIED
    return tied and surroundings(a, b, matters) >= DESCRIBED


def surroundings(a: Term, b: Term, matters: Matters) -> float:
    """How much two sentences with what stands around them have in common."""
    return matters.shared(*(matters.of(key) | matters.around(key) for key in (key_of(a.clause), key_of(b.clause))))


def is_one_thing(a: Term, b: Term) -> bool:
    """Whether two terms tell the same: the same parties, days that overlap, and much else alike."""
    if not (a.plain and b.plain):
        return False
    if a.document == b.document or not a.parties & b.parties or len(a.about & b.about) < LIKE:
        return False
    return not (a.when.is_known and b.when.is_known and not a.when.overlaps(b.when))


def is_one_affair(a: Term, b: Term, matters: Matters) -> bool:
    """Whether two voices judge one affair, by what stands around their judgements."""
    if not (a.judges and b.judges) or (a.document == b.document and a.voice == b.voice):
        return False
    plain = a.plain and b.plain
    near = 0 < abs(a.place.span.start - b.place.span.start) <= NEARBY and a.document == b.document
    keys = key_of(a.clause), key_of(b.clause)
    if plain and (near or matters.ties(*keys, frozenset(), frozenset()) >= TIED):
        return True
    if plain and a.family == JUDGING and a.document != b.document and is_one_story(a, b, matters):
        return True
    needed = DESCRIBED if not plain else SURROUNDED if a.family == JUDGING else OF_ONE_SORT
    return surroundings(a, b, matters) >= needed


def is_one_story(a: Term, b: Term, matters: Matters) -> bool:
    """Whether two articles of some weeks judge by words that nobody calls the thing by in passing, and what leads up to
    both judgements is alike: "this is a pause", "it is a retreat"."""
    apart = days_between(a.published, b.published)
    named = any(matters.count(stem(term.word.split()[-1])) > IN_PASSING for term in (a, b))
    if named or apart is None or apart > STORY_DAYS:
        return False
    return matters.shared(*(matters.leading_to(key_of(term.clause)) for term in (a, b))) >= LEADING


def terms_of(cast: Cast) -> Iterator[Term]:
    """The words of an article that take a side, of what has happened."""
    reading = cast.reading
    sided = sides()
    for sentence in reading.sentences:
        if sentence.passage.kind != "body" or not any(t.lemma.lower() in judging_words() for t in sentence.tokens):
            continue
        syntax = reading.once(Grammar).of(sentence)
        for at, token in enumerate(sentence.tokens):
            if token.pos != "NOUN":
                continue
            known = sided.get(("nouns", named(syntax, at)), sided.get(("nouns", syntax.lemma(at)), ()))
            plain = JUDGING in {family for family, _ in known}
            if (side := judged_side(syntax, at)) and not plain:
                known = (*known, (JUDGING, side))
            for family, side in known:
                term = term_at(cast, syntax, at, family, side, plain=plain or family != JUDGING)
                if term is not None:
                    yield term


@cache
def judging_words() -> frozenset[str]:
    """The words by which a sentence that takes a side is found."""
    lists = word_lists("framing.txt")
    hyphened = frozenset(word.split("-")[-1] for word in heads())
    judging = (lists[f"{part} judging {side}"] for part in ("adjectives", "complements") for side in SIDES)
    return heads() | hyphened | frozenset().union(*judging)


def named(syntax: Syntax, at: int) -> str:
    """A noun with the noun before it: "freedom fighter", "witch-hunt"."""
    before = [i for i in syntax.child(at, "compound", "amod", "npadvmod") if syntax.tokens[i].text[:1].isalpha()]
    if not before:
        return syntax.lemma(at)
    joint = "-" if before[-1] == at - 2 and syntax.tokens[at - 1].text in {"-", "‑"} else " "
    return f"{syntax.lemma(before[-1])}{joint}{syntax.lemma(at)}"


def judged_side(syntax: Syntax, at: int) -> str:
    """The side that the words around a noun put it on: "a routine visit", "a law of equal chances"; "" for none."""
    lists = word_lists("framing.txt")
    beside = [syntax.lemma(i) for i in syntax.child(at, "amod", "compound", "nmod")]
    behind = [syntax.lemma(i) for mark in syntax.child(at, "prep", "acl", "relcl") for i in syntax.subtree(mark)]
    for words in (beside, behind):
        part = "adjectives" if words is beside else "complements"
        found = {side for side in SIDES for word in words if word in lists[f"{part} judging {side}"]}
        if len(found) == 1:
            return found.pop()
    return ""


def term_at(cast: Cast, syntax: Syntax, at: int, family: str, side: str, *, plain: bool) -> Term | None:
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
        plain=plain,
        about=about,
        parties=frozenset(root_of(actor, reading) for actor in people),
        when=days(sentence, token.start, reading),
        published=reading.published,
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
    denied = bool(syntax.negation(verb)) and any(t.text.lower() in NEGATIVE for t in syntax.tokens[:at])
    if lemma != "be" or token.dep != "attr" or denied or syntax.modal(verb):
        return False
    if syntax.child(verb, "csubj"):  # "what was going on was a picnic"
        return any(syntax.tokens[i].tag == "WP" for c in syntax.child(verb, "csubj") for i in syntax.subtree(c))
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
    judged = a.judges and b.judges and a.family == JUDGING and shared != common
    hostile = a if a.side == "against" else b  # all milder words for what one calls so are of one question
    place = (hostile.document, str(hostile.place.span.start)) if judged else (shared,)
    return Finding(
        key=("framing", *place),
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
        syntax = cast.reading.once(Grammar).of(sentence)
        said = list(calling(cast, syntax)) if sentence.passage.kind == "body" else []
        if sentence.passage.kind == "body" and (elsewhere := called_elsewhere(cast, syntax)) is not None:
            yield two_names(*elsewhere)
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


def called_elsewhere(cast: Cast, syntax: Syntax) -> tuple[tuple[str, str, Citation], tuple[str, str, Citation]] | None:
    """The two names of "what people abroad call the gas war is called here the blockade"."""
    calls = [i for i, t in enumerate(syntax.tokens) if t.pos == "VERB" and syntax.lemma(i) == "call"]
    if len(calls) != 2 or not syntax.is_passive(calls[1]) or syntax.is_passive(calls[0]):
        return None
    one, other = calls
    whats = [i for i in syntax.child(one, "dobj") if syntax.tokens[i].text.lower() == "what"]
    callers = [i for i in syntax.subjects(one) if syntax.tokens[i].pos in {"NOUN", "PROPN"}]
    first = [i for i in (*syntax.child(one, "oprd"), *syntax.child(other, "nsubjpass")) if one < i < other]
    second = [i for i in syntax.child(other, "oprd") if i > other]
    if not (whats and callers and first and second):
        return None
    text, cited = (
        cast.reading.document.text,
        cast.reading.document.cite(*sentence_bounds(cast.reading, syntax.sentence)),
    )
    who, this, that = (text[slice(*syntax.phrase(i))] for i in (callers[0], first[0], second[0]))
    return (who, this, cited), ("others", that, cited)


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
