"""Pronouns of speakers: whom "they", "it" and "she" look back to where that is nobody with a name."""

import re
from collections.abc import Sequence

from detente.record.actors.unnamed import unnamed_people
from detente.record.attribution.described import Described, described_bodies, is_body_noun
from detente.record.attribution.lexicon import cues
from detente.record.entries import Mention, Speaker
from detente.record.lexicons import word_lists
from detente.record.reading import Reading, Sentence
from detente.record.stretches import beginning_in, mentions_over, mentions_within, sentence_at

__all__ = [
    "BODIES",
    "LOOKING_BACK",
    "NOBODY",
    "described_speaker",
    "known_speaker",
    "looked_back_to",
    "principal_of",
    "without_article",
]

NOBODY = Speaker(name=None, actor=None, citation=None)
"""The speaker where the text does not say."""

BODIES = frozenset({"state", "organisation", "office", "party", "people"})
"""The kinds of actors that are no persons."""

LOOKING_BACK = frozenset({"they", "it", "their", "its", "we", "them"})

_ARTICLE = re.compile(r"(?i)^(?:the|a|an)\s+")
_SPEAKING_FOR = word_lists("speaking.txt")["speaking for"]


def looked_back_to(reading: Reading, start: int, pronoun: str, earlier: Sequence[Speaker]) -> Speaker:
    """Whom "they" or "it" means: "it" a body of its sentence or the one before, else who spoke last, if it can be.

    `earlier` are the speakers before. Of two bodies named before it in the sentence "it" can mean either, so that
    nobody is said to speak.
    """
    single = pronoun in {"it", "its"}
    if single and (found := _body_meant(reading, start, start + len(pronoun), earlier)) is not None:
        return found
    near = (s for s in reversed(earlier[-2:]) if s.citation and start - s.citation.span.end < 400)
    return next((s for s in near if (_can_be_it if single else _can_be_they)(reading, s)), NOBODY)


def described_speaker(reading: Reading, start: int, pronoun: str, earlier: Sequence[Speaker]) -> Speaker:
    """The one person whom "he" or "she" can mean of those without a name; nobody where there are more, or none."""
    gender = {"he": "m", "she": "f"}.get(pronoun)
    found = unnamed_people(reading, pronoun, start, gender) if gender is not None else []
    unnamed = [person for person in found if not _is_named(reading, person)]
    return (
        _speaker(reading, unnamed[0], (start, start + len(pronoun)), earlier)
        if len(unnamed) == 1 == len(found)
        else NOBODY
    )


def _is_named(reading: Reading, person: Described) -> bool:
    """Whether a description means somebody the article names."""
    return any(
        m.actor in reading.actors and reading.actors[m.actor].kind == "person"
        for m in mentions_over(reading, person.head)
    )


def _body_meant(reading: Reading, start: int, end: int, earlier: Sequence[Speaker]) -> Speaker | None:
    """The body "it" means, by name or by a common noun: the one before it in its sentence, else the subject of the
    sentence before, where the main clause's subject comes first."""
    described = _described_here(reading, start)
    named = [m.actor for m in _bodies_before(reading, start) if not any(_is_within(m, d) for d in described)]
    here: list[str | Described] = [*dict.fromkeys(named), *described]
    if here:
        return _speaker(reading, here[0], (start, end), earlier) if len(here) == 1 else NOBODY
    leading = _described_before(reading, start)
    if leading is not None:
        return _speaker(reading, leading, (start, end), earlier)
    subjects = _subjects_before(reading, start)
    return _speaker(reading, subjects[0], (start, end), earlier) if len(subjects) == 1 else None


def _speaker(reading: Reading, body: str | Described, span: tuple[int, int], earlier: Sequence[Speaker]) -> Speaker:
    """The speaker who is a named body, or a described one; as it was told before where it has spoken before."""
    if isinstance(body, str):
        return known_speaker(reading, body, span)
    for speaker in reversed(earlier):
        told = speaker.citation.span if speaker.citation else None
        if told is not None and told.start <= body.head < told.end:
            return speaker
    words = " ".join(reading.document.text[body.start : body.end].split())
    principal = principal_of(reading, body.start, body.end, words)
    return Speaker(name=without_article(words), actor=principal, citation=reading.document.cite(*span))


def _described_here(reading: Reading, start: int) -> list[Described]:
    """The bodies that are subjects by a common noun before an offset in its sentence, and bear no name."""
    here = sentence_at(reading.sentences, start)
    found = described_bodies(reading.sentences[here]) if here >= 0 else ()
    return [d for d in found if d.end <= start and not mentions_over(reading, d.head)]


def _described_before(reading: Reading, start: int) -> Described | None:
    """The body that is the main subject of the sentence before by a common noun; none where a text is told of, which
    may be what speaks: "The ministry has had a letter. It says …"."""
    here = sentence_at(reading.sentences, start)
    if here < 1 or reading.sentences[here - 1].passage.kind != reading.sentences[here].passage.kind:
        return None
    before = reading.sentences[here - 1]
    found = next((d for d in described_bodies(before) if d.leads and not mentions_over(reading, d.head)), None)
    return None if found is None or _tells_of_text(before) else found


def _is_within(mention: Mention, described: Described) -> bool:
    """Whether a name stands in a description: "Norland's ministry"."""
    return described.start <= mention.citation.span.start < described.end


def _bodies_before(reading: Reading, start: int) -> list[Mention]:
    """The states and bodies that the sentence names before an offset."""
    here = sentence_at(reading.sentences, start)
    before = beginning_in(reading.mentions, reading.sentences[here].start, start) if here >= 0 else ()
    named = (m for m in before if m.actor in reading.actors)
    return [m for m in named if reading.actors[m.actor].kind in BODIES]


def _subjects_before(reading: Reading, start: int) -> list[str]:
    """The bodies that are subjects of the sentence before, in the same paragraph; none where a person is one too."""
    here = sentence_at(reading.sentences, start)
    if here < 1 or reading.sentences[here - 1].passage.number != reading.sentences[here].passage.number:
        return []
    before = reading.sentences[here - 1]
    subjects = [n for n, t in enumerate(before.tokens) if t.dep in {"nsubj", "nsubjpass"}]
    if any(t.dep == "conj" and t.head in subjects for t in before.tokens):
        return []
    if _tells_of_text(before):
        return []
    heads = {before.tokens[n].start for n in subjects}
    begun = beginning_in(reading.mentions, before.start, before.end)
    named = [m for m in begun if m.actor in reading.actors and m.how != "pronoun"]
    covering = [m for m in named if any(m.citation.span.start <= h < m.citation.span.end for h in heads)]
    kinds = {reading.actors[m.actor].kind for m in covering}
    return list(dict.fromkeys(m.actor for m in covering)) if kinds <= BODIES else []


def _tells_of_text(sentence: Sentence) -> bool:
    """Whether a sentence has a noun for a text: "Orr has had a letter. It says …"."""
    return any(t.lemma.lower() in cues().texts and t.pos == "NOUN" for t in sentence.tokens)


def _can_be_it(reading: Reading, speaker: Speaker) -> bool:
    """Whether "it" can mean a speaker: a body, a state or a text, one alone."""
    if speaker.name is None:
        return False
    actor, last = reading.actors.get(speaker.actor or ""), speaker.name.split()[-1]
    if actor is not None and actor.name == speaker.name:
        return actor.kind != "person"
    if " and " in speaker.name or (actor is None and last.lower().removesuffix("s") in cues().people - {last.lower()}):
        return False
    return _can_be_they(reading, speaker) or is_body_noun(last.lower())


def _can_be_they(reading: Reading, speaker: Speaker) -> bool:
    """Whether "they" can mean a speaker: a body, a state, or people in the plural."""
    if speaker.name is None:
        return False
    actor = reading.actors.get(speaker.actor or "")
    if actor is not None:
        return actor.kind != "person"
    return speaker.name.endswith("s") or " and " in speaker.name or speaker.name.split()[-1].lower() in cues().texts


def known_speaker(reading: Reading, actor: str | None, span: tuple[int, int]) -> Speaker:
    """The speaker who is an actor, named by some words."""
    known = reading.actors.get(actor or "")
    citation = reading.document.cite(*span)
    return Speaker(name=known.name if known else None, actor=known.id if known else None, citation=citation)


def principal_of(reading: Reading, start: int, end: int, words: str) -> str | None:
    """The state or body on whose behalf unnamed people speak: "Norlandic officials"."""
    if not {w.lower() for w in re.findall(r"\w+", words)} & _SPEAKING_FOR:
        return None
    inside = mentions_within(reading, start, end)
    bodies = [m.actor for m in inside if m.actor in reading.actors and reading.actors[m.actor].kind != "person"]
    return bodies[0] if bodies else None


def without_article(words: str) -> str:
    """The words that name somebody without "the" or "a" before them."""
    return _ARTICLE.sub("", words)
