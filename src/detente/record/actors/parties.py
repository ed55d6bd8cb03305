"""Parties that no list knows: states and bodies told from people by how the whole pile speaks of them.

A model of names trained on today's news takes an invented or small state for a person as often as not. What stands
around a name tells better: a state has a government and ministers, a body a board and members, a person a title.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from detente.record.actors.impressions import STRONG, Impression, Standing, Words, names_body
from detente.record.actors.names import Name, NameTable, is_adjective_of, slug, words_of
from detente.record.lexicons import word_lists

__all__ = ["Parties", "Party", "gather_parties"]

_OFFICES = word_lists("naming.txt")["offices"]


@dataclass(slots=True)
class Party:
    """A state or body of the coverage: its names, and the common nouns it is called by ("the operator")."""

    id: str
    name: str
    kind: str
    names: dict[str, None] = field(default_factory=dict)
    called: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Parties:
    """What the pile tells of names: the parties by id, the names that are people's or only places', and the kinds."""

    found: Mapping[str, Party]
    people: frozenset[Words]
    places: frozenset[Words]
    kinds: Mapping[Words, str]
    called: Mapping[Words, Counter[str]]

    def names(self) -> Iterator[tuple[str, Name]]:
        """Every name of the parties found, for the table of names."""
        for party in self.found.values():
            for name in party.names:
                yield name, Name(party.id, "name" if name == party.name else "alias")


def gather_parties(impressions: Iterable[Impression], listed: NameTable) -> Parties:
    """The states and bodies that act in the pile and no list names; see the head of the module."""
    standings: dict[Words, Standing] = {}
    surnames: Counter[str] = Counter()
    adjectives: set[str] = set()
    written: set[str] = set()
    for impression in impressions:
        for words, told in impression.names:
            standings.setdefault(words, Standing()).add(told)
        surnames.update(impression.surnames)
        adjectives.update(impression.adjectives)
        written.update(impression.words)
    alike: dict[str, list[str]] = {}
    for word in sorted(adjectives):
        alike.setdefault(word[:3], []).append(word)
    for words, standing in standings.items():
        if len(words) == 1 and any(is_adjective_of(word, words[0]) for word in alike.get(words[0][:3], ())):
            standing.kinds["state"] += STRONG
            standing.cues["state"] += STRONG
            standing.acts += 1
    short = {words[0]: s for words, s in standings.items() if len(words) == 1 and s.kinds["person"]}
    for words, standing in standings.items():
        full = len(words) > 1 and "of" not in words and not names_body(words)
        alone = short.get(words[-1]) if full else None
        if alone and (alone.kinds["person"] >= STRONG or (not standing.kinds and alone.kind == "person")):
            standing.kinds["person"] += STRONG
            surnames.update((words[-1], words[0]))
    small = frozenset(words[0] for words in standings if len(words) == 1 and words[0].lower() in written)
    found: dict[str, Party] = {}
    for words, standing in sorted(standings.items()):
        if not _is_listed(words, listed) and _is_party(words, standing, surnames, small):
            kind = {"body": "organisation", "place": "state"}.get(standing.kind, standing.kind)
            kind = "organisation" if len(words) == 1 and names_body(words) else kind
            name = max(sorted(standing.texts), key=lambda text: standing.texts[text])
            found[slug(name)] = Party(slug(name), name, _office(words) or kind, {name: None}, standing.called)
    _shorten(found, standings, surnames)
    _join_tails(found)
    _join_lands(found, standings, listed)
    people = frozenset(
        words
        for words, standing in standings.items()
        if len(words) > 1 and standing.kinds["person"] >= STRONG and standing.kind == "person"
    )
    places = frozenset(
        words
        for words, standing in standings.items()
        if standing.kinds["place"] >= max(1, standing.kinds["person"]) and standing.kinds["person"] < STRONG
    )
    kinds = {words: standing.kind for words, standing in standings.items() if standing.kinds}
    return Parties(found, people, places, kinds, {words: standing.called for words, standing in standings.items()})


def _office(words: Words) -> str:
    """The kind "office" where a name is a ministry's or the like, else ""."""
    return "office" if {word.lower() for word in words} & _OFFICES else ""


def _is_listed(words: Words, listed: NameTable) -> bool:
    """Whether the table of names knows a name."""
    text = " ".join(words)
    return any(start == 0 and end == len(text) for start, end, _ in listed.find(text, 0, len(text)))


def _is_party(words: Words, standing: Standing, surnames: Counter[str], small: frozenset[str]) -> bool:
    """Whether a name is a state's or a body's, as far as the pile tells."""
    kind = standing.kind
    strong = standing.kinds["state"] + standing.kinds["body"] >= STRONG and standing.person < STRONG
    if len(words) == 1:
        if words[0] in small or (standing.inside == 0 and standing.seen < 2 and not strong):
            return False
        if words[0] in surnames and not strong:
            return False
    if names_body(words) and len(words) > 1:
        return kind != "person" or standing.person < STRONG
    return bool(standing.acts) and kind in {"state", "body", "people"} and bool(standing.kinds)


def _shorten(found: dict[str, Party], standings: Mapping[Words, Standing], surnames: Collection[str]) -> None:
    """Join the short names of bodies to the long ones: "Halden" of Halden Foods, and initials."""
    bodies = [p for p in found.values() if p.kind in {"organisation", "office"} and len(words_of(p.name)) > 1]
    for party in bodies:
        words = words_of(party.name)
        initials = "".join(word[0] for word in words if word[0].isupper())
        rivals = [b for b in bodies if b is not party and words_of(b.name)[0] == words[0]]
        for short in dict.fromkeys((initials, words[0])):
            standing = standings.get((short,))
            if standing is None or len(short) < 2 or short in surnames or standing.kinds["state"] >= STRONG:
                continue
            is_plain = short.lower() in _ORDINARY or names_body((short,))
            if short == words[0] and (rivals or is_plain or not standing.acts):
                continue
            party.names[short] = None
            other = found.get(slug(short))
            if other is not None and other is not party:
                party.called.update(other.called)
                del found[other.id]


def _join_tails(found: dict[str, Party]) -> None:
    """Join a noun that stands for a body to the one body whose name ends in it: "the Front" of the Tarn Front."""
    bodies = [p for p in found.values() if p.kind in {"organisation", "office"}]
    for short in [p for p in bodies if len(words_of(p.name)) == 1 and names_body(tuple(words_of(p.name)))]:
        long = [p for p in bodies if p is not short and words_of(p.name)[-1:] == [short.name]]
        if len(long) == 1:
            _take_over(long[0], short, found)


def _join_lands(found: dict[str, Party], standings: Mapping[Words, Standing], listed: NameTable) -> None:
    """Join "Region of Tarn" to Tarn, by which the coverage calls it for short."""
    for party in [p for p in found.values() if len(words_of(p.name)) > 2]:
        sort, link, *rest = words_of(party.name)
        land = tuple(rest[1:] if rest[0].lower() == "the" else rest)
        if sort.lower() not in _LANDS or link.lower() != "of" or land not in standings or _is_listed(land, listed):
            continue
        name = " ".join(land)
        short = found.setdefault(slug(name), Party(slug(name), name, "state", {name: None}))
        _take_over(short, party, found)
        short.kind = "state"


def _take_over(party: Party, other: Party, found: dict[str, Party]) -> None:
    """Give a party the names of another, which is the same."""
    party.names.update(other.names)
    party.called.update(other.called)
    del found[other.id]


_LANDS = frozenset(
    "region republic kingdom state province territory canton duchy principality commonwealth federation island "
    "district county emirate sultanate".split()
)
"""What a land is by its constitution, before "of" and its name."""
_ORDINARY = frozenset({"national", "united", "international", "state", "world", "new", "central", "general", "first"})
"""Words that begin the names of many bodies and stand for none."""
