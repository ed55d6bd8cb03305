"""Who and what a clause names: parties by their id, things by the senses of their nouns."""

from bisect import bisect_left
from collections.abc import Iterable

from detente.record.clauses import Grammar, Syntax
from detente.record.disagreements.senses import senses_at, senses_of
from detente.record.participants import Cast, root_of

__all__ = ["ARGUMENTS", "described", "matter", "owners_among", "parts"]

ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj"})
CONTENT = frozenset({"NOUN", "VERB", "ADJ", "PROPN"})
EMPTY = frozenset(
    "be have do get go make take say tell year month week day time other such same more percent first last next side "
    "new own many much several".split()
)
TRANSPARENT = frozenset(
    "service number group series lot kind sort pair dozen couple team part half third quarter rest piece set village "
    "town city port island province state region district mine river page copy line word round canister bottle can "
    "barrel box bag crate sack tank ton tonne litre liter kilo kilogram gallon load cargo drop grain shot type form "
    "amount quantity percentage".split()
)
"""Nouns of which what follows "of" is as much the thing: "the services of a mediator", "the village of Brodek"."""
LOOSE = frozenset("single any other new such same first last next whole entire own latest recent alleged".split())
"""Adjectives that tell no thing from another."""


def parts(syntax: Syntax, heads: Iterable[int], cast: Cast, *, owners: bool = True) -> frozenset[str]:
    """The parties behind phrase heads, with `owners` also those they belong to, and the things by their sense."""
    found: set[str] = set()
    things: list[int] = []
    for head in (counted for place in heads for counted in (of_whom(syntax, place) or [place])):
        token = syntax.tokens[head]
        if cast.is_date(token.start):
            continue
        if token.text.lower() == "it" and not cast.names(token.start):
            before = antecedent(syntax, head, cast)
            things += before
            found |= frozenset() if before else subject_before(syntax, cast)
        named = cast.names(token.start)
        if owners or named or token.pos != "NOUN":
            found |= {f"a:{root_of(actor, cast.reading)}" for actor in cast.actors_of(syntax, head)}
        if not named and syntax.lemma(head) in EMPTY:
            things += [i for i in syntax.child(head, "compound") if not cast.names(syntax.tokens[i].start)]
        if token.pos in {"NOUN", "PROPN"} and not named and syntax.lemma(head) not in EMPTY:
            things.append(head)
            if syntax.lemma(head) in TRANSPARENT:
                inner = [noun for mark, noun in syntax.obliques(head) if mark == "of"]
                things += [i for i in inner if not cast.names(syntax.tokens[i].start)]
                found |= {f"a:{root_of(a, cast.reading)}" for i in inner for a in named_by(syntax, i, cast)}
    return frozenset(found) | senses_of(syntax, things)


def of_whom(syntax: Syntax, at: int) -> list[int]:
    """For "two" or "some", of what they are: "two of the wolves"."""
    if syntax.tokens[at].pos not in {"NUM", "DET", "PRON"} and syntax.lemma(at) not in {"all", "half", "many", "most"}:
        return []
    return [noun for mark, noun in syntax.obliques(at) if mark == "of"]


def named_by(syntax: Syntax, at: int, cast: Cast) -> list[str]:
    """The actors a token itself names."""
    return [mention.actor for mention in cast.mentions_at(syntax.tokens[at].start)]


def antecedent(syntax: Syntax, at: int, cast: Cast) -> list[int]:
    """The thing that "it" stands for: the last one named before it in the sentence, but for what does it: who closes
    it is not closed."""
    beside = set(syntax.agents(syntax.tokens[at].head)) if syntax.tokens[at].dep == "dobj" else set()
    for index in range(at - 1, -1, -1):
        token = syntax.tokens[index]
        if index in beside:
            continue
        if token.pos == "NOUN" and token.dep in ARGUMENTS and not cast.is_date(token.start) and token.tag == "NN":
            return [index]
    return []


def subject_before(syntax: Syntax, cast: Cast) -> frozenset[str]:
    """The senses of the thing that the sentence before, in the same passage, is about."""
    sentences, here = cast.reading.sentences, syntax.sentence
    place = bisect_left(sentences, here.start, key=lambda sentence: sentence.start)
    if not place or sentences[place - 1].passage != here.passage:
        return frozenset()
    earlier = cast.reading.once(Grammar).of(sentences[place - 1])
    heads = (i for i, t in enumerate(earlier.tokens) if t.dep in {"nsubj", "nsubjpass"} and t.tag == "NN")
    first = next((i for i in heads if not cast.is_date(earlier.tokens[i].start)), None)
    return senses_at(earlier, first) if first is not None else frozenset()


def owners_among(syntax: Syntax, heads: Iterable[int], cast: Cast) -> frozenset[str]:
    """The parties whose the things are: "the agreement between Norland and Sudland"."""
    inside = [i for head in heads for i in syntax.subtree(head) if i != head]
    return frozenset(part for part in matter(syntax, inside, cast) if part.startswith("a:"))


def matter(syntax: Syntax, below: Iterable[int], cast: Cast) -> frozenset[str]:
    """What else a clause concerns: the parties it names and the senses of its content words; no dates."""
    found: set[str] = set()
    things: list[int] = []
    for index in below:
        token = syntax.tokens[index]
        mentions = cast.mentions_at(token.start)
        if mentions:
            found |= {f"a:{root_of(mention.actor, cast.reading)}" for mention in mentions}
        elif token.pos in CONTENT and token.text[:1].isalpha() and not cast.is_date(token.start):
            things.append(index)
    return frozenset(found) | senses_of(syntax, (i for i in things if syntax.lemma(i) not in EMPTY))


def described(syntax: Syntax, heads: Iterable[int], cast: Cast) -> frozenset[str]:
    """The words that describe what an act befalls: "peace" of "a peace treaty"."""
    return frozenset(
        syntax.lemma(i)
        for head in heads
        for i in syntax.child(head, "compound", "amod")
        if syntax.lemma(i) not in LOOSE
        and not cast.is_date(syntax.tokens[i].start)
        and not cast.names(syntax.tokens[i].start)
    )
