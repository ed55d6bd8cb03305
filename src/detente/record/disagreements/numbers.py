"""Disagreements over figures: one thing counted on one occasion, two numbers that no hedge reconciles."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log10

from detente.evidence import Citation, DateRange
from detente.record import anchoring
from detente.record.assertion import assertion_of
from detente.record.clauses import Syntax
from detente.record.disagreements.findings import Finding, Told
from detente.record.entries import ActorId, Quantity
from detente.record.participants import Cast, root_of
from detente.record.reading import Reading, Sentence

__all__ = ["Figure", "find"]

SAME_UNIT = {"kilometre": "km", "kilometer": "km", "percent": "%", "meter": "metre", "kilogram": "kg", "mw": "megawatt", "gw": "gigawatt", "ton": "tonne", "liter": "litre"}  # fmt: skip
PEOPLE = frozenset({"person", "people", "man", "woman"})
DURATIONS = frozenset({"year", "month", "week", "day", "hour", "minute", "decade"})
TOLLS = frozenset({"kill", "injure", "wound", "die", "displace", "arrest", "detain", "sign", "register", "evacuate", "hurt"})  # fmt: skip
GROWING = frozenset({"so", "far", "already", "initial", "initially", "earlier", "preliminary", "least"})
EMPTY = frozenset({"be", "have", "do", "say", "make", "take", "year", "month", "day", "week", "percent", "number", "total", "more", "than", "least", "about", "other"})  # fmt: skip
NEAR = 0.05
COMMON_CONTEXT = 2
CONTENT = frozenset({"NOUN", "VERB", "ADJ", "PROPN"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A quantity with all that decides whether another figure is of the same thing on the same occasion."""

    quantity: Quantity
    head: str
    modifiers: frozenset[str]
    verb: str
    agents: frozenset[ActorId]
    named: frozenset[ActorId]
    context: frozenset[str]
    status: str
    when: DateRange
    published: DateRange
    clause: Citation
    document: str


def find(readings: Sequence[Reading], quantities: Sequence[Quantity]) -> Iterator[Finding]:
    """The pairs of figures that contradict each other."""
    by_document: dict[str, list[Quantity]] = {}
    for quantity in quantities:
        if quantity.unit not in {"times", "ordinal"}:
            by_document.setdefault(quantity.citation.span.document, []).append(quantity)
    groups: dict[tuple[str, str], list[Figure]] = {}
    for reading in readings:
        for figure in figures(reading, by_document.get(reading.document.id, [])):
            groups.setdefault((unit_of(figure.quantity), figure.head), []).append(figure)
    for group in groups.values():
        for number, a in enumerate(group):
            for b in group[number + 1 :]:
                if is_one_question(a, b) and not reconciled(a, b):
                    yield finding(a, b)


def unit_of(quantity: Quantity) -> str:
    """The unit under one of its names."""
    return SAME_UNIT.get(quantity.unit, quantity.unit)


def figures(reading: Reading, quantities: Sequence[Quantity]) -> Iterator[Figure]:
    """One article's figures with their context."""
    cast = Cast(reading)
    sentences = iter(reading.sentences)
    sentence: Sentence | None = next(sentences, None)
    syntax: Syntax | None = None
    for quantity in quantities:
        start = quantity.citation.span.start
        while sentence is not None and sentence.end <= start:
            sentence, syntax = next(sentences, None), None
        if sentence is None:
            return
        syntax = syntax or Syntax(sentence)
        if syntax.parsed and (figure := figure_of(quantity, syntax, cast)) is not None:
            yield figure


def figure_of(quantity: Quantity, syntax: Syntax, cast: Cast) -> Figure | None:
    """A quantity in its clause; None where it stands in no clause or counts nothing nameable."""
    reading, sentence = cast.reading, syntax.sentence
    at = next((i for i, t in enumerate(syntax.tokens) if t.start >= quantity.citation.span.start), None)
    if at is None:
        return None
    verb = verb_above(syntax, at)
    parts = quantity.of.split()
    head = parts[-1] if parts else subject_noun(syntax, verb)
    if not head or verb is None:
        return None
    assertion = assertion_of(syntax, verb)
    if assertion.hedged or assertion.status == "denied":
        return None
    lemmas = {
        t.lemma.lower()
        for t in syntax.tokens
        if t.pos in CONTENT and t.text[:1].isalpha() and not cast.is_date(t.start)
    }
    start, end = trimmed(reading.document.text, sentence)
    return Figure(
        quantity=quantity,
        head="people" if head in PEOPLE else head,
        modifiers=frozenset(parts[:-1]),
        verb=syntax.lemma(verb),
        agents=frozenset(root_of(a, reading) for a in cast.all_of(syntax, syntax.agents(verb))),
        named=frozenset(root_of(m.actor, reading) for m in cast.mentions_within(sentence.start, sentence.end)),
        context=frozenset(lemmas - EMPTY - {head}),
        status=assertion.status,
        when=anchoring.when(sentence, syntax.tokens[at].start, reading),
        published=reading.published,
        clause=reading.document.cite(start, end),
        document=reading.document.id,
    )


def trimmed(text: str, sentence: Sentence) -> tuple[int, int]:
    """A sentence's offsets without white space around it."""
    start, end = sentence.start, sentence.end
    while start < end and text[start].isspace():
        start += 1
    while end > start + 1 and text[end - 1].isspace():
        end -= 1
    return start, end


def verb_above(syntax: Syntax, at: int) -> int | None:
    """The predicate a number stands under."""
    for _ in range(12):
        head = syntax.tokens[at].head
        if syntax.tokens[at].pos in {"VERB", "AUX"}:
            return at
        if head == at:
            return None
        at = head
    return None


def subject_noun(syntax: Syntax, verb: int | None) -> str:
    """The thing that costs, measures or holds so much."""
    if verb is None:
        return ""
    heads = syntax.child(verb, "nsubj", "nsubjpass")
    nouns = [syntax.lemma(i) for i in heads if syntax.tokens[i].pos == "NOUN"]
    return nouns[0] if nouns else ""


def is_one_question(a: Figure, b: Figure) -> bool:
    """Whether two figures are of one thing, by one party, on one occasion."""
    if a.quantity.citation == b.quantity.citation or a.status != b.status:
        return False
    if a.modifiers and b.modifiers and not a.modifiers & b.modifiers:
        return False
    if a.agents and b.agents and not a.agents & b.agents:
        return False
    if a.verb != b.verb and not (a.verb in EMPTY or b.verb in EMPTY) and not a.context & b.context >= {a.verb, b.verb}:
        return False
    if not a.when.overlaps(b.when) or not one_occasion(a, b):
        return False
    shared = a.context & b.context - {a.verb}
    if a.document == b.document:
        return a.verb == b.verb and len(shared) >= COMMON_CONTEXT + 1
    if unit_of(a.quantity) in DURATIONS and len(shared) < COMMON_CONTEXT + 1:
        return False
    return len(shared) + (1 if a.verb == b.verb else 0) >= COMMON_CONTEXT


def one_occasion(a: Figure, b: Figure) -> bool:
    """Whether the two are tied to the same days, or neither to any and the same parties are named."""
    if a.when.width is not None and b.when.width is not None:
        return max(a.when.width.days, b.when.width.days) <= 366
    return bool(a.named & b.named) or not (a.named and b.named)


def reconciled(a: Figure, b: Figure) -> bool:
    """Whether bounds, rounding or a count that grew explain the difference."""
    low = max(bound_low(a.quantity), bound_low(b.quantity))
    high = min(bound_high(a.quantity), bound_high(b.quantity))
    if low <= high:
        return True
    x, y = sorted((a.quantity.value, b.quantity.value))
    if y and (y - x) / y <= NEAR and (is_round(x) != is_round(y)):
        return True
    return has_grown(a, b) or has_grown(b, a)


def bound_low(quantity: Quantity) -> float:
    """The least the figure allows."""
    return quantity.value if quantity.least is None else quantity.least


def bound_high(quantity: Quantity) -> float:
    """The most the figure allows."""
    if quantity.least is None:
        return quantity.value
    return float("inf") if quantity.most is None else quantity.most


def is_round(value: float) -> bool:
    """Whether a number has one or two significant digits only."""
    if value <= 0:
        return False
    scale = 10 ** max(0, int(log10(value)) - 1)
    return value >= 20 and value % scale == 0 and value % 10 == 0


def has_grown(a: Figure, b: Figure) -> bool:
    """Whether `b` is a later report of a toll that can only rise."""
    rises = a.verb in TOLLS and b.quantity.value > a.quantity.value
    later = (
        a.published.latest is not None
        and b.published.earliest is not None
        and a.published.latest < b.published.earliest
    )
    return rises and later


def finding(a: Figure, b: Figure) -> Finding:
    """The finding for two figures, with the arithmetic."""
    what = " ".join((*sorted(a.modifiers & b.modifiers), a.head))
    unit = a.quantity.unit
    counted = f"How much {what} ({unit})?" if unit else f"How many {what}?"
    return Finding(
        key=("numeric", unit_of(a.quantity), a.head, a.verb if a.verb == b.verb else ""),
        question=counted,
        kind="numeric",
        verdict="conflict",
        severity=severity(a.quantity.value, b.quantity.value),
        accounts=(Told(shown(a.quantity), (a.clause,)), Told(shown(b.quantity), (b.clause,))),
        why=arithmetic(a.quantity, b.quantity),
    )


def shown(quantity: Quantity) -> str:
    """A figure as the text words it, with its hedge."""
    words = " ".join(quantity.citation.quote.split())
    if quantity.least is not None and quantity.most is None:
        return f"at least {words}"
    if quantity.least == 0.0 and quantity.value:
        return f"at most {words}"
    if quantity.least is not None and quantity.least != quantity.value:
        return f"about {words}"
    return words


def severity(x: float, y: float) -> str:
    """By how far the figures are apart."""
    low, high = sorted((x, y))
    if low <= 0 or high / low >= 9:
        return "critical"
    return "major" if high / low >= 1.5 else "moderate" if high / low >= 1.1 else "minor"


def arithmetic(a: Quantity, b: Quantity) -> str:
    """The difference in figures, and a slip of unit or magnitude where it looks like one."""
    low, high = sorted((a.value, b.value))
    words = f"{high:g} against {low:g}: {high - low:g} apart"
    if low > 0:
        ratio = high / low
        words += f", a factor of {ratio:.3g}"
        power = round(log10(ratio)) if ratio > 1 else 0
        if power and abs(ratio - 10**power) / 10**power < 0.01:
            words += f", just what a slip of {power} digit{'s' if power > 1 else ''} would make"
    return words
