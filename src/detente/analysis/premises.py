"""Premises: the smallest set of unsupported preference statements without which the observed state would not hold.

An outcome that needs an assumption is not explained by the sources; the assumption it needs is their missing premise.
Under Nash a party stays for reasons of its own, so the smallest sets are found party by party. A party that the
supported statements leave indifferent to all its moves has no reason to stay, and is not explained either.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import combinations

from detente.dispute.graph import GraphModel, compile_model
from detente.dispute.model import DisputeModel, Epoch, PreferenceStatement
from detente.errors import Cancelled
from detente.evidence import Assumed, Basis, Inferred

__all__ = ["ASSUMED", "UNQUOTED", "EpochPremises", "premises"]

ASSUMED = ("assumed",)
"""Only what somebody assumed counts as unsupported."""

UNQUOTED = ("assumed", "inferred")
"""Only what is quoted counts as supported."""

MAX_STATES = 4096
MAX_UNSUPPORTED = 14
"""Up to so many unsupported statements of one party all sets are tried, the smallest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EpochPremises:
    """What the observed state of one epoch needs.

    `holds`: it is a Nash equilibrium of the model as it stands; `explained`: it still is without the unsupported
    statements. `missing` are those of the smallest set that must be put back, (party, statement) by party; `others`
    how many sets are as small. A party that leaves whatever is put back is in `unexplained`.
    """

    id: str
    holds: bool
    explained: bool
    missing: tuple[tuple[str, PreferenceStatement], ...] = ()
    others: int = 0
    unexplained: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, object]:
        """As data."""
        return {
            "id": self.id,
            "holds": self.holds,
            "explained": self.explained,
            "missing": [{"decision_maker": p, "statement": s.want, "says": s.says} for p, s in self.missing],
            "others": self.others,
            "unexplained": list(self.unexplained),
        }


def premises(
    model: DisputeModel,
    *,
    epochs: Iterable[str] | None = None,
    unsupported: tuple[str, ...] = ASSUMED,
    cancel: Callable[[], bool] | None = None,
) -> tuple[EpochPremises, ...]:
    """For each epoch with an observed state, what it needs beyond the supported statements.

    Epochs in graph form, without an observed state, or too large to search are left out. Raises `Cancelled`.
    """
    wanted = None if epochs is None else set(epochs)
    found = []
    for epoch in model.epochs:
        if wanted is not None and epoch.id not in wanted:
            continue
        graph = compile_model(model, epoch.id)
        if graph.status_quo is None or graph.n_states > MAX_STATES or not any(_given(epoch).values()):
            continue
        found.append(_of_epoch(model, epoch, graph, unsupported, cancel))
    return tuple(found)


def _of_epoch(
    model: DisputeModel,
    epoch: Epoch,
    graph: GraphModel,
    unsupported: tuple[str, ...],
    cancel: Callable[[], bool] | None,
) -> EpochPremises:
    missing: list[tuple[str, PreferenceStatement]] = []
    unexplained: list[str] = []
    explained, others = True, 1
    for dm, party in enumerate(graph.decision_makers):
        statements = _given(epoch).get(party, ())
        loose = [s for s in statements if _kind(s.basis) in unsupported]
        if not loose or _stays(model, epoch, party, statements, loose, ()):
            if not loose and not _is_stable(graph, dm):
                explained = False
                unexplained.append(party)
            continue
        explained = False
        sets = _smallest(model, epoch, party, statements, loose, cancel)
        if not sets:
            unexplained.append(party)
            continue
        missing += [(party, statement) for statement in sets[0]]
        others *= len(sets)
    holds = all(_is_stable(graph, dm) for dm in range(len(graph.decision_makers)))
    return EpochPremises(
        id=epoch.id,
        holds=holds,
        explained=explained,
        missing=tuple(missing),
        others=others - 1 if missing else 0,
        unexplained=tuple(unexplained),
    )


def _smallest(
    model: DisputeModel,
    epoch: Epoch,
    party: str,
    statements: tuple[PreferenceStatement, ...],
    loose: list[PreferenceStatement],
    cancel: Callable[[], bool] | None,
) -> list[tuple[PreferenceStatement, ...]]:
    """All the smallest sets of unsupported statements with which the party stays; none where none does."""
    if len(loose) > MAX_UNSUPPORTED:
        return []
    for size in range(1, len(loose) + 1):
        if cancel is not None and cancel():
            raise Cancelled("the search for missing premises was stopped")
        sets = [kept for kept in combinations(loose, size) if _stays(model, epoch, party, statements, loose, kept)]
        if sets:
            return sets
    return []


def _stays(
    model: DisputeModel,
    epoch: Epoch,
    party: str,
    statements: tuple[PreferenceStatement, ...],
    loose: list[PreferenceStatement],
    kept: tuple[PreferenceStatement, ...],
) -> bool:
    """Whether the party keeps to the observed state on its supported statements and those put back."""
    rest = tuple(s for s in statements if not _among(s, loose) or _among(s, kept))
    preferences = dict(epoch.preferences)
    preferences[party] = replace(preferences[party], statements=rest)
    bare = replace(epoch, preferences=preferences)
    graph = compile_model(replace(model, epochs=(bare,)), epoch.id)
    dm = graph.decision_makers.index(party)
    return _is_stable(graph, dm) and (bool(_worse(graph, dm)) or not _declines(model, epoch, party))


def _declines(model: DisputeModel, epoch: Epoch, party: str) -> bool:
    """Whether the model as it stands ranks some move of the party lower than staying."""
    graph = compile_model(model, epoch.id)
    return bool(_worse(graph, graph.decision_makers.index(party)))


def _worse(graph: GraphModel, dm: int) -> list[int]:
    """The states that a party can move to from the observed one and likes less."""
    start = graph.status_quo
    assert start is not None
    row = graph.rank_rows[dm]
    return [target for target in graph.successors_of(dm, start) if row[target] < row[start]]


def _among(statement: PreferenceStatement, group: Iterable[PreferenceStatement]) -> bool:
    return any(statement is other for other in group)


def _is_stable(graph: GraphModel, dm: int) -> bool:
    """Whether a party has no move of its own from the observed state to one that it likes better."""
    start = graph.status_quo
    assert start is not None
    row = graph.rank_rows[dm]
    return not any(row[target] > row[start] for target in graph.successors_of(dm, start))


def _given(epoch: Epoch) -> Mapping[str, tuple[PreferenceStatement, ...]]:
    return {party: given.statements for party, given in epoch.preferences.items()}


def _kind(basis: Basis | None) -> str:
    if isinstance(basis, Inferred):
        return "inferred"
    return "assumed" if isinstance(basis, Assumed) or basis is None else "quoted"
