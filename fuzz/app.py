"""Fuzz targets for what a browser sends: addresses with their questions, and changes."""

import json
import shutil
import tempfile
from functools import cache
from pathlib import Path
from urllib.parse import parse_qs

from detente.errors import DetenteError
from detente.pipeline import run
from detente.store.database import writing
from detente.store.ingest import take_up
from detente.web import changes, fields, pages
from detente.web.desk import Desk, Sheet
from detente.web.jobs import Job, Jobs, Work
from fuzz.models import says

__all__ = ["asked", "sent"]

ARTICLES = {
    "01": "The lock\n\n3 March 2019\n\nNorland shut the lock on Monday. “We will open it,” Mira Oland said.\n",
    "02": "The toll\n\n5 March 2019\n\nSudland denied that Norland shut the lock. It will not pay 80 million crowns.\n",
}
MODEL = """detente: 1
title: The lock
decision_makers:
  norland: {options: {open: {name: open it, basis: {source: "01", quote: Norland shut the lock}}}}
  sudland: {options: {pay: {name: pay, basis: {source: "02", quote: It will not pay}}}}
epochs:
  - id: "2019"
    observed: "!open & !pay"
    basis: {source: "01", quote: Norland shut the lock}
    preferences:
      norland: [{want: pay, basis: {assumed: analyst, because: it built it}}]
      sudland: [{want: open, basis: {assumed: analyst, because: it ships}}]
"""
JOBS = ("/run", "/sources/add", "/jobs/cancel")
"""Changes that start processes, or take up files; the files are placed, and no more."""


@cache
def _folder() -> Path:
    folder = Path(tempfile.mkdtemp(dir="/dev/shm" if Path("/dev/shm").is_dir() else None)) / "case"
    (folder / "sources").mkdir(parents=True)
    for name, words in ARTICLES.items():
        (folder / "sources" / f"{name}.txt").write_text(words)
    (folder / "case.yaml").write_text(MODEL)
    run(folder)
    return folder


@cache
def _sheet() -> Sheet:
    return Desk(_folder()).sheet()


def asked(data: bytes) -> None:
    """A page shows something for every question, or says in words why not; its twin is JSON that can be sent."""
    name, _, question = data.decode("utf-8", "replace").partition("?")
    try:
        query = {key: tuple(values) for key, values in parse_qs(question, keep_blank_values=True).items()}
    except ValueError:
        return
    try:
        if name.startswith("sources/"):
            view = pages.article(_sheet(), name.removeprefix("sources/"), query)
        else:
            view = pages.contents(_sheet(), name, query)
    except DetenteError as error:
        says(error)
        return
    json.dumps(view.twin, default=list).encode("utf-8", "surrogatepass")


class _Idle(Jobs):
    """Jobs that are taken down and never run."""

    def start(self, what: str, work: Work, arguments: tuple[str, ...]) -> Job:
        return Job(id=1, what=what)


def sent(data: bytes) -> None:
    """A change, its address, a line break, the JSON of its fields: done, or refused in words, and the case opens."""
    address, _, body = data.partition(b"\n")
    change = changes.CHANGES.get(address.decode("utf-8", "replace"))
    if change is None:
        return
    desk = _desk()
    try:
        answer = change(desk, _Idle(), fields.parse(body))
    except DetenteError as error:
        says(error)
    else:
        json.dumps(answer)
        if address.decode() not in JOBS:
            desk.renew()


@cache
def _desk() -> Desk:
    """A copy of the case to be changed; what came before is a part of the test."""
    folder = _folder().with_name("changed")
    shutil.copytree(_folder(), folder)
    with writing(folder, doing="fuzz") as store:
        take_up(store)
    return Desk(folder)
