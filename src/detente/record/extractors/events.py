"""Events as one article tells them: meetings, offers, agreements, refusals, measures and whatever else is dated.

A trigger is a verb or noun of the general lexicon. It becomes a mention when somebody takes part in it, or a date
or place pins it down; the chronology then brings the articles' mentions together.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from detente.evidence import UNKNOWN, DateRange
from detente.record import anchoring
from detente.record.assertion import Assertion, assertion_of
from detente.record.clauses import Syntax
from detente.record.extraction import Extractor
from detente.record.extractors.quantities import ordinal_value
from detente.record.mentions import EventMention, is_mutual
from detente.record.participants import Cast, Role
from detente.record.reading import Reading, Sentence
from detente.record.wordlists import words, words_by_kind

__all__ = ["EXTRACTOR", "event_mentions"]

SYMMETRIC = frozenset({"meeting", "agreement"})
DATED_NOUN_PREPOSITIONS = frozenset("during at after before following since in on ahead from until by to for".split())
WEAK_PREPOSITIONS = frozenset({"to", "for", "from", "by", "until", "of", "with", "about", "on"})
OTHER_TIMES = frozenset({"after", "before", "since", "until", "because", "although", "though"})
LEAD = 5
RESTING = frozenset("later earlier then previously subsequently once formerly originally".split())
ACTS = {"meeting": "meeting", "visit": "visit", "vote": "vote", "attack": "attack"}
MONTH = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b", re.IGNORECASE
)
WEEKDAY = re.compile(r"(?:on )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day", re.IGNORECASE)
YEARS = re.compile(r"P(\d{1,4})Y")
LONGEST_CLAUSE = 240
ABOUT_LIMIT = 10
NO_CONTENT = frozenset(
    "be have do year month week day time other such same more % percent first last next side new".split()
)


def event_mentions(reading: Reading) -> tuple[EventMention, ...]:
    """Every mention of an event in one article, in order."""
    cast = Cast(reading)
    found: list[EventMention] = []
    for sentence in reading.sentences:
        if has_trigger(sentence):
            found += sentence_mentions(Syntax(sentence), cast)
    return tuple(found)


EXTRACTOR = Extractor(code="events", gives="events", extract=event_mentions)


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that names an event; `verb` is the predicate that carries its status (itself, or "held" of a meeting)."""

    at: int
    kind: str
    verb: int | None
    nominal: bool = False
    retracted: bool = False


def has_trigger(sentence: Sentence) -> bool:
    """A quick look whether any word of the sentence can name an event."""
    verbs, nouns = first_words(), words_by_kind("event_words", "nouns")
    return any((lemma := token.lemma.lower()) in verbs or lemma in nouns for token in sentence.tokens)


def first_words() -> frozenset[str]:
    """The first words of the lexicon's verbs."""
    return _FIRST_WORDS


_FIRST_WORDS = frozenset(verb.split()[0] for verb in words_by_kind("event_words", "verbs"))


def sentence_mentions(syntax: Syntax, cast: Cast) -> Iterator[EventMention]:
    """The mentions of one sentence, in order."""
    triggers = sorted(find_triggers(syntax), key=lambda trigger: trigger.at)
    for trigger in triggers:
        mention = mention_of(syntax, trigger, cast)
        if mention is not None:
            yield mention


def find_triggers(syntax: Syntax) -> Iterator[Trigger]:
    """The words of a sentence that name events."""
    nouns = words_by_kind("event_words", "nouns")
    carried: set[int] = set()
    for at, token in enumerate(syntax.tokens):
        if token.pos in {"VERB", ""} or token.tag.startswith("VB"):
            noun = carried_noun(syntax, at)
            if noun is not None:
                carried.add(noun)
                retracted = syntax.lemma(at) in {"cancel", "scrap", "call"}
                yield Trigger(noun, nouns[syntax.lemma(noun)], at, nominal=True, retracted=retracted)
            elif kind := verb_kind(syntax, at):
                yield Trigger(at, kind, at)
    for at, token in enumerate(syntax.tokens):
        if at in carried or token.pos not in {"NOUN", "PROPN"} or syntax.lemma(at) not in nouns:
            continue
        if not is_compound(syntax, at) and not is_told_by_verb(syntax, at):
            yield Trigger(at, nouns[syntax.lemma(at)], carrier(syntax, at), nominal=True)


def is_told_by_verb(syntax: Syntax, at: int) -> bool:
    """Whether a verb of the noun's own kind tells the event already: "signed an agreement", "met in a summit"."""
    token = syntax.tokens[at]
    verb = token.head
    if token.dep == "pobj" and syntax.tokens[verb].text.lower() in {"in", "at", "for"}:
        verb = syntax.tokens[verb].head
    elif token.dep not in {"dobj", "nsubjpass"}:
        return False
    return verb_kind(syntax, verb) == words_by_kind("event_words", "nouns").get(syntax.lemma(at))


def is_compound(syntax: Syntax, at: int) -> bool:
    """Whether a noun only describes another ("summit venue", "peace treaty talks")."""
    return syntax.tokens[at].dep in {"compound", "nmod", "amod"}


def carried_noun(syntax: Syntax, at: int) -> int | None:
    """The event noun that a light verb takes: hold a meeting, make an offer, reach an agreement."""
    lemma = syntax.lemma(at)
    holding, making = words("event_words", "verbs", "holding"), words("event_words", "verbs", "making")
    if lemma not in holding and lemma not in making:
        return None
    nouns = words_by_kind("event_words", "nouns")
    patients = syntax.patients(at)
    if lemma == "call" and syntax.particle(at) != "off":
        return None
    if lemma in words_by_kind("event_words", "verbs") and words_by_kind("event_words", "verbs")[lemma] not in {
        "holding",
        "making",
        "measure",
        "withdrawal",
    }:
        if lemma not in {"table", "submit", "convene"}:
            return None
    for index in patients:
        kind = nouns.get(syntax.lemma(index))
        if kind in {"meeting", "vote", "visit"} and lemma in holding:
            return index
        if (
            kind not in {None, "meeting"}
            and lemma in making
            and lemma not in {"withdraw", "accept", "reject", "receive"}
        ):
            return index
        if kind is not None and lemma in {"cancel", "scrap", "call", "postpone"}:
            return index
    return None


def carrier(syntax: Syntax, at: int) -> int | None:
    """The predicate that says a noun's event takes place ("the talks began", "the summit was held")."""
    token = syntax.tokens[at]
    if token.dep in {"nsubj", "nsubjpass"} and token.head != at:
        lemma = syntax.lemma(token.head)
        if lemma in words("event_words", "verbs", "occurring") or lemma in words("event_words", "verbs", "holding"):
            return token.head
    return None


def verb_kind(syntax: Syntax, at: int) -> str | None:
    """The kind of event a verb names with the object it has; None when it names none."""
    verbs = words_by_kind("event_words", "verbs")
    lemma, particle = syntax.lemma(at), syntax.particle(at)
    kind = verbs.get(f"{lemma} {particle}") if particle else None
    kind = kind or verbs.get(lemma)
    if kind in {None, "holding", "making", "occurring"} or syntax.tokens[at].dep == "amod":
        return None
    objects = {syntax.lemma(index) for index in syntax.patients(at)}
    if lemma in words("event_words", "objects", "pact_verbs"):
        return "agreement" if objects & words("event_words", "objects", "agreement") else None
    if lemma == "meet" and (objects & words("event_words", "objects", "not_events")):
        return None
    if kind == "offer" and is_opinion(syntax, at, objects):
        return None
    if lemma in words("event_words", "objects", "needed_by") and not objects:
        return None
    if lemma == "accept" and (not objects or objects & words("event_words", "objects", "not_accepted")):
        return None
    if lemma == "rule" and objects and not syntax.child(at, "ccomp"):
        return None
    if lemma == "agree" and syntax.particle(at) == "with":
        return None
    return kind


def is_opinion(syntax: Syntax, at: int, objects: set[str]) -> bool:
    """Whether "suggest" says how things are ("suggesting that it will not be easy") rather than what to do."""
    complements = syntax.child(at, "ccomp")
    if syntax.lemma(at) == "suggest" and not (objects or complements or syntax.child(at, "xcomp")):
        return True
    return any(
        syntax.is_finite(i) and syntax.modal(i) not in {"should", "could", "might"}
        for i in complements
        if syntax.lemma(at) == "suggest"
    )


def mention_of(syntax: Syntax, trigger: Trigger, cast: Cast) -> EventMention | None:
    """The mention a trigger makes; None when nobody takes part and nothing pins it down."""
    reading, sentence = cast.reading, syntax.sentence
    role = cast.role(syntax, trigger.at, trigger.verb)
    role = company(syntax, trigger, role, cast)
    if is_mutual(trigger.kind, syntax.lemma(trigger.at)):
        role = role.together()
    status = trigger_assertion(syntax, trigger)
    doers = syntax.agents(trigger.verb) if trigger.verb is not None else []
    unnamed = () if role.agents and trigger.kind not in SYMMETRIC else tuple(cast.bodies(syntax, doers))
    token = syntax.tokens[trigger.at]
    if status.hedged and status.cue in words("event_words", "status", "conditional_marks") | {"after", "when"}:
        return None
    when = ahead(time_of(syntax, trigger, reading), status, reading)
    if status.status == "happened" and is_to_come(when, reading) and not trigger.retracted:
        if trigger.nominal:
            status = Assertion(status="planned", cue=when.phrase)
        else:
            when = week_before(when)
    place = cast.place(syntax, trigger.at, trigger.verb)
    if not unnamed and is_without_doer(syntax, trigger, role):
        return None
    if not unnamed and not is_pinned(syntax, trigger, role, when, place, reading):
        return None
    if is_repeated(syntax, trigger.at if trigger.verb is None else trigger.verb):
        return None
    start, end = clause_bounds(syntax, trigger)
    return EventMention(
        document=reading.document.id,
        kind=trigger.kind,
        status="retracted" if trigger.retracted and status.status == "happened" else status.status,
        lemma=syntax.lemma(trigger.at),
        trigger=reading.document.cite(token.start, token.end),
        clause=reading.document.cite(start, end),
        when=when,
        agents=role.agents,
        patients=role.patients,
        others=role.others,
        unnamed=unnamed,
        place=place,
        about=about(syntax, trigger, cast),
        nominal=trigger.nominal,
        passage=sentence.passage.kind,
        presupposed=status.presupposed,
        hedged=status.hedged,
        negation=status.cue if status.status == "denied" else "",
        standing=status.status == "denied" and is_standing(syntax, trigger, status),
        object=object_of(syntax, trigger, cast),
        ordinal=ordinal_of(syntax, trigger.at) if trigger.kind in ACTS else None,
        paper=trigger.verb is None and syntax.lemma(trigger.at) in words("event_words", "documents", "words"),
    )


def is_without_doer(syntax: Syntax, trigger: Trigger, role: Role) -> bool:
    """Whether a verb's subject is no actor: a document that affirms something is no party's act."""
    if trigger.verb != trigger.at or not syntax.parsed or trigger.kind in SYMMETRIC:
        return False
    return not role.agents and not syntax.is_passive(trigger.at)


def company(syntax: Syntax, trigger: Trigger, role: Role, cast: Cast) -> Role:
    """Who takes part in what parties do together, where the clause's own words name one of them or none.

    A meeting "with Abe" is also of the clause's subject; a summit that "was held", or a treaty that "has never been
    signed", is of those the sentence names, else of the two sides the article is about.
    """
    if trigger.nominal and any(
        syntax.lemma(i) in {"joint", "bilateral"} for i in syntax.child(trigger.at, "amod", "compound")
    ):
        return role if role.everyone else Role(agents=tuple(cast.two_sides()))
    if trigger.kind not in SYMMETRIC or not syntax.parsed or len(role.everyone) > 1:
        return role
    above = trigger.verb if trigger.verb is not None else nearest_verb(syntax, trigger.at)
    if role.everyone:
        subjects = cast.all_of(syntax, syntax.agents(above)) if trigger.nominal and above is not None else []
        return Role(agents=tuple(dict.fromkeys((*subjects, *role.everyone))))
    if not trigger.nominal and trigger.verb is not None and not syntax.is_passive(trigger.verb):
        plural = any(syntax.tokens[i].text.lower() in {"they", "we", "both"} for i in syntax.subjects(trigger.verb))
        return Role(agents=tuple(cast.two_sides())) if plural else role
    named = cast.party_mentions(syntax.sentence.start, syntax.sentence.end)
    if trigger.nominal and trigger.verb is None:
        before = syntax.tokens[syntax.tokens[trigger.at].head].text.lower()
        return Role(agents=tuple(named)) if before in DATED_NOUN_PREPOSITIONS else role
    return Role(agents=tuple(named if len(named) > 1 else cast.two_sides() or named))


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


def time_of(syntax: Syntax, trigger: Trigger, reading: Reading) -> DateRange:
    """When the event was: by its own dates; "70 years since" counts back; background told without a date has none.

    A date that belongs to what is proposed or planned ("suggested signing it by June") is not the proposal's.
    """
    verb = trigger.verb if trigger.verb is not None else trigger.at
    years = years_since(syntax, verb, reading)
    if years is not None:
        return years
    at = trigger.at
    when = anchoring.when(syntax.sentence, syntax.tokens[at].start, reading)
    if when.phrase and is_of_complement(syntax, verb, when, reading):
        above = syntax.tokens[verb].head
        if syntax.tokens[verb].dep == "advcl" and above != verb:
            when = anchoring.when(syntax.sentence, syntax.tokens[above].start, reading)
        if when.phrase and is_of_complement(syntax, verb, when, reading):
            when = replace(
                reading.published, phrase="", reason="told as news, without a date: shortly before publication"
            )
    if when.phrase and trigger.nominal and trigger.verb is None and is_of_other_clause(syntax, at, when, reading):
        when = replace(reading.published, phrase="", reason="told as news, without a date: shortly before publication")
    if when.phrase or not when.is_known:
        return when
    return unknown_before(reading) if is_background(syntax, verb, reading) else of_the_week(when, reading)


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


def is_of_other_clause(syntax: Syntax, at: int, when: DateRange, reading: Reading) -> bool:
    """Whether a date hangs on another predicate than a noun does."""
    for expression in reading.dates:
        span = expression.citation.span
        if expression.citation.quote == when.phrase and syntax.sentence.start <= span.start < syntax.sentence.end:
            index = next((i for i, t in enumerate(syntax.tokens) if t.start >= span.start), at)
            return at not in ancestors(syntax, index) and nearest_verb(syntax, index) != nearest_verb(syntax, at)
    return False


def ancestors(syntax: Syntax, at: int) -> list[int]:
    """A token's heads up to the root."""
    found: list[int] = []
    while syntax.tokens[at].head != at and len(found) < len(syntax.tokens):
        at = syntax.tokens[at].head
        found.append(at)
    return found


def of_the_week(when: DateRange, reading: Reading) -> DateRange:
    """News without a date: the week up to publication, in which another article may name the day."""
    published = reading.published.earliest
    return when if published is None else replace(when, earliest=published - timedelta(days=6))


def is_of_complement(syntax: Syntax, verb: int, when: DateRange, reading: Reading) -> bool:
    """Whether the date stands within what the verb proposes, plans or says, or what it comes before or after."""
    clauses = syntax.child(verb, "xcomp", "ccomp")
    clauses += [i for i in syntax.child(verb, "advcl") if syntax.mark(i) in OTHER_TIMES]
    complements = [i for clause in clauses for i in syntax.subtree(clause)]
    inside = {syntax.tokens[i].start for i in complements if i > verb}
    for expression in reading.dates:
        span = expression.citation.span
        if expression.citation.quote == when.phrase and syntax.sentence.start <= span.start < syntax.sentence.end:
            return span.start in inside
    return False


def is_background(syntax: Syntax, verb: int, reading: Reading) -> bool:
    """Whether a clause tells what was before the news: pluperfect, "later", a bare participle, or far from the lead."""
    token = syntax.tokens[verb]
    pluperfect = any(syntax.tokens[i].text.lower() in {"had", "'d", "’d"} for i in syntax.child(verb, "aux"))
    if (token.tag == "VBN" and (pluperfect or token.dep == "acl")) or syntax.mark(verb) in {"since", "after"}:
        return True
    if any(syntax.tokens[i].text.lower() in RESTING for i in syntax.child(verb, "advmod")):
        return True
    body = [s for s in reading.sentences if s.passage.kind == "body"][:LEAD]
    return bool(body) and syntax.sentence.start > body[-1].start


def is_to_come(when: DateRange, reading: Reading) -> bool:
    """Whether the days lie after the article."""
    written = reading.published.latest
    return bool(when.phrase) and when.earliest is not None and written is not None and when.earliest > written


def ahead(when: DateRange, status: Assertion, reading: Reading) -> DateRange:
    """The days of a plan: a month or day named without its year lies after publication, not before."""
    published = reading.published.earliest
    if status.status == "planned" and not when.phrase and published is not None:
        return replace(
            when, earliest=published, latest=None, granularity="unknown", reason="a plan without a date of its own"
        )
    if status.status != "planned" or not when.phrase or re.search(r"\d{4}", when.phrase) or published is None:
        return when
    if when.earliest is None or when.latest is None or when.latest >= published:
        return when
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


def week_before(when: DateRange) -> DateRange:
    """The weekday before publication for one read as the next: what has happened lies behind."""
    if not WEEKDAY.fullmatch(when.phrase.strip()) or when.earliest is None or when.latest is None:
        return when
    week = timedelta(days=7)
    return replace(when, earliest=when.earliest - week, latest=when.latest - week)


def later_year(day: date) -> date:
    """The same day a year on."""
    return day.replace(year=day.year + 1, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=day.year + 1)


def years_since(syntax: Syntax, verb: int, reading: Reading) -> DateRange | None:
    """The year that "it has been 70 years since …" counts back to."""
    if syntax.mark(verb) != "since":
        return None
    for expression in reading.dates:
        span = expression.citation.span
        value = YEARS.fullmatch(expression.value)
        if value and syntax.sentence.start <= span.start < syntax.tokens[verb].start:
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


def trigger_assertion(syntax: Syntax, trigger: Trigger) -> Assertion:
    """The status of the predicate, or of a bare noun: what is dated or attended is taken to have been."""
    if trigger.verb is not None:
        return assertion_of(syntax, trigger.verb)
    head = syntax.tokens[trigger.at].head
    above = syntax.tokens[head].head if syntax.tokens[head].pos == "ADP" else head
    if syntax.parsed and above != trigger.at and syntax.tokens[above].pos in {"VERB", "AUX"}:
        found = assertion_of(syntax, above)
        preposition = syntax.tokens[head].text.lower() if head != above else ""
        if preposition in {"during", "at", "in", "on"} and found.cue in {"will", "shall", "'ll", "’ll"}:
            return Assertion(status="planned", cue=found.cue)
    determiners = {syntax.tokens[i].text.lower() for i in syntax.child(trigger.at, "det", "neg")}
    if "no" in determiners:
        return Assertion(status="denied", cue="no")
    modifiers = {syntax.lemma(i) for i in syntax.child(trigger.at, "amod")}
    if modifiers & {"planned", "upcoming", "future", "forthcoming", "next", "scheduled"}:
        return Assertion(status="planned", cue=" ".join(sorted(modifiers)))
    if modifiers & {"proposed", "possible", "potential"}:
        return Assertion(status="proposed", cue=" ".join(sorted(modifiers)))
    return Assertion()


def is_pinned(
    syntax: Syntax, trigger: Trigger, role: Role, when: DateRange, place: str | None, reading: Reading
) -> bool:
    """Whether the mention says enough to be an event of the record."""
    people = len(role.everyone)
    if not trigger.nominal:
        return people > 0 or (bool(when.phrase) and syntax.is_passive(trigger.at))
    dated = when.is_known and has_own_date(syntax, trigger.at, reading)
    if trigger.verb is not None:
        return people > 0 or dated or place is not None
    if syntax.lemma(trigger.at) in words("event_words", "documents", "words"):
        return when.is_known and is_dated_paper(syntax, trigger.at, reading)
    phrase = syntax.tokens[syntax.tokens[trigger.at].head]
    if phrase.text.lower() in WEAK_PREPOSITIONS:
        return dated
    if phrase.text.lower() in DATED_NOUN_PREPOSITIONS or syntax.tokens[trigger.at].dep in {"nsubj", "nsubjpass"}:
        return dated or (people > 0 and place is not None) or people > 1
    return dated and people > 0


def has_own_date(syntax: Syntax, at: int, reading: Reading) -> bool:
    """Whether a date stands within the noun's own phrase."""
    if not syntax.parsed:
        start, end = syntax.sentence.start, syntax.sentence.end
    else:
        inside = syntax.subtree(at)
        start, end = syntax.tokens[inside[0]].start, syntax.tokens[inside[-1]].end
    return any(
        d.type in {"DATE", "TIME"}
        and d.when.is_known
        and start <= d.citation.span.start
        and d.citation.span.end <= end + 1
        for d in reading.dates
    )


def is_dated_paper(syntax: Syntax, at: int, reading: Reading) -> bool:
    """Whether a date is part of a document's name: "the 1931 treaty", "the treaty of 1931"."""
    near = [i for i in syntax.child(at, "compound", "nummod", "amod", "poss", "nmod")]
    near += [noun for mark, noun in syntax.obliques(at) if mark in {"of", "from"}]
    starts = {syntax.tokens[i].start for i in near}
    return any(d.citation.span.start in starts for d in reading.dates if d.type == "DATE")


def is_repeated(syntax: Syntax, at: int) -> bool:
    """Whether the clause counts occasions ("met 22 times") and so tells of no one event."""
    return any(
        syntax.lemma(index) == "time" and syntax.child(index, "nummod")
        for index in syntax.child(at, "npadvmod", "dobj", "obl", "advmod")
    )


def clause_bounds(syntax: Syntax, trigger: Trigger) -> tuple[int, int]:
    """The words that tell the event: its subject and its branch of the sentence; the sentence when it is short."""
    sentence = syntax.sentence
    words_of = [token for token in syntax.tokens if token.pos != "SPACE"]
    whole = (words_of[0].start, words_of[-1].end) if words_of else (sentence.start, sentence.end)
    if not syntax.parsed or whole[1] - whole[0] <= LONGEST_CLAUSE:
        return whole
    at = trigger.verb if trigger.verb is not None else trigger.at
    if syntax.tokens[at].pos not in {"VERB", "AUX"}:
        above = syntax.tokens[at].head
        at = above if syntax.tokens[above].pos in {"VERB", "AUX"} else syntax.tokens[above].head
    start, end = syntax.clause(at)
    subjects = [syntax.phrase(index)[0] for index in syntax.subjects(at)]
    start = min([start, *(s for s in subjects if start - s <= LONGEST_CLAUSE)])
    start, end = min(start, syntax.tokens[trigger.at].start), max(end, syntax.tokens[trigger.at].end)
    return start, end


def is_standing(syntax: Syntax, trigger: Trigger, status: Assertion) -> bool:
    """Whether a denial holds for all the time before: the perfect, "yet to", "never"."""
    if status.cue.lower() in {"yet to", "never"}:
        return True
    at = trigger.verb if trigger.verb is not None else trigger.at
    aux = [syntax.tokens[i] for i in syntax.child(at, "aux")]
    return any(token.lemma.lower() == "have" and token.tag in {"VBZ", "VBP"} for token in aux)


def object_of(syntax: Syntax, trigger: Trigger, cast: Cast) -> tuple[str, ...]:
    """The noun the act is done to, then what describes it; for a bare noun, that noun."""
    if not syntax.parsed:
        return ()
    if trigger.nominal:
        describing = [
            i for i in syntax.child(trigger.at, "compound", "amod") if not cast.is_date(syntax.tokens[i].start)
        ]
        return (ACTS.get(trigger.kind, syntax.lemma(trigger.at)), *(syntax.lemma(i) for i in describing))
    if trigger.kind in ACTS and trigger.kind != "agreement":
        return (ACTS[trigger.kind],)
    for head in [antecedent(syntax, i) for i in syntax.patients(trigger.at)]:
        if syntax.tokens[head].pos == "NOUN" and not cast.names(syntax.tokens[head].start):
            describing = [i for i in syntax.child(head, "compound", "amod") if not cast.is_date(syntax.tokens[i].start)]
            return (syntax.lemma(head), *(syntax.lemma(i) for i in describing))
    return ()


def antecedent(syntax: Syntax, at: int) -> int:
    """For "it", the last pact named before in the sentence; else the token itself."""
    if syntax.tokens[at].text.lower() != "it":
        return at
    pacts = words("event_words", "objects", "agreement")
    return next((i for i in range(at - 1, -1, -1) if syntax.lemma(i) in pacts and syntax.tokens[i].pos == "NOUN"), at)


def ordinal_of(syntax: Syntax, at: int) -> int | None:
    """25 for "their 25th summit"."""
    near = syntax.child(at, "amod", "nummod", "compound")
    near += [i for _, noun in syntax.obliques(at) for i in syntax.child(noun, "amod", "nummod")]
    for index in near:
        value = ordinal_value(syntax.tokens[index].text.lower())
        if value is not None:
            return value
    return None


def about(syntax: Syntax, trigger: Trigger, cast: Cast) -> tuple[str, ...]:
    """The lemmas of what the event concerns: nouns and verbs below the trigger that name no actor, date or place."""
    if not syntax.parsed:
        return ()
    below = set(syntax.subtree(trigger.at, without=frozenset({"nsubj", "nsubjpass", "conj", "parataxis"})))
    if trigger.verb is not None and trigger.verb != trigger.at:
        below |= set(syntax.subtree(trigger.verb, without=frozenset({"nsubj", "conj", "advcl", "parataxis"})))
    if syntax.is_passive(trigger.at):
        for subject in syntax.subjects(trigger.at):
            below |= set(syntax.subtree(subject))
    found: list[str] = []
    for index in sorted(below - {trigger.at, trigger.verb}):
        token = syntax.tokens[index]
        lemma = token.lemma.lower()
        if token.pos not in {"NOUN", "VERB", "ADJ", "PROPN"} or lemma in NO_CONTENT or lemma in found:
            continue
        if cast.names(token.start) or cast.is_date(token.start):
            continue
        found.append(lemma)
    return tuple(found[:ABOUT_LIMIT])
