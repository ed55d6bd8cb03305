"""The chronology brings reports of one event together and keeps hard pairs apart."""

import json
from pathlib import Path
from typing import Any

import pytest

from detente.record import Event
from record.river_articles import article, record_of

PAIRS = json.loads((Path(__file__).parent / "hard_pairs.json").read_text(encoding="utf-8"))
NOT_READ = {"one event: demand"}
"""Pairs that stay two entries: the second is told by a noun that the lexicon of events does not have."""


def homes(pair: dict[str, Any]) -> tuple[list[Event], list[Event]]:
    """The events of the pair's kind that cite its first, and its second, report."""
    articles = [
        article(name, pair[side]["text"], pair[side]["published"]) for name, side in (("a", "first"), ("b", "second"))
    ]
    record = record_of(*articles)
    found = []
    for told, side in zip(articles, ("first", "second"), strict=True):
        start = told.text.index(pair[side]["told"])
        end = start + len(pair[side]["told"])
        found.append(
            [
                event
                for event in record.events
                if event.kind == pair["kind"]
                and any(
                    c.span.document == told.id and c.span.start < end and start < c.span.end
                    for c in event.cited.citations
                )
            ]
        )
    return found[0], found[1]


@pytest.mark.parametrize("pair", [p for p in PAIRS if not p["same"]], ids=lambda pair: pair["why"])
def test_different_events_stay_apart(pair: dict[str, Any]) -> None:
    """Reversed twins, a plan and another occasion, other days, places, matters and parties are never merged."""
    first, second = homes(pair)

    assert [] != first
    assert [] != second
    assert [] == [event.id for event in first if event in second]


@pytest.mark.parametrize(
    "pair", [p for p in PAIRS if p["same"] and p["why"] not in NOT_READ], ids=lambda pair: pair["why"]
)
def test_one_event_is_one_entry(pair: dict[str, Any]) -> None:
    """Reports of one event in other words, and a plan with its outcome, are one entry that cites both."""
    first, second = homes(pair)

    assert [] != [event.id for event in first if event in second]


def test_a_planned_event_later_held_happened() -> None:
    """The one entry of a plan and its outcome has the status of the outcome and the days of both."""
    record = record_of(
        article("a", "Norland and Sudland will meet in Bergholm in May.", "2031-05-02"),
        article("b", "Norland and Sudland met in Bergholm on May 18.", "2031-05-20"),
    )
    meetings = [event for event in record.events if event.kind == "meeting"]

    assert [("happened", "2031-05-18", "2031-05-18")] == [
        (e.status, str(e.when.earliest), str(e.when.latest)) for e in meetings
    ]


def test_headline_and_body_are_one_event() -> None:
    """The headline's claim joins the body's event."""
    record = record_of(
        article(
            "a",
            "Norland closes the Tarn lock\n\nNorland closed the Tarn lock on Monday, the ministry said. Nobody was hurt.",
        )
    )
    measures = [event for event in record.events if event.kind == "measure"]

    assert 1 == len(measures)
    assert 2 == len(measures[0].cited.citations)


def test_events_are_told_in_the_order_of_their_days() -> None:
    """Earlier days first, whatever the order of the articles."""
    record = record_of(
        article("a", "Norland attacked Sudland on May 7, 2031."),
        article("b", "Norland and Sudland signed a truce on May 2, 2031."),
    )

    assert ["agreement", "attack"] == [event.kind for event in record.events]
    assert ["ev-1", "ev-2"] == [event.id for event in record.events]
