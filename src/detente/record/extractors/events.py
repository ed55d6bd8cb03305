"""Events as one article tells them: meetings, offers, agreements, refusals, measures and whatever else is dated.

A trigger is a verb or noun of the general lexicon. It becomes a mention when somebody takes part in it, or a date
or place pins it down; the chronology then brings the articles' mentions together.
"""

from collections.abc import Iterator
from datetime import timedelta

from detente.evidence import DateRange
from detente.record.assertion import Assertion, assertion_of
from detente.record.clauses import Grammar, Syntax
from detente.record.event_times import ahead, behind, is_to_come, nearest_verb, of_decision, time_of
from detente.record.extraction import Extractor
from detente.record.mentions import EventMention, is_mutual
from detente.record.numerals import ordinal_value
from detente.record.occurrences import KIND as OCCURRENCE
from detente.record.occurrences import SAYING, find_occurrences, opens_story
from detente.record.participants import Cast, Role
from detente.record.reading import Reading
from detente.record.triggers import Trigger, find_triggers
from detente.record.wordlists import words

__all__ = ["EXTRACTOR", "event_mentions"]

SYMMETRIC = frozenset({"meeting", "agreement"})
DATED_NOUN_PREPOSITIONS = frozenset(
    "during at after before following since in into on ahead from until by to for".split()
)
WEAK_PREPOSITIONS = frozenset({"to", "for", "from", "by", "until", "of", "with", "about", "on"})
ACTS = {"meeting": "meeting", "visit": "visit", "vote": "vote", "attack": "attack"}
LONGEST_CLAUSE = 240
HISTORY = timedelta(days=31)
"""What was said longer ago is told as an event of its own."""
STORY = timedelta(days=7)
"""The days of a story told as news."""
ABOUT_LIMIT = 10
NO_CONTENT = frozenset(
    "be have do year month week day time other such same more % percent first last next side new".split()
)


def event_mentions(reading: Reading) -> tuple[EventMention, ...]:
    """Every mention of an event in one article, in order."""
    cast = Cast(reading)
    found: list[EventMention] = []
    for sentence in reading.sentences:
        if any(token.pos in {"VERB", "NOUN", ""} for token in sentence.tokens):
            found += sentence_mentions(reading.once(Grammar).of(sentence), cast)
    return tuple(found)


EXTRACTOR = Extractor(code="events", gives="events", extract=event_mentions)


def sentence_mentions(syntax: Syntax, cast: Cast) -> Iterator[EventMention]:
    """The mentions of one sentence, in order."""
    triggers = list(find_triggers(syntax))
    known = frozenset(at for trigger in triggers for at in (trigger.at, trigger.verb) if at is not None)
    triggers += find_occurrences(syntax, cast.reading, known)
    for trigger in sorted(triggers, key=lambda trigger: trigger.at):
        mention = mention_of(syntax, trigger, cast)
        if mention is not None:
            yield mention


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
    if not unnamed and not role.agents and trigger.kind != OCCURRENCE:
        unnamed = tuple(cast.crowds(syntax, doers))
    token = syntax.tokens[trigger.at]
    if status.hedged and status.cue in words("event_words", "status", "conditional_marks") | {"after", "when"}:
        return None
    if status.status == "happened" and trigger.verb is not None and is_fixed(syntax, trigger.verb):
        status = Assertion(status="planned", cue=syntax.lemma(trigger.verb))
    told = time_of(syntax, trigger, reading)
    when = of_decision(syntax, trigger, told, status, reading) or ahead(told, status, reading)
    if status.status == "happened" and is_to_come(when, reading) and not trigger.retracted:
        if trigger.nominal or token.tag in {"VBZ", "VBP"}:
            status = Assertion(status="planned", cue=when.phrase)
        else:
            when = behind(when, reading)
    place = cast.place(syntax, trigger.at, trigger.verb)
    named = bool(unnamed) or trigger.counted
    if not named and status.status != "retracted" and is_without_doer(syntax, trigger, role):
        return None
    if not named and not is_pinned(syntax, trigger, role, when, place, reading):
        return None
    if trigger.kind == OCCURRENCE and not (trigger.dated or is_news(syntax, role, status, when, reading)):
        return None
    if trigger.kind == SAYING and trigger.dated and not is_recalled(when, reading):
        return None
    if trigger.nominal and is_lasting(syntax, trigger):
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


def is_news(syntax: Syntax, role: Role, status: Assertion, when: DateRange, reading: Reading) -> bool:
    """Whether what a clause tells without a date of its own is news: somebody named did it, in the days of the story.

    A day after publication is that of something else: "invited them to talks on 20 June".
    """
    if not role.agents or (status.status == "happened" and is_to_come(when, reading)):
        return False
    told = status.status == "happened" and when.width is not None and when.width <= STORY
    return told or opens_story(syntax.sentence, reading)


def is_without_doer(syntax: Syntax, trigger: Trigger, role: Role) -> bool:
    """Whether a verb's subject is no actor: a document that affirms something is no party's act."""
    if trigger.verb != trigger.at or not syntax.parsed or trigger.kind in SYMMETRIC | {OCCURRENCE}:
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
    if trigger.kind == OCCURRENCE:
        return trigger.dated or people > 0
    if not trigger.nominal:
        return people > 0 or (bool(when.phrase) and syntax.is_passive(trigger.at))
    dated = when.is_known and has_own_date(syntax, trigger.at, reading)
    if trigger.verb is not None:
        dated = dated or (
            when.is_known and (is_fixed(syntax, trigger.verb) or occurs_on_its_day(syntax, trigger, when))
        )
        return people > 0 or dated or place is not None
    if syntax.lemma(trigger.at) in words("event_words", "documents", "words"):
        return when.is_known and is_dated_paper(syntax, trigger.at, reading)
    phrase = syntax.tokens[syntax.tokens[trigger.at].head]
    if phrase.text.lower() in WEAK_PREPOSITIONS:
        return dated and not is_voted_on(syntax, trigger.at)
    if phrase.text.lower() in DATED_NOUN_PREPOSITIONS or syntax.tokens[trigger.at].dep in {"nsubj", "nsubjpass"}:
        return dated or (people > 0 and place is not None) or people > 1
    return dated and people > 0


def occurs_on_its_day(syntax: Syntax, trigger: Trigger, when: DateRange) -> bool:
    """Whether the verb says that what the noun names began or ended on a day: "the blockade ended on Monday"."""
    verb = trigger.verb
    occurring = verb is not None and syntax.lemma(verb) in words("event_words", "verbs", "occurring")
    if verb is None or not occurring or syntax.modal(verb) not in {"", "will"} or syntax.negation(verb):
        return False
    return bool(when.phrase) and when.is_bounded and verb != trigger.at


def is_voted_on(syntax: Syntax, at: int) -> bool:
    """Whether a noun is only what a vote is on: the day of "vote on the offer on Friday" is the vote's."""
    preposition = syntax.tokens[syntax.tokens[at].head]
    return syntax.tokens[preposition.head].lemma.lower() == "vote" and preposition.text.lower() in {
        "on",
        "for",
        "against",
    }


def is_fixed(syntax: Syntax, verb: int) -> bool:
    """Whether a passive verb fixes the day of what is to come: "is set for 26 June", "was planned for the spring"."""
    fixing = syntax.is_passive(verb) and syntax.lemma(verb) in words("event_words", "fixing", "verbs")
    return fixing and any(mark in {"for", "on", "in"} for mark, _ in syntax.obliques(verb))


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
    near = syntax.child(at, "compound", "nummod", "amod", "poss", "nmod")
    near += [noun for mark, noun in syntax.obliques(at) if mark in {"of", "from"}]
    starts = {syntax.tokens[i].start for i in near}
    return any(d.citation.span.start in starts for d in reading.dates if d.type == "DATE")


def is_repeated(syntax: Syntax, at: int) -> bool:
    """Whether the clause counts occasions ("met 22 times") and so tells of no one event."""
    return any(
        syntax.lemma(index) == "time" and syntax.child(index, "nummod")
        for index in syntax.child(at, "npadvmod", "dobj", "obl", "advmod")
    )


def is_recalled(when: DateRange, reading: Reading) -> bool:
    """Whether a saying is history that the article recalls, and not of its news."""
    published = reading.published.earliest
    return published is not None and when.latest is not None and published - when.latest > HISTORY


def is_lasting(syntax: Syntax, trigger: Trigger) -> bool:
    """Whether a noun is what has gone on since some time: "have been engaged in negotiations since the war"."""
    verb = trigger.verb if trigger.verb is not None else nearest_verb(syntax, trigger.at)
    if verb is None or "since" not in {syntax.tokens[i].text.lower() for i in syntax.subtree(verb)}:
        return False
    return any(syntax.lemma(i) == "have" and syntax.tokens[i].tag in {"VBZ", "VBP"} for i in syntax.child(verb, "aux"))


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
