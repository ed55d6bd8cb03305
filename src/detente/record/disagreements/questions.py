"""When two figures surely answer one question: one noun and family of verbs, one party and time, and words alike."""

from detente.evidence import DateRange
from detente.record.disagreements.arithmetic import EXACT_DAYS, TOLLS, days_apart
from detente.record.disagreements.figures import Figure, is_person, unit_of
from detente.record.disagreements.vetoes import are_unlike
from detente.record.wordlists import words

__all__ = ["DURATIONS", "NEARBY", "exceeds_whole", "is_one_question"]

ALIKE = 2
STATE_DAYS = 120
CHANGING_DAYS = 30
SOON = 10
STORY_DAYS = 6
STORY_TOLD = 30
"""Articles this many days apart may tell one story."""
TELLING_ALIKE = 3
SAME_FIGURE = 2
TELLING = frozenset("deprive kill injure arrest displace attend stop sign close sell".split())
NEARBY = 400
"""Characters between two sentences that are told as rival figures."""
SUFFERED = frozenset({"kill", "injure", "arrest", "displace"})
DURATIONS = frozenset({"year", "month", "week", "day", "hour", "minute", "decade"})


def is_one_question(a: Figure, b: Figure) -> bool:
    """Whether two figures are of one thing, by one party, on one occasion."""
    rates = tuple("" if figure.family == "earn" else figure.per for figure in (a, b))
    if rates[0] != rates[1] or a.proposers != b.proposers or a.is_part != b.is_part or not a.families & b.families:
        return False
    if not (a.family and b.family) or {a.status, b.status} & {"denied", "proposed"}:
        return False
    if a.is_new != b.is_new and not a.families & b.families & words("figures", "generic", "changing"):
        return False
    if a.clause == b.clause and not are_rivals_told(a, b):
        return False
    if not same_thing(a, b) or (a.agents and b.agents and not a.agents & b.agents):
        return False
    if not same_time(a, b) or are_unlike(a, b):
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
