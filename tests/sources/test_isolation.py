"""The child process that parses: limited, shut in, replaced when it dies, reused when it does not."""

import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from detente.errors import SourceError, UnreadableSource
from detente.sources import isolation, read_bytes, read_files
from detente.sources.extracted import Extracted, Format

PAGE = "<html><body><article><h1>Lock</h1><p>{}</p></article></body></html>"
PROSE = "Norland closed the lock at Varn on Monday after talks with Sudland ended without result, its ministry said."


def never(_: bytes) -> bool:
    """No bytes are of the format."""
    return False


def here(data: bytes) -> tuple[Extracted, ...]:
    """Stands in the parent only; the child looks the format up by its name."""
    raise AssertionError("a risky parser ran in the parent")


def test_risky_formats_never_run_in_the_parent(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page is parsed elsewhere: a parser that would fail here is not called."""
    chosen = Format(name="html", suffixes=(".html",), sniff=never, parse=here)

    assert PROSE in isolation.parse_apart(chosen, PAGE.format(PROSE).encode())[0].text


def test_an_unknown_format_in_the_child_is_a_refusal() -> None:
    """Whatever goes wrong in the child is an unreadable source here."""
    with pytest.raises(UnreadableSource):
        isolation.parse_apart(Format(name="no-such-format", suffixes=(), sniff=never, parse=here), b"x")


def test_a_dead_child_is_replaced() -> None:
    """A child that was killed costs nobody an article."""
    read_bytes(PAGE.format(PROSE).encode(), "a.html")
    for child in isolation._IDLE:
        child._process.kill()
        child._process.wait()

    assert PROSE in read_bytes(PAGE.format(PROSE).encode(), "a.html")[0].text


def test_a_child_outlives_the_thread_that_started_it() -> None:
    """A child started for one thread serves the next."""
    isolation.close()
    texts: list[str] = []
    for _ in range(2):
        thread = threading.Thread(
            target=lambda: texts.append(read_bytes(PAGE.format(PROSE).encode(), "a.html")[0].text)
        )
        thread.start()
        thread.join()

    assert 2 == len(texts)
    assert 1 == len(isolation._IDLE)
    assert isolation._IDLE[0].served == 2


READER = """
import time
from detente.sources import isolation, read_bytes
read_bytes({page!r}.encode(), "a.html")
print(isolation._IDLE[0]._process.pid, flush=True)
time.sleep(60)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="asks the kernel to watch a process")
def test_a_child_dies_with_the_process_that_started_it() -> None:
    """Also when that one is killed, and when the child is at something that would take it long."""
    program = READER.format(page=PAGE.format(PROSE))
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True) as reader:
        assert reader.stdout
        child = int(reader.stdout.readline())
        os.kill(child, signal.SIGSTOP)
        reader.kill()

    until = time.monotonic() + 10
    while _lives(child) and time.monotonic() < until:
        time.sleep(0.01)

    assert not _lives(child)


def _lives(process: int) -> bool:
    """Whether a process is there and not only waiting to be buried."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


def test_threads_share_the_children() -> None:
    """Many threads get their own articles back, in order."""
    with ThreadPoolExecutor(6) as pool:
        found = list(
            pool.map(lambda n: read_bytes(PAGE.format(f"{PROSE} Number {n}.").encode(), "a.html")[0].text, range(24))
        )

    assert [f"Number {n}." for n in range(24)] == [text[text.index("Number") :] for text in found]


def test_many_files_are_answered_in_order_with_refusals_among_them(tmp_path: Path) -> None:
    """One bad file leaves the others as they are."""
    paths = []
    for n in range(6):
        path = tmp_path / f"{n}.html"
        path.write_text("junk" if n == 3 else PAGE.format(PROSE))
        paths.append(path)
    answers = list(read_files(paths, root=tmp_path))

    assert paths == [path for path, _ in answers]
    assert [3] == [n for n, (_, answer) in enumerate(answers) if isinstance(answer, SourceError)]
