"""Who says a quotation that no reporting word governs: the words right beside it name the speaker."""

from bisect import bisect_right
from collections.abc import Sequence

from detente.record.attribution.attributed import Attribution, Range
from detente.record.attribution.lexicon import cues
from detente.record.attribution.quotes import Quote
from detente.record.reading import Sentence, Token
from detente.record.stretches import first_behind

__all__ = ["beside"]


def beside(mark: Quote, held: Sequence[tuple[int, Sentence]]) -> Attribution | None:
    """The attribution of a quotation by the words right beside it, where the parse shows none: "…," Orr says.

    `held` are the sentences that it touches, and those that begin right behind it.
    """
    for number, sentence in held:
        follows = mark.end <= sentence.start <= mark.end + 2 and _signature(sentence.tokens[:10]) is not None
        if not (follows or (sentence.start < mark.end and mark.start < sentence.end)):
            continue
        first = first_behind(sentence.tokens, mark.end)
        last = bisect_right(sentence.tokens, mark.start, key=lambda t: t.end)
        behind, before = sentence.tokens[first : first + 10], sentence.tokens[max(0, last - 12) : last]
        if not before or before[-1].text not in {",", ":"}:
            before = ()
        signed = _signature(behind)
        if signed is not None:
            return Attribution(
                cue=(behind[0].start, behind[0].end),
                source=(behind[1].start, signed.end),
                head=signed.start,
                pieces=((mark.start, mark.end),),
                kind="speech",
                lemma="signed",
                sentence=number,
            )
        for tokens, after in ((_until_mark(behind), True), (before, False)):
            verb = _reporting(tokens, first=after)
            speaker = _naming(tokens, verb, after) if verb is not None else None
            if verb is not None and speaker is not None:
                cue, (low, high) = tokens[verb], speaker
                return Attribution(
                    cue=(cue.start, cue.end),
                    source=(tokens[low].start, tokens[high].end),
                    head=tokens[high].start,
                    pieces=((mark.start, mark.end),),
                    kind="speech",
                    lemma=_lemma(cue),
                    sentence=number,
                )
        person = _before_colon(before, sentence)
        if person is not None:
            return Attribution(
                cue=(before[-1].start, before[-1].end),
                source=person,
                head=before[-2].start,
                pieces=((mark.start, mark.end),),
                kind="speech",
                lemma=":",
                sentence=number,
            )
    return None


def _signature(behind: Sequence[Token]) -> Token | None:
    """The last word of the name that a dash sets behind a quotation: "“…” — Ada Orr"."""
    if len(behind) < 2 or behind[0].text not in {"―", "—", "–", "--"}:
        return None
    end = 1
    while end < len(behind) and behind[end].text[:1].isupper():
        end += 1
    closed = end == len(behind) or behind[end].text in {",", ".", "("}
    return behind[end - 1] if end > 1 and closed else None


def _before_colon(tokens: Sequence[Token], sentence: Sentence) -> Range | None:
    """The person whose name stands right before a colon that introduces a quotation."""
    if len(tokens) < 2 or tokens[-1].text != ":":
        return None
    last = tokens[-2]
    named = next((e for e in sentence.entities if e.label == "PERSON" and e.start <= last.start < e.end), None)
    return (named.start, named.end) if named is not None else None


def _until_mark(tokens: Sequence[Token]) -> Sequence[Token]:
    """The tokens up to a stop or the next quotation."""
    end = next((i for i, t in enumerate(tokens) if t.text in {".", ";", '"', "“", "''", "?", "!"}), len(tokens))
    return tokens[:end]


def _lemma(token: Token) -> str:
    """The lemma of a word that may be a verb whatever the analyzer took it for."""
    small, words = token.text.lower(), cues()
    for form in (
        token.lemma.lower(),
        small,
        small.removesuffix("s"),
        small.removesuffix("d"),
        small.removesuffix("ed"),
    ):
        if words.takes(form, "q"):
            return form
    return token.lemma.lower()


def _reporting(tokens: Sequence[Token], *, first: bool) -> int | None:
    """The first, or the last, word that can stand beside a quotation."""
    words = cues()
    order = range(len(tokens)) if first else range(len(tokens) - 1, -1, -1)
    return next((i for i in order if tokens[i].text.islower() and words.takes(_lemma(tokens[i]), "q")), None)


def _naming(tokens: Sequence[Token], verb: int, after: bool) -> Range | None:
    """The token range of the noun phrase that names the speaker: before the verb, else behind it."""
    named = [i for i in range(verb) if tokens[i].pos in {"PROPN", "PRON", "NOUN"} or _looks_named(tokens[i])]
    if named and (not after or not any(t.text == "," for t in tokens[1:verb])):
        high = named[-1]
    elif after and verb + 1 < len(tokens) and (tokens[verb + 1].pos in _NAMING or _looks_named(tokens[verb + 1])):
        high = verb + 1
        while high + 1 < len(tokens) and (tokens[high + 1].pos in _NOMINAL or _looks_named(tokens[high + 1])):
            high += 1
    else:
        return None
    low = high
    while low - 1 >= 0 and low - 1 != verb and (tokens[low - 1].pos in _NAMING or _looks_named(tokens[low - 1])):
        low -= 1
    return low, high


_NOMINAL = frozenset({"PROPN", "NOUN", "ADJ"})
_NAMING = frozenset({"PROPN", "PRON", "NOUN", "DET", "ADJ"})


def _looks_named(token: Token) -> bool:
    """Whether a word looks like a name or a pronoun where no part of speech is known."""
    return not token.pos and (token.text[:1].isupper() or token.text.lower() in {"he", "she", "they"})
