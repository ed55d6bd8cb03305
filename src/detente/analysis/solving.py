"""From a model to all its verdicts: every epoch, concept and party."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import combinations

from detente.analysis import small
from detente.analysis.concepts import DEFAULT
from detente.analysis.findings import EpochFindings, Findings, Verdict
from detente.dispute import states
from detente.dispute.cancellation import Cancel, cancelled_by, poll
from detente.dispute.graph import GraphModel, compile_model
from detente.dispute.model import DisputeModel
from detente.errors import InapplicableConcept

__all__ = ["Cancel", "Progress", "analyse", "analyse_graph"]

Progress = Callable[[int, int, str], None]
"""Called with (done, total, what)."""

CHUNK = 1 << 16
"""So many states are compared between two looks at whether to stop."""


def analyse(
    model: DisputeModel,
    *,
    concepts: Sequence[str] | None = None,
    epochs: Sequence[str] | None = None,
    coalitions: bool = False,
    unknown: bool = False,
    progress: Progress | None = None,
    cancel: Cancel | None = None,
) -> Findings:
    """Every verdict of a model: by epoch, concept and party.

    `concepts` are codes such as NASH, SEQ, L3, NM; None is the six that are defined for any number of parties, without
    SIM in graph form. `epochs` are ids, None all. `coalitions` adds every coalition of two or more. `unknown` adds the
    variants a to d of NASH, GMR, SMR and SEQ.

    Raises `UnknownConcept`, `InapplicableConcept`, `TooManyStates`, `Cancelled` and what `compile_model` raises.

    >>> from detente.analysis.samples import dispute_of_ranks
    >>> found = analyse(dispute_of_ranks("Prisoners' dilemma", ann=(3, 4, 1, 2), bob=(3, 1, 4, 2)))
    >>> found.epoch().equilibria["NASH"], found.epoch().equilibria["SEQ"]
    ((3,), (0, 3))
    """
    ids = [epoch.id for epoch in model.epochs] if epochs is None else list(epochs)
    found = []
    for i, epoch in enumerate(ids):
        if progress is not None:
            progress(i, len(ids), f"epoch {epoch}" if epoch else "solving")
        with cancelled_by(cancel):
            graph = compile_model(model, epoch)
            found.append(analyse_graph(graph, concepts=concepts, coalitions=coalitions, unknown=unknown))
    if progress is not None:
        progress(len(ids), len(ids), "solved")
    return Findings(
        title=model.title,
        decision_makers=tuple(dm.id for dm in model.decision_makers),
        options=_option_names(model),
        epochs=tuple(found),
        concepts=tuple(concepts) if concepts is not None else DEFAULT,
    )


def analyse_graph(
    graph: GraphModel,
    *,
    concepts: Sequence[str] | None = None,
    coalitions: bool = False,
    unknown: bool = False,
    cancel: Cancel | None = None,
) -> EpochFindings:
    """Every verdict of one compiled model; see `analyse`."""
    with cancelled_by(cancel):
        return _analysed(graph, concepts, coalitions, unknown)


def _analysed(graph: GraphModel, concepts: Sequence[str] | None, coalitions: bool, unknown: bool) -> EpochFindings:
    codes = _codes(graph, concepts)
    plain = graph.n_states <= states.SMALL and all(code in small.CODES for code in codes)
    solve, engine = _plainly(graph) if plain else _by_arrays(graph)
    stable: dict[str, dict[str, Verdict]] = {}
    for code in codes:
        stable[code] = {}
        for dm, party in enumerate(graph.decision_makers):
            poll()
            stable[code][party] = solve(code, dm)
    immobile = {party: solve("", dm) for dm, party in enumerate(graph.decision_makers)}
    if unknown:
        stable.update(_unknown_variants(graph))
    return EpochFindings(
        id=graph.epoch,
        graph=graph,
        stable=stable,
        equilibria={code: _equilibria(list(by_party.values()), graph.n_states) for code, by_party in stable.items()},
        immobile=immobile,
        coalitions=_coalitions(graph) if coalitions else {},
        engine=engine,
    )


def _codes(graph: GraphModel, concepts: Sequence[str] | None) -> list[str]:
    """The concepts to compute."""
    if concepts is None:
        return [code for code in DEFAULT if not (code == "SIM" and graph.is_graph_form)]
    return list(dict.fromkeys(concepts))


Solver = Callable[[str, int], Verdict]
"""(concept code, decision maker) to verdict; the empty code asks who cannot move."""


def _plainly(graph: GraphModel) -> tuple[Solver, str]:
    """Solving without NumPy."""
    game = small.SmallGame(graph)

    def solve(code: str, dm: int) -> Verdict:
        if not code:
            return tuple(not moves for moves in small.has_moves(game, dm))
        if code == "SIM" and graph.is_graph_form:
            raise InapplicableConcept(_NO_SIM)
        return small.stable(game, code, dm)

    return solve, "python"


_NO_SIM = "SIM needs options: simultaneous moves cannot be combined in graph form"


def _by_arrays(graph: GraphModel) -> tuple[Solver, str]:
    """Solving with NumPy, and compiled kernels where they are present."""
    from detente.analysis import concepts, kernels

    def solve(code: str, dm: int) -> Verdict:
        if not code:
            return tuple((~kernels.has_moves(graph, dm)).tolist())
        horizon = re.fullmatch(r"L([1-9][0-9]*)", code)
        concept = concepts.find("L" if horizon else code)
        reason = concept.why_not(graph)
        if reason:
            raise InapplicableConcept(reason)
        found = concept.stable(graph, dm, horizon=int(horizon[1])) if horizon else concept.stable(graph, dm)
        return tuple(found.tolist())

    return solve, kernels.engine_of(graph)


def _equilibria(verdicts: Sequence[Verdict], n_states: int) -> tuple[int, ...]:
    """The states that are stable for every party."""
    if not verdicts:
        return tuple(range(n_states))
    found: list[int] = []
    for begin in range(0, n_states, CHUNK):
        poll()
        rows = zip(*(verdict[begin : begin + CHUNK] for verdict in verdicts), strict=True)
        found += [state for state, row in enumerate(rows, begin) if all(row)]
    return tuple(found)


def _unknown_variants(graph: GraphModel) -> dict[str, dict[str, Verdict]]:
    """NASHa to SEQd."""
    from detente.analysis import uncertainty

    found: dict[str, dict[str, Verdict]] = {}
    for code in uncertainty.BASES:
        for variant in uncertainty.VARIANTS:
            poll()
            found[code + variant] = {
                party: tuple(uncertainty.stable(graph, dm, code, variant).tolist())
                for dm, party in enumerate(graph.decision_makers)
            }
    return found


def _coalitions(graph: GraphModel) -> dict[str, dict[str, Verdict]]:
    """Every coalition of two or more under NASH, GMR, SMR and SEQ."""
    from detente.analysis import coalitions

    members = range(graph.n_dms)
    groups = [group for size in range(2, graph.n_dms + 1) for group in combinations(members, size)]
    found: dict[str, dict[str, Verdict]] = {}
    for code in coalitions.CODES:
        found[code] = {}
        for group in groups:
            poll()
            name = "+".join(graph.decision_makers[j] for j in group)
            found[code][name] = tuple(coalitions.stable(graph, group, code).tolist())
    return found


def _option_names(model: DisputeModel) -> tuple[str, ...]:
    """Option ids, with their party where the id alone says too little."""
    ids = [option.id for option in model.options]
    return tuple(
        option.id if ids.count(option.id) == 1 else f"{option.decision_maker}.{option.id}" for option in model.options
    )
