"""Facts: what is known of an actor that a pronoun or a description can appeal to."""

from dataclasses import dataclass

from detente.record.entries import ActorId

__all__ = ["Known"]


@dataclass(frozen=True, slots=True)
class Known:
    """Kind and principal of an actor, a person's offices and gender, a body's names and the nouns it is called by.

    `past` are the offices that the coverage says a person held and nowhere that they hold.
    """

    kind: str
    acts_for: ActorId | None
    roles: tuple[str, ...] = ()
    gender: str = ""
    names: tuple[str, ...] = ()
    called: frozenset[str] = frozenset()
    past: tuple[str, ...] = ()
