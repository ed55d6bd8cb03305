"""Bodies: the party behind a subject that has no name of its own, and the persons that speak for a party.

"The committee of the union" is the union, "dockers" are the Dockworkers' Union where the coverage knows it, and
"eleven surgeons" are a party that nobody has named.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from detente.record.clauses import Syntax
from detente.record.entries import Actor, ActorId
from detente.record.participants import Cast, root_of
from detente.record.reading import Reading
from detente.record.wordlists import words

__all__ = ["is_pronoun", "party_of", "spokespersons"]

PRONOUNS = frozenset({"it", "they", "he", "she", "we", "i"})
STEM = 4
BODIES_OF = frozenset({"of"})


def party_of(syntax: Syntax, at: int, cast: Cast) -> tuple[ActorId, str] | None:
    """(id, name) of the party that a noun phrase stands for; None where it stands for none.

    A party that the record does not know has the plural of its noun for a name.
    """
    reading = cast.reading
    known = [a for a in cast.actors_of(syntax, at) if a in reading.actors and reading.actors[a].kind != "agency"]
    if known:
        root = root_of(known[0], reading)
        return root, reading.actors[root].name
    token = syntax.tokens[at]
    if token.pos not in {"NOUN", "PROPN"} or not is_body(syntax.lemma(at).lower()):
        return None
    for mark in syntax.child(at, "prep"):
        if syntax.tokens[mark].text.lower() not in BODIES_OF:
            continue
        for noun in syntax.child(mark, "pobj"):
            if (owner := party_of(syntax, noun, cast)) is not None and owner[0] in reading.actors:
                return owner
    if token.tag == "NN" and (owner := _owner_told(token.text, reading)) is not None:
        return owner
    named = next((a for n in syntax.conjuncts(at) if (a := _named_after(syntax.lemma(n), reading)) is not None), None)
    if named is not None:
        return named.id, named.name
    name = token.text.lower()
    return re.sub(r"[^a-z]+", "_", name), name.capitalize()


def is_pronoun(syntax: Syntax, at: int) -> bool:
    """Whether a token is a pronoun that can mean the speaker."""
    return syntax.tokens[at].text.lower() in PRONOUNS


def is_body(lemma: str) -> bool:
    """Whether a noun means people or a body that can act."""
    return lemma in words("event_words", "bodies", "words")


def _owner_told(noun: str, reading: Reading) -> tuple[ActorId, str] | None:
    """Whose "the committee" is, where the article says "the union's committee" or "the committee of the union"."""
    word = re.escape(noun)
    found = re.search(rf"(\w+)['’]s\s+{word}\b|\b{word}\s+of\s+(?:the\s+)?(\w+)", reading.document.text, re.I)
    if found is None:
        return None
    owner = (found[1] or found[2]).lower()
    for actor in reading.actors.values():
        if any(name.lower().split()[-1:] == [owner] for name in actor.names) and actor.kind not in {"person", "agency"}:
            root = root_of(actor.id, reading)
            return root, reading.actors[root].name
    return None


def _named_after(lemma: str, reading: Reading) -> Actor | None:
    """The organisation whose name begins a word as the noun does: dockers and the Dockworkers' Union."""
    stem = lemma[: max(STEM, len(lemma) - 2)]
    if len(stem) < STEM:
        return None
    for actor in reading.actors.values():
        if actor.kind in {"organisation", "party"} and any(
            word.startswith(stem) and word.rstrip("s’'") != lemma and len(actor.name.split()) > 1
            for word in actor.name.lower().split()
        ):
            return actor
    return None


def spokespersons(readings: Sequence[Reading]) -> Mapping[ActorId, ActorId]:
    """Persons that act for nobody in the record, with the party whose doings they announce most often.

    "Sorell said that Orvia would send a delegation": who says what a party will do speaks for it.
    """
    found: dict[ActorId, Counter[ActorId]] = {}
    for reading in readings:
        cast = Cast(reading)
        for sentence in reading.sentences:
            syntax = Syntax(sentence)
            if not syntax.parsed:
                continue
            for at in range(len(syntax.tokens)):
                for speaker, party in _announced(syntax, at, cast):
                    found.setdefault(speaker, Counter())[party] += 1
    return {
        person: max(sorted(counts), key=lambda party: counts[party])
        for person, counts in sorted(found.items())
        if counts
    }


def _announced(syntax: Syntax, at: int, cast: Cast) -> list[tuple[ActorId, ActorId]]:
    """(person, party) where the verb at `at` is something of the party's that the person announces."""
    if syntax.modal(at) not in {"will", "would"} and not syntax.child(at, "acomp"):
        return []
    token = syntax.tokens[at]
    above = token.head
    reporting = above if token.dep == "ccomp" else None
    if reporting is None:
        below = [i for i in syntax.child(at, "parataxis", "ccomp") if syntax.lemma(i) in {"say", "announce"}]
        reporting = below[0] if below else None
    if reporting is None or reporting == at:
        return []
    actors = cast.reading.actors
    speakers = [a for i in syntax.subjects(reporting) for a in cast.actors_of(syntax, i)]
    subjects = [i for i in syntax.subjects(at) if not is_pronoun(syntax, i)]
    doers = [found[0] for i in subjects if (found := party_of(syntax, i, cast)) is not None]
    return [
        (speaker, root_of(doers[0], cast.reading))
        for speaker in speakers[:1]
        if doers and speaker != doers[0] and speaker in actors and doers[0] in actors
        if actors[speaker].kind == "person" and actors[speaker].acts_for is None
        if len(actors[speaker].name.split()) > 1 and len(actors[doers[0]].name.split()) < 3
    ]
