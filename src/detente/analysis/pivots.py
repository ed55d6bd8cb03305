"""Which unknown comparisons matter: those whose answer would change what is an equilibrium.

Each unknown pair is answered in its three ways, the other pairs left unknown, and the equilibria compared. An answer
need not fit a ranking of all states, since the ranks beside an unknown pair say nothing about it; so verdicts are taken
from comparisons and not from ranks.

Source: [LiHipelKilgourFang2004].
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from detente.dispute.graph import GraphModel
from detente.errors import Cancelled, InapplicableConcept, TooManyStates

__all__ = ["ANSWERS", "Pivot", "equilibria", "pivots"]

ANSWERS = ("first better", "equal", "second better")
"""How an unknown pair can be answered."""

CODES = ("NASH", "GMR", "SMR", "SEQ")

MAX_STATES = 1024
"""More states than this are refused: every pair is a model of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pivot:
    """One unknown pair of states of one party, and the equilibria under each answer.

    `now` are the equilibria while it is unknown, by variant (a cautious to d bold), `answers` by answer and variant.
    """

    decision_maker: str
    pair: tuple[int, int]
    now: Mapping[str, tuple[int, ...]]
    answers: Mapping[str, Mapping[str, tuple[int, ...]]]

    @property
    def matters(self) -> bool:
        """Whether some answer gives other equilibria than another one."""
        return len({tuple(sorted(by_variant.items())) for by_variant in self.answers.values()}) > 1

    def to_dict(self) -> dict[str, object]:
        """As data."""
        return {
            "decision_maker": self.decision_maker,
            "pair": list(self.pair),
            "matters": self.matters,
            "now": {variant: list(states) for variant, states in self.now.items()},
            "answers": {
                answer: {variant: list(states) for variant, states in by_variant.items()}
                for answer, by_variant in self.answers.items()
            },
        }


Answers = Mapping[tuple[int, int, int], int]
"""(decision maker, s, t) → 1 where s is better, 0 equal, -1 where t is; both orders of a pair are listed."""


def pivots(
    graph: GraphModel,
    *,
    concept: str = "SEQ",
    variants: Sequence[str] = ("a", "d"),
    cancel: Callable[[], bool] | None = None,
) -> tuple[Pivot, ...]:
    """Every unknown pair, in the order of parties and states, with what each answer would give.

    Raises `InapplicableConcept`, `TooManyStates`, `Cancelled`.
    """
    if concept not in CODES:
        raise InapplicableConcept(f"unknown comparisons are weighed under {', '.join(CODES)}, not {concept}")
    if graph.n_states > MAX_STATES:
        raise TooManyStates(f"{graph.n_states} states; unknown comparisons are weighed for at most {MAX_STATES}")
    now = {variant: equilibria(graph, concept, variant) for variant in variants}
    found = []
    for dm, party in enumerate(graph.decision_makers):
        for s, t in graph.unknown[dm]:
            answers = {}
            for answer, sign in zip(ANSWERS, (1, 0, -1), strict=True):
                if cancel is not None and cancel():
                    raise Cancelled("stopped before every comparison was weighed", hint="run it again to finish")
                answered = {(dm, s, t): sign, (dm, t, s): -sign}
                answers[answer] = {v: equilibria(graph, concept, v, answered) for v in variants}
            found.append(Pivot(decision_maker=party, pair=(s, t), now=now, answers=answers))
    return tuple(found)


def equilibria(graph: GraphModel, concept: str, variant: str, answered: Answers | None = None) -> tuple[int, ...]:
    """The equilibria under one variant for unknown preferences, some pairs answered.

    >>> from detente.analysis.samples import doubtful
    >>> equilibria(doubtful, "NASH", "b"), equilibria(doubtful, "NASH", "b", {(0, 0, 1): -1, (0, 1, 0): 1})
    ((3,), (3,))
    """
    game = _Game(graph, answered or {})
    return tuple(
        state
        for state in range(graph.n_states)
        if all(game.is_stable(concept, variant, dm, state) for dm in range(graph.n_dms))
    )


class _Game:
    """Comparisons, with None for what nobody knows, and the verdicts that follow from them."""

    def __init__(self, graph: GraphModel, answered: Answers) -> None:
        self.graph = graph
        self.answered = answered
        self.unknown = [{pair for s, t in pairs for pair in ((s, t), (t, s))} for pairs in graph.unknown]

    def compare(self, dm: int, s: int, t: int) -> int | None:
        """1 where `dm` likes s better, 0 equal, -1 where it likes t better, None where nobody knows."""
        if (dm, s, t) in self.answered:
            return self.answered[dm, s, t]
        if (s, t) in self.unknown[dm]:
            return None
        row = self.graph.rank_rows[dm]
        return (row[s] > row[t]) - (row[s] < row[t])

    def is_stable(self, concept: str, variant: str, dm: int, state: int) -> bool:
        """Whether `dm` stays at `state`."""
        leaves = [t for t in self.graph.successors_of(dm, state) if self._better(dm, t, state, variant in "ac")]
        if concept == "NASH":
            return not leaves
        return all(self._is_answered(concept, variant, dm, state, t) for t in leaves)

    def _better(self, dm: int, t: int, s: int, or_unknown: bool) -> bool:
        sign = self.compare(dm, t, s)
        return or_unknown if sign is None else sign > 0

    def _deters(self, variant: str, dm: int, state: int, end: int) -> bool:
        sign = self.compare(dm, end, state)
        return variant in "cd" if sign is None else sign <= 0

    def _is_answered(self, concept: str, variant: str, dm: int, state: int, end: int) -> bool:
        """Whether the others can lead from `end` to where `dm` is no better off than at `state`."""
        for reply in self._replies(dm, end, improving=concept == "SEQ"):
            if not self._deters(variant, dm, state, reply):
                continue
            escapes = self.graph.successors_of(dm, reply) if concept == "SMR" else ()
            if all(self._deters(variant, dm, state, escape) for escape in escapes):
                return True
        return False

    def _replies(self, dm: int, start: int, *, improving: bool) -> "list[int]":
        """The states that legal sequences of the others lead to; over (state, last mover)."""
        others = [j for j in range(self.graph.n_dms) if j != dm]
        seen: set[tuple[int, int]] = set()
        waiting = [(start, -1)]
        while waiting:
            state, last = waiting.pop()
            for j in others:
                if j == last:
                    continue
                for end in self.graph.successors_of(j, state):
                    if (end, j) not in seen and (not improving or self._better(j, end, state, True)):
                        seen.add((end, j))
                        waiting.append((end, j))
        return sorted({state for state, _ in seen})
