"""The local app, put together: the guard at the door, pages to read, changes to make, long work beside it."""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from fastapi import FastAPI, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse, Response, StreamingResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from detente import __version__
from detente.case import Case
from detente.errors import CaseBusy, DetenteError, UnknownDocument, UnknownItem
from detente.evidence import DocumentId
from detente.report import phrases
from detente.report.figures.states import states as states_figure
from detente.store import SOURCES
from detente.web import changes, exporting, fields, marking, pages
from detente.web.desk import Desk, Render, Sheet
from detente.web.guard import Guard, Session
from detente.web.jobs import Job, Jobs
from detente.web.listing import Query, View
from detente.web.tables import csv_twin, json_twin

__all__ = ["create_app"]

STATIC = {"app.css": "text/css; charset=utf-8", "app.js": "text/javascript; charset=utf-8"}
MEDIA = {"html": "text/html; charset=utf-8", "json": "application/json", "csv": "text/csv; charset=utf-8"}
NO_JOB = b'<div id="job" hidden>'
NO_NOTICE = b'<div id="between" hidden></div>'
BETWEEN = (
    b'<p class="notice">The folder has changed and the case is being opened again. This page still shows the state '
    b"before; reload it in a moment.</p>"
)
NOT_FOUND = (UnknownItem, UnknownDocument)

PATIENCE = 1.0
"""Seconds that a page waits for a large case to be opened before it says so."""

OPENING = {"cache-control": "no-store", "retry-after": "2"}

LONG_LISTS = ("", "sources", "chronology", "statements", "disagreements", "positions", "terms", "gaps")
"""The pages of the record, which are made before anybody asks where the case is large."""


def create_app(folder: Path, session: Session) -> Guard:
    """The app over one case folder, behind its guard."""
    app = FastAPI(title="detente", version=__version__, docs_url=None, redoc_url=None, openapi_url="/openapi.json")
    jobs = Jobs()
    desk = Desk(folder, is_busy=jobs.is_running)
    app.state.desk, app.state.jobs = desk, jobs
    show = Renderer(desk, jobs, session)

    app.add_exception_handler(DetenteError, show.refused)
    app.add_exception_handler(Exception, show.failed)
    _add_static(app)
    _add_pages(app, show)
    _add_changes(app, desk, jobs)
    app.router.on_startup.append(lambda: desk.prepare(show.first_pages()))
    app.router.on_shutdown.append(jobs.stop)
    return Guard(app, session)


class Renderer:
    """Turns a page's view into bytes: HTML, its JSON twin or its table."""

    def __init__(self, desk: Desk, jobs: Jobs, session: Session) -> None:
        self.desk, self.jobs, self.session = desk, jobs, session
        self.environment = Environment(
            loader=PackageLoader("detente.web"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self.environment.filters |= {
            "about": phrases.about_words,
            "basis": marking.basis,
            "cites": marking.cites,
            "counted": phrases.counted,
            "events": marking.events,
            "found": marking.found,
            "gap_heading": lambda kind: pages.GAP_HEADINGS.get(kind, kind.capitalize()),
            "issue": marking.issue,
            "labelled": marking.labelled,
            "line": marking.line,
            "ordinal": phrases.ordinal,
            "place": marking.place,
            "proved": marking.proved,
            "reason": phrases.reason_text,
            "reasons": marking.reasons,
            "runs": marking.runs,
            "short": marking.short,
            "slug": phrases.slug,
            "some": phrases.some,
            "when": marking.when,
        }
        self.environment.globals |= {
            "as_far_as_found": phrases.AS_FAR_AS_FOUND,
            "corroboration": phrases.corroboration,
            "figure": states_figure,
            "state_words": phrases.state_words,
        }

    def first_pages(self) -> list[tuple[str, Render]]:
        """The pages of the record as they are first asked for."""
        return [
            (_key("html", f"/{name}", {}), self._render(f"/{name}", "html", {}, _build(name, {})))
            for name in LONG_LISTS
        ]

    async def answer(self, path: str, kind: str, query: Query, build: Callable[[Sheet], View]) -> Response:
        """The answer to a request for `path` as `kind` (html, json, csv); at once where it is remembered."""
        key = _key(kind, path, query)
        kept = self.desk.at_hand(key)
        if kept is not None and kind == "html" and self.desk.is_opening and self.desk.is_large:
            kept = kept.replace(NO_NOTICE, BETWEEN, 1)
        body = kept if kept is not None else await self._made(key, self._render(path, kind, query, build), kind)
        if body is None:
            return Response(self._opening(), status_code=503, media_type=MEDIA[kind], headers=OPENING)
        if not isinstance(body, bytes):
            return StreamingResponse(body, media_type=MEDIA[kind], headers={"cache-control": "no-store"})
        return Response(self._with_job(body), media_type=MEDIA[kind], headers={"cache-control": "no-store"})

    async def _made(self, key: str, render: Render, kind: str) -> bytes | Iterator[bytes] | None:
        """What was asked for, made now; None for a page of a large case that is still being opened.

        Data wait for the case, however long that takes: who asks for them is a program. A page shows the state before,
        and says so, where there is one.
        """
        while not self.desk.has_been_open and self.desk.is_opening and self.desk.is_large:
            if kind == "html":
                return await self._once_open(key, render)
            await asyncio.sleep(0.05)
        work = asyncio.ensure_future(run_in_threadpool(lambda: self.desk.rendered(key, render)))
        if kind != "html" or not self.desk.is_large:
            return await work
        await asyncio.wait({work}, timeout=PATIENCE)
        if work.done() or not self.desk.is_opening:
            return await work
        work.add_done_callback(lambda done: done.exception())  # who asks next is told
        if not self.desk.has_been_open:
            return None
        return await run_in_threadpool(lambda: self._before(key, render))

    async def _once_open(self, key: str, render: Render) -> bytes | Iterator[bytes] | None:
        """The page, if the case that somebody is opening is open in time."""
        until = time.monotonic() + PATIENCE
        while self.desk.is_opening and not self.desk.has_been_open:
            if time.monotonic() > until:
                return None
            await asyncio.sleep(0.05)
        return await run_in_threadpool(lambda: self.desk.rendered(key, render))

    def _before(self, key: str, render: Render) -> bytes | Iterator[bytes]:
        """The page from the state before, marked as such unless the new one is there by now."""
        body = self.desk.rendered(key, render)
        return body.replace(NO_NOTICE, BETWEEN, 1) if self.desk.is_opening and isinstance(body, bytes) else body

    async def refused(self, request: Request, error: Exception) -> Response:
        """A refusal: what is wrong, where, and what to do; a page for who reads pages, data for who asks for data."""
        assert isinstance(error, DetenteError)
        status = (
            404 if isinstance(error, NOT_FOUND) else 409 if isinstance(error, (CaseBusy, changes.Outdated)) else 422
        )
        headers = {"cache-control": "no-store"}
        problem = pages.problem_item(error)
        if request.method == "GET" and "text/html" in request.headers.get("accept", ""):
            html = await run_in_threadpool(self._refusal, "Not found" if status == 404 else "Not possible", problem)
            return Response(html, status_code=status, media_type=MEDIA["html"], headers=headers)
        return JSONResponse(problem, status_code=status, headers=headers)

    async def failed(self, request: Request, error: Exception) -> Response:
        """A fault of the program, told as such."""
        problem = {
            "code": "internal",
            "message": f"{type(error).__name__}: {error}",
            "where": "",
            "hint": "this is a fault of detente; started with DETENTE_TRACEBACK=1 it shows where, for a report of it",
        }
        if request.method == "GET" and "text/html" in request.headers.get("accept", ""):
            html = await run_in_threadpool(self._refusal, "A fault of the program", problem)
            return Response(html, status_code=500, media_type=MEDIA["html"])
        return JSONResponse(problem, status_code=500)

    def _refusal(self, title: str, problem: Mapping[str, str]) -> bytes:
        return self._bare("error.html", title, problem=problem)

    def _opening(self) -> bytes:
        return self._bare("opening.html", "The case is being opened")

    def _bare(self, template: str, title: str, **values: object) -> bytes:
        """A page that needs no case."""
        html = self.environment.get_template(template).render(
            **values,
            query="",
            title=self.desk.folder.name,
            page=pages.Page(path="", title=title, letter="", says=""),
            pages=pages.PAGES,
            key=self.session.write_key,
            version="",
            stale="",
            twin="/index.json",
            csv="",
            detente=__version__,
        )
        return html.encode("utf-8", "replace")

    def _with_job(self, body: bytes) -> bytes:
        """The page with the job that is running; the pages remembered show none."""
        running = self.jobs.running()
        return body.replace(NO_JOB, b'<div id="job" data-job="%d">' % running.id, 1) if running else body

    def _render(self, path: str, kind: str, query: Query, build: Callable[[Sheet], View]) -> Render:
        def render(sheet: Sheet) -> bytes | Iterator[bytes]:
            view = build(sheet)
            if kind == "json":
                return json_twin(view)
            if kind == "csv":
                return csv_twin(view)
            return self._page(sheet, path, query, view)

        return render

    def _page(self, sheet: Sheet, path: str, query: Query, view: View) -> bytes:
        page = next((p for p in pages.PAGES if p.path == path), None) or pages.Page(
            path=path, title=_title(path), letter="", says=""
        )
        filters = urlencode({name: value for name, value in query.items() if name != "page"}, doseq=True)
        suffix = f"?{filters}" if filters else ""
        address = "/index" if path == "/" else quote(path)
        html = self.environment.get_template(view.template).render(
            **view.values,
            case=sheet.case,
            places=sheet.places,
            event_numbers=lambda: sheet.numbers,
            query="".join(query.get("q", ())[:1]),
            title=sheet.case.title,
            page=page,
            pages=pages.PAGES,
            key=self.session.write_key,
            version=sheet.version,
            stale=_stale_words(sheet.case),
            twin=f"{address}.json{suffix}",
            csv=f"{address}.csv{suffix}" if view.csv else "",
            detente=__version__,
        )
        return html.encode("utf-8", "replace")


def _key(kind: str, path: str, query: Query) -> str:
    """Under what a page is remembered."""
    return f"{kind} {path}?{urlencode(query, doseq=True)}"


def _build(name: str, query: Query) -> Callable[[Sheet], View]:
    return lambda sheet: pages.contents(sheet, name, query)


def _stale_words(case: Case) -> str:
    """What to say of a record that is older than its folder."""
    if not case.stale:
        return ""
    if not case.library.documents:
        return "" if not any((case.folder / SOURCES).glob("*")) else "This case has not been run yet."
    return f"The record shown is older than the folder: {case.stale}."


def _title(path: str) -> str:
    return {"/search": "Search", "/log": "Log"}.get(path, "Reader")


def _query(request: Request) -> Query:
    return {name: tuple(request.query_params.getlist(name)) for name in sorted(request.query_params)}


def _add_static(app: FastAPI) -> None:
    folder = files("detente.web") / "static"
    content = {name: (folder / name).read_bytes() for name in STATIC}

    @app.get("/static/{name}", include_in_schema=False)
    async def static(name: str) -> Response:
        if name not in STATIC:
            raise UnknownItem(f"no file {name!r}")
        return Response(content[name], media_type=STATIC[name], headers={"cache-control": "max-age=3600"})

    @app.get("/favicon.ico", include_in_schema=False)
    async def icon() -> Response:
        return Response(status_code=204)


def _add_pages(app: FastAPI, show: Renderer) -> None:
    @app.get("/")
    async def front(request: Request) -> Response:
        return await _named(show, "", "html", _query(request))

    @app.get("/index.json")
    async def front_twin(request: Request) -> Response:
        return await _named(show, "", "json", _query(request))

    @app.get("/export/{name}")
    async def export(name: str) -> Response:
        return await run_in_threadpool(exporting.download, show.desk, name)

    @app.get("/sources/{rest:path}")
    async def source(rest: str, request: Request) -> Response:
        query = _query(request)
        stem, kind = _kind(rest)
        if kind != "html" and await run_in_threadpool(_is_source, show.desk, rest):
            stem, kind = rest, "html"
        return await show.answer(f"/sources/{stem}", kind, query, lambda sheet: pages.article(sheet, stem, query))

    @app.get("/{name}")
    async def page(name: str, request: Request) -> Response:
        stem, kind = _kind(name)
        return await _named(show, stem, kind, _query(request))

    @app.get("/jobs/{number}/events", include_in_schema=False)
    async def events(number: int) -> StreamingResponse:
        return StreamingResponse(
            _stream(show.desk, show.jobs, number), media_type="text/event-stream", headers={"cache-control": "no-store"}
        )


def _kind(name: str) -> tuple[str, str]:
    """(`x`, how) for `x`, `x.json`, `x.csv`."""
    stem, _, suffix = name.rpartition(".")
    return (stem, suffix) if stem and suffix in {"json", "csv"} else (name, "html")


def _is_source(desk: Desk, name: str) -> bool:
    """Whether a source's own id ends as a twin's address does."""
    try:
        desk.sheet().case.library.document(DocumentId(name))
    except UnknownDocument:
        return False
    return True


async def _named(show: Renderer, name: str, kind: str, query: Query) -> Response:
    return await show.answer(f"/{name}", kind, query, _build(name, query))


async def _stream(desk: Desk, jobs: Jobs, number: int) -> AsyncIterator[str]:
    """The job's changes as server-sent events; a comment in each silence keeps the line open.

    Its end is told when the pages show what it did.
    """
    changes_of = jobs.changes(number, patience=10.0)
    while True:
        job = await asyncio.to_thread(next, changes_of, "end")
        if job == "end":
            return
        if isinstance(job, Job) and job.is_over:
            with suppress(DetenteError):  # the page that is asked for next says what is wrong
                await asyncio.to_thread(desk.renew)
        yield f"data: {json.dumps(asdict(job))}\n\n" if isinstance(job, Job) else ": still here\n\n"


def _add_changes(app: FastAPI, desk: Desk, jobs: Jobs) -> None:
    """One POST for each thing a person can change; every answer says where to look next."""
    for path, change in changes.CHANGES.items():
        app.post(path)(_endpoint(desk, jobs, change))


def _endpoint(desk: Desk, jobs: Jobs, change: changes.Change) -> Callable[..., Any]:
    def changed(body: fields.Body) -> fields.Answer:
        """Made against the case as it is now, and shown by every page from the answer on."""
        desk.renew()
        answer = change(desk, jobs, body)
        if not jobs.is_running():
            desk.renew()
        return answer

    async def endpoint(request: Request) -> JSONResponse:
        body = fields.parse(await request.body())
        return JSONResponse(await run_in_threadpool(changed, body), headers={"cache-control": "no-store"})

    return endpoint
