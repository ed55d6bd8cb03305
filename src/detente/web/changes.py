"""What a person can change from a page: each change is one function of the desk, the jobs and the sent JSON.

A change answers with a message and where to look next, or with the number of the job that does the work. Text is
taken as data only: file names are cut to their last part, and the model's text is read by the strict reader before it
is kept.
"""

import base64
import binascii
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from detente.errors import InvalidValue
from detente.pipeline import run
from detente.store import SOURCES
from detente.store.database import writing
from detente.store.editing import OutdatedEdit, decide, save_model
from detente.store.history import whoami
from detente.store.ingest import add
from detente.store.undoing import undo
from detente.web import model_edits, proposals
from detente.web.desk import Desk
from detente.web.fields import Answer, Body, text
from detente.web.jobs import Jobs, Progress
from detente.web.listing import FEW_PER_PAGE

__all__ = ["CHANGES", "Change", "Outdated"]

Change = Callable[[Desk, Jobs, Body], Answer]
Outdated = OutdatedEdit

MOST_NAME = 200
"""Bytes of a file's name that are kept, from its end; a disk takes 255."""

VERDICTS = ("open", "conflict", "tension", "framing", "apparent")


def run_case(desk: Desk, jobs: Jobs, body: Body) -> Answer:
    """Bring the case up to date, as a job."""
    return {"job": jobs.start("run", run_work, (str(desk.folder),)).id}


def run_work(arguments: tuple[str, ...], progress: Progress, cancel: Callable[[], bool]) -> str:
    """The main job."""
    case = run(Path(arguments[0]), progress=progress, cancel=cancel)
    return "; ".join(case.changes) if case.changes else "Nothing has changed since the last run."


def add_sources(desk: Desk, jobs: Jobs, body: Body) -> Answer:
    """Take up uploaded files, each under its own last name, then run."""
    sent = body.get("files", [])
    if not isinstance(sent, list) or not sent:
        raise InvalidValue("no file was chosen", hint="choose one or more files")
    home = desk.folder / ".detente"
    home.mkdir(mode=0o700, exist_ok=True)  # a case to which nothing was added has none yet
    with tempfile.TemporaryDirectory(dir=home, prefix="upload-") as folder:
        paths = [_placed(Path(folder), number, file) for number, file in enumerate(sent)]
        with writing(desk.folder, doing="adding sources") as store:
            outcomes = add(store, paths)
    refused = [str(outcome.error) for outcome in outcomes if outcome.error]
    if len(refused) == len(outcomes):
        raise InvalidValue("; ".join(refused), where=SOURCES, hint="nothing was added")
    return {**run_case(desk, jobs, body), "message": "; ".join(refused)}


def _placed(folder: Path, number: int, file: object) -> Path:
    """An uploaded file on disk, in a folder of its own so that equal names do not meet."""
    if not isinstance(file, dict) or not isinstance(file.get("name"), str) or not isinstance(file.get("base64"), str):
        raise InvalidValue("an uploaded file lacks its name or its content")
    last = "".join(c for c in file["name"].replace("\\", "/").rpartition("/")[2] if c.isprintable())
    name = last.encode()[-MOST_NAME:].decode(errors="ignore").strip().lstrip(".") or "article.txt"
    try:
        data = base64.b64decode(file["base64"], validate=True)
    except binascii.Error as error:
        raise InvalidValue(f"{name!r} did not arrive whole", hint="send it again") from error
    home = folder / str(number)
    home.mkdir()
    path = home / name
    path.write_bytes(data)
    return path


def take_back(desk: Desk, jobs: Jobs, body: Body) -> Answer:
    """Undo the last thing that can be undone."""
    entry = undo(desk.folder)
    return {"message": f"Undone: {entry.summary}"}


def keep_verdict(desk: Desk, jobs: Jobs, body: Body) -> Answer:
    """Keep the person's own verdict about a disagreement."""
    item, verdict = text(body, "item"), text(body, "verdict")
    if verdict not in VERDICTS:
        raise InvalidValue(f"{verdict!r} is no verdict", hint=f"choose one of {', '.join(VERDICTS)}")
    known = [disagreement.id for disagreement in desk.sheet().case.record.disagreements]
    if item not in known:
        raise InvalidValue(f"there is no disagreement {item!r}", hint="reload the page")
    decide(desk.folder, item, verdict, by=whoami(), because=text(body, "because", required=False))
    page = known.index(item) // FEW_PER_PAGE + 1
    return {"message": f"Kept: {verdict}.", "location": f"/disagreements{f'?page={page}' if page > 1 else ''}#{item}"}


def write_model(desk: Desk, jobs: Jobs, body: Body) -> Answer:
    """Keep the whole text of case.yaml as edited on the page."""
    against = text(body, "against", required=False)
    save_model(
        desk.folder,
        text(body, "text"),
        against=against,
        summary="edit case.yaml",
        because=text(body, "because", required=False),
    )
    return {"message": "case.yaml is saved.", "location": "/model"}


def cancel_job(desk: Desk, jobs: Jobs, body: Body) -> Answer:
    """Stop the job that is running."""
    for job in jobs.all():
        if not job.is_over:
            jobs.cancel(job.id)
    return {"message": "Cancelling; what was finished is kept."}


CHANGES: Mapping[str, Change] = MappingProxyType(
    {
        "/run": run_case,
        "/sources/add": add_sources,
        "/undo": take_back,
        "/verdict": keep_verdict,
        "/model/text": write_model,
        "/model/preference": model_edits.change_preference,
        "/use": model_edits.use_words,
        "/whatif/try": model_edits.try_edits,
        "/proposals/accept": proposals.accept,
        "/proposals/all": proposals.accept_all,
        "/proposals/reject": proposals.reject,
        "/jobs/cancel": cancel_job,
    }
)
"""Each change by the address it is sent to."""
