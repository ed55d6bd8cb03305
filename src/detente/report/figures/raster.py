"""Our own figures as PNG: the few SVG elements that `svg` draws, painted with NumPy.

A drawing library would be the largest dependency of the package for the smallest of its outputs, and would lay the
figures out a second time. The letters are in `glyphs.bin`, DejaVu Sans drawn once at 24 pixels; a character that is not
among them is drawn as an empty box.
"""

import itertools
import re
import struct
import zlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from xml.etree import ElementTree

import numpy as np
from numpy.typing import NDArray

__all__ = ["png"]

SCALE = 2
"""Pixels per unit of the drawing."""

INK, SOFT, PAPER = (34, 38, 42), (91, 98, 105), (253, 252, 249)
LINE, BLUE, PALE, GREEN, GREY = (139, 143, 146), (23, 82, 122), (213, 225, 232), (31, 107, 78), (201, 203, 204)

Colour = tuple[int, int, int]
Field = NDArray[np.float64]

STYLES: dict[str, tuple[Colour | None, Colour | None, float, bool]] = {
    "day": (BLUE, BLUE, 1, False),
    "span": (PALE, BLUE, 1, False),
    "hollow": (PAPER, BLUE, 1, True),
    "box": (PAPER, LINE, 1, False),
    "now": ((234, 241, 245), BLUE, 2, False),
    "goal": (PAPER, GREEN, 1, True),
    "axis": (None, SOFT, 1, False),
    "edge": (None, GREY, 1, False),
    "better": (None, BLUE, 2, False),
    "tip": (LINE, None, 0, False),
    "tip-better": (BLUE, None, 0, False),
}
"""Fill, stroke, width of the stroke, dashed; as the style sheet of the figures has them."""


def png(drawing: str) -> bytes:
    """The drawing, an SVG document made by `svg.document`, as a PNG image."""
    root = ElementTree.fromstring(drawing)
    width, height = (round(float(root.get(key, "0")) * SCALE) for key in ("width", "height"))
    canvas = np.empty((max(height, 1), max(width, 1), 3), dtype=np.float64)
    canvas[:] = PAPER
    _paint(canvas, root, 0.0, 0.0)
    return _encoded(canvas.round().astype(np.uint8))


def _paint(canvas: Field, element: ElementTree.Element, x: float, y: float) -> None:
    """The element and what is in it, moved by (x, y); a number on a filled mark is drawn in paper white."""
    before = ""
    for child in element:
        kind = child.tag.rpartition("}")[2]
        classes = child.get("class", "").split()
        if kind == "rect":
            _rect(canvas, child, classes, x, y)
        elif kind == "path":
            _path(canvas, child.get("d", ""), classes, x, y)
        elif kind == "text":
            _text(canvas, child, classes, x, y, PAPER if before == "day" else None)
        elif kind in ("g", "a", "svg"):
            moved = re.fullmatch(r"translate\(([-\d.]+)[ ,]+([-\d.]+)\)", child.get("transform", ""))
            dx, dy = (float(moved[1]), float(moved[2])) if moved else (0.0, 0.0)
            _paint(canvas, child, x + dx, y + dy)
        before = classes[0] if kind == "rect" and classes else ""


def _rect(canvas: Field, element: ElementTree.Element, classes: list[str], x: float, y: float) -> None:
    left, top, width, height, radius = (float(element.get(k, "0")) for k in ("x", "y", "width", "height", "rx"))
    fill, stroke, weight, dashed = _style(classes)
    half_w, half_h = width * SCALE / 2, height * SCALE / 2
    round_ = min(radius * SCALE, half_w, half_h)
    box = _window(canvas, (x + left) * SCALE, (y + top) * SCALE, 2 * half_w, 2 * half_h)
    if box is None:
        return
    part, across, down = box
    centre_x, centre_y = (x + left) * SCALE + half_w, (y + top) * SCALE + half_h
    dx = np.abs(across - centre_x) - (half_w - round_)
    dy = np.abs(down - centre_y) - (half_h - round_)
    distance = np.hypot(np.maximum(dx, 0), np.maximum(dy, 0)) + np.minimum(np.maximum(dx, dy), 0) - round_
    if fill:
        _blend(part, fill, np.clip(0.5 - distance, 0, 1))
    if stroke:
        edge = np.clip(0.5 + weight * SCALE / 2 - np.abs(distance), 0, 1)
        _blend(part, stroke, edge * ((across + down) % 16 < 10) if dashed else edge)


def _path(canvas: Field, d: str, classes: list[str], x: float, y: float) -> None:
    fill, stroke, weight, _ = _style(classes)
    for line in _polylines(d):
        points = [((px + x) * SCALE, (py + y) * SCALE) for px, py in line]
        if fill:
            _polygon(canvas, points, fill)
        if stroke:
            for start, end in itertools.pairwise(points):
                _segment(canvas, start, end, stroke, weight * SCALE)


def _segment(
    canvas: Field, start: tuple[float, float], end: tuple[float, float], colour: Colour, weight: float
) -> None:
    left, top = min(start[0], end[0]), min(start[1], end[1])
    box = _window(canvas, left, top, abs(start[0] - end[0]), abs(start[1] - end[1]))
    if box is None:
        return
    part, across, down = box
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = dx * dx + dy * dy or 1.0
    along = np.clip(((across - start[0]) * dx + (down - start[1]) * dy) / length, 0, 1)
    distance = np.hypot(across - start[0] - along * dx, down - start[1] - along * dy)
    _blend(part, colour, np.clip(0.5 + weight / 2 - distance, 0, 1))


def _polygon(canvas: Field, points: list[tuple[float, float]], colour: Colour) -> None:
    """A convex polygon."""
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    box = _window(canvas, min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
    if box is None:
        return
    part, across, down = box
    corners = points[:-1] if points[0] == points[-1] else points
    area = sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(corners, corners[1:] + corners[:1], strict=True))
    inside = np.ones(part.shape[:2])
    for a, b in zip(corners, corners[1:] + corners[:1], strict=True):
        side = (b[0] - a[0]) * (down - a[1]) - (b[1] - a[1]) * (across - a[0])
        inside *= np.clip(0.5 + np.copysign(1.0, area) * side / (np.hypot(b[0] - a[0], b[1] - a[1]) or 1.0), 0, 1)
    _blend(part, colour, inside)


def _text(
    canvas: Field, element: ElementTree.Element, classes: list[str], x: float, y: float, colour: Colour | None
) -> None:
    words = "".join(element.itertext())
    size = (11 if "small" in classes else 12) * SCALE / 24
    weight = 7 if "strong" in classes else 4
    glyphs = [_glyphs().get((weight, ord(c))) for c in words]
    advance = sum((glyph[0] if glyph else 14.0) * size for glyph in glyphs)
    at = (x + float(element.get("x", "0"))) * SCALE
    at -= advance if element.get("text-anchor") == "end" else advance / 2 if element.get("text-anchor") else 0
    base = (y + float(element.get("y", "0"))) * SCALE
    for glyph in glyphs:
        if glyph is None:
            _stamp(canvas, _MISSING, at + 2 * size, base - 17 * size, size, colour or INK)
        elif glyph[3].size:
            ink = colour or (SOFT if "soft" in classes else INK)
            _stamp(canvas, glyph[3], at + glyph[1] * size, base + glyph[2] * size, size, ink)
        at += (glyph[0] if glyph else 14.0) * size


def _stamp(canvas: Field, shape: Field, left: float, top: float, size: float, colour: Colour) -> None:
    """A letter's coverage, scaled, blended at whole pixels."""
    if size != 1:
        rows = np.minimum((np.arange(max(round(shape.shape[0] * size), 1)) / size).astype(int), shape.shape[0] - 1)
        columns = np.minimum((np.arange(max(round(shape.shape[1] * size), 1)) / size).astype(int), shape.shape[1] - 1)
        shape = shape[rows][:, columns]
    first_x, first_y = round(left), round(top)
    inside_x, inside_y = max(first_x, 0), max(first_y, 0)
    part = canvas[inside_y : max(first_y + shape.shape[0], 0), inside_x : max(first_x + shape.shape[1], 0)]
    cut = shape[inside_y - first_y :, inside_x - first_x :][: part.shape[0], : part.shape[1]]
    _blend(part, colour, cut)


def _blend(part: Field, colour: Colour, coverage: Field) -> None:
    part += (np.array(colour, dtype=np.float64) - part) * coverage[:, :, None]


def _window(canvas: Field, left: float, top: float, width: float, height: float) -> tuple[Field, Field, Field] | None:
    """The part of the canvas around a shape, with the coordinates of its pixels' centres; None outside."""
    x1, y1 = max(int(left) - 4, 0), max(int(top) - 4, 0)
    x2, y2 = min(int(left + width) + 5, canvas.shape[1]), min(int(top + height) + 5, canvas.shape[0])
    if x1 >= x2 or y1 >= y2:
        return None
    down, across = np.mgrid[y1:y2, x1:x2] + 0.5
    return canvas[y1:y2, x1:x2], across, down


def _polylines(d: str) -> Iterator[list[tuple[float, float]]]:
    """The commands M L l H V v C z, curves cut into short lines."""
    line: list[tuple[float, float]] = []
    for command, numbers in re.findall(r"([MLlHVvCz])([^MLlHVvCz]*)", d):
        values = [float(n) for n in re.findall(r"-?\d+(?:\.\d+)?", numbers)]
        x, y = line[-1] if line else (0.0, 0.0)
        if command == "M":
            if line:
                yield line
            line = [(values[0], values[1])]
        elif command == "C":
            line += [_bezier((x, y), values, step / 24) for step in range(1, 25)]
        elif command == "z":
            line.append(line[0])
        elif command in "HVv":
            line.append({"H": (values[0], y), "V": (x, values[0]), "v": (x, y + values[0])}[command])
        else:
            dx, dy = (x, y) if command == "l" else (0.0, 0.0)
            line.append((values[0] + dx, values[1] + dy))
    if line:
        yield line


def _bezier(start: tuple[float, float], values: list[float], t: float) -> tuple[float, float]:
    x0, y0 = start
    x1, y1, x2, y2, x3, y3 = values[:6]
    a, b, c, e = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
    return a * x0 + b * x1 + c * x2 + e * x3, a * y0 + b * y1 + c * y2 + e * y3


def _style(classes: list[str]) -> tuple[Colour | None, Colour | None, float, bool]:
    return next((STYLES[name] for name in classes if name in STYLES), (None, None, 0, False))


_MISSING = np.pad(np.zeros((14, 7)), 1, constant_values=1.0)


@cache
def _glyphs() -> dict[tuple[int, int], tuple[float, int, int, Field]]:
    """(weight in hundreds, character) → advance, offset to the right and down from the pen, coverage from 0 to 1."""
    data = zlib.decompress((files("detente.report.figures") / "glyphs.bin").read_bytes())
    found: dict[tuple[int, int], tuple[float, int, int, Field]] = {}
    at = 0
    while at < len(data):
        weight, character, advance, right, down, width, height = struct.unpack_from("<BHHbbBB", data, at)
        at += 9
        shape = np.frombuffer(data, dtype=np.uint8, count=width * height, offset=at).reshape(height, width) / 15.0
        at += width * height
        found[(weight, character)] = (advance / 10, right, down, shape)
    return found


def _encoded(pixels: NDArray[np.uint8]) -> bytes:
    """An 8-bit RGB PNG, every row with the filter that takes the difference to the row above."""
    height, width, _ = pixels.shape
    rows = pixels.reshape(height, width * 3)
    above = np.vstack([np.zeros((1, width * 3), dtype=np.uint8), rows[:-1]])
    filtered = np.hstack([np.full((height, 1), 2, dtype=np.uint8), rows - above])
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(filtered.tobytes(), 9)),
        (b"IEND", b""),
    )
    body = b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + body
