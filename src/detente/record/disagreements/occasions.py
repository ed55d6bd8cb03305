"""Counts against ordinals: "met 22 times this year" beside "their 25th summit", and ordinals out of sequence."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from detente.evidence import UNKNOWN, Citation, DateRange
from detente.record import anchoring
from detente.record.clauses import Syntax
from detente.record.disagreements.figures import sentence_bounds
from detente.record.disagreements.findings import Finding, Told
from detente.record.disagreements.wording import ordinal as nth
from detente.record.disagreements.wording import plural
from detente.record.entries import ActorId, Quantity
from detente.record.extractors.quantities import ordinal_value
from detente.record.participants import Cast, root_of
from detente.record.reading import Reading, Sentence
from detente.record.wordlists import words_by_kind

__all__ = ["find"]

SHARE = 0.5
MANY = 10
SHORT = frozenset({"day", "week", "month"})
SERIES = frozenset({"meeting", "visit", "vote", "attack", "refusal", "offer"})
APPOSED = re.compile(r"\b(?P<noun>[A-Za-z]+), (?:their|the) (?P<ordinal>\d{1,4}(?:st|nd|rd|th)|[a-z]+th)\s*[,.;:)]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """ "The parties have met N times (this year)" or "their Nth meeting": who, what series, how many, by when."""

    number: int
    series: str
    parties: frozenset[ActorId]
    period: DateRange | None
    at: DateRange
    published: DateRange
    citation: Citation
    clause: Citation
    document: str


def find(readings: Sequence[Reading], quantities: Sequence[Quantity]) -> Iterator[Finding]:
    """Tensions between a count of occasions and an ordinal, and conflicts between ordinals."""
    by_document = {reading.document.id: reading for reading in readings}
    casts = {document: Cast(reading) for document, reading in by_document.items()}
    relevant = [q for q in quantities if q.unit in {"times", "ordinal"}]
    counts = [c for q in relevant if q.unit == "times" and (c := counted(q, casts[q.citation.span.document]))]
    ordinals = [o for q in relevant if q.unit == "ordinal" and (o := counted(q, casts[q.citation.span.document]))]
    ordinals += [o for reading in readings for o in apposed(casts[reading.document.id])]
    for count in counts:
        for ordinal in ordinals:
            if is_same_series(count, ordinal) and (why := arithmetic(count, ordinal)):
                yield finding(count, ordinal, why)
    for number, a in enumerate(ordinals):
        for b in ordinals[number + 1 :]:
            if is_same_series(a, b) and (why := out_of_order(a, b)):
                yield finding(a, b, why)


def counted(quantity: Quantity, cast: Cast) -> Count | None:
    """The occasions a quantity counts, when they are of a kind that parties have together."""
    reading = cast.reading
    series = series_of(quantity)
    sentence = sentence_at(reading, quantity.citation)
    if series is None or sentence is None:
        return None
    here = quantity.citation.span
    parties = frozenset(root_of(a, reading) for a in parties_near(sentence, cast))
    start, end = sentence_bounds(reading, sentence)
    return Count(
        number=int(quantity.value),
        series=series,
        parties=parties,
        period=period_after(reading, here.end, sentence.end) if quantity.unit == "times" else None,
        at=anchoring.when(sentence, here.start, reading) if quantity.unit == "ordinal" else UNKNOWN,
        published=reading.published,
        citation=quantity.citation,
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
                parties=frozenset(root_of(a, reading) for a in parties_near(sentence, cast)),
                period=None,
                at=anchoring.when(sentence, match.start("noun"), reading),
                published=reading.published,
                citation=reading.document.cite(*match.span("ordinal")),
                clause=reading.document.cite(start, end),
                document=reading.document.id,
            )


def series_of(quantity: Quantity) -> str | None:
    """The kind of occasion: meeting, visit, vote, … None for other things that are numbered."""
    nouns, verbs = words_by_kind("event_words", "nouns"), words_by_kind("event_words", "verbs")
    word = quantity.of.split()[-1] if quantity.of else ""
    kind = nouns.get(word) if quantity.unit == "ordinal" else verbs.get(word)
    return kind if kind in SERIES else None


def sentence_at(reading: Reading, citation: Citation) -> Sentence | None:
    """The sentence a citation stands in."""
    return next((s for s in reading.sentences if s.start <= citation.span.start < s.end), None)


def parties_near(sentence: Sentence, cast: Cast) -> list[ActorId]:
    """Who the occasions are of: the actors the sentence names, else the pair the text has been speaking of."""
    syntax = Syntax(sentence)
    found = [m.actor for m in cast.mentions_within(sentence.start, sentence.end)]
    for index, token in enumerate(syntax.tokens):
        found += cast.pair(syntax, index)
        if token.text.lower() == "pair" and token.dep in {"nsubj", "nsubjpass"}:
            found += cast.two_sides()
    return list(dict.fromkeys(found))


def period_after(reading: Reading, start: int, end: int) -> DateRange | None:
    """The period a count is limited to ("this year"), when one follows it."""
    for expression in reading.dates:
        span = expression.citation.span
        if start <= span.start <= start + 12 and span.end <= end and expression.type != "SET":
            return expression.when
    return None


def is_same_series(a: Count, b: Count) -> bool:
    """Whether two counts are of occasions of one kind between the same parties, told by two articles or twice."""
    return a.series == b.series and len(a.parties & b.parties) >= 2 and a.citation != b.citation


def arithmetic(count: Count, ordinal: Count) -> str:
    """Why a count does not sit with an ordinal, in figures; "" where it does."""
    said, numbered = f"“{count.citation.quote}”", f"“{ordinal.citation.quote}”"
    if surely_after(ordinal, count) and ordinal.number <= count.number:
        return f"{said} came before {numbered}: the {nth(ordinal.number)} cannot follow {count.number} of them"
    if count.period is None or count.number < SHARE * ordinal.number:
        return ""
    if not count.period.is_bounded:
        return in_undated_period(count, ordinal)
    limit = count.period.phrase or "one period"
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
    if not (a.at.is_bounded and b.at.is_bounded) or a.at.overlaps(b.at):
        return ""
    first, second = (a, b) if (a.at.latest and b.at.earliest and a.at.latest < b.at.earliest) else (b, a)
    if first.number < second.number:
        return ""
    return f"the {nth(first.number)} is dated before the {nth(second.number)}: ordinals must rise with time"


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
