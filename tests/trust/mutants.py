"""Mutation testing: small changes to a module's code, each of which its tests should notice.

    python tests/trust/mutants.py --sample 60 conditions citation dates codec

Each mutant is one change of the syntax tree (an operator, a comparison, a constant, a condition turned round, a
statement left out) and runs in a fork in which the module is loaded in its changed form. Prints how many were killed, and
where the survivors are.
"""

import argparse
import ast
import copy
import importlib.abc
import importlib.util
import os
import random
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

__all__ = ["MODULES", "mutants", "survivors"]

ROOT = Path(__file__).parents[2]
SECONDS = 90
"""A mutant that makes its tests take longer than this counts as killed."""

MODULES: dict[str, tuple[str, tuple[str, ...]]] = {
    "citation": ("detente.evidence.citation", ("tests/evidence/test_citation.py",)),
    "dates": ("detente.evidence.dates", ("tests/evidence/test_dates.py",)),
    "calendar": ("detente.record.dating.calendar", ("tests/record/test_dating.py",)),
    "numerals": ("detente.record.dating.numerals", ("tests/record/test_dating.py",)),
    "days": ("detente.record.dating.days", ("tests/record/test_dating.py",)),
    "conditions": ("detente.dispute.conditions", ("tests/dispute/test_conditions.py",)),
    "logic": ("detente.dispute.logic", ("tests/dispute/test_conditions.py",)),
    "kernels": ("detente.analysis.kernels", ("tests/analysis/test_native.py", "tests/analysis/test_solving.py")),
    "codec": ("detente.store.codec", ("tests/store/test_codec.py", "tests/store/test_findings.py")),
    "seal": ("detente.store.seal", ("tests/store/test_damage.py",)),
    "locking": ("detente.store.locking", ("tests/store/test_locking.py", "tests/store/test_damage.py")),
    "schema": ("detente.store.schema", ("tests/store/test_damage.py", "tests/store/test_upgrade.py")),
    "custody": ("detente.store.custody", ("tests/store/test_custody.py", "tests/store/test_upgrade.py")),
    "folders": ("detente.store.folders", ("tests/store/test_custody.py", "tests/store/test_ingest.py")),
}
"""What is mutated, and the tests that should notice."""

COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
REPLACED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.FloorDiv,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
    ast.BitXor: ast.BitAnd,
    ast.LShift: ast.RShift,
    ast.RShift: ast.LShift,
}

Mutant = tuple[str, ast.Module]


def mutants(source: str) -> Iterator[Mutant]:
    """(what was changed, the changed tree) for every mutant of a module."""
    tree = ast.parse(source)
    silent = set(_said(tree))
    for number, node in enumerate(ast.walk(tree)):
        if id(node) in silent:
            continue
        for what in _changes(node):
            changed = copy.deepcopy(tree)
            twin = next(other for at, other in enumerate(ast.walk(changed)) if at == number)
            _change(twin, what)
            yield f"{getattr(node, 'lineno', 0)}: {what} {ast.unparse(node)[:60]!r}", ast.fix_missing_locations(changed)


def _said(tree: ast.Module) -> Iterator[int]:
    """Nodes whose change no test could see: docstrings, annotations, messages, `slots`, the list of public names."""
    for node in ast.walk(tree):
        skipped: list[ast.AST | None] = []
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            skipped = [node]
        elif isinstance(node, ast.FunctionDef):
            skipped = [node.returns, *(a.annotation for a in (*node.args.args, *node.args.kwonlyargs))]
        elif isinstance(node, ast.AnnAssign):
            skipped = [node.annotation]
        elif (
            isinstance(node, ast.JoinedStr)
            or (isinstance(node, ast.keyword) and node.arg == "slots")
            or (isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__")
        ):
            skipped = [node]
        elif isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
            skipped = [*node.exc.args, *node.exc.keywords]
        for inner in skipped:
            if inner is not None:
                yield from (id(each) for each in ast.walk(inner))


def _changes(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Compare() if type(node.ops[0]) in COMPARED:
            yield "compare"
        case ast.BinOp() if type(node.op) in REPLACED:
            yield "operator"
        case ast.BoolOp():
            yield "and/or"
        case ast.UnaryOp(op=ast.Not()):
            yield "drop not"
        case ast.Constant(value=bool()):
            yield "flip"
        case ast.Constant(value=int()):
            yield "plus one"
        case ast.If() | ast.While() | ast.IfExp():
            yield "turn round"
        case ast.Return() if node.value is not None and not isinstance(node.value, ast.Constant):
            yield "return None"
        case ast.Expr(value=ast.Call()) | ast.AugAssign() | ast.Raise() | ast.Continue() | ast.Break():
            yield "leave out"


def _change(node: ast.AST, what: str) -> None:
    match node:
        case ast.Compare():
            node.ops[0] = COMPARED[type(node.ops[0])]()
        case ast.BinOp():
            node.op = REPLACED[type(node.op)]()
        case ast.BoolOp():
            node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        case ast.UnaryOp():
            node.op = ast.UAdd()
            node.operand = ast.Call(ast.Name("bool", ast.Load()), [node.operand], [])
        case ast.Constant():
            node.value = not node.value if isinstance(node.value, bool) else node.value + 1  # type: ignore[operator]
        case ast.If() | ast.While() | ast.IfExp():
            node.test = ast.UnaryOp(ast.Not(), node.test)
        case ast.Return():
            node.value = ast.Constant(None)
        case ast.stmt():
            node.__class__ = ast.Pass
            node._fields = ()


class _Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Loads one module from a changed tree."""

    def __init__(self, name: str, tree: ast.Module) -> None:
        self._name, self._tree = name, tree

    def find_spec(self, name: str, path: object = None, target: object = None) -> object:
        """The mutant's spec; None for every other module."""
        if name != self._name:
            return None
        origin = importlib.util.find_spec(name.rpartition(".")[0])
        return importlib.util.spec_from_loader(name, self, origin=str(origin and origin.origin))

    def exec_module(self, module: ModuleType) -> None:
        """Run the mutant as the module."""
        exec(compile(self._tree, f"<mutant of {self._name}>", "exec"), module.__dict__)


def survivors(module: str, tests: tuple[str, ...], sample: int, seed: int) -> tuple[int, list[str]]:
    """(how many mutants were tried, those that no test noticed); raises when the tests fail on the module as it is."""
    place = ROOT / "src" / Path(*module.split("."))
    source = place.with_suffix(".py").read_text(encoding="utf-8")
    if not _pass(module, ast.parse(source), tests):
        raise RuntimeError(f"the tests of {module} fail without a mutant")
    every = list(mutants(source))
    chosen = every if len(every) <= sample else random.Random(seed).sample(every, sample)
    return len(chosen), [what for what, tree in chosen if _pass(module, tree, tests)]


def _pass(module: str, tree: ast.Module, tests: tuple[str, ...]) -> bool:
    """Whether the tests pass on a tree, in a fork."""
    child = os.fork()
    if child == 0:
        os.setsid()
        code = 1
        try:
            sink = os.open(os.devnull, os.O_RDWR)
            for descriptor in (0, 1, 2):
                os.dup2(sink, descriptor)
            sys.meta_path.insert(0, _Finder(module, tree))
            import pytest

            code = int(pytest.main(["-x", "-q", "-p", "no:cacheprovider", "-p", "no:randomly", *tests]))
        finally:
            os._exit(code)
    return _waited(child) == 0


def _waited(child: int) -> int:
    """The exit code of a child; one that takes too long is ended with all it started."""
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.02)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return 1


def main() -> int:
    """Try the modules named, all where none is; exit code 1 when fewer than four in five mutants are killed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("modules", nargs="*", choices=[*MODULES, []])
    parser.add_argument("--sample", type=int, default=60)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    os.chdir(ROOT)
    sys.path[:0] = [str(ROOT / "src"), str(ROOT), str(ROOT / "tests")]
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    import numpy  # noqa: F401  loaded once, for every fork
    import pytest  # noqa: F401
    from hypothesis import settings

    settings.register_profile("mutants", deadline=None, max_examples=30, derandomize=True)
    settings.load_profile("mutants")

    tried, left = 0, 0
    for name in given.modules or MODULES:
        count, alive = survivors(*MODULES[name], given.sample, given.seed)
        tried, left = tried + count, left + len(alive)
        print(f"{name}: {count - len(alive)} of {count} mutants killed", flush=True)
        for what in alive:
            print(f"  {name}.py:{what}", flush=True)
    print(f"together: {tried - left} of {tried} killed")
    return 0 if tried and (tried - left) / tried >= 0.8 else 1


if __name__ == "__main__":
    sys.exit(main())
