"""Equilibria of models far too large to list, as Boolean functions of the options.

Prioritised statements make a rank a vector of Boolean functions, most important first, compared lexicographically. The
best and the worst over a decision maker's moves are then one quantification per statement, and the formula of
`detente.analysis.kernels` carries over step by step: what comes out is one binary decision diagram of *all* stable
states, which can be counted, listed in order, sampled evenly and asked about any one state. Forty to sixty options are
usual; SEQ, which compares states before and after each step, grows fastest.

Needs the extra `symbolic` (CUDD through dd).

Source: [FangHipelKilgour1993] for the concepts; decision diagrams as in [Bryant1986].
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any, TypeAlias

from detente.dispute import conditions, states
from detente.dispute.cancellation import Cancel, cancelled_by, poll
from detente.dispute.model import DisputeModel, Preferences
from detente.errors import Cancelled, InapplicableConcept, UndefinedState

__all__ = ["CONCEPTS", "SymbolicFindings", "SymbolicSet", "analyse_symbolically"]

CONCEPTS = ("NASH", "GMR", "SMR", "SEQ")
"""The concepts that are solved symbolically."""

Function: TypeAlias = Any
"""A node of a decision diagram: a Boolean function of the options."""

Vector: TypeAlias = tuple[Function, ...]
"""A rank: one function per statement, the most important first."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SymbolicSet:
    """A set of states, as a function of the options; states are in ascending order of their codes."""

    diagram: Any
    function: Function
    n_options: int

    def __len__(self) -> int:
        """How many states, up to 2^63; `count` has no limit."""
        return self.count()

    def count(self) -> int:
        """How many states, exactly."""
        return _count(self.diagram, self.function, self.n_options)

    def __contains__(self, code: int) -> bool:
        """Whether the state with this code is in the set."""
        values = {_name(k): bool(code >> k & 1) for k in range(self.n_options)}
        return bool(self.diagram.let(values, self.function) == self.diagram.true)

    def state(self, index: int) -> int:
        """The code of the state at this place in the order.

        Raises `UndefinedState` outside of the set.
        """
        if not 0 <= index < self.count():
            raise UndefinedState(f"no state {index} in a set of {self.count():,}", hint="count from 0")
        code, function = 0, self.function
        for option in reversed(range(self.n_options)):
            without = self.diagram.let({_name(option): False}, function)
            below = _count(self.diagram, without, option)
            if index < below:
                function = without
            else:
                index -= below
                code |= 1 << option
                function = self.diagram.let({_name(option): True}, function)
        return code

    def states(self, limit: int = 1000) -> Iterator[int]:
        """The codes of the first states, at most `limit`."""
        return (self.state(index) for index in range(min(limit, self.count())))

    def sample(self, size: int, *, seed: int) -> tuple[int, ...]:
        """Codes drawn evenly, with replacement; the same for the same seed."""
        import numpy as np

        generator = np.random.Generator(np.random.PCG64(seed))
        count = self.count()
        drawn: list[int] = []
        length = (count.bit_length() + 7) // 8
        while count and len(drawn) < size:
            number = int.from_bytes(generator.bytes(length), "little") & ((1 << count.bit_length()) - 1)
            if number < count:
                drawn.append(self.state(number))
        return tuple(drawn)

    def label(self, code: int) -> str:
        """The state as people read it."""
        return states.label_of(code, self.n_options)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SymbolicFindings:
    """The verdicts of one epoch as sets: `stable` by concept and party, `equilibria` by concept; all `feasible`."""

    title: str
    epoch: str
    decision_makers: tuple[str, ...]
    feasible: SymbolicSet
    stable: dict[str, dict[str, SymbolicSet]]
    equilibria: dict[str, SymbolicSet]


def analyse_symbolically(
    model: DisputeModel,
    epoch: str | None = None,
    *,
    concepts: Sequence[str] = ("NASH", "GMR", "SMR"),
    cancel: Cancel | None = None,
) -> SymbolicFindings:
    """The stable states of a model of any number of options, as sets.

    Option form, and preferences by statements or by a ranking of conditions.

    Raises `InapplicableConcept` for other models and concepts, or without the extra; `Cancelled`.

    >>> from detente.analysis.samples import prisoners_in_words
    >>> found = analyse_symbolically(prisoners_in_words, concepts=["NASH", "SEQ"])
    >>> [found.equilibria[code].label(state) for code in ("NASH", "SEQ") for state in found.equilibria[code].states()]
    ['YY', 'NN', 'YY']
    """
    unfit = [code for code in concepts if code not in CONCEPTS]
    if unfit:
        raise InapplicableConcept(f"{unfit[0]} is not solved symbolically", hint="choose among " + ", ".join(CONCEPTS))
    if model.moves is not None or model.states:
        raise InapplicableConcept("states or moves that are listed are not solved symbolically", hint="use `analyse`")
    try:
        with cancelled_by(cancel):
            return _analysed(_Game(model, epoch), model.title, model.epoch(epoch).id, concepts)
    except Cancelled as stopped:
        # The frames of the traceback hold nodes, which have to go before their diagram does.
        raise stopped.with_traceback(None) from None


@dataclass(frozen=True, slots=True)
class _Truth:
    """A function with the operators that conditions are evaluated with."""

    diagram: Any
    node: Function

    def __and__(self, other: _Truth) -> _Truth:
        return _Truth(self.diagram, self.node & other.node)

    def __or__(self, other: _Truth) -> _Truth:
        return _Truth(self.diagram, self.node | other.node)

    def __xor__(self, other: _Truth) -> _Truth:
        return _Truth(self.diagram, self.diagram.apply("xor", self.node, other.node))


class _Game:
    """A model as decision diagrams. Option k is the variable `x<k>`; `y<k>` is the same before a move."""

    def __init__(self, model: DisputeModel, epoch: str | None) -> None:
        try:
            self.library = import_module("dd.cudd")
        except ImportError as error:
            raise InapplicableConcept(
                "the symbolic engine needs decision diagrams", hint="pip install 'detente[symbolic]'"
            ) from error
        now = model.epoch(epoch)
        scope = conditions.scope_of(model)
        self.n_options = len(scope.options)
        self.parties = tuple(
            dm.id for dm in model.decision_makers if not now.decision_makers or dm.id in now.decision_makers
        )
        self.own = [[k for k, (owner, _) in enumerate(scope.options) if owner == party] for party in self.parties]
        self.one_way = _one_way(model, now.irreversible, scope)
        wants = [_statements(now.preferences.get(party, Preferences()), scope) for party in self.parties]
        lines = (*model.infeasible, *now.infeasible)
        excluded = [conditions.parse(line.when, scope, where=line.where) for line in lines]
        self.diagram = self.library.BDD()
        for k in _variable_order(self.n_options, [*excluded, *(line for row in wants for line in row)]):
            self.diagram.declare(_name(k), _before(k))
        self.feasible = self.diagram.true
        for condition in excluded:
            self.feasible &= ~self.function(condition)
        self.ranks: list[Vector] = [tuple(self.function(line) for line in row) for row in wants]

    def function(self, condition: conditions.Condition) -> Function:
        """Where a condition holds."""
        true = _Truth(self.diagram, self.diagram.true)
        return conditions.evaluate(
            condition, lambda k: _Truth(self.diagram, self.diagram.var(_name(k))), true=true
        ).node

    def as_set(self, function: Function) -> SymbolicSet:
        """A function as a set of states."""
        return SymbolicSet(diagram=self.diagram, function=function & self.feasible, n_options=self.n_options)

    def stable(self, code: str, dm: int) -> Function:
        """max over t in R_i(s) of min(r_i(t), f_i(t)) <= r_i(s)."""
        ranks = self.ranks[dm]
        if code == "NASH":
            worst = ranks
        else:
            worth = self.best(dm, ranks) if code == "SMR" else ranks
            worst = self.least(ranks, self.closed(dm, worth, improving=code == "SEQ"))
        return self.at_most(self.best(dm, worst), ranks)

    def best(self, dm: int, values: Vector) -> Vector:
        """The greatest vector over the moves of `dm` and staying."""
        return tuple(~bit for bit in self.swept(dm, tuple(~bit for bit in values), self.moves(dm)))

    def closed(self, dm: int, values: Vector, *, improving: bool) -> Vector:
        """The least vector that legal sequences of the others reach, none included."""
        others = [j for j in range(len(self.parties)) if j != dm]
        relations = {j: self.improvements(j) if improving else self.moves(j) for j in others}
        quiet = turn = 0
        while quiet < len(others):
            mover = others[turn % len(others)]
            lower = self.swept(mover, values, relations[mover])
            quiet = quiet + 1 if lower == values else 1
            values, turn = lower, turn + 1
        return values

    def swept(self, dm: int, values: Vector, relation: Function) -> Vector:
        """The least vector over the states (in x) that the relation leads to from each state (in y, for own options).

        Bit by bit: it is 0 where some candidate has 0 there, and only those remain candidates. All ones where the state
        is not feasible, so that equal vectors are equal functions.
        """
        own = [_name(k) for k in self.own[dm]]
        rename = {_before(k): _name(k) for k in self.own[dm]}
        candidates, least = relation, []
        for bit in values:
            poll()
            some = self.library.and_exists(candidates, ~bit, own)
            least.append(~self.diagram.let(rename, some) | ~self.feasible)
            candidates &= ~some | ~bit
        return tuple(least)

    def moves(self, dm: int) -> Function:
        """From y to x: feasible, and one-way options change one way; two-way options before the move do not matter."""
        relation = self.feasible
        for k in self.own[dm]:
            before, after = self.diagram.var(_before(k)), self.diagram.var(_name(k))
            for direction in self.one_way.get(k, ()):
                relation &= ~before | after if direction == "forward" else ~after | before
        return relation

    def improvements(self, dm: int) -> Function:
        """From y to x: a move to a better state, or staying."""
        rename = {_name(k): _before(k) for k in self.own[dm]}
        before = tuple(self.diagram.let(rename, bit) for bit in self.ranks[dm])
        staying = self.feasible
        for k in self.own[dm]:
            staying &= self.same(self.diagram.var(_before(k)), self.diagram.var(_name(k)))
        return self.moves(dm) & ~self.at_most(self.ranks[dm], before) | staying

    def same(self, left: Function, right: Function) -> Function:
        """Where both hold or neither."""
        return ~self.diagram.apply("xor", left, right)

    def at_most(self, left: Vector, right: Vector) -> Function:
        """Where the left vector is not greater than the right, lexicographically."""
        result = self.diagram.true
        for a, b in zip(reversed(left), reversed(right), strict=True):
            poll()
            result = (~a & b) | (self.same(a, b) & result)
        return result

    def least(self, left: Vector, right: Vector) -> Vector:
        """The lesser of two vectors."""
        lower = self.at_most(left, right)
        return tuple((lower & a) | (~lower & b) for a, b in zip(left, right, strict=True))


def _analysed(game: _Game, title: str, epoch: str, concepts: Sequence[str]) -> SymbolicFindings:
    stable: dict[str, dict[str, SymbolicSet]] = {}
    equilibria: dict[str, SymbolicSet] = {}
    for code in concepts:
        stable[code] = {party: game.as_set(game.stable(code, dm)) for dm, party in enumerate(game.parties)}
        together = game.feasible
        for found in stable[code].values():
            together = together & found.function
        equilibria[code] = game.as_set(together)
    return SymbolicFindings(
        title=title,
        epoch=epoch,
        decision_makers=game.parties,
        feasible=game.as_set(game.feasible),
        stable=stable,
        equilibria=equilibria,
    )


def _name(option: int) -> str:
    return f"x{option}"


def _before(option: int) -> str:
    return f"y{option}"


def _one_way(model: DisputeModel, more: Sequence[Any], scope: conditions.Scope) -> dict[int, tuple[str, ...]]:
    """The directions, forward or backward, that options are limited to."""
    found: dict[int, tuple[str, ...]] = {}
    for k, option in enumerate(model.options):
        if option.direction != "both":
            found[k] = (option.direction,)
    for line in (*model.irreversible, *more):
        option_at = conditions.options_of(conditions.parse(line.option, scope, where=line.where))[0]
        found[option_at] = (*found.get(option_at, ()), line.direction)
    return found


def _statements(given: Preferences, scope: conditions.Scope) -> list[conditions.Condition]:
    """Preferences as statements, most important first."""
    if given.ranks:
        raise InapplicableConcept("ranks of listed states are not solved symbolically", hint="give statements")
    if given.ranking:
        groups = [conditions.AnyOf(tuple(conditions.parse(text, scope) for text in group)) for group in given.ranking]
        return [conditions.AnyOf(tuple(groups[: i + 1])) for i in range(len(groups))]
    return [conditions.parse(line.want, scope, where=line.where) for line in given.statements]


def _variable_order(n_options: int, spoken_of: Sequence[conditions.Condition]) -> list[int]:
    """Options that conditions speak of together stand together: greedily next to those already placed."""
    groups = [frozenset(conditions.options_of(condition)) for condition in spoken_of]
    placed: list[int] = []
    rest = list(range(n_options))
    while rest:
        recent = set(placed[-4:])
        closeness = {k: sum(1 for group in groups if k in group and group & recent) for k in rest}
        option = max(rest, key=lambda k: (closeness[k], -k))
        placed.append(option)
        rest.remove(option)
    return placed


def _count(diagram: Any, function: Function, n_options: int) -> int:
    """How many assignments of the options 0 to n_options - 1 satisfy a function of these options, exactly."""
    levels = sorted(diagram.level_of_var(_name(k)) for k in range(n_options))
    solutions, first = _below(diagram, function, {level: i for i, level in enumerate(levels)}, {})
    return solutions << first


def _below(diagram: Any, node: Function, place: dict[int, int], known: dict[int, int]) -> tuple[int, int]:
    """(solutions over the variables from this node's on, place of its variable)."""
    if node == diagram.true or node == diagram.false:
        return int(node == diagram.true), len(place)
    at = place[node.level]
    key = int(node)
    if key not in known:
        _, low, high = diagram.succ(node)
        if node.negated:
            low, high = ~low, ~high
        total = 0
        for branch in (low, high):
            solutions, next_place = _below(diagram, branch, place, known)
            total += solutions << (next_place - at - 1)
        known[key] = total
    return known[key], at
