"""Taking up what other programs have written: models, annotations and articles."""

import json
import sys
from pathlib import Path

import click

from detente.cli.output import one_line, print_error, quietly, remark, write
from detente.cli.progress import progress
from detente.errors import CaseError, DetenteError, InvalidModel, InvalidSyntax, NotACase
from detente.report.phrases import counted
from detente.report.tables import harmless

__all__ = ["import_command"]

MODELS = {".json", ".jsonld", ".gmcr", ".yaml", ".yml"}
WHO = "import"


@click.command("import", epilog="Example: detente import mycase conflict.gmcr ; detente import mycase notes.jsonld")
@click.argument("case", type=click.Path(path_type=Path))
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--replace", is_flag=True, help="Put the model in the place of the case.yaml that is there; undo works.")
@quietly
def import_command(case: Path, file: Path, replace: bool) -> int:
    """Take up FILE into CASE, which is made when there is none.

    A model (case.yaml, model JSON, .gmcr) becomes the case's case.yaml. W3C Web Annotations (JSON-LD, also those of
    hypothes.is) become notes on the words they quote; one that does not fit its source is refused, the rest are kept.
    Anything else is read as articles.
    """
    if str(file) != "-" and not file.exists():
        raise NotACase("there is no such file", where=str(file), hint="check the path")
    data = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes() if file.suffix in MODELS else b""
    is_model = file.suffix in MODELS or data.lstrip().startswith((b"{", b"detente:"))
    annotations = _annotations(data)
    if annotations is not None:
        return _import_annotations(case, file, annotations)
    (case / "sources").mkdir(parents=True, exist_ok=True)
    if is_model:
        return _import_model(case, file, data, replace=replace)
    return _import_articles(case, file, data)


def _annotations(data: bytes) -> object | None:
    """The JSON document, if it is one of annotations."""
    from detente.report.annotation_reading import is_annotations

    if not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"[")):
        return None
    try:
        document: object = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None  # whoever reads it as a model says what is wrong
    return document if is_annotations(document) else None


def _import_annotations(case: Path, file: Path, document: object) -> int:
    """Keep the annotations that are proved on the sources as notes; one line for each that is refused."""
    from detente.report.annotation_reading import read_annotations
    from detente.store.annotations import keep_notes
    from detente.store.database import writing
    from detente.store.ingest import take_up
    from detente.store.opening import open_case

    with writing(case, doing="detente import") as store:
        take_up(store, progress=progress())
    opened = open_case(case)
    if not opened.library.documents:
        raise NotACase("there are no articles to annotate", where=str(case), hint=f"detente add {case} ARTICLE…")
    notes, refused = read_annotations(document, opened.library)
    kept = keep_notes(case, notes, summary=f"import {counted(len(notes), 'note')} from {file.name}") if notes else ()
    for error in refused:
        print_error(one_line(type(error)(error.message, where=str(file))), error.hint)
    had = f", {len(notes) - len(kept)} were there already" if len(kept) < len(notes) else ""
    write(f"{counted(len(kept), 'note')} kept{had}\n")
    return 2 if refused else 0


def _import_articles(case: Path, file: Path, data: bytes) -> int:
    """Read a file of articles, as `add` does."""
    import io

    from detente.store.database import writing
    from detente.store.ingest import add

    if data:
        sys.stdin = io.TextIOWrapper(io.BytesIO(data))
    with writing(case, doing="detente import") as store:
        outcomes = add(store, [str(file)], progress=progress())
    for outcome in outcomes:
        if outcome.error is not None:
            print_error(one_line(type(outcome.error)(outcome.error.message, where=outcome.given)), outcome.error.hint)
        else:
            write(f"{outcome.status} {harmless(outcome.file or '')}\n")
    return 2 if any(outcome.status == "refused" for outcome in outcomes) else 0


def _import_model(case: Path, file: Path, data: bytes, *, replace: bool) -> int:
    """Write the model as the case's case.yaml; the edit stands in the log and can be undone."""
    from detente.store.editing import model_text, save_model

    standing = model_text(case)
    if standing and not replace:
        raise CaseError(
            "the case has a case.yaml already",
            where=str(case / "case.yaml"),
            hint="--replace puts the imported model in its place; `detente undo` brings the old one back",
        )
    text = _as_case(file, data)
    save_model(case, text, against=standing, summary=f"import {file.name}")
    write(f"{harmless(str(case / 'case.yaml'))}\n")
    remark(f"`detente check {case}` says what it still needs; `detente run {case}` solves it")
    return 0


def _as_case(file: Path, data: bytes) -> str:
    """The text of a case.yaml with the model of the file."""
    from detente.dispute.formats.native_writing import write as write_case
    from detente.dispute.loading import read_model

    name = "stdin" if str(file) == "-" else str(file)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InvalidSyntax("not UTF-8 text", where=name, hint="a model is YAML or JSON; save it as UTF-8") from None
    model, problems = read_model(text, name=name)
    if model is None or (problems and model.format != "case.yaml"):
        raise InvalidModel(tuple(problems), where=name)
    if model.format == "case.yaml":
        return text
    try:
        return write_case(model, by=WHO, because=f"read from {file.name}")
    except DetenteError as error:
        error.where = error.where or name
        raise
