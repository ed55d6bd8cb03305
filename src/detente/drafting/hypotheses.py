"""Hypotheses against evidence: explanations in rows, what the coverage tells in columns, and no verdict.

After Heuer's analysis of competing hypotheses (Psychology of Intelligence Analysis, 1999, chapter 8), without its
counts: a cell says consistent, inconsistent or silent where a named rule can tell, and is left to the analyst where
none can. No column is weighed; its origins, its speaker and how near the words are stand beside it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from detente.dispute.model import DisputeModel, Option, PreferenceStatement
from detente.drafting.act import Act
from detente.drafting.acts import acts_in, readings_of
from detente.drafting.changes import Homes
from detente.drafting.options import UNDOING
from detente.errors import UndefinedState
from detente.evidence import Citation, Quoted, basis_word, references_of
from detente.record.analyzer import Analyzer, best_analyzer
from detente.record.entries import Record
from detente.record.reading import Vocabulary
from detente.sources.document import Library

__all__ = ["Cell", "Evidence", "Hypotheses", "Hypothesis", "hypotheses"]

AGAINST = frozenset({"rejects", "declines", "stands firm"})
FOR = frozenset({"does", "offers", "accepts", "wants", "intends", "threatens"})
LITERAL = re.compile(r"(!?)\s*(?:\w+\.)?(\w+)\Z")
QUOTED = "the model quotes it for this"
OPEN = ""
"""What a cell says that no rule can fill: the analyst's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hypothesis:
    """One explanation: what a party is held to want; `basis` in one word, `models` the rivals that hold it."""

    id: str
    party: str
    want: str
    says: str
    basis: str
    models: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One place of the coverage: who acts or speaks and how, and how credible the way is that it came to us.

    `mode` is direct, indirect or mixed for what somebody is quoted as saying, reported for what the article tells
    itself. `via` are those through whom it came. `origins` counts independent origins of the same event or claim.
    `reliability` is what a person stated of the source, "" where nobody did.
    """

    id: str
    party: str
    kind: str
    citation: Citation
    when: str
    mode: str
    via: tuple[str, ...]
    origins: int
    reliability: str = ""

    @property
    def one_source(self) -> bool:
        """Whether all that tells it is of one origin."""
        return self.origins < 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """`reading` is consistent, inconsistent, silent, or "" for the analyst to fill; `rule` says why."""

    reading: str
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Hypotheses:
    """The table of one epoch; `cells[i][j]` is hypothesis i against evidence j."""

    epoch: str
    rows: tuple[Hypothesis, ...]
    columns: tuple[Evidence, ...]
    cells: tuple[tuple[Cell, ...], ...]

    def tells_apart(self, column: int) -> bool:
        """Whether a piece of evidence is read differently for two explanations; what fits all tells nothing."""
        return len({row[column].reading for row in self.cells if row[column].reading}) > 1

    def to_dict(self) -> dict[str, object]:
        """As data: the rows, the columns, and the cells by row."""
        return {
            "epoch": self.epoch,
            "hypotheses": [
                {
                    "id": row.id,
                    "decision_maker": row.party,
                    "want": row.want,
                    "says": row.says,
                    "basis": row.basis,
                    "models": list(row.models),
                    "cells": [
                        {"evidence": column.id, "reading": cell.reading or None, "rule": cell.rule}
                        for column, cell in zip(self.columns, cells, strict=True)
                    ],
                }
                for row, cells in zip(self.rows, self.cells, strict=True)
            ],
            "evidence": [
                {
                    "id": column.id,
                    "decision_maker": column.party,
                    "kind": column.kind,
                    "source": str(column.citation.span.document),
                    "start": column.citation.span.start,
                    "end": column.citation.span.end,
                    "quote": column.citation.quote,
                    "when": column.when,
                    "mode": column.mode,
                    "via": list(column.via),
                    "origins": column.origins,
                    "one_source": column.one_source,
                    "reliability": column.reliability,
                    "tells_apart": self.tells_apart(number),
                }
                for number, column in enumerate(self.columns)
            ],
        }


def hypotheses(
    models: Mapping[str, DisputeModel],
    library: Library,
    record: Record,
    *,
    epoch: str | None = None,
    every: bool = False,
    vocabulary: Vocabulary | None = None,
    analyzer: Analyzer | None = None,
) -> Hypotheses:
    """The table for one epoch (the last by default) of one model, or of rival models by name.

    Of one model the rows are the statements that nobody says outright, of several those that not all of them hold;
    `every` takes all. Raises `UndefinedState` for an epoch that the first model does not have.
    """
    first = next(iter(models.values()))
    chosen = epoch if epoch is not None else (first.epochs[-1].id if first.epochs else "")
    if chosen not in {one.id for one in first.epochs}:
        known = ", ".join(one.id for one in first.epochs) or "none"
        raise UndefinedState(f"there is no epoch {chosen!r}", hint=f"the model has: {known}")
    readings = readings_of(library, record, vocabulary or Vocabulary(), analyzer or best_analyzer())
    begins, ends = _bounds(first, chosen)
    acts = [act for act in acts_in(readings, record) if ends is None or (act.when.earliest or date.min) < ends]
    statements = tuple(_rows(models, chosen, every=every))
    homes = {name: Homes(model, library) for name, model in models.items()}
    parties = {maker.id for model in models.values() for maker in model.decision_makers}
    told = [act for act in acts if act.party in parties]
    grid = [
        [_timely(_cell(statement, row.party, act, homes[name]), act, begins, ends) for act in told]
        for row, statement, name in statements
    ]
    kept = [j for j in range(len(told)) if any(line[j].reading != "silent" for line in grid)]
    return Hypotheses(
        epoch=chosen,
        rows=tuple(row for row, _, _ in statements),
        columns=tuple(_evidence(f"e{n}", told[j], library, record) for n, j in enumerate(kept, 1)),
        cells=tuple(tuple(line[j] for j in kept) for line in grid),
    )


def _rows(
    models: Mapping[str, DisputeModel], epoch: str, *, every: bool
) -> Iterator[tuple[Hypothesis, PreferenceStatement, str]]:
    """The statements to be explained, once each, and the first model that holds each."""
    held: dict[tuple[str, str], list[str]] = {}
    given: dict[tuple[str, str], PreferenceStatement] = {}
    for name, model in models.items():
        for party, preferences in next((e.preferences for e in model.epochs if e.id == epoch), {}).items():
            for statement in preferences.statements:
                held.setdefault((party, statement.want), []).append(name)
                given.setdefault((party, statement.want), statement)
    number = 0
    for (party, want), statement in given.items():
        names = held[party, want]
        shared = len(models) > 1 and len(set(names)) == len(models)
        if every or (not shared if len(models) > 1 else not isinstance(statement.basis, Quoted)):
            number += 1
            yield (
                Hypothesis(
                    id=f"h{number}",
                    party=party,
                    want=want,
                    says=statement.says or want,
                    basis=basis_word(statement.basis),
                    models=tuple(names) if len(models) > 1 else (),
                ),
                statement,
                names[0],
            )


def _cell(statement: PreferenceStatement, party: str, act: Act, homes: Homes) -> Cell:
    """How one place stands to one explanation, by the first rule that fits."""
    quoted = {" ".join(r.quote.split()) for r in references_of(statement.basis)}
    words = " ".join(act.citation.quote.split())
    if any(quote in words or words in quote for quote in quoted):
        return Cell(reading="consistent", rule=QUOTED)
    named = _options_of(statement.want, homes.model)
    option, exact = homes.at(act), True
    if option is None:
        option, exact = homes.of(act), False
    if option is None or option.id not in {one.id for one in named}:
        return Cell(reading="silent", rule="it speaks of something else")
    literal = LITERAL.match(statement.want)
    if not exact:
        return Cell(reading=OPEN, rule="it shares words with the option, and no quotation")
    if literal is None or literal[2] != option.id:
        return Cell(reading=OPEN, rule="it speaks to one part of a compound statement")
    if act.party != party:
        return Cell(reading=OPEN, rule="it is another party's act or word on the same option")
    if act.kind not in FOR | AGAINST or act.verb in UNDOING:
        return Cell(reading=OPEN, rule="it says how things are, or undoes what was done")
    agrees = (act.kind in FOR) == (not literal[1])
    stand = "its own act or word for it" if act.kind in FOR else "its own refusal of it"
    return Cell(reading="consistent" if agrees else "inconsistent", rule=stand)


def _options_of(want: str, model: DisputeModel) -> tuple[Option, ...]:
    """The options that a condition names, those of the outcomes it names included."""
    outcomes = {outcome.id: outcome.condition for outcome in model.outcomes}
    words, seen = re.findall(r"\w+", want), set[str]()
    while words:
        word = words.pop()
        if word not in seen:
            seen.add(word)
            words += re.findall(r"\w+", outcomes.get(word, ""))
    return tuple(option for option in model.options if option.id in seen)


def _bounds(model: DisputeModel, epoch: str) -> tuple[date | None, date | None]:
    """When an epoch begins, and when the next one does; None where that is open."""
    at = [one.id for one in model.epochs].index(epoch)
    since = model.epochs[at].since
    later = [one.since.earliest for one in model.epochs[at + 1 :] if one.since is not None and one.since.earliest]
    return since.earliest if since is not None else None, min(later, default=None)


def _timely(cell: Cell, act: Act, begins: date | None, ends: date | None) -> Cell:
    """What was done or said at another time proves nothing of a wish that may have changed since."""
    if cell.rule == QUOTED or cell.reading not in {"consistent", "inconsistent"}:
        return cell
    first, last = act.when.earliest, act.when.latest
    after = begins is None or (first is not None and first >= begins)
    before = ends is None or (last is not None and last < ends)
    return cell if after and before else Cell(reading=OPEN, rule="it is of another time, or of none that is known")


def _evidence(id: str, act: Act, library: Library, record: Record) -> Evidence:
    span = act.citation.span
    said = next((s for s in record.statements if s.content.span.overlaps(span)), None)
    places: list[Citation] = [act.citation]
    for event in record.events:
        if any(place.span.overlaps(span) for place in event.cited.citations):
            places += event.cited.citations
    if said is not None:
        places += said.cited.citations
    reliability = library.document(span.document).metadata.get("reliability", ())
    return Evidence(
        id=id,
        party=act.party,
        kind=act.kind,
        citation=act.citation,
        when=_day(act),
        mode=said.mode if said is not None else "reported",
        via=tuple(said.via) if said is not None else (),
        origins=len(set(_origins(places, library))),
        reliability=reliability[0].value if reliability else "",
    )


def _origins(places: Iterable[Citation], library: Library) -> Sequence[str]:
    return [library.origin_of(place.span.document) for place in places]


def _day(act: Act) -> str:
    begins, ends = act.when.earliest, act.when.latest
    if begins is None and ends is None:
        return ""
    if begins == ends:
        return str(begins)
    return f"{begins or '…'}/{ends or '…'}"
