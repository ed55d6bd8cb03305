"""Forty chains of report: speaker, hops outward and words."""

import pytest
from evaluation.chains import Chain, chains, is_right, read_chain

from detente.record.analyzer import best_analyzer


@pytest.mark.parametrize("chain", chains(), ids=[f"chain-{number}" for number in range(1, len(chains()) + 1)])
def test_a_chain_is_followed_from_the_speaker_outward(chain: Chain) -> None:
    """The statement asked for has the speaker, the hops in order and the words."""
    assert is_right(chain, read_chain(chain, best_analyzer()))
