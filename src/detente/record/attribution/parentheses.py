"""Parentheses: reports set beside a whole sentence, as "according to" and "…, the agency reported on Monday"."""

from detente.record.attribution.hearers import has_object, is_lead_in
from detente.record.attribution.lexicon import Cues
from detente.record.attribution.ranges import has_verb, has_word, noun_phrase, rest_of, trimmed
from detente.record.attribution.spans import Found, Nodes
from detente.record.attribution.subjects import may_speak
from detente.record.attribution.syntax import Tree

__all__ = ["according_to", "hearsay", "in_survey", "inserted_report", "trailing_report"]

_PREDICATES = frozenset({"VBD", "VBZ", "VBP", "MD", "WP", "WDT", "VBN"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "DET", "ADJ", "NUM", "PART", "ADV", "ADP", "CCONJ"})


def trailing_report(tree: Tree, quoted: frozenset[int], words: Cues) -> Found | None:
    """A reporting clause set behind the whole sentence: "…, the agency reported on Monday."."""
    last = len(tree.tokens) - 1
    comma = next((n for n in range(last, 0, -1) if tree.tokens[n].text == "," and n not in quoted), None)
    if comma is None or comma < 3 or last - comma > 14:
        return None
    verbs = [
        n
        for n in range(comma + 1, last + 1)
        if tree.tokens[n].tag in {"VBD", "VBZ", "VBP"} and words.takes(tree.tokens[n].lemma, "q")
    ]
    if len(verbs) != 1 or not comma + 1 < verbs[0]:
        return None
    verb = verbs[0]
    named = tree.tokens[comma + 1 : verb]
    heads = [n for n in range(comma + 1, verb) if tree.tokens[n].pos in {"NOUN", "PROPN", "PRON"}]
    behind = tree.tokens[verb + 1 : last + 1]
    if (
        not heads
        or any(t.pos not in _NOMINAL for t in named)
        or tree.tokens[comma + 1].tag in {"WP", "WDT", "IN", "CC"}
    ):
        return None
    if any(t.pos in {"VERB", "AUX", "SCONJ"} for t in behind) or len(behind) > 6 or not has_verb(tree, (0, comma - 1)):
        return None
    pieces = trimmed(tree, 0, comma - 1)
    if pieces is None or not may_speak(tree, heads[-1], "speech", words, tree.tokens[verb].lemma):
        return None
    if is_lead_in(tree, pieces[0], verb):
        return None
    return Found(
        cue=(verb, verb),
        verb=verb,
        source=(comma + 1, heads[-1]),
        head=heads[-1],
        pieces=(pieces,),
        kind="speech",
        lemma=tree.tokens[verb].lemma,
        depth=-1,
    )


_BREAKS = frozenset({",", ";", ":"})
_HEARD = frozenset({"tell", "inform", "assure", "remind", "notify", "brief"})
"""Verbs whose noun behind them is who hears it: "…, told the crowd"."""
_MOST_NAMED = 14
_MOST_BEHIND = 6


def inserted_report(tree: Tree, verb: int, words: Cues) -> Found | None:
    """A reporting clause set into the sentence it reports: "The convoy was shelled, Orr said; the shots came …".

    What stands before it must be a clause of its own; what follows goes on with what was said.
    """
    token = tree.tokens[verb]
    if token.tag not in {"VBD", "VBZ", "VBP"} or not words.takes(token.lemma, "q"):
        return None
    named = _named_behind(tree, verb) or _named_before(tree, verb)
    if named is None:
        return None
    comma, source, head, end = named
    if is_lead_in(tree, 0, verb) or has_object(tree, verb, words):
        return None
    behind = range(end + 1, min(end + 2 + _MOST_BEHIND, len(tree.tokens)))
    stop = next((n for n in behind if tree.tokens[n].text in _BREAKS), None)
    if stop is None or any(tree.tokens[n].pos in {"VERB", "AUX", "SCONJ"} for n in range(end + 1, stop)):
        return None
    pieces = [trimmed(tree, 0, comma - 1), trimmed(tree, stop + 1, len(tree.tokens) - 1)]
    if not has_verb(tree, (0, comma - 1)) or not may_speak(tree, head, "speech", words, token.lemma):
        return None
    return Found(
        cue=(verb, verb),
        verb=verb,
        source=source,
        head=head,
        pieces=tuple(piece for piece in pieces if piece is not None and has_word(tree, piece)),
        kind="speech",
        lemma=token.lemma,
        depth=-1,
    )


def _named_behind(tree: Tree, verb: int) -> tuple[int, Nodes, int, int] | None:
    """(comma, source, head, end) of "…, says Orr": a comma right before the verb, and behind it who speaks; behind some
    verbs it is who hears it."""
    if tree.tokens[verb].lemma.lower() in _HEARD:
        return None
    high = verb
    while high + 1 < len(tree.tokens) and tree.tokens[high + 1].pos in {"PROPN", "NOUN", "PRON", "DET", "ADJ"}:
        high += 1
    if high == verb or tree.tokens[verb - 1].text != "," or tree.tokens[high].pos not in {"PROPN", "NOUN", "PRON"}:
        return None
    return verb - 1, (verb + 1, high), high, high


def _named_before(tree: Tree, verb: int) -> tuple[int, Nodes, int, int] | None:
    """(comma, source, head, end) of "…, Orr said" and "…, the envoy, Ada Orr, said": who speaks, set off by commas."""
    apposed = tree.tokens[verb - 1].text == ","
    head = verb - 2 if apposed else verb - 1
    low, commas = head, 2 if apposed else 1
    while low > 0 and verb - low < _MOST_NAMED and (tree.tokens[low].pos in _NOMINAL or tree.tokens[low].text == ","):
        commas -= tree.tokens[low].text == ","
        if not commas:
            break
        low -= 1
    if commas or head <= low or tree.tokens[head].pos not in {"NOUN", "PROPN", "PRON"}:
        return None
    return (low, (low + 1, head), head, verb) if tree.tokens[low + 1].pos in _NOMINAL else None


def according_to(tree: Tree, node: int) -> Found | None:
    """ "According to X, …" and "…, according to X"."""
    to = tree.child(node, "prep")
    named = tree.child(to, "pobj", "pcomp") if to is not None else None
    if to is None or named is None:
        return None
    opening = _opening(tree, node, to, named)
    source = opening[0] if opening is not None else noun_phrase(tree, named)
    low, high = node, opening[1] if opening is not None else max(source[1], tree.extent(named)[1])
    pieces = rest_of(tree, low, high)
    return (
        Found(
            cue=(node, to),
            verb=node,
            source=source,
            head=named,
            pieces=pieces,
            kind="text",
            lemma="according",
            depth=-1,
        )
        if pieces
        else None
    )


def _opening(tree: Tree, node: int, to: int, named: int) -> tuple[Nodes, int] | None:
    """(source, end) of an "According to X, …" that opens a sentence: up to the comma, past ", quoting Y," behind it.

    The parser often takes what follows the comma for a part of X.
    """
    tokens = tree.tokens
    if node > 1 or named < to:
        return None
    comma = next((n for n in range(named + 1, len(tokens)) if tokens[n].text == ","), None)
    if comma is None or not has_verb(tree, (comma + 1, len(tokens) - 1)):
        return None
    low, high = noun_phrase(tree, named)
    source = (low, min(high, comma - 1)) if low > to else (to + 1, comma - 1)
    end = comma
    while end + 1 < len(tokens) and (
        tokens[end + 1].tag in {"VBG", "VBN", "WP", "WDT"} or _is_beside(tree, named, end + 1)
    ):
        closing = next((n for n in range(end + 1, len(tokens)) if tokens[n].text == ","), None)
        if closing is None or closing + 1 == len(tokens) or tokens[closing + 1].tag in _PREDICATES:
            break
        if not has_verb(tree, (closing + 1, len(tokens) - 1)):
            break
        end = closing
    return source, end


def _is_beside(tree: Tree, named: int, start: int) -> bool:
    """Whether what begins at a token is set beside a noun and says who it is: ", the president of the league,"."""
    closing = next((n for n in range(start, len(tree.tokens)) if tree.tokens[n].text == ","), None)
    if closing is None or has_verb(tree, (start, closing)):
        return False
    beside = tree.children(named, "appos")
    return any(start <= n < closing for n in beside)


def in_survey(tree: Tree, node: int) -> Found | None:
    """ "In a survey, …" and "… in a poll": the figures are the survey's."""
    named, head = tree.child(node, "pobj"), tree.tokens[node].head
    if (
        named is None
        or tree.tokens[named].lemma not in {"poll", "survey"}
        or tree.tokens[head].pos not in {"VERB", "AUX"}
    ):
        return None
    if not any(e.label in {"PERCENT", "CARDINAL", "ORG", "DATE"} for e in tree.sentence.entities):
        return None
    source = noun_phrase(tree, named)
    pieces = rest_of(tree, node, max(source[1], tree.extent(named)[1]))
    return Found(
        cue=(node, node),
        verb=node,
        source=source,
        head=named,
        pieces=pieces,
        kind="text",
        lemma="in",
        depth=tree.depth(head),
    )


def hearsay(tree: Tree, node: int) -> Found | None:
    """ "Reportedly": a clause that nobody named vouches for."""
    head = tree.tokens[node].head
    if head == node or tree.tokens[head].pos not in {"VERB", "AUX"}:
        return None
    low, high = tree.extent(head)
    pieces = tuple(p for p in (trimmed(tree, low, node - 1), trimmed(tree, node + 1, high)) if p is not None)
    return Found(
        cue=(node, node),
        verb=node,
        source=None,
        head=None,
        pieces=pieces,
        kind="text",
        lemma=tree.tokens[node].text.lower(),
        depth=tree.depth(head),
    )
