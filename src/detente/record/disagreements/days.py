"""Days of one act under two verbs: "was recovered on Tuesday" here, "was lifted on Wednesday" there.

Only acts that a given thing undergoes once are compared, told in clauses with a day of their own, by independent
articles; where the coverage tells of three days or more, it tells of several occasions. Months and years are compared
as days are ("was founded in 1911", "was set up in 1908"), but farther apart.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta

from detente.evidence import DateRange
from detente.record.disagreements.aliases import aliases, under_one_name
from detente.record.disagreements.asserting import ASSERTED
from detente.record.disagreements.claims import MOVING, Claim
from detente.record.disagreements.datings import changes
from detente.record.disagreements.findings import Finding, Told
from detente.record.disagreements.likeness import concrete, likeness
from detente.record.disagreements.neighbours import days_between, pairs_within
from detente.record.disagreements.senses import REPEATED, is_once, worded
from detente.record.reading import Gleaner, Reading

__all__ = ["DATED", "find"]

ENOUGH = 3
SURELY = 4
"""So alike are two claims of an act that may well be done twice, if they tell one."""
CLOSE_DAYS = 21
PLANS_DAYS = 3
"""Plans told so many days apart are one plan; later ones may be new."""
STORY_DAYS = 3
STORY_WRITTEN = 400
MOST_DAYS = 2
MOST_PAIRS = 400
REACH: Mapping[str, int] = {"month": 120, "season": 1500, "year": 4500}
"""So many days may lie between two tellings of one act, by the coarser of the two; days are `CLOSE_DAYS` apart."""
MANY = 100
"""Of an act that more claims tell, months and years are not compared: it is done often."""
COARSE = frozenset({"season", "year"})
FOR_EVER = frozenset({"sign", "find", "found", "build", "destroy"})
"""Acts that a thing undergoes once in all its time: a strike may begin in another year again."""
LONG_AGO = timedelta(days=400)


def find(readings: Sequence[Reading]) -> Iterator[Finding]:
    """The acts that two articles put on two days."""
    groups: dict[tuple[str, str], list[Claim]] = {}
    changed = changes(readings)
    same = aliases(readings)
    for reading in readings:
        for claim in (under_one_name(found, same) for found in DATED.of(reading)):
            if claim.future and str(claim.when.earliest)[len("2025-") :] in changed:
                continue
            for sense in sorted(claim.senses - REPEATED):
                for thing in sorted(claim.undergoers | claim.matter):
                    groups.setdefault((sense, thing), []).append(claim)
    seen: set[tuple[int, int]] = set()
    for (sense, thing), group in groups.items():
        for a, b in (*near(group), *far(sense, group)):
            if (
                (id(a), id(b)) not in seen
                and is_one_act(a, b)
                and not is_series(a, group)
                and not is_known(a, b, group)
            ):
                seen.add((id(a), id(b)))
                yield finding(sense, thing, a, b)


def dated_claims(reading: Reading) -> Iterator[Claim]:
    """The claims of an article that are asserted and have a day, a month or a year of their own in their clause."""
    for claim in ASSERTED.of(reading):
        if claim.dated_itself and is_a_time(claim.when) and not claim.again:
            yield claim


DATED = Gleaner("dated claims", Claim, dated_claims)


def is_a_time(when: DateRange) -> bool:
    """Whether a range is one day of the calendar, or one month, season or year."""
    if when.earliest is None or when.latest is None:
        return False
    return when.earliest == when.latest or (when.granularity in REACH and when.width is not None)


def near(group: Sequence[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """The pairs of a group on two days, or in two months, near each other."""
    yield from rivals([claim for claim in group if claim.when.granularity not in COARSE], CLOSE_DAYS)


def far(sense: str, group: Sequence[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """The pairs of a group that months and years put farther apart, where few tell of an act that is done once."""
    if not is_once(sense) or len(group) > MANY or all(reach(claim) == CLOSE_DAYS for claim in group):
        return
    for a, b in rivals(group, max(map(reach, group))):
        if (days_between(a.when, b.when) or 0) <= max(reach(a), reach(b)):
            yield a, b


def rivals(group: Sequence[Claim], reaching: int) -> Iterator[tuple[Claim, Claim]]:
    """The pairs of a group from two articles on two days that lie so many days apart at most."""
    for count, (first, second) in enumerate(pairs_within([claim.when for claim in group], timedelta(days=reaching))):
        if count >= MOST_PAIRS:
            return
        a, b = group[first], group[second]
        if a.document != b.document and not a.when.overlaps(b.when):
            yield a, b


def reach(claim: Claim) -> int:
    """How many days off another telling of the same act may put it."""
    return REACH.get(claim.when.granularity, CLOSE_DAYS)


def is_one_act(a: Claim, b: Claim) -> bool:
    """Whether two dated claims tell one act; a common year that is long past speaks for it."""
    if a.future != b.future or not a.senses & b.senses:
        return False
    coarse = bool({a.when.granularity, b.when.granularity} & COARSE)
    if not (a.definite or b.definite) or (a.when.granularity != b.when.granularity and not coarse):
        return False
    if a.future and (coarse or apart(a.published, b.published) > PLANS_DAYS):
        return False
    once = any(map(is_once, a.senses & b.senses))
    if coarse or (days_between(a.when, b.when) or 0) > CLOSE_DAYS:
        lasting = bool(a.senses & b.senses & FOR_EVER) if coarse else once
        return lasting and is_of_one_thing(a, b) and likeness(a, b) + is_history(a, b) >= SURELY
    return likeness(a, b) + (is_history(a, b) or is_one_story(a, b)) >= (ENOUGH if once else SURELY)


def is_of_one_thing(a: Claim, b: Claim) -> bool:
    """Whether two claims are of a thing that is described alike: years apart, one sort of thing has many."""
    return bool(concrete(a) & concrete(b)) and a.specific == b.specific


def is_one_story(a: Claim, b: Claim) -> bool:
    """Whether both tell, within a year of each other, what befell a known thing within three days."""
    things = {x for x in a.undergoers & b.undergoers if not x.startswith("a:") or a.senses & b.senses & MOVING}
    days = abs((a.when.earliest - b.when.earliest).days) if a.when.earliest and b.when.earliest else CLOSE_DAYS
    written = apart(a.published, b.published)
    return bool(things) and days <= STORY_DAYS and written <= STORY_WRITTEN


def is_history(a: Claim, b: Claim) -> bool:
    """Whether both tell of days of one year, long before they were written."""
    days = [claim.when.latest for claim in (a, b)]
    written = [claim.published.earliest for claim in (a, b)]
    if any(day is None for day in (*days, *written)):
        return False
    return all(w - d > LONG_AGO for d, w in zip(days, written, strict=True) if d and w)


def apart(a: DateRange, b: DateRange) -> int:
    """The days between two publications; many where one is not known."""
    if a.latest is None or b.latest is None:
        return CLOSE_DAYS
    return abs((a.latest - b.latest).days)


def is_series(claim: Claim, group: Sequence[Claim]) -> bool:
    """Whether the same is told of three days or more: then two days are two occasions; a day of a year that is told as
    well is none more."""
    times: list[DateRange] = []
    for other in group:
        if not any(map(other.when.overlaps, times)) and (likeness(claim, other) or other == claim):
            times.append(other.when)
            if len(times) > MOST_DAYS:
                return True
    return False


def is_known(a: Claim, b: Claim, group: Sequence[Claim]) -> bool:
    """Whether an article that puts such an act in one year tells one of the other's year as well."""
    if not {a.when.granularity, b.when.granularity} & COARSE:
        return False
    return any(
        told.document == one.document and told.when.overlaps(other.when)
        for one, other in ((a, b), (b, a))
        for told in group
    )


def finding(sense: str, thing: str, a: Claim, b: Claim) -> Finding:
    """The finding for one act on two days."""
    coarse = bool({a.when.granularity, b.when.granularity} & COARSE)
    asked = "In which year" if coarse else "On which day" if a.when.earliest == a.when.latest else "When"
    verb = a.trigger.quote if a.word == b.word else f"{a.trigger.quote} or {b.trigger.quote}"
    return Finding(
        key=("day", sense, thing, *sorted(a.parties & b.parties)),
        question=f"{asked}: {verb} ({named(a, b, thing)})?",
        kind="date",
        verdict="conflict",
        severity="moderate",
        accounts=tuple(Told(shown(claim.when), (claim.clause,)) for claim in (a, b)),
        why=f"“{a.trigger.quote}” and “{b.trigger.quote}” tell one act on one thing, {distance(a, b, coarse=coarse)}",
    )


def distance(a: Claim, b: Claim, *, coarse: bool) -> str:
    """How far apart two tellings put an act: in days, or by naming the years."""
    if coarse or a.when.earliest is None or b.when.earliest is None:
        return f"put in {shown(a.when)} and in {shown(b.when)}"
    return f"{abs((b.when.earliest - a.when.earliest).days)} days apart"


def shown(when: DateRange) -> str:
    """A day, a month or a year, as in ISO 8601."""
    day = str(when.earliest)
    if when.earliest == when.latest:
        return day
    return day[: len("2025")] if when.granularity in COARSE else day[: len("2025-03")]


def named(a: Claim, b: Claim, thing: str) -> str:
    """What the act befalls, for people."""
    shared = sorted(x.removeprefix("a:").replace("_", " ") for x in a.undergoers & b.undergoers)
    told = [*shared, thing.removeprefix("a:").replace("_", " ")]
    return ", ".join(worded(x, a.clause.quote) for x in told[: max(1, len(shared))])
