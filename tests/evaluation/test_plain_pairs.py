"""The scorer of plain pairs: what differs is found by its kind, what only looks alike is kept quiet."""

from evaluation.plain_pairs import Pair, kinds, pairs

DAM = "The dam will cost 2.4 billion crowns."


def test_a_pair_is_judged_by_the_kinds_that_are_found() -> None:
    """Two costs of one dam, and those of a dam and a tunnel."""
    assert {"numeric"} == kinds(Pair(kind="numeric", first=DAM, second="The dam is to cost 3.1 billion crowns."))
    assert set() == kinds(Pair(kind="", first=DAM, second="The tunnel will cost 3.1 billion crowns."))


def test_every_kind_is_among_the_pairs() -> None:
    """And pairs that only look alike."""
    assert {"", "numeric", "date", "polarity", "attribution", "reading", "framing"} == {pair.kind for pair in pairs()}
    assert len(pairs()) == len({(pair.first, pair.second) for pair in pairs()})
