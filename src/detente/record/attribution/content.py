"""What a content asserts: whether it is negated, and how far its speaker hedges it."""

from collections.abc import Sequence

from detente.record.attribution.attributed import Attribution
from detente.record.lexicons import word_lists
from detente.record.reading import Sentence, Token

__all__ = ["modality", "polarity"]

_WORDS = word_lists("speaking.txt")
_FULL = {"ca": "can", "wo": "will", "'ll": "will", "’ll": "will", "cannot": "can"}


def polarity(sentence: Sentence, attribution: Attribution) -> str:
    """ "negated" where the content's main clause is, or where the reporting word denies it; "affirmed" otherwise."""
    negations = sum(t.text.lower() in _WORDS["negations"] for t in _of_main_clause(sentence, attribution))
    denied = (attribution.lemma in _WORDS["denying"]) != _cue_is_negated(sentence, attribution)
    return "negated" if (negations % 2 == 1) != denied else "affirmed"


def modality(sentence: Sentence, attribution: Attribution) -> str:
    """The hedge of the content's main clause: its modal verb, else the reporting verb where that wants or intends."""
    for token in _of_main_clause(sentence, attribution):
        small = token.text.lower()
        if small in _WORDS["modals"]:
            return _FULL.get(small, small)
    return attribution.lemma if attribution.lemma in _WORDS["intending"] else ""


def _of_main_clause(sentence: Sentence, attribution: Attribution) -> Sequence[Token]:
    """The main verb of a content and the words that depend on it directly; the first words where there is no parse."""
    start, end = attribution.content
    inside = [n for n, t in enumerate(sentence.tokens) if start <= t.start < end]
    if not inside:
        return ()
    held = set(inside)
    tops = [n for n in inside if sentence.tokens[n].head not in held or sentence.tokens[n].head == n]
    verbs = [n for n in tops if sentence.tokens[n].pos in {"VERB", "AUX"}]
    if not verbs:
        return [sentence.tokens[n] for n in inside[:6]] if not any(sentence.tokens[n].dep for n in inside) else ()
    main = verbs[0]
    return [sentence.tokens[n] for n in inside if n == main or sentence.tokens[n].head == main]


def _cue_is_negated(sentence: Sentence, attribution: Attribution) -> bool:
    """Whether the reporting word itself is negated: "did not promise to", "failed to say", "neither of them said"."""
    if attribution.cue is None:
        return False
    start, end = attribution.cue
    inside = [t for t in sentence.tokens if start <= t.start < end]
    named = [t for t in sentence.tokens if attribution.source is not None and t.start == attribution.source[0]]
    if any(t.text.lower() in {"not", "n't", "n’t", "never"} for t in inside):
        return True
    return any(t.text.lower() == "neither" for t in named) or any(_is_left_undone(sentence, t) for t in inside)


def _is_left_undone(sentence: Sentence, token: Token) -> bool:
    """Whether an infinitive is what somebody has not done: "failed to say", "has yet to say"."""
    if token.dep != "xcomp":
        return False
    holder = sentence.tokens[token.head]
    yet = holder.lemma == "have" and [t.text for t in sentence.tokens[token.head + 1 : token.head + 2]] == ["yet"]
    return yet or holder.lemma in _WORDS["leaving undone"]
