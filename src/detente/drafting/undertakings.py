"""Undertakings: what a party says it will or will not do, is ready to do or decides to do, and on what condition.

Beside the stances that the record reads ("demands", "rejects") a party shows its hand in plain futures, in "ready to"
and "threatened to", in what it does to its own offer, and in the measures of bodies without a name.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from detente.drafting.bodies import is_pronoun, party_of
from detente.drafting.lasting import LASTING
from detente.evidence import Citation, DateRange
from detente.record.clauses import Syntax
from detente.record.entries import ActorId, Statement
from detente.record.event_times import time_of
from detente.record.participants import Cast, root_of
from detente.record.positions import branch, is_predicate, topics_of
from detente.record.reading import Reading
from detente.record.triggers import Trigger
from detente.record.wordlists import words_by_kind

__all__ = ["Undertaking", "undertakings_of"]

FUTURE = frozenset({"will", "would", "'ll", "’ll", "shall"})
DECIDES = frozenset("threaten decide plan prepare vow pledge offer promise propose refuse decline".split())
KINDS = {
    "offer": "offers",
    "promise": "offers",
    "propose": "offers",
    "threaten": "threatens",
    "refuse": "declines",
    "decline": "declines",
}
REQUESTS = frozenset("ask urge invite order press request instruct summon".split())
"""Verbs by which somebody is asked to do a thing: "asked the senate to suspend it"."""

TERM = re.compile(r"\b(?:until|hours?|days?|weeks?|months?)\b")
READY = frozenset({"ready", "willing", "prepared", "open", "determined"})
MOVES = frozenset({"raise", "sweeten", "improve", "increase", "lower", "repeat", "renew", "extend", "cut"})
OFFERS = frozenset({"offer", "bid", "proposal", "price", "demand"})
WALKING = frozenset({"walk out", "strike", "stop", "withdraw", "boycott", "quit", "walk off", "blockade", "resign"})
CAUSES = frozenset({"prompt", "lead", "force", "cause", "drive", "compel"})
OWN_STANCES = {
    "turn down": "rejects",
    "shrug off": "rejects",
    "brush aside": "rejects",
    "vote down": "rejects",
    "throw out": "rejects",
    "sign up": "accepts",
    "give in": "accepts",
}
"""Answers that the record's lexicon of stances does not have."""
CONTENT = {("live", "with"), ("settle", "for"), ("do", "with"), ("make", "with")}
"""Verbs with a preposition by which a party says which grade of a thing would content it."""
EMPTY = frozenset({"go", "get", "put", "set", "take"})
LIGHT = frozenset(
    "be have say tell hope study listen meet decide discuss consider visit know see speak think continue "
    "stay remain mean like want go-on respect begin".split()
)
WORDS = frozenset({"use", "call", "talk", "pretend", "complain", "write"})
CONDITION = frozenset({"unless", "until", "if"})
LOOSE = frozenset({"advcl", "parataxis", "conj", "cc", "nsubj", "punct", "relcl", "ccomp"})
NEARBY = 8
MEASURES = frozenset("percent cent point crown day hour week month year kilometre km metre tonne seat".split())
QUOTATION = frozenset({'"', "“", "”", "``", "''"})
SAYING = frozenset("say announce claim predict expect fear warn believe assert argue think".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Undertaking:
    """One clause by which a party binds itself: `kind` is intends, declines, offers, does, wants, accepts, rejects."""

    party: ActorId
    name: str
    kind: str
    verb: str
    matter: str
    topics: tuple[str, ...]
    citation: Citation
    when: DateRange
    addressee: ActorId | None = None
    """Whose doing a condition or what is asked for is, a party or not."""


def undertakings_of(
    reading: Reading, claims: tuple[Statement, ...], speaks_for: Mapping[ActorId, ActorId]
) -> Iterator[Undertaking]:
    """The undertakings of one article, in the order of the text; headlines repeat the body and are left out."""
    cast = Cast(reading)
    stances = {**words_by_kind("stances", "stances"), **OWN_STANCES}
    body: tuple[ActorId, str] | None = None
    for sentence in reading.sentences:
        syntax = Syntax(sentence)
        if sentence.passage.kind == "headline" or not syntax.parsed:
            continue
        for at, token in enumerate(syntax.tokens):
            if token.tag.startswith("VB") and token.dep != "amod":
                for found in _at(syntax, at, cast, claims, speaks_for, stances, body):
                    body = (found.party, found.name) if found.party not in reading.actors else body
                    yield found


def _at(
    syntax: Syntax,
    at: int,
    cast: Cast,
    claims: tuple[Statement, ...],
    speaks_for: Mapping[ActorId, ActorId],
    stances: Mapping[str, str],
    body: tuple[ActorId, str] | None,
) -> Iterator[Undertaking]:
    lemma = syntax.lemma(at)
    kind, verb, head = "", lemma, at
    doer: tuple[ActorId, str] | None
    particle = syntax.particle(at)
    if syntax.modal(at) and _contents(syntax, at) and not syntax.negation(at):
        kind = "offers"
    elif (
        syntax.modal(at) in FUTURE and lemma not in LIGHT and not syntax.is_passive(at) and not _is_perfect(syntax, at)
    ):
        if syntax.mark(at) in CONDITION or syntax.tokens[at].dep == "relcl":
            return
        kind = "declines" if syntax.negation(at) else "intends"
    elif lemma in CAUSES and syntax.is_past(at) and _infinitive(syntax, at) is not None:
        yield from _caused(syntax, at, cast, speaks_for)
        return
    elif (asked := _requested(syntax, at, cast)) is not None:
        head, addressee = asked
        doer = _doer(syntax, at, cast, claims, speaks_for)
        if doer is not None and doer[0] != addressee:
            party = speaks_for.get(doer[0], doer[0])
            yield from _told(syntax, at, head, party, doer[1], "wants", "", cast, addressee=addressee)
        return
    elif lemma == "vote" and (inner := _infinitive(syntax, at)) is not None and syntax.is_past(at):
        kind, head, verb = "declines" if syntax.negation(at) else "does", inner, syntax.lemma(inner)
    elif (inner := _infinitive(syntax, at)) is not None and not syntax.negation(at):
        kind, head, verb = KINDS.get(lemma, "intends"), inner, syntax.lemma(inner)
        if lemma in DECIDES and stances.get(lemma) == "offers" and syntax.child(at, "xcomp"):
            return  # the record reads this one as a stance
        if verb in LIGHT - {"take"} or not (lemma in DECIDES or _ready(syntax, at)):
            return
    elif lemma in MOVES and not syntax.is_passive(at) and _own_offer(syntax, at):
        kind = "offers"
    elif lemma == "vote" and not syntax.is_passive(at) and (way := _vote(syntax, at)):
        kind = way
    elif f"{lemma} {particle}".strip() in WALKING and syntax.is_past(at) and not syntax.is_passive(at):
        if lemma == "stop" and not syntax.child(at, "dobj") and not _gerund(syntax, at):
            return
        kind = "does"
    elif lemma in LASTING and syntax.is_past(at) and not syntax.is_passive(at) and is_predicate(syntax, at):
        kind = "does"
    elif (stance := stances.get(f"{lemma} {particle}") or stances.get(lemma)) in {"accepts", "rejects"}:
        if not is_predicate(syntax, at) or not syntax.child(at, "dobj", "oprd"):
            return
        kind = "rejects" if syntax.negation(at) else stance
    elif stance == "wants" and is_predicate(syntax, at) and not syntax.negation(at) and not syntax.is_passive(at):
        if not (_figure(syntax, at) or (syntax.child(at, "ccomp") and not _is_named(syntax, at, cast))):
            return  # what has words of its own is the record's to read
        kind = "wants"
    if not kind or (kind == "does" and syntax.negation(at)):
        return
    doer = _doer(syntax, at, cast, claims, speaks_for)
    if doer is None and any(syntax.tokens[i].text.lower() == "they" for i in syntax.subjects(at)):
        doer = body
    if doer is None:
        return
    party = speaks_for.get(doer[0], doer[0])
    plain = kind in {"accepts", "rejects"} and lemma != "vote" and f"{lemma} {particle}" not in OWN_STANCES
    if plain and _is_named(syntax, at, cast):
        return  # a named party's stance is the record's to read
    if kind in {"intends", "declines"} and not _own_word(syntax, at, party, cast, speaks_for):
        return
    yield from _told(syntax, at, head, party, doer[1], kind, verb, cast)


def _requested(syntax: Syntax, at: int, cast: Cast) -> tuple[int, ActorId] | None:
    """(what is to be done, by whom) of "asked the senate to suspend it" and "gave them until Monday to answer"."""
    lemma = syntax.lemma(at)
    if syntax.is_passive(at) or syntax.negation(at) or not (lemma in REQUESTS or lemma == "give"):
        return None
    head = _infinitive(syntax, at, near=2 * NEARBY)
    if head is None or syntax.lemma(head) in LIGHT:
        return None
    between = cast.reading.document.text[syntax.tokens[at].end : syntax.tokens[head].start]
    if lemma == "give" and TERM.search(between) is None:
        return None
    asked = [*syntax.child(at, "dobj", "dative"), *syntax.child(head, "nsubj")]
    found = next((other for i in asked if (other := party_of(syntax, i, cast)) is not None), None)
    return (head, found[0]) if found is not None else None


def _gerund(syntax: Syntax, at: int) -> bool:
    """Whether a verb takes the -ing form of a deed: "stopped sending samples"."""
    below = [i for i in syntax.child(at, "xcomp") if syntax.tokens[i].tag == "VBG" and i > at]
    return any(syntax.lemma(i) not in LIGHT | WORDS for i in below)


def _told(
    syntax: Syntax,
    at: int,
    head: int,
    party: ActorId,
    name: str,
    kind: str,
    verb: str,
    cast: Cast,
    *,
    addressee: ActorId | None = None,
) -> Iterator[Undertaking]:
    """The undertaking itself, then the condition it is tied to."""
    reading = cast.reading
    marks = [i for i in syntax.child(head, "advcl") if syntax.mark(i) in CONDITION]
    apart = LOOSE - {"ccomp"} if kind == "wants" else LOOSE
    loose = [i for i in syntax.children[head] if syntax.tokens[i].dep in apart and i > head]
    outside = {j for i in loose for j in syntax.subtree(i)}
    inside = [i for i in branch(syntax, head) if i >= head and i not in outside]
    heads = [i for i in syntax.children[head] if i > head and syntax.tokens[i].dep not in apart]
    own_verb = () if verb in EMPTY or kind == "wants" else (verb,)
    topics = tuple(dict.fromkeys((*topics_of(syntax, heads, cast), *own_verb)))
    topics = topics or tuple(syntax.lemma(i) for i in inside if syntax.tokens[i].tag == "CD") or (verb,)
    first, end = _beginning(syntax, min(at, head)), syntax.tokens[inside[-1]].end
    start = syntax.tokens[first].start
    asked = syntax.tokens[head]
    own = reading.document.text[asked.end if addressee is None else asked.start : end]
    when = time_of(syntax, Trigger(at, "declaration", at), reading)
    yield Undertaking(
        party=party,
        name=name,
        kind=kind,
        verb=verb,
        matter=_without_particle(" ".join(own.split()), syntax, at),
        topics=topics,
        citation=reading.document.cite(start, end),
        when=when,
        addressee=addressee,
    )
    for mark in marks:
        if syntax.mark(mark) == "until" and kind == "intends":
            continue
        words = sorted(branch(syntax, mark))
        first, last = syntax.tokens[words[0]].start, syntax.tokens[words[-1]].end
        found = topics_of(syntax, [mark], cast)
        subjects = syntax.subjects(mark)
        other = party_of(syntax, subjects[0], cast) if subjects else None
        if set(found) - {"same"} and other is not None and other[0] != party:
            quoted = reading.document.cite(first, last)
            matter = " ".join(quoted.quote.split()).removeprefix(syntax.mark(mark)).strip()
            yield Undertaking(
                party=party,
                name=name,
                kind="wants",
                verb="",
                matter=matter,
                topics=found,
                citation=quoted,
                when=when,
                addressee=other[0],
            )


def _without_particle(words: str, syntax: Syntax, at: int) -> str:
    """The object of a phrasal verb: "down five per cent" and "the offer down" without "down"."""
    particle = syntax.particle(at)
    if f"{syntax.lemma(at)} {particle}" not in OWN_STANCES:
        return words
    return re.sub(rf"^{particle}\s+|\s+{particle}\b.*$", "", words, flags=re.I)


def _beginning(syntax: Syntax, at: int) -> int:
    """Where the words of a verb begin: at its subject or what makes it a denial or a future, where these stand near."""
    near = [i for i in syntax.child(at, "nsubj", "aux", "neg", "advmod") if 0 < at - i <= NEARBY]
    near = [i for i in near if not any(syntax.tokens[j].text == "," for j in range(i, at))]
    first = min([at, *near])
    opened = sum(syntax.tokens[i].text in QUOTATION for i in range(first, at))
    if first == at or opened % 2:
        return at
    return min([first, *(j for j in syntax.subtree(first) if first - j <= NEARBY)])


def _contents(syntax: Syntax, at: int) -> bool:
    """Whether a verb says what would content the party ("could live with five")."""
    return any((syntax.lemma(at), syntax.tokens[i].text.lower()) in CONTENT for i in syntax.child(at, "prep"))


def _figure(syntax: Syntax, at: int) -> bool:
    """Whether what is wanted is a bare figure: "9 percent", "eight"."""
    return any(
        syntax.tokens[i].tag == "CD" or (syntax.lemma(i) in MEASURES and syntax.child(i, "nummod"))
        for i in syntax.child(at, "dobj")
    )


def _is_named(syntax: Syntax, at: int, cast: Cast) -> bool:
    return any(cast.actors_of(syntax, i) for i in syntax.agents(at))


def _caused(syntax: Syntax, at: int, cast: Cast, speaks_for: Mapping[ActorId, ActorId]) -> Iterator[Undertaking]:
    """ "Prompted it to withdraw": a deed of whom it prompted."""
    head = _infinitive(syntax, at)
    prompted = [*syntax.child(at, "dobj", "dative"), *(syntax.child(head, "nsubj") if head is not None else ())]
    doer = next((found for i in prompted if (found := party_of(syntax, i, cast)) is not None), None)
    doer = doer or _other_named(syntax, at, cast)
    if head is not None and doer is not None:
        party = speaks_for.get(doer[0], doer[0])
        yield from _told(syntax, head, head, party, doer[1], "does", syntax.lemma(head), cast)


def _vote(syntax: Syntax, at: int) -> str:
    """What a vote for or against something amounts to; "" where it is about neither."""
    marks = [syntax.tokens[i].text.lower() for i in syntax.child(at, "prep")]
    return "accepts" if "for" in marks else "rejects" if "against" in marks else ""


def _other_named(syntax: Syntax, at: int, cast: Cast) -> tuple[ActorId, str] | None:
    """The one party that the sentence names before the verb beside its subjects: whom "it" can mean."""
    reading = cast.reading
    before = [i for i in range(at) if syntax.tokens[i].tag in {"VBD", "VBZ", "VBP"} and i != at]
    subjects = {
        root_of(a, reading) for verb in before for i in syntax.child(verb, "nsubj") for a in cast.actors_of(syntax, i)
    }
    named = [m.actor for m in cast.mentions_within(syntax.sentence.start, syntax.tokens[at].start)]
    roots = dict.fromkeys(root_of(a, reading) for a in named if a in reading.actors)
    states = [a for a in roots if a not in subjects and reading.actors[a].kind != "agency"]
    return (states[0], reading.actors[states[0]].name) if len(states) == 1 and subjects else None


def _is_perfect(syntax: Syntax, at: int) -> bool:
    return any(syntax.lemma(i) == "have" for i in syntax.child(at, "aux"))


def _infinitive(syntax: Syntax, at: int, near: int = NEARBY) -> int | None:
    """The "to do" that a verb of deciding or "be ready" leads to, also past a date between them."""
    heads = [at, *syntax.child(at, "acomp")]
    for head in heads:
        for index in syntax.child(head, "xcomp", "advcl", "ccomp"):
            marked = any(syntax.lemma(i) == "to" and syntax.tokens[i].tag == "TO" for i in syntax.child(index, "aux"))
            if index > head and index - head <= near and marked:
                return index
    return None


def _ready(syntax: Syntax, at: int) -> bool:
    return any(syntax.lemma(i) in READY for i in syntax.child(at, "acomp"))


def _own_offer(syntax: Syntax, at: int) -> bool:
    """Whether the verb acts on the subject's own offer ("raised its offer")."""
    return any(
        syntax.lemma(i) in OFFERS
        and any(syntax.tokens[p].text.lower() in {"its", "their"} for p in syntax.child(i, "poss"))
        for i in syntax.child(at, "dobj")
    )


def _doer(
    syntax: Syntax, at: int, cast: Cast, claims: tuple[Statement, ...], speaks_for: Mapping[ActorId, ActorId]
) -> tuple[ActorId, str] | None:
    """The party that the clause's subject stands for; a pronoun in somebody's words means the speaker."""
    for index in syntax.subjects(at):
        if is_pronoun(syntax, index):
            speaker = _speaker(syntax, at, cast, claims)
            if speaker is not None:
                return speaker
        found = party_of(syntax, index, cast)
        if found is not None:
            return found
    pronouns = [i for i in syntax.subjects(at) if syntax.tokens[i].text.lower() in {"it", "they"}]
    return _subject_before(syntax, cast) if pronouns and syntax.tokens[at].dep == "ROOT" else None


def _subject_before(syntax: Syntax, cast: Cast) -> tuple[ActorId, str] | None:
    """The party that the sentence before is about, where it stands in the same passage."""
    sentences = cast.reading.sentences
    for before, sentence in pairwise(sentences):
        if sentence.start == syntax.sentence.start and before.passage == sentence.passage:
            above = Syntax(before)
            roots = [i for i, token in enumerate(above.tokens) if token.dep == "ROOT"]
            found = [party_of(above, i, cast) for root in roots for i in above.subjects(root)]
            return next((one for one in found if one is not None), None)
    return None


def _speaker(syntax: Syntax, at: int, cast: Cast, claims: tuple[Statement, ...]) -> tuple[ActorId, str] | None:
    """Who says the clause: the subject of the saying above it, else the speaker of the words it stands in."""
    token = syntax.tokens[at]
    if token.dep == "ccomp" and token.head != at:
        for index in syntax.subjects(token.head):
            if (found := party_of(syntax, index, cast)) is not None:
                return found
    start = token.start
    for claim in claims:
        speaker = claim.speaker.actor
        if claim.content.span.start <= start < claim.content.span.end and speaker and speaker in cast.reading.actors:
            root = root_of(speaker, cast.reading)
            return root, cast.reading.actors[root].name
    return None


def _own_word(syntax: Syntax, at: int, party: ActorId, cast: Cast, speaks_for: Mapping[ActorId, ActorId]) -> bool:
    """Whether it is the party itself, or the coverage, that says what it will do; a rival's forecast binds nobody."""
    token = syntax.tokens[at]
    above = token.head if token.dep == "ccomp" and token.head != at else None
    below = syntax.child(at, "parataxis", "ccomp")
    saying = above if above is not None else next((i for i in below if syntax.lemma(i) in {"say", "announce"}), None)
    if saying is None or syntax.lemma(saying) not in SAYING:
        return True
    speakers = [party_of(syntax, i, cast) for i in syntax.subjects(saying)]
    ids = {speaks_for.get(found[0], found[0]) for found in speakers if found is not None}
    return not ids or party in ids
