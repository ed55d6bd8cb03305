"""Figures in their clauses: all that decides whether two numbers are of the same thing on the same occasion."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from detente.evidence import Citation, DateRange
from detente.record.assertion import Assertion, assertion_of
from detente.record.clauses import Grammar, Syntax
from detente.record.disagreements.bounds import sentence_bounds
from detente.record.disagreements.corrections import is_taken_back
from detente.record.disagreements.families import REPORTING, family_of, is_verb, kindred, told_of
from detente.record.disagreements.lengths import LAST, is_length, looked_back_to
from detente.record.disagreements.matters import stems_in
from detente.record.disagreements.places import places_under
from detente.record.disagreements.proposing import makers_of, proposers
from detente.record.disagreements.times import time_of
from detente.record.disagreements.voices import speaker_over
from detente.record.entries import ActorId, Quantity
from detente.record.numerals import is_numeral
from detente.record.participants import Cast, root_of
from detente.record.reading import Reading, Sentence
from detente.record.wordlists import words, words_by_kind

__all__ = [
    "COST",
    "Figure",
    "context",
    "figures",
    "is_estimate",
    "is_part",
    "is_person",
    "is_verb",
    "predicate_over",
    "unit_of",
]

SAME_UNIT = {
    "kilometre": "km",
    "kilometer": "km",
    "percent": "%",
    "meter": "metre",
    "kilogram": "kg",
    "mw": "megawatt",
    "gw": "gigawatt",
    "ton": "tonne",
    "liter": "litre",
}
EMPTY = frozenset("be have do say make take year month day week percent number total more than least about".split())
CONTENT = frozenset({"NOUN", "VERB", "ADJ", "PROPN"})
PERIODS = frozenset("day week month year hour minute head person tonne ton".split())
FARTHEST_RATE = 6
"""So many words may stand between a number and "a year": "6,000 tonnes of young herring a year"."""
BESIDE = frozenset({"advcl", "conj", "parataxis", "ccomp"})
DEFINITE = frozenset({"those", "these", "the", "all"})
NEW = frozenset({"now", "already", "currently", "still"})
DOERS = ("man", "woman", "er", "or", "ist", "ian", "eer", "child")
THINGS = frozenset(
    "number river paper water power order tower corner quarter meter letter container motor reactor harbor "
    "door floor sector factor tractor border winter summer chapter dollar layer shelter trailer bunker tanker "
    "freighter cruiser bomber launcher mortar drawer danger error mirror server counter timber list twist mist "
    "answer matter manner disaster theater center chamber barrier cover fever filter finger folder hammer ladder "
    "leather lever litter liver murder odor oyster pepper plaster poster register rubber rumor semester shoulder "
    "shutter silver slaughter sugar surrender sweater temper terror transfer offer vapor weather whisper wonder".split()
)
PERSONS = {"people": "person", "man": "person", "woman": "person", "individual": "person"}
MEASURING = frozenset("be come stand amount total reach equal remain average run climb fall rise".split())
SETTING = frozenset("put estimate set place reckon give calculate fix peg assess value".split())
COST = "cost"
NUMBERS = frozenset("number total figure rest most half majority minority part bulk".split())
DUTY = frozenset({"must", "shall", "require", "oblige"})
"""Words for what has to be done."""
VOTING = frozenset("vote approve pass adopt reject carry accept back endorse ratify win elect".split())
COUNTED = frozenset({"told", "count", "be", "have"})
"""Families of figures of which no more is told than that there were so many."""
CAUSING = frozenset({"make", "force", "compel", "oblige", "order", "drive", "have"})
"""Verbs by which somebody makes others do something."""
PRONOUNS = frozenset("they those these that this it he she we who which".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A quantity in its clause.

    `head` is the noun counted or measured and `modifiers` what describes it; `verb` the predicate over it, `family` the
    group of verbs that put a number to the same thing, `families` all groups that tell the same of it; `object` what
    those counted do it to; `per` the rate ("a day"); `speaker` the word for whoever gives the figure.
    `proposers` are those who propose, demand or promise it, None where it is no proposal; `is_new` marks "now",
    `is_part` some of a number ("two of the seven"), `is_duty` what has to be done ("at least 60 percent must be").
    `lasting` marks states and plans, which hold beyond the day they are told. `context` are the sentence's other
    content words, `named` the parties it names, `places` where it is, `beside` its other figures, `days` all its dates;
    `dated` marks a date among the clause's own words. `measure` is what has the figure for its size ("turnout was 48
    percent").
    """

    quantity: Quantity
    head: str
    modifiers: frozenset[str]
    verb: str
    family: str
    families: frozenset[str]
    object: str
    per: str
    agents: frozenset[str]
    speaker: str
    proposers: frozenset[str] | None
    is_new: bool
    is_part: bool
    is_duty: bool
    named: frozenset[ActorId]
    context: frozenset[str]
    beside: frozenset[str]
    measure: str
    status: str
    hedged: bool
    scope: frozenset[str]
    lasting: bool
    places: frozenset[str]
    when: DateRange
    dated: bool
    days: tuple[DateRange, ...]
    published: DateRange
    clause: Citation
    document: str


def unit_of(quantity: Quantity) -> str:
    """The unit under one of its names."""
    return _same_unit(quantity.unit)


@cache
def _same_unit(name: str) -> str:
    """One name for a unit that has several."""
    power, _, unit = name.rpartition(" ")
    return f"{power} {SAME_UNIT.get(unit, unit)}".strip()


def figures(reading: Reading, quantities: Sequence[Quantity]) -> Iterator[Figure]:
    """One article's figures with their context."""
    cast = Cast(reading)
    sentences = iter(reading.sentences)
    sentence: Sentence | None = next(sentences, None)
    before: Sentence | None = None
    syntax: Syntax | None = None
    for quantity in quantities:
        start = quantity.citation.span.start
        while sentence is not None and sentence.end <= start:
            before, sentence, syntax = sentence, next(sentences, None), None
        if sentence is None:
            return
        syntax = syntax or reading.once(Grammar).of(sentence)
        if syntax.parsed and (figure := figure_of(quantity, syntax, cast)) is not None:
            yield of_what_went_before(figure, syntax, before, cast)


def of_what_went_before(figure: Figure, syntax: Syntax, before: Sentence | None, cast: Cast) -> Figure:
    """The figure with what "it" means in "It lasted six minutes": the thing that the sentence before is of."""
    if before is None or figure.head or LAST not in figure.families:
        return figure
    if before.passage.number != syntax.sentence.passage.number:
        return figure
    earlier = Syntax(before)
    meant = looked_back_to(syntax, earlier)
    if meant is None:
        return figure
    scope = figure.scope | stems_in(earlier, range(len(earlier.tokens)), cast)
    return replace(figure, scope=scope)


def figure_of(quantity: Quantity, syntax: Syntax, cast: Cast) -> Figure | None:
    """A quantity in its clause; None where it stands in no clause."""
    reading, sentence = cast.reading, syntax.sentence
    at = next((i for i, t in enumerate(syntax.tokens) if t.start >= quantity.citation.span.start), None)
    verb = predicate_over(syntax, at) if at is not None else None
    if at is None or verb is None:
        return None
    assertion = assertion_of(syntax, verb) if is_verb(syntax, verb) else Assertion()
    noun = counted_at(syntax, quantity, at)
    if noun is not None and (assertion.hedged or assertion.status != "happened"):
        verb = known_by(syntax, noun, verb)
        assertion = assertion_of(syntax, verb) if is_verb(syntax, verb) else Assertion()
    owner = owners_of(syntax, noun, quantity, cast)
    measure = measured_at(syntax, verb, at)
    head, modifiers = named_thing(syntax, quantity, verb)
    if not head and not quantity.unit:
        return None
    word = syntax.lemma(verb)
    family = family_of(syntax, verb)
    head, modifiers, family = victims(syntax, verb, head, modifiers, family, is_measured=bool(quantity.unit))
    if owner or ("number" in quantity.of.split() and family not in {"kill", "injure"}):
        family = "have"
    told = told_of(syntax, noun, measure)
    if is_length(syntax, at, verb, unit_of(quantity)):
        told |= {LAST}
    families = frozenset({family}) if family != word else kindred(syntax, verb) | {family}
    caused = caused_by(syntax, verb)
    if caused is not None:
        families |= kindred(syntax, caused) | {family_of(syntax, caused)}
    if measure is not None and (quantity.unit or not owner):
        families, family = families | told, min(told - {LAST} or told)
    start, end = sentence_bounds(reading, sentence)
    quantity_start = quantity.citation.span.start
    when = time_of(syntax, verb, reading)
    dates = [d for d in reading.dates if start <= d.citation.span.start < end and d.type == "DATE"]
    dated = bool(when.phrase) and when.phrase in reading.document.text[start:end]
    yearly = measure is not None and dated and when.granularity == "year"
    return Figure(
        quantity=quantity,
        head=PERSONS.get(head, head),
        modifiers=modifiers,
        verb=word,
        family=family,
        families=families | told,
        object="" if owner else object_noun(syntax, verb, at),
        per=rate(syntax, at, quantity) or ("year" if yearly else ""),
        agents=owner or names_of(syntax, doers_of(syntax, verb, measure), cast),
        speaker=speaker_over(syntax, verb),
        proposers=proposers(syntax, verb, cast) or makers_of(syntax, measure, cast),
        is_new=any(syntax.tokens[i].text.lower() in NEW for i in syntax.children[verb]),
        is_part=is_part(quantity),
        is_duty=is_duty(syntax, verb),
        named=frozenset(root_of(m.actor, reading) for m in cast.mentions_within(sentence.start, sentence.end)),
        context=context(syntax, cast, head) | {family},
        beside=frozenset(beside(reading, quantity, start, end)),
        measure=min(told - {LAST} or told) if measure is not None else "",
        status="happened" if owner else assertion.status,
        hedged=assertion.hedged
        or is_taken_back(reading.document.text[start:end])
        or reading.document.text[start:quantity_start].rstrip().lower().endswith(" not"),
        scope=stems_in(syntax, syntax.subtree(verb, without=BESIDE), cast),
        lasting=bool(owner)
        or ("number" in quantity.of.split() and family == "have")
        or family == "stop"
        or is_lasting(syntax, verb, assertion),
        places=places_under(syntax, verb, cast, without=BESIDE),
        when=when,
        dated=dated,
        days=tuple(d.when for d in dates if d.when.is_bounded),
        published=reading.published,
        clause=reading.document.cite(start, end),
        document=reading.document.id,
    )


def is_estimate(figure: Figure) -> bool:
    """Whether a cost is told as what it is put at, so that it may be one to come."""
    return COST in figure.families and figure.verb in SETTING


def known_by(syntax: Syntax, noun: int, verb: int) -> int:
    """What is known of those who may do something: "the 18,000 who left may apply" tells that they left."""
    is_known = any(syntax.lemma(i) in DEFINITE for i in syntax.child(noun, "det"))
    told = [i for i in syntax.child(noun, "relcl") if is_verb(syntax, i)]
    return told[0] if is_known and told else verb


def measured_at(syntax: Syntax, verb: int, at: int) -> int | None:
    """What has a number for its size: "turnout was 48 percent", "put the toll at 31", "a contribution of 9 crowns"."""
    lemma = syntax.lemma(verb)
    found: list[int] = []
    if not is_verb(syntax, verb):
        found = [verb]
    elif lemma in MEASURING:
        found = syntax.child(verb, "nsubj", "nsubjpass")
    elif lemma in SETTING:
        found = syntax.child(verb, "nsubjpass") if syntax.is_passive(verb) else syntax.child(verb, "dobj")
    nouns = [i for i in found if syntax.tokens[i].pos == "NOUN" and at not in syntax.subtree(i)]
    nouns += [verb] if found == [verb] and syntax.tokens[verb].pos == "NOUN" else []
    return nouns[0] if nouns and syntax.lemma(nouns[0]) not in NUMBERS else None


def doers_of(syntax: Syntax, verb: int, measure: int | None) -> list[int]:
    """Who does it, or whose a measure is."""
    owners = syntax.child(measure, "poss") if measure is not None else []
    return owners or syntax.agents(verb)


def beside(reading: Reading, quantity: Quantity, start: int, end: int) -> Iterator[str]:
    """The other figures of a sentence with what they count."""
    for other in reading.gleaned.get("quantities", ()):
        if start <= other.citation.span.start < end and other != quantity and other.unit != "ordinal":
            yield f"{other.value:g} {unit_of(other) or other.of.rpartition(' ')[2]}"


def victims(
    syntax: Syntax, verb: int, head: str, modifiers: frozenset[str], family: str, *, is_measured: bool
) -> tuple[str, frozenset[str], str]:
    """(noun, what describes it, family) with the words for dead, wounded, crowds and strikers brought to one form."""
    said = modifiers | {head}
    for listed, meant in (("dead", "kill"), ("slain", "kill"), ("harmed", "injure"), ("crowd", "attend")):
        if words("figures", "generic", listed) & said:
            known = words("figures", "generic", listed)
            return ("person" if head in known else head), modifiers - known, meant
    if head in words("figures", "generic", "lives") and family in {"cost", "kill", "take"}:
        return "person", modifiers, "kill"
    if is_verb(syntax, verb):
        concerned = {syntax.lemma(noun) for _, noun in syntax.obliques(verb)} | {
            syntax.lemma(noun) for i in syntax.child(verb, "dobj") for _, noun in syntax.obliques(i)
        }
        concerned |= {syntax.lemma(i) for i in syntax.child(verb, "dobj")}
        if syntax.lemma(verb) in {"take", "join"} and concerned & words("figures", "generic", "stoppage"):
            return head, modifiers, "stop"
    if family == "attend" and not is_measured and head in words("figures", "generic", "attending"):
        return "person", modifiers, family
    if family in COUNTED and not is_measured and head in words("figures", "generic", "protesting"):
        return "person", modifiers, "attend"
    if family in COUNTED and not is_measured and head in words("figures", "generic", "dwelling"):
        return "person", modifiers, "live"
    return head, modifiers, family


def owners_of(syntax: Syntax, noun: int | None, quantity: Quantity, cast: Cast) -> frozenset[str]:
    """Whose the things counted are ("Brightwater's seven plants"); nobody's where only some of them are counted."""
    if noun is None or is_part(quantity):
        return frozenset()
    return names_of(syntax, syntax.child(noun, "poss"), cast)


def is_part(quantity: Quantity) -> bool:
    """Whether a number counts some of a number only: "ten of those seats", "two of the seven"."""
    _, of, whole = quantity.citation.quote.casefold().partition(" of ")
    named = whole.replace("-", " ").split()
    return bool(of) and any(word in DEFINITE or is_numeral(word) for word in named)


def is_person(noun: str) -> bool:
    """Whether a noun is for people: a word for them, or one made with an ending for those who do something."""
    people = words("figures", "generic", "people") | words("figures", "generic", "hands")
    people |= words("event_words", "bodies", "words")
    return noun in people or (noun.endswith(DOERS) and noun not in THINGS)


def names_of(syntax: Syntax, heads: Sequence[int], cast: Cast) -> frozenset[str]:
    """The parties behind phrase heads by name, so that a name no actor bears can be compared as well."""
    found: set[str] = set()
    for head in heads:
        actors = cast.actors_of(syntax, head)
        roots = [root_of(actor, cast.reading) for actor in actors]
        found |= {cast.reading.actors[root].name.casefold() for root in roots if root in cast.reading.actors}
        for index in [head, *syntax.child(head, "appos")] if not actors else []:
            if syntax.tokens[index].pos == "PROPN":
                start, end = syntax.phrase(index)
                name = cast.reading.document.text[start:end].removeprefix("the ").removesuffix("'s").removesuffix("’s")
                found.add(name.casefold())
    return frozenset(found)


def counted_at(syntax: Syntax, quantity: Quantity, at: int) -> int | None:
    """The token of the noun counted."""
    last = quantity.of.split()[-1:]
    near = [i for i in range(at, min(at + 8, len(syntax.tokens))) if [syntax.lemma(i)] == last]
    return near[0] if near else None


def named_thing(syntax: Syntax, quantity: Quantity, verb: int) -> tuple[str, frozenset[str]]:
    """(the noun counted or measured, what describes it)."""
    parts = [part for part in quantity.of.split() if part != "number"]
    if not parts and quantity.unit == "percent" and syntax.lemma(verb) in VOTING and is_margin(syntax, quantity):
        return "vote", frozenset()
    if parts:
        return ("" if parts[-1] in PRONOUNS else parts[-1]), frozenset(parts[:-1])
    return (subject_noun(syntax, verb) if quantity.unit else ""), frozenset()


def is_margin(syntax: Syntax, quantity: Quantity) -> bool:
    """Whether a share is that of the votes cast: "voted for it by 84 percent to 16", "passed with 60 percent"."""
    before = [token for token in syntax.tokens if token.start < quantity.citation.span.start]
    return bool(before) and before[-1].text.lower() in {"by", "with"}


def predicate_over(syntax: Syntax, at: int) -> int | None:
    """The predicate, or the noun like "savings" or "cost", that a number stands under."""
    families = words_by_kind("figures", "families")
    for _ in range(12):
        token = syntax.tokens[at]
        if is_verb(syntax, at):
            return bound_to(syntax, at)
        head = token.head
        if head == at:
            return None
        above = syntax.tokens[head]
        if (
            token.dep == "prep"
            and above.pos == "NOUN"
            and token.text.lower() == "of"
            and above.lemma.lower() in families
        ):
            return head
        at = head
    return None


def bound_to(syntax: Syntax, at: int) -> int:
    """For "are to be taught" and "have to be taught" the verb that tells what is to be done, else the verb itself."""
    if syntax.lemma(at) not in {"be", "have"}:
        return at
    told = [
        i
        for i in syntax.child(at, "xcomp")
        if syntax.tokens[i].pos == "VERB" and "to" in {syntax.lemma(k) for k in syntax.child(i, "aux")}
    ]
    return told[0] if told else at


def caused_by(syntax: Syntax, verb: int) -> int | None:
    """What somebody makes others do: "were made to leave", "forced to flee", "had to go"."""
    if not is_verb(syntax, verb) or syntax.lemma(verb) not in CAUSING:
        return None
    return next((i for i in syntax.child(verb, "xcomp", "ccomp") if syntax.tokens[i].pos == "VERB"), None)


def is_duty(syntax: Syntax, verb: int) -> bool:
    """Whether a clause tells what has to be done: "must be taught", "are to be taught", "requires … to be taught"."""
    if not is_verb(syntax, verb):
        return False
    above = syntax.tokens[verb].head
    bound = above != verb and bound_to(syntax, above) == verb
    return bound or syntax.modal(verb) in DUTY or bool({syntax.lemma(verb), syntax.lemma(above)} & DUTY)


def subject_noun(syntax: Syntax, verb: int) -> str:
    """The thing that costs, measures or holds so much."""
    heads = syntax.child(verb, "nsubj", "nsubjpass") if is_verb(syntax, verb) else []
    nouns = [syntax.lemma(i) for i in heads if syntax.tokens[i].pos == "NOUN"]
    return nouns[0] if nouns else ""


def object_noun(syntax: Syntax, verb: int, at: int) -> str:
    """What those counted do, told by the object: "stopped work", "signed the letter"; "" where the number is in it."""
    if not is_verb(syntax, verb) or not any(at in syntax.subtree(i) for i in syntax.child(verb, "nsubj", "nsubjpass")):
        return ""
    for index in syntax.child(verb, "dobj", "attr"):
        if at not in syntax.subtree(index):
            return syntax.lemma(index)
    return ""


def rate(syntax: Syntax, at: int, quantity: Quantity) -> str:
    """The unit of time or other unit that a number is counted by: "a day", "per tonne"; "" where there is none."""
    end = quantity.citation.span.end
    words: list[tuple[str, int]] = []
    for index, token in enumerate(syntax.tokens):
        if token.start >= end and len(words) < FARTHEST_RATE:
            if token.pos in {"PUNCT", "VERB", "AUX", "SCONJ"}:
                break
            words.append((token.text.lower(), index))
    for (word, _), (_, following) in pairwise(words):
        if word in {"a", "an", "per", "each", "every"} and syntax.lemma(following) in PERIODS:
            return syntax.lemma(following)
    if words and words[0][0] in {"daily", "annually", "yearly", "weekly", "monthly"}:
        return {"daily": "day", "weekly": "week", "monthly": "month"}.get(words[0][0], "year")
    for one, other in pairwise(syntax.tokens):
        if one.text.lower() in {"every", "each"} and other.lemma.lower() in PERIODS:
            return other.lemma.lower()  # "every day of the strike cost it …"
    return ""


def context(syntax: Syntax, cast: Cast, head: str) -> frozenset[str]:
    """The sentence's content words, the verb among them."""
    families = words_by_kind("figures", "families")
    lemmas = {
        (families.get(lemma, lemma) if t.pos == "VERB" else lemma)
        for t in syntax.tokens
        if t.pos in CONTENT and t.text[:1].isalpha() and (lemma := t.lemma.lower()) and not cast.is_date(t.start)
    }
    return frozenset(lemmas - EMPTY - REPORTING - {head})


def is_lasting(syntax: Syntax, verb: int, assertion: Assertion) -> bool:
    """Whether a clause tells a state, a habit or a plan rather than an act of one day."""
    if not is_verb(syntax, verb) or assertion.status == "planned":
        return True
    if syntax.tokens[verb].tag in {"VBZ", "VBP"}:
        return True
    aux = [syntax.tokens[i].tag for i in syntax.child(verb, "aux", "auxpass")]
    return any(tag in {"VBZ", "VBP"} for tag in aux)
