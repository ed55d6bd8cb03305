"""Which coalitions upset which states, and where they would go.

A coalition upsets a state when its members' legal sequence leads to another that all of them prefer, and nothing that
counts under the concept deters them. See `detente.analysis.coalitions` for the definitions.

Source: [KilgourHipelFangPeng2001]; [InoharaHipel2008].
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from detente.analysis import coalitions
from detente.analysis.findings import EpochFindings
from detente.analysis.sequences import Steps, shortest, to_dicts
from detente.analysis.solving import Cancel, analyse_graph
from detente.dispute.graph import GraphModel
from detente.errors import Cancelled, InapplicableConcept

__all__ = ["Departure", "Upset", "Upsets", "upsets"]


@dataclass(frozen=True, slots=True)
class Departure:
    """A state that a coalition would go to, and the shortest legal sequence of its members that leads there."""

    to: int
    steps: Steps


@dataclass(frozen=True, slots=True, kw_only=True)
class Upset:
    """A coalition that leaves a state: `members` are indices, `departures` where it would go, by state."""

    state: int
    members: tuple[int, ...]
    departures: tuple[Departure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Upsets:
    """The states asked about and the coalitions that upset them.

    `firm` are those of the states that no coalition upsets, single parties among them.
    """

    graph: GraphModel
    concept: str
    states: tuple[int, ...]
    upsets: tuple[Upset, ...]

    @property
    def firm(self) -> tuple[int, ...]:
        """The states that no coalition of any size upsets."""
        left = {upset.state for upset in self.upsets}
        return tuple(state for state in self.states if state not in left)

    def of(self, state: int) -> tuple[Upset, ...]:
        """The coalitions that upset one state, the smallest first."""
        return tuple(upset for upset in self.upsets if upset.state == state)

    def to_dict(self) -> dict[str, object]:
        """The `coalitions --json` document."""
        parties = self.graph.decision_makers
        return {
            "epoch": self.graph.epoch,
            "concept": self.concept,
            "status_quo": self.graph.status_quo,
            "states": [
                {
                    "state": state,
                    "label": self.graph.label(state),
                    "upset_by": [
                        {
                            "coalition": [parties[dm] for dm in upset.members],
                            "goes_to": [
                                {
                                    "state": departure.to,
                                    "label": self.graph.label(departure.to),
                                    "steps": to_dicts(self.graph, departure.steps),
                                }
                                for departure in upset.departures
                            ],
                        }
                        for upset in self.of(state)
                    ],
                }
                for state in self.states
            ],
            "firm": list(self.firm),
        }


def upsets(
    graph: GraphModel,
    *,
    concept: str = "SEQ",
    states: Sequence[int] | None = None,
    cancel: Cancel | None = None,
) -> Upsets:
    """Which coalitions upset each of `states`; None is the observed state and the equilibria under `concept`.

    Coalitions of one are the individual concepts, so they upset no equilibrium.

    Raises `InapplicableConcept` for concepts without a coalition version, `TooManyStates`, `Cancelled`.

    >>> from detente.analysis.samples import prisoners
    >>> found = upsets(prisoners, concept="NASH")
    >>> [(prisoners.label(u.state), u.members, [prisoners.label(d.to) for d in u.departures]) for u in found.upsets]
    [('YY', (0, 1), ['NN'])]
    """
    if concept not in coalitions.CODES:
        known = ", ".join(coalitions.CODES)
        raise InapplicableConcept(f"coalitions are judged under {known}, not {concept}", hint="choose one of them")
    if states is None:
        states = _of_interest(graph, analyse_graph(graph, concepts=[concept], cancel=cancel), concept)
    found = []
    for group in _coalitions(graph.n_dms):
        if cancel is not None and cancel():
            raise Cancelled("stopped before every coalition was judged", hint="run it again to finish")
        stable = coalitions.stable(graph, group, concept)
        leaving = [state for state in states if not stable[state]]
        found += [Upset(state=s, members=group, departures=_departures(graph, group, concept, s)) for s in leaving]
    return Upsets(graph=graph, concept=concept, states=tuple(states), upsets=tuple(found))


def _of_interest(graph: GraphModel, found: EpochFindings, concept: str) -> tuple[int, ...]:
    observed = () if graph.status_quo is None else (graph.status_quo,)
    return tuple(dict.fromkeys((*observed, *found.equilibria[concept])))


def _coalitions(n_dms: int) -> list[tuple[int, ...]]:
    """Every coalition, single parties among them, the smallest first."""
    return [group for size in range(1, n_dms + 1) for group in combinations(range(n_dms), size)]


def _departures(graph: GraphModel, group: Sequence[int], concept: str, state: int) -> tuple[Departure, ...]:
    found = []
    for end in coalitions.departures(graph, group, concept, state):
        steps = shortest(graph, state, group, end.__eq__)
        assert steps is not None
        found.append(Departure(end, steps))
    return tuple(found)
