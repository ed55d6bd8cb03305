"""Who is said to have begun, proposed, ordered or done a thing first, as single sentences tell it.

A proposal, an order or a blow has one author. English names the author apart from the deed: "it was Norland that …",
"Norland were the ones who …", "the idea came from …", "on Norland's initiative", "because Norland had asked for it",
"the first stone was thrown by …".
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from detente.evidence import Citation, DateRange
from detente.record.assertion import Assertion
from detente.record.clauses import Grammar, Syntax
from detente.record.disagreements.bounds import sentence_bounds
from detente.record.disagreements.claim_forms import clauses_of
from detente.record.disagreements.clefts import first_to, singled_out
from detente.record.disagreements.figures import is_person
from detente.record.disagreements.parts import ARGUMENTS, matter, parts
from detente.record.disagreements.senses import root, senses_at, tells_an_act, words_with
from detente.record.disagreements.stances import REPORTS, stance
from detente.record.disagreements.times import time_of
from detente.record.participants import Cast
from detente.record.reading import Gleaner, Reading, Sentence, Token

__all__ = ["BLOW", "FOUND", "INITIATING", "ORDERING", "ORIGINS", "SENSES", "SOURCE", "Origin"]

SENSES = frozenset({"propose", "begin", "break", "attack", "fire", "leave", "ask", "cancel"})
FOUND = frozenset(
    {"find", "found", "build", "publish", "draft"} | {root(w) for w in ("isolate", "identify", "invent", "develop")}
)
"""Acts that only one can have done first."""
INITIATING = frozenset({"propose", "ask"})
"""By which one of two parties it came to a thing at all."""
FIRST = frozenset({"first", "originally", "initially"})
OUTSET = frozenset({"start", "outset", "beginning"})
AUTHORED = frozenset({"come", "originate", "stem", "be"})
GIVING = frozenset({"give", "make", "issue", "take", "launch", "send"})
BEGINNINGS = frozenset({"first", "it", "came", "come", "comes", "stemmed", "originated"})
SOURCE = "source"
HANDING = frozenset("give hand supply pass bring sell lend".split())
BLOW = "first blow"
"""What one of two who came to blows did."""
STRIKING = frozenset("strike fire shoot attack hit punch open throw start swing lash charge shell hurl lob".split())
BLOWS = frozenset(
    "stone shot blow punch bullet rocket shell brick missile bottle salvo volley strike attack round burst mortar "
    "grenade gunfire torpedo petard cobblestone kick slap".split()
)
WEAPONS = frozenset(
    "cannon gun rifle pistol mortar howitzer tank baton truncheon club gas spray hose knife sword taser weapon arm "
    "stone brick bottle rocket missile grenade bomb force fist shot shell volley burst".split()
)
"""What one fights with."""
WIELDING = frozenset("use turn deploy employ draw aim train unleash".split())
ORDERING = frozenset({"order", "decide"})
PUTTING = frozenset("put bring raise float table moot conceive devise invent broach dream think mention name".split())
"""What whoever has an idea first does with it."""
PROMPTINGS: Mapping[str, str] = {
    **dict.fromkeys("initiative proposal suggestion idea motion".split(), "propose"),
    **dict.fromkeys("request invitation insistence instigation behest urging prompting demand".split(), "ask"),
    **dict.fromkeys("order command instruction directive direction".split(), "order"),
}
"""Nouns for what makes another do a thing, with their sense."""
ON = frozenset({"on", "at", "upon", "by", "under", "following", "after", "with"})
HAPPENING = frozenset("come happen occur meet hold convene arise take gather".split())
OUTBREAKS = frozenset(
    "war conflict fighting violence hostility shooting brawl fight clash unrest riot crisis quarrel dispute trouble "
    "bloodshed escalation feud skirmish battle".split()
)
STARTING = frozenset("begin start provoke unleash trigger launch ignite spark cause open instigate".split())
ASSAILING = frozenset("attack invade march cross shell bomb fire storm open strike raid bombard seize overrun".split())
CHILDREN = frozenset("brainchild brainwave invention conception creation innovation".split())
AUTHORS = CHILDREN | frozenset("author architect originator initiator inventor instigator father mother".split())
THOUGHTS = CHILDREN | frozenset("idea proposal initiative suggestion plan notion".split())
"""What is somebody's own who thought of it first: "they are a Norland invention"."""
POINTING = frozenset({"it", "they", "them", "this", "that", "these", "those"})
SINGULAR = frozenset({"it", "this", "that"})
BEFORE = 3
"""Sentences of a paragraph among which stands what "it" or "them" means."""
ELSE = frozenset({"anybody", "anyone", "everybody", "everyone"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Who is said to have done a thing first, or to have had the idea of it.

    `marked` tells that the words say so; else it is told as what had been done, in the days of `when`. `sure` marks
    words that name the author of whatever it is ("it was Norland that …", "the order came from …"), `denied` that it
    was not the one named.
    """

    senses: frozenset[str]
    authors: frozenset[str]
    name: str
    about: frozenset[str]
    marked: bool
    sure: bool
    denied: bool
    whole: bool
    when: DateRange
    published: DateRange
    clause: Citation
    document: str


def origins_in(reading: Reading) -> Iterator[Origin]:
    """What an article says of who began or proposed things."""
    cast, wanted = Cast(reading), beginning_words()
    for sentence in clauses_of(reading):
        if any(token.lemma.lower() in wanted or token.text.lower() in BEGINNINGS for token in sentence.tokens):
            yield from origins(sentence, cast)


@cache
def beginning_words() -> frozenset[str]:
    """The words that can tell who began or proposed a thing."""
    return words_with(SENSES) | HANDING | {"be"}


ORIGINS = Gleaner("origins", Origin, origins_in)


def origins(sentence: Sentence, cast: Cast) -> Iterator[Origin]:
    """What a sentence says of who began or proposed a thing."""
    syntax = cast.reading.once(Grammar).of(sentence)
    if not syntax.parsed:
        return
    for at, token in enumerate(syntax.tokens):
        found = None
        for construction in constructions(syntax, at, token):
            found = construction(syntax, at, cast)
            if found is not None:
                break
        if found is not None and found.authors and (found.about or found.senses == {BLOW}):
            yield found


Construction = Callable[[Syntax, int, Cast], "Origin | None"]


def constructions(syntax: Syntax, at: int, token: Token) -> tuple[Construction, ...]:
    """The constructions that a token may be the head of."""
    if token.pos == "VERB":
        return (by_blow, by_outbreak, by_asking, by_verb, by_giving)
    if token.dep == "attr" and any(syntax.tokens[i].dep == "case" for i in syntax.children[at]):
        return (by_noun, by_owner)
    if token.dep == "attr" and syntax.lemma(at) in AUTHORS | THOUGHTS:
        return (by_noun,)
    if token.pos == "NOUN" and token.dep == "pobj" and syntax.lemma(at) in PROMPTINGS:
        return (by_prompting,)
    if token.pos == "NOUN" and tells_an_act(syntax, at):
        return (by_decision, by_noun)
    return ()


def by_blow(syntax: Syntax, at: int, cast: Cast) -> Origin | None:
    """ "It was gendarmes who struck first", "the first stones were thrown by drivers", "they were first to hit"."""
    leading = first_to(syntax, at)
    said = stance(syntax, at if leading is None else syntax.tokens[leading].head)
    if said is None or said.status not in {"happened", "denied"} or not may_strike(syntax, at):
        return None
    things = [i for i in (*syntax.subjects(at), *syntax.patients(at)) if syntax.lemma(i) in BLOWS]
    firsts = [i for i in things if any(syntax.lemma(d) == "first" for d in syntax.child(i, "amod"))]
    single = singled_out(syntax, at)
    came = syntax.lemma(at) == "come"
    armed = starts_with_a_weapon(syntax, at)
    beside = first_beside(syntax, at) and not came and not syntax.child(at, "xcomp", "ccomp")
    if not (firsts or armed or leading is not None or beside):
        return None
    bare = not (firsts or armed) and syntax.particle(at) != "out"
    if bare and syntax.lemma(at) in {"open", "start", "throw", "hit"}:
        fire = any(syntax.lemma(i) in {"fire", "stone"} for i in syntax.child(at, "dobj"))
        if not fire:
            return None
    heads = [i for mark, i in syntax.obliques(at) if mark == "from"] if came else syntax.agents(at)
    doers = [single] if single is not None else [i for i in heads if i not in firsts]
    found = origin_of(syntax, at, cast, doers, [], marked=True, sure=True, denied=said.status == "denied", people=True)
    return replace(found, senses=frozenset({BLOW}), about=frozenset({BLOW})) if found is not None else None


def may_strike(syntax: Syntax, at: int) -> bool:
    """Whether a verb can tell a blow: "strike", "come" of shots, "use" or "turn on" of a weapon."""
    lemma = syntax.lemma(at)
    if lemma in WIELDING:
        return any(syntax.lemma(i) in WEAPONS for i in syntax.child(at, "dobj"))
    return lemma in STRIKING or lemma in {"come", "begin"}


def starts_with_a_weapon(syntax: Syntax, at: int) -> bool:
    """Whether "it" is told to be started with a weapon: "they had started it with a machine gun"."""
    if syntax.lemma(at) not in {"start", "begin", "open"} or syntax.is_passive(at):
        return False
    it = any(syntax.tokens[i].text.lower() in SINGULAR for i in syntax.child(at, "dobj"))
    return it and any(mark in {"with", "by"} and syntax.lemma(i) in WEAPONS for mark, i in syntax.obliques(at))


def first_beside(syntax: Syntax, at: int) -> bool:
    """Whether "first" stands behind a verb without a further object of the sort: "struck first"."""
    below = [i for i in syntax.child(at, "advmod", "npadvmod", "acomp") if syntax.lemma(i) == "first"]
    return any(i > at for i in below)


def by_outbreak(syntax: Syntax, at: int, cast: Cast) -> Origin | None:
    """ "The war, which the Front began", "the war began when the army marched into the valley"."""
    if syntax.lemma(at) not in STARTING:
        return None
    said = stance(syntax, at)
    if said is None or said.status not in {"happened", "denied"}:
        return None
    broke_out = [i for i in syntax.subjects(at) if syntax.lemma(i) in OUTBREAKS]
    if broke_out and not syntax.is_passive(at):
        doers = [i for verb in when_clauses(syntax, at) for i in syntax.agents(verb)]
        things = broke_out
    else:
        things = [i for i in map(meant_by(syntax), syntax.patients(at)) if syntax.lemma(i) in OUTBREAKS]
        single = singled_out(syntax, at)
        doers = [single] if single is not None else syntax.agents(at)
    if not doers or not things:
        return None
    denied = said.status == "denied"
    return origin_of(syntax, at, cast, doers, things, marked=True, sure=True, denied=denied)


def meant_by(syntax: Syntax) -> Callable[[int], int]:
    """For "which", the noun it stands for; any other word as it is."""
    tokens = syntax.tokens

    def meant(at: int) -> int:
        verb = tokens[at].head
        return tokens[verb].head if tokens[at].tag == "WDT" and tokens[verb].dep == "relcl" else at

    return meant


def when_clauses(syntax: Syntax, at: int) -> list[int]:
    """The verbs of attacking in a clause behind "when" that tells how it began."""
    below = [i for i in syntax.subtree(at) if i > at and syntax.tokens[i].dep in {"advcl", "relcl"}]
    marked = [i for i in below if any(syntax.lemma(m) == "when" for m in syntax.child(i, "advmod", "mark"))]
    return [i for i in marked if syntax.lemma(i) in ASSAILING]


def by_asking(syntax: Syntax, at: int, cast: Cast) -> Origin | None:
    """ "The meeting came about because the Union had asked for it"."""
    token = syntax.tokens[at]
    senses = senses_at(syntax, at) & (INITIATING | {"order"})
    if token.dep != "advcl" or syntax.mark(at) not in {"because", "after", "since"} or not senses:
        return None
    above = token.head
    said = stance(syntax, at)
    if said is None or said.status != "happened" or syntax.lemma(above) not in HAPPENING:
        return None
    if syntax.mark(at) != "because" and syntax.lemma(above) != "come":
        return None
    things = [i for s in syntax.patients(above) or syntax.subjects(above) for i in syntax.subtree(s)]
    found = origin_of(syntax, at, cast, syntax.agents(at), things, marked=True, sure=True)
    return replace(found, senses=senses) if found is not None else None


def by_prompting(syntax: Syntax, at: int, cast: Cast) -> Origin | None:
    """ "It was on Norland's initiative that they met", "moved on an order from Lund"."""
    mark = syntax.tokens[at].head
    verb = syntax.tokens[mark].head
    if syntax.tokens[mark].text.lower() not in ON or verb == mark or syntax.tokens[verb].pos not in {"VERB", "AUX"}:
        return None
    owners = syntax.child(at, "poss") + [i for m, i in syntax.obliques(at) if m in {"of", "from", "by"}]
    if not owners or syntax.negation(at) or syntax.negation(verb):
        return None
    clauses = syntax.child(verb, "ccomp", "relcl", "advcl") if syntax.lemma(verb) == "be" else [verb]
    hung = syntax.child(at, "acl", "relcl", "ccomp") if syntax.lemma(verb) == "be" else []
    hung = [i for i in hung if i > at and syntax.is_finite(i)]  # "it was at her request that a judge was called"
    own = set(syntax.subtree(mark)) - {i for clause in hung for i in syntax.subtree(clause)}
    clauses = hung or clauses
    below = [i for clause in clauses for i in syntax.subtree(clause, without=frozenset({"parataxis"})) if i not in own]
    found = origin_of(syntax, at, cast, owners, below, marked=True, sure=True)
    return replace(found, senses=frozenset({PROMPTINGS[syntax.lemma(at)]})) if found is not None else None


def by_decision(syntax: Syntax, at: int, cast: Cast) -> Origin | None:
    """ "The decision that the ship should turn was taken by Lund"."""
    token = syntax.tokens[at]
    verb = token.head
    if token.dep != "nsubjpass" or not senses_at(syntax, at) & ORDERING or syntax.lemma(verb) not in GIVING | {"make"}:
        return None
    doers = syntax.agents(verb)
    below = [i for i in syntax.subtree(at) if i != at]
    found = origin_of(syntax, at, cast, doers, below, marked=True, sure=True, people=True) if doers else None
    return replace(found, senses=ORDERING) if found is not None else None


def by_verb(syntax: Syntax, at: int, cast: Cast) -> Origin | None:
    """ "It was Norland that first proposed …", "Norland had offered …"."""
    single = singled_out(syntax, at)
    said = stance(syntax, at)
    if said is None and single is not None and (syntax.tokens[at].dep == "amod" or syntax.tokens[at].tag == "VB"):
        said = Assertion()  # "first to propose"; and the parser may take "first proposed mediation" for a phrase
    if said is None or said.status not in {"happened", "denied"}:
        return None
    had = any(syntax.tokens[i].text.lower() in {"had", "'d", "’d"} for i in syntax.child(at, "aux"))
    marked = single is not None or is_first(syntax, at)
    denied = said.status == "denied"
    named = bool(syntax.child(at, "agent"))
    if not (marked or had or named) or (denied and not marked):
        return None
    doers = [single] if single is not None else syntax.agents(at)
    below = [i for i in syntax.subtree(at, without=frozenset({"nsubj", "advcl", "conj", "parataxis"})) if i != at]
    below += syntax.child(at, "nsubjpass")
    act = next((i for i in syntax.patients(at) if syntax.lemma(at) in GIVING and tells_an_act(syntax, i)), at)
    sure = single is not None
    found = origin_of(syntax, act, cast, doers, below, marked=marked, sure=sure, denied=denied)
    if found is not None and not found.about:  # the parser may hang what is proposed on the verb of saying
        found = origin_of(syntax, at, cast, doers, following(syntax, at), marked=marked, sure=sure, denied=denied)
    if found is not None and sure and syntax.lemma(at) in HANDING:
        return replace(found, senses=found.senses | {SOURCE})  # "it was Lund that passed the letter to the press"
    if found is not None and marked and syntax.lemma(at) in PUTTING:
        return replace(found, senses=found.senses | {"propose"})  # "it was Lund who first put the name to them"
    return found


def by_giving(syntax: Syntax, at: int, cast: Cast) -> Origin | None:
    """ "The tablet came from Lund", "Lund gave her the tablet": whose hand a thing came from."""
    said = stance(syntax, at)
    if said is None or said.status != "happened":
        return None
    lemma = syntax.lemma(at)
    came = lemma in {"come", "stem", "originate"}
    if not came and lemma not in HANDING:
        return None
    doers = [i for mark, i in syntax.obliques(at) if mark in {"from", "of"}] if came else syntax.agents(at)
    things = syntax.subjects(at) if came else [i for i in syntax.patients(at) if syntax.tokens[i].pos == "NOUN"]
    found = origin_of(syntax, at, cast, doers, things, marked=came, sure=came) if doers and things else None
    return replace(found, senses=frozenset({SOURCE})) if found is not None else None


def by_owner(syntax: Syntax, at: int, cast: Cast) -> Origin | None:
    """ "The plan was Lund's": whose idea a thing was."""
    verb = syntax.tokens[at].head
    if syntax.lemma(verb) != "be":
        return None
    below = [i for subject in syntax.subjects(verb) for i in syntax.subtree(subject)]
    found = origin_of(syntax, at, cast, [at], below, marked=True, sure=True)
    return replace(found, senses=frozenset({"propose"})) if found is not None else None


def is_first(syntax: Syntax, at: int) -> bool:
    """Whether a verb is told as done first, or from the start."""
    if any(syntax.tokens[i].text.lower() in FIRST for i in syntax.child(at, "advmod", "npadvmod")):
        return True
    for clause in syntax.child(at, "advcl"):  # "eleven months before anybody else did"
        if syntax.mark(clause) == "before" and any(syntax.lemma(i) in ELSE for i in syntax.child(clause, "nsubj")):
            return True
    below = syntax.subtree(at, without=frozenset({"ccomp", "relcl", "advcl"}))
    return any(syntax.tokens[i].text.lower() in OUTSET for i in below)


def following(syntax: Syntax, at: int) -> list[int]:
    """The words behind a verb up to the next comma."""
    ends = (i for i in range(at + 1, len(syntax.tokens)) if syntax.tokens[i].pos == "PUNCT")
    return list(range(at + 1, next(ends, len(syntax.tokens))))


def by_noun(syntax: Syntax, at: int, cast: Cast) -> Origin | None:
    """ "The idea of arbitration came from Norland", "arbitration was Norland's idea"."""
    token = syntax.tokens[at]
    verb = token.head
    if token.dep == "nsubj" and syntax.lemma(verb) in AUTHORED:
        doers = [i for mark, i in syntax.obliques(verb) if mark in {"from", "with"}]
        below = [i for i in syntax.subtree(at) if i != at]
        return origin_of(syntax, at, cast, doers, below, marked=True, sure=True) if doers else None
    owners = syntax.child(at, "poss") + [i for mark, i in syntax.obliques(at) if mark == "of"]
    if not owners and syntax.lemma(at) in THOUGHTS and syntax.child(at, "amod", "compound"):
        owners = [at, *syntax.child(at, "compound")]  # "a Norland invention"
    if token.dep != "attr" or not owners or syntax.lemma(verb) != "be" or syntax.negation(verb):
        return None
    subjects = syntax.subjects(verb)
    if syntax.lemma(at) in AUTHORS and syntax.lemma(at) not in CHILDREN:  # "Lund was the author of the plan"
        owners, subjects = subjects, owners
    below = [i for subject in subjects for i in syntax.subtree(subject)]
    found = origin_of(syntax, at, cast, owners, below, marked=True, sure=True)
    if found is None or syntax.lemma(at) not in AUTHORS:
        return found
    if syntax.lemma(at) in CHILDREN and any(syntax.lemma(i) in REPORTS for i in subjects):
        return None  # "the report was Norland's invention": it is not so
    return replace(found, senses=frozenset({"propose"}))


def origin_of(
    syntax: Syntax,
    at: int,
    cast: Cast,
    doers: Sequence[int],
    below: Sequence[int],
    *,
    marked: bool,
    sure: bool = False,
    denied: bool = False,
    people: bool = False,
) -> Origin | None:
    """The origin, where its author is a party."""
    reading = cast.reading
    authors = frozenset(part for part in parts(syntax, doers, cast) if part.startswith("a:"))
    named = [i for i in doers if syntax.tokens[i].pos == "PROPN" or (people and is_person(syntax.lemma(i)))]
    if not authors and not named:
        return None
    authors = authors or frozenset(syntax.lemma(i) for i in named)
    senses = senses_at(syntax, at)
    start, end = sentence_bounds(reading, syntax.sentence)
    party = min(authors).removeprefix("a:")
    first, last = syntax.phrase(named[0]) if named else (start, start)
    name = reading.document.text[first:last].removesuffix("'s").removesuffix("’s") or party
    figures = {token.text.lower() for i in below if (token := syntax.tokens[i]).pos == "NUM"}
    things = matter(syntax, below, cast) - senses - FIRST - OUTSET - {"begin"}
    things |= {syntax.lemma(i) for i in below if syntax.tokens[i].pos == "NOUN" and is_person(syntax.lemma(i))}
    if not any(syntax.tokens[i].pos in {"NOUN", "PROPN"} for i in below) and sure:
        things |= {x for i in below if syntax.tokens[i].text.lower() in POINTING for x in meant(syntax, i, cast)}
    return Origin(
        senses=senses,
        authors=authors,
        name=reading.actors[party].name if party in reading.actors else name,
        about=frozenset(x for x in things | figures if not x.startswith("a:")),
        marked=marked,
        sure=sure,
        denied=denied,
        whole=len(things) <= 1,
        when=time_of(syntax, at, reading),
        published=reading.published,
        clause=reading.document.cite(start, end),
        document=reading.document.id,
    )


def meant(syntax: Syntax, at: int, cast: Cast) -> frozenset[str]:
    """What "it" or "them" may mean: the noun behind "as for", else the nouns of one number before it."""
    tokens = syntax.tokens
    topic = tokens[0].text.lower() in {"as", "like"} and any(t.text.lower() == "for" for t in tokens[1:2])
    if topic:
        return frozenset(syntax.lemma(i) for i in range(2, at) if tokens[i].dep == "pobj")
    tag = "NN" if tokens[at].text.lower() in SINGULAR else "NNS"
    sentences, here = cast.reading.sentences, syntax.sentence
    place = bisect_left(sentences, here.start, key=lambda sentence: sentence.start)
    near = [s for s in sentences[max(0, place - BEFORE) : place] if s.passage == here.passage]
    told = [token for sentence in near for token in sentence.tokens if token.tag == tag and token.dep in ARGUMENTS]
    return frozenset(token.lemma.lower() for token in told if not cast.is_date(token.start))
