"""When something was: the date of an event or saying, from the date expressions around its word.

The date that governs the word in its clause comes first, then a date that the neighbouring sentences carry over, then
what
publication allows. Where none of them speaks, the date is unknown.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from detente.evidence import UNKNOWN, DateRange
from detente.record.entries import DateExpression
from detente.record.reading import Reading, Sentence

__all__ = ["when"]

_VERBAL = frozenset({"VERB", "AUX"})
_OWN_CLAUSE = frozenset({"ccomp", "relcl", "advcl", "csubj", "parataxis", "acl"})
_SHARED = frozenset({"xcomp", "conj", "pcomp", "aux", "auxpass"})
_FAR = 100
_OWNED = 3
"""With a parse: a date further off belongs to another clause."""
_NEAR = 15
"""Without a parse: the words that may stand between."""
_STORY = 3
"""News tells of events at most so many days old when it dates its main event by the day."""


def when(sentence: Sentence, at: int, reading: Reading) -> DateRange:
    """The days on which the event or saying whose word stands at offset `at` can have been.

    The range's `phrase` is the expression it rests on, and its `reason` says which way it was found.
    """
    dates = [date for date in _within(reading.dates, sentence.start, sentence.end) if _names_a_time(date)]
    governing = _governing(sentence, at, dates)
    if governing is not None and governing.when.is_known:
        return governing.when.because(f"dated in its clause: {governing.when.reason}")
    if governing is not None:
        return governing.when
    return _carried_over(sentence, at, reading) or _by_publication(sentence, at, reading)


def _within(dates: Sequence[DateExpression], start: int, end: int) -> list[DateExpression]:
    return [date for date in dates if start <= date.citation.span.start < end]


def _names_a_time(date: DateExpression) -> bool:
    """Whether the expression is a point of the calendar and no length, repetition or vague reference."""
    return date.type in ("DATE", "TIME") and not date.value.endswith("_REF")


def _token_at(sentence: Sentence, offset: int) -> int | None:
    found = (index for index, token in enumerate(sentence.tokens) if token.start <= offset < token.end)
    return next(found, None)


def _governing(sentence: Sentence, at: int, dates: Sequence[DateExpression]) -> DateExpression | None:
    """The expression that says when the word's event was: by syntax where there is a parse, else by neighbourhood."""
    trigger = _token_at(sentence, at)
    if trigger is None or not dates:
        return None
    parsed = any(token.dep for token in sentence.tokens)
    cost = _cost_by_syntax if parsed else _cost_by_neighbourhood
    ranked = sorted(
        (
            (cost(sentence, trigger, date), abs(date.citation.span.start - at), date.citation.span.start, date)
            for date in dates
        ),
        key=lambda entry: entry[:3],
    )
    best = ranked[0]
    return best[3] if best[0] < (_OWNED if parsed else _NEAR) else None


def _head_of(sentence: Sentence, date: DateExpression) -> int | None:
    """The token by which the expression hangs on its sentence."""
    inside = [
        i for i, token in enumerate(sentence.tokens) if date.citation.span.start <= token.start < date.citation.span.end
    ]
    outward = [i for i in inside if sentence.tokens[i].head not in inside or sentence.tokens[i].head == i]
    return outward[0] if outward else inside[0] if inside else None


def _path_up(sentence: Sentence, index: int) -> list[int]:
    """The token and its heads up to the root."""
    path = [index]
    while sentence.tokens[path[-1]].head != path[-1] and len(path) < len(sentence.tokens):
        path.append(sentence.tokens[path[-1]].head)
    return path


def _cost_by_syntax(sentence: Sentence, trigger: int, date: DateExpression) -> int:
    """How many clause borders lie between the word and the date; _FAR where another clause owns the date."""
    head = _head_of(sentence, date)
    if head is None:
        return _FAR
    tokens = sentence.tokens
    from_date, from_trigger = _path_up(sentence, head), _path_up(sentence, trigger)
    if trigger in from_date:
        return _crossed(sentence, from_date[: from_date.index(trigger)])
    meeting = next((index for index in from_date if index in from_trigger), None)
    if meeting is None:
        return _FAR
    down, up = from_date[: from_date.index(meeting)], from_trigger[: from_trigger.index(meeting)]
    borders = 0
    for index in up:
        if tokens[index].dep in _OWN_CLAUSE:
            borders += 3 if tokens[index].dep in ("ccomp", "parataxis") else 2
        elif tokens[index].dep == "conj" and tokens[index].pos in _VERBAL:
            borders += 1
    return borders + _crossed(sentence, down) + (1 if up and tokens[trigger].pos not in _VERBAL else 0)


def _crossed(sentence: Sentence, path: Sequence[int]) -> int:
    """The cost of climbing from a date: a verb on the way owns it."""
    cost = 0
    for index in path:
        token = sentence.tokens[index]
        if token.pos in _VERBAL and token.dep not in ("aux", "auxpass"):
            cost += 1 if token.dep in _SHARED else 4
    return cost


_BORDERS = frozenset(
    {"that", "who", "which", "because", "although", "while", "when", "after", "before", "but", "whose", "where"}
)


def _cost_by_neighbourhood(sentence: Sentence, trigger: int, date: DateExpression) -> int:
    """The words between, each border of a clause counting for ten."""
    head = next((i for i, token in enumerate(sentence.tokens) if token.start >= date.citation.span.start), None)
    if head is None:
        return _FAR
    between = sentence.tokens[min(head, trigger) + 1 : max(head, trigger)]
    return sum(10 if token.text.lower() in _BORDERS or token.text in (";", "“", "”", '"') else 1 for token in between)


def _carried_over(sentence: Sentence, at: int, reading: Reading) -> DateRange | None:
    """The days from the article's main event to publication, for what is told as past after it without a date.

    The main event is the first that the article dates by a day shortly before publication. None where there is none.
    """
    published = reading.published
    if published.earliest is None or published.earliest != published.latest or not _is_past(sentence, at):
        return None
    for date in reading.dates:
        day = date.when.earliest
        if date.citation.span.start >= sentence.start:
            return None
        if day is None or day != date.when.latest or not _names_a_time(date):
            continue
        if 0 < (published.earliest - day).days <= _STORY:
            reason = f"told after what the article dates {date.citation.quote}, without a date of its own"
            return DateRange(
                earliest=day, latest=published.latest, granularity="range", phrase=date.citation.quote, reason=reason
            )
    return None


def _is_past(sentence: Sentence, at: int) -> bool:
    """Whether the word is a verb in the past; without a parse, whether it looks like one."""
    index = _token_at(sentence, at)
    if index is None:
        return False
    token = sentence.tokens[index]
    return token.tag == "VBD" if token.tag else token.text.endswith("ed") or token.text.lower() == "said"


def _by_publication(sentence: Sentence, at: int, reading: Reading) -> DateRange:
    """News tells what has just been: a range that ends with publication and begins shortly before."""
    published = reading.published
    if published.latest is None:
        return UNKNOWN
    start = published.earliest - timedelta(days=2) if published.earliest else None
    return replace(
        published,
        earliest=start,
        granularity="day",
        phrase="",
        reason="told as news, without a date: on or shortly before publication",
    )
