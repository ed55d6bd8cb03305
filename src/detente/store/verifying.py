"""Verifying a case: every hash and citation computed anew, and a manifest that other programs can check."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from detente.errors import DetenteError
from detente.sources.files import load, source_files
from detente.store import schema, seal
from detente.store.database import Store, reading
from detente.store.folders import SOURCES, case_folder, own_files
from detente.store.opening import open_case

__all__ = ["Finding", "manifest", "verify"]


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
        digest = hashlib.sha256((folder / name).read_bytes()).hexdigest()
        plain = name.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")
        lines.append(f"{'' if plain == name else chr(92)}{digest}  {plain}\n")
    return "".join(lines)


def _differing_files(store: Store) -> list[Finding]:
    """The files of sources/ that are not what the case took up."""
    found = []
    known = {file.path: file for file in store.files()}
    for path, file in known.items():
        try:
            data = load(store.folder / path, root=store.folder)
        except DetenteError as error:
            if file.refused is None:
                found.append(Finding(where=path, message=error.message))
            continue
        if file.refused is None and hashlib.sha256(data).hexdigest() != file.sha256:
            found.append(Finding(where=path, message="the file is not the one that was taken up"))
    for name in source_files(store.folder / SOURCES) if (store.folder / SOURCES).is_dir() else ():
        if f"{SOURCES}/{name}" not in known:
            found.append(
                Finding(where=f"{SOURCES}/{name}", message="the file has not been taken up; `detente run` does")
            )
    return found
