"""report, export, import: whole outputs, and models that mean the same in another format."""

import json
from pathlib import Path

import pytest

from river import make_case

STREAM = {
    "format": "detente/model-1",
    "title": "Two mills, \"one\" stream: no",
    "decision_makers": [{"id": "upper", "name": "Upper mill"}, {"id": "lower", "name": "Lower mill"}],
    "options": [
        {"id": "dam", "decision_maker": "upper", "name": "Dam: the stream", "direction": "both"},
        {"id": "sue", "decision_maker": "lower", "name": "yes", "direction": "forward"},
        {"id": "sell", "decision_maker": "lower", "name": "Sell", "direction": "both"},
    ],
    "infeasible": ["-YY"],
    "ranks": {"upper": [3, 4, 1, 2, 2, 2], "lower": [3, 1, 4, 2, 1, 5]},
    "status_quo": 0,
}  # fmt: skip
GRAPH = {
    "format": "detente/model-1",
    "title": "A ring",
    "decision_makers": [{"id": "a", "name": "A"}, {"id": "b", "name": "B"}],
    "options": [],
    "states": ["calm", "talks", "war"],
    "moves": {"a": [[0, 1], [1, 2]], "b": [[1, 0], [2, 0]]},
    "ranks": {"a": [1, 3, 2], "b": [2, 3, 1]},
    "status_quo": 0,
}


@pytest.mark.parametrize("model", [STREAM, GRAPH], ids=["options", "graph"])
def test_an_imported_model_means_the_same(detente, tmp_path: Path, model: dict[str, object]):
    """As case.yaml it has no errors, and every verdict is the one it had."""
    path = tmp_path / "model.json"
    path.write_text(json.dumps(model), encoding="utf-8")

    imported = detente("import", tmp_path / "case", path)

    one = json.loads(detente("solve", path, "--json").out)
    two = json.loads(detente("solve", tmp_path / "case", "--json").out)
    assert imported.code == 0
    assert detente("check", tmp_path / "case").code == 0
    assert one["states"] == two["states"]
    for key in ("stable", "equilibria", "status_quo", "immobile"):
        assert one["epochs"][0][key] == two["epochs"][0][key]


def test_an_import_never_replaces_a_model_unasked(detente, tmp_path: Path):
    """With `--replace` it does, and `undo` brings the old one back."""
    case = make_case(tmp_path / "case")
    before = (case / "case.yaml").read_bytes()
    path = tmp_path / "model.json"
    path.write_text(json.dumps(STREAM), encoding="utf-8")

    refused = detente("import", case, path)
    unchanged = (case / "case.yaml").read_bytes()
    replaced = detente("import", case, path, "--replace")
    after = (case / "case.yaml").read_bytes()
    detente("undo", case)

    assert (refused.code, unchanged) == (2, before)
    assert replaced.code == 0
    assert before not in (after, b"")
    assert (case / "case.yaml").read_bytes() == before


def test_articles_are_imported_as_they_are_added(detente, tmp_path: Path):
    """A file that is no model is read as articles."""
    (tmp_path / "a.txt").write_text("Norland closed the lock.\n", encoding="utf-8")

    detente("import", tmp_path / "case", tmp_path / "a.txt")

    assert [item["id"] for item in json.loads(detente("sources", tmp_path / "case", "--json").out)] == ["a"]


def test_the_report_is_the_one_that_run_wrote(detente, river: Path, tmp_path: Path):
    """`report` and `run` write the same bytes, whatever the path they go to."""
    written = (river / "report.html").read_bytes()

    detente("report", river, "-o", tmp_path / "r.html")
    to_stdout = detente("export", river, "html", "-o", tmp_path / "e.html")

    assert to_stdout.code == 0
    assert written == (tmp_path / "r.html").read_bytes() == (tmp_path / "e.html").read_bytes()


def test_an_output_is_whole_or_not_there(detente, river: Path, tmp_path: Path):
    """A place that cannot be written gives one line and no half file."""
    answer = detente("export", river, "html", "-o", tmp_path / "absent" / "r.html")

    assert answer.code == 2
    assert "cannot write here" in answer.err
    assert list(tmp_path.iterdir()) == []


def test_diff_names_the_article_that_did_it(detente, river: Path, tmp_path: Path):
    """An article more: what it adds to the record is laid at its door."""
    case = make_case(tmp_path / "case")
    (case / "sources" / "04-new.txt").write_text(
        "Norland reopens the lock\n\n20 March 2031\n\nNorland reopened the upper lock on Thursday, the ministry said.\n",
        encoding="utf-8",
    )
    detente("run", case)

    document = json.loads(detente("diff", river, case, "--json").out)

    assert document["sources"] == {"added": ["sources/04-new.txt"], "removed": [], "changed": []}
    assert document["lines"] == []
    assert {by for item in document["record"]["statements"]["added"] for by in item["by"]} == {"04-new"}


def test_a_case_does_not_differ_from_itself(detente, river: Path):
    """Nothing to tell is told."""
    assert detente("diff", river, river).out == "no differences\n"


def test_what_if_changes_nothing_on_disk(detente, river: Path):
    """The edit is tried, shown and forgotten."""
    before = (river / "case.yaml").read_bytes()

    document = json.loads(detente("whatif", river, "norland: swap 1 2", "--json").out)

    assert document["edits"] == ["norland: swap 1 2"]
    assert before == (river / "case.yaml").read_bytes()


def test_citations_go_beside_a_gmcr_file(detente, river: Path, tmp_path: Path):
    """The format has no place for them; stderr says where they are, or how to get them."""
    path = tmp_path / "lock.gmcr"

    to_file = detente("export", river, "gmcr", "-o", path)
    to_stdout = detente("export", river, "gmcr")

    beside = json.loads((tmp_path / "lock.gmcr.citations.json").read_text(encoding="utf-8"))
    assert ["norland.open", "sudland.pay"] == [option["id"] for option in beside["options"]]
    assert "lock.gmcr.citations.json" in to_file.err
    assert "-o PATH" in to_stdout.err
    assert path.read_text(encoding="utf-8") == to_stdout.out


NO_EPOCH = """\
detente: 1
title: Two mills
decision_makers:
  upper:
    options:
      dam: {name: Dam the stream, basis: {assumed: analyst, because: it has the banks}}
"""


@pytest.mark.parametrize("command", [("why", "s1"), ("path", "--from", "s1", "--to", "s2"), ("deal", "--state", "s1")])
def test_a_model_without_epochs_says_what_it_needs(detente, tmp_path: Path, command: tuple[str, ...]):
    """Nothing can be asked of it yet, and the line says how it could be."""
    path = tmp_path / "case.yaml"
    path.write_text(NO_EPOCH, encoding="utf-8")

    answer = detente(command[0], path, *command[1:])

    assert (2, "") == (answer.code, answer.out)
    assert "the model has no epoch\n  hint: add one under `epochs`\n" in answer.err


def test_a_case_without_epochs_is_run_and_reported(detente, tmp_path: Path):
    """The contract lets a model go without epochs; the record half does not suffer from it."""
    case = make_case(tmp_path / "case", model=NO_EPOCH)

    first, again = detente("run", case), detente("run", case)

    assert (0, 0) == (first.code, again.code)
    assert "1 party · 1 option · 0 preference statements" in first.out
    assert "Dam the stream" in (case / "report.html").read_text(encoding="utf-8")
    assert "add one under `epochs`" in detente("export", case, "graphml").err


def test_a_draft_that_finds_nobody_is_still_a_file_to_start_from(detente, tmp_path: Path):
    """It can be read, has one error, and says on stderr what to fill in."""
    (tmp_path / "case" / "sources").mkdir(parents=True)
    (tmp_path / "case" / "sources" / "a.txt").write_text("It rained on the quay.\n", encoding="utf-8")
    detente("run", tmp_path / "case")

    draft = detente("draft", tmp_path / "case")
    (tmp_path / "draft.yaml").write_text(draft.out, encoding="utf-8")
    check = detente("check", tmp_path / "draft.yaml", "--json")

    assert draft.code == 0
    assert "name the parties under decision_makers" in draft.err
    assert "decision_makers: {}\n" in draft.out
    assert ["decision_makers is empty"] == [problem["message"] for problem in json.loads(check.out)]
