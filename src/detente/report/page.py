"""The report as one HTML file: no script, nothing fetched, one style sheet named by its hash.

Whatever comes from an article is hostile until it is escaped: Jinja escapes every value, foreign text stands in
`bdi`, characters that cannot be seen or that turn the line around are named beside themselves, and a content
security policy, the first thing in the file, forbids what escaping should have made impossible.
"""

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping, Set
from functools import cache
from importlib.resources import files
from urllib.parse import quote

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup, escape

from detente.case import Case
from detente.evidence import Citation
from detente.report import phrases
from detente.report.figures.chronology import chronology
from detente.report.figures.states import states
from detente.report.firmness import breaking, firm
from detente.report.places import Places
from detente.report.selection import left_out_words
from detente.report.unsticking import edit_line, move_words, reach_words, size_words, way_words, worded_deals
from detente.report.view import ReportView, basis_view, view
from detente.report.words import Line, when_of

__all__ = ["environment", "foreign", "link_to", "page"]

POLICY = "default-src 'none'; style-src 'sha256-{hash}'; img-src data:; base-uri 'none'; form-action 'none'"

SYMBOLS = {"quoted": "●", "inferred": "◐", "assumed": "○", "missing": "–"}
"""The chip of each kind of basis; its name stands beside it, so nothing is told by shape or colour alone."""

PAGE_OF = {
    "events": "Chronology", "statements": "Who said what", "disagreements": "Disagreements",
    "positions": "Positions", "terms": "Terms", "gaps": "Gaps",
}  # fmt: skip
"""Where the app has the whole of each list."""

MOST_CAVEATS = 40
MOST_TWINS = 6

LABEL = re.compile(r"[A-Z][a-z]+(?: [a-z]+){1,3}(?=:| \()")
"""`Why stuck`, `Nearest to a deal`: what stands before the colon or the bracket."""

UNSEEN = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f"  # controls
    "\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"  # zero width, direction
    "\U000e0000-\U000e007f]"  # tags
)
"""Characters that nobody sees or that change the direction of others."""


def page(case: Case, *, every: bool = False) -> bytes:
    """The report of a case; with `every`, nothing is left out however large the record is (see `Selection`)."""
    shown = view(case, every=every)
    style = _template("report.css").replace("/*TITLE*/", _css_string(shown.title))
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    template = environment(shown).get_template("report.html")
    html = template.render(view=shown, policy=Markup(POLICY.format(hash=digest)), style=Markup(style))
    return html.encode("utf-8", "replace")


def environment(shown: ReportView) -> Environment:
    """The templates with their filters; every value is escaped unless it was made by the filters."""
    places = shown.places
    here = {event.id for event in shown.selection.events}
    jinja = Environment(
        loader=FunctionLoader(_template),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    jinja.filters |= {
        "accounts": shown.selection.accounts,
        "basis": lambda basis: basis_view(shown.case, basis),
        "cites": lambda citations: _cites(places, citations),
        "counted": phrases.counted,
        "date": phrases.date_text,
        "about": lambda text: phrases.about_words(text, shown.names),
        "events": cache(lambda text: _with_events(shown.numbers, here, text)),  # one event stands by many changes
        "few": shown.selection.few,
        "foreign": foreign,
        "labelled": lambda line: _labelled(places, line),
        "line": lambda line: _line(places, line),
        "listed": phrases.listed,
        "ordinal": phrases.ordinal,
        "reason": phrases.reason_text,
        "reasons": shown.selection.reasons,
        "slug": phrases.slug,
        "some": phrases.some,
        "some_cites": lambda citations: _cites(places, citations, shown.selection.few(citations)),
    }
    jinja.globals |= {
        "as_far_as_found": phrases.AS_FAR_AS_FOUND,
        "chronology": chronology,
        "corroboration": phrases.corroboration,
        "left_out_words": left_out_words,
        "page_of": PAGE_OF,
        "here": {source.document.id for source in shown.sources},
        "most_caveats": MOST_CAVEATS,
        "most_twins": MOST_TWINS,
        "firm": lambda standing: firm(shown.case, standing),
        "link_to": link_to,
        "places": places,
        "breaking": lambda found: breaking(shown.case.model, found) if shown.case.model else (),
        "edit_line": lambda found, edit: edit_line(shown.case, found, edit),
        "move_words": move_words,
        "reach_words": reach_words,
        "size_words": size_words,
        "state_name": phrases.state_name,
        "state_words": phrases.state_words,
        "states": states,
        "symbols": SYMBOLS,
        "way_words": lambda graph, way: way_words(shown.situation, graph, way),
        "when_of": when_of,
        "worded_deals": lambda found: worded_deals(shown.case, found),
    }
    return jinja


def foreign(text: object) -> Markup:
    """Text from outside, kept to its own direction, its unseen characters named; what it says stays the same."""
    shown = UNSEEN.sub(_named, str(escape(_printable(str(text)))))
    return Markup(f'<bdi dir="auto">{shown}</bdi>')


def _with_events(numbers: Mapping[str, int], here: Set[str], text: str) -> Markup:
    """Text with its days written out; an event's id becomes the event's number, a link where the event is shown."""
    parts = re.split(r"\b(ev-\d+)\b", phrases.days_written_out(text))
    link, name = Markup('<a href="#{}">event {}</a>'), Markup("event {}")
    return Markup("").join(
        link.format(phrases.slug(part), numbers[part])
        if part in here
        else name.format(numbers[part])
        if part in numbers
        else foreign(part)
        for part in parts
        if part
    )


def link_to(url: str | None) -> Markup:
    """A source's address, shown in full; a link only where it leads to the web."""
    if not url:
        return Markup("")
    if re.match(r"https?://[^\s]+$", url, re.IGNORECASE):
        return Markup('<a class="out" rel="noreferrer noopener external" href="{}">{}</a>').format(
            quote(_printable(url), safe=":/?#[]@!$&'()*+,;=%-._~"), foreign(url)
        )
    return foreign(url)


def _line(places: Places, line: Line) -> Markup:
    """A line of words and citations."""
    parts: list[Markup] = []
    waiting: list[Citation] = []
    for part in (*line, ""):
        if isinstance(part, Citation):
            waiting.append(part)
            continue
        if waiting:
            parts.append(_cites(places, waiting))
            waiting = []
        parts.append(escape(_printable(part)))
    return Markup("").join(parts)


def _labelled(places: Places, line: Line) -> Markup:
    """A line with its label, the words before the first colon or bracket, set apart."""
    label = LABEL.match(str(line[0])) if line else None
    if label is None:
        return _line(places, line)
    rest = (str(line[0])[label.end() :], *line[1:])
    return Markup("<strong>{}</strong>{}").format(label[0], _line(places, rest))


def _cites(places: Places, citations: Iterable[Citation], shown: Iterable[Citation] | None = None) -> Markup:
    """Citations as links in one pair of brackets; each carries its quotation as its title.

    Of those that are `shown` (all by default) there is a link, of the others their number.
    """
    links: list[Markup] = []
    before = None
    given = tuple(dict.fromkeys(citations))
    chosen = given if shown is None else tuple(shown)
    for place in places.all(chosen):
        same = before is not None and before.document.id == place.document.id
        label = place.label if not same else "ibid." if before and before.passage == place.passage else place.pilcrow
        link = Markup('<a class="cite" href="{}" title="{}">{}</a>')
        links.append(link.format(place.href, _printable(place.citation.quote), label))
        before = place
    if not links:
        return Markup("")
    if len(given) > len(chosen):
        links.append(Markup("and {} more").format(len(given) - len(chosen)))
    return Markup(' <span class="cites">[{}]</span>').format(Markup("; ").join(links))


def _printable(text: str) -> str:
    """The text without what HTML cannot hold: NUL and lone surrogates become the replacement character."""
    return re.sub("[\u0000\ud800-\udfff]", "\ufffd", text)


def _named(match: re.Match[str]) -> str:
    return f'<span class="unseen" data-name="U+{ord(match[0]):04X}">{match[0]}</span>'


def _css_string(text: str) -> str:
    """The text as a CSS string that cannot end before its end."""
    safe = "".join(c if c.isascii() and c.isalnum() else f"\\{ord(c):06x}" for c in _printable(text)[:120])
    return f'"{safe}"'


@cache
def _template(name: str) -> str:
    return (files("detente.report") / "templates" / name).read_text(encoding="utf-8")
