"""A table for notebooks, made where the value is: every text in it is escaped, and nothing in it is fetched."""

from collections.abc import Iterable

__all__ = ["MOST_ROWS", "html_table"]

MOST_ROWS = 200
"""A longer table is cut in a notebook, and says so; the exports have it whole."""


def html_table(caption: str, head: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """A table with a caption, a row of headings and the rows.

    >>> html_table("<b>", ["a"], [["1 < 2"]])
    '<table><caption>&lt;b&gt;</caption><tr><th>a</th></tr><tr><td>1 &lt; 2</td></tr></table>'
    """
    # Loaded where a table is made: most runs make none.
    from html import escape

    every = [tuple(row) for row in rows]
    top = "".join(f"<th>{escape(name)}</th>" for name in head)
    body = "".join(f"<tr>{''.join(f'<td>{escape(str(cell))}</td>' for cell in row)}</tr>" for row in every[:MOST_ROWS])
    cut = f"<p>{len(every) - MOST_ROWS:,} more rows are not shown.</p>" if len(every) > MOST_ROWS else ""
    return f"<table><caption>{escape(caption)}</caption><tr>{top}</tr>{body}</table>{cut}"
