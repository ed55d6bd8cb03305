"""detente: find out why a negotiation is stuck, and what would unstick it.

The functions have the names and meanings of the commands:

>>> import detente
>>> model = detente.load_model("mycase/case.yaml")     # doctest: +SKIP
>>> detente.analyse(model).epoch().equilibria          # doctest: +SKIP
>>> detente.deal(model, target="treaty")               # doctest: +SKIP
>>> case = detente.run("mycase")                       # doctest: +SKIP
>>> open("report.html", "wb").write(detente.report(case))  # doctest: +SKIP

Importing the package loads none of its parts; each is loaded when its name is first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from detente.analysis.evolution import Path as EvolutionPath
    from detente.analysis.findings import Findings
    from detente.analysis.inverse import Deal, deal
    from detente.analysis.robustness import Robustness, robustness
    from detente.analysis.solving import analyse
    from detente.case import Case
    from detente.dispute.graph import GraphModel, compile_model
    from detente.dispute.loading import load_model
    from detente.dispute.model import DisputeModel
    from detente.drafting.proposal import Proposal, draft
    from detente.errors import DetenteError
    from detente.evidence import Caveat, Citation, DateRange, Span
    from detente.pipeline import run
    from detente.record.build import build_record
    from detente.record.entries import Record
    from detente.sources.document import Document, Library, Passage
    from detente.store.opening import open_case

__all__ = [
    "Case",
    "Caveat",
    "Citation",
    "DateRange",
    "Deal",
    "DetenteError",
    "DisputeModel",
    "Document",
    "Findings",
    "GraphModel",
    "Library",
    "Passage",
    "Proposal",
    "Record",
    "Robustness",
    "Span",
    "__version__",
    "analyse",
    "build_record",
    "compile_model",
    "deal",
    "draft",
    "load_model",
    "open_case",
    "path",
    "read",
    "report",
    "robustness",
    "run",
]

__version__ = "0.1.0"

_HOMES = {
    "detente.analysis.findings": ("Findings",),
    "detente.analysis.inverse": ("Deal", "deal"),
    "detente.analysis.robustness": ("Robustness", "robustness"),
    "detente.analysis.solving": ("analyse",),
    "detente.case": ("Case",),
    "detente.dispute.graph": ("GraphModel", "compile_model"),
    "detente.dispute.loading": ("load_model",),
    "detente.dispute.model": ("DisputeModel",),
    "detente.drafting.proposal": ("Proposal", "draft"),
    "detente.errors": ("DetenteError",),
    "detente.evidence": ("Caveat", "Citation", "DateRange", "Span"),
    "detente.pipeline": ("run",),
    "detente.record.build": ("build_record",),
    "detente.record.entries": ("Record",),
    "detente.sources.document": ("Document", "Library", "Passage"),
    "detente.store.opening": ("open_case",),
}
"""Where each public name lives."""


def __getattr__(name: str) -> object:
    """A public name, its module loaded when it is first asked for."""
    for home, names in _HOMES.items():
        if name in names:
            found = getattr(import_module(home), name)
            globals()[name] = found
            return found
    if name == "report":
        return import_module("detente.report")
    raise AttributeError(f"module 'detente' has no attribute {name!r}")


def __dir__() -> list[str]:
    """The public names."""
    return sorted({*globals(), *__all__})


def read(*paths: "str | Path") -> "Library":
    """The articles in some files, and in all files below some folders, labelled and grouped by origin.

    Raises `SourceError` for the first file that cannot be read.
    """
    from pathlib import Path

    from detente.sources.files import source_files
    from detente.sources.library import build_library
    from detente.sources.reading import read_file

    files: list[Path] = []
    for path in map(Path, paths):
        files += [path / name for name in source_files(path)] if path.is_dir() else [path]
    return build_library(document for file in files for document in read_file(file))


def path(model: "DisputeModel", start: str, goal: str, *, epoch: str | None = None) -> "EvolutionPath":
    """How the dispute can get from `start` to `goal` (states, patterns, conditions) in an epoch, by default the last.

    Raises `UndefinedState`.
    """
    from detente.analysis.evolution import find_path
    from detente.dispute.graph import compile_model

    graph = compile_model(model, epoch)
    return find_path(graph, graph.find(start), graph.find(goal))
