"""Documents → passages: which lines are the article's prose, and what the others are.

Labels come from general evidence: form-field, share-bar and credit wordings, links, length and punctuation, place in
the page (above the first prose, below the last), and lines that an outlet repeats from article to article. Nothing is
deleted; every character that is not blank stands in exactly one passage.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from hashlib import sha256

from detente.evidence import Caveat, Span
from detente.sources import cues
from detente.sources.captions import credit_tail, is_caption
from detente.sources.datelines import DATELINE_PREFIX, SLUG_PREFIX
from detente.sources.document import Document, Passage
from detente.sources.kept import Kept, kept_or_made
from detente.sources.letterheads import is_letterhead
from detente.sources.mastheads import is_body, outlet_in, stands_before_its_date
from detente.sources.printed_dates import is_date_line, printed_dates
from detente.sources.repetition import cut, line_hash, outlines, repeated_lines
from detente.sources.splices import splice_in, stops_short
from detente.sources.units import ADDRESS, IMAGE, Unit

__all__ = ["caveats_of", "passages", "passages_of"]

LETTERS = re.compile(r"[^\W_]+")
BYLINE_NAME = re.compile(
    r"^[^\W\d_a-z][\w.'’-]*(?: (?:[^\W\d_a-z][\w.'’-]*|de|van|von|der|al|bin)){1,3}(?: in "
    r"[^\W\d_a-z][\w-]+(?: [^\W\d_a-z][\w-]+)?)?$"
)
"""A line between headline and prose that is a name, or a name and a place."""

LONG = 60
"""Words from which a line is prose, whatever its wording."""

MOST_HEAD = 12
"""Lines among which the date is printed at an article's head."""

MAX_HEADING = 10
MOST_LINES = 3_000
"""Lines beyond this are prose: no article has so many, and a hostile file shall not cost minutes."""


def passages(documents: Sequence[Document], *, kept: Kept | None = None, workers: int = 1) -> tuple[Passage, ...]:
    """The passages of all documents, document by document, with the evidence of repetition across them.

    What `kept` holds of documents labelled before, under the same evidence, is not worked out again.
    """
    found = outlines(documents, kept=kept, workers=workers)
    repeated = repeated_lines(zip(documents, found, strict=True))

    def label(document: Document) -> list[Row]:
        labelled = passages_of(document, repeated=repeated.get(document.id, frozenset()))
        return [(p.span.start, p.span.end, p.kind) for p in labelled]

    def key(document: Document) -> str:
        evidence = sorted(repeated.get(document.id, ()))
        parts = json.dumps([document.title, document.format, evidence, document.text])
        return f"passages:{sha256(parts.encode()).hexdigest()}"

    rows = kept_or_made(label, documents, kept=kept, key=key, packed=_packed, unpacked=_unpacked, workers=workers)
    return tuple(
        Passage(span=Span(document=document.id, start=start, end=end), kind=kind, number=number)
        for document, labels in zip(documents, rows, strict=True)
        for number, (start, end, kind) in enumerate(labels, 1)
    )


Row = tuple[int, int, str]


def _packed(rows: list[Row]) -> bytes:
    return json.dumps(rows, separators=(",", ":")).encode()


def _unpacked(body: bytes, document: Document) -> list[Row] | None:
    """The labels that were kept for a document; None where they are none, or cannot be its own."""
    try:
        found = [(int(start), int(end), str(kind)) for start, end, kind in json.loads(body)]
    except (TypeError, ValueError):
        return None
    return found if all(0 <= start <= end <= len(document.text) for start, end, _ in found) else None


def passages_of(document: Document, *, repeated: frozenset[str] = frozenset()) -> tuple[Passage, ...]:
    """The passages of one document; `repeated` holds the hashes of lines known to be its outlet's furniture."""
    front, found = cut(document)
    return tuple(_labelled(document, front, found, repeated))


def caveats_of(document: Document, found: Iterable[Passage]) -> tuple[Caveat, ...]:
    """What the passages show to be broken in the text."""
    caveats = []
    for passage in found:
        if passage.kind == "corrupt":
            words = document.text[passage.span.start : passage.span.end]
            message = f"the sentence breaks off: “… {words[-40:]}”; the text is given as it stands"
            caveats.append(Caveat(code="corrupt-splice", message=message, where=passage.span))
    return tuple(caveats)


def _labelled(document: Document, front: int, units: list[Unit], repeated: frozenset[str]) -> list[Passage]:
    _label(units, document.title, repeated)
    spans: list[tuple[int, int, str]] = [(0, _trimmed(document.text, front), "front_matter")] if front else []
    for unit in units:
        spans += _divided(unit)
    return [
        Passage(span=Span(document=document.id, start=start, end=end), kind=kind, number=number)
        for number, (start, end, kind) in enumerate(spans, 1)
    ]


def _trimmed(text: str, end: int) -> int:
    return len(text[:end].rstrip())


def _label(units: list[Unit], title: str | None, repeated: frozenset[str]) -> None:
    """Give each unit its kind: by its own wording first, then by its place."""
    for unit in units[:MOST_LINES]:
        unit.kind = _own_kind(unit)
    _label_letterheads(units, title)
    headline = _headline(units, title)
    if headline is not None:
        _label_titles(units, headline)
    _label_header(units, headline)
    _label_tail(units)
    _label_neighbours(units)
    _label_repeated(units, repeated)
    following: Unit | None = None
    for unit in reversed(units):
        if not unit.kind:
            unit.kind = "headline" if _is_heading(unit, following) else "body"
            following = unit
        elif unit.kind == "caption":
            following = unit


def _label_letterheads(units: list[Unit], title: str | None) -> None:
    """Above the first prose: the line that prints the date among other particulars."""
    for unit in units[:MOST_HEAD]:
        if not unit.kind and unit.is_long and unit.is_terminal:
            return
        is_free = unit.kind in ("", "furniture", "credit") and not unit.is_heading
        if is_free and _same(unit.plain) != _same(title) and is_letterhead(unit.plain):
            unit.kind = "dateline"


def _own_kind(unit: Unit) -> str:
    """What the unit's own wording says; "" when it says nothing."""
    if (unit.words >= LONG and unit.linked < 0.5) or len(unit.raw) > cues.LONGEST:
        return ""
    if not unit.plain or (unit.words <= 2 and IMAGE.search(unit.raw)):
        return "furniture"
    if unit.linked > 0.8 and unit.words <= 2 and ADDRESS.search(unit.raw):
        return "url"
    if is_date_line(unit.plain):
        return "dateline"
    if unit.words <= 16 and stands_before_its_date(unit.plain):
        return "dateline" if printed_dates(unit.plain) else "byline"
    if 5 <= unit.words <= 45 and is_caption(unit.plain):
        return "caption"
    kind = cues.cue_of(unit.plain) if unit.words < 20 or not unit.is_terminal or cues.may_have_cue(unit.plain) else None
    if kind == "byline" and unit.is_terminal and unit.words > 8 and not cues.ABOUT_AUTHOR.match(unit.plain):
        kind = None
    if kind and not _speaks_as_prose(unit, kind):
        return kind
    if 6 <= unit.words <= 70 and (tail := credit_tail(unit.plain)) and unit.plain.count(" ", tail) < 8:
        return "caption"
    return ""


def _speaks_as_prose(unit: Unit, kind: str) -> bool:
    """Whether a line with a cue is a sentence about the world all the same."""
    if kind == "credit" and unit.plain.lstrip("( ").lower().startswith(
        ("reporting", "writing", "editing", "additional", "compiled", "translat")
    ):
        return False
    if kind in ("comment_form", "byline", "furniture") and unit.words <= 12:
        return False
    if kind == "reference":
        return unit.words > 40 or (unit.is_long and unit.is_terminal and cues.REPORTING.search(unit.plain) is not None)
    if not unit.is_long or not unit.is_terminal:
        return unit.words > 25 and unit.is_terminal
    if cues.REPORTING.search(unit.plain):
        return True
    return kind in ("related", "credit") or (
        not cues.READER.search(unit.plain.lower()) and unit.linked < 0.5 and kind != "furniture"
    )


def _headline(units: list[Unit], title: str | None) -> int | None:
    """Which unit is the article's headline; None when the text begins with prose."""
    stated = _same(title) if title else ""
    first_prose = next(
        (n for n, unit in enumerate(units) if not unit.kind and unit.is_long and unit.is_terminal), len(units)
    )
    if stated:
        for position, unit in enumerate(units[: max(first_prose + 1, 12)]):
            if _same(unit.plain) == stated:
                return position
    for position, unit in enumerate(units[: first_prose + 1]):
        if unit.raw.startswith("# "):
            return position
    best = None
    for position, unit in enumerate(units[:first_prose]):
        if (
            unit.kind
            or unit.words > 30
            or unit.words < 2
            or (unit.plain.endswith((".", ":")) and not unit.plain.endswith(("..", "…")))
        ):
            continue
        if unit.words >= 4 and outlet_in(unit.plain) is None and not _heads_the_page(units, position, first_prose):
            return position
        best = position if best is None else best
    return best if len(units) > 1 else None


def _heads_the_page(units: list[Unit], position: int, first_prose: int) -> bool:
    """Whether a line is the name of whoever issues the paper: a body's name, then the date, then the headline."""
    if position + 1 >= first_prose or units[position + 1].kind != "dateline" or not is_body(units[position].plain):
        return False
    return any(not unit.kind and unit.words >= 3 for unit in units[position + 2 : first_prose])


def _label_titles(units: list[Unit], headline: int) -> None:
    """The headline, and wherever the page repeats it with little else."""
    units[headline].kind = "headline"
    title = _same(units[headline].plain)
    if len(title) < 12:
        return
    longest = len(units[headline].plain) + 100
    for unit in units[headline + 1 :]:
        if len(unit.plain) > longest:
            continue
        words = _same(unit.plain)
        if (
            words == title
            or (words.startswith(title) and len(words) - len(title) <= 50)
            or (words.endswith(title) and len(words) - len(title) <= 12)
        ):
            unit.kind = "repeated_title"
        elif title in words and len(words) - len(title) <= 80 and not unit.is_terminal:
            unit.kind = unit.kind or "repeated_title"
    for unit in units[:headline]:
        if len(unit.plain) <= longest and _same(unit.plain).startswith(title):
            unit.kind = "repeated_title"


def _same(words: str | None) -> str:
    """A title without case, spacing and punctuation."""
    return " ".join(LETTERS.findall((words or "").casefold()))


def _label_header(units: list[Unit], headline: int | None) -> None:
    """Short lines above the first prose: sections and menus before the headline, names beside a byline or date."""
    first = next((n for n, unit in enumerate(units) if not unit.kind and unit.words >= 8), None)
    if first is None:
        return
    for position, unit in enumerate(units[:first]):
        if unit.kind:
            continue
        beside = {units[n].kind for n in (position - 1, position + 1) if 0 <= n < len(units)}
        if headline is not None and position < headline and (unit.words <= 4 or outlet_in(unit.plain)):
            unit.kind = "furniture"
        elif beside & {"dateline", "byline"} and unit.words <= 5 and _is_name(unit.plain):
            unit.kind = "byline"
        elif headline is None or position < headline or unit.is_terminal or unit.is_heading:
            continue
        elif unit.words <= 6 and BYLINE_NAME.match(unit.plain):
            unit.kind = "byline"
        elif unit.words <= 2:
            unit.kind = "furniture"


def _is_name(words: str) -> bool:
    parts = words.replace(",", " ").split()
    return 2 <= len(parts) <= 5 and all(
        part[0].isupper() or part in ("de", "van", "von", "der", "al", "bin", "and") for part in parts
    )


def _label_tail(units: list[Unit]) -> None:
    """Below the last prose: what follows a comment form, a subscription box or a list of links belongs to it."""
    total = sum(unit.words for unit in units if not unit.kind)
    seen, anchor = 0, ""
    for position, unit in enumerate(units):
        if unit.kind in cues.ANCHORS:
            late = seen >= 0.6 * total and position > 2
            anchor = unit.kind if late or unit.kind == "related" else ""
            continue
        if unit.kind:
            continue
        if not anchor:
            seen += unit.words
            continue
        lower = unit.plain.lower()
        if anchor == "comment_form" and (seen >= 0.8 * total or (seen >= 0.6 * total and unit.words < 30)):
            unit.kind = "subscribe" if unit.words < 30 and cues.READER.search(lower) else "comment_form"
            continue
        prose = unit.is_long and unit.is_terminal
        addressed = cues.READER.search(lower) is not None and not cues.REPORTING.search(unit.plain)
        late = seen >= 0.6 * total
        if late and not prose and (not unit.is_terminal or addressed):
            unit.kind = anchor if anchor != "subscribe" or addressed else "furniture"
        elif late and prose and addressed and unit.words < 30:
            unit.kind = anchor
        elif anchor == "related" and unit.linked > 0.6:
            unit.kind = "related"
        else:
            anchor = ""
            seen += unit.words


def _label_neighbours(units: list[Unit]) -> None:
    """What only its neighbours explain: a list of links, an address after `Reference:`, a caption under an image."""
    for position, unit in enumerate(units):
        before = units[position - 1] if position else None
        if (
            unit.kind == "url"
            and before is not None
            and before.kind == "credit"
            and before.plain.rstrip().endswith(":")
        ):
            unit.kind = "credit"
        if unit.kind:
            continue
        if unit.linked > 0.8 and unit.words >= 2 and not unit.is_terminal:
            unit.kind = "related"
        elif (
            before is not None
            and before.kind == "furniture"
            and IMAGE.search(before.raw[:1000])
            and unit.words <= 45
            and (unit.raw.rstrip().endswith("|") or not unit.is_terminal or credit_tail(unit.plain))
        ):
            unit.kind = "caption"
    last = max((n for n, unit in enumerate(units) if not unit.kind and unit.words >= 8), default=len(units))
    ending = Counter(unit.kind for unit in units[last + 1 :] if unit.kind)
    for unit in units[last + 1 :]:
        if not unit.kind and ending and not unit.is_terminal and unit.words <= 6:
            unit.kind = "furniture"


def _label_repeated(units: list[Unit], repeated: frozenset[str]) -> None:
    """Lines that the outlet repeats: what the line before them is, where that is furniture too."""
    before = ""
    for unit in units:
        if not unit.kind and repeated and line_hash(unit.plain) in repeated:
            unit.kind = before if before in ("subscribe", "comment_form", "related") else "furniture"
        before = unit.kind


def _is_heading(unit: Unit, following: Unit | None) -> bool:
    """A short line without a full stop that stands over prose."""
    if unit.is_heading:
        return True
    if not any(char.isalpha() for char in unit.plain):
        return False
    if unit.is_terminal or unit.words > MAX_HEADING or unit.plain.endswith((",", ";", ":")):
        return False
    if following is None or following.words < 1.5 * unit.words or following.words < 6:
        return False
    words = unit.plain.split()
    is_titled = sum(word[0].isupper() or len(word) < 4 for word in words) == len(words) and len(words) > 2
    return len(words) <= 4 or is_titled


def _divided(unit: Unit) -> list[tuple[int, int, str]]:
    """The spans of a unit: a dateline or credit is cut off its paragraph, broken prose is cut out."""
    if unit.kind == "caption":
        return _with_credit(unit)
    if unit.kind != "body":
        return [(unit.start, unit.end, unit.kind)]
    spans: list[tuple[int, int, str]] = []
    at = 0
    if prefix := dateline_prefix(unit.raw):
        spans.append((0, len(unit.raw[:prefix].rstrip()), "dateline"))
        at = prefix
    for _ in range(20):
        splice = splice_in(unit.raw[at:])
        if splice is None:
            break
        start, end, after = splice
        if start and unit.raw[at : at + start].strip():
            spans.append((at, at + len(unit.raw[at : at + start].rstrip()), "body"))
        spans.append((at + start, at + end, "corrupt"))
        at += after
    rest = unit.raw[at:]
    spans.append((at, len(unit.raw), "corrupt" if stops_short(rest) else "body"))
    return [(unit.start + start, unit.start + end, kind) for start, end, kind in spans]


def dateline_prefix(raw: str) -> int:
    """How many characters of a paragraph are its dateline (`NORHAVEN, Jan 4 (Reuters) - `); 0 for none."""
    match = DATELINE_PREFIX.match(raw) or SLUG_PREFIX.match(raw)
    if match is None or match.end() > 90:
        return 0
    groups = match.groupdict()
    dash = raw[: match.end()].rstrip("*_ \t\xa0").endswith(("-", "—", "–"))
    if groups.get("slug") or ((dash and groups.get("agency")) or groups.get("date")):
        return match.end()
    place = (groups.get("place") or "").strip("*_( ,").partition(",")[0]
    return match.end() if dash and len(place) > 3 and place.isupper() else 0


def _with_credit(unit: Unit) -> list[tuple[int, int, str]]:
    cut = credit_tail(unit.raw)
    if cut < 12:
        return [(unit.start, unit.end, "caption")]
    return [(unit.start, unit.start + len(unit.raw[:cut].rstrip()), "caption"), (unit.start + cut, unit.end, "credit")]
