"""How a vote went: "by seven votes to four" here and "eight to five" there, "two thirds voted yes" and "40 percent no".

A result is told by both counts, by a share for or against, or as unanimous. Each bounds the share of those in favour
and of those against; two tellings of one vote differ where no vote could have gone both ways. That they are of one vote
is weighed by what their sentences share and by the number of those who voted: a board has its size.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from detente.evidence import Citation, DateRange
from detente.record import anchoring
from detente.record.clauses import Grammar, Syntax
from detente.record.disagreements.bounds import sentence_bounds
from detente.record.disagreements.claim_forms import clauses_of
from detente.record.disagreements.figures import is_part
from detente.record.disagreements.findings import Finding, Told
from detente.record.disagreements.kindred import stem
from detente.record.disagreements.matters import Matters, key_of
from detente.record.disagreements.neighbours import days_between
from detente.record.disagreements.questions import NEARBY
from detente.record.disagreements.voices import speaker_over
from detente.record.disagreements.wording import shortened
from detente.record.entries import Quantity
from detente.record.numerals import SMALL, TENS, number_word
from detente.record.reading import Gleaner, Reading, Sentence
from detente.record.stretches import beginning_in
from detente.record.wholes import whole_in
from detente.record.wordlists import words

__all__ = ["VOTES", "Vote", "find"]

ENOUGH = 1.6
"""What two sentences share, weighed by how rare it is, with what the sizes of two votes say."""
SAME_SIZE = 1.2
"""That as many voted here as there."""
SAME_SIDE = 0.8
"""That one of two counts is the same."""
LED = 0.5
"""What a word counts that leads up to both."""
MOST_APART = 1.5
"""By more than so many times two bodies differ in size, and one body's turnout does not."""
CLOSE_DAYS = 60
PERCENT = 100.0
EXACTLY = 0.006
"""By so much a share told in percent is rounded."""
NEARLY = 0.034
"""By so much a share told in fractions is rounded: "two thirds", "nine in ten"."""
IDLE = frozenset(map(stem, ("vote", "ballot", "majority", "margin", "percent", "approve", "reject", "accept", "board")))

CLAUSES = frozenset({"relcl", "acl", "advcl", "ccomp"})
NAMING = frozenset({"NOUN", "PROPN"})

WORDS = "|".join(sorted((*SMALL, *TENS), key=len, reverse=True))
NUMBER = rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d+|(?:{WORDS})(?:-(?:{WORDS}))?)"
VOTED = re.compile(
    r"\b(?:vot(?:e|es|ed|ing)|ballots?|split|divided|delegates|referendum|plebiscite|congress|approved|passed|adopted|"
    r"carried|rejected|defeated|endorsed|ratified|confirmed|accepted|ruled|found|held|decided|supported|backed|stood)\b",
    re.IGNORECASE,
)
BEHIND = (
    r"(?=\s*(?:[.,;:)”\"’—–]|$|\s(?:to|for|against|in|on|that|with|not|vote|margin|majority|decision|ruling|when|after|"
    r"last|yesterday|and|but|at|over)\b))"
)
"""What stands behind a bare result, and behind no span of days or percent."""
MARGINS = (
    rf"\b(?P<most>{NUMBER})\s+votes?\s+(?:to|against)\s+(?P<least>{NUMBER})\b",
    rf"\b(?P<most>{NUMBER})\s+to\s+(?P<least>{NUMBER})\s+votes\b",
    rf"\b(?:by|voted|vote|voting|split|divided)\s+(?:(?:a|an|it|just|only|vote|margin|majority|of|was)\s+){{0,4}}"
    rf"(?P<most>{NUMBER})(?:\s+to\s+|\s*[-–]\s*)(?P<least>{NUMBER}){BEHIND}",
    rf"\b(?:approved|passed|adopted|rejected|backed|endorsed|ratified|defeated|accepted|upheld|carried)"
    rf"(?:\s+(?!(?:aged|from|between|of|about|around|for|some|only)\b)[\w'’-]+){{1,6}}?,?\s+"
    rf"(?P<most>{NUMBER})(?:\s+to\s+|\s*[-–]\s*)(?P<least>{NUMBER}){BEHIND}",
    rf"\b(?P<most>{NUMBER})(?:[-–]to[-–]|\s*[-–]\s*)(?P<least>{NUMBER})\s+(?:vote|decision|ruling|majority|verdict|split)\b",
    rf"\b(?P<most>{NUMBER})(?:\s+[\w'’]+){{0,3}}?\s+(?:(?:had|have)\s+)?(?:voted|were|came\s+out)\s+(?:for|in\s+favou?r)\b"
    rf"[^.;]{{0,60}}?\s(?:and|while|with)\s+(?:only\s+)?(?P<least>{NUMBER})(?:\s+[\w'’]+){{0,3}}?\s+against\b",
    rf"\b(?P<most>{NUMBER})(?:\s+votes)?\s+(?:for|in\s+favou?r)(?:,|\s+and)\s+(?P<least>{NUMBER})\s+against\b",
)
MARGIN = [re.compile(form, re.IGNORECASE) for form in MARGINS]
SIDE = re.compile(
    r"\s*(?:of\s+(?:[\w'’-]+,?\s+){1,9}?)?(?:(?:had|have|has|were|was)\s+)?"
    r"(?P<did>(?:voted|marked|said|came\s+out|were|was)\s+(?:(?P<no>no|against)|yes|for|in\s+favou?r)"
    r"|(?P<turned>rejected|turned\s+down|opposed)|accepted|approved(?!\s+of)|endorsed)\b",
    re.IGNORECASE,
)
"""What a share of those who voted did, right behind it."""
CARRIED = re.compile(
    r"\b(?:(?P<no>rejected|turned\s+down|threw\s+out|defeated|voted\s+against)|approved|accepted|adopted|passed|endorsed|"
    r"backed|ratified|carried|voted\s+(?:for|in\s+favou?r\s+of|to))\b[^.;:]{0,90}?\b(?:by|with)\s+"
    r"(?:(?:a|an|the)\s+(?:[\w-]+\s+)?(?:majority|vote|margin)\s+of\s+)?(?:[\w-]+\s+){0,2}$",
    re.IGNORECASE,
)
"""How something was decided, right in front of the share."""
WON = re.compile(r"\b(?:carried|won|won\s+over|persuaded)\s+$", re.IGNORECASE)
MIGHT_VOTE = re.compile(r"\b(?:members|workers|citizens|residents|inhabitants|people|staff|voters|electorate|rolls)\b")
DID_VOTE = re.compile(r"\b(?:who\s+(?:had\s+)?(?:voted|took\s+part|cast)|present|voting|votes)\b")
VOTERS = re.compile(r"\s*of\s+(?:her|his|its|their|the)\s+(?:delegates|members|deputies|shareholders)\b", re.IGNORECASE)
AGREED = re.compile(
    r"\b(?:unanimous(?:ly)?|without\s+(?:a\s+)?(?:dissent|dissenting\s+vote|vote\s+against)"
    r"|all\s+(?:(?:of\s+)?(?:the|its)\s+)?(?:[\w-]+\s+){1,5}?(?:had\s+|have\s+)?voted\s+(?:for|against|in\s+favou?r|yes|no))\b",
    re.IGNORECASE,
)
ASKED = re.compile(
    r"\b(?:polls?|polled|pollsters?|surveys?|surveyed|asked|respondents|points?|"
    r"would|could|might|(?-i:may)|if|whether|expects?|expected|likely|needs?|needed|requires?|required|must|unless|should|shall)\b",
    re.IGNORECASE,
)
"""What makes a share one of an opinion poll, or of a vote to come."""
BODY = re.compile(
    r"\b(?:delegates|members|judges|board|council|councillors|parliament|assembly|senate|senators|house|chamber|committee|"
    r"commission|executive|court|bench|jury|jurors|panel|shareholders|cabinet|ministers|deputies|congress|union|citizens|"
    r"residents|workers|nurses|teachers|drivers|doctors|pilots)\b",
    re.IGNORECASE,
)
WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", re.IGNORECASE)
OTHER = re.compile(
    r"\b(?:first|second|third|fourth|another|other|earlier|previous|separate)\s+(?:votes?|ballot|point|round|reading|motion|"
    r"question|count|amendment|item|resolution|attempt|referendum)\b",
    re.IGNORECASE,
)
"""What tells one of several votes from the others."""
REJECTING = re.compile(
    r"\b(?:against|reject|rejected|defeated|turned\s+down|threw\s+out|refused|not\s+to)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """A result.

    `ayes` and `noes` bound the shares of those in favour and of those against. `counts` are the larger and the smaller
    number where both are told, `voters` is how many voted where that is known, `of_all` marks a share of all who might
    vote and not of the votes cast, `bodies` are the words for those who voted, `about` those for what they voted on,
    and `speaker` is who says so.
    """

    ayes: tuple[float, float]
    noes: tuple[float, float]
    counts: tuple[float, ...]
    voters: float
    of_all: bool
    speaker: str
    bodies: frozenset[str]
    about: frozenset[str]
    when: DateRange
    dated: bool
    published: DateRange
    place: Citation
    clause: Citation
    document: str


def votes_in(reading: Reading) -> Iterator[Vote]:
    """The results of votes that an article tells."""
    text, before = reading.document.text, ""
    for sentence in clauses_of(reading):
        told = text[sentence.start : sentence.end]
        if VOTED.search(told) or VOTED.search(before):
            found = margin_in(reading, sentence) or share_in(reading, sentence) or agreed_in(reading, sentence)
            if found is not None:
                yield replace(found, bodies=bodies_in(told) or bodies_in(before))
        before = told


VOTES = Gleaner("votes", Vote, votes_in)


def margin_in(reading: Reading, sentence: Sentence) -> Vote | None:
    """The result that a sentence tells by both counts."""
    told = reading.document.text[sentence.start : sentence.end]
    if not VOTED.search(told):
        return None
    for match in (found for form in MARGIN for found in form.finditer(told)):
        most, least = (number_word(match[side].casefold()) for side in ("most", "least"))
        if most is None or least is None or not most + least or ASKED.search(told[: match.start()]):
            continue
        share = most / (most + least)
        if REJECTING.search(told[: match.end()].partition(match["least"])[0]) and "for" not in match[0]:
            share = 1 - share
        counts = (max(most, least), min(most, least))
        return vote(
            reading,
            sentence,
            match.start("most"),
            match.end(),
            ayes=(share, share),
            noes=(1 - share, 1 - share),
            counts=counts,
            voters=most + least,
        )
    return None


def share_in(reading: Reading, sentence: Sentence) -> Vote | None:
    """The result that a sentence tells by the share of one side."""
    text = reading.document.text
    if ASKED.search(text, sentence.start, sentence.end):
        return None
    for quantity in beginning_in(reading.gleaned.get("quantities", ()), sentence.start, sentence.end):
        start, end = quantity.citation.span.start, quantity.citation.span.end
        bounds, voters = share_of(quantity)
        side = side_of(text[sentence.start : start], text[end : sentence.end], quantity.citation.quote)
        if bounds is not None and side is not None:
            other = (0.0, 1 - bounds[0])
            ayes, noes = (other, bounds) if side == "no" else (bounds, other)
            begins, ends = start - sentence.start, end - sentence.start
            found = vote(reading, sentence, begins, ends, ayes=ayes, noes=noes, counts=(), voters=voters)
            return replace(found, of_all=is_of_all(text[start : sentence.end]))
    return None


def is_of_all(words: str) -> bool:
    """Whether the words from a share on tell it of all who might vote: "half of the members voted for it"."""
    told = words[: side.start("did")] if (side := SIDE.search(words)) is not None else words
    return MIGHT_VOTE.search(told) is not None and DID_VOTE.search(told) is None


def share_of(quantity: Quantity) -> tuple[tuple[float, float] | None, float]:
    """(the share from and to, the number of all where it is told)."""
    share = quantity.unit == "percent"
    whole = whole_in(quantity.citation.quote) if not quantity.unit and is_part(quantity) else None
    if not share and (not whole or quantity.value > whole):
        return None, 0.0
    of, quote = PERCENT if share else whole or 1.0, quantity.citation.quote
    exact = not share or "%" in quote or "cent" in quote
    rounded = EXACTLY if exact else NEARLY
    least = most = quantity.value
    if quantity.least is not None and (exact or not quantity.least or quantity.most is None):
        least, most = quantity.least, of if quantity.most is None else quantity.most
    return (least / of - rounded, most / of + rounded), 0.0 if share else of


def side_of(before: str, behind: str, quote: str) -> str | None:
    """Whether a share is told of those in favour ("yes") or against ("no"); None where it is of no vote."""
    if (match := SIDE.match(behind)) is not None:
        return "no" if match["no"] or match["turned"] else "yes"
    if (match := CARRIED.search(before)) is not None:
        return "no" if match["no"] else "yes"
    return "yes" if WON.search(before) and (VOTERS.match(behind) or VOTERS.search(quote)) else None


def agreed_in(reading: Reading, sentence: Sentence) -> Vote | None:
    """The result of a vote without a voice against."""
    told = reading.document.text[sentence.start : sentence.end]
    match = AGREED.search(told)
    if match is None or ASKED.search(told) or not VOTED.search(told):
        return None
    ayes, noes = (1.0, 1.0), (0.0, 0.0)
    return vote(reading, sentence, match.start(), match.end(), ayes=ayes, noes=noes, counts=(), voters=0.0)


def vote(
    reading: Reading,
    sentence: Sentence,
    start: int,
    end: int,
    *,
    ayes: tuple[float, float],
    noes: tuple[float, float],
    counts: tuple[float, ...],
    voters: float,
) -> Vote:
    """The result with its places, its day and who tells it."""
    begins = sentence.start + start
    syntax = reading.once(Grammar).of(sentence)
    at = next((i for i, token in enumerate(syntax.tokens) if token.start >= begins), 0)
    decided = decided_at(syntax, begins)
    return Vote(
        ayes=ayes,
        noes=noes,
        counts=counts,
        voters=voters,
        of_all=False,
        speaker=speaker_over(syntax, at) if syntax.tokens else "",
        bodies=frozenset(),
        about=about_of(syntax, decided),
        when=anchoring.when(sentence, decided, reading),
        dated=anchoring.in_clause(sentence, decided, reading) is not None,
        published=reading.published,
        place=reading.document.cite(begins, sentence.start + end),
        clause=reading.document.cite(*sentence_bounds(reading, sentence)),
        document=reading.document.id,
    )


def bodies_in(told: str) -> frozenset[str]:
    """The words for those who vote."""
    return frozenset(stem(word.casefold()) for word in BODY.findall(told))


def decided_at(syntax: Syntax, place: int) -> int:
    """Where the verb stands under which a result is told, whose day is that of the vote."""
    found = [t.start for t in syntax.tokens if t.pos == "VERB" and VOTED.fullmatch(t.text)]
    return min(found, key=lambda start: abs(start - place), default=place)


def about_of(syntax: Syntax, place: int) -> frozenset[str]:
    """The nouns for what was voted on; none where a word stands for it that may mean anything."""
    at = next((i for i, token in enumerate(syntax.tokens) if token.start == place), None)
    heads = syntax.child(at, "dobj", "nsubjpass") if at is not None and syntax.parsed else []
    if not heads or any(syntax.tokens[i].pos != "NOUN" or tells_no_matter(syntax, i) for i in heads):
        return frozenset()
    nouns = (i for head in heads for i in syntax.subtree(head, without=CLAUSES) if syntax.tokens[i].pos in NAMING)
    return frozenset(stem(syntax.lemma(i)) for i in nouns)


def tells_no_matter(syntax: Syntax, at: int) -> bool:
    """Whether a noun may stand for anything voted on, or is a share, or who votes ("carried 64 percent of them")."""
    word = syntax.lemma(at)
    return word in words("figures", "generic", "anything") or stem(word) in IDLE or BODY.fullmatch(word) is not None


def find(readings: Sequence[Reading], matters: Matters) -> Iterator[Finding]:
    """The pairs of results that are told of one vote and cannot both be."""
    told = [found for reading in readings for found in VOTES.of(reading)]
    beside: dict[str, list[Vote]] = {}
    for found in told:
        beside.setdefault(found.document, []).append(found)
    for a, b in matters.pairs(told, lambda found: found.clause, marks):
        if can_be_one_result(a, b) or not may_be_one_vote(a, b):
            continue
        if is_told_elsewhere(a, b, beside[b.document]) or is_told_elsewhere(b, a, beside[a.document]):
            continue
        if likeness(a, b, matters) >= ENOUGH:
            yield finding(a, b)


def marks(found: Vote) -> frozenset[str]:
    """What else may bring two results together: how many voted."""
    return frozenset({f"v:{found.voters:g}"} if found.voters else ())


def can_be_one_result(a: Vote, b: Vote) -> bool:
    """Whether two tellings leave room for one result; what is told by both counts may have been told of either side."""
    if a.counts and b.counts:
        return a.counts == b.counts
    if a.of_all != b.of_all:
        a, b = of_those_voting(a), of_those_voting(b)
    as_told = meet(a.ayes, b.ayes) and meet(a.noes, b.noes)
    turned = bool(a.counts or b.counts) and meet(a.ayes, b.noes) and meet(a.noes, b.ayes)
    return as_told or turned


def of_those_voting(found: Vote) -> Vote:
    """A share of all who might vote as one of those who did: it can only be larger."""
    if not found.of_all:
        return found
    ayes, noes = ((least, 1.0 if least > 0 else most) for least, most in (found.ayes, found.noes))
    return replace(found, ayes=ayes, noes=noes)


def meet(a: tuple[float, float], b: tuple[float, float]) -> bool:
    """Whether two bounds overlap, as far as shares are rounded."""
    return max(a[0], b[0]) <= min(a[1], b[1]) + EXACTLY


def may_be_one_vote(a: Vote, b: Vote) -> bool:
    """Whether nothing makes two votes of two results: their days, what was voted on, the size of the body."""
    if a.document == b.document and not are_two_voices(a, b):
        return False
    apart = days_between(a.published, b.published)
    if (apart or 0) > CLOSE_DAYS or are_of_two_days(a, b):
        return False
    if OTHER.search(a.clause.quote) or OTHER.search(b.clause.quote):
        return False
    if a.about and b.about and not a.about & b.about:
        return False
    return not (a.voters and b.voters) or max(a.voters, b.voters) <= MOST_APART * min(a.voters, b.voters)


def are_of_two_days(a: Vote, b: Vote) -> bool:
    """Whether two results are dated apart, and not by one name of a day ("a wet Tuesday", told weeks later)."""
    if not (is_dated(a) and is_dated(b)) or a.when.overlaps(b.when):
        return False
    names = [found.group().casefold() if (found := WEEKDAY.search(one.when.phrase)) else "" for one in (a, b)]
    return not names[0] or names[0] != names[1]


def is_dated(found: Vote) -> bool:
    """Whether a result has a date that is no term set by the vote: "put off until 16 June"."""
    begins, told = found.when.earliest, found.published.latest
    return found.dated and not (begins is not None and told is not None and begins > told)


def are_two_voices(a: Vote, b: Vote) -> bool:
    """Whether one article gives two results by two voices, near each other."""
    near = abs(a.clause.span.start - b.clause.span.start) <= NEARBY
    return near and a.clause != b.clause and bool(a.speaker and b.speaker) and a.speaker != b.speaker


def is_told_elsewhere(a: Vote, b: Vote, beside: Sequence[Vote]) -> bool:
    """Whether the article of `b` gives a result that can be that of `a` as well: then `b` is of another vote."""
    return a.document != b.document and any(can_be_one_result(a, other) for other in beside if other is not b)


def likeness(a: Vote, b: Vote, matters: Matters) -> float:
    """How much speaks for it that two results are of one vote."""
    one, other = key_of(a.clause), key_of(b.clause)
    alike = matters.ties(one, other, frozenset(), frozenset(), IDLE)
    if a.counts and b.counts and set(a.counts) & set(b.counts):
        alike += SAME_SIDE
    if a.voters and a.voters == b.voters:
        alike += SAME_SIZE
    if a.document == b.document or (is_dated(a) and is_dated(b)):
        alike += SAME_SIDE
    if a.bodies and b.bodies:
        alike += SAME_SIDE if a.bodies & b.bodies else -SAME_SIDE
    return alike + LED * matters.shared(matters.leading_to(one) - IDLE, matters.leading_to(other) - IDLE)


def finding(a: Vote, b: Vote) -> Finding:
    """The finding for two results of one vote."""
    return Finding(
        key=("vote", *sorted(f"{one.document} {one.clause.span.start}" for one in (a, b))),
        question=f"How did the vote go, “{shortened(a.clause.quote)}”?",
        kind="numeric",
        verdict="conflict",
        severity="major",
        accounts=(Told(value(a), (a.clause,)), Told(value(b), (b.clause,))),
        why=f"{shares(a)}, {shares(b)}: no vote can have gone both ways",
    )


def value(found: Vote) -> str:
    """A result as the text words it."""
    return " ".join(found.place.quote.split())


def shares(found: Vote) -> str:
    """A result by its shares."""
    least, most = found.ayes
    if least > 0:
        return f"“{value(found)}” is {(least + min(most, 1.0)) / 2:.0%} in favour"
    return f"“{value(found)}” is {sum(found.noes) / 2:.0%} against"
