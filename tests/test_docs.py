"""The documentation against the code: nothing public is missing, every example parses, every session runs."""

import doctest
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

import detente
from detente.analysis.concepts import concepts
from detente.cli.entry import cli
from detente.report.exporters import exporters
from detente.sources.formats import formats

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = sorted(page for page in [*DOCS.rglob("*.md"), ROOT / "README.md"] if "_build" not in page.parts)
REFERENCE = {page.stem: page.read_text("utf-8") for page in (DOCS / "reference").glob("*.md")}
FENCE = re.compile(r"^(?P<mark>`{3,})(?P<language>[\w{}-]*)[^\n]*\n(?P<body>.*?)^(?P=mark)\s*$", re.M | re.S)


def blocks(page: Path, *languages: str) -> Iterator[str]:
    """The fenced blocks of a page in some languages."""
    for block in FENCE.finditer(page.read_text("utf-8")):
        if block["language"] in languages:
            yield block["body"]


def command_lines() -> list[tuple[str, str]]:
    """(page, command line) of every `detente` call shown in the pages, prompts and remarks taken off."""
    found = []
    for page in PAGES:
        name = page.relative_to(ROOT).as_posix()
        for body in blocks(page, "console"):
            found += [(name, line[2:]) for line in body.splitlines() if line.startswith("$ detente ")]
        for body in blocks(page, "", "sh", "bash"):
            found += [(name, re.split(r"\s{2,}", line)[0]) for line in body.splitlines() if line.startswith("detente ")]
    return found


def words_of(line: str) -> list[str]:
    """The words of one call, without what the shell does with its output."""
    lexer = shlex.shlex(line, posix=True, punctuation_chars="|;<>")
    lexer.whitespace_split = True
    lexer.commenters = "#"
    words: list[str] = []
    for word in lexer:
        if word[0] in "|;<>":
            break
        words.append(word)
    return words[1:]


def described(reference: str, name: str) -> bool:
    """Whether a page of the reference shows the name as code."""
    return bool(re.search(rf"`{re.escape(name)}[`,]", REFERENCE[reference]))


@pytest.mark.parametrize(("page", "line"), command_lines())
def test_every_command_line_shown_parses(page: str, line: str) -> None:
    """Each example names an existing command, existing options and enough arguments."""
    words = words_of(line)
    context = click.Context(cli, info_name="detente")
    if words[0].startswith("-"):
        cli.make_context("detente", words, resilient_parsing=True)
        return
    command = cli.get_command(context, words[0])

    assert command is not None, f"{page}: no command {words[0]!r}"
    given, left_over, _ = command.make_parser(click.Context(command, parent=context)).parse_args(list(words[1:]))
    missing = [p.name for p in command.params if p.required and not is_given(given.get(p.name or ""))]
    assert [] == left_over, f"{page}: {line}"
    assert [] == missing, f"{page}: {line}"


def is_given(value: object) -> bool:
    """Whether the parser found words for a parameter; it marks an absent one with a value of its own."""
    return isinstance(value, str) or (isinstance(value, list | tuple) and len(value) > 0)


def test_there_are_command_lines_to_test() -> None:
    """The collection above did not silently find nothing."""
    assert len(command_lines()) > 60


@pytest.mark.parametrize("name", cli.list_commands(click.Context(cli)))
def test_every_command_has_help_an_example_and_a_section(name: str) -> None:
    """A command without help or example is not finished."""
    command = cli.get_command(click.Context(cli), name)

    assert command is not None
    assert command.help
    assert (command.epilog or "").startswith(f"Example: detente {name}")
    assert f"\n### {name}\n" in REFERENCE["commands"]


@pytest.mark.parametrize("code", sorted(concepts()))
def test_every_concept_is_described(code: str) -> None:
    """A concept stands in the reference under the code by which it is asked for."""
    assert described("concepts", f"{code}1" if concepts()[code].has_horizon else code)


@pytest.mark.parametrize("name", sorted(exporters()))
def test_every_export_format_is_described(name: str) -> None:
    """An exporter stands in the reference under its name."""
    assert described("exports", name)


@pytest.mark.parametrize("name", sorted(formats()))
def test_every_input_format_is_described(name: str) -> None:
    """A format that can be read stands in the reference under its name."""
    assert described("inputs", name)


def caveat_codes() -> list[str]:
    """Every code a caveat is made with in the sources and the record: kebab case, at least two words."""
    pattern = re.compile(r"\bcode=\"([a-z]+(?:-[a-z]+)+)\"|\bCaveat\(\s*\"([a-z]+(?:-[a-z]+)+)\"")
    texts = [path.read_text("utf-8") for path in sorted((ROOT / "src" / "detente").rglob("*.py"))]
    return sorted({a or b for text in texts for a, b in pattern.findall(text)})


@pytest.mark.parametrize("code", caveat_codes())
def test_every_caveat_is_described(code: str) -> None:
    """A reader who meets a doubt finds what it means and what to do."""
    assert any(f"`{code}`" in REFERENCE[page] for page in ("caveats-sources", "caveats-record"))


@pytest.mark.parametrize("name", detente.__all__)
def test_every_public_name_is_in_the_library_page(name: str) -> None:
    """`import detente` gives nothing that is not described."""
    assert re.search(rf"\bdetente\.{name}\b", REFERENCE["library"])


def test_every_source_cited_is_in_the_bibliography() -> None:
    """A key in the code or a page has its entry."""
    key = re.compile(r"\[([A-Z][A-Za-z]+\d{4})\]")
    texts = [path.read_text("utf-8") for path in sorted((ROOT / "src").rglob("*.py"))]
    texts += [page.read_text("utf-8") for page in PAGES]
    cited = {found for text in texts for found in key.findall(text)}

    assert [] == sorted(found for found in cited if f"\n{found}\n: " not in REFERENCE["bibliography"])


@pytest.mark.parametrize("page", [p.relative_to(ROOT).as_posix() for p in PAGES if ">>> " in p.read_text("utf-8")])
def test_every_session_runs(page: str) -> None:
    """Python examples marked >>> give what the page says they give; the blocks of a page share their names."""
    text = "\n".join(body for body in blocks(ROOT / page, "python", "pycon") if ">>> " in body)
    test = doctest.DocTestParser().get_doctest(text, {}, page, page, 0)
    problems: list[str] = []
    runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE)
    runner.run(test, out=problems.append)

    assert test.examples
    assert "" == "".join(problems)


def answers_shown() -> list[tuple[str, str]]:
    """(call, answer) of the tutorial, for the calls that need the model only."""
    found = []
    for body in blocks(DOCS / "tutorials" / "first-case.md", "console"):
        call, _, answer = body.partition("\n")
        if answer and not answer.startswith("$") and " demo " not in call:
            found.append((call.removeprefix("$ "), answer))
    return found


@pytest.mark.parametrize(("call", "answer"), answers_shown())
def test_every_answer_of_the_tutorial_is_the_real_one(call: str, answer: str, tmp_path: Path) -> None:
    """What the tutorial shows is what the program prints on the bundled strike."""
    shutil.copytree(ROOT / "examples" / "strike", tmp_path / "strike", ignore=shutil.ignore_patterns(".detente"))
    done = subprocess.run(
        [sys.executable, "-m", "detente", *words_of(call)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        cwd=tmp_path,
    )

    assert answer.rstrip().splitlines() == done.stdout.rstrip().splitlines()


def test_the_generated_pages_are_current() -> None:
    """What `docs/make_reference.py` would write is what stands there."""
    script = DOCS / "make_reference.py"
    done = subprocess.run(
        [sys.executable, str(script), "--check"], capture_output=True, text=True, timeout=120, check=False
    )

    assert "" == done.stdout + done.stderr
    assert 0 == done.returncode


def test_every_page_is_reached_from_the_index() -> None:
    """A page lies in a folder the index lists, or is named there."""
    index = (DOCS / "index.md").read_text("utf-8")
    pages = [p.relative_to(DOCS) for p in PAGES if p.is_relative_to(DOCS) and p.name != "index.md"]

    assert [] == [p.as_posix() for p in pages if f"{p.parent.as_posix()}/*" not in index and p.stem not in index]
