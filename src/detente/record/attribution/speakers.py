"""Speakers: who the words that name a speaker mean."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from detente.evidence import Citation
from detente.record.actors.names import apposition
from detente.record.attribution.attributed import Attribution, Range
from detente.record.attribution.issuers import issuer_of, owner_of_text
from detente.record.attribution.passages import TRANSCRIPT
from detente.record.attribution.pronouns import (
    BODIES,
    LOOKING_BACK,
    NOBODY,
    described_speaker,
    known_speaker,
    looked_back_to,
    principal_of,
    without_article,
)
from detente.record.attribution.transcripts import ANSWERING, utterances
from detente.record.entries import Mention, Speaker
from detente.record.lexicons import word_lists
from detente.record.reading import Reading
from detente.record.stretches import beginning_in, mentions_over, mentions_within, sentence_at

__all__ = ["NOBODY", "speaker_of"]

_RELATIVE = re.compile(r",?\s+(?:who|which|that|whom)$")
_ENDING = re.compile(r"[.,;:]|\s+(?:on|in|at|after|during|before|to|when)\b|\s*$")
"""What may follow a speaker's name that ends the reporting clause."""
_WORDS = word_lists("speaking.txt")
_REACH = 800
"""Letters within which "the ministry" can mean one that spoke before."""


def speaker_of(reading: Reading, attribution: Attribution, earlier: Sequence[Speaker]) -> Speaker:
    """The speaker of an attribution: the actor its words mean, else the words themselves; nobody where none are given.

    `earlier` are the speakers of the article's attributions before this one, to whom "they" and "it" look back.
    """
    if attribution.source is None or attribution.head is None:
        return NOBODY
    start, end = attribution.source
    citation = reading.document.cite(start, end)
    together = _together(reading, start, end)
    if together is not None:
        return replace(together, citation=citation)
    words = " ".join(citation.quote.split())
    if attribution.lemma == TRANSCRIPT and words.lower() in ANSWERING:
        return known_speaker(reading, reading.once(_interviewed), (start, end))
    mention, beside = _named(reading, attribution.head, start, end), _set_behind(reading, end)
    beside = beside or _named_behind(reading, attribution.cue, end)
    if beside is not None and (mention is None or mention.how == "title" or mention.actor == beside.actor):
        return known_speaker(reading, beside.actor, (start, beside.citation.span.end))
    if mention is not None and mention.actor in reading.actors:
        return known_speaker(reading, mention.actor, (start, end))
    closing = _closing(reading, start, end) or owner_of_text(reading, start, end)
    if closing is not None:
        return known_speaker(reading, closing, (start, end))
    if attribution.lemma == TRANSCRIPT:
        return Speaker(name=words.title() if words.isupper() else words, actor=None, citation=citation)
    if words.lower() in {"i", "we"}:
        return _author(reading, citation)
    if words.lower().startswith("our "):
        return Speaker(name=words, actor=reading.once(issuer_of), citation=citation)
    if words.lower() in LOOKING_BACK:
        before = looked_back_to(reading, start, words.lower(), earlier)
        return replace(before, citation=citation)
    if words.lower() in {"he", "she"}:
        return replace(described_speaker(reading, start, words.lower(), earlier), citation=citation)
    if words.lower() in {"who", "you", "that", "which", "this"}:
        return Speaker(name=None, actor=None, citation=citation)
    name = _RELATIVE.sub("", without_article(words))
    principal = principal_of(reading, start, end, words) or _owner_before(reading, start, words, earlier)
    return Speaker(name=name, actor=principal, citation=citation)


def _set_behind(reading: Reading, end: int) -> Mention | None:
    """The person set behind a description by a comma: "the ferry's captain, Ada Orr,"."""
    text = reading.document.text
    opened = apposition().match(text, end)
    if opened is None:
        return None
    begun = beginning_in(reading.mentions, opened.end(), opened.end() + 1)
    behind = (m for m in begun if m.how in {"name", "alias"})
    found = next((m for m in behind if _is_kind(reading, m, "person")), None)
    closed = found is not None and text[found.citation.span.end : found.citation.span.end + 1] in {
        ",",
        ".",
        ";",
        ":",
        "",
    }
    return found if closed else None


def _named_behind(reading: Reading, cue: Range | None, end: int) -> Mention | None:
    """The person whose name stands between a description and its verb, or ends the clause of a verb before it:
    "Norland's prime minister Ada Orr denied", "…, said the council's chair Ada Orr."."""
    if cue is None:
        return None
    begun = beginning_in(reading.mentions, end + 1, end + 2)
    people = (m for m in begun if m.how in {"name", "alias"} and _is_kind(reading, m, "person"))
    between = reading.document.text[end : cue[0]].split()
    return next((m for m in people if between == m.citation.quote.split() or _closes(reading, m, cue, end)), None)


def _closes(reading: Reading, named: Mention, cue: Range, end: int) -> bool:
    """Whether a name directly behind a description, itself behind its verb, ends the clause."""
    span = named.citation.span
    between = reading.document.text[end : span.start]
    after = _ENDING.match(reading.document.text, span.end)
    return cue[1] < end and not between.strip() and after is not None


def _closing(reading: Reading, start: int, end: int) -> str | None:
    """The person whose name closes some words behind a comma: "Norland's envoy to the talks, Ada Orr"."""
    text = reading.document.text
    for mention in beginning_in(reading.mentions, start + 1, end):
        span = mention.citation.span
        closes = span.end == end and mention.how in {"name", "alias"}
        if closes and text[start : span.start].rstrip().endswith(",") and _is_kind(reading, mention, "person"):
            return mention.actor
    return None


def _interviewed(reading: Reading) -> str | None:
    """Who answers in an interview: the first person named as a subject before its first line, else the first named."""
    first = min((u.label[0] for u in reading.once(utterances)), default=0)
    named = [m for m in reading.mentions if m.citation.span.end <= first and _is_kind(reading, m, "person")]
    heads = sorted(t.start for s in reading.sentences for t in s.tokens if t.dep in {"nsubj", "nsubjpass", "appos"})
    acting = [m for m in named if _holds_one(heads, m)]
    return next((m.actor for m in (*acting, *named)), None)


def _holds_one(offsets: Sequence[int], mention: Mention) -> bool:
    """Whether one of some offsets, in order, stands in a mention."""
    first = bisect_left(offsets, mention.citation.span.start)
    return first < len(offsets) and offsets[first] < mention.citation.span.end


def _author(reading: Reading, citation: Citation) -> Speaker:
    """Whoever says "I" or "we" outside quotations: a statement's issuer; of "I" the author that the byline names."""
    issuer = reading.once(issuer_of)
    if issuer is not None:
        return known_speaker(reading, issuer, (citation.span.start, citation.span.end))
    byline = reading.document.metadata.get("byline", ())
    names = {item.value for item in byline if item.value}
    if citation.quote.lower() != "i" or len(names) != 1:
        return Speaker(name=None, actor=None, citation=citation)
    name = names.pop()
    actor = next((a.id for a in reading.actors.values() if name in a.names), None)
    return Speaker(name=name, actor=actor, citation=citation)


_BOTH = re.compile(r"(?i)^(?:the two|both|the pair|the two leaders|both leaders|both sides|the two sides)\b")
_SOME_PAIR = re.compile(r"(?i)(?:the two|both)\s+(?!countr|nation|state|side|part|leader|govern|men\b|women\b)")
"""A pair told by what it is like ("both downstream countries"): of more than two states, the text alone says which."""


def _together(reading: Reading, start: int, end: int) -> Speaker | None:
    """Two or more who speak together: named side by side, or "the two leaders" of those named before."""
    inside = mentions_within(reading, start, end)
    words = reading.document.text[start:end]
    people = list(dict.fromkeys(m.actor for m in inside if _is_kind(reading, m, "person")))
    states = list(dict.fromkeys(m.actor for m in inside if _is_party(reading, m) and not _owns(reading, m)))
    if len(people) < 2 and _BOTH.match(words):
        if _SOME_PAIR.match(words) and len({m.actor for m in reading.mentions if _is_party(reading, m)}) != 2:
            return None
        leading = re.search(r"(?i)countr|side|nation|state|part", words) is None
        earlier = [m for m in reading.mentions if m.citation.span.end <= start and m.how in {"name", "alias"}]
        persons = [m for m in earlier if leading and _is_kind(reading, m, "person")]
        for named in (persons, [m for m in earlier if _is_party(reading, m)]):
            counted = Counter(m.actor for m in named)
            people = sorted(actor for actor, _ in counted.most_common(2))
            if len(people) == 2:
                break
    if len(people) < 2 and not people and re.search(r"\b(?:and|nor)\b", words):
        people = states
    if len(people) < 2 or not ({"and", "nor"} & set(words.split()) or _BOTH.match(words)):
        return None
    names = [reading.actors[actor].name for actor in people]
    return Speaker(name=" and ".join([", ".join(names[:-1]), names[-1]]), actor=people[0], citation=None)


def _is_kind(reading: Reading, mention: Mention, kind: str) -> bool:
    """Whether a mention is of an actor of some kind."""
    actor = reading.actors.get(mention.actor)
    return actor is not None and actor.kind == kind


def _is_party(reading: Reading, mention: Mention) -> bool:
    """Whether a mention is of a state, of a party of the case or of another body that can be one."""
    return any(_is_kind(reading, mention, kind) for kind in ("state", "party", "organisation"))


def _owns(reading: Reading, mention: Mention) -> bool:
    """Whether a name only says whose something is: "Norland's envoy"."""
    end = mention.citation.span.end
    return reading.document.text[end : end + 2] in {"'s", "’s"}


def _named(reading: Reading, head: int, start: int, end: int) -> Mention | None:
    """The mention that holds the head word; else one that fills the whole of the words."""
    inside = mentions_over(reading, head)
    if inside:
        return max(inside, key=lambda m: m.citation.span.end - m.citation.span.start)
    whole = mentions_within(reading, start, end)
    return next((m for m in whole if m.citation.span.end - m.citation.span.start >= 0.8 * (end - start)), None)


def _owner_before(reading: Reading, start: int, words: str, earlier: Sequence[Speaker]) -> str | None:
    """Whose "its foreign ministry" or "the ministry" is, as the text before tells.

    "Its" looks back to the one body that is a subject of this sentence or the one before; "the ministry" to the
    minister or ministry that spoke last.
    """
    small = words.lower().split()
    if not set(small) & _WORDS["speaking for"]:
        return None
    if small[0] in {"its", "their"}:
        subjects = _subject_bodies(reading, start)
        return subjects[0] if len(subjects) == 1 else None
    if small[-1] == "ministry":
        near = (s for s in reversed(earlier) if s.citation and start - s.citation.span.end < _REACH)
        last = next((s for s in near if s.citation and "minist" in s.citation.quote.lower()), None)
        return _for_whom(reading, last.actor) if last else None
    return None


def _subject_bodies(reading: Reading, start: int) -> list[str]:
    """The states and bodies that are subjects in the sentence of an offset, before it, or in the sentence before."""
    here = max(0, sentence_at(reading.sentences, start))
    near = reading.sentences[max(0, here - 1) : here + 1]
    heads = {t.start for s in near for t in s.tokens if t.start < start and t.dep in {"nsubj", "nsubjpass"}}
    over = {(m.citation, m.actor): m for head in sorted(heads) for m in mentions_over(reading, head)}
    covering = [m for m in over.values() if m.actor in reading.actors and reading.actors[m.actor].kind in BODIES]
    covering.sort(key=lambda m: (m.citation.span.start, -m.citation.span.end))
    return list(dict.fromkeys(m.actor for m in covering))


def _for_whom(reading: Reading, actor: str | None) -> str | None:
    """The state or body a speaker speaks for: a person's principal, else the speaker itself."""
    known = reading.actors.get(actor or "")
    return None if known is None else known.acts_for if known.kind == "person" else known.id
