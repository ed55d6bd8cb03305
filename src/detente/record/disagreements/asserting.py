"""What articles assert and deny, clause by clause: what denials and days are looked for among."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from detente.record.clauses import ENDED, Grammar
from detente.record.disagreements.claim_forms import claimed_in, claims, may_deny
from detente.record.disagreements.claims import Claim, denies
from detente.record.disagreements.senses import entailed, root
from detente.record.participants import Cast
from detente.record.reading import Gleaner, Reading, Sentence

__all__ = ["ASSERTED", "DENIED", "HEADLINED", "HOLDING", "HURTING", "TELLINGS", "Telling"]

HOLDING = frozenset(map(root, ("include", "contain", "involve", "provide", "require", "carry", "own")))
"""What one can do to many things at once: that this is not included says nothing of that."""
HEADS = frozenset({"ROOT", "conj", "ccomp"})
"""What a headline tells, not what it tells it with."""
TELLING = frozenset({"tell", "say", "speak", "talk", "explain"})
ENDINGS = (".", ".”", '."', ".’", ".'", "!")
"""What a headline does not end with."""
HURTING = frozenset({"injure"})
"""That nobody was hurt is said of one occasion, and held against the hurt of it (`injuries`)."""
INVOLVED = frozenset({"use"})
"""What is done with whatever anything is done to: where none was used, none was fired, thrown or driven."""


@dataclass(frozen=True, slots=True)
class Telling:
    """By what an assertion is found: its word, its senses and those that follow from them, all it is about, and where
    its sentence begins."""

    word: str
    senses: tuple[str, ...]
    things: tuple[str, ...]
    start: int


def asserted_in(reading: Reading) -> Iterator[Claim]:
    """The claims that an article asserts, or tells as planned."""
    for told in reading.once(claimed_in):
        yield from (claim for _, claim in told.claims if not denies(claim))


def tellings_in(reading: Reading) -> Iterator[Telling]:
    """By what each assertion of an article is found, in their order."""
    for claim in ASSERTED.of(reading):
        things = claim.undergoers | claim.matter | claim.agents
        handled = (
            INVOLVED
            if not claim.senses & HOLDING and any(not x.startswith("a:") for x in claim.undergoers)
            else frozenset()
        )
        senses = tuple(sorted(entailed(claim.senses) | handled))
        yield Telling(claim.word, senses, tuple(sorted(things)), claim.clause.span.start)


ASSERTED = Gleaner("asserted", Claim, asserted_in)
TELLINGS = Gleaner("tellings", Telling, tellings_in)


def denied_in(reading: Reading) -> Iterator[Claim]:
    """The claims that an article denies."""
    for told in reading.once(claimed_in):
        denied = [claim for _, claim in told.claims if denies(claim) and claim.cue != ENDED]
        if denied and may_deny(told.syntax.sentence):
            yield from (claim for claim in denied if claim.undergoers or claim.senses != HURTING)


def headlined_in(reading: Reading) -> Iterator[Claim]:
    """The claims that an article's headline asserts."""
    cast, grammar = Cast(reading), reading.once(Grammar)
    for sentence in headlines_of(reading):
        heads = {token.start for token in sentence.tokens if token.dep in HEADS}
        for _, claim in claims(grammar.of(sentence), cast):
            if not denies(claim) and claim.trigger.span.start in heads and claim.word not in TELLING:
                yield replace(claim, headline=True)


def headlines_of(reading: Reading) -> Iterator[Sentence]:
    """The sentences of the headline, by the kind of their passage or as the title."""
    text, title = reading.document.text, reading.document.title
    above = True
    for sentence in reading.sentences:
        told = text[sentence.start : sentence.end].strip()
        above = above and not told.endswith(ENDINGS)
        if (sentence.passage.kind == "headline" or told == title or above) and not told.endswith("?"):
            yield sentence


HEADLINED = Gleaner("headlined", Claim, headlined_in)
DENIED = Gleaner("denied", Claim, denied_in)
