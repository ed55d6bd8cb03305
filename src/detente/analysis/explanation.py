"""Why a state holds or not: each improvement, the replies that deter it, and the statements that forbid a move.

Source: [FraserHipel1979] for credible replies, [Howard1971] for all others, [FraserHipel1984] for simultaneous ones.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from detente.analysis.sequences import Step, Steps, improving, shortest, to_dicts
from detente.dispute import conditions
from detente.dispute.graph import GraphModel
from detente.dispute.model import DisputeModel, PreferenceStatement
from detente.errors import InapplicableConcept
from detente.evidence.display import html_table

__all__ = [
    "CODES",
    "Explanation",
    "Improvement",
    "Reason",
    "Refusal",
    "Sanction",
    "Stuck",
    "explain",
    "reason",
    "stuck",
]

CODES = ("NASH", "GMR", "SMR", "SEQ", "SSEQ", "SIM")
"""The concepts whose verdicts can be explained."""


@dataclass(frozen=True, slots=True)
class Reason:
    """The statement that decides between two states: the most important one that holds in one of them only.

    `position` counts from 0, the most important; `holds` says whether it holds in the state moved to.
    """

    position: int
    statement: PreferenceStatement
    holds: bool

    def to_dict(self) -> dict[str, object]:
        """As data."""
        return {"position": self.position, "statement": self.statement.want, "says": self.statement.says}


@dataclass(frozen=True, slots=True)
class Sanction:
    """Replies after which the mover is no better off than before: `path` in order, or at once for SIM; `ends` there."""

    path: Steps
    ends: int
    reason: Reason | None = None
    """Why the end is worse than the beginning; None where it is equal, or where ranks and no statements are given."""


@dataclass(frozen=True, slots=True)
class Improvement:
    """A move to a better state, and what deters it, if anything."""

    to: int
    deterred_by: Sanction | None
    reason: Reason | None = None
    """Why the state moved to is better."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A move that can be made and is not wanted: the statement it would break, None where both are the same to it."""

    to: int
    reason: Reason | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Why a state is stable, or not, for one decision maker under one concept.

    `immobile` says that it has no move at all, which is another thing than having none that it wants.
    """

    graph: GraphModel
    state: int
    dm: int
    concept: str
    stable: bool
    immobile: bool
    improvements: tuple[Improvement, ...]
    refusals: tuple[Refusal, ...]

    def _repr_html_(self) -> str:
        """The improvements and what deters them, for notebooks."""
        verdict = "stable" if self.stable else "not stable"
        caption = f"{self.graph.decision_makers[self.dm]} at {self.graph.label(self.state)}: {verdict}, {self.concept}"
        rows = [
            (
                self.graph.label(move.to),
                " → ".join(self.graph.label(step.end) for step in move.deterred_by.path) if move.deterred_by else "",
            )
            for move in self.improvements
        ]
        return html_table(caption, ("would rather go to", "deterred by the moves to"), rows)

    def to_dict(self) -> dict[str, object]:
        """The `why --json` document."""
        return {
            "state": self.state,
            "decision_maker": self.graph.decision_makers[self.dm],
            "concept": self.concept,
            "stable": self.stable,
            "immobile": self.immobile,
            "improvements": [
                {
                    "to": improvement.to,
                    "deterred_by": _sanction_dict(self.graph, improvement.deterred_by),
                    "reason": _reason_dict(improvement.reason),
                }
                for improvement in self.improvements
            ],
            "not_wanted": [{"to": refusal.to, "reason": _reason_dict(refusal.reason)} for refusal in self.refusals],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Stuck:
    """Why an epoch stays where it is.

    `explanations` has one entry per party and concept for the state; `one_move_away` the outcome states that a single
    party could bring about, with what keeps it from doing so; `joint` the outcome states that all parties like better,
    and `better` all such states, whether or not anybody can get there alone.
    """

    graph: GraphModel
    state: int
    outcome: str
    explanations: tuple[Explanation, ...]
    one_move_away: tuple[tuple[int, Refusal | Improvement], ...]
    joint: tuple[int, ...]
    better: tuple[int, ...]

    def to_dict(self) -> dict[str, object]:
        """As data."""
        parties = self.graph.decision_makers
        return {
            "epoch": self.graph.epoch,
            "state": self.state,
            "outcome": self.outcome,
            "explanations": [explanation.to_dict() for explanation in self.explanations],
            "one_move_away": [
                {
                    "decision_maker": parties[dm],
                    "to": move.to,
                    "wanted": isinstance(move, Improvement),
                    "reason": _reason_dict(move.reason),
                }
                for dm, move in self.one_move_away
            ],
            "joint": list(self.joint),
            "better_for_all": list(self.better),
        }


def explain(
    graph: GraphModel,
    state: int,
    dm: int,
    concept: str = "SEQ",
    *,
    statements: Sequence[PreferenceStatement] = (),
) -> Explanation:
    """Every unilateral improvement of `dm` from `state` and the reply, of those the concept counts, that deters it.

    The reply is the shortest, then the first in the order of states. With the party's `statements`, most important
    first, every move also names the statement that speaks for or against it.

    Raises `InapplicableConcept` for concepts without sanctions of one kind, such as L3, and for SIM in graph form.
    """
    if concept not in CODES:
        hint = "ask for one of " + ", ".join(CODES)
        raise InapplicableConcept(f"verdicts of {concept} rest on anticipated play, not on single replies", hint=hint)
    if concept == "SIM" and graph.is_graph_form:
        raise InapplicableConcept("SIM needs options: simultaneous moves cannot be combined in graph form")
    rank = graph.rank_rows[dm]
    moves = graph.successors_of(dm, state)
    because = _Reasons(graph, statements)
    improvements = tuple(
        Improvement(end, _sanction(graph, state, dm, end, concept, because), because.between(state, end))
        for end in moves
        if rank[end] > rank[state]
    )
    return Explanation(
        graph=graph,
        state=state,
        dm=dm,
        concept=concept,
        stable=all(improvement.deterred_by is not None for improvement in improvements),
        immobile=not moves,
        improvements=improvements,
        refusals=tuple(Refusal(end, because.between(state, end)) for end in moves if rank[end] <= rank[state]),
    )


def reason(graph: GraphModel, statements: Sequence[PreferenceStatement], start: int, end: int) -> Reason | None:
    """The most important statement that holds in only one of two states; None where none does."""
    return _Reasons(graph, statements).between(start, end)


def stuck(
    model: DisputeModel,
    graph: GraphModel,
    *,
    state: int | None = None,
    outcome: str = "",
    concepts: Sequence[str] = ("NASH", "SEQ"),
) -> Stuck | None:
    """Why `state` (None: the observed one) is not left for `outcome`; None where neither is known.

    `outcome` is an outcome's name or a condition; with "" every other state counts.
    """
    here = graph.status_quo if state is None else state
    if here is None:
        return None
    wanted = model.epoch(graph.epoch).preferences
    lines = [wanted[party].statements if party in wanted else () for party in graph.decision_makers]
    goals = set(range(graph.n_states)) if not outcome else {int(s) for s in graph.where(outcome)}
    explanations = [
        explain(graph, here, dm, concept, statements=lines[dm]) for dm in range(graph.n_dms) for concept in concepts
    ]
    away: list[tuple[int, Refusal | Improvement]] = []
    for explanation in explanations[:: max(len(concepts), 1)]:
        moves: list[Refusal | Improvement] = [*explanation.improvements, *explanation.refusals]
        away += [(explanation.dm, move) for move in sorted(moves, key=lambda move: move.to) if move.to in goals]
    better = [s for s in range(graph.n_states) if s != here and all(row[s] > row[here] for row in graph.rank_rows)]
    return Stuck(
        graph=graph,
        state=here,
        outcome=outcome,
        explanations=tuple(explanations),
        one_move_away=tuple(away),
        joint=tuple(s for s in better if s in goals and not _alone(graph, here, s)),
        better=tuple(better),
    )


def _alone(graph: GraphModel, start: int, end: int) -> bool:
    """Whether some party can move from `start` to `end` by itself."""
    return any(end in graph.successors_of(dm, start) for dm in range(graph.n_dms))


class _Reasons:
    """Which statement decides between two states."""

    def __init__(self, graph: GraphModel, statements: Sequence[PreferenceStatement]) -> None:
        self.graph = graph
        self.statements = statements
        self.parsed = [_parsed(graph, statement) for statement in statements]

    def between(self, start: int, end: int) -> Reason | None:
        """The most important statement that holds in only one of the two."""
        for position, (statement, condition) in enumerate(zip(self.statements, self.parsed, strict=True)):
            before, after = self._holds(condition, start), self._holds(condition, end)
            if before != after:
                return Reason(position, statement, after)
        return None

    def _holds(self, condition: conditions.Condition | int, state: int) -> bool:
        if isinstance(condition, int):
            return condition == state
        assert self.graph.code_row is not None
        code = int(self.graph.code_row[state])
        return conditions.evaluate(condition, lambda option: bool(code >> option & 1))


def _parsed(graph: GraphModel, statement: PreferenceStatement) -> conditions.Condition | int:
    """The statement's condition, or the one state it names."""
    if graph.code_row is None or re.fullmatch(r"[sS][1-9][0-9]*", statement.want.strip()):
        return graph.find(statement.want)
    return conditions.parse(statement.want, graph.scope)


def _sanction(graph: GraphModel, state: int, dm: int, end: int, concept: str, because: _Reasons) -> Sanction | None:
    """The first reply to `dm` moving from `state` to `end` that leaves it no better off than at `state`."""
    if concept == "NASH":
        return None
    if concept == "SIM":
        found = _simultaneous(graph, state, dm, end)
    else:
        others = [j for j in range(graph.n_dms) if j != dm]
        chooses = improving(graph) if concept in ("SEQ", "SSEQ") else None
        settles = _settles(graph, state, dm, escape=concept in ("SMR", "SSEQ"))
        path = shortest(graph, end, others, settles, chooses=chooses)
        found = (path, path[-1].end) if path is not None else None
    return Sanction(found[0], found[1], because.between(state, found[1])) if found is not None else None


def _settles(graph: GraphModel, state: int, dm: int, *, escape: bool) -> Callable[[int], bool]:
    """Whether a state is no better for `dm` than `state`, nor, with `escape`, any it could move on to from there."""
    rank = graph.rank_rows[dm]
    limit = rank[state]

    def settles(end: int) -> bool:
        return rank[end] <= limit and not (escape and any(rank[t] > limit for t in graph.successors_of(dm, end)))

    return settles


def _simultaneous(graph: GraphModel, state: int, dm: int, end: int) -> tuple[Steps, int] | None:
    """Improvements of others, made at `state` in the same moment, that spoil the move; the fewest movers first."""
    assert graph.code_row is not None
    here = int(graph.code_row[state])
    own = int(graph.code_row[end]) ^ here
    options = {
        j: [Step(j, state, int(t)) for t in graph.successors_of(j, state) if improving(graph)(j, state, t)]
        for j in range(graph.n_dms)
        if j != dm
    }
    rank = graph.rank_rows[dm]
    for steps in _choices(options):
        code = here ^ own
        for step in steps:
            code ^= int(graph.code_row[step.end]) ^ here
        joint = graph.positions.get(code)
        if joint is not None and rank[joint] <= rank[state]:
            return steps, joint
    return None


def _choices(options: dict[int, list[Step]]) -> Iterator[Steps]:
    """Every way in which one party or more each take one of their steps."""
    for size in range(1, len(options) + 1):
        for group in combinations(options, size):
            yield from product(*(options[j] for j in group))


def _sanction_dict(graph: GraphModel, sanction: Sanction | None) -> dict[str, object] | None:
    if sanction is None:
        return None
    return {
        "path": to_dicts(graph, sanction.path),
        "ends": sanction.ends,
        "reason": _reason_dict(sanction.reason),
    }


def _reason_dict(found: Reason | None) -> dict[str, object] | None:
    return None if found is None else found.to_dict()
