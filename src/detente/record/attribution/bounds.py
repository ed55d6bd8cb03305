"""Bounds: where a reported content ends and another report, a time or the reporting clause goes on."""

from collections.abc import Iterator

from detente.record.attribution.lexicon import Cues, cues
from detente.record.attribution.syntax import Tree

__all__ = ["content_end", "object_end"]

_TRAILING = frozenset({"advcl", "npadvmod", "punct", "cc", "conj", "parataxis", "dep", "advmod", "mark", "tmod"})
_BLAMING = frozenset({"accuse", "blame", "charge", "suspect", "criticise", "criticize", "condemn", "praise", "credit"})
"""Verbs whose object is whom, and the phrase behind it what for: "accused Norland on Friday of filling the dam"."""
_LOOKING_AHEAD = frozenset(
    "want demand expect predict forecast foresee anticipate propose promise plan seek offer stipulate specify".split()
)
_CONDITIONS = frozenset({"after", "before", "once", "if", "unless", "until", "provided", "when"})
_DUE = frozenset({"before", "by", "until", "after", "within"})
_LINKS = frozenset({"before", "after", "while", "also", "then", "and", "but", "has", "have", "had"})


def content_end(tree: Tree, low: int, high: int, words: Cues, verb: int | None = None) -> int:
    """The end of a content that runs from `low` to `high`: before a closing stop and before ", adding that …"."""
    for node in range(low + 2, high + 1):
        token = tree.tokens[node]
        behind_comma = tree.tokens[node - 1].text == "," or tree.tokens[node - 2].text == ","
        leads = behind_comma or tree.tokens[node - 1].text.lower() in {"before", "after", "while"}
        participle = token.tag == "VBG" and leads and _reports(tree, node, words)
        if (participle or _takes_up(tree, verb, node, words)) and not tree.children(node, "nsubj"):
            if verb is not None:
                tree.adopted[node] = verb
            high = node - 1
            while high > low and tree.tokens[high].text.lower() in _LINKS:
                high -= 1
            break
    for node in range(low + 3, high + 1):
        begin = _rival(tree, verb, node, words)
        if begin is not None and begin > low:
            high = begin - 1
            break
    high = _without_occasion(tree, low, high)
    while high > low and tree.tokens[high].text in {".", ",", ";", ":"}:
        high -= 1
    return high


def _without_occasion(tree: Tree, low: int, high: int) -> int:
    """The end of a content before the occasion on which it was said: "… while at a session of the forum"."""
    for node in range(low + 3, high):
        if tree.tokens[node].text.lower() == "while" and tree.tokens[node + 1].tag == "IN":
            rest = tree.tokens[node + 1 : high + 1]
            return node - 1 if not any(t.pos in {"VERB", "AUX"} for t in rest) else high
    return high


def object_end(tree: Tree, verb: int, low: int) -> int:
    """The end of an object with the phrases behind it that belong to the same verb, without times and later clauses."""
    high = low
    times = {n for e in tree.sentence.entities if e.label in {"DATE", "TIME"} for n in _nodes(tree, e.start, e.end)}
    for child in tree.children(verb):
        first, last = tree.extent(child)
        if last < low or child < verb:
            continue
        label = tree.tokens[child].dep
        infinitive = label in {"advcl", "xcomp", "ccomp"} and any(
            tree.tokens[c].tag == "TO" for c in tree.children(child)
        )
        condition = label == "advcl" and tree.tokens[verb].lemma in _LOOKING_AHEAD and _is_condition(tree, child)
        if condition and tree.tokens[first - 1].text != ",":
            high = max(high, last)
            continue
        if label == "advcl" and first == high + 1 and _is_judged(tree, child):
            high = last
            continue
        if label in _TRAILING and first > low and not (infinitive and first == high + 1):
            if label == "advmod" and last == child:
                continue
            break
        if label == "prep" and any(c in times for c in tree.children(child, "pobj")):
            if tree.tokens[verb].lemma in _BLAMING:
                continue
            if not (tree.tokens[verb].lemma in _LOOKING_AHEAD and tree.tokens[child].text.lower() in _DUE):
                break
        high = max(high, last)
    words = cues()
    return content_end(tree, low, high, words)


def _is_judged(tree: Tree, node: int) -> bool:
    """Whether a clause says what something is taken for: "regard the matter as settled"; not a time that has its own
    subject ("praised it as ministers met")."""
    opens = tree.tokens[tree.extent(node)[0]].text.lower() == "as"
    return opens and not tree.children(node, "nsubj", "nsubjpass", "expl")


def _is_condition(tree: Tree, node: int) -> bool:
    """Whether a clause says on what condition something is to be: "two islands after a treaty is signed"."""
    return tree.tokens[tree.extent(node)[0]].text.lower() in _CONDITIONS


def _rival(tree: Tree, verb: int | None, node: int, words: Cues) -> int | None:
    """Where another's report begins within a content: "…, with Orr adding that", "… and Sudland asserting that".

    Only with a subject of its own, behind a comma with "with", "and", "but" or "while", or in the reporting verb's own
    form.
    """
    token = tree.tokens[node]
    subject = tree.child(node, "nsubj")
    if (
        subject is None
        and token.tag == "VBG"
        and tree.tokens[node - 1].pos == "PROPN"
        and tree.tokens[node - 1].dep == "conj"
    ):
        subject = tree.subjects[node] = node - 1
    if verb is None or subject is None or subject > node or not words.takes(token.lemma, "c"):
        return None
    first = tree.extent(subject)[0]
    if first < 2 or token.tag not in {"VBG", "VBD", "VBZ"}:
        return None
    link, mark = tree.tokens[first - 1].text.lower(), tree.tokens[first - 2].text
    if token.tag == "VBG" and link == "with" and mark == ",":
        return first - 2
    same = token.tag == tree.tokens[verb].tag and link in {"and", "but", "while"}
    if same and (token.tag == "VBG" or (mark == "," and words.takes(token.lemma, "q"))):
        return first - 1
    return None


def _takes_up(tree: Tree, verb: int | None, node: int, words: Cues) -> bool:
    """Whether a verb behind "and" takes up the reporting and not the reported clause, as its tense tells.

    "She says (present) the lock was shut and called (past) for …" would leave "called" to the content; "she said the
    lock is shut and called for …" does not.
    """
    token = tree.tokens[node]
    if verb is None or token.dep != "conj" or not (words.takes(token.lemma, "q") or token.lemma in words.prepositional):
        return False
    tense = _tense(tree, node)
    if tense != _tense(tree, verb) or tense not in {"VBD", "VBZ"}:
        return False
    begin = tree.verb_group(node)[0] - 1
    while begin > 0 and tree.tokens[begin].text.lower() in {"also", "then", "later", "again"}:
        begin -= 1
    if tree.tokens[begin].text.lower() not in {"and", "but"}:
        return False
    return tree.tokens[begin - 1].text == "," or _tense(tree, token.head) != tense


def _tense(tree: Tree, verb: int) -> str:
    """The tag of a verb's first auxiliary, else its own."""
    return next((tree.tokens[c].tag for c in tree.children(verb, "aux", "auxpass")), tree.tokens[verb].tag)


def _reports(tree: Tree, node: int, words: Cues) -> bool:
    """Whether a participle behind a comma takes up the report: "adding that", "referring to", "calling it"."""
    lemma = tree.tokens[node].lemma
    if words.takes(lemma, "q"):
        return True
    behind = words.prepositional.get(lemma, frozenset())
    if any(tree.tokens[c].text.lower() in behind for c in tree.children(node, "prep", "prt")):
        return True
    return words.takes(lemma, "n") and bool(tree.children(node, "dobj"))


def _nodes(tree: Tree, start: int, end: int) -> Iterator[int]:
    """The nodes between two offsets."""
    return (n for n, t in enumerate(tree.tokens) if start <= t.start and t.end <= end)
