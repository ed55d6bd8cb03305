"""The smallest change of what can be done, wishes left as they are, that makes an outcome hold.

In option form a change makes an option one-way or free again, takes it off the table, or lifts an exclusion; in graph
form it blocks a move or adds one. Sets of changes are tried by growing number, so those found first are the smallest,
and all of them are listed. A final move makes much hold that nobody would choose: see how each is reached.

Source: [KinsaraKilgourHipel2015] for the inverse question, here asked of the structure in place of the preferences.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from math import comb
from typing import Protocol

from detente.analysis import concepts, small
from detente.analysis.evolution import reachability
from detente.analysis.orderings import CODES
from detente.analysis.whatif import apply_edits, compiled
from detente.dispute.graph import GraphModel
from detente.dispute.model import DisputeModel
from detente.dispute.states import SMALL
from detente.errors import Cancelled, InapplicableConcept, NoFeasibleState, UndefinedState

__all__ = ["BUDGET", "MAX_STATES", "Restructuring", "Structural", "StructuralEdit", "restructure"]

BUDGET = 2_000
"""How many sets of changes are judged in a model of up to 64 states; fewer in larger ones."""

MAX_STATES = 4096
"""In larger models nothing is tried."""

MOST_CHANGES = 3
"""Sets of more changes are not tried."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Structural:
    """One change of what can be done.

    `kind` is irreversible (the option can only be taken, `direction` forward, or only given up, backward), reversible,
    exclude (the option is off the table), allow (the exclusion `condition` is lifted), block or add (a move of
    `decision_maker` from `start` to `end`). `edit` says the same in the words of what-ifs, "" for single moves.
    """

    kind: str
    decision_maker: str = ""
    option: str = ""
    direction: str = ""
    condition: str = ""
    start: int | None = None
    end: int | None = None
    edit: str = ""

    def to_dict(self) -> dict[str, object]:
        """As data, what does not apply left out."""
        document = {
            "kind": self.kind,
            "decision_maker": self.decision_maker or None,
            "option": self.option or None,
            "direction": self.direction or None,
            "condition": self.condition or None,
            "from": self.start,
            "to": self.end,
            "edit": self.edit or None,
        }
        return {key: value for key, value in document.items() if value is not None}


@dataclass(frozen=True, slots=True, kw_only=True)
class StructuralEdit:
    """Changes after which `labels`, states of the target, hold.

    `reachable` says how the observed state leads to one of them under the changed structure: improvements, moves, joint
    or no; None where no state is observed, or the one that was has become impossible.
    """

    changes: tuple[Structural, ...]
    labels: tuple[str, ...]
    reachable: str | None

    def to_dict(self) -> dict[str, object]:
        """As data."""
        return {
            "changes": [change.to_dict() for change in self.changes],
            "labels": list(self.labels),
            "reachable": self.reachable,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Restructuring:
    """The smallest sets of structural changes that make some target state an equilibrium.

    `minimum` is how many changes that takes, None where none was found; every smaller set was tried, so it is proved.
    `tried_up_to` is the size of the largest sets that were all tried: with `minimum` None, no set of so many does it.
    """

    target: str
    concept: str
    epoch: str
    minimum: int | None
    tried_up_to: int
    edits: tuple[StructuralEdit, ...]

    def to_dict(self) -> dict[str, object]:
        """As data."""
        return {
            "measure": "structural-changes",
            "minimum": self.minimum,
            "proved": self.minimum is not None,
            "tried_up_to": self.tried_up_to,
            "edits": [edit.to_dict() for edit in self.edits],
        }


def restructure(
    model: DisputeModel,
    *,
    target: str,
    epoch: str | None = None,
    concept: str = "SEQ",
    budget: int = BUDGET,
    cancel: Callable[[], bool] | None = None,
) -> Restructuring:
    """The smallest sets of changes of options, exclusions and moves after which a state of `target` holds.

    `target` is a state, an outcome's name or a condition; `epoch` None is the last. A set is tried only with all
    others of its size, so that what is found is proved minimal and complete.

    Raises `UndefinedState`, `InapplicableConcept`, `Cancelled`.

    >>> from detente.analysis.samples import prisoners_in_words
    >>> found = restructure(prisoners_in_words, target="!ann & !bob", concept="NASH")
    >>> found.minimum, [[change.edit for change in edit.changes] for edit in found.edits][0]
    (2, ['ann.ann backward', 'bob.bob backward'])
    """
    graph = compiled(model, model.epoch(epoch).id)
    if concept not in CODES:
        raise InapplicableConcept(f"deals are sought under {', '.join(CODES)}, not {concept}")
    if concept == "SIM" and graph.is_graph_form:
        raise InapplicableConcept("SIM needs options: simultaneous moves cannot be combined in graph form")
    goals = [int(state) for state in graph.where(target)]
    if not goals:
        raise UndefinedState(f"no feasible state is {target!r}", hint="name a state, an outcome or a condition")
    # A single state keeps its label where an exclusion gives it another number.
    lasting = graph.label(goals[0]) if len(goals) == 1 else target
    variants = _moves_changed(graph) if graph.is_graph_form else _OptionsChanged(model, graph)
    search = _Search(variants, lasting, concept, cancel)
    minimum, tried, edits = search.run(budget * 64 // max(graph.n_states, 64) if graph.n_states <= MAX_STATES else 0)
    return Restructuring(
        target=target, concept=concept, epoch=graph.epoch, minimum=minimum, tried_up_to=tried, edits=edits
    )


class _Search:
    """Sets of changes by growing size."""

    def __init__(self, variants: "_Variants", target: str, concept: str, cancel: Callable[[], bool] | None) -> None:
        self.variants = variants
        self.target = target
        self.concept = concept
        self.cancel = cancel

    def run(self, budget: int) -> tuple[int | None, int, tuple[StructuralEdit, ...]]:
        """(the least number of changes, the size up to which all sets were tried, what was found)."""
        changes = self.variants.changes
        tried = -1
        for size in range(MOST_CHANGES + 1):
            budget -= comb(len(changes), size)
            if size and budget < 0:
                break
            found = tuple(edit for chosen in combinations(changes, size) if (edit := self._judged(chosen)) is not None)
            tried = size
            if found:
                return size, tried, found
        return None, tried, ()

    def _judged(self, chosen: tuple[Structural, ...]) -> StructuralEdit | None:
        """The changes as an edit, None where no target state holds after them."""
        if self.cancel is not None and self.cancel():
            raise Cancelled("stopped before the smallest change was proved", hint="run it again to finish")
        graph = self.variants.graph_with(chosen)
        goals = [] if graph is None else [int(state) for state in graph.where(self.target)]
        if graph is None or not goals:
            return None
        held = _equilibria(graph, self.concept, goals)
        if not held:
            return None
        return StructuralEdit(
            changes=chosen,
            labels=tuple(graph.label(state) for state in held),
            reachable=reachability(graph, graph.status_quo, held),
        )


class _Variants(Protocol):
    """The changes that can be made, and the graph that some of them give."""

    changes: tuple[Structural, ...]

    def graph_with(self, chosen: Sequence[Structural]) -> GraphModel | None:
        """The changed graph; None where no state would be left."""


class _OptionsChanged:
    """Changes of options and exclusions. One-way options change masks alone, so graphs are kept by what is excluded."""

    def __init__(self, model: DisputeModel, graph: GraphModel) -> None:
        self.model = model
        self.graph = graph
        self.changes = tuple(_option_changes(model, graph))
        self._kept: dict[tuple[str, ...], GraphModel | None] = {}

    def graph_with(self, chosen: Sequence[Structural]) -> GraphModel | None:
        """The graph with exclusions changed, then its masks."""
        graph = self._with_exclusions(tuple(change.edit for change in chosen if change.kind in ("exclude", "allow")))
        if graph is None:
            return None
        places = {(option.decision_maker, option.id): 1 << k for k, option in enumerate(graph.options)}
        forward, backward = graph.forward, graph.backward
        for change in chosen:
            bit = places.get((change.decision_maker, change.option), 0)
            if change.kind == "irreversible":
                forward |= bit if change.direction == "forward" else 0
                backward |= bit if change.direction == "backward" else 0
            elif change.kind == "reversible":
                forward, backward = forward & ~bit, backward & ~bit
        if (forward, backward) == (graph.forward, graph.backward):
            return graph
        return replace(graph, forward=forward, backward=backward, structures={})

    def _with_exclusions(self, edits: tuple[str, ...]) -> GraphModel | None:
        if edits not in self._kept:
            try:
                edited = apply_edits(self.model, edits, epoch=self.graph.epoch)
                self._kept[edits] = compiled(edited, self.graph.epoch)
            except NoFeasibleState:
                self._kept[edits] = None
        return self._kept[edits]


class _MovesChanged:
    """Changes of single moves."""

    def __init__(self, graph: GraphModel, changes: tuple[Structural, ...]) -> None:
        self.graph = graph
        self.changes = changes

    def graph_with(self, chosen: Sequence[Structural]) -> GraphModel:
        """The graph with moves added and blocked."""
        assert self.graph.successors is not None
        tables = [list(table) for table in self.graph.successors]
        for change in chosen:
            assert change.start is not None
            assert change.end is not None
            row = tables[self.graph.dm(change.decision_maker)]
            kept = set(row[change.start])
            kept = kept | {change.end} if change.kind == "add" else kept - {change.end}
            row[change.start] = tuple(sorted(kept))
        return replace(self.graph, successors=tuple(map(tuple, tables)), structures={})


def _option_changes(model: DisputeModel, graph: GraphModel) -> Iterator[Structural]:
    """Every single change of an option of a party in play, then every exclusion that a person wrote, lifted."""
    for k, option in enumerate(graph.options):
        if option.decision_maker not in graph.decision_makers:
            continue
        name = f"{option.decision_maker}.{option.id}"
        change = Structural(kind="exclude", decision_maker=option.decision_maker, option=option.id)
        if (graph.forward | graph.backward) >> k & 1:
            yield replace(change, kind="reversible", edit=f"{name} -irreversible")
        else:
            for way in ("forward", "backward"):
                yield replace(change, kind="irreversible", direction=way, edit=f"{name} {way}")
        yield replace(change, edit=f'infeasible "{name}"')
    if model.states:
        return
    for line in (*model.infeasible, *model.epoch(graph.epoch).infeasible):
        if not line.group:
            yield Structural(kind="allow", condition=line.when, edit=f'-infeasible "{line.when}"')


def _moves_changed(graph: GraphModel) -> _MovesChanged:
    """Every move blocked, and every move that is not there added."""
    assert graph.successors is not None
    changes = []
    for dm, party in enumerate(graph.decision_makers):
        for start in range(graph.n_states):
            for end in range(graph.n_states):
                if start != end:
                    kind = "block" if end in graph.successors[dm][start] else "add"
                    changes.append(Structural(kind=kind, decision_maker=party, start=start, end=end))
    return _MovesChanged(graph, tuple(changes))


def _equilibria(graph: GraphModel, concept: str, goals: Sequence[int]) -> list[int]:
    """Those of the goals that are stable for every party."""
    held = list(goals)
    game = small.SmallGame(graph) if graph.n_states <= SMALL else None
    for dm in range(graph.n_dms):
        stable = small.stable(game, concept, dm) if game else concepts.find(concept).stable(graph, dm)
        held = [state for state in held if stable[state]]
        if not held:
            break
    return held
