"""What a sentence is made of: words and citations, and the two ways in which every sentence uses them."""

from collections.abc import Sequence
from itertools import groupby

from detente.case import Case
from detente.dispute.model import PreferenceStatement
from detente.evidence import Citation
from detente.report.phrases import date_text, days_written_out
from detente.report.places import Places
from detente.report.situation import Standing

__all__ = ["Line", "evidence", "plain", "when_of"]

Line = tuple[str | Citation, ...]
"""Words and citations in reading order; neighbouring citations are shown in one pair of brackets."""


def plain(line: Line, places: Places) -> str:
    """A line as text, its citations as `[07 ¶5; 10 ¶3]`."""
    words: list[str] = []
    for is_citation, parts in groupby(line, key=lambda part: isinstance(part, Citation)):
        if is_citation:
            labels = dict.fromkeys(places.of(part).label for part in parts if isinstance(part, Citation))
            words.append(f" [{'; '.join(labels)}]")
        else:
            words.extend(str(part) for part in parts)
    return "".join(words)


def evidence(case: Case, statement: PreferenceStatement, most: int = 2) -> Sequence[str | Citation]:
    """The first citations of a statement, one per passage; where there are none, what it rests on instead."""
    by_passage = {case.library.passage_at(c.span) or c: c for c in reversed(case.cited(statement.basis))}
    cited = tuple(reversed(by_passage.values()))[:most]
    return cited or (" [assumed]" if statement.basis is not None else " [no basis given]",)


def when_of(standing: Standing) -> str:
    """An epoch by its name and date; by its date alone where that is its name."""
    epoch = standing.epoch
    since = date_text(epoch.since) if epoch.since is not None and epoch.since.is_known else ""
    name = days_written_out(epoch.name or epoch.id)
    words = [name, since] if name not in since else [since]
    return ", ".join(word for word in words if word) or "now"
