"""Changes: what articles that came after the model would add to it, proposed and never made.

A model is somebody's work. New coverage gives new epochs, options that the model does not have, and places that speak
to a preference or an option that it has; each with its quotations, in the form of case.yaml.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from detente.dispute.formats.native_writing import write
from detente.dispute.model import DecisionMaker, DisputeModel, Epoch, Option, Preferences, PreferenceStatement
from detente.drafting.act import Act
from detente.drafting.bases import basis_of
from detente.drafting.epochs import Stretch
from detente.drafting.options import Candidate
from detente.errors import EvidenceError
from detente.evidence import Basis, Citation, DateRange, DocumentId, find_quote, references_of
from detente.record.entries import Record
from detente.sources.document import Library

__all__ = ["Change", "Changes", "Homes", "changes_to"]

APART = timedelta(days=40)
DEEDS = frozenset({"does", "threatens", "intends"})
"""Acts that speak to an option of their own party or to none."""
FIRM = frozenset({"stands firm", "rejects", "declines"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One proposal: `kind` is epoch, option or preference; `about` the id it adds or touches, `party` whose it is.

    `says` is for a person, `basis` the quotations, `sources` the articles they come from.
    """

    kind: str
    about: str
    party: str
    says: str
    basis: Basis
    sources: tuple[DocumentId, ...]

    def to_dict(self) -> dict[str, object]:
        """As data."""
        quotes = [{"source": r.source, "quote": r.quote} for r in references_of(self.basis)]
        return {
            "kind": self.kind,
            "about": self.about,
            "decision_maker": self.party or None,
            "says": self.says,
            "basis": quotes,
            "sources": [str(source) for source in self.sources],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What new articles would change: the proposals, and the new epochs and options as parts of a model."""

    items: tuple[Change, ...]
    additions: DisputeModel
    articles: tuple[DocumentId, ...]

    def to_yaml(self) -> str:
        """The proposals as commented YAML in the form of case.yaml, to be taken over by hand."""
        header = ["Proposed changes; the model itself is untouched. Take over what you find right.", ""]
        header += [f"  - {change.says} [{', '.join(change.sources)}]" for change in self.items]
        if not self.items:
            header = ["No change: the articles tell nothing that the model does not have."]
            return "".join(f"# {line}".rstrip() + "\n" for line in header)
        comments = {change.about: change.says for change in self.items if change.kind != "preference"}
        return write(self.additions, by="draft", because="proposed", comments=comments, header=header)


def changes_to(
    model: DisputeModel,
    library: Library,
    record: Record,
    acts: Sequence[Act],
    options: Sequence[Candidate],
    epochs: Sequence[Stretch],
) -> Changes:
    """What the articles that are new to the model would change in it.

    New is an article that the model does not quote, or one that appeared after the model's last epoch began.
    """
    articles = new_articles(model, library, record)
    fresh = [act for act in acts if act.citation.span.document in articles]
    homes = Homes(model, library)
    added = [option for option in options if _is_new(option, articles, homes, model)]
    opened = [stretch for stretch in epochs if _opens(stretch, articles, model)]
    proposed = [_epoch(stretch, model, homes, library) for stretch in opened]
    items = [
        *(_epoch_change(stretch, epoch, library) for stretch, epoch in zip(opened, proposed, strict=True)),
        *(_option_change(option, articles) for option in added),
        *_touched(fresh, model, homes, library),
    ]
    makers = tuple(
        DecisionMaker(
            id=dm.id,
            name=dm.name,
            options=tuple(
                Option(id=o.id, decision_maker=dm.id, name=o.name, basis=o.basis) for o in added if o.party == dm.id
            ),
        )
        for dm in model.decision_makers
        if any(option.party == dm.id for option in added)
    )
    additions = DisputeModel(title=model.title, decision_makers=makers, epochs=tuple(proposed))
    return Changes(items=tuple(items), additions=additions, articles=articles)


def new_articles(model: DisputeModel, library: Library, record: Record) -> tuple[DocumentId, ...]:
    """The articles that the model has not taken in."""
    quoted = {place.span.document for basis in _bases(model) for place in _places(basis, library)}
    begins = [epoch.since.earliest for epoch in model.epochs if epoch.since is not None and epoch.since.earliest]
    last = max(begins, default=None)
    found = []
    for document in library.documents:
        published = record.published(document.id).earliest
        later = last is not None and published is not None and published > last + APART
        if later or document.id not in quoted:
            found.append(document.id)
    return tuple(found)


class Homes:
    """Which option of the model an act speaks of: the one whose quotations it shares, else whose words."""

    def __init__(self, model: DisputeModel, library: Library) -> None:
        self.model = model
        self._names = _stems({word for dm in model.decision_makers for word in re.findall(r"[a-z]+", dm.name.lower())})
        self.places: Mapping[str, tuple[Citation, ...]] = {
            o.id: _option_places(o, model, library) for o in model.options
        }

    def at(self, act: Act) -> Option | None:
        """The option that is quoted from the same words; None where none is."""
        for option in self.model.options:
            if any(place.span.overlaps(act.citation.span) for place in self.places[option.id]):
                return option
        return None

    def of(self, act: Act) -> Option | None:
        """The option; None where the model has none of the kind."""
        if (quoted := self.at(act)) is not None:
            return quoted
        spoken = _stems({word for topic in act.topics for word in topic.split()}) - self._names
        own = [option for option in self.model.options if option.decision_maker == act.party]
        deed = act.kind in DEEDS
        for options in (own,) if deed else (own, self.model.options):
            best = max(options, key=lambda option: len(spoken & self._told(option)), default=None)
            shared = best is not None and bool(spoken & self._told(best))
            if best is not None and shared and (not deed or _is_same(spoken, self._told(best))):
                return best
        return None

    def _told(self, option: Option) -> frozenset[str]:
        """What an option's name says, the parties' names left out."""
        return frozenset(_stems(_words(option)) - self._names)


def _is_same(ours: set[str], theirs: frozenset[str]) -> bool:
    """Whether two sets of words share half of the smaller, or two."""
    shared = ours & theirs
    return len(shared) >= 2 or (bool(shared) and 2 * len(shared) >= min(len(ours), len(theirs)))


def _words(option: Option) -> set[str]:
    return {word for word in re.findall(r"[a-z]+", option.name.lower()) if len(word) > 4}


def _stems(words: set[str]) -> set[str]:
    return {word[:6] for word in words if len(word) > 4}


def _is_new(option: Candidate, articles: Sequence[DocumentId], homes: Homes, model: DisputeModel) -> bool:
    parties = {dm.id for dm in model.decision_makers}
    own = [act for act in option.acts if act.citation.span.document in articles]
    homeless = own and not any(homes.at(act) for act in option.acts) and not all(homes.of(act) for act in own)
    return bool(homeless) and option.party in parties


def _opens(stretch: Stretch, articles: Sequence[DocumentId], model: DisputeModel) -> bool:
    """Whether an epoch of the draft is none of the model's, not before them all, and told by a new article."""
    begins = [epoch.since.earliest for epoch in model.epochs if epoch.since is not None and epoch.since.earliest]
    start = stretch.since.earliest
    if start is None or not any(act.citation.span.document in articles for act in stretch.acts):
        return False
    if begins and start < min(begins):
        return False
    ends = [act.when.latest for act in stretch.acts if act.when.is_bounded and act.when.earliest == start]
    end = max([start, *(day for day in ends if day is not None)])
    return not any(start - APART <= begin <= end + APART for begin in begins)


def _epoch(stretch: Stretch, model: DisputeModel, homes: Homes, library: Library) -> Epoch:
    """The new epoch: where the last one before it stood, changed by what its acts take up or give up."""
    start = stretch.since.earliest
    before = [
        e for e in model.epochs if e.since is None or not e.since.earliest or not start or e.since.earliest < start
    ]
    last = before[-1] if before else None
    firm: dict[str, list[PreferenceStatement]] = {}
    for act in stretch.acts:
        option = homes.of(act)
        if option is not None and option.decision_maker == act.party and act.kind in FIRM:
            says = f"does not: {option.name}"
            statement = PreferenceStatement(want=f"!{option.id}", says=says, basis=basis_of([act.citation], library))
            firm.setdefault(act.party, []).append(statement)
    given = {
        dm.id: _with(
            last.preferences[dm.id] if last and dm.id in last.preferences else Preferences(), firm.get(dm.id, [])
        )
        for dm in model.decision_makers
    }
    return Epoch(
        id=stretch.id,
        name=stretch.id,
        since=DateRange(earliest=start, latest=start),
        observed=last.observed if last is not None else None,
        basis=basis_of(
            (act.citation for act in stretch.acts), library, rule="what stood before stands until it is given up"
        ),
        preferences=given,
    )


def _with(preferences: Preferences, firm: Sequence[PreferenceStatement]) -> Preferences:
    """The preferences as they were, each line that the new coverage bears out on its new quotation."""
    told = {statement.want: statement for statement in firm}
    kept = tuple(replace(s, basis=told[s.want].basis) if s.want in told else s for s in preferences.statements)
    held = {statement.want for statement in kept}
    return replace(preferences, statements=(*(s for w, s in told.items() if w not in held), *kept))


def _epoch_change(stretch: Stretch, epoch: Epoch, library: Library) -> Change:
    basis = basis_of((act.citation for act in stretch.acts), library)
    words = "; ".join(
        dict.fromkeys(f"{act.party}: “{' '.join(act.citation.quote.split())}”" for act in stretch.acts[:3])
    )
    return Change(
        kind="epoch",
        about=epoch.id,
        party="",
        says=f"new epoch {epoch.id}: {words}",
        basis=basis,
        sources=_sources(act.citation for act in stretch.acts),
    )


def _option_change(option: Candidate, articles: Sequence[DocumentId]) -> Change:
    assert option.basis is not None
    own = [act.citation for act in option.acts if act.citation.span.document in articles]
    return Change(
        kind="option",
        about=option.id,
        party=option.party,
        says=f"new option of {option.party}: {option.name}",
        basis=option.basis,
        sources=_sources(own),
    )


def _touched(acts: Sequence[Act], model: DisputeModel, homes: Homes, library: Library) -> Iterator[Change]:
    """Where the new articles speak to an option that the model has, and to the last epoch's statement on it."""
    parties = {dm.id for dm in model.decision_makers}
    last = model.epochs[-1] if model.epochs else None
    for act in acts:
        option = homes.of(act)
        if option is None or act.party not in parties:
            continue
        given = last.preferences.get(act.party) if last is not None else None
        ranked = [s for s in given.statements if option.id in s.want] if given is not None else []
        on = f"its statement “{ranked[0].says}”" if ranked else f"the option “{option.name}”"
        quote = " ".join(act.citation.quote.split())
        yield Change(
            kind="preference" if ranked else "option touched",
            about=option.id,
            party=act.party,
            says=f"{act.party} {act.kind}: “{quote}” speaks to {on}",
            basis=basis_of([act.citation], library),
            sources=(act.citation.span.document,),
        )


def _sources(citations: Iterator[Citation] | Sequence[Citation]) -> tuple[DocumentId, ...]:
    return tuple(dict.fromkeys(citation.span.document for citation in citations))


def _bases(model: DisputeModel) -> Iterator[Basis | None]:
    yield from (option.basis for option in model.options)
    for epoch in model.epochs:
        yield epoch.basis
        yield from (s.basis for given in epoch.preferences.values() for s in given.statements)


def _option_places(option: Option, model: DisputeModel, library: Library) -> tuple[Citation, ...]:
    """Where an option is quoted, and the statements that are about it alone."""
    bases: list[Basis | None] = [option.basis]
    for epoch in model.epochs:
        for given in epoch.preferences.values():
            bases += [s.basis for s in given.statements if s.want.strip("! ") == option.id]
    return tuple(place for basis in bases for place in _places(basis, library))


def _places(basis: Basis | None, library: Library) -> Iterator[Citation]:
    for reference in references_of(basis):
        for document in library.documents:
            if document.file.rpartition("/")[2].startswith(reference.source):
                try:
                    yield find_quote(document.text, document.id, reference.quote, nth=reference.nth)
                except EvidenceError:
                    continue
