"""Finding what people add: every module of a folder that defines the room's one constant.

A room that can be extended (a stability concept, an extractor, an input format, an exporter) names a
package and a constant; `discover` imports the package's modules in name order, then the entry points
of the group `detente.<room>`, and collects the constants. Nothing registers itself, so importing a
room has no side effect and the order never depends on the file system.
"""

from collections.abc import Callable
from importlib import import_module
from importlib.metadata import entry_points
from pkgutil import iter_modules
from typing import TypeVar

from detente.errors import PluginError

__all__ = ["discover"]

T = TypeVar("T")


def discover(package: str, constant: str, *, group: str, key: Callable[[T], str]) -> dict[str, T]:
    """The plugins of `package`, by code, in discovery order.

    `constant` is the name each module may define (`CONCEPT`, `FORMAT`, …), `key` reads a plugin's code.

    Raises `PluginError` when two places define one code; the message names both.
    """
    found: dict[str, T] = {}
    homes: dict[str, str] = {}
    candidates: list[tuple[str, T]] = _candidates(package, constant, group)
    for home, plugin in candidates:
        code = key(plugin)
        if code in found:
            raise PluginError(
                f"{code!r} is defined in {homes[code]} and in {home}",
                where=home,
                hint="give one of them another code, or remove it",
            )
        found[code], homes[code] = plugin, home
    return found


def _candidates(package: str, constant: str, group: str) -> list[tuple[str, T]]:
    """(where it is defined, plugin): the folder's modules first, then installed entry points."""
    root = import_module(package)
    names = sorted(module.name for module in iter_modules(root.__path__))
    modules = [import_module(f"{package}.{name}") for name in names]
    local = [(module.__name__, getattr(module, constant)) for module in modules if hasattr(module, constant)]
    installed = sorted(entry_points(group=group), key=lambda point: (point.name, point.value))
    return local + [(point.value, point.load()) for point in installed]
