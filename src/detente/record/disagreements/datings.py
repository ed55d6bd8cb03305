"""Days of one act in other words: dates with the words they stand with, compared by how much two sentences share.

Days without a year are taken as of the year of the day they are compared with. Where the coverage tells of a change
of date, two days are no disagreement. The weights were set on invented disputes.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from detente.evidence import Citation, DateRange
from detente.record.clauses import Grammar, Syntax
from detente.record.disagreements.bounds import sentence_bounds
from detente.record.disagreements.dated_acts import PARTS_OF_DAYS, dated_act, verb_over
from detente.record.disagreements.findings import Finding, Told
from detente.record.disagreements.matters import Matters, key_of, stems_in
from detente.record.disagreements.places import places_under
from detente.record.disagreements.senses import REPEATED
from detente.record.disagreements.wording import shortened
from detente.record.entries import DateExpression
from detente.record.participants import Cast
from detente.record.reading import Gleaner, Reading

__all__ = ["DATINGS", "Dating", "changes", "days_between", "find"]

WEIGHTS: Mapping[str, float] = {
    "one act": 1.0,
    "words of it": 0.8,
    "shared": 1.35,
    "next day": 0.7,
    "more than days": -0.6,
    "long past": 1.2,
    "other parties": -0.9,
    "occasion": 1.7,
    "edge": 0.8,
}
ENOUGH = 2.9
MOST_SHARED = 3.0
SENSE = 0.5
DAYS = 3
CLOSE_DAYS = 14
LEAP = 2000
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
DAY = re.compile(r"(?P<year>\d{4}|XXXX)-(?:(?P<day>\d\d-\d\d)|WXX-(?P<weekday>[1-7]))(?:T.*)?")
BESIDE = frozenset({"advcl", "conj", "parataxis", "ccomp", "relcl"})
CLOCK = re.compile(r"\d{1,2}[:.]\d\d")
SAYING = frozenset("say tell add announce report write note state declare inform warn speak ask answer reply".split())
CHANGE = re.compile(
    r"\b(?:postpone\w*|put off|put back|delay\w*|reschedul\w*|adjourn\w*|brought forward|moved (?:to|from|back|by)|"
    r"(?:later|earlier|sooner) than (?:planned|expected|announced|hoped)|instead of|new date|at first|originally|"
    r"extend\w*)\b",
    re.IGNORECASE,
)
MEASURING = frozenset("measure stand number total average estimate reckon amount".split())
"""Verbs of a state that is another on each day it is looked at."""
PLANNED = re.compile(r"\b(?:due|planned|scheduled|expected|set) (?:to|for)\b", re.IGNORECASE)
OFTEN = REPEATED | {"publish"}
"""Acts that are done on many days."""
AGAIN = re.compile(
    r"\b(?:again|another|once more|for the \w+ time|re(?:open|sum|start|commenc|launch|conven)\w*)\b", re.IGNORECASE
)
APART = frozenset({"since", "until", "till", "before", "after", "by", "between"})
"""Prepositions that tell of a time that only begins or ends on the day."""
UNTIL = frozenset({"until", "till", "before"})
OTHER_DATE = re.compile(r"\b(?:different|another|other|wrong|rival) (?:date|day)\b", re.IGNORECASE)
"""Words with which an article tells that a day is not the one it gives itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dating:
    """A day with what is told to be on it.

    `day` is "MM-DD", or a weekday where no more is known, and `year` the year or 0. `act` is the stem of the word that
    the date hangs on with its senses ("s:…"), empty for one of little meaning, `things` the stems of its nouns, `scope`
    those of the clause and `places` the names of where it was; `mark` is the preposition, `future` tells that the day
    lies after the telling, `changed` that the sentence tells of a change of date.
    """

    year: int
    day: str
    shown: str
    act: frozenset[str]
    things: frozenset[str]
    edge: str = ""
    light: bool = False
    held: bool = False
    scope: frozenset[str]
    places: frozenset[str]
    mark: str
    future: bool
    denied: bool
    changed: bool
    published: DateRange
    clause: Citation
    document: str


def find(readings: Sequence[Reading], matters: Matters) -> Iterator[Finding]:
    """The acts that two articles put on two days near each other."""
    datings = [dating for reading in readings for dating in DATINGS.of(reading)]
    given: dict[tuple[str, str], list[Dating]] = {}
    for dating in datings:
        given.setdefault((dating.document, dating.day), []).append(dating)
    for a, b in matters.pairs(datings, lambda dating: dating.clause, lambda dating: dating.act | dating.things):
        if may_be_one(a, b) and weight(a, b, matters) >= ENOUGH and not knows_both(a, b, given):
            yield finding(a, b)


def may_be_one(a: Dating, b: Dating) -> bool:
    """Whether nothing makes two days the days of two acts."""
    if a.future != b.future or a.denied or b.denied or (a.future and (a.changed or b.changed)):
        return False
    if (a.mark in APART) != (b.mark in APART) or not 0 < days_between(a, b) <= CLOSE_DAYS or a.clause == b.clause:
        return False
    if a.document == b.document and not any(OTHER_DATE.search(told.clause.quote) for told in (a, b)):
        return False
    if not acts_meet(a, b) or is_told_before(a, b) or is_told_before(b, a):
        return False
    if is_repeated(a, b):
        return bool(a.places & b.places)  # they met in one place
    if a.places and b.places and not a.places & b.places:
        return False
    if a.document == b.document:
        return True
    return bool(AGAIN.search(a.clause.quote)) == bool(AGAIN.search(b.clause.quote))


def is_told_before(a: Dating, b: Dating) -> bool:
    """Whether an article tells as past what the other puts on a day that was still to come."""
    written = a.published.latest
    if a.future or written is None or not b.year or b.day in WEEKDAYS:
        return False
    return is_ahead(f"{b.year}-{b.day}", written)


def acts_meet(a: Dating, b: Dating) -> bool:
    """Whether the words of two acts allow that they are one: a sense in common, or the nouns of a light verb, for the
    same edge of it."""
    if a.light or b.light:
        return a.edge == b.edge and bool(named(a) & named(b))
    return bool(a.act & b.act or (not (a.act and b.act) and shared(a, b)))


def is_repeated(a: Dating, b: Dating) -> bool:
    """Whether what two dates have in common is an act that is done on many days; it begins on one of them."""
    meeting = a.act & b.act
    if a.light or b.light:
        meeting = frozenset() if a.edge or shared(a, b) else named(a) & named(b)
    return bool({x.removeprefix("s:") for x in meeting if x.startswith("s:")} & OFTEN)


def named(dating: Dating) -> frozenset[str]:
    """The words that tell what was done on a day."""
    return dating.things if dating.light else dating.act | dating.things


def shared(a: Dating, b: Dating) -> frozenset[str]:
    """The words of two acts that are the same; a noun for an act in one may be what is done in the other."""
    return frozenset(x for x in (a.act | a.things) & (b.act | b.things) if not x.startswith("s:"))


def knows_both(a: Dating, b: Dating, given: Mapping[tuple[str, str], Sequence[Dating]]) -> bool:
    """Whether an article that gives one of the days gives the other for the same act as well."""
    for one, other in ((a, b), (b, a)) if a.document != b.document else ():
        if any(told.act & one.act or shared(told, one) for told in given.get((other.document, one.day), ())):
            return True
    return False


def days_between(a: Dating, b: Dating) -> int:
    """How many days lie between two days, at the least; one without a year is of the year of the other, and a mere
    weekday is the nearest such day."""
    year = a.year or b.year or LEAP
    try:
        first, second = (
            None if d.day in WEEKDAYS else date(d.year or year, *map(int, d.day.split("-"))) for d in (a, b)
        )
    except ValueError:  # 29 February in another year
        return CLOSE_DAYS + 1
    if first is not None and second is not None:
        return abs((first - second).days)
    if first is None and second is None:
        return CLOSE_DAYS + 1
    if a.future or b.future:
        return CLOSE_DAYS + 1  # "next Thursday" may be any
    known, weekday = (first, b.day) if first is not None else (second, a.day)
    if known is None or not (a.year or b.year):
        return CLOSE_DAYS + 1
    later = (WEEKDAYS.index(weekday) - known.weekday()) % len(WEEKDAYS)
    return min(later, len(WEEKDAYS) - later)


def changes(readings: Sequence[Reading]) -> frozenset[str]:
    """The days ("MM-DD") that the coverage tells to be new dates of something."""
    return frozenset(d.day for reading in readings for d in DATINGS.of(reading) if d.changed)


def weight(a: Dating, b: Dating, matters: Matters) -> float:
    """How much speaks for it that two days are told of one act."""
    return sum(WEIGHTS[sign] * value for sign, value in signs(a, b, matters).items())


def signs(a: Dating, b: Dating, matters: Matters) -> Mapping[str, float]:
    """How far each sign is there that two days are told of one act."""
    same = shared(a, b)
    apart = days_between(a, b)
    ours, theirs = parties(a), parties(b)
    return {
        "one act": min(2.0, sum(map(matters.weight, same)) + SENSE * (not same)),
        "words of it": min(2.0, float(len(same) + (not same))),
        "shared": min(MOST_SHARED, matters.ties(key_of(a.clause), key_of(b.clause), a.scope, b.scope)),
        "next day": float(apart == 1),
        "more than days": float(apart > DAYS),
        "long past": float(is_long_past(a) and is_long_past(b)),
        "other parties": float(bool(ours and theirs) and not ours & theirs),
        "occasion": float(a.light and b.light and bool(same) and (a.held or b.held)),
        "edge": float(bool(a.edge) and a.edge == b.edge and (a.light or b.light)),
    }


def is_long_past(dating: Dating) -> bool:
    """Whether a day is told more than a year after it: then the words for it are few, and the day is printed."""
    written = dating.published.earliest
    return bool(dating.year) and written is not None and written.year - dating.year > 1


def parties(dating: Dating) -> frozenset[str]:
    """The parties that the clause of a date names."""
    return frozenset(word for word in dating.scope if word.startswith("a:"))


def finding(a: Dating, b: Dating) -> Finding:
    """The finding for one act on two days."""
    what = sorted(shared(a, b) or a.act & b.act)
    return Finding(
        key=("dating", *what, *sorted({a.day, b.day})),
        question=f"On which day: “{shortened(a.clause.quote)}”?",
        kind="date",
        verdict="conflict",
        severity="moderate",
        accounts=(Told(a.shown, (a.clause,)), Told(b.shown, (b.clause,))),
        why=f"two sentences that tell of one act, by the words they share, give days {days_between(a, b)} days apart",
    )


def datings_in(reading: Reading) -> Iterator[Dating]:
    """The days that an article's body gives, with what is told of them."""
    cast = Cast(reading)
    printed = [d for d in reading.dates if not CLOCK.match(d.citation.quote)]
    dates = [(d, match) for d in printed if (match := DAY.fullmatch(d.value)) is not None]
    for earlier, sentence in zip((None, *reading.sentences), reading.sentences, strict=False) if dates else ():
        inside = [pair for pair in dates if sentence.start <= pair[0].citation.span.start < sentence.end]
        if not inside or sentence.passage.kind != "body":
            continue
        syntax = reading.once(Grammar).of(sentence)
        before = reading.once(Grammar).of(earlier) if earlier is not None and earlier.passage.kind == "body" else None
        if syntax.parsed:
            for expression, match in inside:
                yield from dating_of(expression, match, syntax, cast, before)


DATINGS = Gleaner("datings", Dating, datings_in)


def dating_of(
    expression: DateExpression, match: re.Match[str], syntax: Syntax, cast: Cast, before: Syntax | None
) -> Iterator[Dating]:
    """One date with the words it hangs on; `before` is the sentence before."""
    reading = cast.reading
    start, end = sentence_bounds(reading, syntax.sentence)
    written = reading.published.latest
    year = int(match["year"]) if match["day"] and match["year"].isdigit() else 0
    day = match["day"] or WEEKDAYS[int(match["weekday"]) - 1]
    for over, mark in hangs_on(syntax, expression):
        verb = verb_over(syntax, over)
        if verb is None or is_measuring(syntax, verb) or (syntax.lemma(verb) in SAYING and over == verb):
            continue
        told = dated_act(syntax, over, mark, cast, before)
        if not told.act and not told.things:
            continue
        only_then = mark in UNTIL and bool(syntax.negation(verb))  # "did not open until Monday"
        yield Dating(
            year=year,
            day=day,
            shown=f"{year}-{day}" if year else day,
            act=told.act,
            things=told.things,
            edge=told.edge,
            light=told.light,
            held=told.held,
            scope=stems_in(syntax, syntax.subtree(verb, without=BESIDE), cast),
            places=places_under(syntax, verb, cast, without=BESIDE),
            mark="" if only_then else mark,
            future=(bool(year) and written is not None and is_ahead(f"{year}-{day}", written))
            or bool(syntax.modal(verb))
            or PLANNED.search(reading.document.text[start:end]) is not None,
            denied=bool(syntax.negation(verb)) and not only_then,
            changed=CHANGE.search(reading.document.text, start, end) is not None,
            published=reading.published,
            clause=reading.document.cite(start, end),
            document=reading.document.id,
        )


def hangs_on(syntax: Syntax, expression: DateExpression) -> Iterator[tuple[int, str]]:
    """(the word that a date hangs on, the preposition between them), and the predicate of a clause with "when"."""
    span = expression.citation.span
    inside = [i for i, t in enumerate(syntax.tokens) if span.start <= t.start < span.end]
    head = next((i for i in inside if syntax.tokens[i].head not in inside), None)
    if head is None:
        return
    mark, over = "", syntax.tokens[head].head
    if syntax.tokens[over].dep in {"prep", "pcomp"} and syntax.tokens[over].pos in {"ADP", "SCONJ"}:
        mark, over = syntax.tokens[over].text.lower(), syntax.tokens[over].head
    while syntax.lemma(over) in PARTS_OF_DAYS and syntax.tokens[over].head != over:  # "in the early hours of Tuesday"
        over = syntax.tokens[over].head
        if syntax.tokens[over].dep == "prep":
            over = syntax.tokens[over].head
    over = reported(syntax, over, head)
    if over != head:
        yield over, mark
    for i in range(inside[-1] + 1, min(inside[-1] + 3, len(syntax.tokens))):
        told = syntax.tokens[i].head
        if syntax.tokens[i].text.lower() == "when" and syntax.tokens[told].dep in {"relcl", "advcl"}:
            yield told, ""


def reported(syntax: Syntax, over: int, at: int) -> int:
    """The predicate of what is said, where a date stands in it and hangs on ", he said" behind it."""
    if syntax.lemma(over) not in SAYING or at > over:
        return over
    return max((verb for verb in syntax.child(over, "ccomp") if verb < at), default=over)


def is_measuring(syntax: Syntax, verb: int) -> bool:
    """Whether a verb gives the size of something on a day: "the queue measured …", "they put the tailback at …"."""
    if syntax.lemma(verb) in MEASURING:
        return True
    at = [i for mark, i in syntax.obliques(verb) if mark == "at"]
    return syntax.lemma(verb) == "put" and any(syntax.child(i, "nummod") for i in at)


def is_ahead(day: str, written: date) -> bool:
    """Whether a day lies after the day of writing."""
    return day > written.isoformat()
