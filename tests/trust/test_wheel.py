"""The wheel: the same bytes whenever it is built, and a tool that works where only the wheel is installed."""

import os
import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BUILT_FROM = ("src", "examples", "pyproject.toml", "hatch_build.py", "README.md", "LICENSE")


def _build(folder: Path) -> Path:
    """The wheel of a copy of the sources."""
    place = folder / "copy"
    place.mkdir(parents=True)
    for name in BUILT_FROM:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, place / name, ignore=shutil.ignore_patterns("__pycache__", "*.so", ".detente"))
        else:
            shutil.copy(source, place / name)
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder / "dist")]
    environment = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    subprocess.run(command, cwd=place, env=environment, check=True, capture_output=True, timeout=300)
    return next((folder / "dist").glob("*.whl"))


@pytest.fixture(scope="module")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The wheel, built twice in two places."""
    folder = tmp_path_factory.mktemp("wheels")
    return _build(folder / "one"), _build(folder / "elsewhere" / "two")


@pytest.mark.slow
def test_two_builds_give_the_same_bytes(wheels: tuple[Path, Path]) -> None:
    """Whoever builds it anew can compare it with the one published."""
    first, second = wheels

    assert first.name == second.name
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.slow
def test_nothing_strays_into_the_wheel(wheels: tuple[Path, Path]) -> None:
    """The package, the examples and the metadata: no tests, no caches, no databases."""
    names = zipfile.ZipFile(wheels[0]).namelist()
    strange = [name for name in names if not name.startswith(("detente/", "detente-"))]

    assert [] == strange
    assert [] == [name for name in names if "__pycache__" in name or ".detente" in name or "/tests/" in name]
    assert any(name.startswith("detente/examples/kurils/sources/") for name in names)


@pytest.mark.slow
def test_the_installed_wheel_does_the_main_job(wheels: tuple[Path, Path], tmp_path: Path) -> None:
    """In an environment of its own, away from the sources: the demo gives a report, and its citations hold."""
    place = tmp_path / "venv"
    venv.create(place, symlinks=True)
    site = next(place.glob("lib/python*/site-packages"))
    with zipfile.ZipFile(wheels[0]) as archive:
        archive.extractall(site)
    dependencies = [path for path in sys.path if path.endswith("site-packages")]
    (site / "dependencies.pth").write_text("\n".join(dependencies))  # what the lock installs, from where it already is
    python = [str(place / "bin" / "python"), "-P", "-m", "detente", "--quiet"]
    where = subprocess.run(
        [python[0], "-P", "-c", "import detente; print(detente.__file__)"], capture_output=True, check=True, text=True
    )
    for words in (["demo", str(tmp_path / "demo")], ["verify", str(tmp_path / "demo")]):
        subprocess.run([*python, *words], cwd=tmp_path, check=True, capture_output=True, timeout=300)

    assert Path(where.stdout.strip()).is_relative_to(place)
    assert (tmp_path / "demo" / "report.html").stat().st_size > 10_000
