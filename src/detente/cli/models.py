"""The commands on a model as it stands: check and solve."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from detente.cli.output import one_line, print_error, quietly, remark, tell, write
from detente.cli.progress import progress
from detente.cli.target import Target, model_of, open_target
from detente.dispute.check import remarks
from detente.dispute.model import DisputeModel
from detente.errors import DetenteError
from detente.report.tables import harmless

if TYPE_CHECKING:
    from detente.analysis.findings import Findings

__all__ = ["check_command", "codes_of", "known_epoch", "solve_command"]


@click.command("check", epilog="Example: detente check mycase ; detente check mycase/case.yaml --json")
@click.argument("target", metavar="CASE|FILE")
@click.option("--json", "as_json", is_flag=True, help="One JSON array of errors.")
@quietly
def check_command(target: str, as_json: bool) -> int:
    """Find every error of a model: syntax, ids, one controller per option, a feasible observed state, exact quotations.

    The errors go to stdout, all at once, with exit code 1; a file that is not YAML at all ends with exit code 2.
    """
    found = open_target(target, check=True)
    if found.is_unreadable:
        print_error(one_line(found.problems[0], folder=found.folder), found.problems[0].hint)
        return 2
    if found.unverified:
        remark(f"warning: {found.unverified} quotations are unverified: there are no sources beside {target}")
    notes = remarks(found.model) if found.model else ()
    if as_json:
        write(json.dumps(_listed(found, notes), ensure_ascii=False, indent=2) + "\n")
    else:
        for problem in found.problems:
            write(harmless(one_line(problem, folder=found.folder)) + "\n")
            if problem.hint:
                write(f"  hint: {harmless(problem.hint)}\n")
        for note in notes:
            write(harmless(one_line(note, folder=found.folder).replace(": error ", ": warning ", 1)) + "\n")
        if not found.problems:
            write(f"{harmless(target)}: no errors\n")
    return 1 if found.problems else 0


def _listed(found: Target, notes: Sequence[DetenteError]) -> list[dict[str, str]]:
    """Errors and warnings as data, each with its severity."""
    graded = [*(("error", problem) for problem in found.problems), *(("warning", note) for note in notes)]
    return [
        {
            "severity": severity,
            "where": _where(problem.where, found.folder),
            "code": problem.code,
            "message": problem.message,
            "hint": problem.hint,
        }
        for severity, problem in graded
    ]


def _where(where: str, folder: Path | None) -> str:
    return str(folder / where) if folder is not None and where.startswith("case.yaml") else where


@click.command("solve", epilog="Example: detente solve mycase ; detente solve model.json --concept NASH,SEQ --json")
@click.argument("target", metavar="CASE|FILE")
@click.option("--concept", "-c", "concepts", metavar="C[,C…]", help="Stability concepts, such as NASH,SEQ or L2.")
@click.option("--epoch", metavar="ID", help="Only this epoch.")
@click.option("--coalitions", is_flag=True, help="Also every coalition of two or more.")
@click.option("--unknown", is_flag=True, help="Also the variants for unknown preferences (NASHa … SEQd).")
@click.option(
    "--rank", is_flag=True, help="Also the equilibria in order: efficient, and by the parties' common ranking."
)
@click.option("--json", "as_json", is_flag=True, help="The whole result as JSON.")
@quietly
def solve_command(
    target: str, concepts: str | None, epoch: str | None, coalitions: bool, unknown: bool, rank: bool, as_json: bool
) -> None:
    """Which states are stable, for whom, by which concept; the equilibria of every epoch."""
    from detente.analysis import analyse

    model = model_of(open_target(target))
    findings = analyse(
        model,
        concepts=codes_of(concepts),
        epochs=None if epoch is None else (known_epoch(model, epoch),),
        coalitions=coalitions,
        unknown=unknown,
        progress=progress(),
    )
    if as_json:
        document = findings.to_dict()
        write(json.dumps(_with_ranking(document, findings) if rank else document, ensure_ascii=False) + "\n")
        return
    from detente.cli.verdicts import table

    tell(table(model, findings, rank=rank))


def _with_ranking(document: dict[str, object], findings: "Findings") -> dict[str, object]:
    """The document with `ranking` in every epoch."""
    from detente.analysis.effectiveness import rankings

    epochs = document["epochs"]
    assert isinstance(epochs, list)
    for entry, found in zip(epochs, findings.epochs, strict=True):
        entry["ranking"] = {code: ranking.to_dict() for code, ranking in rankings(found).items()}
    return document


def codes_of(concepts: str | None) -> tuple[str, ...] | None:
    """The concepts of a `--concept` option, None where it is not given."""
    if concepts is None:
        return None
    codes = tuple(code.strip() for code in concepts.split(",") if code.strip())
    if not codes:
        raise click.UsageError("--concept wants codes such as NASH,SEQ.")
    return codes


def known_epoch(model: DisputeModel, epoch: str) -> str:
    """The epoch asked for; raises `UnknownItem` with the ones there are."""
    from detente.errors import UnknownItem

    ids = [e.id for e in model.epochs]
    if epoch not in ids:
        raise UnknownItem(
            f"no epoch {epoch!r}" if ids else "the model has no epoch",
            hint=f"there are: {', '.join(ids)}" if ids else "add one under `epochs`",
        )
    return epoch
