"""The table of hypotheses: cells by named rules, credibility beside each column, and nothing that adds up."""

import csv
import io
import json
from dataclasses import replace

import pytest
from click.testing import CliRunner

from detente.cli.entry import cli
from detente.dispute.loading import read_model
from detente.dispute.model import DisputeModel
from detente.drafting.hypotheses import Hypotheses, hypotheses
from detente.errors import UndefinedState
from detente.record.build import build_record
from detente.record.reading import Vocabulary, VocabularyActor
from detente.sources import build_library, read_bytes
from river import make_case

WORDS = Vocabulary(actors=(VocabularyActor("norland", "Norland"), VocabularyActor("sudland", "Sudland")))
WIRE = """Norland shuts the lock

Vessby Courier, 4 March 2031

Norland closed the upper lock on Monday. Sudland rejected the toll on Tuesday.
"""
POST = """Sudland pays after all

The Corrada Post, 9 September 2032

Sudland accepted the toll on Wednesday. Norland demanded a second toll on the lower lock.
"""
MODEL = """\
detente: 1
title: The lock
decision_makers:
  norland:
    options:
      shut: {name: keep the upper lock shut, basis: [{source: "01", quote: "Norland closed the upper lock on Monday"}]}
  sudland:
    options:
      pay: {name: pay the toll, basis: [{source: "01", quote: "rejected the toll"}, {source: "02", quote: "accepted the toll"}]}
epochs:
  - id: "2031"
    from: 2031-03-01
    observed: shut
    basis: [{source: "01", quote: "Norland closed the upper lock"}]
    preferences:
      norland:
        - {want: "!shut", says: it would open, basis: {assumed: me, because: it is costly}}
      sudland:
        - {want: "!pay", says: it does not pay, basis: {assumed: me, because: it is proud}}
        - {want: "pay", says: it pays, basis: {assumed: me, because: it is poor}}
        - {want: "pay -> !shut", says: it pays for an open lock only, basis: {assumed: me, because: it says so}}
  - id: "2032"
    from: 2032-09-01
    observed: shut & pay
    basis: [{source: "02", quote: "Sudland accepted the toll"}]
    preferences:
      norland: []
      sudland:
        - {want: "pay", says: it pays, basis: [{source: "02", quote: "accepted the toll"}]}
"""


@pytest.fixture(scope="module")
def model() -> DisputeModel:
    """The model of the lock."""
    found, problems = read_model(MODEL, name="case.yaml")
    assert () == problems
    assert found is not None
    return found


@pytest.fixture(scope="module")
def table(model: DisputeModel) -> Hypotheses:
    """The table of the first epoch."""
    return tabled({"case": model}, epoch="2031")


def tabled(models: dict[str, DisputeModel], epoch: str | None = None, *, every: bool = False) -> Hypotheses:
    """A table of the two articles."""
    library = build_library(
        document
        for name, text in (("01-wire.txt", WIRE), ("02-post.txt", POST))
        for document in read_bytes(text.encode(), f"sources/{name}")
    )
    return hypotheses(models, library, build_record(library, WORDS), epoch=epoch, every=every, vocabulary=WORDS)


def cell(table: Hypotheses, says: str, quote: str) -> tuple[str, str]:
    """The reading and the rule of one cell."""
    row = next(i for i, one in enumerate(table.rows) if one.says == says)
    column = next(j for j, one in enumerate(table.columns) if quote in one.citation.quote)
    return table.cells[row][column].reading, table.cells[row][column].rule


@pytest.mark.parametrize(
    ("says", "quote", "reading"),
    [
        ("it does not pay", "rejected the toll", "consistent"),
        ("it pays", "rejected the toll", "inconsistent"),
        ("it would open", "closed the upper lock", "inconsistent"),
        ("it would open", "rejected the toll", "silent"),
        ("it pays for an open lock only", "rejected the toll", ""),
        ("it pays for an open lock only", "closed the upper lock", ""),
    ],
)
def test_a_cell_is_filled_by_a_rule_or_left_open(table: Hypotheses, says: str, quote: str, reading: str) -> None:
    """A party's own act speaks for or against its wish; a compound wish is the analyst's to judge."""
    found, rule = cell(table, says, quote)

    assert reading == found
    assert rule


def test_what_comes_later_is_no_evidence(table: Hypotheses) -> None:
    """The first epoch knows nothing of the second."""
    assert not [column for column in table.columns if "accepted" in column.citation.quote]


def test_what_came_before_is_for_the_analyst(model: DisputeModel) -> None:
    """A refusal of last year does not tell what is wanted now; what the model quotes does."""
    later = tabled({"case": model}, every=True)

    assert "" == cell(later, "it pays", "rejected the toll")[0]
    assert "consistent" == cell(later, "it pays", "accepted the toll")[0]


def test_quoted_statements_need_no_explanation(model: DisputeModel) -> None:
    """By default the rows are what nobody says outright."""
    assert () == tabled({"case": model}).rows


def test_rivals_differ_in_their_rows(model: DisputeModel) -> None:
    """Of two models the rows are what not both hold, each with the models that hold it."""
    first = model.epochs[0]
    given = first.preferences["sudland"]
    poorer = replace(
        first, preferences={**first.preferences, "sudland": replace(given, statements=given.statements[1:])}
    )
    found = tabled({"case": model, "rival": replace(model, epochs=(poorer, *model.epochs[1:]))}, epoch="2031")

    assert [("it does not pay", ("case",))] == [(row.says, row.models) for row in found.rows]


def test_credibility_stands_beside_the_evidence(table: Hypotheses) -> None:
    """Origins, how near the words are, and whether one source tells it alone; no number sums them."""
    data = json.loads(json.dumps(table.to_dict()))
    keys = {"origins", "one_source", "mode", "via", "reliability", "tells_apart"}

    assert all(keys <= set(column) for column in data["evidence"])
    assert all({"evidence", "reading", "rule"} == set(one) for row in data["hypotheses"] for one in row["cells"])
    assert not {"score", "sum", "total", "weight", "probability"} & {key for row in data["hypotheses"] for key in row}


def test_an_unknown_epoch_is_refused(model: DisputeModel) -> None:
    """With the epochs that there are."""
    with pytest.raises(UndefinedState):
        tabled({"case": model}, epoch="1815")


def test_the_command_prints_the_table_in_three_forms(tmp_path_factory: pytest.TempPathFactory) -> None:
    """For people a matrix, for programs JSON, for spreadsheets a row for each cell."""
    case = str(make_case(tmp_path_factory.mktemp("hypotheses") / "case"))
    assert 0 == CliRunner().invoke(cli, ["run", case]).exit_code
    plain = CliRunner().invoke(cli, ["hypotheses", case, "--all"])
    data = json.loads(CliRunner().invoke(cli, ["hypotheses", case, "--all", "--json"]).stdout)
    rows = list(csv.DictReader(io.StringIO(CliRunner().invoke(cli, ["hypotheses", case, "--all", "--csv"]).stdout)))

    assert "+ consistent" in plain.stdout
    assert 4 == len(data["hypotheses"])
    assert len(rows) == len(data["hypotheses"]) * len(data["evidence"])
