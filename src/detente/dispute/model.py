"""The dispute model as a person writes it, before it is compiled into a graph.

Every element carries its basis; None means that the file does not give one, which `check` reports and `solve`
tolerates. Conditions are kept as written (`text`) and compiled by `detente.dispute.conditions`.

Source: [FangHipelKilgour1993]; preference statements as in [HipelKilgourFangPeng1997].
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from detente.errors import InvalidValue
from detente.evidence import Basis, DateRange, Reference
from detente.evidence.display import html_table

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
    "shown_ids",
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


def shown_ids(options: Sequence[Option]) -> tuple[str, ...]:
    """The shortest unambiguous name of each option: its id, or `party.id` where another party's has the same.

    >>> shown_ids([Option(id="sign", decision_maker=who, name="Sign") for who in ("north", "south")])
    ('north.sign', 'south.sign')
    """
    count = Counter(option.id for option in options)
    return tuple(o.id if count[o.id] == 1 else f"{o.decision_maker}.{o.id}" for o in options)


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionMaker:
    """A party that controls options and has preferences."""

    id: str
    name: str
    options: tuple[Option, ...]
    where: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Exclusion:
    """States that cannot be: those in which the condition `when` holds.

    `group` is `one_of` or `exactly_one_of` where the exclusion follows from such a list and so needs no basis of its
    own; "" where a person wrote it.
    """

    when: str
    basis: Basis | None = None
    group: str = ""
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
    """How one decision maker sees the game: the options it knows of, and the preferences it ascribes to others.

    `options` are ids as conditions write them, None for all; `epochs` the ids of the epochs it holds in, () for all.
    """

    decision_maker: str
    options: tuple[str, ...] | None = None
    preferences: Mapping[str, Preferences] = field(default_factory=dict)
    epochs: tuple[str, ...] = ()
    where: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Epoch:
    """A stretch of the dispute in which preferences stay as they are.

    `observed` is a condition that holds in exactly one feasible state (options not named are N; see
    `conditions.observed`), or a state as files number them, such as `s7`, or a label in graph form; None if not known.
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
    observed_where: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeModel:
    """A dispute: who can do what, what excludes what, and what each wants in each epoch.

    `states` lists the feasible states where the file gives them (patterns over all options, or plain labels in graph
    form), () where they follow from `infeasible`. `moves` replaces the moves that follow from the options: party id →
    pairs of state indices (graph form). `order` is given where the file's patterns number the options otherwise than
    party by party: (decision maker, option) ids, the least significant bit first. `vocabulary` holds the case's actors,
    terms and issues as plain data, for the record's use. `format` is case.yaml, model-json or gmcr; `extra` keeps what
    a foreign file says and we do not use. `places` says where in the file each quotation stands.
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
    order: tuple[tuple[str, str], ...] = ()
    places: Mapping[Reference, str] = field(default_factory=dict, compare=False)

    def _repr_html_(self) -> str:
        """Parties with their options, for notebooks."""
        rows = [(dm.name, option.id, option.name) for dm in self.decision_makers for option in dm.options]
        return html_table(self.title, ("party", "option", "name"), rows)

    @property
    def options(self) -> tuple[Option, ...]:
        """All options in the order of a state's pattern; the first is the least significant bit."""
        options = tuple(option for dm in self.decision_makers for option in dm.options)
        if not self.order:
            return options
        known = {(option.decision_maker, option.id): option for option in options}
        return tuple(known[pair] for pair in self.order)

    def epoch(self, epoch: str | None = None) -> Epoch:
        """The epoch with this id, or the last.

        Raises `InvalidValue` for an id that no epoch has, or where there is none at all.
        """
        if epoch is None and self.epochs:
            return self.epochs[-1]
        for candidate in self.epochs:
            if candidate.id == epoch:
                return candidate
        raise InvalidValue(
            f"no epoch {epoch!r}" if epoch is not None else "the model has no epoch",
            where=self.path,
            hint="there are: " + ", ".join(repr(e.id) for e in self.epochs)
            if self.epochs
            else "add one under `epochs`",
        )
