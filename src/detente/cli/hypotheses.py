"""The command hypotheses: explanations in rows, evidence in columns, and cells that no arithmetic sums."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from detente.cli.output import quietly, remark, shorten, tell, write
from detente.errors import NotACase

if TYPE_CHECKING:
    from detente.drafting.hypotheses import Evidence, Hypotheses

__all__ = ["hypotheses_command"]

MARKS = {"consistent": "+", "inconsistent": "−", "silent": "·", "": "?"}
COLUMNS = (
    "epoch hypothesis decision_maker says basis models evidence said_by kind source quote when mode via origins "
    "one_source reliability tells_apart reading rule"
).split()


@click.command(
    "hypotheses",
    epilog="Example: detente hypotheses mycase ; detente hypotheses mycase rival.yaml --epoch 2018-11 --csv",
)
@click.argument("case", type=click.Path(path_type=Path))
@click.argument("rivals", nargs=-1, metavar="[RIVAL]…")
@click.option("--epoch", metavar="ID", help="In this epoch; by default the last.")
@click.option("--all", "every", is_flag=True, help="All statements; by default those that nobody says outright.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.option("--csv", "as_csv", is_flag=True, help="A row for each cell, for spreadsheets.")
@quietly
def hypotheses_command(
    case: Path, rivals: tuple[str, ...], epoch: str | None, every: bool, as_json: bool, as_csv: bool
) -> None:
    """Explanations against evidence: what each party is held to want, and what the articles of CASE tell of it.

    The rows are the statements of the model that nobody says outright; with RIVAL models, those that not all hold. A
    cell says consistent, inconsistent or silent where a named rule can tell, and stays open where none can. Beside each
    piece of evidence stand its origins and how near its words are. Nothing is counted up.
    """
    from detente.case import vocabulary_of
    from detente.cli.target import model_of, open_target
    from detente.drafting.hypotheses import hypotheses
    from detente.store import open_case

    opened = open_case(case)
    if opened.model is None:
        raise NotACase("there is no model to explain", where=str(case), hint=f"`detente draft {case}` proposes one")
    models = {"case": opened.model, **{name: model_of(open_target(name)) for name in rivals}}
    if opened.stale:
        remark(f"warning: {opened.stale}; `detente run {case}` brings the record up to date")
    found = hypotheses(
        models, opened.library, opened.record, epoch=epoch, every=every, vocabulary=vocabulary_of(opened.model)
    )
    if as_json:
        write(json.dumps(found.to_dict(), ensure_ascii=False, indent=2) + "\n")
    elif as_csv:
        from detente.report.tables import to_csv

        write(to_csv(list(_items(found)), header=COLUMNS))
    else:
        tell(_lines(found))


def _items(found: "Hypotheses") -> Iterator[dict[str, object]]:
    """A row for each cell."""
    for row, cells in zip(found.rows, found.cells, strict=True):
        for number, (column, cell) in enumerate(zip(found.columns, cells, strict=True)):
            yield {
                "epoch": found.epoch,
                "hypothesis": row.id,
                "decision_maker": row.party,
                "says": row.says,
                "basis": row.basis,
                "models": " ".join(row.models),
                "evidence": column.id,
                "said_by": column.party,
                "kind": column.kind,
                "source": str(column.citation.span.document),
                "quote": " ".join(column.citation.quote.split()),
                "when": column.when,
                "mode": column.mode,
                "via": " > ".join(column.via),
                "origins": column.origins,
                "one_source": column.one_source,
                "reliability": column.reliability,
                "tells_apart": found.tells_apart(number),
                "reading": cell.reading,
                "rule": cell.rule,
            }


def _lines(found: "Hypotheses") -> Iterator[str]:
    """The table, then its rows and columns in words."""
    if not found.rows:
        yield f"{found.epoch}: nothing to explain: every statement is quoted, or all models hold the same"
        return
    yield f"{found.epoch}: {len(found.rows)} explanations, {len(found.columns)} pieces of evidence"
    width = max(2, *(len(column.id) for column in found.columns)) if found.columns else 2
    yield " " * 6 + " ".join(column.id.rjust(width) for column in found.columns)
    for row, cells in zip(found.rows, found.cells, strict=True):
        yield row.id.ljust(6) + " ".join(MARKS[cell.reading].rjust(width) for cell in cells)
    yield "+ consistent  − inconsistent  · silent  ? for you to judge"
    yield ""
    for row in found.rows:
        held = f" [{', '.join(row.models)}]" if row.models else ""
        yield f"{row.id}  {row.party}: {row.says} ({row.basis}){held}"
    yield ""
    for number, column in enumerate(found.columns):
        yield f"{column.id}  {_told(column)}{'' if found.tells_apart(number) else '; tells no two apart'}"


def _told(column: "Evidence") -> str:
    quote = shorten(" ".join(column.citation.quote.split()), 90)
    origins = "one origin" if column.one_source else f"{column.origins} independent origins"
    via = f", via {' > '.join(column.via)}" if column.via else ""
    stated = f", reliability {column.reliability}" if column.reliability else ""
    when = f", {column.when}" if column.when else ""
    place = f"{column.citation.span.document}"
    return f"{column.party} {column.kind}: “{quote}” ({place}{when}; {column.mode}{via}; {origins}{stated})"
