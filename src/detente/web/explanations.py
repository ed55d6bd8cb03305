"""The page of hypotheses: explanations in rows, evidence in columns, its credibility beside it, no verdict."""

from detente.pipeline import MOST_EXPLAINED
from detente.report.explanations import grid
from detente.web.desk import Sheet
from detente.web.games import NO_MODEL
from detente.web.listing import Query, View

__all__ = ["hypotheses"]


def hypotheses(sheet: Sheet, query: Query) -> View:
    """The table of the last epoch; the twin is what `detente hypotheses --json` prints."""
    if sheet.case.model is None:
        return NO_MODEL
    case = sheet.explained
    is_large = len(case.library.documents) > MOST_EXPLAINED
    values = {
        "table": grid(case, most=None),
        "problems": case.problems,
        "too_many": MOST_EXPLAINED if is_large else 0,
    }
    return View(template="hypotheses.html", values=values, twin=case.hypotheses)
