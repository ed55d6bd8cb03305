"""Disagreements by a zero: one thing counted or paid for, and one figure ten times the other.

Other rules ask for one time and one structure of the clause. A figure with the same digits and a zero more is so
rarely another figure that the same noun under the same verb is enough.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from detente.evidence import Citation, DateRange
from detente.record.assertion import assertion_of
from detente.record.clauses import Syntax
from detente.record.disagreements.figures import context, is_part, is_verb, predicate_over, sentence_bounds, unit_of
from detente.record.disagreements.findings import Finding, Told
from detente.record.disagreements.numbers import DURATIONS, arithmetic, severity, shown
from detente.record.disagreements.wording import plural
from detente.record.entries import Quantity
from detente.record.participants import Cast
from detente.record.reading import Gleaner, Reading, Sentence
from detente.record.wordlists import words, words_by_kind

__all__ = ["LARGE", "find"]

LEAST = 1000.0
FACTORS = (10.0, 100.0)
ALIKE = 2
IDLE = frozenset("have be do say make tell add live go take".split())
UNFIT = DURATIONS | {"times", "ordinal", "percent"}
RATES = {
    "day": ("a day", "per day", "daily", "every day", "each day"),
    "week": ("a week", "per week", "weekly", "every week", "each week"),
    "month": ("a month", "per month", "monthly", "every month", "each month"),
    "year": ("a year", "per year", "yearly", "annually", "annual", "every year", "each year"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """A large figure with its noun, the predicates and other content words of its sentence, its rate and its days."""

    quantity: Quantity
    head: str
    modifiers: frozenset[str]
    predicates: frozenset[str]
    context: frozenset[str]
    rate: str
    when: tuple[DateRange, ...]
    clause: Citation
    document: str


def find(readings: Sequence[Reading]) -> Iterator[Finding]:
    """The figures that differ by a zero or two; the same figure of the same thing elsewhere stands with its account."""
    groups: dict[tuple[str, str], list[Sighting]] = {}
    for sighting in (sighting for reading in readings for sighting in LARGE.of(reading)):
        unit = unit_of(sighting.quantity)
        groups.setdefault((unit, "" if unit else sighting.head), []).append(sighting)
    for group in groups.values():
        for a, b in a_zero_apart(group):
            if is_slip(a, b):
                yield finding(a, b, group)


def a_zero_apart(group: Sequence[Sighting]) -> Iterator[tuple[Sighting, Sighting]]:
    """The pairs of a group of which one figure is the other with a zero or two more, in the order of the group."""
    places: dict[float, list[int]] = {}
    for place, sighting in enumerate(group):
        places.setdefault(sighting.quantity.value, []).append(place)
    pairs = {
        (min(low, high), max(low, high))
        for value, lows in places.items()
        for factor in FACTORS
        for high in places.get(value * factor, ())
        for low in lows
    }
    yield from ((group[a], group[b]) for a, b in sorted(pairs))


def sightings(reading: Reading) -> Iterator[Sighting]:
    """An article's large figures that are asserted, whole and of one kind of thing."""
    held = [
        quantity
        for quantity in reading.gleaned.get("quantities", ())
        if quantity.value >= LEAST and unit_of(quantity) not in UNFIT and not is_part(quantity)
    ]
    if not held:
        return
    cast = Cast(reading)
    for sentence in reading.sentences:
        inside = [q for q in held if sentence.start <= q.citation.span.start < sentence.end]
        syntax = Syntax(sentence) if inside else None
        if syntax is not None and syntax.parsed:
            yield from (s for q in inside if (s := sighting_of(q, sentence, syntax, cast)) is not None)


LARGE = Gleaner("large figures", Sighting, sightings)


def sighting_of(quantity: Quantity, sentence: Sentence, syntax: Syntax, cast: Cast) -> Sighting | None:
    """A figure in its sentence; None where the clause denies, doubts or proposes it, or counts nothing named."""
    reading = cast.reading
    parts = quantity.of.split()
    if not parts and not quantity.unit:
        return None
    at = next(i for i, t in enumerate(syntax.tokens) if t.end > quantity.citation.span.start)
    verb = predicate_over(syntax, at)
    if verb is not None and is_verb(syntax, verb):
        said = assertion_of(syntax, verb)
        if said.hedged or said.status in {"denied", "proposed"}:
            return None
        if syntax.lemma(verb) in words("figures", "generic", "proposing"):
            return None
    families = words_by_kind("figures", "families")
    start, end = sentence_bounds(reading, sentence)
    lower = f" {reading.document.text[start:end].lower()} "
    return Sighting(
        quantity=quantity,
        head=parts[-1] if parts else "",
        modifiers=frozenset(parts[:-1]),
        predicates=frozenset(
            families.get(syntax.lemma(i), syntax.lemma(i))
            for i, token in enumerate(syntax.tokens)
            if token.pos == "VERB" or syntax.lemma(i) in families
        ),
        context=context(syntax, cast, parts[-1] if parts else ""),
        rate=next((name for name, ways in RATES.items() if any(f" {way}" in lower for way in ways)), ""),
        when=tuple(
            d.when
            for d in reading.dates
            if start <= d.citation.span.start < end and d.type == "DATE" and d.when.is_bounded
        ),
        clause=reading.document.cite(start, end),
        document=reading.document.id,
    )


def is_slip(a: Sighting, b: Sighting) -> bool:
    """Whether two articles count one thing and differ by a zero or two."""
    low, high = sorted((a.quantity.value, b.quantity.value))
    if a.document == b.document or a.rate != b.rate or not any(high == low * factor for factor in FACTORS):
        return False
    if a.modifiers and b.modifiers and not a.modifiers & b.modifiers and not a.quantity.unit:
        return False
    if a.when and b.when and not any(x.overlaps(y) for x in a.when for y in b.when):
        return False
    predicates = (a.predicates & b.predicates) - IDLE
    told = significant(a.quantity.value) > 1 or bool(a.rate)
    return told and bool(predicates) and len((a.context & b.context) | predicates) >= ALIKE


def significant(value: float) -> int:
    """How many digits stand before the closing zeros."""
    return len(f"{value:.0f}".rstrip("0"))


def finding(a: Sighting, b: Sighting, group: Sequence[Sighting]) -> Finding:
    """The finding, with all who give either figure of the same thing."""
    unit = a.quantity.unit
    per = f" a {a.rate}" if a.rate else ""
    return Finding(
        key=("zeros", unit_of(a.quantity), a.head, a.rate),
        question=f"How many {plural(unit or a.head)}{per}?",
        kind="numeric",
        verdict="conflict",
        severity=severity(a.quantity.value, b.quantity.value),
        accounts=tuple(
            Told(
                shown_alike(one.quantity),
                tuple(s.clause for s in group if s is one or is_same(s, one)),
            )
            for one in (a, b)
        ),
        why=arithmetic(a.quantity, b.quantity),
    )


def shown_alike(quantity: Quantity) -> str:
    """A figure without its hedge: about 17,000 and 17,000 are one account."""
    return shown(quantity).removeprefix("about ")


def is_same(a: Sighting, b: Sighting) -> bool:
    """Whether another sentence gives the same figure of the same thing."""
    return a.quantity.value == b.quantity.value and a.head == b.head and a.rate == b.rate
