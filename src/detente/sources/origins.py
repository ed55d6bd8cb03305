"""Which documents are one story by one hand, so that a wire story in twelve papers counts once.

Copies keep runs of words in their order; independent reports share names, figures and quotations, but not the
sentences around them. So everything is measured outside quotation marks: the share of the shorter text's
three-word runs that the longer one has (containment, not resemblance: a truncated copy is a copy), and the share of
its words in two-word runs that both have once and in the same order, which survives the changing of one word in five.

Near-duplicates are listed, never merged: each stays a source of its own. A text in which two names have changed places
("A accused B", "B accused A") is another story, however alike.
"""

import json
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

import numpy as np
from numpy.typing import NDArray

from detente.evidence import DocumentId
from detente.sources.document import Document, Origin, Passage
from detente.sources.fingerprints import Fingerprint, Hashes, digest_of, fingerprints, normal_words
from detente.sources.kept import Kept

__all__ = ["Likeness", "likeness", "origins"]

COPIED = 0.30
"""Containment of three-word runs from which a text is a copy."""

IN_ORDER = 0.255
"""Share of words in ordered two-word runs from which a text is a reworked copy."""

UNLIKE = 0.12
"""Containment of three-word runs below which two texts are not compared further."""

SAME_CREDIT = 0.16
"""The same, where both texts credit one agency or one names the other as its reference."""

VERBATIM = 0.5
"""Containment of five-word runs, quotations and all, from which a text that is mostly quotation is a copy."""

NEARLY_ALL = 0.8
"""Containment both ways from which two texts all but coincide."""

FEWEST = 6
"""Shared runs below which nothing is concluded."""

ALL_PAIRS = 24
NEIGHBOURS = 2
"""A run of words in more than `ALL_PAIRS` documents links only neighbours in the list; chains still find the group."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How far two texts are one: shares of the shorter's word runs, and of the longer's (`both`).

    What `threes` already decides is not worked out: `in_order` for copies, the rest for texts without likeness.
    """

    threes: float
    in_order: float
    fives: float
    both: float
    shared: int


def origins(
    documents: Sequence[Document], passages: Iterable[Passage], *, kept: Kept | None = None, workers: int = 1
) -> tuple[Origin, ...]:
    """The groups of two or more documents with one origin, and near-duplicates, in the order of the documents' ids.

    `kept` spares comparisons made before, `workers` processes share the reading.
    """
    ordered = sorted(documents, key=lambda document: document.id)
    by_document: dict[DocumentId, list[Passage]] = defaultdict(list)
    for passage in passages:
        by_document[passage.span.document].append(passage)
    values = fingerprints(ordered, by_document, kept=kept, workers=workers)
    keys = [digest_of(d, by_document[d.id]) if kept is not None else "" for d in ordered]
    leader = list(range(len(ordered)))
    reasons: dict[int, str] = {}
    near: dict[int, list[tuple[int, int]]] = defaultdict(list)
    compared = _Compared(ordered, values, keys, kept)
    for first, second in sorted(_candidates(values) | _by_reference(ordered, values)):
        alike, twisted = compared.pair(first, second)
        if alike.threes < UNLIKE and alike.fives < UNLIKE:
            continue
        if alike.both >= NEARLY_ALL or twisted:
            near[first].append((first, second))
        reason = "" if twisted else _reason(ordered[first], ordered[second], values[first], values[second], alike)
        if reason:
            _join(leader, first, second)
            reasons.setdefault(second, f"{reason} {ordered[first].id}")
    compared.keep()
    return _grouped(ordered, leader, reasons, near)


class _Compared:
    """How far pairs of documents are one, and whether names have changed places; kept under the hashes of the two."""

    def __init__(
        self,
        documents: Sequence[Document],
        prints: Sequence[Fingerprint],
        keys: Sequence[str],
        kept: Kept | None,
    ) -> None:
        self._documents = documents
        self._prints = prints
        self._kept = kept
        self._keys = keys
        self._before = _comparisons(kept.get(PAIRS) if kept is not None else None)
        self._now: dict[str, list[Any]] = {}

    def pair(self, first: int, second: int) -> tuple[Likeness, bool]:
        """The likeness of two documents, and whether one is the other with two names in each other's place."""
        key = self._keys[first] + self._keys[second]
        if key not in self._before:
            alike = likeness(self._prints[first], self._prints[second])
            asked = alike.both >= HALF or alike.threes >= COPIED  # names in every sentence leave few longer runs
            twisted = asked and _has_exchanged_names(self._documents[first], self._documents[second])
        else:
            threes, in_order, fives, both, shared, twisted = self._before[key]
            alike = Likeness(threes=threes, in_order=in_order, fives=fives, both=both, shared=shared)
        if self._kept is not None:
            self._now[key] = [alike.threes, alike.in_order, alike.fives, alike.both, alike.shared, twisted]
        return alike, twisted

    def keep(self) -> None:
        """Put what was compared where the next time finds it."""
        if self._kept is not None:
            written = json.dumps(self._now, separators=(",", ":")).encode()
            if self._kept.get(PAIRS) != written:
                self._kept[PAIRS] = written


def _comparisons(kept: bytes | None) -> dict[str, list[Any]]:
    """The comparisons that were kept, by the hashes of the pair."""
    try:
        found = json.loads(kept or b"{}")
        return {key: [*map(float, values[:4]), int(values[4]), bool(values[5])] for key, values in found.items()}
    except (AttributeError, LookupError, TypeError, ValueError):
        return {}


PAIRS = "pairs"
HALF = 0.5
"""Containment both ways from which it is asked whether names have changed places."""


def likeness(first: Fingerprint, second: Fingerprint) -> Likeness:
    """How far two texts are one."""
    threes = _common(first.threes, second.threes)
    shorter = max(1, min(len(first.threes), len(second.threes)))
    if threes < UNLIKE * shorter and not (first.is_mostly_quoted or second.is_mostly_quoted):
        return Likeness(threes=threes / shorter, in_order=0.0, fives=0.0, both=0.0, shared=threes)
    fives = _common(first.fives, second.fives)
    return Likeness(
        threes=threes / shorter,
        in_order=_in_order(first, second) if UNLIKE <= threes / shorter < COPIED else 0.0,
        fives=fives / max(1, min(len(first.fives), len(second.fives))),
        both=fives / max(1, len(first.fives), len(second.fives)),
        shared=max(threes, fives),
    )


def _common(first: Hashes, second: Hashes) -> int:
    """How many members two sorted sets share."""
    return len(np.intersect1d(first, second, assume_unique=True))


def _reason(a: Document, b: Document, first: Fingerprint, second: Fingerprint, alike: Likeness) -> str:
    """Why two documents have one origin; "" when nothing shows it."""
    if np.array_equal(first.words, second.words) and len(first.words):
        return "the same words as"
    if alike.shared < FEWEST:
        return ""
    if alike.threes >= COPIED or (alike.fives >= VERBATIM and alike.threes >= IN_ORDER):
        share = max(alike.threes, alike.fives)
        return f"{share:.0%} of the shorter text's word runs stand in"
    if alike.in_order >= IN_ORDER and alike.threes >= UNLIKE:
        return f"{alike.in_order:.0%} of the shorter text's words stand in the same order in"
    if alike.fives >= VERBATIM and (first.is_mostly_quoted or second.is_mostly_quoted):
        return f"mostly quotation, {alike.fives:.0%} of it also in"
    if alike.in_order >= SAME_CREDIT and (set(a.agencies) & set(b.agencies) or _refers(a, second) or _refers(b, first)):
        return "one credit line, and sentences in the same order as"
    return ""


def _refers(document: Document, other: Fingerprint) -> bool:
    """Whether a reference line of the document gives the other's title."""
    titles = [" ".join(normal_words(item.value)) for item in document.metadata.get("reference", ())]
    return len(other.title) > 15 and any(other.title in title for title in titles)


def _by_reference(documents: Sequence[Document], prints: Sequence[Fingerprint]) -> set[tuple[int, int]]:
    """Pairs in which one names the other's title as its reference."""
    titles = {found.title: n for n, found in enumerate(prints) if len(found.title) > 15}
    pairs = set()
    for n, document in enumerate(documents):
        for item in document.metadata.get("reference", ()):
            other = titles.get(" ".join(normal_words(item.value)))
            if other is not None and other != n:
                pairs.add((min(n, other), max(n, other)))
    return pairs


def _candidates(prints: Sequence[Fingerprint]) -> set[tuple[int, int]]:
    """Pairs that share enough runs of words to be worth comparing."""
    pairs = _sharing([found.fours for found in prints], fewest=3) if prints else set()
    mostly_quoted = [found.fives if found.is_mostly_quoted else _NONE for found in prints]
    pairs |= _sharing(mostly_quoted, fewest=5)
    by_words: dict[bytes, int] = {}
    for n, found in enumerate(prints):
        if len(found.words):
            first = by_words.setdefault(found.words.tobytes(), n)
            if first != n:
                pairs.add((first, n))
    return pairs


Integers = NDArray[np.integer[Any]]
_NONE: Hashes = np.empty(0, dtype=np.uint64)


def _sharing(sets: Sequence[Hashes], *, fewest: int) -> set[tuple[int, int]]:
    """Pairs of sets with at least `fewest` members in common, and 5 % of the smaller; through an inverted index."""
    sizes = np.array([len(found) for found in sets])
    if not sizes.sum():
        return set()
    sampled = [_sample(found, int(sizes.sum())) for found in sets]
    owners = np.repeat(np.arange(len(sets), dtype=np.int64), [len(found) for found in sampled])
    hashes = np.concatenate(sampled)
    order = np.argsort(hashes, kind="stable")
    hashes, owners = hashes[order], owners[order]
    keys = np.concatenate([*_pair_keys(owners, hashes, len(sets)), np.empty(0, dtype=np.int64)])
    pairs, counts = np.unique(keys, return_counts=True)
    first, second = pairs // len(sets), pairs % len(sets)
    smaller = np.minimum(np.array([len(f) for f in sampled])[first], np.array([len(f) for f in sampled])[second])
    least = np.maximum(fewest if len(hashes) == sizes.sum() else 2, 0.05 * smaller)
    kept = counts >= least
    return set(zip(first[kept].tolist(), second[kept].tolist(), strict=True))


def _sample(found: Hashes, total: int) -> Hashes:
    """All of a set, or where the pile is large a fixed part of it, the same members in every document."""
    parts = total // 12_000_000 + 1
    return found if parts == 1 else found[found % np.uint64(parts) == 0]


def _pair_keys(owners: Integers, hashes: Hashes, count: int) -> Iterator[Integers]:
    """The pairs of owners of equal hashes as `first * count + second`, distance by distance; `hashes` are sorted."""
    edges = np.flatnonzero(np.concatenate(([True], hashes[1:] != hashes[:-1], [True])))
    lengths = np.diff(edges)
    in_run_of = np.repeat(lengths, lengths)
    for distance in range(1, ALL_PAIRS):
        left = np.flatnonzero(hashes[distance:] == hashes[:-distance])
        if not len(left):
            break
        if distance > NEIGHBOURS:
            left = left[in_run_of[left] <= ALL_PAIRS]
        yield owners[left] * count + owners[left + distance]


def _in_order(first: Fingerprint, second: Fingerprint) -> float:
    """Share of the shorter text's words in two-word runs that both texts have once, in the same order."""
    one, other = _once(first), _once(second)
    _, here, there = np.intersect1d(one[0], other[0], assume_unique=True, return_indices=True)
    if not len(here):
        return 0.0
    at, against = one[1][here], other[1][there]
    longest: list[int] = []
    for position in against[np.argsort(at)].tolist():
        place = bisect_left(longest, position)
        longest[place : place + 1] = [position]
    return len(longest) / max(1, min(int(first.outside.sum()), int(second.outside.sum())))


def _once(found: Fingerprint) -> tuple[Hashes, Hashes]:
    """(hashes, positions) of the two-word runs that a text has exactly once outside quotations."""
    if len(found.words) < 2:
        return _NONE, _NONE
    outside = found.outside[:-1] & found.outside[1:]
    runs = (found.words[:-1] * np.uint64(0x9E3779B97F4A7C15)) ^ found.words[1:]
    values, first, counts = np.unique(runs[outside], return_index=True, return_counts=True)
    return values[counts == 1], np.flatnonzero(outside)[first[counts == 1]].astype(np.uint64)


COMMON = 50
"""A word that stands more often in two texts is no place to hold them together by, and makes their comparison slow."""


def _has_exchanged_names(first: Document, second: Document) -> bool:
    """Whether one text is the other with two names in each other's place."""
    one, other = first.text.split(), second.text.split()
    if abs(len(one) - len(other)) > 0.1 * max(len(one), len(other)) or max(len(one), len(other)) > 4_000:
        return False
    exchanged: set[tuple[str, str]] = set()
    often, there_often = Counter(one), Counter(other)
    common = {word for word, count in often.items() if count * there_often[word] > COMMON * COMMON}
    for code, a, b, c, d in SequenceMatcher(common.__contains__, one, other, autojunk=False).get_opcodes():
        if code != "replace" or b - a != d - c:
            continue
        for here, there in zip(one[a:b], other[c:d], strict=True):
            was, now = (
                here.strip(_PUNCTUATION).removesuffix("’s").removesuffix("'s"),
                there.strip(_PUNCTUATION).removesuffix("’s").removesuffix("'s"),
            )
            if was != now and was[:1].isupper() and now[:1].isupper():
                exchanged.add((was, now))
    return any((now, was) in exchanged for was, now in exchanged)


_PUNCTUATION = ".,;:!?()[]\"'“”‘’«»…"


def _join(leader: list[int], first: int, second: int) -> None:
    """Put two documents' groups together, under the earlier one."""
    one, other = _leader(leader, first), _leader(leader, second)
    leader[max(one, other)] = min(one, other)


def _leader(leader: list[int], member: int) -> int:
    while leader[member] != member:
        leader[member] = leader[leader[member]]
        member = leader[member]
    return member


def _grouped(
    documents: Sequence[Document],
    leader: list[int],
    reasons: Mapping[int, str],
    near: Mapping[int, list[tuple[int, int]]],
) -> tuple[Origin, ...]:
    """The groups as origins; a document alone is one only if it has a near-duplicate elsewhere."""
    groups: dict[int, list[int]] = defaultdict(list)
    for member in range(len(documents)):
        groups[_leader(leader, member)].append(member)
    found = []
    for members in groups.values():
        pairs = [pair for member in members for pair in near.get(member, ())]
        if len(members) > 1 or pairs:
            found.append(
                Origin(
                    id=f"origin-{documents[members[0]].id}",
                    documents=tuple(documents[member].id for member in members),
                    near_duplicates=tuple((documents[a].id, documents[b].id) for a, b in pairs),
                    reasons=tuple(reasons.get(member, "reported alike through another copy") for member in members[1:]),
                )
            )
    return tuple(found)
