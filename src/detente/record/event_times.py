"""When an event was, as its own clause tells it.

The anchoring of dates gives the date that governs a word. Here it is weighed against what the event is: a date of what
is proposed is not the proposal's, a plan looks ahead, "70 years since" counts back, and what an article tells
as background, without a date, lies somewhere before it.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from detente.evidence import UNKNOWN, DateRange
from detente.record import anchoring
from detente.record.assertion import Assertion
from detente.record.clauses import Syntax
from detente.record.numerals import number_word
from detente.record.reading import Reading, Sentence
from detente.record.stretches import beginning_in, date_over, first_behind
from detente.record.triggers import Trigger
from detente.record.wordlists import words

__all__ = ["ahead", "behind", "is_to_come", "nearest_verb", "of_decision", "time_of", "undated"]

OTHER_TIMES = frozenset({"after", "before", "since", "until", "because", "although", "though"})
LEAD = 7
LONGEST_STEP = 366
RECENT = timedelta(days=7)
DECIDING = frozenset("vote agree decide promise pledge vow threaten choose resolve undertake offer".split())
"""Verbs of which the day is the decision's and not that of what is decided."""
RESTING = frozenset("later earlier then previously subsequently once formerly originally".split())
AFTERWARDS = frozenset({"later", "subsequently", "afterwards"})
LATELY = frozenset({"recently", "lately"})
MONTH = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b", re.IGNORECASE
)
WEEKDAY = re.compile(r"(?:on )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day", re.IGNORECASE)
YEARS = re.compile(r"P(\d{1,4})Y")


def time_of(syntax: Syntax, trigger: Trigger, reading: Reading) -> DateRange:
    """When the event was: by its own dates; "70 years since" counts back; background told without a date has none.

    A date that belongs to what is proposed or planned ("suggested signing it by June") is not the proposal's.
    """
    verb = trigger.verb if trigger.verb is not None else trigger.at
    years = years_since(syntax, verb, reading)
    if years is not None:
        return years
    own = of_own_clause(syntax, trigger, verb, reading)
    if own is not None:
        return own
    when = before_it_was_said(syntax, verb, reading) or undated(syntax, trigger.at, verb, reading)
    if when.phrase or when.earliest is None:
        return when
    return unknown_before(reading) if is_far_from_lead(syntax, reading) else of_the_week(when, reading)


def before_it_was_said(syntax: Syntax, verb: int, reading: Reading) -> DateRange | None:
    """What somebody told long before the article was before he told it: "they fired, he said in October"."""
    above = syntax.tokens[verb].head
    published = reading.published.earliest
    if syntax.tokens[verb].dep != "ccomp" or published is None or not syntax.is_past(above) or not syntax.is_past(verb):
        return None
    said = anchoring.in_clause(syntax.sentence, syntax.tokens[above].start, reading)
    if said is None or said.latest is None or published - said.latest <= RECENT:
        return None
    return DateRange(
        earliest=None,
        latest=said.latest,
        granularity="unknown",
        phrase="",
        reason=f"told without a date of its own, before “{said.phrase}”, when it was said",
    )


def of_decision(
    syntax: Syntax, trigger: Trigger, when: DateRange, status: Assertion, reading: Reading
) -> DateRange | None:
    """The days of a plan that is told with those of its making only, which bound it: "voted on Monday to strike".

    None where the clause's date is not that of a decision.
    """
    at = trigger.at
    above = syntax.tokens[at].head
    if status.status not in {"planned", "proposed"} or syntax.tokens[at].dep != "xcomp" or not when.phrase:
        return None
    if syntax.lemma(above) not in DECIDING or not syntax.is_past(above) or syntax.modal(above):
        return None
    places = list(_places(syntax, when, reading))
    if not places or any(at in ancestors(syntax, place) or place > at for place in places) or when.earliest is None:
        return None
    return DateRange(
        earliest=when.earliest,
        latest=None,
        granularity="unknown",
        phrase="",
        reason=f"decided on “{when.phrase}”, without a date of its own",
    )


def undated(syntax: Syntax, at: int, verb: int, reading: Reading) -> DateRange:
    """What the telling says of an event or saying without a date in its own clause: history, background, or news."""
    sentence, start = syntax.sentence, syntax.tokens[at].start
    told = anchoring.continued(sentence, start, reading)
    if told is not None:
        return told
    if is_compared(syntax, verb):
        return unknown_before(reading)
    if words_beside(syntax, verb) & AFTERWARDS:
        return anchoring.since_told(sentence, reading) or unknown_before(reading)
    if is_background(syntax, verb) or anchoring.has_gone_back(sentence, start, reading):
        return unknown_before(reading)
    if words_beside(syntax, verb) & LATELY:
        return replace(anchoring.as_news(reading), likely=None)
    return anchoring.carried_over(sentence, start, reading) or anchoring.as_news(reading)


def words_beside(syntax: Syntax, verb: int) -> set[str]:
    """The adverbs of a verb."""
    return {syntax.tokens[i].text.lower() for i in syntax.child(verb, "advmod")}


def is_compared(syntax: Syntax, verb: int) -> bool:
    """Whether a clause counts from what it does not date ("a day later than planned"), which no sentence before tells;
    "later than that" counts from what was told last."""
    for adverb in syntax.child(verb, "advmod"):
        word, than = syntax.tokens[adverb], syntax.tokens[adverb + 1 : adverb + 2]
        if word.text.lower() in {"later", "earlier"} and than and than[0].text.lower() == "than":
            behind = [token.text.lower() for token in syntax.tokens[adverb + 2 : adverb + 4]]
            return behind[:1] != ["that"] or behind[1:] == ["of"]
    return False


def of_own_clause(syntax: Syntax, trigger: Trigger, verb: int, reading: Reading) -> DateRange | None:
    """What the dates of the event's own clause say; None where there are none, or they belong to something else."""

    def dated(at: int) -> DateRange | None:
        return anchoring.in_clause(syntax.sentence, syntax.tokens[at].start, reading)

    named = of_relative_clause(syntax, verb, reading)
    if named is not None:
        return named
    noun = trigger.nominal and trigger.verb is None
    lent = dating_clause(syntax, trigger)
    if lent is not None and (told := dated(lent)) is not None:
        return told
    when = dated(trigger.at)
    if when and syntax.mark(verb) == "after" and not is_below(syntax, verb, when, reading):
        return days_before(syntax, verb, when, reading) or when
    if when and is_until_now(syntax, verb) and not is_below(syntax, verb, when, reading):
        return None
    above = syntax.tokens[verb].head
    if when and is_of_complement(syntax, verb, when, reading):
        when = dated(above) if syntax.tokens[verb].dep == "advcl" and above != verb else None
        if when and is_of_complement(syntax, verb, when, reading):
            when = None
    if when and not (noun and is_of_other_clause(syntax, trigger.at, when, reading)):
        return when
    shared = timing_verb(syntax, trigger.at) if noun else None
    if shared is None or shared == nearest_verb(syntax, trigger.at):
        return None
    told = dated(shared)
    return told if told and not is_of_complement(syntax, shared, told, reading) else None


def dating_clause(syntax: Syntax, trigger: Trigger) -> int | None:
    """The clause below that has the event's date: "a blockade that had been set for Sunday", "let her go on Sunday"."""
    if syntax.lemma(trigger.at) == "let":
        return next(iter(syntax.child(trigger.at, "ccomp")), None)
    if not trigger.retracted:
        return None
    fixing = words("event_words", "fixing", "verbs") | {"hold"}
    below = (i for i in syntax.subtree(trigger.at) if syntax.tokens[i].dep in {"relcl", "acl"})
    return next((i for i in below if syntax.lemma(i) in fixing), None)


def days_before(syntax: Syntax, verb: int, when: DateRange, reading: Reading) -> DateRange | None:
    """The day so many days before that of the main clause: "signed it on Friday, three days after they met"."""
    marks = [i for i in syntax.child(verb, "mark") if syntax.tokens[i].text.lower() == "after"]
    if not marks or when.earliest is None or when.earliest != when.latest:
        return None
    before = reading.document.text[syntax.sentence.start : syntax.tokens[marks[0]].start].split()[-2:]
    count = number_word(before[0].lower()) if len(before) == 2 else None
    unit = {"day": 1, "week": 7}.get(before[1].lower().removesuffix("s")) if len(before) == 2 else None
    if count is None or unit is None or count != int(count) or count * unit > LONGEST_STEP:
        return None
    day = when.earliest - timedelta(days=int(count) * unit)
    about = timedelta(days=unit // 2)  # weeks are counted roughly
    return DateRange(
        earliest=day - about,
        latest=day + about,
        granularity="range" if about else "day",
        phrase=f"{' '.join(before)} after",
        reason=f"{' '.join(before)} before the day of the main clause, {when.phrase}",
    )


def of_relative_clause(syntax: Syntax, verb: int, reading: Reading) -> DateRange | None:
    """The date that a clause with "when" describes: "since April, when a round collapsed"."""
    token = syntax.tokens[verb]
    if token.dep not in {"relcl", "advcl"} or "when" not in {syntax.lemma(i) for i in syntax.child(verb, "advmod")}:
        return None
    at = syntax.tokens[token.head].start
    found = date_over(reading.dates, at)
    if found is None or not found.when.is_known:
        return None
    return found.when.because(f"dated in its clause: {found.when.reason}")


def years_since(syntax: Syntax, verb: int, reading: Reading) -> DateRange | None:
    """The year that "it has been 70 years since …" counts back to."""
    if syntax.mark(verb) != "since":
        return None
    for expression in beginning_in(reading.dates, syntax.sentence.start, syntax.tokens[verb].start):
        value = YEARS.fullmatch(expression.value)
        if value:
            back = int(value.group(1))
            if reading.published.earliest is None or reading.published.latest is None:
                return replace(
                    UNKNOWN, phrase=f"{expression.citation.quote} since", reason=f"{back} years before publication"
                )
            first, last = reading.published.earliest.year - back, reading.published.latest.year - back
            if first < 1:
                return None
            return DateRange(
                earliest=date(first, 1, 1),
                latest=date(last, 12, 31),
                granularity="year",
                phrase=f"{expression.citation.quote} since",
                reason=f"{back} years before publication",
            )
    return None


def unknown_before(reading: Reading) -> DateRange:
    """Some time before publication."""
    if reading.published.latest is None:
        return UNKNOWN
    return DateRange(
        earliest=None,
        latest=reading.published.latest,
        granularity="unknown",
        reason="told without a date of its own: before publication",
    )


def of_the_week(when: DateRange, reading: Reading) -> DateRange:
    """News without a date: the week up to publication, in which another article may name the day."""
    published = reading.published.earliest
    return replace(when, earliest=published - timedelta(days=6)) if published and when.is_known else when


def is_of_complement(syntax: Syntax, verb: int, when: DateRange, reading: Reading) -> bool:
    """Whether the date stands within what the verb proposes, plans or says, or within another clause below it."""
    for index in _places(syntax, when, reading):
        path = [index, *ancestors(syntax, index)]
        if verb not in path:
            return False
        between = path[: path.index(verb)]
        return any(is_clause_apart(syntax, i) and i > verb for i in between)
    return False


def is_until_now(syntax: Syntax, verb: int) -> bool:
    """Whether a relative clause tells what has or has not been until now: "a treaty that has not been concluded"."""
    has = {"has", "have", "'s", "’s", "'ve", "’ve"}
    return syntax.tokens[verb].dep == "relcl" and any(
        syntax.tokens[i].text.lower() in has for i in syntax.child(verb, "aux")
    )


def is_below(syntax: Syntax, verb: int, when: DateRange, reading: Reading) -> bool:
    """Whether the date stands within the verb's own clause."""
    return any(verb in ancestors(syntax, index) for index in _places(syntax, when, reading))


def is_clause_apart(syntax: Syntax, at: int) -> bool:
    """Whether a token heads a clause with a time of its own: a complement, a relative clause, "after …"."""
    dep = syntax.tokens[at].dep
    return dep in {"xcomp", "ccomp", "relcl"} or (dep == "advcl" and syntax.mark(at) in OTHER_TIMES)


def is_of_other_clause(syntax: Syntax, at: int, when: DateRange, reading: Reading) -> bool:
    """Whether a date hangs on another predicate than a noun does."""
    for index in _places(syntax, when, reading):
        return at not in ancestors(syntax, index) and timing_verb(syntax, index) != timing_verb(syntax, at)
    return False


def _places(syntax: Syntax, when: DateRange, reading: Reading) -> Iterator[int]:
    """The tokens at which the words of a date begin in the sentence."""
    for expression in beginning_in(reading.dates, syntax.sentence.start, syntax.sentence.end):
        if when.phrase.startswith(expression.citation.quote):
            index = first_behind(syntax.tokens, expression.citation.span.start)
            yield index if index < len(syntax.tokens) else 0


def ancestors(syntax: Syntax, at: int) -> list[int]:
    """A token's heads up to the root."""
    found: list[int] = []
    while syntax.tokens[at].head != at and len(found) < len(syntax.tokens):
        at = syntax.tokens[at].head
        found.append(at)
    return found


def nearest_verb(syntax: Syntax, at: int) -> int | None:
    """The predicate over a token."""
    for _ in range(len(syntax.tokens)):
        head = syntax.tokens[at].head
        if head == at:
            return None
        at = head
        if syntax.tokens[at].pos in {"VERB", "AUX"}:
            return at
    return None


def timing_verb(syntax: Syntax, at: int) -> int | None:
    """The predicate whose time a token shares: "caught him in May when …" times both clauses."""
    verb = nearest_verb(syntax, at)
    while verb is not None and syntax.tokens[verb].dep == "advcl" and syntax.mark(verb) not in OTHER_TIMES:
        above = syntax.tokens[verb].head
        if above == verb or syntax.tokens[above].pos not in {"VERB", "AUX"}:
            break
        verb = above
    return verb


def is_background(syntax: Syntax, verb: int) -> bool:
    """Whether a clause tells what was before the news: in the pluperfect, with "later", as a bare participle."""
    token = syntax.tokens[verb]
    pluperfect = any(syntax.tokens[i].text.lower() in {"had", "'d", "’d"} for i in syntax.child(verb, "aux"))
    if (token.tag == "VBN" and (pluperfect or token.dep == "acl")) or syntax.mark(verb) in {"since", "after"}:
        return True
    if is_until_now(syntax, verb):
        return True
    return bool(words_beside(syntax, verb) & RESTING)


def is_far_from_lead(syntax: Syntax, reading: Reading) -> bool:
    """Whether an article has told its news before this sentence."""
    last = reading.once(_last_of_lead)
    return last is not None and syntax.sentence.start > last.start


def _last_of_lead(reading: Reading) -> Sentence | None:
    """The last of the sentences of the body that tell its news."""
    body = [s for s in reading.sentences if s.passage.kind == "body"][:LEAD]
    return body[-1] if body else None


def is_to_come(when: DateRange, reading: Reading) -> bool:
    """Whether the days lie after the article."""
    written = reading.published.latest
    return bool(when.phrase) and when.earliest is not None and written is not None and when.earliest > written


def ahead(when: DateRange, status: Assertion, reading: Reading) -> DateRange:
    """The days of a plan: a month or day named without its year lies after publication, not before."""
    published = reading.published.earliest
    if status.status == "planned" and not when.phrase and published is not None:
        return replace(
            when,
            earliest=published,
            latest=None,
            granularity="unknown",
            reason="a plan without a date of its own",
            likely=None,
        )
    if status.status != "planned" or not when.phrase or re.search(r"\d{4}", when.phrase) or published is None:
        return when
    if when.earliest is None or when.latest is None or when.latest >= published:
        return when
    if when.earliest == when.latest and (when.latest.month, when.latest.day) == (2, 29):
        return when  # the day a year on does not exist
    if (
        when.granularity not in {"day", "month"}
        or (published - when.latest).days > 366
        or not MONTH.search(when.phrase)
    ):
        return when
    return replace(
        when,
        earliest=later_year(when.earliest),
        latest=later_year(when.latest),
        reason=f"{when.reason}; a plan looks ahead",
    )


def behind(when: DateRange, reading: Reading) -> DateRange:
    """The days of what has happened, for days read as lying ahead.

    A weekday is the one before publication. Any other day is that of something else in the clause ("offered it a tax
    office from 2038"), and the event has none of its own.
    """
    if not WEEKDAY.fullmatch(when.phrase.strip()) or when.earliest is None or when.latest is None:
        return unknown_before(reading)
    week = timedelta(days=7)
    return replace(when, earliest=when.earliest - week, latest=when.latest - week)


def later_year(day: date) -> date:
    """The same day a year on, for 29 February the last of that month."""
    return day.replace(year=day.year + 1, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=day.year + 1)
