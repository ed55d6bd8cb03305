"""The advice of a language model with a draft, where the command line asks for it: whom to ask, and what came of it."""

import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from detente.cli.output import remark
from detente.cli.progress import progress
from detente.dispute.model import DisputeModel
from detente.drafting import Changes, Proposal
from detente.drafting.acts import readings_of
from detente.errors import UnreadableCase
from detente.evidence import DocumentId
from detente.language_model import Advice, Endpoint, ask, change_lines, draft_lines
from detente.language_model.asking import known_of
from detente.record.analyzer import best_analyzer
from detente.record.entries import Record
from detente.record.reading import Vocabulary
from detente.report.tables import harmless
from detente.sources.document import Library

__all__ = ["KEY", "Adviser", "adviser"]

KEY = "DETENTE_MODEL_KEY"
"""The environment variable that may hold the endpoint's key."""
LONGEST_KEY = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class Adviser:
    """A language model at an endpoint, and the articles it may be asked about."""

    endpoint: Endpoint
    library: Library
    record: Record
    vocabulary: Vocabulary

    def with_draft(self, proposal: Proposal) -> Proposal:
        """The proposal with what the model adds."""
        return draft_lines(proposal, self._ask(proposal.model), self.library, self.record)

    def with_changes(self, changes: Changes, model: DisputeModel) -> Changes:
        """The proposed changes with what the model adds, asked about the new articles only."""
        if not changes.articles:
            return changes
        return change_lines(changes, model, self._ask(model, changes.articles), self.library)

    def _ask(self, model: DisputeModel, articles: Sequence[DocumentId] | None = None) -> Advice:
        readings = readings_of(self.library, self.record, self.vocabulary, best_analyzer())
        chosen = [reading for reading in readings if articles is None or reading.document.id in articles]
        remark(f"{len(chosen)} articles go to {self.endpoint.place}, one call each, and nowhere else")
        advice = ask(self.endpoint, chosen, known_of(model), progress=progress())
        _tell(advice)
        return advice


def adviser(
    url: str, model: str, key_file: Path | None, library: Library, record: Record, vocabulary: Vocabulary
) -> Adviser:
    """The adviser at a URL; its key stands in a file or in the environment, never on the command line."""
    endpoint = Endpoint(url=url, model=model, key=_key(key_file))
    return Adviser(endpoint=endpoint, library=library, record=record, vocabulary=vocabulary)


def _key(file: Path | None) -> str:
    if file is None:
        return os.environ.get(KEY, "").strip()
    try:
        with file.open(encoding="utf-8") as opened:
            return opened.read(LONGEST_KEY).strip()
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not text"
        raise UnreadableCase(f"the key cannot be read: {why}", where=str(file)) from None


def _tell(advice: Advice) -> None:
    """What was taken, and what was not, by reason."""
    remark(f"{harmless(advice.model)}: {len(advice.suggestions)} lines taken, {len(advice.refusals)} refused")
    for reason, count in sorted(Counter(refusal.reason for refusal in advice.refusals).items()):
        remark(f"  refused {count}: {reason}")
    for silent in advice.silent:
        remark(f"warning: {silent.document}: {silent.reason}")
    for document in advice.cut:
        remark(f"warning: {document}: only its beginning was sent")
