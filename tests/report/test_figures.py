"""The figures: real links with names, uncertain dates as spans, and a PNG of the same drawing."""

import struct
import zlib
from dataclasses import replace
from datetime import date

from lxml import etree

from detente.evidence import DateRange
from detente.report.exporters.svg import drawing
from detente.report.figures.chronology import chronology
from detente.report.figures.raster import png
from detente.report.figures.states import states
from detente.report.view import EventRow, view
from report.dispute import river

SVG = "{http://www.w3.org/2000/svg}"


def parsed(figure: str) -> etree._Element:
    """The figure as XML."""
    return etree.fromstring(str(figure).encode())


def test_each_mark_of_the_chronology_is_a_link_with_a_name():
    """The name is what the list says: number, date, event, status."""
    links = list(parsed(chronology(view(river()).chronology)).iter(f"{SVG}a"))

    assert ["#ev-1", "#ev-2"] == [link.get("href") for link in links]
    assert "1: 4 May 2031, Norland closed the lock (happened)" == links[0].get("aria-label")


def test_a_day_is_a_dot_and_a_month_is_a_span():
    """Uncertainty is drawn, not hidden; what was only planned is dashed."""
    rows = view(river()).chronology
    happened = replace(rows[1], event=replace(rows[1].event, status="happened"))
    marks = [next(iter(parsed(chronology([row])).iter(f"{SVG}rect"))) for row in (rows[0], happened, rows[1])]

    assert ["day", "span", "hollow"] == [mark.get("class") for mark in marks]


def test_the_line_is_broken_where_nothing_is_told():
    """A silence of decades takes no more room than one of two years, and says how long it was."""
    row = view(river()).chronology[0]
    long_ago = replace(row.event, id="ev-0", when=DateRange.day(date(1956, 10, 19)))
    text = str(chronology([replace(row, number=1, event=long_ago), replace(row, number=2)]))

    assert "75 years without a report" in text


def test_an_event_with_an_open_end_is_drawn_and_one_without_a_date_is_not():
    """The list has both."""
    row = view(river()).chronology[0]

    def at(when: DateRange) -> EventRow:
        return replace(row, event=replace(row.event, when=when))

    opened = chronology([at(DateRange(earliest=None, latest=date.min))])

    assert len(list(parsed(opened).iter(f"{SVG}rect"))) == 1
    assert "" == chronology([at(DateRange(earliest=None, latest=None))])


def test_the_states_are_links_to_their_rows():
    """The observed state, every move out of it, and the target states that somebody likes better."""
    shown = view(river())
    figure = parsed(states(shown.epochs[-1]))
    hrefs = [link.get("href") for link in figure.iter(f"{SVG}a")]

    assert hrefs[0] == "#state-2031-06-s3"
    assert len(hrefs) == len(set(hrefs))


def test_the_image_is_a_whole_png_of_the_drawing():
    """Two pixels per unit, eight bits of red, green and blue, every chunk with its checksum."""
    picture = drawing(river())
    root = parsed(picture)
    data = png(picture)
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    at, chunks = 8, {}
    while at < len(data):
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        body = data[at + 8 : at + 8 + length]
        assert zlib.crc32(kind + body) == struct.unpack(">I", data[at + 8 + length : at + 12 + length])[0]
        chunks[kind] = body
        at += 12 + length
    width, height = struct.unpack(">II", chunks[b"IHDR"][:8])

    assert (round(float(root.get("width")) * 2), round(float(root.get("height")) * 2)) == (width, height)
    assert height * (width * 3 + 1) == len(zlib.decompress(chunks[b"IDAT"]))


def test_every_shape_of_the_figures_can_be_painted():
    """An element or a class that the painter does not know would be missing from the image without a word."""
    from detente.report.figures.raster import STYLES

    root = parsed(drawing(river()))
    known = {"a", "desc", "g", "path", "rect", "style", "svg", "text", "title"}
    shapes = list(root.iter(f"{SVG}rect", f"{SVG}path"))

    assert {str(e.tag).removeprefix(SVG) for e in root.iter() if isinstance(e.tag, str)} <= known
    assert [] == [e.get("class") for e in shapes if e.get("class") not in STYLES]
