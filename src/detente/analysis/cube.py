"""Sweeps over moves on the whole cube of option combinations, for models that fill a good part of it.

Values are laid out by code, one place for each of the 2^m combinations; a decision maker's moves are then axes of an
array, and no index is looked up. Places of infeasible states hold the neutral value, so that a move may jump over them
but nobody stops there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from detente.dispute.graph import GraphModel

__all__ = ["Cube", "cube_of"]

MAX_OPTIONS = 26
"""Cubes of more options are not laid out."""

WASTE = 4
"""At most so many places per feasible state, except in the smallest cubes."""

Values: TypeAlias = NDArray[np.int32]

Axis: TypeAlias = tuple[str, int, int]
"""(kind, middle, inner): the cube seen as (…, middle, inner) has one mover's neighbouring options in the middle."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cube:
    """Where the feasible states stand in the cube.

    `places` are their codes, None when every combination is feasible and the states are in order; `outside` are the
    combinations that are not. `axes` has, per decision maker, the axes along which it moves.
    """

    size: int
    places: NDArray[np.intp] | None
    outside: NDArray[np.intp] | None
    axes: tuple[tuple[Axis, ...], ...]

    def laid_out(self, values: Values, neutral: int) -> Values:
        """A new cube with the values in their places; one per row of values, shape (…, n_states)."""
        if self.places is None:
            return values.copy()
        cube = np.full((*values.shape[:-1], self.size), neutral, dtype=np.int32)
        cube[..., self.places] = values
        return cube

    def taken_back(self, cube: Values) -> Values:
        """The values of the states."""
        return cube if self.places is None else cube.take(self.places, axis=-1)

    def spread(self, cube: Values, dm: int, pick: np.ufunc, neutral: int) -> None:
        """Replace each value by the least or greatest over the moves of `dm` and staying; `pick` says which."""
        for kind, middle, inner in self.axes[dm]:
            view = cube.reshape(-1, middle, inner)
            low, high = view[:, 0], view[:, -1]
            if kind == "forward":
                pick(low, high, out=low)
            elif kind == "backward":
                pick(low, high, out=high)
            elif middle == 2:
                pick(low, high, out=low)
                high[...] = low
            else:
                view[...] = pick.reduce(view, axis=1, keepdims=True)
        if self.outside is not None:
            cube[..., self.outside] = neutral


def cube_of(graph: GraphModel) -> Cube | None:
    """The cube of a graph, None where most of it would be empty or the moves are listed."""
    if "cube" not in graph.structures:
        graph.structures["cube"] = _laid(graph)
    cube: Any = graph.structures["cube"]
    return cube  # type: ignore[no-any-return]


def _laid(graph: GraphModel) -> Cube | None:
    n_options = len(graph.options)
    size = 1 << n_options
    if (
        graph.is_graph_form
        or graph.codes is None
        or n_options > MAX_OPTIONS
        or size > max(1024, WASTE * graph.n_states)
    ):
        return None
    places: NDArray[np.intp] | None = graph.codes.astype(np.intp)
    outside: NDArray[np.intp] | None = None
    if graph.n_states < size:
        empty = np.ones(size, dtype=np.bool_)
        empty[places] = False
        outside = np.flatnonzero(empty)
    elif bool((graph.codes[1:] > graph.codes[:-1]).all()):
        places = None
    axes = tuple(tuple(_axes(graph, dm, n_options)) for dm in range(graph.n_dms))
    return Cube(size=size, places=places, outside=outside, axes=axes)


def _axes(graph: GraphModel, dm: int, n_options: int) -> list[Axis]:
    """Neighbouring two-way options as one axis, one-way options each alone."""
    fixed = graph.forward & graph.backward
    kinds = []
    for option in range(n_options):
        bit = 1 << option
        if not graph.own[dm] & bit or fixed & bit:
            kinds.append("")
        else:
            kinds.append("forward" if graph.forward & bit else "backward" if graph.backward & bit else "both")
    axes: list[Axis] = []
    option = 0
    while option < n_options:
        width = 1
        if kinds[option] == "both":
            while option + width < n_options and kinds[option + width] == "both":
                width += 1
            # Reducing along a short innermost axis is slower than folding it bit by bit.
            if option == 0 and width < 4:
                width = 1
        if kinds[option]:
            axes.append((kinds[option], 1 << width, 1 << option))
        option += width
    return axes
