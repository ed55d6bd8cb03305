"""What is wrong with a model that could be read: conditions, bases, feasible and observed states, all at once."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from detente.dispute.conditions import Scope, Taken, parse, read_outcomes
from detente.dispute.graph import compile_model
from detente.dispute.loading import read_model
from detente.dispute.model import DisputeModel, Exclusion, Irreversibility, Preferences
from detente.errors import (
    AnalysisError,
    MissingBasis,
    MissingKey,
    ModelError,
    UndefinedOption,
    UndefinedState,
    UnknownKey,
)
from detente.evidence import Assumed, Basis, Inferred

__all__ = ["check", "check_text", "in_order", "remarks"]


def check(model: DisputeModel) -> tuple[ModelError, ...]:
    """Every error of the model, in the order of the file.

    Conditions must be readable, each epoch must leave a feasible state and observe exactly one, parties in play must
    have preferences, and in a case.yaml options, exclusions, one-way moves and preference statements must say what they
    rest on. Quotations are proved where the sources are, in `detente.case`. `remarks` has what is no error.
    """
    checker = _Checker(model)
    found = [*checker.conditions(), *checker.parties()]
    if model.format == "case.yaml":
        found += checker.bases()
    found += checker.epochs({problem.where for problem in found if not isinstance(problem, MissingBasis)})
    return in_order(found)


def remarks(model: DisputeModel) -> tuple[ModelError, ...]:
    """Observed states that do not say what they rest on, in the order of the file: listed by `check`, and no errors.

    A model stands without them, since the observed state is a fact of the case and no premise of its logic; a reader
    should all the same know that nobody says how it is known.
    """
    if model.format != "case.yaml":
        return ()
    observed = [epoch for epoch in model.epochs if epoch.observed is not None]
    found = (_basis(e.basis, f"the observed state of epoch {e.id!r}", e.observed_where, key="epoch") for e in observed)
    return in_order([problem for problems in found for problem in problems])


def check_text(text: str, *, name: str) -> tuple[DisputeModel | None, tuple[ModelError, ...]]:
    """The model that `text` gives and every error, of reading and of meaning, in the order of the file."""
    model, problems = read_model(text, name=name)
    if model is None:
        return None, problems
    return model, in_order([*problems, *check(model)])


def in_order(problems: "list[ModelError] | tuple[ModelError, ...]") -> tuple[ModelError, ...]:
    """Without repetitions, by line and column."""
    distinct = {(problem.where, problem.message): problem for problem in problems}
    return tuple(sorted(distinct.values(), key=_position))


def _position(problem: ModelError) -> tuple[int, int]:
    match = re.search(r":([0-9]+):([0-9]+)$", problem.where)
    return (int(match[1]), int(match[2])) if match else (0, 0)


@dataclass(slots=True)
class _Checker:
    """Goes through one model; each method yields the errors of one kind."""

    model: DisputeModel

    def conditions(self) -> Iterator[ModelError]:
        """Conditions that cannot be read, and what else refers to options, states and epochs in vain."""
        scope, problems = read_outcomes(self.model)
        yield from problems
        yield from self._given_states(scope)
        for exclusion in self._exclusions():
            yield from self._condition(exclusion.when, scope, exclusion.where)
        for line in self._irreversibles():
            yield from self._option(line.option, scope, line.where)
        for epoch in self.model.epochs:
            if epoch.observed is not None and not self._names_state(epoch.observed):
                yield from self._condition(epoch.observed, scope, epoch.observed_where)
            for wanted in epoch.preferences.values():
                yield from self._preferences(wanted, scope, epoch.where)
        for view in self.model.views:
            for option in view.options or ():
                yield from self._option(option, scope, view.where)
            for wanted in view.preferences.values():
                yield from self._preferences(wanted, scope, view.where)
            for unknown in [e for e in view.epochs if e not in [epoch.id for epoch in self.model.epochs]]:
                known = ", ".join(repr(epoch.id) for epoch in self.model.epochs)
                yield UnknownKey(f"no epoch {unknown!r}", where=view.where, hint=f"there are {known}")

    def parties(self) -> Iterator[ModelError]:
        """Parties in play of whose preferences an epoch says nothing."""
        for epoch in self.model.epochs:
            for dm in self.model.decision_makers:
                in_play = not epoch.decision_makers or dm.id in epoch.decision_makers
                if in_play and dm.id not in epoch.preferences:
                    where = epoch.where or dm.where
                    name = f"epoch {epoch.id!r}" if epoch.id else "the model"
                    hint = f"write an empty list for {dm.id!r} if all states are the same to it"
                    yield MissingKey(f"{name} does not say what {dm.id!r} prefers", where=where, hint=hint)

    def bases(self) -> Iterator[ModelError]:
        """Lines that do not say what they rest on."""
        for option in self.model.options:
            yield from _basis(option.basis, f"option {option.id!r}", option.where)
        for exclusion in self._exclusions():
            if not exclusion.group:
                yield from _basis(exclusion.basis, f"the infeasible {exclusion.when!r}", exclusion.where)
        for line in self._irreversibles():
            yield from _basis(line.basis, f"the irreversible {line.option!r}", line.where)
        for epoch in self.model.epochs:
            for party, wanted in epoch.preferences.items():
                for statement in wanted.statements:
                    what = f"the statement {statement.want!r} of {party!r}"
                    yield from _basis(statement.basis, what, statement.where)
        for view in self.model.views:
            for wanted in view.preferences.values():
                for statement in wanted.statements:
                    what = f"the statement {statement.want!r} in the view of {view.decision_maker!r}"
                    yield from _basis(statement.basis, what, statement.where)

    def epochs(self, faulty: set[str]) -> Iterator[ModelError]:
        """Epochs without a feasible state or with no, or no single, observed one.

        Lines at the places in `faulty` have an error already and are left out.
        """
        if not self.model.decision_makers:
            return
        whole = replace(self.model, outcomes=tuple(o for o in self.model.outcomes if o.where not in faulty))
        for epoch in self.model.epochs:
            # Statements that name no state play no part here, and an epoch without them compiles much faster.
            listed = {party: self._of_states(wanted) for party, wanted in epoch.preferences.items()}
            listed = {party: wanted for party, wanted in listed.items() if wanted != Preferences()}
            found = list(_compiled(replace(whole, epochs=(replace(epoch, preferences={}),)), epoch.observed_where))
            if not found and listed:
                found = list(_compiled(replace(whole, epochs=(replace(epoch, preferences=listed),)), epoch.where))
            for problem in found:
                problem.where = problem.where or epoch.where or self.model.path
                if not any(_near(problem.where, place) for place in faulty):
                    yield problem

    def _of_states(self, wanted: Preferences) -> Preferences:
        """The preferences without the statements that name no state."""
        return replace(wanted, statements=tuple(s for s in wanted.statements if self._names_state(s.want)))

    def _given_states(self, scope: Scope) -> Iterator[ModelError]:
        """States that are no patterns although there are options."""
        count = len(scope.options)
        for i, state in enumerate(self.model.states):
            if count and not re.fullmatch(rf"[YN]{{{count}}}", state):
                yield UndefinedState(
                    f"state {i + 1}, {state!r}, is no pattern of {count} letters Y and N",
                    where=self.model.path,
                    hint="plain labels need a model without options, in graph form",
                )

    def _exclusions(self) -> list[Exclusion]:
        return [*self.model.infeasible, *(line for epoch in self.model.epochs for line in epoch.infeasible)]

    def _irreversibles(self) -> list[Irreversibility]:
        return [*self.model.irreversible, *(line for epoch in self.model.epochs for line in epoch.irreversible)]

    def _preferences(self, wanted: Preferences, scope: Scope, where: str) -> Iterator[ModelError]:
        for statement in wanted.statements:
            if not self._names_state(statement.want):
                yield from self._condition(statement.want, scope, statement.where)
        texts = [text for group in wanted.ranking for text in group] + [
            text for pair in wanted.unknown for text in pair
        ]
        for text in dict.fromkeys(texts):
            if not self._names_state(text):
                for problem in self._condition(text, scope, where):
                    problem.message = f"{text!r}: {problem.message}"
                    problem.where = where
                    yield problem

    def _names_state(self, text: str) -> bool:
        """Whether the text is a label or a number of a state rather than a condition."""
        return text.strip() in self.model.states or re.fullmatch(r"[sS][1-9][0-9]*", text.strip()) is not None

    def _condition(self, text: str, scope: Scope, where: str) -> Iterator[ModelError]:
        try:
            parse(text, scope, where=where)
        except ModelError as problem:
            yield problem

    def _option(self, text: str, scope: Scope, where: str) -> Iterator[ModelError]:
        try:
            if not isinstance(parse(text, scope, where=where), Taken):
                yield UndefinedOption(f"{text!r} is no option", where=where, hint="name one option")
        except ModelError as problem:
            yield problem


def _compiled(model: DisputeModel, where: str) -> Iterator[ModelError]:
    """The error that keeps the one epoch of `model` from being compiled; `where` is its place unless it knows better.

    Too many states to hold is no error of the model.
    """
    try:
        compile_model(model)
    except ModelError as problem:
        # A condition read by itself knows its column only.
        problem.where = problem.where if ":" in problem.where else where
        yield problem
    except AnalysisError:
        return


def _basis(basis: Basis | None, what: str, where: str, *, key: str = "") -> Iterator[MissingBasis]:
    """The error of a line without a basis, or with one that says nothing."""
    match basis:
        case None:
            place = f"a `basis` to the {key}" if key else "`basis`"
            yield MissingBasis(
                f"{what} does not say what it rests on",
                where=where,
                hint=f"add {place}: a quotation, an inference from quotations, or who assumes it and why",
            )
        case Inferred(premises=()):
            yield MissingBasis(
                f"{what} is inferred from nothing",
                where=where,
                hint="add `premises` with quotations, or write {assumed: …, because: …}",
            )
        case Assumed(by=by, because=because) if not by or not because:
            lacks = "why" if by else "by whom"
            yield MissingBasis(
                f"{what} is assumed without saying {lacks}", where=where, hint="{assumed: who, because: why}"
            )


def _near(where: str, place: str) -> bool:
    """Whether two places are on the same line."""
    return bool(where) and where.rpartition(":")[0] == place.rpartition(":")[0]
