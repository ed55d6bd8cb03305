"""Options: what recurs in a party's acts, each gathered from every article that tells of it, in neutral words."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from detente.drafting.acts import Act
from detente.evidence import Assumed, Basis, Citation, Inferred, Quoted, Reference
from detente.record.entries import ActorId
from detente.sources.document import Library

__all__ = ["Candidate", "Weights", "basis_of", "candidates", "identifier", "matches", "reference"]

FAMILIES: Mapping[str, str] = {
    "does": "does",
    "threatens": "does",
    "offers": "offers",
    "accepts": "accepts",
    "wants": "asks",
    "holds": "asks",
    "stands firm": "yields",
    "rejects": "rejects",
}
"""Acts of one family by one party can be one option; a refusal is none, it is a preference."""

LEADS = {"offers": "offer: ", "asks": "insist: ", "yields": "give way on: ", "accepts": "accept: "}
ALIKE = 0.5
DEMANDING = re.compile(r"\b(?:must|should|shall|need|first|before|until|without|unless|only)\b", re.I)
QUOTES = 3
SHORT = frozenset(
    (
        "the and for with that this from its their his her any all before after into would should must they both "
        "which been have has had was were not who are over"
    ).split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A proposed option: the party's, of one family, with every act that speaks of it.

    `answers` names the option that an acceptance answers.
    """

    id: str
    party: ActorId
    family: str
    name: str
    topics: frozenset[str]
    acts: tuple[Act, ...]
    origins: int
    answers: str = ""
    basis: Basis | None = None

    @property
    def strength(self) -> tuple[int, int]:
        """By independent origins, then by places."""
        return self.origins, len(self.acts)


class Weights:
    """How telling a word is in this pile: a word in every act ("treaty") says little about which one it is."""

    def __init__(self, acts: Iterable[Act]) -> None:
        every = [set(act.topics) for act in acts]
        counts = Counter(topic for topics in every for topic in topics)
        self._weights = {topic: math.log((len(every) + 1) / n) for topic, n in counts.items()}

    def of(self, topics: Iterable[str]) -> float:
        """The summed weight of some topics."""
        return sum(self._weights.get(topic, 1.0) for topic in sorted(set(topics)))

    def alike(self, a: Iterable[str], b: Iterable[str]) -> float:
        """Shared weight over the smaller set's, from 0 to 1."""
        ours, theirs = set(a), set(b)
        least = min(self.of(ours), self.of(theirs))
        return self.of(ours & theirs) / least if least > 0 else 0.0


def candidates(acts: Sequence[Act], library: Library, weights: Weights) -> tuple[Candidate, ...]:
    """The options that the acts amount to, party by party in the order of the text; refusals are left out."""
    groups: list[list[Act]] = []
    for act in acts:
        if FAMILIES[act.kind] == "rejects" or not act.topics:
            continue
        home = max(groups, key=lambda group: _fit(act, group, weights), default=None)
        if home is not None and _fit(act, home, weights) >= ALIKE:
            home.append(act)
        else:
            groups.append([act])
    taken: set[str] = set()
    return tuple(_candidate(group, library, taken) for group in groups)


def _fit(act: Act, group: Sequence[Act], weights: Weights) -> float:
    first = group[0]
    if (act.party, FAMILIES[act.kind]) != (first.party, FAMILIES[first.kind]):
        return 0.0
    return max(_alike(act, other, weights) for other in group)


def _alike(a: Act, b: Act, weights: Weights) -> float:
    """How much two acts say the same; two offers of one time that share two words are taken for one."""
    plainly = weights.alike(a.topics, b.topics)
    at_once = a.kind == b.kind == "offers" and a.when.is_bounded and b.when.is_bounded and a.when.overlaps(b.when)
    return max(plainly, ALIKE) if at_once and len(set(a.topics) & set(b.topics)) >= 2 else plainly


def _candidate(group: Sequence[Act], library: Library, taken: set[str]) -> Candidate:
    family = FAMILIES[group[0].kind]
    lead = group[0] if family == "does" else min(group, key=_awkwardness)
    name = f"{lead.verb} {lead.matter}" if family == "does" else f"{LEADS[family]}{lead.matter}"
    chosen = identifier(name.replace("insist: ", "").replace("offer: ", ""), taken)
    origins = {library.origin_of(act.citation.span.document) for act in group}
    return Candidate(
        id=chosen,
        party=lead.party,
        family=family,
        name=name,
        topics=frozenset(topic for act in group for topic in act.topics),
        acts=tuple(group),
        origins=len(origins),
        basis=basis_of((act.citation for act in group), library),
    )


def _awkwardness(act: Act) -> tuple[bool, bool, int]:
    """What makes words a poor name: not yet done, no word of what must be or comes first, too short or too long."""
    return act.status != "happened", not DEMANDING.search(act.matter), abs(len(act.matter) - 60)


def identifier(words: str, taken: set[str]) -> str:
    """A short id from the telling words, different from those taken; it joins them."""
    parts = [w for w in re.findall(r"[a-z]+", words.lower().replace("’", "'")) if len(w) > 2 and w not in SHORT][:3]
    stem = "_".join(parts) or "option"
    chosen, number = stem, 2
    while chosen in taken:
        chosen, number = f"{stem}_{number}", number + 1
    taken.add(chosen)
    return chosen


def matches(topics: Iterable[str], options: Iterable[Candidate], weights: Weights) -> Candidate | None:
    """The option that some words speak of best, None when none is alike enough."""
    wanted = set(topics)
    best = max(options, key=lambda option: weights.alike(wanted, option.topics), default=None)
    return best if best is not None and weights.alike(wanted, best.topics) >= ALIKE else None


def reference(citation: Citation, library: Library) -> Reference:
    """The quotation as case.yaml writes it: by the file's name, and by number where the words repeat."""
    document = library.document(citation.span.document)
    words = citation.quote.split()
    pattern = re.compile(r"(?=" + r"\s+".join(map(re.escape, words)) + ")")
    starts = [match.start() for match in pattern.finditer(document.text)]
    nth = starts.index(citation.span.start) + 1 if len(starts) > 1 and citation.span.start in starts else None
    return Reference(source=prefix_of(document.file.rpartition("/")[2], library), quote=" ".join(words), nth=nth)


def prefix_of(name: str, library: Library) -> str:
    """The shortest beginning of a file's name, three characters at least, that no other source's name has."""
    names = [document.file.rpartition("/")[2] for document in library.documents]
    for length in range(3, len(name)):
        if sum(other.startswith(name[:length]) for other in names) == 1:
            return name[:length]
    return name


def basis_of(citations: Iterable[Citation], library: Library, *, rule: str = "") -> Basis:
    """Quotations as a basis: at most three, one per source first; with a rule they are its premises."""
    ordered = sorted(dict.fromkeys(citations), key=lambda c: (len(c.quote) > 240, len(c.quote), c.span))
    firsts = {c.span.document: c for c in reversed(ordered)}
    chosen = [c for c in ordered if firsts[c.span.document] == c][:QUOTES]
    references = tuple(reference(c, library) for c in chosen)
    if not references:
        return Assumed(by="draft", because=rule or "nothing in the coverage says it")
    return Inferred(rule=rule, premises=references) if rule else Quoted(references)
