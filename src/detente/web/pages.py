"""The pages: each a function from the case to what its template shows, with a JSON twin of the same data.

`/x` is the page, `/x.json` its twin, `/x.csv` its table where it is one. Lists are paged on the page and whole in
the twin; of a long list no more is written than is shown.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass

from detente.case import Case
from detente.errors import DetenteError, InvalidSyntax, UnknownItem
from detente.evidence import Cited, DocumentId
from detente.record.entries import Event
from detente.report.exporters import exporters
from detente.report.figures.chronology import chronology as chronology_figure
from detente.report.listing import Item, citation
from detente.report.selection import weightiest
from detente.report.view import event_rows
from detente.report.words import plain
from detente.store import searching
from detente.web import comparing, explanations, games, reader
from detente.web import proposals as suggested
from detente.web.desk import Sheet, Timeline
from detente.web.listing import FEW_PER_PAGE, PER_PAGE, Query, Rows, View, cut, listed, one, page_of

__all__ = ["PAGES", "Page", "article", "contents", "problem_item"]

OUTPUTS = (
    ("To read, print and send", "html brief md"),
    ("Tables and data", "csv tsv json jsonl"),
    ("Citations", "annotations bibtex csl ris"),
    ("The chronology and figures", "timelinejs ics svg png"),
    ("The model, for other programs", "model gmcr nfg graphml dot"),
)
"""The exports by what they are for; one that an added program brings stands behind them."""

GAP_HEADINGS = {
    "unsupported premise": "Premises that nothing supports",
    "silent period": "Times of which no source tells",
    "missing voice": "Voices that are named and not heard",
    "unanswerable": "What the sources leave open",
    "corrupt text": "Text that did not come through",
}

FIGURE_LIMIT = 120
"""Most events that a figure can still show legibly."""

MOST_ACCOUNTS = 8
"""Accounts of one disagreement that a page shows; its twin has all."""

TIMELINES = 8
"""Chronologies kept with their figures, so that to turn a page draws nothing."""


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
    Page(
        path="/hypotheses",
        title="Hypotheses",
        letter="x",
        says="explanations against evidence, with no verdict summed up",
    ),
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
        every, item = sheet.entries(name), sheet.item(name)
        values = {"listing": listed(every, f"/{name}", query, item), "names": sheet.names, "origins": sheet.origins}
        return View(template=f"{name}.html", values=values, twin=Rows.of(every, item), csv=True)

    return build


def disagreements(sheet: Sheet, query: Query) -> View:
    """The questions that the sources answer differently, few to a page: each has its accounts side by side."""
    every, item = sheet.entries("disagreements"), sheet.item("disagreements")
    listing = listed(every, "/disagreements", query, item, per_page=FEW_PER_PAGE)
    return View(
        template="disagreements.html",
        values={"listing": listing, "most_accounts": MOST_ACCOUNTS},
        twin=Rows.of(every, item),
        csv=True,
    )


def statements(sheet: Sheet, query: Query) -> View:
    """Every statement, filtered by speaker and source."""
    chosen = {"speaker": one(query, "speaker"), "source": one(query, "source")}
    is_speaker = _chooser(chosen["speaker"], sheet.speakers)
    every, item = sheet.entries("statements"), sheet.item("statements")
    shown = every
    if any(chosen.values()):
        shown = [said for said in every if is_speaker(said.speaker.name or "") and _cites(said.cited, chosen["source"])]
    values = {
        "listing": listed(shown, "/statements", query, item),
        "speakers": sheet.speakers,
        "sources": _source_ids(sheet.case),
        "chosen": chosen,
        "names": sheet.names,
    }
    return View(template="statements.html", values=values, twin=Rows.of(shown, item), csv=True)


def _chooser(wanted: str, names: Sequence[str]) -> Callable[[str], bool]:
    """Whether a name is the one wanted; where none is exactly that, one that has the words."""
    if not wanted:
        return lambda name: True
    if wanted in names:
        return lambda name: name == wanted
    return lambda name: wanted.casefold() in name.casefold()


def _cites(cited: Cited, source: str) -> bool:
    return not source or any(citation.span.document == source for citation in cited.citations)


def _source_ids(case: Case) -> list[str]:
    return [str(document.id) for document in case.library.documents]


def chronology(sheet: Sheet, query: Query) -> View:
    """Every event in order, filtered by party, source, status and certainty of the date."""
    chosen = {name: one(query, name) for name in ("party", "source", "status", "certainty")}
    line, item = _timeline(sheet, chosen, query), sheet.item("events")
    values = {
        "listing": listed(line.events, "/chronology", query, item),
        "participants": sheet.participants,
        "sources": _source_ids(sheet.case),
        "chosen": chosen,
        "figure": line.figure,
        "drawn": line.drawn,
        "numbers": sheet.numbers,
    }
    return View(template="chronology.html", values=values, twin=Rows.of(line.events, item), csv=True)


def _timeline(sheet: Sheet, chosen: Mapping[str, str], query: Query) -> Timeline:
    """The events chosen and their figure, the same for every page of the list."""
    key = tuple(chosen.values())
    if key not in sheet.timelines:
        while len(sheet.timelines) >= TIMELINES:
            sheet.timelines.pop(next(iter(sheet.timelines)), None)
        sheet.timelines[key] = _drawn(sheet, chosen, query)
    return sheet.timelines[key]


def _drawn(sheet: Sheet, chosen: Mapping[str, str], query: Query) -> Timeline:
    is_party = _chooser(chosen["party"], sheet.participants)
    shown: Sequence[Event] = sheet.entries("events")
    if any(chosen.values()):
        shown = [event for event in shown if _fits(event, chosen, is_party)]
    ordered = sorted(shown, key=lambda event: sheet.numbers[event.id])
    drawn = weightiest(ordered, FIGURE_LIMIT, sheet.weights) if len(ordered) > FIGURE_LIMIT else ordered
    place = {event.id: position // PER_PAGE + 1 for position, event in enumerate(ordered)}
    listing = cut((), len(ordered), "/chronology", query)
    figure = chronology_figure(
        event_rows(sheet.case, drawn, sheet.numbers),
        page=lambda row: listing.url(place[row.event.id]) if listing.pages > 1 else "",
    )
    return Timeline(events=ordered, drawn=len(drawn), figure=figure)


def _fits(event: Event, chosen: Mapping[str, str], is_party: Callable[[str], bool]) -> bool:
    when = event.when
    is_day = when.earliest is not None and when.earliest == when.latest
    return (
        (not chosen["party"] or any(is_party(name) for name in event.participants))
        and _cites(event.cited, chosen["source"])
        and (not chosen["status"] or chosen["status"] == event.status)
        and (not chosen["certainty"] or (chosen["certainty"] == "day") == is_day)
    )


def article(sheet: Sheet, document_id: str, query: Query) -> View:
    """The reader: one article with numbered passages and marks; `?at=START-END` shows a citation."""
    case = sheet.case
    document = case.library.document(DocumentId(document_id))
    marks = tuple(kind for kind in reader.MARKS if kind in query.get("marks", ()))
    cited = _range(one(query, "at"), len(document.text))
    item = sheet.lister.item("sources", document)
    drawn = reader.marks_of(sheet.drawn[document.id], document.id, marks) if marks else ()
    shown = reader.paragraphs(case, document.id, drawn, cited)
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


def search(sheet: Sheet, query: Query) -> View:
    """Passages with the words asked for, best first; only those of this page are looked up."""
    case, words = sheet.case, one(query, "q").strip()
    if not words:
        none = {"listing": cut([], 0, "/search", query), "problem": None}
        return View(template="search.html", values=none, twin=[], csv=True)
    try:
        found = searching.page_of(case, words, limit=PER_PAGE, offset=(_page_asked(query) - 1) * PER_PAGE)
    except InvalidSyntax as error:
        wrong = {"listing": cut([], 0, "/search", query), "problem": error}
        return View(template="search.html", values=wrong, twin=[], csv=True)
    if not found.hits and found.total:  # beyond the end
        offset = (page_of(found.total, query) - 1) * PER_PAGE
        found = searching.page_of(case, words, limit=PER_PAGE, offset=offset)

    def blocks() -> Iterator[list[Item]]:
        for hits in searching.blocks_of(case, words):
            yield [_hit(case, hit) for hit in hits]

    items = [_hit(case, hit) for hit in found.hits]
    values = {"listing": cut(items, found.total, "/search", query), "problem": None}
    return View(template="search.html", values=values, twin=Rows(found.total, blocks), csv=True)


def _page_asked(query: Query) -> int:
    """The page asked for, before it is known how many there are."""
    return page_of(10**9, query)


def _hit(case: Case, hit: searching.Hit) -> Item:
    return {
        "number": hit.number,
        "kind": hit.kind,
        "title": case.library.document(hit.passage.span.document).title,
        "citation": citation(case, hit.passage),
        "words": [citation(case, word) for word in hit.words],
    }


def history(sheet: Sheet, query: Query) -> View:
    """Everything that was done to the case, the newest first."""
    entries = tuple(reversed(sheet.log))
    values = {"listing": listed(entries, "/log", query, asdict)}
    return View(template="log.html", values=values, twin=Rows.of(entries, asdict), csv=True)


def exports(sheet: Sheet, query: Query) -> View:
    """Every output there is, to be taken out."""
    found: dict[str, Item] = {
        e.name: {"name": e.name, "suffix": e.suffix, "about": e.about} for e in exporters().values()
    }
    grouped = [(heading, [found[name] for name in names.split() if name in found]) for heading, names in OUTPUTS]
    known = {name for _, names in OUTPUTS for name in names.split()}
    added = [item for name, item in found.items() if name not in known]
    groups = [(heading, listed) for heading, listed in (*grouped, ("Added by others", added)) if listed]
    return View(template="export.html", values={"groups": groups}, twin=list(found.values()), csv=True)


BUILDERS: dict[str, Callable[[Sheet, Query], View]] = {
    "": front,
    "sources": plain_list("sources"),
    "chronology": chronology,
    "statements": statements,
    "disagreements": disagreements,
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
    "hypotheses": explanations.hypotheses,
    "proposals": suggested.proposals,
    "search": search,
    "log": history,
    "export": exports,
}
