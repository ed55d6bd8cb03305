"""Clusters: a search for homes that goes along with an earlier one finds what a search from nothing finds."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from detente.evidence import UNKNOWN, DateRange
from detente.record import clusters
from detente.record.clusters import Homes, homes_again, homes_of
from detente.record.entries import ActorId
from detente.record.mentions import EventMention
from detente.record.sameness import Telling
from record.river_articles import article

PLACES = ("Corrada", "Tarn", "Norland", None, None)
MATTERS = ("lock", "fish", "treaty", "loan")
PARTIES = ("norland", "orvia", "sudland")


def told(number: int, rng: np.random.Generator) -> Telling:
    """A mention of a meeting on some of few days, by some of few parties, somewhere, about something."""
    document = article(f"a{rng.integers(6)}", "They met for a while. " * 400)
    start = 22 * number
    first = date(2031, 5, 1) + timedelta(days=int(rng.integers(20)))
    width = int(rng.choice([0, 0, 3, 90, 500]))
    when = UNKNOWN if rng.random() < 0.15 else DateRange(earliest=first, latest=first + timedelta(days=width))
    place = PLACES[rng.integers(len(PLACES))]
    parties = frozenset(ActorId(party) for party in PARTIES if rng.random() < 0.4)
    doers = frozenset(party for party in sorted(parties) if rng.random() < 0.5)
    about = tuple(matter for matter in MATTERS if rng.random() < 0.4)
    mention = EventMention(
        document=document.id,
        kind="meeting",
        status=str(rng.choice(["happened", "happened", "planned", "denied"])),
        lemma=str(rng.choice(["meet", "talk"])),
        trigger=document.cite(start + 5, start + 8),
        clause=document.cite(start, start + 21),
        when=when,
        place=place,
        about=about,
        nominal=bool(rng.random() < 0.3),
        passage="body",
        ordinal=int(rng.integers(2)) if rng.random() < 0.1 else None,
    )
    return Telling(
        mention=mention,
        parties=parties,
        doers=doers,
        sufferers=parties - doers,
        about=frozenset(about),
        place=(place or "").casefold(),
        is_state=place == "Norland",
        is_one_sided=False,
    )


def found(numbers: Sequence[int], tellings: Sequence[Telling], before: tuple[Sequence[int], Homes]) -> Homes:
    """The homes of some mentions, by what was found for others."""
    marks, homes = before
    places = {str(mark): place for place, mark in enumerate(marks)}
    return homes_again([tellings[n] for n in numbers], [str(n) for n in numbers], places, homes)


@pytest.mark.parametrize("seed", range(60))
def test_a_search_that_goes_along_finds_what_one_from_nothing_finds(seed: int) -> None:
    """A few mentions more, a few less, again and again: the same events in the same order, the same torn ones."""
    rng = np.random.default_rng(seed)
    tellings = [told(number, rng) for number in range(120)]
    there = sorted(int(n) for n in rng.permutation(120)[:90])
    before: tuple[Sequence[int], Homes] = ([], Homes([], []))
    for share in (0.02, 0.1, 0.02, 0.5, 0.0):
        expected = homes_of([tellings[n] for n in there])
        homes = found(there, tellings, before)

        assert expected == homes
        before = there, homes
        there = [n for n in range(120) if (n in there) != (rng.random() < share)]


def test_many_events_are_found_and_some_mentions_are_torn() -> None:
    """The mentions of these tests are merged, kept apart and torn, so that the laws say something."""
    rng = np.random.default_rng(5)
    homes = homes_of([told(number, rng) for number in range(300)])

    assert (True, True) == (20 < max(homes.events) < 290, len(homes.torn) > 2)


def test_mentions_that_stay_are_not_compared_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """One more mention that is like no other looks for a home, and beside it only those that were torn."""
    rng = np.random.default_rng(7)
    tellings = [told(number, rng) for number in range(40)]
    lone = replace(told(90, rng), parties=frozenset({ActorId("westland")}), doers=frozenset(), sufferers=frozenset())
    tellings = [one for one in tellings if one.parties]
    before = homes_of(tellings)
    compared: list[int] = []

    def best_home(one: Telling, among: Sequence[clusters.Cluster]) -> tuple[clusters.Cluster | None, bool]:
        compared.append(id(one))
        return search(one, among)

    search = clusters.best_home
    monkeypatch.setattr(clusters, "best_home", best_home)
    places = {str(place): place for place in range(len(tellings))}
    homes_again([*tellings, lone], [*places, "lone"], places, before)

    assert [*(id(tellings[place]) for place in before.torn), id(lone)] == compared


@pytest.mark.parametrize(
    ("events", "torn", "fits"),
    [
        ([0, 1, 0], [1], True),
        ([], [], False),
        ([1, 0, 0], [], False),
        ([0, 2, 1], [], False),
        ([0, -1, 0], [], False),
        ([0, True, 0], [], False),
        ([0, "1", 0], [], False),
        ([0, 1, 0], [3], False),
        ([0, 1, 0], [None], False),
    ],
)
def test_homes_of_another_shape_are_not_believed(events: list[int], torn: list[int], fits: bool) -> None:
    """Numbers of events go up one by one, and places are places."""
    assert fits == Homes(events, torn).is_of(3)
