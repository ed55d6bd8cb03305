"""What the program's commands ask of a network: every call of the kernel that addresses somebody, heard by `strace`.

    python tests/trust/network.py

The commands run in a network namespace without a route (`unshare -rn`), on a case of invented articles in every form
that a parser of its own reads. Prints each call that was heard and their number; exit code 1 when there is one. Needs
strace; without the right to make a namespace they run outside one.
"""

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

__all__ = ["COMMANDS", "can_watch", "heard", "make"]

CALLS = "connect,sendto,sendmsg,sendmmsg"
OWN = re.compile(r"sa_family=AF_UNIX|sa_family=AF_NETLINK|NULL, 0\)|msg_name=NULL")
"""Calls that reach no further than this machine's own processes, or name no address."""

PAGE = "<html><head><title>{0}</title></head><body><p>Norland said on 4 March 2031 that it shut lock {0}.</p></body></html>"
MAIL = (
    "From: a@river.example\nSubject: Lock {0}\nDate: Mon, 3 Mar 2031 10:00:00 +0000\n\nSudland said it would not pay.\n"
)
FEED = "<rss version='2.0'><channel><item><title>t</title><link>https://foreign.invalid/</link><description>d</description></item></channel></rss>"
ARTICLES = 5

COMMANDS = (
    ("run", "CASE"),
    ("draft", "CASE"),
    ("report", "CASE", "--format", "md"),
    ("search", "CASE", "Norland"),
    ("verify", "CASE"),
    ("backup", "CASE", "CASE.zip"),
    ("restore", "CASE.again", "CASE.zip"),
    ("doctor", "CASE"),
    ("solve", "MODEL"),
)
MODEL = (
    '{"format": "detente/model-1", "decision_makers": [{"id": "a"}], "options": [{"id": "o", "decision_maker": "a"}], '
    '"preferences": {"a": ["o"]}}'
)


def make(folder: Path) -> Path:
    """A case with texts, pages, mails and a feed, whose links lead to foreign servers."""
    sources = folder / "case" / "sources"
    sources.mkdir(parents=True)
    for number in range(ARTICLES):
        (sources / f"{number}-page.html").write_text(PAGE.format(number))
        (sources / f"{number}-mail.eml").write_text(MAIL.format(number))
        (sources / f"{number}-text.txt").write_text(
            f"Norland closed lock {number}. See https://foreign.invalid/{number}\n"
        )
    (sources / "feed.xml").write_text(FEED)
    (folder / "m.json").write_text(MODEL)
    return folder / "case"


def can_watch() -> bool:
    """Whether strace is there and may watch a process."""
    if shutil.which("strace") is None:
        return False
    return subprocess.run(["strace", "-o", "/dev/null", "true"], capture_output=True, check=False).returncode == 0


GONE = re.compile(r"\?\?\?\( <(?:detached|unfinished) \.\.\.>")
"""A process that ended before it was known what it called: nothing was called."""


def heard(argv: Sequence[str], log: Path) -> tuple[int, list[str]]:
    """(exit code, the calls that address somebody) of a program and all it starts."""
    apart = subprocess.run(["unshare", "-rn", "true"], capture_output=True, check=False).returncode == 0
    watch = ["strace", "-f", "-qq", "-e", f"trace={CALLS}", "-e", "signal=none", "-o", str(log)]
    ran = subprocess.run(
        [*(("unshare", "-rn") if apart else ()), *watch, *argv], capture_output=True, check=False, timeout=600
    )
    lines = log.read_text(errors="replace").splitlines()
    called = [line for line in lines if "(" in line and "resumed>" not in line and not GONE.search(line)]
    return ran.returncode, [line for line in called if not OWN.search(line)]


def main() -> int:
    """Run every command; exit code 1 when one addressed somebody, or did not do its work."""
    argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "").parse_args()
    if not can_watch():
        print("this needs strace, and the right to watch processes", file=sys.stderr)
        return 2
    wrong = 0
    with tempfile.TemporaryDirectory() as name:
        case = make(Path(name))
        for words in COMMANDS:
            filled = [word.replace("CASE", str(case)).replace("MODEL", str(Path(name) / "m.json")) for word in words]
            code, calls = heard([sys.executable, "-m", "detente", "--quiet", *filled], Path(name) / "calls")
            print(f"{words[0]}: exit code {code}, {len(calls)} calls", *calls[:5], sep="\n  ", flush=True)
            wrong += len(calls) + (code not in (0, 1))
    print(f"{len(COMMANDS)} commands on {3 * ARTICLES + 1} files: {wrong} calls or failures")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
