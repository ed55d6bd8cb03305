"""Whether a text says that something happened: tense, modality, negation, and the verbs that plan, propose or deny.

"Almost signed", "failed to sign", "has yet to sign" and "refused to sign" deny the signing; "since they signed"
takes it for granted whatever the main clause says; "agreed to sign" plans it, "proposed signing" proposes it.
"""

from dataclasses import dataclass

from detente.record.clauses import Syntax
from detente.record.wordlists import words

__all__ = ["Assertion", "assertion_of"]

SAID_TO = frozenset("believe think say report rumour rumor allege understand suppose".split())
CERTAIN = frozenset({"will", "would", "shall", "'ll", "’ll", "'d", "’d"})
REPORTS = frozenset("report claim rumour rumor suggestion allegation accusation assertion story charge".split())
DENYING = frozenset("deny reject dismiss refute rebut dispute".split())
PLANS = frozenset("plan proposal idea move bid intention threat attempt effort decision".split())
DROPPING = frozenset("drop shelve scrap abandon cancel withdraw ditch axe".split())
DOWNWARD = frozenset("xcomp ccomp pcomp acl advcl dobj pobj csubj nsubj nsubjpass attr".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Assertion:
    """How a clause stands to the facts.

    `status` is happened, planned, proposed, denied or retracted; `hedged` where the text does not vouch for it;
    `presupposed` where it is taken for granted; `cue` the word that decided a denial.
    """

    status: str = "happened"
    hedged: bool = False
    presupposed: bool = False
    cue: str = ""


def assertion_of(syntax: Syntax, at: int) -> Assertion:
    """The status of the predicate at token `at`."""
    own = _own(syntax, at)
    if own is not None and own.status == "denied":
        return own
    if not syntax.parsed:
        return own or _by_order(syntax, at)
    first = syntax.tokens[at].head
    if own is None and shares_auxiliary(syntax, at, first) and not syntax.negation(first):
        return assertion_of(syntax, first)
    if own is None and syntax.is_finite(at):
        own = Assertion(presupposed=syntax.mark(at) in words("event_words", "status", "factive_marks"))
    return _governed(syntax, at, own)


def shares_auxiliary(syntax: Syntax, at: int, first: int) -> bool:
    """Whether a participle behind "and" has its tense from the one before: "was shot and killed"."""
    own = syntax.child(at, "nsubj", "nsubjpass")
    joined = syntax.tokens[at].dep == "conj" and not syntax.is_finite(at) and not own
    return joined and syntax.tokens[at].tag == syntax.tokens[first].tag == "VBN" and syntax.is_finite(first)


def _own(syntax: Syntax, at: int) -> Assertion | None:
    """What the predicate's own words say; None when they leave it open."""
    tokens = syntax.tokens
    negation = syntax.negation(at) or syntax.ending(at)
    if negation:
        return Assertion(status="denied", cue=negation)
    marks = syntax.child(at, "advmod") if syntax.parsed else list(range(max(0, at - 2), at))
    for index in marks:
        if index < at and tokens[index].text.lower() in words("event_words", "status", "near_misses"):
            return Assertion(status="denied", cue=tokens[index].text)
    modal = syntax.modal(at)
    perfect = any(tokens[i].lemma.lower() == "have" for i in syntax.child(at, "aux"))
    if modal and perfect and modal != "will":
        return Assertion(status="proposed", hedged=True, cue=modal)
    if modal in CERTAIN:
        return Assertion(status="planned", cue=modal)
    if modal:
        return Assertion(status="proposed", hedged=True, cue=modal)
    mark = syntax.mark(at)
    if mark in words("event_words", "status", "conditional_marks") and not (mark == "before" and syntax.is_past(at)):
        past = mark in {"once", "until", "whether"} and tokens[at].tag == "VBD"
        return Assertion(hedged=True) if past else Assertion(status="proposed", hedged=True, cue=mark)
    if (mark == "after" and not syntax.is_past(at)) or (mark == "after" and _is_present_passive(syntax, at)):
        return Assertion(status="proposed", hedged=True, cue=mark)
    if any(tokens[i].text.lower() in words("event_words", "status", "hedges") for i in syntax.child(at, "advmod")):
        return Assertion(hedged=True)
    return None


def _is_present_passive(syntax: Syntax, at: int) -> bool:
    """ "After a treaty is signed" looks ahead."""
    return any(syntax.tokens[i].tag in {"VBZ", "VBP"} and syntax.lemma(i) == "be" for i in syntax.child(at, "auxpass"))


def _governed(syntax: Syntax, at: int, own: Assertion | None) -> Assertion:
    """The status once the words above the clause have had their say."""
    finite = syntax.is_finite(at)
    infinitive = not finite and (
        syntax.tokens[at].tag == "VB" or "to" in {syntax.lemma(i) for i in syntax.child(at, "aux")}
    )
    absolute = syntax.tokens[at].tag == "VBG" and bool(syntax.child(at, "nsubj"))  # "with Norland proposing …"
    above = None if absolute else _above(syntax, at)
    if above is None:
        if own is None and infinitive:
            return Assertion(status="planned", cue="to")  # headlines: "Norland to reopen lock"
        return own or Assertion()
    head, through = above
    lemma = syntax.lemma(head)
    if through == "without":
        return Assertion(status="denied", cue="without")
    if finite and syntax.tokens[at].dep == "advcl":
        return _beside(syntax, at, head, own or Assertion())
    if syntax.tokens[at].dep == "relcl":
        return own or Assertion()
    told = _of_noun(syntax, head, infinitive)
    if told is not None:
        return told
    if (
        lemma in words("event_words", "status", "denied")
        and not (finite and lemma in {"reject", "dismiss", "rule"})
        and (through == "from" or lemma not in {"stop", "keep", "block", "bar"})
    ):
        return Assertion(status="denied", cue=syntax.tokens[head].text)
    if lemma in {"doubt", "unclear", "unlikely"} or (lemma in SAID_TO and infinitive and syntax.is_passive(head)):
        return Assertion(hedged=True, cue=syntax.tokens[head].text)
    if lemma == "have" and infinitive and any(syntax.tokens[i].text.lower() == "yet" for i in syntax.children[head]):
        return Assertion(status="denied", cue="yet to")
    if lemma == "be" and infinitive:
        if any(syntax.tokens[i].text.lower() == "yet" for i in syntax.children[head]):
            return Assertion(status="denied", cue="yet to")
        return Assertion(status="planned", cue="be to")
    if finite and own is None:
        own = Assertion()
    if finite:
        bare = syntax.tokens[at].tag == "VB" and not syntax.modal(at)
        if lemma in words("event_words", "status", "proposed") and (bare or (own is not None and own.hedged)):
            return Assertion(status="proposed", cue=syntax.tokens[head].text)
        return own or Assertion()
    higher = assertion_of(syntax, head) if syntax.tokens[head].pos in {"VERB", "AUX", "ADJ"} else Assertion()
    if lemma in words("event_words", "status", "planned") and (infinitive or through in {"on", "of", "to", "about"}):
        return _under(higher, "planned", syntax.tokens[head].text)
    if syntax.tokens[at].tag == "VB" and lemma in words("event_words", "status", "proposed"):
        return _under(higher, "proposed", syntax.tokens[head].text)
    if lemma in words("event_words", "status", "proposed") and (through in {"", "of", "for", "on", "against"}):
        participle = syntax.tokens[at].tag == "VBG" and syntax.tokens[at].dep == "advcl"
        return higher if participle else _under(higher, "proposed", syntax.tokens[head].text)
    if infinitive and lemma not in words("event_words", "status", "implied") and syntax.tokens[at].dep != "relcl":
        return _under(higher, "planned", "to")
    return higher


def _of_noun(syntax: Syntax, noun: int, infinitive: bool) -> Assertion | None:
    """What becomes of a report or a plan: "reports that he left were denied", "a plan to fine them was dropped"."""
    token = syntax.tokens[noun]
    verb = token.head
    if token.dep not in {"nsubjpass", "dobj"} or verb == noun or syntax.negation(verb):
        return None
    fate = syntax.tokens[verb].text
    if syntax.lemma(noun) in REPORTS and syntax.lemma(verb) in DENYING and not infinitive:
        return Assertion(status="denied", cue=fate)
    dropped = syntax.lemma(verb) in DROPPING or (syntax.lemma(verb) == "call" and syntax.particle(verb) == "off")
    happened = dropped and syntax.is_finite(verb) and not syntax.modal(verb)
    if infinitive and happened and syntax.lemma(noun) in PLANS:
        return Assertion(status="retracted", cue=fate)
    return None


def _beside(syntax: Syntax, at: int, head: int, own: Assertion) -> Assertion:
    """A clause of time under a plan is as open as the plan: "agreed to return them after a treaty was signed"."""
    if own.status == "happened" and syntax.mark(at) in {"after", "once", "when", "as soon as"} and head != at:
        above = assertion_of(syntax, head) if syntax.tokens[head].pos in {"VERB", "AUX"} else Assertion()
        if above.status in {"planned", "proposed"}:
            return Assertion(status="proposed", hedged=True, cue=syntax.mark(at))
    return own


def _under(higher: Assertion, status: str, cue: str) -> Assertion:
    """What is planned or proposed by something that itself is denied did not happen either."""
    if higher.status == "denied":
        return higher
    return Assertion(status=status, hedged=higher.hedged, cue=cue)


def _above(syntax: Syntax, at: int) -> tuple[int, str] | None:
    """(the word the clause hangs on, the preposition between, or "")."""
    governor = syntax.governor(at)
    if governor is None:
        return None
    head, label = governor
    if label == "pcomp" or (label == "pobj"):
        preposition = syntax.tokens[head]
        return (preposition.head, preposition.text.lower()) if preposition.head != head else None
    return head, ""


def _by_order(syntax: Syntax, at: int) -> Assertion:
    """Without arcs: the words just before the predicate."""
    before = [token.text.lower() for token in syntax.tokens[max(0, at - 4) : at]]
    for word in reversed(before):
        if word in {"failed", "refused", "declined", "yet", "without", "denied"}:
            return Assertion(status="denied", cue=word)
        if word in {"proposed", "suggested", "offered", "urged"}:
            return Assertion(status="proposed", cue=word)
        if word in {"plans", "planned", "intends", "agreed", "to"}:
            return Assertion(status="planned", cue=word)
        if word in {"if", "unless", "once", "whether"}:
            return Assertion(status="proposed", hedged=True, cue=word)
    return Assertion()
