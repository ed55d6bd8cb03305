"""Unnamed people: whom "she said" means where the text has only a common noun for her: "the bakery's owner"."""

from detente.record.actors.quoted import Quoted
from detente.record.attribution.described import Described, described_people
from detente.record.reading import Reading, Sentence
from detente.record.stretches import sentence_at

__all__ = ["unnamed_people"]

_REACH = 6
"""Sentences of one speech that "she said" can look back over."""


def unnamed_people(reading: Reading, pronoun: str, at: int, gender: str) -> list[Described]:
    """The people of a gender that fits whom only a common noun names: in the pronoun's sentence before it, else in the
    last sentence before that tells anything but that "she" speaks.

    What is quoted is left out: those of whom somebody speaks are no speakers.
    """
    quoted, here = reading.once(Quoted), sentence_at(reading.sentences, at)
    for number in range(here, max(-1, here - _REACH), -1):
        sentence = reading.sentences[number]
        if sentence.passage.kind != reading.sentences[here].passage.kind:
            return []
        told = (d for d in described_people(sentence) if d.head not in quoted and d.end <= at)
        found = [person for person in told if person.gender in {"", gender}]
        if found or (number < here and not _only_speaks(sentence, pronoun, quoted)):
            return found
    return []


def _only_speaks(sentence: Sentence, pronoun: str, quoted: Quoted) -> bool:
    """Whether a sentence tells nothing outside quotation marks but what a pronoun does."""
    own = [token for token in sentence.tokens if token.start not in quoted and token.pos not in {"PUNCT", "SPACE"}]
    subjects = [token.text.lower() for token in own if token.dep in {"nsubj", "nsubjpass"}]
    return not own or subjects == [pronoun]
