"""The house rules that no reviewer should have to check by eye."""

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "detente"

UPSTREAM = {"errors", "plugins", "evidence"}
ANALYSED = UPSTREAM | {"sources", "record", "dispute", "analysis"}
MAY_IMPORT = {
    "errors": set(),
    "plugins": {"errors"},
    "evidence": {"errors", "plugins"},
    "sources": UPSTREAM,
    "record": UPSTREAM | {"sources"},
    "dispute": UPSTREAM,
    "drafting": ANALYSED,
    "analysis": UPSTREAM | {"dispute"},
    "language_model": UPSTREAM | {"sources", "record", "dispute", "drafting"},
    "case": ANALYSED,
    "store": ANALYSED | {"case"},
    "report": ANALYSED | {"case"},
    "pipeline": ANALYSED | {"case", "drafting", "store", "report"},
}
"""Which rooms a room may import: everything upstream of it, nothing beside or below it."""

ALL_ROOMS = {*MAY_IMPORT, "cli", "web", "examples"}
MAY_IMPORT["examples"] = {"errors"}
MAY_IMPORT["cli"] = MAY_IMPORT["web"] = ALL_ROOMS
MAY_IMPORT["__init__"] = ALL_ROOMS
MAY_IMPORT["__main__"] = {"cli"}

GRAB_BAGS = {"utils", "util", "helpers", "common", "core", "misc", "manager", "base"}


def modules() -> list[Path]:
    """Every Python file of the package."""
    return sorted(SOURCE.rglob("*.py"))


def room_of(path: Path) -> str:
    """The room a file belongs to: the first folder, or the file's own name."""
    first = path.relative_to(SOURCE).parts[0]
    return first.removesuffix(".py")


def imported(path: Path) -> Iterator[tuple[str, int]]:
    """(room, line) for each import of detente in a file, wherever it stands."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            names = [node.module] if node.module != "detente" else [f"detente.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            continue
        for name in names:
            parts = name.split(".")
            if parts[0] == "detente" and len(parts) > 1 and parts[1] != "__version__":
                yield parts[1], node.lineno


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(SOURCE)))
def test_imports_follow_the_arrows(path: Path) -> None:
    """A room imports only rooms upstream of it; `record` and `dispute` never meet."""
    room = room_of(path)
    allowed = MAY_IMPORT[room] | {room}
    broken = [
        f"{path.relative_to(SOURCE)}:{line} imports {target}"
        for target, line in imported(path)
        if target not in allowed
    ]

    assert broken == []


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(SOURCE)))
def test_imports_are_absolute_and_files_are_named_for_a_noun(path: Path) -> None:
    """No relative imports, which hide the arrows; no grab-bag names, which hide the content."""
    relative = [
        node.lineno
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.level
    ]

    assert relative == []
    assert path.stem not in GRAB_BAGS


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(SOURCE)))
def test_every_module_says_what_it_holds(path: Path) -> None:
    """A module opens with one sentence that says what it holds."""
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


PURE = {"evidence", "record", "dispute", "drafting", "analysis", "errors"}
CLOCKS = {"now", "today", "utcnow", "time", "time_ns", "urandom", "getenv"}
OUTSIDE = {"socket", "urllib", "http", "requests", "httpx", "random", "secrets", "uuid"}


@pytest.mark.parametrize(
    "path", [p for p in modules() if room_of(p) in PURE], ids=lambda path: str(path.relative_to(SOURCE))
)
def test_pure_rooms_have_no_clock_environment_network_or_chance(path: Path) -> None:
    """Only sources, store, cli, web and the writing of exports touch the world; seeds are arguments."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    calls = [n for n in ast.walk(tree) if isinstance(n, ast.Call) and isinstance(n.func, ast.Attribute)]
    clocks = [
        n.lineno
        for n in calls
        if n.func.attr in CLOCKS and ast.unparse(n.func.value) in {"date", "datetime", "time", "os"}
    ]
    imports = {alias.name.split(".")[0] for n in ast.walk(tree) if isinstance(n, ast.Import) for alias in n.names}
    imports |= {n.module.split(".")[0] for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) and n.module}

    assert clocks == []
    assert imports & OUTSIDE == set()


def module_name(path: Path) -> str:
    """The dotted name under which a file is imported."""
    return ".".join(("detente", *path.relative_to(SOURCE).with_suffix("").parts)).removesuffix(".__init__")


def test_no_two_files_lean_on_each_other() -> None:
    """Imports between files run one way, those inside a function too; a package's `__init__` only passes names on."""
    files = {module_name(path): path for path in modules() if path.stem != "__init__"}
    arrows: dict[str, set[str]] = {name: set() for name in files}
    for name, path in files.items():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module:
                targets = {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
                arrows[name] |= (targets & files.keys()) - {name}

    assert sorted(files) == sorted(TopologicalSorter(arrows).static_order())
