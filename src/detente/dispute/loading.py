"""Loading a model from any of the files that hold one: a case folder, case.yaml, model JSON or `.gmcr`."""

from importlib import import_module
from pathlib import Path
from types import ModuleType

from detente.dispute.model import DisputeModel
from detente.errors import InvalidModel, InvalidSyntax, ModelError, NotACase

__all__ = ["MODEL_FILE", "load_model", "read_model"]

MODEL_FILE = "case.yaml"
"""The name of the model in a case folder."""

SIDE = ".citations.json"
"""What the name of a .gmcr file's side file ends with, after the file's own name."""

MAX_BYTES = 400_000_000


def load_model(path: str | Path) -> DisputeModel:
    """The model at `path`: a folder with a case.yaml, or a file in any of the formats; a .gmcr with its side file.

    Raises `InvalidModel` with all the problems of the file, `NotACase` where there is none.
    """
    file = Path(path) / MODEL_FILE if Path(path).is_dir() else Path(path)
    if not file.is_file():
        raise NotACase(
            f"no model: {file} is not there" if not file.exists() else f"{file} is not a file",
            where=str(path),
            hint="give a case folder, a case.yaml, a model JSON or a .gmcr file",
        )
    model, problems = read_model(_decoded(file), name=str(file))
    side = file.with_name(file.name + SIDE)
    if model is not None and model.format == "gmcr" and side.is_file():
        model, more = _format("citations").merge(model, _decoded(side), name=str(side))
        problems = (*problems, *more)
    if model is None or problems:
        raise InvalidModel(problems, where=problems[0].where)
    return model


def read_model(text: str, *, name: str) -> tuple[DisputeModel | None, tuple[ModelError, ...]]:
    """The model that `text` gives, as far as it can be read, and every error in it, in the order of the file.

    The format follows from the ending of `name`, or from the text where the name has none of ours. The model is None,
    and the only error `InvalidSyntax`, where the text is no YAML or JSON at all.
    """
    ending = name.rpartition(".")[2].lower()
    is_json = ending in ("json", "gmcr") or text.lstrip("\ufeff \t\r\n").startswith("{")
    if ending in ("yaml", "yml") or not is_json:
        reader = _format("native")
    elif ending == "gmcr" or ('"decisionMakers"' in text and _format("model_json").FORMAT not in text):
        reader = _format("gmcr")
    else:
        reader = _format("model_json")
    model, problems = reader.read(text, name=name)
    return model, problems


def _format(name: str) -> ModuleType:
    """The module of a format, loaded when a file is in it."""
    return import_module(f"detente.dispute.formats.{name}")


def _decoded(file: Path) -> str:
    """The text of a file.

    Raises `InvalidModel` where it cannot be opened, is too large or is not UTF-8.
    """
    try:
        if file.stat().st_size > MAX_BYTES:
            problem = InvalidSyntax(f"a file of more than {MAX_BYTES // 10**6} MB", where=str(file))
            raise InvalidModel((problem,), where=str(file))
        data = file.read_bytes()
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - data.rfind(b"\n", 0, error.start)
        where = f"{file}:{line}:{column}"
        problem = InvalidSyntax("the file is not UTF-8", where=where, hint="save it as UTF-8")
    except OSError as error:
        problem = InvalidSyntax(f"cannot be read: {error.strerror}", where=str(file))
    raise InvalidModel((problem,), where=problem.where)
