"""`.gmcr`, the files of GMCR+: both dialects are read, the newer is written, what we do not use survives.

Ids are made from names, since the format has none; the original document stays in the model's `extra` and is the
ground on which a changed model is written again.
"""

import json
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from detente.dispute.conditions import RESERVED
from detente.dispute.formats import strict_json
from detente.dispute.formats.fields import Fields, Path
from detente.dispute.formats.strict_json import Json
from detente.dispute.model import (
    DecisionMaker,
    DisputeModel,
    Epoch,
    Exclusion,
    Option,
    Preferences,
    PreferenceStatement,
)
from detente.errors import InvalidSyntax, InvalidValue, MissingKey, ModelError

__all__ = ["DIRECTIONS", "read", "read_document"]

DIRECTIONS = {"both": "both", "fwd": "forward", "back": "backward"}
"""The format's words for the directions of an option."""

Letters = tuple[tuple[int, bool], ...]


def read(text: str, *, name: str) -> tuple[DisputeModel | None, tuple[ModelError, ...]]:
    """The model that `text` gives, as far as it can be read, and every error in it."""
    try:
        document = strict_json.read(text, name=name)
    except InvalidSyntax as problem:
        return None, (problem,)
    if not isinstance(document, dict):
        return None, (InvalidSyntax("a .gmcr file is a JSON object", where=f"{name}:1:1"),)
    reader = _Reader(Fields(text, name))
    return reader.model(document), tuple(reader.read.problems)


def read_document(document: dict[str, Json], *, name: str) -> DisputeModel:
    """The model of a document that was read without errors before."""
    return _Reader(Fields(json.dumps(document), name)).model(document)


@dataclass(slots=True)
class _Reader:
    """Reads each part through `read`; `names` maps the file's option numbers to conditions' names."""

    read: Fields
    names: dict[int, str] = field(default_factory=dict)

    def model(self, document: dict[str, Json]) -> DisputeModel:
        """The whole document."""
        makers = self.decision_makers(document)
        infeasible = self.read.items(document.get("infeasibles"), ("infeasibles",))
        title = document.get("title") or self.read.name.rpartition("/")[2].removesuffix(".gmcr")
        return DisputeModel(
            title=str(title),
            decision_makers=makers,
            epochs=(self.epoch(document, makers),),
            infeasible=tuple(
                Exclusion(when=self.condition(item, ("infeasibles", i)), where=self.read.place(("infeasibles", i)))
                for i, item in enumerate(infeasible)
            ),
            format="gmcr",
            path=self.read.name,
            extra={"gmcr": document},
        )

    def decision_makers(self, document: dict[str, Json]) -> tuple[DecisionMaker, ...]:
        """The parties with their options, in the order of each party's list."""
        options = self.read.items(document.get("options"), ("options",))
        entries = self.read.items(document.get("decisionMakers"), ("decisionMakers",))
        if not entries:
            self.read.add(MissingKey, "the file has no 'decisionMakers'", ())
        ids = _ids([self.name_of(entry, ("decisionMakers", i)) for i, entry in enumerate(entries)], "party")
        controllers: dict[int, list[str]] = {}
        makers = []
        for i, (entry, party) in enumerate(zip(entries, ids, strict=True)):
            path: Path = ("decisionMakers", i)
            numbers = self.numbers(entry, path, len(options))
            for number in numbers:
                controllers.setdefault(number, []).append(party)
            own = _ids([self.name_of(options[number], ("options", number)) for number in numbers], "option")
            made = [self.option(options[n], n, party, own_id) for n, own_id in zip(numbers, own, strict=True)]
            name = self.name_of(entry, path)
            makers.append(DecisionMaker(id=party, name=name, options=tuple(made), where=self.read.place(path)))
        for number in range(len(options)):
            if len(controllers.get(number, [])) != 1:
                who = " and ".join(controllers.get(number, [])) or "nobody"
                message = f"option {number} is controlled by {who}; it needs exactly one decision maker"
                self.read.add(InvalidValue, message, ("options", number))
        self.names = self.condition_names(makers, entries, len(options))
        return tuple(makers)

    def condition_names(self, makers: list[DecisionMaker], entries: Sequence[Json], count: int) -> dict[int, str]:
        """The shortest unambiguous name of each numbered option."""
        ids = [option.id for maker in makers for option in maker.options]
        names = {}
        for i, (maker, entry) in enumerate(zip(makers, entries, strict=True)):
            numbers = self.numbers(entry, ("decisionMakers", i), count, quietly=True)
            for number, option in zip(numbers, maker.options, strict=True):
                names[number] = option.id if ids.count(option.id) == 1 else f"{maker.id}.{option.id}"
        return names

    def option(self, value: Json, number: int, party: str, identifier: str) -> Option:
        """One option."""
        direction = value.get("permittedDirection", "both") if isinstance(value, dict) else "both"
        if not isinstance(direction, str) or direction not in DIRECTIONS:
            path = ("options", number, "permittedDirection")
            self.read.add(InvalidValue, f"permittedDirection {direction!r} is not known", path, "both, fwd or back")
        return Option(
            id=identifier,
            decision_maker=party,
            name=self.name_of(value, ("options", number)),
            direction=DIRECTIONS.get(str(direction), "both"),
            where=self.read.place(("options", number)),
        )

    def numbers(self, entry: Json, path: Path, count: int, *, quietly: bool = False) -> list[int]:
        """The options a party controls, by number."""
        value = entry.get("options") if isinstance(entry, dict) else None
        found: list[int] = []
        for i, item in enumerate(value if isinstance(value, list) else []):
            if type(item) is int and 0 <= item < count and item not in found:
                found.append(item)
            elif not quietly:
                hint = f"options are numbered from 0 to {count - 1}"
                self.read.add(InvalidValue, f"no option {item!r}", (*path, "options", i), hint)
        return found

    def epoch(self, document: dict[str, Json], makers: tuple[DecisionMaker, ...]) -> Epoch:
        """The one epoch: statements, or a ranking where the file says that it is made by hand."""
        preferences = {}
        for i, (maker, entry) in enumerate(
            zip(makers, self.read.items(document.get("decisionMakers"), ("decisionMakers",)), strict=True)
        ):
            table = entry if isinstance(entry, dict) else {}
            preferences[maker.id] = self.preference(document, table, ("decisionMakers", i))
        return Epoch(id="", name="", since=None, observed=None, preferences=preferences)

    def preference(self, document: dict[str, Json], table: dict[str, Json], path: Path) -> Preferences:
        """What one party wants."""
        statements = self.read.items(table.get("preferences"), (*path, "preferences"))
        for key, flag in (
            ("preferenceRanking", "useManualPreferenceRanking"),
            ("preferenceVector", "useManualPreferenceVectors"),
        ):
            by_hand = document.get(flag) is True or table.get(flag) is True
            if isinstance(table.get(key), list) and (by_hand or (flag not in document and not statements)):
                return Preferences(ranking=self.ranking(table[key], (*path, key)))
        wants = [self.condition(item, (*path, "preferences", i)) for i, item in enumerate(statements)]
        return Preferences(
            statements=tuple(
                PreferenceStatement(want=want, says=want, where=self.read.place((*path, "preferences", i)))
                for i, want in enumerate(wants)
            )
        )

    def ranking(self, value: Json, path: Path) -> tuple[tuple[str, ...], ...]:
        """1-based feasible states, best first, ties as inner lists."""
        places: list[tuple[str, ...]] = []
        for i, item in enumerate(self.read.items(value, path)):
            group = item if isinstance(item, list) else [item]
            if all(type(state) is int and state > 0 for state in group):
                places.append(tuple(f"s{state}" for state in group))
            else:
                self.read.add(InvalidValue, f"{item!r} is no state; they are numbered from 1", (*path, i))
        return tuple(places)

    def condition(self, value: Json, path: Path) -> str:
        """A pattern, or a compound of patterns, as a condition."""
        if isinstance(value, dict):
            members = self.read.items(value.get("members"), (*path, "members"))
            parts = [self.condition(item, (*path, "members", i)) for i, item in enumerate(members)]
            if not parts and self.names:
                never = min(self.names.items())[1]
                return f"{never} & !{never}"
            return " | ".join(f"({part})" if " & " in part and len(parts) > 1 else part for part in parts)
        words = []
        for i, pair in enumerate(self.read.items(value, path)):
            number, letter = pair if isinstance(pair, list) and len(pair) == 2 else (None, None)
            if (
                isinstance(number, int)
                and not isinstance(number, bool)
                and number in self.names
                and letter in ("Y", "N")
            ):
                words.append(("" if letter == "Y" else "!") + self.names[number])
            else:
                self.read.add(InvalidValue, f"{pair!r} is no [option, 'Y' or 'N']", (*path, i))
        return " & ".join(words) or "-" * len(self.names)

    def name_of(self, value: Json, path: Path) -> str:
        """The name of a party or option."""
        name = value.get("name") if isinstance(value, dict) else None
        if isinstance(name, str):
            return name
        self.read.add(MissingKey, "an object with a 'name' was expected", path)
        return ""


def _ids(names: Sequence[str], otherwise: str) -> list[str]:
    """One distinct id per name, made of its letters and digits."""
    found: list[str] = []
    for name in names:
        plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
        stem = re.sub(r"[^a-z0-9]+", "_", plain.lower()).strip("_")[:40].strip("_") or otherwise
        if not stem[0].isalpha() or stem in RESERVED:
            stem = f"{otherwise}_{stem}"
        candidate, n = stem, 1
        while candidate in found:
            n += 1
            candidate = f"{stem}_{n}"
        found.append(candidate)
    return found
