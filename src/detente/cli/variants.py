"""Comparing: a model with an edit of it, and two versions of a case."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from detente.cli.models import codes_of, known_epoch
from detente.cli.output import quietly, shorten, tell, write
from detente.cli.target import Target, model_of, open_target
from detente.dispute.model import DisputeModel
from detente.report.solution_changes import difference_lines, naming
from detente.report.tables import harmless

__all__ = ["diff_command", "whatif_command"]


@click.command(
    "whatif",
    epilog="Example: detente whatif mycase 'russia: swap 1 2' ; detente whatif mycase 'observed \"a & b\"' --json",
)
@click.argument("target", metavar="CASE|FILE")
@click.argument("edits", metavar="EDIT…", nargs=-1, required=True)
@click.option("--epoch", metavar="ID", help="In this epoch; by default the last.")
@click.option("--concept", "-c", "concepts", metavar="C[,C…]", help="Only these concepts.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@quietly
def whatif_command(target: str, edits: tuple[str, ...], epoch: str | None, concepts: str | None, as_json: bool) -> None:
    """Solve with one edit or several, and show the difference. Nothing is written.

    \b
    EDIT is one of
      PARTY: swap I J                 PARTY: move I to J       PARTY: drop I
      PARTY: add "CONDITION" [at I]   PARTY: replace I "CONDITION"
      PARTY: out                      infeasible "CONDITION"   -infeasible "CONDITION"
      OPTION forward|backward         OPTION -irreversible     observed "CONDITION"
    Wishes are counted from 1, the most important.
    """
    from detente.analysis.whatif import whatif

    model = model_of(open_target(target))
    found = whatif(
        model,
        edits,
        epoch=known_epoch(model, epoch) if epoch is not None else None,
        concepts=codes_of(concepts),
    )
    document = found.to_dict()
    if as_json:
        write(json.dumps(document, ensure_ascii=False) + "\n")
        return
    from detente.analysis.whatif import difference

    for edit in edits:
        write(f"with {harmless(edit)}\n")
    named = naming(found.after.graph, found.before.graph)
    tell(difference_lines(difference(found.before, found.after), named) or ["nothing changes"])


@click.command("diff", epilog="Example: detente diff mycase.replaced-1 mycase ; detente diff old.yaml new.yaml --json")
@click.argument("old", metavar="A")
@click.argument("new", metavar="B")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@quietly
def diff_command(old: str, new: str, as_json: bool) -> None:
    """What changed from A to B, and which article did it: lines of the model, results, sources, the record."""
    a, b = _opened(old), _opened(new)
    document: dict[str, Any] = {}
    models = [t.model for t in (a, b)]
    if a.model is not None and b.model is not None:
        document |= _compare(model_of(a), model_of(b))
    elif any(models):
        document["model"] = "added" if b.model is not None else "removed"
    if a.case is not None and b.case is not None:
        from detente.report.differences import differences

        document |= differences(a.case, b.case)
    if as_json:
        write(json.dumps(document, ensure_ascii=False, indent=2) + "\n")
        return
    lines = list(_lines(document))
    tell(lines or ["no differences"])


def _opened(name: str) -> Target:
    """A case with its record as the last run left it, or a model alone."""
    from detente.store.folders import MODEL
    from detente.store.opening import open_case

    if name != "-" and Path(name).is_dir():
        case = open_case(Path(name))
        return Target(name=name, model=case.model, problems=case.problems, case=case, folder=Path(name))
    if name != "-" and Path(name).name == MODEL and (Path(name).parent / ".detente").is_dir():
        return _opened(str(Path(name).parent))
    return open_target(name)


def _compare(before: DisputeModel, after: DisputeModel) -> dict[str, Any]:
    from detente.analysis.comparison import compare

    return dict(compare(before, after).to_dict())


def _lines(document: Mapping[str, Any]) -> Iterator[str]:
    if "model" in document:
        yield f"case.yaml {document['model']}"
    for change in document.get("lines", ()):
        by = f"  (by {', '.join(change['sources'])})" if change["sources"] else ""
        where = f" in {change['epoch']}" if change["epoch"] else ""
        yield f"{change['what']} {change['id']}{where}: {change['change']}{by}"
        if change["before"] is not None and change["change"] != "rebased":
            yield f"  - {shorten(str(change['before']))}"
        if change["after"] is not None and change["change"] != "rebased":
            yield f"  + {shorten(str(change['after']))}"
    for epoch, found in document.get("results", {}).items():
        moved = difference_lines(found)
        if moved:
            yield f"results{' of ' + epoch if epoch else ''}"
            yield from moved
    for change, files in document.get("sources", {}).items():
        yield from (f"source {change}: {file}" for file in files)
    for name, changes in document.get("record", {}).items():
        for change in ("added", "removed"):
            for item in changes[change]:
                by = f"  (by {', '.join(item['by'])})" if item["by"] else ""
                yield f"{name} {change}: {shorten(item['words'])}{by}"
