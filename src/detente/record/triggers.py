"""Triggers: the words that name events, verbs and nouns of the general lexicon with the objects they need."""

from collections.abc import Iterator
from dataclasses import dataclass

from detente.record.clauses import Syntax
from detente.record.idioms import counts_votes, idiom_kind, is_other_sense
from detente.record.wordlists import words, words_by_kind

__all__ = ["Trigger", "find_triggers", "keeps_silent", "verb_kind"]


NAMING = frozenset("call describe consider regard term deem label brand view depict portray".split())
SILENCE = frozenset({"comment", "elaborate"})
"""What is declined by those who only keep silent."""
PACTS_ALONE = frozenset({"sign", "ratify", "initial", "initialled", "initialed"})
"""Verbs of which even "it" is a pact."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that names an event; `verb` is the predicate that carries its status (itself, or "held" of a meeting).

    `retracted` marks what is called off, `dated` a verb with a date of its own, `counted` a vote whose votes are given.
    """

    at: int
    kind: str
    verb: int | None
    nominal: bool = False
    retracted: bool = False
    dated: bool = False
    counted: bool = False


def find_triggers(syntax: Syntax) -> Iterator[Trigger]:
    """The words of a sentence that name events."""
    nouns = words_by_kind("event_words", "nouns")
    carried: set[int] = set()
    for at, token in enumerate(syntax.tokens):
        if token.pos in {"VERB", ""} or token.tag.startswith("VB"):
            noun = carried_noun(syntax, at)
            if noun is not None:
                carried.add(noun)
                retracted = syntax.lemma(at) in {"cancel", "scrap", "call"}
                yield Trigger(noun, nouns[syntax.lemma(noun)], at, nominal=True, retracted=retracted)
            else:
                yield from told_by_verb(syntax, at)
    for at, token in enumerate(syntax.tokens):
        if at in carried or token.pos not in {"NOUN", "PROPN"} or syntax.lemma(at) not in nouns:
            continue
        if is_compound(syntax, at) or is_other_sense(syntax, at):
            continue
        if not is_told_by_verb(syntax, at):
            yield Trigger(at, nouns[syntax.lemma(at)], carrier(syntax, at), nominal=True)


def told_by_verb(syntax: Syntax, at: int) -> Iterator[Trigger]:
    """The events that a verb tells: that of its kind, and the vote that decided it where the votes are given."""
    kind = verb_kind(syntax, at)
    counted = syntax.tokens[at].dep != "amod" and counts_votes(syntax, at)
    if kind is not None:
        yield Trigger(at, kind, at, counted=kind == "vote" and (counted or syntax.lemma(at) == "fall"))
    if counted and kind != "vote":
        yield Trigger(at, "vote", at, counted=True)


def is_told_by_verb(syntax: Syntax, at: int) -> bool:
    """Whether a verb of the noun's own kind tells the event already: "signed an agreement", "met in a summit"."""
    token = syntax.tokens[at]
    verb = token.head
    if token.dep == "pobj" and syntax.tokens[verb].text.lower() in {"in", "at", "for"}:
        verb = syntax.tokens[verb].head
    elif token.dep not in {"dobj", "nsubjpass"}:
        return False
    return verb_kind(syntax, verb) == words_by_kind("event_words", "nouns").get(syntax.lemma(at))


def is_compound(syntax: Syntax, at: int) -> bool:
    """Whether a noun only describes another ("summit venue", "peace treaty talks")."""
    return syntax.tokens[at].dep in {"compound", "nmod", "amod"}


def carried_noun(syntax: Syntax, at: int) -> int | None:
    """The event noun that a light verb takes: hold a meeting, make an offer, reach an agreement."""
    lemma = syntax.lemma(at)
    holding, making = words("event_words", "verbs", "holding"), words("event_words", "verbs", "making")
    if (lemma not in holding and lemma not in making) or idiom_kind(syntax, at) is not None:
        return None
    nouns = words_by_kind("event_words", "nouns")
    patients = syntax.patients(at)
    if lemma == "call" and syntax.particle(at) != "off":
        return None
    own_kind = words_by_kind("event_words", "verbs").get(lemma, "making")
    if own_kind not in {"holding", "making", "measure", "withdrawal"} and lemma not in {"table", "submit", "convene"}:
        return None
    for index in patients:
        kind = nouns.get(syntax.lemma(index))
        if kind in {"meeting", "vote", "visit"} and lemma in holding:
            return index
        if (
            kind not in {None, "meeting"}
            and lemma in making
            and lemma not in {"withdraw", "accept", "reject", "receive"}
        ):
            return index
        if kind is not None and lemma in {"cancel", "scrap", "call", "postpone"}:
            return index
    return None


def carrier(syntax: Syntax, at: int) -> int | None:
    """The predicate that says a noun's event takes place ("the talks began", "the summit was held")."""
    token = syntax.tokens[at]
    if token.dep in {"nsubj", "nsubjpass"} and token.head != at:
        lemma = syntax.lemma(token.head)
        if lemma in words("event_words", "verbs", "occurring") or lemma in words("event_words", "verbs", "holding"):
            return token.head
        if token.dep == "nsubjpass" and lemma in words("event_words", "fixing", "verbs"):
            return token.head
        if lemma == "be":  # "talks are to open on Monday"
            to_come = syntax.child(token.head, "xcomp")
            return next((i for i in to_come if syntax.lemma(i) in words("event_words", "verbs", "occurring")), None)
    return None


def verb_kind(syntax: Syntax, at: int) -> str | None:
    """The kind of event a verb names with the object it has; None when it names none."""
    if is_judgement(syntax, at):
        return None
    if syntax.tokens[at].dep != "amod" and (idiom := idiom_kind(syntax, at)):
        return idiom
    verbs = words_by_kind("event_words", "verbs")
    lemma, particle = syntax.lemma(at), syntax.particle(at)
    kind = verbs.get(f"{lemma} {particle}") if particle else None
    kind = kind or verbs.get(lemma)
    if kind in {None, "holding", "making", "occurring"} or syntax.tokens[at].dep == "amod":
        return None
    objects = {syntax.lemma(index) for index in syntax.patients(at)}
    if lemma in PACTS_ALONE and objects == {"it"}:
        return "agreement"
    if lemma in words("event_words", "objects", "pact_verbs"):
        return "agreement" if objects & words("event_words", "objects", "agreement") else None
    if lemma == "meet" and (objects & words("event_words", "objects", "not_events")):
        return None
    if kind == "offer" and is_opinion(syntax, at, objects):
        return None
    if lemma in words("event_words", "objects", "needed_by") and not objects:
        return None
    if lemma == "accept" and (not objects or objects & words("event_words", "objects", "not_accepted")):
        return None
    if keeps_silent(syntax, at):
        return None
    if lemma == "rule" and objects and not syntax.child(at, "ccomp"):
        return None
    if lemma == "agree" and syntax.particle(at) == "with":
        return None
    return kind


def is_judgement(syntax: Syntax, at: int) -> bool:
    """Whether a participle only says what something is called: "calls the islands illegally occupied"."""
    tokens = syntax.tokens
    if tokens[at].tag not in {"VBN", "VBD"} or syntax.child(at, "aux", "auxpass", "nsubj", "nsubjpass", "dobj"):
        return False
    before = at - 1
    while before > 0 and (tokens[before].pos == "ADV" or tokens[before].text.lower() == "as"):
        before -= 1
    return before > 0 and tokens[before].dep in {"dobj", "nsubj"} and syntax.lemma(tokens[before].head) in NAMING


def keeps_silent(syntax: Syntax, at: int) -> bool:
    """Whether somebody only keeps silent: "declined to comment" refuses nobody anything."""
    refused = {syntax.lemma(i) for i in syntax.child(at, "xcomp")}
    return syntax.lemma(at) in {"decline", "refuse"} and bool(refused & SILENCE)


def is_opinion(syntax: Syntax, at: int, objects: set[str]) -> bool:
    """Whether "suggest" says how things are ("suggesting that it will not be easy") rather than what to do."""
    complements = syntax.child(at, "ccomp")
    if syntax.lemma(at) == "suggest" and not (objects or complements or syntax.child(at, "xcomp")):
        return True
    return any(
        syntax.is_finite(i) and syntax.modal(i) not in {"should", "could", "might"}
        for i in complements
        if syntax.lemma(at) == "suggest"
    )
