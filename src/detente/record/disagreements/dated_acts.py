"""What a date is told of: the act it hangs on, the things the act is done by or to, and whether it begins or ends.

Verbs of little meaning ("took place", "was carried out", "is set for") leave it to their nouns what is dated. Verbs of
beginning and ending date one edge of what their nouns or the verbs below them tell: "started filling the lake" and
"the filling of the lake began" are the same edge of one act.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from detente.record.clauses import Syntax
from detente.record.disagreements.figures import is_person
from detente.record.disagreements.kindred import stem_at
from detente.record.disagreements.senses import senses_at, tells_an_act
from detente.record.participants import Cast

__all__ = ["PARTS_OF_DAYS", "DatedAct", "dated_act", "verb_over"]

LIGHT = frozenset(
    "be have make hold take set plan schedule fix expect due happen occur come give get do call date put place "
    "carry conduct go proceed fall arrange convene perform stage execute slate pencil".split()
)
"""Verbs that leave it to their nouns what is dated."""
BEGINNING = frozenset("begin start open commence resume restart launch initiate inaugurate".split())
ENDING = frozenset("end finish cease complete expire lapse".split())
IDLE = frozenset(
    {("take", "place"), ("take", "effect"), ("come", "force"), ("go", "force"), ("go", "effect"), ("change", "hand")}
)
"""A verb with the noun that only makes a phrase of it."""
BARE = frozenset("date day time moment start beginning opening end".split())
"""Nouns that leave it to what they are of, or to the sentence before, what is dated: "the date will be …"."""
MEANT = frozenset({"it", "they", "this", "that", "these", "those"})
MANY = frozenset({"they", "these", "those"})
OF = frozenset({"of", "on", "over", "about", "between", "for", "with", "to", "into"})
PARTS_OF_DAYS = frozenset("hour morning evening night afternoon day week noon midnight dawn dusk end start".split())
DOCUMENTS = frozenset(
    "accord act agreement annex charter communiqué communique compact concordat contract convention covenant "
    "declaration decree deed directive document edict instrument lease letter memorandum memo note ordinance pact "
    "paper protocol settlement statute text treaty truce understanding warrant writ".split()
)
"""What bears the day it was signed: "the treaty of 3 May"."""
OCCASIONS = frozenset(
    "ballot battle blockade ceremony conference congress contest count election exchange fair festival final funeral "
    "game hearing march match meeting negotiation occupation parade parley plebiscite poll rally race referendum "
    "session siege sitting strike summit swap talk trial vote war wedding".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedAct:
    """What a date hangs on.

    `act` is the stem of its word with its senses ("s:…"), empty for a verb of little meaning; `things` the stems of the
    nouns it is done by or to, for a light verb with the senses of those that tell an act; `edge` is "begin" or "end"
    where only that is dated; `light` tells that the things alone say what was done, `held` that this is a known act
    ("the exchange took place").
    """

    act: frozenset[str]
    things: frozenset[str]
    edge: str
    light: bool
    held: bool = False


def dated_act(syntax: Syntax, over: int, mark: str, cast: Cast, before: Syntax | None) -> DatedAct:
    """What the date under a word is told of; `before` is the sentence before, to which "it" may look back."""
    token = syntax.tokens[over]
    if token.pos not in {"VERB", "AUX"}:
        return under_noun(syntax, over, mark, cast)
    edge = edge_of(syntax, over)
    nouns = [*syntax.subjects(over), *syntax.patients(over)]
    nouns += [token.head] if token.dep in {"acl", "relcl"} else []
    nouns = [i for i in nouns if (syntax.lemma(over), syntax.lemma(i)) not in IDLE]
    if not edge and not is_light(syntax, over):
        edge = edge_of(syntax, token.head) if token.dep in {"xcomp", "ccomp"} else ""
        edge = edge or ("begin" if mark == "from" else "")
        return DatedAct(act=words_at(syntax, over), things=things_at(syntax, nouns, cast), edge=edge, light=False)
    told = [i for _, i in syntax.obliques(over)] + syntax.child(over, "attr", "oprd")
    nouns += [i for i in told if (syntax.lemma(over), syntax.lemma(i)) not in IDLE]
    deeper = [i for noun in nouns for mark, i in syntax.obliques(noun) if mark in OF]
    done = syntax.child(over, "xcomp") if edge else []
    deeper += [i for verb in done for i in syntax.patients(verb)]
    things = things_at(syntax, [*nouns, *deeper], cast)
    things |= frozenset(word for i in [*nouns, *done] if is_act(syntax, i, cast) for word in words_at(syntax, i))
    meant = looked_back_to(syntax, nouns, cast, before)
    held = [i for i in syntax.patients(over) or syntax.subjects(over) if is_act(syntax, i, cast)]
    return DatedAct(
        act=words_at(syntax, over) if edge else frozenset(),
        things=things | meant,
        edge=edge,
        light=True,
        held=bool(meant) or (bool(held) and all(is_known(syntax, i) for i in held)),
    )


def is_known(syntax: Syntax, at: int) -> bool:
    """Whether a noun takes what it tells as known: "the exchange", "their talks"."""
    marks = {syntax.lemma(i) for i in syntax.child(at, "det")}
    return bool(marks & {"the", "this", "that", "these", "those"} or syntax.child(at, "poss"))


def under_noun(syntax: Syntax, over: int, mark: str, cast: Cast) -> DatedAct:
    """What a date in a noun's phrase is told of; a document's day is that of its signing."""
    around = things_at(syntax, (i for _, i in syntax.obliques(over)), cast)
    if not is_thing(syntax, over, cast):
        return DatedAct(act=frozenset(), things=around, edge="", light=False)
    act = words_at(syntax, over)
    if mark == "of" and syntax.lemma(over) in DOCUMENTS:
        act |= {"s:sign"}
    return DatedAct(act=act, things=around, edge="", light=False)


def is_light(syntax: Syntax, verb: int) -> bool:
    """Whether a verb leaves it to its nouns what is done."""
    if syntax.lemma(verb) == "carry":
        return syntax.particle(verb) == "out"
    return syntax.lemma(verb) in LIGHT


def edge_of(syntax: Syntax, verb: int) -> str:
    """ "begin" or "end" for a verb of beginning or ending, or ""."""
    lemma = syntax.lemma(verb)
    if syntax.tokens[verb].pos not in {"VERB", "AUX"}:
        return ""
    if lemma in BEGINNING or (lemma, syntax.particle(verb)) in {("kick", "off"), ("break", "out"), ("set", "in")}:
        return "begin"
    return "end" if lemma in ENDING else ""


def words_at(syntax: Syntax, at: int) -> frozenset[str]:
    """The stem of a word with its senses."""
    return frozenset({stem_at(syntax, at)} | {f"s:{sense}" for sense in senses_at(syntax, at)})


def things_at(syntax: Syntax, nouns: Iterable[int], cast: Cast) -> frozenset[str]:
    """The stems of the nouns among some tokens that tell a thing."""
    return frozenset(stem_at(syntax, i) for i in nouns if is_thing(syntax, i, cast))


def is_thing(syntax: Syntax, at: int, cast: Cast) -> bool:
    """Whether a noun tells what is done, by or to what thing; people, parties and dates do not."""
    token, lemma = syntax.tokens[at], syntax.lemma(at)
    is_noun = token.pos in {"NOUN", "PROPN"} or (token.tag == "VBG" and token.dep in {"nsubj", "nsubjpass"})
    if not is_noun or lemma in PARTS_OF_DAYS or lemma in BARE:
        return False
    if is_person(lemma) and not tells_an_act(syntax, at):  # "offer", "transfer" are none
        return False
    return not cast.is_date(token.start) and not cast.names(token.start)


def is_act(syntax: Syntax, at: int, cast: Cast) -> bool:
    """Whether a word tells of what is done or held: a noun for it, or a verb that stands for one."""
    if syntax.tokens[at].tag == "VBG":
        return True
    named = syntax.lemma(at) in OCCASIONS or syntax.lemma(at).endswith("ing") or tells_an_act(syntax, at)
    return syntax.tokens[at].pos == "NOUN" and named and is_thing(syntax, at, cast)


def looked_back_to(syntax: Syntax, nouns: Iterable[int], cast: Cast, before: Syntax | None) -> frozenset[str]:
    """The words of the act that "they", "it" or "the date" means: the nearest noun for one before it that agrees."""
    for at in nouns:
        lemma, word = syntax.lemma(at), syntax.tokens[at].text.lower()
        if word not in MEANT and lemma not in BARE:
            continue
        many = None if lemma in BARE else word in MANY
        near = ((syntax, range(at - 1, -1, -1)), (before, range(len(before.tokens) - 1, -1, -1) if before else ()))
        for told, places in near:
            for i in places:
                if told is not None and is_act(told, i, cast) and agrees(told, i, many):
                    return words_at(told, i) | things_at(told, (n for m, n in told.obliques(i) if m in OF), cast)
    return frozenset()


def agrees(syntax: Syntax, at: int, many: bool | None) -> bool:
    """Whether a noun is of the number of the word that looks back to it."""
    return many is None or (syntax.tokens[at].tag in {"NNS", "NNPS"}) == many


def verb_over(syntax: Syntax, at: int) -> int | None:
    """The predicate over a word."""
    for _ in range(8):
        if syntax.tokens[at].pos in {"VERB", "AUX"} or syntax.tokens[at].head == at:
            return at
        at = syntax.tokens[at].head
    return None
