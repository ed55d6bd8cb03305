"""Every stability concept straight from its definition, in sets and loops: slow, and obvious enough to be believed.

Nothing here shares a line with `detente.analysis`. A game is given as lists: for each decision maker the moves from
each state and the ranks of the states; for simultaneous moves also each state's code and each decision maker's mask.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, combinations, product

State = int


@dataclass(frozen=True, kw_only=True)
class Game:
    """moves[i][s]: where i can go; ranks[i][s]: higher is better; unknown[i]: pairs of states, in both orders."""

    moves: Sequence[Sequence[set[State]]]
    ranks: Sequence[Sequence[int]]
    unknown: Sequence[set[tuple[State, State]]] = ()
    codes: Sequence[int] = ()
    own: Sequence[int] = field(default=())

    @property
    def dms(self) -> range:
        """The decision makers."""
        return range(len(self.ranks))

    @property
    def states(self) -> range:
        """The states."""
        return range(len(self.ranks[0]))


def better(game: Game, i: int, t: State, s: State) -> bool:
    """t >_i s, surely."""
    return not is_unknown(game, i, s, t) and game.ranks[i][t] > game.ranks[i][s]


def is_unknown(game: Game, i: int, s: State, t: State) -> bool:
    """t U_i s."""
    return bool(game.unknown) and (s, t) in game.unknown[i]


def no_better(game: Game, i: int, t: State, s: State) -> bool:
    """s >=_i t, surely."""
    return not is_unknown(game, i, s, t) and game.ranks[i][t] <= game.ranks[i][s]


def improvements(game: Game, i: int, s: State, *, unknown: bool = False) -> set[State]:
    """R_i^+(s), or with `unknown` R_i^{+,U}(s)."""
    return {t for t in game.moves[i][s] if better(game, i, t, s) or (unknown and is_unknown(game, i, s, t))}


def legal(game: Game, movers: Sequence[int], start: State, *, improving: bool, unknown: bool = False) -> set[State]:
    """R_H(start) or R_H^+(start): what sequences of one or more moves reach, nobody moving twice running."""

    def step(j: int, s: State) -> set[State]:
        return improvements(game, j, s, unknown=unknown) if improving else set(game.moves[j][s])

    last_movers: dict[State, set[int]] = {}
    frontier = [(t, j) for j in movers for t in step(j, start)]
    while frontier:
        state, mover = frontier.pop()
        if mover in last_movers.setdefault(state, set()):
            continue
        last_movers[state].add(mover)
        frontier += [(t, j) for j in movers if j != mover for t in step(j, state)]
    return set(last_movers)


def others(game: Game, i: int) -> list[int]:
    """N - {i}."""
    return [j for j in game.dms if j != i]


def nash(game: Game, i: int, s: State) -> bool:
    """R_i^+(s) is empty."""
    return not improvements(game, i, s)


def gmr(game: Game, i: int, s: State) -> bool:
    """Every improvement meets a sanction by moves."""
    return all(
        any(no_better(game, i, y, s) for y in legal(game, others(game, i), x, improving=False))
        for x in improvements(game, i, s)
    )


def smr(game: Game, i: int, s: State) -> bool:
    """Every improvement meets a sanction by moves, with no escape."""
    return all(
        any(
            no_better(game, i, y, s) and all(no_better(game, i, z, s) for z in game.moves[i][y])
            for y in legal(game, others(game, i), x, improving=False)
        )
        for x in improvements(game, i, s)
    )


def seq(game: Game, i: int, s: State) -> bool:
    """Every improvement meets a sanction by improvements."""
    return all(
        any(no_better(game, i, y, s) for y in legal(game, others(game, i), x, improving=True))
        for x in improvements(game, i, s)
    )


def sseq(game: Game, i: int, s: State) -> bool:
    """Every improvement meets a sanction by improvements, with no escape."""
    return all(
        any(
            no_better(game, i, y, s) and all(no_better(game, i, z, s) for z in game.moves[i][y])
            for y in legal(game, others(game, i), x, improving=True)
        )
        for x in improvements(game, i, s)
    )


def sim(game: Game, i: int, s: State) -> bool:
    """Every improvement is spoilt when some non-empty set of opponents improve from s at the same moment."""
    place = {code: state for state, code in enumerate(game.codes)}

    def spoilt(x: State) -> bool:
        opponents = others(game, i)
        for group in chain.from_iterable(combinations(opponents, size) for size in range(1, len(opponents) + 1)):
            for ends in product(*(improvements(game, j, s) for j in group)):
                code = game.codes[x]
                for j, end in zip(group, ends, strict=True):
                    code = (code & ~game.own[j]) | (game.codes[end] & game.own[j])
                if code in place and no_better(game, i, place[code], s):
                    return True
        return False

    return all(spoilt(x) for x in improvements(game, i, s))


CONCEPTS = {"NASH": nash, "GMR": gmr, "SMR": smr, "SEQ": seq, "SSEQ": sseq, "SIM": sim}


def unknown_variant(game: Game, base: str, variant: str, i: int, s: State) -> bool:
    """The four extensions under unknown preferences.

    a and c leave for better or unknown, b and d for better only; a and b are deterred only by what is surely no better,
    c and d also by what is unknown. Sequential sanctions use improvements or unknown moves.
    """
    leaves = improvements(game, i, s, unknown=variant in "ac")
    if base == "NASH":
        return not leaves

    def deters(y: State) -> bool:
        return no_better(game, i, y, s) or (variant in "cd" and is_unknown(game, i, s, y))

    improving = base == "SEQ"
    for x in leaves:
        sanctions = {y for y in legal(game, others(game, i), x, improving=improving, unknown=True) if deters(y)}
        if base == "SMR":
            sanctions = {y for y in sanctions if all(deters(z) for z in game.moves[i][y])}
        if not sanctions:
            return False
    return True


def coalition(game: Game, base: str, group: Sequence[int], s: State) -> bool:
    """Coalition stability with sanctions by the others' individual improvements."""
    rest = [j for j in game.dms if j not in group]

    def all_better(t: State) -> bool:
        return all(better(game, i, t, s) for i in group)

    leaves = {t for t in legal(game, group, s, improving=False) if all_better(t)}
    if base == "NASH":
        return not leaves
    for x in leaves:
        sanctions = {y for y in legal(game, rest, x, improving=base == "SEQ") if not all_better(y)}
        if base == "SMR":
            sanctions = {y for y in sanctions if not any(all_better(z) for z in legal(game, group, y, improving=False))}
        if not sanctions:
            return False
    return True


def equilibria(game: Game, concept: str) -> Iterator[State]:
    """The states stable for everybody."""
    return (s for s in game.states if all(CONCEPTS[concept](game, i, s) for i in game.dms))


def end_of_play(game: Game, horizon: int, i: int, s: State) -> tuple[int, int]:
    """The ranks (of decision maker 0, of 1) of G_h(i, s); of ends equal for the mover, the other's worst."""
    here = (game.ranks[0][s], game.ranks[1][s])
    if horizon == 0 or not game.moves[i][s]:
        return here
    ends = [end_of_play(game, horizon - 1, 1 - i, t) for t in game.moves[i][s]]
    best = max(ends, key=lambda end: (end[i], -end[1 - i]))
    return best if best[i] > here[i] else here


def limited_move(game: Game, horizon: int, i: int, s: State) -> bool:
    """Looking `horizon` moves ahead, i stays at s: no play that begins with a move ends better than s."""
    return all(end_of_play(game, horizon - 1, 1 - i, t)[i] <= game.ranks[i][s] for t in game.moves[i][s])


def strongly(game: Game, concept: str, far_worse: set[State], i: int, s: State) -> bool:
    """Every improvement is answered by some y with s >> y, and under SMR and SSEQ s >> z for every z i escapes to."""

    def much_better(y: State) -> bool:
        return y in far_worse and s not in far_worse and better(game, i, s, y)

    for x in improvements(game, i, s):
        sanctions = {y for y in legal(game, others(game, i), x, improving="SEQ" in concept) if much_better(y)}
        if concept in ("SMR", "SSEQ"):
            sanctions = {y for y in sanctions if all(much_better(z) for z in game.moves[i][y])}
        if not sanctions:
            return False
    return True
