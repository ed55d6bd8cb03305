"""Each epoch of the model as a report shows it: preferences, moves from the observed state, equilibria, states."""

from dataclasses import dataclass

from detente.analysis.explanation import reason
from detente.dispute.model import Exclusion, Option, PreferenceStatement
from detente.evidence import Basis
from detente.report.impasse import changes_of, taken
from detente.report.phrases import party_name
from detente.report.situation import Situation, Standing
from detente.report.wording import stays

__all__ = ["EpochView", "Move", "PartyView", "StateRow", "epoch_views"]

MAX_ROWS = 64
"""Up to this many feasible states are listed one by one; above, those that matter."""

MAX_MOVES = 32
"""Up to this many moves of a party are listed one by one; exports list them all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A unilateral move from the observed state: what it changes, and the statement that decides for or against it."""

    to: int
    is_improvement: bool
    statement: PreferenceStatement | None
    rank: int
    changes: tuple[tuple[Option, bool], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyView:
    """A party in an epoch: its ranked statements, the moves it has, and the concepts under which it stays."""

    id: str
    name: str
    statements: tuple[PreferenceStatement, ...]
    ranking: tuple[tuple[str, ...], ...]
    moves: tuple[Move, ...]
    moves_total: int
    wanted: int
    stays_under: tuple[str, ...]
    concepts: int
    has_ranks: bool

    @property
    def verdict(self) -> str:
        """Why the party stays, "no move available" apart from "no move wanted"."""
        return stays(self.moves_total, self.wanted, self.stays_under, self.concepts)


@dataclass(frozen=True, slots=True, kw_only=True)
class StateRow:
    """A state with everybody's rank for it and the concepts under which it is an equilibrium."""

    state: int
    ranks: tuple[int, ...]
    concepts: tuple[str, ...]
    is_observed: bool
    is_target: bool


@dataclass(frozen=True, kw_only=True)
class EpochView:
    """One epoch. `rows` are all states where they are few, else the observed one, the equilibria and the targets."""

    standing: Standing
    parties: tuple[PartyView, ...]
    rows: tuple[StateRow, ...]
    omitted: int
    exclusions: tuple[Exclusion, ...]
    basis: Basis | None

    def takes(self, option: Option) -> bool:
        """Whether the option is taken in the observed state."""
        observed = self.standing.observed
        return observed is not None and option in taken(self.standing.graph, observed)


def epoch_views(situation: Situation) -> tuple[EpochView, ...]:
    """The epochs, oldest first."""
    return tuple(_epoch(situation, standing) for standing in situation.standings)


def _epoch(situation: Situation, standing: Standing) -> EpochView:
    graph = standing.graph
    rows = _rows(standing)
    return EpochView(
        standing=standing,
        parties=tuple(_party(situation, standing, dm) for dm in range(graph.n_dms)),
        rows=rows,
        omitted=graph.n_states - len(rows),
        exclusions=standing.epoch.infeasible,
        basis=standing.epoch.basis,
    )


def _party(situation: Situation, standing: Standing, dm: int) -> PartyView:
    graph, start = standing.graph, standing.observed
    party = graph.decision_makers[dm]
    preferences = standing.epoch.preferences.get(party)
    assert situation.case.model is not None
    reached = graph.successors_of(dm, start) if start is not None else ()
    better = [to for to in reached if start is not None and graph.rank_rows[dm][to] > graph.rank_rows[dm][start]]
    shown = [*better, *(to for to in reached if to not in set(better))][:MAX_MOVES]
    return PartyView(
        id=party,
        name=party_name(situation.case.model, party),
        statements=preferences.statements if preferences else (),
        ranking=preferences.ranking if preferences else (),
        moves=tuple(_move(standing, dm, to) for to in shown),
        moves_total=len(reached),
        wanted=len(better),
        stays_under=tuple(
            code for code, by_party in standing.findings.stable.items() if start is not None and by_party[party][start]
        ),
        concepts=len(standing.concepts),
        has_ranks=bool(preferences and preferences.ranks),
    )


def _move(standing: Standing, dm: int, to: int) -> Move:
    graph, start = standing.graph, standing.observed
    assert start is not None
    row = graph.rank_rows[dm]
    preferences = standing.epoch.preferences.get(graph.decision_makers[dm])
    decided = reason(graph, preferences.statements if preferences else (), start, to)
    return Move(
        to=to,
        is_improvement=row[to] > row[start],
        statement=decided.statement if decided else None,
        rank=decided.position + 1 if decided else 0,
        changes=changes_of(graph, start, to),
    )


def _rows(standing: Standing) -> tuple[StateRow, ...]:
    graph = standing.graph
    equilibria = standing.equilibria()
    targets = set(standing.impasse.targets) if standing.impasse else set()
    if graph.n_states <= MAX_ROWS:
        shown = list(range(graph.n_states))
    else:
        observed = {standing.observed} if standing.observed is not None else set()
        shown = sorted(observed | set(equilibria) | targets)[: MAX_ROWS * 4]
    return tuple(
        StateRow(
            state=state,
            ranks=tuple(int(row[state]) for row in graph.rank_rows),
            concepts=equilibria.get(state, ()),
            is_observed=state == standing.observed,
            is_target=state in targets,
        )
        for state in shown
    )
