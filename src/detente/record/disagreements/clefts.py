"""Sentences that single one out: "it was the League that proposed it", "the Drivers were the ones who broke it off"."""

from detente.record.clauses import Syntax

__all__ = ["cleft_of", "first_to", "singled_out"]

ONES = frozenset("one those side party team country group first only".split())
"""What stands for whoever did it: "the ones who", "those who", "the side that", "the first to"."""
IT = frozenset({"it", "'t", "this"})
WHO = frozenset({"who", "that", "which", "whom"})
NAMING = frozenset({"NOUN", "PROPN"})
BETWEEN = frozenset({"ADV", "AUX", "PUNCT"})
FARTHEST = 12
"""Words between "it was" and "that"."""


def singled_out(syntax: Syntax, at: int) -> int | None:
    """The head of the phrase for whom a sentence singles out as doing what the verb at `at` tells; None for none."""
    for found in (cleft_of(syntax, at), one_who(syntax, at), first_to(syntax, at), by_order(syntax, at)):
        if found is not None:
            return found
    return None


def cleft_of(syntax: Syntax, at: int) -> int | None:
    """The one of "it was X that …", or of "who did it was X"."""
    token = syntax.tokens[at]
    above = syntax.tokens[token.head]
    inverted = [i for i in syntax.child(at, "ccomp") if i < at and syntax.lemma(i) == "be" and syntax.child(i, "attr")]
    if inverted and any(syntax.tokens[i].tag == "WP" for i in syntax.child(at, "nsubj")):
        named, verb = syntax.child(inverted[0], "attr")[0], inverted[0]
    elif token.dep == "relcl" and above.dep == "attr" and above.head != token.head:
        named, verb = token.head, above.head
    elif token.dep in {"ccomp", "advcl", "relcl"} and syntax.lemma(token.head) == "be":
        verb = token.head
        named = next(iter(syntax.child(verb, "attr")), verb)
    else:
        return None
    leads = [syntax.tokens[i].text.lower() for i in syntax.child(verb, "nsubj", "expl")]
    return named if syntax.lemma(verb) == "be" and "it" in leads and named != verb else None


def one_who(syntax: Syntax, at: int) -> int | None:
    """The one of "X were the ones who …", or of "the ones who … were X"."""
    token = syntax.tokens[at]
    if token.dep not in {"relcl", "acl"} or token.head == at or syntax.lemma(token.head) not in ONES:
        return None
    one = token.head
    verb = syntax.tokens[one].head
    if verb == one or syntax.lemma(verb) != "be" or syntax.negation(verb):
        return None
    other = {"attr": ("nsubj",), "nsubj": ("attr",)}.get(syntax.tokens[one].dep, ())
    named = [i for i in syntax.child(verb, *other) if syntax.tokens[i].pos in NAMING]
    return named[0] if named else None


def first_to(syntax: Syntax, at: int) -> int | None:
    """The one of "X was first to …"."""
    token = syntax.tokens[at]
    if token.dep not in {"xcomp", "acl", "relcl", "advcl"} or token.tag != "VB" or token.head == at:
        return None
    first = token.head
    if syntax.lemma(first) == "be":
        first = next((i for i in syntax.child(first, "acomp", "attr") if syntax.lemma(i) == "first"), first)
    verb = syntax.tokens[first].head
    if syntax.lemma(first) != "first" or syntax.lemma(verb) != "be" or syntax.negation(verb):
        return None
    named = [i for i in syntax.subjects(verb) if syntax.tokens[i].pos in NAMING]
    return named[0] if named else None


def by_order(syntax: Syntax, at: int) -> int | None:
    """The one of "it was X that …" by the order of the words, whatever the parse makes of the clause behind "that"."""
    tokens = syntax.tokens
    who = at - 1
    while who > 0 and tokens[who].pos in BETWEEN:
        who -= 1
    if who < 3 or tokens[who].text.lower() not in WHO or any(t.text.lower() in {"not", "n't"} for t in tokens[who:at]):
        return None
    for be in range(who - 2, max(0, who - FARTHEST), -1):
        if syntax.lemma(be) == "be" and tokens[be - 1].text.lower() in IT:
            inside = [i for i in range(be + 1, who) if tokens[i].pos in NAMING and not be < tokens[i].head < who]
            plain = not any(tokens[i].text.lower() in {"not", "n't", "on", "at", "by"} for i in range(be + 1, be + 2))
            return inside[0] if inside and plain else None
        if tokens[be].pos == "VERB":
            return None
    return None
