"""Running a parser where it can do no harm: in a child process that is limited, timed and replaced when it dies.

Starting Python and loading the parsers takes most of a second, so a child serves many documents, one at a time, and
is renewed after some hundreds. What it sends back is checked for shape and size before it is believed.
"""

import atexit
import json
import os
import select
import struct
import subprocess
import sys
import threading
import time
from contextlib import suppress

from detente.errors import SourceError, TooLarge, UnreadableSource
from detente.sources.extracted import Doubt, Extracted, Format, Stated
from detente.sources.limits import MAX_DOCUMENTS, MAX_INFLATED, wall_seconds

__all__ = ["WORKERS", "close", "parse_apart"]

FRAME = struct.Struct(">I")
START_SECONDS = 60.0
SERVES = 500
WORKERS = max(1, min(2, os.cpu_count() or 1))
"""How many documents are parsed at once."""

MAX_ANSWER = 4 * MAX_INFLATED
ERRORS: dict[str, type[SourceError]] = {"too-large": TooLarge, "unreadable-source": UnreadableSource}
STARTER = """\
import sys, json
path, parent = json.loads(sys.argv[1])
sys.path[:] = path
from detente.sources.worker import main
main(parent)
"""


def parse_apart(chosen: Format, data: bytes) -> tuple[Extracted, ...]:
    """What `chosen` makes of `data`, worked out in a limited child process.

    Raises `UnreadableSource`, and `TooLarge` when it takes more time or memory than a source may.
    """
    with _SLOTS:
        child = _take()
        try:
            answer = child.ask(chosen.name, data)
        except BaseException:
            child.kill()
            raise
        _give_back(child)
    return _believe(answer)


def close() -> None:
    """End the children that stand ready."""
    with _LOCK:
        while _IDLE:
            _IDLE.pop().kill()


class _Child:
    """One child process and its two pipes."""

    def __init__(self) -> None:
        search = [os.path.abspath(path) for path in sys.path if path]
        self.owner = os.getpid()
        # the kernel ends a child with the thread that started it, and the main thread ends last
        parent = self.owner if threading.current_thread() is threading.main_thread() else None
        self.served = 0
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-c", STARTER, json.dumps([search, parent])],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={"PYTHONHASHSEED": "0", "LC_ALL": "C.UTF-8", "OMP_NUM_THREADS": "1"},
            cwd="/",
            start_new_session=True,
        )
        assert self._process.stdin
        assert self._process.stdout
        self._into, self._out = self._process.stdin.fileno(), self._process.stdout.fileno()
        os.set_blocking(self._into, False)
        os.set_blocking(self._out, False)

    @property
    def is_alive(self) -> bool:
        return self.owner == os.getpid() and self._process.poll() is None

    def ask(self, name: str, data: bytes) -> object:
        """The child's answer; the time to start is not the document's."""
        allowed = wall_seconds(len(data)) + (START_SECONDS if self.served == 0 else 0.0)
        until = time.monotonic() + allowed
        code = name.encode()
        self._send(FRAME.pack(len(code)) + code + FRAME.pack(len(data)) + data, until)
        size = FRAME.unpack(self._receive(FRAME.size, until))[0]
        if size > MAX_ANSWER:
            raise TooLarge("the parser gave back more than a source may hold")
        answer = self._receive(size, until)
        self.served += 1
        try:
            return json.loads(answer)
        except (ValueError, RecursionError):
            raise UnreadableSource("the parser's answer makes no sense") from None

    def _send(self, data: bytes, until: float) -> None:
        view = memoryview(data)
        while view:
            self._await(until, writing=True)
            try:
                view = view[os.write(self._into, view[: 1 << 20]) :]
            except BlockingIOError:
                continue
            except (BrokenPipeError, OSError):
                raise self._death() from None

    def _receive(self, size: int, until: float) -> bytes:
        chunks: list[bytes] = []
        while size:
            self._await(until, writing=False)
            try:
                chunk = os.read(self._out, min(size, 1 << 20))
            except BlockingIOError:
                continue
            if not chunk:
                raise self._death()
            chunks.append(chunk)
            size -= len(chunk)
        return b"".join(chunks)

    def _await(self, until: float, *, writing: bool) -> None:
        left = until - time.monotonic()
        ready = select.poll()
        ready.register(self._into if writing else self._out, select.POLLOUT if writing else select.POLLIN)
        if left <= 0 or not ready.poll(left * 1000):
            raise TooLarge(
                "reading it takes longer than a source may take", hint="save the article as text or plain HTML"
            )

    def _death(self) -> SourceError:
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(2)
        if self._process.returncode in (-24, -9):  # out of processor time, or killed by the kernel for memory
            return TooLarge("reading it takes more time or memory than a source may use")
        return UnreadableSource("its parser broke down", hint="save the article as text or plain HTML")

    def kill(self) -> None:
        if self.owner != os.getpid():
            return
        with suppress(OSError):
            self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):
                if pipe:
                    pipe.close()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(5)


_LOCK = threading.Lock()
_SLOTS = threading.BoundedSemaphore(WORKERS)
_IDLE: list[_Child] = []


def _take() -> _Child:
    with _LOCK:
        while _IDLE:
            child = _IDLE.pop()
            if child.is_alive:
                return child
    return _Child()


def _give_back(child: _Child) -> None:
    if child.served >= SERVES:
        child.kill()
        return
    with _LOCK:
        _IDLE.append(child)


def _believe(answer: object) -> tuple[Extracted, ...]:
    """The articles in a child's answer, once its shape is checked."""
    if not isinstance(answer, dict):
        raise UnreadableSource("the parser's answer makes no sense")
    if "error" in answer:
        kind = ERRORS.get(str(answer["error"]), UnreadableSource)
        raise kind(str(answer.get("message", ""))[:500], hint=str(answer.get("hint", ""))[:500])
    articles = answer.get("articles")
    if not isinstance(articles, list) or not articles or len(articles) > MAX_DOCUMENTS:
        raise UnreadableSource("no article was found in the file")
    return tuple(_article(article) for article in articles)


def _article(article: object) -> Extracted:
    match article:
        case {"text": str(text), "encoding": str(encoding), "metadata": list(metadata), "doubts": list(doubts)}:
            pass
        case _:
            raise UnreadableSource("the parser's answer makes no sense")
    stated = tuple(Stated(*map(_clean, item)) for item in metadata if isinstance(item, list) and len(item) == 3)
    kept: list[Doubt] = []
    for doubt in doubts:
        match doubt:
            case [str(code), str(message), None, None]:
                kept.append(Doubt(code, _clean(message)))
            case [str(code), str(message), int(start), int(end)] if 0 <= start < end <= len(text):
                kept.append(Doubt(code, _clean(message), start, end))
    return Extracted(text=_clean(text), encoding=encoding, metadata=stated, doubts=tuple(kept))


def _clean(value: object) -> str:
    """A string that can be encoded: lone surrogates become U+FFFD, one for one."""
    text = str(value)
    if text.isascii():
        return text
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in text)
    return text


atexit.register(close)
