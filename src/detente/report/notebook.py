"""What a notebook shows of a case, its lists, models, findings, figures and passages.

The types of the other rooms know nothing of these: who shows a value in a notebook calls them, so that
no room depends on this one. Everything is escaped; nothing is fetched; there is no script and no style of the page.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any, overload

from markupsafe import Markup, escape

from detente.analysis.findings import Findings
from detente.case import Case
from detente.dispute.model import DisputeModel
from detente.evidence import Citation
from detente.report.exporters.svg import drawing
from detente.report.listing import Item, items
from detente.report.phrases import state_name
from detente.report.tables import cells, columns, harmless
from detente.report.wording import answer
from detente.sources.document import Document, Passage

__all__ = [
    "Display",
    "Figure",
    "Rows",
    "brief",
    "case_html",
    "case_svg",
    "figure",
    "findings_html",
    "list_html",
    "model_html",
    "passage",
    "passage_html",
    "rows",
    "table",
]

ROWS = 200
"""Lists longer than this are cut in a notebook, which says so; `.to_frame()` and the exports have them whole."""


@dataclass(frozen=True, slots=True)
class Display:
    """HTML that a cell shows when it ends with it."""

    html: str

    def _repr_html_(self) -> str:
        return self.html


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing that a cell shows when it ends with it; `svg` is a file of its own."""

    svg: str

    def _repr_svg_(self) -> str:
        return self.svg


@dataclass(frozen=True, slots=True)
class Rows(Sequence[Item]):
    """One of a case's lists: a sequence of plain items that a cell shows as a table."""

    items: tuple[Item, ...]

    @overload
    def __getitem__(self, place: int) -> Item: ...
    @overload
    def __getitem__(self, place: slice) -> "Rows": ...
    def __getitem__(self, place: int | slice) -> "Item | Rows":
        return Rows(self.items[place]) if isinstance(place, slice) else self.items[place]

    def __len__(self) -> int:
        return len(self.items)

    def _repr_html_(self) -> str:
        return table(self.items)

    def to_frame(self) -> Any:
        """The items as a pandas data frame with the flat columns of the tables, none left out.

        Raises `ImportError` where pandas is not installed.
        """
        pandas = import_module("pandas")

        return pandas.DataFrame([cells(item) for item in self.items], columns=columns(self.items))


def brief(case: Case) -> Display:
    """The answer, line by line."""
    return Display(case_html(case))


def figure(case: Case) -> Figure:
    """The chronology, and the moves from the observed state of every epoch."""
    return Figure(case_svg(case))


def rows(case: Case, name: str) -> Rows:
    """The list called `name` (sources, dates, statements, events, positions, terms, disagreements, gaps).

    Raises `UnknownItem`.
    """
    return Rows(tuple(items(case, name)))


def passage(case: Case, citation: Citation) -> Display:
    """The passage around a citation, with its source and number; the cited words alone where no passage holds them."""
    document = case.library.document(citation.span.document)
    found = case.library.passage_at(citation.span)
    return Display(passage_html(document, found) if found else str(escape(citation.quote)))


def case_html(case: Case) -> str:
    """The answer."""
    lines = Markup("").join(Markup("<li>{}</li>").format(line) for line in answer(case))
    return str(Markup("<h3>{}</h3><ul>{}</ul>").format(case.title, lines))


def case_svg(case: Case) -> str:
    """The figures: chronology, and moves from the observed state."""
    return drawing(case)


def list_html(case: Case, name: str) -> str:
    """One of the case's lists as a table."""
    return table(items(case, name))


def table(rows: Sequence[Mapping[str, object]]) -> str:
    """Items as a table with flat columns."""
    heads = Markup("").join(Markup("<th>{}</th>").format(name) for name in columns(rows))
    shown = [cells(row) for row in rows[:ROWS]]
    body = Markup("").join(_row(row.get(name, "") for name in columns(rows)) for row in shown)
    more = len(rows) - len(shown)
    foot = Markup("<p>{} more rows are not shown.</p>").format(more) if more else ""
    return str(Markup("<table><thead><tr>{}</tr></thead><tbody>{}</tbody></table>{}").format(heads, body, foot))


def model_html(model: DisputeModel) -> str:
    """Parties with their options, and the epochs."""
    parties = [
        {"party": dm.name, "options": "; ".join(f"{option.id}: {option.name}" for option in dm.options)}
        for dm in model.decision_makers
    ]
    epochs = [{"epoch": epoch.name or epoch.id, "observed": epoch.observed or ""} for epoch in model.epochs]
    return f"<h3>{escape(model.title)}</h3>{table(parties)}{table(epochs)}"


def findings_html(findings: Findings) -> str:
    """Each epoch's equilibria with the concepts under which they hold."""
    rows = []
    for found in findings.epochs:
        states = sorted({state for held in found.equilibria.values() for state in held})
        for state in states[:ROWS]:
            codes = [code for code, held in found.equilibria.items() if state in held]
            rows.append(
                {
                    "epoch": found.id,
                    "state": f"s{state + 1} {found.graph.label(state)}",
                    "options": state_name(found.graph, state),
                    "holds under": ", ".join(codes),
                    "observed": "yes" if state == found.status_quo else "",
                }
            )
    return f"<h3>{escape(findings.title)}</h3>{table(rows)}"


def passage_html(document: Document, passage: Passage) -> str:
    """A passage with its source and number."""
    words = document.text[passage.span.start : passage.span.end]
    head = f"{document.title or document.file} ¶{passage.number} ({passage.kind})"
    quoted = Markup('<blockquote style="white-space:pre-line"><bdi dir="auto">{}</bdi></blockquote>')
    return str(Markup("<p><b>{}</b></p>{}").format(head, quoted.format(harmless(words, keep_lines=True))))


def _row(values: Iterable[str]) -> Markup:
    return Markup("<tr>{}</tr>").format(Markup("").join(Markup("<td>{}</td>").format(v) for v in values))
