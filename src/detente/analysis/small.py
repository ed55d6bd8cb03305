"""Verdicts on small models in plain Python, done before NumPy would have been imported.

Every concept is computed from explicit lists of moves by the same formula as in `detente.analysis.kernels`: s is stable
for i iff no move leads to a state t with min(r_i(t), f_i(t)) > r_i(s), where f_i(t) is the worst that the others'
replies can bring i to from t.

Source: [FangHipelKilgour1993]; [RegoVieira2017] for SSEQ; [FraserHipel1984] for SIM.
"""

from collections.abc import Callable, Sequence
from itertools import product

from detente.dispute.graph import GraphModel

__all__ = ["CODES", "SmallGame", "has_moves", "stable"]

Verdict = tuple[bool, ...]
Lists = Sequence[Sequence[int]]


class SmallGame:
    """A graph model with its moves listed: `moves[dm][s]`, `before[dm][t]` the states from which dm moves to t."""

    def __init__(self, graph: GraphModel) -> None:
        self.graph = graph
        self.ranks = [[int(rank) for rank in row] for row in graph.rank_rows]
        self.moves = [_moves(graph, dm) for dm in range(graph.n_dms)]
        self.before = [_reversed(moves) for moves in self.moves]
        self._replies: dict[tuple[int, str, bool], list[int]] = {}

    def replies(self, dm: int, kind: str, *, escape: bool) -> list[int]:
        """f_dm: the worst for `dm` that the others' legal sequences from t, none included, can lead to.

        `kind` is moves or improvements; with `escape`, a state counts for as much as `dm` can still make of it.
        """
        key = (dm, kind, escape)
        if key not in self._replies:
            ranks = self.ranks[dm]
            worth = [max([ranks[s], *(ranks[t] for t in self.moves[dm][s])]) for s in range(len(ranks))]
            others = [j for j in range(self.graph.n_dms) if j != dm]
            before = [self.before[j] if kind == "moves" else self._improving_before(j) for j in others]
            search = _worst_legal if self.graph.is_graph_form else _worst
            self._replies[key] = search(worth if escape else ranks, before)
        return self._replies[key]

    def _improving_before(self, dm: int) -> Lists:
        ranks = self.ranks[dm]
        return [[s for s in starts if ranks[t] > ranks[s]] for t, starts in enumerate(self.before[dm])]


def stable(game: SmallGame, concept: str, dm: int) -> Verdict:
    """Which states are stable for `dm`; `concept` is one of `CODES`."""
    return CODES[concept](game, dm)


def has_moves(game: SmallGame, dm: int) -> Verdict:
    """The states from which `dm` can move at all."""
    return tuple(bool(targets) for targets in game.moves[dm])


def _nash(game: SmallGame, dm: int) -> Verdict:
    return _deterred(game, dm, game.ranks[dm])


def _gmr(game: SmallGame, dm: int) -> Verdict:
    return _deterred(game, dm, game.replies(dm, "moves", escape=False))


def _smr(game: SmallGame, dm: int) -> Verdict:
    return _deterred(game, dm, game.replies(dm, "moves", escape=True))


def _seq(game: SmallGame, dm: int) -> Verdict:
    return _deterred(game, dm, game.replies(dm, "improvements", escape=False))


def _sseq(game: SmallGame, dm: int) -> Verdict:
    return _deterred(game, dm, game.replies(dm, "improvements", escape=True))


def _sim(game: SmallGame, dm: int) -> Verdict:
    """Improvements are met by improvements that the others make at the same moment, from s."""
    return tuple(_met_at_once(game, dm, state) for state in range(game.graph.n_states))


CODES: dict[str, Callable[[SmallGame, int], Verdict]] = {
    "NASH": _nash,
    "GMR": _gmr,
    "SMR": _smr,
    "SEQ": _seq,
    "SSEQ": _sseq,
    "SIM": _sim,
}
"""The concepts that are solved here."""


def _moves(graph: GraphModel, dm: int) -> Lists:
    """The states `dm` can move to from each state."""
    if graph.successors is not None:
        return graph.successors[dm]
    assert graph.code_row is not None
    codes = [int(code) for code in graph.code_row]
    own = graph.own[dm]
    cosets: dict[int, list[int]] = {}
    for state, code in enumerate(codes):
        cosets.setdefault(code & ~own, []).append(state)
    if not own & (graph.forward | graph.backward):
        return [[t for t in cosets[code & ~own] if t != s] for s, code in enumerate(codes)]
    table = []
    for s, code in enumerate(codes):
        fixed = (graph.forward & code) | (graph.backward & ~code)
        table.append([t for t in cosets[code & ~own] if t != s and not (codes[t] ^ code) & fixed])
    return table


def _reversed(moves: Lists) -> Lists:
    """For each state, the states from which a move leads there."""
    before: list[list[int]] = [[] for _ in moves]
    for start, targets in enumerate(moves):
        for target in targets:
            before[target].append(start)
    return before


def _deterred(game: SmallGame, dm: int, replies: Sequence[int]) -> Verdict:
    """Every move to a better state meets a reply that leaves `dm` no better off than where it started."""
    ranks = game.ranks[dm]
    worth = [min(rank, reply) for rank, reply in zip(ranks, replies, strict=True)]
    moves = game.moves[dm]
    return tuple(all(worth[t] <= ranks[s] for t in moves[s]) for s in range(len(ranks)))


def _worst(values: Sequence[int], before: Sequence[Lists]) -> list[int]:
    """The least value that can be reached from each state; backwards from the least values, each state visited once.

    Exact in option form, where consecutive moves of one decision maker merge into one.
    """
    found = [0] * len(values)
    open_ = [True] * len(values)
    for end in sorted(range(len(values)), key=values.__getitem__):
        if not open_[end]:
            continue
        open_[end], stack, value = False, [end], values[end]
        while stack:
            state = stack.pop()
            found[state] = value
            for lists in before:
                for start in lists[state]:
                    if open_[start]:
                        open_[start] = False
                        stack.append(start)
    return found


def _worst_legal(values: Sequence[int], before: Sequence[Lists]) -> list[int]:
    """The same where nobody may move twice running: over (state, who moved there)."""
    movers = range(len(before))
    found: list[int | None] = [None] * len(values)
    open_ = [[True] * len(values) for _ in movers]
    for end in sorted(range(len(values)), key=values.__getitem__):
        value = values[end]
        if found[end] is None:
            found[end] = value
        stack = [(end, mover) for mover in movers if open_[mover][end]]
        for state, mover in stack:
            open_[mover][state] = False
        while stack:
            state, mover = stack.pop()
            for start in before[mover][state]:
                if found[start] is None:
                    found[start] = value
                for earlier in movers:
                    if earlier != mover and open_[earlier][start]:
                        open_[earlier][start] = False
                        stack.append((start, earlier))
    return [value for value in found if value is not None]


def _met_at_once(game: SmallGame, dm: int, state: int) -> bool:
    """Whether every improvement of `dm` from `state` is met by improvements of the others made at the same time."""
    graph, ranks = game.graph, game.ranks
    assert graph.code_row is not None
    code = int(graph.code_row[state])
    codes = graph.code_row
    improving = [
        [int(codes[t]) ^ code for t in game.moves[j][state] if game.ranks[j][t] > game.ranks[j][state]]
        for j in range(graph.n_dms)
    ]
    if not improving[dm]:
        return True
    joint = [sum(changes) for changes in product(*([0, *improving[j]] for j in range(graph.n_dms) if j != dm))][1:]
    position = graph.positions
    for own in improving[dm]:
        ends = (position.get(code ^ own ^ change) for change in joint)
        if not any(end is not None and ranks[dm][end] <= ranks[dm][state] for end in ends):
            return False
    return True
