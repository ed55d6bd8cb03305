"""The chronology on a line: a dot for a day, a bar for days that are not known better, breaks where nothing is told.

Decades of silence would squeeze the weeks that matter into a hair, so the line is broken where nothing is reported
for long, and each stretch has a scale of its own, which its ticks show.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from markupsafe import Markup

from detente.evidence import DateRange
from detente.record.entries import Event
from detente.report.figures import svg
from detente.report.phrases import date_text, slug
from detente.report.view import EventRow

__all__ = ["chronology"]

WIDTH = 760.0
MARGIN = 16.0
BREAK = 30.0
LANE = 24.0
DOT = 24.0
STRUCK = ("denied", "retracted")
SILENCE = timedelta(days=420)
OPEN_END = timedelta(days=365)
"""How far a bar is drawn towards an end that nobody knows."""


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A part of the line without a long silence: days and where they lie."""

    first: date
    last: date
    left: float
    right: float

    def x(self, day: date) -> float:
        """Where a day lies."""
        days = max((self.last - self.first).days, 1)
        return self.left + (self.right - self.left) * (day - self.first).days / days


def chronology(
    rows: Sequence[EventRow], *, alone: bool = False, page: Callable[[EventRow], str] = lambda row: ""
) -> Markup:
    """The figure of a chronology, "" where nothing is dated. Events without any date stand in the list only.

    `page` is where an event's link leads, by default the page around the figure.
    """
    dated = [(row, *_ends(row.event)) for row in rows if row.event.when.is_known]
    if not dated:
        return Markup("")
    stretches = _stretches([(first, last) for _, first, last in dated])
    lanes: list[float] = []
    marks: list[Markup] = []
    for row, first, last in sorted(dated, key=lambda item: (item[1], item[2], item[0].number)):
        stretch = next(s for s in stretches if s.first <= first <= s.last)
        left = min(stretch.x(first), stretch.right - DOT / 2) - DOT / 2
        least = DOT + (12 if row.event.status in STRUCK else 0)
        right = max(left + least, stretch.x(min(last, stretch.last)) + DOT / 2)
        lane = next((i for i, end in enumerate(lanes) if end + 3 <= left), len(lanes))
        lanes[lane:] = [right] if lane == len(lanes) else [right, *lanes[lane + 1 :]]
        marks.append(_mark(row, left, right, 12 + lane * LANE, page))
    base = 20 + len(lanes) * LANE
    return svg.document(
        [*_axis(stretches, base), *marks],
        width=WIDTH,
        height=base + 34,
        name="Chronology",
        about="Each mark links to the event of the same number in the list below. Bars are spans within which the day "
        "is not known.",
        alone=alone,
    )


def _ends(event: Event) -> tuple[date, date]:
    """The first and the last day to draw."""
    when = event.when
    if when.earliest is None:
        assert when.latest is not None
        return _moved(when.latest, -OPEN_END), when.latest
    return when.earliest, when.latest or _moved(when.earliest, OPEN_END)


def _moved(day: date, by: timedelta) -> date:
    """The day moved, within what a calendar can hold."""
    return date.fromordinal(min(max(day.toordinal() + by.days, 1), date.max.toordinal()))


def _stretches(ends: list[tuple[date, date]]) -> list[_Stretch]:
    """The line cut at long silences; each stretch gets room for the events in it."""
    groups: list[tuple[date, date, int]] = []
    for first, last in sorted(ends):
        if groups and first - groups[-1][1] <= SILENCE:
            start, end, count = groups[-1]
            groups[-1] = (start, max(end, last), count + 1)
        else:
            groups.append((first, last, 1))
    room = WIDTH - 2 * MARGIN - BREAK * (len(groups) - 1)
    weights = [1.2 + count for _, _, count in groups]
    found: list[_Stretch] = []
    left = MARGIN
    for (first, last, _), weight in zip(groups, weights, strict=True):
        right = left + room * weight / sum(weights)
        inner = min(DOT / 2, (right - left) / 2)
        found.append(_Stretch(first, last, left + inner, right - inner))
        left = right + BREAK
    return found


def _mark(row: EventRow, left: float, right: float, y: float, page: Callable[[EventRow], str]) -> Markup:
    """One event: solid on a known day, pale over a span, dashed where it was only planned, struck where denied."""
    event = row.event
    is_day = event.when.is_bounded and event.when.earliest == event.when.latest
    kind = "hollow" if event.status in ("planned", "proposed") else "day" if is_day else "span"
    shape = svg.element("rect", x=left, y=y - 9, width=right - left, height=18, rx=9, class_=kind)
    label = svg.text(row.number, left + DOT / 2, y + 4, text_anchor="middle", class_="small strong")
    parts = [shape, label]
    if event.status in STRUCK:
        stroke = f"M{right - 15:.1f} {y + 6:.1f}L{right - 6:.1f} {y - 6:.1f}"
        parts.append(svg.element("path", d=stroke, class_="axis"))
    words = f"{row.number}: {date_text(event.when)}, {event.summary} ({event.status})"
    return svg.link(f"{page(row)}#{slug(event.id)}", words, parts)


def _axis(stretches: list[_Stretch], base: float) -> list[Markup]:
    parts: list[Markup] = []
    for i, stretch in enumerate(stretches):
        line = f"M{stretch.left - 8:.1f} {base:.1f}H{stretch.right + 8:.1f}"
        parts.append(svg.element("path", d=line, class_="axis"))
        parts += _ticks(stretch, base)
        if i + 1 < len(stretches):
            parts.append(_break(stretch, stretches[i + 1], base))
    return parts


def _break(before: _Stretch, after: _Stretch, base: float) -> Markup:
    """Two strokes where the line is broken, named with the years left out."""
    middle = (before.right + after.left) / 2
    years = max(1, round((after.first - before.last).days / 365.25))
    strokes = f"M{middle - 5:.1f} {base + 5:.1f}l4 -10M{middle + 1:.1f} {base + 5:.1f}l4 -10"
    words = f"{years} {'year' if years == 1 else 'years'} without a report"
    return svg.group([svg.element("title", words), svg.element("path", d=strokes, class_="axis")])


def _ticks(stretch: _Stretch, base: float) -> list[Markup]:
    """Ticks at years or months, as dense as their labels allow."""
    candidates = _years(stretch) or _months(stretch)
    if len(candidates) < 2:
        candidates = _months(stretch) or [(stretch.first, month_text(stretch.first))]
    parts: list[Markup] = []
    free_from = float("-inf")
    for day, label in candidates:
        x = stretch.x(day)
        half = len(label) * 3.3
        if x - half < free_from:
            continue
        free_from = x + half + 6
        parts.append(svg.element("path", d=f"M{x:.1f} {base:.1f}v5", class_="axis"))
        parts.append(svg.text(label, x, base + 18, text_anchor="middle", class_="small soft"))
    return parts


def _years(stretch: _Stretch) -> list[tuple[date, str]]:
    years = [date(year, 1, 1) for year in range(stretch.first.year, stretch.last.year + 1)]
    return [(day, str(day.year)) for day in years if stretch.first <= day <= stretch.last]


def _months(stretch: _Stretch) -> list[tuple[date, str]]:
    first = stretch.first.year * 12 + stretch.first.month - 1
    last = stretch.last.year * 12 + stretch.last.month - 1
    days = [date(month // 12, month % 12 + 1, 1) for month in range(first, last + 1)]
    return [(max(day, stretch.first), month_text(day)) for day in days]


def month_text(day: date) -> str:
    """`Nov 2018`.

    >>> month_text(date(2018, 11, 14))
    'Nov 2018'
    """
    return date_text(DateRange.day(day)).split(" ", 1)[1]
