"""Where rival models part: the smallest what-ifs after which they expect other states, and the answers they expect.

A *what-if* takes something away from everybody: an option that is not to be had, or cannot be avoided, a party that is
out of play. A *trial* is a move that some party could make now: by one model another party would answer it, by
another model it would not. States are told by the options that all models have, so models may have others beside them.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from detente.analysis.explanation import explain
from detente.analysis.findings import EpochFindings
from detente.analysis.sequences import Step, Steps, to_dicts
from detente.analysis.solving import analyse_graph
from detente.analysis.whatif import apply_edits, compiled
from detente.dispute.graph import GraphModel
from detente.dispute.model import DisputeModel
from detente.errors import Cancelled, DetenteError

__all__ = ["MAX_TRIED", "Parting", "Trial", "smallest_partings", "trials"]

MAX_TRIED = 4000
"""How many what-ifs are solved in an epoch before the search ends."""

REPLIES = ("NASH", "GMR", "SMR", "SEQ", "SSEQ", "SIM")
"""The concepts under which it can be told where a party would go."""

Told = tuple[bool, ...] | str
"""A state by the options that all models have, or by its label where there are no options."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parting:
    """Edits, () for none, under which the models no longer expect the same.

    `expected` has by model the equilibria, as labels; `holds` by model whether some state of the target is among them.
    """

    epoch: str
    edits: tuple[str, ...]
    expected: Mapping[str, tuple[str, ...]]
    holds: Mapping[str, bool]

    def to_dict(self) -> dict[str, object]:
        """As data."""
        return {
            "epoch": self.epoch,
            "edits": list(self.edits),
            "expected": {name: list(labels) for name, labels in self.expected.items()},
            "target_holds": dict(self.holds),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """A move, () for none, after which one party would stay by one model and go on by another.

    `steps` and `answers` are told in the states of each model: `answers` has by model the states the party would go to,
    () where it stays. `towards_target` says whether any of these answers is in the target.
    """

    steps: Steps
    state: int
    decision_maker: str
    answers: Mapping[str, tuple[int, ...]]
    graphs: Mapping[str, GraphModel]
    towards_target: bool

    def to_dict(self) -> dict[str, object]:
        """As data; steps and state in the numbers of the first model, answers by label."""
        first = next(iter(self.graphs.values()))
        return {
            "after": to_dicts(first, self.steps),
            "state": first.label(self.state),
            "decision_maker": self.decision_maker,
            "goes_to": {
                name: [self.graphs[name].label(state) for state in states] for name, states in self.answers.items()
            },
            "towards_target": self.towards_target,
        }


def smallest_partings(
    models: Mapping[str, DisputeModel],
    found: Mapping[str, EpochFindings],
    concept: str,
    target: str,
    *,
    most: int = 2,
    cancel: Callable[[], bool] | None = None,
) -> tuple[Parting, ...]:
    """All what-ifs of the least number of edits, up to `most`, on which the models part; () where none is found.

    `found` has the models' findings in one epoch as they stand. With a `target` they part where it holds by one model
    and not by another; else where the equilibria differ.
    """
    epoch = next(iter(found.values())).id
    now = Parting(
        epoch=epoch,
        edits=(),
        expected={name: _labels(each, concept) for name, each in found.items()},
        holds={name: _holds(each, concept, target) for name, each in found.items()},
    )
    if _part(now, found, concept, target):
        return (now,)
    single = [(edit,) for edit in _interventions(found)] if most else []
    tried = 0
    for size in range(1, most + 1):
        partings: list[Parting] = []
        # What nobody can try alone cannot be tried with something else either.
        candidates = single if size == 1 else [(*a, *b) for a, b in combinations(single, 2)]
        for edits in candidates:
            tried += 1
            if tried > MAX_TRIED:
                return tuple(partings)
            if cancel is not None and cancel():
                raise Cancelled("stopped before the models were told apart", hint="run it again to finish")
            parting = _tried(models, found, epoch, edits, concept, target)
            if parting is not None:
                partings.append(parting)
        if partings:
            return tuple(partings)
    return ()


def trials(
    models: Mapping[str, DisputeModel], found: Mapping[str, EpochFindings], concept: str, target: str
) -> tuple[Trial, ...]:
    """Moves from the observed state, none or one, that some party would answer by one model and not by another.

    Those whose answer leads to the target come first, then those that need no move, then those that change the fewest
    options. () where the models do not observe the same state, or `concept` says nothing of single moves.
    """
    shared = _shared(found)
    graphs = {name: each.graph for name, each in found.items()}
    observed = {_told(each.graph, each.status_quo, shared) for each in found.values() if each.status_quo is not None}
    if concept not in REPLIES or len(observed) != 1 or any(each.status_quo is None for each in found.values()):
        return ()
    first = next(iter(graphs.values()))
    start = next(iter(found.values())).status_quo
    assert start is not None
    places = {
        name: {_told(graph, s, shared): s for s in _like_observed(found[name], shared)}
        for name, graph in graphs.items()
    }
    parties = [party for party in first.decision_makers if all(party in g.decision_makers for g in graphs.values())]
    tests: list[Steps] = [
        (),
        *((Step(first.dm(p), start, end),) for p in parties for end in first.successors_of(first.dm(p), start)),
    ]
    result = []
    for steps in tests:
        state = steps[-1].end if steps else start
        told = _told(first, state, shared)
        if any(told not in known for known in places.values()):
            continue
        for party in parties:
            if steps and first.decision_makers[steps[-1].dm] == party:
                continue
            answers = {name: _goes_to(graph, places[name][told], party, concept) for name, graph in graphs.items()}
            if len({bool(ends) for ends in answers.values()}) > 1:
                towards = any(
                    end in set(map(int, graphs[name].where(target)))
                    for name, ends in answers.items()
                    for end in (ends if target else ())
                )
                result.append(
                    Trial(
                        steps=steps,
                        state=state,
                        decision_maker=party,
                        answers=answers,
                        graphs=graphs,
                        towards_target=towards,
                    )
                )
    return tuple(
        sorted(
            result, key=lambda trial: (not trial.towards_target, len(trial.steps), _changed(first, start, trial.state))
        )
    )


def _tried(
    models: Mapping[str, DisputeModel],
    found: Mapping[str, EpochFindings],
    epoch: str,
    edits: tuple[str, ...],
    concept: str,
    target: str,
) -> Parting | None:
    """The edits as a parting; None where the models still agree, or one of them leaves no state or cannot be edited."""
    after: dict[str, EpochFindings] = {}
    holds: dict[str, bool] = {}
    for name, model in models.items():
        try:
            graph = compiled(apply_edits(model, edits, epoch=epoch), epoch)
            after[name] = analyse_graph(graph, concepts=[concept])
            holds[name] = _holds(after[name], concept, target)
        except DetenteError:
            return None
    parting = Parting(
        epoch=epoch,
        edits=edits,
        expected={name: _labels(each, concept) for name, each in after.items()},
        holds=holds,
    )
    return parting if _part(parting, after, concept, target) else None


def _part(parting: Parting, found: Mapping[str, EpochFindings], concept: str, target: str) -> bool:
    """Whether the models expect different things."""
    if target:
        return len(set(parting.holds.values())) > 1
    shared = _shared(found)
    return len({frozenset(_told(e.graph, s, shared) for s in e.equilibria[concept]) for e in found.values()}) > 1


def _interventions(found: Mapping[str, EpochFindings]) -> Iterator[str]:
    """Edits that every model understands: what somebody cannot do, must do, or who steps back."""
    for party, option in _shared(found):
        yield f'infeasible "{party}.{option}"'
        yield f'infeasible "!{party}.{option}"'
    graphs = [each.graph for each in found.values()]
    shared = [party for party in graphs[0].decision_makers if all(party in graph.decision_makers for graph in graphs)]
    if all(graph.n_dms > 2 for graph in graphs):
        yield from (f"{party}: out" for party in shared)


def _shared(found: Mapping[str, EpochFindings]) -> tuple[tuple[str, str], ...]:
    """(party, option) of the options that every model has, in the order of the first."""
    sets = [{(o.decision_maker, o.id) for o in each.graph.options} for each in found.values()]
    first = next(iter(found.values())).graph
    pairs = [(option.decision_maker, option.id) for option in first.options]
    return tuple(pair for pair in pairs if all(pair in known for known in sets))


def _told(graph: GraphModel, state: int | None, shared: Sequence[tuple[str, str]]) -> Told:
    """A state by the shared options."""
    assert state is not None
    if graph.code_row is None or not shared:
        return graph.label(state)
    code = int(graph.code_row[state])
    places = {(option.decision_maker, option.id): k for k, option in enumerate(graph.options)}
    return tuple(bool(code >> places[pair] & 1) for pair in shared)


def _like_observed(found: EpochFindings, shared: Sequence[tuple[str, str]]) -> Iterator[int]:
    """The states that are as observed in every option that not all models have."""
    graph, observed = found.graph, found.status_quo
    if graph.code_row is None or observed is None:
        yield from range(graph.n_states)
        return
    own = sum(1 << k for k, option in enumerate(graph.options) if (option.decision_maker, option.id) not in shared)
    kept = int(graph.code_row[observed]) & own
    yield from (state for state in range(graph.n_states) if int(graph.code_row[state]) & own == kept)


def _goes_to(graph: GraphModel, state: int, party: str, concept: str) -> tuple[int, ...]:
    """The improvements that nothing deters, of which the party would make one; () where it stays."""
    explanation = explain(graph, state, graph.dm(party), concept)
    return tuple(move.to for move in explanation.improvements if move.deterred_by is None)


def _changed(graph: GraphModel, start: int, end: int) -> int:
    """How many options differ."""
    return 0 if graph.code_row is None else (int(graph.code_row[start]) ^ int(graph.code_row[end])).bit_count()


def _holds(found: EpochFindings, concept: str, target: str) -> bool:
    goals = set(map(int, found.graph.where(target))) if target else set()
    return any(state in goals for state in found.equilibria[concept])


def _labels(found: EpochFindings, concept: str) -> tuple[str, ...]:
    return tuple(found.graph.label(state) for state in found.equilibria[concept])
