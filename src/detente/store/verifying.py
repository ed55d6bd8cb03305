"""Verifying a case: every hash and citation computed anew, and a manifest that other programs can check."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from detente.errors import DetenteError, SourceError
from detente.sources.files import SIDE_SUFFIX, load, load_side_file
from detente.store import schema, seal
from detente.store.articles import source_paths
from detente.store.database import Store, reading, sha256
from detente.store.folders import case_folder, own_files
from detente.store.opening import open_case

__all__ = ["Finding", "manifest", "verify"]

CHANGED = "the file is not the one that was taken up"
NOT_TAKEN_UP = "the file has not been taken up; `detente run` does"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something that verification found wrong: where, and what."""

    where: str
    message: str


def verify(folder: Path) -> tuple[Finding, ...]:
    """Everything that does not hold in the case, all hashes and citations computed anew; () when all holds.

    Raises `UnreadableCase` when the database cannot be read at all.
    """
    case_folder(folder)
    with reading(folder) as store:
        if store is None:
            return (Finding(where=str(folder), message="the case has no database yet; `detente run` makes it"),)
        broken = [Finding(where=schema.PLACE, message=problem) for problem in seal.examine(store.connection)]
        broken += _differing_files(store)
    if any(finding.where == schema.PLACE for finding in broken):
        return tuple(broken)
    try:
        case = open_case(folder)
    except DetenteError as error:
        return (*broken, Finding(where=error.where or schema.PLACE, message=error.message))
    broken += [Finding(where=problem.where, message=problem.message) for problem in case.problems]
    return tuple(broken)


def manifest(folder: Path) -> str:
    """The SHA-256 of case.yaml and of every source, one a line, as `sha256sum --check` reads them.

    Signed with a key of one's own it shows later, without this program, that nothing was changed. A name with a line
    break or a backslash is escaped as `sha256sum` does.
    """
    lines = []
    for name in own_files(case_folder(folder)):
        digest = sha256((folder / name).read_bytes())
        plain = name.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")
        lines.append(f"{'' if plain == name else chr(92)}{digest}  {plain}\n")
    return "".join(lines)


def _differing_files(store: Store) -> Iterator[Finding]:
    """The files of sources/ that are not what the case took up; of one that was refused nothing is asked."""
    known = {file.path: file for file in store.files()}
    for path, file in known.items():
        if file.refused is None:
            place = store.folder / path
            yield from _compared(path, file.sha256, partial(load, place, root=store.folder))
            yield from _compared(
                path + SIDE_SUFFIX, file.side_sha256, partial(load_side_file, place, root=store.folder)
            )
    for path in source_paths(store.folder):
        if path not in known:
            yield Finding(where=path, message=NOT_TAKEN_UP)


def _compared(path: str, taken_up: str | None, read: Callable[[], bytes | None]) -> Iterator[Finding]:
    """What is wrong with one file, whose hash was `taken_up`; None where there was none."""
    try:
        data = read()
    except SourceError as error:
        yield Finding(where=path, message=error.message)
        return
    found = sha256(data) if data is not None else None
    if found != taken_up:
        message = NOT_TAKEN_UP if taken_up is None else "no such file" if found is None else CHANGED
        yield Finding(where=path, message=message)
