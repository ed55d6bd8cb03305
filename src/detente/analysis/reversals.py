"""The smallest change where parties rank states: the least number of pairs of states whose comparison changes.

A state s is stable for i under NASH, GMR and SMR iff max over t in R_i(s) of min(r_i(t), f_i(t)) is at most r_i(s), and
that is monotone in what lies below s. So a party is content at s for the least when s alone is raised, until it ties
with that maximum M: every state u with r(s) < r(u) <= M changes its comparison with s, and every state that was tied
with s. No weak order does it with fewer: for such a u, either s overtakes u, or the state at M falls below u; and for
each state tied with s, either s leaves it behind or the state at M falls to it.

Source: [KinsaraKilgourHipel2015] for the inverse question.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from detente.analysis import small
from detente.dispute.graph import GraphModel

__all__ = ["Raise", "Reversal", "smallest_reversals"]

SEPARABLE = {"NASH": None, "GMR": False, "SMR": True}
"""The concepts whose verdict rests on one's own ranks only; whether an escape counts, None where no reply does."""


@dataclass(frozen=True, slots=True)
class Raise:
    """A state that a party must like better: from one place to another, counted from 0, the best."""

    dm: int
    state: int
    start: int
    end: int
    cost: int


@dataclass(frozen=True, slots=True)
class Reversal:
    """What makes one target state an equilibrium: who must raise it, and the ranks there are then."""

    state: int
    raises: tuple[Raise, ...]
    ranks: tuple[tuple[int, ...], ...]

    @property
    def cost(self) -> int:
        """How many comparisons of two states change."""
        return sum(change.cost for change in self.raises)


def smallest_reversals(
    graph: GraphModel, goals: Sequence[int], concept: str
) -> tuple[int | None, bool, tuple[Reversal, ...]]:
    """(least number of changed comparisons, whether that is proved, a change for each target state that attains it).

    Under SEQ, SSEQ and SIM what one party wants changes how the others may reply, so the least found is proved only
    where it is no more than what GMR, which they imply, needs, or one; SIM only up to one.
    """
    game = small.SmallGame(graph)
    found = [reversal for goal in goals if (reversal := _reversal(graph, game, goal, concept)) is not None]
    least = min((reversal.cost for reversal in found), default=None)
    if least is None:
        return None, False, ()
    # Nothing at all was tried first, so a single changed comparison is always a least.
    if concept in SEPARABLE or least <= 1:
        proved = True
    else:
        bounds = [_reversal(graph, game, goal, "GMR") for goal in goals] if concept != "SIM" else []
        proved = bool(bounds) and least == min(bound.cost for bound in bounds if bound is not None)
    return least, proved, tuple(reversal for reversal in found if reversal.cost == least)


def _reversal(graph: GraphModel, game: small.SmallGame, goal: int, concept: str) -> Reversal | None:
    """The least change for one target state that is known to do."""
    for levels in _levels(game, goal, concept):
        raises = tuple(
            change
            for dm, level in enumerate(levels)
            if (change := _raised(game.ranks[dm], dm, goal, level)) is not None
        )
        ranks = tuple(_ranks_after(row, goal, level) for row, level in zip(game.ranks, levels, strict=True))
        if concept in SEPARABLE or _holds(graph, ranks, goal, concept):
            return Reversal(goal, raises, ranks)
    return None


def _levels(game: small.SmallGame, goal: int, concept: str) -> Iterator[list[int]]:
    """By party, up to which rank the target must be raised: the cheaper guess first, then what always does."""
    parties = range(len(game.ranks))
    if concept in SEPARABLE:
        yield [_level(game, dm, goal, concept) for dm in parties]
        return
    stated = [small.stable(game, concept, dm)[goal] for dm in parties]
    yield [
        game.ranks[dm][goal] if stated[dm] else _level(game, dm, goal, "SMR" if concept == "SSEQ" else "GMR")
        for dm in parties
    ]
    if concept in ("SEQ", "SSEQ"):
        yield [_level(game, dm, goal, concept) for dm in parties]
    yield [game.ranks[dm][goal] if stated[dm] else _level(game, dm, goal, "NASH") for dm in parties]
    yield [_level(game, dm, goal, "NASH") for dm in parties]


def _level(game: small.SmallGame, dm: int, goal: int, concept: str) -> int:
    """The least rank at which the target is stable for `dm`, all else as it is."""
    ranks = game.ranks[dm]
    if concept == "NASH":
        worst = ranks
    else:
        kind = "improvements" if concept in ("SEQ", "SSEQ") else "moves"
        worst = game.replies(dm, kind, escape=concept in ("SMR", "SSEQ"))
    return max([ranks[goal], *(min(ranks[t], worst[t]) for t in game.moves[dm][goal])])


def _raised(ranks: Sequence[int], dm: int, goal: int, level: int) -> Raise | None:
    """The change of raising the target to a rank; None where it stands there already."""
    here = ranks[goal]
    if level == here:
        return None
    overtaken = sum(here < rank <= level for rank in ranks)
    tied = sum(rank == here for rank in ranks) - 1
    better = sorted({rank for rank in ranks if rank > here}, reverse=True)
    return Raise(dm, goal, len(better), better.index(level), overtaken + tied)


def _ranks_after(ranks: Sequence[int], goal: int, level: int) -> tuple[int, ...]:
    return tuple(level if state == goal else rank for state, rank in enumerate(ranks))


def _holds(graph: GraphModel, ranks: Sequence[Sequence[int]], goal: int, concept: str) -> bool:
    """Whether the target is an equilibrium under other ranks."""
    game = small.SmallGame(graph.with_ranks(ranks))
    return all(small.stable(game, concept, dm)[goal] for dm in range(graph.n_dms))
