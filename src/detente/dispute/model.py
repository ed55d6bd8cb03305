"""The dispute model as a person writes it, before it is compiled into a graph.

Every element carries its basis; None means that the file does not give one, which `check` reports and `solve`
tolerates. Conditions are kept as written (`text`) and compiled by `detente.dispute.conditions`.

Source: [FangHipelKilgour1993]; preference statements as in [HipelKilgourFangPeng1997].
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from detente.evidence import Basis, DateRange

__all__ = [
    "DecisionMaker",
    "DisputeModel",
    "Epoch",
    "Exclusion",
    "Irreversibility",
    "Option",
    "Outcome",
    "PreferenceStatement",
    "Preferences",
    "View",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """A course of action that exactly one decision maker may take (Y) or not take (N).

    `direction` is both, forward (N→Y only) or backward (Y→N only). `where` is the place in the model file
    (`file:line:column`), no part of equality.
    """

    id: str
    decision_maker: str
    name: str
    direction: str = "both"
    basis: Basis | None = None
    where: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionMaker:
    """A party that controls options and has preferences."""

    id: str
    name: str
    options: tuple[Option, ...]
    where: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Exclusion:
    """States that cannot be: those in which the condition `when` holds."""

    when: str
    basis: Basis | None = None
    where: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Irreversibility:
    """An option that can be changed one way only: forward (N→Y) or backward (Y→N)."""

    option: str
    direction: str
    basis: Basis | None = None
    where: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A named set of states that people speak of, such as "a treaty"."""

    id: str
    condition: str
    where: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class PreferenceStatement:
    """A condition that a decision maker wants to hold; `says` is the same in words."""

    want: str
    says: str
    basis: Basis | None = None
    where: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """How one decision maker ranks the states; exactly one of the first three is given.

    `statements` most important first; `ranking` groups of states or conditions, best first, a group's members tied;
    `ranks` one number per state in model order, higher is better. `unknown` pairs of states or conditions whose
    comparison nobody knows.
    """

    statements: tuple[PreferenceStatement, ...] = ()
    ranking: tuple[tuple[str, ...], ...] = ()
    ranks: tuple[int, ...] = ()
    unknown: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """How one decision maker sees the game: the options it knows of, and the preferences it ascribes to others."""

    decision_maker: str
    options: tuple[str, ...] | None = None
    preferences: Mapping[str, Preferences] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Epoch:
    """A stretch of the dispute in which preferences stay as they are.

    `observed` is a condition that holds in exactly one feasible state (options not named are N), None if not known.
    `infeasible` and `irreversible` add to the model's own; `decision_makers` names the parties in play, () is all.
    """

    id: str
    name: str
    since: DateRange | None
    observed: str | None
    preferences: Mapping[str, Preferences]
    basis: Basis | None = None
    infeasible: tuple[Exclusion, ...] = ()
    irreversible: tuple[Irreversibility, ...] = ()
    decision_makers: tuple[str, ...] = ()
    where: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeModel:
    """A dispute: who can do what, what excludes what, and what each wants in each epoch.

    `states` lists the feasible states where the file gives them (patterns over all options, or plain labels in graph
    form), () where they follow from `infeasible`. `moves` replaces the moves that follow from the options: party id →
    pairs of state indices (graph form). `vocabulary` holds the case's actors, terms and issues as plain data, for the
    record's use. `format` is case.yaml, model-json or gmcr; `extra` keeps what a foreign file says and we do not use.
    """

    title: str
    decision_makers: tuple[DecisionMaker, ...]
    epochs: tuple[Epoch, ...]
    infeasible: tuple[Exclusion, ...] = ()
    irreversible: tuple[Irreversibility, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    views: tuple[View, ...] = ()
    states: tuple[str, ...] = ()
    moves: Mapping[str, tuple[tuple[int, int], ...]] | None = None
    vocabulary: Mapping[str, object] = field(default_factory=dict)
    format: str = "case.yaml"
    path: str = ""
    extra: Mapping[str, object] = field(default_factory=dict)

    @property
    def options(self) -> tuple[Option, ...]:
        """All options, party by party; the first is the least significant bit of a state."""
        return tuple(option for dm in self.decision_makers for option in dm.options)

    def epoch(self, epoch: str | None = None) -> Epoch:
        """The epoch with this id, or the last."""
        if epoch is None:
            return self.epochs[-1]
        return next(e for e in self.epochs if e.id == epoch)
