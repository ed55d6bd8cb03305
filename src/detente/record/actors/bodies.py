"""Bodies that common nouns stand for: which company of an article "the company" is."""

from bisect import bisect_left, insort
from collections.abc import Mapping, Sequence

from detente.record.actors.facts import Known
from detente.record.actors.impressions import is_same_sort, sorts_of
from detente.record.entries import ActorId
from detente.record.lexicons import word_lists
from detente.record.reading import Sentence

__all__ = ["Bodies", "body_meant", "is_body"]

_OUTLETS = word_lists("speaking.txt")["outlets"]


def is_body(actor: ActorId, known: Mapping[ActorId, Known]) -> bool:
    """Whether an actor is a body that a common noun can stand for."""
    return actor in known and known[actor].kind in {"organisation", "office", "party", "people"}


def body_meant(noun: str, sentence: Sentence, index: int, begin: int, bodies: "Bodies") -> ActorId | None:
    """The body that "the company" means: the last one named before it that bears the noun, or is called so, or can be.

    A body whose name shows another sort is never meant; where two could be meant that nothing tells apart, the last
    one is.
    """
    tokens = sentence.tokens
    if tokens[begin].text.lower() not in {"the", "this"} or tokens[index].tag == "NNS" or index - begin > 1:
        return None
    if index + 1 < len(tokens) and (
        tokens[index + 1].pos in {"NOUN", "PROPN"} or tokens[index + 1].text.lower() == "of"
    ):
        return None
    bears, called, of_sort, of_no_sort = bodies.fitting(noun)
    for fits in (bears, called, of_sort, of_no_sort):
        found = bodies.last_of(fits, tokens[index].start)
        if found is not None:
            return found
    only = bears | of_sort
    return min(only) if len(only) == 1 else None


class Bodies:
    """The bodies named in an article, and where common nouns were found to mean them so far."""

    def __init__(self, places: Sequence[tuple[int, ActorId]], known: Mapping[ActorId, Known]) -> None:
        self.actors = tuple(dict.fromkeys(actor for _, actor in places))
        self._places = sorted(places)
        self._known = known
        self._fitting: dict[str, tuple[frozenset[ActorId], ...]] = {}

    def add(self, start: int, actor: ActorId) -> None:
        """Take up a place where a noun means a body."""
        insort(self._places, (start, actor))

    def fitting(self, noun: str) -> tuple[frozenset[ActorId], ...]:
        """The bodies whose name ends in a noun, that are called so, whose name shows the sort, or no sort."""
        if noun not in self._fitting:
            self._fitting[noun] = tuple(
                frozenset(actor for actor in self.actors if fits(self._known[actor], noun))
                for fits in (_bears, _is_called, _is_of_sort, _is_of_no_sort)
            )
        return self._fitting[noun]

    def last_of(self, actors: frozenset[ActorId], before: int) -> ActorId | None:
        """Which of some bodies was last named before an offset."""
        if not actors:
            return None
        near = range(bisect_left(self._places, (before, "")) - 1, -1, -1)
        return next((self._places[place][1] for place in near if self._places[place][1] in actors), None)


def _bears(body: Known, noun: str) -> bool:
    """Whether a body's name ends in a noun."""
    return any(name.lower().split()[-1:] == [noun] for name in body.names)


def _is_called(body: Known, noun: str) -> bool:
    """Whether the coverage sets a noun beside a body's name, or one for the same sort of body."""
    return any(is_same_sort(noun, called) for called in body.called)


def _is_of_sort(body: Known, noun: str) -> bool:
    """Whether a body's name shows a sort that the noun is for."""
    return any(noun in sorts_of(name) for name in body.names)


def _is_of_no_sort(body: Known, noun: str) -> bool:
    """Whether nothing tells of what sort a body is, and the noun is one for firms, as most bodies are."""
    if noun not in {"company", "firm"} or body.called or any(sorts_of(name) for name in body.names):
        return False
    return not any(word.lower() in _OUTLETS for name in body.names for word in name.split())
