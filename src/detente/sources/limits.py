"""The limits every source is held to: nothing a file says about itself can raise them."""

__all__ = [
    "MAX_BYTES",
    "MAX_DEPTH",
    "MAX_DOCUMENTS",
    "MAX_INFLATED",
    "MAX_MEMORY",
    "MAX_RATIO",
    "processor_seconds",
    "wall_seconds",
]

MEGABYTE = 1_000_000

MAX_BYTES = 20 * MEGABYTE
"""The largest file that is taken up."""

MAX_INFLATED = 50 * MEGABYTE
"""The most that a compressed file may hold, all members together."""

MAX_RATIO = 200
"""The most by which a member may grow when it is unpacked."""

MAX_DEPTH = 200
"""The deepest nesting of elements, parts or objects."""

MAX_DOCUMENTS = 10_000
"""The most articles that one file (a feed, a list) may give."""

MAX_MEMORY = 1_500 * MEGABYTE
"""Address space of the child process that parses."""


PATIENCE = 12
"""How many times its processor time a parser is waited for: what else the machine does must refuse no article."""


def processor_seconds(size: int) -> float:
    """The processor time a parser may take over a file of `size` bytes: 10 s, and 1 s for each megabyte."""
    return 10.0 + size / MEGABYTE


def wall_seconds(size: int) -> float:
    """How long a parser is waited for. The kernel ends one that works too long; this ends one that does not work."""
    return PATIENCE * processor_seconds(size)
