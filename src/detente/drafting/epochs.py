"""Epochs: cut where what the parties do or say changes, each with the options that stand in it.

A cut lies where nothing is told for forty days, where a year ends, and where a party reverses itself.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from detente.drafting.act import Act
from detente.drafting.options import UNDOING, Candidate
from detente.evidence import DateRange

__all__ = ["Stretch", "stretches"]

APART = timedelta(days=40)
SETTLED = timedelta(days=3)
WIDEST = timedelta(days=200)
MOST = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A time between two changes: when it begins, the acts that open it, and the options that then stand."""

    id: str
    since: DateRange
    acts: tuple[Act, ...]
    standing: tuple[str, ...]


def stretches(
    acts: Sequence[Act], options: Sequence[Candidate], conflicts: Sequence[frozenset[str]]
) -> tuple[Stretch, ...]:
    """The epochs, oldest first: at most eight, those with the most acts where there are more.

    An act belongs to an epoch by its own date; one without a date to the last epoch before its article appeared.
    """
    dated = sorted((act for act in acts if _is_dated(act)), key=_order)
    groups: list[list[Act]] = []
    for act in dated:
        if (
            groups
            and _start(act) - max(map(_start, groups[-1])) <= APART
            and _start(act).year == _start(groups[-1][0]).year
            and not _reverses(act, groups[-1], options)
        ):
            groups[-1].append(act)
        else:
            groups.append([act])
    while len(groups) > MOST:
        groups.remove(min(groups[1:-1], key=len))
    for act in acts:
        if not _is_dated(act) and groups and act.when.latest is not None:
            before = [group for group in groups if _start(group[0]) <= act.when.latest]
            (before or groups)[-1 if before else 0].append(act)
    return _standing([group for group in groups if any(_turns(act, options) for act in group)], options, conflicts)


def _reverses(act: Act, group: Sequence[Act], options: Sequence[Candidate]) -> bool:
    """Whether a party now does or accepts what it turned down days before in the same stretch, or the other way."""
    option = _home(act, options)
    if option is None or act.party != option.party or act.status != "happened":
        return False
    before = [a for a in group if a in option.acts and a.party == act.party and a.status in {"happened", "planned"}]
    if not before or _start(act) - _start(before[-1]) < SETTLED:
        return False
    return _sign(act, option) * _sign(before[-1], option) < 0


def _sign(act: Act, option: Candidate) -> int:
    """1 where an act takes an option up, -1 where it gives it up or turns it down, 0 where it only speaks of it."""
    if act.kind in {"rejects", "declines"} or (act.kind == "does" and _undoes(act, option)):
        return -1
    return 1 if act.kind in {"accepts", "does", "offers"} else 0


def _turns(act: Act, options: Sequence[Candidate]) -> bool:
    """Whether an act can begin an epoch: it takes up or gives up an option, agrees with others, or stands firm."""
    if act.kind in {"stands firm", "declines"} or act.is_joint:
        return True
    return (_home(act, options) is not None and act.kind != "holds") or (
        act.kind == "rejects" and not act.is_renunciation
    )


def _is_dated(act: Act) -> bool:
    return act.when.earliest is not None and act.when.width is not None and act.when.width <= timedelta(days=366)


def _start(act: Act) -> date:
    assert act.when.earliest is not None
    return act.when.earliest


def _order(act: Act) -> tuple[object, ...]:
    return (_start(act), act.when.latest or date.max, act.citation.span)


def _home(act: Act, options: Sequence[Candidate]) -> Candidate | None:
    return next((option for option in options if act in option.acts), None)


def _standing(
    groups: Sequence[Sequence[Act]], options: Sequence[Candidate], conflicts: Sequence[frozenset[str]]
) -> tuple[Stretch, ...]:
    """What stands in each epoch: options taken up stay until one that excludes them is taken up."""
    found: list[Stretch] = []
    standing: dict[str, None] = {}
    for group in groups:
        for act in group:
            option = _home(act, options)
            if option is None or act.status != "happened" or option.family in {"yields", "reading"}:
                continue
            if act.party != option.party:
                continue
            if act.kind in {"rejects", "declines"} or (act.kind == "does" and _undoes(act, option)):
                standing.pop(option.id, None)
                continue
            for other in [o for o in standing if frozenset({o, option.id}) in conflicts]:
                del standing[other]
            standing[option.id] = None
        for option in options:  # an acceptance cannot outlive its offer
            if option.id in standing and option.answers and option.answers not in standing:
                del standing[option.id]
        begins = min((act for act in group if _is_dated(act)), key=lambda act: (act.when.width, _order(act)))
        found.append(
            Stretch(id=_name(begins, found), since=_since(begins), acts=tuple(group), standing=tuple(standing))
        )
    return tuple(found)


def _undoes(act: Act, option: Candidate) -> bool:
    """Whether a deed gives up the option: it reopens what was shut."""
    return act.verb in UNDOING and any(other.verb not in UNDOING for other in option.acts if other.kind == "does")


def _name(act: Act, before: Sequence[Stretch]) -> str:
    """As fine as the date is known: a year, a month or a day."""
    text = _start(act).isoformat()
    lengths: Mapping[str, int] = {"day": 10, "week": 10, "month": 7}
    stem = text[: lengths.get(act.when.granularity, 4 if (act.when.width or timedelta(0)) > WIDEST else 7)]
    names = {stretch.id for stretch in before}
    return (
        stem
        if stem not in names
        else text[:7]
        if text[:7] not in names
        else text
        if text not in names
        else f"{text}-{len(names)}"
    )


def _since(act: Act) -> DateRange:
    return DateRange.day(_start(act), phrase=act.when.phrase, reason=act.when.reason)
