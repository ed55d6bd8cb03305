"""The desk: the case behind the pages, opened once and again whenever its folder changes.

Rendering is remembered per state of the case, so a page that nobody changed costs a look-up. Whoever first asks after
a change waits until the case is open again and the pages last asked for are made anew; everybody else is answered
meanwhile from the state before. While a job of this server is at work on the case, that state stands until its end.
Sources and a record that have not changed are neither read nor proved again. How pages treat a case that takes long to
open is in `detente.web.app`.
"""

import hashlib
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from markupsafe import Markup

from detente.case import Case, vocabulary_of
from detente.drafting import Proposal, draft
from detente.errors import DetenteError, InvalidValue
from detente.evidence import DocumentId
from detente.pipeline import MOST_EXPLAINED, explained, remembering, solved
from detente.record.entries import DateExpression, Event, Statement
from detente.report.listing import Item, Lister
from detente.report.places import Places
from detente.report.selection import Selection, Weight
from detente.report.view import ReportView, view
from detente.store import MODEL, open_case
from detente.store.database import reading
from detente.store.history import Entry, log
from detente.store.opening import Kept
from detente.store.revision import revision
from detente.store.versions import Version, versions

__all__ = ["Desk", "Drawn", "Render", "Sheet", "Timeline"]

DATABASE = Path(".detente") / "case.db"

REMEMBERED_BYTES = 48 * 2**20
"""How much of what was rendered is kept."""

AT_HAND = 128
"""How many pages, those last asked for, are made anew before a changed case is shown, …"""

AT_HAND_SECONDS = 6.0
"""… unless that takes longer; the others are made when somebody asks."""

LARGE_BYTES = 64 * 2**20
"""A database from which a case takes more than a moment to open."""


@dataclass(slots=True)
class Drawn:
    """What the record draws from one article."""

    statements: list[Statement] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    dates: list[DateExpression] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """The events that some choice of filters leaves, in order, and the figure of them, which has `drawn` of them."""

    events: Sequence[Event]
    drawn: int
    figure: Markup


@dataclass(frozen=True)
class Sheet:
    """The case as it stands, and the version by which a change says what it was made against."""

    version: str
    case: Case
    log: tuple[Entry, ...] = ()
    versions: tuple[Version, ...] = ()

    @cached_property
    def view(self) -> ReportView:
        """Everything a report of the case shows, each part made when a page first asks."""
        return view(self.case)

    @property
    def places(self) -> Places:
        """The names of all places in the sources."""
        return self.view.places

    @property
    def numbers(self) -> Mapping[str, int]:
        """The number of each event in the chronology, from 1."""
        return self.view.numbers

    @cached_property
    def names(self) -> dict[str, str]:
        """The name of each actor that the record knows."""
        return {actor.id: actor.name for actor in self.case.record.actors}

    @cached_property
    def speakers(self) -> tuple[str, ...]:
        """Everybody who is named as a speaker."""
        return tuple(sorted({said.speaker.name for said in self.case.record.statements if said.speaker.name}))

    @cached_property
    def participants(self) -> tuple[str, ...]:
        """Everybody who takes part in an event."""
        return tuple(sorted({name for event in self.case.record.events for name in event.participants}))

    @cached_property
    def weights(self) -> Mapping[str, Weight]:
        """By how much each event is borne out."""
        selection = Selection(self.case)
        return {event.id: selection.weight(event) for event in self.case.record.events}

    @cached_property
    def drawn(self) -> Mapping[DocumentId, Drawn]:
        """What the record draws from each article."""
        record = self.case.record
        found: dict[DocumentId, Drawn] = {document.id: Drawn() for document in self.case.library.documents}
        for said in record.statements:
            found[said.content.span.document].statements.append(said)
        for event in record.events:
            for document in dict.fromkeys(citation.span.document for citation in event.cited.citations):
                found[document].events.append(event)
        for expression in record.dates:
            found[expression.citation.span.document].dates.append(expression)
        return found

    @cached_property
    def timelines(self) -> dict[tuple[str, ...], Timeline]:
        """The chronologies asked for last, by what was chosen of them."""
        return {}

    @cached_property
    def origins(self) -> int:
        """How many independent origins the sources have."""
        return len({self.case.library.origin_of(document.id) for document in self.case.library.documents})

    @cached_property
    def proposal(self) -> Proposal:
        """What the record suggests for the model, drafted when a page first asks.

        Raises `InvalidValue` where there are too many articles to wait for it.
        """
        case = self.case
        if len(case.library.documents) > MOST_EXPLAINED:
            raise InvalidValue(
                f"to draft from {len(case.library.documents):,} articles takes longer than a page can wait",
                hint=f"`detente draft {case.folder}` does it on the command line; in the reader, words can be used as "
                "an option one by one",
            )
        with reading(case.folder) as store:
            reads = remembering(store)
            words = vocabulary_of(case.model)
            return draft(case.library, case.record, title=case.title, vocabulary=words, analyzer=reads)

    @cached_property
    def explained(self) -> Case:
        """The case with its table of hypotheses against evidence, worked out when a page first asks."""
        if len(self.case.library.documents) > MOST_EXPLAINED:
            return self.case
        with reading(self.case.folder) as store:
            return explained(self.case, store)

    @cached_property
    def lister(self) -> Lister:
        """What writes the entries of the record's lists as data."""
        return Lister(self.case)

    @cached_property
    def _entries(self) -> dict[str, Sequence[Any]]:
        return {}

    def entries(self, name: str) -> Sequence[Any]:
        """What a list of the record holds, worked out once."""
        if name not in self._entries:
            self._entries[name] = self.lister.entries(name)
        return self._entries[name]

    def item(self, name: str) -> Callable[[object], Item]:
        """The function that writes an entry of a list as data."""
        return lambda entry: self.lister.item(name, entry)


Render = Callable[[Sheet], bytes | Iterator[bytes]]
"""Makes a page or a twin whole, or bit by bit where it is long."""


class Desk:
    """One case folder, read as often as it changes and no oftener; `is_busy` says whether a job is changing it."""

    def __init__(self, folder: Path, *, is_busy: Callable[[], bool] = lambda: False) -> None:
        self.folder = folder
        self._is_busy = is_busy
        self._renewing = threading.Lock()
        self._lock = threading.Lock()
        self._seen: Hashable = None
        self._revision: Hashable = None
        self._sheet: Sheet | None = None
        self._kept = Kept()
        self._rendered: OrderedDict[str, tuple[bytes, Render | None]] = OrderedDict()
        self._bytes = 0

    def sheet(self) -> Sheet:
        """The case now, or as it was a moment ago while another caller opens it; raises what `open_case` raises."""
        sheet = self._sheet
        if sheet is None:
            return self.renew()
        if self._seen == self._stamp() or self._is_busy() or not self._renewing.acquire(blocking=False):
            return sheet
        try:
            return self._renewed()
        finally:
            self._renewing.release()

    def renew(self) -> Sheet:
        """The case as it is now, whoever has to wait for it."""
        with self._renewing:
            return self._renewed()

    @property
    def is_large(self) -> bool:
        """Whether the case takes more than a moment to open."""
        stamp = _stamp_of(self.folder / DATABASE)
        return stamp is not None and stamp[1] > LARGE_BYTES

    @property
    def is_opening(self) -> bool:
        """Whether somebody is opening the case."""
        return self._renewing.locked()

    @property
    def has_been_open(self) -> bool:
        """Whether there is a state to be shown, if not the last."""
        return self._sheet is not None

    def prepare(self, first: Iterable[tuple[str, Render]]) -> None:
        """Open the case before anybody asks, and make these pages if there is much to be made; never raises."""

        def work() -> None:
            with suppress(DetenteError):  # whoever asks is told
                self.sheet()
                for key, render in first if self.is_large else ():
                    self.rendered(key, render)

        threading.Thread(target=work, daemon=True).start()

    def at_hand(self, key: str) -> bytes | None:
        """What is remembered under `key`, if it needs no work at all: of the state before while the case is opened."""
        if self._sheet is None or not (self.is_opening or self._seen == self._stamp() or self._is_busy()):
            return None
        with self._lock:
            found = self._rendered.get(key)
            if found is not None:
                self._rendered.move_to_end(key)
            return found[0] if found else None

    def rendered(self, key: str, render: Render, *, again: bool = True) -> bytes | Iterator[bytes]:
        """`render` of the present case, remembered under `key` until the case changes; what comes bit by bit is not.

        With `again` it may then be made anew before anybody asks.
        """
        sheet = self.sheet()
        with self._lock:
            if sheet is self._sheet and (found := self._rendered.get(key)):
                self._rendered.move_to_end(key)
                return found[0]
        body = render(sheet)
        with self._lock:
            if sheet is self._sheet and isinstance(body, bytes):
                self._keep(key, body, render if again else None)
        return body

    def _keep(self, key: str, body: bytes, render: Render | None) -> None:
        """Remember, and forget what was not asked for longest; the lock is held."""
        if key in self._rendered:
            self._bytes -= len(self._rendered.pop(key)[0])
        self._rendered[key] = (body, render)
        self._bytes += len(body)
        while self._bytes > REMEMBERED_BYTES and len(self._rendered) > 1:
            _, (dropped, _) = self._rendered.popitem(last=False)
            self._bytes -= len(dropped)

    def _renewed(self) -> Sheet:
        """The sheet of the folder as it is, opened again only when something that shows has changed."""
        seen = self._stamp()
        if self._sheet is not None and seen == self._seen:
            return self._sheet
        found = (_stamp_of(self.folder / MODEL), revision(self.folder))
        if self._sheet is None or found != self._revision:
            sheet = self._opened(found)
            pages = self._made_anew(sheet)
            with self._lock:
                self._rendered, self._bytes, self._sheet = OrderedDict(), 0, sheet
                for key, body, render in pages:
                    self._keep(key, body, render)
        self._revision, self._seen = found, seen
        return self._sheet

    def _opened(self, found: Hashable) -> Sheet:
        version = hashlib.sha256(repr(found).encode()).hexdigest()[:16]
        case = solved(open_case(self.folder, kept=self._kept))
        with reading(self.folder) as store:
            entries, kept = (log(store), versions(store)) if store else ((), ())
        return Sheet(version, case, tuple(entries), tuple(kept))

    def _made_anew(self, sheet: Sheet) -> list[tuple[str, bytes, Render]]:
        """The pages last asked for, from the new sheet; one that cannot be made is left to whoever asks."""
        with self._lock:
            last = [(key, render) for key, (_, render) in self._rendered.items() if render is not None][-AT_HAND:]
        made: list[tuple[str, bytes, Render]] = []
        until = time.monotonic() + AT_HAND_SECONDS
        for key, render in reversed(last):
            if time.monotonic() > until:
                break
            with suppress(DetenteError):
                body = render(sheet)
                if isinstance(body, bytes):
                    made.append((key, body, render))
        return made[::-1]

    def _stamp(self) -> Hashable:
        """What tells one state of the folder from another, at the price of two looks at the disk."""
        return tuple(_stamp_of(self.folder / name) for name in (MODEL, DATABASE))


def _stamp_of(path: Path) -> tuple[int, ...] | None:
    try:
        stat = path.stat()
    except OSError:
        return None
    return (stat.st_mtime_ns, stat.st_size, stat.st_ino)
