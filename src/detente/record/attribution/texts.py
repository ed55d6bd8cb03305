"""Texts that are quoted by how they begin or read: "a letter from the port began: “…”", "It ran: “…”".

The words are of whom the text is from, where that is said; else of the text, or of nobody who is named.
"""

from collections.abc import Iterator, Sequence

from detente.record.attribution.attributed import Attribution, Range
from detente.record.attribution.lexicon import cues
from detente.record.attribution.quotes import Quote
from detente.record.clauses import Syntax
from detente.record.reading import Reading, Sentence
from detente.record.stretches import mentions_over

__all__ = ["READING", "quoted_texts"]

READING = frozenset({"begin", "open", "start", "end", "close", "conclude", "run", "go", "read"})
"""What a text does that is quoted."""
GAP = 8
"""Letters that white space before a quotation may take."""
_OF = frozenset({"from", "by"})


def quoted_texts(
    reading: Reading, held: Sequence[tuple[int, Sentence]], marks: Sequence[Quote], done: Sequence[Attribution]
) -> Iterator[Attribution]:
    """The attributions of a passage's quotations that a text opens with, behind a colon."""
    for mark in marks:
        taken = any(start < mark.end and mark.start < end for a in done for start, end in a.pieces)
        if taken or not mark.is_speech or not _follows_colon(reading, mark):
            continue
        for place, (number, sentence) in enumerate(held):
            if sentence.start < mark.start <= sentence.end:
                found = _of_text(reading, mark, number, sentence, held[place - 1][1] if place else None)
                if found is not None:
                    yield found
                break


def _follows_colon(reading: Reading, mark: Quote) -> bool:
    return reading.document.text[max(0, mark.start - GAP) : mark.start].rstrip()[-1:] == ":"


def _of_text(
    reading: Reading, mark: Quote, number: int, sentence: Sentence, before: Sentence | None
) -> Attribution | None:
    """The attribution of a quotation that a verb of reading introduces, whose subject is a text."""
    syntax = Syntax(sentence)
    if not syntax.parsed:
        return None
    verbs = [i for i, t in enumerate(syntax.tokens) if syntax.lemma(i) in READING and t.end <= mark.start]
    source: Range | None
    for verb in reversed(verbs):
        for subject in syntax.child(verb, "nsubj"):
            token = syntax.tokens[subject]
            if syntax.lemma(subject) in cues().texts:
                source = _owner(reading, syntax, subject) or syntax.phrase(subject)
            elif token.text.lower() == "it" and before is not None and _has_text(before):
                source = _owner_there(reading, before)
            else:
                continue
            return Attribution(
                cue=(syntax.tokens[verb].start, syntax.tokens[verb].end),
                source=source,
                head=source[1] - 1 if source is not None else None,
                pieces=((mark.start, mark.end),),
                kind="speech",
                lemma=syntax.lemma(verb),
                sentence=number,
            )
    return None


def _owner(reading: Reading, syntax: Syntax, text: int) -> Range | None:
    """Whose a text is: "the port's letter", "a letter from the port"."""
    whose = [*syntax.child(text, "poss"), *(i for mark, i in syntax.obliques(text) if mark in _OF)]
    for index in whose:
        start = syntax.tokens[index].start
        for mention in mentions_over(reading, start):
            if mention.how != "pronoun":
                return mention.citation.span.start, mention.citation.span.end
    return None


def _has_text(sentence: Sentence) -> bool:
    """Whether a sentence names one text."""
    named = [t for t in sentence.tokens if t.lemma.lower() in cues().texts and t.pos == "NOUN"]
    return len(named) == 1


def _owner_there(reading: Reading, sentence: Sentence) -> Range | None:
    """Whose the one text of a sentence is, if it says so."""
    syntax = Syntax(sentence)
    texts = [i for i, t in enumerate(syntax.tokens) if syntax.lemma(i) in cues().texts and t.pos == "NOUN"]
    return _owner(reading, syntax, texts[0]) if syntax.parsed and texts else None
