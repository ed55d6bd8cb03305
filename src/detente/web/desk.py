"""The desk: the case behind the pages, opened once and again whenever its folder changes.

Rendering is remembered per state of the case, so a page that nobody changed costs a look-up, and a change, from here or
from outside, shows at once.
"""

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from detente.case import Case, vocabulary_of
from detente.drafting import Proposal, draft
from detente.pipeline import solved
from detente.report.view import ReportView, view
from detente.store import MODEL, open_case

__all__ = ["Desk", "Sheet"]

REMEMBERED = 2_000
DATABASE = Path(".detente") / "case.db"


@dataclass(frozen=True)
class Sheet:
    """The case as it stands, and the version by which a change says what it was made against."""

    version: str
    case: Case

    @cached_property
    def view(self) -> ReportView:
        """Everything a report of the case shows, made when a page first asks."""
        return view(self.case)

    @cached_property
    def proposal(self) -> Proposal:
        """What the record suggests for the model, drafted when a page first asks."""
        case = self.case
        return draft(case.library, case.record, title=case.title, vocabulary=vocabulary_of(case.model))


class Desk:
    """One case folder, read as often as it changes and no oftener."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = threading.Lock()
        self._seen: tuple[object, ...] | None = None
        self._sheet: Sheet | None = None
        self._rendered: OrderedDict[tuple[str, str], bytes] = OrderedDict()

    def sheet(self) -> Sheet:
        """The case now; raises what `open_case` raises."""
        seen = self._stamp()
        with self._lock:
            if self._sheet is None or seen != self._seen:
                case = solved(open_case(self.folder))
                version = hashlib.sha256(repr(seen).encode()).hexdigest()[:16]
                self._sheet, self._seen = Sheet(version, case), seen
                self._rendered.clear()
            return self._sheet

    def rendered(self, key: str, render: Callable[[Sheet], bytes]) -> bytes:
        """`render` of the present case, remembered under `key` until the case changes."""
        sheet = self.sheet()
        place = (sheet.version, key)
        with self._lock:
            if place in self._rendered:
                self._rendered.move_to_end(place)
                return self._rendered[place]
        body = render(sheet)
        with self._lock:
            self._rendered[place] = body
            while len(self._rendered) > REMEMBERED:
                self._rendered.popitem(last=False)
        return body

    def _stamp(self) -> tuple[object, ...]:
        """What tells one state of the folder from another."""
        return tuple(_stamp_of(self.folder / name) for name in (MODEL, DATABASE))


def _stamp_of(path: Path) -> tuple[int, ...] | None:
    try:
        stat = path.stat()
    except OSError:
        return None
    return (stat.st_mtime_ns, stat.st_size, stat.st_ino)
