"""When something was: the date of an event or saying, from the date expressions around its word.

The date that governs the word in its clause comes first, then a date that the neighbouring sentences carry over, then
what publication allows. Where none of them speaks, the date is unknown.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from detente.evidence import UNKNOWN, DateRange
from detente.record.attribution.lexicon import cues
from detente.record.entries import DateExpression
from detente.record.lexicons import word_lists
from detente.record.reading import Reading, Sentence
from detente.record.stretches import beginning_in, first_behind, sentence_at, token_at
from detente.record.wordlists import words_by_kind

__all__ = ["as_news", "carried_over", "continued", "has_gone_back", "in_clause", "since_told", "when"]

_SPEAKING = word_lists("speaking.txt")["telling"] | word_lists("speaking.txt")["relaying"]
_VERBAL = frozenset({"VERB", "AUX"})
_OWN_CLAUSE = frozenset({"ccomp", "relcl", "advcl", "csubj", "parataxis", "acl"})
_SHARED = frozenset({"xcomp", "conj", "pcomp", "aux", "auxpass"})
_DESCRIBING = frozenset({"poss", "compound", "nmod", "amod", "nummod"})
_FAR = 100
_OWNED = 3
"""With a parse: a date further off belongs to another clause."""
_NEAR = 15
"""Without a parse: the words that may stand between."""
_UNDERTAKEN = frozenset(
    "promise pledge vow undertake guarantee commit demand order ask request require expect offer threaten propose "
    "invite urge".split()
)
"""Words for what is bound to happen, said before it does."""
_SPAN = re.compile(r"(?s).*\0 ?[-–—] ?|.*\bfrom \0 (?:to|until|through) |.*\bbetween \0 and ", re.IGNORECASE)
"""What stands before the first day of a span, a border, and what stands between its two ends."""
_NEWS = 31
"""What lies further back is told as history."""
_RUNNING = frozenset({"body", "headline", "corrupt"})
_PRESENT = frozenset({"VBZ", "VBP"})
_REACH = 8
"""So many sentences a time of the telling lasts."""
_WEEK = 7
_STORY = 3
"""News tells of events at most so many days old when it dates its main event by the day."""


def when(sentence: Sentence, at: int, reading: Reading) -> DateRange:
    """The days on which the event or saying whose word stands at offset `at` can have been.

    The range's `phrase` is the expression it rests on, and its `reason` says which way it was found.
    """
    return (
        in_clause(sentence, at, reading)
        or continued(sentence, at, reading)
        or carried_over(sentence, at, reading)
        or as_news(reading)
    )


def in_clause(sentence: Sentence, at: int, reading: Reading) -> DateRange | None:
    """What the date that governs the word in its own clause says; None where no date does."""
    dates = _times_in(sentence, reading.dates)
    governing = _governing(sentence, at, dates)
    if governing is None or not governing.when.is_known:
        return governing.when if governing else None
    span = _span_of_days(governing, dates, reading.document.text)
    return span or governing.when.because(f"dated in its clause: {governing.when.reason}")


def as_news(reading: Reading) -> DateRange:
    """The days of news without a date: a range that ends with publication, its likely day, and begins shortly before.

    The likely day is that of the telling; no day is likely where the day of publication itself is not known.
    """
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
        likely=published.latest if published.earliest == published.latest else None,
    )


def _span_of_days(one: DateExpression, dates: Sequence[DateExpression], text: str) -> DateRange | None:
    """The days from the first to the last where the expression is an end of "2016–2018" or "from May to July"."""
    for first, last in pairwise(dates):
        start, end = first.citation.span.start, last.citation.span.end
        between = text[first.citation.span.end : last.citation.span.start]
        if one not in (first, last) or not _SPAN.fullmatch(text[max(0, start - 8) : start] + "\0" + between):
            continue
        earliest, latest = first.when.earliest, last.when.latest
        if earliest and latest and earliest <= latest:
            phrase = text[start:end]
            reason = f"dated in its clause: from “{first.citation.quote}” to “{last.citation.quote}”"
            return DateRange(earliest=earliest, latest=latest, granularity="range", phrase=phrase, reason=reason)
    return None


def _times_in(sentence: Sentence, dates: Sequence[DateExpression]) -> list[DateExpression]:
    """The points of the calendar that a sentence names."""
    return [date for date in beginning_in(dates, sentence.start, sentence.end) if _names_a_time(date)]


def _names_a_time(date: DateExpression) -> bool:
    """Whether the expression is a point of the calendar and no length, repetition or vague reference."""
    return date.type in ("DATE", "TIME") and not date.value.endswith("_REF")


def _governing(sentence: Sentence, at: int, dates: Sequence[DateExpression]) -> DateExpression | None:
    """The expression that says when the word's event was: by syntax where there is a parse, else by neighbourhood."""
    trigger = token_at(sentence.tokens, at)
    if trigger is None:
        return None
    dates = [date for date in dates if not _is_term(sentence, trigger, date)]
    if not dates:
        return None
    parsed = bool(sentence.tokens[trigger].dep)
    if not parsed:
        near = sentence.tokens[max(0, trigger - _NEAR - 1) : trigger + _NEAR + 1]
        dates = beginning_in(dates, near[0].start, near[-1].start + 1)
    if not dates:
        return None
    cost = _cost_by_syntax if parsed else _cost_by_neighbourhood
    costs = [(cost(sentence, trigger, date) + _is_start_only(sentence, date), date) for date in dates]
    price, best = min(
        costs,
        key=lambda entry: (
            entry[0],
            parsed and not _is_below(sentence, trigger, entry[1]),
            abs(entry[1].citation.span.start - at),
            entry[1].citation,
        ),
    )
    return best if price < (_OWNED if parsed else _NEAR) else None


def _is_term(sentence: Sentence, trigger: int, date: DateExpression) -> bool:
    """Whether the words set a term for what is undertaken, which says nothing of when it was: "promised by Friday"."""
    index = first_behind(sentence.tokens, date.citation.span.start)
    before = sentence.tokens[index - 1].text.lower() if index > 0 else ""
    word = sentence.tokens[trigger]
    undertaken = bool({word.lemma.lower(), word.text.lower().removesuffix("ed"), word.text.lower()[:-1]} & _UNDERTAKEN)
    return before in {"by", "until", "till"} and undertaken and word.start < date.citation.span.start


def _is_below(sentence: Sentence, trigger: int, date: DateExpression) -> bool:
    """Whether a date hangs on the word itself: of two that cost the same it is the word's own."""
    head = _head_of(sentence, date)
    return head is not None and trigger in _path_up(sentence, head)


def _is_start_only(sentence: Sentence, date: DateExpression) -> bool:
    """Whether the words say since when: another date of the clause says when ("in 2022, for the first time since")."""
    index = first_behind(sentence.tokens, date.citation.span.start)
    if index and sentence.tokens[index - 1].end > date.citation.span.start:
        index -= 1
    return index > 0 and sentence.tokens[index - 1].text.lower() == "since"


def _head_of(sentence: Sentence, date: DateExpression) -> int | None:
    """The token by which the expression hangs on its sentence."""
    span = date.citation.span
    inside = range(first_behind(sentence.tokens, span.start), first_behind(sentence.tokens, span.end))
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
    if down and tokens[down[-1]].dep in _DESCRIBING and up and tokens[up[-1]].dep == "relcl":
        down = down[:-1]  # "the 1956 statement in which they agreed": the noun's year is that of its clause
    return borders + _crossed(sentence, down) + (1 if up and tokens[trigger].pos not in _VERBAL else 0)


def _crossed(sentence: Sentence, path: Sequence[int]) -> int:
    """The cost of climbing from a date: a verb on the way owns it, and one that describes a noun ("this year's forum")
    counts less than one that stands free."""
    cost = 0
    for index in path:
        token = sentence.tokens[index]
        if token.dep in _DESCRIBING and sentence.tokens[token.head].pos in ("NOUN", "PROPN"):
            cost += 1
        if token.pos in _VERBAL and token.dep not in ("aux", "auxpass", "prep"):
            cost += 1 if token.dep in _SHARED else 4
    return cost


_BORDERS = frozenset(
    {"that", "who", "which", "because", "although", "while", "when", "after", "before", "but", "whose", "where"}
)


def _cost_by_neighbourhood(sentence: Sentence, trigger: int, date: DateExpression) -> int:
    """The words between, each border of a clause counting for ten."""
    head = first_behind(sentence.tokens, date.citation.span.start)
    if head == len(sentence.tokens):
        return _FAR
    between = sentence.tokens[min(head, trigger) + 1 : max(head, trigger)]
    return sum(10 if token.text.lower() in _BORDERS or token.text in (";", "“", "”", '"') else 1 for token in between)


def continued(sentence: Sentence, at: int, reading: Reading) -> DateRange | None:
    """The time of the sentence before in the same paragraph, where that tells of what is long past.

    "In 1956 they met in Lund. They signed a declaration.": the signing is of 1956 too. What somebody says is news all
    the same. None where the sentence before has no such time or this one is not told as past.
    """
    number = sentence_at(reading.sentences, sentence.start)
    if number < 1 or not _is_past(sentence, at) or _is_reporting(sentence, at):
        return None
    if reading.sentences[number - 1].passage != sentence.passage:
        return None
    told = reading.once(_Tellings).time_of(number - 1)
    if told is None or told.when.latest is None or not _is_history(told.when.latest, reading):
        return None
    reason = f"told after “{told.citation.quote}” in the sentence before, without a date of its own"
    if told.when.earliest != told.when.latest:
        return replace(told.when, reason=reason)
    return DateRange(
        earliest=told.when.earliest,
        latest=reading.published.latest,
        granularity="range",
        phrase=told.citation.quote,
        reason=reason,
        likely=told.when.earliest,
    )


def _is_history(day: date, reading: Reading) -> bool:
    """Whether a day lies so far before publication that it is no news."""
    published = reading.published.earliest
    return published is None or (published - day).days > _NEWS


def _predicate(sentence: Sentence) -> int:
    """Where the main verb of a sentence stands; its first verb without a parse."""
    verbs = (t.start for t in sentence.tokens if t.pos in _VERBAL and t.dep in ("ROOT", ""))
    return next(verbs, sentence.start)


class _Tellings:
    """How each sentence of an article tells its main verb: the time that dates it, and whether it is in the present."""

    def __init__(self, reading: Reading) -> None:
        self._sentences, self._dates = reading.sentences, reading.dates
        self._times: dict[int, DateExpression | None] = {}
        self._present: dict[int, bool] = {}

    def time_of(self, number: int) -> DateExpression | None:
        """The expression that dates the main verb of a sentence."""
        if number not in self._times:
            sentence = self._sentences[number]
            self._times[number] = _governing(sentence, _predicate(sentence), _times_in(sentence, self._dates))
        return self._times[number]

    def is_present(self, number: int) -> bool:
        """Whether the main verb of a sentence is in the present tense."""
        if number not in self._present:
            self._present[number] = _is_present(self._sentences[number])
        return self._present[number]


def _is_present(sentence: Sentence) -> bool:
    """Whether the main verb of a sentence is in the present tense."""
    roots = [index for index, token in enumerate(sentence.tokens) if token.dep == "ROOT" and token.pos in _VERBAL]
    return any(
        sentence.tokens[root].tag in _PRESENT
        or any(t.head == root and t.dep in ("aux", "auxpass") and t.tag in _PRESENT for t in sentence.tokens)
        for root in roots
    )


def _is_reporting(sentence: Sentence, at: int) -> bool:
    """Whether the word tells that somebody speaks; to announce, pledge or demand is an act, and can be of the past."""
    index = token_at(sentence.tokens, at)
    lemma = sentence.tokens[index].lemma.lower() if index is not None else ""
    return lemma in _SPEAKING or (cues().reports_speech(lemma) and lemma not in words_by_kind("event_words", "verbs"))


def carried_over(sentence: Sentence, at: int, reading: Reading) -> DateRange | None:
    """The days from the article's main event to publication, for what is told as past after it without a date.

    The main event is the first that the article dates by a day shortly before publication, or on it. Its day is the
    likely one: a story tells on in the past tense what belongs to its main event. None where there is none.
    """
    published = reading.published
    if published.earliest is None or published.latest is None or not _is_past(sentence, at):
        return None
    told = reading.once(_main_event)
    if told is None or told.citation.span.start >= sentence.start:
        return None
    day = told.when.earliest
    return DateRange(
        earliest=day,
        latest=published.latest,
        granularity="range" if day != published.latest else "day",
        phrase=told.citation.quote,
        reason=f"told after what the article dates “{told.citation.quote}”, without a date of its own",
        likely=day if day == told.when.latest else None,
    )


def _main_event(reading: Reading) -> DateExpression | None:
    """The first time of running text that is a day shortly before publication, or of publication."""
    for told in reading.dates:
        if told.when.earliest is None or told.when.granularity not in ("day", "range") or not _names_a_time(told):
            continue
        if _is_of_the_days_before(told.when, reading.published) and _is_told(told, reading):
            return told
    return None


def _is_of_the_days_before(when: DateRange, published: DateRange) -> bool:
    """Whether a time lies at most some days before publication, whatever day of its range that was."""
    if when.earliest is None or when.latest is None or published.earliest is None or published.latest is None:
        return False
    if published.earliest == published.latest and when.earliest != when.latest:
        return False
    most = timedelta(days=_STORY if published.earliest == published.latest else _WEEK)
    lag = (published.earliest - when.earliest, published.latest - when.latest)
    return all(timedelta(0) <= days <= most for days in lag)


def _is_told(date: DateExpression, reading: Reading) -> bool:
    """Whether the expression stands in running text, not in a caption, a credit or other furniture."""
    number = sentence_at(reading.sentences, date.citation.span.start)
    if number < 0:
        return False
    sentence = reading.sentences[number]
    return date.citation.span.start < sentence.end and sentence.passage.kind in _RUNNING


def has_gone_back(sentence: Sentence, at: int, reading: Reading) -> bool:
    """Whether the word is told as past after a sentence, not far before, that dates its main verb long before the news.

    A sentence in the present between them has come back to the news; what somebody says is news all the same.
    """
    if not _is_past(sentence, at) or _is_reporting(sentence, at):
        return False
    here = max(0, sentence_at(reading.sentences, sentence.start))
    tellings = reading.once(_Tellings)
    for before in range(here - 1, max(0, here - _REACH) - 1, -1):
        if tellings.is_present(before):
            return False
        told = tellings.time_of(before)
        if told is not None and told.when.latest is not None:
            return _is_history(told.when.latest, reading)
    return False


def since_told(sentence: Sentence, reading: Reading) -> DateRange | None:
    """The days from what the sentence before tells of to publication, for what came "later".

    The sentence before may stand in the paragraph before. None where it dates nothing.
    """
    here = sentence_at(reading.sentences, sentence.start)
    if here < 1 or reading.published.latest is None:
        return None
    told = reading.once(_Tellings).time_of(here - 1)
    if told is None or told.when.earliest is None or told.when.earliest > reading.published.latest:
        return None
    return DateRange(
        earliest=told.when.earliest,
        latest=reading.published.latest,
        granularity="range",
        phrase=told.citation.quote,
        reason=f"told as later than “{told.citation.quote}” in the sentence before",
    )


def _is_past(sentence: Sentence, at: int) -> bool:
    """Whether the word is told as past: a verb in the past tense, or one that hangs on such a verb.

    A participle or infinitive has the time of its clause; a noun has none of its own. Without a parse, whether the word
    looks like a verb in the past.
    """
    index = token_at(sentence.tokens, at)
    if index is None:
        return False
    token = sentence.tokens[index]
    if not token.tag:
        return token.text.endswith("ed") or token.text.lower() == "said"
    for step in _path_up(sentence, index):
        tag = sentence.tokens[step].tag
        auxiliaries = {t.tag for t in sentence.tokens if t.head == step and t.dep in ("aux", "auxpass")}
        if tag == "VBD" or "VBD" in auxiliaries:
            return True
        if tag not in ("VBG", "VBN", "VB") or auxiliaries & {"MD", "VBZ", "VBP"}:
            return False
    return False
