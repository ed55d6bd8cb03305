"""Model JSON, `detente/model-1`: one epoch of a dispute as plain data, for other programs."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from detente.dispute.formats import strict_json
from detente.dispute.formats.fields import Fields, Path
from detente.dispute.formats.schema import ID_PATTERN
from detente.dispute.formats.strict_json import Json
from detente.dispute.formats.tables import nearest
from detente.dispute.model import (
    DecisionMaker,
    DisputeModel,
    Epoch,
    Exclusion,
    Option,
    Preferences,
    PreferenceStatement,
)
from detente.errors import DuplicateId, InvalidSyntax, InvalidValue, MissingKey, ModelError, UndefinedState, UnknownKey

__all__ = ["FORMAT", "read"]

FORMAT = "detente/model-1"
_DIRECTIONS = ("both", "forward", "backward")
_KEYS = (
    "format",
    "title",
    "decision_makers",
    "options",
    "states",
    "infeasible",
    "ranks",
    "preferences",
    "unknown",
    "moves",
    "status_quo",
)


def read(text: str, *, name: str) -> tuple[DisputeModel | None, tuple[ModelError, ...]]:
    """The model that `text` gives, as far as it can be read, and every error in it.

    Keys that the format does not have are kept in `extra`. The model is None where the text is no JSON object.
    """
    try:
        document = strict_json.read(text, name=name)
    except InvalidSyntax as problem:
        return None, (problem,)
    if not isinstance(document, dict):
        return None, (InvalidSyntax("a model is a JSON object", where=f"{name}:1:1"),)
    reader = _Reader(Fields(text, name))
    return reader.model(document), tuple(reader.read.problems)


@dataclass(slots=True)
class _Reader:
    """Reads each part of the document through `read`."""

    read: Fields

    def model(self, document: Mapping[str, Json]) -> DisputeModel:
        """The whole document."""
        if document.get("format") != FORMAT:
            self.read.add(
                InvalidValue, f"format {document.get('format')!r} is not known", ("format",), f"write {FORMAT!r}"
            )
        makers = self.decision_makers(document)
        options = self.options(document, [maker.id for maker in makers])
        states = self.read.texts(document.get("states"), ("states",))
        if len(set(states)) < len(states):
            self.read.add(DuplicateId, "two states are the same", ("states",))
        parties = tuple(
            DecisionMaker(
                id=maker.id,
                name=maker.name,
                options=tuple(option for option in options if option.decision_maker == maker.id),
                where=maker.where,
            )
            for maker in makers
        )
        order = tuple((option.decision_maker, option.id) for option in options)
        natural = tuple((option.decision_maker, option.id) for maker in parties for option in maker.options)
        return DisputeModel(
            title=self.read.string(document.get("title", ""), ("title",)),
            decision_makers=parties,
            epochs=(self.epoch(document, states, [maker.id for maker in makers]),),
            infeasible=self.infeasible(document),
            states=states,
            moves=self.moves(document, len(states), [maker.id for maker in makers]),
            format="model-json",
            path=self.read.name,
            extra={key: value for key, value in document.items() if key not in _KEYS},
            order=() if order == natural else order,
        )

    def decision_makers(self, document: Mapping[str, Json]) -> list[DecisionMaker]:
        """The parties, their options still missing."""
        found: dict[str, DecisionMaker] = {}
        if "decision_makers" not in document:
            self.read.add(MissingKey, "the model has no 'decision_makers'", ())
        for i, item in enumerate(self.read.items(document.get("decision_makers"), ("decision_makers",))):
            path = ("decision_makers", i)
            identifier = self.identifier(item, path)
            if identifier in found:
                self.read.add(DuplicateId, f"two decision makers are called {identifier!r}", (*path, "id"))
            elif isinstance(item, dict) and identifier:
                name = self.read.string(item.get("name", identifier), (*path, "name"))
                found[identifier] = DecisionMaker(id=identifier, name=name, options=(), where=self.read.place(path))
        return list(found.values())

    def options(self, document: Mapping[str, Json], parties: list[str]) -> list[Option]:
        """The options in the order of the file, which patterns follow."""
        found: dict[tuple[str, str], Option] = {}
        for i, item in enumerate(self.read.items(document.get("options", []), ("options",))):
            path = ("options", i)
            identifier = self.identifier(item, path)
            if not isinstance(item, dict) or not identifier:
                continue
            party, direction = item.get("decision_maker"), item.get("direction", "both")
            if not isinstance(party, str) or party not in parties:
                message = f"option {identifier!r} is controlled by {party!r}, which is no decision maker"
                self.read.add(UnknownKey, message, (*path, "decision_maker"), nearest(str(party), parties))
                continue
            if direction not in _DIRECTIONS:
                self.read.add(
                    InvalidValue,
                    f"direction {direction!r} is not known",
                    (*path, "direction"),
                    "both, forward or backward",
                )
                direction = "both"
            if (party, identifier) in found:
                self.read.add(DuplicateId, f"{party!r} has two options {identifier!r}", (*path, "id"))
                continue
            name = self.read.string(item.get("name", identifier), (*path, "name"))
            found[party, identifier] = Option(
                id=identifier, decision_maker=party, name=name, direction=str(direction), where=self.read.place(path)
            )
        return list(found.values())

    def infeasible(self, document: Mapping[str, Json]) -> tuple[Exclusion, ...]:
        """The patterns that cannot be."""
        patterns = self.read.texts(document.get("infeasible"), ("infeasible",))
        return tuple(Exclusion(when=text, where=self.read.place(("infeasible", i))) for i, text in enumerate(patterns))

    def epoch(self, document: Mapping[str, Json], states: tuple[str, ...], parties: list[str]) -> Epoch:
        """The one epoch."""
        ranks = self.by_party(document, "ranks", parties)
        wants = self.by_party(document, "preferences", parties)
        unknown = self.by_party(document, "unknown", parties)
        preferences = {}
        for party in parties:
            if party in ranks and party in wants:
                self.read.add(
                    InvalidValue, f"both ranks and preferences of {party!r}", ("preferences", party), "remove one"
                )
            if party in ranks or party in wants or party in unknown:
                preferences[party] = Preferences(
                    statements=self.statements(wants.get(party), ("preferences", party)),
                    ranks=self.ranks(ranks.get(party), ("ranks", party), len(states)),
                    unknown=self.unknown(unknown.get(party), ("unknown", party), states),
                )
        observed = self.state(document.get("status_quo"), ("status_quo",), states)
        where = self.read.place(("status_quo",)) if observed else ""
        return Epoch(id="", name="", since=None, observed=observed, preferences=preferences, observed_where=where)

    def statements(self, value: Json, path: Path) -> tuple[PreferenceStatement, ...]:
        """Conditions, most important first."""
        texts = self.read.texts(value, path)
        places = (self.read.place((*path, i)) for i in range(len(texts)))
        return tuple(
            PreferenceStatement(want=text, says=text, where=at) for text, at in zip(texts, places, strict=True)
        )

    def ranks(self, value: Json, path: Path, n_states: int) -> tuple[int, ...]:
        """One number per state; other numbers than integers are replaced by their order."""
        numbers = self.read.items(value, path)
        if not all(isinstance(number, int | float) and not isinstance(number, bool) for number in numbers):
            self.read.add(InvalidValue, "ranks are numbers, one per state", path)
            return ()
        if n_states and value is not None and len(numbers) != n_states:
            self.read.add(InvalidValue, f"{len(numbers)} ranks for {n_states} states", path, "give one rank per state")
            return ()
        if all(type(number) is int for number in numbers):
            return tuple(number for number in numbers if isinstance(number, int))
        order = {number: i for i, number in enumerate(sorted({n for n in numbers if isinstance(n, int | float)}))}
        return tuple(order[number] for number in numbers if isinstance(number, int | float))

    def unknown(self, value: Json, path: Path, states: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
        """Pairs of states whose comparison nobody knows."""
        found = []
        for i, pair in enumerate(self.read.items(value, path)):
            ends = [self.state(end, (*path, i), states) for end in pair] if isinstance(pair, list) else []
            if len(ends) == 2 and ends[0] and ends[1]:
                found.append((ends[0], ends[1]))
            elif len(ends) != 2:
                self.read.add(InvalidValue, "unknown comparisons are pairs of state indices", (*path, i))
        return tuple(found)

    def state(self, value: Json, path: Path, states: tuple[str, ...]) -> str | None:
        """The state with a 0-based index: as the file writes it, or numbered where the file lists none."""
        if value is None:
            return None
        if not isinstance(value, int) or isinstance(value, bool) or value < 0 or (states and value >= len(states)):
            last = f" to {len(states) - 1}" if states else " upward"
            self.read.add(UndefinedState, f"no state {value!r}", path, f"states are numbered from 0{last}")
            return None
        return states[value] if states else f"s{value + 1}"

    def moves(
        self, document: Mapping[str, Json], n_states: int, parties: list[str]
    ) -> Mapping[str, tuple[tuple[int, int], ...]] | None:
        """Explicit moves by party."""
        if document.get("moves") is None:
            return None
        if not n_states:
            self.read.add(MissingKey, "moves without states", ("moves",), "list the states under 'states'")
        found: dict[str, tuple[tuple[int, int], ...]] = {}
        for party, value in self.by_party(document, "moves", parties).items():
            pairs = self.read.items(value, ("moves", party))
            good = [pair for pair in pairs if _is_move(pair, n_states)]
            if len(good) < len(pairs):
                first = next(i for i, pair in enumerate(pairs) if not _is_move(pair, n_states))
                message = "moves are pairs of two different state indices"
                self.read.add(InvalidValue, message, ("moves", party, first), f"indices run from 0 to {n_states - 1}")
            found[party] = tuple((pair[0], pair[1]) for pair in good)  # type: ignore[index, misc]
        return found

    def by_party(self, document: Mapping[str, Json], key: str, parties: list[str]) -> dict[str, Json]:
        """A field that holds one value per party."""
        value = document.get(key)
        if value is None:
            return {}
        if not isinstance(value, dict):
            self.read.add(InvalidValue, f"{key} must be an object with decision makers as keys", (key,))
            return {}
        for party in value:
            if party not in parties:
                self.read.add(UnknownKey, f"no decision maker {party!r}", (key, party), nearest(party, parties))
        return {party: value[party] for party in parties if party in value}

    def identifier(self, item: Json, path: Path) -> str:
        """The id of a party or option."""
        value = item.get("id") if isinstance(item, dict) else None
        if isinstance(value, str) and re.fullmatch(ID_PATTERN, value):
            return value
        if not isinstance(item, dict) or "id" not in item:
            self.read.add(MissingKey, "an object with 'id' was expected", path)
        else:
            self.read.add(InvalidValue, f"{value!r} is no id", (*path, "id"), "ids are letters, digits and _")
        return ""


def _is_move(pair: Json, n_states: int) -> bool:
    return (
        isinstance(pair, list)
        and len(pair) == 2
        and all(type(end) is int and 0 <= end < n_states for end in pair)
        and pair[0] != pair[1]
    )
