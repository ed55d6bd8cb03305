"""Figures of one thing that differ, in the same or in other words.

What surely makes two figures two things rules a pair out; the signs that they are of one thing are weighed for the
rest. That one noun is asked for under one family of verbs, by one party at one time, is the strongest of them.

The weights come from a logistic regression over the pairs of figures of 21 invented disputes and of 70 stories in which
hardly any two figures disagree, each judged by the others. "slipped digits", "told or planned", "one demand", "like
beside", "same beside", "one rate", "rate left out" and "one length" are too rare there and were set by hand; "one
speaker" was lowered by half a point, and so was by a tenth what is enough.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from math import log

from detente.record.disagreements.arithmetic import (
    arithmetic,
    days_apart,
    in_one_unit,
    measured,
    plain,
    reconciled,
    severity,
    shown,
)
from detente.record.disagreements.figures import COST, Figure, figures, is_estimate, is_person, unit_of
from detente.record.disagreements.findings import Finding
from detente.record.disagreements.findings import Told as Answer
from detente.record.disagreements.kindred import are_kindred, stem
from detente.record.disagreements.lengths import LAST
from detente.record.disagreements.matters import Matters, key_of
from detente.record.disagreements.questions import NEARBY, exceeds_whole, is_one_question
from detente.record.disagreements.shares import in_other_terms, whole_of
from detente.record.disagreements.vetoes import HARM, PLAIN, are_far_apart, are_unlike
from detente.record.disagreements.votes import VOTES
from detente.record.disagreements.wording import plural
from detente.record.entries import Quantity
from detente.record.reading import Gleaner, Reading
from detente.record.stretches import beginning_in
from detente.record.wordlists import words

__all__ = ["FIGURES", "find"]

WEIGHTS: Mapping[str, float] = {
    "one question": 2.6,
    "one act": 0.7,
    "one demand": 0.6,
    "shared": 0.75,
    "one scene": 0.85,
    "one day": 2.2,
    "voices": 0.6,
    "side by side": 2.3,
    "slipped digits": 2.5,
    "one speaker": -4.0,
    "told or planned": -2.0,
    "hundreds of days between": -1.5,
    "ratio": -0.45,
    "small": -0.8,
    "other doers": -1.9,
    "other people": -0.9,
    "better elsewhere": -0.9,
    "like beside": -0.5,
    "same beside": 0.6,
    "one rate": 0.7,
    "rate left out": -0.6,
    "one length": 0.6,
}
ENOUGH = 1.65
ROUNDING = 1e-6
"""By how much a sum may differ with the order of its terms."""
TOLD_OR_PLANNED = {"happened", "planned"}
"""What one article tells as settled, another may tell as a plan."""
MOST_SHARED = 3.5
"""Sentences that share more are hardly more of one matter."""
MOST_RATIO = 3.0
STORY_DAYS = 3
"""Days within which two articles tell of one session."""
MOST_APART = 1.5
"""By more than so many times a rate and a sum of a whole time differ."""
SMALL = 4
LONG = 4
"""Digits of a number that is hardly counted by heads: a nought more is a slip."""
FEWEST_DIGITS = 2
"""Digits besides noughts that two numbers have in common by more than chance."""
TELLING = 0.4
GATHERING = "attend"
DWELLING = "live"
COMING = re.compile(r"\b(?:coming|next|upcoming)\b", re.IGNORECASE)
MINUTES = {"second": 1 / 60, "minute": 1.0, "hour": 60.0, "day": 1440.0, "week": 10080.0, "month": 43800.0}


def figures_in(reading: Reading) -> Iterator[Figure]:
    """An article's figures in their clauses, without counts of occasions and the results of votes."""
    quantities = reading.gleaned.get("quantities", ())
    places = [vote.place.span for vote in VOTES.of(reading)]
    results = {q.citation for place in places for q in beginning_in(quantities, place.start, place.end)}
    held = [q for q in quantities if q.unit not in {"times", "ordinal"} and q.citation not in results]
    for figure in figures(reading, held):
        yield figure
        yield from in_other_terms(figure)


FIGURES = Gleaner("figures", Figure, figures_in)


def find(readings: Sequence[Reading], matters: Matters) -> Iterator[Finding]:
    """The pairs of figures that are given of one thing: surely, or by all that speaks for it."""
    held = [figure for reading in readings for figure in FIGURES.of(reading) if is_fit(figure)]
    told = Pile(held, matters)
    for a, b in pairs(held, matters):
        sure = is_one_question(a, b) and not is_other_time_unit(a, b)
        fits = sure or (may_be_one(a, b) and not told.is_told_there(a, b))
        if not fits or are_elsewhere(a, b) or is_share_of_another(a, b) or is_reconciled(a, b):
            continue
        if told.are_likely_one(a, b, is_sure=sure):
            yield finding(in_minutes(a), in_minutes(b)) if is_other_time_unit(a, b) else finding(a, b)


def pairs(figures: Sequence[Figure], matters: Matters) -> Iterator[tuple[Figure, Figure]]:
    """The pairs of figures in one kind of unit, or without one, that share anything rare."""
    by_unit: dict[str, list[Figure]] = {}
    for figure in figures:
        unit = measured(figure.quantity)
        by_unit.setdefault("minute" if unit in MINUTES else unit, []).append(figure)
    for alike in by_unit.values():
        yield from matters.pairs(alike, lambda figure: figure.clause, marks)


def marks(figure: Figure) -> frozenset[str]:
    """What else may bring two figures together: the noun counted, and what is done to it."""
    heads = {f"n:{stem(figure.head)}"} if figure.head else set()
    return frozenset(heads | {f"f:{family}" for family in figure.families - PLAIN})


def is_fit(figure: Figure) -> bool:
    """Whether a figure is vouched for, and is no number of years."""
    return not figure.hedged and bool(figure.quantity.value) and unit_of(figure.quantity) != "year"


def may_be_one(a: Figure, b: Figure) -> bool:
    """Whether nothing makes two figures figures of two things, or of two times."""
    if not is_one_kind(a, b) or have_two_rates(a, b) or have_two_proposers(a, b) or are_part_and_whole(a, b):
        return False
    if a.document == b.document and not are_two_voices(a, b):
        return False
    if (a.status != b.status and {a.status, b.status} != TOLD_OR_PLANNED) or are_dated_apart(a, b):
        return False
    if cost_two_things(a, b):
        return False
    if a.is_new != b.is_new and not a.families & b.families & words("figures", "generic", "changing"):
        return False
    if is_other_time_unit(a, b) and are_far_apart(in_minutes(a), in_minutes(b)):
        return False
    return not (a.modifiers and b.modifiers and not a.modifiers & b.modifiers) and not are_unlike(a, b)


def are_elsewhere(a: Figure, b: Figure) -> bool:
    """Whether people gather in two places, "in Brook" here and "in Hale" there, or live in two."""
    if GATHERING in a.families and GATHERING in b.families:
        return bool(a.places and b.places) and not a.places & b.places
    if DWELLING in a.families and DWELLING in b.families:
        idle = {stem(one) for one in (a.head, b.head, a.verb, b.verb, *words("figures", "generic", "dwelling"))}
        return not (a.scope - idle) & (b.scope - idle)
    return False


def cost_two_things(a: Figure, b: Figure) -> bool:
    """Whether what costs so much is a dam here and a tunnel there, and neither is told of beside the other."""
    if not (COST in a.families and COST in b.families and a.head and b.head) or are_kindred(a.head, b.head):
        return False
    if {a.head, b.head} & words("figures", "generic", "anything"):
        return False
    return stem(a.head) not in b.scope and stem(b.head) not in a.scope


def have_two_proposers(a: Figure, b: Figure) -> bool:
    """Whether two figures are proposed by two, or one is and the other is not; beside one and the same figure ("4
    percent over 24 months") it need not be said once more."""
    if a.proposers == b.proposers:
        return False
    return bool(a.proposers and b.proposers) or not a.beside & b.beside


def have_two_rates(a: Figure, b: Figure) -> bool:
    """Whether one figure is a rate and the other another or none, and not merely told without its "a year"."""
    if a.per == b.per:
        return False
    low, high = sorted((a.quantity.value, b.quantity.value))
    one_act = bool((a.families & b.families) - PLAIN)
    return bool(a.per and b.per) or not (one_act and a.quantity.unit and high <= MOST_APART * low)


def are_part_and_whole(a: Figure, b: Figure) -> bool:
    """Whether one figure is of some of what the other counts; "four of the fourteen" and "five" are of one part."""
    if a.is_part == b.is_part:
        return False
    part, other = (a, b) if a.is_part else (b, a)
    whole = whole_of(part)
    return whole is None or other.quantity.value >= whole


def are_dated_apart(a: Figure, b: Figure) -> bool:
    """Whether two clauses give two days, and not the coming year of two who demand something for it."""
    to_come = bool(a.proposers and b.proposers) and all(is_to_come(figure) for figure in (a, b))
    return a.dated and b.dated and not to_come and not a.when.overlaps(b.when)


def is_to_come(figure: Figure) -> bool:
    """Whether a clause's dates lie after the day of its telling, as far as both are known."""
    told, begins = figure.published.earliest, figure.when.latest
    if figure.when.phrase and COMING.search(figure.when.phrase):
        return True
    return told is not None and begins is not None and begins > told


def are_two_voices(a: Figure, b: Figure) -> bool:
    """Whether one article gives two figures by two voices, near each other; in one article sums, shares and sizes are
    mostly of several things, but for those of one noun to which the same is done."""
    apart = abs(a.clause.span.start - b.clause.span.start)
    if a.speaker == b.speaker or not 0 < apart <= NEARBY:
        return False
    one_thing = bool(a.head) and stem(a.head) == stem(b.head) and bool((a.families & b.families) - PLAIN)
    return one_thing or (bool(a.speaker and b.speaker) and not a.quantity.unit)


def is_one_kind(a: Figure, b: Figure) -> bool:
    """Whether two figures measure in comparable units, or count nouns that may be of the same things."""
    if a.quantity.unit or b.quantity.unit:
        alike = measured(a.quantity) == measured(b.quantity) or is_other_time_unit(a, b)
        return alike and (not (a.quantity.of and b.quantity.of) or may_be_same(a, b))
    return may_be_same(a, b)


def is_share_of_another(a: Figure, b: Figure) -> bool:
    """Whether a share that is worked out stands beside one of something else: of the ministries, and of an income."""
    if a.quantity.unit == b.quantity.unit == "percent" and any(
        one.head == "vote" and is_person(other.head) for one, other in ((a, b), (b, a))
    ):
        return True  # of the votes cast, and of all who might vote
    if not (is_worked_out(a) or is_worked_out(b)) or (is_person(a.head) and is_person(b.head)):
        return False
    return not are_kindred(a.head, b.head)


def is_worked_out(figure: Figure) -> bool:
    """Whether a share is worked out of a count and its whole: "four of the fourteen"."""
    words = figure.quantity.citation.quote
    return figure.quantity.unit == "percent" and "%" not in words and "cent" not in words


def may_be_same(a: Figure, b: Figure) -> bool:
    """Whether two nouns may be of the same things: one noun, people, or kindred nouns to which the same is done; what
    is measured may be named by any noun then."""
    if stem(a.head) == stem(b.head):
        return True
    if is_person(a.head) and is_person(b.head):
        return bool(a.quantity.unit) or not (is_some_of(a, b) or is_some_of(b, a))
    one_act = bool((a.families & b.families) - PLAIN)
    if a.quantity.unit:
        return one_act
    return (one_act or is_one_day(a, b)) and are_kindred(a.head, b.head)


def is_one_day(a: Figure, b: Figure) -> bool:
    """Whether both sentences give one and the same day."""
    days = {a.when.earliest, a.when.latest, b.when.earliest, b.when.latest}
    return a.dated and b.dated and len(days) == 1 and None not in days


def is_some_of(part: Figure, whole: Figure) -> bool:
    """Whether people of one sort may be among the people of the other figure: nine farmers among 14 people."""
    return whole.head == "person" and part.quantity.value <= whole.quantity.value


def is_other_time_unit(a: Figure, b: Figure) -> bool:
    """Whether two lengths of time are told in two units."""
    units = unit_of(a.quantity), unit_of(b.quantity)
    return units[0] != units[1] and all(unit in MINUTES for unit in units)


def is_reconciled(a: Figure, b: Figure) -> bool:
    """Whether bounds, rounding or growth explain the difference."""
    if is_other_time_unit(a, b):
        a, b = in_minutes(a), in_minutes(b)
    if a.is_duty and b.is_duty:
        a, b = as_laid_down(a), as_laid_down(b)
    return reconciled(*in_one_unit(a, b))


def as_laid_down(figure: Figure) -> Figure:
    """A bound that a rule sets, as the figure it is: whoever says that at least 80 must be has not said at least 60."""
    value = figure.quantity.value
    return replace(figure, quantity=replace(figure.quantity, least=value, most=value))


def in_minutes(figure: Figure) -> Figure:
    """A length of time in minutes; a whole number of longer units is a rounded one."""
    factor = MINUTES[unit_of(figure.quantity)]
    quantity = figure.quantity
    half = factor / 2 if factor > 1 else 0.0
    least = (quantity.value if quantity.least is None else quantity.least) * factor - half
    most = None if quantity.least is not None and quantity.most is None else (quantity.most or quantity.value) * factor
    widened = None if most is None else most + half
    value = quantity.value * factor
    return replace(figure, quantity=replace(quantity, unit="minute", value=value, least=least, most=widened))


class Pile:
    """All figures of a pile, by article and kind."""

    __slots__ = ("_alike", "_matters", "_values")

    def __init__(self, figures: Sequence[Figure], matters: Matters) -> None:
        self._matters = matters
        self._alike: dict[tuple[str, str], list[Figure]] = {}
        for figure in figures:
            self._alike.setdefault((figure.document, kind_of(figure)), []).append(figure)
        self._values = {key: {size(f) for f in held} for key, held in self._alike.items()}

    def are_likely_one(self, a: Figure, b: Figure, *, is_sure: bool) -> bool:
        """Whether enough speaks for it that two figures are of one thing.

        The signs that take the longest are looked at last, and only where they can still decide.
        """
        signs = signs_at_best(a, b) | {"one question": float(is_sure)}
        dear: Sequence[tuple[str, Callable[[], float]]] = (
            ("shared", lambda: min(MOST_SHARED, self.shared(a, b))),
            ("one scene", lambda: float(self.is_one_scene(a, b))),
            ("better elsewhere", lambda: float(self.rivals(a, b))),
        )
        for sign, worked_out in dear:
            if weighed(signs) < ENOUGH - ROUNDING:
                return False
            signs[sign] = worked_out()
        return weighed(signs) >= ENOUGH

    def is_told_there(self, a: Figure, b: Figure) -> bool:
        """Whether the article of one figure gives the other figure as well: then the first is of something else."""
        if a.document == b.document:
            return False
        there = self._values.get((b.document, kind_of(a)), set()), self._values.get((a.document, kind_of(b)), set())
        return size(a) in there[0] or size(b) in there[1]

    def is_better_elsewhere(self, a: Figure, b: Figure) -> bool:
        """Whether another figure of the kind in the article of `b` has more in common with `a`."""
        if a.document == b.document:
            return False
        mine = self.shared(a, b)
        others = self._alike.get((b.document, kind_of(b)), ())
        return any(self.shared(a, other) > mine for other in others if other is not b)

    def rivals(self, a: Figure, b: Figure) -> int:
        """For how many of two figures another one would be the better partner."""
        return self.is_better_elsewhere(a, b) + self.is_better_elsewhere(b, a)

    def shared(self, a: Figure, b: Figure) -> float:
        """What the clauses, the sentences and the surroundings of two figures have in common."""
        idle = frozenset(stem(word) for word in (a.head, b.head, unit_of(a.quantity), unit_of(b.quantity)) if word)
        return self._matters.ties(key_of(a.clause), key_of(b.clause), a.scope - idle, b.scope - idle, idle)

    def is_one_scene(self, a: Figure, b: Figure) -> bool:
        """Whether figures of two kinds of people stand in sentences that share a word that tells."""
        if stem(a.head) == stem(b.head) or (a.families & b.families) - PLAIN:
            return True
        own = self._matters.of(key_of(a.clause)), self._matters.of(key_of(b.clause))
        return self._matters.shared(*own) >= TELLING


def weighed(signs: Mapping[str, float]) -> float:
    """How much speaks for it that two figures are of one thing."""
    return sum(WEIGHTS[sign] * value for sign, value in signs.items())


def signs_at_best(a: Figure, b: Figure) -> dict[str, float]:
    """How far each sign that two figures are of one thing, or are not, is there; those for which the pile must be asked
    as far as they can speak for it."""
    shared_acts = (a.families & b.families) - PLAIN
    low, high = sorted(q.value for q in quantities_in_one_unit(a, b))
    one_noun = bool(a.head) and stem(a.head) == stem(b.head)
    slipped = (one_noun or bool(a.quantity.unit)) and bool(shared_acts) and has_slipped(low, high)
    other_people = (
        not are_kindred(a.head, b.head) and "person" not in (a.head, b.head) and is_person(a.head) and is_person(b.head)
    )
    counted = bool(a.modifiers & b.modifiers) and one_noun and bool(shared_acts & HARM)
    small = not (a.quantity.unit or counted) and sum(figure.quantity.value < SMALL for figure in (a, b))
    return {
        "one act": float(bool(shared_acts)),
        "one demand": float(bool(a.proposers) and a.proposers == b.proposers),
        "shared": MOST_SHARED,
        "one scene": 1.0,
        "one day": float(a.dated and b.dated and a.when.overlaps(b.when)),
        "voices": float(bool(a.speaker) + bool(b.speaker)),
        "side by side": float(a.document == b.document),
        "slipped digits": float(slipped),
        "one speaker": float(bool(a.speaker) and a.speaker == b.speaker),
        "told or planned": float(a.status != b.status and not (is_estimate(a) or is_estimate(b))),
        "hundreds of days between": 0.0 if slipped else min(4.0, days_apart(a.published, b.published) / 100),
        "ratio": min(MOST_RATIO, log(high / low)) if low > 0 else MOST_RATIO,
        "small": float(small),
        "other doers": float(bool(a.agents and b.agents) and not a.agents & b.agents),
        "other people": float(other_people),
        "better elsewhere": 0.0,
        "like beside": float(has_like_beside(a) + has_like_beside(b)),
        "same beside": float(bool(a.beside & b.beside) and a.document != b.document),
        "one rate": float(bool(a.per) and a.per == b.per),
        "rate left out": float(a.per != b.per),
        "one length": float(is_one_length(a, b)),
    }


def is_one_length(a: Figure, b: Figure) -> bool:
    """Whether two articles of a few days tell how long one thing took: it is in both what the figure is of, so that it
    is not counted among what else they share."""
    of_one = bool(a.head) and stem(a.head) == stem(b.head) and LAST in a.families and LAST in b.families
    return of_one and days_apart(a.published, b.published) <= STORY_DAYS


def has_slipped(low: float, high: float) -> bool:
    """Whether two numbers differ by a nought or by digits that changed places, as in copying: 17,000 and 170,000."""
    one, other = (f"{value:.0f}" for value in (low, high))
    told = len(one.rstrip("0")) >= FEWEST_DIGITS or len(one) >= LONG
    noughts = len(one) != len(other) and one.rstrip("0") == other.rstrip("0") and told
    return noughts or (one != other and len(one) > FEWEST_DIGITS and sorted(one) == sorted(other))


def kind_of(figure: Figure) -> str:
    """What a figure measures in, or counts."""
    unit = measured(figure.quantity)
    return "minute" if unit in MINUTES else unit or stem(figure.head)


def size(figure: Figure) -> float:
    """A figure's number, of lengths of time in minutes: three hours are no three days."""
    return figure.quantity.value * MINUTES.get(unit_of(figure.quantity), 1.0)


def quantities_in_one_unit(a: Figure, b: Figure) -> tuple[Quantity, Quantity]:
    """Two quantities in one unit."""
    if is_other_time_unit(a, b):
        a, b = in_minutes(a), in_minutes(b)
    one, other = in_one_unit(a, b)
    return one.quantity, other.quantity


def has_like_beside(figure: Figure) -> bool:
    """Whether another figure of the same kind stands in the sentence."""
    kind = unit_of(figure.quantity) or figure.quantity.of.rpartition(" ")[2]
    return any(other.partition(" ")[2] == kind for other in figure.beside)


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
        accounts=(Answer(shown(a.quantity), (a.clause,)), Answer(shown(b.quantity), (b.clause,))),
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
