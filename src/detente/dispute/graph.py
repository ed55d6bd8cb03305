"""The compiled dispute: feasible states, implicit moves and ranks, in the form in which stability is computed.

In option form a decision maker's moves follow from its options: in one move it changes any of them, if the result is
feasible and each change goes in an allowed direction; no list of moves is kept. In graph form the moves are given.

Source: [KilgourHipelFang1987]; [FangHipelKilgour1993].
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from detente.dispute import conditions, preferences, states
from detente.dispute.conditions import Condition, Scope
from detente.dispute.model import DisputeModel, Epoch, Option, Preferences
from detente.errors import (
    AmbiguousObservedState,
    InvalidValue,
    NoFeasibleState,
    NoObservedState,
    UndefinedOption,
    UndefinedState,
)
from detente.evidence.display import html_table

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    BoolArray: TypeAlias = NDArray[np.bool_]
    CodeArray: TypeAlias = NDArray[np.uint64]
    IndexArray: TypeAlias = NDArray[np.intp]
    RankArray: TypeAlias = NDArray[np.int32]

__all__ = ["GraphModel", "compile_model"]


@dataclass(frozen=True, kw_only=True, eq=False)
class GraphModel:
    """A dispute in one epoch, compiled once and never changed.

    States are indices from 0 in the order of `codes` (or of the given labels). Decision makers are indices into
    `decision_makers`, the ids of the parties in play. `own` has, per decision maker, the mask of its options; `forward`
    and `backward` are the masks of options that change N→Y only and Y→N only. `rank_rows` has a row per decision
    maker: dense ranks from 1, higher is better, equal is indifferent; `stated_ranks` the numbers the file gives, where
    it does. `successors`, in graph form, lists each decision maker's moves from each state. `unknown` has, per decision
    maker, the pairs of states whose comparison nobody knows.
    """

    title: str
    epoch: str
    decision_makers: tuple[str, ...]
    options: tuple[Option, ...]
    scope: Scope
    n_states: int
    code_row: states.Codes | None
    given_labels: tuple[str, ...]
    rank_rows: tuple[preferences.RankRow, ...]
    stated_ranks: tuple[tuple[int, ...] | None, ...]
    own: tuple[int, ...]
    forward: int
    backward: int
    successors: tuple[tuple[tuple[int, ...], ...], ...] | None
    unknown: tuple[tuple[tuple[int, int], ...], ...]
    status_quo: int | None
    structures: dict[object, object] = field(default_factory=dict, repr=False)
    """What solvers derive from the moves alone; shared by graphs that differ in ranks only."""
    rankings: dict[object, object] = field(default_factory=dict, repr=False, init=False)
    """What solvers derive from the ranks too."""

    def _repr_html_(self) -> str:
        """Its size and where it stands, for notebooks: there may be millions of states."""
        observed = "not known" if self.status_quo is None else f"s{self.status_quo + 1} {self.label(self.status_quo)}"
        row = (self.epoch, ", ".join(self.decision_makers), len(self.options), f"{self.n_states:,}", observed)
        return html_table(self.title, ("epoch", "parties", "options", "states", "observed"), [row])

    @property
    def n_dms(self) -> int:
        """How many decision makers are in play."""
        return len(self.decision_makers)

    @property
    def is_graph_form(self) -> bool:
        """Whether moves are listed, not implied by options."""
        return self.successors is not None

    @property
    def has_unknown(self) -> bool:
        """Whether anybody's comparison of two states is unknown."""
        return any(self.unknown)

    @cached_property
    def codes(self) -> CodeArray | None:
        """The states as codes, uint64, shape (n_states,); None where states are plain labels. Read-only."""
        import numpy as np

        return None if self.code_row is None else _sealed(np.asarray(self.code_row, dtype=np.uint64))

    @cached_property
    def ranks(self) -> RankArray:
        """Dense ranks from 1, higher is better, int32, shape (n_dms, n_states). Read-only."""
        import numpy as np

        if not self.rank_rows:
            return _sealed(np.zeros((0, self.n_states), dtype=np.int32))
        rows = [np.asarray(row, dtype=np.int32) for row in self.rank_rows]
        shared = rows[0].base
        is_whole = isinstance(shared, np.ndarray) and shared.shape == (self.n_dms, self.n_states)
        if (
            shared is not None
            and is_whole
            and all(a.ctypes.data == b.ctypes.data for a, b in zip(rows, shared, strict=False))
        ):
            # Rows of one array, in its order: nothing to copy.
            return _sealed(shared)
        return _sealed(np.stack(rows))

    @cached_property
    def moves(self) -> tuple[tuple[IndexArray, IndexArray], ...] | None:
        """In graph form, per decision maker (first, targets): moves from s are `targets[first[s]:first[s + 1]]`."""
        import numpy as np

        if self.successors is None:
            return None
        lists = []
        for row in self.successors:
            first = np.zeros(self.n_states + 1, dtype=np.intp)
            first[1:] = np.cumsum([len(targets) for targets in row])
            lists.append((_sealed(first), _sealed(np.array([t for targets in row for t in targets], dtype=np.intp))))
        return tuple(lists)

    @property
    def labels(self) -> tuple[str, ...]:
        """The label of every state; for a few states at a time use `label`."""
        return tuple(self.label(state) for state in range(self.n_states))

    def label(self, state: int) -> str:
        """The state as people read it: `YNNY`, or the label it was given."""
        if self.code_row is None:
            return self.given_labels[state]
        return states.label_of(int(self.code_row[state]), len(self.options))

    def shown_ranks(self, dm: int) -> Sequence[int]:
        """The ranks as the file states them, else dense from 1."""
        stated = self.stated_ranks[dm]
        return [int(rank) for rank in self.rank_rows[dm]] if stated is None else stated

    def dm(self, decision_maker: str) -> int:
        """The index of a decision maker in play.

        Raises `UndefinedOption` when there is none of this id.
        """
        if decision_maker in self.decision_makers:
            return self.decision_makers.index(decision_maker)
        raise UndefinedOption(
            f"no decision maker {decision_maker!r} is in play", hint="in play are " + ", ".join(self.decision_makers)
        )

    def successors_of(self, dm: int, state: int) -> tuple[int, ...]:
        """The states `dm` can move to from `state`, ascending; in plain Python."""
        if self.successors is not None:
            return self.successors[dm][state]
        assert self.code_row is not None
        return tuple(sorted(self._within_reach(dm, int(self.code_row[state]))))

    def reachable(self, dm: int, state: int) -> IndexArray:
        """The states `dm` can move to from `state`: its unilateral moves, ascending."""
        import numpy as np

        return np.array(self.successors_of(dm, state), dtype=np.intp)

    def improvements(self, dm: int, state: int) -> IndexArray:
        """The unilateral moves of `dm` from `state` to states it likes better, ascending."""
        import numpy as np

        row = self.rank_rows[dm]
        return np.array([t for t in self.successors_of(dm, state) if row[t] > row[state]], dtype=np.intp)

    def find(self, text: str) -> int:
        """The one state that `text` names: `s7`, a label, a pattern, or a condition that holds there alone.

        Raises `UndefinedState` when no state answers to it, or several do.
        """
        found = self.where(text)
        if len(found) == 1:
            return int(found[0])
        if len(found) == 0:
            raise UndefinedState(f"no feasible state is {text!r}", hint="name a state, s1 to s" + str(self.n_states))
        some = ", ".join(f"s{state + 1}" for state in list(found)[:5])
        raise UndefinedState(f"{text!r} holds in {len(found)} states: {some}…", hint="add conditions until one is left")

    def matching(self, text: str) -> BoolArray:
        """The states in which a condition, pattern or outcome holds, or the one state named; shape (n_states,)."""
        import numpy as np

        truth = np.zeros(self.n_states, dtype=np.bool_)
        truth[np.asarray(self.where(text), dtype=np.intp)] = True
        return truth

    def where(self, text: str) -> Sequence[int]:
        """The indices of the states that `text` speaks of, ascending: see `matching`."""
        found = self._named(text.strip())
        if found is not None:
            return found
        codes = self._codes_for(text)
        return states.where(conditions.parse(text, self.scope), codes)

    def with_ranks(self, rows: Sequence[preferences.RankRow | Sequence[int]]) -> GraphModel:
        """The same states and moves under other ranks: a row per decision maker, any integers, higher is better."""
        dense = tuple(array("i", preferences.dense([int(rank) for rank in row])) for row in rows)
        return replace(self, rank_rows=dense, stated_ranks=(None,) * self.n_dms)

    def _named(self, text: str) -> Sequence[int] | None:
        """The state with this label or number, None when the text must be a condition."""
        if text in self._label_index:
            return (self._label_index[text],)
        number = re.fullmatch(r"[sS]([1-9][0-9]*)", text)
        if number is None or (self.scope.find(text) or text in self.scope.outcomes):
            return None
        state = int(number[1]) - 1
        if state >= self.n_states:
            raise UndefinedState(f"no state {text!r}", hint=f"there are s1 to s{self.n_states}")
        return (state,)

    def _codes_for(self, text: str) -> states.Codes:
        if self.code_row is None or not self.options:
            raise UndefinedState(f"no state is called {text!r}", hint="states are " + ", ".join(self.given_labels[:12]))
        return self.code_row

    @cached_property
    def _label_index(self) -> dict[str, int]:
        return {label: i for i, label in enumerate(self.given_labels)}

    @cached_property
    def positions(self) -> dict[int, int]:
        """Code → index, for graphs small enough to be walked state by state."""
        assert self.code_row is not None
        return {int(code): i for i, code in enumerate(self.code_row)}

    def _within_reach(self, dm: int, code: int) -> Iterator[int]:
        """The indices of the states that `dm` can reach in one move from the state with this code."""
        changeable = self.own[dm] & ~(self.forward & code) & ~(self.backward & ~code)
        position = self.positions
        change = changeable
        while change:
            target = position.get(code ^ change)
            if target is not None:
                yield target
            change = (change - 1) & changeable


def compile_model(model: DisputeModel, epoch: str | None = None) -> GraphModel:
    """The graph model of a dispute in one epoch (None is the last).

    Raises `TooManyStates`, `NoFeasibleState`, `NoObservedState`, `AmbiguousObservedState`, and the `ModelError` of any
    condition that cannot be read.

    >>> from detente.dispute.model import DecisionMaker, PreferenceStatement
    >>> def party(name, option):
    ...     return DecisionMaker(id=name, name=name, options=(Option(id=option, decision_maker=name, name=option),))
    >>> wants = {"norland": ["open", "!pay"], "sudland": ["pay -> open"]}
    >>> statements = {p: Preferences(statements=tuple(PreferenceStatement(want=w, says=w) for w in ws))
    ...               for p, ws in wants.items()}
    >>> epoch = Epoch(id="", name="", since=None, observed="pay", preferences=statements)
    >>> river = compile_model(DisputeModel(
    ...     title="River", decision_makers=(party("norland", "open"), party("sudland", "pay")), epochs=(epoch,)))
    >>> river.labels, river.label(river.status_quo)
    (('NN', 'YN', 'NY', 'YY'), 'NY')
    >>> river.ranks.tolist()
    [[2, 4, 1, 3], [2, 2, 1, 2]]
    """
    now = model.epoch(epoch)
    scope = conditions.scope_of(model)
    options = model.options
    code_row, labels, kept = _states(model, now, scope)
    n_states = len(labels) if code_row is None else len(code_row)
    parties = tuple(dm.id for dm in model.decision_makers if not now.decision_makers or dm.id in now.decision_makers)
    forward, backward = _directions(model, now, scope)
    draft = GraphModel(
        title=model.title,
        epoch=now.id,
        decision_makers=parties,
        options=options,
        scope=scope,
        n_states=n_states,
        code_row=code_row,
        given_labels=labels,
        rank_rows=(),
        stated_ranks=(),
        own=tuple(
            sum(1 << k for k, option in enumerate(options) if option.decision_maker == party) for party in parties
        ),
        forward=forward,
        backward=backward,
        successors=_successors(model, parties, kept),
        unknown=(),
        status_quo=None,
    )
    wants = [now.preferences.get(party, Preferences()) for party in parties]
    stated = [_stated_ranks(draft, party, given, kept) for party, given in zip(parties, wants, strict=True)]
    return replace(
        draft,
        rank_rows=_rank_rows(draft, wants, stated),
        stated_ranks=tuple(stated),
        unknown=tuple(_unknown(draft, given) for given in wants),
        status_quo=_status_quo(draft, now),
    )


def _states(
    model: DisputeModel, epoch: Epoch, scope: Scope
) -> tuple[states.Codes | None, tuple[str, ...], tuple[int, ...] | None]:
    """(codes, labels of plain states, which of the model's given states are kept; None where none were given)."""
    if not model.states:
        exclusions = (*model.infeasible, *epoch.infeasible)
        excluded = [conditions.parse(exclusion.when, scope, where=exclusion.where) for exclusion in exclusions]
        return states.feasible_codes(len(scope.options), excluded), (), None
    if not scope.options:
        return None, model.states, tuple(range(len(model.states)))
    codes = [states.code_of(label) for label in model.states]
    out = 0
    for exclusion in epoch.infeasible:
        out |= states.set_of(conditions.parse(exclusion.when, scope, where=exclusion.where), codes)
    kept = tuple(i for i in range(len(codes)) if not out >> i & 1)
    if not kept:
        raise NoFeasibleState(f"the exclusions of epoch {epoch.id!r} leave no state", where=epoch.where)
    row: states.Codes = array("Q", [codes[i] for i in kept])
    if len(kept) > states.SMALL:
        import numpy as np

        row = _sealed(np.array(row, dtype=np.uint64))
    return row, (), kept


def _directions(model: DisputeModel, epoch: Epoch, scope: Scope) -> tuple[int, int]:
    """The masks of options that can only be taken, and that can only be given up."""
    masks = {"forward": 0, "backward": 0}
    for k, option in enumerate(model.options):
        if option.direction in masks:
            masks[option.direction] |= 1 << k
    for line in (*model.irreversible, *epoch.irreversible):
        parsed = conditions.parse(line.option, scope, where=line.where)
        if not isinstance(parsed, conditions.Taken):
            raise UndefinedOption(f"{line.option!r} is no option", where=line.where, hint="name one option")
        if line.direction in masks:
            masks[line.direction] |= 1 << parsed.option
    return masks["forward"], masks["backward"]


def _successors(
    model: DisputeModel, parties: Sequence[str], kept: Sequence[int] | None
) -> tuple[tuple[tuple[int, ...], ...], ...] | None:
    """The moves given, by party and state, those between states that were dropped left out."""
    if model.moves is None:
        return None
    place = {old: new for new, old in enumerate(range(len(model.states)) if kept is None else kept)}
    tables = []
    for party in parties:
        table: list[set[int]] = [set() for _ in place]
        for start, end in model.moves.get(party, ()):
            if start in place and end in place and start != end:
                table[place[start]].add(place[end])
        tables.append(tuple(tuple(sorted(targets)) for targets in table))
    return tuple(tables)


def _stated_ranks(
    graph: GraphModel, party: str, given: Preferences, kept: Sequence[int] | None
) -> tuple[int, ...] | None:
    """The ranks as numbers, where the model gives numbers."""
    if not given.ranks:
        return None
    if len(given.ranks) == graph.n_states:
        return tuple(given.ranks)
    if kept is not None and kept and max(kept) < len(given.ranks):
        return tuple(given.ranks[i] for i in kept)
    raise InvalidValue(
        f"{party!r} ranks {len(given.ranks)} states, but {graph.n_states} are feasible", hint="one rank per state"
    )


def _rank_rows(
    graph: GraphModel, wants: Sequence[Preferences], stated: Sequence[tuple[int, ...] | None]
) -> tuple[preferences.RankRow, ...]:
    """The dense ranks of all decision makers; for many states as rows of one array, so that they are held once."""
    rows = (_ranks(graph, given, row) for given, row in zip(wants, stated, strict=True))
    if graph.n_states <= states.SMALL:
        return tuple(rows)
    import numpy as np

    shared = np.empty((len(wants), graph.n_states), dtype=np.int32)
    for dm, row in enumerate(rows):
        shared[dm] = row
    shared.setflags(write=False)
    return tuple(shared[dm] for dm in range(len(wants)))


def _ranks(graph: GraphModel, given: Preferences, stated: tuple[int, ...] | None) -> preferences.RankRow:
    """The dense ranks of one decision maker."""
    if stated is not None:
        return _row(preferences.dense(stated))
    if given.ranking:
        groups = [[int(s) for text in group for s in graph.where(text)] for group in given.ranking]
        return _row(preferences.ranks_from_groups(groups, graph.n_states))
    if not given.statements:
        return _row([1] * graph.n_states)
    if graph.code_row is None:
        truths = [sum(1 << int(s) for s in graph.where(line.want)) for line in given.statements]
        return preferences.ranks_from_sets(truths, graph.n_states)
    statements = [_statement(graph, line.want, line.where) for line in given.statements]
    return preferences.ranks_from_statements(statements, graph.code_row)


def _row(ranks: list[int]) -> preferences.RankRow:
    """Ranks in the form that fits their number."""
    if len(ranks) <= states.SMALL:
        return array("i", ranks)
    import numpy as np

    return np.array(ranks, dtype=np.int32)


def _statement(graph: GraphModel, text: str, where: str) -> Condition:
    """A preference statement, which may also name one state."""
    named = graph._named(text.strip())
    if named is None:
        return conditions.parse(text, graph.scope, where=where)
    return conditions.pattern(graph.label(named[0]))


def _unknown(graph: GraphModel, given: Preferences) -> tuple[tuple[int, int], ...]:
    """The pairs of different states that nobody can compare, each once, smaller index first."""
    pairs: set[tuple[int, int]] = set()
    for left, right in given.unknown:
        rights = [int(t) for t in graph.where(right)]
        pairs |= {(min(s, t), max(s, t)) for s in map(int, graph.where(left)) for t in rights if s != t}
    return tuple(sorted(pairs))


def _status_quo(graph: GraphModel, epoch: Epoch) -> int | None:
    """The observed state."""
    if epoch.observed is None:
        return None
    found = graph._named(epoch.observed.strip())
    if found is None:
        observed = conditions.observed(epoch.observed, graph.scope, where=epoch.observed_where)
        found = states.where(observed, graph._codes_for(epoch.observed))
    if len(found) == 1:
        return int(found[0])
    named = f"the observed state {epoch.observed!r} of epoch {epoch.id!r}"
    if len(found) == 0:
        raise NoObservedState(
            f"{named} is not feasible", where=epoch.observed_where, hint="name every option that is taken"
        )
    some = ", ".join(graph.label(int(state)) for state in list(found)[:4])
    raise AmbiguousObservedState(
        f"{named} holds in {len(found)} states: {some}", where=epoch.observed_where, hint="name more options"
    )


def _sealed(values: NDArray) -> NDArray:  # type: ignore[type-arg]
    """The same array, read-only."""
    values = values.view()
    values.setflags(write=False)
    return values
