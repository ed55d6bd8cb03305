"""Conditions as patterns: the disjunctive normal form, for formats that know nothing else."""

from detente.dispute.conditions import AllOf, AnyOf, Condition, Iff, Implies, Named, Not, Taken
from detente.errors import InvalidValue

__all__ = ["MAX_PATTERNS", "Pattern", "patterns_of"]

MAX_PATTERNS = 4096
"""How many patterns one condition may come to."""

Pattern = dict[int, bool]
"""Options that must be taken (True) or must not be (False), by index; all others are free."""


def patterns_of(condition: Condition) -> tuple[Pattern, ...]:
    """Patterns of which at least one matches exactly where the condition holds; () where it never does.

    No pattern is a special case of another. Deterministic, and in the order in which the condition names them.

    Raises `InvalidValue` beyond `MAX_PATTERNS`.

    >>> patterns_of(Implies(Taken(0), Taken(1)))
    ({0: False}, {1: True})
    """
    return tuple(_patterns(condition, True))


def _patterns(node: Condition, wanted: bool) -> list[Pattern]:
    """Patterns of the condition, or of its negation where it is not `wanted`."""
    match node:
        case Taken(option):
            return [{option: wanted}]
        case Named(_, operand):
            return _patterns(operand, wanted)
        case Not(operand):
            return _patterns(operand, not wanted)
        case Implies(premise, conclusion):
            return _patterns(AnyOf((Not(premise), conclusion)), wanted)
        case Iff(left, right):
            both, neither = AllOf((left, right)), AllOf((Not(left), Not(right)))
            either, other = AllOf((left, Not(right))), AllOf((Not(left), right))
            return _any([_patterns(both if wanted else either, True), _patterns(neither if wanted else other, True)])
        case AllOf(operands) if wanted:
            return _all([_patterns(operand, True) for operand in operands])
        case AnyOf(operands) if not wanted:
            return _all([_patterns(operand, False) for operand in operands])
        case AllOf(operands) | AnyOf(operands):
            return _any([_patterns(operand, wanted) for operand in operands])


def _any(parts: list[list[Pattern]]) -> list[Pattern]:
    return _minimal([pattern for part in parts for pattern in part])


def _all(parts: list[list[Pattern]]) -> list[Pattern]:
    product: list[Pattern] = [{}]
    for part in parts:
        product = _minimal(
            [
                {**left, **right}
                for left in product
                for right in part
                if all(left.get(option, taken) == taken for option, taken in right.items())
            ]
        )
    return product


def _minimal(patterns: list[Pattern]) -> list[Pattern]:
    """Without those that another, more general one covers."""
    if len(patterns) > MAX_PATTERNS:
        raise InvalidValue(
            f"a condition comes to more than {MAX_PATTERNS} patterns",
            hint="split it, or write the model as case.yaml",
        )
    kept: list[Pattern] = []
    for i, pattern in enumerate(patterns):
        items = pattern.items()
        covered = any(
            other.items() <= items and (len(other) < len(pattern) or j < i)
            for j, other in enumerate(patterns)
            if j != i
        )
        if not covered:
            kept.append(dict(sorted(items)))
    return kept
