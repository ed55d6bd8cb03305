"""Views: each party's own game, the game as it is played, and equilibria that exist only in somebody's eyes.

A party that does not know of an option plays a game without the states in which that option is taken; where such a
state comes about, it sees the state that differs in nothing but what it does not see. Leaving out only the moves
would be another, wrong model: the states would remain, with nobody able to bring them about.

Source: [WangHipelFraser1988].
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from detente.analysis.findings import EpochFindings
from detente.analysis.solving import analyse_graph
from detente.analysis.whatif import compiled
from detente.dispute import conditions
from detente.dispute.graph import GraphModel, compile_model
from detente.dispute.model import DisputeModel, Exclusion, View
from detente.errors import InapplicableConcept

__all__ = ["Hypergame", "hypergame", "own_game"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hypergame:
    """One epoch as it is, and as each party sees it.

    `played` is the game of all options and true preferences, `games` each party's own. `stable` lists by concept the
    states of the game as played that every party, each in its own game, has no reason to leave; `imagined` by party and
    concept the states that are equilibria in its game and not as played, by label; `unforeseen` the equilibria as
    played that are none in its game; `unseen` the states that it cannot see as they are.
    """

    played: EpochFindings
    games: Mapping[str, EpochFindings]
    stable: Mapping[str, tuple[int, ...]]
    imagined: Mapping[str, Mapping[str, tuple[str, ...]]]
    unforeseen: Mapping[str, Mapping[str, tuple[str, ...]]]
    unseen: Mapping[str, tuple[str, ...]]

    def to_dict(self) -> dict[str, object]:
        """As data."""
        return {
            "epoch": self.played.id,
            "states": list(self.played.graph.labels),
            "played": self.played.to_dict(),
            "games": {
                party: {"states": list(found.graph.labels), **found.to_dict()} for party, found in self.games.items()
            },
            "stable_in_own_games": {code: list(states) for code, states in self.stable.items()},
            "imagined": _lists(self.imagined),
            "unforeseen": _lists(self.unforeseen),
            "unseen": {party: list(labels) for party, labels in self.unseen.items()},
        }


def hypergame(
    model: DisputeModel,
    *,
    epoch: str | None = None,
    concepts: Sequence[str] | None = None,
    cancel: Callable[[], bool] | None = None,
) -> Hypergame:
    """Solve an epoch (None: the last) as it is played and as each party sees it.

    A party without a view sees the game as it is.

    Raises `InapplicableConcept` in graph form, where states do not say which options are taken.
    """
    graph = compile_model(model, epoch)
    if graph.code_row is None:
        raise InapplicableConcept("views need options: plain states do not say what a party fails to see")
    played = analyse_graph(graph, concepts=concepts, cancel=cancel)
    games = {
        party: analyse_graph(
            compiled(own_game(model, party, epoch=graph.epoch), graph.epoch), concepts=concepts, cancel=cancel
        )
        for party in graph.decision_makers
    }
    seen = {party: _seen(graph, games[party].graph, _hidden(model, party, graph.epoch)) for party in games}
    codes = list(played.equilibria)
    return Hypergame(
        played=played,
        games=games,
        stable={code: _stable(graph, games, seen, code) for code in codes},
        imagined={
            party: {code: _only(found.equilibria[code], found.graph, played.equilibria[code], graph) for code in codes}
            for party, found in games.items()
        },
        unforeseen={
            party: {code: _only(played.equilibria[code], graph, found.equilibria[code], found.graph) for code in codes}
            for party, found in games.items()
        },
        unseen={
            party: tuple(graph.label(s) for s in range(graph.n_states) if graph.label(s) not in set(found.graph.labels))
            for party, found in games.items()
        },
    )


def own_game(model: DisputeModel, party: str, *, epoch: str | None = None) -> DisputeModel:
    """The game as `party` sees it: without the options it does not know of, with the preferences it ascribes."""
    now = model.epoch(epoch)
    hidden = _hidden(model, party, now.id)
    excluded = tuple(
        Exclusion(when=f"{option.decision_maker}.{option.id}")
        for place, option in enumerate(model.options)
        if hidden >> place & 1
    )
    wants = dict(now.preferences)
    for view in _views(model, party, now.id):
        wants.update(view.preferences)
    # Exclusions of an epoch count also where the model lists its states.
    seen = replace(now, infeasible=(*now.infeasible, *excluded), preferences=wants)
    return replace(model, epochs=tuple(seen if other.id == now.id else other for other in model.epochs), views=())


def _views(model: DisputeModel, party: str, epoch: str) -> list[View]:
    """The party's views that hold in the epoch."""
    return [v for v in model.views if v.decision_maker == party and (not v.epochs or epoch in v.epochs)]


def _hidden(model: DisputeModel, party: str, epoch: str) -> int:
    """The mask of the options that the party does not know of; its own are always known."""
    scope = conditions.scope_of(model)
    hidden = 0
    for view in _views(model, party, epoch):
        if view.options is None:
            continue
        known = {option for text in view.options for option in conditions.options_of(conditions.parse(text, scope))}
        for place, option in enumerate(model.options):
            if place not in known and option.decision_maker != party:
                hidden |= 1 << place
    return hidden


def _seen(graph: GraphModel, own: GraphModel, hidden: int) -> tuple[int | None, ...]:
    """For each state as played, the state of the party's own game that it takes it for; None where there is none."""
    assert graph.code_row is not None
    return tuple(own.positions.get(int(code) & ~hidden) for code in graph.code_row)


def _stable(
    graph: GraphModel,
    games: Mapping[str, EpochFindings],
    seen: Mapping[str, tuple[int | None, ...]],
    code: str,
) -> tuple[int, ...]:
    """The states that every party, in its own game, has no reason to leave."""

    def stays(party: str, state: int) -> bool:
        taken_for = seen[party][state]
        return taken_for is not None and games[party].stable[code][party][taken_for]

    return tuple(state for state in range(graph.n_states) if all(stays(party, state) for party in games))


def _only(states: Sequence[int], graph: GraphModel, others: Sequence[int], other_graph: GraphModel) -> tuple[str, ...]:
    """Labels of the first states that none of the second have."""
    known = {other_graph.label(state) for state in others}
    return tuple(graph.label(state) for state in states if graph.label(state) not in known)


def _lists(found: Mapping[str, Mapping[str, tuple[str, ...]]]) -> dict[str, dict[str, list[str]]]:
    return {party: {code: list(labels) for code, labels in by_code.items()} for party, by_code in found.items()}
