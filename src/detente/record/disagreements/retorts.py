"""Claims that the text itself says are contested: "denied a claim by A that …", "reports that … are untrue".

Here nothing has to be recognised as the same: one sentence gives the claim and who contests it, or an accusation is
answered in the same breath by whom it accuses. Whoever made an accusation need not be named;
what is only called a report or a rumour stands against its denial where a party is named for it.
"""

import re
from collections.abc import Iterator
from itertools import zip_longest

from detente.evidence import Citation
from detente.record.disagreements.findings import Finding, Told
from detente.record.disagreements.wording import shortened
from detente.record.participants import Cast, root_of
from detente.record.reading import Gleaner, Reading, Sentence

__all__ = ["RETORTS"]

CLAIM = r"(?:claim|accusation|allegation|report|charge|suggestion|assertion|rumou?r|insinuation|notion|theory)s?"
DENIES = (
    r"(?:den(?:y|ies|ied|ying)|disput(?:es?|ed|ing)|reject(?:s|ed|ing)?|dismiss(?:es|ed|ing)?|refut(?:es?|ed|ing)|"
    r"rebut(?:s|ted)?|rebuff(?:s|ed)?|contradict(?:s|ed)?|brush(?:es|ed)? aside)"
)
FALSE = (
    r"(?:untrue|false|unfounded|baseless|groundless|wrong|fabricat\w+|invented|nonsense|(?:a )?lies?|incorrect|"
    r"inaccurate|without foundation|malicious|absurd)"
)
MADE_BY = r"(?:\s+(?:by|from|of|in)\s+(?P<who>[^,.;:“”\"]{2,60}?))?"
OBJECT = re.compile(
    rf"\b{DENIES}\s+(?:as\s+\w+\s+)?(?:(?:the|a|an|any|all|such|these|those|[\w-]+['’]s?)\s+)?(?:[\w-]+\s+){{0,2}}?{CLAIM}"
    rf"{MADE_BY}\s+that\s+(?P<claim>[^.;:“”\"]{{8,240}})",
    re.IGNORECASE,
)
PREDICATE = re.compile(
    rf"\b{CLAIM}{MADE_BY}\s+that\s+(?P<claim>[^.;:“”\"]{{8,240}}?)\s+(?:is|are|was|were)\s+(?:[\w-]+\s+){{0,2}}?"
    rf"(?:{FALSE}|{DENIES})\b",
    re.IGNORECASE,
)
ACCUSES = re.compile(
    r"\baccus(?:es?|ed|ing)\s+(?P<whom>[^,.;:“”\"]{2,60}?)\s+of\s+(?P<claim>[^.;:]{8,240})", re.IGNORECASE
)
RETORT = re.compile(
    rf"\b(?P<denial>{DENIES}|(?:said|says|insist(?:s|ed)|maintain(?:s|ed)|repl(?:ies|ied))\s+(?:that\s+)?"
    r"(?:it|he|she|they)\s+(?:\w+\s+){0,2}?(?:not|never|no)\b)",
    re.IGNORECASE,
)
WISH = re.compile(r"\b(?:should|must|ought|needs? to)\b", re.IGNORECASE)
"""What is to be is no fact to be denied."""

REPORTED = re.compile(r"\b(?:report|suggestion|rumou?r|notion|theory)s?\b", re.IGNORECASE)
"""What is told by nobody in particular."""
FEWEST = 3
"""Words of the shortest claim: "it was safe"."""


def retorts(reading: Reading) -> Iterator[Finding]:
    """The contested claims of one article, in order."""
    cast = Cast(reading)
    bodies = [s for s in reading.sentences if s.passage.kind == "body"]
    for sentence in bodies:
        text = reading.document.text[sentence.start : sentence.end]
        for pattern in (OBJECT, PREDICATE):
            if (
                (match := pattern.search(text)) is not None
                and _tells(match["claim"])
                and _is_somebodys(cast, sentence, match)
            ):
                yield _finding(_cited(reading, sentence, match), _whole(reading, sentence), "which is denied")
                break
    for sentence, following in zip_longest(bodies, bodies[1:]):  # one with no body has nothing to answer
        yield from _answered(cast, sentence, following)


def _tells(claim: str) -> bool:
    """Whether a claim says something that is so or not so, and is no wish or the head of what the pattern cut short."""
    return not WISH.search(claim) and len(claim.split()) >= FEWEST


def _is_somebodys(cast: Cast, sentence: Sentence, match: re.Match[str]) -> bool:
    """Whether a claim has a side: it is called an accusation, or a party is named for it. A denied report is nobody's,
    unless another article asserts the same."""
    start, end = sentence.start + match.start(), sentence.start + match.start("claim")
    told = cast.reading.document.text[start:end]
    return REPORTED.search(told) is None or bool(cast.mentions_within(start, end))


RETORTS = Gleaner("retorts", Finding, retorts)


def _answered(cast: Cast, sentence: Sentence, following: Sentence | None) -> Iterator[Finding]:
    """An accusation that whoever is accused denies, behind it in its sentence or in the next of the paragraph."""
    reading = cast.reading
    text = reading.document.text
    match = ACCUSES.search(text[sentence.start : sentence.end])
    if match is None:
        return
    accused = {
        root_of(m.actor, reading)
        for m in cast.mentions_within(sentence.start + match.start("whom"), sentence.start + match.end("whom"))
    }
    behind = sentence.start + match.end()
    ahead = [
        (behind + len(text[behind : sentence.end]) - len(text[behind : sentence.end].lstrip(" ;:,")), sentence.end)
    ]
    if following is not None and following.passage == sentence.passage:
        ahead.append((following.start, following.end))
    for start, end in ahead:
        answer = RETORT.search(text, start, end)
        if answer is not None and _speaks(cast, accused, start, answer.start()):
            yield _finding(
                _cited(reading, sentence, match), reading.document.cite(start, end), "which the accused denies"
            )
            return


def _speaks(cast: Cast, accused: set[str], start: int, end: int) -> bool:
    """Whether the words before a denial name one of the accused."""
    return any(root_of(m.actor, cast.reading) in accused for m in cast.mentions_within(start, end))


def _cited(reading: Reading, sentence: Sentence, match: re.Match[str]) -> Citation:
    """Where the claim stands, without what trails behind it."""
    start, end = match.span("claim")
    while end > start and match.string[end - 1] in " ,;:–—-”\"’'":
        end -= 1
    return reading.document.cite(sentence.start + start, sentence.start + end)


def _whole(reading: Reading, sentence: Sentence) -> Citation:
    return reading.document.cite(sentence.start, sentence.end)


def _finding(claim: Citation, denial: Citation, why: str) -> Finding:
    """The finding for a claim and its denial."""
    return Finding(
        key=("retort", claim.span.document, str(claim.span.start)),
        question=f"Is it so, or not so, “{shortened(claim.quote)}”?",
        kind="polarity",
        verdict="conflict",
        severity="major",
        accounts=(Told("yes", (claim,)), Told("no", (denial,))),
        why=f"the article itself tells of a claim, {why}",
    )
