"""The kept corpus of the fuzzing is replayed, and changed a little, on every run of the tests.

`python -m fuzz TARGET` does the same under coverage guidance, millions of times.
"""

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from fuzz.targets import TARGETS
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

CORPUS = Path(__file__).parents[2] / "fuzz" / "corpus"
SECONDS = 1.0
"""Of processor time: what takes longer three times in a row counts as a hang."""


def _kept(name: str) -> list[Path]:
    return sorted((CORPUS / name).iterdir())


@pytest.mark.parametrize("name", TARGETS)
def test_every_kept_input_keeps_the_laws_of_its_reader(name: str) -> None:
    """No other error than its own, and no hang; what once broke a law is among them."""
    run, slow = TARGETS[name].run, []
    run(_kept(name)[0].read_bytes())  # the first call loads modules
    for path in _kept(name):
        if all(_seconds(run, path.read_bytes()) > SECONDS for _ in range(3)):
            slow.append(path.name)

    assert [] == slow


def _seconds(run: Callable[[bytes], object], kept: bytes) -> float:
    begun = time.process_time()
    run(kept)
    return time.process_time() - begun


def test_a_broken_law_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A condition that were written wrongly would not get through."""
    monkeypatch.setattr("detente.dispute.conditions.to_text", lambda condition, scope: "open")
    with pytest.raises(AssertionError):
        TARGETS["condition"].run(b"open & !no")


@pytest.mark.parametrize("name", TARGETS)
@settings(max_examples=30, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_changed_input_keeps_the_laws_of_its_reader(name: str, data: st.DataObject) -> None:
    """A kept input with bytes replaced, left out, doubled, or a word of the grammar put in."""
    target = TARGETS[name]
    kept = data.draw(st.sampled_from(_kept(name))).read_bytes()
    words = [word.encode() for word in target.words] or [b"\x00", b"\xff" * 4]
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(kept)))
        end = data.draw(st.integers(start, min(len(kept), start + 20)))
        put = data.draw(st.one_of(st.binary(max_size=8), st.sampled_from(words), st.just(kept[start:end] * 2)))
        kept = kept[:start] + put + kept[end:]

    target.run(kept[: target.most])
