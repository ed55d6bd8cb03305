"""Every exception that detente raises on purpose.

::

    DetenteError(message, *, where, hint)
    ├── SourceError
    │   ├── UnreadableSource      the bytes are not what the format promises
    │   ├── UnknownFormat         no reader for this kind of file
    │   └── TooLarge              above a stated limit of size, depth, memory or time
    ├── EvidenceError
    │   ├── QuoteMismatch         the text at these offsets is not the quotation
    │   ├── QuoteNotFound         the quotation does not stand in the source
    │   ├── AmbiguousQuote        it stands there several times and `nth` is missing
    │   ├── UncitedEntry          an entry of the record without a citation
    │   └── UnknownDocument       no source, or several, with this name
    ├── ModelError                (file:line:column)
    │   ├── InvalidModel          all the problems of one model together
    │   ├── InvalidSyntax         YAML, JSON or a condition that cannot be read
    │   ├── UnknownKey · MissingKey · InvalidValue
    │   ├── UndefinedOption · AmbiguousOption · DuplicateId
    │   ├── MissingBasis
    │   ├── NoFeasibleState · UndefinedState
    │   └── NoObservedState · AmbiguousObservedState
    ├── AnalysisError
    │   ├── UnknownConcept · InapplicableConcept
    │   ├── TooManyStates         refused before anything is allocated
    │   └── Cancelled
    ├── CaseError
    │   ├── NotACase · UnreadableCase · UnsupportedVersion · UnwritableCase
    │   ├── CaseBusy
    │   └── UnknownItem
    └── PluginError               two plugins with one code

An exception means "this cannot be answered". Doubt about a text is data, a
`detente.evidence.Caveat`, and never raises.
"""

import re

__all__ = [
    "AmbiguousObservedState",
    "AmbiguousOption",
    "AmbiguousQuote",
    "AnalysisError",
    "Cancelled",
    "CaseBusy",
    "CaseError",
    "DetenteError",
    "DuplicateId",
    "EvidenceError",
    "InapplicableConcept",
    "InvalidModel",
    "InvalidSyntax",
    "InvalidValue",
    "MissingBasis",
    "MissingKey",
    "ModelError",
    "NoFeasibleState",
    "NoObservedState",
    "NotACase",
    "PluginError",
    "QuoteMismatch",
    "QuoteNotFound",
    "SourceError",
    "TooLarge",
    "TooManyStates",
    "UncitedEntry",
    "UndefinedOption",
    "UndefinedState",
    "UnknownConcept",
    "UnknownDocument",
    "UnknownFormat",
    "UnknownItem",
    "UnknownKey",
    "UnreadableCase",
    "UnreadableSource",
    "UnsupportedVersion",
    "UnwritableCase",
]


class DetenteError(Exception):
    """Something cannot be answered: what, where, and what to do about it.

    `where` is a place a person can go to: `file`, `file:line:column` or a command's argument.

    >>> error = UndefinedOption("no option 'cede'", where="case.yaml:12:7", hint="did you mean 'cedes'?")
    >>> print(error)
    case.yaml:12:7: error undefined-option: no option 'cede'
    """

    def __init__(self, message: str, *, where: str = "", hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.where = where
        self.hint = hint

    @property
    def code(self) -> str:
        """The name of the error as users meet it: `UndefinedOption` is `undefined-option`."""
        return re.sub(r"(?<!^)(?=[A-Z])", "-", type(self).__name__).lower()

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        return f"{place}error {self.code}: {self.message}"


class SourceError(DetenteError):
    """A source cannot be taken up."""


class UnreadableSource(SourceError):
    """The bytes are not what the format promises."""


class UnknownFormat(SourceError):
    """No reader for this kind of file."""


class TooLarge(SourceError):
    """Above a stated limit of size, depth, memory or time."""


class EvidenceError(DetenteError):
    """A claim and its evidence do not fit."""


class QuoteMismatch(EvidenceError):
    """The text at these offsets is not the quotation."""


class QuoteNotFound(EvidenceError):
    """The quotation does not stand in the source."""


class AmbiguousQuote(EvidenceError):
    """The quotation stands in the source several times and `nth` does not say which."""


class UncitedEntry(EvidenceError):
    """An entry of the record without a citation."""


class UnknownDocument(EvidenceError):
    """No source, or more than one, answers to this name."""


class ModelError(DetenteError):
    """A dispute model that says something it must not."""


class InvalidModel(ModelError):
    """All the problems of one model together, in the order of the file."""

    def __init__(self, problems: tuple[DetenteError, ...], *, where: str = "") -> None:
        count = len(problems)
        first = problems[0].message if problems else "no problem was named"
        message = first if count == 1 else f"{count} errors, the first: {first}"
        super().__init__(message, where=where, hint="`detente check` lists every error")
        self.problems = problems


class InvalidSyntax(ModelError):
    """YAML, JSON or a condition that cannot be read."""


class UnknownKey(ModelError):
    """A key that the format does not have."""


class MissingKey(ModelError):
    """A key that the format requires."""


class InvalidValue(ModelError):
    """A value of the wrong kind."""


class UndefinedOption(ModelError):
    """A condition names an option or outcome that nobody defines."""


class AmbiguousOption(ModelError):
    """A condition names an option that several parties have."""


class DuplicateId(ModelError):
    """Two things of one kind share an id."""


class MissingBasis(ModelError):
    """A line of the model that does not say what it rests on."""


class NoFeasibleState(ModelError):
    """The exclusions together leave no state."""


class UndefinedState(ModelError):
    """A state, pattern or condition that no feasible state answers to, or several do."""


class NoObservedState(ModelError):
    """The observed state of an epoch is not feasible."""


class AmbiguousObservedState(ModelError):
    """The observed state of an epoch holds in several feasible states."""


class AnalysisError(DetenteError):
    """A model that cannot be analysed as asked."""


class UnknownConcept(AnalysisError):
    """No stability concept has this code."""


class InapplicableConcept(AnalysisError):
    """The concept is not defined for such a model."""


class TooManyStates(AnalysisError):
    """More states than can be held; raised before anything is allocated."""


class Cancelled(AnalysisError):
    """The user stopped the work; what was finished is kept."""


class CaseError(DetenteError):
    """A case folder that cannot be used."""


class NotACase(CaseError):
    """The folder holds neither a case.yaml nor sources."""


class UnreadableCase(CaseError):
    """The case database is damaged."""


class UnsupportedVersion(CaseError):
    """Written by a newer detente."""


class UnwritableCase(CaseError):
    """The folder or the database cannot be written."""


class CaseBusy(CaseError):
    """Another process is writing to the case."""


class UnknownItem(CaseError):
    """No item of the case has this id."""


class PluginError(DetenteError):
    """Two plugins claim one code."""
