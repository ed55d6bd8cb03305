"""The case: what one case folder holds, with its invariants.

A `Case` is a value. It is opened, and written, by `detente.store`; nothing here touches a disk.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from detente.dispute.model import DisputeModel, Exclusion, Irreversibility, Preferences
from detente.errors import DetenteError, EvidenceError, QuoteNotFound
from detente.evidence import (
    UNKNOWN,
    Basis,
    Citation,
    DateRange,
    DocumentId,
    Reference,
    find_quote,
    references_of,
    verify,
)
from detente.evidence.display import html_table
from detente.record.citing import citations_of
from detente.record.entries import Record
from detente.record.reading import Vocabulary, VocabularyActor
from detente.sources.document import Library

if TYPE_CHECKING:  # keeps NumPy out of commands that only read the record
    from detente.analysis.findings import Findings

__all__ = ["Case", "Note", "Verdict", "bases_of", "citations_in", "find", "prove", "resolve", "vocabulary_of"]

MOST_WORDS = 40
"""Words of a quotation that are looked for where it does not stand as it is, …"""

MOST_PLACES = 200
"""… and places of each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a person decided about an item the program proposed (a disagreement, a proposal), and why."""

    item: str
    verdict: str
    by: str
    because: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What a person noted on some words of a source in another program; `annotation` is theirs but for its target."""

    citation: Citation
    annotation: Mapping[str, object]


@dataclass(frozen=True, kw_only=True)
class Case:
    """A dispute and its coverage: sources, record, model and findings.

    `model` is None where the folder has no (readable) case.yaml; `problems` are all the errors of the model, its
    unproved quotations included, in the order of the file. `citations` holds the place of every quotation of the
    model that was proved. `hypotheses` is the table of the last epoch as `detente hypotheses --json` writes it, None
    where it was not worked out. `stale` names what has changed since the last run, "" when nothing has; `changes` what
    the run that made this case took up or did anew, () when all was as before, and `answer` the lines that it prints.
    """

    folder: Path
    library: Library
    record: Record = field(default_factory=Record)
    model: DisputeModel | None = None
    problems: tuple[DetenteError, ...] = ()
    citations: Mapping[Reference, Citation] = field(default_factory=lambda: MappingProxyType({}))
    findings: "Findings | None" = None
    verdicts: Mapping[str, Verdict] = field(default_factory=lambda: MappingProxyType({}))
    notes: tuple[Note, ...] = ()
    stale: str = ""
    hypotheses: Mapping[str, object] | None = None
    changes: tuple[str, ...] = ()
    answer: tuple[str, ...] = ()

    def _repr_html_(self) -> str:
        """The answer of the run, or what there is, for notebooks."""
        counts = (
            ("sources", len(self.library.documents)),
            ("statements", len(self.record.statements)),
            ("events", len(self.record.events)),
            ("disagreements", len(self.record.disagreements)),
        )
        rows = [(line,) for line in self.answer] or [(f"{name}: {count}",) for name, count in counts]
        return html_table(self.title, (), rows) + (self.findings._repr_html_() if self.findings else "")

    @property
    def title(self) -> str:
        """The dispute's title, or the folder's name where there is no model."""
        return self.model.title if self.model else self.folder.name or self.folder.resolve().name

    def cited(self, basis: Basis | None) -> tuple[Citation, ...]:
        """The proved citations of a basis, in its order; an unproved quotation is left out (and in `problems`)."""
        return tuple(self.citations[r] for r in references_of(basis) if r in self.citations)

    def published(self, document: DocumentId) -> DateRange:
        """When the document was published: as the record found, else as the document states."""
        found, _ = self._publications.get(document, (UNKNOWN, False))
        stated = self.library.document(document).published
        return found if found.is_known or stated is None else stated

    def published_is_stated(self, document: DocumentId) -> bool:
        """Whether the publication date is printed or stated rather than inferred."""
        found, is_stated = self._publications.get(document, (UNKNOWN, False))
        return is_stated if found.is_known else self.library.document(document).published is not None

    @cached_property
    def _publications(self) -> Mapping[DocumentId, tuple[DateRange, bool]]:
        """When each document was published as the record found, and whether that is stated."""
        return {p.document: (p.when, p.stated) for p in reversed(self.record.publications)}


def vocabulary_of(model: DisputeModel | None) -> Vocabulary:
    """The case's own words as the record wants them: actors, rival terms, issues."""
    if model is None:
        return Vocabulary()
    words = {block: _mapping(model.vocabulary.get(block)) for block in ("actors", "terms", "issues")}
    actors = tuple(
        VocabularyActor(id, str(_mapping(actor).get("name", id)), _words(actor, "also"), _words(actor, "people"))
        for id, actor in words["actors"].items()
    )
    return Vocabulary(
        actors=actors,
        terms={concept: _texts(names) for concept, names in words["terms"].items()},
        issues={
            id: issue if isinstance(issue, str) else str(_mapping(issue).get("name", id))
            for id, issue in words["issues"].items()
        },
    )


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}


def _words(actor: object, key: str) -> tuple[str, ...]:
    return _texts(_mapping(actor).get(key))


def _texts(value: object) -> tuple[str, ...]:
    return tuple(str(item) for item in value) if isinstance(value, (list, tuple)) else ()


def bases_of(model: DisputeModel) -> Iterator[tuple[str, Basis | None]]:
    """(place in the model file, basis) for each element that needs one, in the order of the file."""
    yield from ((option.where, option.basis) for option in model.options)
    yield from _bases_of_limits(model.infeasible, model.irreversible)
    for view in model.views:
        for preferences in view.preferences.values():
            yield from _bases_of_preferences(preferences)
    for epoch in model.epochs:
        if epoch.basis is not None:
            yield epoch.observed_where or epoch.where, epoch.basis
        yield from _bases_of_limits(epoch.infeasible, epoch.irreversible)
        for preferences in epoch.preferences.values():
            yield from _bases_of_preferences(preferences)


def _bases_of_limits(
    exclusions: tuple[Exclusion, ...], irreversible: tuple[Irreversibility, ...]
) -> Iterator[tuple[str, Basis | None]]:
    yield from ((limit.where, limit.basis) for limit in exclusions)
    yield from ((limit.where, limit.basis) for limit in irreversible)


def _bases_of_preferences(preferences: Preferences) -> Iterator[tuple[str, Basis | None]]:
    yield from ((statement.where, statement.basis) for statement in preferences.statements)


def resolve(model: DisputeModel, library: Library) -> tuple[Mapping[Reference, Citation], tuple[EvidenceError, ...]]:
    """Where each quotation of the model stands in the sources, and what could not be proved.

    A problem's `where` is the model line that quotes; the same quotation used on two lines is two problems.
    """
    proved: dict[Reference, Citation] = {}
    problems: list[EvidenceError] = []
    for where, basis in bases_of(model):
        for reference in references_of(basis):
            if reference in proved:
                continue
            try:
                proved[reference] = find(reference, library)
            except EvidenceError as error:
                problems.append(_at(error, where, reference, library))
    return MappingProxyType(proved), tuple(problems)


def find(reference: Reference, library: Library) -> Citation:
    """Where a quotation stands; raises `EvidenceError` when it stands nowhere, or in several places."""
    document = library.named(reference.source)
    return find_quote(document.text, document.id, reference.quote, nth=reference.nth)


def _at(error: EvidenceError, where: str, reference: Reference, library: Library) -> EvidenceError:
    """The same error, placed at the model's line; the source's name moves into the message."""
    named = f"source {reference.source}: {error.message}"
    hint = error.hint
    if isinstance(error, QuoteNotFound):
        nearest = _nearest(library.named(reference.source).text, reference.quote)
        hint = f"{hint}; the source has “{nearest}”" if nearest else hint
    return type(error)(named, where=where, hint=hint)


def _nearest(text: str, quote: str) -> str:
    """The stretch of a text that has the longest run of a quotation's words, "" where no two of them stand together.

    >>> _nearest("Thirty boats blocked the harbour on Saturday.", "boats blocked the harbor")
    'Thirty boats blocked the harbour on'
    """
    words, found = quote.split()[:MOST_WORDS], text.split()
    places: dict[str, list[int]] = {word: [] for word in words}
    for at, word in enumerate(found):
        if word in places:
            places[word].append(at)
    best = (1, 0, 0)
    for first, word in enumerate(words):
        for at in places[word][:MOST_PLACES]:
            size = next((n for n, one in enumerate(words[first:]) if found[at + n : at + n + 1] != [one]), None)
            best = max(best, (len(words) - first if size is None else size, -first, -at))
    size, first, at = best[0], -best[1], -best[2]
    return " ".join(found[max(at - first - 1, 0) : at + len(words) - first + 1]) if size > 1 else ""


def prove(case: Case) -> None:
    """Prove every citation of the record and the model against the library's texts.

    Raises `QuoteMismatch` or `UnknownDocument` for the first that fails.
    """
    for citation in citations_in(case.record):
        verify(citation, case.library.document(citation.span.document).text)
    for citation in (*case.citations.values(), *(each.citation for each in case.notes)):
        verify(citation, case.library.document(citation.span.document).text)


def citations_in(value: object) -> Iterator[Citation]:
    """Every citation inside a record, an entry or a tuple of them, in reading order."""
    return citations_of(value)
