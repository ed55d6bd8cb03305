"""Building the record: proved, deterministic, cancellable, and cached."""

import json
from datetime import date
from pathlib import Path

import pytest

from detente.errors import Cancelled
from detente.evidence import verify
from detente.record import Vocabulary, chronology, disagreements
from detente.record.analyzer import rule_analyzer
from detente.record.build import build_record, citations_of
from record.river_articles import RIVER, article, library_of, record_of

PAIRS = json.loads((Path(__file__).parent / "hard_pairs.json").read_text(encoding="utf-8"))
LIBRARY = library_of(
    article(
        "a", "Norland shuts the lock\r\n\r\nNorland closed the Tarn lock on Monday. “We had to,” Karin Falk said. 🌊"
    ),
    article("b", "Sudland rejected Norland's offer on Thursday.\n\nThe flood killed 14 people.\n"),
)


def test_every_citation_is_proved() -> None:
    """The text at a citation's offsets is its quotation."""
    record = build_record(LIBRARY, RIVER)
    cited = list(citations_of(record))
    for citation in cited:
        verify(citation, LIBRARY.document(citation.span.document).text)

    assert len(cited) > 10


def test_the_record_is_the_same_each_time() -> None:
    """One library, one record."""
    assert build_record(LIBRARY, RIVER) == build_record(LIBRARY, RIVER)


def test_the_order_of_the_articles_does_not_matter() -> None:
    """The library sorts its articles, so the record cannot tell in which order they came."""
    backwards = library_of(*reversed(LIBRARY.documents))

    assert build_record(LIBRARY, RIVER) == build_record(backwards, RIVER)


def test_a_cache_changes_nothing_but_the_time() -> None:
    """With a filled cache the record is the same."""
    cache: dict[str, bytes] = {}
    first = build_record(LIBRARY, RIVER, cache=cache)

    assert cache
    assert first == build_record(LIBRARY, RIVER, cache=cache)


def test_building_can_be_stopped() -> None:
    """`cancel` is asked as the work goes on."""
    with pytest.raises(Cancelled):
        build_record(LIBRARY, RIVER, cancel=lambda: True)


def test_progress_is_told_to_the_end() -> None:
    """Every stage that begins is told to its end."""
    told: list[tuple[int, int, str]] = []
    build_record(LIBRARY, RIVER, progress=lambda done, total, what: told.append((done, total, what)))
    ended = {what for done, total, what in told if done == total}

    assert {"analysing sentences", "reading dates", "reading statements and events", "comparing the articles"} <= ended


def test_no_articles_give_an_empty_record() -> None:
    """Nothing in, nothing out."""
    record = build_record(library_of(), Vocabulary())

    assert () == record.events == record.statements == record.disagreements


def test_what_was_said_without_a_day_gets_none() -> None:
    """What was said "recently" was said on or shortly before publication; no day is taken for it."""
    (found,) = record_of(
        article("a", "Ada Moor recently said that the lock is shut.", published="2031-05-09")
    ).statements

    assert date(2031, 5, 9) == found.said.latest
    assert found.said.earliest != found.said.latest


def test_sharing_the_comparing_out_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Events merged by their sort, and rules applied, in several processes give the same record as one after another."""
    articles = [
        article(f"{side}-{number}", pair[side]["text"], pair[side]["published"])
        for number, pair in enumerate(PAIRS)
        for side in ("first", "second")
    ]
    alone = build_record(library_of(*articles), RIVER, analyzer=rule_analyzer())
    monkeypatch.setattr(chronology, "MANY", 1)
    monkeypatch.setattr(disagreements, "MANY", 1)

    assert () != alone.disagreements
    assert alone == build_record(library_of(*articles), RIVER, analyzer=rule_analyzer(), workers=2)
