"""Conditions as trees: what they are made of, and where they hold.

A tree speaks of options by index and knows no names; `detente.dispute.conditions` reads and writes it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol, Self, TypeVar

from detente.errors import InvalidValue

__all__ = [
    "MAX_WORDS",
    "AllOf",
    "AnyOf",
    "Condition",
    "Iff",
    "Implies",
    "Named",
    "Not",
    "Taken",
    "Truth",
    "depth",
    "evaluate",
    "expanded",
    "joined",
    "options_of",
    "parts",
    "pattern",
]

MAX_WORDS = 100_000
"""How many words a condition may have once its outcomes are written out."""


@dataclass(frozen=True, slots=True)
class Taken:
    """The option with this index is taken."""

    option: int


@dataclass(frozen=True, slots=True)
class Not:
    """The operand does not hold."""

    operand: "Condition"


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every operand holds; of none, always."""

    operands: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Some operand holds; of none, never."""

    operands: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Implies:
    """Material implication: also holds wherever `premise` does not."""

    premise: "Condition"
    conclusion: "Condition"


@dataclass(frozen=True, slots=True)
class Iff:
    """Both sides hold, or neither."""

    left: "Condition"
    right: "Condition"


@dataclass(frozen=True, slots=True)
class Named:
    """An outcome, by its name; one object however often the name is used, so that it is evaluated once.

    `levels` is how deep it nests, 0 where nobody has measured it.
    """

    name: str
    operand: "Condition"
    levels: int = field(default=0, compare=False, repr=False)


Condition = Taken | Not | AllOf | AnyOf | Implies | Iff | Named


class Truth(Protocol):
    """What a condition can be evaluated in: a bool, an array of bools, an int as a set of states, a BDD."""

    def __and__(self, other: Self, /) -> Self:
        """Both."""

    def __or__(self, other: Self, /) -> Self:
        """Either."""

    def __xor__(self, other: Self, /) -> Self:
        """Exactly one."""


T = TypeVar("T", bound=Truth)


def evaluate(condition: Condition, column: Callable[[int], T], *, true: T | bool = True) -> T:
    """Where the condition holds, given where each option is taken.

    `column(i)` is the truth of option `i`: a bool for one state, an array of bools of any shape for many, or anything
    else with `&`, `|` and `^`; then `true` is its everywhere-true value (all bits set, for ints as sets of states).

    >>> taken = [True, False]
    >>> evaluate(Implies(Taken(0), Taken(1)), lambda i: taken[i])
    False
    """
    return _evaluated(condition, column, true, {})


def _evaluated(node: Condition, column: Callable[[int], T], true: T | bool, known: dict[int, T]) -> T:
    """As `evaluate`; `known` has the named conditions met before.

    A function of its own: one that calls itself from within would keep all values in a cycle.
    """

    def of(operand: Condition) -> T:
        return _evaluated(operand, column, true, known)

    match node:
        case Taken(option):
            return column(option)
        case Not(operand):
            return of(operand) ^ true  # type: ignore[operator]
        case AllOf((first, *rest)):
            result = of(first)
            for operand in rest:
                result = result & of(operand)
            return result
        case AnyOf((first, *rest)):
            result = of(first)
            for operand in rest:
                result = result | of(operand)
            return result
        case AllOf():
            return column(0) | true  # type: ignore[operator]
        case AnyOf():
            return column(0) ^ column(0)
        case Implies(premise, conclusion):
            return (of(premise) ^ true) | of(conclusion)  # type: ignore[operator]
        case Iff(left, right):
            return of(left) ^ of(right) ^ true  # type: ignore[operator]
        case Named(_, operand):
            if id(node) not in known:
                known[id(node)] = of(operand)
            return known[id(node)]


def options_of(condition: Condition) -> tuple[int, ...]:
    """The options a condition speaks of, ascending.

    >>> options_of(Iff(Taken(3), Not(Taken(1))))
    (1, 3)
    """
    found: set[int] = set()
    seen: set[int] = set()
    waiting = [condition]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Taken):
            found.add(node.option)
        elif id(node) not in seen:
            seen.add(id(node))
            waiting.extend(parts(node))
    return tuple(sorted(found))


def expanded(condition: Condition) -> Condition:
    """The same condition with every outcome written out in options.

    Raises `InvalidValue` where that would take more than `MAX_WORDS` words.
    """
    words = 0

    def of(node: Condition) -> Condition:
        nonlocal words
        words += 1
        if words > MAX_WORDS:
            raise InvalidValue("the outcomes come to too many words when written out", hint="nest them less")
        match node:
            case Named(_, operand):
                return of(operand)
            case Not(operand):
                return Not(of(operand))
            case AllOf(operands):
                return joined(AllOf, tuple(of(operand) for operand in operands))
            case AnyOf(operands):
                return joined(AnyOf, tuple(of(operand) for operand in operands))
            case Implies(premise, conclusion):
                return Implies(of(premise), of(conclusion))
            case Iff(left, right):
                return Iff(of(left), of(right))
            case Taken():
                return node

    return of(condition)


def pattern(letters: str) -> Condition:
    """The condition of a pattern, one place per option.

    >>> pattern("Y-N")
    AllOf(operands=(Taken(option=0), Not(operand=Taken(option=2))))
    """
    places = [(i, letter) for i, letter in enumerate(letters) if letter != "-"]
    return AllOf(tuple(Taken(i) if letter == "Y" else Not(Taken(i)) for i, letter in places))


def parts(node: Condition) -> tuple[Condition, ...]:
    """The conditions a condition is directly made of."""
    match node:
        case Not(operand) | Named(_, operand):
            return (operand,)
        case AllOf(operands) | AnyOf(operands):
            return operands
        case Implies(left, right) | Iff(left, right):
            return (left, right)
        case _:
            return ()


def depth(condition: Condition) -> int:
    """Levels of nesting, each shared part measured once; never recursive, so that it can guard recursion."""
    known: dict[int, int] = {}
    stack = [condition]
    while stack:
        node = stack[-1]
        if isinstance(node, Named) and node.levels:
            known[id(stack.pop())] = node.levels
            continue
        open_parts = [part for part in parts(node) if id(part) not in known]
        if open_parts:
            stack.extend(open_parts)
            continue
        known[id(node)] = 1 + max((known[id(part)] for part in parts(node)), default=0)
        stack.pop()
    return known[id(condition)]


def joined(kind: type[AllOf] | type[AnyOf], operands: tuple[Condition, ...]) -> Condition:
    """One flat condition of all operands: `(a & b) & c` is `a & b & c`."""
    flat: list[Condition] = []
    for operand in operands:
        flat.extend(operand.operands if isinstance(operand, kind) else (operand,))
    return kind(tuple(flat))
