"""Drafts of the invented disputes and of the bundled strike against reference options, exclusions and preferences.

Usage: `python -m evaluation.drafting [--held-out]`

The disputes of strangers and those kept aside are held out here: nothing is tuned by them, and of them only figures
are printed.

A proposed option is right when one of its quotations shares words with the reference's quotation of an option of the
same party, or, being a line that the party holds to, of a preference statement of that party, or, being a reading of
a contested word, of a reading in the reference. A reference without a quotation asks for more than the coverage says
and is left out.
"""

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import permutations

from detente import examples
from detente.case import vocabulary_of
from detente.dispute import load_model
from detente.dispute.model import DisputeModel, Option
from detente.drafting import Proposal, draft
from detente.errors import EvidenceError
from detente.evidence import Assumed, Basis, find_quote, references_of
from detente.record import Record, Vocabulary
from detente.record.build import build_record
from detente.sources import Library, build_library, read_file
from evaluation.gold import Dispute, Place, disputes, held_out, strangers
from evaluation.gold import vocabulary_of as vocabulary_in

__all__ = ["Reference", "Tally", "main", "references", "score", "tally"]

KINDS = ("options", "exclusions", "one-way moves", "preferences")
NEARBY = 45
"""A person is the party whose word stands this near to the name: "health minister, Rosa Keel"."""


@dataclass(frozen=True)
class Reference:
    """What a draft of one dispute should propose, each line with its party and the places it can be read from."""

    name: str
    library: Library
    record: Record
    vocabulary: Vocabulary
    options: tuple[tuple[str, str, tuple[Place, ...]], ...]
    exclusions: tuple[tuple[tuple[str, ...], tuple[Place, ...]], ...]
    preferences: tuple[tuple[str, str, tuple[Place, ...]], ...]
    readings: tuple[Place, ...] = ()
    one_way: tuple[tuple[str, str, tuple[Place, ...]], ...] = ()


@dataclass
class Tally:
    """Of one kind of line: what was found of the reference, what was missed, what was proposed in vain."""

    found: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    right: list[str] = field(default_factory=list)
    vain: list[str] = field(default_factory=list)

    def add(self, other: "Tally") -> None:
        """Count another dispute in."""
        for name in ("found", "missed", "right", "vain"):
            getattr(self, name).extend(getattr(other, name))

    @property
    def recall(self) -> float:
        """The share of the reference that was proposed; 1 where there is none."""
        wanted = len(self.found) + len(self.missed)
        return len(self.found) / wanted if wanted else 1.0

    @property
    def precision(self) -> float:
        """The share of the proposals that are right; 1 where nothing was proposed."""
        proposed = len(self.right) + len(self.vain)
        return len(self.right) / proposed if proposed else 1.0


def references() -> Iterator[Reference]:
    """The invented disputes whose answers hold options, then the strike."""
    for dispute in disputes():
        if dispute.gold.get("options"):
            yield of_dispute(dispute)
    yield strike()


def aside() -> Iterator[Reference]:
    """The disputes of strangers and those kept aside whose answers hold options."""
    return (of_dispute(dispute) for dispute in (*strangers(), *held_out()) if dispute.gold.get("options"))


def of_dispute(dispute: Dispute) -> Reference:
    """The reference in a dispute's answers."""

    def place(entry: dict[str, list[str]]) -> tuple[Place, ...]:
        return (dispute.place(*entry["quote"]),)

    gold = dispute.gold
    return Reference(
        name=dispute.name,
        library=dispute.library,
        record=dispute.record,
        vocabulary=vocabulary_in(gold.get("vocabulary", {})),
        options=tuple((o["party"], o["name"], place(o)) for o in gold["options"]),
        exclusions=tuple((tuple(e["of"]), place(e)) for e in gold["exclusions"]),
        preferences=tuple((p["party"], p["says"], place(p)) for p in gold["preferences"]),
        readings=tuple(
            dispute.place(*account)
            for entry in gold["disagreements"]
            if entry["kind"] == "reading"
            for account in entry["accounts"]
        ),
        one_way=tuple((o["party"], o["name"], place(o)) for o in gold.get("one_way", ())),
    )


def strike() -> Reference:
    """The reference in the model of the bundled strike: an option also stands where statements about it are quoted."""
    folder = examples.folder("strike")
    model = load_model(folder / "case.yaml")
    paths = sorted(p for p in (folder / "sources").iterdir() if not p.name.endswith(".meta.yaml"))
    library = build_library(document for path in paths for document in read_file(path, root=folder))
    vocabulary = vocabulary_of(model)
    statements = [(party, s) for e in model.epochs for party, given in e.preferences.items() for s in given.statements]
    preferences: dict[tuple[str, str], tuple[Place, ...]] = {}
    for party, statement in statements:
        if not isinstance(statement.basis, Assumed):
            key = (party, statement.says)
            preferences[key] = (*preferences.get(key, ()), *places_of(statement.basis, library))
    return Reference(
        name="strike",
        library=library,
        record=build_record(library, vocabulary),
        vocabulary=vocabulary,
        options=tuple((o.decision_maker, o.id, _option_places(o, model, library)) for o in model.options),
        exclusions=tuple((ids, places_of(basis, library)) for ids, basis in _groups(model)),
        preferences=tuple((party, says, places) for (party, says), places in preferences.items()),
        one_way=tuple(
            (next(o.decision_maker for o in model.options if o.id == i.option), i.option, places_of(i.basis, library))
            for i in (*model.irreversible, *(i for e in model.epochs for i in e.irreversible))
        ),
    )


def _groups(model: DisputeModel) -> Iterator[tuple[tuple[str, ...], Basis | None]]:
    """The pairs of options that the model excludes, with what they rest on."""
    ids = {option.id for option in model.options}
    for limit in model.infeasible:
        named = tuple(word for word in re.findall(r"\w+", limit.when) if word in ids)
        if len(named) == 2 and "!" not in limit.when:
            yield named, limit.basis


def _option_places(option: Option, model: DisputeModel, library: Library) -> tuple[Place, ...]:
    bases = [option.basis]
    for epoch in model.epochs:
        named = re.findall(r"\w+", epoch.observed) if isinstance(epoch.observed, str) else []
        bases += [epoch.basis] if option.id in named else []
        for given in epoch.preferences.values():
            bases += [s.basis for s in given.statements if option.id in re.findall(r"\w+", s.want)]
    return tuple(place for basis in bases for place in places_of(basis, library))


def places_of(basis: Basis | None, library: Library) -> tuple[Place, ...]:
    """Where the quotations of a basis stand."""
    found = []
    for reference in references_of(basis):
        for document in library.documents:
            if document.file.rpartition("/")[2].startswith(reference.source):
                try:
                    citation = find_quote(document.text, document.id, reference.quote, nth=reference.nth)
                except EvidenceError:
                    continue
                found.append(Place(str(document.id), citation.span.start, citation.span.end))
    return tuple(found)


def overlap(ours: Iterable[Place], theirs: Sequence[Place]) -> bool:
    """Whether two sets of places share words."""
    return any(a.document == b.document and a.start < b.end and b.start < a.end for a in ours for b in theirs)


def is_party(proposed: str, wanted: str, reference: Reference) -> bool:
    """Whether a proposed party is the reference's: by id, by a word of its name, or by the word beside a person."""
    if proposed == wanted or wanted in proposed.split("_") or proposed.rstrip("s") == wanted.rstrip("s"):
        return True
    if any(actor.id == wanted for actor in reference.record.actors):
        return False
    stem = wanted.rstrip("s").lower()
    people = {a.id for a in reference.record.actors if proposed in (a.id, a.acts_for)}
    texts = {str(document.id): document.text for document in reference.library.documents}
    for mention in reference.record.mentions:
        if mention.actor in people:
            span = mention.citation.span
            if stem in texts[str(span.document)][max(0, span.start - NEARBY) : span.end + NEARBY].lower():
                return True
    return False


def tally(reference: Reference, proposal: Proposal) -> dict[str, Tally]:
    """The tallies of one dispute by kind of line."""
    model, library = proposal.model, reference.library
    options = {o.id: (o.decision_maker, o.name, places_of(o.basis, library)) for o in model.options}
    kinds = {kind: Tally() for kind in KINDS}
    homes: dict[str, set[str]] = {}
    for party, name, places in reference.options:
        hits = [id for id, (own, _, at) in options.items() if is_party(own, party, reference) and overlap(at, places)]
        for id in hits:
            homes.setdefault(id, set()).add(name)
        (kinds["options"].found if hits else kinds["options"].missed).append(name)
    for id, (own, name, at) in options.items():
        line = any(is_party(own, party, reference) and overlap(at, p) for party, _, p in reference.preferences)
        line = line or overlap(at, reference.readings)
        (kinds["options"].right if id in homes or line else kinds["options"].vain).append(f"{own}: {name}")
    limits = [
        ([w for w in re.findall(r"\w+", e.when) if w in options], places_of(e.basis, library))
        for e in model.infeasible
        if "!" not in e.when
    ]

    def excludes(ids: Sequence[str], names: Sequence[str]) -> bool:
        return any(
            all(name in homes.get(id, {id}) for id, name in zip(order, names, strict=True))
            for order in permutations(ids, len(names))
        )

    for names, places in reference.exclusions:
        hit = any(excludes(ids, names) or overlap(at, places) for ids, at in limits)
        (kinds["exclusions"].found if hit else kinds["exclusions"].missed).append(" & ".join(names))
    for ids, at in limits:
        hit = any(excludes(ids, names) or overlap(at, places) for names, places in reference.exclusions)
        hit = hit or overlap(at, reference.readings)
        (kinds["exclusions"].right if hit else kinds["exclusions"].vain).append(" & ".join(sorted(ids)))
    said = {
        (party, s.want, s.says): places_of(s.basis, library)
        for e in model.epochs
        for party, given in e.preferences.items()
        for s in given.statements
    }
    for party, says, places in reference.preferences:
        hit = any(is_party(own, party, reference) and overlap(at, places) for (own, _, _), at in said.items())
        (kinds["preferences"].found if hit else kinds["preferences"].missed).append(f"{party}: {says}")
    lasting = {o.option: options[o.option] for o in model.irreversible if o.option in options}
    for party, name, places in reference.one_way:
        hit = any(is_party(own, party, reference) and overlap(at, places) for own, _, at in lasting.values())
        (kinds["one-way moves"].found if hit else kinds["one-way moves"].missed).append(name)
    for own, name, at in lasting.values():
        hit = any(is_party(own, party, reference) and overlap(at, places) for party, _, places in reference.one_way)
        (kinds["one-way moves"].right if hit else kinds["one-way moves"].vain).append(f"{own}: {name}")
    lines = [*reference.preferences, *reference.options]
    for (own, _, says), at in said.items():
        hit = any(is_party(own, party, reference) and overlap(at, places) for party, _, places in lines)
        hit = hit or overlap(at, reference.readings)
        (kinds["preferences"].right if hit else kinds["preferences"].vain).append(f"{own}: {says}")
    return kinds


def proposed(reference: Reference) -> Proposal:
    """The draft of a dispute from its record and its own words."""
    return draft(reference.library, reference.record, title=reference.name, vocabulary=reference.vocabulary)


def totals(references: Iterable[Reference], *, printed: bool = False) -> dict[str, Tally]:
    """The tallies over several disputes together; `printed` tells what was missed and what was proposed in vain."""
    total = {kind: Tally() for kind in KINDS}
    for reference in references:
        for kind, one in tally(reference, proposed(reference)).items():
            total[kind].add(one)
            if printed:
                print(f"{reference.name:10} {kind:13} R {one.recall:.2f} P {one.precision:.2f}")
                for name in one.missed:
                    print(f"    missed   {name}")
                for name in one.vain:
                    print(f"    in vain  {name}")
    return total


def score() -> dict[str, float]:
    """Recall and precision of each kind of line over all disputes together, and over those kept aside."""
    sets = {"": references(), "held-out ": aside()}
    return {
        f"{kept}{kind} {name}": value
        for kept, found in sets.items()
        for kind, one in totals(found).items()
        for name, value in (("recall", one.recall), ("precision", one.precision))
    }


def main(arguments: Sequence[str] = ()) -> None:
    """Print the figures of each dispute with what was missed and what was proposed in vain."""
    kept = "--held-out" in arguments
    total = totals(aside()) if kept else totals(references(), printed=True)
    for kind, one in total.items():
        wanted, lines = len(one.found) + len(one.missed), len(one.right) + len(one.vain)
        figures = f"R {one.recall:.3f} of {wanted:3}  P {one.precision:.3f} of {lines:3}"
        print(f"{'held out' if kept else 'all':10} {kind:13} {figures}")


if __name__ == "__main__":
    main(sys.argv[1:])
