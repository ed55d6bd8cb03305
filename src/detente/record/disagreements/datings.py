"""Days of one act in other words: dates with the words they stand with, compared by how much two sentences share.

Days without a year are taken as of the year of the day they are compared with. Where the coverage tells of a change
of date, two days are no disagreement. The weights were set on invented disputes.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from detente.evidence import Citation, DateRange
from detente.record.clauses import Syntax
from detente.record.disagreements.bounds import sentence_bounds
from detente.record.disagreements.figures import is_person
from detente.record.disagreements.findings import Finding, Told
from detente.record.disagreements.kindred import stem_at
from detente.record.disagreements.matters import Matters, key_of, stems_in
from detente.record.disagreements.senses import REPEATED, senses_at
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
LIGHT = frozenset(
    "be have make hold take set plan schedule fix expect due happen occur come give get do call date put place".split()
)
"""Verbs that leave it to their nouns what is dated."""
SAYING = frozenset("say tell add announce report write note state declare inform warn speak ask answer reply".split())
CHANGE = re.compile(
    r"\b(?:postpone\w*|put off|put back|delay\w*|reschedul\w*|adjourn\w*|brought forward|moved (?:to|from|back|by)|"
    r"(?:later|earlier|sooner) than (?:planned|expected|announced|hoped)|instead of|new date|at first|originally|"
    r"extend\w*)\b",
    re.IGNORECASE,
)
MEASURING = frozenset("measure stand number total average estimate reckon amount".split())
"""Verbs of a state that is another on each day it is looked at."""
PARTS_OF_DAYS = frozenset("hour morning evening night afternoon day week noon midnight dawn dusk end start".split())
PLANNED = re.compile(r"\b(?:due|planned|scheduled|expected|set) (?:to|for)\b", re.IGNORECASE)
WHERE = frozenset({"in", "at", "near", "off", "outside"})
AGAIN = re.compile(r"\b(?:again|another|once more|for the \w+ time)\b", re.IGNORECASE)
APART = frozenset({"since", "until", "till", "before", "after", "by", "from", "between"})
"""Prepositions that tell of a time that only begins or ends on the day."""


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
    if a.document == b.document or not days_between(a, b) or a.future != b.future or a.denied or b.denied:
        return False
    if (
        (a.future and (a.changed or b.changed))
        or (a.mark in APART) != (b.mark in APART)
        or days_between(a, b) > CLOSE_DAYS
    ):
        return False
    if not (a.act & b.act or (not (a.act and b.act) and shared(a, b))):
        return False
    if {x.removeprefix("s:") for x in a.act & b.act if x.startswith("s:")} & REPEATED:
        return bool(a.places & b.places)  # they met in one place
    if a.places and b.places and not a.places & b.places:
        return False
    return bool(AGAIN.search(a.clause.quote)) == bool(AGAIN.search(b.clause.quote))


def shared(a: Dating, b: Dating) -> frozenset[str]:
    """The words of two acts that are the same; a noun for an act in one may be what is done in the other."""
    return frozenset(x for x in (a.act | a.things) & (b.act | b.things) if not x.startswith("s:"))


def knows_both(a: Dating, b: Dating, given: Mapping[tuple[str, str], Sequence[Dating]]) -> bool:
    """Whether an article that gives one of the days gives the other for the same act as well."""
    for one, other in ((a, b), (b, a)):
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
    same = shared(a, b)
    apart = days_between(a, b)
    ours, theirs = parties(a), parties(b)
    signs = {
        "one act": min(2.0, sum(map(matters.weight, same)) + SENSE * (not same)),
        "words of it": min(2.0, float(len(same) + (not same))),
        "shared": min(MOST_SHARED, matters.ties(key_of(a.clause), key_of(b.clause), a.scope, b.scope)),
        "next day": float(apart == 1),
        "more than days": float(apart > DAYS),
        "long past": float(is_long_past(a) and is_long_past(b)),
        "other parties": float(bool(ours and theirs) and not ours & theirs),
    }
    return sum(WEIGHTS[sign] * value for sign, value in signs.items())


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
    for sentence in reading.sentences if dates else ():
        inside = [pair for pair in dates if sentence.start <= pair[0].citation.span.start < sentence.end]
        if not inside or sentence.passage.kind != "body":
            continue
        syntax = Syntax(sentence)
        if syntax.parsed:
            for expression, match in inside:
                yield from dating_of(expression, match, syntax, cast)


DATINGS = Gleaner("datings", Dating, datings_in)


def dating_of(expression: DateExpression, match: re.Match[str], syntax: Syntax, cast: Cast) -> Iterator[Dating]:
    """One date with the words it hangs on."""
    reading, span = cast.reading, expression.citation.span
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
    if over == head:
        return
    verb = verb_over(syntax, over)
    if verb is None or is_measuring(syntax, verb) or (syntax.lemma(verb) in SAYING and over == verb):
        return
    start, end = sentence_bounds(reading, syntax.sentence)
    act, things = dated_words(syntax, over, cast)
    written = reading.published.latest
    year = int(match["year"]) if match["day"] and match["year"].isdigit() else 0
    if not act and not things:
        return
    day = match["day"] or WEEKDAYS[int(match["weekday"]) - 1]
    yield Dating(
        year=year,
        day=day,
        shown=f"{year}-{day}" if year else day,
        act=act,
        things=things,
        scope=stems_in(syntax, syntax.subtree(verb, without=BESIDE), cast),
        places=places_under(syntax, verb, cast),
        mark=mark,
        future=(bool(year) and written is not None and is_ahead(f"{year}-{day}", written))
        or bool(syntax.modal(verb))
        or PLANNED.search(reading.document.text[start:end]) is not None,
        denied=bool(syntax.negation(verb)),
        changed=CHANGE.search(reading.document.text, start, end) is not None,
        published=reading.published,
        clause=reading.document.cite(start, end),
        document=reading.document.id,
    )


def is_measuring(syntax: Syntax, verb: int) -> bool:
    """Whether a verb gives the size of something on a day: "the queue measured …", "they put the tailback at …"."""
    if syntax.lemma(verb) in MEASURING:
        return True
    at = [i for mark, i in syntax.obliques(verb) if mark == "at"]
    return syntax.lemma(verb) == "put" and any(syntax.child(i, "nummod") for i in at)


def is_ahead(day: str, written: date) -> bool:
    """Whether a day lies after the day of writing."""
    return day > written.isoformat()


def places_under(syntax: Syntax, verb: int, cast: Cast) -> frozenset[str]:
    """The names of where a clause tells something to be."""
    return frozenset(
        syntax.lemma(i)
        for mark in syntax.subtree(verb, without=BESIDE)
        if syntax.tokens[mark].text.lower() in WHERE
        for i in syntax.child(mark, "pobj")
        if syntax.tokens[i].pos == "PROPN" and not cast.is_date(syntax.tokens[i].start)
    )


def verb_over(syntax: Syntax, at: int) -> int | None:
    """The predicate over a word."""
    for _ in range(8):
        if syntax.tokens[at].pos in {"VERB", "AUX"} or syntax.tokens[at].head == at:
            return at
        at = syntax.tokens[at].head
    return None


def dated_words(syntax: Syntax, over: int, cast: Cast) -> tuple[frozenset[str], frozenset[str]]:
    """(the stem and senses of the word that a date hangs on, the stems of what it is done by or to); for a verb of
    little meaning the first is empty, and all its nouns count."""
    token = syntax.tokens[over]
    is_verb = token.pos in {"VERB", "AUX"}
    light = is_verb and syntax.lemma(over) in LIGHT
    nouns = [*syntax.subjects(over), *syntax.patients(over)] if is_verb else [i for _, i in syntax.obliques(over)]
    nouns += [token.head] if token.dep in {"acl", "relcl"} else []
    nouns += [i for _, i in syntax.obliques(over)] + syntax.child(over, "attr", "oprd") if light else []
    things = frozenset(stem_at(syntax, i) for i in nouns if is_thing(syntax, i, cast))
    if light or not (is_verb or is_thing(syntax, over, cast)):
        return frozenset(), things
    return frozenset({stem_at(syntax, over)} | {f"s:{sense}" for sense in senses_at(syntax, over)}), things


def is_thing(syntax: Syntax, at: int, cast: Cast) -> bool:
    """Whether a noun tells what is done, by or to what thing; people, parties and dates do not."""
    token, lemma = syntax.tokens[at], syntax.lemma(at)
    is_noun = token.pos in {"NOUN", "PROPN"} or (token.tag == "VBG" and token.dep in {"nsubj", "nsubjpass"})
    if not is_noun or lemma in PARTS_OF_DAYS or is_person(lemma):
        return False
    return not cast.is_date(token.start) and not cast.names(token.start)
