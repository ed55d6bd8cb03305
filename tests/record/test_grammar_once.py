"""What is worked out once: the extractors of a run, a sentence's grammar, an article's claims."""

from collections.abc import Callable
from typing import Any

import pytest

from detente.record import build
from detente.record.build import build_record
from detente.record.clauses import Grammar
from detente.record.disagreements import claim_forms
from detente.record.extraction import extractors
from detente.record.gleanings import gleanings_of
from record.prose import read
from record.river_articles import RIVER, article, library_of

TEXT = "Norland's envoy Ada Orr said on Friday that the lock was closed. She denied that Norland had accepted a truce."


def counted(function: Callable[..., Any], calls: list[object]) -> Callable[..., Any]:
    """The same function, which leaves a mark at each call."""

    def marked(*given: Any) -> Any:
        calls.append(given)
        return function(*given)

    return marked


def test_extractors_are_looked_for_once_a_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """Finding them goes through all installed packages, which no article changes."""
    calls: list[object] = []
    monkeypatch.setattr(build, "extractors", counted(extractors, calls))

    build_record(library_of(*(article(name, "Norland closed the lock on Monday.") for name in "abc")), RIVER)

    assert 1 == len(calls)


def test_rules_share_the_grammar_of_a_sentence() -> None:
    """Who asks again is handed the same syntax."""
    (reading,) = read(TEXT)

    assert all(reading.once(Grammar).of(one) is reading.once(Grammar).of(one) for one in reading.sentences)


def test_each_sentence_has_its_own_grammar() -> None:
    """Also where sentences of two articles begin at one place."""
    here, there = read(TEXT, "Sudland opened a gate. " + TEXT)
    grammar = here.once(Grammar)

    assert [*here.sentences, *there.sentences] == [grammar.of(s).sentence for s in (*here.sentences, *there.sentences)]


def test_the_claims_of_a_sentence_are_worked_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is asserted, what is denied and what stands on a side are looked for among the same claims."""
    (reading,) = read(TEXT)
    calls: list[object] = []
    monkeypatch.setattr(claim_forms, "claims", counted(claim_forms.claims, calls))

    found = gleanings_of(reading, extractors())

    assert len(reading.sentences) == len(calls)
    assert all(found[name] for name in ("asserted", "denied", "stands"))
