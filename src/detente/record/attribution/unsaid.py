"""Unsaid: words of which a sentence does not tell that anybody said them: "if she says …", "it was not Orr who"."""

from detente.record.attribution.clefts import is_denied_cleft
from detente.record.attribution.spans import Found
from detente.record.attribution.syntax import Tree

__all__ = ["is_unsaid"]

_SUPPOSING = frozenset({"if", "unless", "whether"})
_POSSIBLE = frozenset({"may", "might", "could", "should", "ought"})
_NOBODY = frozenset({"nobody", "none", "no", "neither"})
_UNTRUE = frozenset({"false", "untrue", "wrong", "impossible", "unlikely"})
_TRUE = frozenset({"true", "clear", "certain", "likely", "possible", "known"})


def is_unsaid(tree: Tree, found: Found) -> bool:
    """Whether a report only supposes, asks or denies that somebody spoke."""
    if tree.tokens[found.verb].pos not in {"VERB", "AUX"}:
        return False
    if is_denied_cleft(tree, found.verb) or _is_nobodys(tree, found):
        return True
    unreal = _is_supposed(tree, found.verb) or _is_possible(tree, found.verb) or _is_left_out(tree, found.verb)
    return found.kind == "speech" and unreal


def _is_supposed(tree: Tree, verb: int) -> bool:
    """Whether a verb stands in a clause of condition or of question, or in one that is called untrue."""
    marks = {tree.tokens[n].text.lower() for n in tree.children(verb, "mark")}
    if marks & _SUPPOSING or _is_inverted(tree, verb):
        return True
    holder = tree.tokens[tree.tokens[verb].head]
    judged = tree.tokens[tree.child(tree.tokens[verb].head, "acomp") or verb].lemma.lower()
    if tree.tokens[verb].dep not in {"ccomp", "csubj"} or holder.lemma != "be":
        return False
    denied = bool(tree.children(tree.tokens[verb].head, "neg"))
    return judged in (_TRUE if denied else _UNTRUE)


def _is_inverted(tree: Tree, verb: int) -> bool:
    """Whether an auxiliary that opens the sentence asks or supposes: "Did Orr say …?", "Had Orr said …, he would"."""
    first = tree.tokens[0]
    if tree.tokens[verb].tag == "MD" or 0 not in tree.children(verb, "aux"):
        return False
    subject = tree.child(verb, "nsubj")
    return subject is not None and 0 < subject < verb and (first.lemma == "have" or tree.tokens[-1].text == "?")


def _is_possible(tree: Tree, verb: int) -> bool:
    """Whether a verb is only said to be possible or due: "might say", "should have said"; not what is denied."""
    modal = any(tree.tokens[n].text.lower() in _POSSIBLE for n in tree.children(verb, "aux"))
    perfect = any(tree.tokens[n].lemma == "have" for n in tree.children(verb, "aux"))
    would = perfect and any(tree.tokens[n].text.lower() in {"would", "’d", "'d"} for n in tree.children(verb, "aux"))
    return (modal or would) and not tree.children(verb, "neg")


def _is_left_out(tree: Tree, verb: int) -> bool:
    """Whether a verb tells what was not done: "without saying", "instead of saying", "stopped short of saying"."""
    token = tree.tokens[verb]
    if token.dep != "pcomp" or tree.tokens[token.head].dep not in {"prep", "pcomp"}:
        return False
    before = " ".join(t.text.lower() for t in tree.tokens[max(0, token.head - 1) : token.head + 1])
    return before.endswith("without") or before in {"instead of", "short of"}


def _is_nobodys(tree: Tree, found: Found) -> bool:
    """Whether the words that name the speaker say that there is none: "nobody", "no official", "neither of them"."""
    if found.source is None:
        return False
    low, high = found.source
    opening = tree.tokens[low].text.lower()
    named = any(token.pos == "PROPN" for token in tree.tokens[low : high + 1])
    return opening in _NOBODY and not (opening == "neither" and named)
