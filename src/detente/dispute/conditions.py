"""Conditions over options, such as `treaty & !(sanctions | freeze)`: read, evaluated, written.

The grammar, loosest first; `->` is material implication and associates to the right::

    condition  =  condition "<->" condition  |  condition "->" condition
               |  condition ("|" | "or") condition  |  condition ("&" | "and") condition
               |  ("!" | "not") condition  |  "(" condition ")"
               |  option  |  party "." option  |  outcome  |  pattern

A pattern such as `YN--` has one place per option: taken, not taken, either. A parser of our own, because errors must
name the column, ids are resolved against a model, and nothing a model file says is ever executed.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice

from detente.dispute.logic import (
    AllOf,
    AnyOf,
    Condition,
    Iff,
    Implies,
    Named,
    Not,
    Taken,
    Truth,
    depth,
    evaluate,
    expanded,
    joined,
    options_of,
    pattern,
)
from detente.dispute.model import DisputeModel, Outcome
from detente.errors import AmbiguousOption, InvalidSyntax, ModelError, UndefinedOption

__all__ = [
    "MAX_DEPTH",
    "RESERVED",
    "AllOf",
    "AnyOf",
    "Condition",
    "Iff",
    "Implies",
    "Named",
    "Not",
    "Scope",
    "Taken",
    "Truth",
    "evaluate",
    "expanded",
    "observed",
    "options_of",
    "parse",
    "pattern",
    "read_outcomes",
    "scope_of",
    "to_text",
]

MAX_DEPTH = 200
"""How deep conditions may nest, outcomes within outcomes included."""

MAX_LENGTH = 100_000
"""How many characters a condition may have."""

RESERVED = frozenset({"and", "not", "or"})
"""Words of the grammar, which no id may be."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What names mean: `options` are (decision maker, option) ids in the model's order, `outcomes` are parsed."""

    options: tuple[tuple[str, str], ...]
    outcomes: Mapping[str, Condition] = field(default_factory=dict)
    _places: Mapping[str | tuple[str, str], list[int]] = field(init=False, repr=False, compare=False)
    """Where in `options` an id stands, and where a pair: a model may have thousands of options and of names."""

    def __post_init__(self) -> None:
        places: dict[str | tuple[str, str], list[int]] = {}
        for place, pair in enumerate(self.options):
            places.setdefault(pair[1], []).append(place)
            places.setdefault(pair, []).append(place)
        object.__setattr__(self, "_places", places)

    def find(self, name: str) -> tuple[int, ...]:
        """The options called `name`, a plain id or `party.option`."""
        party, dot, option = name.partition(".")
        return tuple(self._places.get((party, option) if dot else name, ()))

    def names(self, most: int | None = None) -> tuple[str, ...]:
        """Every name that means something here, each once, qualified ones last; or the first `most` of them."""
        plain = (key for key in self._places if isinstance(key, str))
        outcomes = (name for name in self.outcomes if name not in self._places)
        qualified = (f"{party}.{option}" for party, option in self.options)
        return tuple(islice(chain(plain, outcomes, qualified), most))

    def name_of(self, option: int) -> str:
        """The shortest name of the option that nothing else has."""
        party, name = self.options[option]
        return name if len(self.find(name)) == 1 and name not in self.outcomes else f"{party}.{name}"


def scope_of(model: DisputeModel) -> Scope:
    """The scope of a model's conditions, its outcomes parsed.

    Raises a `ModelError` for an outcome that cannot be read or that rests on itself.
    """
    scope, problems = read_outcomes(model)
    if problems:
        raise problems[0]
    return scope


def read_outcomes(model: DisputeModel) -> tuple[Scope, tuple[ModelError, ...]]:
    """The scope, and every outcome's error; an outcome with an error holds nowhere, so that the rest can be read."""
    options = tuple((option.decision_maker, option.id) for option in model.options)
    outcomes = {outcome.id: outcome for outcome in model.outcomes}
    problems: list[ModelError] = []
    ready: dict[str, Condition] = {}
    scope = Scope(options, ready)
    for name in outcomes:
        problems += _settle(name, outcomes, scope, ready)
    return Scope(options, {name: ready[name] for name in outcomes}), tuple(problems)


def parse(text: str, scope: Scope, *, where: str = "") -> Condition:
    """The condition that `text` says.

    `where` is the place of its first character (`file:line:column`); errors name the place of the word at fault.

    Raises `InvalidSyntax`, `UndefinedOption` (with the nearest names) and `AmbiguousOption` (with all it could be).

    >>> norland = Scope((("norland", "cede"), ("norland", "fortify"), ("sudland", "pay")))
    >>> parse("cede & !fortify", norland)
    AllOf(operands=(Taken(option=0), Not(operand=Taken(option=1))))
    >>> parse("-YN", norland)
    AllOf(operands=(Taken(option=1), Not(operand=Taken(option=2))))
    """
    if len(text) > MAX_LENGTH:
        raise InvalidSyntax(f"a condition of {len(text)} characters; at most {MAX_LENGTH} are read", where=where)
    reader = _Reader(_tokens(text, scope, where), scope, where)
    condition = reader.condition(0)
    reader.expect_end()
    if depth(condition) > MAX_DEPTH:
        raise InvalidSyntax(f"a condition that nests deeper than {MAX_DEPTH} levels", where=where)
    return condition


def to_text(condition: Condition, scope: Scope) -> str:
    """The condition in the grammar of this module, with as few parentheses as it allows.

    >>> norland = Scope((("norland", "cede"), ("sudland", "pay")))
    >>> to_text(AnyOf((Not(Taken(0)), AllOf((Taken(0), Taken(1))))), norland)
    '!cede | cede & pay'
    """
    text, _ = _written(condition, scope)
    return text


def observed(text: str, scope: Scope, *, where: str = "") -> Condition:
    """The state that `text` names as observed: options it does not speak of are not taken.

    >>> norland = Scope((("norland", "cede"), ("norland", "fortify"), ("sudland", "pay")))
    >>> to_text(observed("cede", norland), norland)
    'cede & !fortify & !pay'
    """
    condition = parse(text, scope, where=where)
    named = options_of(condition)
    rest = tuple(Not(Taken(option)) for option in range(len(scope.options)) if option not in named)
    return joined(AllOf, (condition, *rest)) if rest else condition


def _settle(
    name: str,
    outcomes: Mapping[str, Outcome],
    scope: Scope,
    ready: dict[str, Condition],
) -> list[ModelError]:
    """Parse outcome `name` and those it rests on into `ready`, innermost first; what went wrong.

    `ready` is what `scope` knows of outcomes, and grows with each of them.
    """
    problems: list[ModelError] = []
    stack = [name]
    while stack:
        current = outcomes[stack[-1]]
        words = [word for word in dict.fromkeys(_WORD.findall(current.condition)) if word in outcomes]
        waiting = [word for word in words if word not in ready]
        if current.id in ready:
            stack.pop()
        elif not waiting:
            ready[current.id] = _outcome(current, scope, problems)
        elif waiting[0] in stack:
            circle = [*stack[stack.index(waiting[0]) :], waiting[0]]
            message = f"outcome {waiting[0]!r} rests on itself: {' -> '.join(circle)}"
            problems.append(InvalidSyntax(message, where=current.where, hint="say one of them in options only"))
            ready[waiting[0]] = Named(waiting[0], AnyOf(()))
        else:
            stack.append(waiting[0])
    return problems


def _outcome(outcome: Outcome, scope: Scope, problems: list[ModelError]) -> Named:
    """The outcome parsed; one with an error, which joins `problems`, holds nowhere."""
    try:
        condition = parse(outcome.condition, scope, where=outcome.where)
    except ModelError as problem:
        problems.append(problem)
        return Named(outcome.id, AnyOf(()))
    levels = 1 + depth(condition)
    if levels < MAX_DEPTH:
        return Named(outcome.id, condition, levels)
    message = f"outcome {outcome.id!r} nests deeper than {MAX_DEPTH} levels"
    problems.append(InvalidSyntax(message, where=outcome.where))
    return Named(outcome.id, AnyOf(()))


_TIGHT = {"<->": 0, "->": 1, "|": 2, "&": 3}
_ATOM = 5


def _written(node: Condition, scope: Scope) -> tuple[str, int]:
    """(text, how tightly it binds)."""

    def inside(part: Condition, at_least: int) -> str:
        text, tight = _written(part, scope)
        return text if tight >= at_least else f"({text})"

    match node:
        case Taken(option):
            return scope.name_of(option), _ATOM
        case Named(name, _):
            return name, _ATOM
        case Not(operand):
            return "!" + inside(operand, _ATOM - 1), _ATOM - 1
        case AllOf((only,)) | AnyOf((only,)):
            return _written(only, scope)
        case AllOf(()):
            return "-" * len(scope.options), _ATOM
        case AnyOf(()):
            name = scope.name_of(0)
            return f"{name} & !{name}", _TIGHT["&"]
        case AllOf(operands):
            return " & ".join(inside(part, _TIGHT["&"] + 1) for part in operands), _TIGHT["&"]
        case AnyOf(operands):
            return " | ".join(inside(part, _TIGHT["|"] + 1) for part in operands), _TIGHT["|"]
        case Implies(left, right):
            return f"{inside(left, _TIGHT['->'] + 1)} -> {inside(right, _TIGHT['->'])}", _TIGHT["->"]
        case Iff(left, right):
            return f"{inside(left, _TIGHT['<->'])} <-> {inside(right, _TIGHT['<->'] + 1)}", _TIGHT["<->"]


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    """name, pattern, end, or the operator itself."""
    text: str
    at: int


_WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)?")
_LETTERS = re.compile(r"[YN-]+(?![A-Za-z0-9_.>])")
_OPERATORS = ("<->", "->", "!", "&", "|", "(", ")")
_SAME = {"not": "!", "and": "&", "or": "|"}
_MEANT = {
    "&&": "&",
    "||": "|",
    "=>": "->",
    "<=>": "<->",
    "~": "!",
    "¬": "!",
    "∧": "&",
    "∨": "|",
    "→": "->",
    "↔": "<->",
    "≠": "!",
}


def _tokens(text: str, scope: Scope, where: str) -> list[_Token]:
    """The words of a condition, an end marker last."""
    tokens: list[_Token] = []
    at = 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        token = _token(text, at, scope, where)
        tokens.append(token)
        at += len(token.text)
    return [*tokens, _Token("end", "", len(text))]


def _token(text: str, at: int, scope: Scope, where: str) -> _Token:
    """The word that begins at `at`: a name that is defined, a pattern, any other name, or an operator."""
    for wrong, right in _MEANT.items():
        if text.startswith(wrong, at):
            raise InvalidSyntax(f"{wrong!r} is no operator", where=_place(where, at), hint=f"write {right!r}")
    word = _WORD.match(text, at)
    if word and word[0] in _SAME:
        return _Token(_SAME[word[0]], word[0], at)
    letters = _LETTERS.match(text, at)
    is_name = word is not None and (bool(scope.find(word[0])) or word[0] in scope.outcomes)
    if letters and not is_name and (len(letters[0]) == len(scope.options) or "-" in letters[0]):
        if len(letters[0]) != len(scope.options):
            raise InvalidSyntax(
                f"pattern {letters[0]!r} has {len(letters[0])} places, but there are {len(scope.options)} options",
                where=_place(where, at),
                hint="one letter per option, party by party: Y taken, N not, - either",
            )
        return _Token("pattern", letters[0], at)
    if word:
        return _Token("name", word[0], at)
    for operator in _OPERATORS:
        if text.startswith(operator, at):
            return _Token(operator, operator, at)
    raise InvalidSyntax(
        f"unexpected {text[at]!r}",
        where=_place(where, at),
        hint="conditions are made of ids with ! & | -> <-> and parentheses",
    )


@dataclass(slots=True)
class _Reader:
    """Reads tokens from left to right, by precedence climbing: two frames for each level of nesting."""

    tokens: Sequence[_Token]
    scope: Scope
    where: str
    position: int = 0
    depth: int = 0

    def condition(self, loosest: int) -> Condition:
        """The longest condition from here whose operators bind at least as tightly as `loosest`."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise self._error(InvalidSyntax, f"a condition that nests deeper than {MAX_DEPTH} levels")
        left = self._operand()
        while (tight := _TIGHT.get(self._next.kind, -1)) >= loosest:
            operator = self._next.kind
            if operator in ("&", "|"):
                left = self._chain(left, operator, tight)
            else:
                self._advance()
                right = self.condition(tight if operator == "->" else tight + 1)
                left = Implies(left, right) if operator == "->" else Iff(left, right)
        self.depth -= 1
        return left

    def _chain(self, first: Condition, operator: str, tight: int) -> Condition:
        """`first` and all that follows joined by the same associative operator, as one condition."""
        operands = [first]
        while self._next.kind == operator:
            self._advance()
            operands.append(self.condition(tight + 1))
        return joined(AllOf if operator == "&" else AnyOf, tuple(operands))

    def expect_end(self) -> None:
        """Nothing may follow."""
        if self._next.kind == ")":
            raise self._error(InvalidSyntax, "')' without '('", "remove it, or write the '('")
        if self._next.kind != "end":
            raise self._error(InvalidSyntax, f"{self._next.text!r} where an operator was expected", "join with & or |")

    def _operand(self) -> Condition:
        """A name, a pattern or a parenthesis, with what negates it."""
        negations = 0
        while self._next.kind == "!":
            self._advance()
            negations += 1
        operand = self._plain()
        # An even number of negations is none, so the depth of the tree does not grow with them.
        return Not(operand) if negations % 2 else operand

    def _plain(self) -> Condition:
        token = self._next
        if token.kind == "name":
            return self._resolve(self._advance().text)
        if token.kind == "pattern":
            return pattern(self._advance().text)
        if token.kind == "(":
            self._advance()
            inner = self.condition(0)
            if self._next.kind != ")":
                message = f"the '(' at character {token.at + 1} is never closed"
                raise self._error(InvalidSyntax, message, "write the ')'")
            self._advance()
            return inner
        if token.kind == "end":
            message = "the condition ends where an option or outcome was expected"
            raise self._error(InvalidSyntax, message, "name one behind the last sign, or remove the sign")
        message = f"{token.text!r} where an option or outcome was expected"
        raise self._error(InvalidSyntax, message, "between two signs stands the id of an option or outcome")

    def _resolve(self, name: str) -> Condition:
        """What a name means; the token just read is the one to blame."""
        options = self.scope.find(name)
        outcome = self.scope.outcomes.get(name)
        if len(options) + (outcome is not None) == 1:
            return Taken(options[0]) if outcome is None else outcome
        self.position -= 1
        if not options:
            raise self._error(UndefinedOption, f"no option or outcome {name!r}", _suggestion(name, self.scope))
        meanings = [f"{self.scope.options[i][0]}.{name}" for i in options] + ["the outcome"] * (outcome is not None)
        raise self._error(
            AmbiguousOption,
            f"{name!r} can be {' or '.join(meanings)}",
            f"write {' or '.join(repr(meaning) for meaning in meanings if '.' in meaning)}",
        )

    @property
    def _next(self) -> _Token:
        return self.tokens[self.position]

    def _advance(self) -> _Token:
        token = self.tokens[self.position]
        self.position += 1
        return token

    def _error(self, kind: type[ModelError], message: str, hint: str = "") -> ModelError:
        return kind(message, where=_place(self.where, self._next.at), hint=hint)


MOST_COMPARED = 80
"""Names that a word is compared with for a hint: a file may hold thousands of wrong ones."""

MOST_SEEN = 1_000
"""Names that are looked through for those to compare with."""


def _likely(name: str, known: Sequence[str]) -> Sequence[str]:
    """The names to compare with: all, or of very many the first with the same first letter, and a few others."""
    if len(known) <= MOST_COMPARED:
        return known
    alike = (other for other in known if other[:1] == name[:1])
    return tuple(dict.fromkeys([*islice(alike, MOST_COMPARED // 2), *known[: MOST_COMPARED // 8]]))


def _suggestion(name: str, scope: Scope) -> str:
    """What the writer may have meant."""
    if name.lower() in RESERVED:
        return f"write {name.lower()!r} in small letters"
    if set(name) <= {"Y", "N"}:
        return f"a pattern has {len(scope.options)} places, one per option"
    from difflib import get_close_matches

    known = scope.names(MOST_SEEN)
    near = get_close_matches(name, _likely(name, known), n=3, cutoff=0.6)
    if near:
        return "did you mean " + " or ".join(repr(other) for other in near) + "?"
    return "defined are: " + ", ".join(known[:12])


def _place(where: str, at: int) -> str:
    """`where` moved right by `at` characters: `file:line:column`, or `column N` where no file is known."""
    head, colon, column = where.rpartition(":")
    if colon and column.isdigit():
        return f"{head}:{int(column) + at}"
    return f"{where}: column {at + 1}" if where else f"column {at + 1}"
