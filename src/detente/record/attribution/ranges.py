"""Ranges of tokens: trimmed of marks and conjunctions, what they hold, and the range of a noun phrase."""

from detente.record.attribution.spans import Nodes
from detente.record.attribution.syntax import Tree

__all__ = ["has_verb", "has_word", "noun_phrase", "rest_of", "trimmed"]


def rest_of(tree: Tree, low: int, high: int) -> tuple[Nodes, ...]:
    """What a parenthesis between two tokens leaves of its sentence, without the marks beside it."""
    last = len(tree.tokens) - 1
    while low > 0 and tree.tokens[low - 1].text in {",", "—", "–", "-", "--", "("}:
        low -= 1
    while high < last and tree.tokens[high + 1].text in {",", "—", "–", "-", "--", ")"}:
        high += 1
    pieces = [(0, low - 1), (high + 1, last)]
    if low > 0 and tree.tokens[low - 1].text.lower() == "that":
        pieces = pieces[1:]
    return tuple(p for p in (trimmed(tree, *piece) for piece in pieces) if p is not None and has_word(tree, p))


def trimmed(tree: Tree, low: int, high: int) -> Nodes | None:
    """A range without leading conjunctions and commas and without a closing stop or comma."""
    while low <= high and tree.tokens[low].text.lower() in {",", ";", ":", "and", "but", "—", "–", "-", "--"}:
        low += 1
    while high >= low and tree.tokens[high].text in {",", ";", ":", "—", "–", "-", "--", ".", "("}:
        high -= 1
    return (low, high) if low <= high else None


def has_word(tree: Tree, nodes: Nodes) -> bool:
    """Whether a range holds more than marks and articles."""
    return any(t.text[:1].isalnum() and t.tag != "DT" for t in tree.tokens[nodes[0] : nodes[1] + 1])


def has_verb(tree: Tree, nodes: Nodes) -> bool:
    """Whether a range holds a finite verb or a quotation, so that it can be what somebody said."""
    tokens = tree.tokens[nodes[0] : nodes[1] + 1]
    return any(t.tag in {"VBD", "VBZ", "VBP", "MD"} or t.text in {'"', "“", "''"} for t in tokens)


def noun_phrase(tree: Tree, head: int) -> Nodes:
    """A noun phrase without its relative clauses and what is set behind a comma."""
    low, high = tree.extent(head)
    for child in tree.children(head):
        if (
            child > head
            and tree.tokens[child].dep in {"relcl", "punct", "appos", "cc", "acl"}
            and (tree.tokens[child].dep != "cc")
        ):
            high = min(high, tree.extent(child)[0] - 1)
    while high > head and (
        tree.tokens[high].text in {",", "(", "-", "–", "—", "that", "who"} or tree.tokens[high].tag == "POS"
    ):
        high -= 1
    while low < head and tree.tokens[low].text in {",", "(", "“", '"', "-", "”", "’", "''", "—", "–", "--"}:
        low += 1
    return low, max(high, head)
