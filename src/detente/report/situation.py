"""What the findings say of each epoch, gathered once for the answer, the pages and the exports.

Nothing here is worded or formatted. What takes long is asked only of models small enough for a report to stay quick.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from detente.analysis.findings import EpochFindings
from detente.analysis.inverse import Deal
from detente.analysis.robustness import EpochRobustness, robustness
from detente.case import Case
from detente.dispute import conditions
from detente.dispute.graph import GraphModel, compile_model
from detente.dispute.model import DisputeModel, Epoch, Preferences, PreferenceStatement
from detente.errors import DetenteError
from detente.evidence import Assumed, Basis, Quoted, basis_word
from detente.report.impasse import Block, Impasse, find_impasse, holds
from detente.report.prospects import CONCEPTS, Way, deals, to_next, ways

__all__ = [
    "BASIS_KINDS",
    "Situation",
    "Standing",
    "Support",
    "firmness_of",
    "kind_of",
    "missing_premises",
    "situation_of",
    "support_of",
]

MAX_STATES = 2048
MAX_STATEMENTS = 40
DRAWS = 2_000
"""Firmness is asked of models up to this size, over all orderings or, where they are too many, this many draws."""

BASIS_KINDS = ("quoted", "inferred", "assumed", "missing")
"""The kinds of basis, the firmest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """How many preference statements are quoted, inferred, assumed, or say nothing of what they rest on."""

    quoted: int = 0
    inferred: int = 0
    assumed: int = 0
    missing: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.quoted + self.inferred + self.assumed + self.missing

    def items(self) -> Iterator[tuple[str, int]]:
        """(kind, count), the firmest first, empty kinds left out."""
        return ((kind, getattr(self, kind)) for kind in BASIS_KINDS if getattr(self, kind))


@dataclass(frozen=True, kw_only=True)
class Standing:
    """One epoch: where it stands, what holds, who stands in the way, on what it rests.

    `missing` are the assumed statements without which the observed state would not hold under Nash; `deals`, by
    concept, the smallest reorderings that make the outcome hold; `ways` lead from the observed state to target states
    that somebody likes better, `to_next` to the next epoch's observed state; `firmness` is the base rate of the
    observed state, the edits that break it and its evidence, where that does not take long.
    """

    epoch: Epoch
    findings: EpochFindings
    impasse: Impasse | None
    support: Support
    missing: tuple[tuple[str, PreferenceStatement], ...] = ()
    deals: Mapping[str, Deal] = field(default_factory=dict)
    ways: tuple[Way, ...] = ()
    to_next: Way | None = None
    firmness: EpochRobustness | None = None

    @property
    def graph(self) -> GraphModel:
        """The compiled epoch."""
        return self.findings.graph

    @property
    def observed(self) -> int | None:
        """The observed state."""
        return self.findings.status_quo

    @property
    def concepts(self) -> tuple[str, ...]:
        """The concepts computed."""
        return tuple(self.findings.equilibria)

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The parties that stand in the way of the outcome."""
        return tuple(b for b in self.impasse.blocks if b.is_blocking) if self.impasse else ()

    def holds_under(self, state: int) -> tuple[str, ...]:
        """The concepts under which a state is an equilibrium."""
        return tuple(code for code, found in self.findings.equilibria.items() if state in found)

    def equilibria(self) -> dict[int, tuple[str, ...]]:
        """Each state that is an equilibrium under some concept, with the concepts, in the order of the states."""
        found = sorted({state for states in self.findings.equilibria.values() for state in states})
        return {state: self.holds_under(state) for state in found}


@dataclass(frozen=True, kw_only=True)
class Situation:
    """All epochs of a case; none without a model that could be solved. `target` is the outcome asked about."""

    case: Case
    standings: tuple[Standing, ...]
    target: str | None
    support: Support

    @property
    def now(self) -> Standing | None:
        """The last epoch."""
        return self.standings[-1] if self.standings else None


def situation_of(case: Case) -> Situation:
    """The situation of a case, from its findings."""
    model, findings = case.model, case.findings
    if model is None or findings is None:
        return Situation(case=case, standings=(), target=None, support=Support())
    target = model.outcomes[0].id if model.outcomes else None
    following: list[GraphModel | None] = [*(found.graph for found in findings.epochs[1:]), None]
    standings = tuple(
        _standing(case, model, found, after, target) for found, after in zip(findings.epochs, following, strict=False)
    )
    every = [s for epoch in model.epochs for s in _statements(epoch)]
    return Situation(case=case, standings=standings, target=target, support=support_of(case, every))


def kind_of(case: Case, basis: Basis | None) -> str:
    """quoted, inferred, assumed or missing; a quotation that no source bears out proves nothing and is missing."""
    if basis is None or (isinstance(basis, Quoted) and not case.cited(basis)):
        return "missing"
    return basis_word(basis)


def support_of(case: Case, statements: list[PreferenceStatement]) -> Support:
    """The support of these statements."""
    return Support(**Counter(kind_of(case, statement.basis) for statement in statements))


def missing_premises(model: DisputeModel, graph: GraphModel) -> tuple[tuple[str, PreferenceStatement], ...]:
    """(party, statement): the assumed statements that alone keep a party from leaving the observed state.

    They are dropped together; a party that would then improve by a move of its own is kept in place by the first of
    its assumed statements that the move breaks.
    """
    start = graph.status_quo
    if start is None or graph.code_row is None or graph.n_states > 4096:
        return ()
    epoch = model.epoch(graph.epoch)
    bare = _without_assumed(model, epoch)
    if bare is None:
        return ()
    without = compile_model(bare, graph.epoch)
    found: dict[tuple[str, str], tuple[str, PreferenceStatement]] = {}
    for dm, party in enumerate(graph.decision_makers):
        if any(graph.rank_rows[dm][t] > graph.rank_rows[dm][start] for t in graph.successors_of(dm, start)):
            continue
        for target in without.successors_of(dm, start):
            if without.rank_rows[dm][target] <= without.rank_rows[dm][start]:
                continue
            broken = _first_broken(model, graph, party, start, target)
            if broken is not None:
                found.setdefault((party, broken.want), (party, broken))
    return tuple(found.values())


def firmness_of(model: DisputeModel, graph: GraphModel) -> EpochRobustness | None:
    """The base rate, the breaking edits and the ablations of one epoch; None where that would take long."""
    preferences = model.epoch(graph.epoch).preferences.values()
    statements = sum(len(given.statements) for given in preferences)
    if graph.status_quo is None or graph.n_states > MAX_STATES or not 0 < statements <= MAX_STATEMENTS:
        return None
    return robustness(model, epochs=[graph.epoch], concepts=CONCEPTS, draws=DRAWS).epochs[0]


def _standing(
    case: Case, model: DisputeModel, found: EpochFindings, following: GraphModel | None, target: str | None
) -> Standing:
    epoch = model.epoch(found.id)
    impasse = find_impasse(model, found.graph)
    try:
        missing = missing_premises(model, found.graph)
    except DetenteError:  # the model without its assumptions need not be one
        missing = ()
    return Standing(
        epoch=epoch,
        findings=found,
        impasse=impasse,
        support=support_of(case, _statements(epoch, found.graph.decision_makers)),
        missing=missing,
        deals=deals(model, found.graph, target),
        ways=ways(found.graph, _goals(found.graph, impasse)),
        to_next=to_next(found.graph, following) if following is not None else None,
        firmness=firmness_of(model, found.graph),
    )


def _goals(graph: GraphModel, impasse: Impasse | None) -> tuple[int, ...]:
    """The target states that some party likes better than the observed one, those liked by most first."""
    if impasse is None or impasse.is_attained:
        return ()
    liked = {s: sum(1 for row in graph.rank_rows if row[s] > row[impasse.observed]) for s in impasse.targets}
    return tuple(sorted((s for s, count in liked.items() if count), key=lambda s: (-liked[s], s)))


def _statements(epoch: Epoch, parties: tuple[str, ...] | None = None) -> list[PreferenceStatement]:
    return [
        statement
        for party, preferences in epoch.preferences.items()
        if parties is None or party in parties
        for statement in preferences.statements
    ]


def _without_assumed(model: DisputeModel, epoch: Epoch) -> DisputeModel | None:
    """The model with one epoch stripped of its assumed statements; None where there are none."""
    kept: dict[str, Preferences] = {}
    dropped = 0
    for party, preferences in epoch.preferences.items():
        rest = tuple(s for s in preferences.statements if not isinstance(s.basis, Assumed))
        dropped += len(preferences.statements) - len(rest)
        kept[party] = replace(preferences, statements=rest)
    if not dropped:
        return None
    stripped: Mapping[str, Preferences] = kept
    return replace(model, epochs=(replace(epoch, preferences=stripped),))


def _first_broken(
    model: DisputeModel, graph: GraphModel, party: str, start: int, target: int
) -> PreferenceStatement | None:
    """The first assumed statement of the party that holds at `start` and not at `target`."""
    for statement in model.epoch(graph.epoch).preferences[party].statements:
        if not isinstance(statement.basis, Assumed):
            continue
        condition = conditions.parse(statement.want, graph.scope, where=statement.where)
        if holds(graph, condition, start) and not holds(graph, condition, target):
            return statement
    return None
