"""Counts against ordinals: "met 22 times this year" beside "their 25th summit", and ordinals out of sequence."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypedDict

from detente.evidence import UNKNOWN, Citation, DateRange
from detente.record import anchoring
from detente.record.clauses import Grammar, Syntax
from detente.record.disagreements.bounds import sentence_bounds
from detente.record.disagreements.findings import Finding, Told
from detente.record.disagreements.senses import senses_at
from detente.record.disagreements.wording import ordinal as nth
from detente.record.disagreements.wording import plural
from detente.record.entries import ActorId, Quantity
from detente.record.numerals import ordinal_value
from detente.record.participants import Cast, root_of
from detente.record.reading import Gleaner, Reading, Sentence
from detente.record.wordlists import words_by_kind

__all__ = ["APPOSED_ORDINALS", "COUNTS", "ORDINALS", "find"]

SHARE = 0.5
MANY = 10
MONTH = 31
OF_SERIES = frozenset("round talk meeting negotiation session summit time visit vote last latest country side".split())
SHORT = frozenset({"day", "week", "month"})
SERIES = frozenset({"meeting", "visit", "vote", "attack", "refusal", "offer"})
APPOSED = re.compile(r"\b(?P<noun>[A-Za-z]+), (?:their|the) (?P<ordinal>\d{1,4}(?:st|nd|rd|th)|[a-z]+th)\s*[,.;:)]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """ "The parties have met N times (this year)" or "their Nth meeting": who, what series, how many, by when.

    `vague` marks parties that are told as "the two countries" only, `known` are all parties of the article, `topic` the
    telling words of the sentence. `so_far` marks a count of all until its telling, `since` one that begins at a date.
    """

    number: int
    series: str
    parties: frozenset[ActorId]
    vague: bool
    known: frozenset[ActorId]
    topic: frozenset[str]
    so_far: bool
    since: bool
    period: DateRange | None
    at: DateRange
    published: DateRange
    citation: Citation
    clause: Citation
    document: str


def find(readings: Sequence[Reading]) -> Iterator[Finding]:
    """Tensions between a count of occasions and an ordinal, and conflicts between ordinals."""
    counts = [count for reading in readings for count in COUNTS.of(reading)]
    ordinals = [ordinal for reading in readings for ordinal in ORDINALS.of(reading)]
    ordinals += [ordinal for reading in readings for ordinal in APPOSED_ORDINALS.of(reading)]
    for count in counts:
        for ordinal in ordinals:
            if is_same_series(count, ordinal) and (why := arithmetic(count, ordinal)):
                yield finding(count, ordinal, why)
    for number, a in enumerate(ordinals):
        for b in ordinals[number + 1 :]:
            if is_same_series(a, b) and (why := out_of_order(a, b)):
                yield finding(a, b, why)


def counts_in(reading: Reading) -> Iterator[Count]:
    """How many occasions an article counts."""
    relevant = (q for q in reading.gleaned.get("quantities", ()) if q.unit == "times" or (not q.unit and series_of(q)))
    cast = Cast(reading)
    yield from (count for quantity in relevant if (count := counted(quantity, cast)))


def ordinals_in(reading: Reading) -> Iterator[Count]:
    """Which number an article gives an occasion."""
    relevant = (quantity for quantity in reading.gleaned.get("quantities", ()) if quantity.unit == "ordinal")
    cast = Cast(reading)
    yield from (ordinal for quantity in relevant if (ordinal := counted(quantity, cast)))


def counted(quantity: Quantity, cast: Cast) -> Count | None:
    """The occasions a quantity counts, when they are of a kind that parties have together."""
    reading = cast.reading
    sentence = sentence_at(reading, quantity.citation)
    series = series_of(quantity) or (series_by_verb(quantity, sentence) if sentence is not None else None)
    if series is None or sentence is None:
        return None
    syntax = reading.once(Grammar).of(sentence)
    perfect = any(
        token.lemma.lower() == "have" and token.dep == "aux" and token.tag != "VBD" for token in syntax.tokens
    )
    if not quantity.unit and not perfect:
        return None
    here = quantity.citation.span
    period = period_after(reading, here.end, sentence.end) if quantity.unit == "times" else None
    since = since_after(reading, here.end, sentence.end) if quantity.unit != "ordinal" else None
    return Count(
        number=int(quantity.value),
        series=series,
        period=period or since,
        at=anchoring.when(sentence, here.start, reading) if quantity.unit == "ordinal" else UNKNOWN,
        so_far=perfect and quantity.unit != "ordinal" and period is None,
        since=since is not None and period is None,
        citation=quantity.citation,
        **surroundings(syntax, cast),
    )


class Around(TypedDict):
    """What a count's sentence and article tell of its parties."""

    parties: frozenset[ActorId]
    vague: bool
    known: frozenset[ActorId]
    topic: frozenset[str]
    published: DateRange
    clause: Citation
    document: str


def surroundings(syntax: Syntax, cast: Cast) -> Around:
    """The parties, topic and clause of a count's sentence."""
    reading, sentence = cast.reading, syntax.sentence
    start, end = sentence_bounds(reading, sentence)
    named, vague = parties_near(syntax, cast)
    return Around(
        parties=frozenset(root_of(a, reading) for a in named),
        vague=vague,
        known=frozenset(root_of(m.actor, reading) for m in reading.mentions),
        topic=frozenset(
            token.lemma.lower()
            for token in syntax.tokens
            if token.pos in {"NOUN", "ADJ"}
            and token.lemma.lower() not in OF_SERIES
            and not cast.names(token.start)
            and not cast.is_date(token.start)
        ),
        published=reading.published,
        clause=reading.document.cite(start, end),
        document=reading.document.id,
    )


def apposed(cast: Cast) -> Iterator[Count]:
    """The ordinals that stand behind their occasion: "at that meeting, their 22nd, …"."""
    reading, nouns = cast.reading, words_by_kind("event_words", "nouns")
    for sentence in reading.sentences:
        start, end = sentence_bounds(reading, sentence)
        for match in APPOSED.finditer(reading.document.text, start, end):
            number, series = ordinal_value(match.group("ordinal").lower()), nouns.get(match.group("noun").lower())
            if number is None or series not in SERIES:
                continue
            yield Count(
                number=number,
                series=series,
                period=None,
                at=anchoring.when(sentence, match.start("noun"), reading),
                so_far=False,
                since=False,
                citation=reading.document.cite(*match.span("ordinal")),
                **surroundings(reading.once(Grammar).of(sentence), cast),
            )


COUNTS = Gleaner("counts", Count, counts_in)
ORDINALS = Gleaner("ordinals", Count, ordinals_in)
APPOSED_ORDINALS = Gleaner("apposed ordinals", Count, lambda reading: apposed(Cast(reading)))


def series_by_verb(quantity: Quantity, sentence: Sentence) -> str | None:
    """ "They sat down for the eighth time": the kind of the verb that was done so often."""
    if quantity.unit != "ordinal" or quantity.of != "time":
        return None
    syntax = Syntax(sentence)
    met = any(token.pos == "VERB" and "meet" in senses_at(syntax, at) for at, token in enumerate(syntax.tokens))
    return "meeting" if met else None


def series_of(quantity: Quantity) -> str | None:
    """The kind of occasion: meeting, visit, vote, … None for other things that are numbered."""
    nouns, verbs = words_by_kind("event_words", "nouns"), words_by_kind("event_words", "verbs")
    word = quantity.of.split()[-1] if quantity.of else ""
    kind = verbs.get(word) if quantity.unit == "times" else nouns.get(word)
    return kind if kind in SERIES else None


def sentence_at(reading: Reading, citation: Citation) -> Sentence | None:
    """The sentence a citation stands in."""
    return next((s for s in reading.sentences if s.start <= citation.span.start < s.end), None)


def parties_near(syntax: Syntax, cast: Cast) -> tuple[list[ActorId], bool]:
    """(who the occasions are of, whether they are told only as a pair): those named, else the pair spoken of."""
    found = [m.actor for m in cast.mentions_within(syntax.sentence.start, syntax.sentence.end)]
    vague = False
    for index, token in enumerate(syntax.tokens):
        if pair := cast.pair(syntax, index):
            found, vague = [*found, *pair], True
        if token.text.lower() == "pair" and token.dep in {"nsubj", "nsubjpass"}:
            found, vague = [*found, *cast.two_sides()], True
    if not found:
        found, vague = cast.two_sides(), True
    return list(dict.fromkeys(found)), vague


def since_after(reading: Reading, start: int, end: int) -> DateRange | None:
    """The time a count begins at ("eight rounds of talks since 2024"), when one follows it."""
    for expression in reading.dates:
        span = expression.citation.span
        before = reading.document.text[max(0, span.start - 6) : span.end].lower()
        if start <= span.start and span.end <= end and before.startswith("since"):
            return expression.when
    return None


def period_after(reading: Reading, start: int, end: int) -> DateRange | None:
    """The period a count is limited to ("this year"), when one follows it."""
    for expression in reading.dates:
        span = expression.citation.span
        if start <= span.start <= start + 12 and span.end <= end and expression.type != "SET":
            return expression.when
    return None


def is_same_series(a: Count, b: Count) -> bool:
    """Whether two counts are of occasions of one kind between the same parties, told by two articles or twice."""
    if a.series != b.series or a.citation == b.citation:
        return False
    shared = a.parties & b.parties
    if len(shared) >= 2 or len(a.topic & b.topic) >= 2:
        return True
    return bool(shared) and ((a.vague and b.parties <= a.known) or (b.vague and a.parties <= b.known))


def arithmetic(count: Count, ordinal: Count) -> str:
    """Why a count does not sit with an ordinal, in figures; "" where it does."""
    said, numbered = f"“{count.citation.quote}”", f"“{ordinal.citation.quote}”"
    if surely_after(ordinal, count) and ordinal.number <= count.number:
        return f"{said} came before {numbered}: the {nth(ordinal.number)} cannot follow {count.number} of them"
    if count.so_far and was_held(ordinal, count) and ordinal.number > count.number:
        if not count.since:
            return f"{said} so far cannot be, when {numbered} had been held"
        left = ordinal.number - count.number
        begun = count.period.phrase if count.period is not None else "then"
        is_many = count.number >= SHARE * ordinal.number
        return f"if {count.number} were held since {begun}, {left} are left for all the time before" if is_many else ""
    if count.since or count.period is None or count.number < SHARE * ordinal.number:
        return ""
    if not count.period.is_bounded:
        return in_undated_period(count, ordinal)
    return in_period(count, ordinal, count.period)


def was_held(ordinal: Count, count: Count) -> bool:
    """Whether a numbered occasion lies before a count was made, by its own date."""
    day, made = ordinal.at.latest, count.published.latest
    return bool(ordinal.at.phrase) and day is not None and made is not None and day <= made


def in_period(count: Count, ordinal: Count, period: DateRange) -> str:
    """The arithmetic of "22 times this year" against "their 25th"."""
    limit = period.phrase or "one period"
    if surely_after(count, ordinal):
        if not soon_after(count, ordinal):
            return ""
        left = ordinal.number - count.number
        return (
            f"if {count.number} fell within {limit}, the {nth(ordinal.number)} among them, "
            f"{ordinal.number} − {count.number} = {left} are left for all the time before"
        )
    left = ordinal.number - 1 - count.number
    if left < 0:
        return f"{count.number} within {limit} leave no room for an occasion that is only the {nth(ordinal.number)}"
    return (
        f"if {count.number} fell within {limit} and the {nth(ordinal.number)} came later, "
        f"{ordinal.number} − 1 − {count.number} = {left} are left for all the time before and between"
    )


def in_undated_period(count: Count, ordinal: Count) -> str:
    """The arithmetic of "22 times this month" where no year is known: very many for a period that short."""
    period = count.period
    if period is None or period.granularity not in SHORT or not MANY <= count.number <= ordinal.number:
        return ""
    left = ordinal.number - count.number
    return (
        f"if {count.number} fell within {period.phrase}, {ordinal.number} − {count.number} = {left} "
        f"are left for all other times up to the {nth(ordinal.number)}"
    )


def soon_after(count: Count, ordinal: Count) -> bool:
    """Whether the count was written within its own period of the ordinal's occasion."""
    day = ordinal.at.latest or ordinal.published.latest
    written = count.published.latest
    return day is not None and written is not None and count.period is not None and day.year == written.year


def surely_after(a: Count, b: Count) -> bool:
    """Whether what `a` tells is surely after `b` was written."""
    known = a.at.earliest or a.published.earliest
    return known is not None and b.published.latest is not None and known > b.published.latest


def out_of_order(a: Count, b: Count) -> str:
    """Why two ordinals cannot stand in their order in time; "" where they can."""
    if not (a.at.is_bounded and b.at.is_bounded):
        return ""
    if a.at.overlaps(b.at):
        return at_one_time(a, b)
    first, second = (a, b) if (a.at.latest and b.at.earliest and a.at.latest < b.at.earliest) else (b, a)
    if first.number < second.number:
        return ""
    return f"the {nth(first.number)} is dated before the {nth(second.number)}: ordinals must rise with time"


def at_one_time(a: Count, b: Count) -> str:
    """Why two ordinals of the same days cannot both be right; "" where there may have been two occasions."""
    widths = [c.at.width.days for c in (a, b) if c.at.phrase and c.at.width is not None]
    if a.document == b.document or len(widths) < 2 or max(widths) > MONTH:
        return ""
    apart = abs(a.number - b.number)
    if not apart or (apart == 1 and max(widths) > 0):
        return ""
    return f"{nth(a.number)} and {nth(b.number)} cannot both be right of {a.at.phrase}"


def finding(a: Count, b: Count, why: str) -> Finding:
    """The finding for two counts that do not sit together."""
    impossible = "cannot" in why or "no room" in why or "must rise" in why
    return Finding(
        key=("occasions", a.series, *sorted(a.parties & b.parties)),
        question=f"How many {plural(a.series)} have there been?",
        kind="numeric",
        verdict="conflict" if impossible else "tension",
        severity="moderate",
        accounts=(Told(a.citation.quote, (a.clause,)), Told(b.citation.quote, (b.clause,))),
        why=why,
    )
