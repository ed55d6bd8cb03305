"""What holds for every exporter: complete, the same bytes, nothing fetched, and read by somebody else's reader."""

import csv
import io
import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import bibtexparser
import icalendar
import networkx
import pytest
import rispy
from lxml import etree
from lxml import html as lxml_html

from detente.case import Case
from detente.dispute.loading import read_model
from detente.errors import UnknownItem
from detente.evidence import Citation
from detente.report.exporters import Exporter, export, exporters, find
from report.dispute import river

NAMES = "html md brief csv tsv json jsonl annotations ris bibtex csl timelinejs ics graphml dot svg png gmcr nfg model".split()
WHOLE = ["html", "md", "csv", "tsv", "json", "jsonl"]
"""The formats that hold the whole case."""

RECORD = [*WHOLE, "annotations"]
MODELS = ["graphml", "dot", "model", "nfg"]
EVENTS = ["timelinejs", "ics"]
SOURCES = ["ris", "bibtex", "csl"]


def squeezed(text: str) -> str:
    """Letters and digits only: what is left of a quotation after any format's escaping, folding and wrapping."""
    return re.sub(r"[\W_]+", "", text)


def text_of(name: str, case: Case) -> str:
    """An export as text, its escapes undone where a reader would undo them."""
    data = export(case, name)
    if name == "html":
        return str(lxml_html.fromstring(data.decode()).text_content())
    if name in {"json", "jsonl", "annotations", "csl", "timelinejs", "model", "gmcr"}:
        return data.decode().replace("\\n", " ").replace('\\"', " ")
    return data.decode("utf-8", "replace").replace("\\n", " ").replace("\r\n ", "")


def quotes_of_the_model(case: Case) -> list[Citation]:
    """Every citation of the model."""
    return list(case.citations.values())


@pytest.fixture(scope="module")
def case() -> Case:
    """The lock on the Aln."""
    return river()


def test_there_is_an_exporter_for_every_name_of_the_contract():
    """Nobody has to guess which of the names work."""
    assert sorted(NAMES) == sorted(exporters())


def test_an_unknown_name_is_answered_with_the_names_there_are():
    """The hint lists them all."""
    with pytest.raises(UnknownItem) as raised:
        find("docx")

    assert [name for name in NAMES if name not in raised.value.hint] == []


@pytest.mark.parametrize("exporter", exporters().values(), ids=lambda e: e.name)
def test_an_export_is_the_same_bytes_every_time(exporter: Exporter, case: Case):
    """Twice in one process; the next test does it under another hash seed."""
    assert exporter.export(case) == exporter.export(river())


@pytest.mark.slow
def test_exports_do_not_depend_on_the_hash_seed(tmp_path: Path):
    """Sets and dicts keyed by strings are where order leaks in."""
    script = (
        "import hashlib; from report.dispute import river; from detente.report.exporters import exporters\n"
        "case = river()\n"
        "for e in exporters().values(): print(e.name, hashlib.sha256(e.export(case)).hexdigest())"
    )
    tests = Path(__file__).parents[1]

    def digests(seed: str) -> str:
        environment = {"PYTHONHASHSEED": seed, "PYTHONPATH": str(tests), "LC_ALL": "C", "PATH": ""}
        run = subprocess.run(
            [sys.executable, "-c", script], env=environment, cwd=tmp_path, capture_output=True, text=True, check=True
        )
        return run.stdout

    assert digests("1") == digests("2")


@pytest.mark.parametrize("name", RECORD)
def test_no_citation_of_the_record_is_left_out(name: str, case: Case):
    """Statements, events, positions, terms, disagreements: every quotation is there, however the format escapes it."""
    record = case.record
    entries = (*record.statements, *record.events, *record.positions, *record.terms)
    quotes = {c.quote for entry in entries for c in _citations(entry)}
    text = squeezed(text_of(name, case))

    assert [quote for quote in sorted(quotes) if squeezed(quote) not in text] == []


@pytest.mark.parametrize("name", [*RECORD, *MODELS, *SOURCES])
def test_no_citation_of_the_model_is_left_out(name: str, case: Case):
    """What a line of the model rests on goes wherever the model goes; bibliographies have it by source."""
    quotes = [c.quote for c in quotes_of_the_model(case)]
    if name == "nfg":  # one epoch: what the last one's preferences rest on
        quotes = ["the lock stays shut until Sudland pays the toll", "free passage", "Sudland offered 200 crowns"]
    text = squeezed(text_of(name, case))

    assert [quote for quote in quotes if squeezed(quote) not in text] == []


@pytest.mark.parametrize("name", [*WHOLE, *EVENTS])
def test_no_event_is_left_out(name: str, case: Case):
    """Each with its quotations."""
    text = squeezed(text_of(name, case))
    quotes = [c.quote for event in case.record.events for c in event.cited.citations]

    assert [quote for quote in quotes if squeezed(quote) not in text] == []


@pytest.mark.parametrize("name", [*WHOLE, "model", "graphml", "dot", "nfg"])
def test_no_equilibrium_is_left_out(name: str, case: Case):
    """Every concept under which a state holds is named where states are."""
    assert case.findings is not None
    text = text_of(name, case)

    assert [code for code in case.findings.epochs[-1].equilibria if code not in text] == []


@pytest.mark.parametrize("name", ["csv", "tsv"])
def test_tables_name_source_address_date_and_origin_in_every_cited_row(name: str, case: Case):
    """A row taken out of the file still says where it comes from."""
    lines = io.StringIO(export(case, name).decode(), newline="")
    rows = list(csv.DictReader(lines, dialect="excel" if name == "csv" else "excel-tab"))
    cited = [row for row in rows if row["quote"]]

    assert cited
    assert [row for row in cited if not (row["source"] and row["file"] and row["origin"])] == []
    assert {"url", "published_earliest", "published_latest"} <= set(rows[0])
    assert [row for row in cited if row["source"] == "01-courier" and not row["url"]] == []


@pytest.mark.parametrize("name", ["csv", "tsv"])
def test_no_cell_of_a_table_is_a_formula(name: str):
    """A spreadsheet that opens the file computes nothing."""
    case = river()
    hostile = case.record.gaps[0].__class__(kind="missing voice", about="=1+1", why="@SUM(A1)")
    object.__setattr__(case.record, "gaps", (hostile,))
    rows = csv.reader(
        io.StringIO(export(case, name).decode(), newline=""), dialect="excel" if name == "csv" else "excel-tab"
    )

    assert [cell for row in rows for cell in row if cell.startswith(("=", "@"))] == []


def read_json(data: bytes) -> object:
    """The standard library's reader."""
    return json.loads(data)


READERS: dict[str, Callable[[bytes], object]] = {
    "html": lambda data: lxml_html.document_fromstring(data.decode()),
    "csv": lambda data: list(csv.DictReader(io.StringIO(data.decode(), newline=""), strict=True)),
    "tsv": lambda data: list(csv.DictReader(io.StringIO(data.decode(), newline=""), dialect="excel-tab")),
    "json": read_json,
    "jsonl": lambda data: [json.loads(line) for line in data.decode().splitlines()],
    "annotations": read_json,
    "ris": lambda data: rispy.loads(data.decode()),
    "csl": read_json,
    "timelinejs": read_json,
    "ics": lambda data: icalendar.Calendar.from_ical(data),
    "graphml": lambda data: networkx.read_graphml(io.BytesIO(data)).nodes,
    "svg": etree.fromstring,
    "gmcr": read_json,
    "model": read_json,
}


@pytest.mark.parametrize("name", READERS)
def test_an_independent_reader_reads_it(name: str, case: Case):
    """Nobody needs us to read what we wrote."""
    assert READERS[name](export(case, name)) is not None


def test_ris_and_bibtex_have_an_entry_for_each_source(case: Case):
    """Titles, outlets and addresses as they are."""
    ris = rispy.loads(export(case, "ris").decode())
    text = export(case, "bibtex").decode()
    bibtex = (
        bibtexparser.loads(text).entries if hasattr(bibtexparser, "loads") else bibtexparser.parse_string(text).entries
    )

    assert ["Lock shut on the Aln", "Note from Sudland"] == [entry["title"] for entry in ris]
    assert "https://01-courier.example/lock" in ris[0]["urls"]
    assert 2 == len(bibtex)


def test_the_calendar_has_each_dated_event_on_its_days(case: Case):
    """A month is a month long, a planned event tentative, and the stamp tells nobody when the file was made."""
    events = icalendar.Calendar.from_ical(export(case, "ics")).walk("VEVENT")
    first, second = events

    assert ("2031-05-04", "2031-05-05") == (str(first["DTSTART"].dt), str(first["DTEND"].dt))
    assert ("2031-06-01", "2031-07-01") == (str(second["DTSTART"].dt), str(second["DTEND"].dt))
    assert "TENTATIVE" == second["STATUS"]
    assert "19700101T000000Z" == first["DTSTAMP"].to_ical().decode()


def test_calendar_lines_are_folded_at_75_octets(case: Case):
    """RFC 5545, section 3.1."""
    assert [line for line in export(case, "ics").split(b"\r\n") if len(line) > 75] == []


def test_graphml_has_every_state_and_every_move(case: Case):
    """networkx counts what the engine counts."""
    assert case.findings is not None
    graph = networkx.read_graphml(io.BytesIO(export(case, "graphml")))
    graphs = [found.graph for found in case.findings.epochs]
    moves = sum(len(g.successors_of(dm, s)) for g in graphs for dm in range(g.n_dms) for s in range(g.n_states))

    assert sum(g.n_states for g in graphs) == graph.number_of_nodes()
    assert moves == graph.number_of_edges()


def test_an_exported_model_is_read_back_with_the_same_ranks(case: Case):
    """Model JSON: the last epoch, state by state."""
    assert case.findings is not None
    model, problems = read_model(export(case, "model").decode(), name="aln.model.json")

    from detente.dispute.graph import compile_model

    assert () == problems
    assert model is not None
    graph = case.findings.epochs[-1].graph
    assert [list(row) for row in graph.rank_rows] == [list(row) for row in compile_model(model).rank_rows]


def test_annotations_select_the_words_by_offset_and_by_quotation(case: Case):
    """W3C: an exact quotation with its surroundings, and its position."""
    page = json.loads(export(case, "annotations"))["first"]["items"]
    texts = {document.url or document.file: document.text for document in case.library.documents}
    wrong = []
    for note in page:
        quote, position = note["target"]["selector"]
        text = texts[note["target"]["source"]]
        if text[position["start"] : position["end"]] != quote["exact"]:
            wrong.append(note["id"])

    assert [] == wrong
    assert len({note["id"] for note in page}) == len(page)


def test_the_strategic_game_has_a_payoff_for_each_profile(case: Case):
    """Gambit: the product of the strategies, a number per player."""
    head, _, payoffs = export(case, "nfg").decode().rpartition('"\n\n')

    assert head.startswith('NFG 1 R "The lock on the Aln"')
    assert "say which of two states is liked" in head
    assert [2] * (2 * 4) == [len(line.split()) for line in payoffs.strip().splitlines()]


def test_dot_is_balanced_and_quotes_every_label(case: Case):
    """Graphviz reads quoted strings only if every quotation mark inside is escaped."""
    text = export(case, "dot").decode()
    strings = re.sub(r'"(?:[^"\\]|\\.)*"', "", text)

    assert '"' not in strings
    assert strings.count("{") == strings.count("}")


@pytest.mark.parametrize("name", ["html", "svg"])
def test_nothing_is_fetched(name: str, case: Case):
    """No element that loads anything, except data of its own."""
    data = export(case, name).decode()
    tree = lxml_html.fromstring(data) if name == "html" else etree.fromstring(data.encode())
    loads = [
        value
        for element in tree.iter()
        for key, value in element.attrib.items()
        if key in {"src", "data", "poster", "background", "srcset"} or (element.tag == "link" and key == "href")
    ]

    assert [value for value in loads if not value.startswith("data:")] == []
    assert "@import" not in data
    assert "url(" not in data


@pytest.mark.parametrize("name", ["graphml", "dot", "gmcr", "nfg", "model"])
def test_a_case_without_a_model_is_told_so(name: str):
    """One clear line, no empty file."""
    with pytest.raises(UnknownItem):
        export(river(model=None), name)


def _citations(entry: object) -> list[Citation]:
    from detente.case import citations_in

    return list(citations_in(entry))
