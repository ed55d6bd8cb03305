"""The main job: init, add, run, demo."""

import json
from pathlib import Path

import pytest

from river import ARTICLES, MODEL, make_case

MOST_LINES = 15


def test_run_prints_the_answer_first_and_writes_the_report(detente, tmp_path: Path):
    """About ten lines on stdout; progress is not among them."""
    case = make_case(tmp_path / "case")

    answer = detente("run", case)

    assert answer.code == 0
    assert answer.out.startswith("3 articles")
    assert len(answer.out.splitlines()) <= MOST_LINES
    assert (case / "report.html").read_bytes().startswith(b"<!DOCTYPE html>")


def test_a_second_run_changes_nothing_and_says_so(detente, river: Path):
    """Not a byte of the report or of the database moves."""
    files = [river / "report.html", river / ".detente" / "case.db"]
    detente("run", river)
    before = [path.read_bytes() for path in files]

    answer = detente("run", river)

    assert "Nothing has changed" in answer.out
    assert before == [path.read_bytes() for path in files]


def test_without_a_model_there_is_a_record_and_a_report(detente, tmp_path: Path):
    """The record half works alone."""
    case = make_case(tmp_path / "case", model=None)

    answer = detente("run", case)

    assert answer.code == 0
    assert (case / "report.html").exists()
    assert json.loads(detente("statements", case, "--json").out)


def test_a_model_with_errors_ends_with_1_and_the_record_is_written(detente, tmp_path: Path):
    """A quotation that nobody wrote is named with its line; the rest is done."""
    case = make_case(tmp_path / "case", model=MODEL.replace("rejected the demand", "accepted the demand"))

    answer = detente("run", case)

    assert answer.code == 1
    assert f"{case}/case.yaml:26:" in answer.err
    assert json.loads(detente("statements", case, "--json").out)


def test_a_model_that_is_no_yaml_ends_with_2_and_the_record_is_written(detente, tmp_path: Path):
    """Broken YAML costs the model, not the reading of the articles."""
    case = make_case(tmp_path / "case", model=MODEL.replace("title:", "title: ["))

    answer = detente("run", case)

    assert answer.code == 2
    assert f"{case}/case.yaml:" in answer.err
    assert "error invalid-syntax" in answer.err
    assert json.loads(detente("sources", case, "--json").out)


def test_a_refused_source_is_one_line_and_no_failure(detente, tmp_path: Path):
    """`run` exits 0 although a source was refused."""
    case = make_case(tmp_path / "case")
    (case / "sources" / "junk.bin").write_bytes(bytes(range(256)) * 40)

    answer = detente("--quiet", "run", case)

    assert answer.code == 0
    assert [line.startswith(f"{case}/sources/junk.bin: error") for line in answer.err.splitlines()] == [True]


def test_an_empty_folder_is_one_line_with_what_to_do(detente, tmp_path: Path):
    """Nothing to read is not an answer."""
    (tmp_path / "case").mkdir()

    answer = detente("run", tmp_path / "case")

    assert (answer.code, answer.out) == (2, "")
    assert [line.split(":")[0].strip() for line in answer.err.splitlines()] == [str(tmp_path / "case"), "hint"]


def test_a_case_without_anything_in_it_is_one_line(detente, tmp_path: Path):
    """`init` alone gives nothing to read."""
    detente("init", tmp_path / "case")

    answer = detente("run", tmp_path / "case")

    assert answer.code == 2
    assert "nothing to read" in answer.err


def test_a_folder_that_cannot_be_written_is_one_line(detente, tmp_path: Path):
    """A file stands where the folder would be."""
    case = make_case(tmp_path / "case")
    (case / ".detente").write_text("in the way", encoding="utf-8")

    answer = detente("run", case)

    assert answer.code == 2
    assert "cannot write here" in answer.err
    assert "Traceback" not in answer.err


def test_a_damaged_database_is_rebuilt_and_its_bytes_kept(detente, tmp_path: Path):
    """`run` says so and goes on from sources/."""
    case = make_case(tmp_path / "case")
    detente("run", case)
    (case / ".detente" / "case.db").write_bytes(b"rubbish")
    refused = detente("statements", case)

    answer = detente("run", case)

    assert refused.code == 2
    assert "damaged" in refused.err
    assert answer.code == 0
    assert "rebuilding" in answer.err
    assert (case / ".detente" / "damaged-1").read_bytes() == b"rubbish"


def test_init_makes_a_case_and_leaves_what_is_there(detente, tmp_path: Path):
    """Twice is as good as once."""
    first = detente("init", tmp_path / "case")
    (tmp_path / "case" / "sources" / "a.txt").write_text("mine", encoding="utf-8")
    second = detente("init", tmp_path / "case")

    assert (first.code, second.code) == (0, 0)
    assert (tmp_path / "case" / "sources" / "a.txt").read_text(encoding="utf-8") == "mine"


@pytest.fixture
def press(tmp_path: Path) -> Path:
    """A folder of articles and one that is junk."""
    folder = tmp_path / "press"
    folder.mkdir()
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_add_prints_a_line_per_file_as_it_is_stored(detente, tmp_path: Path, press: Path):
    """`--nl` is for programs: one object a line, in the order given."""
    detente("init", tmp_path / "case")

    answer = detente("add", tmp_path / "case", press, "--nl")

    lines = [json.loads(line) for line in answer.out.splitlines()]
    assert answer.code == 0
    assert [(line["status"], line["file"]) for line in lines] == [("added", f"sources/{name}") for name in ARTICLES]


def test_add_refuses_one_file_and_stores_the_rest(detente, tmp_path: Path, press: Path):
    """Exit code 2, one line for the file, the others are there."""
    detente("init", tmp_path / "case")
    (press / "junk.bin").write_bytes(bytes(range(256)) * 40)

    answer = detente("--quiet", "add", tmp_path / "case", press, press / "absent.txt")

    assert answer.code == 2
    assert [line.split(":")[0] for line in answer.err.splitlines() if "error" in line] == [
        str(press / "junk.bin"),
        str(press / "absent.txt"),
    ]
    assert len(json.loads(detente("sources", tmp_path / "case", "--json").out)) == len(ARTICLES)


def test_adding_again_adds_nothing(detente, tmp_path: Path, press: Path):
    """Idempotent by hash, exit code 0."""
    detente("init", tmp_path / "case")
    detente("add", tmp_path / "case", press)

    answer = detente("add", tmp_path / "case", press, "--json")

    assert answer.code == 0
    assert [item["status"] for item in json.loads(answer.out)] == ["same"] * len(ARTICLES)


def test_a_near_duplicate_is_named_when_it_is_added(detente, tmp_path: Path, press: Path):
    """A reprint with another first line is no second voice."""
    story = "\n\n".join(
        f"The lock keeper of Ashford reported on day {day} that barge number {day * 7} had waited {day + 3} hours, "
        f"and that the {name} paid {day * 11} crowns to the ferry."
        for day, name in enumerate(["miller", "brewer", "smith", "grocer", "tanner", "weaver", "potter", "baker"], 1)
    )
    (press / "a.txt").write_text(f"River Press\n\n{story}\n", encoding="utf-8")
    (press / "b.txt").write_text(f"Tarn Courier\n\n{story}\n", encoding="utf-8")
    detente("init", tmp_path / "case")

    answer = detente("add", tmp_path / "case", press / "a.txt", press / "b.txt", "--json")

    assert [item["near_duplicates"] for item in json.loads(answer.out)] == [["b"], ["a"]]


def test_adding_to_a_folder_that_is_not_there_is_refused(detente, tmp_path: Path, press: Path):
    """A typing error makes no new case."""
    answer = detente("add", tmp_path / "absent", press)

    assert answer.code == 2
    assert "detente init" in answer.err
    assert not (tmp_path / "absent").exists()


def test_demo_copies_the_example_and_runs_it(detente, tmp_path: Path):
    """The bundled case answers, from a copy that is the user's own."""
    answer = detente("demo", tmp_path / "demo", "--example", "strike")

    assert answer.code == 0
    assert (tmp_path / "demo" / "case.yaml").exists()
    assert (tmp_path / "demo" / "report.html").exists()
    assert "stable" in answer.out.lower()


def test_many_errors_of_a_model_are_counted_and_not_all_told(detente, tmp_path: Path):
    """Ten of fourteen, and where all of them are listed; `check` lists them."""
    wrong = "".join(
        f"        - {{want: pay, says: p{n}, basis: [{{source: '01', quote: nowhere {n}}}]}}\n" for n in range(14)
    )
    case = make_case(
        tmp_path / "case",
        model=MODEL.replace("      sudland:\n        - {want", wrong + "      sudland:\n        - {want", 1),
    )

    for command in ("run", "solve"):
        answer = detente(command, case)

        assert 10 == sum("error quote-not-found" in line for line in answer.err.splitlines())
        assert f"… and 4 more; `detente check {case}` lists all 14" in answer.err
    assert 14 == detente("check", case).out.count("error quote-not-found")
