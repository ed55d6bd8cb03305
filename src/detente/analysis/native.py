"""The compiled kernels, where a compiler was present when the package was built; None otherwise.

They are an ordinary shared library called through ctypes, so they do not depend on a version of Python or NumPy, and
everything they compute `detente.analysis.kernels` computes without them, with the same answer.
"""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias
from weakref import finalize

import numpy as np
from numpy.typing import NDArray

from detente.dispute.cancellation import poll
from detente.dispute.graph import GraphModel

__all__ = ["LIBRARY", "NativeGame", "game_of", "is_available"]

LIBRARY = Path(__file__).with_name("_native.so")
"""Where the build puts the library."""

INTERFACE = 2
"""The library's signatures, as it states them itself; one built from older sources is left alone."""

MAX_OPTIONS = 26
"""Blocks are numbered by a table of all combinations."""

WASTE = 64
"""At most so many combinations per feasible state, beyond the smallest tables."""

AT_ONCE = 1 << 22
"""About so many states are swept between two looks at whether to stop."""

WORK = 1 << 26
"""About so many codes are looked at between two such looks: a tenth of a second."""

Values: TypeAlias = NDArray[np.int32]


def is_available() -> bool:
    """Whether the library was built and can be loaded."""
    return _library() is not None


def game_of(graph: GraphModel) -> NativeGame | None:
    """The graph as the library holds it, kept with the graph; None where it does not apply.

    Not applied to graph form, and to models whose combinations by far outnumber their states.
    """
    if "native" not in graph.rankings:
        graph.rankings["native"] = _prepared(graph)
    game: Any = graph.rankings["native"]
    return game  # type: ignore[no-any-return]


class NativeGame:
    """A game inside the library, freed with this object."""

    def __init__(self, library: ctypes.CDLL, graph: GraphModel) -> None:
        assert graph.codes is not None
        one_way = graph.forward | graph.backward
        fixed = graph.forward & graph.backward
        self._library = library
        self._n_states = graph.n_states
        self._ranks = np.ascontiguousarray(graph.ranks)
        self._codes = np.ascontiguousarray(graph.codes)
        self._game = library.detente_prepare(
            graph.n_states,
            len(graph.options),
            graph.n_dms,
            self._codes.ctypes.data,
            _masks([own & ~one_way for own in graph.own]),
            _masks([own & graph.forward & ~fixed for own in graph.own]),
            _masks([own & graph.backward & ~fixed for own in graph.own]),
            self._ranks.ctypes.data,
        )
        if not self._game:
            raise MemoryError("the states do not fit into memory")
        finalize(self, library.detente_free, self._game)

    def best(self, dm: int, values: Values) -> Values:
        """As `kernels.best`."""
        values = np.ascontiguousarray(values, dtype=np.int32)
        found = np.empty(self._n_states, dtype=np.int32)
        self._library.detente_best(self._game, dm, values.ctypes.data, found.ctypes.data)
        return found

    def closed(self, dm: int, values: Values, *, improving: bool) -> Values:
        """The least value that sequences of everybody but `dm` reach from each state, none included."""
        found = np.array(values, dtype=np.int32)
        at = (ctypes.c_int32 * 2)()
        sweeps = max(1, AT_ONCE // self._n_states)
        while True:
            poll()
            done = self._library.detente_close(self._game, dm, improving, sweeps, at, found.ctypes.data)
            if done > 0:
                return found
            if done < 0:
                raise MemoryError("the states do not fit into memory")

    def met_at_once(self, dm: int) -> NDArray[np.bool_]:
        """As `simultaneous.met_at_once`."""
        found = np.empty(self._n_states, dtype=np.uint8)
        done = 0
        while done < self._n_states:
            poll()
            done = self._library.detente_simultaneous(self._game, dm, done, WORK, found.ctypes.data)
            if done < 0:
                raise MemoryError("the states do not fit into memory")
        return found.view(np.bool_)


def _masks(masks: Sequence[int]) -> Any:
    return (ctypes.c_uint64 * len(masks))(*masks)


def _prepared(graph: GraphModel) -> NativeGame | None:
    library = _library()
    n_options = len(graph.options)
    if library is None or graph.is_graph_form or graph.codes is None or n_options > MAX_OPTIONS:
        return None
    if 1 << n_options > max(4096, WASTE * graph.n_states):
        return None
    return NativeGame(library, graph)


@cache
def _library() -> ctypes.CDLL | None:
    """The library with its signatures, None where it was not built, does not load here, or is older than this file."""
    try:
        library = ctypes.CDLL(str(LIBRARY))
        if library.detente_interface() != INTERFACE:
            return None
    except (OSError, AttributeError):
        return None
    pointer, number = ctypes.c_void_p, ctypes.c_int32
    library.detente_prepare.restype = pointer
    library.detente_prepare.argtypes = [number, number, number, pointer, pointer, pointer, pointer, pointer]
    library.detente_free.restype = None
    library.detente_free.argtypes = [pointer]
    library.detente_close.restype = ctypes.c_int
    library.detente_close.argtypes = [pointer, number, ctypes.c_int, number, pointer, pointer]
    library.detente_simultaneous.restype = number
    library.detente_simultaneous.argtypes = [pointer, number, number, ctypes.c_int64, pointer]
    library.detente_best.restype = None
    library.detente_best.argtypes = [pointer, number, pointer, pointer]
    return library
