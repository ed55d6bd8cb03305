"""How a clause stands to its act: asserted, planned or denied, or nothing that anybody vouches for."""

from detente.record.assertion import Assertion, assertion_of
from detente.record.clauses import Syntax
from detente.record.wordlists import words

__all__ = ["DENYING", "NEGATIVE", "REPORTS", "UNTRUE", "stance"]

DENYING = frozenset(
    {"deny", "denies", "denied", "denying", "dispute", "refute", "reject", "dismiss", "contradict", "belie"}
)
DEGREES = frozenset(
    "seriously badly gravely severely critically grievously heavily gravely greatly substantially significantly "
    "materially fully entirely completely wholly properly adequately sufficiently".split()
)
"""Words that tell how far something goes: who denies them denies no more."""
BELIEVING = frozenset(
    "believe think speculate suspect doubt wonder assume imagine fear hope worry guess suppose pretend rumour rumor "
    "fear belief hope suspicion speculation concern idea".split()
)
WISHING = frozenset({"want", "wish", "hope", "need", "prefer"})
BELOW = frozenset({"ccomp", "xcomp", "advcl", "acl", "pcomp"})
FIRM_MODALS = frozenset({"", "will", "would", "shall", "wo", "'ll", "’ll", "'d", "’d"})
NONE = frozenset({"none", "nobody", "nothing"})
"""What is done to none is not done: "let in none"."""
REPORTS = frozenset(
    "claim report allegation accusation suggestion rumour rumor charge story assertion finding idea notion view "
    "insistence contention statement".split()
)
NEGATIVE = frozenset(
    {"not", "n't", "n’t", "never", "no", "nor", "neither", "none", "nobody", "nothing", "without", "yet to"}
)
UNTRUE = frozenset(
    "untrue false unfounded baseless groundless wrong incorrect fabricated invented fictitious nonsense lie invention "
    "fiction fabrication myth rumour rumor".split()
)
"""What is said of a report to deny what it tells."""


def stance(syntax: Syntax, at: int) -> Assertion | None:
    """Whether a clause is asserted, planned or denied; None where nobody vouches for it, or it is only wished for."""
    if not is_told(syntax, at) or is_believed(syntax, at) or is_wished(syntax, at):
        return None
    said = assertion_of(syntax, at)
    if said.status == "happened" and is_of_none(syntax, at):
        return Assertion(status="denied", cue="not")
    if said.status == "happened" and is_contested(syntax, at):
        return Assertion(status="denied", cue=syntax.tokens[syntax.tokens[at].head].text)
    if said.status == "denied" and is_aside(syntax, at):
        said = Assertion()
    if (denial := disputed_report(syntax, at)) and said.cue != denial:
        return Assertion(status="denied", cue=denial) if said.status == "happened" else None
    if said.status == "denied" and is_of_degree(syntax, at):
        return None  # "was not seriously hurt"
    if said.hedged or said.status == "proposed":
        return None
    if said.status == "denied" and (said.cue.lower() not in NEGATIVE | DENYING or is_conditional(syntax, at)):
        return None
    if said.status == "denied" and syntax.modal(at) not in FIRM_MODALS:
        return None  # "should not have", "could not"
    return said


def is_of_degree(syntax: Syntax, at: int) -> bool:
    """Whether only the degree of what a clause tells is denied: "nobody was seriously hurt"."""
    return any(syntax.tokens[i].text.lower() in DEGREES for i in syntax.child(at, "advmod") if i < at)


def is_of_none(syntax: Syntax, at: int) -> bool:
    """Whether a clause tells something of "not one" or "not a single" thing."""
    for noun in syntax.child(at, "nsubj", "nsubjpass", "dobj"):
        before = " ".join(token.text.lower() for token in syntax.tokens[max(0, noun - 4) : noun])
        if "not one" in before or "not a single" in before or syntax.lemma(noun) in NONE:
            return True
    return False


def is_told(syntax: Syntax, at: int) -> bool:
    """Whether a clause has a tense, or tells what was done: "signed on 2 March", "after seizing the port"."""
    token = syntax.tokens[at]
    if syntax.is_finite(at):
        return True
    if token.dep == "pcomp" and syntax.tokens[token.head].text.lower() == "of" and token.tag == "VBN":
        accused = any(syntax.lemma(i) == "accuse" for i in range(token.head))
        return accused and "having" in {syntax.tokens[i].text.lower() for i in syntax.child(at, "aux")}
    if token.tag == "VBN":
        return token.dep in {"acl", "advcl", "conj", "relcl", "ROOT"} or bool(syntax.child(at, "nsubjpass"))
    above = syntax.tokens[token.head]
    return (
        token.tag == "VBG"
        and token.dep == "pcomp"
        and above.text.lower() in {"after", "by", "of"}
        and (above.text.lower() != "of" or syntax.lemma(above.head) == "accuse")
    )


def is_contested(syntax: Syntax, at: int) -> bool:
    """Whether a clause is what somebody disputes: "disputed that the form was signed"."""
    token = syntax.tokens[at]
    if token.dep != "ccomp" or token.head == at or syntax.lemma(token.head) not in {"dispute", "contest", "contradict"}:
        return False
    return not syntax.negation(token.head)


def is_aside(syntax: Syntax, at: int) -> bool:
    """Whether a participle stands beside a denied clause, not denied itself: "Asked again, she did not answer"."""
    token = syntax.tokens[at]
    return token.dep == "advcl" and token.tag in {"VBN", "VBG"} and not syntax.negation(at)


def is_believed(syntax: Syntax, at: int) -> bool:
    """Whether a clause is what somebody believes, fears or guesses."""
    token = syntax.tokens[at]
    return token.dep in {"ccomp", "acl"} and token.head != at and syntax.lemma(token.head) in BELIEVING


def is_wished(syntax: Syntax, at: int) -> bool:
    """Whether a clause hangs, at some remove, on what somebody wants."""
    for _ in range(4):
        token = syntax.tokens[at]
        if token.head == at or token.dep not in BELOW:
            return False
        at = token.head
        if syntax.lemma(at) in WISHING:
            return True
    return False


def is_conditional(syntax: Syntax, at: int) -> bool:
    """Whether a clause is a condition: "if they do not pass it"."""
    return syntax.mark(at) in words("event_words", "status", "conditional_marks")


def disputed_report(syntax: Syntax, at: int) -> str:
    """The verb that denies the report a clause is the content of: "rejected claims that …"; "" where none does."""
    token = syntax.tokens[at]
    if token.dep not in {"acl", "ccomp", "relcl"} or token.head == at or syntax.lemma(token.head) not in REPORTS:
        return ""
    above = syntax.tokens[token.head].head
    if syntax.lemma(above) == "be" and above != token.head:
        said = syntax.child(above, "acomp", "attr", "advmod")
        return next((syntax.tokens[i].text for i in said if syntax.lemma(i) in UNTRUE), "")
    return syntax.tokens[above].text if syntax.lemma(above) in DENYING else ""
