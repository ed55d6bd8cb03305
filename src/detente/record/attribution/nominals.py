"""Nouns and adjectives that report: "a promise to", "the claim that", "confident that", "wary of"."""

from detente.record.attribution.bounds import content_end
from detente.record.attribution.lexicon import Cues, cues
from detente.record.attribution.spans import Found
from detente.record.attribution.subjects import antecedent, may_speak, source_of
from detente.record.attribution.syntax import Tree

__all__ = ["by_adjective", "by_noun"]


def by_noun(tree: Tree, noun: int, words: Cues) -> Found | None:
    """A noun that reports: "Japan's stance that", "a promise by the union to", "he made the claim that"."""
    if tree.tokens[noun].lemma not in words.nouns:
        return None
    content = tree.child(noun, "acl", "ccomp", "relcl")
    if content is not None and tree.tokens[content].dep == "relcl" and not _is_that_clause(tree, content):
        content = None
    if (
        content is not None
        and tree.tokens[content].dep == "acl"
        and not (
            _is_that_clause(tree, content) or any(tree.tokens[c].tag == "TO" for c in tree.children(content, "aux"))
        )
    ):
        content = None
    source = tree.child(noun, "poss")
    by = next((c for c in tree.children(noun, "prep") if tree.tokens[c].text.lower() in {"by", "from"}), None)
    if source is None and by is not None:
        source = tree.child(by, "pobj")
    head = tree.tokens[noun].head
    light = tree.tokens[noun].dep in {"dobj", "pobj", "attr"} and tree.tokens[head].lemma in words.light
    if source is None and light:
        source = tree.subject(head)
    low = high = -1
    if content is not None:
        low, high = tree.extent(content)
    else:
        about = next(
            (
                c
                for c in tree.children(noun, "prep")
                if c > noun
                and not _is_venue(tree, c)
                and tree.tokens[c].text.lower() in {"of", "for", "on", "about", "to", "against", "over", "with"}
            ),
            None,
        )
        named = tree.child(about, "pobj", "pcomp") if about is not None else None
        if about is None or named is None:
            return None
        low, high = tree.extent(named)
    if source is None or low <= noun or not may_speak(tree, source, "stance", words, "claim"):
        return None
    return Found(
        cue=(noun, noun),
        verb=noun,
        source=source_of(tree, source, noun),
        head=antecedent(tree, source),
        pieces=((low, content_end(tree, low, high, words)),),
        kind="speech" if content is not None else "stance",
        lemma=tree.tokens[noun].lemma,
        depth=tree.depth(noun),
    )


def by_adjective(tree: Tree, node: int) -> Found | None:
    """An adjective that reports: "she is confident that", "they were wary of", "he is willing to"."""
    content = tree.child(node, "ccomp", "xcomp")
    if content is None:
        about = tree.child(node, "prep")
        content = tree.child(about, "pobj", "pcomp") if about is not None else None
    subject = tree.subject(node) if content is not None else None
    words = cues()
    if content is None or subject is None or not may_speak(tree, subject, "intent", words, "be"):
        return None
    low, high = tree.extent(content)
    if low <= node:
        return None
    return Found(
        cue=(node, node),
        verb=node,
        source=source_of(tree, subject, node),
        head=antecedent(tree, subject),
        pieces=((low, content_end(tree, low, high, words)),),
        kind="thought",
        lemma=tree.tokens[node].lemma,
        depth=tree.depth(node),
    )


_VENUES = frozenset("stage camera air television radio record paper site arrival behalf".split())


def _is_venue(tree: Tree, preposition: int) -> bool:
    """Whether a phrase tells where something was said and not of what: "the offer on stage", "remarks on camera"."""
    named = tree.child(preposition, "pobj")
    bare = named is not None and not tree.children(named)
    return named is not None and bare and tree.tokens[named].text.lower() in _VENUES


def _is_that_clause(tree: Tree, node: int) -> bool:
    """Whether a clause behind a noun says what the noun is about, and is no relative clause."""
    mark = tree.child(node, "mark")
    return mark is not None and tree.tokens[mark].text.lower() in {"that", "whether"}
