"""Opening a case: what stands in it, what has changed since the last run, and every citation proved."""

import gc
from collections.abc import Iterator
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from detente.case import Note
from detente.errors import DetenteError, InvalidSyntax, QuoteMismatch, UnreadableCase
from detente.evidence import Citation, DocumentId, Span, cite
from detente.record.entries import Gap, Record
from detente.store.annotations import keep_notes
from detente.store.database import writing
from detente.store.editing import decide
from detente.store.ingest import add, take_up
from detente.store.opening import Kept, ModelFile, in_file_order, model_file, open_case, run_key
from river import make_case

QUOTED = Gap(kind="silence", about="a", why="w", citations=(cite("Norland closes", DocumentId("01-wire"), 0, 7),))
FORGED = Gap(kind="silence", about="a", why="w", citations=(cite("Sudland waits", DocumentId("01-wire"), 0, 7),))


def keep(case: Path, *gaps: Gap, key: str = "k") -> None:
    """Leave the case as a run does that found these gaps and nothing else."""
    with writing(case, doing="test") as store, store.transaction():
        library = store.meta("library_key") or ""
        store.put_record(Record(gaps=gaps), key)
        store.set_meta("run_library", library)
        store.set_meta("run_model", model_file(case).sha256 or "")
        store.set_meta("run_key", run_key(library, model_file(case)))


@pytest.fixture
def ran(case: Path) -> Path:
    """A case as a run has left it, with one entry in its record."""
    keep(case, QUOTED)
    return case


@pytest.fixture
def thawed() -> Iterator[None]:
    """Objects taken from the collector's sight are given back to it."""
    yield
    gc.unfreeze()


# ── the model's file ─────────────────────────────────────────────────────────────────────────────────────────


def test_a_case_needs_no_model(tmp_path: Path):
    """No file is no problem, and has no hash."""
    file = model_file(tmp_path)

    assert (None, None, (), None) == (file.data, file.model, file.problems, file.sha256)


def test_a_model_file_is_a_value():
    """Named fields, and nothing of it changes."""
    file = ModelFile(data=b"detente: 1\n")

    assert ModelFile(data=b"detente: 1\n", model=None, problems=()) == file
    with pytest.raises(FrozenInstanceError):
        file.data = b""  # type: ignore[misc]
    with pytest.raises(TypeError):
        ModelFile(b"detente: 1\n")  # type: ignore[misc]


def test_a_model_that_is_a_link_or_no_file_is_a_problem(tmp_path: Path):
    """Each with the name that was asked for; nothing is read through the link."""
    (tmp_path / "mine.yaml").write_text("detente: 1\n")
    (tmp_path / "case.yaml").symlink_to(tmp_path / "mine.yaml")
    (tmp_path / "folder.yaml").mkdir()
    for name, words in (("case.yaml", "it is a link"), ("folder.yaml", "not a regular file")):
        file = model_file(tmp_path, name)

        assert (b"", None) == (file.data, file.model)
        assert [(UnreadableCase, name)] == [(type(problem), problem.where) for problem in file.problems]
        assert words in file.problems[0].message


def test_a_model_that_is_no_text_is_a_problem_with_its_line(tmp_path: Path):
    """The bytes are kept, and hashed, as they are."""
    (tmp_path / "case.yaml").write_bytes(b"detente: 1\ntitle: caf\xe9\n")
    file = model_file(tmp_path)

    assert [(InvalidSyntax, "case.yaml:2:1")] == [(type(problem), problem.where) for problem in file.problems]
    assert (b"detente: 1\ntitle: caf\xe9\n", None) == (file.data, file.model)


def test_a_variant_beside_the_model_is_opened_by_its_name(ran: Path):
    """With the record of the case and its own words."""
    text = (ran / "case.yaml").read_text(encoding="utf-8")
    (ran / "variant.yaml").write_text(text.replace("The lock on the Ash", "Another lock"), encoding="utf-8")
    case = open_case(ran, model="variant.yaml")

    assert case.model is not None
    assert ("Another lock", (QUOTED,)) == (case.model.title, case.record.gaps)
    assert "case.yaml was changed" == case.stale


def test_problems_stand_in_the_order_of_the_file():
    """By line and column as numbers; those of the whole file first."""
    where = ("case.yaml:10:1", "case.yaml:9:12", "case.yaml:9:2", "case.yaml")
    problems = in_file_order(tuple(InvalidSyntax("odd", where=place) for place in where))

    assert ["case.yaml", "case.yaml:9:2", "case.yaml:9:12", "case.yaml:10:1"] == [each.where for each in problems]


def test_an_unproved_quotation_is_a_problem_and_no_citation(case: Path):
    """The other quotations of the model are proved all the same."""
    text = (case / "case.yaml").read_text(encoding="utf-8")
    whole = open_case(case)
    (case / "case.yaml").write_text(text.replace("rejected the demand", "met the demand"), encoding="utf-8")
    opened = open_case(case)

    assert ((), 1) == (whole.problems, len(opened.problems))
    assert {"Sudland rejected the demand"} == {c.quote for c in whole.citations.values()} - {
        c.quote for c in opened.citations.values()
    }


# ── what has changed since the last run ──────────────────────────────────────────────────────────────────────


def test_a_case_that_was_never_run_says_so(tmp_path: Path, case: Path):
    """With or without a database."""
    (tmp_path / "new").mkdir()
    never = open_case(make_case(tmp_path / "new" / "case"))

    assert ("the case has not been run yet",) * 2 == (never.stale, open_case(case).stale)
    assert ((), Record()) == (never.library.documents, never.record)


def test_nothing_has_changed_after_a_run(ran: Path):
    """And opening the case changes nothing."""
    before = {path: path.read_bytes() for path in ran.rglob("*") if path.is_file()}

    assert ("", (QUOTED,)) == (open_case(ran).stale, open_case(ran).record.gaps)
    assert before == {path: path.read_bytes() for path in ran.rglob("*") if path.is_file()}


def test_what_has_changed_is_named(ran: Path):
    """The first of the sources, and how many more; they are told before anything else."""
    (ran / "case.yaml").write_text("detente: 1\n")
    model = open_case(ran).stale
    (ran / "sources" / "02-rewrite.txt").write_text("Shorter now.\n")
    one = open_case(ran).stale
    (ran / "sources" / "03-local.txt").unlink()
    (ran / "sources" / "04-new.txt").write_text("A fourth article.\n")
    three = open_case(ran).stale

    assert ("case.yaml was changed", "sources/02-rewrite.txt changed") == (model, one)
    assert "sources/02-rewrite.txt and 2 more changed" == three


def test_sources_that_were_added_make_a_run_old(ran: Path, tmp_path: Path):
    """They are in the library, and not in the record."""
    (tmp_path / "04-new.txt").write_text("A fourth article.\n")
    with writing(ran, doing="test") as store:
        add(store, [tmp_path / "04-new.txt"])
    case = open_case(ran)

    assert "sources were added" == case.stale
    assert "04-new" in {document.id for document in case.library.documents}


def test_a_model_that_came_or_went_makes_a_run_old(ran: Path):
    """As an edit does."""
    (ran / "case.yaml").unlink()
    without = open_case(ran)
    keep(ran, QUOTED)
    again = open_case(ran).stale
    make_case(ran.parent / "other")
    (ran / "case.yaml").write_bytes((ran.parent / "other" / "case.yaml").read_bytes())

    assert ("case.yaml was changed", None, "", "case.yaml was changed") == (
        without.stale,
        without.model,
        again,
        open_case(ran).stale,
    )


def test_another_program_makes_a_run_old(ran: Path):
    """The same sources and the same model, read by another one."""
    with writing(ran, doing="test") as store, store.transaction():
        store.set_meta("run_key", "of an older program")

    assert "detente or its language model was changed" == open_case(ran).stale


def test_the_key_of_a_run_hangs_on_sources_words_and_model(tmp_path: Path):
    """Each of them alone makes another key."""
    folder = make_case(tmp_path / "case")
    model = model_file(folder)
    (folder / "case.yaml").write_bytes((model.data or b"") + b"# a remark\n")
    remark = model_file(folder)

    assert 3 == len({run_key("a", model), run_key("b", model), run_key("a", remark)})
    assert run_key("a", model) == run_key("a", model)


# ── afresh ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_sources_are_read_afresh_without_writing(tmp_path: Path):
    """A case that was never run is read from its folder; no database is made."""
    folder = make_case(tmp_path / "case")
    case = open_case(folder, afresh=True)

    assert ["01-wire", "02-rewrite", "03-local"] == [document.id for document in case.library.documents]
    assert (Record(), False) == (case.record, (folder / ".detente").exists())


def test_afresh_the_last_record_stands_only_while_nothing_has_changed(ran: Path):
    """A record of other sources is not shown with those of today."""
    unchanged = open_case(ran, afresh=True)
    (ran / "sources" / "04-new.txt").write_text("A fourth article.\n")
    changed = open_case(ran, afresh=True)

    assert ((QUOTED,), ()) == (unchanged.record.gaps, changed.record.gaps)
    assert ["04-new"] == [d.id for d in changed.library.documents if d not in unchanged.library.documents]
    assert 3 == len(open_case(ran).library.documents)


# ── proof ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_case_whose_record_misquotes_is_not_opened(case: Path):
    """Neither for the first time nor by one who keeps it."""
    keep(case, FORGED)
    for kept in (None, Kept()):
        with pytest.raises(QuoteMismatch):
            open_case(case, kept=kept)


def test_decisions_and_notes_come_with_the_case(ran: Path):
    """A note whose words are gone is a caveat of the library, after the others."""
    decide(ran, "ev-1", "dismissed", by="an analyst")
    quote = "Lock on the Ash"
    citation = Citation(span=Span(document=DocumentId("02-rewrite"), start=0, end=len(quote)), quote=quote)
    note = Note(citation=citation, annotation={"body": "why?"})
    keep_notes(ran, [note], summary="a note")
    whole = open_case(ran)
    (ran / "sources" / "02-rewrite.txt").write_text("Shorter now.\n")
    with writing(ran, doing="test") as store:
        take_up(store)
    changed = open_case(ran)

    assert (["ev-1"], (note,)) == ([*whole.verdicts], whole.notes)
    assert ((), ["lost-note"]) == (changed.notes, [c.code for c in changed.library.caveats][-1:])
    assert [] == [caveat for caveat in whole.library.caveats if caveat.code == "lost-note"]


@pytest.mark.usefixtures("thawed")
def test_what_is_kept_is_read_once(ran: Path):
    """The very same sources and record, until another run has changed them; never for a case opened afresh."""
    kept = Kept()
    first, second = open_case(ran, kept=kept), open_case(ran, kept=kept)
    keep(ran, QUOTED, QUOTED, key="another")
    third = open_case(ran, kept=kept)
    afresh = open_case(ran, kept=kept, afresh=True)

    assert second.library is first.library
    assert second.record is first.record
    assert (1, 2, 2) == (len(second.record.gaps), len(third.record.gaps), len(afresh.record.gaps))
    assert afresh.record is not third.record
    assert () == kept.key


@pytest.mark.usefixtures("thawed")
def test_what_does_not_fit_together_is_not_kept(ran: Path):
    """Sources that are to be settled anew, a case without a record, another case."""
    kept = Kept()
    open_case(ran, kept=kept)
    key = kept.key
    (ran / "sources" / "01-wire.txt").write_text("Norland closes nothing.\n")
    with writing(ran, doing="test") as store:
        take_up(store)
    without = open_case(ran, kept=kept)

    assert ((), Record()) == (kept.key, without.record)
    assert 3 == len(key)
    open_case(make_case(ran.parent / "other"), kept=kept)
    assert ((), ()) == (kept.key, kept.library.documents)


@pytest.mark.usefixtures("thawed")
def test_a_kept_case_still_shows_the_model_and_decisions_of_today(ran: Path):
    """Only the sources and the record are kept."""
    kept = Kept()
    open_case(ran, kept=kept)
    decide(ran, "ev-1", "dismissed", by="an analyst")
    (ran / "case.yaml").write_text("detente: 1\ntitle: Later\n")
    case = open_case(ran, kept=kept)

    assert case.library is kept.library
    assert (["ev-1"], "case.yaml was changed") == ([*case.verdicts], case.stale)


# ── the collector ────────────────────────────────────────────────────────────────────────────────────────────


def test_the_collector_is_as_it_was(ran: Path):
    """On or off, also when the case cannot be opened."""
    found = []
    gc.disable()
    try:
        open_case(ran)
        found.append(gc.isenabled())
    finally:
        gc.enable()
    open_case(ran)
    found.append(gc.isenabled())
    (ran / ".detente" / "case.db").write_bytes(b"rubbish")
    with pytest.raises(DetenteError):
        open_case(ran)

    assert [False, True, True] == [*found, gc.isenabled()]


@pytest.mark.usefixtures("thawed")
def test_only_what_is_kept_leaves_the_collectors_sight(ran: Path):
    """A small case that is opened once is collected like everything else."""
    gc.unfreeze()
    open_case(ran)
    once = gc.get_freeze_count()
    open_case(ran, kept=Kept())

    assert (True, True) == (once == 0, gc.get_freeze_count() > 0)
