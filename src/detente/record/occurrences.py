"""Occurrences: what is no act of the lexicon, but is told with its day, or is an article's news.

"Norland completed the first lock in July 2030" names no meeting, offer or measure; the date says that it happened once
and when. So does the story for what it tells as past in a main clause. A verb of state ("has depended on the river
since 2030") or of saying names no occurrence; a saying with a date of long ago is a declaration that is recalled.
"""

from collections.abc import Iterator

from detente.record.attribution.lexicon import cues
from detente.record.clauses import Syntax
from detente.record.entries import DateExpression
from detente.record.reading import Reading, Sentence
from detente.record.stretches import beginning_in, first_behind
from detente.record.triggers import Trigger, keeps_silent
from detente.record.wordlists import words

__all__ = ["KIND", "SAYING", "find_occurrences", "opens_story"]

KIND = "occurrence"
SAYING = "declaration"
FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
TIME_DEPS = frozenset({"npadvmod", "advmod", "nmod", "tmod", "obl"})
DATING = frozenset({"in", "on", "at", "during", "by", "before", "after", "around"})
WITHIN_DATE = frozenset({"compound", "nummod", "amod", "appos", "det", "nmod", "punct"})


def find_occurrences(syntax: Syntax, reading: Reading, known: frozenset[int]) -> Iterator[Trigger]:
    """The verbs of a sentence that tell something dated, or news, and are not among the known triggers.

    News is what a headline or the first sentence tells, and what a main clause tells as past.
    """
    if not syntax.parsed:
        return
    opens = opens_story(syntax.sentence, reading)
    dated = {verb for at in _date_heads(syntax, reading) if (verb := _dated_verb(syntax, at)) is not None}
    for at in range(len(syntax.tokens)):
        is_news = is_main(syntax, at) and (opens or syntax.is_past(at))
        if at in known:
            continue
        if (at in dated or is_news) and names_occurrence(syntax, at):
            yield Trigger(at, KIND, at, dated=at in dated)
        elif at in dated and names_saying(syntax, at):
            yield Trigger(at, SAYING, at, dated=True)


def opens_story(sentence: Sentence, reading: Reading) -> bool:
    """Whether a sentence is a headline, or the one with which the article begins to tell."""
    if sentence.passage.kind != "body":
        return sentence.passage.kind == "headline"
    first = reading.once(_first_told)
    return first is not None and first.start == sentence.start


def _first_told(reading: Reading) -> Sentence | None:
    """The first sentence of the body with a finite verb."""
    told = (s for s in reading.sentences if s.passage.kind == "body" and any(t.tag in FINITE for t in s.tokens))
    return next(told, None)


def is_main(syntax: Syntax, at: int) -> bool:
    """Whether a verb heads its sentence, or is joined by "and" to the one that does."""
    head = syntax.tokens[at].head
    return head == at or (syntax.tokens[at].dep == "conj" and syntax.tokens[head].head == head)


def names_occurrence(syntax: Syntax, at: int) -> bool:
    """Whether a verb tells what came to pass: no state, no saying, and either finite or a passive participle."""
    token, lemma = syntax.tokens[at], syntax.lemma(at)
    if token.pos != "VERB" or lemma in words("event_words", "states", "verbs") or keeps_silent(syntax, at):
        return False
    if cues().reports_speech(lemma) or (cues().takes(lemma, "c") and syntax.child(at, "ccomp", "parataxis")):
        return False
    return syntax.is_finite(at) or (token.tag == "VBN" and token.dep == "acl")


def names_saying(syntax: Syntax, at: int) -> bool:
    """Whether a verb tells that somebody once said something, or called something something."""
    lemma = syntax.lemma(at)
    says = cues().reports_speech(lemma) or cues().takes(lemma, "n")
    return syntax.tokens[at].pos == "VERB" and says and syntax.is_past(at) and bool(syntax.child(at, "nsubj"))


def _date_heads(syntax: Syntax, reading: Reading) -> Iterator[int]:
    """The head token of each date of the sentence; a length or a repeated time dates nothing."""
    for expression in beginning_in(reading.dates, syntax.sentence.start, syntax.sentence.end):
        span = expression.citation.span
        if _names_a_time(expression):
            words_of_it = range(first_behind(syntax.tokens, span.start), first_behind(syntax.tokens, span.end))
            inside = [i for i in words_of_it if syntax.tokens[i].pos != "PUNCT"]
            heads = [i for i in inside if syntax.tokens[i].head not in inside or syntax.tokens[i].head == i]
            yield from heads[:1]


def _names_a_time(expression: DateExpression) -> bool:
    return expression.type in {"DATE", "TIME"} and expression.when.is_known


def _dated_verb(syntax: Syntax, date: int) -> int | None:
    """The verb that a date is an adverbial of, through its preposition and the verb's own object."""
    at = date
    following = [
        i for i in syntax.child(date, "relcl", "advcl") if "when" in map(syntax.lemma, syntax.child(i, "advmod"))
    ]
    if following:
        return following[0]  # "April, when a round collapsed"
    while syntax.tokens[at].dep in WITHIN_DATE and syntax.tokens[at].head != at and not _is_verb(syntax, at):
        at = syntax.tokens[at].head  # "in July 2030" read as "2030" below "July"
    token = syntax.tokens[at]
    if token.dep == "pobj":
        at = token.head
        if syntax.tokens[at].text.lower() not in DATING:
            return None
        verb = _verb_above(syntax, syntax.tokens[at].head)
    else:
        verb = token.head if token.dep in TIME_DEPS and _is_verb(syntax, token.head) else None
    return None if verb is None or _is_of_saying(syntax, date, verb) else verb


def _is_of_saying(syntax: Syntax, date: int, verb: int) -> bool:
    """Whether the date stands between a verb of saying and the subject of what is said: "said in July he would"."""
    above = syntax.tokens[verb].head
    subjects = syntax.child(verb, "nsubj", "nsubjpass")
    return syntax.tokens[verb].dep == "ccomp" and bool(subjects) and above < date < min(subjects)


def _verb_above(syntax: Syntax, at: int) -> int | None:
    """The verb itself, or the verb whose object it is: "completed the first lock in May"."""
    for _ in range(2):
        if _is_verb(syntax, at):
            return at
        if syntax.tokens[at].dep not in {"dobj", "nsubjpass"}:
            return None
        at = syntax.tokens[at].head
    return None


def _is_verb(syntax: Syntax, at: int) -> bool:
    return syntax.tokens[at].pos in {"VERB", "AUX"}
