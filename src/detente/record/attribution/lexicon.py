"""The words that report: verbs by what they take, nouns, adjectives, and the texts and media that can speak."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from detente.record.lexicons import sections

__all__ = ["Cues", "cues"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cues:
    """Reporting words by lemma.

    `verbs` maps a verb to the frames of every list it stands in (see the head of the lexicon); `prepositional` a verb
    to the words behind it that make it report; `phrasal` a verb to the words that make the two a verb of speech.
    """

    verbs: Mapping[str, tuple[str, ...]]
    prepositional: Mapping[str, frozenset[str]]
    phrasal: Mapping[str, frozenset[str]]
    light: frozenset[str]
    nouns: frozenset[str]
    adjectives: frozenset[str]
    texts: frozenset[str]
    media: frozenset[str]
    people: frozenset[str]
    unreported: frozenset[str]

    def takes(self, lemma: str, frame: str) -> bool:
        """Whether a verb takes a frame: q a quotation, c a clause, i an infinitive, n a noun phrase, g a gerund."""
        return any(frame in code for code in self.verbs.get(lemma, ()))

    def addresses(self, lemma: str) -> bool:
        """Whether a verb's object can be the hearer."""
        return self.takes(lemma, "h")

    def reports_speech(self, lemma: str) -> bool:
        """Whether a verb can stand beside a quotation."""
        return self.takes(lemma, "q")


@cache
def cues() -> Cues:
    """The lexicon."""
    verbs: dict[str, list[str]] = {}
    prepositional: dict[str, set[str]] = {}
    phrasal: dict[str, set[str]] = {}
    plain: dict[str, set[str]] = {}
    for heading, held in sections("cues.txt"):
        if heading.startswith("verbs ") and heading != "verbs qc+":
            for word in (word for line in held for word in line.split()):
                verbs.setdefault(word, []).append(heading.removeprefix("verbs "))
        elif heading == "verbs qc+":
            for line in held:
                verb, _, behind = line.partition(" ")
                phrasal.setdefault(verb, set()).add(behind)
        elif heading == "prepositional verbs":
            for line in held:
                verb, _, behind = line.partition(" ")
                prepositional.setdefault(verb, set()).add(behind)
        else:
            plain.setdefault(heading, set()).update(word for line in held for word in line.split())
    return Cues(
        verbs={verb: tuple(frames) for verb, frames in sorted(verbs.items())},
        prepositional={verb: frozenset(behind) for verb, behind in sorted(prepositional.items())},
        phrasal={verb: frozenset(behind) for verb, behind in sorted(phrasal.items())},
        light=frozenset(plain["light verbs"]),
        nouns=frozenset(plain["nouns"]),
        adjectives=frozenset(plain["adjectives"]),
        texts=frozenset(plain["texts"]),
        media=frozenset(plain["media"]),
        people=frozenset(plain["people"]),
        unreported=frozenset(plain["unreported"]),
    )
