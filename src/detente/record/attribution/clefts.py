"""Clefts and contrasts: who speaks in "it was Orr who said that …", "not Orr but Hale said that …"."""

from detente.record.attribution.syntax import Tree

__all__ = ["affirmed", "cleft_noun", "is_denied_cleft", "without_denied"]

_NEGATIONS = frozenset({"not", "n't", "n’t", "never"})


def cleft_noun(tree: Tree, verb: int) -> int | None:
    """The noun that a cleft singles out for a verb's subject: "it was [Orr] who said"; None where there is none."""
    copula = _copula(tree, verb)
    noun = tree.child(copula, "attr") if copula is not None else None
    return noun if noun is not None and noun < verb else None


def is_denied_cleft(tree: Tree, verb: int) -> bool:
    """Whether a cleft denies or asks who it was: "it was not Orr who said", "was it Orr who said …?"."""
    copula, noun = _copula(tree, verb), cleft_noun(tree, verb)
    if copula is None or noun is None:
        return False
    asks = copula < (tree.child(copula, "nsubj", "expl") or 0) and tree.tokens[-1].text == "?"
    return asks or (_is_negated(tree, noun) and affirmed(tree, noun) == noun)


def affirmed(tree: Tree, noun: int) -> int:
    """Of nouns set against one another the one that holds: "not Orr but [Hale]"; else the noun itself."""
    if not _is_negated(tree, noun):
        return noun
    return next((other for other in tree.children(noun, "conj") if not _is_negated(tree, other)), noun)


def without_denied(tree: Tree, noun: int, high: int) -> int:
    """The last token of a noun phrase without what it is set against: "[Hale] and not Orr"."""
    for other in tree.children(noun, "conj"):
        if _is_negated(tree, other):
            link = next((n for n in tree.children(noun, "cc") if noun < n < other), other)
            return min(high, link - 1)
    return high


def _copula(tree: Tree, verb: int) -> int | None:
    """The "was" of "it was Orr who said", a relative pronoun being the verb's subject."""
    subject = tree.child(verb, "nsubj")
    if subject is None or tree.tokens[subject].text.lower() not in {"who", "that", "which"}:
        return None
    node = tree.tokens[verb].head
    copula = tree.tokens[node].head if tree.tokens[verb].dep == "relcl" else node
    it = tree.child(copula, "nsubj", "expl")
    is_cleft = tree.tokens[copula].lemma == "be" and it is not None and tree.tokens[it].text.lower() == "it"
    return copula if is_cleft else None


def _is_negated(tree: Tree, noun: int) -> bool:
    """Whether a noun is said not to be meant: by "not" before it, or before what it is told of by a copula."""
    low = tree.extent(noun)[0]
    opens = [low, low - 1] if low else [low]
    if any(tree.tokens[n].text.lower() in _NEGATIONS for n in opens):
        return True
    copula = tree.tokens[noun].head
    return tree.tokens[noun].dep == "attr" and bool(tree.children(copula, "neg"))
