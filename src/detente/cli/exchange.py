"""Outputs and interchange: report, export, import."""

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from detente.case import Case
from detente.cli.output import print_error, quietly, remark, write
from detente.cli.progress import progress
from detente.cli.target import STDIN, Target, open_target
from detente.errors import UnwritableCase
from detente.report.tables import harmless

if TYPE_CHECKING:
    from detente.report.exporters import Exporter

__all__ = ["export_command", "report_command"]


@click.command("report", epilog="Example: detente report mycase ; detente report mycase --format md -o brief.md")
@click.argument("case", type=click.Path(path_type=Path))
@click.option("--format", "form", default="html", show_default=True, help="Any export format: html, md, brief, …")
@click.option("--all", "every", is_flag=True, help="Leave nothing out, however large the record is.")
@click.option("--output", "-o", type=click.Path(path_type=Path, allow_dash=True), help="Where to; - is stdout.")
@quietly
def report_command(case: Path, form: str, every: bool, output: Path | None) -> None:
    """Write the report of CASE as the last run left it: report.html in its folder, another format to stdout.

    Of a large record (more than 1,200 citations or 300 articles) a report shows what the model cites and what most
    independent origins bear out, and says what it leaves out. `--all` writes the whole record; the next run makes
    report.html short again, so name another file with -o to keep it.
    """
    from detente import pipeline
    from detente.report.exporters import find
    from detente.store.database import exists
    from detente.store.folders import REPORT
    from detente.store.opening import open_case

    exporter = find(form)
    opened = open_case(case) if exists(case) else pipeline.run(case, progress=progress())
    if opened.stale:
        remark(f"the report is of the last run: {opened.stale}; `detente run {case}` brings it up to date")
    if every and exporter.whole is not None:
        exporter = replace(exporter, export=exporter.whole)
    shown = _explained(pipeline.solved(opened)) if exporter.whole else pipeline.solved(opened)
    _write_all(exporter, shown, output or (case / REPORT if form == "html" else Path(STDIN)))


def _explained(case: Case) -> Case:
    """The case with the table of hypotheses that its report shows."""
    from detente import pipeline
    from detente.store.database import exists, reading

    if not exists(case.folder):
        return pipeline.explained(case)
    with reading(case.folder) as store:
        return pipeline.explained(case, store)


@click.command(
    "export", epilog="Example: detente export mycase csv -o tables.csv ; detente export model.json gmcr > model.gmcr"
)
@click.argument("target", metavar="CASE|FILE")
@click.argument("form", metavar="FORMAT")
@click.option("--output", "-o", type=click.Path(path_type=Path, allow_dash=True), help="Where to; by default stdout.")
@quietly
def export_command(target: str, form: str, output: Path | None) -> None:
    """Write a case or a model in another format, to stdout or to PATH.

    FORMAT is one of html md brief csv tsv json jsonl annotations ris bibtex csl timelinejs ics graphml dot svg png
    gmcr nfg model. Beside a .gmcr file, PATH.citations.json is written with what each of its lines rests on.
    """
    from detente import pipeline
    from detente.report.exporters import find

    exporter = find(form)
    case = pipeline.solved(_case_of(target))
    if case.stale:
        remark(f"as of the last run: {case.stale}; `detente run {target}` brings the case up to date")
    for problem in case.problems[:1]:
        print_error(
            f"warning: the model has {len(case.problems)} errors, the first: {problem}", "`detente check` lists them"
        )
    _write_all(exporter, _explained(case) if exporter.whole else case, output or Path(STDIN))


def _case_of(target: str) -> Case:
    """The case to export: a folder's as its last run left it, or a model alone."""
    from detente.store.database import exists
    from detente.store.opening import open_case

    if target != STDIN and Path(target).is_dir():
        # A case that was never run has no record to prove its quotations by: its sources are read for this once.
        return open_case(Path(target), afresh=not exists(Path(target)))
    opened = open_target(target)
    return opened.case or _alone(opened)


def _alone(opened: Target) -> Case:
    from detente.cli.target import model_of
    from detente.sources.document import Library

    model = model_of(opened)
    name = Path(opened.name)
    return Case(folder=name.parent / (name.stem or "model"), library=Library(documents=()), model=model)


def _write_all(exporter: "Exporter", case: Case, output: Path) -> None:
    """Write the export, and beside a file what its format has no place for; both are made before either is written."""
    data, side = exporter.export(case), exporter.side(case) if exporter.side else None
    _deliver(data, output)
    if side is None:
        return
    if str(output) == STDIN:
        remark("without the citations; -o PATH writes them beside the file")
        return
    from detente.store.folders import replace_file

    beside = output.with_name(output.name + exporter.side_suffix)
    replace_file(beside, side)
    remark(f"the citations are in {beside}")


def _deliver(data: bytes, output: Path) -> None:
    """Write the bytes to a file, whole or not at all, or to stdout."""
    if str(output) == STDIN:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    from detente.store.folders import replace_file

    if output.is_dir():
        raise UnwritableCase("this is a folder", where=str(output), hint="name a file: -o PATH")
    replace_file(output, data)
    write(f"{harmless(str(output))}\n")
