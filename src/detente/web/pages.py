"""The pages: each a function from the case to what its template shows, with a JSON twin of the same data.

`/x` is the page, `/x.json` its twin, `/x.csv` its table where it is one. Lists are paged on the page and whole in
the twin.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass

from detente.case import Case
from detente.errors import DetenteError, UnknownItem
from detente.evidence import DocumentId
from detente.report.exporters import exporters
from detente.report.figures.chronology import chronology as chronology_figure
from detente.report.listing import Item, citation
from detente.report.words import plain
from detente.store.searching import search_open
from detente.web import comparing, games, reader
from detente.web import proposals as suggested
from detente.web.desk import Sheet
from detente.web.listing import Query, View, listed, one

__all__ = ["PAGES", "Page", "article", "contents", "problem_item"]

FIGURE_LIMIT = 200
"""Most events that a figure can still show legibly."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """An entry of the navigation; `letter` follows `g` on the keyboard."""

    path: str
    title: str
    letter: str
    says: str


PAGES = (
    Page(path="/", title="Case", letter="h", says="the answer first"),
    Page(path="/sources", title="Sources", letter="s", says="who published what, when, and whose text it is"),
    Page(path="/chronology", title="Chronology", letter="c", says="what happened, in order, planned apart from held"),
    Page(path="/statements", title="Who said what", letter="w", says="each statement with its speaker and chain"),
    Page(path="/disagreements", title="Disagreements", letter="d", says="where accounts part; the verdict is yours"),
    Page(path="/positions", title="Positions", letter="p", says="what each party held, and when it changed"),
    Page(path="/terms", title="Terms", letter="t", says="rival names, and words with two readings"),
    Page(
        path="/model", title="Model", letter="m", says="parties, options, exclusions, preferences, each with its basis"
    ),
    Page(path="/outcomes", title="Outcomes", letter="o", says="every state and who would leave it"),
    Page(path="/why", title="Why", letter="y", says="the moves that make or break a state"),
    Page(path="/paths", title="Paths", letter="r", says="how the dispute can get from one state to another"),
    Page(path="/deals", title="Deal finder", letter="f", says="the smallest change that makes an outcome hold"),
    Page(path="/whatif", title="What if", letter="i", says="edit, solve, and see the difference"),
    Page(path="/compare", title="Compare", letter="v", says="two models or versions side by side, and what parts them"),
    Page(path="/gaps", title="Gaps", letter="a", says="what the sources do not tell"),
    Page(path="/proposals", title="Proposals", letter="n", says="what the record suggests for the model"),
    Page(path="/export", title="Export and cite", letter="e", says="take everything out, with its citations"),
)


def contents(sheet: Sheet, name: str, query: Query) -> View:
    """The page at `/name`; raises `UnknownItem` where there is none."""
    builder = BUILDERS.get(name)
    if builder is None:
        raise UnknownItem(f"no page {name!r}", hint="the pages are listed on the left")
    return builder(sheet, query)


# ── the record ───────────────────────────────────────────────────────────────────────────────────────────────


def front(sheet: Sheet, query: Query) -> View:
    """The answer, the errors of the model, and the way on."""
    case = sheet.case
    lines = [plain(line, sheet.places) for line in sheet.view.answer]
    problems = [problem_item(problem) for problem in case.problems]
    return View(
        template="case.html",
        values={"answer": sheet.view.answer, "problems": problems},
        twin={"title": case.title, "answer": lines, "problems": problems, "stale": case.stale or None},
    )


def problem_item(problem: DetenteError) -> dict[str, str]:
    """An error as data."""
    return {"code": problem.code, "message": problem.message, "where": problem.where, "hint": problem.hint}


def plain_list(name: str) -> Callable[[Sheet, Query], View]:
    """A page that shows one list of the record."""

    def build(sheet: Sheet, query: Query) -> View:
        every = sheet.items(name)
        extra = {"origins": len({item["origin"] for item in every})} if name == "sources" else {}
        return View(
            template=f"{name}.html",
            values={"listing": listed(every, f"/{name}", query), "names": sheet.names, **extra},
            twin=every,
            csv=True,
        )

    return build


def statements(sheet: Sheet, query: Query) -> View:
    """Every statement, filtered by speaker and source."""
    case = sheet.case
    every = sheet.items("statements")
    chosen = {"speaker": one(query, "speaker"), "source": one(query, "source")}
    shown = [s for s in every if _fits_speaker(s, chosen["speaker"]) and _cites(s, chosen["source"])]
    speakers = sorted({str(_speaker(s)) for s in every if _speaker(s)})
    values = {
        "listing": listed(shown, "/statements", query),
        "speakers": speakers,
        "sources": _source_ids(case),
        "chosen": chosen,
        "names": sheet.names,
    }
    return View(template="statements.html", values=values, twin=shown, csv=True)


def _speaker(item: Item) -> object:
    speaker = item["speaker"]
    assert isinstance(speaker, dict)
    return speaker["name"]


def _fits_speaker(item: Item, wanted: str) -> bool:
    return not wanted or _speaker(item) == wanted


def _cites(item: Item, source: str) -> bool:
    citations = item["citations"]
    assert isinstance(citations, list)
    return not source or any(c["source"] == source for c in citations)


def _source_ids(case: Case) -> list[str]:
    return [str(document.id) for document in case.library.documents]


def chronology(sheet: Sheet, query: Query) -> View:
    """Every event in order, filtered by party, source, status and certainty of the date."""
    case = sheet.case
    every = sheet.items("events")
    chosen = {name: one(query, name) for name in ("party", "source", "status", "certainty")}
    shown = [event for event in every if _fits(event, chosen)]
    participants = sorted({str(p) for event in every for p in _strings(event["participants"])})
    wanted = {event["id"] for event in shown}
    rows = [row for row in sheet.view.chronology if row.event.id in wanted]
    figure = chronology_figure(rows) if 0 < len(rows) <= FIGURE_LIMIT else None
    values = {
        "listing": listed(sorted(shown, key=lambda event: sheet.numbers[str(event["id"])]), "/chronology", query),
        "participants": participants,
        "sources": _source_ids(case),
        "chosen": chosen,
        "figure": figure,
        "numbers": sheet.numbers,
    }
    return View(template="chronology.html", values=values, twin=shown, csv=True)


def _strings(value: object) -> Iterable[object]:
    assert isinstance(value, list)
    return value


def _fits(event: Item, chosen: Mapping[str, str]) -> bool:
    when = event["when"]
    assert isinstance(when, dict)
    is_day = when["earliest"] is not None and when["earliest"] == when["latest"]
    return (
        (not chosen["party"] or chosen["party"] in _strings(event["participants"]))
        and _cites(event, chosen["source"])
        and (not chosen["status"] or chosen["status"] == event["status"])
        and (not chosen["certainty"] or (chosen["certainty"] == "day") == is_day)
    )


def article(sheet: Sheet, document_id: str, query: Query) -> View:
    """The reader: one article with numbered passages and marks; `?at=START-END` shows a citation."""
    case = sheet.case
    document = case.library.document(DocumentId(document_id))
    marks = tuple(kind for kind in reader.MARKS if kind in query.get("marks", ()))
    cited = _range(one(query, "at"), len(document.text))
    item = next(item for item in sheet.items("sources") if item["id"] == document_id)
    shown = reader.paragraphs(case, document.id, reader.marks_of(case, document.id, marks), cited)
    parties = case.model.decision_makers if case.model else ()
    values = {"document": item, "paragraphs": shown, "marks": marks, "mark_kinds": reader.MARKS, "parties": parties}
    passages = [
        {
            "number": p.number,
            "kind": p.kind,
            "start": p.span.start,
            "end": p.span.end,
            "text": document.text[p.span.start : p.span.end],
        }
        for p in case.library.passages_of(document.id)
    ]
    return View(template="reader.html", values=values, twin={**item, "passages": passages})


def _range(text: str, length: int) -> tuple[int, int] | None:
    """`START-END` within the text; anything else asks for nothing."""
    start, _, end = text.partition("-")
    if not (start.isascii() and start.isdigit() and end.isascii() and end.isdigit() and len(text) < 24):
        return None
    return (int(start), int(end)) if int(start) < int(end) <= length else None


def passages_with(case: Case, words: str) -> list[Item]:
    """The passages that hold the words, as items with a citation."""
    return [
        {"number": hit.number, "kind": hit.kind, "citation": citation(case, hit.passage)}
        for hit in search_open(case, words)
    ]


def search(sheet: Sheet, query: Query) -> View:
    """Passages with the words asked for, best first."""
    words = one(query, "q").strip()
    found = passages_with(sheet.case, words) if words else []
    return View(template="search.html", values={"listing": listed(found, "/search", query)}, twin=found, csv=True)


def history(sheet: Sheet, query: Query) -> View:
    """Everything that was done to the case, the newest first."""
    entries = [asdict(entry) for entry in reversed(sheet.log)]
    return View(template="log.html", values={"listing": listed(entries, "/log", query)}, twin=entries, csv=True)


def exports(sheet: Sheet, query: Query) -> View:
    """Every output there is, to be taken out."""
    found: list[Item] = [{"name": e.name, "suffix": e.suffix, "about": e.about} for e in exporters().values()]
    return View(template="export.html", values={"exporters": found}, twin=found, csv=True)


BUILDERS: dict[str, Callable[[Sheet, Query], View]] = {
    "": front,
    "sources": plain_list("sources"),
    "chronology": chronology,
    "statements": statements,
    "disagreements": plain_list("disagreements"),
    "positions": plain_list("positions"),
    "terms": plain_list("terms"),
    "gaps": plain_list("gaps"),
    "model": games.model,
    "outcomes": games.outcomes,
    "why": games.why,
    "paths": games.paths,
    "deals": games.deals,
    "whatif": games.whatif,
    "compare": comparing.compared,
    "proposals": suggested.proposals,
    "search": search,
    "log": history,
    "export": exports,
}
