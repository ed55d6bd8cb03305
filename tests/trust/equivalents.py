"""Mutants that change nothing anybody could see, with the reasons: they are not counted (`mutants.py`)."""

__all__ = ["EQUIVALENT"]

EQUIVALENT: dict[str, dict[str, str]] = {}
"""By module and by the mutant's name, why no test could notice it."""
