"""Chains of report: speaker and hops of forty invented sentences, compared with what a reader would write down."""

import sys
import tomllib
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from detente.evidence import DocumentId, Span
from detente.record.actors import identify
from detente.record.analyzer import Analyzer, best_analyzer
from detente.record.attribution import link
from detente.record.entries import Statement
from detente.record.extractors.statements import statements
from detente.record.reading import Reading, Vocabulary
from detente.sources.document import Document, Passage

__all__ = ["CHAINS", "Chain", "chains", "is_right", "main", "read_chain", "score"]

CHAINS = Path(__file__).parent / "data" / "chains.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """A text with its outlet and agencies, and the one statement asked for: speaker, hops outward, first words."""

    text: str
    outlet: str
    speaker: str
    via: tuple[str, ...]
    says: str
    agencies: tuple[str, ...] = ()


@cache
def chains() -> tuple[Chain, ...]:
    """The labelled chains."""
    found = tomllib.loads(CHAINS.read_text(encoding="utf-8"))["chain"]
    lists = ("via", "agencies")
    return tuple(Chain(**(item | {key: tuple(item[key]) for key in lists if key in item})) for item in found)


def read_chain(chain: Chain, analyzer: Analyzer) -> tuple[Statement, ...]:
    """The statements found in a chain's text."""
    document = Document(
        id=DocumentId("a"), file="sources/a.txt", text=chain.text, outlet=chain.outlet, agencies=chain.agencies
    )
    passages = (Passage(span=Span(document=document.id, start=0, end=len(chain.text)), kind="body", number=1),)
    (sentences,) = analyzer.sentences([(document, passages)])
    reading = Reading(document=document, passages=passages, sentences=sentences, tier=analyzer.tier)
    people, mentions = identify([reading], Vocabulary())
    reading = replace(reading, actors={actor.id: actor for actor in people}, mentions=mentions)
    return link(statements(reading), [reading])


def is_right(chain: Chain, found: tuple[Statement, ...]) -> bool:
    """Whether one of the statements has the speaker, the hops in order and the words asked for."""
    return any(
        s.speaker.name == chain.speaker and s.via == chain.via and s.content.quote.startswith(chain.says) for s in found
    )


def score() -> dict[str, float]:
    """The share of the chains that come out right."""
    analyzer = best_analyzer()
    right = sum(is_right(chain, read_chain(chain, analyzer)) for chain in chains())
    return {"chains": right / len(chains())}


def main() -> None:
    """Print the share and every chain that came out wrong."""
    analyzer = best_analyzer()
    wrong = [(chain, found) for chain in chains() if not is_right(chain, found := read_chain(chain, analyzer))]
    for chain, found in wrong:
        print(f"wanted  {chain.speaker} via {' → '.join(chain.via)}: {chain.says}")
        print(f"  text  {chain.text}")
        for s in found:
            print(f"  found {s.speaker.name} via {' → '.join(s.via)}: {s.content.quote}")
    print(f"{len(chains()) - len(wrong)} of {len(chains())} chains right")


if __name__ == "__main__":
    sys.exit(main())
