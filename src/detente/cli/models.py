"""The commands on a model as it stands: check and solve."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
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
    from detente.analysis.findings import EpochFindings, Findings, Verdict

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
@click.option(
    "--attitude",
    "attitudes",
    multiple=True,
    metavar="P:Q=+|0|-",
    help="Party P acts for (+), against (-) or without regard (0) to Q: adds RNASH, RGMR, RSMR and RSEQ.",
)
@click.option(
    "--dread",
    "dreads",
    multiple=True,
    metavar="P=CONDITION",
    help="The states that party P dreads: adds where it is strongly stable under GMR, SMR, SEQ and SSEQ.",
)
@click.option("--json", "as_json", is_flag=True, help="The whole result as JSON.")
@quietly
def solve_command(
    target: str,
    concepts: str | None,
    epoch: str | None,
    coalitions: bool,
    unknown: bool,
    rank: bool,
    attitudes: tuple[str, ...],
    dreads: tuple[str, ...],
    as_json: bool,
) -> None:
    """Which states are stable, for whom, by which concept; the equilibria of every epoch.

    Attitudes not named are + of each party towards itself and 0 towards others. What is dreaded is far worse: a party
    is strongly stable where everything it might gain by moving risks a state that it dreads.
    """
    from detente.analysis import analyse

    towards, dreaded = _attitudes(attitudes), _dreads(dreads)
    model = model_of(open_target(target))
    findings = analyse(
        model,
        concepts=codes_of(concepts),
        epochs=None if epoch is None else (known_epoch(model, epoch),),
        coalitions=coalitions,
        unknown=unknown,
        progress=progress(),
    )
    if towards:
        from detente.analysis.attitudes import with_attitudes

        findings = replace(findings, epochs=tuple(with_attitudes(each, towards) for each in findings.epochs))
    strong = [_strong(each, dreaded) for each in findings.epochs]
    if as_json:
        write(json.dumps(_document(findings, strong, rank=rank), ensure_ascii=False) + "\n")
        return
    from detente.cli.verdicts import table

    tell(table(model, findings, strong, rank=rank))


def _attitudes(texts: Sequence[str]) -> dict[str, dict[str, str]]:
    """`P:Q=+` by P and Q."""
    found: dict[str, dict[str, str]] = {}
    for text in texts:
        who, equals, sign = text.partition("=")
        party, colon, other = (part.strip() for part in who.partition(":"))
        if not (equals and colon and sign.strip() in ("+", "0", "-")):
            raise click.UsageError(f"--attitude {text!r}: write PARTY:OTHER=+, =0 or =-.")
        found.setdefault(party, {})[other] = sign.strip()
    return found


def _dreads(texts: Sequence[str]) -> dict[str, str]:
    """`P=CONDITION` by P; several for one party are any of them."""
    found: dict[str, str] = {}
    for text in texts:
        party, equals, condition = (part.strip() for part in text.partition("="))
        if not (equals and party and condition):
            raise click.UsageError(f"--dread {text!r}: write PARTY=CONDITION.")
        found[party] = f"({found[party]}) | ({condition})" if party in found else condition
    return found


def _strong(found: "EpochFindings", dreads: Mapping[str, str]) -> "Mapping[str, Mapping[str, Verdict]]":
    """Where parties are strongly stable, of those in play in the epoch; {} where no dread is given."""
    if not dreads:
        return {}
    from detente.analysis.strength import strong_verdicts

    return strong_verdicts(found, dreads)


def _document(
    findings: "Findings", strong: "Sequence[Mapping[str, Mapping[str, Verdict]]]", *, rank: bool
) -> dict[str, object]:
    """The `solve --json` document, with what was asked for beside it in every epoch."""
    document = findings.to_dict()
    epochs = document["epochs"]
    assert isinstance(epochs, list)
    for entry, found, verdicts in zip(epochs, findings.epochs, strong, strict=True):
        if verdicts:
            entry["strongly_stable"] = {
                code: {party: list(row) for party, row in by_party.items()} for code, by_party in verdicts.items()
            }
        if rank:
            from detente.analysis.effectiveness import rankings

            entry["ranking"] = {code: ranking.to_dict() for code, ranking in rankings(found).items()}
    return document


def codes_of(concepts: str | None) -> tuple[str, ...] | None:
    """The concepts of a `--concept` option, in capitals or small; None where it is not given."""
    if concepts is None:
        return None
    from detente.analysis.concepts import concepts as known

    given = [code.strip() for code in concepts.split(",") if code.strip()]
    codes = tuple(code if code in known() else code.upper() for code in given)
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
