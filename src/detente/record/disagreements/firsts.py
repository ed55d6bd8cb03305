"""Who it came from: a proposal, a beginning or a breach that two accounts lay to two parties.

One party may well propose what another has proposed. The rule speaks only where an account says that its party was
the first or the author ("it was Norland that …", "the idea came from …"), or where both tell it as what had been done
in the same month.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from detente.evidence import Citation, DateRange
from detente.record.clauses import Syntax
from detente.record.disagreements.bounds import sentence_bounds
from detente.record.disagreements.claims import aliases, clauses_of
from detente.record.disagreements.findings import Finding, Told
from detente.record.disagreements.parts import matter, parts
from detente.record.disagreements.senses import root, senses_at, tells_an_act, worded, words_with
from detente.record.disagreements.stances import stance
from detente.record.disagreements.times import time_of
from detente.record.participants import Cast
from detente.record.reading import Gleaner, Reading, Sentence

__all__ = ["ORIGINS", "find"]

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
ENOUGH = 2
SOURCE = "source"
HANDING = frozenset("give hand supply pass bring sell lend".split())
MOST = 60


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
    clause: Citation
    document: str


def find(readings: Sequence[Reading]) -> Iterator[Finding]:
    """The acts with two authors, each by another article."""
    by_matter: dict[tuple[str, str], list[Origin]] = {}
    same = aliases(readings)
    for found in (origin for reading in readings for origin in ORIGINS.of(reading)):
        origin = replace(found, authors=frozenset(same.get(author, author) for author in found.authors))
        senses = origin.senses if origin.sure else origin.senses & (SENSES | FOUND | {SOURCE})
        for sense in sorted(senses | INITIATING if senses & INITIATING else senses):
            for thing in sorted(origin.about):
                by_matter.setdefault((sense, thing), []).append(origin)
    seen: set[tuple[int, int]] = set()
    for group in by_matter.values():
        for number, a in enumerate(group[:MOST]):
            for b in group[number + 1 : MOST]:
                if (id(a), id(b)) not in seen and is_rival(a, b):
                    seen.add((id(a), id(b)))
                    yield finding(a, b)


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
    syntax = Syntax(sentence)
    if not syntax.parsed:
        return
    for at, token in enumerate(syntax.tokens):
        if token.pos == "VERB":
            found = by_verb(syntax, at, cast) or by_giving(syntax, at, cast)
        elif token.dep == "attr" and any(syntax.tokens[i].dep == "case" for i in syntax.children[at]):
            found = by_owner(syntax, at, cast)
        elif token.pos == "NOUN" and tells_an_act(syntax, at):
            found = by_noun(syntax, at, cast)
        else:
            found = None
        if found is not None and found.authors and found.about:
            yield found


def by_verb(syntax: Syntax, at: int, cast: Cast) -> Origin | None:
    """ "It was Norland that first proposed …", "Norland had offered …"."""
    said = stance(syntax, at)
    if said is None or said.status not in {"happened", "denied"}:
        return None
    cleft = cleft_of(syntax, at)
    had = any(syntax.tokens[i].text.lower() in {"had", "'d", "’d"} for i in syntax.child(at, "aux"))
    marked = cleft is not None or is_first(syntax, at)
    denied = said.status == "denied"
    named = bool(syntax.child(at, "agent"))
    if not (marked or had or named) or (denied and not marked):
        return None
    doers = [cleft] if cleft is not None else syntax.agents(at)
    below = [i for i in syntax.subtree(at, without=frozenset({"nsubj", "advcl", "conj", "parataxis"})) if i != at]
    below += syntax.child(at, "nsubjpass")
    act = next((i for i in syntax.patients(at) if syntax.lemma(at) in GIVING and tells_an_act(syntax, i)), at)
    sure = cleft is not None
    found = origin_of(syntax, act, cast, doers, below, marked=marked, sure=sure, denied=denied)
    if found is not None and not found.about:  # the parser may hang what is proposed on the verb of saying
        return origin_of(syntax, at, cast, doers, following(syntax, at), marked=marked, sure=sure, denied=denied)
    if found is not None and sure and syntax.lemma(at) in HANDING:
        return replace(found, senses=found.senses | {SOURCE})  # "it was Lund that passed the letter to the press"
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
    below = syntax.subtree(at, without=frozenset({"ccomp", "relcl", "advcl"}))
    return any(syntax.tokens[i].text.lower() in OUTSET for i in below)


def following(syntax: Syntax, at: int) -> list[int]:
    """The words behind a verb up to the next comma."""
    ends = (i for i in range(at + 1, len(syntax.tokens)) if syntax.tokens[i].pos == "PUNCT")
    return list(range(at + 1, next(ends, len(syntax.tokens))))


def cleft_of(syntax: Syntax, at: int) -> int | None:
    """The one of "it was X that …"."""
    token = syntax.tokens[at]
    above = syntax.tokens[token.head]
    inverted = [i for i in syntax.child(at, "ccomp") if i < at and syntax.lemma(i) == "be" and syntax.child(i, "attr")]
    if inverted and any(syntax.tokens[i].tag == "WP" for i in syntax.child(at, "nsubj")):
        named, verb = syntax.child(inverted[0], "attr")[0], inverted[0]
    elif token.dep == "relcl" and above.dep == "attr" and above.head != token.head:
        named, verb = token.head, above.head
    elif token.dep in {"ccomp", "advcl", "relcl"} and syntax.lemma(token.head) == "be":
        verb = token.head
        named = next(iter(syntax.child(verb, "attr")), verb)
    else:
        return None
    leads = [syntax.tokens[i].text.lower() for i in syntax.child(verb, "nsubj", "expl")]
    return named if syntax.lemma(verb) == "be" and "it" in leads and named != verb else None


def by_noun(syntax: Syntax, at: int, cast: Cast) -> Origin | None:
    """ "The idea of arbitration came from Norland", "arbitration was Norland's idea"."""
    token = syntax.tokens[at]
    verb = token.head
    if token.dep == "nsubj" and syntax.lemma(verb) in AUTHORED:
        doers = [i for mark, i in syntax.obliques(verb) if mark in {"from", "with"}]
        below = [i for i in syntax.subtree(at) if i != at]
        return origin_of(syntax, at, cast, doers, below, marked=True, sure=True) if doers else None
    owners = syntax.child(at, "poss") + [i for mark, i in syntax.obliques(at) if mark == "of"]
    if token.dep == "attr" and owners and syntax.lemma(verb) == "be":
        below = [i for subject in syntax.subjects(verb) for i in syntax.subtree(subject)]
        return origin_of(syntax, at, cast, owners, below, marked=True, sure=True)
    return None


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
) -> Origin | None:
    """The origin, where its author is a party."""
    reading = cast.reading
    authors = frozenset(part for part in parts(syntax, doers, cast) if part.startswith("a:"))
    named = [i for i in doers if syntax.tokens[i].pos == "PROPN"]
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
        clause=reading.document.cite(start, end),
        document=reading.document.id,
    )


def is_rival(a: Origin, b: Origin) -> bool:
    """Whether two accounts name two authors of one thing."""
    told = a.senses & b.senses if a.sure and b.sure else a.senses & b.senses & (SENSES | FOUND | {SOURCE})
    if a.senses & INITIATING and b.senses & INITIATING and (a.sure or b.sure):
        told |= INITIATING
    if a.document == b.document or not told or (a.denied and b.denied):
        return False
    shared = a.about & b.about
    if told == {SOURCE}:
        return bool(shared) and (a.sure or b.sure) and not a.authors & b.authors
    if a.denied or b.denied:
        return bool(shared) and a.marked and b.marked and bool(a.authors & b.authors)
    if a.authors & b.authors:
        return False
    if a.marked and b.marked:
        return len(shared) >= ENOUGH or (bool(shared) and (a.whole or b.whole))
    if a.marked or b.marked:
        return len(shared) >= ENOUGH
    dated = a.when.phrase and b.when.phrase and a.when.is_bounded and b.when.is_bounded
    return len(shared) >= ENOUGH and bool(dated) and a.when.overlaps(b.when)


def finding(a: Origin, b: Origin) -> Finding:
    """The finding for a thing with two authors."""
    shared = sorted({worded(x, a.clause.quote) for x in a.about & b.about})
    return Finding(
        key=("attribution", min(a.senses & b.senses or INITIATING), *shared),
        question=f"Who was it that did it first ({', '.join(shared)})?"
        if not a.senses & {"propose", SOURCE}
        else f"Whom did it come from ({', '.join(shared)})?"
        if SOURCE in a.senses
        else f"Whose proposal was it ({', '.join(shared)})?",
        kind="attribution",
        verdict="conflict",
        severity="major",
        accounts=(Told(who(a), (a.clause,)), Told(who(b), (b.clause,))),
        why=f"one account lays it to {who(a)}, the other to {who(b)}, with {', '.join(shared)} in both",
    )


def who(origin: Origin) -> str:
    """Who is said to have done it, or not to."""
    return f"not {origin.name}" if origin.denied else origin.name
