"""What is installed with the tool: few things, each pinned and hashed, and a bill of them."""

import importlib.util
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
LOCKS = ("run.lock", "dev.lock")


@pytest.fixture
def sbom() -> ModuleType:
    """The script that writes the bill of materials."""
    spec = importlib.util.spec_from_file_location("make_sbom", ROOT / "docs" / "make_sbom.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", LOCKS)
def test_every_requirement_is_pinned_and_hashed(sbom: ModuleType, name: str) -> None:
    """An exact version and at least one hash: what was not seen when it was locked is not installed."""
    locked = sbom.locked((ROOT / "requirements" / name).read_text(encoding="utf-8"))

    assert len(locked) > 10
    assert [] == [requirement for requirement, hashes in locked.items() if not hashes]


def test_a_requirement_without_a_version_is_refused(sbom: ModuleType) -> None:
    """A lock that leaves a choice is none."""
    with pytest.raises(ValueError, match="not a pinned"):
        sbom.locked("numpy>=1\n")


def test_direct_dependencies_are_few() -> None:
    """Each is somebody more to be trusted: fifteen at most."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

    assert len(project["dependencies"]) <= 15


def test_the_bill_names_every_requirement(sbom: ModuleType) -> None:
    """A component with its hashes for each line of the lock, and the same bytes for the same lock."""
    text = (ROOT / "requirements" / "run.lock").read_text(encoding="utf-8")
    made = sbom.bill(text, version="1")

    assert "CycloneDX" == made["bomFormat"]
    assert sorted(sbom.locked(text)) == [(c["name"], c["version"]) for c in made["components"]]
    assert made == sbom.bill(text, version="1")
