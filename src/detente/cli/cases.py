"""The commands of the main job: demo, run, init, add."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import click

from detente.case import Case
from detente.cli.output import emit, formats, one_line, print_error, print_problems, quietly, remark, tell, write
from detente.cli.progress import progress
from detente.errors import DetenteError, InvalidSyntax, NotACase, UnwritableCase
from detente.evidence import DocumentId, Span
from detente.report.tables import harmless
from detente.store.folders import MODEL, REPORT, SOURCES
from detente.store.ingest import Outcome

__all__ = ["add_command", "demo_command", "init_command", "run_command"]


@click.command("demo", epilog="Example: detente demo ; detente demo strike --example strike")
@click.argument("folder", metavar="[DIR]", required=False, type=click.Path(path_type=Path))
@click.option("--example", default="kurils", show_default=True, help="Which bundled case.")
@quietly
def demo_command(folder: Path | None, example: str) -> int:
    """Copy a bundled example case to DIR (its name by default) and run it."""
    from detente import examples

    origin = examples.folder(example)
    target = folder or Path(example)
    if (target / MODEL).exists():
        remark(f"{target} is there already and is run as it stands")
    else:
        _copy(origin, target)
    return _run(target)


def _copy(origin: Path, target: Path) -> None:
    """Copy a bundled case; nothing that is there is overwritten."""
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise UnwritableCase(
            "there is something else already", where=str(target), hint="name another folder: detente demo DIR"
        )
    ignored = shutil.ignore_patterns(".detente", REPORT, "__pycache__", "*.py")
    shutil.copytree(origin, target, ignore=ignored, dirs_exist_ok=True, copy_function=shutil.copyfile)


@click.command("run", epilog="Example: detente run mycase")
@click.argument("case", type=click.Path(path_type=Path))
@quietly
def run_command(case: Path) -> int:
    """Bring CASE up to date: read what is new, build the record, check and solve the model, write report.html.

    Prints the answer in about ten lines. Exit code 1 if the model has errors; the record is written all the same.
    """
    return _run(case)


def _run(folder: Path) -> int:
    from detente import pipeline

    case = _rebuilding(folder, lambda: pipeline.run(folder, progress=progress()))
    _tell_refusals(case)
    print_problems(case.problems, see=str(folder), folder=folder)
    tell(case.answer)
    if not case.changes:
        write("Nothing has changed since the last run.\n")
    place = harmless(str(folder))
    write(f"Report: {harmless(str(folder / REPORT))}    Explore: detente serve {place}\n")
    if case.model is None and len(case.problems) == 1 and isinstance(case.problems[0], InvalidSyntax):
        return 2
    return 1 if case.problems else 0


def _rebuilding(folder: Path, work: Callable[[], Case]) -> Case:
    """Do the work; a damaged database is put aside first, its bytes kept, and made anew from sources/."""
    from detente.errors import UnreadableCase
    from detente.store.damage import put_aside

    try:
        return work()
    except UnreadableCase as error:
        kept = put_aside(folder)
        print_error(one_line(error), f"rebuilding it from {SOURCES}/; the old bytes are kept in {kept}")
        return work()


def _tell_refusals(case: Case) -> None:
    """One line on stderr for each file of sources/ that could not be read."""
    for caveat in case.library.caveats:
        if not isinstance(caveat.where, Span) and caveat.message.startswith("refused: "):
            print_error(f"{case.folder / caveat.where}: error {caveat.code}: {caveat.message}")


@click.command("init", epilog="Example: detente init mycase")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@quietly
def init_command(folder: Path) -> None:
    """Make a new case folder with an empty sources/."""
    try:
        (folder / SOURCES).mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        raise UnwritableCase("there is a file of this name", where=str(folder), hint="choose another name") from None
    except OSError as error:
        raise UnwritableCase(
            f"cannot write here: {error.strerror}", where=str(folder), hint="choose a folder you may write to"
        ) from error
    write(f"{folder} is a case. Next: detente add {folder} ARTICLE…   then: detente run {folder}\n")


@click.command("add", epilog="Example: detente add mycase article.html more/*.txt ; cat a.txt | detente add mycase -")
@click.argument("case", type=click.Path(path_type=Path))
@click.argument("paths", metavar="PATH…", nargs=-1, required=True)
@formats
@quietly
def add_command(case: Path, paths: tuple[str, ...], form: str | None) -> int:
    """Copy articles (files, or folders of them) into CASE and take them up.

    What the case has already, by its bytes, is left as it is; nothing is overwritten. Can be stopped and run again.
    With `--nl` each file is reported as soon as it is safely stored. Exit code 2 if any file was refused.
    """
    from detente.store.database import reading, writing
    from detente.store.ingest import add

    if not case.is_dir():
        raise NotACase("there is no such folder", where=str(case), hint=f"`detente init {case}` makes a new case")
    with writing(case, doing="detente add") as store:
        outcomes = add(
            store,
            paths,
            progress=None if form == "nl" else progress(),
            acknowledge=_print_line if form == "nl" else _print_refusal,
        )
    with reading(case) as store_:
        library = store_.library() if store_ else None
    listed = Case(folder=case, library=library) if library else None
    items = [_item(outcome, listed) for outcome in outcomes]
    if form == "nl":
        _tell_duplicates(items)
    else:
        emit(items, form, columns=COLUMNS, header=HEADER)
        counts = {status: sum(item["status"] == status for item in items) for status in ("added", "same", "refused")}
        remark(", ".join(f"{number} {status}" for status, number in counts.items() if number))
    return 2 if any(outcome.status == "refused" for outcome in outcomes) else 0


HEADER = ("given", "status", "file", "sources", "near_duplicates", "origins", "sha256", "error")
COLUMNS = {
    "status": lambda item: str(item["status"]) + (" (near-duplicate)" if item["near_duplicates"] else ""),
    "file": lambda item: str(item["file"] or item["given"]),
    "article": lambda item: ", ".join(item["sources"]),
    "near-duplicate of": lambda item: ", ".join(item["near_duplicates"]),
}


def _item(outcome: Outcome, case: Case | None) -> dict[str, object]:
    """One file's outcome as the lists print it."""
    from detente.report.listing import near_duplicates

    near = sorted({d for s in outcome.sources for d in near_duplicates(case, s)}) if case else []
    return {
        "given": outcome.given,
        "status": outcome.status,
        "file": outcome.file,
        "sources": list(outcome.sources),
        "near_duplicates": near,
        "origins": sorted({case.library.origin_of(DocumentId(s)) for s in outcome.sources}) if case else [],
        "sha256": outcome.sha256,
        "error": _words(outcome.error) if outcome.error else None,
    }


def _words(error: DetenteError) -> dict[str, str]:
    return {"code": error.code, "message": error.message, "hint": error.hint}


def _print_line(outcome: Outcome) -> None:
    """One flushed line for a file that is on disk now."""
    item = {
        "given": outcome.given,
        "status": outcome.status,
        "file": outcome.file,
        "sources": list(outcome.sources),
        "sha256": outcome.sha256,
        "error": _words(outcome.error) if outcome.error else None,
    }
    click.echo(json.dumps(item, ensure_ascii=False))
    _print_refusal(outcome)


def _print_refusal(outcome: Outcome) -> None:
    if outcome.error is not None:
        located = type(outcome.error)(outcome.error.message, where=outcome.given, hint=outcome.error.hint)
        print_error(one_line(located), located.hint)


def _tell_duplicates(items: list[dict[str, object]]) -> None:
    for item in items:
        if item["near_duplicates"]:
            remark(f"{item['file']}: near-duplicate of {', '.join(map(str, item['near_duplicates']))}")  # type: ignore[call-overload]
