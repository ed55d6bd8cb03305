"""Names: the table of all that is known to name an actor, the world's states and agencies, and offices held."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from detente.record.lexicons import lines, word_lists

__all__ = [
    "Name",
    "NameTable",
    "Role",
    "State",
    "agencies",
    "apposition",
    "is_adjective_of",
    "is_former",
    "role_of",
    "roles",
    "slug",
    "states",
    "words_of",
]

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class State:
    """A state with the names, seats of government and demonyms that stand for it."""

    name: str
    names: tuple[str, ...]
    seats: tuple[str, ...]
    demonyms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Name:
    """One name of an actor. `how` is name, alias, seat (a place that stands for a government) or demonym."""

    actor: str
    how: str
    certain: bool = False


@dataclass(frozen=True, slots=True)
class Role:
    """An office: its chief name, and whether it is held no longer."""

    name: str
    former: bool = False


class NameTable:
    """Names by their words; finds the longest name at each place of a text.

    Words compare exactly, save that a name in small letters may begin with a capital.
    """

    def __init__(self, names: Iterable[tuple[str, Name]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], Name]]] = {}
        self._entries = tuple(sorted({(tuple(words_of(text)), name) for text, name in names}, key=_longest_first))
        for words, name in self._entries:
            if words and words[0] in {"the", "The"} and len(words) > 1:
                words = words[1:]
            if words:
                for first in {words[0], words[0][:1].upper() + words[0][1:]} if words[0].islower() else {words[0]}:
                    self._by_first.setdefault(first, []).append((words, name))

    def among(self, words: Iterable[str]) -> "NameTable":
        """The names that a text of these words can have."""
        found, known = NameTable(()), frozenset(words)
        for first in known & self._by_first.keys():
            listed = [(name, owner) for name, owner in self._by_first[first] if known.issuperset(name[1:])]
            if listed:
                found._by_first[first] = listed
        return found

    def entries(self) -> list[tuple[str, list[str], str, str, bool]]:
        """The table as plain values: each word that begins names, with the words and the owner of each."""
        return [
            (first, list(words), name.actor, name.how, name.certain)
            for first, listed in sorted(self._by_first.items())
            for words, name in listed
        ]

    def without(self, actors: Collection[str]) -> "NameTable":
        """The table without the names of some actors."""
        return NameTable((" ".join(words), name) for words, name in self._entries if name.actor not in actors)

    def find(self, text: str, start: int, end: int) -> Iterator[tuple[int, int, Name]]:
        """(start, end, name) for each name between two offsets, left to right, none overlapping."""
        found = [match.span() for match in _WORD.finditer(text, start, end)]
        position = 0
        while position < len(found):
            length = 1
            for words, name in self._by_first.get(text[slice(*found[position])], ()):
                if self._stands(text, found, position, words):
                    first, last = found[position][0], found[position + len(words) - 1][1]
                    yield first, _with_stop(text, first, last, end), name
                    length = len(words)
                    break
            position += length

    @staticmethod
    def _stands(text: str, found: list[tuple[int, int]], position: int, words: tuple[str, ...]) -> bool:
        """Whether the words of a name stand here, with no more than a mark and a space between them."""
        if position + len(words) > len(found):
            return False
        for offset, word in enumerate(words):
            start, end = found[position + offset]
            if offset and text[start:end] != word:
                return False
            if offset and (
                start - found[position + offset - 1][1] > 2 or "," in text[found[position + offset - 1][1] : start]
            ):
                return False
        return True


def _longest_first(entry: tuple[tuple[str, ...], Name]) -> tuple[int, tuple[str, ...], bool, str, str]:
    """The order in which names are tried: longer first, those that are certain before others."""
    words, name = entry
    return (-len(words), words, not name.certain, name.actor, name.how)


def _with_stop(text: str, start: int, end: int, limit: int) -> int:
    """The end of a name that is an abbreviation, its last stop included ("U.S.")."""
    return end + 1 if "." in text[start:end] and end < limit and text[end] == "." and end - start <= 8 else end


_SHORTEST_STEM = 3
_LONGEST_ENDING = 4


def is_adjective_of(word: str, name: str) -> bool:
    """Whether a word is a name with an adjective's ending: Orvian of Orvia, Norlandic of Norland.

    >>> is_adjective_of("Orvian", "Orvia"), is_adjective_of("Orvia", "Orvia"), is_adjective_of("Orland", "Orvia")
    (True, False, False)
    """
    stem = name.rstrip("aeiouy")
    ending = word[len(stem) :]
    return (
        len(stem) >= _SHORTEST_STEM
        and word.startswith(stem)
        and 1 < len(ending) <= _LONGEST_ENDING
        and ending[-1] in "nchsire"
        and word != name
    )


def words_of(text: str) -> list[str]:
    """The words of a name."""
    return _WORD.findall(text)


def slug(name: str) -> str:
    """A name as an id: small letters without accents, joined by underscores.

    >>> slug("Côte d'Ivoire")
    'cote_d_ivoire'
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    found = "_".join(re.findall(r"[a-z0-9]+", plain.lower()))
    return found if found[:1].isalpha() else f"actor_{found or slug_of_letters(name)}"


def slug_of_letters(name: str) -> str:
    """An id for a name that has no Latin letter: its code points."""
    return "_".join(f"{ord(letter):x}" for letter in name if letter.isalnum()) or "unnamed"


@cache
def states() -> tuple[State, ...]:
    """The world's states."""
    found = []
    for line in lines("states.txt"):
        name, others, seats, demonyms = (part.strip() for part in line.split("|"))
        found.append(State(name, _listed(others), _listed(seats), _listed(demonyms)))
    return tuple(found)


@cache
def agencies() -> dict[str, str]:
    """News agencies: each name they go by → the name they are listed under."""
    found: dict[str, str] = {}
    for line in lines("agencies.txt"):
        name, _, others = line.partition("|")
        found[name.strip()] = name.strip()
        found.update(dict.fromkeys(_listed(others), name.strip()))
    return found


@cache
def roles() -> dict[tuple[str, ...], str]:
    """Offices: the words of each of their names, small letters → the chief name."""
    found: dict[tuple[str, ...], str] = {}
    for line in lines("roles.txt"):
        chief, _, others = line.partition("|")
        for name in (chief.strip(), *_listed(others)):
            found[tuple(words_of(name.lower()))] = chief.strip()
    return found


def role_of(phrase: str) -> Role | None:
    """The office that a phrase names: that of its longest run of words that is one, the last of them if several.

    >>> role_of("former Norlandic Prime Minister")
    Role(name='prime minister', former=True)
    """
    words = [word.lower() for word in words_of(phrase)]
    known = roles()
    best: tuple[int, int, str] | None = None
    for start in range(len(words)):
        for end in range(len(words), start, -1):
            chief = known.get(tuple(words[start:end])) or known.get(
                (*words[start : end - 1], words[end - 1].removesuffix("s"))
            )
            if chief:
                best = max(best or (0, 0, ""), (end - start, end, chief))
                break
    return Role(best[2], is_former(phrase)) if best else None


def is_former(phrase: str) -> bool:
    """Whether a phrase says that an office is held no more."""
    return not word_lists("naming.txt")["former"].isdisjoint(re.findall(r"[a-z]+", phrase.lower()))


@cache
def apposition() -> re.Pattern[str]:
    """What may stand between a description and the name set beside it: a comma, and a title such as "Dr"."""
    titles = "|".join(sorted({re.escape(word.removesuffix(".")) for word in word_lists("naming.txt")["honorifics"]}))
    return re.compile(rf",\s+(?:(?i:{titles})\.?\s+)?(?=[^\W\d_a-z])")


def _listed(text: str) -> tuple[str, ...]:
    """The items of a list written with semicolons."""
    return tuple(part.strip() for part in text.split(";") if part.strip())
