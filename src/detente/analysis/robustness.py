"""How much of a verdict rests on the order of preference statements, on single ones, and on mere assumptions.

The base rate is the share of all orders of the stated statements under which the observed state is an equilibrium: a
verdict that holds under every order was built in by the choice of statements, not found.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from math import prod, sqrt

from detente.analysis.inverse import Change
from detente.analysis.orderings import CODES, SEPARABLE, Arena
from detente.analysis.solving import analyse_graph
from detente.dispute.cancellation import Cancel, cancelled_by, poll
from detente.dispute.graph import GraphModel, compile_model
from detente.dispute.model import DisputeModel, Epoch
from detente.evidence import basis_word

__all__ = ["Ablation", "EpochRobustness", "OneEdit", "Orderings", "Robustness", "drawn", "evidence_of", "robustness"]

EXHAUSTIVE = 250_000
"""Up to so many combinations of orders are all counted."""

MAX_ORDERS = 50_000
"""Up to so many orders of one party are listed."""

DRAWS = 20_000
"""How many combinations are drawn where there are too many to count; fewer in large models, see `drawn`."""

WITHOUT = {"assumed": ("assumed",), "inferred": ("inferred",), "assumed and inferred": ("assumed", "inferred")}
"""The ablations: which kinds of basis the statements left out have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Orderings:
    """Under which share of the orders of all statements the observed state is an equilibrium, by concept.

    `tried` combinations of orders: all there are where `exhaustive`, else drawn from `seed`, with a 95 % interval.
    """

    tried: int
    exhaustive: bool
    stable_share: Mapping[str, float]
    interval: Mapping[str, tuple[float, float]]
    seed: int | None = None

    def to_dict(self) -> dict[str, object]:
        """As the contract prints it."""
        document: dict[str, object] = {
            "tried": self.tried,
            "exhaustive": self.exhaustive,
            "stable_share": dict(self.stable_share),
        }
        if not self.exhaustive:
            document["interval"] = {code: list(ends) for code, ends in self.interval.items()}
            document["seed"] = self.seed
        return document


@dataclass(frozen=True, slots=True, kw_only=True)
class OneEdit:
    """What one swap of neighbouring statements, or one statement dropped, does to the observed state.

    `breaking` lists by concept the edits after which it is no equilibrium any more, `making` those that make it one.
    """

    tried: int
    stable_share: Mapping[str, float]
    breaking: Mapping[str, tuple[Change, ...]]
    making: Mapping[str, tuple[Change, ...]]

    def to_dict(self) -> dict[str, object]:
        """As data."""
        return {
            "tried": self.tried,
            "stable_share": dict(self.stable_share),
            "breaking": {code: [change.to_dict() for change in found] for code, found in self.breaking.items()},
            "making": {code: [change.to_dict() for change in found] for code, found in self.making.items()},
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Ablation:
    """The equilibria once statements of some kinds of basis are left out.

    `observed` says by concept whether the observed state is still one. `silent` are the parties with no statement left:
    they are content everywhere, so a state that is stable for them is not explained.
    """

    without: str
    dropped: int
    silent: tuple[str, ...]
    equilibria: Mapping[str, tuple[int, ...]]
    observed: Mapping[str, bool]

    def to_dict(self) -> dict[str, object]:
        """As the contract prints it."""
        return {
            "without": self.without,
            "dropped": self.dropped,
            "silent": list(self.silent),
            "equilibria": {code: list(states) for code, states in self.equilibria.items()},
            "observed_stable": dict(self.observed),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class EpochRobustness:
    """How firm the verdict on the observed state of one epoch is.

    `stable` is the verdict itself by concept, `immobile` the parties that cannot move from the state at all, so that
    their stability is no matter of preference, `evidence` counts the statements by what they rest on. `built_in` names
    the concepts under which every order gives the same verdict.
    """

    id: str
    state: int | None
    stable: Mapping[str, bool]
    immobile: tuple[str, ...]
    evidence: Mapping[str, int]
    orderings: Orderings
    one_edit: OneEdit
    ablation: tuple[Ablation, ...]

    @property
    def built_in(self) -> tuple[str, ...]:
        """The concepts under which the observed state is an equilibrium whatever the order."""
        shares = self.orderings.stable_share
        return tuple(code for code, share in shares.items() if share == 1.0 and self.orderings.exhaustive)

    def to_dict(self) -> dict[str, object]:
        """One entry of `epochs`."""
        return {
            "id": self.id,
            "state": self.state,
            "stable": dict(self.stable),
            "immobile": list(self.immobile),
            "evidence": dict(self.evidence),
            "orderings": self.orderings.to_dict(),
            "built_in": list(self.built_in),
            "one_edit": self.one_edit.to_dict(),
            "ablation": [entry.to_dict() for entry in self.ablation],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Robustness:
    """The robustness of every epoch asked for."""

    epochs: tuple[EpochRobustness, ...]

    def to_dict(self) -> dict[str, object]:
        """The `robust --json` document."""
        return {"epochs": [epoch.to_dict() for epoch in self.epochs]}


def robustness(
    model: DisputeModel,
    *,
    epochs: Sequence[str] | None = None,
    concepts: Sequence[str] | None = None,
    seed: int = 0,
    draws: int = DRAWS,
    progress: Callable[[int, int, str], None] | None = None,
    cancel: Cancel | None = None,
) -> Robustness:
    """How firm the observed state of each epoch is: base rate over orders, one-edit variants, ablation of evidence.

    `concepts` are among the six that are judged state by state; None is all that apply. Without an observed state only
    the ablation says something.

    Raises `Cancelled`.
    """
    ids = [epoch.id for epoch in model.epochs] if epochs is None else list(epochs)
    found = []
    for i, epoch in enumerate(ids):
        if progress is not None:
            progress(i, len(ids), f"epoch {epoch}" if epoch else "robustness")
        with cancelled_by(cancel):
            found.append(_epoch(model, epoch, concepts, seed, draws))
    if progress is not None:
        progress(len(ids), len(ids), "robustness")
    return Robustness(epochs=tuple(found))


def _epoch(model: DisputeModel, epoch: str, concepts: Sequence[str] | None, seed: int, draws: int) -> EpochRobustness:
    graph = compile_model(model, epoch)
    codes = [code for code in concepts or CODES if not (code == "SIM" and graph.is_graph_form)]
    arena = Arena(model, graph)
    state = graph.status_quo
    stated = [party.stated.scores for party in arena.parties]
    return EpochRobustness(
        id=graph.epoch,
        state=state,
        stable={} if state is None else {code: _holds(arena, code, stated, state) for code in codes},
        immobile=_immobile(graph, state),
        evidence=evidence_of(model.epoch(epoch)),
        orderings=_orderings(model, arena, codes, seed, draws),
        one_edit=_one_edit(arena, codes),
        ablation=tuple(_ablations(model, model.epoch(epoch), codes)),
    )


def _holds(arena: Arena, code: str, rows: Sequence[Sequence[int]], state: int) -> bool:
    """Whether the state is an equilibrium."""
    return all(arena.is_stable(code, dm, rows, state) for dm in range(len(rows)))


def _immobile(graph: GraphModel, state: int | None) -> tuple[str, ...]:
    if state is None:
        return ()
    return tuple(party for dm, party in enumerate(graph.decision_makers) if not graph.successors_of(dm, state))


def evidence_of(epoch: Epoch) -> dict[str, int]:
    """How many statements rest on what."""
    counts = dict.fromkeys(("quoted", "inferred", "assumed", "no basis"), 0)
    for wanted in epoch.preferences.values():
        for statement in wanted.statements:
            counts[basis_word(statement.basis)] += 1
    return counts


def _orderings(model: DisputeModel, arena: Arena, codes: Sequence[str], seed: int, draws: int) -> Orderings:
    """The base rate, counted where that can be done and estimated elsewhere."""
    state = arena.graph.status_quo
    total = prod(party.n_orders for party in arena.parties)
    if state is None:
        return Orderings(tried=0, exhaustive=False, stable_share={}, interval={})
    if total <= EXHAUSTIVE and all(party.n_orders <= MAX_ORDERS for party in arena.parties):
        counts = {code: _counted(arena, code, state) for code in codes}
        shares = {code: count / total for code, count in counts.items()}
        return Orderings(tried=total, exhaustive=True, stable_share=shares, interval={})
    return _sampled(model, arena.graph, [code for code in codes if code != "SIM"], state, seed, draws)


def _counted(arena: Arena, code: str, state: int) -> int:
    """How many combinations of orders make the state an equilibrium."""
    judged = []
    for party in arena.parties:
        verdicts = [(row, count, arena.verdict(code, party.dm, row.scores, state)) for row, count in party.all_rows()]
        judged.append([entry for entry in verdicts if entry[2] is not False])
    if code in SEPARABLE:
        return prod(sum(count for _, count, _ in entries) for entries in judged)
    found = 0
    for choice in product(*judged):
        poll()
        rows = [row.scores for row, _, _ in choice]
        if all(sure or arena.is_stable(code, dm, rows, state) for dm, (_, _, sure) in enumerate(choice)):
            found += prod(count for _, count, _ in choice)
    return found


def drawn(draws: int, n_states: int) -> int:
    """How many combinations are drawn: as many as asked for in small models, at least a thousand in large ones.

    >>> drawn(20_000, 30), drawn(20_000, 500), drawn(20_000, 10**6)
    (20000, 6000, 1000)
    """
    return min(draws, max(1000, 3_000_000 // n_states))


def _sampled(
    model: DisputeModel,
    graph: GraphModel,
    codes: Sequence[str],
    state: int,
    seed: int,
    draws: int,
) -> Orderings:
    """The base rate from a seeded sample of orders."""
    from detente.analysis import ensembles, tasks

    ensemble = ensembles.ensemble_of(model, graph.epoch, concepts=codes, graph=graph)
    counts = tasks.run(ensemble, drawn(draws, graph.n_states), seed=seed)
    found = {code: int(counts.equilibrium[i, state]) for i, code in enumerate(codes)}
    return Orderings(
        tried=counts.draws,
        exhaustive=False,
        stable_share={code: count / counts.draws for code, count in found.items()},
        interval={code: _wilson(count, counts.draws) for code, count in found.items()},
        seed=seed,
    )


def _wilson(count: int, tried: int) -> tuple[float, float]:
    """The 95 % interval of a share, by Wilson's score."""
    z = 1.959964
    share = count / tried
    middle = (share + z * z / (2 * tried)) / (1 + z * z / tried)
    half = z / (1 + z * z / tried) * sqrt(share * (1 - share) / tried + z * z / (4 * tried * tried))
    return (max(0.0, middle - half), min(1.0, middle + half))


def _one_edit(arena: Arena, codes: Sequence[str]) -> OneEdit:
    """Every swap of neighbours and every statement dropped, one at a time."""
    state = arena.graph.status_quo
    if state is None:
        return OneEdit(tried=0, stable_share={}, breaking={}, making={})
    stated = [party.stated.scores for party in arena.parties]
    before = {code: _holds(arena, code, stated, state) for code in codes}
    after: dict[str, list[tuple[Change, bool]]] = {code: [] for code in codes}
    for dm, change, scores in _edits(arena):
        poll()
        rows = [*stated[:dm], scores, *stated[dm + 1 :]]
        for code in codes:
            after[code].append((change, _holds(arena, code, rows, state)))
    tried = len(after[codes[0]]) if codes else 0
    share = {code: sum(holds for _, holds in found) / tried for code, found in after.items()} if tried else {}
    return OneEdit(
        tried=tried,
        stable_share=share,
        breaking={
            code: tuple(change for change, holds in found if before[code] and not holds)
            for code, found in after.items()
        },
        making={
            code: tuple(change for change, holds in found if holds and not before[code])
            for code, found in after.items()
        },
    )


def _edits(arena: Arena) -> Iterator[tuple[int, Change, tuple[int, ...]]]:
    """(party, change, its scores) for each single edit."""
    for party in arena.parties:
        stated = tuple(range(len(party.statements)))
        name = arena.graph.decision_makers[party.dm]
        for start, statement in enumerate(party.statements):
            rest = stated[:start] + stated[start + 1 :]
            what = {"decision_maker": name, "statement": statement.want, "says": statement.says}
            if start + 1 < len(stated):
                order = (*rest[: start + 1], start, *rest[start + 1 :])
                yield party.dm, Change(kind="reorder", start=start, end=start + 1, **what), party.row(order)
            yield party.dm, Change(kind="drop", start=start, end=None, **what), party.row(rest)


def _ablations(model: DisputeModel, epoch: Epoch, codes: Sequence[str]) -> Iterator[Ablation]:
    """The equilibria without statements that rest on less than quotations."""
    for without, kinds in WITHOUT.items():
        wants = {
            party: replace(
                wanted, statements=tuple(line for line in wanted.statements if basis_word(line.basis) not in kinds)
            )
            for party, wanted in epoch.preferences.items()
        }
        kept = sum(len(wanted.statements) for wanted in wants.values())
        dropped = sum(len(wanted.statements) for wanted in epoch.preferences.values()) - kept
        graph = compile_model(replace(model, epochs=(replace(epoch, preferences=wants),)))
        found = analyse_graph(graph, concepts=codes)
        observed = graph.status_quo
        yield Ablation(
            without=without,
            dropped=dropped,
            silent=tuple(
                party
                for party, wanted in epoch.preferences.items()
                if wanted.statements and not wants[party].statements
            ),
            equilibria=found.equilibria,
            observed={} if observed is None else {c: observed in states for c, states in found.equilibria.items()},
        )
