"""Mutation testing: small changes to a module's code, each of which its tests should notice.

    python tests/trust/mutants.py                       every area, 60 mutants of each module
    python tests/trust/mutants.py citation --sample 0   one area or module, every mutant

Each mutant is one change of the syntax tree (an operator, a comparison, a constant, a condition turned round, a
statement left out) and runs in a fork in which the module is loaded in its changed form; no file is changed. Prints how
many were killed, and where the survivors are. Changes that change nothing stand in `equivalents.py` with their reasons and
are not counted.
"""

import argparse
import ast
import copy
import importlib
import importlib.abc
import importlib.util
import inspect
import itertools
import os
import random
import resource
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any

from equivalents import EQUIVALENT

__all__ = ["AREAS", "MODULES", "Mutant", "mutants", "survivors"]

ROOT = Path(__file__).parents[2]
SLOWER = 2
"""A mutant that makes its tests need so many times the processor time they need without it counts as killed."""

PATIENCE = 20
"""So many times that is waited, for a machine with other work."""

MEMORY = 4 << 30

FORMS = (
    "tests/record/test_dating_forms.py",
    "tests/record/test_dating.py",
    "tests/record/test_dating_days.py",
    "tests/record/test_dating_years.py",
    "tests/record/test_dating_periods.py",
)
ANCHORS = (*FORMS, "tests/record/test_anchors.py", "tests/record/test_narrative.py")
KERNELS = ("tests/analysis/test_kernels.py", "tests/analysis/test_native.py")
CONDITIONS = ("tests/dispute/test_condition_text.py", "tests/dispute/test_conditions.py")

MODULES: dict[str, tuple[str, tuple[str, ...]]] = {
    "citation": ("detente.evidence.citation", ("tests/evidence/test_citation.py",)),
    "basis": ("detente.evidence.basis", ("tests/evidence/test_basis.py",)),
    "display": ("detente.evidence.display", ("tests/evidence/test_display.py",)),
    "ranges": ("detente.evidence.dates", ("tests/evidence/test_dates.py",)),
    "grammar": ("detente.record.dating.grammar", ("tests/record/test_grammar.py",)),
    "lexer": ("detente.record.dating.lexer", ("tests/record/test_grammar.py",)),
    "calendar": ("detente.record.dating.calendar", ("tests/record/test_calendar.py",)),
    "numerals": ("detente.record.dating.numerals", ("tests/record/test_calendar.py",)),
    "days": ("detente.record.dating.days", FORMS),
    "years": ("detente.record.dating.years", FORMS),
    "periods": ("detente.record.dating.periods", FORMS),
    "lengths": ("detente.record.dating.lengths", FORMS),
    "steps": ("detente.record.dating.steps", FORMS),
    "readings": ("detente.record.dating.readings", ANCHORS),
    "lexicon": ("detente.record.dating.lexicon", (*FORMS, "tests/record/test_calendar.py")),
    "meanings": ("detente.record.dating.meanings", ("tests/record/test_meanings.py", *FORMS)),
    "marks": ("detente.record.dating.marks", FORMS),
    "clock": ("detente.record.dating.clock", ("tests/record/test_dating_clock.py",)),
    "feasts": ("detente.record.dating.feasts", ("tests/record/test_feasts.py",)),
    "open values": ("detente.record.dating.open_values", ("tests/record/test_open_values.py",)),
    "tense": ("detente.record.dating.tense", ("tests/record/test_tense.py", *FORMS)),
    "narrative": ("detente.record.dating.narrative", ("tests/record/test_narrative.py", *FORMS)),
    "anchors": ("detente.record.dating.anchors", ANCHORS),
    "anchoring": ("detente.record.anchoring", ("tests/record/test_anchoring.py",)),
    "conditions": ("detente.dispute.conditions", CONDITIONS),
    "logic": ("detente.dispute.logic", CONDITIONS),
    "kernels": ("detente.analysis.kernels", KERNELS),
    "cube": ("detente.analysis.cube", KERNELS),
    "blocks": ("detente.analysis.blocks", KERNELS),
    "codec": ("detente.store.codec", ("tests/store/test_codec.py", "tests/store/test_findings.py")),
    "database": ("detente.store.database", ("tests/store/test_database.py",)),
    "schema": ("detente.store.schema", ("tests/store/test_schema.py", "tests/store/test_upgrade.py")),
    "seal": ("detente.store.seal", ("tests/store/test_sealing.py", "tests/store/test_seal.py")),
    "locking": ("detente.store.locking", ("tests/store/test_locking.py",)),
    "settling": ("detente.store.settling", ("tests/store/test_settling.py", "tests/store/test_database.py")),
    "undoing": ("detente.store.undoing", ("tests/store/test_history.py",)),
    "annotations": ("detente.store.annotations", ("tests/store/test_notes.py",)),
    "articles": ("detente.store.articles", ("tests/store/test_articles.py",)),
    "backups": ("detente.store.backups", ("tests/store/test_backups.py", "tests/store/test_restoring.py")),
    "damage": ("detente.store.damage", ("tests/store/test_damage.py", "tests/store/test_purging.py")),
    "editing": ("detente.store.editing", ("tests/store/test_history.py", "tests/store/test_revision.py")),
    "findings": ("detente.store.findings", ("tests/store/test_findings.py",)),
    "fingerprints": ("detente.store.fingerprints", ("tests/store/test_revision.py",)),
    "folders": ("detente.store.folders", ("tests/store/test_folders.py",)),
    "history": ("detente.store.history", ("tests/store/test_history.py",)),
    "contents": ("detente.store.contents", ("tests/store/test_contents.py", "tests/store/test_ingest.py")),
    "ingest": ("detente.store.ingest", ("tests/store/test_ingest.py", "tests/store/test_history.py")),
    "mounts": ("detente.store.mounts", ("tests/store/test_mounts.py",)),
    "opening": ("detente.store.opening", ("tests/store/test_opening.py",)),
    "parses": ("detente.store.parses", ("tests/store/test_parses.py",)),
    "purging": ("detente.store.purging", ("tests/store/test_purging.py", "tests/store/test_parses.py")),
    "restoring": ("detente.store.restoring", ("tests/store/test_restoring.py",)),
    "revision": ("detente.store.revision", ("tests/store/test_revision.py",)),
    "searching": ("detente.store.searching", ("tests/store/test_searching.py",)),
    "verifying": ("detente.store.verifying", ("tests/store/test_verifying.py",)),
    "versions": ("detente.store.versions", ("tests/store/test_revision.py",)),
}
"""What is mutated, and the tests that should notice."""

AREAS: dict[str, tuple[str, ...]] = {
    "store": (
        "codec", "database", "schema", "seal", "locking", "settling", "undoing", "annotations", "articles", "backups",
        "damage", "editing", "findings", "fingerprints", "folders", "history", "ingest", "mounts", "opening", "parses",
        "purging", "restoring", "revision", "searching", "verifying", "versions",
    ),
    "citation": ("citation", "basis", "display"),
    "dates": (
        "ranges", "grammar", "lexer", "calendar", "numerals", "days", "years", "periods", "lengths", "steps", "readings",
        "lexicon", "meanings", "marks", "clock", "feasts", "open values", "tense", "narrative", "anchors", "anchoring",
    ),
    "conditions": ("conditions", "logic"),
    "kernels": ("kernels", "cube", "blocks"),
}  # fmt: skip
"""What is counted together."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    """One change: in which function, of what, and the tree of the module with it.

    `name` stays the same while the function stands as it is, whatever is written above it.
    """

    line: int
    name: str
    tree: ast.Module


def mutants(source: str) -> Iterator[Mutant]:
    """Every mutant of a module."""
    tree = ast.parse(source)
    silent = set(_said(tree))
    within = _places(tree)
    met: Counter[str] = Counter()
    for number, node in enumerate(ast.walk(tree)):
        if id(node) in silent:
            continue
        for what in _changes(node):
            changed = copy.deepcopy(tree)
            twin = next(other for at, other in enumerate(ast.walk(changed)) if at == number)
            _change(twin, what)
            name = f"{within[id(node)]}: {what} {ast.unparse(node).splitlines()[0][:60]}"
            met[name] += 1
            if met[name] > 1:
                name += f" #{met[name]}"
            yield Mutant(line=getattr(node, "lineno", 0), name=name, tree=ast.fix_missing_locations(changed))


def _places(tree: ast.Module) -> dict[int, str]:
    """The function or class that each node stands in."""
    found: dict[int, str] = {}

    def visit(node: ast.AST, place: str) -> None:
        found[id(node)] = place
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            place = f"{place}.{node.name}".removeprefix("module.")
        for child in ast.iter_child_nodes(node):
            visit(child, place)

    visit(tree, "module")
    return found


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


def survivors(name: str, chosen: list[Mutant]) -> list[Mutant]:
    """Those of a module's mutants that no test noticed; raises when the tests fail on the module as it is.

    The tests are collected once; each mutant is put in the place of the function it changes in a fork. What survives that,
    and what stands outside of functions, is tried again with the module loaded anew.
    """
    module, tests = MODULES[name]
    trial = _Trial(module, chosen)
    child = os.fork()  # this process stays without the module
    if child == 0:
        os._exit(_kept_quiet(lambda: trial.run(tests)))
    trial.read(child)
    return [mutant for mutant in trial.left if _pass(module, mutant.tree, tests, trial.seconds)]


def _source(module: str) -> str:
    return (ROOT / "src" / Path(*module.split("."))).with_suffix(".py").read_text(encoding="utf-8")


class _Trial:
    """A plugin of pytest that runs the collected tests once for every mutant, each time in a fork."""

    def __init__(self, module: str, chosen: list[Mutant]) -> None:
        self._module, self._chosen = module, chosen
        self._out, self._into = os.pipe()
        self.left: list[Mutant] = []
        self.seconds = 0.0

    def run(self, tests: tuple[str, ...]) -> int:
        """Collect, try and tell the parent."""
        import pytest

        return int(pytest.main(["-x", "-q", "-p", "no:cacheprovider", *tests], plugins=[self]))

    def read(self, child: int) -> None:
        """What the child tells, until it ends."""
        os.close(self._into)
        with os.fdopen(self._out) as pipe:
            told = pipe.read().splitlines()
        os.waitpid(child, 0)
        if not told or told[-1] != "done":
            raise RuntimeError(f"the tests of {self._module} fail without a mutant")
        self.seconds = float(told[0])
        self.left = [self._chosen[int(number)] for number in told[1:-1]]

    def pytest_runtestloop(self, session: Any) -> bool:
        """In the place of pytest's own loop."""
        order, seconds = self._ordered(session)
        if not order:
            return True
        session.items[:] = order
        allowed = 2 + SLOWER * seconds
        self._tell(allowed)
        for number, mutant in enumerate(self._chosen):
            child = os.fork()
            if child == 0:
                _bounded(allowed)
                os._exit(0 if not _replaced(self._module, mutant) or _all_pass(session) else 1)
            if _waited(child, allowed) == 0:
                self._tell(number)
        self._tell("done")
        return True

    def _tell(self, what: object) -> None:
        os.write(self._into, f"{what}\n".encode())

    def _ordered(self, session: Any) -> tuple[list[Any], float]:
        """The tests, the quickest first, and their processor time; nothing when one of them fails without a mutant."""
        out, into = os.pipe()
        child = os.fork()
        if child == 0:
            took = []
            for item in session.items:
                begun = time.process_time()
                item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
                took.append(time.process_time() - begun)
            with os.fdopen(into, "w") as pipe:
                pipe.write("" if session.testsfailed else " ".join(map(str, took)))
                pipe.flush()
            os._exit(0)
        os.close(into)
        with os.fdopen(out) as pipe:
            took = [float(each) for each in pipe.read().split()]
        os.waitpid(child, 0)
        return [item for _, item in sorted(zip(took, session.items, strict=False), key=lambda pair: pair[0])], sum(took)


def _all_pass(session: Any) -> bool:
    for item, following in itertools.zip_longest(session.items, session.items[1:]):
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        if session.testsfailed:
            return False
    return True


def _replaced(module: str, mutant: Mutant) -> bool:
    """Give the living function the mutant's code; False where the change stands outside of functions."""
    place = mutant.name.partition(":")[0].split(".")
    living: Any = sys.modules[module]
    code = compile(mutant.tree, "<mutant>", "exec")
    for name in place:
        living = vars(living).get(name)
        living = getattr(living, "fget", None) or getattr(living, "__func__", living)
        found = [each for each in code.co_consts if isinstance(each, CodeType) and each.co_name == name]
        if len(found) != 1 or living is None:
            return False
        code = found[0]
        function = inspect.unwrap(living)
        if inspect.isfunction(function):
            if function.__code__.co_freevars != code.co_freevars:
                return False
            function.__code__ = code
            _forget()
            return True
    return False


def _forget() -> None:
    """Drop what the functions of the package have kept of earlier calls."""
    for name, module in list(sys.modules.items()):
        if name.startswith("detente"):
            for value in vars(module).values():
                if hasattr(value, "cache_clear"):
                    value.cache_clear()


def _bounded(seconds: float) -> None:
    """Let this process use so much processor time and no more, and not all of the memory."""
    os.setsid()
    used = resource.getrusage(resource.RUSAGE_SELF)
    until = int(used.ru_utime + used.ru_stime + seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (until, until))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _kept_quiet(job: Callable[[], int]) -> int:
    """The job's exit code, 1 when it raises; what it prints is not seen."""
    try:
        sink = os.open(os.devnull, os.O_RDWR)
        for descriptor in (0, 1, 2):
            os.dup2(sink, descriptor)
        return job()
    except BaseException:
        return 1


def _pass(module: str, tree: ast.Module, tests: tuple[str, ...], seconds: float) -> bool:
    """Whether the tests pass on a tree, in a fork that loads the module from it."""
    child = os.fork()
    if child == 0:
        _bounded(seconds + 10)
        sys.meta_path.insert(0, _Finder(module, tree))
        import pytest

        os._exit(_kept_quiet(lambda: int(pytest.main(["-x", "-q", "-p", "no:cacheprovider", *tests]))))
    return _waited(child, seconds + 10) == 0


def _waited(child: int, seconds: float) -> int:
    """The exit code of a child; one that takes too long is ended with all it started."""
    until = time.monotonic() + PATIENCE * seconds
    while time.monotonic() < until:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.01)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return 1


def _chosen(name: str, sample: int, seed: int, matching: str) -> list[Mutant]:
    """The mutants to try: those that change something, a sample of them where one is asked for."""
    known = EQUIVALENT.get(name, {})
    every = [each for each in mutants(_source(MODULES[name][0])) if each.name not in known and matching in each.name]
    return every if not sample or len(every) <= sample else random.Random(seed).sample(every, sample)


def _load_others() -> None:
    """Load once, for every fork, what the tests take from elsewhere."""
    for name in (
        "numpy",
        "pytest",
        "hypothesis",
        "yaml",
        "ruamel.yaml",
        "lxml.html",
        "rich.console",
        "click",
        "networkx",
    ):
        with suppress(ImportError):
            importlib.import_module(name)
    from hypothesis import settings

    settings.register_profile("mutants", deadline=None, max_examples=30, derandomize=True)
    settings.load_profile("mutants")


def main() -> int:
    """Try the areas or modules named, all where none is; exit code 1 when fewer than four in five of one are killed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"{', '.join(AREAS)}, or a module of theirs")
    parser.add_argument("--sample", type=int, default=60, help="mutants of each module; 0: all")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--matching", default="", help="only mutants with this text in their name")
    given = parser.parse_args()
    if unknown := [name for name in given.names if name not in AREAS and name not in MODULES]:
        parser.error(f"there is no area or module {unknown[0]!r}")
    os.chdir(ROOT)
    sys.path[:0] = [str(ROOT / "src"), str(ROOT), str(ROOT / "tests")]
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    _load_others()

    figures: dict[str, tuple[int, int]] = {}
    for name in [module for each in given.names or AREAS for module in AREAS.get(each, (each,))]:
        chosen = _chosen(name, given.sample, given.seed, given.matching)
        left = survivors(name, chosen)
        figures[name] = len(chosen) - len(left), len(chosen)
        print(f"{name}: {len(chosen) - len(left)} of {len(chosen)} mutants killed", flush=True)
        for mutant in left:
            print(f"  {name}.py:{mutant.line}: {mutant.name}", flush=True)
    for area, modules in AREAS.items():
        if counted := [figures[module] for module in modules if module in figures]:
            print(f"{area}: {sum(killed for killed, _ in counted)} of {sum(tried for _, tried in counted)} killed")
    return 0 if all(killed >= 0.8 * tried for killed, tried in figures.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
