"""Adding and taking up articles: idempotent, resumable, never overwriting, bytes kept with the text."""

import hashlib
from pathlib import Path

import pytest

from detente.errors import Cancelled
from detente.store.articles import changes_on_disk
from detente.store.database import reading, writing
from detente.store.ingest import Outcome, add, take_up
from detente.store.opening import open_case
from river import ARTICLES, make_case


@pytest.fixture
def press(tmp_path: Path) -> Path:
    """A folder of articles outside any case."""
    folder = tmp_path / "press"
    folder.mkdir()
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """An empty case folder."""
    folder = tmp_path / "case"
    (folder / "sources").mkdir(parents=True)
    return folder


def added(case: Path, *paths: Path) -> list[Outcome]:
    """The outcomes of adding these paths."""
    with writing(case, doing="test") as store:
        return list(add(store, paths))


def test_every_article_is_kept_with_its_bytes(case: Path, press: Path):
    """The original bytes stand under their SHA-256 beside the text decoded from them."""
    added(case, press)

    with reading(case) as store:
        assert store is not None
        kept = {d.file: store.bytes_of(d.sha256) for d in store.documents()}
    assert {f"sources/{name}": text.encode() for name, text in ARTICLES.items()} == kept


def test_adding_again_changes_nothing(case: Path, press: Path):
    """The same bytes are the same article, wherever they come from."""
    added(case, press)
    before = sorted(path.name for path in (case / "sources").iterdir())
    (press / "copy.txt").write_bytes((press / "01-wire.txt").read_bytes())

    again = added(case, press)

    assert {"same"} == {outcome.status for outcome in again}
    assert before == sorted(path.name for path in (case / "sources").iterdir())


def test_a_name_that_is_taken_is_never_overwritten(case: Path, press: Path):
    """Other bytes under the same name are stored beside the first."""
    added(case, press / "01-wire.txt")
    (press / "01-wire.txt").write_text("Quite another article.\n", encoding="utf-8")

    outcome = added(case, press / "01-wire.txt")[0]

    assert "sources/01-wire-2.txt" == outcome.file
    assert ARTICLES["01-wire.txt"] == (case / "sources" / "01-wire.txt").read_text(encoding="utf-8")


def test_a_refused_file_leaves_the_others_stored(case: Path, press: Path):
    """Junk costs one refusal with a reason; it is not copied into the case."""
    (press / "junk.bin").write_bytes(bytes(range(256)) * 40)

    outcomes = added(case, press)

    assert ["added", "added", "added", "refused"] == [outcome.status for outcome in outcomes]
    assert outcomes[-1].error is not None
    assert not (case / "sources" / "junk.bin").exists()


def test_each_file_is_acknowledged_once_and_after_its_commit(case: Path, press: Path):
    """Whoever hears of a file can read it from another connection at that moment."""
    heard: list[int] = []

    def acknowledge(outcome: Outcome) -> None:
        with reading(case) as other:
            assert other is not None
            heard.append(sum(file.path == outcome.file for file in other.files()))

    with writing(case, doing="test") as store:
        add(store, [press], acknowledge=acknowledge)

    assert [1, 1, 1] == heard


def test_a_cancelled_add_keeps_what_it_had_and_is_finished_by_the_next(case: Path, press: Path):
    """Stopping costs nothing: the second run adds only the rest."""
    asked: list[int] = []

    def after_two() -> bool:
        asked.append(1)
        return len(asked) > 2

    with pytest.raises(Cancelled), writing(case, doing="test") as store:
        add(store, [press], cancel=after_two)

    assert ["same", "same", "added"] == [outcome.status for outcome in added(case, press)]


def test_ids_do_not_depend_on_the_order_of_adding(tmp_path: Path, press: Path):
    """The same files give the same ids, whichever came first."""
    (press / "01-wire.html").write_text("<html><body><article><p>Norland closed the lock.</p></article></body></html>")
    ids = []
    for number, order in enumerate(([*sorted(press.iterdir())], [*sorted(press.iterdir(), reverse=True)])):
        folder = tmp_path / f"case-{number}"
        (folder / "sources").mkdir(parents=True)
        added(folder, *order)
        with reading(folder) as store:
            assert store is not None
            ids.append([(d.id, d.file) for d in store.library().documents])

    assert ids[0] == ids[1]


def test_take_up_follows_the_folder(tmp_path: Path):
    """New, changed and deleted files of sources/ are noticed, and only they."""
    case = make_case(tmp_path / "case")
    with writing(case, doing="test") as store:
        first = {(o.status, o.file) for o in take_up(store)}
    (case / "sources" / "02-rewrite.txt").write_text("Shorter now.\n", encoding="utf-8")
    (case / "sources" / "03-local.txt").unlink()
    (case / "sources" / "04-new.txt").write_text("A fourth article.\n", encoding="utf-8")
    with reading(case) as store:
        noticed = changes_on_disk(store, case)

    with writing(case, doing="test") as store:
        second = {(o.status, o.file) for o in take_up(store)}
        third = take_up(store)

    assert {("added", f"sources/{name}") for name in ARTICLES} == first
    assert {"sources/02-rewrite.txt", "sources/03-local.txt", "sources/04-new.txt"} == set(noticed)
    assert {
        ("changed", "sources/02-rewrite.txt"),
        ("removed", "sources/03-local.txt"),
        ("added", "sources/04-new.txt"),
    } == second
    assert () == third


def test_a_file_that_cannot_be_read_is_refused_once(tmp_path: Path):
    """A refusal is remembered with its reason, and becomes a caveat of the library."""
    case = make_case(tmp_path / "case")
    (case / "sources" / "junk.bin").write_bytes(bytes(range(256)) * 40)
    with writing(case, doing="test") as store:
        first = [o.status for o in take_up(store)]
        second = take_up(store)
        caveats = [c.where for c in store.library().caveats if c.message.startswith("refused")]

    assert ["added", "added", "added", "refused"] == first
    assert () == second
    assert ["sources/junk.bin"] == caveats


def test_a_side_file_is_part_of_its_article(tmp_path: Path):
    """Editing NAME.meta.yaml changes the article as editing the article does."""
    case = make_case(tmp_path / "case")
    side = case / "sources" / "01-wire.txt.meta.yaml"
    with writing(case, doing="test") as store:
        take_up(store)
        side.write_text("outlet: Ashford Gazette\n", encoding="utf-8")
        outcomes = take_up(store)
        outlet = store.library().named("01").outlet

    assert [("changed", "sources/01-wire.txt")] == [(o.status, o.file) for o in outcomes]
    assert "Ashford Gazette" == outlet


def test_the_hash_is_that_of_the_file(tmp_path: Path):
    """`sha256` in the list of sources can be checked with any tool."""
    case = make_case(tmp_path / "case")
    with writing(case, doing="test") as store:
        take_up(store)
        found = {d.file: d.sha256 for d in store.documents()}

    assert {path: hashlib.sha256((case / path).read_bytes()).hexdigest() for path in found} == found


def test_a_writer_killed_before_it_settled_leaves_a_whole_library(tmp_path: Path):
    """Origins and passages are worked out on opening, without writing."""
    case = make_case(tmp_path / "case", model=None)
    (case / "sources" / "01-wire.md").write_text("Norland closed the lock.\n", encoding="utf-8")
    with writing(case, doing="test") as store:
        take_up(store)
        settled = store.library()
        with store.transaction():
            store.set_meta("library_key", "")
            store.connection.execute("DELETE FROM passages")
            store.connection.execute("DELETE FROM entries")

    assert open_case(case).library == settled
