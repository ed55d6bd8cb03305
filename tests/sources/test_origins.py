"""Origins: one story by one hand counts once, and parallel reports stay apart."""

import importlib.util
import os
import random
from pathlib import Path

import pytest

from detente.evidence import DocumentId
from detente.sources import Document, build_library

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("DETENTE_SHARED", ROOT.parent / "shared"))
WIRE = """Norland closed the lock at Varn on Monday after a third round of talks with Sudland ended without result.

Barges carrying some forty thousand tonnes of grain were waiting upstream by nightfall, the port authority told local radio.

The lock was built under the river treaty and has been closed only twice before, both times because of ice in the upper gate.

It was not immediately clear how long the closure would last, and the harbour board met again late in the evening to discuss it.

Sudland called the measure unlawful and asked the river commission to meet before the end of the month to hear both sides."""
OTHER = """The gates at Varn stayed shut on Monday, and Sudland wants to know why.

Ministers of the two countries had talked for three days in a hotel above the river and parted without shaking hands.

Grain prices rose by a tenth within hours, and mills downstream said that they had enough for nine days.

The commission in Tarn, which has no power to open a lock, said that it would listen to anybody who came."""


def document(name: str, text: str, **more: object) -> Document:
    """A document with this id and text."""
    return Document(id=DocumentId(name), file=f"{name}.txt", text=f"Title of {name} here\n\n{text}", **more)  # type: ignore[arg-type]


def groups(*documents: Document) -> list[tuple[str, ...]]:
    """The documents of each origin with more than one."""
    return [origin.documents for origin in build_library(documents).origins if len(origin.documents) > 1]


def test_a_reprint_has_one_origin() -> None:
    """The same words in another paper are one origin."""
    assert [("a", "b")] == groups(document("a", WIRE), document("b", WIRE), document("c", OTHER))


def test_a_typographic_copy_is_found() -> None:
    """Other quote marks, dashes, spaces and soft hyphens hide nothing."""
    copy = WIRE.replace(" ", "\u00a0").replace("-", "\u2010").replace("commission", "commis\u00adsion").upper()

    assert [("a", "b")] == groups(document("a", WIRE), document("b", copy))


def test_a_truncated_copy_is_found() -> None:
    """A paper that prints the first two paragraphs prints the same story."""
    assert [("a", "b")] == groups(document("a", WIRE), document("b", "\n\n".join(WIRE.split("\n\n")[:2])))


def test_twelve_copies_are_one_origin() -> None:
    """However often a wire story is printed, it counts once."""
    copies = [document(f"c{n:02}", WIRE + f"\n\nPrinted by paper number {n}.") for n in range(12)]

    assert [tuple(f"c{n:02}" for n in range(12))] == groups(*copies)


def test_parallel_reports_stay_apart() -> None:
    """Two reporters of one event are two origins."""
    assert [] == groups(document("a", WIRE), document("b", OTHER))


def test_a_shared_quotation_makes_no_copy() -> None:
    """Reporters who quote the same statement at length remain independent."""
    quote = "“We have waited eleven months for an answer that never came, and we will not wait for another winter on this river while others decide for us,” the minister said."

    assert [] == groups(document("a", f"{WIRE}\n\n{quote}"), document("b", f"{OTHER}\n\n{quote}"))


def test_one_word_changed_is_a_near_duplicate_and_both_stay() -> None:
    """A copy with one word changed is listed as such, and remains a source of its own."""
    library = build_library((document("a", WIRE), document("b", WIRE.replace("unlawful", "lawful"))))

    assert 2 == len(library.documents)
    assert (("a", "b"),) == library.origins[0].near_duplicates


def test_a_reversed_twin_is_listed_and_never_grouped() -> None:
    """Two names in each other's place make another story, however alike the words."""
    twin = WIRE.replace("Norland", "\0").replace("Sudland", "Norland").replace("\0", "Sudland")
    library = build_library((document("a", WIRE), document("b", twin)))

    assert library.origin_of(DocumentId("a")) != library.origin_of(DocumentId("b"))
    assert (("a", "b"),) == library.origins[0].near_duplicates


def test_origins_do_not_depend_on_order() -> None:
    """Whatever the order of the files, the groups are the same."""
    pile = [document(f"d{n}", WIRE if n % 2 else OTHER) for n in range(8)]
    shuffled = list(pile)
    random.Random(5).shuffle(shuffled)

    assert build_library(pile).origins == build_library(shuffled).origins


@pytest.mark.skipif(not (SHARED / "data" / "basil").exists(), reason="the corpus is not here")
def test_copies_are_told_from_parallel_reports_on_a_corpus() -> None:
    """One word in five changed and 35 to 100 % kept: P and R above their floors, and no outlet's own report merged."""
    place = ROOT / "evaluation" / "sources_origins.py"
    spec = importlib.util.spec_from_file_location("sources_origins", place)
    assert spec is not None
    assert spec.loader is not None
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    apart, _ = scorer.independent_stories(SHARED / "data" / "basil" / "articles")
    stories = [(d.title or "", d.text.split("\n\n")[1:]) for d in apart]
    copies, home = scorer.wire_copies(stories, copies=2)
    precision, recall, _, _ = scorer.pair_scores(build_library(copies).origins, home)

    assert [] == [origin for origin in build_library(apart).origins if len(origin.documents) > 1]
    assert precision >= 0.98
    assert recall >= 0.95
