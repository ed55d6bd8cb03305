"""The feasible states of a dispute: every combination of options that no exclusion forbids.

A state is a code, bit `k` set when option `k` is taken, so the first option is the least significant bit. States are
found option by option, and a partial combination is dropped as soon as an exclusion is decided by it; at-most-one
groups therefore cost what they leave, not 2^m. Up to `SMALL` states everything is plain Python, which solves such a
model before NumPy would have been imported.

Source: [FangHipelKilgour1993].
"""

from array import array
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, TypeAlias

from detente.dispute.cancellation import poll
from detente.dispute.conditions import AllOf, Condition, Not, Taken, evaluate, options_of
from detente.errors import NoFeasibleState, TooManyStates

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    BoolArray: TypeAlias = NDArray[np.bool_]
    CodeArray: TypeAlias = NDArray[np.uint64]
    Codes: TypeAlias = "array[int] | CodeArray"

__all__ = ["MAX_OPTIONS", "MAX_STATES", "SMALL", "code_of", "feasible_codes", "label_of", "set_of", "where"]

MAX_STATES = 2**24
"""More feasible states than this are refused; the symbolic engine takes larger models."""

MAX_OPTIONS = 64
"""A state is one 64-bit code."""

SMALL = 256
"""Up to so many states, models are held and solved without NumPy."""

PLAIN_LIMIT = 4096
"""How many partial combinations are held in plain lists before arrays take over."""


def feasible_codes(n_options: int, excluded: Iterable[Condition], *, limit: int = MAX_STATES) -> "Codes":
    """The codes, ascending, of all states in which no excluded condition holds.

    An `array` up to `SMALL` states, a NumPy array of uint64 beyond.

    Raises `TooManyStates` before more than twice `limit` combinations are held, and `NoFeasibleState`.

    >>> from detente.dispute.conditions import pattern
    >>> [label_of(code, 3) for code in feasible_codes(3, [pattern("YY-")])]
    ['NNN', 'YNN', 'NYN', 'NNY', 'YNY', 'NYY']
    """
    conditions = tuple(excluded)
    if n_options > MAX_OPTIONS:
        raise _too_many(n_options, bool(conditions), limit)
    if not conditions and 2**n_options > limit:
        raise _too_many(n_options, False, limit)
    order = _elimination_order(n_options, conditions)
    decided = _decided_by(order, conditions)
    codes: list[int] | CodeArray = [0]
    for option, tests in zip(order, decided, strict=True):
        poll()
        if isinstance(codes, list) and len(codes) > PLAIN_LIMIT // 2:
            import numpy as np

            codes = np.array(codes, dtype=np.uint64)
        codes = _extended_plainly(codes, option, tests) if isinstance(codes, list) else _extended(codes, option, tests)
        if len(codes) > limit:
            raise _too_many(n_options, True, limit)
    if len(codes) == 0:
        raise NoFeasibleState(
            f"the {len(conditions)} exclusions together leave none of the 2^{n_options} states",
            hint="take an exclusion out, or narrow it",
        )
    return _finished(codes)


def where(condition: Condition, codes: "Codes") -> Sequence[int]:
    """The indices, ascending, of the states in which the condition holds.

    >>> from array import array
    >>> where(Not(Taken(0)), array("Q", [0, 1, 2, 3]))
    [0, 2]
    """
    if isinstance(codes, array):
        truth = set_of(condition, codes)
        return [i for i in range(len(codes)) if truth >> i & 1]
    return truth_of(condition, codes).nonzero()[0]  # type: ignore[return-value]


def set_of(condition: Condition, codes: "Sequence[int] | array[int]") -> int:
    """The states in which the condition holds, as an int whose bit `i` stands for state `i`."""
    columns: dict[int, int] = {}

    def column(option: int) -> int:
        if option not in columns:
            columns[option] = int("0" + "".join("01"[code >> option & 1] for code in reversed(codes)), 2)
        return columns[option]

    return evaluate(condition, column, true=(1 << len(codes)) - 1)


def truth_of(condition: Condition, codes: "CodeArray") -> "BoolArray":
    """Where the condition holds, shape (n_states,)."""
    import numpy as np

    cube = _cube(condition)
    if cube is not None:
        mask, value = cube
        result: BoolArray = (codes & np.uint64(mask)) == np.uint64(value)
        return result

    def column(option: int) -> "BoolArray":
        taken: BoolArray = (codes & np.uint64(1 << option)) != 0
        return taken

    return evaluate(condition, column)


def label_of(code: int, n_options: int) -> str:
    """The state as people write it, one letter per option.

    >>> label_of(5, 4)
    'YNYN'
    """
    return "".join("NY"[int(code) >> option & 1] for option in range(n_options))


def code_of(label: str) -> int:
    """The code of a state written with one letter per option.

    >>> code_of("YNYN")
    5
    """
    return sum(1 << option for option, letter in enumerate(label) if letter == "Y")


def _too_many(n_options: int, excluding: bool, limit: int) -> TooManyStates:
    """The refusal, with the size."""
    size = f"{n_options} options give 2^{n_options} = {2**n_options:,} states"
    kept = f", of which the exclusions leave more than {limit:,}" if excluding else ""
    return TooManyStates(
        f"{size}{kept}; at most {limit:,} can be held",
        hint="exclude combinations that cannot be (one_of, infeasible), or use the symbolic engine",
    )


def _elimination_order(n_options: int, conditions: Sequence[Condition]) -> list[int]:
    """The order in which options are decided: as given while 2^m is small, else exclusions completed early.

    Greedy: next the option that the most nearly decided exclusion still needs; ties by the order given.
    """
    if n_options <= 22:
        return list(range(n_options))
    needs = [set(options_of(condition)) for condition in conditions]
    order: list[int] = []
    while len(order) < n_options:
        waiting = [need for need in needs if need]
        shortest = min((len(need) for need in waiting), default=0)
        wanted = [option for need in waiting if len(need) == shortest for option in need]
        rest = sorted(set(range(n_options)) - set(order))
        option = min(rest, key=lambda k: (-wanted.count(k), k))
        order.append(option)
        for need in needs:
            need.discard(option)
    return order


def _decided_by(order: Sequence[int], conditions: Sequence[Condition]) -> list[list[Condition]]:
    """For each place in the order, the conditions all of whose options are decided there and not before."""
    place = {option: i for i, option in enumerate(order)}
    decided: list[list[Condition]] = [[] for _ in order]
    for condition in conditions:
        if order:
            decided[max((place[option] for option in options_of(condition)), default=0)].append(condition)
    return decided


def _extended_plainly(codes: list[int], option: int, tests: Sequence[Condition]) -> list[int]:
    """The combinations with one option more, without those excluded."""
    longer = codes + [code | 1 << option for code in codes]
    excluded = 0
    for test in tests:
        excluded |= set_of(test, longer)
    return [code for i, code in enumerate(longer) if not excluded >> i & 1] if excluded else longer


def _extended(codes: "CodeArray", option: int, tests: Sequence[Condition]) -> "CodeArray":
    """The combinations with one option more, without those excluded."""
    import numpy as np

    longer = np.concatenate([codes, codes | np.uint64(1 << option)])
    if not tests:
        return longer
    excluded = truth_of(tests[0], longer)
    for test in tests[1:]:
        excluded |= truth_of(test, longer)
    return longer[~excluded]


def _finished(codes: "list[int] | CodeArray") -> "Codes":
    """Ascending, in the form that fits the size."""
    if len(codes) <= SMALL:
        return array("Q", sorted(int(code) for code in codes))
    import numpy as np

    result = np.sort(np.asarray(codes, dtype=np.uint64))
    result.setflags(write=False)
    return result


def _cube(condition: Condition) -> tuple[int, int] | None:
    """(mask, value) where the condition is a conjunction of options taken and not taken, such as a pattern."""
    parts = condition.operands if isinstance(condition, AllOf) else (condition,)
    mask = value = 0
    for part in parts:
        match part:
            case Taken(option) if not mask >> option & 1 or value >> option & 1:
                mask, value = mask | 1 << option, value | 1 << option
            case Not(Taken(option)) if not mask >> option & 1 or not value >> option & 1:
                mask |= 1 << option
            case _:
                return None
    return mask, value
