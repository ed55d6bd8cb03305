"""Complements: what a reporting verb governs, be it a clause, an infinitive, an object or a preposition's."""

from detente.record.attribution.bounds import content_end, object_end
from detente.record.attribution.lexicon import Cues
from detente.record.attribution.spans import Nodes
from detente.record.attribution.subjects import RELATIVE
from detente.record.attribution.surroundings import clause_pieces
from detente.record.attribution.syntax import Tree

__all__ = ["complement", "that_clause", "unmarked_clause"]

_REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves", "ourselves", "myself"})
_OCCASIONS = frozenset({"after", "before", "while", "because", "since", "although", "though", "once", "until", "as"})
_WH = frozenset({"whether", "if", "that", "how", "why", "what", "when", "where", "who", "which"})


def complement(tree: Tree, verb: int, lemma: str, words: Cues) -> tuple[int, tuple[Nodes, ...], str] | None:
    """(end of the cue, pieces, kind) of what an active verb governs; None where it governs nothing reported."""
    clause = _clause(tree, verb, lemma, words)
    if clause is not None:
        return clause
    behind = words.prepositional.get(lemma, frozenset())
    for child in tree.children(verb, "prep", "prt", "advmod", "dative"):
        if child < verb or tree.tokens[child].text.lower() not in behind:
            continue
        named = tree.child(child, "pobj", "pcomp") or (
            tree.child(verb, "dobj") if tree.tokens[child].dep in {"prt", "advmod"} else None
        )
        if named is not None:
            low = min(tree.extent(named)[0], named)
            return max(child, verb), ((low, _shorn(tree, named, object_end(tree, verb, low))),), "stance"
    for child in tree.children(verb, "advcl", "ccomp", "xcomp"):
        mark = tree.child(child, "mark")
        if mark is not None and child > verb and tree.tokens[mark].text.lower() in behind:
            return mark, ((mark + 1, content_end(tree, mark + 1, tree.extent(child)[1], words)),), "stance"
    if (words.takes(lemma, "n") or lemma == "say") and (named := tree.child(verb, "dobj")) is not None and named > verb:
        if tree.tokens[named].lemma in words.unreported and not tree.children(verb, "oprd"):
            return None
        if lemma in {"call", "name", "style", "dub"} and tree.tokens[named].text.lower() in _REFLEXIVE:
            return None
        if lemma == "show" and _tells_nothing(tree, verb, named) and not _is_text(tree, verb, words):
            return None
        low = tree.extent(named)[0]
        return verb, ((low, _shorn(tree, named, object_end(tree, verb, low))),), "stance"
    return None


def _tells_nothing(tree: Tree, verb: int, named: int) -> bool:
    """Whether somebody is only seen to do nothing, or something: "does not show it", "shows no sign of it"."""
    return bool(tree.children(verb, "neg")) or tree.tokens[named].lemma == "sign"


def _is_text(tree: Tree, verb: int, words: Cues) -> bool:
    """Whether the subject of a verb is a text or a figure."""
    subject = tree.subject(verb)
    return subject is not None and tree.tokens[subject].lemma.lower() in words.texts


def that_clause(tree: Tree, verb: int, words: Cues) -> tuple[Nodes, ...]:
    """A clause with "that" that the parser hung on a word between it and the reporting verb."""
    for node in range(verb + 1, len(tree.tokens)):
        if tree.tokens[node].text.lower() == "that" and tree.tokens[node].dep == "mark":
            holder = tree.tokens[tree.tokens[node].head].head
            if tree.is_below(node, verb) and not words.takes(tree.tokens[holder].lemma, "c"):
                return ((node, content_end(tree, node, tree.extent(tree.tokens[node].head)[1], words, verb)),)
    return ()


def unmarked_clause(tree: Tree, verb: int, lemma: str, words: Cues) -> tuple[Nodes, ...]:
    """A clause without "that" behind a hearer and adverbials: "told reporters after the talks they had agreed"."""
    hearer = tree.child(verb, "dobj")
    if hearer is None or hearer < verb or not words.addresses(lemma):
        return ()
    for node in range(hearer + 1, len(tree.tokens)):
        subject = tree.child(node, "nsubj", "nsubjpass", "expl")
        clausal = tree.tokens[node].dep in {"advcl", "ccomp", "relcl"} and subject is not None and subject < node
        if clausal and subject is not None and not tree.children(node, "mark") and tree.is_below(node, verb):
            low = tree.extent(subject)[0]
            if tree.tokens[low].text.lower() not in _WH:
                return ((low, content_end(tree, low, tree.extent(node)[1], words, verb)),)
    return ()


def _shorn(tree: Tree, named: int, high: int) -> int:
    """The end of an object without the relative clause that a comma sets behind it."""
    for node in range(named + 1, high + 1):
        if tree.tokens[node].dep == "relcl":
            first = tree.extent(node)[0]
            if named < first <= high and tree.tokens[first - 1].text == "," and tree.extent(node)[1] >= high - 1:
                return first - 2
    return high


def _clause(tree: Tree, verb: int, lemma: str, words: Cues) -> tuple[int, tuple[Nodes, ...], str] | None:
    """What a verb governs as a clause or an infinitive."""
    object_ = tree.child(verb, "dobj")
    if object_ is not None and words.addresses(lemma) and words.takes(lemma, "c"):
        hung = tree.child(object_, "relcl")
        if hung is not None and tree.children(hung, "nsubj") and tree.extent(hung)[0] == object_ + 1:
            low, high = tree.extent(hung)
            if tree.tokens[low].text.lower() not in RELATIVE:
                return verb, ((low, content_end(tree, low, high, words, verb)),), "speech"
    near = object_ is not None and object_ > verb and words.takes(lemma, "n") and not words.addresses(lemma)
    for child in sorted(tree.children(verb, "ccomp", "xcomp", "advcl", "parataxis"), key=lambda c: (c < verb, c)):
        if near and object_ is not None and tree.extent(child)[0] > object_ + 1:
            first = tree.extent(child)[0]
            if tree.tokens[first].text == "," or tree.tokens[first - 1].text == ",":
                continue
        if child < verb and _is_occasion(tree, child):
            continue
        label = tree.tokens[child].dep
        infinitive = any(tree.tokens[c].tag == "TO" for c in tree.children(child, "aux"))
        finite = bool(tree.children(child, "nsubj", "nsubjpass", "expl", "csubj")) or label == "ccomp"
        if label == "advcl" and not (
            _is_question(tree, verb, child) or (infinitive and _is_intended(tree, verb, child, words))
        ):
            continue
        if infinitive and not (label == "ccomp" and tree.children(child, "nsubj")):
            if not words.takes(lemma, "i"):
                continue
            low, high = tree.extent(child)
            told = tree.child(verb, "dobj", "dative")
            if told is not None and verb < told < child and words.takes(lemma, "n"):
                low = tree.extent(told)[0]
            return verb, ((low, content_end(tree, low, high, words, verb)),), "intent"
        if finite and (words.takes(lemma, "c") or words.takes(lemma, "q")):
            low, high = tree.extent(child)
            if verb < low and tree.text(range(low, min(low + 3, high))) == "it clear that":
                return low + 1, ((low + 2, content_end(tree, low + 2, high, words, verb)),), "speech"
            return verb, clause_pieces(tree, verb, child, words), "speech" if words.takes(lemma, "q") else "thought"
        if tree.tokens[child].tag == "VBG" and label == "xcomp" and words.takes(lemma, "g"):
            low, high = tree.extent(child)
            return verb, ((low, content_end(tree, low, high, words)),), "stance"
        if label in {"ccomp", "xcomp"} and words.takes(lemma, "n") and not tree.children(child, "mark"):
            low, high = tree.extent(child)
            if low > verb:
                return verb, ((low, content_end(tree, low, high, words)),), "stance"
    return None


def _is_question(tree: Tree, verb: int, node: int) -> bool:
    """Whether a clause begins with a word that asks or "that"; one with "when" only where nobody said: "has not said
    when she will leave"."""
    opener = tree.tokens[tree.extent(node)[0]].text.lower()
    return opener in _WH and (opener not in {"when", "where"} or bool(tree.children(verb, "neg")))


def _is_occasion(tree: Tree, node: int) -> bool:
    """Whether a clause tells when or why something was said, and is not what was said."""
    mark = tree.child(node, "mark")
    return mark is not None and tree.tokens[mark].text.lower() in _OCCASIONS


def _is_intended(tree: Tree, verb: int, node: int, words: Cues) -> bool:
    """Whether an infinitive is what somebody means to do, a time standing between: "threatened on Friday to leave"."""
    low = tree.extent(node)[0]
    between = [n for n in tree.children(verb) if verb < n < low]
    near = words.takes(tree.tokens[verb].lemma, "i") and verb < low <= verb + 5
    return near and bool(between) and all(tree.tokens[n].dep in {"prep", "npadvmod", "advmod"} for n in between)
