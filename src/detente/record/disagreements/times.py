"""When a clause's act was: the date of its own words, and not that of the clause it only goes before or after."""

from detente.evidence import DateRange
from detente.record import anchoring
from detente.record.clauses import Syntax
from detente.record.entries import DateExpression
from detente.record.reading import Reading

__all__ = ["has_own_date", "time_of"]

BESIDE = frozenset({"after", "before", "since", "until", "once"})
CLAUSES = frozenset({"relcl", "advcl", "ccomp", "parataxis", "conj"})


def time_of(syntax: Syntax, at: int, reading: Reading) -> DateRange:
    """The days of a predicate; of "condemned it on Saturday, after divers seized the bell" the seizing has none."""
    named = date_named_before(syntax, at, reading)
    if named is not None:
        return named.when
    when = anchoring.when(syntax.sentence, syntax.tokens[at].start, reading)
    token = syntax.tokens[at]
    if token.dep == "relcl":
        place = syntax.tokens[token.head].start
        when = next((d.when for d in reading.dates if d.citation.span.start <= place < d.citation.span.end), when)
    if when.phrase and syntax.tokens[at].dep == "advcl" and syntax.mark(at) in BESIDE:
        return when if has_own_date(syntax, at, when.phrase, reading) else anchoring.as_news(reading)
    return when


def date_named_before(syntax: Syntax, at: int, reading: Reading) -> DateExpression | None:
    """The date that a clause with "when" only tells more of: "since 6 March, when it was signed"."""
    marks = [i for i in syntax.children[at] if syntax.tokens[i].text.lower() == "when"]
    if not marks or syntax.tokens[at].dep not in {"relcl", "advcl"}:
        return None
    start = syntax.tokens[marks[0]].start
    near = (d for d in reading.dates if d.type == "DATE" and 0 < start - d.citation.span.end <= len(", "))
    return next(near, None)


def has_own_date(syntax: Syntax, at: int, phrase: str, reading: Reading) -> bool:
    """Whether the date of a clause stands among its own words, or is what it tells of: "6 March, when …"."""
    if date_named_before(syntax, at, reading) is not None:
        return True
    token = syntax.tokens[at]
    own = syntax.subtree(at, without=CLAUSES)
    own += [token.head] if token.dep == "relcl" else []
    starts = {syntax.tokens[i].start for i in own}
    return any(d.citation.quote == phrase and d.citation.span.start in starts for d in reading.dates)
