"""Invented coverage of an invented dispute: the lock on the river between Norland and Sudland."""

from pathlib import Path

__all__ = ["ARTICLES", "MODEL", "make_case"]

ARTICLES = {
    "01-wire.txt": (
        "Norland closes the upper lock\n\n"
        "ASHFORD, 4 March 2031 (River Press) - Norland closed the upper lock on Monday, its water ministry said.\n\n"
        "“We will reopen it when Sudland pays for the repairs,” said Mira Oland, the minister for water.\n\n"
        "Sudland rejected the demand. It would not pay 50 million crowns, a government spokesman said.\n"
    ),
    "02-rewrite.txt": (
        "Lock on the Ash stays shut\n\n"
        "The upper lock has been closed since Monday, River Press reported.\n\n"
        "Sudland was asked to pay 80 million crowns for repairs and refused.\n\n"
        "Subscribe to our newsletter\n"
    ),
    "03-local.txt": (
        "Letters from Tarn\n\n"
        "12 March 2031\n\n"
        "Sudland’s transport minister Jon Vale said the two countries would meet in Tarn on 20 March. "
        "“A fair share, not the whole bill,” he told the Tarn Courier.\n"
    ),
}

MODEL = """\
detente: 1
title: The lock on the Ash
actors:
  norland: {name: Norland, people: [Mira Oland]}
  sudland: {name: Sudland, people: [Jon Vale]}
decision_makers:
  norland:
    options:
      open: {name: reopen the lock, basis: [{source: "01", quote: "We will reopen it when Sudland pays for the repairs"}]}
  sudland:
    options:
      pay: {name: pay for the repairs, basis: [{source: "02", quote: "asked to pay 80 million crowns"}]}
outcomes:
  traffic: open
epochs:
  - id: "2031-03"
    name: Closure
    from: 2031-03-04
    observed: "!open & !pay"
    basis: [{source: "02", quote: "The upper lock has been closed since Monday"}]
    preferences:
      norland:
        - {want: pay, says: Sudland pays, basis: [{source: "01", quote: "when Sudland pays for the repairs"}]}
        - {want: "!open", says: the lock stays shut, basis: {assumed: analyst, because: it is a lever}}
      sudland:
        - {want: "!pay", says: Sudland does not pay, basis: [{source: "01", quote: "Sudland rejected the demand"}]}
        - {want: open, says: the lock is open, basis: {assumed: analyst, because: it ships grain}}
"""


def make_case(folder: Path, *, model: str | None = MODEL) -> Path:
    """A case folder with the three articles and, unless None, the model."""
    (folder / "sources").mkdir(parents=True)
    for name, text in ARTICLES.items():
        (folder / "sources" / name).write_text(text, encoding="utf-8")
    if model is not None:
        (folder / "case.yaml").write_text(model, encoding="utf-8")
    return folder
