"""Adding and taking up articles: idempotent, resumable, never overwriting, bytes kept with the text."""

import hashlib
import io
import os
import shutil
import time
from dataclasses import FrozenInstanceError
from functools import partial
from pathlib import Path

import pytest

from detente.errors import Cancelled
from detente.evidence import DocumentId, cite
from detente.record.entries import Gap, Record
from detente.store.articles import changes_on_disk
from detente.store.database import reading, writing
from detente.store.history import log
from detente.store.ingest import Outcome, add, take_up
from detente.store.opening import open_case
from detente.store.settling import library_key
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


def test_what_lies_in_sources_under_a_link_is_refused(tmp_path: Path):
    """A name there must not lead outside; it is refused once, with the reason, and taken up when it is a file."""
    case = make_case(tmp_path / "case")
    (tmp_path / "outside.txt").write_text("Norland waits.\n")
    (case / "sources" / "link.txt").symlink_to(tmp_path / "outside.txt")
    with writing(case, doing="test") as store:
        first = {o.file: o.status for o in take_up(store)}
        second = take_up(store)
        (case / "sources" / "link.txt").unlink()
        (case / "sources" / "link.txt").write_text("Norland waits.\n")
        third = {o.file: o.status for o in take_up(store)}

    assert ("refused", (), {"sources/link.txt": "added"}) == (first["sources/link.txt"], second, third)


def test_an_article_can_come_through_a_pipe(case: Path, monkeypatch: pytest.MonkeyPatch):
    """`-` is standard input, kept as stdin.txt."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"Norland closed the lock.\n")))

    (outcome,) = added(case, Path("-"))

    assert ("-", "added", "sources/stdin.txt") == (outcome.given, outcome.status, outcome.file)
    assert "Norland closed the lock.\n" == (case / "sources" / "stdin.txt").read_text()


def test_a_link_on_the_command_line_is_meant(case: Path, press: Path):
    """It is followed; the article keeps the name that was given."""
    (press / "link.txt").symlink_to(press / "01-wire.txt")

    (outcome,) = added(case, press / "link.txt")

    assert ("added", "sources/link.txt") == (outcome.status, outcome.file)
    assert not (case / "sources" / "link.txt").is_symlink()


@pytest.mark.parametrize(
    ("name", "words"), [("gone.txt", "no such file"), ("broken.txt", "no such file"), ("pipe", "regular")]
)
def test_what_is_no_file_is_refused_with_the_reason(case: Path, press: Path, name: str, words: str):
    """A name without a file, a link to nothing, a pipe: each with the path that was given."""
    (press / "broken.txt").symlink_to(press / "nothing")
    os.mkfifo(press / "pipe")

    (outcome,) = added(case, press / name)

    assert ("refused", str(press / name)) == (outcome.status, outcome.given)
    assert outcome.error is not None
    assert words in outcome.error.message
    assert [] == list((case / "sources").iterdir())


def test_a_side_file_is_no_article_of_its_own(case: Path, press: Path):
    """Named by itself it is passed over; it comes along with its article."""
    (press / "01-wire.txt.meta.yaml").write_text("publisher: The Ash Courier\n")

    alone = added(case, press / "01-wire.txt.meta.yaml")
    (outcome,) = added(case, press / "01-wire.txt")

    assert ([], "added") == (alone, outcome.status)
    assert (case / "sources" / "01-wire.txt.meta.yaml").is_file()


def test_a_hidden_name_loses_its_dot(case: Path, press: Path):
    """Hidden files of sources/ would not be read again."""
    (press / ".hidden.txt").write_text("Norland waits.\n")

    assert ["sources/hidden.txt"] == [outcome.file for outcome in added(case, press / ".hidden.txt")]


def test_progress_runs_from_none_to_all(tmp_path: Path, press: Path):
    """Of both ways to take up articles."""
    case = make_case(tmp_path / "case")
    seen: list[tuple[int, int, str]] = []
    with writing(case, doing="test") as store:
        take_up(store, progress=lambda *told: seen.append(told))
        add(store, [press / "02-rewrite.txt"], progress=lambda *told: seen.append(told))

    reading_ = [(done, total) for done, total, what in seen if what == "reading"]
    assert [(0, 3), (1, 3), (2, 3), (3, 3), (0, 1), (1, 1)] == reading_


def test_another_reader_reads_again_and_changes_only_what_reads_otherwise(tmp_path: Path):
    """A newer program tries refusals and articles anew; where the result is the same, nothing happens."""
    case = make_case(tmp_path / "case")
    (case / "sources" / "junk.bin").write_bytes(bytes(range(256)) * 40)
    with writing(case, doing="test") as store:
        take_up(store)
        reader = store.meta("reader")
        with store.transaction():
            store.set_meta("reader", "an older program")
            store.connection.execute(
                "UPDATE documents SET text = 'read otherwise', text_sha256 = ? WHERE path = 'sources/02-rewrite.txt'",
                (hashlib.sha256(b"read otherwise").hexdigest(),),
            )
        again = {o.file: o.status for o in take_up(store)}
        now = store.meta("reader")

    assert ({"sources/02-rewrite.txt": "changed"}, reader) == (again, now)


def test_a_record_never_outlives_the_words_that_it_quotes(tmp_path: Path):
    """Whether a source was changed, is refused from now on, or is gone: what quotes it goes in the same moment."""
    quoted = Gap(kind="silence", about="a", why="w", citations=(cite("Norland closes", DocumentId("01-wire"), 0, 7),))
    for number, change in enumerate(
        (
            lambda source: source.write_text("Sudland waits.\n"),
            lambda source: source.write_bytes(bytes(range(256)) * 40),
            lambda source: source.unlink(),
        )
    ):
        case = make_case(tmp_path / f"case-{number}")
        with writing(case, doing="test") as store:
            take_up(store)
            with store.transaction():
                store.put_record(Record(gaps=(quoted,)), "k")
            change(case / "sources" / "01-wire.txt")
            take_up(store)

        assert () == open_case(case).record.gaps


def test_a_side_file_never_parts_from_its_article(case: Path, press: Path):
    """Where another article's side file lies under the name, both get the next number."""
    (press / "01-wire.txt.meta.yaml").write_text("outlet: The Ash Courier\n")
    (case / "sources" / "01-wire.txt.meta.yaml").write_text("outlet: Of an article that has gone\n")
    (outcome,) = added(case, press / "01-wire.txt")
    opened = open_case(case, afresh=True)

    assert "sources/01-wire-2.txt" == outcome.file
    assert ["01-wire-2.txt", "01-wire-2.txt.meta.yaml", "01-wire.txt.meta.yaml"] == sorted(
        path.name for path in (case / "sources").iterdir()
    )
    assert ["The Ash Courier"] == [document.outlet for document in opened.library.documents]


# ── one file after another ───────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """A folder of more articles than one commit holds."""
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(66):
        (folder / f"{number:02}.txt").write_text(f"Norland closed lock {number}.\n")
    return folder


@pytest.mark.parametrize(("seconds", "told"), [("long", [0] * 64 + [64, 64, 66]), ("none", [*range(67)])])
def test_files_share_a_commit_and_wait_for_it(
    case: Path, many: Path, monkeypatch: pytest.MonkeyPatch, seconds: str, told: list[int]
):
    """No more than 64 of them, and none longer than asked; what was told before each file is what is on disk."""
    monkeypatch.setattr("detente.store.ingest.BATCH_SECONDS", time.monotonic() if seconds == "long" else 0.0)
    monkeypatch.setattr("detente.store.contents.FEWEST", 1000)
    heard: list[str | None] = []
    seen: list[int] = []
    with writing(case, doing="test") as store:
        outcomes = add(
            store,
            [many],
            progress=lambda done, total, what: seen.append(len(heard)) if what == "reading" else None,
            acknowledge=lambda outcome: heard.append(outcome.file),
        )

    assert told == seen[: len(told)]
    assert [outcome.file for outcome in outcomes] == heard


@pytest.mark.parametrize("takes_up", [False, True])
def test_files_read_at_once_are_taken_up_as_one_after_another(
    tmp_path: Path, many: Path, monkeypatch: pytest.MonkeyPatch, *, takes_up: bool
):
    """The same outcomes, refusals and copies among them, and the same case, however many processes read."""
    (many / "33.txt").write_bytes((many / "07.txt").read_bytes())
    (many / "40.bin").write_bytes(bytes(range(256)) * 40)
    (many / "50.html").write_text("<p>Norland opened the lock on Monday, its office said.</p>")
    found = []
    for workers in (1, 2):
        monkeypatch.setattr("detente.store.contents.processors", lambda workers=workers: workers)
        place = tmp_path / str(workers)
        place.mkdir()
        if takes_up:
            shutil.copytree(many, place / "sources")
        with writing(place, doing="test") as store:
            outcomes = take_up(store) if takes_up else add(store, [many])
            told = [(one.given, one.status, one.file, one.sources, one.sha256, str(one.error)) for one in outcomes]
            found.append((told, store.files(), store.documents()))

    assert found[0] == found[1]
    statuses = [status for _, status, *_ in found[0][0]]
    assert [67, 1, 0] if takes_up else [66, 1, 1] == [statuses.count(s) for s in ("added", "refused", "same")]


@pytest.mark.parametrize("takes_up", [False, True])
def test_a_stop_while_others_read_keeps_what_came_by(
    case: Path, many: Path, monkeypatch: pytest.MonkeyPatch, *, takes_up: bool
):
    """As many files are kept as are told, and the next run does the rest."""
    asked = iter((False, False, True))
    monkeypatch.setattr("detente.store.contents.processors", lambda: 2)
    if takes_up:
        shutil.copytree(many, case / "sources", dirs_exist_ok=True)
    with writing(case, doing="test") as store:
        bring = partial(take_up, store) if takes_up else partial(add, store, [many])
        with pytest.raises(Cancelled) as stopped:
            bring(cancel=lambda: next(asked))
        kept = len(store.files())
        rest = bring()

    assert f"stopped after {kept} of 66 files" == stopped.value.message
    assert 66 - kept == sum(outcome.status == "added" for outcome in rest)


@pytest.mark.parametrize("takes_up", [False, True])
def test_a_stop_says_how_far_it_came(case: Path, press: Path, *, takes_up: bool):
    """What was read is kept, by either way in; the next run does the rest."""
    asked = iter((False, False, True))
    if takes_up:
        for article in press.iterdir():
            article.rename(case / "sources" / article.name)
    with writing(case, doing="test") as store:
        bring = partial(take_up, store) if takes_up else partial(add, store, [press])
        with pytest.raises(Cancelled, match="stopped after 2 of 3 files"):
            bring(cancel=lambda: next(asked))
        kept = [file.path for file in store.files()]
        rest = bring()

    assert ["sources/01-wire.txt", "sources/02-rewrite.txt"] == kept
    assert ["sources/03-local.txt"] == [outcome.file for outcome in rest if outcome.status == "added"]


def test_the_log_says_what_came_in(case: Path, press: Path):
    """One entry for each addition and each look into the folder that found something; none where nothing came."""
    (press / "04-junk.bin").write_bytes(bytes(range(256)) * 40)
    with writing(case, doing="test") as store:
        add(store, [press / "02-rewrite.txt"])
        add(store, [press])
        add(store, [press])
        take_up(store)
        (case / "sources" / "02-rewrite.txt").write_text("Shorter now.\n")
        (case / "sources" / "03-local.txt").unlink()
        (case / "sources" / "05-junk.bin").write_bytes(bytes(range(256)) * 40)
        (case / "sources" / "06.txt").write_text("Another article.\n")
        take_up(store)
        take_up(store)
        said = [entry.summary for entry in log(store)]

    assert [
        f"add {press / '02-rewrite.txt'}",
        f"add {press / '01-wire.txt'} and 1 more",
        "take up sources/: 1 added, 1 changed, 1 removed, 1 refused",
    ] == said


def test_an_addition_that_was_stopped_says_what_was_asked(case: Path, press: Path):
    """How many of them came in, the log cannot know."""
    asked = iter((False, True))
    with writing(case, doing="test") as store:
        with pytest.raises(Cancelled):
            add(store, [press], cancel=lambda: next(asked))
        said = [entry.summary for entry in log(store)]

    assert ["add 3 files"] == said


def test_whose_a_file_is_is_kept(case: Path, press: Path):
    """A copy is the addition's; what lay in sources/ before is its owner's, and so is what was found there."""
    (case / "sources" / "01-wire.txt").write_text(ARTICLES["01-wire.txt"], encoding="utf-8")
    (case / "sources" / "00-mine.txt").write_text("My own article.\n")
    with writing(case, doing="test") as store:
        add(store, [press])
        (entry,) = log(store)
        take_up(store)
        found = {file.path: (file.added_by, file.copied) for file in store.files()}

    assert {
        "sources/00-mine.txt": (None, False),
        "sources/01-wire.txt": (entry.number, False),
        "sources/02-rewrite.txt": (entry.number, True),
        "sources/03-local.txt": (entry.number, True),
    } == found


def test_both_ways_in_leave_the_sources_settled(case: Path, press: Path):
    """Origins and passages are those of all of them."""
    settled = []
    with writing(case, doing="test") as store:
        add(store, [press])
        settled.append(store.meta("library_key") == library_key(store))
        (case / "sources" / "03-local.txt").unlink()
        take_up(store)
        settled.append(store.meta("library_key") == library_key(store))

    assert [True, True] == settled


def test_what_was_refused_is_kept_with_its_bytes_and_told_again_when_they_change(case: Path):
    """Other bytes are another refusal; so is another reason."""
    junk = case / "sources" / "junk.bin"
    told, kept = [], []
    with writing(case, doing="test") as store:
        for data in (bytes(range(256)) * 40, bytes(range(255)) * 40, b"", b"They met in Lund.\n"):
            junk.write_bytes(data)
            told.append([outcome.status for outcome in take_up(store)])
            kept.append([store.bytes_of(file.sha256) == data for file in store.files()])
        junk.unlink()
        junk.symlink_to(case / "nothing")
        told.append([outcome.status for outcome in take_up(store)])
        told.append([outcome.status for outcome in take_up(store)])
        (file,) = store.files()

    assert [["refused"], ["refused"], ["refused"], ["refused"], ["refused"], []] == told
    assert [[True]] * 4 == kept
    assert hashlib.sha256(b"").hexdigest() == file.sha256


def test_an_outcome_tells_the_articles_and_their_hash(case: Path, press: Path):
    """The same again tells where the bytes are; one that is gone tells where they were."""
    digest = hashlib.sha256(ARTICLES["01-wire.txt"].encode()).hexdigest()
    given = str(press / "01-wire.txt")
    with writing(case, doing="test") as store:
        first = add(store, [press / "01-wire.txt"])
        again = add(store, [press / "01-wire.txt"])
        (case / "sources" / "01-wire.txt").unlink()
        gone = take_up(store)

    place = "sources/01-wire.txt"
    assert (
        (Outcome(given=given, status="added", file=place, sources=("01-wire",), sha256=digest),),
        (Outcome(given=given, status="same", file=place, sha256=digest),),
        (Outcome(given=place, status="removed", file=place, sha256=digest),),
    ) == (first, again, gone)


def test_an_outcome_is_a_value():
    """Named fields, and nothing of it changes."""
    outcome = Outcome(given="a.txt", status="same")

    with pytest.raises(FrozenInstanceError):
        outcome.status = "added"  # type: ignore[misc]
    with pytest.raises(TypeError):
        Outcome("a.txt", "same")  # type: ignore[misc]


def test_a_name_of_dots_alone_becomes_a_name(case: Path, press: Path):
    """Hidden files of sources/ would not be read again."""
    (press / "...").write_text("Norland waits.\n")

    assert ["sources/source"] == [outcome.file for outcome in added(case, press / "...")]


def test_a_case_gets_its_folder_of_sources_when_the_first_comes(tmp_path: Path, press: Path):
    """With the first article."""
    (tmp_path / "new").mkdir()

    assert ["sources/01-wire.txt"] == [outcome.file for outcome in added(tmp_path / "new", press / "01-wire.txt")]
