"""The entries of the record. Each carries the citations that prove it; an entry without one cannot be built."""

from dataclasses import dataclass, field

from detente.evidence import UNKNOWN, Caveat, Citation, Cited, DateRange, DocumentId

__all__ = [
    "Account",
    "Actor",
    "ActorId",
    "ContestedReading",
    "DateExpression",
    "Disagreement",
    "Event",
    "Gap",
    "Mention",
    "Position",
    "Publication",
    "Quantity",
    "Record",
    "Speaker",
    "Statement",
    "Term",
    "TermVariant",
]

ActorId = str
"""The actor's id in `case.yaml` where it stands there, else a slug of its name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A party, person, office, agency or people that acts or speaks in the coverage.

    `kind` is state, person, office, organisation, people or agency (a news agency); `acts_for` the actor on whose
    behalf this one speaks and acts (Putin → Russia), None where nobody; `names` every name it goes by.
    """

    id: ActorId
    name: str
    kind: str
    names: tuple[str, ...]
    acts_for: ActorId | None = None
    cited: Cited


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Words that name an actor in one place; `how` says by what they were resolved (name, alias, title, pronoun)."""

    actor: ActorId
    citation: Citation
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DateExpression:
    """Words that name a time, with their TIMEX3 type and value and the days they can mean.

    `type` is DATE, TIME, DURATION or SET; `value` the TIMEX3 value ("2018-09-26", "XXXX-09-26", "P70Y").
    """

    citation: Citation
    type: str
    value: str
    when: DateRange


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """When a document was published: stated or inferred from the whole pile, with the reasons."""

    document: DocumentId
    when: DateRange
    stated: bool
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who said it: the resolved name (None when the text does not say), the actor, and the words that name them."""

    name: str | None
    actor: ActorId | None
    citation: Citation | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What somebody said, through whom we have it, and where it stands.

    `via` runs outward from the speaker (Abe → Nikkei → TASS → outlet), the outlet included. `mode` is direct,
    indirect or mixed. `polarity` is affirmed or negated, `modality` the content's own hedge (may, must, intends, …)
    or "". `cited` holds every place that reports it, the fullest first. `parts` are the words reported, piece by piece,
    where the reporting clause interrupts them; `content` is the longest of them or the whole.
    """

    id: str
    speaker: Speaker
    via: tuple[str, ...]
    cue: Citation | None
    mode: str
    said: DateRange
    content: Citation
    cited: Cited
    polarity: str = "affirmed"
    modality: str = ""
    tier: str = ""
    parts: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something dated that parties did, plan, propose or deny, merged over the articles that report it.

    `kind` is meeting, offer, agreement, refusal, declaration, demand, withdrawal, measure, visit, attack, vote,
    ruling or occurrence (whatever else is dated); `status` happened, planned, proposed, denied or retracted.
    `participants` and `summary` are for people; `actors` are ids, agent first.
    """

    id: str
    kind: str
    status: str
    when: DateRange
    participants: tuple[str, ...]
    actors: tuple[ActorId, ...]
    place: str | None
    summary: str
    cited: Cited


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """What a party holds on an issue from some time on; `changed_from` is the stance before, `changed_by` event ids."""

    actor: ActorId
    issue: str
    stance: str
    as_of: DateRange
    cited: Cited
    changed_from: str | None = None
    changed_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TermVariant:
    """One name of a concept: which documents and which speakers use it."""

    term: str
    sources: tuple[DocumentId, ...]
    speakers: tuple[str, ...]
    cited: Cited


@dataclass(frozen=True, slots=True, kw_only=True)
class ContestedReading:
    """One of the readings of a contested word: what it is taken to mean, and by whom."""

    reading: str
    speakers: tuple[str, ...]
    cited: Cited


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """Rival names of one thing, or one word with rival readings."""

    concept: str
    variants: tuple[TermVariant, ...]
    contested_readings: tuple[ContestedReading, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number with its unit and what it counts ("50 percent rise in annual trade").

    `least` and `most` bound it where the text hedges ("at least", "nearly"): the value itself where it does not, None
    where nothing bounds it. An ordinal ("25th summit") has the unit `ordinal`.
    """

    value: float
    unit: str
    of: str
    citation: Citation
    least: float | None = None
    most: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One answer to the question a disagreement asks, with its sources; `outlier` when independent origins side
    against it."""

    value: str
    sources: tuple[DocumentId, ...]
    cited: Cited
    outlier: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """A question that the sources answer differently.

    `kind` is numeric, date, polarity, attribution, reading or framing; `verdict` conflict, tension, framing or
    apparent; `severity` critical, major, moderate or minor; `why` the rule or the arithmetic that found it.
    """

    id: str
    question: str
    kind: str
    verdict: str
    severity: str
    accounts: tuple[Account, ...]
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Something the sources do not tell.

    `kind` is unsupported premise, silent period, missing voice, unanswerable or corrupt text.
    """

    kind: str
    about: str
    why: str
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """Everything the coverage says, cited. Tuples are in the order people read them: by date, then by source."""

    publications: tuple[Publication, ...] = ()
    actors: tuple[Actor, ...] = ()
    mentions: tuple[Mention, ...] = ()
    dates: tuple[DateExpression, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    positions: tuple[Position, ...] = ()
    terms: tuple[Term, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    gaps: tuple[Gap, ...] = ()
    caveats: tuple[Caveat, ...] = ()
    tiers: tuple[str, ...] = field(default=())

    def published(self, document: DocumentId) -> DateRange:
        """When the document was published, as far as is known."""
        found = (p.when for p in self.publications if p.document == document)
        return next(found, UNKNOWN)
