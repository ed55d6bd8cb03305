"""What an analysis command is asked about: a case folder, a case.yaml, a model JSON, a `.gmcr` file, or stdin."""

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from detente.cli.output import print_problems, remark
from detente.dispute.model import DisputeModel
from detente.errors import DetenteError, EvidenceError, InvalidModel, InvalidSyntax, MissingBasis, NotACase

if TYPE_CHECKING:
    from detente.case import Case

__all__ = ["Target", "model_of", "open_target"]

STDIN = "-"


@dataclass(frozen=True, kw_only=True)
class Target:
    """A model to be analysed, with the case it belongs to where there is one.

    `folder` is where places of the model's errors are seen from; `unverified` counts the quotations that no source
    was at hand for.
    """

    name: str
    model: DisputeModel | None
    problems: tuple[DetenteError, ...] = ()
    case: "Case | None" = None
    folder: Path | None = None
    unverified: int = 0

    @property
    def is_unreadable(self) -> bool:
        """Whether there is no model at all because the file is not YAML or JSON."""
        return self.model is None and len(self.problems) == 1 and isinstance(self.problems[0], InvalidSyntax)


def open_target(name: str, *, check: bool = False) -> Target:
    """The model that `name` stands for, with every error in it that reading finds, or with `check` every error.

    Raises `NotACase` when there is nothing of the name, or no model in the folder.
    """
    if name == STDIN:
        return _alone(sys.stdin.buffer.read(), "-", check=check)
    path = Path(name)
    if path.is_dir():
        return _folder(path)
    if not path.exists():
        raise NotACase(
            "there is no such file or folder", where=name, hint="give a case folder, case.yaml, model JSON or .gmcr"
        )
    if (path.parent / "sources").is_dir() or (path.parent / ".detente").is_dir():
        return _in_case(path.parent, path.name, str(path))
    try:
        return _alone(path.read_bytes(), name, check=check)
    except OSError as error:
        raise NotACase(
            f"cannot be read: {error.strerror}", where=name, hint="check the path and its permissions"
        ) from None


def _folder(path: Path) -> Target:
    from detente.store.folders import MODEL, case_folder

    case_folder(path)
    if not (path / MODEL).exists():
        raise NotACase(
            "the case has no case.yaml, so there is no dispute to analyse",
            where=str(path),
            hint=f"write one, or `detente draft {path}` proposes one from the record",
        )
    return _in_case(path, MODEL, str(path))


def _in_case(folder: Path, model: str, name: str) -> Target:
    """A model with its sources beside it: every quotation is proved or a problem."""
    from detente.store.opening import open_case

    case = open_case(folder, afresh=True, model=model)
    if not case.library.documents:
        return _unproved(name, case.model, tuple(p for p in case.problems if not isinstance(p, EvidenceError)), folder)
    return Target(name=name, model=case.model, problems=case.problems, case=case, folder=folder)


def _alone(data: bytes, name: str, *, check: bool) -> Target:

    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        problem = InvalidSyntax(
            "not UTF-8 text", where=f"{name}:{line}:1", hint="a model is YAML or JSON; save it as UTF-8"
        )
        return Target(name=name, model=None, problems=(problem,))
    if check:
        from detente.dispute.check import check_text

        model, problems = check_text(text, name=name)
    else:
        from detente.dispute.loading import read_model

        model, problems = read_model(text, name=name)
    return _unproved(name, model, problems, None)


def _unproved(name: str, model: DisputeModel | None, problems: tuple[DetenteError, ...], folder: Path | None) -> Target:
    count = _count_of_quotations(model) if model and model.format == "case.yaml" else 0
    return Target(name=name, model=model, problems=problems, folder=folder, unverified=count)


def _count_of_quotations(model: DisputeModel) -> int:
    from detente.case import bases_of
    from detente.evidence import references_of

    return sum(len(references_of(basis)) for _, basis in bases_of(model))


def model_of(target: Target) -> DisputeModel:
    """The model, for solving: unproved quotations and missing bases are warned of, other errors are raised.

    Raises `InvalidModel` with all of them.
    """
    tolerated = [p for p in target.problems if isinstance(p, (EvidenceError, MissingBasis))]
    others = tuple(p for p in target.problems if not isinstance(p, (EvidenceError, MissingBasis)))
    if target.model is None or others:
        placed = tuple(_placed(p, target.folder) for p in others or target.problems)
        raise InvalidModel(placed, where=placed[0].where if placed else target.name)
    print_problems(tolerated, see=target.name, folder=target.folder, warning=True)
    if target.unverified:
        remark(f"warning: {target.unverified} quotations are unverified: there are no sources beside {target.name}")
    return target.model


def _placed(problem: DetenteError, folder: Path | None) -> DetenteError:
    """The problem with its place seen from where the user stands."""
    if folder is not None and problem.where and not problem.where.startswith(str(folder)):
        problem.where = str(folder / problem.where)
    return problem
