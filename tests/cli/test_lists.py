"""The lists: the same items in every format, exact citations, nothing that harms a terminal or a spreadsheet."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from detente.report.tables import harmless, to_csv
from river import ARTICLES, make_case

LISTS = ("sources", "dates", "statements", "events", "positions", "terms", "disagreements", "gaps")
FIELDS = {
    "sources": "id file title outlet published agencies url origin near_duplicates boilerplate caveats sha256",
    "dates": "citation type value earliest latest reason",
    "statements": "id speaker via cue mode said content citations",
    "events": "id kind status when participants place summary citations sources origins",
    "positions": "actor issue stance as_of citations changed_from",
    "terms": "concept variants contested_readings",
    "disagreements": "id question kind verdict severity accounts why",
    "gaps": "kind about why",
}


def citations_in(value: Any) -> Iterator[dict[str, Any]]:
    """Every citation anywhere in an item."""
    if isinstance(value, dict):
        if {"source", "file", "start", "end", "quote"} <= value.keys():
            yield value
        for part in value.values():
            yield from citations_in(part)
    elif isinstance(value, list):
        for part in value:
            yield from citations_in(part)


@pytest.mark.parametrize("name", LISTS)
def test_every_item_has_the_fields_of_the_contract(detente, river: Path, name: str):
    """Scripts of other people read these fields."""
    items = json.loads(detente(name, river, "--json").out)

    assert [item for item in items if not set(FIELDS[name].split()) <= item.keys()] == []


@pytest.mark.parametrize("name", LISTS)
def test_every_citation_is_exact(detente, river: Path, name: str):
    """text[start:end] is the quotation, for each citation of each list."""
    found = list(citations_in(json.loads(detente(name, river, "--json").out)))

    texts = {f"sources/{file}": text for file, text in ARTICLES.items()}
    assert [c for c in found if texts[c["file"]][c["start"] : c["end"]] != c["quote"]] == []


@pytest.mark.parametrize("name", LISTS)
def test_json_lines_are_the_items_of_json(detente, river: Path, name: str):
    """One object a line, the same objects."""
    lines = [json.loads(line) for line in detente(name, river, "--nl").out.splitlines()]

    assert json.loads(detente(name, river, "--json").out) == lines


@pytest.mark.parametrize("name", LISTS)
def test_spreadsheets_have_a_row_per_item_and_a_column_per_field(detente, river: Path, name: str):
    """Nothing is cut short; nested objects become columns of their own."""
    items = json.loads(detente(name, river, "--json").out)
    rows = list(csv.DictReader(io.StringIO(detente(name, river, "--csv").out, newline="")))
    tabs = detente(name, river, "--tsv").out.splitlines()

    assert len(items) == len(rows) == len(tabs) - 1
    columns = {column.split(".")[0] for column in tabs[0].split("\t")}
    assert set(FIELDS[name].split()) <= columns


def test_rows_say_where_they_come_from(detente, river: Path):
    """Source, url, date and origin stand in every row of what was said."""
    row = next(csv.DictReader(io.StringIO(detente("statements", river, "--csv").out, newline="")))

    assert {"source", "url", "date", "origin"} <= row.keys()
    assert row["source"] in {name.removesuffix(".txt") for name in ARTICLES}


def test_an_empty_list_is_an_empty_array(detente, tmp_path: Path):
    """`[]`, and a heading row, and nothing else."""
    case = make_case(tmp_path / "case")

    assert detente("events", case, "--json", "--quiet").out == "[]\n"
    assert detente("events", case, "--csv", "--quiet").out.startswith("id,kind,status,")


def test_a_stale_list_says_so_on_stderr(detente, tmp_path: Path):
    """The list is of the last run; what came since is named, and `--quiet` keeps silent."""
    case = make_case(tmp_path / "case")
    detente("run", case)
    fresh = detente("statements", case, "--json")
    (case / "sources" / "04-new.txt").write_text("Something new.\n", encoding="utf-8")

    stale = detente("statements", case, "--json")

    assert fresh.err == ""
    assert "sources/04-new.txt" in stale.err
    assert fresh.out == stale.out
    assert detente("statements", case, "--json", "--quiet").err == ""


def test_published_is_always_an_object(detente, river: Path):
    """Also where the article does not say."""
    items = json.loads(detente("sources", river, "--json").out)

    keys = {"earliest", "latest", "granularity", "phrase", "reason", "stated"}
    assert [set(item["published"]) for item in items] == [keys] * len(items)


def test_dates_of_one_file_need_no_case(detente, tmp_path: Path):
    """`dates FILE --published DAY` reads one article from the day it was printed."""
    article = tmp_path / "a.txt"
    article.write_text("The ministers met on Monday.\n", encoding="utf-8")

    items = json.loads(detente("dates", article, "--published", "2031-03-05", "--json").out)

    assert [(i["citation"]["quote"], i["value"], i["earliest"]) for i in items] == [
        ("Monday", "2031-03-03", "2031-03-03")
    ]


def test_a_day_that_is_none_is_refused(detente, tmp_path: Path):
    """One line with the form a day has."""
    (tmp_path / "a.txt").write_text("On Monday.\n", encoding="utf-8")

    answer = detente("dates", tmp_path / "a.txt", "--published", "5 March")

    assert answer.code == 2
    assert "YYYY-MM-DD" in answer.err


def test_a_cell_is_never_a_formula():
    """What begins like a formula is prefixed; a number is left a number."""
    rows = list(csv.reader(io.StringIO(to_csv([{"a": "=1+1", "b": "@SUM(A1)", "c": -5, "d": "-2+3"}]), newline="")))

    assert rows[1] == ["'=1+1", "'@SUM(A1)", "-5", "'-2+3"]


@pytest.mark.parametrize("character", ["\x1b", "\x07", "\x9b", "\u202e", "\u2066", "\x7f", "\r", "\U000e0041"])
def test_no_control_character_reaches_a_terminal(character: str):
    """Escapes, direction marks and tags are written out."""
    assert character not in harmless(f"a{character}b")


def test_words_of_an_article_cannot_move_the_cursor(detente, tmp_path: Path):
    """An escape sequence in a headline is shown, not obeyed."""
    case = make_case(tmp_path / "case", model=None)
    (case / "sources" / "04.txt").write_text("Lock \x1b[2J\u202eopened\n\nNorland opened the lock.\n", encoding="utf-8")
    detente("run", case)

    shown = [detente("sources", case).out, detente("show", case, "04").out, detente("search", case, "opened").out]

    assert [text for text in shown if "\x1b" in text or "\u202e" in text] == []


def test_a_narrow_terminal_has_a_block_for_each_row(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    """Where columns would break words in two, the row is written down the page; what is empty is left out."""
    from detente.cli import output

    rows = [
        {"when": "2031-05-04", "kind": "declaration", "place": ""},
        {"when": "", "kind": "vote", "place": "Alnmouth"},
    ]
    columns = {name: (lambda item, name=name: item[name]) for name in ("when", "kind", "place")}
    monkeypatch.setattr(output.sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "24")
    output.emit(rows, None, columns=columns, header=())

    assert "when   2031-05-04\nkind   declaration\n\nkind   vote\nplace  Alnmouth\n" == capsys.readouterr().out


def test_columns_stand_under_each_other_whatever_the_script(capsys: pytest.CaptureFixture[str]):
    """A character of two columns counts as two."""
    from detente.cli import output

    columns = {name: (lambda item, name=name: item[name]) for name in ("who", "what")}
    output.emit([{"who": "日本", "what": "x"}, {"who": "Nord", "what": "y"}], None, columns=columns, header=())

    assert "who   what\n日本  x\nNord  y\n" == capsys.readouterr().out
