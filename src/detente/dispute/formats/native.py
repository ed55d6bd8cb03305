"""case.yaml: the dispute as a person writes it, read with the place of every value and all errors at once.

What a file gets wrong is collected, never raised, and the model holds whatever could be read, so that one look shows
everything there is to mend. A missing basis is no error here: `detente.dispute.check` reports it.
"""

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import combinations
from math import comb

from detente.dispute.formats import strict_yaml
from detente.dispute.formats.schema import DIRECTIONS, VERSION
from detente.dispute.formats.strict_yaml import List, Node, Table, Text
from detente.dispute.formats.tables import Tables, nearest
from detente.dispute.model import (
    DecisionMaker,
    DisputeModel,
    Epoch,
    Exclusion,
    Irreversibility,
    Option,
    Outcome,
    Preferences,
    PreferenceStatement,
    View,
)
from detente.errors import DuplicateId, InvalidValue, ModelError, UndefinedState, UnknownKey
from detente.evidence import Assumed, Basis, DateRange, Inferred, Quoted, Reference

__all__ = ["read", "read_tree"]

MAX_PAIRS = 5_000
"""Pairs of options that the groups of a file may exclude: those of a hundred options."""


def read(text: str, *, name: str) -> tuple[DisputeModel | None, tuple[ModelError, ...]]:
    """The model that `text` gives, as far as it can be read, and every error in it, in the order of the file.

    `name` stands in the places (`name:line:column`). The model is None only where the text is no YAML at all.
    """
    tree, problems = strict_yaml.read(text, name=name)
    if tree is None:
        return None, problems
    return read_tree(tree, problems, name=name)


def read_tree(
    tree: Node, problems: tuple[ModelError, ...], *, name: str
) -> tuple[DisputeModel, tuple[ModelError, ...]]:
    """The model that a tree of values gives, and every error in it besides those found before."""
    reader = _Reader(Tables(list(problems)))
    model = reader.case(tree, name)
    return model, tuple(sorted(reader.read.problems, key=_position))


def _position(problem: ModelError) -> tuple[int, int]:
    """Line and column of an error, for sorting."""
    numbers = problem.where.split(":")[-2:]
    return (int(numbers[0]), int(numbers[1])) if all(n.isdigit() for n in numbers) and len(numbers) == 2 else (0, 0)


@dataclass(slots=True)
class _Reader:
    """Reads each kind of table through `read`; `places` collects where quotations stand."""

    read: Tables
    places: dict[Reference, str] = field(default_factory=dict)

    def case(self, tree: Node, name: str) -> DisputeModel:
        """The whole file."""
        table = self.read.section(tree, "case", "the file")
        version = table.get("detente")
        if isinstance(version, Text) and version.text != str(VERSION):
            self.read.wrong(
                version, f"detente: {version.text!r} is not known", f"this program reads detente: {VERSION}"
            )
        vocabulary = self.vocabulary(table)
        makers = tuple(
            self.named_as_actor(maker, vocabulary)
            for maker in self.read.named(table, "decision_makers", self.decision_maker, required=True)
        )
        states = self.read.texts(table.get("states"), "states")
        return DisputeModel(
            title=self.read.text(table.get("title")),
            decision_makers=makers,
            epochs=self.epochs(table.get("epochs"), makers),
            infeasible=self.groups(table.get("decision_makers"), makers) + self.exclusions(table.get("infeasible")),
            irreversible=self.irreversibles(table.get("irreversible")),
            outcomes=tuple(self.read.named(table, "outcomes", self.outcome)),
            views=tuple(self.read.named(table, "views", lambda key, node: self.view(key, node, makers))),
            states=states,
            moves=self.moves(table.get("moves"), states, makers),
            vocabulary=vocabulary,
            path=name,
            places=self.places,
        )

    def decision_maker(self, key: Text, node: Node) -> DecisionMaker:
        """One party with its options."""
        table = self.read.section(node, "decision_maker", f"decision maker {key.text!r}")
        options = tuple(self.read.named(table, "options", lambda name, value: self.option(key.text, name, value)))
        return DecisionMaker(
            id=key.text, name=self.read.text(table.get("name")) or key.text, options=options, where=key.at
        )

    def named_as_actor(self, maker: DecisionMaker, vocabulary: Mapping[str, Mapping[str, object]]) -> DecisionMaker:
        """A party without a name of its own bears the name of the actor of its id."""
        actor = vocabulary["actors"].get(maker.id)
        if maker.name != maker.id or not isinstance(actor, Mapping):
            return maker
        return replace(maker, name=str(actor["name"]))

    def option(self, party: str, key: Text, node: Node) -> Option:
        """One option."""
        table = self.read.section(node, "option", f"option {key.text!r}")
        name = self.read.text(table.get("name")) or key.text
        return Option(id=key.text, decision_maker=party, name=name, basis=self.basis(table.get("basis")), where=key.at)

    def groups(self, node: Node | None, makers: tuple[DecisionMaker, ...]) -> tuple[Exclusion, ...]:
        """The exclusions that `one_of` and `exactly_one_of` stand for."""
        found: list[Exclusion] = []
        left = MAX_PAIRS
        tables = {key.text: value for key, value in node.entries} if isinstance(node, Table) else {}
        for maker in makers:
            table = tables.get(maker.id)
            for kind in ("one_of", "exactly_one_of"):
                value = table.get(kind) if isinstance(table, Table) else None
                for group in self.group_lists(value, kind):
                    ids = [f"{maker.id}.{item.text}" for item in self.known_options(group, maker)]
                    left -= comb(len(ids), 2)
                    if left < 0:
                        hint = "so many options are better written as states"
                        self.read.wrong(group, f"the groups exclude more than {MAX_PAIRS} pairs of options", hint)
                        return tuple(found)
                    pairs = [f"{a} & {b}" for a, b in combinations(ids, 2)]
                    none = [" & ".join(f"!{i}" for i in ids)] if kind == "exactly_one_of" and ids else []
                    found += [Exclusion(when=when, group=kind, where=group.at) for when in pairs + none]
        return tuple(found)

    def group_lists(self, node: Node | None, kind: str) -> Iterator[List]:
        """The groups written under `one_of`: one list, or a list of lists."""
        if node is None:
            return
        if not isinstance(node, List):
            self.read.wrong(node, f"{kind} must be a list of option ids", "write [a, b, c]")
        elif node.items and all(isinstance(item, List) for item in node.items):
            yield from (item for item in node.items if isinstance(item, List))
        else:
            yield node

    def known_options(self, group: List, maker: DecisionMaker) -> Iterator[Text]:
        """The options a group names, each of which must be the party's own."""
        own = {option.id: option for option in maker.options}
        for item in group.items:
            if isinstance(item, Text) and item.text in own:
                yield item
            elif isinstance(item, Text):
                self.read.problems.append(
                    InvalidValue(
                        f"{maker.id!r} has no option {item.text!r}", where=item.at, hint=nearest(item.text, tuple(own))
                    )
                )
            else:
                self.read.wrong(item, "an option id was expected")

    def exclusions(self, node: Node | None) -> tuple[Exclusion, ...]:
        """A list of infeasible conditions."""
        found = []
        for item in self.read.items(node, "infeasible"):
            table = self.read.section(item, "exclusion", "an infeasible condition")
            when = table.get("when")
            if isinstance(when, Text):
                basis = self.basis(table.get("basis"))
                found.append(Exclusion(when=self.read.text(when), basis=basis, where=when.at))
        return tuple(found)

    def irreversibles(self, node: Node | None) -> tuple[Irreversibility, ...]:
        """A list of one-way options."""
        found = []
        for item in self.read.items(node, "irreversible"):
            table = self.read.section(item, "irreversibility", "an irreversible option")
            option, direction = table.get("option"), self.read.text(table.get("direction"))
            if "direction" in table and direction not in DIRECTIONS:
                message = f"direction {direction!r} is not known"
                self.read.wrong(table["direction"], message, "forward: N to Y only; backward: Y to N only")
            elif isinstance(option, Text) and direction:
                basis = self.basis(table.get("basis"))
                found.append(
                    Irreversibility(option=self.read.text(option), direction=direction, basis=basis, where=option.at)
                )
        return tuple(found)

    def outcome(self, key: Text, node: Node) -> Outcome:
        """A named condition."""
        return Outcome(id=key.text, condition=self.read.text(node), where=node.at)

    def view(self, key: Text, node: Node, makers: tuple[DecisionMaker, ...]) -> View:
        """How one party sees the game."""
        self.known_parties([key], makers)
        table = self.read.section(node, "view", f"the view of {key.text!r}")
        return View(
            decision_maker=key.text,
            options=self.read.texts(table["options"], "options") if "options" in table else None,
            preferences=self.preferences(table.get("preferences"), makers),
            epochs=self.read.texts(table.get("epochs"), "epochs"),
            where=key.at,
        )

    def epochs(self, node: Node | None, makers: tuple[DecisionMaker, ...]) -> tuple[Epoch, ...]:
        """The epochs in order."""
        found: dict[str, Epoch] = {}
        for item in self.read.items(node, "epochs"):
            epoch = self.epoch(item, makers)
            if epoch.id in found:
                message = f"two epochs are called {epoch.id!r}, the first at {found[epoch.id].where}"
                self.read.problems.append(DuplicateId(message, where=epoch.where, hint="rename one of them"))
            found.setdefault(epoch.id, epoch)
        return tuple(found.values())

    def epoch(self, node: Node, makers: tuple[DecisionMaker, ...]) -> Epoch:
        """One epoch."""
        table = self.read.section(node, "epoch", "an epoch")
        id_node, observed = table.get("id"), table.get("observed")
        names = [
            item for item in self.read.items(table.get("decision_makers"), "decision_makers") if isinstance(item, Text)
        ]
        return Epoch(
            id=self.read.text(id_node),
            name=self.read.text(table.get("name")),
            since=self.since(table.get("from")),
            observed=(self.read.text(observed) or None) if observed is not None else None,
            preferences=self.preferences(table.get("preferences"), makers),
            basis=self.basis(table.get("basis")),
            infeasible=self.exclusions(table.get("infeasible")),
            irreversible=self.irreversibles(table.get("irreversible")),
            decision_makers=self.known_parties(names, makers),
            where=id_node.at if id_node is not None else node.at,
            observed_where=observed.at if observed is not None else "",
        )

    def preferences(self, node: Node | None, makers: tuple[DecisionMaker, ...]) -> Mapping[str, Preferences]:
        """What each party wants, in the parties' order of the file."""
        entries = self.read.entries(node, "preferences")
        known = self.known_parties([key for key, _ in entries], makers)
        return {key.text: self.preference(value) for key, value in entries if key.text in known}

    def preference(self, node: Node) -> Preferences:
        """One party's list of statements, or a ranking, or either with unknown pairs."""
        if not isinstance(node, Table):
            return Preferences(statements=self.statements(node))
        table = self.read.section(node, "preferences", "preferences")
        if "statements" in table and "ranking" in table:
            self.read.wrong(table["ranking"], "a ranking stands in place of statements, not beside them", "remove one")
        return Preferences(
            statements=self.statements(table.get("statements")),
            ranking=tuple(self.tied(item) for item in self.read.items(table.get("ranking"), "ranking")),
            unknown=tuple(self.pairs(table.get("unknown"), "unknown")),
        )

    def statements(self, node: Node | None) -> tuple[PreferenceStatement, ...]:
        """Statements, most important first."""
        found = []
        for item in self.read.items(node, "preference statements"):
            table = self.read.section(item, "statement", "a preference statement")
            want = table.get("want")
            if isinstance(want, Text):
                text = self.read.text(want)
                says = self.read.text(table.get("says")) or text
                basis = self.basis(table.get("basis"))
                found.append(PreferenceStatement(want=text, says=says, basis=basis, where=want.at))
        return tuple(found)

    def tied(self, node: Node) -> tuple[str, ...]:
        """One place of a ranking: a state or condition, or a list of tied ones."""
        return self.read.texts(node, "a place of the ranking") if isinstance(node, List) else (self.read.text(node),)

    def pairs(self, node: Node | None, what: str) -> Iterator[tuple[str, str]]:
        """Two-item lists of texts."""
        for item in self.read.items(node, what):
            pair = self.read.texts(item, what) if isinstance(item, List) else ()
            if len(pair) == 2:
                yield pair[0], pair[1]
            else:
                self.read.wrong(item, f"each of {what} must be a pair", "write [a, b]")

    def moves(
        self, node: Node | None, states: tuple[str, ...], makers: tuple[DecisionMaker, ...]
    ) -> Mapping[str, tuple[tuple[int, int], ...]] | None:
        """Explicit moves, by party: pairs of states, as labels or numbered s1, s2, …"""
        if node is None:
            return None
        if not states:
            self.read.wrong(node, "moves without states", "list the states under `states`")
        entries = self.read.entries(node, "moves")
        known = self.known_parties([key for key, _ in entries], makers)
        found: dict[str, tuple[tuple[int, int], ...]] = {}
        for key, value in entries:
            if key.text in known:
                ends = [[self.state(end, states, value) for end in pair] for pair in self.pairs(value, "moves")]
                found[key.text] = tuple((a, b) for a, b in ends if a is not None and b is not None)
        return found

    def state(self, text: str, states: tuple[str, ...], node: Node) -> int | None:
        """The index of a state by label or number."""
        if text in states:
            return states.index(text)
        if re.fullmatch(r"s[0-9]{1,9}", text) and 0 < int(text[1:]) <= len(states):
            return int(text[1:]) - 1
        self.read.problems.append(UndefinedState(f"no state {text!r}", where=node.at, hint=nearest(text, list(states))))
        return None

    def vocabulary(self, table: Mapping[str, Node]) -> Mapping[str, Mapping[str, object]]:
        """Actors, terms and issues as plain data."""
        return {
            "actors": {
                key.text: self.actor(key, node) for key, node in self.read.entries(table.get("actors"), "actors")
            },
            "terms": {
                key.text: self.read.texts(node, f"term {key.text!r}")
                for key, node in self.read.entries(table.get("terms"), "terms")
            },
            "issues": {
                key.text: self.read.text(self.read.section(node, "issue", f"issue {key.text!r}").get("name"))
                or key.text
                for key, node in self.read.entries(table.get("issues"), "issues")
            },
        }

    def actor(self, key: Text, node: Node) -> Mapping[str, object]:
        """One actor: name, other names, people who act for it."""
        table = self.read.section(node, "actor", f"actor {key.text!r}")
        return {
            "name": self.read.text(table.get("name")) or key.text,
            "also": self.read.texts(table.get("also"), "also"),
            "people": self.read.texts(table.get("people"), "people"),
        }

    def basis(self, node: Node | None) -> Basis | None:
        """What a line rests on; None where the file does not say."""
        if node is None or (isinstance(node, Text) and node.is_empty):
            return None
        if isinstance(node, List):
            references = self.references(node)
            return Quoted(references) if references else None
        if isinstance(node, Table) and node.get("assumed") is not None:
            table = self.read.section(node, "assumed", "an assumption")
            return Assumed(by=self.read.text(table.get("assumed")), because=self.read.text(table.get("because")))
        if isinstance(node, Table) and node.get("inferred") is not None:
            table = self.read.section(node, "inferred", "an inference")
            return Inferred(rule=self.read.text(table["inferred"]), premises=self.references(table.get("premises")))
        hint = "write [{source: …, quote: …}], {inferred: …, premises: […]} or {assumed: …, because: …}"
        self.read.wrong(node, "a basis is a list of citations, an inference or an assumption", hint)
        return None

    def references(self, node: Node | None) -> tuple[Reference, ...]:
        """A list of citations."""
        found = []
        for item in self.read.items(node, "citations"):
            table = self.read.section(item, "citation", "a citation")
            source, quote = table.get("source"), table.get("quote")
            if source is not None and quote is not None:
                reference = Reference(
                    source=self.read.text(source), quote=self.read.text(quote), nth=self.nth(table.get("nth"))
                )
                self.places.setdefault(reference, quote.at)
                found.append(reference)
        return tuple(found)

    def nth(self, node: Node | None) -> int | None:
        """Which of several places a quotation means."""
        if node is None:
            return None
        if isinstance(node, Text) and re.fullmatch(r"[1-9][0-9]{0,5}", node.text):
            return int(node.text)
        self.read.wrong(node, "nth counts from 1")
        return None

    def since(self, node: Node | None) -> DateRange | None:
        """A day, a month or a year as written in the file."""
        text = self.read.text(node)
        if not text or node is None:
            return None
        match = re.fullmatch(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", text)
        try:
            if match is None:
                raise ValueError(text)
            year, month, day = (int(part) if part else None for part in match.groups())
            assert year is not None
            first = date(year, month or 1, day or 1)
            last = date(year, month or 12, day or monthrange(year, month or 12)[1])
        except ValueError:
            self.read.wrong(node, f"{text!r} is no date", "write 2018-11-14, 2018-11 or 2018")
            return None
        granularity = "day" if day else "month" if month else "year"
        return DateRange(
            earliest=first, latest=last, granularity=granularity, phrase=text, reason="stated in the case file"
        )

    def known_parties(self, names: list[Text], makers: tuple[DecisionMaker, ...]) -> tuple[str, ...]:
        """Those of `names` that are decision makers; the others are errors."""
        ids = [maker.id for maker in makers]
        for name in names:
            if name.text not in ids:
                message = f"no decision maker {name.text!r}"
                self.read.problems.append(UnknownKey(message, where=name.at, hint=nearest(name.text, ids)))
        return tuple(name.text for name in names if name.text in ids)
