"""TIMEX3 values with X for what is not known."""

from detente.record.dating.lexicon import HOLIDAYS
from detente.record.dating.meanings import Partial, Step

__all__ = ["OPEN", "merged", "open_value", "unit_of"]

OPEN = {"day": "XXXX-XX-XX", "week": "XXXX-WXX", "weekend": "XXXX-WXX-WE", "month": "XXXX-XX", "quarter": "XXXX-QX",
    "half": "XXXX-HX", "season": "XXXX-XX",
         "year": "XXXX", "decade": "XXX", "century": "XX"}  # fmt: skip


def merged(low: str, high: str) -> str:
    """The value that two readings share, X where they differ, field by field."""
    if low == high:
        return low
    first, second = low.split("-"), high.split("-")
    if len(first) != len(second):
        return "X" * len(first[0])
    return "-".join(
        a if a == b else ("WXX" if a.startswith("W") else "X" * len(a)) for a, b in zip(first, second, strict=True)
    )


def unit_of(meaning: Partial | Step) -> str:
    """The unit in which the words speak."""
    if isinstance(meaning, Step):
        return (
            meaning.unit if meaning.unit in ("day", "week", "month", "quarter", "year", "decade", "century") else "day"
        )
    if meaning.day or meaning.weekday is not None or meaning.feast:
        return "day"
    for unit in ("month", "season", "quarter", "half"):
        if getattr(meaning, unit):
            return unit
    return meaning.unit or "year"


def open_value(meaning: Partial | Step) -> str:
    """The value with X for what is not known."""
    if isinstance(meaning, Step):
        return OPEN.get(unit_of(meaning), "XXXX-XX-XX")
    if meaning.month and meaning.day:
        return f"XXXX-{meaning.month:02}-{meaning.day:02}"
    if meaning.month:
        return f"XXXX-{meaning.month:02}"
    if meaning.day:
        return f"XXXX-XX-{meaning.day:02}"
    if meaning.weekday is not None:
        return f"XXXX-WXX-{meaning.weekday + 1}"
    if meaning.season:
        return f"XXXX-{meaning.season}"
    if meaning.quarter:
        return f"XXXX-Q{meaning.quarter}"
    if meaning.half:
        return f"XXXX-H{meaning.half}"
    if meaning.feast in HOLIDAYS:
        month, day = HOLIDAYS[meaning.feast]
        return f"XXXX-{month:02}-{day:02}"
    return OPEN.get(meaning.unit, "XXXX-XX-XX")
