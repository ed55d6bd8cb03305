"""Claims: an act or state that a clause tells, whether it is asserted or denied, by whom, to what, and when.

Events of the record are told with words of its lexicon; a claim is any clause. "Had never asked for the return of the
wreck" and "Castara's request of 2019" are two claims of one act, so acts are compared by sense, not by word.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from detente.evidence import Citation, DateRange
from detente.record import anchoring
from detente.record.assertion import Assertion
from detente.record.clauses import Syntax
from detente.record.disagreements.bounds import sentence_bounds
from detente.record.disagreements.ourselves import of_us
from detente.record.disagreements.parts import described, matter, owners_among, parts
from detente.record.disagreements.senses import senses_at, senses_of
from detente.record.disagreements.times import has_own_date, time_of
from detente.record.disagreements.voices import speaker_over
from detente.record.participants import Cast

__all__ = ["BOUND_TO", "MOVING", "Claim", "begun_at", "claim_of", "denies"]

AIMED = frozenset({"propose", "ask", "promise", "threaten", "agree", "order", "warn"})
MODALS = frozenset({"will", "would", "shall", "'ll", "’ll", "wo"})
STANDING = frozenset({"yet to", "never"})
MOVING = frozenset({"leave", "arrive"})
"""Acts that befall whoever does them."""
BESIDE = frozenset({"advcl", "ccomp", "parataxis", "acl"})
FURTHER = frozenset({"again", "another", "second", "third"})
TIMES = re.compile(r"(?:\w+th|first|last|next|\d+(?:st|nd|rd|th))", re.IGNORECASE)
"""What stands before "time" where a further one is told: "for the fourth time"; "rest time" tells of none."""
BOUND_TO = frozenset({"agree", "consent", "commit", "submit"})
"""Who does it "to no …" denies that it will be: "agreed to no exchange of data"."""
MUTUAL = frozenset({"meet"})
"""Acts whose parties may change places."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One clause's act with its parts.

    `senses` are what the verb or noun can tell; `status` is happened, planned or denied, `cue` the denying word;
    `agents`, `undergoers` and `matter` hold who does it, what it befalls and what else the clause concerns: parties by
    id ("a:…"), things by the sense of their noun. `aims` are the senses of what is asked, offered or promised to be
    done, `specific` the words that describe the undergoers. `dated` marks a date in the clause or over it,
    `dated_itself` one among its own words; `again` marks a further time; `definite` an undergoer taken as known ("the
    lock"); `standing` a denial of all the time before, `present` what is told as lasting, `future` a plan. `voice`
    is the word for who says it, "" where the article does; `headline` marks what stands over the article.
    """

    senses: frozenset[str]
    word: str
    status: str
    cue: str
    agents: frozenset[str]
    undergoers: frozenset[str]
    matter: frozenset[str]
    aims: frozenset[str]
    specific: frozenset[str]
    when: DateRange
    dated: bool
    dated_itself: bool
    again: bool
    definite: bool
    standing: bool
    present: bool
    future: bool
    voice: str
    published: DateRange
    trigger: Citation
    clause: Citation
    document: str
    headline: bool = False

    @property
    def concerns(self) -> frozenset[str]:
        """The things it concerns, without the parties."""
        return frozenset(x for x in self.matter if not x.startswith("a:"))

    @property
    def parties(self) -> frozenset[str]:
        """The parties among those who do it."""
        return frozenset(agent for agent in self.agents if agent.startswith("a:"))


def begun_at(claim: Claim) -> date | None:
    """The first day an act can have been on; a date to come ("cancelled for next year") is not that of what is done."""
    first, last = claim.when.earliest, claim.published.latest
    told = claim.when.is_known and (claim.future or first is None or last is None or first <= last)
    return first if told else claim.published.earliest


def denies(claim: Claim) -> bool:
    """Whether a claim denies its act."""
    return claim.status == "denied"


def claim_of(
    syntax: Syntax,
    at: int,
    verb: int,
    cast: Cast,
    said: Assertion,
    doers: Iterable[int],
    undergoers: Iterable[int],
    below: Iterable[int],
) -> Claim:
    """The claim with its parts."""
    reading, sentence = cast.reading, syntax.sentence
    token = syntax.tokens[at]
    befallen, doing = list(undergoers), list(doers)
    senses = senses_at(syntax, at)
    if senses & MUTUAL:
        befallen = doing = list(dict.fromkeys([*doing, *befallen]))
    when = time_of(syntax, at, reading)
    start, end = sentence_bounds(reading, sentence)
    aux = [syntax.tokens[i] for i in syntax.child(verb, "aux", "auxpass")]
    perfect = any(a.lemma.lower() == "have" for a in aux)
    present = syntax.tokens[verb].tag in {"VBZ", "VBP"} or any(a.tag in {"VBZ", "VBP"} for a in aux)
    return Claim(
        senses=senses,
        word=syntax.lemma(at),
        status=said.status,
        cue=said.cue,
        agents=parts(syntax, doing, cast),
        undergoers=parts(syntax, befallen, cast, owners=bool(senses & MUTUAL)) | of_us(syntax, befallen, cast),
        matter=matter(syntax, below, cast) | owners_among(syntax, befallen, cast),
        aims=senses_of(syntax, syntax.child(at, "xcomp", "ccomp") or to_do(syntax, at, senses)),
        specific=described(syntax, befallen, cast),
        when=when,
        dated=bool(when.phrase) and anchoring.in_clause(sentence, token.start, reading) is not None,
        dated_itself=has_own_date(syntax, at, when.phrase, reading) or has_own_date(syntax, verb, when.phrase, reading),
        again=is_again(syntax, at),
        definite=any(is_definite(syntax, i) for i in befallen),
        standing=said.status == "denied"
        and not is_bound(syntax, at, verb)
        and (perfect or said.cue.lower() in STANDING or is_of_all_time(syntax, verb)),
        present=present and not perfect,
        future=said.status == "planned" or is_bound(syntax, at, verb) or any(a.text.lower() in MODALS for a in aux),
        voice=speaker_over(syntax, at),
        published=reading.published,
        trigger=reading.document.cite(token.start, token.end),
        clause=reading.document.cite(start, end),
        document=reading.document.id,
    )


def to_do(syntax: Syntax, at: int, senses: frozenset[str]) -> list[int]:
    """The infinitive behind a verb in its clause, where the parser hangs it elsewhere: "offered in May to open it"."""
    if not senses & AIMED:
        return []
    for index in range(at + 1, len(syntax.tokens) - 1):
        if syntax.tokens[index].pos == "PUNCT" or syntax.is_finite(index):
            return []
        if syntax.tokens[index].tag == "TO" and syntax.tokens[index + 1].pos == "VERB":
            return [index + 1]
    return []


def is_bound(syntax: Syntax, at: int, verb: int) -> bool:
    """Whether a noun's act is what somebody binds themselves to: it is to come."""
    return at != verb and syntax.lemma(verb) in BOUND_TO


def is_of_all_time(syntax: Syntax, verb: int) -> bool:
    """Whether "ever" makes a denial one of all the time before: "nor was any offer ever made"."""
    return any(syntax.tokens[i].text.lower() == "ever" for i in syntax.child(verb, "advmod"))


def is_again(syntax: Syntax, at: int) -> bool:
    """Whether a clause tells of a further time: "again", "another …", "for the second time"."""
    own = syntax.subtree(at, without=BESIDE | frozenset({"conj", "relcl"}))
    return any(
        (word := syntax.tokens[i].text.lower()) in FURTHER
        or (word == "time" and i > 0 and TIMES.fullmatch(syntax.tokens[i - 1].text) is not None)
        for i in own
    )


def is_definite(syntax: Syntax, at: int) -> bool:
    """Whether a noun phrase takes its thing as known."""
    if syntax.tokens[at].pos in {"PROPN", "PRON"}:
        return True
    return any(syntax.lemma(i) in {"the", "this", "that"} for i in syntax.child(at, "det")) or bool(
        syntax.child(at, "poss")
    )
