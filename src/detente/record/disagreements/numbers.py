"""Disagreements over figures: one thing counted on one occasion, two numbers that no hedge reconciles.

Two figures are compared only when they have the same unit and count the same noun, stand under verbs of one family, for
the same party, at the same time, with enough else of their sentences in common.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from detente.evidence import DateRange
from detente.record.disagreements.figures import Figure, figures, is_person, unit_of
from detente.record.disagreements.findings import Finding, Told
from detente.record.disagreements.neighbours import pairs_near
from detente.record.disagreements.shares import in_other_terms
from detente.record.disagreements.unlike import are_unlike
from detente.record.disagreements.wording import plural
from detente.record.entries import Quantity
from detente.record.reading import Gleaner, Reading
from detente.record.wordlists import words

__all__ = ["DURATIONS", "FIGURES", "arithmetic", "find", "severity", "shown"]

NEAR = 0.05
ALIKE = 2
STATE_DAYS = 120
CHANGING_DAYS = 30
SOON = 10
EXACT_DAYS = 3
TOTAL = 1000
STORY_DAYS = 6
STORY_TOLD = 30
"""Articles this many days apart may tell one story."""
TELLING_ALIKE = 3
FEW_TOLD = 60
SAME_FIGURE = 2
TELLING = frozenset("deprive kill injure arrest displace attend stop sign close sell".split())
TOLLS = frozenset({"kill", "injure", "displace", "arrest", "sign", "attend", "stop", "deprive"})
NEARBY = 400
"""Characters between two sentences that are told as rival figures."""
SUFFERED = frozenset({"kill", "injure", "arrest", "displace"})
BASES = {
    "km": ("km", 1.0),
    "mile": ("km", 1.609),
    "metre": ("km", 0.001),
    "foot": ("km", 0.0003048),
    "hectare": ("hectare", 1.0),
    "acre": ("hectare", 0.4047),
    "tonne": ("tonne", 1.0),
    "kg": ("tonne", 0.001),
}
"""unit → (base unit, how many of it one is)."""
NAUTICAL = 1.151
ROUNDED = 0.05
DURATIONS = frozenset({"year", "month", "week", "day", "hour", "minute", "decade"})


def find(readings: Sequence[Reading]) -> Iterator[Finding]:
    """The pairs of figures that contradict each other."""
    groups: dict[tuple[str, str], list[Figure]] = {}
    for reading in readings:
        for figure in filter(is_told, FIGURES.of(reading)):
            for key in keys_of(figure):
                groups.setdefault(key, []).append(figure)
    seen: set[tuple[int, int]] = set()
    for group in groups.values():
        for a, b in comparable(group):
            if (id(a), id(b)) not in seen and is_one_question(a, b) and not reconciled(*in_one_unit(a, b)):
                seen.add((id(a), id(b)))
                yield finding(a, b)


def is_told(figure: Figure) -> bool:
    """Whether the clause of a figure vouches for it."""
    return not figure.hedged and figure.status not in {"denied", "proposed"}


def has_like_beside(figure: Figure) -> bool:
    """Whether another figure of the same kind stands in the sentence."""
    kind = unit_of(figure.quantity) or figure.quantity.of.rpartition(" ")[2]
    return any(other.partition(" ")[2] == kind for other in figure.beside)


def figures_in(reading: Reading) -> Iterator[Figure]:
    """An article's figures in their clauses, counts of occasions left out."""
    held = reading.gleaned.get("quantities", ())
    for figure in figures(reading, [quantity for quantity in held if quantity.unit not in {"times", "ordinal"}]):
        yield figure
        yield from in_other_terms(figure)


FIGURES = Gleaner("figures", Figure, figures_in)


def comparable(group: Sequence[Figure]) -> Iterator[tuple[Figure, Figure]]:
    """The pairs of a group that can be of one question by what they must have alike and by their days (`same_time`), in
    the order of the group."""
    alike: dict[tuple[object, ...], list[int]] = {}
    for place, figure in enumerate(group):
        if figure.family:
            alike.setdefault(essentials(figure), []).append(place)
    pairs: set[tuple[int, int]] = set()
    for places in alike.values():
        lasting = [place for place in places if group[place].lasting]
        told_near = pairs_near([group[place].published for place in lasting], timedelta(days=STATE_DAYS))
        pairs.update((lasting[a], lasting[b]) for a, b in told_near)
        near = pairs_near([group[place].when for place in places], timedelta(days=STORY_DAYS))
        pairs.update((places[a], places[b]) for a, b in near)
        if len(places) <= FEW_TOLD:  # of many figures alike only those of near days can be told to be of one occasion
            told_near = pairs_near([group[place].published for place in places], timedelta(days=STORY_TOLD))
            pairs.update((places[a], places[b]) for a, b in told_near)
    yield from ((group[a], group[b]) for a, b in sorted(pairs))


def essentials(figure: Figure) -> tuple[object, ...]:
    """What two figures of one question have alike beside their verbs."""
    return ("" if figure.family == "earn" else figure.per, figure.proposers, figure.is_part)


def keys_of(figure: Figure) -> Iterator[tuple[str, str]]:
    """Where to look for figures of the same thing: by unit and noun; people counted as such by what they do."""
    for family in sorted(figure.families):
        if figure.quantity.unit:
            yield measured(figure.quantity), family
            continue
        yield figure.head, family
        if figure.object:
            yield "does", f"{family} {figure.object}"
        if family in SUFFERED | {"stop"} and is_person(figure.head):
            yield "people", family
        if family in words("figures", "generic", "sized_once"):
            yield "size", family


def is_one_question(a: Figure, b: Figure) -> bool:
    """Whether two figures are of one thing, by one party, on one occasion."""
    if essentials(a) != essentials(b) or not a.families & b.families:
        return False
    if a.is_new != b.is_new and not a.families & b.families & words("figures", "generic", "changing"):
        return False
    if (a.clause == b.clause and not are_rivals_told(a, b)) or are_unlike(a, b):
        return False
    if not same_thing(a, b) or (a.agents and b.agents and not a.agents & b.agents):
        return False
    if not same_time(a, b):
        return False
    shared = len(a.context & b.context) + bool(a.per) + bool(a.quantity.unit and a.head and a.head == b.head)
    if a.document == b.document:
        return shared >= (ALIKE - 1 if are_rivals_told(a, b) else ALIKE + 1)
    if is_one_measure(a, b):
        return bool(a.named & b.named) or not (a.named and b.named) or shared >= ALIKE
    if unit_of(a.quantity) in DURATIONS:
        return shared >= ALIKE + 1
    if (
        (a.head == b.head or (is_person(a.head) and is_person(b.head)))
        and not a.quantity.unit
        and a.family in TELLING
        and days_apart(a.published, b.published) <= SOON
    ):
        return shared >= ALIKE - 1
    return shared >= ALIKE


def are_rivals_told(a: Figure, b: Figure) -> bool:
    """Whether one article gives two figures of one thing by two voices, near each other and with no date between."""
    if not (a.speaker and b.speaker) or a.speaker == b.speaker or a.head != b.head or a.quantity.unit:
        return False
    return abs(a.clause.span.start - b.clause.span.start) <= NEARBY and bool(a.families & b.families)


def same_thing(a: Figure, b: Figure) -> bool:
    """Whether the nouns counted are one, their descriptions agree, and what is done to or by them is one."""
    if a.modifiers and b.modifiers and not a.modifiers & b.modifiers:
        return False
    if a.object and b.object and a.object != b.object:
        return False
    if a.head == b.head or exceeds_whole(a, b) or exceeds_whole(b, a) or is_one_measure(a, b):
        return True
    if (
        a.quantity.unit == "percent"
        and a.agents & b.agents
        and words("figures", "generic", "shares") & {a.head, b.head}
    ):
        return True
    if a.quantity.unit:
        return not (a.head and b.head)
    generic = words("figures", "generic", "people")
    if a.families & b.families & {"stop"} and (a.head in generic or b.head in generic) and is_person(a.head):
        return is_person(b.head)
    return (a.head in generic or b.head in generic) and bool(a.object) and a.object == b.object


def exceeds_whole(part: Figure, whole: Figure) -> bool:
    """Whether more of some people are counted than of all: "211 sailors drowned", "187 dead"."""
    if part.quantity.unit or whole.head != "person" or part.head == "person" or not is_person(part.head):
        return False
    if not part.families & whole.families & SUFFERED:
        return False
    return part.quantity.value > whole.quantity.value


def same_time(a: Figure, b: Figure) -> bool:
    """Whether both speak of the same days; a state or a plan holds for some time around its telling."""
    if is_one_measure(a, b) and not (a.dated and b.dated):
        return a.status == b.status
    if is_of_those_days(a, b) or is_of_those_days(b, a):
        return a.status == b.status
    if a.when.phrase and b.when.phrase and not a.when.overlaps(b.when):
        return a.status == b.status and (is_one_telling(a, b) or is_one_story(a, b))
    if a.lasting and b.lasting:
        if (a.status == "planned") != (b.status == "planned") and a.family in words("figures", "generic", "changing"):
            return False
        apart = days_apart(a.published, b.published)
        if a.is_new or b.is_new:
            return is_exact(a.published) and is_exact(b.published) and apart <= SOON
        return apart <= (CHANGING_DAYS if a.family == "have" else STATE_DAYS)
    if a.status != b.status:
        return False
    if not (a.when.overlaps(b.when) or is_one_story(a, b)):
        return is_one_telling(a, b)
    if a.when.width is not None and b.when.width is not None:
        return max(a.when.width.days, b.when.width.days) <= 366
    return bool(a.named & b.named) or not (a.named and b.named)


def is_one_measure(a: Figure, b: Figure) -> bool:
    """Whether two figures are the size of one thing that is counted once in a story: the turnout, the threshold."""
    once = words("figures", "generic", "sized_once") & a.families & b.families
    return bool(once) and bool({a.measure, b.measure} & once) and days_apart(a.published, b.published) <= STORY_TOLD


def is_of_those_days(a: Figure, b: Figure) -> bool:
    """Whether a figure without a date in its clause stands in a sentence that speaks of the days of the other."""
    return (
        bool(a.measure or b.measure)
        and b.dated
        and not a.dated
        and any((day.earliest, day.latest) == (b.when.earliest, b.when.latest) for day in a.days)
    )


def is_one_telling(a: Figure, b: Figure) -> bool:
    """Whether what one of two tells without a date is what the other tells, by all else that the sentences share."""
    if days_apart(a.published, b.published) > STORY_TOLD or (a.dated and b.dated) or a.quantity.unit:
        return False
    if a.days and b.days and not any(x.overlaps(y) for x in a.days for y in b.days):
        return False
    shared = (a.context & b.context) - a.families - b.families - {a.head, b.head}
    return len(shared) + SAME_FIGURE * len(a.beside & b.beside) >= TELLING_ALIKE


def is_one_story(a: Figure, b: Figure) -> bool:
    """Whether what is told without a date lies close to what the other dates, and is no toll of one of many days."""
    if (a.dated and b.dated) or not (is_exact(a.when) and is_exact(b.when)):
        return False
    if a.families & b.families & TOLLS:
        return bool(a.speaker or b.speaker) and days_apart(a.when, b.when) <= EXACT_DAYS
    return not (a.when.phrase and b.when.phrase) and days_apart(a.when, b.when) <= STORY_DAYS


def is_exact(when: DateRange) -> bool:
    """Whether a day is known to within a few days."""
    return when.width is not None and when.width.days <= EXACT_DAYS


def days_apart(a: DateRange, b: DateRange) -> int:
    """The days between two ranges; 0 where they overlap or are open."""
    if a.latest is not None and b.earliest is not None and a.latest < b.earliest:
        return (b.earliest - a.latest).days
    if b.latest is not None and a.earliest is not None and b.latest < a.earliest:
        return (a.earliest - b.latest).days
    return 0


def in_one_unit(a: Figure, b: Figure) -> tuple[Figure, Figure]:
    """Two figures in one unit, so that miles and kilometres can be compared."""
    if unit_of(a.quantity) == unit_of(b.quantity):
        return a, b
    return in_base(a), in_base(b)


def in_base(figure: Figure) -> Figure:
    """A figure in the base unit of what it measures; what is converted was rounded."""
    quantity = figure.quantity
    factor = BASES[unit_of(quantity)][1] * (NAUTICAL if "nautical" in quantity.citation.quote.lower() else 1)
    least, most = bound_low(quantity), bound_high(quantity)
    if factor != 1 and least == most:
        least, most = least * (1 - ROUNDED), most * (1 + ROUNDED)
    bounded = replace(
        quantity,
        value=quantity.value * factor,
        least=least * factor,
        most=None if most == float("inf") else most * factor,
    )
    return replace(figure, quantity=bounded)


def measured(quantity: Quantity) -> str:
    """The base unit of what a quantity measures, or its own unit."""
    unit = unit_of(quantity)
    return BASES[unit][0] if unit in BASES else unit


def reconciled(a: Figure, b: Figure) -> bool:
    """Whether bounds, rounding or a count that grew explain the difference."""
    low = max(bound_low(a.quantity), bound_low(b.quantity))
    high = min(bound_high(a.quantity), bound_high(b.quantity))
    if low <= high:
        return True
    x, y = sorted((a.quantity.value, b.quantity.value))
    if y and (y - x) / y <= NEAR and is_round(x) != is_round(y):
        return True
    if x != y and is_rounded(x, y):
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


def is_rounded(x: float, y: float) -> bool:
    """Whether the shorter of two figures is the longer one rounded: 13.6 million, 13,625,777."""
    short, long = sorted((x, y), key=digits)
    kept = digits(short)
    return 2 <= kept < digits(long) and float(f"{long:.{kept - 1}e}") == short


def digits(value: float) -> int:
    """How many digits of a number tell."""
    text = f"{value:.0f}" if value == int(value) else f"{value:.6g}".replace(".", "")
    return len(text.strip("0"))


def is_round(value: float) -> bool:
    """Whether a number has one or two significant digits only."""
    digits = f"{value:.0f}".rstrip("0")
    return value >= 20 and value % 10 == 0 and len(digits) <= 2


def has_grown(a: Figure, b: Figure) -> bool:
    """Whether `b` is a later report of a toll that can only rise."""
    if a.family not in TOLLS or b.quantity.value <= a.quantity.value or a.document == b.document:
        return False
    if a.when.phrase and b.when.phrase:
        return False
    if min(a.quantity.value, b.quantity.value) >= TOTAL and days_apart(a.published, b.published) <= EXACT_DAYS * 5:
        return False  # the dead of a whole war do not grow by a fifth in days
    first, second = a.when.latest or a.published.latest, b.when.latest or b.published.latest
    return first is None or second is None or first < second


def finding(a: Figure, b: Figure) -> Finding:
    """The finding for two figures, with the arithmetic."""
    what = " ".join((*sorted(a.modifiers & b.modifiers), a.head or b.head or a.object or a.verb))
    unit = a.quantity.unit
    named = " ".join((*what.split()[:-1], plural(what.split()[-1])))
    return Finding(
        key=("numeric", unit_of(a.quantity), *sorted({a.head, b.head}), a.family, a.object or b.object),
        question=f"How many {plural(unit)} ({what})?" if unit else f"How many {named}?",
        kind="numeric",
        verdict="conflict",
        severity=severity(a.quantity.value, b.quantity.value),
        accounts=(Told(shown(a.quantity), (a.clause,)), Told(shown(b.quantity), (b.clause,))),
        why=arithmetic_of(a, b),
    )


def arithmetic_of(a: Figure, b: Figure) -> str:
    """The difference in figures, in one unit, and whether a part would exceed its whole."""
    one, other = in_one_unit(a, b)
    text = arithmetic(one.quantity, other.quantity)
    if unit_of(a.quantity) != unit_of(b.quantity):
        text += f" (in {plural(measured(a.quantity))})"
    if a.head != b.head and (exceeds_whole(a, b) or exceeds_whole(b, a)):
        part, whole = (a, b) if exceeds_whole(a, b) else (b, a)
        text += f"; so many {plural(part.head)} cannot be among so few in all: {plain(whole.quantity.value)}"
    return text


def shown(quantity: Quantity) -> str:
    """A figure as the text words it, with its hedge."""
    text = " ".join(quantity.citation.quote.split())
    if quantity.least is not None and quantity.most is None:
        return f"at least {text}"
    if quantity.least == 0.0 and quantity.value:
        return f"at most {text}"
    if quantity.least is not None and quantity.least != quantity.value:
        return f"about {text}"
    return text


def severity(x: float, y: float) -> str:
    """By how far the figures are apart."""
    low, high = sorted((x, y))
    if low <= 0 or high / low >= 9:
        return "critical"
    return "major" if high / low >= 1.5 else "moderate" if high / low >= 1.1 else "minor"


def arithmetic(a: Quantity, b: Quantity) -> str:
    """The difference in figures, and the slip of a zero or of two digits where it looks like one."""
    low, high = sorted((a.value, b.value))
    text = f"{plain(high)} against {plain(low)}: {plain(high - low)} apart"
    if low > 0:
        ratio = high / low
        text += f", a factor of {ratio:.3g}"
        for power in (1, 2, 3, 6):
            if abs(ratio / 10**power - 1) < 0.01:
                text += f", what a slip of {power} zero{'s' if power > 1 else ''} would make"
    if plain(low) != plain(high) and sorted(plain(low)) == sorted(plain(high)) and high < 10**7:
        text += "; the two have the same digits in another order"
    return text


def plain(value: float) -> str:
    """A number without exponent or idle decimals."""
    return f"{value:,.2f}".rstrip("0").rstrip(".")
