"""The group of verbs that a figure's predicate belongs to: what puts a number to the same thing in other words."""

from detente.record.clauses import Syntax
from detente.record.disagreements.senses import senses_at
from detente.record.disagreements.sides import framed
from detente.record.wordlists import words_by_kind

__all__ = ["REPORTING", "family_of", "is_verb", "kindred", "told_of"]

REPORTING = frozenset("say tell add report note announce claim".split())
TOLD = "told"
"""The family of figures that are only said: "the ministry says 64 lorries", "the papers add up to 46"."""
GIVING = frozenset({"add up", "add", "say", "count", "speak", "confirm", "record", "report", "list"})
HOMES = frozenset({"home", "house", "roof"})
SCHOOLS = frozenset("school class lesson course university college kindergarten academy".split())
AWAY = frozenset("north south east west abroad away inland elsewhere".split())
"""Where those go who leave their homes."""


def family_of(syntax: Syntax, verb: int) -> str:
    """The group of words that a predicate belongs to; a phrasal verb ("strike down") stands in its own."""
    families = words_by_kind("figures", "families")
    word = syntax.lemma(verb)
    if word in {"lose", "claim"} and any(syntax.lemma(i) == "life" for i in syntax.child(verb, "dobj")):
        return "kill"
    if word == "lose" and any(syntax.lemma(i) in HOMES for i in syntax.child(verb, "dobj")):
        return "displace"
    if word in {"go", "move", "head"} and any(syntax.lemma(i) in AWAY for i in syntax.child(verb, "advmod")):
        return "displace"
    if {syntax.lemma(i) for i in schooled(syntax, verb)} & SCHOOLS:
        return "learn"
    if word == "sit" and any(mark == "on" for mark, _ in syntax.obliques(verb)):
        return "have"  # troops on land, or on a part of it
    particles = [syntax.lemma(i) for i in syntax.child(verb, "prt")]
    phrase = " ".join([word, *particles[:1]])
    if phrase in GIVING:
        return TOLD
    if phrase in families or not particles:
        return families.get(phrase, TOLD if phrase in REPORTING else phrase)
    return phrase


def schooled(syntax: Syntax, verb: int) -> list[int]:
    """What somebody attends, or is in or at."""
    if syntax.lemma(verb) == "attend":
        return syntax.child(verb, "dobj")
    within = [i for mark, i in syntax.obliques(verb) if mark in {"in", "at"}] if syntax.lemma(verb) == "be" else []
    nouns = syntax.child(verb, "attr", "nsubj") if syntax.lemma(verb) == "be" else []
    return within + [i for noun in nouns for mark, i in syntax.obliques(noun) if mark in {"in", "at"}]


def told_of(syntax: Syntax, noun: int | None, measure: int | None) -> frozenset[str]:
    """What is told of the things counted by a clause on their noun ("164 people who were treated"), or by a measure."""
    found = {family_of(syntax, i) for i in (syntax.child(noun, "relcl", "acl") if noun is not None else ())}
    if measure is not None:
        word = syntax.lemma(measure)
        family = words_by_kind("figures", "families").get(word)
        found |= {family} if family else senses_at(syntax, measure)
    return frozenset(filter(None, found))


def is_verb(syntax: Syntax, at: int) -> bool:
    """Whether a token is a predicate and not a noun that holds a number ("savings of 7 million")."""
    return syntax.tokens[at].pos in {"VERB", "AUX"}


def kindred(syntax: Syntax, verb: int) -> frozenset[str]:
    """The groups of words that tell the same as a verb of no family, in the words of either side."""
    if not is_verb(syntax, verb):
        return frozenset()
    lemma = syntax.lemma(verb)
    return (senses_at(syntax, verb) - {lemma}) | framed(lemma)
