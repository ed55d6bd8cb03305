"""The forms in which a sentence claims something: verbs, nouns under light verbs, states, and what was left undone."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from detente.record.assertion import Assertion
from detente.record.clauses import Grammar, Syntax
from detente.record.disagreements.claims import BOUND_TO, Claim, claim_of
from detente.record.disagreements.clefts import cleft_of
from detente.record.disagreements.notices import INFORMING, messages_sent
from detente.record.disagreements.opposites import states
from detente.record.disagreements.senses import root, senses_at, tells_an_act, undone
from detente.record.disagreements.stances import DENYING, NEGATIVE, REPORTS, UNTRUE, stance
from detente.record.participants import Cast
from detente.record.reading import Reading, Sentence

__all__ = ["Claimed", "claimed_in", "claims", "clauses_of", "may_deny"]

LIGHT = frozenset(
    "make take receive hold submit issue reach give launch carry conduct lodge send file stage undertake get "
    "schedule set call plan fix convene".split()
)
ATTRIBUTING = frozenset("attribute blame link ascribe trace lay put connect pin charge".split())
"""Verbs by which an act is said to have come of something."""
PRESENTING = frozenset("take happen occur come reach arrive follow exist begin start resume stop end go".split())
"""What an act does when it is done: "talks took place", "no invitation reached them"."""
RECEIVING = frozenset({"receive", "get"})
ASIDE = frozenset({"nsubj", "nsubjpass", "csubj", "advcl", "relcl", "parataxis", "conj", "cc", "punct", "mark", "aux"})
COMPARED = frozenset({"VERB"})
SILENT = frozenset(
    "say tell add note comment know think believe want like seem need hope expect mean see hear feel answer reply "
    "respond understand mention specify elaborate explain identify disclose name confirm give describe have "
    "become remain look wish care matter regret worry fear doubt wonder try happen take make get put keep let come go "
    "do bring hold run turn set".split()
)
"""Verbs whose denial denies no act: "did not comment", "does not know"."""
ERGATIVE = frozenset("open close end begin stop resume sink break return destroy fill spill raise".split())
"""Acts whose undergoer may stand as the subject of an active verb."""
AIMING = frozenset({"for", "on", "at", "with", "to", "against", "into"})
EFFECT = frozenset({"effect", "force"})
"""What a pact takes or comes into when it begins; no thing that anything is done to."""
MOVING = frozenset({"leave", "arrive"})
"""Acts that befall whoever does them."""
OF_THE_SPEAKER = frozenset({"it", "they", "he", "she", "we", "i"})
"""What may stand for whoever says a sentence: not "nobody", "who" or "that"."""
LACKING = frozenset({"lack"})
"""Verbs that deny what their object tells: "lacked a signature"."""
PREDICATIVE = frozenset({"acomp", "oprd", "advmod", "attr"})
STANDING_SO = frozenset("stand lie hang be remain stay leave keep arrive return sit".split())
"""Verbs behind which a word may tell how a thing is."""
ANSWERING = frozenset({"reject", "dismiss", "refute"})
REFUSING = frozenset({"reject", "dismiss"})


@dataclass(frozen=True, slots=True)
class Claimed:
    """A sentence of an article's body with all that it claims: (place of the word, claim), in order."""

    syntax: Syntax
    claims: tuple[tuple[int, Claim], ...]


def claimed_in(reading: Reading) -> tuple[Claimed, ...]:
    """What the sentences of an article claim, for all rules that look among its claims: asked by `Reading.once`."""
    cast, grammar = Cast(reading), reading.once(Grammar)
    told = (grammar.of(sentence) for sentence in clauses_of(reading))
    return tuple(Claimed(syntax, tuple(claims(syntax, cast))) for syntax in told)


def may_deny(sentence: Sentence) -> bool:
    """A quick look for words that deny."""
    return any(
        (word := token.text.lower()) in NEGATIVE
        or word == "yet"
        or token.lemma.lower() in DENYING | UNTRUE | LACKING
        or bool(undone(word))
        for token in sentence.tokens
    )


def clauses_of(reading: Reading) -> Iterator[Sentence]:
    """The sentences of an article's body that assert something: no questions, no headlines."""
    text = reading.document.text
    for sentence in reading.sentences:
        if sentence.passage.kind == "body" and not text[sentence.start : sentence.end].rstrip("”\"’' \n").endswith("?"):
            yield sentence


def claims(syntax: Syntax, cast: Cast) -> Iterator[tuple[int, Claim]]:
    """The claims of one sentence with the places of their words, in order."""
    if not syntax.parsed:
        return
    for at, token in enumerate(syntax.tokens):
        if token.pos in COMPARED and token.dep not in {"amod", "aux", "auxpass", "compound"}:
            claim = verbal(syntax, at, cast)
        elif token.pos == "NOUN":
            claim = nominal(syntax, at, cast)
        elif token.dep in PREDICATIVE and syntax.lemma(at) in states():
            claim = stative(syntax, at, cast)
        elif token.dep in PREDICATIVE and undone(token.text.lower()):
            claim = left_undone(syntax, at, cast)
        else:
            claim = None
        if claim is not None:
            yield at, claim


def verbal(syntax: Syntax, at: int, cast: Cast) -> Claim | None:
    """What a verb claims; None where it vouches for nothing."""
    lemma = syntax.lemma(at)
    if lemma == "ask" and syntax.tokens[at].tag == "VBN" and syntax.tokens[at].dep == "advcl":
        return None  # "Asked whether …, she said": a reporter asked
    if lemma in BOUND_TO and any(
        syntax.tokens[i].text.lower() == "no" for _, noun in syntax.obliques(at) for i in syntax.child(noun, "det")
    ):
        return None  # "agreed to no exchange"
    if (lemma in DENYING and not is_answer_to_a_thing(syntax, at)) or (
        lemma in SILENT and senses_at(syntax, at) == {root(lemma)}
    ):
        return None
    said = stance(syntax, at)
    if said is None or (said.status == "denied" and is_of_some_only(syntax, at)):
        return None
    if said.status == "happened" and messages_sent(syntax, at):
        return sent_message(syntax, at, cast, said)
    patients = [resolved(syntax, i) for i in syntax.patients(at) if syntax.lemma(i) not in EFFECT]
    patients = patients or aimed_at(syntax, at, cast)
    doers = [resolved(syntax, i) for i in doers_of(syntax, at, cast)]
    below = [i for i in syntax.subtree(at, without=ASIDE) if i != at and syntax.lemma(i) not in EFFECT]
    if senses_at(syntax, at) & MOVING and not syntax.is_passive(at):
        patients = [*doers, *patients]
    if not patients and senses_at(syntax, at) & ERGATIVE:
        return claim_of(syntax, at, at, cast, said, [], doers, below)  # "the ward closed": nobody is named who did it
    return claim_of(syntax, at, at, cast, said, doers, patients or doers, below)


def is_answer_to_a_thing(syntax: Syntax, at: int) -> bool:
    """Whether a verb of denying tells what is done to a thing or to somebody: "rejected the offer", "was dismissed"."""
    if syntax.lemma(at) not in ANSWERING or syntax.child(at, "ccomp", "xcomp"):
        return False
    told = syntax.patients(at)
    return bool(told) and all(syntax.lemma(i) not in REPORTS and syntax.tokens[i].tag != "WDT" for i in told)


def stative(syntax: Syntax, at: int, cast: Cast) -> Claim | None:
    """What is claimed of how a thing is: "the barrier stood open", "it arrived intact"."""
    verb = syntax.tokens[at].head
    if verb == at or syntax.tokens[verb].pos not in {"VERB", "AUX"}:
        return None
    said = stance(syntax, verb)
    if said is None or (syntax.tokens[at].dep == "advmod" and syntax.lemma(verb) not in STANDING_SO):
        return None
    things = [resolved(syntax, i) for i in syntax.patients(verb) or syntax.subjects(verb) if i != at]
    things = things or [resolved(syntax, i) for i in syntax.subjects(verb)]
    below = [i for i in syntax.subtree(verb, without=ASIDE) if i not in {at, verb}]
    return claim_of(syntax, at, verb, cast, said, [], things, below)


def left_undone(syntax: Syntax, at: int, cast: Cast) -> Claim | None:
    """What is claimed of a thing to which something was not done: "the form was unsigned"."""
    verb = syntax.tokens[at].head
    said = stance(syntax, verb) if verb != at and syntax.tokens[verb].pos in {"VERB", "AUX"} else None
    if said is None or said.status not in {"happened", "denied"}:
        return None
    word = syntax.tokens[at].text
    things = [resolved(syntax, i) for i in syntax.subjects(verb)]
    below = [i for i in syntax.subtree(verb, without=ASIDE) if i not in {at, verb}]
    turned = Assertion() if said.status == "denied" else Assertion(status="denied", cue=word)
    told = claim_of(syntax, at, verb, cast, turned, [], things, below)
    return replace(told, senses=undone(word.lower()), present=False, standing=turned.status == "denied")


def is_of_some_only(syntax: Syntax, at: int) -> bool:
    """Whether only such things are denied as a clause tells more of, or of some things only: "there is no witness who
    could say", "states that do not recognise it"."""
    if syntax.tokens[at].dep == "relcl" and is_restrictive(syntax, at):
        return True
    behind = syntax.tokens[at + 1 :]
    return syntax.lemma(at) == "be" and any(t.dep in {"relcl", "acl"} or t.text.lower() == "who" for t in behind)


def is_restrictive(syntax: Syntax, at: int) -> bool:
    """Whether a relative clause tells which of many things are meant: no comma stands before it."""
    marks = [i for i in syntax.child(at, "nsubj", "nsubjpass") if syntax.tokens[i].tag in {"WDT", "WP"}]
    return any(syntax.tokens[i - 1].text != "," for i in marks if i) and syntax.tokens[syntax.tokens[at].head].tag == (
        "NNS"
    )


def sent_message(syntax: Syntax, at: int, cast: Cast, said: Assertion) -> Claim:
    """The claim that somebody was told: whoever is sent a message is informed and may be warned by it."""
    things = messages_sent(syntax, at)
    doers = [i for i in syntax.agents(at) if i not in things]
    below = [i for i in syntax.subtree(at, without=ASIDE - {"nsubj", "nsubjpass"}) if i != at]
    told = claim_of(syntax, at, at, cast, said, doers, things, below)
    reached = frozenset(x for x in told.matter if x.startswith("a:")) - told.agents
    return replace(told, senses=told.senses | INFORMING, undergoers=told.undergoers | reached)


def resolved(syntax: Syntax, at: int) -> int:
    """For "which" and "that", the noun they stand for."""
    token = syntax.tokens[at]
    if token.tag in {"WDT", "WP"} and syntax.tokens[token.head].dep == "relcl":
        return syntax.tokens[token.head].head
    return at


def aimed_at(syntax: Syntax, at: int, cast: Cast) -> list[int]:
    """What a verb without an object is aimed at: "fired on the village", "asked for the police", "met with them"."""
    if syntax.is_passive(at) or senses_at(syntax, at) & ERGATIVE:
        return []
    near = [
        i
        for mark, i in syntax.obliques(at)
        if mark in AIMING and syntax.lemma(i) not in EFFECT and not cast.is_date(syntax.tokens[i].start)
    ]
    return near[:1]


def doers_of(syntax: Syntax, at: int, cast: Cast) -> list[int]:
    """Who does it; "it" or "they" in what somebody says of themselves is the one who says it, and "that" in "it was
    Norland that broke it" the one singled out."""
    single = cleft_of(syntax, at) if not syntax.is_passive(at) else None
    doers = [single] if single is not None else syntax.agents(at)
    if any(syntax.lemma(i) in OF_THE_SPEAKER and not cast.names(syntax.tokens[i].start) for i in doers):
        return cast.speakers(syntax, at) or doers
    return doers


def nominal(syntax: Syntax, at: int, cast: Cast) -> Claim | None:
    """What a noun claims under a light verb or a denial, or with its doer: "no decision was taken", "its request"."""
    if not tells_an_act(syntax, at):
        return None
    verb = carrying(syntax, at)
    owners = syntax.child(at, "poss") + [i for mark, i in syntax.obliques(at) if mark in {"by", "from"}]
    if verb is None:
        if not has_date(syntax, at, cast) or syntax.negation(at):
            return None
        return claim_of(syntax, at, at, cast, Assertion(), owners, concerned(syntax, at), syntax.subtree(at)[:])
    said = stance(syntax, verb)
    if syntax.lemma(verb) in LACKING and said is not None:
        said = Assertion() if said.status == "denied" else Assertion(status="denied", cue=syntax.tokens[verb].text)
    elif syntax.tokens[at].dep == "pobj":
        said = Assertion(status="denied", cue="no")
    elif syntax.lemma(verb) in DENYING:
        if syntax.lemma(verb) in REFUSING:
            return None  # who rejects an offer does not deny that it was made
        said = Assertion(status="denied", cue=syntax.tokens[verb].text)
    elif any(syntax.tokens[i].text.lower() == "no" for i in syntax.child(at, "det", "neg")):
        said = Assertion(status="denied", cue="no")
    if said is None:
        return None
    subject = [] if syntax.lemma(verb) in RECEIVING else [i for i in syntax.agents(verb) if i != at]
    below = [i for i in syntax.subtree(at) if i != at]
    if syntax.lemma(verb) in LACKING:
        return claim_of(syntax, at, verb, cast, said, [], syntax.agents(verb), below)
    below += [i for mark, noun in syntax.obliques(verb) if mark != "by" for i in syntax.subtree(noun) if i != at]
    if syntax.lemma(verb) in PRESENTING and syntax.tokens[at].dep == "nsubj":
        reached = [i for i in syntax.patients(verb) if syntax.lemma(i) != "place"]  # "took place" befalls none
        below += reached
        return claim_of(syntax, at, verb, cast, said, owners, concerned(syntax, at) or reached, below)
    return claim_of(syntax, at, verb, cast, said, owners or subject, concerned(syntax, at), below)


def carrying(syntax: Syntax, at: int) -> int | None:
    """The verb that carries a noun's act: "made a request", "denied any payment", "no attack took place"."""
    token = syntax.tokens[at]
    if token.dep == "attr" and syntax.child(token.head, "expl"):
        return token.head
    if token.dep == "nsubj" and syntax.lemma(token.head) in PRESENTING and not syntax.is_passive(token.head):
        return token.head
    if token.dep == "nsubj" and syntax.lemma(token.head) == "be" and not syntax.child(token.head, "attr", "acomp"):
        return token.head  # "the hearing is on Monday"
    if token.dep == "pobj" and any(syntax.tokens[i].text.lower() == "no" for i in syntax.child(at, "det")):
        above = syntax.tokens[token.head]
        return above.head if above.text.lower() == "to" and syntax.lemma(above.head) in BOUND_TO else None
    if token.dep not in {"dobj", "nsubjpass"} or token.head == at:
        return None
    lemma = syntax.lemma(token.head)
    none = any(syntax.tokens[i].text.lower() == "no" for i in syntax.child(at, "det"))
    if lemma in ATTRIBUTING and token.dep == "nsubjpass" and none:
        return token.head  # "no death has been put down to the strike"
    return token.head if lemma in LIGHT or (lemma in DENYING | LACKING and token.dep == "dobj") else None


def concerned(syntax: Syntax, at: int) -> list[int]:
    """What a noun's act befalls: "the closure of the lock", "an attack on the port"."""
    return [i for mark, i in syntax.obliques(at) if mark in {"of", "on", "against", "for", "to"}]


def has_date(syntax: Syntax, at: int, cast: Cast) -> bool:
    """Whether a date stands in a noun's own phrase: "its request of 2019"."""
    inside = syntax.subtree(at)
    return cast.has_date(syntax.tokens[inside[0]].start, syntax.tokens[inside[-1]].end)
