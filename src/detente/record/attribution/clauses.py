"""Attributions in one sentence, by rules over its dependency tree: who reports what by which word.

The content is what the reporting word governs: a clause, an infinitive, the object of a verb of praise or blame, what a
preposition introduces. Where the word is set behind or into the sentence it reports ("…, she said"), the content is
that sentence.
"""

from collections.abc import Iterator

from detente.record.attribution.announced import announced
from detente.record.attribution.hearers import give_answers
from detente.record.attribution.lexicon import Cues, cues
from detente.record.attribution.nominals import by_adjective, by_noun
from detente.record.attribution.parentheses import according_to, hearsay, in_survey, inserted_report, trailing_report
from detente.record.attribution.plain import plain_attributions
from detente.record.attribution.spans import Found
from detente.record.attribution.syntax import Tree
from detente.record.attribution.unsaid import is_unsaid
from detente.record.attribution.verbs import by_mistagged, by_verb, is_mistagged
from detente.record.reading import Sentence

__all__ = ["attributions_in"]


def attributions_in(sentence: Sentence, quoted: frozenset[int]) -> tuple[Found, ...]:
    """The attributions of a sentence, outermost first, none within another's content.

    `quoted` are the tokens that stand in quotations: words in somebody's mouth report nothing of their own.
    """
    if not any(token.dep for token in sentence.tokens):
        return tuple(plain_attributions(sentence, quoted))
    tree = Tree(sentence)
    give_answers(tree, quoted, cues())
    found = (one for one in _candidates(tree, quoted) if not is_unsaid(tree, one))
    candidates = sorted(found, key=lambda f: (f.depth, f.verb))
    held = {one.verb for one in candidates if any(_is_set_around(one, other) for other in candidates)}
    candidates.sort(key=lambda f: f.verb in held)
    return tuple(one for one in candidates if not any(_is_only(one, other) for other in candidates))


def _is_set_around(found: Found, other: Found) -> bool:
    """Whether a report stands in words that another's clause is set into: "Orr's aim of peace, he said, has not …"."""
    pieces = sorted(other.pieces)
    return len(pieces) > 1 and any(low <= found.verb <= high for low, high in pieces) and pieces[0][1] < other.verb


def _is_only(found: Found, other: Found) -> bool:
    """Whether all that one attribution reports is a reporting clause set into its sentence: "[she said]"."""
    if found is other or not found.pieces or other.source is None or other.depth >= 0:
        return False
    clause = {*range(other.source[0], other.source[1] + 1), *range(other.cue[0], other.cue[1] + 1)}
    return all(node in clause for low, high in found.pieces for node in range(low, high + 1))


def _candidates(tree: Tree, quoted: frozenset[int]) -> Iterator[Found]:
    """Everything that may be an attribution."""
    words = cues()
    trailing = trailing_report(tree, quoted, words)
    if trailing is not None:
        yield trailing
    for node, token in enumerate(tree.tokens):
        if node in quoted or (trailing is not None and node == trailing.verb):
            continue
        found = None
        if token.text.lower() == "according":
            found = according_to(tree, node)
        elif token.text.lower() in {"in", "from"} and token.dep == "prep":
            found = in_survey(tree, node)
        elif token.text.lower() in {"reportedly", "allegedly", "supposedly", "purportedly"}:
            found = hearsay(tree, node)
        elif token.pos in {"VERB", "AUX"} and token.dep not in {"amod", "aux", "auxpass", "compound", "case", "nmod"}:
            found = _whole(by_verb(tree, node, words, quoted), tree, node, words)
        elif token.pos == "NOUN" and is_mistagged(tree, node, words):
            found = by_mistagged(tree, node)
        elif token.pos == "NOUN":
            found = announced(tree, node, quoted, words) or by_noun(tree, node, words)
        elif token.pos in {"ADJ", "VERB"} and token.lemma in words.adjectives and token.dep == "acomp":
            found = by_adjective(tree, node)
        if found is not None:
            yield found


def _whole(found: Found | None, tree: Tree, verb: int, words: Cues) -> Found | None:
    """What a verb reports; where it is set into a sentence and the parse left out what stands before, all of that."""
    if found is not None and not _is_a_time(tree, found) and (not found.pieces or min(found.pieces)[0] < verb):
        return found
    inserted = inserted_report(tree, verb, words)
    return inserted if inserted is not None else found


def _is_a_time(tree: Tree, found: Found) -> bool:
    """Whether the words taken for the speaker are a date: "on Wednesday, 18 May, says Senn"."""
    if found.head is None:
        return False
    at = tree.tokens[found.head].start
    return any(e.label in {"DATE", "TIME"} and e.start <= at < e.end for e in tree.sentence.entities)
