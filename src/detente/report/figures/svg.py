"""SVG elements, escaped as they are built.

No drawing library: what is needed is a dozen elements, and whatever a title or a name from an article contains must
come out as text. Colours are classes; the page's style sheet, or `STYLE` in a file of its own, gives them.
"""

import re
from collections.abc import Iterable

from markupsafe import Markup, escape

__all__ = ["STYLE", "clipped", "document", "element", "group", "height_of", "lines_of", "link", "text"]

STYLE = """
.fig{font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;font-size:12px}
.fig text{fill:#22262a}.fig .soft{fill:#5b6269}.fig .small{font-size:11px}.fig .strong{font-weight:600}
.fig .axis{stroke:#8b8f92;stroke-width:1;fill:none}.fig .grid{stroke:#dedad0;stroke-width:1}
.fig .box{fill:#fdfcf9;stroke:#8b8f92}.fig .now{fill:#eaf1f5;stroke:#17527a;stroke-width:2}
.fig .goal{fill:#fdfcf9;stroke:#1f6b4e;stroke-dasharray:5 3}
.fig .span{fill:#d5e1e8;stroke:#17527a}.fig .day{fill:#17527a;stroke:#17527a}
.fig .day+text{fill:#fff}.fig .hollow{fill:#fdfcf9;stroke:#17527a;stroke-dasharray:4 2}
.fig .edge{stroke:#8b8f92;fill:none}.fig .better{stroke:#17527a;stroke-width:2;fill:none}
.fig .halo{paint-order:stroke;stroke:#fdfcf9;stroke-width:4px}
.fig .tip{fill:#8b8f92}.fig .tip-better{fill:#17527a}
"""
"""The colours of a figure that stands alone, on paper white."""


def element(name: str, _content: object = None, **attributes: object) -> Markup:
    """An element with escaped attributes; underscores stand for hyphens, a trailing one is dropped."""
    shown = Markup("").join(
        Markup(' {}="{}"').format(Markup(key.rstrip("_").replace("_", "-")), _number(value))
        for key, value in attributes.items()
        if value is not None
    )
    if _content is None:
        return Markup("<{0}{1}/>").format(Markup(name), shown)
    return Markup("<{0}{1}>{2}</{0}>").format(Markup(name), shown, _content)


def group(parts: Iterable[Markup], **attributes: object) -> Markup:
    """A `g` around the parts."""
    return element("g", Markup("").join(parts), **attributes)


def text(words: object, x: float, y: float, **attributes: object) -> Markup:
    """One line of text."""
    return element("text", escape(words), x=x, y=y, **attributes)


def link(href: str, name: str, parts: Iterable[Markup]) -> Markup:
    """A link that says where it leads, to those who see it and to those who hear it."""
    inner = [element("title", escape(name)), *parts]
    return element("a", Markup("").join(inner), href=href, aria_label=name)


def document(parts: Iterable[Markup], *, width: float, height: float, name: str, about: str, alone: bool) -> Markup:
    """The figure. `alone` makes it a file of its own, with its style inside."""
    head = [element("title", escape(name)), element("desc", escape(about))]
    if alone:
        head.append(element("style", Markup(STYLE)))
    return element(
        "svg",
        Markup("").join([*head, *parts]),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {_number(width)} {_number(height)}",
        width=width,
        height=height,
        class_="fig",
        role="group",
        aria_label=name,
    )


def height_of(figure: Markup) -> float:
    """The height that a figure of `document` has."""
    found = re.search(r' height="([0-9.]+)"', str(figure))
    return float(found[1]) if found else 0.0


def clipped(words: str, most: int) -> str:
    """The words, cut with an ellipsis where a figure has no room; the list beside it has them whole.

    >>> clipped("a treaty without preconditions", 12)
    'a treaty wi…'
    """
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"


def lines_of(words: str, most: int, lines: int) -> list[str]:
    """The words broken into at most `lines` lines of `most` characters."""
    found: list[str] = [""]
    for word in words.split():
        if found[-1] and len(found[-1]) + 1 + len(word) > most:
            found.append("")
        found[-1] = f"{found[-1]} {word}".strip()
    if len(found) > lines:
        found = [*found[: lines - 1], " ".join(found[lines - 1 :])]
    return [clipped(line, most) for line in found]


def _number(value: object) -> object:
    """Coordinates with at most one decimal, so that bytes do not depend on the last bit of a float."""
    if isinstance(value, float):
        return f"{value:.1f}".removesuffix(".0")
    return value
