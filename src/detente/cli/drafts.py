"""The command that proposes a model from the record."""

import json
from pathlib import Path

import click

from detente.cli.output import quietly, remark, write
from detente.cli.progress import progress
from detente.errors import InvalidValue, NotACase, UnwritableCase

__all__ = ["draft_command"]


@click.command(
    "draft", epilog="Example: detente draft mycase > proposal.yaml ; detente draft mycase -o mycase/case.yaml"
)
@click.argument("case", type=click.Path(path_type=Path))
@click.option("--output", "-o", type=click.Path(path_type=Path, dir_okay=False), help="Write to a new file.")
@click.option("--json", "as_json", is_flag=True, help="The proposed model as model JSON, or the changes as a list.")
@click.option("--whole", is_flag=True, help="A whole model, although the case has one.")
@click.option("--model-endpoint", metavar="URL", help="Ask a language model for more lines; off by default.")
@click.option("--model", "model_name", metavar="NAME", help="The name of the model at the endpoint.")
@click.option(
    "--model-key-file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A file with the endpoint's key; else the environment variable DETENTE_MODEL_KEY.",
)
@quietly
def draft_command(
    case: Path,
    output: Path | None,
    as_json: bool,
    whole: bool,
    model_endpoint: str | None,
    model_name: str | None,
    model_key_file: Path | None,
) -> None:
    """Propose a model from the record of CASE, each line with its basis, as a commented case.yaml.

    Where the case has a model, only what articles that came after it would change: new epochs, new options, and what
    speaks to a preference. Nothing that exists is changed; a file named with -o must not exist.

    With --model-endpoint the prose of the articles goes to that host, article by article, and to no other. What the
    model answers enters only as sentences that stand in the articles word for word, each marked and put as a question.
    """
    if bool(model_endpoint) != bool(model_name) or (model_key_file and not model_endpoint):
        raise click.UsageError("--model-endpoint and --model go together, --model-key-file with both")
    from detente import pipeline
    from detente.case import vocabulary_of
    from detente.drafting import changes, draft, to_yaml
    from detente.store import exists, open_case

    opened = open_case(case) if exists(case) else pipeline.run(case, progress=progress())
    if not opened.library.documents:
        raise NotACase("there are no articles to draft from", where=str(case), hint=f"detente add {case} ARTICLE…")
    if opened.stale:
        remark(f"warning: {opened.stale}; `detente run {case}` brings the record up to date")
    words = vocabulary_of(opened.model)
    adviser = None
    if model_endpoint and model_name:
        from detente.cli import advising

        adviser = advising.adviser(model_endpoint, model_name, model_key_file, opened.library, opened.record, words)
    if opened.model is not None and not whole:
        found = changes(opened.library, opened.record, opened.model, vocabulary=words)
        found = adviser.with_changes(found, opened.model) if adviser else found
        rows = [change.to_dict() for change in found.items]
        _out(json.dumps(rows, ensure_ascii=False, indent=2) + "\n" if as_json else found.to_yaml(), output)
        return
    proposal = draft(opened.library, opened.record, title=opened.title, vocabulary=words)
    proposal = adviser.with_draft(proposal) if adviser else proposal
    if not proposal.model.decision_makers:
        remark("the record names nobody who could decide: name the parties under decision_makers yourself")
    elif not proposal.model.epochs:
        remark("the record has no dated act to start from: add what is observed, and what each wants, under epochs")
    if as_json:
        if not proposal.model.epochs:
            raise InvalidValue(
                "the draft has no epoch, and model JSON describes one",
                where=str(case),
                hint="without --json the draft is a case.yaml, which can go without",
            )
        from detente.dispute.formats.model_json_writing import write as write_json

        text = json.dumps(write_json(proposal.model), ensure_ascii=False, indent=2) + "\n"
    else:
        text = to_yaml(proposal)
    _out(text, output)


def _out(text: str, output: Path | None) -> None:
    """To a new file, or to stdout."""
    if output is None:
        write(text)
        return
    try:
        with output.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise UnwritableCase(
            "there is a file already", where=str(output), hint="name another, or move it away"
        ) from None
    except OSError as error:
        raise UnwritableCase(f"cannot be written: {error.strerror}", where=str(output)) from error
    remark(f"written to {output}; read it, then `detente check` it")
