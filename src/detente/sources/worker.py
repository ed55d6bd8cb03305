"""The child process in which risky parsers run: little memory, no files, no network, one document at a time.

Everything a parser needs is loaded first; then the process gives up the right to open anything. Requests and answers
are length-prefixed frames of JSON and bytes, so nothing a parser returns is ever executed by the parent.
"""

import importlib
import json
import os
import pkgutil
import resource
import struct
import sys
from contextlib import suppress
from importlib.machinery import BuiltinImporter, FrozenImporter

from detente.errors import SourceError, TooLarge, UnreadableSource
from detente.sources.extracted import Extracted
from detente.sources.formats import find
from detente.sources.limits import MAX_INFLATED, MAX_MEMORY, processor_seconds
from detente.sources.processes import die_with

__all__ = ["main"]

FRAME = struct.Struct(">I")
CLONE_NEWUSER, CLONE_NEWNET = 0x10000000, 0x40000000
PR_SET_NO_NEW_PRIVS = 38
FORBIDDEN = (
    "ctypes.", "open", "os.exec", "os.fork", "os.mkdir", "os.posix_spawn", "os.remove", "os.rename", "os.system",
    "shutil.", "socket.", "subprocess.",
)  # fmt: skip


def main(parent: int | None = None) -> None:
    """Answer requests on standard input until it ends; with a `parent` named, no longer than that process lives."""
    if parent is not None:
        die_with(parent)
    _prepare()
    _lock_in()
    while (head := _read(FRAME.size)) is not None:
        name = (_read(FRAME.unpack(head)[0]) or b"").decode()
        size = FRAME.unpack(_read(FRAME.size) or b"\0\0\0\0")[0]
        data = _read(size) or b""
        _allow_seconds(processor_seconds(len(data)))
        answer = json.dumps(_answer(name, data)).encode("ascii")
        _write(FRAME.pack(len(answer)) + answer)
        del data, answer


def _answer(name: str, data: bytes) -> dict[str, object]:
    """What the parent is told: the articles, or the reason why there are none."""
    try:
        articles = find(name).parse(data)
        if sum(len(article.text) for article in articles) > MAX_INFLATED:
            raise TooLarge(f"the file holds more than {MAX_INFLATED // 1_000_000} MB of text")
        return {"articles": [_plain(article) for article in articles]}
    except SourceError as error:
        return {"error": error.code, "message": error.message, "hint": error.hint}
    except MemoryError:
        return {"error": TooLarge("").code, "message": "reading it takes more memory than a source may use", "hint": ""}
    except RecursionError:
        return {"error": TooLarge("").code, "message": "its parts are nested too deeply", "hint": ""}
    except Exception as error:  # a parser's bug on odd bytes is an unreadable source, never a crash of ours
        message = f"its parser gave up ({type(error).__name__})"
        return {"error": UnreadableSource("").code, "message": message, "hint": "save it as text or HTML"}


def _plain(article: Extracted) -> dict[str, object]:
    return {
        "text": article.text,
        "encoding": article.encoding,
        "metadata": [[item.key, item.value, item.reason] for item in article.metadata],
        "doubts": [[doubt.code, doubt.message, doubt.start, doubt.end] for doubt in article.doubts],
    }


PACKAGES = ("encodings", "detente.sources.formats", "pypdf", "trafilatura", "feedparser", "email", "xml.sax", "html")
MODULES = ("lxml.etree", "lxml.html", "lxml.html.clean", "zlib", "zipfile", "csv", "quopri", "base64", "secrets", "uu")
NOT_LOADED = ("trafilatura.cli", "trafilatura.gui", "encodings.mbcs", "encodings.oem", "encodings.cp65001")
PROSE = b"<p>" + b"A word of prose, and so on, and some more of it. " * 8 + b"</p>"
SAMPLES = (
    ("html", b"<html><head><title>t</title></head><body>" + PROSE + b"</body></html>"),
    ("html", b"<html><body><div>short</div><script>x</script></body></html>"),
    ("feed", b"<rss version='2.0'><channel><item><title>t</title><description>d</description></item></channel></rss>"),
    ("feed", b"<rss version='2.0'><channel><item><title>t</description></item></channel>"),
    ("eml", b"From: a\r\nSubject: =?utf-8?q?t?=\r\nDate: Mon, 1 Mar 2021 10:00:00 +0000\r\n\r\ntext\r\n"),
    ("table", b"title,text\r\nt,d\r\n"),
)


def _prepare() -> None:
    """Load all that parsers may want later, when nothing can be opened any more."""
    for package in PACKAGES:
        _load_all(package)
    for name in MODULES:
        with suppress(Exception):
            importlib.import_module(name)
    for name, sample in SAMPLES:
        with suppress(SourceError):
            find(name).parse(sample)


def _load_all(package: str) -> None:
    try:
        root = importlib.import_module(package)
    except ImportError:
        return
    for module in pkgutil.walk_packages(getattr(root, "__path__", []), f"{package}.", onerror=lambda _: None):
        if "__main__" in module.name or module.name.startswith(NOT_LOADED):
            continue
        with suppress(BaseException):
            importlib.import_module(module.name)


def _lock_in() -> None:
    """Give up files, imports, network, new processes and most of the memory."""
    _leave_network()
    sys.meta_path[:] = [finder for finder in sys.meta_path if finder in (BuiltinImporter, FrozenImporter)]
    megabytes = MAX_MEMORY
    limits = (
        (resource.RLIMIT_AS, megabytes),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, 3),
    )
    for limit, value in limits:
        with suppress(ValueError, OSError):
            resource.setrlimit(limit, (value, value))
    sys.addaudithook(_refuse)


def _leave_network() -> None:
    """A network namespace without a route, where the kernel offers one."""
    with suppress(Exception):
        import ctypes

        libc = ctypes.CDLL(None, use_errno=True)
        libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        libc.unshare(CLONE_NEWUSER | CLONE_NEWNET)


def _refuse(event: str, _: object) -> None:
    if event.startswith(FORBIDDEN):
        raise PermissionError(f"a parser tried {event}")


def _allow_seconds(seconds: float) -> None:
    """Processor time for one more document."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    until = int(used.ru_utime + used.ru_stime + seconds) + 2
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (until, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def _read(size: int) -> bytes | None:
    """Exactly `size` bytes of standard input, None at its end."""
    chunks = []
    while size:
        chunk = os.read(0, min(size, 1 << 20))
        if not chunk:
            return None
        chunks.append(chunk)
        size -= len(chunk)
    return b"".join(chunks)


def _write(data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(1, view) :]
