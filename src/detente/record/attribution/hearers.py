"""Hearers: bare participles that tell what somebody was asked or told, and the answer behind them."""

from detente.record.attribution.lexicon import Cues
from detente.record.attribution.spans import Nodes
from detente.record.attribution.syntax import Tree

__all__ = ["before_answer", "give_answers", "has_object", "is_hearer", "is_lead_in", "question_quoted"]

_OPENERS = frozenset({"when", "if", "once", "although", "though", "while", "and", "but", "later", "then"})
"""Words before a participle that opens a sentence: "When asked about the lock, …"."""
_CLAUSAL = frozenset({"whether", "if", "why", "how", "what", "who", "where", "when", "which", "that"})
"""Words that open what somebody was asked or told, and that an active verb has behind its hearer only."""
_TOPICS = frozenset({"about", "on", "by", "of", "for", "again", "repeatedly", "directly"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_NAMING = frozenset({"PROPN", "NOUN", "PRON", "DET", "ADJ", "NUM"})


def has_object(tree: Tree, verb: int, words: Cues) -> bool:
    """Whether a verb has an object behind it that is not who hears it: "…, Moscow added a condition"."""
    object_ = tree.child(verb, "dobj")
    return object_ is not None and object_ > verb and not words.addresses(tree.tokens[verb].lemma)


def is_hearer(tree: Tree, verb: int) -> bool:
    """Whether a verb is a participle without subject and auxiliary, so that its subject heard it and said nothing:
    "asked about the lock, she …", "Told that …, she …", "Orr, asked whether …, said"."""
    token = tree.tokens[verb]
    if tree.children(verb, "aux", "auxpass"):
        return False
    if token.tag == "VBN" and token.dep in {"advcl", "acl", "relcl", "ROOT"} and not tree.children(verb, "nsubj"):
        return True
    return token.tag in {"VBN", "VBD"} and (_opens(tree, verb) or _set_in(tree, verb) is not None)


def give_answers(tree: Tree, quoted: frozenset[int], words: Cues) -> None:
    """Give the verbs of answers the subject that the parser took for a part of the question."""
    for verb, token in enumerate(tree.tokens):
        if verb in quoted or token.tag not in {"VBN", "VBD"} or token.lemma.lower() not in words.verbs:
            continue
        set_in = _set_in(tree, verb)
        if set_in is not None and not tree.children(set_in[1], "nsubj"):
            tree.subjects[set_in[1]] = set_in[0]
        answer = _answer(tree, verb, words) if _opens(tree, verb) else None
        if answer is not None and not tree.children(answer, "nsubj"):
            tree.subjects[answer] = answer - 1


def before_answer(tree: Tree, verb: int, high: int, words: Cues) -> int:
    """The last token of what somebody was asked, where the parser took the answer behind it for a part of it."""
    answer = _answer(tree, verb, words) if _opens(tree, verb) else None
    if answer is None:
        return high
    first = _naming_from(tree, answer)
    while first - 1 > verb and tree.tokens[first - 1].text == ",":
        first -= 1
    return min(high, first - 1)


def question_quoted(tree: Tree, verb: int, quoted: frozenset[int]) -> Nodes | None:
    """The question in quotation marks behind a participle that opens its sentence: "Asked “Is it shut?”, she …"."""
    end = verb
    while end + 1 < len(tree.tokens) and end + 1 in quoted:
        end += 1
    return (verb + 1, end) if end > verb and tree.tokens[verb].tag == "VBN" and _opens(tree, verb) else None


def is_lead_in(tree: Tree, low: int, verb: int) -> bool:
    """Whether what begins at a token is a participle that leads in a verb: "Told of the leak, she laughed"."""
    near = range(low, min(low + 2, verb))
    opening = (n for n in near if tree.tokens[n].tag in {"VBN", "VBD"} and not tree.children(n, "nsubj"))
    return any(tree.tokens[n].dep == "advcl" and tree.tokens[n].head == verb for n in opening)


def _opens(tree: Tree, verb: int) -> bool:
    """Whether a participle opens its sentence, no subject before it and no hearer behind it."""
    if verb + 1 >= len(tree.tokens) or verb > 2 or not (_has_topic(tree, verb) or _is_adverbial(tree, verb)):
        return False
    return all(token.text.lower() in _OPENERS or token.text == "," for token in tree.tokens[:verb])


def _is_adverbial(tree: Tree, verb: int) -> bool:
    """Whether a clause hangs on a verb behind it that has its own subject: "Told the lock was shut, she …"."""
    token = tree.tokens[verb]
    return token.dep == "advcl" and token.head > verb and bool(tree.children(token.head, "nsubj", "nsubjpass"))


def _has_topic(tree: Tree, verb: int) -> bool:
    """Whether what stands behind a participle is what was asked or told and not the hearer."""
    behind = tree.tokens[verb + 1]
    return behind.text.lower() in _CLAUSAL | _TOPICS or behind.text in {"“", '"', "``"} or behind.tag == "IN"


def _set_in(tree: Tree, verb: int) -> Nodes | None:
    """(hearer, verb of the answer) of a participle set between a subject and its verb: "Orr, asked whether …, said"."""
    tokens = tree.tokens
    first = verb - 1 if tokens[verb - 1].text.lower() == "when" else verb
    if first < 2 or tokens[first - 1].text != "," or verb + 1 >= len(tokens) or not _has_topic(tree, verb):
        return None
    hearer = first - 2
    if tokens[hearer].pos not in {"PROPN", "NOUN", "PRON"} or any(t.pos in {"VERB", "AUX"} for t in tokens[:hearer]):
        return None
    closing = (n for n in range(verb + 2, len(tokens) - 1) if tokens[n].text == ",")
    answer = next((n + 1 for n in closing if tokens[n + 1].tag in _FINITE), None)
    return (hearer, answer) if answer is not None else None


def _answer(tree: Tree, verb: int, words: Cues) -> int | None:
    """The verb of the answer behind a question that no comma closes: "Asked about the dam he said it was safe".

    None where the parse has it right. The first finite verb of a question that is a clause is the question's own.
    """
    tokens = tree.tokens
    root = next(n for n, token in enumerate(tokens) if token.head == n)
    if root > verb:
        return root if not tree.children(root, "nsubj", "nsubjpass") and _answers(tree, root, words) else None
    is_clause = tokens[verb + 1].text.lower() in _CLAUSAL
    finite = [n for n in range(verb + 1, len(tokens)) if tokens[n].tag in {*_FINITE, "MD"}]
    behind = finite[1:] if is_clause else finite
    found = next((n for n in behind if tokens[n].tag in _FINITE and _answers(tree, n, words)), None)
    comma = next((n for n in range(verb + 1, len(tokens)) if tokens[n].text == ","), len(tokens))
    return found if found is not None and _naming_from(tree, found) <= comma else None


def _answers(tree: Tree, verb: int, words: Cues) -> bool:
    """Whether a verb can report an answer: it takes quotations, and whoever gives it is named right before it."""
    return words.takes(tree.tokens[verb].lemma.lower(), "q") and _naming_from(tree, verb) < verb


def _naming_from(tree: Tree, verb: int) -> int:
    """Where the words that name a verb's subject begin; the verb itself where none stand right before it."""
    own = tree.child(verb, "nsubj")
    if own is not None and own < verb:
        return tree.extent(own)[0]
    head = verb - 1
    if tree.tokens[head].pos not in {"PROPN", "NOUN", "PRON"}:
        return verb
    return min(tree.extent(head)[0], head)
