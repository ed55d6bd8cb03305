"""Writes the reference pages that are generated from the code; with --check, says which of them are stale.

    python docs/make_reference.py [--check]

Every fact of these pages stands once, in the help of a command, the docstring of a concept or the line of an exporter.
"""

import argparse
import inspect
import re
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

import click

from detente.analysis.concepts import DEFAULT, Concept, concepts
from detente.cli.entry import COMMANDS, cli
from detente.report.exporters import exporters
from detente.sources.formats import formats
from detente.web.pages import PAGES as VIEWS

__all__ = ["PAGES", "main"]

HERE = Path(__file__).parent / "reference"

NEGATIVE = {
    "run": "the model has errors; the record and the report are written all the same",
    "check": "the model has errors",
    "path": "there is no way at all",
    "deal": "no reordering of the wishes does it",
    "premises": "some observed state is not explained by what is supported",
    "verify": "something does not hold",
    "doctor": "something needs attention",
}
"""What exit code 1 means, for the commands that can give it."""

USUAL = frozenset({"--quiet", "--help"})
"""Options that every command has; they are described once."""


COMMANDS_HEAD = """\
# Commands

`CASE` is a case folder. `FILE` is a case folder, a `case.yaml`, a model JSON or a `.gmcr` file: every analysis
command takes all four. `-` is stdin or stdout. Answers go to stdout; progress, remarks and errors go to stderr.

| exit code | means |
|---|---|
| 0 | done |
| 1 | done, and the answer is negative; each command below says what that is |
| 2 | it could not be answered: one line `file:line:column: error CODE: message`, then a hint |
| 130 | cancelled with Ctrl+C; what was finished is kept |

`--quiet` (`-q`) on any command leaves out progress and remarks, `--help` (`-h`) prints what stands here, and
`detente --version` the version. `NO_COLOR` in the environment turns colours off, `DETENTE_TRACEBACK=1` shows where
a fault of the program lies."""

CONCEPTS_HEAD = """\
# Stability concepts

What it means for a state to hold. A state is an *equilibrium* under a concept when it is stable for every party.
{{doc}}`/explanation/gmcr` teaches them from the beginning; {{doc}}`bibliography` gives the sources. `graph` and `dm`
in the definitions are the compiled model and the index of the party.

Computed by default: {default}; others with `--concept`.

| code | name | implies | models |
|---|---|---|---|"""

UNKNOWN = """\
## Under unknown preferences

`--unknown` adds NASH, GMR, SMR and SEQ in four readings: `NASHa` … `SEQd`. A party under *a* and *c* leaves for better
or unknown states, under *b* and *d* for better ones only; under *a* and *b* it is deterred only by what is surely no
better, under *c* and *d* also by the unknown.
"""

EXPORTS_HEAD = """\
# Export formats

`detente export CASE FORMAT` writes to stdout, or to a file with `-o PATH`. Tables are never cut short, the same case
gives the same bytes, and nothing written fetches anything. A format without a place for quotations gets a side file of
that name beside it.

| format | file | media type | what is in it |
|---|---|---|---|"""


INPUTS_HEAD = """\
# Input formats

What `detente add` and `detente run` read as articles. A file without a known ending is told by its first bytes. Parsers
marked *apart* run in a child process without network, files or imports, and with limits on time and memory.

| format | endings | apart | what is read |
|---|---|---|---|"""

INPUTS_TAIL = """\
The bytes are kept as they came. A quotation counts characters in the text that was decoded or extracted from them. An
article's own data can stand above it between lines of `---`, or beside it in `NAME.meta.yaml`. Doubts about a text are
{doc}`caveats <caveats-sources>`; what is too large or no text at all is refused, and the rest of the case stands.
"""

BROWSER_HEAD = """\
# Pages in the browser

What `detente serve` shows. Each page has an address that stays the same, and the same content as JSON at its path with
`.json` added (`/index.json` for `/`).

| page | path | keys | what is on it |
|---|---|---|---|"""

BROWSER_TAIL = """\
Articles are at `/sources/ID`, with marks for what was read in them.

| key | does |
|---|---|
| `/` | search |
| `j` `k` | next, previous item |
| `Enter` | open the item |
| `e` | edit it |
| `a` `r` | accept, reject a proposal |
| `c` | copy its citation |
| `u` | use the words of the passage (in the reader) |
| `g`, then a letter | go to a page |
| `?` | show the keys; single keys can be turned off there |
| `Ctrl+Z` | undo the last change |
"""


def commands_page() -> str:
    """Every command: usage, help, options, examples and exit codes."""
    lines = [COMMANDS_HEAD]
    context = click.Context(cli, info_name="detente")
    for heading, names in COMMANDS.items():
        lines += ["", f"## {heading}"]
        for name in names:
            command = cli.get_command(context, name)
            if command is not None:
                lines += ["", *_command(name, command, click.Context(command, info_name=name, parent=context))]
    return "\n".join(lines) + "\n"


def _command(name: str, command: click.Command, context: click.Context) -> Iterator[str]:
    """One command's section."""
    yield f"### {name}"
    yield ""
    yield "```text"
    yield " ".join(["detente", name, *command.collect_usage_pieces(context)])
    yield "```"
    yield from _help(inspect.cleandoc(command.help or ""))
    options = [record for record in _options(command, context) if not USUAL & set(re.findall(r"--[\w-]+", record[0]))]
    if options:
        yield ""
        yield "| option | means |"
        yield "|---|---|"
        yield from (f"| `{_cell(names)}` | {_cell(_prose(means))} |" for names, means in options)
    if command.epilog:
        yield ""
        yield "```console"
        yield from (f"$ {example.strip()}" for example in command.epilog.removeprefix("Example:").split(" ; "))
        yield "```"
    if name in NEGATIVE:
        yield ""
        yield f"Exit code 1: {NEGATIVE[name]}."


def _help(text: str) -> Iterator[str]:
    """The help: paragraphs as prose, those that click must not wrap as they stand."""
    for paragraph in text.split("\n\n"):
        yield ""
        if paragraph.startswith("\b\n"):
            yield from ["```text", paragraph.removeprefix("\b\n"), "```"]
        else:
            yield _prose(" ".join(paragraph.split()))


def _options(command: click.Command, context: click.Context) -> Iterator[tuple[str, str]]:
    """(how it is written, what it means) of every option."""
    for parameter in command.get_params(context):
        record = parameter.get_help_record(context)
        if record is not None and isinstance(parameter, click.Option):
            yield record


def _prose(text: str) -> str:
    """Text that Markdown would read as marks, made literal outside code."""
    parts = re.split(r"(`[^`]*`)", text)
    return "".join(part if part.startswith("`") else re.sub(r"([*_<\[\]])", r"\\\1", part) for part in parts)


def _cell(text: str) -> str:
    """Text that cannot end a table's cell."""
    return " ".join(text.split()).replace("|", "\\|")


def concepts_page() -> str:
    """Every stability concept: what it says, what it implies, when it applies, an example and the source."""
    known = concepts()
    lines = [CONCEPTS_HEAD.format(default=", ".join(f"`{code}`" for code in DEFAULT))]
    for concept in known.values():
        implied = ", ".join(f"`{code}`" for code in concept.implies) or "–"
        lines.append(f"| `{_written(concept)}` | {concept.name} | {implied} | {_models(concept)} |")
    for concept in known.values():
        lines += ["", *_concept(concept)]
    return "\n".join([*lines, "", UNKNOWN])


def _concept(concept: Concept) -> Iterator[str]:
    """One concept's section, from the docstrings of its module and of `stable`."""
    module = import_module(concept.stable.__module__)
    first, _, rest = inspect.cleandoc(module.__doc__ or "").partition("\n\n")
    yield f"## {_written(concept)}"
    yield ""
    yield _prose(" ".join(first.split()))
    prose, _, example = inspect.cleandoc(concept.stable.__doc__ or "").partition(">>>")
    for paragraph in prose.strip().split("\n\n"):
        yield from ["", _definition(paragraph)]
    if example:
        home = f">>> from {concept.stable.__module__} import stable"
        yield from ["", "```python", home, f">>>{example.rstrip()}", "", "```"]
    for paragraph in filter(None, rest.split("\n\n")):
        yield from [
            "",
            re.sub(r"\[(\w+)\]", lambda key: f"[{key[1]}](#ref-{key[1].lower()})", " ".join(paragraph.split())),
        ]


def _definition(text: str) -> str:
    """A paragraph of a definition, its formulas set as code."""
    flat = re.sub(r"(?<![\w`])(\w_\w(?:\^\+)?(?:\([^)]*\))?|\(n_states,\))", r"`\1`", " ".join(text.split()))
    return _prose(flat.replace("<=", "≤"))


def _written(concept: Concept) -> str:
    """How the concept is asked for."""
    return f"{concept.code}1, {concept.code}2, …" if concept.has_horizon else concept.code


def _models(concept: Concept) -> str:
    """For which models the concept is defined."""
    return {"any": "any", "option": "with options", "pair": "two parties"}[concept.forms]


def exports_page() -> str:
    """Every export format."""
    lines = [EXPORTS_HEAD]
    for exporter in exporters().values():
        side = f"; beside it `…{exporter.side_suffix}`" if exporter.side_suffix else ""
        what = _cell(_prose(exporter.about))
        lines.append(f"| `{exporter.name}` | `{exporter.suffix}`{side} | {exporter.media_type} | {what} |")

    lines += ["", "How to cite from each of them: {doc}`/how-to/cite-and-export`."]
    return "\n".join(lines) + "\n"


def browser_page() -> str:
    """Every page that `detente serve` gives."""
    rows = [f"| {page.title} | `{page.path}` | `g` `{page.letter}` | {_cell(_prose(page.says))} |" for page in VIEWS]
    return "\n".join([BROWSER_HEAD, *rows, "", BROWSER_TAIL])


def inputs_page() -> str:
    """Every input format, from the first sentence of its module."""
    lines = [INPUTS_HEAD]
    for name, found in formats().items():
        first = inspect.cleandoc(import_module(f"detente.sources.formats.{name}").__doc__ or "").partition("\n")[0]
        suffixes = " ".join(f"`{suffix}`" for suffix in found.suffixes if suffix)
        lines.append(f"| `{name}` | {suffixes} | {'yes' if found.risky else 'no'} | {_cell(_prose(first))} |")
    return "\n".join([*lines, "", INPUTS_TAIL])


PAGES: dict[str, Callable[[], str]] = {
    "browser.md": browser_page,
    "commands.md": commands_page,
    "concepts.md": concepts_page,
    "exports.md": exports_page,
    "inputs.md": inputs_page,
}
"""The generated pages of docs/reference, by file name."""


def main() -> int:
    """Write the pages, or with --check only compare; exit code 1 when one is stale."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing; exit code 1 when a page is stale")
    check = parser.parse_args().check
    stale = []
    for name, page in PAGES.items():
        path, text = HERE / name, page()
        if not path.exists() or path.read_text("utf-8") != text:
            stale.append(name)
            if not check:
                path.write_text(text, "utf-8", newline="\n")
    for name in stale:
        print(f"docs/reference/{name} {'is stale; run python docs/make_reference.py' if check else 'written'}")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
