"""Failing every write, one after another: kill, input/output error and full disk at the N-th call, until all is well.

    python tests/store/fault_points.py --fault kill
    python tests/store/fault_points.py --fault EIO --step 3
    python tests/store/fault_points.py --fault ENOSPC+

`strace` injects the fault into the N-th call of each kind that changes the disk; `+` makes every later call fail too.
After each fault the case must open, hold whole articles only, hold every acknowledged one, and be finished by the next
undisturbed run. Needs strace.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from detente.store.custody import verify
from detente.store.database import reading

__all__ = ["Trial", "calls_of"]

CALLS = ("pwrite64", "write", "fsync", "fdatasync", "ftruncate", "rename", "link", "unlink")
ARTICLES = 20
PROGRAM = [sys.executable, "-m", "detente", "--quiet", "add"]


def calls_of(press: Path, case: Path) -> dict[str, int]:
    """How often an undisturbed run makes each call."""
    (case / "sources").mkdir(parents=True)
    counted = [
        "strace",
        "-f",
        "-c",
        "-U",
        "name,calls",
        "-e",
        f"trace={','.join(CALLS)}",
        "-o",
        str(press.parent / "count"),
    ]
    subprocess.run([*counted, *PROGRAM, str(case), str(press), "--nl"], capture_output=True, check=True)
    lines = (press.parent / "count").read_text().splitlines()
    return {parts[0]: int(parts[1]) for line in lines if len(parts := line.split()) == 2 and parts[0] in CALLS}


class Trial:
    """One fault at one call, and what was wrong afterwards ("" when nothing was)."""

    def __init__(self, press: Path, case: Path, call: str, when: str, fault: str) -> None:
        (case / "sources").mkdir(parents=True)
        kind = "signal=KILL" if fault == "kill" else f"error={fault}"
        inject = ["strace", "-f", "-o", "/dev/null", "-e", f"inject={call}:{kind}:when={when}"]
        ran = subprocess.run([*inject, *PROGRAM, str(case), str(press), "--nl"], capture_output=True, check=False)
        heard = [json.loads(line) for line in ran.stdout.splitlines() if line.startswith(b"{") and line.endswith(b"}")]
        self.acknowledged = {line["file"]: line["sha256"] for line in heard if line["file"]}
        self.wrong = self._traceback(ran.stderr) or self._state(case) or self._rest(press, case)

    def _traceback(self, err: bytes) -> str:
        return err.decode()[-300:] if b"Traceback" in err or b"internal" in err else ""

    def _state(self, case: Path) -> str:
        try:
            with reading(case) as store:
                files = {file.path: file for file in store.files()} if store else {}
                lost = [p for p, digest in self.acknowledged.items() if p not in files or files[p].sha256 != digest]
                half = [
                    p for p, f in files.items() if store and not (store.bytes_of(f.sha256) and store.documents_of(p))
                ]
        except Exception as error:
            return f"the case does not open: {error!r}"
        return f"lost {lost}" if lost else f"half {half}" if half else ""

    def _rest(self, press: Path, case: Path) -> str:
        ended = subprocess.run([*PROGRAM, str(case), str(press), "--nl"], capture_output=True, check=False)
        if ended.returncode or len(ended.stdout.splitlines()) != ARTICLES:
            return f"the next run fails: {ended.stderr.decode()[-300:]}"
        found = verify(case)
        return f"does not verify: {found[0].where} {found[0].message}" if found else ""


def main() -> int:
    """Go through the points; exit code 1 when anything was wrong after any of them."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--fault", default="kill", help="kill, EIO, ENOSPC, EIO+ or ENOSPC+")
    parser.add_argument("--step", type=int, default=1, help="only every so-manieth call")
    given = parser.parse_args()
    later = "+" if given.fault.endswith("+") else ""
    wrong, points = [], 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "press").mkdir()
        for number in range(ARTICLES):
            (folder / "press" / f"{number:03}.txt").write_text(f"Dispatch {number}\n\nThe lock was shut. " * 20)
        counts = calls_of(folder / "press", folder / "whole")
        for call, count in sorted(counts.items()):
            for when in range(1, count + 1, given.step):
                case = folder / f"{call}-{when}"
                trial = Trial(folder / "press", case, call, f"{when}{later}", given.fault.rstrip("+"))
                points += 1
                if trial.wrong:
                    wrong.append(f"{call} {when}: {trial.wrong}")
    print(f"{given.fault}: {points} points of {sum(counts.values())}, {len(wrong)} with something wrong")
    for line in wrong[:20]:
        print(" ", line)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
