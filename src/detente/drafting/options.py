"""Options: what recurs in a party's acts, each gathered from every article that tells of it, in neutral words."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from detente.drafting.act import Act
from detente.drafting.bases import basis_of
from detente.drafting.naming import identifier, is_line, name_of
from detente.drafting.weights import ALIKE, Weights, counted, figures, is_general, stem
from detente.evidence import Basis
from detente.record.entries import ActorId
from detente.sources.document import Library

__all__ = ["UNDOING", "Candidate", "answers", "candidates", "matches"]

FAMILIES: Mapping[str, str] = {
    "does": "does",
    "threatens": "does",
    "intends": "does",
    "declines": "does",
    "offers": "offers",
    "wants": "asks",
    "holds": "asks",
    "stands firm": "yields",
    "accepts": "answers",
    "rejects": "answers",
}
"""Acts of one family by one party can be one option."""

STOPPING = frozenset(("freeze suspend halt withdraw cancel quit abandon break stop leave").split())
UNDOING = frozenset(("reopen resume restore lift return end").split())
TALK = frozenset("talk comment say speak answer discuss".split())
WORK = frozenset({"walk", "strike", "stop"})
TOGETHER = 900
"""Characters within which one party's measures that stop things are one measure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A proposed option: the party's, of one family, with every act that speaks of it.

    `answers` names the option that an acceptance answers. `contested` says that another party speaks of it; `reader`
    whose reading of a contested word it is.
    """

    id: str
    party: ActorId
    family: str
    name: str
    topics: frozenset[str]
    acts: tuple[Act, ...]
    origins: int
    answers: str = ""
    contested: bool = False
    reader: ActorId = ""
    basis: Basis | None = None

    @property
    def strength(self) -> tuple[int, int]:
        """By independent origins, then by places."""
        return self.origins, len(self.acts)


def candidates(
    acts: Sequence[Act], parties: Sequence[ActorId], library: Library, weights: Weights
) -> tuple[Candidate, ...]:
    """The options that the acts of these parties amount to, in the order of the text.

    A demand that another do something is that party's option; a demand on how things are to go is a line of one's own;
    a claim about how things are is neither. Answers to other parties' offers are left to `answers`.
    """
    groups: list[list[Act]] = []
    for act in acts:
        owner = _owner(act, parties)
        if owner is None or not act.topics:
            continue
        home = max(groups, key=lambda group: _fit(act, owner, group, parties, weights), default=None)
        if home is not None and _fit(act, owner, home, parties, weights) >= ALIKE:
            home.append(act)
        else:
            groups.append([act])
    taken: set[str] = set()
    return tuple(_candidate(group, parties, library, taken) for group in groups)


def _owner(act: Act, parties: Sequence[ActorId]) -> ActorId | None:
    """Whose option an act speaks of; None where it speaks of none."""
    family = FAMILIES[act.kind]
    if family == "answers" or act.verb in TALK:
        return None
    if family != "asks":
        return act.party if act.party in parties else None
    if is_line(act):
        return act.party if act.party in parties else None
    if act.kind == "wants" and act.addressee is not None:
        return act.addressee if act.addressee in parties and act.addressee != act.party else None
    others = [party for party in parties if party != act.party]
    return others[0] if act.kind == "wants" and act.is_demand and others else None


def _fit(act: Act, owner: ActorId, group: Sequence[Act], parties: Sequence[ActorId], weights: Weights) -> float:
    """How well an act fits a group of the same owner."""
    first = group[0]
    if owner != _owner(first, parties):
        return 0.0
    return max(_alike(act, other, weights) for other in group)


def _alike(a: Act, b: Act, weights: Weights) -> float:
    """How much two acts say the same.

    Offers of one time that share two words are one, so are two that count the same things; measures that stop things,
    told together, are one measure; who reopens what he shut undoes it.
    """
    families = {FAMILIES[a.kind], FAMILIES[b.kind]}
    if "yields" in families and len(families) > 1:
        return 0.0
    if families == {"offers", "does"} and not {a.kind, b.kind} & {"intends", "declines"}:
        return 0.0
    plainly = weights.alike(a.topics, b.topics)
    if families == {"offers"} and _are_grades(a, b):
        return 0.0
    if _is_answer_to_demand(a, b) or _is_answer_to_demand(b, a):
        return 1.0
    if families == {"asks", "does"} and is_line(a) != is_line(b) and (is_line(a) or is_line(b)):
        return 0.0
    for asked, done in ((a, b), (b, a)):
        if asked.kind == "wants" and not is_line(asked) and families != {"asks"} and _is_demanded(asked, done):
            return max(plainly, ALIKE)
    if families == {"does"}:
        if a.verb in WORK and b.verb in WORK:
            return 1.0
        ours, theirs = counted(a.matter), counted(b.matter)
        if bool(ours) == bool(theirs) and (a.verb == b.verb or stem(a.topics[0]) == stem(b.topics[0])):
            return max(plainly, ALIKE)
        near = a.citation.span.document == b.citation.span.document
        near = near and abs(a.citation.span.start - b.citation.span.start) <= TOGETHER
        if near and a.verb in STOPPING and b.verb in STOPPING:
            return 1.0
        if (a.verb in UNDOING) != (b.verb in UNDOING) and a.verb != b.verb:
            return max(plainly, ALIKE)
    same = counted(a.citation.quote) & counted(b.citation.quote)
    if same and families == {"asks"} and a.party == b.party:
        return 1.0
    if same and len(set(a.topics) & set(b.topics)) >= 1:
        return max(plainly, ALIKE)
    at_once = families == {"offers"} and a.when.is_bounded and b.when.is_bounded and a.when.overlaps(b.when)
    return max(plainly, ALIKE) if at_once and len(set(a.topics) & set(b.topics)) >= 2 else plainly


def _are_grades(a: Act, b: Act) -> bool:
    """Whether two offers count one kind of thing and name different numbers of it: forty licences and seventy."""
    ours, theirs = counted(a.matter), counted(b.matter)
    return not ours & theirs and any(n != m and unit == other for n, unit in ours for m, other in theirs)


def _is_demanded(asked: Act, done: Act) -> bool:
    """Whether a deed is what was demanded: on the same thing, or by the verb of the demand."""
    return stem(asked.topics[0]) == stem(done.topics[0]) or done.verb in asked.topics


def _is_answer_to_demand(a: Act, b: Act) -> bool:
    """Whether a refusal ("refuses to take them back") means what another demanded just before."""
    return a.kind == "declines" and b.kind == "wants" and a.demand is not None and a.demand == b.citation


def _candidate(group: Sequence[Act], parties: Sequence[ActorId], library: Library, taken: set[str]) -> Candidate:
    owner = _owner(group[0], parties)
    assert owner is not None
    families = [FAMILIES[act.kind] for act in group]
    family = next((f for f in ("does", "offers", "yields") if f in families), "asks")
    if family == "does" and "offers" in families and not any(act.kind == "does" for act in group):
        family = "offers"
    if family == "asks" and not any(is_line(act) for act in group):
        family = "asked"
    name = name_of(group, family)
    return Candidate(
        id=identifier(name, taken),
        party=owner,
        family=family,
        name=name,
        topics=frozenset(topic for act in group for topic in act.topics),
        acts=tuple(group),
        origins=len({library.origin_of(act.citation.span.document) for act in group}),
        contested=any(act.party != owner for act in group),
        basis=basis_of((act.citation for act in sorted(group, key=lambda a: _telling(a, owner))), library),
    )


def _telling(act: Act, owner: ActorId) -> tuple[bool, bool, int]:
    """The order in which an option's places are quoted: its owner's own acts, done or offered before announced."""
    return act.party != owner, act.kind in {"intends", "declines"}, len(act.citation.quote)


def answers(
    acts: Sequence[Act],
    options: Sequence[Candidate],
    parties: Sequence[ActorId],
    library: Library,
    weights: Weights,
) -> tuple[Candidate, ...]:
    """What a party said yes or no to, as options to accept it: another's offer, plan or measure, or what nobody in
    the dispute put forward (a mediator's plan)."""
    found: dict[tuple[ActorId, str], list[Act]] = {}
    targets: dict[tuple[ActorId, str], Candidate | None] = {}
    for act in acts:
        if FAMILIES[act.kind] != "answers" or act.party not in parties or act.is_joint:
            continue
        target = _answered(act, options, weights)
        if target is None and (act.is_renunciation or (is_general(act.topics) and not _names_other(act, parties))):
            continue
        key = (act.party, target.id if target else _standalone(act, found, targets, weights))
        found.setdefault(key, []).append(act)
        targets[key] = target
    taken = {option.id for option in options}
    return tuple(
        _acceptance(party, group, targets[party, name], library, taken) for (party, name), group in found.items()
    )


def _names_other(act: Act, parties: Sequence[ActorId]) -> bool:
    """Whether what is answered is said to be somebody's who is no party: "the plan of mediator Jon Abara"."""
    owned = re.search(r"\b(?:of|by)\s+(?:the\s+)?(?:\w+\s+)?((?:[A-Z]\w+\s?)+)|((?:[A-Z]\w+\s?)+)['’]s\b", act.matter)
    if owned is None:
        return False
    name = (owned[1] or owned[2]).lower().split()
    return not any(set(name) & set(party.split("_")) for party in parties)


def _standalone(
    act: Act,
    found: Mapping[tuple[ActorId, str], Sequence[Act]],
    targets: Mapping[tuple[ActorId, str], Candidate | None],
    weights: Weights,
) -> str:
    """The group of answers to one matter that an act belongs to, by a name of its own."""
    for (party, name), group in found.items():
        if party == act.party and targets[party, name] is None and weights.alike(act.topics, group[0].topics) >= ALIKE:
            return name
    return f"\0{act.citation.span.document}{act.citation.span.start}"


def _answered(act: Act, options: Sequence[Candidate], weights: Weights) -> Candidate | None:
    """The other party's option that an answer answers: the one whose words it shares, else the last offer told
    before it in the same article."""
    others = [o for o in options if o.party != act.party and o.family in {"offers", "does"}]
    graded = [o for o in others if o.family == "offers" and _same_figure(act, o)]
    if len(graded) == 1:
        return graded[0]
    if not is_general(act.topics):
        best = matches([t for t in act.topics if not is_general((t,))], others, weights)
        if best is not None and _differ(act, best):
            return None
        if best is not None or not _speaks_of_offer(act):
            return best
    before = [
        (a.citation.span.start, option)
        for option in others
        if option.family == "offers"
        for a in option.acts
        if a.kind == "offers"
        and a.citation.span.document == act.citation.span.document
        and a.citation.span.start < act.citation.span.start
    ]
    return max(before, key=lambda found: found[0])[1] if before else None


def _same_figure(act: Act, option: Candidate) -> bool:
    """Whether an answer names the figure of an offer, for the same thing where both say of what."""
    theirs = figures(option.name)
    return any(
        n == m and (unit == other or not other) for n, unit in counted(act.citation.quote) for m, other in theirs
    )


def _differ(act: Act, option: Candidate) -> bool:
    """Whether an answer gives another figure than the offer."""
    ours, theirs = counted(act.citation.quote), [counted(a.citation.quote) for a in option.acts]
    figures = {(n, unit) for found in theirs for n, unit in found}
    return any(unit == other and (n, unit) not in figures for n, unit in ours for _, other in figures)


def _speaks_of_offer(act: Act) -> bool:
    return any(is_general((topic,)) for topic in act.topics)


def _acceptance(
    party: ActorId, acts: Sequence[Act], target: Candidate | None, library: Library, taken: set[str]
) -> Candidate:
    named = name_of(acts, "answers") if target is None else f"accept: {target.name.partition(': ')[2] or target.name}"
    return Candidate(
        id=identifier(f"accept {target.id}" if target else named, taken),
        party=party,
        family="accepts",
        name=named,
        topics=frozenset(target.topics if target else (t for act in acts for t in act.topics)),
        acts=tuple(acts),
        origins=len({library.origin_of(act.citation.span.document) for act in acts}),
        answers=target.id if target else "",
        contested=True,
        basis=basis_of((act.citation for act in acts), library),
    )


def matches(topics: Iterable[str], options: Iterable[Candidate], weights: Weights) -> Candidate | None:
    """The option that some words speak of best, None when none is alike enough."""
    wanted = set(topics)
    best = max(options, key=lambda option: weights.alike(wanted, option.topics), default=None)
    return best if wanted and best is not None and weights.alike(wanted, best.topics) >= ALIKE else None
