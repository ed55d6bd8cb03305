"""Which way a time points: the nearest verb in its sentence says whether it lies behind or ahead."""

from bisect import bisect_left

from detente.record.dating.lexer import Tokens
from detente.record.dating.lexicon import CARDINALS

__all__ = ["BACK", "FORWARD", "PURPOSE", "ahead_of", "direction", "sentence_bounds"]

BACK, FORWARD, PURPOSE, SINCE = -1, 1, 2, -2
"""Which way. SINCE is back whatever lies nearer ("since January", told in November); PURPOSE is ahead by a bare
infinitive ("a rally to mark the accession"), which may as well be past."""

_FORWARD = frozenset(
    "will 'll ’ll shall won't won’t expected scheduled due slated planning upcoming deadline expires "
    "expire payable redeemable effective soon must can would be going intends intend hopes hope expects "
    "expect aims aim predict promises proposes begins starts ends opens convenes maturing matures mature deliverable "
    "pursuing targeting towards toward seeks seek wants want".split()
)
_BACK = frozenset(
    "was were had did been said told went met held took came gave made fell rose won lost sold bought "
    "found left sent kept began became got grew "
    "led paid ran saw spoke stood thought wrote built broke brought chose drew drove felt fought hit "
    "knew lay meant put read sat set shot shut "
    "spent struck taught threw understood withdrew died has have since ago "
    "shook rose woke stole slept sank sprang swam swore tore wore blew burst caught clung crept dealt fled flew "
    "forbade hung hid laid leapt lent rode sought shrank spun stuck swept".split()
)
_DONE = frozenset(
    "taken given seen shown drawn written chosen stolen broken spoken driven done begun known thrown torn fallen "
    "beaten hidden forgotten frozen undertaken".split()
)
"""Participles: what has them beside it has happened ("the decision taken on Monday")."""
_NOT_PAST = frozenset(
    "need feed speed seed indeed hundred red bed shed united proceed exceed succeed unprecedented limited".split()
)
_DEFERRING = frozenset(
    "postponed postpones postpone delayed delays delay extended extends extend adjourned suspended deferred gave given "
    "gives give has have remains valid open".split()
)
_REACHED = frozenset(
    "death prison jail court work school war power office town hospital safety victory freedom justice earth life home "
    "date parliament congress".split()
)
_DETERMINERS = frozenset(
    "the a an its their his her our my your every each all both any some no this that these those which what whom "
    "another several many few".split()
)
_PRESENT = frozenset("is are am being get gets".split())
_UNDERTAKING = frozenset(
    "agree agrees plan plans pledge pledges vow vows promise promises offer offers threaten threatens decide decides "
    "want wants need needs ready able likely unlikely willing set bound poised prepare prepares preparing invite "
    "invites ask asks asking call calls calling urge urges order orders deadline date chance decision plan proposal "
    "pledge vow threat invitation intention him her them it us me you is are going about".split()
)
_STRIVING = frozenset("demanding asking seeking proposing preparing requesting aiming pushing campaigning".split())
"""What somebody who "is" doing it wants to come."""
_PROMISED = frozenset("promised pledged vowed guaranteed demanded requested required".split())
_SHORT = frozenset("in on up it so us me by to of at be do go no is we he out".split())
"""Words of two letters that end a sentence as others do; others are initials and abbreviations."""
_ABBREVIATIONS = frozenset("gov sen rep gen col capt prof sgt inc corp ltd mrs".split())
_REACH = 25


def sentence_bounds(tokens: Tokens, first: int, last: int) -> tuple[int, int]:
    """The tokens of the sentence around [first, last), as far as a bounded look goes."""
    return _begin(tokens, first), _end(tokens, last)


def _begin(tokens: Tokens, first: int) -> int:
    """The first token of the sentence that goes on at a token."""
    earliest = max(0, first - 2 * _REACH)
    for place in range(bisect_left(tokens.stops, first) - 1, -1, -1):
        if tokens.stops[place] < earliest:
            break
        if _ends_sentence(tokens, tokens.stops[place]):
            return tokens.stops[place] + 1
    return earliest


def _end(tokens: Tokens, last: int) -> int:
    """The token that ends the sentence that goes on at a token."""
    latest = min(len(tokens.starts), last + 2 * _REACH)
    for place in range(bisect_left(tokens.stops, last), len(tokens.stops)):
        if tokens.stops[place] >= latest:
            break
        if _ends_sentence(tokens, tokens.stops[place]):
            return tokens.stops[place]
    return latest


def _ends_sentence(tokens: Tokens, index: int) -> bool:
    """Whether a stop or an empty line ends a sentence: a full stop does not when an initial or an abbreviation carries
    it."""
    if tokens.word(index) == ".":
        letters = tokens.ends[index - 1] - tokens.starts[index - 1] if index else 0
        following = tokens.raw(index + 1)
        return (
            (letters > 2 or tokens.word(index - 1) in _SHORT)
            and (not following or not following[0].islower())
            and tokens.word(index - 1) not in _ABBREVIATIONS
        )
    return True


def _nearest(tokens: Tokens, indices: range) -> int:
    """Which way the first word that points does, asked once of each word: BACK, FORWARD or 0."""
    known = tokens.points
    for index in indices:
        points = known.get(index)
        if points is None:
            points = known[index] = _points(tokens, index)
        if points:
            return points
    return 0


def _points(tokens: Tokens, index: int) -> int:
    """Which way the word points: BACK, FORWARD or 0."""
    word = tokens.word(index)
    if word == "set" and tokens.word(index + 1) in ("to", "for"):
        return FORWARD
    if word == "planned" and tokens.word(index - 1) in ("is", "are"):
        return FORWARD
    if (
        word == "to"
        and tokens.raw(index + 1).islower()
        and tokens.word(index - 1) not in ("from", "according", "up", "next", "close", "due")
        and tokens.word(index + 1) not in _REACHED
        and tokens.word(index + 1) not in CARDINALS  # "from two to seven"
    ):
        if _is_noun_phrase(tokens, index + 1):
            return 0
        return FORWARD if _is_undertaken(tokens, index) else PURPOSE
    if word in _STRIVING and tokens.word(index - 1) in ("is", "are"):
        return FORWARD
    if word == "be" and tokens.word(index - 1) == "could":
        return 0  # "nobody could be reached on Wednesday"
    if word in _FORWARD:
        if word in ("expected", "scheduled") and tokens.word(index - 1) in ("had", "as", "than"):
            return BACK
        return FORWARD
    if tokens.word(index - 1) == "be" or tokens.word(index - 1) in ("to", "will"):
        return 0
    if word in ("has", "have"):
        return 0 if tokens.word(index + 1) == "to" else BACK
    if word in _BACK or (word in _DONE and tokens.word(index - 1) not in _PRESENT):
        return BACK
    if (
        len(word) > 4
        and word.endswith("ed")
        and word not in _NOT_PAST
        and not word.startswith("un")
        and tokens.raw(index).islower()
    ):
        return BACK
    return 0


def _is_noun_phrase(tokens: Tokens, index: int) -> bool:
    """Whether what follows "to" is a thing and no infinitive: a determiner, or a plural ("reopened to lorries")."""
    word = tokens.word(index)
    return word in _DETERMINERS or (
        len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is", "as"))
    )


def direction(tokens: Tokens, first: int, last: int) -> int:
    """Which way by the nearest cue before the expression in its sentence, else behind it, else 0."""
    if tokens.word(first - 1) == "since":
        return SINCE
    if tokens.word(last) in ("'s", "’s"):
        return BACK
    begin = _begin(tokens, first)
    if _is_deferred(tokens, begin, first) or _is_term(tokens, begin, first, last):
        return FORWARD
    before = _nearest(tokens, range(first - 1, max(begin, first - _REACH) - 1, -1))
    return before or ahead_of(tokens, first, last) or _from_now_on(tokens, first, last)


def _from_now_on(tokens: Tokens, first: int, last: int) -> int:
    """FORWARD for a beginning told in the present: "the bridge is open from Monday"; 0 else."""
    is_beginning = tokens.word(first - 1) == "from" and tokens.word(last) not in ("to", "until", "till", "through")
    return FORWARD if is_beginning else 0


def ahead_of(tokens: Tokens, first: int, last: int) -> int:
    """The same by the nearest cue behind the expression alone."""
    return _nearest(tokens, range(last, min(_end(tokens, last), last + _REACH)))


def _is_undertaken(tokens: Tokens, to: int) -> bool:
    """Whether an infinitive hangs on a word that looks ahead: "agreed to", "plans to", "ready to"."""
    before = tokens.word(to - 1)
    return before in _UNDERTAKING or before in _FORWARD or before.endswith("ed")


def _is_deferred(tokens: Tokens, begin: int, first: int) -> bool:
    """Whether a time ends a term that has been set: "postponed until Tuesday", "gave them until 9 a.m. Tuesday"."""
    if not any(tokens.word(index) in ("until", "till") for index in range(max(begin, first - 3), first)):
        return False
    return any(tokens.word(index) in _DEFERRING for index in range(max(begin, first - _REACH // 2), first))


def _is_term(tokens: Tokens, begin: int, first: int, last: int) -> bool:
    """Whether a time ends the term of what was promised or demanded: "promised an answer by Wednesday".

    Not where the promise is itself told as past ("had promised"), or the sentence goes on in the past ("an answer
    promised by Wednesday did not come"): then the term may be over.
    """
    if tokens.word(first - 1) != "by" or ahead_of(tokens, first, last) == BACK:
        return False
    for index in range(first - 2, max(begin, first - _REACH // 2) - 1, -1):
        if tokens.word(index) in _PROMISED:
            return tokens.word(index - 1) not in ("had", "'d", "’d") and tokens.word(index - 2) != "had"
        if _points(tokens, index):
            return False
    return False
