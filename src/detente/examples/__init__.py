"""The bundled cases: where `detente demo` finds them, in a clone and in an installed wheel alike.

The files live in the repository's `examples/` folder, where people look for them; the wheel carries the same
folders inside this package.
"""

from pathlib import Path

from detente.errors import UnknownItem

__all__ = ["folder", "names"]

_INSTALLED = Path(__file__).parent
_CLONE = Path(__file__).parents[3] / "examples"


def folder(name: str = "kurils") -> Path:
    """The folder of a bundled case; copy it before running it.

    Raises `UnknownItem` when no case of this name is bundled.
    """
    for home in (_INSTALLED, _CLONE):
        if (home / name / "case.yaml").is_file():
            return home / name
    raise UnknownItem(f"no bundled case {name!r}", where=name, hint=f"there are: {', '.join(names()) or 'none'}")


def names() -> tuple[str, ...]:
    """The bundled cases, in name order."""
    found = {path.parent.name for home in (_INSTALLED, _CLONE) for path in home.glob("*/case.yaml")}
    return tuple(sorted(found))
