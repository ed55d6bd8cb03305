"""Input formats, one file each; a module defines FORMAT."""

from functools import cache

from detente.plugins import discover
from detente.sources.extracted import Format

__all__ = ["find", "formats"]


@cache
def formats() -> dict[str, Format]:
    """Every format by name: this folder's, then installed ones (entry points of `detente.sources`)."""
    return discover("detente.sources.formats", "FORMAT", group="detente.sources", key=_name)


def find(name: str) -> Format:
    """The format with this name."""
    return formats()[name]


def _name(found: Format) -> str:
    return found.name
