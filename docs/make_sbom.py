"""Write the software bill of materials: every locked run-time requirement with its hashes, as CycloneDX 1.5.

    python docs/make_sbom.py > sbom.cdx.json

The same lock file gives the same bytes: no clock and no random serial number in it.
"""

import json
import re
import sys
import uuid
from pathlib import Path

__all__ = ["bill", "locked"]

ROOT = Path(__file__).parents[1]
LOCK = ROOT / "requirements" / "run.lock"
REQUIREMENT = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;\\]+)")
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


def locked(text: str) -> dict[tuple[str, str], tuple[str, ...]]:
    """(name, version) of each requirement of a lock file → the hashes that are let in."""
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for entry in text.replace("\\\n", " ").splitlines():
        if entry.strip() and not entry.lstrip().startswith(("#", "-")):
            match = REQUIREMENT.match(entry.strip())
            if match is None:
                raise ValueError(f"not a pinned requirement: {entry.strip()[:80]}")
            found[match["name"].lower(), match["version"]] = tuple(HASH.findall(entry))
    return found


def bill(text: str, *, version: str) -> dict[str, object]:
    """The bill of materials of a lock file."""
    components = [
        {
            "type": "library",
            "bom-ref": f"pkg:pypi/{name}@{number}",
            "name": name,
            "version": number,
            "purl": f"pkg:pypi/{name}@{number}",
            "externalReferences": [
                {
                    "type": "distribution",
                    "url": f"https://pypi.org/project/{name}/{number}/",
                    "hashes": [{"alg": "SHA-256", "content": digest} for digest in hashes],
                }
            ],
        }
        for (name, number), hashes in sorted(locked(text).items())
    ]
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, text)}",
        "version": 1,
        "metadata": {"component": {"type": "application", "name": "detente", "version": version}},
        "components": components,
    }


def main() -> int:
    """Print the bill of materials of requirements/run.lock."""
    from detente import __version__

    made = bill(LOCK.read_text(encoding="utf-8"), version=__version__)
    sys.stdout.write(json.dumps(made, indent=1, ensure_ascii=False) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
